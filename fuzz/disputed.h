/**
 * What the library and the oracle are known to disagree about. Each entry is a fault of
 * the library that awaits its repair: what it touches is left out of comparisons until
 * then, and nothing else. The list is to be empty.
 */
#ifndef SNAPGUARD_FUZZ_DISPUTED_H
#define SNAPGUARD_FUZZ_DISPUTED_H

#include "oracle.h"

/** Whether all that is said about a request is disputed. */
bool disputed_request(const oracle_request *request);

/** Whether it is disputed if a rule fires for a request, or is evaluated at all. */
bool disputed_rule(const oracle_request *request, const char *rule);

/** Whether it is disputed what the service answers to a request. */
bool disputed_answer(const oracle_request *request);

#endif
