/* Days, as "2026-12-31": text whose order is that of the days. */
#ifndef CLI_DATE_H
#define CLI_DATE_H

#include <stdbool.h>

enum { CLI_DATE_BYTES = 11 };

/* Whether the text is a day of the calendar. */
bool cli_is_date(const char *text);

/* Write which day it is here, or that of SOURCE_DATE_EPOCH where that is set, in UTC, so
 * that a run can be repeated. False after a complaint. */
bool cli_today(char date[CLI_DATE_BYTES]);

#endif
