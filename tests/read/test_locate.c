/* Lines and columns: by a table, and against a reference that counts from the start. */
#include "reading.h"

#include "locate.h"
#include "utf8.h"

#include <stdlib.h>

typedef struct place_case {
    const char *name;
    const char *text;
    size_t byte;
    size_t line;
    size_t column;
    size_t utf16;
} place_case;

#define X10 "0123456789"
#define X100 X10 X10 X10 X10 X10 X10 X10 X10 X10 X10

static place_case place_cases[] = {
    {"the first byte is line 1, column 1",            "abc",                               0,   1, 1,   1  },
    {"an empty text has a beginning",                 "",                                  0,   1, 1,   1  },
    {"ASCII counts a column a byte",                  "abc",                               2,   1, 3,   3  },
    {"the end of a text without a final newline",     "abc",                               3,   1, 4,   4  },
    {"a newline belongs to the line that it ends",    "ab\ncd",                            2,   1, 3,   3  },
    {"behind a newline the next line begins",         "ab\ncd",                            3,   2, 1,   1  },
    {"in the second line",                            "ab\ncd",                            4,   2, 2,   2  },
    {"the end of a text with a final newline",        "ab\n",                              3,   2, 1,   1  },
    {"empty lines count",                             "\n\n\nx",                           3,   4, 1,   1  },
    {"the CR of a CRLF belongs to its line",          "ab\r\ncd",                          2,   1, 3,   3  },
    {"the LF of a CRLF belongs to its line",          "ab\r\ncd",                          3,   1, 4,   4  },
    {"behind a CRLF the next line begins",            "ab\r\ncd",                          4,   2, 1,   1  },
    {"a CR alone ends no line",                       "ab\rcd",                            4,   1, 5,   5  },
    {"a tab is one column",                           "\t\tx",                             2,   1, 3,   3  },
    {"two-byte characters are one column",            "\xC3\xA9\xC3\xA9x",                 4,   1, 3,   3  },
    {"CJK characters are one column",                 "\xE4\xB8\xAD\xE6\x96\x87x",         6,   1, 3,   3  },
    {"a second CJK character",                        "\xE4\xB8\xAD\xE6\x96\x87x",         3,   1, 2,   2  },
    {"an astral character is two UTF-16 units",       "\xF0\x9F\x98\x80x",                 4,   1, 2,   3  },
    {"two astral characters are four UTF-16 units",   "\xF0\x9F\x98\x80\xF0\x9F\x98\x80x",
     8,                                                                                         1, 3,   5  },
    {"a combining mark is a column of its own",       "e\xCC\x81x",                        3,   1, 3,   3  },
    {"a line separator U+2028 ends no line",          "\xE2\x80\xA8x",                     3,   1, 2,   2  },
    {"a NEL ends no line",                            "\xC2\x85x",                         2,   1, 2,   2  },
    {"the columns of a line begin anew",              "\xF0\x9F\x98\x80\n\xE4\xB8\xADx",   8,   2, 2,   2  },
    {"the last byte of the first stretch",            X100 X10 X10 "0123456x",             127, 1, 128, 128},
    {"the first byte of the second stretch",          X100 X10 X10 "01234567x",            128, 1, 129, 129},
    {"a CJK character lies across the stretches",     X100 X10 X10 "0123456\xE4\xB8\xADx",
     130,                                                                                       1, 129, 129},
    {"an astral character lies across the stretches",
     X100 X10 X10 "01234\xF0\x9F\x98\x80x",                                                129, 1, 127, 128},
    {"a newline is the last byte of a stretch",       X100 X10 X10 "0123456\nx",           128, 2, 1,   1  },
    {"a newline is the first byte of a stretch",      X100 X10 X10 "01234567\nx",          129, 2, 1,
     1                                                                                                     },
    {"a CRLF lies across the stretches",              X100 X10 X10 "0123456\r\nx",         129, 2, 1,   1  },
};

static void assert_position(
    snapguard_position position, size_t line, size_t column, size_t utf16, size_t byte)
{
    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
    assert_int_equal(position.utf16, utf16);
    assert_int_equal(position.byte, byte);
}

