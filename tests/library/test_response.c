/* The service's own answers: their statuses, the page's messages byte for byte, and not a
 * byte of the request. */
#include "engines.h"
#include "renderings.h"
#include "rules/pack.h"
#include "samples.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PLACES "\"timePoints\":\"[\\\"1\\\"]\",\"repeatWeekdays\":\"[\\\"1\\\"]\""
#define MEMBERS "\"regionId\":\"cn-hangzhou\"," PLACES
#define GOOD "{" MEMBERS ",\"retentionDays\":30}"
#define INVALID_PARAMETER_TEXT "The specified parameter is not valid"

/* ------------------------------------------------------------------------- the page */

enum { NONE = -3, MISSING_PARAMETER = -2, INVALID_PARAMETER = -1 };
enum row_number {
#define ROW(id, status, code, message) id,
#include "rules/expectations.def"
    ROW_COUNT
};

typedef enum answer_kind { NOTHING, FIXED, PARAMETERS, REQUIRED } answer_kind;

typedef struct page_row {
    int status;
    const char *code;
    const char *message;
} page_row;

typedef struct rule_case {
    const char *name; /* the rule's id */
    snapguard_severity severity;
    answer_kind answer;
    int row;
} rule_case;

static const page_row rows[] = {
#define ROW(id, status, code, message) {status, code, message},
#include "rules/expectations.def"
};

static const page_row invalid_parameter = {
    400, "InvalidParameter", INVALID_PARAMETER_TEXT};

