/* An engine with a context, requests in short, and findings as text to compare. */
#ifndef SNAPGUARD_TESTS_RULES_JUDGE_H
#define SNAPGUARD_TESTS_RULES_JUDGE_H

#include "support.h"

#include <snapguard/snapguard.h>

typedef struct rule_judge {
    snapguard_engine *engine;
    snapguard_context *context;
    snapguard_facts *facts;
} rule_judge;

/* NULL options: every default. Both fail the test, or end the program outside of one. */
void judge_open(rule_judge *judge, const snapguard_options *options);
void judge_close(rule_judge *judge);

/* Let the checks that follow ask these facts; NULL: none. */
void judge_facts(rule_judge *judge, const char *text);

/* The report borrows the bytes. */
const snapguard_report *judge_bytes(rule_judge *judge, const char *bytes, size_t size);

/* The same for another encoding than JSON. */
const snapguard_report *
judge_as(rule_judge *judge, snapguard_encoding encoding, const char *bytes, size_t size);

/* The JSON text that a short form stands for, to be freed: ' is a quote, ` a quote inside
 * of a string, and <128 x> is x 128 times. */
char *judge_expand(const char *text);

/* The request of these members, in short form, and of the smallest valid request's where
 * they do not name them. To be freed. */
char *judge_request(const char *members);

/* What a line says of a finding. */
typedef enum judge_line {
    JUDGE_RULE,      /* time-point-value */
    JUDGE_PARAMETER, /* time-point-value timePoints */
    JUDGE_PLACE,     /* 4:26 time-point-value error */
    JUDGE_ALL        /* whatever a caller can see of it */
} judge_line;

/* One line a finding, in the report's order, without a newline at the end; with
 * JUDGE_RULE, one line for all. To be freed. */
char *judge_findings(const snapguard_report *report, judge_line line);

/* One text of a finding; "" where there is none. */
const char *judge_text(const snapguard_finding *finding, snapguard_text text);

const char *judge_severity(snapguard_severity severity);

/* Whether some finding is of this rule. */
bool judge_has(const snapguard_report *report, const char *rule);

/* Tests that are made while the program runs. Names are owned. */
typedef struct rule_suite {
    struct CMUnitTest *tests;
    void **states; /* those that it owns, or NULL */
    size_t count;
} rule_suite;

void suite_add(rule_suite *suite, char *name, CMUnitTestFunction function, void *state);

/* With a copy of the state. */
void suite_add_copy(
    rule_suite *suite, char *name, CMUnitTestFunction function, const void *state,
    size_t size);

int suite_run(rule_suite *suite, const char *name);

/* Ends the program when there is none. */
void *memory_of(size_t size);

/* Like sprintf(), into new memory. */
char *text_of(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The bytes of a file, with a NUL behind them, or NULL. */
char *file_text(const char *path, size_t *size);

#endif
