/* Rules by their ids, each once. Any thread may use it. */
#ifndef CLI_RULE_SET_H
#define CLI_RULE_SET_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct cli_rule_set {
    pthread_mutex_t mutex; /* Guards the rest. */
    const char **rules;    /* Each borrowed. */
    size_t count;
} cli_rule_set;

void cli_rule_set_begin(cli_rule_set *set);
void cli_rule_set_free(cli_rule_set *set);

void cli_rule_set_add(cli_rule_set *set, const char *rule);
bool cli_rule_set_has(cli_rule_set *set, const char *rule);

#endif
