/* A screen only saves time: what it lets pass would have passed every rule. And machine
 * code and interpreter match alike. Two engines judge the same requests, and their
 * findings are the same in all that a caller can see. */
#include "engine.h"
#include "judge.h"
#include "pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 4000, TEXT_BYTES = 4096 };

static rule_judge usual;
static rule_judge unscreened;
static rule_judge interpreted;

/* ------------------------------------------------------------------------- chance */

static uint64_t seed;

static size_t chance(size_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (size_t)(seed >> 11) % below;
}

#define ANY_OF(list) ((list)[chance(COUNT(list))])

static void append(char *text, const char *more)
{
    assert_true(strlen(text) + strlen(more) < TEXT_BYTES);
    strcat(text, more);
}

/* What the rules tell apart. */
static const char *const pieces[] = {
    "a",
    "Z",
    "0",
    "-",
    "_",
    ":",
    "acs:",
    "ACS:",
    "aliyun",
    "Aliyun",
    "http://",
    "https:",
    "//",
    "快",
    "𠮷",
    "é",
    "、",
    "\\n",
    " ",
    "/",
    ".",
    "cn-",
    "\\u0000",
    "acs",
    "HTTP://",
    "hangzhou",
    "\\u0061",
    "h",
    "A",
    "１",
    "\\ud842\\udfb7",
};

/* Pieces in runs that end near the limits. */
static void append_text(char *text)
{
    static const size_t runs[] = {1, 1, 1, 1, 2, 3, 61, 64, 126, 127, 128, 129};
    size_t count = chance(4);

    for (size_t i = 0; i < count; i++) {
        const char *piece = ANY_OF(pieces);
        size_t run = i ? 1 + chance(3) : ANY_OF(runs);

        for (; run; run--)
            append(text, piece);
    }
}

static void append_region(char *text)
{
    static const char *const ids[] = {
        "cn-hangzhou",
        "cn-hangzhou\\n",
        "cn-mars",
        "CN-HANGZHOU",
        "cn-",
        "ap-southeast-1",
        "cn-hangzhou-finance",
        "cn-hangzhou-financ",
        "",
        "cn_hangzhou",
        "us-east-1 ",
    };

    if (chance(4))
        append(text, ANY_OF(ids));
    else
        append_text(text);
}

static void append_integer(char *text)
{
    static const char *const numbers[] = {
        "-2",
        "-1",
        "0",
        "1",
        "2",
        "65534",
        "65535",
        "65536",
        "-0",
        "'-1'",
        "'1'",
        "'030'",
        "'65536'",
        "99999999999999999999",
        "-99999999999999999999",
        "1.5",
        "true",
        "''",
        "4294967295",
        "4294967297",
        "9223372036854775807",
        "-9223372036854775808",
        "'+1'",
    };

    append(text, ANY_OF(numbers));
}

static void append_boolean(char *text)
{
    static const char *const values[] = {
        "true", "true", "false", "'true'", "'False'", "'yes'", "null", "''",
    };

    append(text, ANY_OF(values));
}

static void append_list(char *text)
{
    static const char *const elements[] = {
        "`0`",  "`1`",  "`2`",  "`6`",  "`7`",   "`8`", "`9`",         "`10`",
        "`22`", "`23`", "`24`", "1",    "23",    "24",  "`01`",        "` 1`",
        "`-1`", "null", "`63`", "`64`", "[`1`]", "1.5", "`\\\\u0031`",
    };
    size_t count = chance(8) ? chance(4) : 23 + chance(3);
    size_t next = chance(3) ? chance(24) : COUNT(elements);

    append(text, chance(16) ? "[" : " ");
    for (size_t i = 0; i < count; i++, next++) {
        char number[32];

        snprintf(number, sizeof number, "`%zu`", next);
        append(text, i ? (chance(8) ? "," : " , ") : "");
        append(text, next < 25 && chance(8) ? number : ANY_OF(elements));
    }
    append(text, chance(16) ? "]" : "] ");
}

static void append_target(char *text)
{
    append(text, chance(8) ? "[`" : "[");
    append_region(text);
    append(text, chance(8) ? "`]" : "`,`cn-shanghai`]");
}