static void place_is(void **state)
{
    const place_case *row = *state;
    size_t size = strlen(row->text);
    char *copy = copy_of(row->text, size);
    sg_lines lines = {.allocator = &sg_default_allocator};

    sg_lines_reset(&lines, (sg_text){copy, size});
    assert_position(
        sg_lines_position(&lines, row->byte), row->line, row->column, row->utf16,
        row->byte);
    /* The end first, so that every stretch is marked, and then the place again. */
    sg_lines_position(&lines, size);
    assert_position(
        sg_lines_position(&lines, row->byte), row->line, row->column, row->utf16,
        row->byte);
    sg_lines_free(&lines);
    free(copy);
}

/* --------------------------------------------------------------------- random texts */

enum { LONGEST = 4096, ASKED = 64, TEXTS = 200 };

static size_t random_text(uint64_t *state, char *text, size_t *starts)
{
    size_t pieces = random_below(state, LONGEST / 4 - 1);
    bool is_ascii = random_below(state, 4) == 0;
    size_t size = 0;

    for (size_t i = 0; i < pieces; i++) {
        size_t choice = random_below(state, 24);

        starts[i] = size;
        if (choice == 0)
            text[size++] = '\n';
        else if (choice == 1)
            text[size++] = '\r';
        else if (is_ascii || choice < 12)
            text[size++] = (char)('a' + random_below(state, 26));
        else
            size += random_character(state, text + size);
    }
    starts[pieces] = size;
    return pieces;
}

static void ask_in_any_order(uint64_t *state, sg_lines *lines)
{
    static char text[LONGEST];
    static size_t starts[LONGEST];
    size_t pieces = random_text(state, text, starts);
    char *copy = copy_of(text, starts[pieces]);

    sg_lines_reset(lines, (sg_text){copy, starts[pieces]});
    for (int i = 0; i < ASKED; i++) {
        size_t from = random_below(state, pieces + 1);
        size_t to = from + random_below(state, pieces + 1 - from);
        snapguard_position start = count_to(text, starts[from]);
        snapguard_position end = count_to(text, starts[to]);

        assert_position(
            sg_lines_position(lines, starts[to]), end.line, end.column, end.utf16,
            starts[to]);
        assert_position(
            sg_lines_advance(lines->text, start, starts[to]), end.line, end.column,
            end.utf16, starts[to]);
        assert_position(
            sg_lines_position(lines, starts[from]), start.line, start.column, start.utf16,
            starts[from]);
    }
    free(copy);
}

static void random_places_agree(void **unused)
{
    sg_lines lines = {.allocator = &sg_default_allocator};
    uint64_t state = 20240411;

    (void)unused;
    for (int i = 0; i < TEXTS; i++)
        ask_in_any_order(&state, &lines);
    sg_lines_free(&lines);
}

/* A line that is plain from one mark to the next, and beyond. */
static void long_lines_have_every_column(void **unused)
{
    static char text[4 * SG_STRETCH];
    sg_lines lines = {.allocator = &sg_default_allocator};

    (void)unused;
    memset(text, 'a', sizeof text);
    sg_lines_reset(&lines, (sg_text){text, sizeof text});
    for (size_t byte = 0; byte <= sizeof text; byte++)
        assert_position(sg_lines_position(&lines, byte), 1, byte + 1, byte + 1, byte);
    sg_lines_free(&lines);
}

static void *no_memory(void *opaque, size_t size)
{
    (void)opaque;
    (void)size;
    return NULL;
}

static void *no_more_memory(void *opaque, void *block, size_t size)
{
    (void)opaque;
    (void)block;
    (void)size;
    return NULL;
}

static void nothing_to_release(void *opaque, void *block)
{
    (void)opaque;
    assert_null(block);
}

static void places_need_no_memory(void **unused)
{
    static const snapguard_allocator empty = {
        no_memory, no_more_memory, nothing_to_release, NULL};
    sg_lines lines = {.allocator = &empty};
    uint64_t state = 65535;

    (void)unused;
    for (int i = 0; i < TEXTS / 4; i++)
        ask_in_any_order(&state, &lines);
    sg_lines_free(&lines);
}

int main(void)
{
    static struct CMUnitTest tests[COUNT(place_cases) + 3];
    size_t n = ROWS(tests, place_is, place_cases);

    tests[n++] = (struct CMUnitTest){
        "random places in random order agree with counting", random_places_agree, NULL,
        NULL, NULL};
    tests[n++] = (struct CMUnitTest){
        "long lines have every column", long_lines_have_every_column, NULL, NULL, NULL};
    tests[n++] = (struct CMUnitTest){
        "places are as right without memory", places_need_no_memory, NULL, NULL, NULL};
    return _cmocka_run_group_tests("locate", tests, n, NULL, NULL);
}