static const rule_case rules[] = {
#define RULE(id, severity, category, answer, row, basis)                                 \
    {id, SNAPGUARD_##severity, answer, row},
#include "rules/expectations.def"
};

/* What the service answers by a rule, whatever the request, or NULL. */
static const page_row *answer_of(const rule_case *rule)
{
    if (rule->answer != FIXED || rule->row == MISSING_PARAMETER)
        return NULL;
    return rule->row == INVALID_PARAMETER ? &invalid_parameter : &rows[rule->row];
}

static void expect_body(const page_row *row, const char *body)
{
    char expected[512];

    snprintf(
        expected, sizeof expected,
        "{\"RequestId\":\"\",\"Code\":\"%s\",\"Message\":\"%s\"}", row->code,
        row->message);
    assert_string_equal(body, expected);
}

static void a_rule_answers_as_the_page_does(void **state)
{
    const rule_case *rule = *state;
    const page_row *row = answer_of(rule);
    checker judge = checker_new(NULL);
    char body[512] = "#";
    int status = -1;
    size_t size = snapguard_render_rule_error(
        judge.engine, rule->name, NULL, &status, body, sizeof body);

    if (row) {
        expect_body(row, body);
        assert_int_equal(size, strlen(body));
        assert_int_equal(status, row->status);
    } else {
        assert_true(size == SNAPGUARD_NO_TEXT);
        assert_string_equal(body, "");
        assert_int_equal(status, 0);
    }
    checker_free(&judge);
}

static void no_rule_has_no_answer(void **state)
{
    static const char *const ids[] = {"", "policy", "policy-quota ", "QuotaExceed", "*"};
    checker judge = checker_new(NULL);

    (void)state;
    for (size_t i = 0; i < COUNT(ids); i++) {
        char body[8] = "#";
        int status = -1;

        assert_true(
            snapguard_render_rule_error(
                judge.engine, ids[i], NULL, &status, body, sizeof body) ==
            SNAPGUARD_NO_TEXT);
        assert_int_equal(status, 0);
        assert_string_equal(body, "");
        assert_true(
            snapguard_render_rule_error(judge.engine, ids[i], NULL, NULL, NULL, 0) ==
            SNAPGUARD_NO_TEXT);
    }
    checker_free(&judge);
}

/* A severity of one's own does not change what the service says. */
static void a_rule_that_is_off_still_has_its_answer(void **state)
{
    snapguard_options *options = options_new();
    checker judge;
    char body[512];

    (void)state;
    assert_int_equal(
        snapguard_options_set_severity(options, "*", SNAPGUARD_OFF), SNAPGUARD_OK);
    judge = checker_new(options);
    snapguard_render_rule_error(
        judge.engine, "policy-quota", NULL, NULL, body, sizeof body);
    expect_body(&rows[QUOTA_EXCEED], body);
    checker_free(&judge);
}

/* -------------------------------------------------------------- the pack's examples */

static const json_t *pack;

static void set_facts(checker *judge, const json_t *example, snapguard_facts **facts)
{
    char *text = pack_facts(example);

    *facts = NULL;
    if (text)
        assert_int_equal(
            snapguard_facts_new(facts, judge->engine, text, strlen(text), NULL),
            SNAPGUARD_OK);
    snapguard_context_set_facts(judge->context, *facts);
    free(text);
}

static void expect_answer(const rule_case *rule, const snapguard_report *report)
{
    const page_row *row = answer_of(rule);
    char *body = rendering_text(&renderings[0], report);

    if (rule->severity != SNAPGUARD_ERROR) {
        assert_int_equal(snapguard_report_http_status(report), 200);
        assert_null(body);
    } else if (row) {
        char plain[512];

        assert_int_equal(snapguard_report_http_status(report), row->status);
        snapguard_render_error(
            report, NULL, SNAPGUARD_BODY_DOCUMENTED, plain, sizeof plain);
        expect_body(row, plain);
    } else {
        assert_non_null(body);
    }
    free(body);
}

/* What a rule rejects is answered by that rule's row, and by no other. */
static void a_rejected_example_is_answered_so(void **state)
{
    const rule_case *rule = *state;
    size_t number = (size_t)(rule - rules);
    const json_t *entry = json_array_get(json_object_get(pack, "rules"), number);
    checker judge = checker_new(NULL);
    size_t i;
    json_t *example;

    json_array_foreach (json_object_get(entry, "reject"), i, example) {
        size_t size;
        char *request = pack_request(pack, example, &size);
        snapguard_facts *facts;
        const snapguard_report *report;

        if (pack_is_yaml(example)) {
            free(request);
            continue;
        }
        set_facts(&judge, example, &facts);
        assert_int_equal(
            snapguard_check(
                &report, judge.context, pack_encoding(example), request, size),
            SNAPGUARD_OK);
        expect_answer(rule, report);
        snapguard_context_set_facts(judge.context, NULL);
        snapguard_facts_free(facts);
        free(request);
    }
    checker_free(&judge);
}

/* ------------------------------------------------------------------------- statuses */

typedef struct status_case {
    const char *name;
    snapguard_encoding encoding;
    const char *document; /* NULL: more bytes than the limit */
    int status;
    const char *code; /* NULL: there is no error body */
} status_case;

#define POST(type, length)                                                               \
    "POST / HTTP/1.1\r\nHost: a\r\n"                                                     \
    "x-acs-action: CreateAutoSnapshotPolicy\r\nContent-Type: " type                      \
    "\r\nContent-Length: " #length "\r\n\r\n"

/* clang-format off */
static const status_case statuses[] = {
    {"a valid request", SNAPGUARD_JSON, GOOD, 200, NULL},
    {"one with a warning", SNAPGUARD_JSON, "{" MEMBERS ",\"retentionDays\":-1,\"a\":1}", 200,
     NULL},
    {"another operation", SNAPGUARD_JSON, "{\"Action\":\"DescribeDisks\"}", 200, NULL},
    {"an answer of 403", SNAPGUARD_JSON, "{" MEMBERS ",\"retentionDays\":0}", 403,
     "ParameterInvalid"},
    {"an answer of 400", SNAPGUARD_JSON,
     "{" MEMBERS ",\"retentionDays\":1,\"Tag\":[{\"Key\":\"acs:\"}]}", 400,
     "InvalidTagKey.Malformed"},
    {"a parameter that is missing", SNAPGUARD_JSON, "{" MEMBERS "}", 400, "MissingParameter"},
    {"the first answer wins", SNAPGUARD_JSON,
     "{\"Tag\":[{\"Key\":\"acs:\"}]," PLACES ",\"retentionDays\":0,\"regionId\":\"X\"}", 403,
     "ParameterInvalid"},
    {"an answer wins over an error that has none", SNAPGUARD_JSON,
     "{" MEMBERS ",\"retentionDays\":0,\"retentionDays\":0}", 403, "ParameterInvalid"},
    {"a fault that the page has no answer for", SNAPGUARD_JSON,
     "{" MEMBERS ",\"retentionDays\":30,\"retentionDays\":30}", 400, "InvalidParameter"},
    {"what is not JSON", SNAPGUARD_JSON, "{", 400, "InvalidParameter"},
    {"what is no object", SNAPGUARD_JSON, "[]", 400, "InvalidParameter"},
    {"a query that is not UTF-8", SNAPGUARD_QUERY, "regionId=%FF", 400, "InvalidParameter"},
    {"a type that is not read", SNAPGUARD_HTTP, POST("text/plain", 1) "x", 400,
     "InvalidParameter"},
    {"HTTP that is none", SNAPGUARD_HTTP, "x", 400, "InvalidParameter"},
    {"too many levels", SNAPGUARD_JSON,
     "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", 400, "InvalidParameter"},
    {"too many bytes of JSON", SNAPGUARD_JSON, NULL, 413, "InvalidParameter"},
    {"too many bytes of a query", SNAPGUARD_QUERY, NULL, 413, "InvalidParameter"},
    {"too many bytes of a form", SNAPGUARD_FORM, NULL, 413, "InvalidParameter"},
};
/* clang-format on */

static void assert_code(const snapguard_report *report, const char *code)
{
    char *body = rendering_text(&renderings[0], report);
    json_t *value;

    if (!code) {
        assert_null(body);
        return;
    }
    assert_non_null(body);
    value = rendering_parse(body);
    assert_string_equal(json_string_value(json_object_get(value, "Code")), code);
    if (!strcmp(code, "InvalidParameter"))
        assert_string_equal(
            json_string_value(json_object_get(value, "Message")), INVALID_PARAMETER_TEXT);
    json_decref(value);
    free(body);
}

static void a_status_is_answered(void **state)
{
    static char many[131073];
    const status_case *row = *state;
    checker judge = checker_new(NULL);
    const snapguard_report *report;

    memset(many, 'a', sizeof many);
    assert_int_equal(
        snapguard_check(
            &report, judge.context, row->encoding, row->document ? row->document : many,
            row->document ? strlen(row->document) : sizeof many),
        SNAPGUARD_OK);
    assert_int_equal(snapguard_report_http_status(report), row->status);
    assert_code(report, row->code);
    checker_free(&judge);
}

static void a_body_that_is_fed_may_be_too_large(void **state)
{
    static const char action[] = "CreateAutoSnapshotPolicy";
    static char many[70000];
    checker judge = checker_new(NULL);
    const snapguard_report *report;

    (void)state;
    memset(many, 'a', sizeof many);
    snapguard_begin(judge.context);
    assert_int_equal(
        snapguard_feed_header(
            judge.context, "x-acs-action", 12, action, sizeof action - 1),
        SNAPGUARD_OK);
    assert_int_equal(
        snapguard_feed_query(judge.context, many, sizeof many), SNAPGUARD_OK);
    assert_int_equal(snapguard_feed_body(judge.context, many, sizeof many), SNAPGUARD_OK);
    assert_int_equal(snapguard_finish(&report, judge.context), SNAPGUARD_OK);
    assert_int_equal(snapguard_report_http_status(report), 413);
    checker_free(&judge);
}

/* The rule is off: nobody knows what it was, so it is no error. */
static void what_is_undetermined_is_no_error(void **state)
{
    snapguard_options *options = options_new();
    checker judge;
    const snapguard_report *report;

    (void)state;
    assert_int_equal(
        snapguard_options_set_severity(options, "invalid-json", SNAPGUARD_OFF),
        SNAPGUARD_OK);
    judge = checker_new(options);
    report = check_text(&judge, SNAPGUARD_JSON, "{");
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_UNDETERMINED);
    assert_int_equal(snapguard_report_http_status(report), 200);
    assert_null(rendering_text(&renderings[0], report));
    checker_free(&judge);
}

