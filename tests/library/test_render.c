/* Whatever is rendered fits every buffer, is JSON when it is whole, and says what the
 * report says. */
#include "engines.h"
#include "packs.h"
#include "renderings.h"
#include "samples.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GUARD = 16, ROUNDS = 4000 };

/* ------------------------------------------------------------------------ documents */

/* Requests that are written otherwise than the samples. */
#define PLAIN(name, encoding, text)                                                      \
    {                                                                                    \
        name, encoding, text, sizeof text - 1                                            \
    }

static const sample others[] = {
    PLAIN(
        "a query", SNAPGUARD_QUERY,
        "regionId=Hangzhou&timePoints=%5B%2224%22%2C1%5D&retentionDays=0&%22%5C%01=1&"
        "Tag.1.Key=acs%3A%22%E5%A4%9C&TimePoints=1&repeatWeekdays.1=1"),
    PLAIN("a query that is not UTF-8", SNAPGUARD_QUERY, "regionId=%FF&%C0%AF=1"),
    PLAIN("a form", SNAPGUARD_FORM, "regionId=%&a=b"),
    PLAIN(
        "raw HTTP with a query and a body", SNAPGUARD_HTTP,
        "POST /?regionId=Hangzhou HTTP/1.1\r\nHost: a\r\n"
        "x-acs-action: CreateAutoSnapshotPolicy\r\nContent-Type: application/json\r\n"
        "Content-Length: 43\r\n\r\n"
        "{\"regionId\":\"x\",\"Tag\":[{\"Key\":\"\xE5\xA4\x9C\"},{}]}"),
    PLAIN(
        "raw HTTP with a type that is not read", SNAPGUARD_HTTP,
        "POST / HTTP/1.1\r\nHost: a\r\nx-acs-action: CreateAutoSnapshotPolicy\r\n"
        "Content-Type: text/\xFF\"\\\r\nContent-Length: 1\r\n\r\nx"),
    PLAIN(
        "raw HTTP whose names contradict each other", SNAPGUARD_HTTP,
        "GET /?Action=Other%FF HTTP/1.1\r\nHost: a\r\n"
        "x-acs-action: CreateAutoSnapshotPolicy\r\nx-acs-version: \xFF\"\r\n\r\n"),
    PLAIN("raw HTTP that is none", SNAPGUARD_HTTP, "\xFF\xFE / HTTP/1.1\r\n\r\n"),
    PLAIN(
        "wide characters in a value", SNAPGUARD_JSON,
        "{\"autoSnapshotPolicyName\":"
        "\"!a\xC3\xA9\xE5\xA4\x9C\xF0\xA0\xAE\xB7\xF0\xA0\xAE\xB7\"}"),
    PLAIN(
        "wide characters in a name", SNAPGUARD_JSON,
        "{\"\xF0\xA0\xAE\xB7\xE5\xA4\x9C\xC3\xA9/~\\u0001\":1,"
        "\"\xF0\xA0\xAE\xB7\xE5\xA4\x9C\xC3\xA9/~\\u0001\":2}"),
    PLAIN(
        "escapes that an excerpt cuts", SNAPGUARD_JSON,
        "{\"regionId\":\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\""
        "\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\"}"),
};

typedef void visitor(const snapguard_report *report);

/* Every report of a document. */
static void visit(const sample *document, visitor *each)
{
    checker judge = checker_new(NULL);
    const snapguard_report *report;

    assert_int_equal(
        snapguard_check(
            &report, judge.context, document->encoding, document->bytes,
            document->length),
        SNAPGUARD_OK);
    while (report) {
        each(report);
        assert_int_equal(snapguard_check_next(&report, judge.context), SNAPGUARD_OK);
    }
    checker_free(&judge);
}

/* -------------------------------------------------------------------------- buffers */

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* How much of a text a buffer must hold: whole characters. */
static size_t kept_of(const char *text, size_t length, size_t size)
{
    size_t end = length < size ? length : size - 1;

    while (end > 0 && end < length && is_continuation(text[end]))
        end--;
    return end;
}

