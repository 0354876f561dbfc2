/* A schedule in words. */
#ifndef CLI_SCHEDULE_H
#define CLI_SCHEDULE_H

#include "buffer.h"
#include "cycle.h"
#include "zone.h"

/* A schedule is the same hours on some days. These are the sets, bit 0 being 0:00 and
 * Monday; of what is scheduled, or skipped, on any day. */
unsigned long cli_hours_of(const unsigned long hours[CLI_DAYS_A_WEEK]);
unsigned cli_days_of(const unsigned long hours[CLI_DAYS_A_WEEK]);

/* "every day", "Monday to Friday", "Monday, Wednesday and Friday". */
void cli_say_days(cli_buffer *text, unsigned days);

/* "every hour", "every hour from 08:00 to 18:00", "00:00, 12:00". */
void cli_say_hours(cli_buffer *text, unsigned long hours);

/* "Monday to Friday at 00:00, 12:00". */
void cli_say_week(cli_buffer *text, const snapguard_week *week);

/* The hours as clocks show them that are so far ahead of UTC: "18:00 (the day before),
 * 06:00". */
void cli_say_hours_at(cli_buffer *text, unsigned long hours, int offset);

/* How many snapshots a week has: "14", or "33.6" where weeks differ. */
void cli_say_rate(cli_buffer *text, const cli_cycle *cycle);

/* "28 points in time a week, of which 14 are skipped: a snapshot takes 80 minutes". */
void cli_say_points(cli_buffer *text, const cli_cycle *cycle, const snapguard_week *week);

/* "1 snapshot", "2 snapshots". */
void cli_say_count(cli_buffer *text, size_t count, const char *noun);

#endif
