/* The texts of findings: the contract of snprintf(), and no value where none may stand.
 */
#include "engines.h"
#include "samples.h"
#include "support.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST = 1024, GUARD = 8 };

#define MEMBERS "\"timePoints\":\"[\\\"1\\\"]\",\"repeatWeekdays\":\"[\\\"1\\\"]\""
#define BASE "\"regionId\":\"cn-hangzhou\",\"retentionDays\":30," MEMBERS

/* --------------------------------------------------------- the contract of snprintf */

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* What a buffer of `size` bytes must hold of `text`: whole characters. */
static size_t cut(const char *text, size_t length, size_t size)
{
    size_t end = length;

    if (length >= size) {
        end = size - 1;
        while (end > 0 && is_continuation(text[end]))
            end--;
    }
    return end;
}

static void try_size(
    const snapguard_finding *finding, snapguard_text text, bool show, size_t size,
    const char *whole, size_t length)
{
    char guarded[GUARD + LONGEST + GUARD];
    char *buffer = guarded + GUARD;
    size_t kept = size ? cut(whole, length, size) : 0;

    memset(guarded, '#', sizeof guarded);
    assert_int_equal(snapguard_finding_text(finding, text, show, buffer, size), length);
    for (size_t i = 0; i < GUARD; i++) {
        assert_int_equal(guarded[i], '#');
        assert_int_equal(buffer[size + i], '#');
    }
    if (size == 0)
        return;
    assert_memory_equal(buffer, whole, kept);
    assert_int_equal(buffer[kept], '\0');
}

static void try_text(const snapguard_finding *finding, snapguard_text text, bool show)
{
    char whole[LONGEST];
    size_t length = snapguard_finding_text(finding, text, show, NULL, 0);

    memset(whole, '#', sizeof whole);
    if (length == SNAPGUARD_NO_TEXT) {
        assert_true(
            snapguard_finding_text(finding, text, show, whole, sizeof whole) ==
            SNAPGUARD_NO_TEXT);
        assert_int_equal(whole[0], '\0');
        memset(whole, '#', sizeof whole);
        assert_true(
            snapguard_finding_text(finding, text, show, whole, 1) == SNAPGUARD_NO_TEXT);
        assert_int_equal(whole[0], '\0');
        assert_int_equal(whole[1], '#');
        return;
    }
    assert_true(length + 2 + 1 < sizeof whole);
    assert_int_equal(
        snapguard_finding_text(finding, text, show, whole, sizeof whole), length);
    assert_int_equal(strlen(whole), length);
    /* A pointer is exact, and quoted where it is printed; every other text is one line.
     */
    for (size_t i = 0; i < length && text != SNAPGUARD_TEXT_POINTER; i++)
        assert_false((unsigned char)whole[i] < 0x20);
    for (size_t size = 0; size <= length + 2; size++)
        try_size(finding, text, show, size, whole, length);
}

static void try_report(const snapguard_report *report)
{
    for (size_t i = 0; i < snapguard_report_count(report); i++)
        for (int text = SNAPGUARD_TEXT_MESSAGE; text <= SNAPGUARD_TEXT_FIX; text++) {
            const snapguard_finding *finding = snapguard_report_finding(report, i);

            try_text(finding, (snapguard_text)text, true);
            try_text(finding, (snapguard_text)text, false);
        }
}

static void texts_fit_every_buffer(void **state)
{
    const sample *row = *state;
    checker judge = checker_new(NULL);
    const snapguard_report *report;

    assert_int_equal(
        snapguard_check(&report, judge.context, row->encoding, row->bytes, row->length),
        SNAPGUARD_OK);
    while (report) {
        try_report(report);
        assert_int_equal(snapguard_check_next(&report, judge.context), SNAPGUARD_OK);
    }
    checker_free(&judge);
}

/* Characters of one to four bytes, in a value and in a name: a cut may fall anywhere. */
/* clang-format off */
static sample wide[] = {
    {"wide characters in a value", SNAPGUARD_JSON,
     "{\"autoSnapshotPolicyName\":"
     "\"!a\xC3\xA9\xE5\xA4\x9C\xF0\xA0\xAE\xB7\xF0\xA0\xAE\xB7\"}", 0},
    {"wide characters in a name", SNAPGUARD_JSON,
     "{\"\xF0\xA0\xAE\xB7\xE5\xA4\x9C\xC3\xA9/~\\u0001\":1,"
     "\"\xF0\xA0\xAE\xB7\xE5\xA4\x9C\xC3\xA9/~\\u0001\":2}", 0},
};
/* clang-format on */

