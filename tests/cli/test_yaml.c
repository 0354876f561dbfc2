/* Texts of YAML as JSON: what each says, by the specification of YAML 1.1 and by what
 * readers of templates make of it; and where the parts of the JSON come from. */
#include "cmocka_wrap.h"

#include "names.h"
#include "yaml_reader.h"

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

typedef struct yaml_case {
    const char *name;
    const char *yaml;
    const char *json; /* Of all documents, with a blank between them. */
} yaml_case;

/* clang-format off */
static yaml_case yaml_cases[] = {
    {"a block of keys is an object", "a: 1\nb:\n  c: x\n", "{\"a\":1,\"b\":{\"c\":\"x\"}}"},
    {"a block of signs is an array", "- 1\n- - 2\n  - 3\n", "[1,[2,3]]"},
    {"brackets are as in JSON", "{a: [1, {b: 2}], \"c\": 3}", "{\"a\":[1,{\"b\":2}],\"c\":3}"},
    {"a list need not be indented", "a:\n- 1\n- 2\n", "{\"a\":[1,2]}"},
    {"a pair in brackets is an object", "[a: 1]", "[{\"a\":1}]"},
    {"a key may have a sign of its own", "? a\n: 1\n", "{\"a\":1}"},

    {"an integer", "- 0\n- -1\n- 65536\n", "[0,-1,65536]"},
    {"a sign in front means nothing", "- +1\n", "[1]"},
    {"a fraction", "- 1.5\n- 1e3\n- -0.5\n", "[1.5,1e3,-0.5]"},
    {"what JSON does not write is a text", "- 010\n- 0x1F\n- 1_000\n- 1:30\n- .5\n- 1.\n- --1\n- +-1\n",
     "[\"010\",\"0x1F\",\"1_000\",\"1:30\",\".5\",\"1.\",\"--1\",\"+-1\"]"},
    {"no number is infinite", "- .inf\n- .nan\n", "[\".inf\",\".nan\"]"},
    {"a date is a text", "- 2015-09-01\n", "[\"2015-09-01\"]"},
    {"words that are true", "- true\n- Yes\n- ON\n", "[true,true,true]"},
    {"words that are false", "- FALSE\n- no\n- Off\n", "[false,false,false]"},
    {"other letter cases are texts", "- tRUE\n- y\n- N\n", "[\"tRUE\",\"y\",\"N\"]"},
    {"words that are null", "- null\n- ~\n-\n", "[null,null,null]"},
    {"a value that is missing is null", "a:\nb: {c: , d}\n", "{\"a\":null,\"b\":{\"c\":null,\"d\":null}}"},
    {"in quotes all are texts", "- '1'\n- \"true\"\n- ''\n", "[\"1\",\"true\",\"\"]"},
    {"a key is always a text", "1: a\ntrue: b\n~: c\n", "{\"1\":\"a\",\"true\":\"b\",\"~\":\"c\"}"},

    {"blanks around a text are none of it", "a:   b c  # d\n", "{\"a\":\"b c\"}"},
    {"a text may go on in the next line", "a: b\n  c\n\n  d\n", "{\"a\":\"b c\\u000ad\"}"},
    {"a doubled quote is one", "- 'it''s'\n", "[\"it's\"]"},
    {"escapes are resolved", "- \"a\\tb\\x41\\u00e9\\U0001F600\\\\\\\"\\/\"\n",
     "[\"a\\u0009bA\xC3\xA9\xF0\x9F\x98\x80\\\\\\\"/\"]"},
    {"an escape before the end of a line joins", "- \"a\\\n   b\"\n", "[\"ab\"]"},
    {"a NUL is a character", "- \"a\\0b\"\n", "[\"a\\u0000b\"]"},
    {"quotes and backslashes are escaped", "- a\"b\\c\n", "[\"a\\\"b\\\\c\"]"},
    {"a literal block keeps its lines", "a: |\n  b\n   c\n", "{\"a\":\"b\\u000a c\\u000a\"}"},
    {"a folded block joins them", "a: >-\n  b\n  c\n", "{\"a\":\"b c\"}"},
    {"a block may keep what is behind it", "a: |+\n  b\n\nc: d\n", "{\"a\":\"b\\u000a\\u000a\",\"c\":\"d\"}"},
    {"a block may be empty", "a: |\nb: c\n", "{\"a\":\"\",\"b\":\"c\"}"},

    {"an alias is what its anchor was", "a: &x [1]\nb: *x\n", "{\"a\":[1],\"b\":[1]}"},
    {"an anchor may be of a text", "a: &x y\n*x : z\n", "{\"a\":\"y\",\"y\":\"z\"}"},
    {"an alias of a number may be a key", "a: &x 1\n*x : z\n", "{\"a\":1,\"1\":\"z\"}"},
    {"an anchor may be of a key", "&x a: *x\n", "{\"a\":\"a\"}"},
    {"an anchor may be of nothing", "a: &x\nb: *x\n", "{\"a\":null,\"b\":null}"},
    {"an alias in an alias", "- &x [1]\n- &y [*x, *x]\n- *y\n", "[[1],[[1],[1]],[[1],[1]]]"},
    {"an anchor that stands again is another", "[&x 1, *x, &x 2, *x]", "[1,1,2,2]"},

    {"a merge gives what is not there", "a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n",
     "{\"a\":{\"b\":1,\"c\":2},\"d\":{\"c\":3,\"b\":1}}"},
    {"a merge into nothing", "- &x {a: 1}\n- {<<: *x}\n", "[{\"a\":1},{\"a\":1}]"},
    {"the first of several wins", "- &x {a: 1}\n- &y {a: 2, b: [2]}\n- {<<: [*x, *y]}\n",
     "[{\"a\":1},{\"a\":2,\"b\":[2]},{\"a\":1,\"b\":[2]}]"},
    {"what was merged is merged again", "- &x {a: 1}\n- &y {<<: *x, b: 2}\n- {<<: *y}\n",
     "[{\"a\":1},{\"b\":2,\"a\":1},{\"b\":2,\"a\":1}]"},
    {"texts with brackets are merged whole", "- &x {a: '}],\"', b: 1}\n- {<<: *x}\n",
     "[{\"a\":\"}],\\\"\",\"b\":1},{\"a\":\"}],\\\"\",\"b\":1}]"},
    {"in quotes it is a key", "{'<<': 1}", "{\"<<\":1}"},

    {"a short tag is a function", "a: !Sub b\n", "{\"a\":{\"Fn::Sub\":\"b\"}}"},
    {"one that has no prefix", "a: !Ref b\n", "{\"a\":{\"Ref\":\"b\"}}"},
    {"one of a list", "a: !Join [',', [1]]\n", "{\"a\":{\"Fn::Join\":[\",\",[1]]}}"},
    {"one of a block", "a: !If\n  - b\n  - c: 1\n  - 2\n", "{\"a\":{\"Fn::If\":[\"b\",{\"c\":1},2]}}"},
    {"one of an object", "a: !X {b: 1}\n", "{\"a\":{\"Fn::X\":{\"b\":1}}}"},
    {"one that says its prefix", "a: !Fn::Sub b\n", "{\"a\":{\"Fn::Sub\":\"b\"}}"},
    {"one in another", "a: !Sub [b, {c: !Ref d}]\n",
     "{\"a\":{\"Fn::Sub\":[\"b\",{\"c\":{\"Ref\":\"d\"}}]}}"},
    {"what a function takes is a text", "a: !Ref 1\n", "{\"a\":{\"Ref\":\"1\"}}"},
    {"one with an anchor", "a: &x !Ref b\nc: *x\n", "{\"a\":{\"Ref\":\"b\"},\"c\":{\"Ref\":\"b\"}}"},
    {"a quote in a tag is escaped", "a: !<!a%22b> c\n", "{\"a\":{\"Fn::a\\\"b\":\"c\"}}"},
    {"a tag of YAML says the type", "- !!str 1\n- !!int \"1\"\n- !!bool 'no'\n- !!null ''\n",
     "[\"1\",1,false,null]"},
    {"a tag without a name makes a text", "- ! 1\n", "[\"1\"]"},

    {"documents follow each other", "a: 1\n---\nb: 2\n...\n---\n- 3\n", "{\"a\":1} {\"b\":2} [3]"},
    {"a document may be a text", "--- a\n--- 'b'\n", "\"a\" \"b\""},
    {"a document may be empty", "---\n---\n", "null null"},
    {"anchors end with their document", "a: &x 1\n---\nb: 2\n", "{\"a\":1} {\"b\":2}"},
    {"nothing is no document", "", ""},
    {"neither is a comment", "# a\n", ""},
    {"a mark at the beginning is none of it", "\xEF\xBB\xBF" "a: 1\n", "{\"a\":1}"},
    {"lines may end in CR LF", "a: b\r\nc:\r\n  - |\r\n    d\r\n",
     "{\"a\":\"b\",\"c\":[\"d\\u000a\"]}"},
    {"keys that stand twice stand twice", "a: 1\na: 2\n", "{\"a\":1,\"a\":2}"},
};

