/* A list that is held in a query is the same list as in JSON: the same findings, at the
 * same bytes of what it says, however these are encoded. */
#include "engines.h"
#include "support.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 512, LARGEST = 8192, ROUNDS = 20000 };

/* One list as query and as JSON, and which byte of what it says each byte stands for. */
typedef struct written {
    char text[LARGEST];
    size_t size;
    int origin[LARGEST]; /* -1: none */
    bool is_inside;
} written;

static uint64_t random_next(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static size_t random_below(uint64_t *seed, size_t bound)
{
    return (size_t)((random_next(seed) >> 32) % bound);
}

static void put(written *out, const char *text, int origin)
{
    for (; *text; text++) {
        out->origin[out->size] = origin;
        out->text[out->size++] = *text;
    }
    out->text[out->size] = '\0';
    out->origin[out->size] = -1;
}

/* As a query has it: some bytes must be encoded, any may be. */
static void put_encoded(written *out, const char *says, size_t size, uint64_t *seed)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)says[i];
        bool is_plain = c && !strchr("%&+", c) && random_below(seed, 3);
        char text[4] = {says[i], '\0'};

        if (c == ' ' && random_below(seed, 2))
            text[0] = '+';
        else if (!is_plain)
            snprintf(text, sizeof text, random_below(seed, 2) ? "%%%02X" : "%%%02x", c);
        put(out, text, (int)i);
    }
}

static void put_escaped(written *out, const char *says, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)says[i];
        char text[8] = {says[i], '\0'};

        if (c == '"' || c == '\\')
            snprintf(text, sizeof text, "\\%c", c);
        else if (c < 0x20)
            snprintf(text, sizeof text, "\\u%04x", c);
        put(out, text, (int)i);
    }
}

static void write_both(
    written *query, written *json, const char *name, const char *says, size_t size,
    uint64_t *seed)
{
    query->size = 0;
    json->size = 0;
    put(query, "regionId=cn-hangzhou&retentionDays=3&", -1);
    put(query, name, -1);
    put(query, "=", -1);
    put_encoded(query, says, size, seed);
    put(json, "{\"regionId\":\"cn-hangzhou\",\"retentionDays\":3,\"", -1);
    put(json, name, -1);
    put(json, "\":\"", -1);
    put_escaped(json, says, size);
    put(json, "\"}", -1);
}

/* Which byte of what the list says a finding begins and ends at. */
static void describe(const written *at, const snapguard_finding *finding, char *out)
{
    char parameter[128];
    char pointer[128];
    char message[512];
    snapguard_range range;
    int begin;
    int end;

    snapguard_finding_range(finding, &range);
    begin = at->origin[range.start.byte];
    end = range.end.byte ? at->origin[range.end.byte - 1] : -1;
    snapguard_finding_text(
        finding, SNAPGUARD_TEXT_PARAMETER, true, parameter, sizeof parameter);
    snapguard_finding_text(
        finding, SNAPGUARD_TEXT_INNER_POINTER, true, pointer, sizeof pointer);
    snapguard_finding_text(
        finding, SNAPGUARD_TEXT_MESSAGE, *pointer, message, sizeof message);
    /* The value as a whole has quotes around it in JSON. */
    if (begin < 0 || end < 0)
        begin = end = -1;
    if (begin == 0 && !*pointer &&
        strcmp(snapguard_finding_rule(finding), "time-points-format"))
        begin = end = -1;
    sprintf(
        out, "%s %s %s %d-%d %s\n", snapguard_finding_rule(finding), parameter, pointer,
        begin, end, message);
}

/* What is said of the list, one line a finding. What is only said of texts in JSON, or of
 * parameters that are missing in both, is left out. */
static void
findings_of(checker *judge, snapguard_encoding encoding, const written *at, char *out)
{
    char *bytes = malloc(at->size);
    const snapguard_report *report;

    assert_non_null(bytes);
    memcpy(bytes, at->text, at->size);
    assert_int_equal(
        snapguard_check(&report, judge->context, encoding, bytes, at->size),
        SNAPGUARD_OK);
    *out = '\0';
    for (size_t i = 0; i < snapguard_report_count(report); i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);

        if (!strcmp(snapguard_finding_rule(finding), "missing-parameter"))
            continue;
        describe(at, finding, out);
        out += strlen(out);
    }
    free(bytes);
}

