/* A request as nested JSON, flat JSON, query, form, HTTP request and parts: the same
 * rules fire at the same parameters. */
#include "generate.h"
#include "judge.h"
#include "pack.h"
#include "pairs.h"
#include "parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GENERATED = 400, SPELLINGS = 4 };

/* Where encodings differ, and why. Whatever is not here is the same in all of them. */
static const struct exception {
    const char *rule;
    bool is_text_only; /* the others fire all the same */
    const char *reason;
} exceptions[] = {
    {"value-as-text",        true,  "in a query everything is text"                           },
    {"invalid-json",         false, "a query is no JSON, and breaks otherwise"                },
    {"not-an-object",        false, "a query always stands for an object"                     },
    {"duplicate-key",        false, "keys of one object; in a query it is duplicate-parameter"},
    {"list-instead-of-text", false, "a query has no arrays"                                   },
    {"limit-exceeded",       false, "depth and values are counted in JSON"                    },
};

static json_t *pack;
static rule_judge engine;
static size_t complete; /* requests that went every way */

static const struct exception *find_exception(const char *rule)
{
    for (size_t i = 0; i < COUNT(exceptions); i++)
        if (!strcmp(exceptions[i].rule, rule))
            return &exceptions[i];
    return NULL;
}

/* --------------------------------------------------------------------------- findings */

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static const char *verdict_of(const snapguard_report *report)
{
    static const char *const names[] = {
        "valid", "invalid", "undetermined", "not applicable"};

    return names[snapguard_report_verdict(report)];
}

/* Rules and parameters in an order of their own, but for what only JSON can say. */
static char *findings_of(const snapguard_report *report, bool is_json)
{
    char *lines[128];
    size_t count = 0;
    bytes text = {NULL, 0};

    assert_non_null(report);
    assert_true(snapguard_report_count(report) < COUNT(lines));
    for (size_t i = 0; i < snapguard_report_count(report); i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);
        const struct exception *exception =
            find_exception(snapguard_finding_rule(finding));

        if (is_json || !exception || !exception->is_text_only)
            lines[count++] = text_of(
                "%s %s", snapguard_finding_rule(finding),
                judge_text(finding, SNAPGUARD_TEXT_PARAMETER));
    }
    qsort(lines, count, sizeof *lines, compare_lines);
    bytes_say(&text, verdict_of(report));
    for (size_t i = 0; i < count; i++) {
        bytes_say(&text, "\n");
        bytes_say(&text, lines[i]);
        free(lines[i]);
    }
    return text.text;
}

static char *
check_as(snapguard_encoding encoding, const char *text, size_t size, bool is_json)
{
    return findings_of(judge_as(&engine, encoding, text, size), is_json);
}

static bool is_excepted(const char *findings)
{
    for (size_t i = 0; i < COUNT(exceptions); i++)
        if (!exceptions[i].is_text_only && strstr(findings, exceptions[i].rule))
            return true;
    return false;
}

/* One after the other, since cmocka cuts what is long. */
static void fail_with(
    const char *way, const char *expected, const char *findings, const char *nested,
    const char *text)
{
    print_error("%s\n", nested);
    print_error("%s\n%s\n", way, text);
    print_error("expected: %s\n", expected);
    fail_msg("%s", findings);
}

static void expect_same(
    const char *way, const char *expected, char *findings, const char *nested,
    const char *text)
{
    if (strcmp(expected, findings))
        fail_with(way, expected, findings, nested, text);
    free(findings);
}

/* ------------------------------------------------------------------------------- ways */

typedef struct subject {
    const char *nested;
    char *as_json; /* what is found in JSON, and in text */
    char *as_text;
    pair_list pairs;
    chance luck;
} subject;

/* Half of the time the header names the operation, and else a pair. */
static void name_it(http_parts *parts, bool has_action, bool by_header)
{
    header *at = parts->headers;

    while (at->name)
        at++;
    if (by_header && !has_action)
        *at = (header){"X-Acs-Action", "CreateAutoSnapshotPolicy"};
}

static bool has_action(const pair_list *pairs)
{
    for (size_t i = 0; i < pairs->count; i++)
        if (!strcmp(pairs->pairs[i].name, "Action"))
            return true;
    return false;
}