static void an_unknown_text_is_no_text(void **state)
{
    checker judge = checker_new(NULL);
    const snapguard_report *report = check_text(&judge, SNAPGUARD_JSON, "{}");
    char buffer[4] = "abc";

    (void)state;
    assert_true(
        snapguard_finding_text(
            snapguard_report_finding(report, 0), (snapguard_text)99, true, buffer,
            sizeof buffer) == SNAPGUARD_NO_TEXT);
    assert_string_equal(buffer, "");
    checker_free(&judge);
}

/* --------------------------------------------------------------------------- values */

typedef struct text_case {
    const char *name;
    const char *document;
    const char *rule;
    snapguard_text text;
    bool show_values;
    const char *expected; /* NULL: there is no such text */
} text_case;

/* clang-format off */
static text_case text_cases[] = {
    {"a message shows the value", "{" MEMBERS ",\"retentionDays\":0}",
     "retention-days-range", SNAPGUARD_TEXT_MESSAGE, true,
     "0 is not in 1 to 65535 days, nor -1"},
    {"a message without the value", "{" MEMBERS ",\"retentionDays\":0}",
     "retention-days-range", SNAPGUARD_TEXT_MESSAGE, false,
     "this value is not in 1 to 65535 days, nor -1"},
    {"the value is its JSON text", "{" BASE ",\"Tag\":[{\"Key\":\"acs:\\u0061\"}]}",
     "tag-key-prefix", SNAPGUARD_TEXT_VALUE, true, "\"acs:\\u0061\""},
    {"no value where none may be shown", "{" BASE ",\"Tag\":[{\"Key\":\"acs:a\"}]}",
     "tag-key-prefix", SNAPGUARD_TEXT_VALUE, false, NULL},
    {"what is missing has no value", "{" BASE "x\"}", "invalid-json",
     SNAPGUARD_TEXT_VALUE, true, NULL},
    {"a wire name has its number",
     "{" BASE ",\"Tag\":[{\"Key\":\"a\"},{\"Key\":\"acs:a\"}]}",
     "tag-key-prefix", SNAPGUARD_TEXT_PARAMETER, false, "Tag.2.Key"},
    {"a pointer has the index from 0",
     "{" BASE ",\"Tag\":[{\"Key\":\"a\"},{\"Key\":\"acs:a\"}]}",
     "tag-key-prefix", SNAPGUARD_TEXT_POINTER, false, "/Tag/1/Key"},
    {"a pointer escapes ~ and /", "{" BASE ",\"a~/b\":1}", "unknown-parameter",
     SNAPGUARD_TEXT_POINTER, true, "/a~0~1b"},
    {"a pointer into a string", "{" BASE ",\"TargetCopyRegions\":\"[\\\"X\\\"]\","
     "\"EnableCrossRegionCopy\":true}", "copy-target-region-format",
     SNAPGUARD_TEXT_INNER_POINTER, false, "/0"},
    {"no pointer into a value that is no list",
     "{" BASE ",\"Tag\":[{\"Key\":\"acs:a\"}]}",
     "tag-key-prefix", SNAPGUARD_TEXT_INNER_POINTER, true, NULL},
    {"the service's message", "{" BASE ",\"Tag\":[{\"Key\":\"acs:a\"}]}",
     "tag-key-prefix",
     SNAPGUARD_TEXT_API_MESSAGE, true, "The specified Tag.n.Key is not valid."},
    {"the service's message names what is missing", "{" MEMBERS ",\"retentionDays\":1}",
     "missing-parameter", SNAPGUARD_TEXT_API_MESSAGE, false,
     "The input parameter \"regionId\" that is mandatory for processing this request is "
     "not supplied."},
    {"advice has no answer", "{" BASE ",\"a\":1}", "unknown-parameter",
     SNAPGUARD_TEXT_API_MESSAGE, true, NULL},
    {"nothing is related to most findings", "{" BASE ",\"a\":1}", "unknown-parameter",
     SNAPGUARD_TEXT_RELATED, true, NULL},
    {"names are shown even so", "{" BASE ",\"TimePoints\":1}", "parameter-case",
     SNAPGUARD_TEXT_MESSAGE, false,
     "\"TimePoints\" is timePoints in another letter case"},
    {"a flat name is shown as a whole", "{" BASE ",\"tag.1.Key\":\"a\"}", "parameter-case",
     SNAPGUARD_TEXT_MESSAGE, true,
     "\"tag.1.Key\" is Tag.1.Key in another letter case"},
    {"a nested name by itself", "{" BASE ",\"Tag\":[{\"key\":\"a\"}]}", "parameter-case",
     SNAPGUARD_TEXT_MESSAGE, true, "\"key\" is Key in another letter case"},
    {"sixty-four characters of a value",
     "{" BASE ",\"ResourceGroupId\":"
     "[\"123456789 123456789 123456789 123456789 123456789 123456789 1\"]}",
     "parameter-type", SNAPGUARD_TEXT_VALUE, true,
     "[\"123456789 123456789 123456789 123456789 123456789 123456789 1\xE2\x80\xA6"},
};
/* clang-format on */