static void assert_same_list(
    checker *judge, const char *name, const char *says, size_t size, uint64_t *seed)
{
    static written query;
    static written json;
    static char one[1 << 17];
    static char other[1 << 17];

    write_both(&query, &json, name, says, size, seed);
    findings_of(judge, SNAPGUARD_JSON, &json, one);
    findings_of(judge, SNAPGUARD_QUERY, &query, other);
    if (strcmp(one, other) != 0)
        print_error("%s\n%s\n", json.text, query.text);
    assert_string_equal(other, one);
    findings_of(judge, SNAPGUARD_FORM, &query, other);
    assert_string_equal(other, one);
}

/* ------------------------------------------------------------------------------ rows */

typedef struct list_case {
    const char *name;
    const char *says;
} list_case;

static list_case list_cases[] = {
    {"plain",                            "[\"0\",\"12\"]"                 },
    {"one word",                         "[\"cn-beijing\"]"               },
    {"blanks",                           " [ \"0\" , \"12\" ] "           },
    {"blanks behind the elements",       "[\"0\" ,\"12\" ]"               },
    {"tabs and line ends",               "[\t\"0\"\r\n,\n\"12\"]"         },
    {"a line end behind it",             "[\"0\"]\n"                      },
    {"descending",                       "[\"12\",\"0\"]"                 },
    {"the same again",                   "[\"0\",\"12\",\"0\"]"           },
    {"numbers",                          "[0,12]"                         },
    {"a comma too many",                 "[\"0\",]"                       },
    {"no bracket",                       "[\"0\",\"12\""                  },
    {"no quote",                         "[\"0\",\"12]"                   },
    {"nothing in it",                    "[]"                             },
    {"blanks in it",                     "[ ]"                            },
    {"an empty element",                 "[\"\"]"                         },
    {"a blank in an element",            "[\" 0\",\"1 \"]"                },
    {"a plus in an element",             "[\"+1\"]"                       },
    {"a percent sign in an element",     "[\"%31\",\"%\"]"                },
    {"an ampersand in an element",       "[\"1&2\"]"                      },
    {"a quote that is escaped",          "[\"1\\\"\"]"                    },
    {"digits that are escaped",          "[\"\\u0031\",\"\\u0032\"]"      },
    {"brackets that are escaped",        "[\"\\u005b\\\\\\u005d\"]"       },
    {"a control byte",                   "[\"1\x01\"]"                    },
    {"a needless zero",                  "[\"01\",\"00\"]"                },
    {"two digits that are one too many", "[\"24\",\"99\",\"100\"]"        },
    {"an object",                        "{\"0\":\"1\"}"                  },
    {"a text",                           "\"0\""                          },
    {"no JSON",                          "0,12"                           },
    {"nested",                           "[[\"0\"],{\"a\":[]},null]"      },
    {"what is not ASCII",                "[\"\xE5\xA4\x9C\",\"\xC3\xA9\"]"},
    {"an ellipsis",                      "[\"0\", \"1\", \xE2\x80\xA6]"   },
    {"something behind it",              "[\"0\"]]"                       },
    {"something before it",              "x[\"0\"]"                       },
};

static const char *const names[] = {"timePoints", "repeatWeekdays", "TargetCopyRegions"};

static void a_list_says_the_same(void **state)
{
    const list_case *row = *state;
    checker judge = checker_new(NULL);
    uint64_t seed = UINT64_C(88172645463325252);

    for (int i = 0; i < 50; i++)
        assert_same_list(&judge, names[i % 3], row->says, strlen(row->says), &seed);
    checker_free(&judge);
}

/* ------------------------------------------------------------------- every byte of one
 */

