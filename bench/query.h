/** Requests as the service's own clients send them: in a query string. */
#ifndef BENCH_QUERY_H
#define BENCH_QUERY_H

#include "writer.h"

/**
 * Append the query that says what a request in JSON says: nested members get flat names,
 * items are numbered from 1, and every byte that is not unreserved is percent-encoded, as
 * the service's SDK does it.
 */
void bench_write_query(bench_writer *out, const char *json, size_t length);

#endif