static void text_of_a_finding(void **state)
{
    const text_case *row = *state;
    checker judge = checker_new(NULL);
    const snapguard_finding *finding =
        finding_of(check_text(&judge, SNAPGUARD_JSON, row->document), row->rule);
    char buffer[LONGEST];
    size_t size;

    assert_non_null(finding);
    size = snapguard_finding_text(
        finding, row->text, row->show_values, buffer, sizeof buffer);
    if (row->expected)
        assert_string_equal(buffer, row->expected);
    assert_int_equal(size != SNAPGUARD_NO_TEXT, row->expected != NULL);
    checker_free(&judge);
}

/* ------------------------------------------------------------------------- canaries */

/* A value that must not be seen, where each rule would show it. `canary` is a stretch of
 * bytes that stands in no message of its own. */
typedef struct canary_case {
    const char *name;
    const char *canary;
    const char *document;
} canary_case;

/* clang-format off */
static canary_case canary_cases[] = {
    {"a region", "Qz", "{\"regionId\":\"Qzqz\"}"},
    {"an unknown region", "qz", "{\"regionId\":\"qz-qzqz\"}"},
    {"a region of the wrong type", "qz", "{\"regionId\":{\"qz\":\"qz\"}}"},
    {"a region that is a number", "417", "{\"regionId\":417}"},
    {"the start of a name", "~", "{\"autoSnapshotPolicyName\":\"~abc\"}"},
    {"a character of a name", "~", "{\"autoSnapshotPolicyName\":\"ab~c\"}"},
    {"a wide character of a name", "\xF0\x9F\x8D\x8B",
     "{\"autoSnapshotPolicyName\":\"ab\xF0\x9F\x8D\x8B\"}"},
    {"an escaped character of a name", "0001",
     "{\"autoSnapshotPolicyName\":\"ab\\u0001\"}"},
    {"a name that is a URL", "qz", "{\"autoSnapshotPolicyName\":\"http://qz\"}"},
    {"an hour", "417", "{\"timePoints\":\"[\\\"417\\\"]\"}"},
    {"an hour that is a number", "19", "{\"timePoints\":\"[19]\"}"},
    {"an hour twice", "19", "{\"timePoints\":\"[\\\"19\\\",\\\"19\\\"]\"}"},
    {"hours in disorder", "13", "{\"timePoints\":\"[\\\"19\\\",\\\"13\\\"]\"}"},
    {"hours next to each other", "13",
     "{\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"13\\\",\\\"14\\\"]\","
     "\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":30}"},
    {"an hour that is an object", "qz", "{\"timePoints\":\"[{\\\"qz\\\":\\\"qz\\\"}]\"}"},
    {"a key twice in an hour", "qz",
     "{\"timePoints\":\"[{\\\"qz\\\":1,\\\"qz\\\":2}]\"}"},
    {"hours that are no array", "qz", "{\"timePoints\":\"qz\"}"},
    {"hours that are a true array", "417", "{\"timePoints\":[\"417\"]}"},
    {"a weekday", "417", "{\"repeatWeekdays\":\"[\\\"417\\\",\\\"qz\\\"]\"}"},
    {"weekdays of the wrong type", "417", "{\"repeatWeekdays\":417}"},
    {"a retention", "70417", "{\"retentionDays\":70417}"},
    {"a retention that is text", "417", "{\"retentionDays\":\"417\"}"},
    {"a retention that is no integer", "qz", "{\"retentionDays\":\"qz\"}"},
    {"a boolean", "qz", "{\"EnableCrossRegionCopy\":\"qz\"}"},
    {"a boolean in capitals", "tRuE", "{\"EnableCrossRegionCopy\":\"tRuE\"}"},
    {"a retention of copies", "70417", "{\"CopiedSnapshotsRetentionDays\":70417}"},
    {"a target", "Qz", "{\"TargetCopyRegions\":\"[\\\"Qz\\\"]\"}"},
    {"an unknown target", "qz",
     "{\"EnableCrossRegionCopy\":true,\"TargetCopyRegions\":\"[\\\"qz-qz\\\"]\"}"},
    {"the policy's own region as target", "qz",
     "{\"regionId\":\"qz-qz\",\"EnableCrossRegionCopy\":true,"
     "\"TargetCopyRegions\":\"[\\\"qz-qz\\\"]\"}"},
    {"a key of the key service", "qz",
     "{\"CopyEncryptionConfiguration\":{\"Encrypted\":false,\"KMSKeyId\":\"qz\"}}"},
    {"a tag's key", "qz", "{\"Tag\":[{\"Key\":\"acs:qz\",\"Value\":\"v\"}]}"},
    {"a tag's key in capitals", "qz", "{\"Tag\":[{\"Key\":\"ACS:qz\"}]}"},
    {"a tag's key with a URL", "qz", "{\"Tag\":[{\"Key\":\"http://qz\"}]}"},
    {"a tag's key twice", "qz", "{\"Tag\":[{\"Key\":\"qz\"},{\"Key\":\"qz\"}]}"},
    {"a tag's value", "qz",
     "{\"Tag\":[{\"Key\":\"k\",\"Value\":\"acs:qz\"},"
     "{\"Key\":\"l\",\"Value\":\"https://qz\"}]}"},
    {"a tag that is no object", "qz", "{\"Tag\":[\"qz\"]}"},
    {"tags that are no array", "qz", "{\"Tag\":\"qz\"}"},
    {"the value of an unknown parameter", "qz", "{\"a\":\"qz\"}"},
    {"the value of a parameter that is not public", "qz",
     "{\"StorageLocationArn\":\"qz\"}"},
    {"the value of a parameter in other letters", "qz", "{\"REGIONID\":\"qz\"}"},
    {"the value of a repeated parameter", "qz", "{\"timePoints.1\":\"qz\"}"},
    {"the values of two equal keys", "qz",
     "{\"regionId\":\"qz-qz\",\"regionId\":\"qz-qz\"}"},
    {"a parameter in both forms", "qz",
     "{\"Tag\":[{\"Key\":\"qz\"}],\"Tag.1.Key\":\"qz\"}"},
    {"a request that is no object", "qz", "\"qz\""},
    {"a request that is not JSON", "qz", "qz"},
    {"another operation", "qz", "{\"Action\":\"qz\"}"},
};
/* clang-format on */