/* --------------------------------------------------------------------------- bodies */

typedef struct body_case {
    const char *name;
    const char *document;
    snapguard_body body;
    const snapguard_identity *identity;
    const char *expected;
} body_case;

static const snapguard_identity whole_identity = {"473469C7", "ecs.aliyuncs.com", "a?b"};
static const snapguard_identity request_only = {"473469C7", NULL, NULL};
static const snapguard_identity no_request = {NULL, "ecs.aliyuncs.com", NULL};

#define RETENTION                                                                        \
    "\"Code\":\"ParameterInvalid\","                                                     \
    "\"Message\":\"The specified RetentionDays parameter is invalid.\""

/* clang-format off */
static const body_case bodies[] = {
    {"no identity", "{" MEMBERS ",\"retentionDays\":0}", SNAPGUARD_BODY_DOCUMENTED, NULL,
     "{\"RequestId\":\"\"," RETENTION "}"},
    {"a whole identity", "{" MEMBERS ",\"retentionDays\":0}", SNAPGUARD_BODY_DOCUMENTED,
     &whole_identity,
     "{\"RequestId\":\"473469C7\",\"HostId\":\"ecs.aliyuncs.com\"," RETENTION
     ",\"Recommend\":\"a?b\"}"},
    {"a request id only", "{" MEMBERS ",\"retentionDays\":0}", SNAPGUARD_BODY_DOCUMENTED,
     &request_only, "{\"RequestId\":\"473469C7\"," RETENTION "}"},
    {"a host only", "{" MEMBERS ",\"retentionDays\":0}", SNAPGUARD_BODY_DOCUMENTED,
     &no_request, "{\"RequestId\":\"\",\"HostId\":\"ecs.aliyuncs.com\"," RETENTION "}"},
    {"quotes of a message are escaped", "{" MEMBERS "}", SNAPGUARD_BODY_DOCUMENTED, NULL,
     "{\"RequestId\":\"\",\"Code\":\"MissingParameter\",\"Message\":\"The input parameter "
     "\\\"retentionDays\\\" that is mandatory for processing this request is not supplied.\"}"},
    {"every error without values",
     "{" MEMBERS ",\"retentionDays\":0,\"Tag\":[{\"Key\":\"a\"},{\"Key\":\"acs:x\"}],"
     "\"b\":1,\"Tag\":1}",
     SNAPGUARD_BODY_EXTENDED, &whole_identity,
     "{\"RequestId\":\"473469C7\",\"HostId\":\"ecs.aliyuncs.com\"," RETENTION
     ",\"Recommend\":\"a?b\",\"Violations\":["
     "{\"Rule\":\"duplicate-key\","
     "\"Message\":\"this name stands twice in one object\"},"
     "{\"Rule\":\"retention-days-range\",\"Parameter\":\"retentionDays\","
     "\"Message\":\"this value is not in 1 to 65535 days, nor -1\","
     "\"Code\":\"ParameterInvalid\",\"HttpStatus\":403},"
     "{\"Rule\":\"tag-key-prefix\",\"Parameter\":\"Tag.2.Key\","
     "\"Message\":\"this value begins with acs: or aliyun\","
     "\"Code\":\"InvalidTagKey.Malformed\",\"HttpStatus\":400}]}"},
    {"an error without parameter and code", "{", SNAPGUARD_BODY_EXTENDED, NULL,
     "{\"RequestId\":\"\",\"Code\":\"InvalidParameter\",\"Message\":\"" INVALID_PARAMETER_TEXT
     "\",\"Violations\":[{\"Rule\":\"invalid-json\","
     "\"Message\":\"not JSON: a key in double quotes is expected here\"}]}"},
};
/* clang-format on */

