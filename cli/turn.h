/* Turns of threads that work ahead of each other: what is said in turn is said in the
 * order of the inputs. */
#ifndef CLI_TURN_H
#define CLI_TURN_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct cli_turns {
    pthread_mutex_t mutex;
    pthread_cond_t moved; /* It is another one's turn. */
    atomic_size_t now;    /* Whose turn it is. Changed by whose turn it was. */
    atomic_size_t kept;   /* Bytes that are kept by those whose turn is to come. */
    atomic_bool is_over;  /* What is still to be said can be written nowhere. */
} cli_turns;

void cli_turns_begin(cli_turns *turns);
void cli_turns_end(cli_turns *turns);

bool cli_turn_has_come(const cli_turns *turns, size_t turn);
void cli_turn_wait(cli_turns *turns, size_t turn);

#endif
