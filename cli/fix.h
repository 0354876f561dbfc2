/* How a finding can be mended in its file. */
#ifndef CLI_FIX_H
#define CLI_FIX_H

#include <snapguard/snapguard.h>

/* Put `text` in the place of what stands in the range. */
typedef struct cli_edit {
    snapguard_range range;
    const char *text; /* UTF-8. */
    size_t size;
} cli_edit;

typedef struct cli_fix {
    const char *title;     /* What it does, in one line. */
    bool is_safe;          /* The request means the same afterwards. */
    const cli_edit *edits; /* In the order of their places, none over another. */
    size_t count;
} cli_fix;

#endif
