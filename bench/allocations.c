/**
 * How many allocations one request costs, as lines for report.awk.
 *
 * A program of its own, because counting slows down what it counts. It counts twice: in
 * the allocator that snapguard is given, and in the process's own malloc(), so that what
 * went past the given allocator would be seen.
 */
#include "peers.h"

#include <stdio.h>
#include <stdlib.h>

/* Enough for buffers to reach their size, and for every request of `mixed` to be seen. */
#define WARM_UP_ROUNDS 3
#define COUNTED_ROUNDS 3

static size_t process_count;
static size_t allocator_count;

/* ---------------------------------------------------------- the process's malloc */

#ifdef __GLIBC__
/* glibc's own names for its functions: a program may define malloc() and still reach
 * them. What they return can go to its free(). */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

void *malloc(size_t size)
{
    process_count++;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    process_count++;
    return __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
    process_count++;
    return __libc_realloc(block, size);
}
#endif

/* ------------------------------------------------------------- the given allocator */

static void *counted_allocate(void *opaque, size_t size)
{
    ++*(size_t *)opaque;
    return malloc(size);
}

static void *counted_reallocate(void *opaque, void *block, size_t size)
{
    ++*(size_t *)opaque;
    return realloc(block, size);
}

static void counted_release(void *opaque, void *block)
{
    (void)opaque;
    free(block);
}

static const snapguard_allocator counting = {
    counted_allocate, counted_reallocate, counted_release, &allocator_count};

/* ------------------------------------------------------------------------- counts */

static void
visit(const bench_peer *peer, void *state, const bench_document *document, size_t rounds)
{
    for (size_t i = 0; i < rounds * document->count; i++)
        (void)peer->check(state, &document->requests[i % document->count]);
}

static void count(const bench_peer *peer, const bench_document *document)
{
    void *state = bench_peer_open(peer, &counting);
    double calls = (double)(COUNTED_ROUNDS * document->count);

    visit(peer, state, document, WARM_UP_ROUNDS);
    process_count = 0;
    allocator_count = 0;
    visit(peer, state, document, COUNTED_ROUNDS);
    printf(
        "allocations\t%s\t%s\t%.3g\t%.3g\n", peer->name, document->name,
        (double)process_count / calls, (double)allocator_count / calls);
    peer->close(state);
}

static void count_document(const char *name)
{
    bench_document *document = bench_document_new(name);

    for (size_t i = 0; i < bench_peer_count; i++)
        if (bench_peers[i].open)
            count(&bench_peers[i], document);
    bench_document_free(document);
}

int main(void)
{
    for (size_t i = 0; bench_document_names[i]; i++)
        count_document(bench_document_names[i]);
    return EXIT_SUCCESS;
}
