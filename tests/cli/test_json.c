/* A text that is written at once is the same as one that is made a value of jansson's
 * first. */
#include "cmocka_wrap.h"

#include "json.h"

#include <string.h>

enum { BUFFER_BYTES = 512, ALL_BYTES = 256 };

typedef struct text_case {
    const char *name;
    const char *bytes;
    size_t size;
} text_case;

/* clang-format off */
#define TEXT(bytes) bytes, sizeof(bytes) - 1

static text_case text_cases[] = {
    {"nothing", TEXT("")},
    {"plain text", TEXT("regionId is not given")},
    {"quotes and backslashes", TEXT("\"a\\b\"/c")},
    {"a NUL", TEXT("a\0b")},
    {"what has an escape of its own", TEXT("\b\f\n\r\t")},
    {"what has none", TEXT("\x01\x0B\x1F\x7F")},
    {"a character of each size", TEXT("a\xC3\xA9\xE5\xA4\x87\xF0\xA0\xAE\xB7" "b")},
    {"what must not reach a terminal", TEXT("a\xC2\x9B" "b\xE2\x80\xAE" "c\xEF\xBB\xBF")},
    {"an invisible character of four bytes", TEXT("a\xF3\xA0\x80\x81" "b")},
    {"bytes that are no character", TEXT("a\x80\xBF" "b\xFF" "c")},
    {"characters that are cut off", TEXT("\xE5\xA4" "a\xF0\xA0\xAE")},
    {"a byte spelt too long", TEXT("\xC0\xAF")},
    {"half a surrogate pair", TEXT("\xED\xA0\x80")},
    {"what is above the last character", TEXT("\xF4\x90\x80\x80")},
    {"noncharacters", TEXT("\xEF\xBF\xBE\xEF\xBF\xBF")},
};
/* clang-format on */

static void expect_same(const char *bytes, size_t size)
{
    char expected[BUFFER_BYTES];
    char written[BUFFER_BYTES];
    cli_writer through_value;
    cli_writer at_once;
    json_t *value = cli_json_text(bytes, size);

    cli_writer_begin(&through_value, -1, expected, sizeof expected);
    cli_json_put(&through_value, value, JSON_ENCODE_ANY);
    json_decref(value);
    cli_writer_begin(&at_once, -1, written, sizeof written);
    cli_json_put_text(&at_once, bytes, size);

    assert_int_equal(at_once.used, through_value.used);
    assert_memory_equal(written, expected, at_once.used);
}

static void is_the_same(void **state)
{
    const text_case *row = *state;

    expect_same(row->bytes, row->size);
}

static void every_byte_is_the_same(void **state)
{
    (void)state;
    for (int i = 0; i < ALL_BYTES; i++)
        expect_same((char[]){'a', (char)i, 'b'}, 3);
}

int main(void)
{
    enum { CASES = sizeof text_cases / sizeof text_cases[0] };
    struct CMUnitTest tests[CASES + 1] = {cmocka_unit_test(every_byte_is_the_same)};

    for (size_t i = 0; i < CASES; i++)
        tests[i + 1] = (struct CMUnitTest){
            text_cases[i].name, is_the_same, NULL, NULL, &text_cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