/* What does not go on: nothing is made behind it. */
static yaml_case broken_cases[] = {
    {"an alias of another document", "a: &x 1\n---\n*x\n", "{\"a\":1} !"},
    {"an alias of itself", "&x [*x]\n", "!"},
    {"a merge of a list", "- &x [1]\n- {<<: *x}\n", "!"},
    {"a merge of a list with a tag", "- {<<: !Ref []}\n", "!"},
    {"a merge of a merge", "- {<<: {a: 1}}\n", "!"},
    {"a list as a key", "[1]: 2\n", "!"},
    {"an alias of a list as a key", "- &x [1]\n- {*x : 2}\n", "!"},
    {"an escape that there is not", "\"\\q\"\n", "!"},
    {"half a character", "\"\\ud83d\"\n", "!"},
};

typedef struct place_case {
    const char *name;
    const char *yaml;
    const char *json;   /* A part of the JSON, which stands there once, */
    const char *origin; /* and what it comes from. */
} place_case;

/* Stretches of the text. What is the same in both is known byte by byte. */
static place_case place_cases[] = {
    {"a plain text", "a: bcd\n", "c", "c"},
    {"a quote", "a: 'b'\n", "\"b", "'b"},
    {"a number", "a: 123\n", "123", "123"},
    {"a word", "a: Yes\n", "true", "Yes"},
    {"a character behind a doubled quote", "a: 'b''c'\n", "c", "c"},
    {"a doubled quote", "a: \"b'\"\nd: 'e''f'\n", "e'", "e''"},
    {"an escape", "a: \"b\\x41c\"\n", "A", "\\x41"},
    {"a character behind an escape", "a: \"b\\x41c\"\n", "c", "c"},
    {"a character behind a joined line", "a: \"b\\\n  c\"\n", "c", "c"},
    {"a character behind a line joined by NEL", "a: \"b\\\xC2\x85  c\"\n", "c", "c"},
    {"a character behind a line joined by LS", "a: \"b\\\xE2\x80\xA8  c\"\n", "c", "c"},
    {"a text that an anchor stands before, and a colon", "&x:ab: 1\n", "ab", "ab"},
    {"a value behind a tag and NEL", "a: !!str\xC2\x85  b\n", "b", "b"},
    {"a character in a block", "a: |\n  b\n  cd\n", "d", "d"},
    {"a character in a folded block", "a: >\n  b\n  cd\n", "d", "d"},
    {"a character in a line that goes on", "a: b\n   c\n", "c", "c"},
    {"a key", "a: {bc: 1}\n", "bc", "bc"},
    {"a bracket", "a: [1]\n", "[", "["},
    {"a tag", "a: !Ref b\n", "\"Ref", "!Ref"},
    {"wide characters", "a: \xE5\xA4\x9C" "b\n", "b", "b"},
};
/* clang-format on */