/* Whether jansson reads an array, which need not be one of texts. */
static bool is_array(const char *says, size_t size)
{
    json_t *value = json_loadb(says, size, JSON_ALLOW_NUL, NULL);
    bool is_one = json_is_array(value);

    json_decref(value);
    return is_one;
}

static bool has_format(checker *judge, snapguard_encoding encoding, const written *at)
{
    const snapguard_report *report;

    assert_int_equal(
        snapguard_check(&report, judge->context, encoding, at->text, at->size),
        SNAPGUARD_OK);
    return finding_of(report, "time-points-format") != NULL;
}

static void
assert_read_as_json(checker *judge, const char *says, size_t size, uint64_t *seed)
{
    static written query;
    static written json;
    bool is_wrong = !is_array(says, size);

    write_both(&query, &json, "timePoints", says, size, seed);
    if (has_format(judge, SNAPGUARD_JSON, &json) != is_wrong)
        fail_msg("%s", json.text);
    if (has_format(judge, SNAPGUARD_QUERY, &query) != is_wrong)
        fail_msg("%s", query.text);
}

/* A byte too many, or another one, is what it is to JSON, wherever it stands. Of NUL
 * jansson takes no notice behind a number, so that it is no peer. */
static void each_byte_counts(void **state)
{
    static const char *const lists[] = {
        "[\"0\",\"12\"]", "[ \"7\" , \"8\" ]", "[1,23]", "[\"a-b\"]"};
    checker judge = checker_new(NULL);
    uint64_t seed = UINT64_C(88172645463325252);
    char says[32];

    (void)state;
    for (size_t i = 0; i < COUNT(lists) * 2 * 0x7F; i++) {
        const char *list = lists[i / 2 / 0x7F];
        bool is_inserted = i % 2;
        size_t size = strlen(list);

        for (size_t at = 0; at < size; at++) {
            memcpy(says, list, at);
            says[at] = (char)(1 + i / 2 % 0x7F);
            memcpy(says + at + 1, list + at + !is_inserted, size - at - !is_inserted);
            assert_read_as_json(&judge, says, size + is_inserted, &seed);
        }
    }
    checker_free(&judge);
}

static size_t make_list(uint64_t *seed, char *out)
{
    static const char *const pieces[] = {
        "\"1\"",
        "\"23\"",
        "\"7\"",
        "\"cn-beijing\"",
        ",",
        ",",
        ",",
        "[",
        "]",
        " ",
        "\t",
        "\"",
        "\\",
        "\\u0031",
        "01",
        "5",
        "\"24\"",
        "null",
        "{}",
        "\x01",
        "+",
        "%",
        "\xE5\xA4\x9C",
        "&"};
    size_t size = 0;

    out[size++] = random_below(seed, 16) ? '[' : ' ';
    for (size_t n = random_below(seed, 14); n; n--) {
        bool is_plain = random_below(seed, 4);
        const char *piece = pieces[random_below(seed, is_plain ? 7 : COUNT(pieces))];

        strcpy(out + size, piece);
        size += strlen(piece);
        if (is_plain && random_below(seed, 8))
            out[size++] = n > 1 ? ',' : ' ';
    }
    out[size++] = random_below(seed, 16) ? ']' : ' ';
    return size;
}

static void generated_lists_say_the_same(void **state)
{
    checker judge = checker_new(NULL);
    uint64_t seed = UINT64_C(0x9E3779B97F4A7C15);

    (void)state;
    for (int i = 0; i < ROUNDS; i++) {
        char says[MOST];
        size_t size = make_list(&seed, says);

        assert_same_list(&judge, names[random_below(&seed, 3)], says, size, &seed);
    }
    checker_free(&judge);
}

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(each_byte_counts),
        cmocka_unit_test(generated_lists_say_the_same),
    };
    struct CMUnitTest tests[COUNT(list_cases)];
    int failed = cmocka_run_group_tests_name("generated", alone, NULL, NULL);

    ADD_ROWS(tests, a_list_says_the_same, list_cases, COUNT(list_cases));
    return failed + cmocka_run_group_tests_name("lists in queries", tests, NULL, NULL);
}
