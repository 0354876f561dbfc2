#define _POSIX_C_SOURCE 200809L

#include "rule_set.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

void cli_rule_set_begin(cli_rule_set *set)
{
    *set = (cli_rule_set){.rules = NULL};
    if (pthread_mutex_init(&set->mutex, NULL) != 0)
        cli_out_of_memory();
}

void cli_rule_set_free(cli_rule_set *set)
{
    free(set->rules);
    pthread_mutex_destroy(&set->mutex);
}

static bool has(const cli_rule_set *set, const char *rule)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->rules[i] == rule || strcmp(set->rules[i], rule) == 0)
            return true;
    return false;
}

void cli_rule_set_add(cli_rule_set *set, const char *rule)
{
    pthread_mutex_lock(&set->mutex);
    if (!has(set, rule)) {
        set->rules = cli_reallocate(set->rules, (set->count + 1) * sizeof *set->rules);
        set->rules[set->count++] = rule;
    }
    pthread_mutex_unlock(&set->mutex);
}

bool cli_rule_set_has(cli_rule_set *set, const char *rule)
{
    bool answer;

    pthread_mutex_lock(&set->mutex);
    answer = has(set, rule);
    pthread_mutex_unlock(&set->mutex);
    return answer;
}