static void look_for(const snapguard_finding *finding, const char *canary)
{
    for (int text = SNAPGUARD_TEXT_MESSAGE; text <= SNAPGUARD_TEXT_FIX; text++) {
        char buffer[LONGEST];

        snapguard_finding_text(
            finding, (snapguard_text)text, false, buffer, sizeof buffer);
        if (strstr(buffer, canary))
            fail_msg("%s shows it: %s", snapguard_finding_rule(finding), buffer);
    }
}

static void a_value_is_not_shown(void **state)
{
    const canary_case *row = *state;
    checker judge = checker_new(NULL);
    const snapguard_report *report = check_text(&judge, SNAPGUARD_JSON, row->document);

    for (size_t i = 0; i < snapguard_report_count(report); i++)
        look_for(snapguard_report_finding(report, i), row->canary);
    checker_free(&judge);
}

/* ----------------------------------------------------------------------------- main */

int main(void)
{
    const struct CMUnitTest alone[] = {
        {wide[0].name, texts_fit_every_buffer, NULL, NULL, &wide[0]},
        {wide[1].name, texts_fit_every_buffer, NULL, NULL, &wide[1]},
        cmocka_unit_test(an_unknown_text_is_no_text),
    };
    struct CMUnitTest sizes[64] = {{0}};
    struct CMUnitTest texts[COUNT(text_cases)];
    struct CMUnitTest canaries[COUNT(canary_cases)];
    int failed;

    for (size_t i = 0; i < COUNT(wide); i++)
        wide[i].length = strlen(wide[i].bytes);
    ADD_ROWS(sizes, texts_fit_every_buffer, samples, sample_count);
    ADD_ROWS(texts, text_of_a_finding, text_cases, COUNT(text_cases));
    ADD_ROWS(canaries, a_value_is_not_shown, canary_cases, COUNT(canary_cases));
    failed = cmocka_run_group_tests_name("texts", alone, NULL, NULL);
    failed += cmocka_run_group_tests_name("buffer sizes", sizes, NULL, NULL);
    failed += cmocka_run_group_tests_name("what texts say", texts, NULL, NULL);
    failed += cmocka_run_group_tests_name("values not shown", canaries, NULL, NULL);
    return failed;
}
