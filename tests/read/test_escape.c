/* Escapes: by tables, against jansson's decoding, and each decoded byte's place in the
 * source. In the tables, a text is the content of a string, without its quotes. */
#include "reading.h"

#include "escape.h"

#include <jansson.h>
#include <stdlib.h>

#define T(text) (text), sizeof(text) - 1

/* ---------------------------------------------------------------------------- resolve */

typedef struct resolve_case {
    const char *name;
    const char *content;
    size_t size;
    const char *says;
    size_t says_size;
} resolve_case;

/* clang-format off */
static resolve_case resolve_cases[] = {
    {"nothing",                          T(""),                        T("")},
    {"plain text",                       T("plain"),                   T("plain")},
    {"raw characters of every size",     T("a\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80"),
                                         T("a\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80")},
    {"an escaped quote",                 T("\\\""),                    T("\"")},
    {"an escaped backslash",             T("\\\\"),                    T("\\")},
    {"an escaped slash",                 T("\\/"),                     T("/")},
    {"the backspace",                    T("\\b"),                     T("\b")},
    {"the form feed",                    T("\\f"),                     T("\f")},
    {"the newline",                      T("\\n"),                     T("\n")},
    {"the carriage return",              T("\\r"),                     T("\r")},
    {"the tab",                          T("\\t"),                     T("\t")},
    {"a backslash, then the letter n",   T("\\\\n"),                   T("\\n")},
    {"a backslash, then u0041",          T("\\\\u0041"),               T("\\u0041")},
    {"NUL",                              T("\\u0000"),                 T("\0")},
    {"a letter",                         T("\\u0041"),                 T("A")},
    {"digits in lower case",             T("\\u00ff"),                 T("\xC3\xBF")},
    {"digits in upper case",             T("\\u00FF"),                 T("\xC3\xBF")},
    {"digits in both cases",             T("\\uAbCd"),                 T("\xEA\xAF\x8D")},
    {"the last of one byte",             T("\\u007f"),                 T("\x7F")},
    {"the first of two bytes",           T("\\u0080"),                 T("\xC2\x80")},
    {"the last of two bytes",            T("\\u07FF"),                 T("\xDF\xBF")},
    {"the first of three bytes",         T("\\u0800"),                 T("\xE0\xA0\x80")},
    {"the last before the surrogates",   T("\\uD7FF"),                 T("\xED\x9F\xBF")},
    {"the first behind the surrogates",  T("\\uE000"),                 T("\xEE\x80\x80")},
    {"the last of three bytes",          T("\\uFFFF"),                 T("\xEF\xBF\xBF")},
    {"the first surrogate pair",         T("\\uD800\\uDC00"),          T("\xF0\x90\x80\x80")},
    {"the last surrogate pair",          T("\\udbff\\udfff"),          T("\xF4\x8F\xBF\xBF")},
    {"a high half that changes",         T("\\uD801\\uDC00"),          T("\xF0\x90\x90\x80")},
    {"a low half that changes",          T("\\uD800\\uDFFF"),          T("\xF0\x90\x8F\xBF")},
    {"a face",                           T("\\ud83d\\ude00"),          T("\xF0\x9F\x98\x80")},
    {"all of it, mixed",                 T("[\\\"0\\u0022,\xE4\xB8\xAD\\uD83D\\uDE00\\n]"),
                                         T("[\"0\",\xE4\xB8\xAD\xF0\x9F\x98\x80\n]")},
};
/* clang-format on */

static void content_says(void **state)
{
    const resolve_case *row = *state;
    char *content = copy_of(row->content, row->size);
    char *out = malloc(row->size + !row->size);
    size_t size;

    assert_non_null(out);
    size = sg_escape_resolve((sg_text){content, row->size}, out);
    assert_int_equal(size, row->says_size);
    assert_memory_equal(out, row->says, size);
    free(out);
    free(content);
}

/* ----------------------------------------------------------------------------- source */

typedef struct source_case {
    const char *name;
    const char *content;
    size_t size;    /* of the decoded beginning */
    size_t reaches; /* in the content */
} source_case;

