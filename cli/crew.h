/* Threads that judge, each what comes next, while all that is said stays in order. */
#ifndef CLI_CREW_H
#define CLI_CREW_H

#include "judge.h"

typedef struct cli_crew cli_crew;

/* A crew of at most so many threads, that are started as there is work for them. */
cli_crew *cli_crew_new(const cli_judge_settings *settings, size_t most);

/* Have a task done. Waits where too many are under way. */
void cli_crew_put(cli_crew *crew, const cli_task *task);

/* Wait until all is done, and release it. */
void cli_crew_free(cli_crew *crew);

#endif
