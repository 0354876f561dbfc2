/* Places in a file: the library counts in the text that it was given, which may be a part
 * of the file only. Nothing else adds the two up. */
#ifndef CLI_PLACE_H
#define CLI_PLACE_H

#include "judged.h"

#include <snapguard/snapguard.h>
#include <stdbool.h>

/* The library's getters of the same name, with places in the file. */
void cli_finding_range(
    const cli_judged *judged, const snapguard_finding *finding, snapguard_range *range);
bool cli_finding_related(
    const cli_judged *judged, const snapguard_finding *finding, snapguard_range *range);

/* Turn a range of what the library was given into one of the file. */
void cli_place_in_file(const cli_judged *judged, snapguard_range *range);

/* The line of its file that a request begins in. */
size_t cli_judged_line(const cli_judged *judged);

/* Where the text goes on that has `size` bytes and begins at the start of a line: what
 * stands before a text that is judged without them. */
snapguard_position cli_place_behind(const char *bytes, size_t size);

#endif
