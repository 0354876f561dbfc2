/* A finding as the formats get it: all that any of them prints, and nothing of the
 * library's that is gone when the next request is judged. */
#ifndef CLI_FINDING_H
#define CLI_FINDING_H

#include "fingerprint.h"
#include "fix.h"
#include "frame.h"

#include <snapguard/snapguard.h>

enum { CLI_TEXTS = SNAPGUARD_TEXT_FIX + 1 };

/* Text with a NUL behind it. NULL: there is none. */
typedef struct cli_string {
    const char *bytes;
    size_t size;
} cli_string;

/* Why a finding does not count. */
typedef struct cli_suppression {
    const char *kind;    /* "waiver" or "baseline". */
    const char *reason;  /* As its owner gave it. */
    const char *owner;   /* NULL: it has none. */
    const char *expires; /* The last day that it counts, or NULL. */
} cli_suppression;

typedef struct cli_finding {
    const char *file; /* As the user names it. */
    size_t index;     /* Of the request in its file; see cli_request. */
    cli_string name;  /* Of the policy in its template; NULL: there is none to show. */
    const char *rule; /* These two live as long as the engine. */
    const char *category;
    snapguard_severity severity;
    snapguard_range range; /* In the file. */
    bool has_answer;
    snapguard_answer answer;
    bool has_related;
    snapguard_range related;

    /* Where values are not to be shown, nothing below has any. */
    cli_string texts[CLI_TEXTS]; /* By snapguard_text. */
    const cli_frame *frame;      /* NULL: there is none. */
    const cli_fix *fix;          /* NULL: there is none. */

    char fingerprint[CLI_FINGERPRINT_DIGITS + 1];
    const cli_suppression *suppressed; /* NULL: it counts. */
} cli_finding;

/* What takes time to find out, so that a format says whether it needs it: the texts, each
 * with a bit of its own, and the rest of these. */
typedef unsigned cli_wants;

#define CLI_WANT(text) (1u << (text))
#define CLI_WANT_TEXTS (CLI_WANT(CLI_TEXTS) - 1)
/* With the text that says what a fix does, the fix. */
#define CLI_WANT_FIX CLI_WANT(SNAPGUARD_TEXT_FIX)
#define CLI_WANT_FRAME CLI_WANT(CLI_TEXTS)
#define CLI_WANT_FINGERPRINT CLI_WANT(CLI_TEXTS + 1)
#define CLI_WANT_REQUESTS CLI_WANT(CLI_TEXTS + 2)   /* Each request, too. */
#define CLI_WANT_FILES CLI_WANT(CLI_TEXTS + 3)      /* Each file, too. */
#define CLI_WANT_SUPPRESSED CLI_WANT(CLI_TEXTS + 4) /* Findings that do not count. */

/* More ids than the table of errors of the page has rows. */
enum { CLI_MOST_IDS = 64 };

/* One request that was judged. */
typedef struct cli_request {
    const char *file;
    size_t index;    /* Among the requests of its file, from 0; of a stream, the line. */
    size_t line;     /* Where it begins. */
    cli_string name; /* Of a policy in a template; NULL: there is none to show. */
    snapguard_verdict verdict;
    const char *const *not_evaluated; /* Ids that live as long as the engine, up to NULL,
                                         CLI_MOST_IDS at most. */
} cli_request;

#endif
