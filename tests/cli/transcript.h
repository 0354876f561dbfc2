/* Tests that are written as a transcript: what was typed and what came of it. */
#ifndef TRANSCRIPT_H
#define TRANSCRIPT_H

#include "cmocka_wrap.h"

#include <stdbool.h>
#include <stddef.h>

enum { TRANSCRIPT_PARTS = 16 };

typedef struct transcript_case {
    char *name;
    char *arguments;
    char *input;
    char *out;
    char *err;
    char *parts[TRANSCRIPT_PARTS];
    size_t part_count;
    int status;
} transcript_case;

typedef struct transcript {
    transcript_case *cases;
    size_t count;
} transcript;

/* Read the file; its head explains the form. Ends the program where it is not of it. */
transcript transcript_read(const char *path);

void transcript_free(transcript *script);

/* A test of cmocka, whose state is a case: run in the folder of scratch.h. */
void transcript_goes_as_written(void **state);

#endif
