/* The reader against jansson: the same verdict on every document, and the same values
 * where it is accepted, but for the written list of jansson's own faults. */
#include "peer.h"
#include "reading.h"

#include <stdlib.h>

enum {
    DEPTH = 4096,
    VALUES = 1 << 20,
    LONGEST = 1 << 16,
    MUTANTS = 6, /* of each document */
    ENOUGH = 1000
};

/* ------------------------------------------------------------------------- documents */

typedef struct test_builder {
    char bytes[LONGEST];
    size_t size;
    uint64_t state;
} test_builder;

static void put(test_builder *builder, const char *text)
{
    size_t size = strlen(text);

    memcpy(builder->bytes + builder->size, text, size);
    builder->size += size;
}

static void put_space(test_builder *builder)
{
    static const char *const spaces[] = {" ", "\n", "\t", "\r\n", "  "};

    if (random_below(&builder->state, 6) == 0)
        put(builder, spaces[random_below(&builder->state, COUNT(spaces))]);
}

static void put_digits(test_builder *builder, size_t most)
{
    size_t count = 1 + random_below(&builder->state, most);

    for (size_t i = 0; i < count; i++)
        builder->bytes[builder->size++] = (char)('0' + random_below(&builder->state, 10));
}

static void put_number(test_builder *builder)
{
    uint64_t *state = &builder->state;

    if (random_below(state, 3) == 0)
        put(builder, "-");
    if (random_below(state, 4) == 0) {
        put(builder, "0");
    } else {
        builder->bytes[builder->size++] = (char)('1' + random_below(state, 9));
        if (random_below(state, 2))
            put_digits(builder, random_below(state, 40) ? 17 : 40);
    }
    if (random_below(state, 4) == 0) {
        put(builder, ".");
        put_digits(builder, 12);
    }
    if (random_below(state, 5) == 0) {
        static const char *const exponents[] = {"e", "E", "e+", "E-", "e-"};

        put(builder, exponents[random_below(state, COUNT(exponents))]);
        put_digits(builder, random_below(state, 20) ? 2 : 4);
    }
}

static void put_string(test_builder *builder, size_t most)
{
    size_t pieces = random_below(&builder->state, most + 1);

    put(builder, "\"");
    for (size_t i = 0; i < pieces; i++)
        builder->size += random_piece(&builder->state, builder->bytes + builder->size);
    put(builder, "\"");
}

/* Few different keys, so that objects have some of them twice, in two spellings. */
static void put_key(test_builder *builder)
{
    static const char *const keys[] = {
        "\"a\"",       "\"\\u0061\"",           "\"b\"",
        "\"\"",        "\"Tag.1.Key\"",         "\"\xE4\xB8\xAD\"",
        "\"\\u4e2d\"", "\"collides1collides\"", "\"collides2collides\""};

    if (random_below(&builder->state, 4) == 0)
        put(builder, keys[random_below(&builder->state, COUNT(keys))]);
    else
        put_string(builder, 8);
}

static void put_value(test_builder *builder, int depth);

static void put_members(test_builder *builder, int depth, bool is_object)
{
    size_t count =
        random_below(&builder->state, random_below(&builder->state, 60) ? 5 : 45);

    put(builder, is_object ? "{" : "[");
    put_space(builder);
    for (size_t i = 0; i < count && builder->size < LONGEST / 2; i++) {
        if (i)
            put(builder, ",");
        put_space(builder);
        if (is_object) {
            put_key(builder);
            put_space(builder);
            put(builder, ":");
        }
        put_value(builder, depth - 1);
    }
    put(builder, is_object ? "}" : "]");
}

static void put_value(test_builder *builder, int depth)
{
    static const char *const literals[] = {"null", "true", "false"};
    size_t kind = random_below(&builder->state, 8);

    put_space(builder);
    if (depth > 0 && kind < 4)
        put_members(builder, depth, kind < 2);
    else if (kind < 5)
        put(builder, literals[random_below(&builder->state, COUNT(literals))]);
    else if (kind < 7)
        put_number(builder);
    else
        put_string(builder, 12);
    put_space(builder);
}

/* ------------------------------------------------------------------------- mutations */

static void remove_bytes(test_builder *builder, size_t at, size_t count)
{
    if (count > builder->size - at)
        count = builder->size - at;
    memmove(builder->bytes + at, builder->bytes + at + count, builder->size - at - count);
    builder->size -= count;
}

static void insert_byte(test_builder *builder, size_t at, char byte)
{
    memmove(builder->bytes + at + 1, builder->bytes + at, builder->size - at);
    builder->bytes[at] = byte;
    builder->size++;
}

static void edit(test_builder *builder)
{
    static const char telling[] = "\"\\{}[]:,0123456789-+.eEtfnu/ "
                                  "\n\t\r\0\x1F\x7F\x80\xBF\xC0\xC3\xE4\xED\xF0\xF4\xFF";
    uint64_t *state = &builder->state;
    size_t at = random_below(state, builder->size + 1);
    char byte = random_below(state, 4) ? telling[random_below(state, sizeof telling - 1)]
                                       : (char)random_below(state, 256);

    switch (random_below(state, 4)) {
    case 0:
        remove_bytes(builder, at, 1 + random_below(state, 3));
        break;
    case 1:
        insert_byte(builder, at, byte);
        break;
    case 2:
        if (random_below(state, 4) == 0)
            builder->size = at;
        break;
    default:
        if (at < builder->size)
            builder->bytes[at] = byte;
    }
}

