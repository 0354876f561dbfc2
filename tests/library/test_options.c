/* What an engine can be asked to do otherwise, and how it says that it cannot. */
#include "engines.h"
#include "support.h"

#include <string.h>

#define MEMBERS                                                                          \
    "\"timePoints\":\"[\\\"1\\\"]\",\"repeatWeekdays\":\"[\\\"1\\\"]\","                 \
    "\"retentionDays\":30"
#define GOOD "{\"regionId\":\"cn-hangzhou\"," MEMBERS "}"
#define UNKNOWN "{\"regionId\":\"cn-hangzhou\"," MEMBERS ",\"a\":1}"
#define FOREVER                                                                          \
    "{\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"1\\\"]\","                      \
    "\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":-1}"

/* ------------------------------------------------------------------------- severity */

typedef struct choice {
    const char *rule;
    int severity; /* -1: reset */
} choice;

typedef struct severity_case {
    const char *name;
    const char *document;
    const char *rule;
    choice choices[3];
    bool strict;
    int severity; /* of the finding; SNAPGUARD_OFF: there is none */
    snapguard_verdict verdict;
} severity_case;

/* clang-format off */
static severity_case severity_cases[] = {
    {"the pack's own severity", UNKNOWN, "unknown-parameter", {{0}}, false,
     SNAPGUARD_WARNING, SNAPGUARD_VALID},
    {"a rule is raised to an error", UNKNOWN, "unknown-parameter",
     {{"unknown-parameter", SNAPGUARD_ERROR}}, false, SNAPGUARD_ERROR, SNAPGUARD_INVALID},
    {"a rule is switched off", UNKNOWN, "unknown-parameter",
     {{"unknown-parameter", SNAPGUARD_OFF}}, false, SNAPGUARD_OFF, SNAPGUARD_VALID},
    {"another rule is not changed", UNKNOWN, "unknown-parameter",
     {{"kept-forever", SNAPGUARD_OFF}}, false, SNAPGUARD_WARNING, SNAPGUARD_VALID},
    {"an error is lowered", "{" MEMBERS "}", "missing-parameter",
     {{"missing-parameter", SNAPGUARD_NOTICE}}, false, SNAPGUARD_NOTICE, SNAPGUARD_VALID},
    {"every rule is switched off", "{}", "missing-parameter", {{"*", SNAPGUARD_OFF}},
     false, SNAPGUARD_OFF, SNAPGUARD_VALID},
    {"every rule is switched off, but for one", UNKNOWN, "unknown-parameter",
     {{"*", SNAPGUARD_OFF}, {"unknown-parameter", SNAPGUARD_NOTICE}}, false,
     SNAPGUARD_NOTICE, SNAPGUARD_VALID},
    {"one, then every rule", UNKNOWN, "unknown-parameter",
     {{"unknown-parameter", SNAPGUARD_NOTICE}, {"*", SNAPGUARD_ERROR}}, false,
     SNAPGUARD_ERROR, SNAPGUARD_INVALID},
    {"the later choice wins", FOREVER, "kept-forever",
     {{"kept-forever", SNAPGUARD_ERROR}, {"kept-forever", SNAPGUARD_WARNING}}, false,
     SNAPGUARD_WARNING, SNAPGUARD_VALID},
    {"a choice is taken back", FOREVER, "kept-forever",
     {{"kept-forever", SNAPGUARD_ERROR}, {"kept-forever", -1}}, false, SNAPGUARD_NOTICE,
     SNAPGUARD_VALID},
    {"every choice is taken back", FOREVER, "kept-forever",
     {{"kept-forever", SNAPGUARD_ERROR}, {"*", SNAPGUARD_OFF}, {"*", -1}}, false,
     SNAPGUARD_NOTICE, SNAPGUARD_VALID},
    {"chosen again after it was taken back", FOREVER, "kept-forever",
     {{"*", -1}, {"kept-forever", SNAPGUARD_WARNING}}, false, SNAPGUARD_WARNING,
     SNAPGUARD_VALID},
    {"strict makes an unknown parameter an error", UNKNOWN, "unknown-parameter", {{0}},
     true, SNAPGUARD_ERROR, SNAPGUARD_INVALID},
    {"strict changes no other rule", FOREVER, "kept-forever", {{0}}, true,
     SNAPGUARD_NOTICE, SNAPGUARD_VALID},
    {"a choice wins over strict", UNKNOWN, "unknown-parameter",
     {{"unknown-parameter", SNAPGUARD_NOTICE}}, true, SNAPGUARD_NOTICE, SNAPGUARD_VALID},
    {"a choice that is taken back leaves strict", UNKNOWN, "unknown-parameter",
     {{"*", SNAPGUARD_OFF}, {"*", -1}}, true, SNAPGUARD_ERROR, SNAPGUARD_INVALID},
};
/* clang-format on */

