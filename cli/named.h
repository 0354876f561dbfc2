/* A file that an option names, and where that was said: complaints name the place. */
#ifndef CLI_NAMED_H
#define CLI_NAMED_H

#include "options.h"

struct cli_named {
    const char *path;         /* NULL: none is named. Borrowed, as all of it is. */
    const char *option;       /* Without "--". NULL: the file was found. */
    const char *key;          /* Of the option in a configuration file. */
    const char *variable;     /* That named it, or NULL. */
    const cli_source *source; /* The configuration file that did, or NULL. */
};

/* Setter of a cli_named. */
bool cli_set_named(const cli_option *option, void *field, const char *argument);

/* Say why the file cannot be read, and where it is named. */
void cli_named_complain(const cli_named *named, const char *reason);

/* Say what is wrong with a place in it, and who names it. */
void cli_named_complain_at(
    const cli_named *named, size_t line, size_t column, const char *reason);

#endif
