#include "place.h"

/* Only the first line of the part shares its line with what stands before it. */
static void shift(snapguard_position *position, const snapguard_position *before)
{
    if (position->line == 1) {
        position->column += before->column;
        position->utf16 += before->utf16;
    }
    position->line += before->line;
    position->byte += before->byte;
}

void cli_place_in_file(const cli_judged *judged, snapguard_range *range)
{
    shift(&range->start, &judged->before);
    shift(&range->end, &judged->before);
}

void cli_finding_range(
    const cli_judged *judged, const snapguard_finding *finding, snapguard_range *range)
{
    snapguard_finding_range(finding, range);
    cli_place_in_file(judged, range);
}

bool cli_finding_related(
    const cli_judged *judged, const snapguard_finding *finding, snapguard_range *range)
{
    if (!snapguard_finding_related(finding, range))
        return false;
    cli_place_in_file(judged, range);
    return true;
}

/* Of a request that is a line, that need not be looked for. */
size_t cli_judged_line(const cli_judged *judged)
{
    snapguard_range range = {.start = {.line = 1}};

    if (judged->report && !judged->is_line)
        snapguard_report_range(judged->report, &range);
    return judged->before.line + range.start.line;
}

/* Every byte but the continuations begins a character, and one of four bytes takes two
 * units of UTF-16. */
snapguard_position cli_place_behind(const char *bytes, size_t size)
{
    snapguard_position place = {.byte = size};

    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)bytes[i];

        place.column += (byte & 0xC0) != 0x80;
        place.utf16 += (byte & 0xC0) != 0x80;
        place.utf16 += byte >= 0xF0;
    }
    return place;
}