static void append_tags(char *text)
{
    static const size_t counts[] = {0, 1, 1, 2, 3, 3, 20, 21};
    size_t count = ANY_OF(counts);

    for (size_t i = 1; i <= count; i++) {
        char name[64];

        snprintf(name, sizeof name, ",'Tag.%zu.Key':'", chance(16) ? i : chance(23));
        append(text, name);
        if (count < 4 && chance(4))
            append_text(text);
        else
            append(text, name + 6);
        append(text, "'");
    }
    if (count && count < 4) {
        append(text, ",'Tag.1.Value':'");
        append_text(text);
        append(text, "'");
    }
}

/* ---------------------------------------------------------------------- comparison */

static void expect_equal_as(
    snapguard_encoding encoding, const char *bytes, size_t size, rule_judge *other)
{
    char *one = judge_findings(judge_as(&usual, encoding, bytes, size), JUDGE_ALL);
    char *two = judge_findings(judge_as(other, encoding, bytes, size), JUDGE_ALL);

    if (strcmp(one, two))
        fail_msg("%.*s\nfires\n%s\nor\n%s", (int)size, bytes, one, two);
    free(one);
    free(two);
}

static void expect_equal(const char *bytes, size_t size, rule_judge *other)
{
    expect_equal_as(SNAPGUARD_JSON, bytes, size, other);
}

static void expect_equal_members(const char *members)
{
    char *request = judge_request(members);

    expect_equal(request, strlen(request), &unscreened);
    free(request);
}

typedef struct parameter_case {
    const char *name;
    const char *before;
    void (*append)(char *text);
    const char *after;
} parameter_case;

static const parameter_case parameters[] = {
    {"names are not hidden",                  "'autoSnapshotPolicyName':'",                         append_text,    "'"  },
    {"region ids are not hidden",             "'regionId':'",                                       append_region,  "'"  },
    {"hours are not hidden",                  "'timePoints':'",                                     append_list,    "'"  },
    {"days are not hidden",                   "'repeatWeekdays':'",                                 append_list,    "'"  },
    {"retention is not hidden",               "'retentionDays':",                                   append_integer, ""   },
    {"the retention of copies is not hidden",
     "'EnableCrossRegionCopy':true,'TargetCopyRegions':'[`cn-shanghai`]',"
     "'CopiedSnapshotsRetentionDays':",                                                             append_integer, ""   },
    {"destinations are not hidden",           "'EnableCrossRegionCopy':true,'TargetCopyRegions':'",
     append_target,                                                                                                 "'"  },
    {"keys of tags are not hidden",           "'Tag':[{'Key':'",                                    append_text,    "'}]"},
    {"values of tags are not hidden",         "'Tag':[{'Key':'k','Value':'",                        append_text,    "'}]"},
    {"numbered tags are not hidden",          "'ResourceGroupId':'rg'",                             append_tags,    ""   },
};

static void is_not_hidden(void **state)
{
    const parameter_case *row = *state;

    seed = 20240411;
    for (int i = 0; i < ROUNDS; i++) {
        char text[TEXT_BYTES] = "";

        append(text, row->before);
        row->append(text);
        append(text, row->after);
        expect_equal_members(text);
    }
}

/* Every parameter at once: rules that look at two of them are asked, too. */
static void nothing_is_hidden(void **state)
{
    (void)state;
    seed = 20251219;
    for (int i = 0; i < ROUNDS; i++) {
        char text[TEXT_BYTES] = "'EnableCrossRegionCopy':";

        append_boolean(text);
        for (size_t j = 0; j + 1 < COUNT(parameters); j++) {
            const char *before = strrchr(parameters[j].before, ',');

            if (chance(2) || !strncmp(parameters[j].before, "'Tag'", 5))
                continue;
            append(text, ",");
            append(text, before ? before + 1 : parameters[j].before);
            parameters[j].append(text);
            append(text, parameters[j].after);
        }
        append_tags(text);
        expect_equal_members(text);
    }
}