static void choose(snapguard_options *options, const choice *made)
{
    char rule[64];

    if (!made->rule)
        return;
    strcpy(rule, made->rule);
    if (made->severity < 0)
        assert_int_equal(snapguard_options_reset_severity(options, rule), SNAPGUARD_OK);
    else
        assert_int_equal(
            snapguard_options_set_severity(
                options, rule, (snapguard_severity)made->severity),
            SNAPGUARD_OK);
    /* The id was copied. */
    memset(rule, '#', sizeof rule - 1);
}

static void severity_of_a_rule(void **state)
{
    const severity_case *row = *state;
    snapguard_options *options = options_new();
    const snapguard_report *report;
    const snapguard_finding *finding;
    checker judge;

    for (size_t i = 0; i < COUNT(row->choices); i++)
        choose(options, &row->choices[i]);
    snapguard_options_set_strict(options, row->strict);
    judge = checker_new(options);
    report = check_text(&judge, SNAPGUARD_JSON, row->document);
    finding = finding_of(report, row->rule);
    assert_int_equal(
        finding ? snapguard_finding_severity(finding) : SNAPGUARD_OFF, row->severity);
    assert_int_equal(snapguard_report_verdict(report), row->verdict);
    checker_free(&judge);
}

static void an_unknown_severity_is_refused(void **state)
{
    snapguard_options *options = options_new();

    (void)state;
    assert_int_equal(
        snapguard_options_set_severity(options, "*", (snapguard_severity)4),
        SNAPGUARD_ERROR_ARGUMENT);
    assert_int_equal(
        snapguard_options_set_severity(options, "*", (snapguard_severity)-1),
        SNAPGUARD_ERROR_ARGUMENT);
    assert_int_equal(engine_status(options, NULL), SNAPGUARD_OK);
}

typedef struct unknown_case {
    const char *name;
    const char *rule;
    bool reset;
    const char *named; /* what the message must hold, or NULL */
} unknown_case;

static char long_rule[600];

static unknown_case unknown_cases[] = {
    {"a rule that is misspelt",          "kept-for-ever", false, "\"kept-for-ever\""},
    {"a rule that is misspelt is reset", "kept-for-ever", true,  "\"kept-for-ever\""},
    {"a rule in capitals",               "KEPT-FOREVER",  false, "\"KEPT-FOREVER\"" },
    {"no rule",                          "",              false, "\"\""             },
    {"a pattern is no rule",             "kept-*",        false, "\"kept-*\""       },
    {"a rule with a blank",              "kept-forever ", false, "\"kept-forever \""},
    {"a rule of two lines",              "kept\nforever", false, NULL               },
    {"a rule of 599 bytes",              long_rule,       false, NULL               },
};

static void an_unknown_rule_is_named(void **state)
{
    const unknown_case *row = *state;
    snapguard_options *options = options_new();
    snapguard_error error;

    memset(&error, '#', sizeof error);
    if (row->reset)
        assert_int_equal(
            snapguard_options_reset_severity(options, row->rule), SNAPGUARD_OK);
    else
        assert_int_equal(
            snapguard_options_set_severity(options, row->rule, SNAPGUARD_OFF),
            SNAPGUARD_OK);
    assert_int_equal(engine_status(options, &error), SNAPGUARD_ERROR_OPTION);
    assert_non_null(memchr(error.message, '\0', sizeof error.message));
    assert_one_line(error.message);
    assert_int_equal(error.line, 0);
    if (row->named)
        assert_non_null(strstr(error.message, row->named));
}

