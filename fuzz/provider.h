/**
 * Choices out of the bytes of an input: numbers from its end, texts from its front, so
 * that a change of the one does not move the other. Whatever there is not enough of is
 * empty or 0; so every input means something, the empty one too.
 */
#ifndef SNAPGUARD_FUZZ_PROVIDER_H
#define SNAPGUARD_FUZZ_PROVIDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct provider {
    const uint8_t *bytes;
    size_t size;
} provider;

/** Whether all is used up. */
static inline bool provider_is_empty(const provider *from)
{
    return from->size == 0;
}

static inline uint32_t provider_byte(provider *from)
{
    return from->size > 0 ? from->bytes[--from->size] : 0;
}

/** A number from 0 to `count` - 1, of no more bytes than it needs; 0 if `count` is 0. */
static inline uint32_t provider_below(provider *from, uint32_t count)
{
    uint32_t value = 0;

    if (count <= 1)
        return 0;
    for (uint32_t most = count - 1; most > 0; most >>= 8)
        value = value << 8 | provider_byte(from);
    return value % count;
}

/** Whether something comes true that does so once in `count` times. */
static inline bool provider_once_in(provider *from, uint32_t count)
{
    return provider_below(from, count) == count - 1;
}

/** At most `size` bytes from the front. They belong to the input. */
static inline const uint8_t *provider_text(provider *from, size_t *size)
{
    const uint8_t *text = from->bytes;

    if (*size > from->size)
        *size = from->size;
    from->bytes += *size;
    from->size -= *size;
    return text;
}

#endif
