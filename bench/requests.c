/**
 * What one request costs.
 *
 *     requests measure                    every peer on every document, as lines for
 * report.awk requests calls PEER DOCUMENT COUNT  so many calls and nothing else, for
 * callgrind
 *
 * Every sample of a row stands right beside a sample of jansson on the same requests in
 * the same order, and only the ratio of such a pair is trusted: a machine that is slower
 * for a while is slower for both. The first of the two changes from round to round.
 */
#include "generator.h"
#include "memory.h"
#include "peers.h"
#include "statistics.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS 21
#define SLICE_SECONDS 0.002
/* More calls than fit a slice with any peer. */
#define MOST_CALLS (1u << 18)
#define MOST_PEERS 8

/* One peer, ready to run on one document. */
typedef struct row {
    const bench_peer *peer;
    void *state;
    size_t calls; /* That fill a slice. */
    double ratios[ROUNDS];
    double costs[ROUNDS]; /* Nanoseconds per request. */
} row;

/* The requests that a sample visits. Drawn before its clock starts. */
typedef struct visit {
    const bench_document *document;
    unsigned *order;
    size_t length; /* Bytes of the requests that were drawn last. */
} visit;

/* Counts what was accepted, so that no call can be left out by the compiler. */
static volatile size_t accepted;

/* Thread CPU time: what another process does in between does not count. */
static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* ---------------------------------------------------------------------- samples */

/* The same seed draws the same requests: both samples of a pair begin alike. */
static void draw(visit *visited, size_t calls, uint64_t seed)
{
    bench_random random = {seed};

    visited->length = 0;
    for (size_t i = 0; i < calls; i++) {
        unsigned index = bench_random_below(&random, (unsigned)visited->document->count);

        visited->order[i] = index;
        visited->length += visited->document->requests[index].length;
    }
}

static double run(const row *measured, const visit *visited)
{
    const bench_request *requests = visited->document->requests;
    size_t count = 0;
    double start = seconds();

    for (size_t i = 0; i < measured->calls; i++)
        count += measured->peer->check(measured->state, &requests[visited->order[i]]);
    accepted = count;
    return seconds() - start;
}

/* Nanoseconds per byte. Two samples of `mixed` visit different numbers of requests, and
 * so requests of another average size: per byte they can be compared, per call they could
 * not. */
static double sample(const row *measured, visit *visited, uint64_t seed)
{
    draw(visited, measured->calls, seed);
    return run(measured, visited) * 1e9 / (double)visited->length;
}

/* Doubling warms caches and buffers, too. */
static void calibrate(row *measured, visit *visited)
{
    double spent = 0;

    measured->calls = 1;
    while (spent < SLICE_SECONDS / 2 && measured->calls < MOST_CALLS / 4) {
        measured->calls *= 2;
        draw(visited, measured->calls, measured->calls);
        spent = run(measured, visited);
    }
    measured->calls = (size_t)((double)measured->calls * SLICE_SECONDS / spent) + 1;
    if (measured->calls > MOST_CALLS)
        measured->calls = MOST_CALLS;
}

static void sample_pair(row *measured, const row *reference, visit *visited, int round)
{
    const bench_document *document = visited->document;
    double mean_length = (double)document->total_length / (double)document->count;
    uint64_t seed = (uint64_t)round + 1;
    bool reference_first = round % 2 == 0;
    double before = reference_first ? sample(reference, visited, seed) : 0;
    double cost = sample(measured, visited, seed);
    double beside = reference_first ? before : sample(reference, visited, seed);

    measured->costs[round] = cost * mean_length;
    measured->ratios[round] = cost / beside;
}

/* ------------------------------------------------------------------------- rows */

static size_t open_rows(row *rows)
{
    size_t count = 0;

    for (size_t i = 0; i < bench_peer_count && count < MOST_PEERS; i++)
        if (bench_peers[i].open)
            rows[count++] = (row){
                .peer = &bench_peers[i], .state = bench_peer_open(&bench_peers[i], NULL)};
    return count;
}

static void close_rows(row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        rows[i].peer->close(rows[i].state);
}

static void print_row(row *measured, const bench_document *document)
{
    bench_spread ratio = bench_spread_of(measured->ratios, ROUNDS);
    bench_spread cost = bench_spread_of(measured->costs, ROUNDS);

    printf(
        "cost\t%s\t%s\t%.1f\t%.4f\t%.4f\t%.4f\n", measured->peer->name, document->name,
        cost.median, ratio.median, ratio.low, ratio.high);
}

/* Row by row within a round, so that a slow second spoils one sample of each row and not
 * all samples of one. */
static void measure_rows(row *rows, size_t count, visit *visited)
{
    for (size_t i = 0; i < count; i++)
        calibrate(&rows[i], visited);
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < count; i++)
            sample_pair(&rows[i], &rows[0], visited, round);
    for (size_t i = 0; i < count; i++)
        print_row(&rows[i], visited->document);
}

static void measure_document(const char *name)
{
    bench_document *document = bench_document_new(name);
    visit visited = {.document = document};
    row rows[MOST_PEERS];
    size_t count;

    bench_verify(document);
    printf(
        "document\t%s\t%zu\t%zu\n", name, document->count,
        document->total_length / document->count);
    visited.order = bench_allocate(MOST_CALLS * sizeof *visited.order);
    count = open_rows(rows);
    measure_rows(rows, count, &visited);
    close_rows(rows, count);
    free(visited.order);
    bench_document_free(document);
}

static int measure(void)
{
    for (size_t i = 0; i < bench_peer_count; i++)
        if (!bench_peers[i].open)
            printf("missing\t%s\t%s\n", bench_peers[i].name, bench_peers[i].package);
    for (size_t i = 0; bench_document_names[i]; i++)
        measure_document(bench_document_names[i]);
    return EXIT_SUCCESS;
}

/* ------------------------------------------------------------------------ calls */

static int call(const bench_peer *peer, const bench_document *document, long count)
{
    void *state = bench_peer_open(peer, NULL);
    size_t total = 0;

    for (long i = 0; i < count; i++)
        total += peer->check(state, &document->requests[(size_t)i % document->count]);
    accepted = total;
    peer->close(state);
    return EXIT_SUCCESS;
}

static int usage(void)
{
    fputs(
        "usage: requests measure | calls PEER DOCUMENT COUNT | print DOCUMENT\n", stderr);
    return EXIT_FAILURE;
}

static int run_calls(char **arguments)
{
    const bench_peer *peer = bench_peer_named(arguments[0]);
    bench_document *document = bench_document_new(arguments[1]);
    int status =
        peer && document ? call(peer, document, strtol(arguments[2], NULL, 10)) : usage();

    bench_document_free(document);
    return status;
}

static int print(const char *name)
{
    bench_document *document = bench_document_new(name);

    if (!document)
        return usage();
    puts(document->requests[0].bytes);
    bench_document_free(document);
    return EXIT_SUCCESS;
}

int main(int count, char **arguments)
{
    const char *mode = count > 1 ? arguments[1] : "";

    if (count == 2 && strcmp(mode, "measure") == 0)
        return measure();
    if (count == 3 && strcmp(mode, "print") == 0)
        return print(arguments[2]);
    if (count == 5 && strcmp(mode, "calls") == 0)
        return run_calls(arguments + 2);
    return usage();
}
