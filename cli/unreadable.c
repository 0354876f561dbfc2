#include "unreadable.h"

#include <stddef.h>
#include <string.h>

const char *const cli_input_rules[] = {
    "invalid-json",
    "invalid-utf8",
    "invalid-yaml",
    "invalid-percent-encoding",
    "invalid-http",
    "unsupported-content-type",
    "limit-exceeded",
    "not-an-object",
    NULL};

bool cli_is_input_rule(const char *rule)
{
    for (size_t i = 0; cli_input_rules[i]; i++)
        if (strcmp(cli_input_rules[i], rule) == 0)
            return true;
    return false;
}

bool cli_is_unreadable(const char *rule)
{
    return cli_is_input_rule(rule) && strcmp(rule, "not-an-object") != 0;
}
