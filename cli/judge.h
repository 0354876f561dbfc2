/* Inputs on their way through the library: opened, told apart, checked, reported. */
#ifndef CLI_JUDGE_H
#define CLI_JUDGE_H

#include "exit.h"
#include "input.h"
#include "kind.h"
#include "report.h"

#include <snapguard/snapguard.h>

typedef struct cli_judge {
    snapguard_context *context;
    cli_report *report;
    cli_kind kind;        /* As the user wants it. */
    bool quiet;           /* Say nothing about inputs that are no requests. */
    size_t most_line;     /* Bytes of a line of a stream: the limit of one request. */
    size_t most_document; /* Bytes of a document: the limit of an array of requests. */
    cli_input input;
    cli_exit status; /* The gravest thing so far, findings aside. */
} cli_judge;

/* Judge a file, all below a directory, or standard input under a name of its own. */
void cli_judge_path(cli_judge *judge, const char *path);
void cli_judge_stdin(cli_judge *judge, const char *name);

/* For judge_document.c, judge_query.c and judge_stream.c, on an input that has begun.
 * `is_walked`: it was found in a directory, and is left out where it is no request at
 * all. */
void cli_judge_document(cli_judge *judge, bool is_walked);
void cli_judge_stream(cli_judge *judge, bool is_walked);

/* A query, a form or a raw HTTP request. */
void cli_judge_query(cli_judge *judge, cli_kind kind, bool is_walked);

/* Say that the input cannot be read. */
void cli_judge_unreadable(cli_judge *judge, const char *name, int error);

/* Whether it is of use to go on: the report can still be written. */
bool cli_judge_goes_on(const cli_judge *judge);

/* Whether nothing in the report speaks for a request: no parameter of the operation is
 * given, and yet the text could be read. */
bool cli_judge_is_foreign(const snapguard_report *report);

#endif