static void try_size(
    const rendering *row, const snapguard_report *report, const char *whole, size_t size)
{
    size_t length = strlen(whole);
    char *guarded = malloc(GUARD + size + GUARD);
    char *buffer = guarded + GUARD;
    size_t kept;

    assert_non_null(guarded);
    memset(guarded, '#', GUARD + size + GUARD);
    assert_int_equal(row->render(report, buffer, size), length);
    for (size_t i = 0; i < GUARD; i++) {
        assert_int_equal(guarded[i], '#');
        assert_int_equal(buffer[size + i], '#');
    }
    if (size > 0) {
        kept = kept_of(whole, length, size);
        assert_memory_equal(buffer, whole, kept);
        assert_int_equal(buffer[kept], '\0');
    }
    free(guarded);
}

/* Where there is nothing to render, the buffer is empty. */
static void assert_no_text(const rendering *row, const snapguard_report *report)
{
    char buffer[] = "###";

    assert_true(row->render(report, NULL, 0) == SNAPGUARD_NO_TEXT);
    assert_true(row->render(report, buffer, 1) == SNAPGUARD_NO_TEXT);
    assert_memory_equal(buffer, "\0##", 3);
    assert_true(row->render(report, buffer, sizeof buffer) == SNAPGUARD_NO_TEXT);
    assert_memory_equal(buffer, "\0##", 3);
}

/* Long texts are tried at their beginning and their end: in between they are the same. */
static void try_every_size(const rendering *row, const snapguard_report *report)
{
    char *whole = rendering_text(row, report);
    size_t length;

    if (!whole) {
        assert_no_text(row, report);
        return;
    }
    length = strlen(whole);
    for (size_t size = 0; size <= length + 2; size++)
        if (size < 1024 || size + 64 > length)
            try_size(row, report, whole, size);
    free(whole);
}

static void render_into_every_size(const snapguard_report *report)
{
    for (size_t i = 0; i < rendering_count; i++)
        try_every_size(&renderings[i], report);
}

static void fits_every_buffer(void **state)
{
    visit(*state, render_into_every_size);
}

static void an_error_by_its_rule_fits_every_buffer(void **state)
{
    const snapguard_identity identity = {"\xE5\xA4\x9C\"", "h", NULL};
    checker judge = checker_new(NULL);
    char whole[256];
    size_t length = snapguard_render_rule_error(
        judge.engine, "policy-quota", &identity, NULL, whole, sizeof whole);

    (void)state;
    assert_int_equal(strlen(whole), length);
    for (size_t size = 1; size <= length + 1; size++) {
        char *buffer = malloc(size);
        int status = 0;
        size_t kept = kept_of(whole, length, size);

        assert_non_null(buffer);
        assert_int_equal(
            snapguard_render_rule_error(
                judge.engine, "policy-quota", &identity, &status, buffer, size),
            length);
        assert_int_equal(status, 403);
        assert_memory_equal(buffer, whole, kept);
        assert_int_equal(buffer[kept], '\0');
        free(buffer);
    }
    checker_free(&judge);
}

/* ------------------------------------------------------------------------ any bytes */

static void parse_all(const snapguard_report *report)
{
    for (size_t i = 0; i < rendering_count; i++) {
        char *text = rendering_text(&renderings[i], report);

        if (text)
            json_decref(rendering_parse(text));
        free(text);
    }
}

static void is_json(void **state)
{
    visit(*state, parse_all);
}