/* A message that is cut is cut between two characters. */
static void a_long_message_is_whole_characters(void **state)
{
    (void)state;
    for (size_t shift = 0; shift < 3; shift++) {
        snapguard_options *options = options_new();
        snapguard_error error;
        const char *p;

        memset(long_rule, 'x', shift);
        for (size_t i = shift; i + 3 < sizeof long_rule; i += 3)
            memcpy(long_rule + i, "\xE5\xA4\x9C", 4);
        assert_int_equal(
            snapguard_options_set_severity(options, long_rule, SNAPGUARD_OFF),
            SNAPGUARD_OK);
        assert_int_equal(engine_status(options, &error), SNAPGUARD_ERROR_OPTION);
        p = strchr(error.message, (char)0xE5);
        assert_non_null(p);
        for (; (unsigned char)*p == 0xE5; p += 3)
            assert_memory_equal(p, "\xE5\xA4\x9C", 3);
        assert_true((unsigned char)*p < 0x80);
    }
}

/* -------------------------------------------------------------------------- regions */

typedef struct region_case {
    const char *name;
    const char *list;
    const char *message; /* of unknown-region for cn-hangzhou; NULL: it is known */
} region_case;

/* clang-format off */
static region_case region_cases[] = {
    {"an array with the region", "[\"cn-beijing\",\"cn-hangzhou\"]", NULL},
    {"an array without the region", "[\"cn-beijing\"]",
     "\"cn-hangzhou\" is not in the region list of your own"},
    {"an object with a date", "{\"regions\":[\"cn-beijing\"],\"date\":\"2026-02-03\"}",
     "\"cn-hangzhou\" is not in the region list of 2026-02-03"},
    {"an object without a date", "{\"regions\":[\"cn-beijing\"]}",
     "\"cn-hangzhou\" is not in the region list of your own"},
    {"an object with the region",
     "{\"date\":\"2026-02-03\",\"regions\":[\"cn-hangzhou\"]}",
     NULL},
    {"an empty array", "[]", "\"cn-hangzhou\" is not in the region list of your own"},
    {"a region twice", "[\"cn-hangzhou\",\"cn-hangzhou\"]", NULL},
};
/* clang-format on */

static void own_region_list(void **state)
{
    const region_case *row = *state;
    snapguard_options *options = options_new();
    const snapguard_finding *finding;
    char list[128];
    char message[128] = "";
    checker judge;

    strcpy(list, row->list);
    assert_int_equal(
        snapguard_options_set_regions(options, list, strlen(list)), SNAPGUARD_OK);
    memset(list, '#', sizeof list);
    judge = checker_new(options);
    finding = finding_of(check_text(&judge, SNAPGUARD_JSON, GOOD), "unknown-region");
    if (finding)
        snapguard_finding_text(
            finding, SNAPGUARD_TEXT_MESSAGE, true, message, sizeof message);
    assert_string_equal(message, row->message ? row->message : "");
    checker_free(&judge);
}

typedef struct wrong_list_case {
    const char *name;
    const char *list;
    size_t line;
    size_t column; /* 0: jansson's, which is about where it is */
    const char *named;
} wrong_list_case;

