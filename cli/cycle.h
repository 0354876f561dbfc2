/* The snapshots that a schedule really makes, over and over, for all time. */
#ifndef CLI_CYCLE_H
#define CLI_CYCLE_H

#include "moment.h"

#include <snapguard/snapguard.h>
#include <stdbool.h>

/* Mostly a week long. Where skipped points are others in each week, it takes as many
 * weeks as until the same ones are skipped again. */
typedef struct cli_cycle {
    int64_t start;  /* The hour of one of its snapshots; see cli_hour_moment(). */
    int64_t length; /* In hours. */
    size_t count;   /* Of its snapshots; 0: none is ever made. */
    int64_t snapshots[CLI_WEEK_HOURS]; /* Their hours from `start` on, ascending. */
} cli_cycle;

void cli_cycle_find(cli_cycle *cycle, const snapguard_week *week);

/* How many snapshots there are up to an hour, that hour included. Negative before
 * `start`: only differences mean something. */
int64_t cli_cycle_until(const cli_cycle *cycle, int64_t hour);

/* The hour of the snapshot with which that becomes `number`. There has to be one. */
int64_t cli_cycle_snapshot(const cli_cycle *cycle, int64_t number);

/* Whether a point of the week that is skipped is so in some weeks only. */
bool cli_cycle_is_mixed(const cli_cycle *cycle, const snapguard_week *week);

/* How many are scheduled, and skipped, in a week. */
size_t cli_week_count(const unsigned long hours[CLI_DAYS_A_WEEK]);

#endif
