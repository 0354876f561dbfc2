/* Inputs on their way through the library: opened, told apart, checked, reported. */
#ifndef CLI_JUDGE_H
#define CLI_JUDGE_H

#include "gather.h"
#include "input.h"
#include "kind.h"
#include "outlet.h"
#include "task.h"

#include <snapguard/snapguard.h>

/* What all judges of a run have in common. */
typedef struct cli_judge_settings {
    const snapguard_engine *engine;
    cli_report *report;
    cli_kind kind;        /* As the user wants it. */
    bool quiet;           /* Say nothing about inputs that are no requests. */
    size_t most_line;     /* Bytes of a line of a stream: the limit of one request. */
    size_t most_document; /* Bytes of a document: the limit of an array of requests. */

    /* Takes each request in place of the report. NULL: the report takes them. */
    void (*take)(void *opaque, const cli_judged *judged);
    void *opaque;
} cli_judge_settings;

/* What one thread judges with. */
typedef struct cli_judge {
    const cli_judge_settings *settings;
    snapguard_context *context;
    cli_outlet outlet;
    cli_gatherer gatherer;
    cli_input input;
} cli_judge;

/* The outlet says everything at once, until another one is set. */
void cli_judge_begin(cli_judge *judge, const cli_judge_settings *settings);
void cli_judge_end(cli_judge *judge);

void cli_judge_task(cli_judge *judge, const cli_task *task);

/* For judge_document.c, judge_query.c and judge_stream.c, on an input that has begun.
 * `is_walked`: it was found in a directory, and is left out where it is no request at
 * all. */
void cli_judge_document(cli_judge *judge, bool is_walked);
void cli_judge_stream(cli_judge *judge, bool is_walked);

/* A query, a form or a raw HTTP request. */
void cli_judge_query(cli_judge *judge, cli_kind kind, bool is_walked);

/* Hand on a request that was judged. */
void cli_judge_take(cli_judge *judge, const cli_judged *judged);

/* Say something about an input that is no finding. */
void cli_judge_complain(
    cli_judge *judge, const char *name, const char *text, cli_exit status);

/* Whether it is of use to go on: a report can still be written. */
bool cli_judge_goes_on(const cli_judge *judge);

/* Whether nothing in the report speaks for a request: no parameter of the operation is
 * given, and yet the text could be read. */
bool cli_judge_is_foreign(const snapguard_report *report);

#endif