/* -------------------------------------------------------------------------- everything
 */

static const cli_yaml_limits limits = {1 << 20, 64, 4096};

static void add(char *text, size_t capacity, const char *part, size_t size)
{
    size_t used = strlen(text);

    assert_true(used + size < capacity);
    memcpy(text + used, part, size);
    text[used + size] = '\0';
}

static void says_so(void **state)
{
    const yaml_case *row = *state;
    cli_yaml *yaml = cli_yaml_begin(row->yaml, strlen(row->yaml), &limits);
    char text[512] = "";
    cli_yaml_state next;

    while ((next = cli_yaml_next(yaml)) != CLI_YAML_END) {
        const cli_made *made = cli_yaml_made(yaml);

        if (*text)
            add(text, sizeof text, " ", 1);
        if (next == CLI_YAML_TROUBLED)
            add(text, sizeof text, "!", 1);
        else
            add(text, sizeof text, made->json, made->size);
    }
    cli_yaml_end(yaml);
    assert_string_equal(text, row->json);
}

/* Stretches are in order, in both texts' bounds, and one that is as long as what it comes
 * from is the same, but for quotes. */
static void expect_sound(const cli_made *made, size_t size)
{
    size_t end = 0;

    for (size_t i = 0; i < made->count; i++) {
        const snapguard_stretch *stretch = &made->stretches[i];

        assert_true(stretch->begin >= end && stretch->end > stretch->begin);
        assert_true(stretch->origin_begin <= stretch->origin_end);
        assert_true(stretch->origin_end <= size && stretch->end <= made->size);
        end = stretch->end;
    }
}

