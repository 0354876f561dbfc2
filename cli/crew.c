#define _POSIX_C_SOURCE 200809L

#include "crew.h"

#include "complain.h"
#include "memory.h"
#include "turn.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* How far one may be ahead of another. Small files are judged in about 10 microseconds,
 * so that with fewer of them threads would often wait for each other. */
enum { SLOTS = 1024 };

/* A task, and what came of it until its turn. */
typedef struct slot {
    cli_task task;
    char *name;
    cli_record record;
    bool is_done;
} slot;

/* The mutex of the turns guards the rest, too, but for a slot's record: that is its
 * thread's, and from the slot's turn on whoever's turn it is. */
struct cli_crew {
    const cli_judge_settings *settings;
    cli_turns turns;
    pthread_cond_t put; /* There is a task, or none will come. */
    slot slots[SLOTS];
    size_t tasks; /* How many were put, */
    size_t taken; /* and how many of these are done or being done. */
    bool is_closed;
    size_t idle; /* Threads that wait for a task. */
    pthread_t *threads;
    size_t count;
    size_t most;
};

static slot *slot_of(cli_crew *crew, size_t turn)
{
    return &crew->slots[turn % SLOTS];
}

/* Take the next task. False where there will be none. */
static bool take(cli_crew *crew, size_t *turn)
{
    bool is_there;

    pthread_mutex_lock(&crew->turns.mutex);
    crew->idle++;
    while (crew->taken == crew->tasks && !crew->is_closed)
        pthread_cond_wait(&crew->put, &crew->turns.mutex);
    crew->idle--;
    is_there = crew->taken < crew->tasks;
    if (is_there)
        *turn = crew->taken++;
    pthread_mutex_unlock(&crew->turns.mutex);
    return is_there;
}

/* Say what is left to be said in a turn, and pass it on. The mutex is held before and
 * afterwards, but not meanwhile: writing takes time. */
static void end_turn(cli_crew *crew, size_t turn)
{
    slot *current = slot_of(crew, turn);
    cli_outlet outlet = {
        .report = crew->settings->report,
        .record = &current->record,
        .turns = &crew->turns,
        .turn = turn};

    pthread_mutex_unlock(&crew->turns.mutex);
    cli_outlet_flush(&outlet);
    free(current->name);
    pthread_mutex_lock(&crew->turns.mutex);
    current->is_done = false;
    atomic_store_explicit(&crew->turns.now, turn + 1, memory_order_release);
    pthread_cond_broadcast(&crew->turns.moved);
}

/* Who is done in its turn passes it on, and says what those have to say that were done
 * before. */
static void finish(cli_crew *crew, size_t turn)
{
    pthread_mutex_lock(&crew->turns.mutex);
    slot_of(crew, turn)->is_done = true;
    while (cli_turn_has_come(&crew->turns, turn) && slot_of(crew, turn)->is_done)
        end_turn(crew, turn++);
    pthread_mutex_unlock(&crew->turns.mutex);
}

static void *work(void *opaque)
{
    cli_crew *crew = opaque;
    cli_judge judge;
    size_t turn;

    cli_judge_begin(&judge, crew->settings);
    while (take(crew, &turn)) {
        slot *current = slot_of(crew, turn);

        judge.outlet = (cli_outlet){
            .report = crew->settings->report,
            .record = &current->record,
            .turns = &crew->turns,
            .turn = turn};
        cli_judge_task(&judge, &current->task);
        finish(crew, turn);
    }
    cli_judge_end(&judge);
    return NULL;
}

cli_crew *cli_crew_new(const cli_judge_settings *settings, size_t most)
{
    cli_crew *crew = cli_reallocate(NULL, sizeof *crew);

    memset(crew, 0, sizeof *crew);
    crew->settings = settings;
    crew->most = most;
    cli_turns_begin(&crew->turns);
    if (pthread_cond_init(&crew->put, NULL) != 0)
        cli_out_of_memory();
    crew->threads = cli_reallocate(NULL, most * sizeof *crew->threads);
    return crew;
}

/* One more thread. The work can be done by fewer, but not by none. */
static void hire(cli_crew *crew)
{
    int error = pthread_create(&crew->threads[crew->count], NULL, work, crew);

    if (!error) {
        crew->count++;
    } else if (crew->count > 0) {
        crew->most = crew->count;
    } else {
        cli_complain("cannot start a thread: %s", strerror(error));
        exit(CLI_FAILURE);
    }
}

void cli_crew_put(cli_crew *crew, const cli_task *task)
{
    slot *next;

    if (atomic_load(&crew->turns.is_over))
        return;
    pthread_mutex_lock(&crew->turns.mutex);
    /* Half of the slots, so that threads need not wake this one for each of them. */
    if (crew->tasks - atomic_load(&crew->turns.now) == SLOTS)
        while (crew->tasks - atomic_load(&crew->turns.now) > SLOTS / 2)
            pthread_cond_wait(&crew->turns.moved, &crew->turns.mutex);
    next = slot_of(crew, crew->tasks++);
    next->task = *task;
    next->task.name = next->name = cli_copy(task->name, strlen(task->name));
    if (crew->tasks - crew->taken > crew->idle && crew->count < crew->most)
        hire(crew);
    else
        pthread_cond_signal(&crew->put);
    pthread_mutex_unlock(&crew->turns.mutex);
}

void cli_crew_free(cli_crew *crew)
{
    pthread_mutex_lock(&crew->turns.mutex);
    crew->is_closed = true;
    pthread_cond_broadcast(&crew->put);
    pthread_mutex_unlock(&crew->turns.mutex);
    for (size_t i = 0; i < crew->count; i++)
        pthread_join(crew->threads[i], NULL);
    pthread_cond_destroy(&crew->put);
    cli_turns_end(&crew->turns);
    free(crew->threads);
    free(crew);
}
