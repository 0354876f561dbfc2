/* Numbers that look like chance and are the same in every run, and bytes that grow. */
#ifndef SNAPGUARD_TESTS_CHANCE_H
#define SNAPGUARD_TESTS_CHANCE_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct chance {
    uint64_t state; /* not 0 */
} chance;

static inline uint32_t chance_below(chance *self, uint32_t most)
{
    self->state ^= self->state << 13;
    self->state ^= self->state >> 7;
    self->state ^= self->state << 17;
    return (uint32_t)(self->state >> 32) % most;
}

/* Begins all zero. A NUL follows what it holds. */
typedef struct bytes {
    char *text;
    size_t size;
} bytes;

static inline void bytes_add(bytes *self, const char *text, size_t size)
{
    self->text = realloc(self->text, self->size + size + 1);
    if (!self->text)
        abort();
    if (size)
        memcpy(self->text + self->size, text, size);
    self->size += size;
    self->text[self->size] = '\0';
}

static inline void bytes_say(bytes *self, const char *text)
{
    bytes_add(self, text, strlen(text));
}

static inline void bytes_free(bytes *self)
{
    free(self->text);
    *self = (bytes){NULL, 0};
}

#endif