static void a_body_is_what_is_expected(void **state)
{
    const body_case *row = *state;
    checker judge = checker_new(NULL);
    const snapguard_report *report = check_text(&judge, SNAPGUARD_JSON, row->document);
    char body[2048];

    snapguard_render_error(report, row->identity, row->body, body, sizeof body);
    assert_string_equal(body, row->expected);
    checker_free(&judge);
}

typedef struct success_case {
    const char *name;
    const char *policy_id;
    const snapguard_identity *identity;
    const char *expected;
} success_case;

static const success_case successes[] = {
    {"a policy and a request", "sp-bp1dgzpaxwc4load****", &whole_identity,
     "{\"AutoSnapshotPolicyId\":\"sp-bp1dgzpaxwc4load****\",\"RequestId\":\"473469C7\"}"                                       },
    {"neither",                NULL,                      NULL,            "{\"AutoSnapshotPolicyId\":\"\",\"RequestId\":\"\"}"},
    {"a request without id",   "sp-1",                    &no_request,
     "{\"AutoSnapshotPolicyId\":\"sp-1\",\"RequestId\":\"\"}"                                                                  },
};

static void a_success_is_what_is_expected(void **state)
{
    const success_case *row = *state;
    char body[256];
    size_t size =
        snapguard_render_success(row->policy_id, row->identity, body, sizeof body);

    assert_string_equal(body, row->expected);
    assert_int_equal(size, strlen(body));
}

