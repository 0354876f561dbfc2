#include "reading.h"

#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>

char *copy_of(const char *bytes, size_t size)
{
    char *copy = malloc(size ? size : 1);

    assert_non_null(copy);
    if (size)
        memcpy(copy, bytes, size);
    return copy;
}

char *unquoted(const char *text, size_t size)
{
    char *copy = copy_of(text, size);

    for (size_t i = 0; i < size; i++)
        if (copy[i] == '\'')
            copy[i] = '"';
    return copy;
}

void reading_open(test_reading *reading, sg_text text, size_t depth, size_t values)
{
    sg_read_limits limits = {depth, values};

    reading->bytes = copy_of(text.bytes, text.size);
    sg_document_init(&reading->document, &sg_default_allocator);
    reading->document.source = (sg_text){reading->bytes, text.size};
    assert_true(sg_scratch_reserve(&reading->document, text.size));
    assert_true(sg_read_json(
        &reading->document, reading->document.source, SG_READ_SOURCE, &limits,
        &reading->end));
}

void reading_close(test_reading *reading)
{
    sg_document_free(&reading->document);
    free(reading->bytes);
}

/* xorshift64*, by Vigna. The state is never 0. */
uint64_t random_next(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(2685821657736338717);
}

size_t random_below(uint64_t *state, size_t bound)
{
    return (size_t)((random_next(state) >> 32) % bound);
}

static uint32_t random_point(uint64_t *state)
{
    static const struct {
        uint32_t first;
        uint32_t count;
    } blocks[] = {
        {0x20,     0x5F   },
        {0x80,     0x780  },
        {0x4E00,   0x5000 },
        {0xE000,   0x2000 },
        {0x10000,  0x10000},
        {0x10FF00, 0x100  },
        {0x20,     0x5F   },
        {0x61,     26     }
    };
    size_t i = random_below(state, COUNT(blocks));

    return blocks[i].first + (uint32_t)random_below(state, blocks[i].count);
}

size_t random_character(uint64_t *state, char *out)
{
    return sg_utf8_write(out, random_point(state));
}

snapguard_position count_to(const char *text, size_t byte)
{
    snapguard_position position = {1, 1, 1, byte};

    for (size_t i = 0; i < byte;) {
        unsigned char lead = (unsigned char)text[i];
        size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

        position.column++;
        position.utf16 += size == 4 ? 2 : 1;
        if (lead == '\n') {
            position.line++;
            position.column = 1;
            position.utf16 = 1;
        }
        i += size;
    }
    return position;
}

static size_t write_unit(uint64_t *state, char *out, uint32_t unit)
{
    char text[8];

    snprintf(
        text, sizeof text, random_below(state, 2) ? "\\u%04x" : "\\u%04X",
        (unsigned)(unit & 0xFFFF));
    memcpy(out, text, 6);
    return 6;
}

size_t random_piece(uint64_t *state, char *out)
{
    static const char escapes[] = "\"\\/bfnrt";
    uint32_t point = random_point(state);

    switch (random_below(state, 4)) {
    case 0:
        out[0] = '\\';
        out[1] = escapes[random_below(state, sizeof escapes - 1)];
        return 2;
    case 1:
        if (point < 0x10000)
            return write_unit(state, out, point);
        write_unit(state, out, 0xD800 + ((point - 0x10000) >> 10));
        return 6 + write_unit(state, out + 6, 0xDC00 + (point & 0x3FF));
    default:
        if (point == '"' || point == '\\')
            point = ' ';
        return sg_utf8_write(out, point);
    }
}

size_t rows(
    struct CMUnitTest *tests, CMUnitTestFunction function, void *cases, size_t size,
    size_t count)
{
    for (size_t i = 0; i < count; i++) {
        void *row = (char *)cases + i * size;
        const char *name;

        memcpy(&name, row, sizeof name);
        tests[i] = (struct CMUnitTest){name, function, NULL, NULL, row};
    }
    return count;
}
