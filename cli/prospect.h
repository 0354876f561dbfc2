/* The forecast of a policy, for its snapshots and for their copies: numbers and words
 * that every picture of it has. */
#ifndef CLI_PROSPECT_H
#define CLI_PROSPECT_H

#include "forecast.h"
#include "show.h"

typedef enum cli_prospect_row {
    CLI_PROSPECT_LONG_RUN, /* How many in the long run, */
    CLI_PROSPECT_REACHED,  /* and from when on. Not where they grow without end. */
    CLI_PROSPECT_PEAK,     /* The most within these days, and when first. */
    CLI_PROSPECT_END,      /* How many at their end. */
    CLI_PROSPECT_ROWS
} cli_prospect_row;

extern const char *const cli_prospect_labels[CLI_PROSPECT_ROWS];

typedef struct cli_prospect {
    cli_buffer title; /* "Snapshots in cn-hangzhou, kept 30 days" */
    cli_buffer why;   /* There is no forecast. */
    cli_forecast forecast;
    size_t days;                        /* How far it goes. */
    size_t top;                         /* The most of all samples, at least 1. */
    cli_buffer rows[CLI_PROSPECT_ROWS]; /* Empty ones are not shown. */
} cli_prospect;

/* Of the snapshots, or of the copies. The policy is to stay as long as it is used. */
void cli_prospect_make(
    cli_prospect *prospect, const cli_show *show, const cli_policy *policy,
    bool of_copies);
void cli_prospect_free(cli_prospect *prospect);

/* How many there are when so many days have passed. */
size_t cli_prospect_at(const cli_prospect *prospect, size_t day);

/* The moment at which so many days have passed. */
cli_moment cli_prospect_moment(const cli_prospect *prospect, size_t day);

#endif