/* clang-format off */
static source_case source_cases[] = {
    {"nothing reaches nowhere",                 "abc",                          0, 0},
    {"nothing, before an escape",               "\\n",                          0, 0},
    {"plain bytes stand for themselves",        "abc",                          2, 2},
    {"all of a plain text",                     "abc",                          3, 3},
    {"a short escape takes two bytes",          "a\\nb",                        2, 3},
    {"what follows a short escape",             "a\\nb",                        3, 4},
    {"\\u0022 takes six bytes for one",         "[\\u00220\\u0022]",            2, 7},
    {"a digit behind \\u0022",                  "[\\u00220\\u0022]",            3, 8},
    {"the second \\u0022",                      "[\\u00220\\u0022]",            4, 14},
    {"the bracket behind it",                   "[\\u00220\\u0022]",            5, 15},
    {"an escape of two bytes",                  "\\u00e9x",                     2, 6},
    {"what follows an escape of two bytes",     "\\u00e9x",                     3, 7},
    {"an escape of three bytes",                "\\u4e2dx",                     3, 6},
    {"a pair takes twelve bytes for four",      "\\ud83d\\ude00x",              4, 12},
    {"what follows a pair",                     "\\ud83d\\ude00x",              5, 13},
    {"raw characters take their own size",      "\xE4\xB8\xAD\\n\xF0\x9F\x98\x80", 3, 3},
    {"an escape between raw characters",        "\xE4\xB8\xAD\\n\xF0\x9F\x98\x80", 4, 5},
    {"the raw character behind it",             "\xE4\xB8\xAD\\n\xF0\x9F\x98\x80", 8, 9},
    {"escaped backslashes",                     "\\\\\\\\n",                    2, 4},
    {"the letter behind escaped backslashes",   "\\\\\\\\n",                    3, 5},
};
/* clang-format on */

static void source_reaches(void **state)
{
    const source_case *row = *state;
    size_t size = strlen(row->content);
    char *content = copy_of(row->content, size);

    assert_int_equal(sg_escape_source((sg_text){content, size}, row->size), row->reaches);
    free(content);
}

/* ---------------------------------------------------------------------------- compare */

typedef struct compare_case {
    const char *name;
    const char *left;
    const char *right;
    int order;
} compare_case;

/* clang-format off */
static compare_case compare_cases[] = {
    {"two empty texts",                       "",                  "",                   0},
    {"equal texts",                           "abc",               "abc",                0},
    {"a lesser letter",                       "abc",               "abd",                -1},
    {"an empty text comes first",             "",                  "a",                  -1},
    {"a beginning comes first",               "ab",                "abc",                -1},
    {"a beginning comes first, though escaped", "a\\u0062",        "abc",                -1},
    {"an escaped letter is the letter",       "\\u0061",           "a",                  0},
    {"hex digits have no case",               "\\u00e9",           "\\u00E9",            0},
    {"an escape and two raw bytes",           "\\u00e9",           "\xC3\xA9",           0},
    {"a pair and four raw bytes",             "\\ud83d\\ude00",    "\xF0\x9F\x98\x80",   0},
    {"an escaped slash is a slash",           "\\/",               "/",                  0},
    {"two spellings of the newline",          "\\n",               "\\u000a",            0},
    {"two spellings of the backslash",        "\\\\",              "\\u005C",            0},
    {"NUL is less than any other byte",       "a\\u0000",          "a\\u0001",           -1},
    {"a text comes before itself with NUL",   "a",                 "a\\u0000",           -1},
    {"NUL ends no text",                      "a\\u0000b",         "a\\u0000c",          -1},
    {"bytes are unsigned",                    "z",                 "\xC3\xA9",           -1},
    {"an escaped byte is unsigned",           "z",                 "\\u00e9",            -1},
    {"by bytes, not by escapes",              "\\u0062",           "a",                  1},
    {"U+FFFF comes before U+10000",           "\\uffff",           "\\ud800\\udc00",     -1},
    {"the difference stands behind escapes",  "\\u0061\\nx",       "a\\u000ay",          -1},
};
/* clang-format on */

static void texts_compare(void **state)
{
    const compare_case *row = *state;
    sg_text left = sg_text_of(row->left);
    sg_text right = sg_text_of(row->right);

    assert_int_equal(sg_escape_compare(left, right), row->order);
    assert_int_equal(sg_escape_compare(right, left), -row->order);
    assert_int_equal(sg_escape_compare(left, left), 0);
}

/* ------------------------------------------------------------------------- properties */

enum { CONTENTS = 3000, MOST_PIECES = 40, LONGEST = 12 * MOST_PIECES };

typedef struct test_pieces {
    char *content; /* in a block of exactly its size */
    size_t size;
    size_t count;
    size_t source[MOST_PIECES + 1];  /* where each piece begins */
    size_t decoded[MOST_PIECES + 1]; /* where what it says begins */
} test_pieces;

/* What one piece says, by its size: worked out without the code under test. */
static size_t says(const char *piece, size_t size)
{
    unsigned long point;

    if (piece[0] != '\\')
        return size;
    if (size == 12)
        return 4;
    if (size == 2)
        return 1;
    point = strtoul((char[]){piece[2], piece[3], piece[4], piece[5], '\0'}, NULL, 16);
    return point < 0x80 ? 1 : point < 0x800 ? 2 : 3;
}