/* --------------------------------------------------------------------------- verdicts */

typedef struct test_tally {
    size_t accepted;
    size_t refused;
    size_t excepted;
} test_tally;

static void judge(sg_text text, test_tally *tally)
{
    test_reading reading;
    peer_answer answer;

    reading_open(&reading, text, DEPTH, VALUES);
    answer = peer_compare(&reading.document, &reading.end);
    if (answer.disagreement)
        fail_msg(
            "%s (byte %u; %s):\n%.*s", answer.disagreement, (unsigned)reading.end.begin,
            answer.error.text, (int)text.size, text.bytes);
    tally->accepted += answer.outcome == PEER_ACCEPTED;
    tally->refused += answer.outcome == PEER_REFUSED;
    tally->excepted += answer.outcome == PEER_EXCEPTED;
    reading_close(&reading);
}

/* ----------------------------------------------------------------------------- tables */

typedef struct random_case {
    const char *name;
    uint64_t seed;
    size_t documents;
    int depth;
} random_case;

static random_case random_cases[] = {
    {"scalars",                             1,  3000, 0},
    {"flat arrays and objects",             2,  2000, 1},
    {"documents three deep",                3,  1500, 3},
    {"documents six deep",                  4,  1000, 6},
    {"documents six deep, of another seed", 99, 1000, 6},
};

static void random_documents_agree(void **state)
{
    static test_builder document;
    static test_builder mutant;
    const random_case *row = *state;
    test_tally tally = {0, 0, 0};

    document.state = row->seed * UINT64_C(0x9E3779B97F4A7C15);
    for (size_t i = 0; i < row->documents; i++) {
        document.size = 0;
        put_value(&document, row->depth);
        judge((sg_text){document.bytes, document.size}, &tally);
        for (size_t j = 0; j < MUTANTS; j++) {
            mutant.state = random_next(&document.state) | 1;
            mutant.size = document.size;
            memcpy(mutant.bytes, document.bytes, document.size);
            for (size_t edits = 1 + random_below(&mutant.state, 3); edits; edits--)
                edit(&mutant);
            judge((sg_text){mutant.bytes, mutant.size}, &tally);
        }
    }
    print_message(
        "%s: %zu accepted, %zu refused, %zu excepted\n", row->name, tally.accepted,
        tally.refused, tally.excepted);
    assert_true(tally.accepted >= ENOUGH);
    assert_true(tally.refused >= ENOUGH);
    assert_true(tally.excepted < tally.accepted / 10);
}

/* Each of jansson's faults by itself: if one is mended, its predicate can go. */
typedef struct fault_case {
    const char *name;
    const char *text;
    size_t size;
    bool accepted; /* by the reader; jansson says the contrary */
} fault_case;

#define T(text) (text), sizeof(text) - 1

static fault_case fault_cases[] = {
    {"jansson swallows NUL behind an integer", T("1\0"),                    false},
    {"jansson swallows NUL behind a fraction", T("1.5\0"),                  false},
    {"jansson swallows NUL behind a literal",  T("true\0"),                 false},
    {"jansson swallows NUL within an array",   T("[1\0,2]"),                false},
    {"jansson refuses an integer of 64 bits",  T("9223372036854775808"),    true },
    {"jansson refuses a negative one",         T("[-9223372036854775809]"), true },
    {"jansson refuses 1e400",                  T("1e400"),                  true },
    {"jansson refuses NUL in a key",           T("{\"a\\u0000b\":1}"),      true },
};

static void faults_are_excepted(void **state)
{
    const fault_case *row = *state;
    test_tally tally = {0, 0, 0};
    test_reading reading;

    reading_open(&reading, (sg_text){row->text, row->size}, DEPTH, VALUES);
    assert_int_equal(reading_accepted(&reading), row->accepted);
    reading_close(&reading);
    judge((sg_text){row->text, row->size}, &tally);
    assert_int_equal(tally.excepted, 1);
}

typedef struct depth_case {
    const char *name;
    size_t depth;
    bool excepted;
} depth_case;

static depth_case depth_cases[] = {
    {"arrays 2047 deep are read by both", 2047, false},
    {"jansson refuses arrays 3000 deep",  3000, true },
};

static void depth_is_excepted(void **state)
{
    const depth_case *row = *state;
    test_tally tally = {0, 0, 0};
    char *text = malloc(2 * row->depth);

    assert_non_null(text);
    memset(text, '[', row->depth);
    memset(text + row->depth, ']', row->depth);
    judge((sg_text){text, 2 * row->depth}, &tally);
    assert_int_equal(tally.excepted, row->excepted);
    assert_int_equal(tally.accepted, !row->excepted);
    free(text);
}

int main(void)
{
    static struct CMUnitTest
        tests[COUNT(random_cases) + COUNT(fault_cases) + COUNT(depth_cases)];
    size_t n = 0;

    n += ROWS(tests + n, random_documents_agree, random_cases);
    n += ROWS(tests + n, faults_are_excepted, fault_cases);
    n += ROWS(tests + n, depth_is_excepted, depth_cases);
    return _cmocka_run_group_tests("oracle", tests, n, NULL, NULL);
}
