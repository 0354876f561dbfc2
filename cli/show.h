/* Policies on their way to a picture: what all pictures are drawn from, and what a
 * painter of one has to do. */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "gather.h"
#include "judged.h"
#include "policy.h"
#include "report.h"
#include "signs.h"
#include "zone.h"

typedef struct cli_show cli_show;

/* One request that is shown. */
typedef struct cli_subject {
    const cli_judged *judged; /* With its report, for the findings. */
    cli_policy policy;
} cli_subject;

typedef struct cli_painter {
    bool compares;                 /* It can show a difference. */
    void (*begin)(cli_show *show); /* May be NULL. */
    /* `other` is NULL, or what the policy is compared with. */
    void (*paint)(cli_show *show, const cli_subject *subject, const cli_subject *other);
    void (*end)(cli_show *show); /* May be NULL. */
} cli_painter;

#define PAINTER(name) extern const cli_painter cli_painter_##name;
#include "painter.def"
#undef PAINTER

/* The painters, and their names with a NULL behind them, in the same order. */
extern const cli_painter *const cli_painters[];
extern const char *const cli_painter_names[];

struct cli_show {
    const cli_painter *painter;
    cli_sink *sink; /* Its writer and palette are the picture's. */
    const cli_signs *signs;

    cli_zone zone;
    cli_moment from; /* When the policy begins to work, and what is next begins. */
    size_t next;     /* How many snapshots to name. */
    size_t days;     /* How far the forecast goes; 0: as far as it is of use. */

    size_t shown;
    cli_writer spool; /* For a painter that must know the end before the beginning. */
    size_t height;    /* Likewise. */
    cli_gatherer gatherer;
};

/* A finding about a subject, as reports have it. It is good until the next one. */
cli_finding cli_show_finding(cli_show *show, const cli_subject *subject, size_t index);

/* Which request it is: "list.json, index 1", "stream.ndjson, line 3". */
void cli_say_source(cli_buffer *text, const cli_judged *judged);

/* What a cell stands for; in a difference, the policies are called by their files. */
void cli_say_cell(
    cli_buffer *text, cli_cell cell, const cli_subject *subject,
    const cli_subject *other);

/* What there is to say of all the cells: "14 snapshots a week", or how many were added
 * and removed. */
void cli_say_cells(
    cli_buffer *text, const cli_subject *subject, const cli_subject *other);

/* What the numbers beside and below the cells are called: all points, or what changes. */
const char *cli_totals_name(const cli_subject *other);

/* When clocks of the zone are changed next, if that is within a year. */
bool cli_show_change(const cli_show *show, cli_moment *change);

/* How far the zone's clocks are from those of the policy, now and next. Nothing where
 * they are the same. */
void cli_say_zone(cli_buffer *text, const cli_show *show);

#endif
