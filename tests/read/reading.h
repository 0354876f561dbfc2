/* What the tests of the reader share. */
#ifndef SNAPGUARD_TESTS_READING_H
#define SNAPGUARD_TESTS_READING_H

#include "support.h"

#include "read_json.h"

/* One text that was read, in a block of exactly its size: a sanitizer sees every byte
 * that is read behind it. */
typedef struct test_reading {
    char *bytes;
    sg_document document;
    sg_read_end end;
} test_reading;

void reading_open(test_reading *reading, sg_text text, size_t depth, size_t values);
void reading_close(test_reading *reading);

static inline bool reading_accepted(const test_reading *reading)
{
    return reading->end.kind == SG_FAULT_COUNT;
}

/* A copy of a table's text, in which ' stands for ". The caller frees it. */
char *unquoted(const char *text, size_t size);

/* A copy in a block of exactly its size. The caller frees it. */
char *copy_of(const char *bytes, size_t size);

/* The same numbers on every machine and in every run. */
uint64_t random_next(uint64_t *state);
size_t random_below(uint64_t *state, size_t bound);

/* A random character as UTF-8, of any size. Answers its size. */
size_t random_character(uint64_t *state, char *out);

/* A random piece of a JSON string's content: plain, an escape, a surrogate pair. At most
 * 12 bytes; answers its size. */
size_t random_piece(uint64_t *state, char *out);

/* The position of a byte of UTF-8, worked out by decoding every character before it:
 * nothing in common with the code under test. */
snapguard_position count_to(const char *text, size_t byte);

/* One test a row; each row's first member is its name. Answers how many. */
size_t rows(
    struct CMUnitTest *tests, CMUnitTestFunction function, void *cases, size_t size,
    size_t count);

#define ROWS(tests, function, cases)                                                     \
    rows((tests), (function), (cases), sizeof *(cases), COUNT(cases))

#endif
