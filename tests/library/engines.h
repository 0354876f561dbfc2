/* Engines and contexts that tests ask questions of. */
#ifndef SNAPGUARD_TESTS_ENGINES_H
#define SNAPGUARD_TESTS_ENGINES_H

#include <snapguard/snapguard.h>

/* An engine and one context of it. */
typedef struct checker {
    snapguard_engine *engine;
    snapguard_context *context;
} checker;

/* Made from the options, which are freed; NULL: every default. */
checker checker_new(snapguard_options *options);
void checker_free(checker *judge);

/* Options that hold every default. */
snapguard_options *options_new(void);

/* What making an engine of the options answers, which are freed; so is the engine. */
snapguard_status engine_status(snapguard_options *options, snapguard_error *error);

/* The message of an error is there, and does not break lines. */
void assert_one_line(const char *message);

/* The report on a text that ends in NUL. */
const snapguard_report *
check_text(checker *judge, snapguard_encoding encoding, const char *text);

/* The first finding of a rule, or NULL. */
const snapguard_finding *finding_of(const snapguard_report *report, const char *rule);

/* Facts that are right, to be released. */
snapguard_facts *facts_of(const snapguard_engine *engine, const char *text);

#endif
