#define _POSIX_C_SOURCE 200809L

#include "turn.h"

#include "memory.h"

void cli_turns_begin(cli_turns *turns)
{
    if (pthread_mutex_init(&turns->mutex, NULL) != 0 ||
        pthread_cond_init(&turns->moved, NULL) != 0)
        cli_out_of_memory();
    atomic_init(&turns->now, 0);
    atomic_init(&turns->kept, 0);
    atomic_init(&turns->is_over, false);
}

void cli_turns_end(cli_turns *turns)
{
    pthread_cond_destroy(&turns->moved);
    pthread_mutex_destroy(&turns->mutex);
}

bool cli_turn_has_come(const cli_turns *turns, size_t turn)
{
    return atomic_load_explicit(&turns->now, memory_order_acquire) == turn;
}

void cli_turn_wait(cli_turns *turns, size_t turn)
{
    pthread_mutex_lock(&turns->mutex);
    while (!cli_turn_has_come(turns, turn))
        pthread_cond_wait(&turns->moved, &turns->mutex);
    pthread_mutex_unlock(&turns->mutex);
}