static void
check_parts(subject *self, const http_parts *parts, const char *expected, const char *way)
{
    feeding how = {
        .luck = &self->luck,
        .body_first = chance_below(&self->luck, 2),
        .headers_last = chance_below(&self->luck, 2),
    };
    bytes text = {NULL, 0};
    bool is_json = expected == self->as_json;

    http_write(parts, &text);
    expect_same(
        way, expected, check_as(SNAPGUARD_HTTP, text.text, text.size, is_json),
        self->nested, text.text);
    expect_same(
        way, expected, findings_of(http_feed(engine.context, parts, &how), is_json),
        self->nested, text.text);
    bytes_free(&text);
}

/* Some pairs in the query, and the others in an object of JSON. */
static void check_merged(subject *self, size_t in_query)
{
    bytes query = {NULL, 0};
    bytes body = {NULL, 0};
    http_parts parts = {.headers = {{"Content-Type", "APPLICATION/JSON;charset=UTF-8"}}};

    name_it(&parts, has_action(&self->pairs), true);
    pairs_write_query(&self->pairs, 0, in_query, &self->luck, &query);
    pairs_write_json(&self->pairs, in_query, self->pairs.count, &body);
    parts.query = query.text;
    parts.query_size = query.size;
    parts.body = body.text;
    parts.body_size = body.size;
    check_parts(self, &parts, self->as_text, "query and JSON");
    bytes_free(&query);
    bytes_free(&body);
}

/* Some pairs in the query, and the others in the form. */
static void check_split(subject *self, size_t in_query)
{
    bool given = has_action(&self->pairs);
    bool by_header = chance_below(&self->luck, 2);
    bytes query = {NULL, 0};
    bytes form = {NULL, 0};
    http_parts parts = {
        .headers = {{"Content-Type", "Application/X-WWW-Form-UrlEncoded; charset=x"}}};

    if (!given && !by_header)
        bytes_say(&query, "Action=CreateAutoSnapshotPolicy&");
    pairs_write_query(&self->pairs, 0, in_query, &self->luck, &query);
    pairs_write_query(&self->pairs, in_query, self->pairs.count, &self->luck, &form);
    name_it(&parts, given, by_header);
    parts.query = query.text;
    parts.query_size = query.size;
    parts.body = form.text;
    parts.body_size = form.size;
    check_parts(self, &parts, self->as_text, "query and form");
    bytes_free(&query);
    bytes_free(&form);
}

static void check_json_body(subject *self, const char *body, const char *way)
{
    http_parts parts = {
        .headers = {{"content-type", "application/json"}},
        .body = body,
        .body_size = strlen(body)};

    name_it(&parts, has_action(&self->pairs), true);
    check_parts(self, &parts, self->as_json, way);
}

static void check_text(subject *self)
{
    bytes query = {NULL, 0};

    pairs_write_query(&self->pairs, 0, self->pairs.count, &self->luck, &query);
    expect_same(
        "query", self->as_text, check_as(SNAPGUARD_QUERY, query.text, query.size, false),
        self->nested, query.text);
    expect_same(
        "form", self->as_text, check_as(SNAPGUARD_FORM, query.text, query.size, false),
        self->nested, query.text);
    bytes_free(&query);
    check_split(self, self->pairs.count);
    check_split(self, 0);
    check_split(self, chance_below(&self->luck, (uint32_t)self->pairs.count + 1));
    if (self->pairs.is_once)
        check_merged(self, chance_below(&self->luck, (uint32_t)self->pairs.count + 1));
}

static void check_flat(subject *self)
{
    bytes flat = {NULL, 0};

    pairs_write_json(&self->pairs, 0, self->pairs.count, &flat);
    expect_same(
        "flat", self->as_json, check_as(SNAPGUARD_JSON, flat.text, flat.size, true),
        self->nested, flat.text);
    check_json_body(self, flat.text, "flat JSON body");
    bytes_free(&flat);
}