/* What hours mean depends on the days. */
static void schedules_are_not_hidden(void **state)
{
    (void)state;
    for (unsigned set = 1; set < 1 << 7; set++) {
        for (int pair = 0; pair < 24 * 24; pair++) {
            char members[256];

            snprintf(
                members, sizeof members, "'timePoints':'[`%d`,`%d`]','repeatWeekdays':'[",
                pair / 24, pair % 24);
            for (int day = 0; day < 7; day++)
                if (set >> day & 1)
                    sprintf(members + strlen(members), "`%d`,", day + 1);
            strcpy(members + strlen(members) - 1, "]'");
            if (pair / 24 <= pair % 24)
                expect_equal_members(members);
        }
    }
}

typedef struct comparison {
    json_t *pack;
    rule_judge *other;
} comparison;

static void is_equal_by_both(const pack_example *example, void *data)
{
    const comparison *both = data;
    size_t size;
    char *request = pack_request(both->pack, example->json, &size);
    char *facts = pack_facts(example->json);

    judge_facts(&usual, facts);
    judge_facts(both->other, facts);
    expect_equal_as(pack_encoding(example->json), request, size, both->other);
    free(facts);
    free(request);
}

static void over_examples(rule_judge *other)
{
    comparison both = {pack_load(), other};

    pack_each_example(both.pack, is_equal_by_both, &both);
    judge_facts(&usual, NULL);
    judge_facts(other, NULL);
    json_decref(both.pack);
}

static void examples_are_not_hidden(void **state)
{
    (void)state;
    over_examples(&unscreened);
}

static void examples_match_alike(void **state)
{
    (void)state;
    over_examples(&interpreted);
}

static void names_match_alike(void **state)
{
    (void)state;
    seed = 20140526;
    for (int i = 0; i < ROUNDS; i++) {
        char text[TEXT_BYTES] = "'autoSnapshotPolicyName':'";
        char *request;

        append_text(text);
        append(text, "','regionId':'");
        append_region(text);
        append(text, "'");
        request = judge_request(text);
        expect_equal(request, strlen(request), &interpreted);
        free(request);
    }
}

/* ------------------------------------------------------------------------ set-up */

static void screens_are_in_use(void **state)
{
    const sg_program *program = &usual.engine->program;
    size_t usable = 0;

    (void)state;
    for (size_t i = 0; i < program->names.count; i++)
        usable += program->screens[i].usable;
    assert_true(usable >= COUNT(parameters) - 1);
}

static void open_engines(void)
{
    snapguard_options *options;

    judge_open(&usual, NULL);
    judge_open(&unscreened, NULL);
    for (size_t i = 0; i < unscreened.engine->program.names.count; i++) {
        sg_screen_disable(&unscreened.engine->program.screens[i]);
        unscreened.engine->program.screens[i].hours = SG_LIST_NUMBERS;
    }
    if (snapguard_options_new(&options, NULL) != SNAPGUARD_OK)
        abort();
    snapguard_options_set_jit(options, false);
    judge_open(&interpreted, options);
    snapguard_options_free(options);
}

int main(void)
{
    rule_suite suite = {0};
    int failures;

    open_engines();
    for (size_t i = 0; i < COUNT(parameters); i++)
        suite_add_copy(
            &suite, text_of("%s", parameters[i].name), is_not_hidden, &parameters[i],
            sizeof parameters[i]);
    suite_add(
        &suite, text_of("schedules are not hidden"), schedules_are_not_hidden, NULL);
    suite_add(&suite, text_of("nothing is hidden"), nothing_is_hidden, NULL);
    suite_add(&suite, text_of("examples are not hidden"), examples_are_not_hidden, NULL);
    suite_add(&suite, text_of("screens are in use"), screens_are_in_use, NULL);
    suite_add(
        &suite, text_of("examples match alike without JIT"), examples_match_alike, NULL);
    suite_add(&suite, text_of("names match alike without JIT"), names_match_alike, NULL);
    failures = suite_run(&suite, "screen");
    judge_close(&usual);
    judge_close(&unscreened);
    judge_close(&interpreted);
    return failures;
}