static void stretches_are_sound(void **state)
{
    const yaml_case *row = *state;
    cli_yaml *yaml = cli_yaml_begin(row->yaml, strlen(row->yaml), &limits);

    while (cli_yaml_next(yaml) == CLI_YAML_MADE)
        expect_sound(cli_yaml_made(yaml), strlen(row->yaml));
    cli_yaml_end(yaml);
}

/* Where a byte comes from. */
static void
find_origin(const cli_made *made, size_t at, const char *yaml, size_t range[2])
{
    for (size_t i = 0; i < made->count; i++) {
        const snapguard_stretch *stretch = &made->stretches[i];
        size_t size = stretch->end - stretch->begin;
        bool is_same = size == stretch->origin_end - stretch->origin_begin;

        if (at < stretch->begin || at >= stretch->end)
            continue;
        range[0] = stretch->origin_begin + (is_same ? at - stretch->begin : 0);
        range[1] = is_same ? range[0] + 1 : stretch->origin_end;
        return;
    }
    fail_msg("nothing of \"%s\" is there", yaml);
}

static void comes_from_there(void **state)
{
    const place_case *row = *state;
    cli_yaml *yaml = cli_yaml_begin(row->yaml, strlen(row->yaml), &limits);
    const cli_made *made = cli_yaml_made(yaml);
    char json[512] = "";
    size_t first[2] = {0};
    size_t last[2] = {0};
    size_t at;

    assert_int_equal(cli_yaml_next(yaml), CLI_YAML_MADE);
    add(json, sizeof json, made->json, made->size);
    assert_non_null(strstr(json, row->json));
    at = (size_t)(strstr(json, row->json) - json);
    find_origin(made, at, row->yaml, first);
    find_origin(made, at + strlen(row->json) - 1, row->yaml, last);
    assert_int_equal(last[1] - first[0], strlen(row->origin));
    assert_memory_equal(row->yaml + first[0], row->origin, strlen(row->origin));
    cli_yaml_end(yaml);
}

/* ------------------------------------------------------------------ texts at random */

enum { TEXTS = 60000, MOST_WORDS = 24, LONGEST = 4096 };

/* xorshift64*, by Vigna. */
static size_t below(uint64_t *state, size_t bound)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (size_t)((*state * UINT64_C(2685821657736338717) >> 32) % bound);
}

/* clang-format off */
static const char *const words[] = {
    "a", "b: ", "- ", "\n", "\n  ", "\n    ", "{", "}", "[", "]", ", ", ": ", "? ", "&x ",
    "*x", "*x : ", "<<: *x", "!Ref ", "!!int ", "!<a%22> ", "'", "\"", "''", "\\n",
    "\\u00e9", "\\\n", "|\n", ">-\n", "|+2\n", "---\n", "...\n", "# c\n", "\r\n", "\r",
    "\t", "1", "-1.5e3", "~", "true", "\xEF\xBB\xBF", "\xE5\xA4\x9C", "\xC2\x85",
    "\xE2\x80\xA8", "\xFF", "%TAG ! x\n", "a: &x {b: 1}\n", "- &x [1]\n",
    "a: {<<: [*x, *x]}\n", "\"a\\\n  b\"", "'a\n\n b'", "a: |\n  b\n\n"};
/* clang-format on */

static size_t write_text(uint64_t *seed, char text[LONGEST])
{
    size_t size = 0;

    for (size_t i = 1 + below(seed, MOST_WORDS); i > 0; i--) {
        const char *word = words[below(seed, COUNT(words))];

        memcpy(text + size, word, strlen(word));
        size += strlen(word);
    }
    return size;
}

static void expect_json(const cli_made *made, const char *text, size_t size)
{
    json_t *value =
        json_loadb(made->json, made->size, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);

    if (!value)
        fail_msg("%.*s\nis made of:\n%.*s", (int)made->size, made->json, (int)size, text);
    json_decref(value);
}

/* What is made is JSON, whatever it was made of, and each part of it has its place. */
static size_t look_at_text(const char *text, size_t size)
{
    cli_yaml *yaml = cli_yaml_begin(text, size, &limits);
    const cli_yaml_trouble *trouble = cli_yaml_trouble_of(yaml);
    size_t documents = 0;
    cli_yaml_state state;

    while ((state = cli_yaml_next(yaml)) == CLI_YAML_MADE) {
        expect_json(cli_yaml_made(yaml), text, size);
        expect_sound(cli_yaml_made(yaml), size);
        documents++;
    }
    if (state == CLI_YAML_TROUBLED)
        assert_true(trouble->begin <= trouble->end && trouble->end <= size);
    cli_yaml_end(yaml);
    return documents;
}

