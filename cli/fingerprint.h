/* A name for a finding that stays the same when other parts of the file change. */
#ifndef CLI_FINGERPRINT_H
#define CLI_FINGERPRINT_H

#include <stddef.h>
#include <stdint.h>

/* The fingerprints of the request that is being reported, so that two findings that are
 * alike in everything that is hashed get different ones. */
typedef struct cli_fingerprints {
    uint64_t *slots; /* A hash table; 0 is an empty slot. */
    size_t capacity; /* 0, or a power of two. */
    size_t count;
} cli_fingerprints;

enum { CLI_FINGERPRINT_DIGITS = 16 };

/* Hash `count` texts, each of which may be NULL, and write 16 hexadecimal digits and a
 * NUL. The same texts a second time give another fingerprint: the next one of a series
 * that is the same in every run. */
void cli_fingerprint(
    cli_fingerprints *seen, const char *const *texts, size_t count,
    char digits[CLI_FINGERPRINT_DIGITS + 1]);

void cli_fingerprints_clear(cli_fingerprints *seen);
void cli_fingerprints_free(cli_fingerprints *seen);

#endif
