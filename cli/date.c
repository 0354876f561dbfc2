#define _POSIX_C_SOURCE 200809L

#include "date.h"

#include "complain.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char variable[] = "SOURCE_DATE_EPOCH";

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && is_leap);
}

bool cli_is_date(const char *text)
{
    static const char form[] = "0000-00-00";
    int year;
    int month;
    int day;

    if (strlen(text) != sizeof form - 1)
        return false;
    for (size_t i = 0; form[i]; i++)
        if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
            return false;
    year = atoi(text);
    month = atoi(text + 5);
    day = atoi(text + 8);
    return month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
}

/* The moment that a variable says, in seconds since 1970. */
static bool read_epoch(const char *text, time_t *moment)
{
    char *end;
    long long number;

    errno = 0;
    number = strtoll(text, &end, 10);
    *moment = (time_t)number;
    return *text >= '0' && *text <= '9' && !*end && errno == 0;
}

bool cli_today(char date[CLI_DATE_BYTES])
{
    const char *epoch = getenv(variable);
    time_t moment = time(NULL);
    struct tm parts;
    bool is_fine;

    tzset();
    if (epoch && *epoch)
        is_fine = read_epoch(epoch, &moment) && gmtime_r(&moment, &parts);
    else
        is_fine = localtime_r(&moment, &parts) != NULL;
    if (is_fine)
        is_fine = strftime(date, CLI_DATE_BYTES, "%Y-%m-%d", &parts) > 0;
    if (!is_fine)
        cli_complain(
            "%s: \"%s\" is no moment in seconds since 1970", variable,
            epoch ? epoch : "");
    return is_fine;
}
