/* The hours of a week, each a cell of its picture. */
#ifndef CLI_CELL_H
#define CLI_CELL_H

#include "moment.h"

#include <snapguard/snapguard.h>
#include <stdbool.h>

typedef enum cli_cell {
#define CELL(name, class, sign, ascii, meaning) CLI_CELL_##name,
#include "cell.def"
#undef CELL
    CLI_CELLS
} cli_cell;

extern const char *const cli_cell_names[CLI_CELLS];

/* What an hour is in the week of one policy, or, where `other` is not NULL, in the
 * difference from the first to the other. */
cli_cell
cli_cell_at(const snapguard_week *week, const snapguard_week *other, int day, int hour);

/* Whether a cell counts in totals: what is made, or what differs. */
bool cli_cell_is_counted(cli_cell cell);

/* How many of each there are. */
typedef struct cli_cell_counts {
    size_t of[CLI_CELLS];
} cli_cell_counts;

cli_cell_counts cli_cells_count(const snapguard_week *week, const snapguard_week *other);

#endif
