#include "peers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FUNCTIONS(peer) bench_##peer##_open, bench_##peer##_check, bench_##peer##_close
#define NO_FUNCTIONS NULL, NULL, NULL

/* CMake sets a macro where the package was found; the functions exist only then. */
#ifdef BENCH_SIMDJSON
#define SIMDJSON FUNCTIONS(simdjson)
#else
#define SIMDJSON NO_FUNCTIONS
#endif

#ifdef BENCH_RAPIDJSON
#define RAPIDJSON FUNCTIONS(rapidjson)
#define RAPIDJSON_WITHOUT_PATTERNS                                                       \
    bench_rapidjson_open_without_patterns, bench_rapidjson_check, bench_rapidjson_close
#else
#define RAPIDJSON NO_FUNCTIONS
#define RAPIDJSON_WITHOUT_PATTERNS NO_FUNCTIONS
#endif

#define SNAPGUARD_QUERY_FUNCTIONS                                                        \
    bench_snapguard_open, bench_snapguard_check_query, bench_snapguard_close

const bench_peer bench_peers[] = {
    {"jansson",                    "libjansson-dev",  FUNCTIONS(jansson),         false},
    {"snapguard",                  "",                FUNCTIONS(snapguard),       true },
    {"snapguard-query",            "",                SNAPGUARD_QUERY_FUNCTIONS,  true },
    {"simdjson",                   "libsimdjson-dev", SIMDJSON,                   false},
    {"rapidjson",                  "rapidjson-dev",   RAPIDJSON,                  true },
    {"rapidjson-without-patterns", "rapidjson-dev",   RAPIDJSON_WITHOUT_PATTERNS, true },
};

const size_t bench_peer_count = sizeof bench_peers / sizeof bench_peers[0];

const bench_peer *bench_peer_named(const char *name)
{
    for (size_t i = 0; i < bench_peer_count; i++)
        if (strcmp(name, bench_peers[i].name) == 0)
            return &bench_peers[i];
    return NULL;
}

void *bench_peer_open(const bench_peer *peer, const snapguard_allocator *allocator)
{
    void *state = peer->open ? peer->open(allocator) : NULL;

    if (!state) {
        fprintf(stderr, "bench: %s cannot be set up\n", peer->name);
        exit(EXIT_FAILURE);
    }
    return state;
}
