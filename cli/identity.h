/* Which file it is, whatever it is called: links of both kinds lead to the same one. */
#ifndef CLI_IDENTITY_H
#define CLI_IDENTITY_H

#include <stdbool.h>
#include <sys/types.h>

typedef struct cli_identity {
    bool is_file; /* There is one, and it is regular; else nothing is it. */
    dev_t device;
    ino_t number;
} cli_identity;

cli_identity cli_identity_of(const char *path);
cli_identity cli_identity_of_open(int descriptor);

bool cli_identity_is(const cli_identity *identity, const cli_identity *other);

/* Whether two paths lead to one file, also where it is still to be made. */
bool cli_is_same_file(const char *path, const char *other);

#endif
