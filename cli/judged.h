/* What a judge has in hand: the library's report, and where its text is from. */
#ifndef CLI_JUDGED_H
#define CLI_JUDGED_H

#include <snapguard/snapguard.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct cli_judged {
    const char *file; /* As the user names it. */
    size_t index;     /* Among the requests of its file, from 0; of a stream, the line. */
    bool is_line;     /* It is one line of a stream. */
    size_t document;  /* Of YAML: which one of its file, from 1; else 0. */
    const char *name; /* Of a policy in a template or plan, or NULL. */
    const char *at;   /* Where in its document it stands, if the library has seen nothing
                         but the request itself: what its pointers begin with. Or NULL. */

    /* NULL: the file holds something else than requests, and nothing was judged. */
    const snapguard_report *report;

    /* The text that findings are shown in: the document, or the line of a stream. */
    const char *bytes;
    size_t held;   /* How much of it is in memory: where it is over a limit, not all. */
    size_t offset; /* Of its first byte in the file. */

    /* How much of the file stands before what the library counts from; see place.h. */
    snapguard_position before;
} cli_judged;

#endif
