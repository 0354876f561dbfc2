#include "cell.h"

const char *const cli_cell_names[CLI_CELLS] = {
#define CELL(name, class, sign, ascii, meaning) [CLI_CELL_##name] = class,
#include "cell.def"
#undef CELL
};

static cli_cell compare(bool is_first, bool is_other)
{
    if (is_first && is_other)
        return CLI_CELL_KEPT;
    if (is_first)
        return CLI_CELL_REMOVED;
    return is_other ? CLI_CELL_ADDED : CLI_CELL_NONE;
}

cli_cell
cli_cell_at(const snapguard_week *week, const snapguard_week *other, int day, int hour)
{
    bool is_due = week->scheduled[day] >> hour & 1;

    if (other)
        return compare(is_due, other->scheduled[day] >> hour & 1);
    if (week->skipped[day] >> hour & 1)
        return CLI_CELL_SKIPPED;
    return is_due ? CLI_CELL_DUE : CLI_CELL_NONE;
}

bool cli_cell_is_counted(cli_cell cell)
{
    return cell == CLI_CELL_DUE || cell == CLI_CELL_ADDED || cell == CLI_CELL_REMOVED;
}

cli_cell_counts cli_cells_count(const snapguard_week *week, const snapguard_week *other)
{
    cli_cell_counts counts = {{0}};

    for (int day = 0; day < CLI_DAYS_A_WEEK; day++)
        for (int hour = 0; hour < CLI_HOURS_A_DAY; hour++)
            counts.of[cli_cell_at(week, other, day, hour)]++;
    return counts;
}
