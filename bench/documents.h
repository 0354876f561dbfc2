/** The requests that are measured. All are made by code, here and in generator.c. */
#ifndef BENCH_DOCUMENTS_H
#define BENCH_DOCUMENTS_H

#include <stddef.h>

/** simdjson reads up to so many bytes behind a document; they only have to exist. */
#define BENCH_PADDING 64

/** One request. A NUL follows it, and BENCH_PADDING readable bytes. */
typedef struct bench_request {
    const char *bytes; /**< As JSON. */
    size_t length;
    const char *query; /**< The same as a query. */
    size_t query_length;
} bench_request;

/** What one column of figures is about: one request, or many that are visited in random
 *  order. */
typedef struct bench_document {
    const char *name;
    size_t errors; /**< How many errors each of its requests has. */
    bench_request *requests;
    size_t count;
    size_t total_length;
    char *arena;   /**< Holds the bytes of all requests, one behind the other. */
    char *queries; /**< Likewise. */
} bench_document;

/** Every document's name, then NULL. */
extern const char *const bench_document_names[];

/**
 * Make a document.
 *
 * @param name  One of bench_document_names.
 * @return The caller owns it and releases it with bench_document_free(). NULL if there is
 *         no such document. Want of memory ends the program.
 */
bench_document *bench_document_new(const char *name);

void bench_document_free(bench_document *document);

#endif