static void make_pieces(uint64_t *state, test_pieces *pieces)
{
    char buffer[LONGEST];
    size_t size = 0;
    size_t decoded = 0;

    pieces->count = random_below(state, MOST_PIECES + 1);
    for (size_t i = 0; i < pieces->count; i++) {
        size_t piece = random_piece(state, buffer + size);

        pieces->source[i] = size;
        pieces->decoded[i] = decoded;
        decoded += says(buffer + size, piece);
        size += piece;
    }
    pieces->source[pieces->count] = size;
    pieces->decoded[pieces->count] = decoded;
    pieces->size = size;
    pieces->content = copy_of(buffer, size);
}

static json_t *ask_jansson(const test_pieces *pieces)
{
    char quoted[LONGEST + 2];
    json_t *value;

    quoted[0] = '"';
    memcpy(quoted + 1, pieces->content, pieces->size);
    quoted[pieces->size + 1] = '"';
    value = json_loadb(quoted, pieces->size + 2, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    assert_non_null(value);
    return value;
}

static void resolving_agrees_with_jansson(void **unused)
{
    uint64_t state = 20140526;
    char out[LONGEST];

    (void)unused;
    for (int i = 0; i < CONTENTS; i++) {
        test_pieces pieces;
        json_t *value;
        size_t size;

        make_pieces(&state, &pieces);
        value = ask_jansson(&pieces);
        size = sg_escape_resolve((sg_text){pieces.content, pieces.size}, out);
        assert_int_equal(size, json_string_length(value));
        assert_memory_equal(out, json_string_value(value), size);
        assert_int_equal(size, pieces.decoded[pieces.count]);
        assert_int_equal(
            sg_escape_compare(
                (sg_text){pieces.content, pieces.size},
                (sg_text){pieces.content, pieces.size}),
            0);
        json_decref(value);
        free(pieces.content);
    }
}

static void places_are_exact_and_rise(void **unused)
{
    uint64_t state = 65535;

    (void)unused;
    for (int i = 0; i < CONTENTS; i++) {
        size_t last = 0;
        test_pieces pieces;
        sg_text content;

        make_pieces(&state, &pieces);
        content = (sg_text){pieces.content, pieces.size};
        for (size_t j = 0; j <= pieces.count; j++)
            assert_int_equal(
                sg_escape_source(content, pieces.decoded[j]), pieces.source[j]);
        for (size_t size = 0; size <= pieces.decoded[pieces.count]; size++) {
            size_t reaches = sg_escape_source(content, size);

            assert_true(reaches >= last && reaches <= content.size);
            last = reaches;
        }
        free(pieces.content);
    }
}

/* Comparing what two random contents say is comparing jansson's decoding by its bytes. */
static void comparing_agrees_with_jansson(void **unused)
{
    uint64_t state = 42;

    (void)unused;
    for (int i = 0; i < CONTENTS; i++) {
        test_pieces left;
        test_pieces right;
        json_t *x;
        json_t *y;
        size_t shorter;
        int order;

        make_pieces(&state, &left);
        make_pieces(&state, &right);
        x = ask_jansson(&left);
        y = ask_jansson(&right);
        shorter = json_string_length(x) < json_string_length(y) ? json_string_length(x)
                                                                : json_string_length(y);
        order = memcmp(json_string_value(x), json_string_value(y), shorter);
        if (order == 0)
            order = (json_string_length(x) > shorter) - (json_string_length(y) > shorter);
        assert_int_equal(
            sg_escape_compare(
                (sg_text){left.content, left.size}, (sg_text){right.content, right.size}),
            (order > 0) - (order < 0));
        json_decref(x);
        json_decref(y);
        free(left.content);
        free(right.content);
    }
}

static const struct CMUnitTest properties[] = {
    {"resolving agrees with jansson",                       resolving_agrees_with_jansson, NULL, NULL, NULL},
    {"comparing agrees with jansson",                       comparing_agrees_with_jansson, NULL, NULL, NULL},
    {"the places of decoded characters are exact and rise", places_are_exact_and_rise,
     NULL,                                                                                       NULL, NULL},
};

int main(void)
{
    static struct CMUnitTest tests
        [COUNT(resolve_cases) + COUNT(source_cases) + COUNT(compare_cases) +
         COUNT(properties)];
    size_t n = 0;

    n += ROWS(tests + n, content_says, resolve_cases);
    n += ROWS(tests + n, source_reaches, source_cases);
    n += ROWS(tests + n, texts_compare, compare_cases);
    memcpy(tests + n, properties, sizeof properties);
    n += COUNT(properties);
    return _cmocka_run_group_tests("escape", tests, n, NULL, NULL);
}
