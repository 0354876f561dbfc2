/* A query or a form as files hold it: with a URL before it, or the end of a line behind.
 */
#ifndef CLI_QUERY_H
#define CLI_QUERY_H

#include <stdbool.h>
#include <stddef.h>

/* How far into a text its query may begin. Bounded because a text may be as long as its
 * file and have no query. */
enum { CLI_QUERY_PREFIX_BYTES = 4096, CLI_QUERY_MARK_BYTES = 3 };

/* A stretch of a text, in bytes. */
typedef struct cli_query {
    size_t begin;
    size_t end;
} cli_query;

/* Find the query: what stands behind the "?" of a URL and before its "#", behind a "?" at
 * the start, or else the whole text; but for the ends of lines at the end. A URL may have
 * a method before it, as in "GET /?a=b". */
cli_query cli_query_find(const char *bytes, size_t size);

/* Whether a text is clearly a query: one line, with NAME=VALUE behind a URL's "?", or
 * with two or more of them. */
bool cli_query_is_one(const char *bytes, size_t size);

/* Whether a text that is no JSON may have been meant as a query. */
bool cli_query_may_be_one(const char *bytes, size_t size);

/* Whether a text begins with the byte order mark of UTF-8. */
bool cli_query_has_mark(const char *bytes, size_t size);

#endif
