/**
 * What is compared, behind one small interface, so that every sample of every row runs
 * the same loop.
 */
#ifndef BENCH_PEERS_H
#define BENCH_PEERS_H

#include "documents.h"

#include <snapguard/snapguard.h>

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Make what is reused between requests: an engine, a parser, a schema. NULL on failure.
 *  Only snapguard takes the allocator, which may be NULL. */
typedef void *bench_open(const snapguard_allocator *allocator);
/** Take in one request. Answers whether it is accepted. */
typedef bool bench_check(void *state, const bench_request *request);
typedef void bench_close(void *state);

typedef struct bench_peer {
    const char *name;
    const char *package; /**< The Debian package that it needs. */
    bench_open *open;    /**< NULL if the package was not there when this was built. */
    bench_check *check;
    bench_close *close;
    bool judges; /**< Refuses a request that breaks a rule. The others only parse it. */
} bench_peer;

/** jansson first: every other row is divided by it. */
extern const bench_peer bench_peers[];
extern const size_t bench_peer_count;

/** NULL if there is no such peer. */
const bench_peer *bench_peer_named(const char *name);

/** As peer->open(), but ends the program on failure, and for a peer that is missing. */
void *bench_peer_open(const bench_peer *peer, const snapguard_allocator *allocator);

/**
 * Make sure that what is to be measured is what it is said to be: every request of a
 * document has the number of errors that the document states, by the C library, and every
 * peer accepts what it has to. Ends the program, and says why, if not.
 */
void bench_verify(const bench_document *document);

bench_open bench_jansson_open;
bench_check bench_jansson_check;
bench_close bench_jansson_close;

bench_open bench_snapguard_open;
bench_check bench_snapguard_check;
bench_close bench_snapguard_close;

/** The same library, given the query. */
bench_check bench_snapguard_check_query;

bench_open bench_simdjson_open;
bench_check bench_simdjson_check;
bench_close bench_simdjson_close;

bench_open bench_rapidjson_open;
bench_open bench_rapidjson_open_without_patterns;
bench_check bench_rapidjson_check;
bench_close bench_rapidjson_close;

#ifdef __cplusplus
}
#endif

#endif
