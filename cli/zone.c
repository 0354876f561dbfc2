#define _POSIX_C_SOURCE 200809L

#include "zone.h"

#include "complain.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PATH_BYTES = 4096 };

static const char name_characters[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";

/* Where the C library looks for it. */
static const char *database(void)
{
    const char *folder = getenv("TZDIR");

    return folder && *folder ? folder : "/usr/share/zoneinfo";
}

/* What the C library does not know it silently takes for UTC, so the file is looked for
 * here. A name must not lead out of the database. */
static bool is_known(const char *name)
{
    char path[PATH_BYTES];
    char magic[4] = "";
    int size = snprintf(path, sizeof path, "%s/%s", database(), name);
    int descriptor = -1;

    if (*name && *name != '/' && !strstr(name, "..") &&
        name[strspn(name, name_characters)] == '\0' && size > 0 &&
        (size_t)size < sizeof path)
        descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    if (read(descriptor, magic, sizeof magic) != (ssize_t)sizeof magic)
        magic[0] = '\0';
    close(descriptor);
    return memcmp(magic, "TZif", sizeof magic) == 0;
}

static bool take_name(const char *name)
{
    char variable[PATH_BYTES];

    if (!is_known(name))
        return false;
    snprintf(variable, sizeof variable, ":%s", name);
    if (setenv("TZ", variable, 1) != 0)
        return false;
    tzset();
    return true;
}

bool cli_set_zone(const cli_option *option, void *field, const char *argument)
{
    cli_zone *zone = field;

    *zone = (cli_zone){.name = argument};
    if (strcmp(argument, "UTC") == 0 || strcmp(argument, "Z") == 0 ||
        cli_read_offset(&zone->offset, argument))
        return true;
    if (strncmp(argument, "UTC", 3) == 0 && cli_read_offset(&zone->offset, argument + 3))
        return true;
    zone->is_named = take_name(argument);
    if (!zone->is_named)
        cli_complain(
            "--%s: \"%s\" is neither a time zone in %s, such as Europe/Berlin, nor an "
            "offset such as +05:30",
            option->name, argument, database());
    return zone->is_named;
}

static bool local_time(cli_moment moment, struct tm *fields)
{
    time_t seconds = (time_t)moment;

    return localtime_r(&seconds, fields) != NULL;
}

int cli_zone_offset(const cli_zone *zone, cli_moment moment)
{
    struct tm fields;
    cli_clock clock;

    if (!zone->name)
        return CLI_POLICY_OFFSET;
    if (!zone->is_named || !local_time(moment, &fields))
        return zone->offset;
    clock = (cli_clock){
        .year = (int64_t)fields.tm_year + 1900,
        .month = fields.tm_mon + 1,
        .day = fields.tm_mday,
        .hour = fields.tm_hour,
        .minute = fields.tm_min,
        .second = fields.tm_sec};
    return (int)(cli_clock_moment(&clock, 0) - moment);
}

void cli_offset_print(char text[CLI_ZONE_BYTES], int offset)
{
    int size = offset < 0 ? -offset : offset;
    int hours = size / CLI_HOUR_SECONDS % 100;
    int minutes = size / CLI_MINUTE_SECONDS % 60;
    char sign = offset < 0 ? '-' : '+';

    if (offset == 0)
        snprintf(text, CLI_ZONE_BYTES, "UTC");
    else if (minutes == 0)
        snprintf(text, CLI_ZONE_BYTES, "UTC%c%d", sign, hours);
    else
        snprintf(text, CLI_ZONE_BYTES, "UTC%c%d:%02d", sign, hours, minutes);
}

void cli_zone_name(cli_buffer *text, const cli_zone *zone)
{
    char offset[CLI_ZONE_BYTES];

    cli_offset_print(offset, zone->name ? zone->offset : CLI_POLICY_OFFSET);
    cli_buffer_print(text, "%s", zone->is_named ? zone->name : offset);
}

/* Zones without a name of their own have the offset in place of one. */
void cli_zone_print(char text[CLI_ZONE_BYTES], const cli_zone *zone, cli_moment moment)
{
    struct tm fields;

    if (zone->is_named && local_time(moment, &fields) &&
        strftime(text, CLI_ZONE_BYTES, "%Z", &fields) > 0 && text[0] >= 'A')
        return;
    cli_offset_print(text, cli_zone_offset(zone, moment));
}

/* Clocks are changed at most every few weeks, so that a look a day does not miss it. */
bool cli_zone_change(
    const cli_zone *zone, cli_moment after, cli_moment until, cli_moment *change)
{
    int offset = cli_zone_offset(zone, after);
    cli_moment same = after;

    if (!zone->is_named)
        return false;
    while (same < until && cli_zone_offset(zone, same + CLI_DAY_SECONDS) == offset)
        same += CLI_DAY_SECONDS;
    *change = same + CLI_DAY_SECONDS;
    while (*change - same > 1) {
        cli_moment middle = same + (*change - same) / 2;

        if (cli_zone_offset(zone, middle) == offset)
            same = middle;
        else
            *change = middle;
    }
    return *change < until;
}