/* Which of two values that contradict each other comes first does matter. */
static void check_every_way(subject *self)
{
    check_json_body(self, self->nested, "JSON body");
    if (!self->pairs.is_flat)
        return;
    if (self->pairs.is_once)
        check_flat(self);
    if (!self->pairs.is_text || is_excepted(self->as_json))
        return;
    complete++;
    for (int i = 0; i < SPELLINGS; i++) {
        check_text(self);
        if (!strstr(self->as_json, "duplicate-parameter"))
            pairs_shuffle(&self->pairs, &self->luck);
    }
}

/* False where only JSON can say what the text says. */
static bool subject_init(subject *self, const char *text, size_t size, uint64_t seed)
{
    json_t *request =
        json_loadb(text, size, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);

    if (!request)
        return false;
    self->nested = text;
    self->as_json = check_as(SNAPGUARD_JSON, text, size, true);
    self->as_text = findings_of(judge_as(&engine, SNAPGUARD_JSON, text, size), false);
    self->pairs = pairs_of(pack, request);
    self->luck.state = seed;
    json_decref(request);
    return true;
}

static void subject_free(subject *self)
{
    pairs_free(&self->pairs);
    free(self->as_json);
    free(self->as_text);
}

/* ------------------------------------------------------------------------------ tests */

typedef struct example {
    const json_t *json;
    uint64_t seed;
} example;

static void example_is_the_same_in_every_way(void **state)
{
    const example *row = *state;
    subject self;
    size_t size;
    char *text = pack_request(pack, row->json, &size);
    char *facts = pack_facts(row->json);

    judge_facts(&engine, facts);
    if (subject_init(&self, text, size, row->seed)) {
        check_every_way(&self);
        subject_free(&self);
    }
    judge_facts(&engine, NULL);
    free(facts);
    free(text);
}

static void generated_is_the_same_in_every_way(void **state)
{
    chance luck = {.state = *(const uint64_t *)*state};
    json_t *request = generate_request(&luck);
    char *text = json_dumps(request, JSON_COMPACT);
    subject self;

    assert_non_null(text);
    assert_true(subject_init(&self, text, strlen(text), luck.state));
    check_every_way(&self);
    subject_free(&self);
    free(text);
    json_decref(request);
}

/* Else the others would show little. */
static void most_go_every_way(void **state)
{
    (void)state;
    assert_in_range(complete, 600, 10000);
}

/* Each exception is a rule of the pack, so that none outlives its reason. */
static void exception_is_a_rule(void **state)
{
    const struct exception *row = *state;
    size_t found = 0;
    size_t i;
    json_t *rule;

    json_array_foreach (json_object_get(pack, "rules"), i, rule)
        found += !strcmp(json_string_value(json_object_get(rule, "id")), row->rule);
    assert_int_equal(found, 1);
}

static void add_examples(rule_suite *suite, const json_t *rule, const char *kind)
{
    const char *id = json_string_value(json_object_get(rule, "id"));
    size_t i;
    json_t *json;

    json_array_foreach (json_object_get(rule, kind), i, json) {
        example row = {json, 1 + suite->count};

        if (pack_encoding(json) == SNAPGUARD_JSON)
            suite_add_copy(
                suite, text_of("%s %ss #%zu in every encoding", id, kind, i),
                example_is_the_same_in_every_way, &row, sizeof row);
    }
}

int main(void)
{
    rule_suite suite = {0};
    size_t i;
    json_t *rule;
    int failures;

    pack = pack_load();
    judge_open(&engine, NULL);
    for (i = 0; i < COUNT(exceptions); i++)
        suite_add_copy(
            &suite, text_of("%s differs: %s", exceptions[i].rule, exceptions[i].reason),
            exception_is_a_rule, &exceptions[i], sizeof *exceptions);
    json_array_foreach (json_object_get(pack, "rules"), i, rule) {
        add_examples(&suite, rule, "accept");
        add_examples(&suite, rule, "reject");
    }
    for (uint64_t seed = 1; seed <= GENERATED; seed++)
        suite_add_copy(
            &suite, text_of("request made by chance #%u", (unsigned)seed),
            generated_is_the_same_in_every_way, &(uint64_t){seed * 0x9E3779B97F4A7C15},
            sizeof(uint64_t));
    suite_add(&suite, text_of("most requests go every way"), most_go_every_way, NULL);
    failures = suite_run(&suite, "encodings");
    judge_close(&engine);
    json_decref(pack);
    return failures;
}
