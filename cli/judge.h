/* Inputs on their way through the library: opened, told apart, checked, reported. */
#ifndef CLI_JUDGE_H
#define CLI_JUDGE_H

#include "configuration.h"
#include "contexts.h"
#include "gather.h"
#include "input.h"
#include "kind.h"
#include "mend.h"
#include "outlet.h"
#include "rewrite.h"
#include "spares.h"
#include "targets.h"
#include "task.h"
#include "text.h"
#include "yaml_reader.h"

#include <snapguard/snapguard.h>

/* What all judges of a run have in common. */
typedef struct cli_judge_settings {
    cli_engines *engines;
    const cli_configuration *configuration; /* Which overrides a file has. */
    cli_report *report;
    cli_kind kind;            /* As the user wants it. */
    bool quiet;               /* Say nothing about inputs that are no requests. */
    cli_rewrite_mode rewrite; /* What becomes of inputs; CLI_REWRITE_NONE: nothing. */
    cli_writer *diff;         /* Where differences go. */
    bool unsafe;              /* Mend also what is not safe to. */
    size_t most_line;         /* Bytes of a line of a stream: the limit of one request. */
    size_t most_document;   /* Bytes of a document: the limit of an array of requests. */
    cli_yaml_limits limits; /* Of templates and plans. */
    cli_targets *targets;   /* That a file of a directory may turn out to be, or NULL. */

    /* Takes each request in place of the report. NULL: the report takes them. */
    void (*take)(void *opaque, const cli_judged *judged);
    void *opaque;
} cli_judge_settings;

/* What one thread judges with. */
typedef struct cli_judge {
    const cli_judge_settings *settings;
    snapguard_context *context; /* The one of the file that is being judged. */
    cli_contexts contexts;
    cli_text path;
    cli_outlet outlet;
    cli_gatherer gatherer;
    cli_input input;
    cli_text name;        /* Of a policy. */
    cli_contexts mending; /* Of the mender. */
    cli_mender
        mender; /* With the file's context of `mending`, if inputs are to be mended. */
    cli_spares spares; /* What the mender leaves as it is. */
    cli_text mended;   /* An input as it is to be. */
    cli_rewrite rewrite;
    cli_target *target; /* That the input is, or NULL. */
} cli_judge;

/* How much of an input is judged, by --max-bytes and --max-depth; 0 where neither says
 * so: as much as the library takes of each form. */
void cli_judge_limit(cli_judge_settings *settings, size_t max_bytes, size_t max_depth);

/* The outlet says everything at once, until another one is set. */
void cli_judge_begin(cli_judge *judge, const cli_judge_settings *settings);
void cli_judge_end(cli_judge *judge);

/* `judge` is a cli_judge: so that a plan can call it. */
void cli_judge_task(void *judge, const cli_task *task);

/* For judge_document.c, judge_query.c, judge_stream.c and judge_template.c, on an input
 * that has begun. `is_walked`: it was found in a directory, and is left out where it is
 * no request at all. */
void cli_judge_document(cli_judge *judge, bool is_walked);
void cli_judge_stream(cli_judge *judge, bool is_walked);

/* A ROS template or a Terraform plan. */
void cli_judge_template(cli_judge *judge, cli_kind kind, bool is_walked);

/* A query, a form or a raw HTTP request. */
void cli_judge_query(cli_judge *judge, cli_kind kind, bool is_walked);

/* Say that the input is one that is judged. */
void cli_judge_begin_file(cli_judge *judge);

/* Hand on a request that was judged. Where only differences are shown, it is not
 * reported, but that something could not be read is said. */
void cli_judge_take(cli_judge *judge, const cli_judged *judged);

/* Say what of a request could not be read, so that it may have been one to mend. */
void cli_judge_unread(cli_judge *judge, const cli_judged *judged);

/* Say that a file, which nobody has found in a directory, was not judged for what its
 * requests are. */
void cli_judge_note_other(cli_judge *judge);

/* Say something about an input that is no finding. */
void cli_judge_complain(
    cli_judge *judge, const char *name, const char *text, cli_exit status);

/* Mend a request that stands there. `is_element`: in an array. */
cli_mended cli_judge_mend(
    cli_judge *judge, snapguard_encoding encoding, const cli_judged *from,
    bool is_element, const char *bytes, size_t size);

/* Whether inputs are to be mended, and whether they are judged again as they are then:
 * where only differences are shown, places are those of the files as they stay. */
bool cli_judge_mends(const cli_judge *judge);
bool cli_judge_reports_mended(const cli_judge *judge);

/* The input that is held as a whole is to be what `judge->mended` holds, by so many
 * fixes. False where it could not be replaced, so that it stays as it is; a complaint was
 * made. */
bool cli_judge_rewrite(cli_judge *judge, size_t fixes);

/* The same for one that was handed to `judge->rewrite` in pieces. `is_whole`: all of it
 * was. */
bool cli_judge_end_rewrite(cli_judge *judge, size_t fixes, bool is_whole);

/* Whether it is of use to go on: a report can still be written. */
bool cli_judge_goes_on(const cli_judge *judge);

/* Whether nothing tells that the text is a request of the operation, so that it is passed
 * over in a directory: a region or a tag alone tells nothing, for others have them. */
bool cli_judge_is_foreign(const snapguard_report *report);

#endif
