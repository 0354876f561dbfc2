/* Asks the oracle about requests that are written in short. */
#ifndef SNAPGUARD_TESTS_RULES_OPINION_H
#define SNAPGUARD_TESTS_RULES_OPINION_H

#include "oracle.h"

/**
 * A request as changes of the smallest valid one, and what is to be said about it.
 *
 * Changes are separated by &, and nothing in them is encoded: "name=value" gives a
 * parameter, in place of the value that it has, "+name=value" once more, ">name=value"
 * or "+>name=value" nested in its group, and "!name" takes it away. In JSON a value is
 * written with its type: 'text, 30, true, null, [...] or {...}.
 *
 * Findings are "rule@parameter", with "[element]" for one of a list, and blanks between:
 * "errors | others", or only others. "-" is a request that is not for this operation. The
 * answer is "400 Code: message".
 */
typedef struct opinion {
    const char *name;
    oracle_encoding encoding;
    const char *changes;
    const char *findings; /* "": none */
    const char *answer;   /* NULL: none */
} opinion;

/** What the oracle says of a request. */
void opinion_ask(oracle_report *report, const opinion *row, const oracle_facts *facts);

/** Fails the test unless the oracle says so, and its verdict is invalid where there are
 *  errors. */
void opinion_check(const opinion *row, const oracle_facts *facts);

#endif