/* ------------------------------------------------------------------------- canaries */

/* What must not be seen: no text of ours has it. */
#define CANARY "qZx"
#define TEN CANARY CANARY CANARY CANARY CANARY CANARY CANARY CANARY CANARY CANARY
#define LONG_TAG "\"aliyun" TEN TEN TEN TEN TEN "\""

static const char *const values[] = {
    "\"qZx\"",
    "\"qZx\\u0001\\\"\"",
    "\"acs:qZx\"",
    "\"http://qZx\"",
    "\"[qZx\"",
    "\"[\\\"qZx\\\"]\"",
    "{\"qZx\":\"qZx\"}",
    "[\"qZx\"]",
    "[{\"qZx\":1,\"Key\":\"qZx\"}]",
    LONG_TAG,
};

static void assert_unseen(const snapguard_report *report)
{
    for (size_t i = 0; i < rendering_count; i++) {
        char *text =
            renderings[i].is_body ? rendering_text(&renderings[i], report) : NULL;

        if (text && strstr(text, CANARY))
            fail_msg("%s shows it: %s", renderings[i].name, text);
        free(text);
    }
}

static void look(checker *judge, snapguard_encoding encoding, const char *document)
{
    assert_unseen(check_text(judge, encoding, document));
}

/* {NAME: VALUE}, alone and beside what else is needed, once and twice. */
static void look_at_member(checker *judge, const char *name, const char *value)
{
    static const char *const formats[] = {
        "{\"%s\":%s}",
        "{\"EnableCrossRegionCopy\":true,\"%s\":%s," MEMBERS ",\"retentionDays\":1}",
        "{\"%s\":%s,\"%s\":%s}",
        "{\"Tag\":[{\"Key\":\"k\",\"%s\":%s}]," MEMBERS ",\"retentionDays\":1}",
        "{\"CopyEncryptionConfiguration\":{\"%s\":%s}," MEMBERS ",\"retentionDays\":1}",
    };
    char document[2048];

    for (size_t i = 0; i < COUNT(formats); i++) {
        /* The formats stand in this table, and take pairs of name and value. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        snprintf(document, sizeof document, formats[i], name, value, name, value);
#pragma GCC diagnostic pop
        look(judge, SNAPGUARD_JSON, document);
    }
}

typedef struct name_case {
    const char *name;
} name_case;

/* Those of the page, and what looks like them. */
static const name_case names[] = {
#define PARAMETER(name, required, row) {name},
#include "rules/expectations.def"
    {"Tag"},
    {"Key"},
    {"Value"},
    {"Encrypted"},
    {"KMSKeyId"},
    {"CopyEncryptionConfiguration"},
    {"Tag.1.Key"},
    {"Tag.2.Value"},
    {"Tag.21.Key"},
    {"CopyEncryptionConfiguration.Arn.1.RoleType"},
    {"RegionId"},
    {"timePoints.1"},
    {"repeatWeekdays.1"},
    {"TargetTags"},
    {"Action"},
    {"Version"},
    {"Signature"},
    {"$schema"},
    {"qZx"},
    {"Tag.qZx"},
    {"Tag.1.qZx"},
    {"qZx.1.Key"},
    {"timePoints.qZx"},
    {"regionIdqZx"},
    {"retentionDayqZx"},
    {"CopyEncryptionConfiguration.qZx"},
    {"\\u0071Zx\\\""},
};

static void no_value_of_a_member_is_seen(void **state)
{
    const name_case *row = *state;
    checker judge = checker_new(NULL);

    for (size_t i = 0; i < COUNT(values); i++)
        look_at_member(&judge, row->name, values[i]);
    checker_free(&judge);
}

/* The same as a query, a form and raw HTTP. */
static void no_value_of_a_pair_is_seen(void **state)
{
    static const char *const pairs[] = {
        "%s=qZx",
        "%s=qZx&%s=qZx%%22",
        "%s=%%5B%%22qZx%%22%%5D",
        "%s=acs:qZx&EnableCrossRegionCopy=true",
        "%s=qZx%%FF",
        "%s=qZx%%q",
    };
    const name_case *row = *state;
    checker judge = checker_new(NULL);
    char pair[256];
    char document[1024];

    for (size_t i = 0; i < COUNT(pairs); i++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        snprintf(pair, sizeof pair, pairs[i], row->name, row->name);
#pragma GCC diagnostic pop
        look(&judge, SNAPGUARD_QUERY, pair);
        look(&judge, SNAPGUARD_FORM, pair);
        snprintf(
            document, sizeof document,
            "POST /?%s HTTP/1.1\r\nHost: qZx\r\nx-acs-action: CreateAutoSnapshotPolicy"
            "\r\nContent-Length: %zu\r\n\r\n%s",
            pair, strlen(pair), pair);
        look(&judge, SNAPGUARD_HTTP, document);
    }
    checker_free(&judge);
}

typedef struct document_case {
    const char *name;
    snapguard_encoding encoding;
    const char *document;
} document_case;

/* clang-format off */
static const document_case documents[] = {
    {"a name in other letters", SNAPGUARD_JSON, "{\"REGIONID\":\"qZx\",\"TIMEPoints\":1}"},
    {"not JSON", SNAPGUARD_JSON, "qZx"},
    {"a string", SNAPGUARD_JSON, "\"qZx\""},
    {"another operation in a header", SNAPGUARD_HTTP,
     "GET /?Action=CreateAutoSnapshotPolicy HTTP/1.1\r\nHost: a\r\nx-acs-action: qZx\r\n\r\n"},
    {"another version in a header", SNAPGUARD_HTTP,
     "GET /?Action=CreateAutoSnapshotPolicy&Version=2014-05-26 HTTP/1.1\r\nHost: a\r\n"
     "x-acs-version: qZx\r\n\r\n"},
    {"a type that is not read", SNAPGUARD_HTTP, POST("text/qZx", 3) "qZx"},
    {"a target that is none", SNAPGUARD_HTTP, "qZx qZx HTTP/qZx\r\n\r\n"},
    {"a header that is none", SNAPGUARD_HTTP, "GET / HTTP/1.1\r\nqZx\r\n\r\n"},
    {"a body of JSON", SNAPGUARD_HTTP, POST("application/json", 33)
     "{\"qZx\":1,\"qZx\":2,\"regionId\":\"qZx\"}"},
};
/* clang-format on */

static void nothing_of_a_document_is_seen(void **state)
{
    const document_case *row = *state;
    checker judge = checker_new(NULL);

    look(&judge, row->encoding, row->document);
    checker_free(&judge);
}

/* A name is the request's own where it is in other letters, or unknown. */
static void no_name_is_seen_as_it_is_written(void **state)
{
    static const char *const names_in_other_letters[] = {
        "REGIONID", "TIMEPOINTS", "tag.1.KEY", "copyencryptionconfiguration.kmskeyid",
        "TIMEPOINTS.1"};
    checker judge = checker_new(NULL);
    char query[128];

    (void)state;
    for (size_t i = 0; i < COUNT(names_in_other_letters); i++) {
        char *body;

        snprintf(query, sizeof query, "%s=1", names_in_other_letters[i]);
        body = rendering_text(&renderings[1], check_text(&judge, SNAPGUARD_QUERY, query));
        assert_non_null(body);
        assert_null(strstr(body, names_in_other_letters[i]));
        free(body);
    }
    checker_free(&judge);
}

/* A key that facts do not know goes into the message of the service, where the page says
 * "%s": it stays. */
static void a_key_that_is_not_found_is_not_seen(void **state)
{
    static const char facts_text[] = "{\"kms\":{\"keys\":{\"cn-shanghai\":{}}}}";
    static const char request[] =
        "{" MEMBERS ",\"retentionDays\":1,\"EnableCrossRegionCopy\":true,"
        "\"TargetCopyRegions\":\"[\\\"cn-shanghai\\\"]\","
        "\"CopyEncryptionConfiguration\":{\"Encrypted\":true,\"KMSKeyId\":\"qZx\"}}";
    checker judge = checker_new(NULL);
    snapguard_facts *facts;
    char body[512];

    (void)state;
    assert_int_equal(
        snapguard_facts_new(
            &facts, judge.engine, facts_text, sizeof facts_text - 1, NULL),
        SNAPGUARD_OK);
    snapguard_context_set_facts(judge.context, facts);
    look(&judge, SNAPGUARD_JSON, request);
    snapguard_render_error(
        check_text(&judge, SNAPGUARD_JSON, request), NULL, SNAPGUARD_BODY_DOCUMENTED,
        body, sizeof body);
    expect_body(&rows[KEY_NOT_FOUND], body);
    snapguard_context_free(judge.context);
    snapguard_facts_free(facts);
    snapguard_engine_free(judge.engine);
}

/* ------------------------------------------------------------------------------- main */

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(no_rule_has_no_answer),
        cmocka_unit_test(a_rule_that_is_off_still_has_its_answer),
        cmocka_unit_test(a_body_that_is_fed_may_be_too_large),
        cmocka_unit_test(what_is_undetermined_is_no_error),
        cmocka_unit_test(a_key_that_is_not_found_is_not_seen),
        cmocka_unit_test(no_name_is_seen_as_it_is_written),
    };
    struct CMUnitTest by_rule[COUNT(rules)];
    struct CMUnitTest examples[COUNT(rules)];
    struct CMUnitTest by_status[COUNT(statuses)];
    struct CMUnitTest whole[COUNT(bodies)];
    struct CMUnitTest good[COUNT(successes)];
    struct CMUnitTest members[COUNT(names)];
    struct CMUnitTest pairs[COUNT(names)];
    struct CMUnitTest others[COUNT(documents)];
    int failed;

    pack = pack_load();
    ADD_ROWS(by_rule, a_rule_answers_as_the_page_does, rules, COUNT(rules));
    ADD_ROWS(examples, a_rejected_example_is_answered_so, rules, COUNT(rules));
    ADD_ROWS(by_status, a_status_is_answered, statuses, COUNT(statuses));
    ADD_ROWS(whole, a_body_is_what_is_expected, bodies, COUNT(bodies));
    ADD_ROWS(good, a_success_is_what_is_expected, successes, COUNT(successes));
    ADD_ROWS(members, no_value_of_a_member_is_seen, names, COUNT(names));
    ADD_ROWS(pairs, no_value_of_a_pair_is_seen, names, COUNT(names));
    ADD_ROWS(others, nothing_of_a_document_is_seen, documents, COUNT(documents));
    failed = cmocka_run_group_tests_name("response", alone, NULL, NULL);
    failed += cmocka_run_group_tests_name("answers by rule", by_rule, NULL, NULL);
    failed += cmocka_run_group_tests_name("answers to examples", examples, NULL, NULL);
    failed += cmocka_run_group_tests_name("statuses", by_status, NULL, NULL);
    failed += cmocka_run_group_tests_name("bodies", whole, NULL, NULL);
    failed += cmocka_run_group_tests_name("success", good, NULL, NULL);
    failed += cmocka_run_group_tests_name("members not seen", members, NULL, NULL);
    failed += cmocka_run_group_tests_name("pairs not seen", pairs, NULL, NULL);
    failed += cmocka_run_group_tests_name("documents not seen", others, NULL, NULL);
    json_decref((json_t *)(uintptr_t)pack);
    return failed;
}