static void texts_at_random_become_json(void **state)
{
    uint64_t seed = UINT64_C(0x9E3779B97F4A7C15);
    size_t documents = 0;

    (void)state;
    for (size_t i = 0; i < TEXTS; i++) {
        char text[LONGEST];
        size_t size = write_text(&seed, text);
        char *block = malloc(size);

        assert_non_null(block);
        memcpy(block, text, size);
        documents += look_at_text(block, size);
        free(block);
    }
    /* Enough of them are YAML for this to mean something. */
    assert_true(documents > TEXTS / 20);
}

/* ------------------------------------------------------------------------------- names
 */

static void a_name_is_set_and_set_again(void **state)
{
    cli_names names = {.places = NULL};
    size_t number = 7;

    (void)state;
    assert_false(cli_names_find(&names, "a", 1, &number));
    assert_int_equal(number, 7);
    assert_true(cli_names_set(&names, "a", 1, 1));
    assert_false(cli_names_set(&names, "a", 1, 2));
    assert_true(cli_names_find(&names, "a", 1, &number));
    assert_int_equal(number, 2);
    assert_false(cli_names_find(&names, "ab", 2, &number));
    cli_names_clear(&names);
    assert_false(cli_names_find(&names, "a", 1, &number));
    cli_names_free(&names);
}

static void many_names_are_found(void **state)
{
    enum { NAMES = 10000 };
    cli_names names = {.places = NULL};
    char name[16];
    size_t number;

    (void)state;
    for (size_t i = 0; i < NAMES; i++)
        assert_true(cli_names_set(
            &names, name, (size_t)snprintf(name, sizeof name, "n%zu", i), i));
    for (size_t i = 0; i < NAMES; i++) {
        assert_true(cli_names_find(
            &names, name, (size_t)snprintf(name, sizeof name, "n%zu", i), &number));
        assert_int_equal(number, i);
    }
    cli_names_free(&names);
}

/* What the documents of a text come to is counted together. */
static void documents_share_a_limit(void **state)
{
    static const char text[] = "[1, 2]\n---\n[1, 2]\n---\n[1, 2]\n";
    static const cli_yaml_limits few[] = {
        {1 << 20, 64, 8   },
        {14,      64, 4096}
    };
    static const snapguard_obstacle obstacles[] = {
        SNAPGUARD_OBSTACLE_VALUES, SNAPGUARD_OBSTACLE_BYTES};

    (void)state;
    for (size_t i = 0; i < COUNT(few); i++) {
        cli_yaml *yaml = cli_yaml_begin(text, sizeof text - 1, &few[i]);

        assert_int_equal(cli_yaml_next(yaml), CLI_YAML_MADE);
        assert_int_equal(cli_yaml_next(yaml), CLI_YAML_MADE);
        assert_int_equal(cli_yaml_next(yaml), CLI_YAML_TROUBLED);
        assert_int_equal(cli_yaml_trouble_of(yaml)->obstacle, obstacles[i]);
        cli_yaml_end(yaml);
    }
}

int main(void)
{
    enum { YAML = COUNT(yaml_cases), BROKEN = COUNT(broken_cases) };
    struct CMUnitTest tests[2 * YAML + BROKEN + COUNT(place_cases) + 4] = {
        cmocka_unit_test(a_name_is_set_and_set_again),
        cmocka_unit_test(many_names_are_found),
        cmocka_unit_test(texts_at_random_become_json),
        cmocka_unit_test(documents_share_a_limit),
    };
    struct CMUnitTest *next = tests + 4;

    for (size_t i = 0; i < YAML; i++) {
        *next++ =
            (struct CMUnitTest){yaml_cases[i].name, says_so, NULL, NULL, &yaml_cases[i]};
        *next++ = (struct CMUnitTest){
            yaml_cases[i].name, stretches_are_sound, NULL, NULL, &yaml_cases[i]};
    }
    for (size_t i = 0; i < BROKEN; i++)
        *next++ = (struct CMUnitTest){
            broken_cases[i].name, says_so, NULL, NULL, &broken_cases[i]};
    for (size_t i = 0; i < COUNT(place_cases); i++)
        *next++ = (struct CMUnitTest){
            place_cases[i].name, comes_from_there, NULL, NULL, &place_cases[i]};
    return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
