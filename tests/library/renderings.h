/* Everything that can be rendered of a report, for tests that ask the same of all. */
#ifndef SNAPGUARD_TESTS_RENDERINGS_H
#define SNAPGUARD_TESTS_RENDERINGS_H

#include <jansson.h>
#include <snapguard/snapguard.h>

typedef struct rendering {
    const char *name;
    /* By the contract of snprintf(). */
    size_t (*render)(const snapguard_report *report, char *buffer, size_t size);
    bool is_body; /* goes to a client, so that no byte of the request may stand in it */
} rendering;

extern const rendering renderings[];
extern const size_t rendering_count;

/* The whole text, to be freed. NULL where there is none. */
char *rendering_text(const rendering *row, const snapguard_report *report);

/* A text of ours that must be JSON, as a value. Fails the test if it is not. */
json_t *rendering_parse(const char *text);

#endif
