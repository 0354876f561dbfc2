/* What makes one text another, as a unified diff that patch(1) and `git apply` take. */
#ifndef CLI_DIFF_H
#define CLI_DIFF_H

#include "writer.h"

typedef struct cli_diff_text {
    const char *bytes;
    size_t size;
} cli_diff_text;

/* Write the differences of a file, with three lines around each. Nothing, where there are
 * none. The lines are as they stand. */
void cli_put_diff(
    cli_writer *writer, const char *path, cli_diff_text before, cli_diff_text after);

#endif