/* clang-format off */
static wrong_list_case wrong_list_cases[] = {
    {"a list that is not JSON", "[\"cn-beijing\",\n  \"cn-hangzhou\"", 2, 0,
     "region list"},
    {"a list with a trailing comma", "[\"cn-beijing\",]", 1, 0, "region list"},
    {"a list with a line's end in a string", "[\"cn-\nbeijing\"]", 1, 0, "region list"},
    {"a list with a control character", "[\"cn-\001\"]", 1, 0, "region list"},
    /* jansson quotes the text up to the wrong byte, which may be half a character. */
    {"a list with half a character where it is wrong", "[\"\\\xC3\xA9\"]", 1, 0,
     "region list: invalid escape near '\"\\\xEF\xBF\xBD'"},
    {"a key twice", "{\"regions\":[],\n\"regions\":[]}", 2, 0, "region list"},
    {"nothing", "", 1, 0, "region list"},
    {"a number", "7", 1, 0, "region list"},
    {"an object without regions", "{\"date\":\"2026-02-03\"}", 1, 1, "region list"},
    {"regions that are an object", "{\n\"regions\":{}}", 2, 11, "\"regions\" must be an array"},
    {"a member that is a number", "[\"cn-beijing\",\n 7]", 2, 2,
     "region list: every region id must be a text"},
    {"a member of an object that is a number", "{\"date\":\"d\",\"regions\":[\"\\u0063n-beijing\",7]}", 1, 42,
     "\"regions\" must hold texts only"},
    {"a date that says regions", "{\"date\":\"regions\",\"regions\":[7]}", 1, 30,
     "\"regions\" must hold texts only"},
    {"a member that is empty", "[\"\"]", 1, 2, "region list"},
    {"a member that is no region id", "[\"cn-beijing\",\"Beijing\"]", 1, 15,
     "\"Beijing\""},
    {"a member with a line behind it", "[\"cn-beijing\\n\"]", 1, 2, "region list"},
    {"a date that is a number", "{\"regions\":[\"cn-beijing\"],\"date\":7}", 1, 34,
     "region list"},
};
/* clang-format on */

static void a_wrong_region_list_is_an_error(void **state)
{
    const wrong_list_case *row = *state;
    snapguard_options *options = options_new();
    snapguard_error error;

    assert_int_equal(
        snapguard_options_set_regions(options, row->list, strlen(row->list)),
        SNAPGUARD_OK);
    assert_int_equal(engine_status(options, &error), SNAPGUARD_ERROR_OPTION);
    assert_one_line(error.message);
    assert_non_null(strstr(error.message, row->named));
    assert_int_equal(error.line, row->line);
    if (row->column)
        assert_int_equal(error.column, row->column);
    else
        assert_true(error.column > 0);
}

/* Where the rule is off that lets hours be hours, what is none has no place in an order.
 */
static void what_is_no_hour_is_not_sorted(void **state)
{
    snapguard_options *options = options_new();
    const snapguard_finding *finding;
    snapguard_range range;
    checker off;

    (void)state;
    assert_int_equal(
        snapguard_options_set_severity(options, "time-point-value", SNAPGUARD_OFF),
        SNAPGUARD_OK);
    off = checker_new(options);
    finding = finding_of(
        check_text(
            &off, SNAPGUARD_JSON,
            "{\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"100\\\",\\\"70\\\"]\","
            "\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":30}"),
        "time-points-order");
    assert_non_null(finding);
    assert_int_equal(snapguard_finding_fix(finding), SNAPGUARD_FIX_NONE);
    assert_int_equal(snapguard_finding_edits(finding), 0);
    assert_true(snapguard_finding_edit(finding, 0, &range, NULL, 0) == SNAPGUARD_NO_TEXT);
    finding = finding_of(
        check_text(&off, SNAPGUARD_JSON, "{\"retentionDays\":\"30\"}"), "value-as-text");
    assert_int_equal(snapguard_finding_edits(finding), 1);
    assert_int_equal(snapguard_finding_edit(finding, 0, &range, NULL, 0), 2);
    assert_true(snapguard_finding_edit(finding, 1, &range, NULL, 0) == SNAPGUARD_NO_TEXT);
    checker_free(&off);
}

/* Who gives no room for the reason gets the same answer. */
static void a_reason_need_not_be_asked_for(void **state)
{
    static const char *const lists[] = {"{", "[7]", "[\"Hangzhou\"]"};

    (void)state;
    for (size_t i = 0; i < COUNT(lists); i++) {
        snapguard_options *options = options_new();

        assert_int_equal(
            snapguard_options_set_regions(options, lists[i], strlen(lists[i])),
            SNAPGUARD_OK);
        assert_int_equal(engine_status(options, NULL), SNAPGUARD_ERROR_OPTION);
    }
}

