/* How a finding can be mended in its file. */
#ifndef CLI_FIX_H
#define CLI_FIX_H

#include "text.h"

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

/* Memory for one fix that is used again for the next. */
typedef struct cli_fixing {
    cli_fix fix;
    cli_edit *edits;
    size_t capacity;
    cli_text title;
    cli_text texts; /* Of the edits, one behind the other. */
} cli_fixing;

/* Read the fix of a finding, with ranges as the library counts them. False where it has
 * none. */
bool cli_fix_read(cli_fixing *fixing, const snapguard_finding *finding);

void cli_fixing_free(cli_fixing *fixing);

#endif
