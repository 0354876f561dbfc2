/* Seeds that are templates in YAML: the program reads them, and has names for its files
 * that the library has as well. */
#ifndef SNAPGUARD_TESTS_TEMPLATE_SEED_H
#define SNAPGUARD_TESTS_TEMPLATE_SEED_H

#include <snapguard/snapguard.h>

/* The report of the first policy. It is valid, and the bytes are borrowed, until the
 * end. */
const snapguard_report *
template_seed_begin(snapguard_context *context, const char *bytes, size_t size);
void template_seed_end(void);

#endif
