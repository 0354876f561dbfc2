/* Time zones: a name of the system's database, or an offset that never changes. */
#ifndef CLI_ZONE_H
#define CLI_ZONE_H

#include "buffer.h"
#include "moment.h"

typedef struct cli_zone {
    const char *name; /* As the user gave it. NULL: that of the policy's hours. */
    bool is_named;    /* In the database. */
    int offset;       /* Of one that is not, in seconds. */
} cli_zone;

/* Setter of a cli_zone: "Europe/Berlin", "+05:30", "UTC". There can be one named zone in
 * a run, for it becomes that of the process. */
bool cli_set_zone(const cli_option *option, void *field, const char *argument);

/* How far its clocks are ahead of UTC, in seconds. */
int cli_zone_offset(const cli_zone *zone, cli_moment moment);

/* Its name, or its offset: "Europe/Berlin", "UTC+5:30". */
void cli_zone_name(cli_buffer *text, const cli_zone *zone);

/* What its time is called: "CEST", or "UTC+5:30" where it has no name of letters. */
enum { CLI_ZONE_BYTES = 16 };
void cli_zone_print(char text[CLI_ZONE_BYTES], const cli_zone *zone, cli_moment moment);

/* "UTC+8", "UTC-3:30", "UTC". */
void cli_offset_print(char text[CLI_ZONE_BYTES], int offset);

/* The next moment behind `after` and before `until` at which its clocks are changed.
 * False where there is none. */
bool cli_zone_change(
    const cli_zone *zone, cli_moment after, cli_moment until, cli_moment *change);

#endif
