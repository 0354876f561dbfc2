/* Documents that several tests of the library check. */
#ifndef SNAPGUARD_TESTS_SAMPLES_H
#define SNAPGUARD_TESTS_SAMPLES_H

#include <snapguard/snapguard.h>

typedef struct sample {
    const char *name;
    snapguard_encoding encoding;
    const char *bytes;
    size_t length;
} sample;

/* Written by hand: valid and invalid requests in every shape. */
extern const sample samples[];
extern const size_t sample_count;

/* Made by a loop: what an attacker would send. Each is at most 131,072 bytes. */
typedef struct hostile {
    const char *name;
    char *(*make)(void); /* the caller frees the text, which ends in NUL */
    snapguard_encoding encoding;
} hostile;

extern const hostile hostiles[];
extern const size_t hostile_count;

#endif
