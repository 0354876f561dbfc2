/* The rules about bytes that cannot be read as a request. */
#ifndef CLI_UNREADABLE_H
#define CLI_UNREADABLE_H

#include <stdbool.h>

/* Rules that --select leaves on, so that a file which was not read is never called clean,
 * up to a NULL. */
extern const char *const cli_input_rules[];

/* Whether the rule is one of them. */
bool cli_is_input_rule(const char *rule);

/* Whether the rule says that the text as a whole could not be read: all of them but
 * not-an-object, for JSON of any other kind is read well. */
bool cli_is_unreadable(const char *rule);

#endif