static uint64_t random_next(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static const sample *any_document(uint64_t *seed)
{
    size_t i = random_next(seed) % (sample_count + COUNT(others));

    return i < sample_count ? &samples[i] : &others[i - sample_count];
}

static void mutate(char *bytes, size_t length, uint64_t *seed)
{
    static const char common[] = "{}[]\",:\\01&=%.+\r\n /;\xFF\xC0\xE5\xA4\x9C";

    for (uint64_t n = random_next(seed) % 5; length && n > 0; n--)
        bytes[random_next(seed) % length] =
            random_next(seed) % 4 ? common[random_next(seed) % (sizeof common - 1)]
                                  : (char)(random_next(seed) & 0xFF);
}

static void any_mutated_request_is_rendered_as_json(void **state)
{
    uint64_t seed = UINT64_C(0x5DEECE66D1234567);
    checker judge = checker_new(NULL);

    (void)state;
    for (int i = 0; i < ROUNDS; i++) {
        const sample *base = any_document(&seed);
        char *bytes = malloc(base->length ? base->length : 1);
        const snapguard_report *report;

        assert_non_null(bytes);
        memcpy(bytes, base->bytes, base->length);
        mutate(bytes, base->length, &seed);
        assert_int_equal(
            snapguard_check(&report, judge.context, base->encoding, bytes, base->length),
            SNAPGUARD_OK);
        parse_all(report);
        free(bytes);
    }
    checker_free(&judge);
}

/* ------------------------------------------------------------------------- identity */

typedef struct text_case {
    const char *name;
    const char *text;
    const char *expected; /* as a string of JSON */
} text_case;

#define REPLACED "\xEF\xBF\xBD"

/* clang-format off */
static const text_case texts[] = {
    {"plain text", "abc", "\"abc\""},
    {"nothing", "", "\"\""},
    {"quotes", "\"a\"", "\"\\\"a\\\"\""},
    {"backslashes", "\\n\\", "\"\\\\n\\\\\""},
    {"a slash stays", "a/b", "\"a/b\""},
    {"controls", "\x01\b\t\n\f\r\x1F", "\"\\u0001\\u0008\\u0009\\u000a\\u000c\\u000d\\u001f\""},
    {"the control behind them stays", "\x7F", "\"\x7F\""},
    {"characters of two, three and four bytes", "\xC3\xA9\xE5\xA4\x9C\xF0\xA0\xAE\xB7",
     "\"\xC3\xA9\xE5\xA4\x9C\xF0\xA0\xAE\xB7\""},
    {"the last code point", "\xF4\x8F\xBF\xBF", "\"\xF4\x8F\xBF\xBF\""},
    {"a line separator stays", "\xE2\x80\xA8", "\"\xE2\x80\xA8\""},
    {"a byte that never is UTF-8", "a\xFF" "b", "\"a" REPLACED "b\""},
    {"an overlong form", "\xC0\xAF", "\"" REPLACED REPLACED "\""},
    {"a surrogate", "\xED\xA0\x80", "\"" REPLACED REPLACED REPLACED "\""},
    {"one past the last code point", "\xF4\x90\x80\x80",
     "\"" REPLACED REPLACED REPLACED REPLACED "\""},
    {"a character that is cut off", "\xE5\xA4", "\"" REPLACED REPLACED "\""},
    {"a continuation alone", "\x80" "a", "\"" REPLACED "a\""},
};
/* clang-format on */

static void assert_member(const char *body, const char *key, const char *expected)
{
    char member[128];

    snprintf(member, sizeof member, "\"%s\":%s", key, expected);
    if (!strstr(body, member))
        fail_msg("no %s in %s", member, body);
    json_decref(rendering_parse(body));
}

static void an_identity_is_escaped(void **state)
{
    const text_case *row = *state;
    const snapguard_identity identity = {row->text, row->text, row->text};
    checker judge = checker_new(NULL);
    const snapguard_report *report = check_text(&judge, SNAPGUARD_JSON, "{}");
    char body[512];

    snapguard_render_error(report, &identity, SNAPGUARD_BODY_EXTENDED, body, sizeof body);
    snapguard_render_error(
        report, &identity, SNAPGUARD_BODY_DOCUMENTED, body, sizeof body);
    assert_member(body, "RequestId", row->expected);
    assert_member(body, "HostId", row->expected);
    assert_member(body, "Recommend", row->expected);
    snapguard_render_rule_error(
        judge.engine, "policy-quota", &identity, NULL, body, sizeof body);
    assert_member(body, "RequestId", row->expected);
    assert_member(body, "HostId", row->expected);
    assert_member(body, "Recommend", row->expected);
    snapguard_render_success(row->text, &identity, body, sizeof body);
    assert_member(body, "RequestId", row->expected);
    assert_member(body, "AutoSnapshotPolicyId", row->expected);
    checker_free(&judge);
}

/* --------------------------------------------------------------------------- report */

#define NOT_EVALUATED                                                                    \
    "['policy-quota','region-unsupported','account-balance','snapshot-service',"         \
    "'kms-not-activated','kms-not-activated-encrypted','kms-not-authorized',"            \
    "'kms-key-not-found','kms-key-disabled','kms-key-untagged','disk-category',"         \
    "'image-encryption']"
#define REPORT(verdict, line, diagnostics, errors, warnings, notices)                    \
    "{'schema':'snapguard/report/"                                                       \
    "1','tool':{'name':'snapguard','version':'" SNAPGUARD_VERSION                        \
    "','edition':'2024-04-11'},'requests':[{'file':null,'index':0,"                      \
    "'line':" #line ",'name':null,'verdict':'" verdict "','notEvaluated':" NOT_EVALUATED \
    "}],'diagnostics':[" diagnostics                                                     \
    "],'summary':{'files':0,'requests':1,'errors':" #errors ",'warnings':" #warnings     \
    ",'notices':" #notices "}}"
#define PLACE(line, column, byte)                                                        \
    "{'line':" #line ",'column':" #column ",'utf16':" #column ",'byte':" #byte "}"
#define GOOD                                                                             \
    "\"regionId\":\"cn-hangzhou\",\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":" \
    "30"

typedef struct report_case {
    const char *name;
    snapguard_encoding encoding;
    bool show_values;
    const char *document;
    const char *expected; /* ' is a quote, ` a quote inside of a string */
} report_case;

/* clang-format off */
#define HOUR(message, value)                                                             \
    "{'rule':'time-point-value','severity':'error','category':'api',"                    \
    "'message':'" message " is not an hour from 0 to 23','file':null,'index':0,"         \
    "'parameter':'timePoints','pointer':'/timePoints','innerPointer':'/1',"              \
    "'part':null,'range':{'start':" PLACE(2, 25, 26) ",'end':" PLACE(2, 31, 32) "},"     \
    "'value':" value ",'api':{'basis':'documented','httpStatus':403,"                    \
    "'code':'ParameterInvalid',"                                                         \
    "'message':'The specified TimePoints parameter is invalid.'},"                       \
    "'help':'use `23` for 23:00, or `0` for midnight (hours are UTC+8)','related':[],"   \
    "'fix':null,'url':'docs/rules.md#time-point-value','fingerprint':null,"              \
    "'suppressed':null}"

static const report_case reports[] = {
    {"a valid request", SNAPGUARD_JSON, true,
     "{" GOOD ",\"timePoints\":\"[\\\"1\\\"]\"}", REPORT("valid", 1, "", 0, 0, 0)},
    {"another operation", SNAPGUARD_JSON, true, "\n\n{\"Action\":\"DescribeDisks\"}",
     REPORT("not-applicable", 3, "", 0, 0, 0)},
    {"an hour inside of a string", SNAPGUARD_JSON, true,
     "{\n \"timePoints\": \"[\\\"0\\\", \\\"24\\\"]\"," GOOD "}",
     REPORT("invalid", 1, HOUR("`24`", "'`24`'"), 1, 0, 0)},
    {"the same without its value", SNAPGUARD_JSON, false,
     "{\n \"timePoints\": \"[\\\"0\\\", \\\"24\\\"]\"," GOOD "}",
     REPORT("invalid", 1, HOUR("this value", "null"), 1, 0, 0)},
    {"a name of a query, and a place that is related", SNAPGUARD_QUERY, true,
     "regionId=cn-hangzhou&timePoints=%5B%221%22%5D&repeatWeekdays=%5B%221%22%5D&"
     "retentionDays=30&regionId=a",
     REPORT("invalid", 1,
     "{'rule':'duplicate-parameter','severity':'error','category':'input',"
     "'message':'regionId is given twice','file':null,'index':0,'parameter':'regionId',"
     "'pointer':null,'innerPointer':null,'part':null,"
     "'range':{'start':" PLACE(1, 102, 101) ",'end':" PLACE(1, 103, 102) "},'value':'`a`',"
     "'api':null,'help':'give it once, nested or flat, in the query or in the body',"
     "'related':[{'message':'the first one is here','part':null,"
     "'range':{'start':" PLACE(1, 10, 9) ",'end':" PLACE(1, 21, 20) "}}],'fix':null,"
     "'url':'docs/rules.md#duplicate-parameter','fingerprint':null,'suppressed':null}",
     1, 0, 0)},
};
/* clang-format on */

/* A text with its quotes as JSON has them, to be freed. */
static char *quoted(const char *text)
{
    char *made = malloc(2 * strlen(text) + 1);
    char *p = made;

    assert_non_null(made);
    for (; *text; text++) {
        if (*text == '`')
            *p++ = '\\';
        *p++ = *text == '`' || *text == '\'' ? '"' : *text;
    }
    *p = '\0';
    return made;
}

static void a_report_is_what_is_expected(void **state)
{
    const report_case *row = *state;
    checker judge = checker_new(NULL);
    const snapguard_report *report = check_text(&judge, row->encoding, row->document);
    char *expected = quoted(row->expected);
    char text[4096];

    snapguard_render_report(report, row->show_values, text, sizeof text);
    json_decref(rendering_parse(expected));
    assert_string_equal(text, expected);
    free(expected);
    checker_free(&judge);
}

static size_t byte_of(const json_t *range, const char *end)
{
    const json_t *position = json_object_get(range, end);

    assert_true(json_is_integer(json_object_get(position, "byte")));
    return (size_t)json_integer_value(json_object_get(position, "byte"));
}

/* As snapguard_finding_edit() answers it. */
static void an_edit_has_its_place(void **state)
{
    static const char request[] = "{\"TimePoints\":\"[\\\"1\\\"]\"," GOOD "}";
    checker judge = checker_new(NULL);
    const snapguard_report *report = check_text(&judge, SNAPGUARD_JSON, request);
    char text[4096];
    snapguard_range range;
    json_t *rendered;
    json_t *edit;

    (void)state;
    assert_true(snapguard_render_report(report, true, text, sizeof text) < sizeof text);
    rendered = rendering_parse(text);
    edit = json_array_get(
        json_object_get(
            json_object_get(
                json_array_get(json_object_get(rendered, "diagnostics"), 0), "fix"),
            "edits"),
        0);
    assert_string_equal(json_string_value(json_object_get(edit, "text")), "timePoints");
    snapguard_finding_edit(snapguard_report_finding(report, 0), 0, &range, NULL, 0);
    assert_int_equal(range.start.byte, 2);
    assert_int_equal(byte_of(json_object_get(edit, "range"), "start"), 2);
    assert_int_equal(byte_of(json_object_get(edit, "range"), "end"), range.end.byte);
    json_decref(rendered);
    checker_free(&judge);
}

static void a_part_has_its_name(void **state)
{
    static const struct {
        const char *name;
        const char *value;
    } headers[] = {
        {"x-acs-action",  "CreateAutoSnapshotPolicy"},
        {"x-acs-version", "2014-05-26"              },
        {"content-type",  "application/json"        },
    };
    checker judge = checker_new(NULL);
    const snapguard_report *report;
    char text[16384];

    (void)state;
    snapguard_begin(judge.context);
    for (size_t i = 0; i < COUNT(headers); i++)
        assert_int_equal(
            snapguard_feed_header(
                judge.context, headers[i].name, strlen(headers[i].name), headers[i].value,
                strlen(headers[i].value)),
            SNAPGUARD_OK);
    assert_int_equal(
        snapguard_feed_query(judge.context, "Action=Other&regionId=X", 23), SNAPGUARD_OK);
    assert_int_equal(
        snapguard_feed_body(judge.context, "{\"retentionDays\":0}", 19), SNAPGUARD_OK);
    assert_int_equal(snapguard_finish(&report, judge.context), SNAPGUARD_OK);
    assert_true(snapguard_render_report(report, true, text, sizeof text) < sizeof text);
    json_decref(rendering_parse(text));
    assert_non_null(strstr(text, "\"part\":\"query\""));
    assert_non_null(strstr(text, "\"part\":\"body\""));
    checker_free(&judge);
}

/* docs/rules.md describes the documented rules alone. */
static void a_rule_of_a_pack_has_no_page(void **state)
{
    pack_text pack = pack_of_rules("{'id':'acme/x','severity':'error','at':'regionId',"
                                   "'check':'absent','message':'m'}");
    snapguard_options *options = options_new();
    checker by;
    char text[16384];

    (void)state;
    assert_int_equal(
        snapguard_options_add_pack(options, pack.bytes, pack.size), SNAPGUARD_OK);
    free(pack.bytes);
    by = checker_new(options);
    snapguard_render_report(
        check_text(&by, SNAPGUARD_JSON, "{\"regionId\":\"cn-hangzhou\"}"), true, text,
        sizeof text);
    json_decref(rendering_parse(text));
    assert_non_null(strstr(text, "\"acme/x\""));
    assert_non_null(strstr(text, "\"url\":null"));
    assert_non_null(strstr(text, "\"url\":\"docs/rules.md#missing-parameter\""));
    assert_null(strstr(text, "docs/rules.md#acme"));
    checker_free(&by);
}

/* What is not kept is counted. */
static void a_summary_counts_all(void **state)
{
    snapguard_options *options = options_new();
    checker judge;
    char text[4096];
    json_t *value;

    (void)state;
    assert_int_equal(
        snapguard_options_set_limit(options, SNAPGUARD_MAX_FINDINGS, 1), SNAPGUARD_OK);
    judge = checker_new(options);
    snapguard_render_report(
        check_text(&judge, SNAPGUARD_JSON, "{}"), true, text, sizeof text);
    value = rendering_parse(text);
    assert_int_equal(json_array_size(json_object_get(value, "diagnostics")), 1);
    assert_int_equal(
        json_integer_value(json_object_get(json_object_get(value, "summary"), "errors")),
        4);
    json_decref(value);
    checker_free(&judge);
}

/* The second request of an array says so. */
static void an_index_is_the_request_s(void **state)
{
    checker judge = checker_new(NULL);
    const snapguard_report *report =
        check_text(&judge, SNAPGUARD_JSON_REQUESTS, "[{},\n{\"regionId\":1}]");
    char text[16384];
    json_t *value;
    json_t *request;

    (void)state;
    assert_int_equal(snapguard_check_next(&report, judge.context), SNAPGUARD_OK);
    snapguard_render_report(report, true, text, sizeof text);
    value = rendering_parse(text);
    request = json_array_get(json_object_get(value, "requests"), 0);
    assert_int_equal(json_integer_value(json_object_get(request, "index")), 1);
    assert_int_equal(json_integer_value(json_object_get(request, "line")), 2);
    request = json_array_get(json_object_get(value, "diagnostics"), 0);
    assert_int_equal(json_integer_value(json_object_get(request, "index")), 1);
    json_decref(value);
    checker_free(&judge);
}

/* ----------------------------------------------------------------------------- main */

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(an_error_by_its_rule_fits_every_buffer),
        cmocka_unit_test(any_mutated_request_is_rendered_as_json),
        cmocka_unit_test(an_edit_has_its_place),
        cmocka_unit_test(a_part_has_its_name),
        cmocka_unit_test(a_rule_of_a_pack_has_no_page),
        cmocka_unit_test(a_summary_counts_all),
        cmocka_unit_test(an_index_is_the_request_s),
    };
    struct CMUnitTest sizes[64] = {{0}};
    struct CMUnitTest sizes_of_others[COUNT(others)];
    struct CMUnitTest json[COUNT(others)];
    struct CMUnitTest identities[COUNT(texts)];
    struct CMUnitTest whole[COUNT(reports)];
    int failed;

    ADD_ROWS(sizes, fits_every_buffer, samples, sample_count);
    ADD_ROWS(sizes_of_others, fits_every_buffer, others, COUNT(others));
    ADD_ROWS(json, is_json, others, COUNT(others));
    ADD_ROWS(identities, an_identity_is_escaped, texts, COUNT(texts));
    ADD_ROWS(whole, a_report_is_what_is_expected, reports, COUNT(reports));
    failed = cmocka_run_group_tests_name("render", alone, NULL, NULL);
    failed += cmocka_run_group_tests_name("buffer sizes", sizes, NULL, NULL);
    failed += cmocka_run_group_tests_name("other sizes", sizes_of_others, NULL, NULL);
    failed += cmocka_run_group_tests_name("JSON", json, NULL, NULL);
    failed += cmocka_run_group_tests_name("identities", identities, NULL, NULL);
    failed += cmocka_run_group_tests_name("reports", whole, NULL, NULL);
    return failed;
}