/* The length counts, not a NUL; and the last list wins. */
static void the_last_region_list_wins(void **state)
{
    snapguard_options *options = options_new();
    checker judge;

    (void)state;
    assert_int_equal(snapguard_options_set_regions(options, "{", 1), SNAPGUARD_OK);
    assert_int_equal(
        snapguard_options_set_regions(options, "[\"cn-hangzhou\"] and so on", 15),
        SNAPGUARD_OK);
    judge = checker_new(options);
    assert_int_equal(snapguard_report_count(check_text(&judge, SNAPGUARD_JSON, GOOD)), 0);
    checker_free(&judge);
}

/* --------------------------------------------------------------------------- others */

static void options_may_make_many_engines(void **state)
{
    snapguard_options *options = options_new();
    snapguard_engine *first;
    snapguard_engine *second;

    (void)state;
    assert_int_equal(snapguard_engine_new(&first, options, NULL), SNAPGUARD_OK);
    snapguard_options_set_strict(options, true);
    assert_int_equal(snapguard_engine_new(&second, options, NULL), SNAPGUARD_OK);
    snapguard_options_free(options);
    snapguard_engine_free(first);
    assert_string_equal(snapguard_engine_edition(second), "2024-04-11");
    snapguard_engine_free(second);
}

static void an_allocator_has_three_functions(void **state)
{
    snapguard_allocator whole = {
        (void *(*)(void *, size_t))(uintptr_t)1,
        (void *(*)(void *, void *, size_t))(uintptr_t)1,
        (void (*)(void *, void *))(uintptr_t)1, NULL};

    (void)state;
    for (int i = 0; i < 3; i++) {
        snapguard_allocator broken = whole;
        snapguard_options *options = (snapguard_options *)(uintptr_t)1;

        if (i == 0)
            broken.allocate = NULL;
        else if (i == 1)
            broken.reallocate = NULL;
        else
            broken.release = NULL;
        assert_int_equal(
            snapguard_options_new(&options, &broken), SNAPGUARD_ERROR_ARGUMENT);
        assert_null(options);
    }
}

static void an_error_need_not_be_taken(void **state)
{
    snapguard_options *options = options_new();

    (void)state;
    assert_int_equal(
        snapguard_options_set_severity(options, "no-rule", SNAPGUARD_OFF), SNAPGUARD_OK);
    assert_int_equal(engine_status(options, NULL), SNAPGUARD_ERROR_OPTION);
}

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(an_unknown_severity_is_refused),
        cmocka_unit_test(what_is_no_hour_is_not_sorted),
        cmocka_unit_test(a_reason_need_not_be_asked_for),
        cmocka_unit_test(the_last_region_list_wins),
        cmocka_unit_test(options_may_make_many_engines),
        cmocka_unit_test(an_allocator_has_three_functions),
        cmocka_unit_test(an_error_need_not_be_taken),
        cmocka_unit_test(a_long_message_is_whole_characters),
    };
    struct CMUnitTest severities[COUNT(severity_cases)];
    struct CMUnitTest unknowns[COUNT(unknown_cases)];
    struct CMUnitTest regions[COUNT(region_cases)];
    struct CMUnitTest wrong[COUNT(wrong_list_cases)];
    int failed = cmocka_run_group_tests_name("options", alone, NULL, NULL);

    ADD_ROWS(severities, severity_of_a_rule, severity_cases, COUNT(severity_cases));
    ADD_ROWS(unknowns, an_unknown_rule_is_named, unknown_cases, COUNT(unknown_cases));
    ADD_ROWS(regions, own_region_list, region_cases, COUNT(region_cases));
    ADD_ROWS(
        wrong, a_wrong_region_list_is_an_error, wrong_list_cases,
        COUNT(wrong_list_cases));
    memset(long_rule, 'x', sizeof long_rule - 1);
    failed += cmocka_run_group_tests_name("severities", severities, NULL, NULL);
    failed += cmocka_run_group_tests_name("unknown rules", unknowns, NULL, NULL);
    failed += cmocka_run_group_tests_name("region lists", regions, NULL, NULL);
    failed += cmocka_run_group_tests_name("wrong region lists", wrong, NULL, NULL);
    return failed;
}
