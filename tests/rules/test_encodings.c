/* However a request is written, the same rules fire at the same parameters: nested and
 * flat JSON, query, form, HTTP with query, form or JSON, and fed in parts. For every
 * example of the pack that all of them can say, and for many requests that are made here.
 */
#include "judge.h"
#include "pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FINDINGS = 1000, MADE = 2000 };

/* Rules that are about an encoding, and so fire in one and not in another. */
static const struct {
    const char *rule;
    const char *reason;
} excepted[] = {
    {"value-as-text", "in a query everything is text"},
};

/* What one encoding can say and another one cannot: such examples are left out. */
static const struct {
    const char *rule;
    const char *reason;
} unsayable[] = {
    {"list-instead-of-text", "a query has no lists"                       },
    {"duplicate-key",        "an object, not a request, has a name twice" },
    {"limit-exceeded",       "values and levels are counted in JSON alone"},
};

static json_t *pack;
static rule_judge engine;

/* -------------------------------------------------------------------- chance */

/* xorshift64*, by Vigna: the same in every run. */
static size_t below(uint64_t *state, size_t bound)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (size_t)((*state * UINT64_C(2685821657736338717) >> 32) % bound);
}

/* -------------------------------------------------------------- names and values */

/* A request as names with texts, in the order of the model. */
typedef struct pairs {
    char *names[512];
    const json_t *values[512];
    size_t count;
    bool is_sayable; /* a query can say it all */
} pairs;

static bool is_number_or_switch(const char *name)
{
    static const char *const ends[] = {"retentionDays",         "RetentionDays",
                                       "EnableCrossRegionCopy", "Encrypted",
                                       "AssumeRoleFor",         "OwnerId"};

    for (size_t i = 0; i < COUNT(ends); i++) {
        size_t size = strlen(ends[i]);
        size_t length = strlen(name);

        if (length >= size && !strcmp(name + length - size, ends[i]))
            return true;
    }
    return false;
}

static bool is_group(const char *name)
{
    return !strcmp(name, "Tag") || !strcmp(name, "CopyEncryptionConfiguration") ||
           !strcmp(name, "CopyEncryptionConfiguration.Arn");
}

static void flatten(pairs *flat, const char *name, const json_t *value);

static void flatten_members(pairs *flat, const char *prefix, const json_t *object)
{
    const char *key;
    json_t *value;

    json_object_foreach ((json_t *)(uintptr_t)object, key, value) {
        char *name = text_of("%s%s", prefix, key);

        flatten(flat, name, value);
        free(name);
    }
}

static void flatten_group(pairs *flat, const char *name, const json_t *value)
{
    char *prefix = text_of("%s.", name);

    flat->is_sayable &= json_object_size(value) + json_array_size(value) > 0;
    flatten_members(flat, prefix, value);
    for (size_t i = 0; i < json_array_size(value); i++) {
        const json_t *item = json_array_get(value, i);
        char *numbered = text_of("%s%zu.", prefix, i + 1);

        flat->is_sayable &= json_object_size(item) > 0;
        flatten_members(flat, numbered, item);
        free(numbered);
    }
    free(prefix);
}

/* A number where a text is wanted is of the wrong type in JSON, and a text in a query. */
static void flatten(pairs *flat, const char *name, const json_t *value)
{
    if (json_is_object(value) || json_is_array(value)) {
        flat->is_sayable &= is_group(name);
        if (is_group(name))
            flatten_group(flat, name, value);
        return;
    }
    flat->is_sayable &= json_is_null(value)
                            ? !strchr(name, '.')
                            : json_is_string(value) || is_number_or_switch(name);
    if (json_is_null(value) || flat->count == COUNT(flat->names))
        return;
    flat->names[flat->count] = text_of("%s", name);
    flat->values[flat->count++] = value;
}

static pairs flatten_request(const json_t *request)
{
    pairs flat = {.is_sayable = true};

    flatten_members(&flat, "", request);
    return flat;
}

static void pairs_free(pairs *flat)
{
    for (size_t i = 0; i < flat->count; i++)
        free(flat->names[i]);
}

static bool has_name(const pairs *flat, const char *name)
{
    for (size_t i = 0; i < flat->count; i++)
        if (!strcmp(flat->names[i], name))
            return true;
    return false;
}

static bool has_name_twice(const pairs *flat)
{
    for (size_t i = 0; i < flat->count; i++)
        for (size_t j = 0; j < i; j++)
            if (!strcmp(flat->names[i], flat->names[j]))
                return true;
    return false;
}

/* -------------------------------------------------------------------- writing */

typedef struct written {
    char bytes[1 << 18];
    size_t size;
} written;

static void put(written *out, const char *bytes, size_t size)
{
    memcpy(out->bytes + out->size, bytes, size);
    out->size += size;
    out->bytes[out->size] = '\0';
}

static void put_text(written *out, const char *text)
{
    put(out, text, strlen(text));
}

static bool may_stand(unsigned char c, uint64_t *state)
{
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
        (c && strchr("-_.~", c)))
        return below(state, 8) > 0;
    if (c >= 0x80 || (c && strchr("[]\",:;/?@!$'()*{}|<>^`\\", c)))
        return below(state, 3) == 0;
    return false;
}

/* Percent-encoded one way or another. */
static void put_encoded(written *out, const char *text, size_t size, uint64_t *state)
{
    for (size_t i = 0; i < size; i++) {
        char escape[4];

        if (may_stand((unsigned char)text[i], state)) {
            put(out, text + i, 1);
        } else if (text[i] == ' ' && below(state, 2)) {
            put(out, "+", 1);
        } else {
            snprintf(
                escape, sizeof escape, below(state, 2) ? "%%%02X" : "%%%02x",
                (unsigned char)text[i]);
            put(out, escape, 3);
        }
    }
}

static void put_pair(written *out, const pairs *flat, size_t i, uint64_t *state)
{
    char *dump = json_is_string(flat->values[i])
                     ? NULL
                     : json_dumps(flat->values[i], JSON_ENCODE_ANY);
    const char *text = dump ? dump : json_string_value(flat->values[i]);
    size_t size = dump ? strlen(dump) : json_string_length(flat->values[i]);

    if (out->size && out->bytes[out->size - 1] != '?')
        put_text(out, below(state, 9) ? "&" : "&&");
    put_encoded(out, flat->names[i], strlen(flat->names[i]), state);
    put_text(out, "=");
    put_encoded(out, text, size, state);
    free(dump);
}

/* Every pair from `first` to `last`. */
static void
put_query(written *out, const pairs *flat, size_t first, size_t last, uint64_t *state)
{
    for (size_t i = first; i < last; i++)
        put_pair(out, flat, i, state);
}

static void put_json(written *out, const json_t *request)
{
    char *text = json_dumps(request, JSON_COMPACT);

    assert_non_null(text);
    put_text(out, text);
    free(text);
}

static void put_flat_json(written *out, const pairs *flat)
{
    json_t *object = json_object();

    for (size_t i = 0; i < flat->count; i++)
        json_object_set(object, flat->names[i], (json_t *)(uintptr_t)flat->values[i]);
    put_json(out, object);
    json_decref(object);
}

/* -------------------------------------------------------------------- findings */

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_excepted(const char *line)
{
    for (size_t i = 0; i < COUNT(excepted); i++)
        if (!strncmp(line, excepted[i].rule, strlen(excepted[i].rule)))
            return true;
    return false;
}

/* Rules and parameters in an order of their own, and the verdict. */
static char *summary_of(const snapguard_report *report)
{
    char *findings = judge_findings(report, JUDGE_PARAMETER);
    char *lines[MOST_FINDINGS];
    size_t count = 0;
    char *sorted = text_of("%d\n", (int)snapguard_report_verdict(report));

    for (char *line = strtok(findings, "\n"); line; line = strtok(NULL, "\n"))
        if (!is_excepted(line))
            lines[count++] = line;
    qsort(lines, count, sizeof *lines, compare_lines);
    for (size_t i = 0; i < count; i++) {
        char *more = text_of("%s%s\n", sorted, lines[i]);

        free(sorted);
        sorted = more;
    }
    free(findings);
    return sorted;
}

static void
expect_summary(const char *expected, const snapguard_report *report, const char *what)
{
    char *summary = summary_of(report);

    if (strcmp(summary, expected))
        fail_msg("%s\n%s\ninstead of\n%s", what, summary, expected);
    free(summary);
}

/* Who wants the verdict alone gets the same one, and one error where there is any. */
static void expect_verdict(snapguard_encoding encoding, const char *bytes, size_t size)
{
    snapguard_verdict verdict =
        snapguard_report_verdict(judge_as(&engine, encoding, bytes, size));
    const snapguard_report *report;

    snapguard_context_set_verdict_only(engine.context, true);
    report = judge_as(&engine, encoding, bytes, size);
    snapguard_context_set_verdict_only(engine.context, false);
    assert_int_equal(snapguard_report_verdict(report), verdict);
    assert_int_equal(snapguard_report_count(report), verdict == SNAPGUARD_INVALID);
    if (snapguard_report_count(report))
        assert_int_equal(
            snapguard_finding_severity(snapguard_report_finding(report, 0)),
            SNAPGUARD_ERROR);
}

static void
expect_written(const char *expected, snapguard_encoding encoding, const written *text)
{
    expect_summary(
        expected, judge_as(&engine, encoding, text->bytes, text->size), text->bytes);
    expect_verdict(encoding, text->bytes, text->size);
}

/* ------------------------------------------------------------------ every encoding */

#define ACTION "x-acs-action: CreateAutoSnapshotPolicy\r\n"

static written *begin(written *out, const char *text)
{
    out->size = 0;
    put_text(out, text);
    return out;
}

static void expect_queries(const char *expected, const pairs *flat, uint64_t *state)
{
    static written text;

    for (int i = 0; i < 2; i++) {
        put_query(begin(&text, ""), flat, 0, flat->count, state);
        expect_written(expected, i ? SNAPGUARD_FORM : SNAPGUARD_QUERY, &text);
    }
}

static void expect_http_of_pairs(const char *expected, const pairs *flat, uint64_t *state)
{
    static written text;
    static written form;
    size_t middle = below(state, flat->count + 1);
    const size_t middles[] = {0, middle, flat->count};

    for (size_t i = 0; i < COUNT(middles); i++) {
        put_query(begin(&text, "POST /?"), flat, 0, middles[i], state);
        put_text(&text, " HTTP/1.1\r\n" ACTION "\r\n");
        put_query(begin(&form, ""), flat, middles[i], flat->count, state);
        put(&text, form.bytes, form.size);
        expect_written(expected, SNAPGUARD_HTTP, &text);
    }
}

static void
expect_http_of_json(const char *expected, const json_t *request, const pairs *flat)
{
    static written text;
    static const char head[] =
        "POST / HTTP/1.1\r\n" ACTION "Content-Type: application/json\r\n\r\n";

    put_json(begin(&text, head), request);
    expect_written(expected, SNAPGUARD_HTTP, &text);
    if (has_name_twice(flat))
        return;
    put_flat_json(begin(&text, head), flat);
    expect_written(expected, SNAPGUARD_HTTP, &text);
}

static void feed(
    snapguard_status (*feeder)(snapguard_context *, const char *, size_t),
    const written *text, uint64_t *state)
{
    for (size_t at = 0; at < text->size;) {
        size_t size = 1 + below(state, 40);

        size = size < text->size - at ? size : text->size - at;
        assert_int_equal(feeder(engine.context, text->bytes + at, size), SNAPGUARD_OK);
        at += size;
    }
}

static void expect_parts(const char *expected, const pairs *flat, uint64_t *state)
{
    static written query;
    static written form;
    static const char name[] = "X-ACS-Action";
    static const char value[] = "CreateAutoSnapshotPolicy";
    const snapguard_report *report;
    size_t middle = below(state, flat->count + 1);

    put_query(begin(&query, ""), flat, 0, middle, state);
    put_query(begin(&form, ""), flat, middle, flat->count, state);
    snapguard_begin(engine.context);
    assert_int_equal(
        snapguard_feed_header(
            engine.context, name, sizeof name - 1, value, sizeof value - 1),
        SNAPGUARD_OK);
    feed(snapguard_feed_query, &query, state);
    feed(snapguard_feed_body, &form, state);
    assert_int_equal(snapguard_finish(&report, engine.context), SNAPGUARD_OK);
    expect_summary(expected, report, query.bytes);
}

static bool names_operation(const pairs *flat)
{
    return has_name(flat, "Action") || has_name(flat, "action") ||
           has_name(flat, "Version");
}

static void expect_everywhere(const json_t *request, const pairs *flat, uint64_t *state)
{
    static written text;
    char *expected;

    put_json(begin(&text, ""), request);
    expected = summary_of(judge_as(&engine, SNAPGUARD_JSON, text.bytes, text.size));
    if (!has_name_twice(flat)) {
        put_flat_json(begin(&text, ""), flat);
        expect_written(expected, SNAPGUARD_JSON, &text);
    }
    expect_queries(expected, flat, state);
    if (!names_operation(flat)) {
        expect_http_of_pairs(expected, flat, state);
        expect_http_of_json(expected, request, flat);
        expect_parts(expected, flat, state);
    }
    free(expected);
}

/* -------------------------------------------------------------- the pack's examples */

typedef struct example_case {
    char *request;
    uint64_t seed;
} example_case;

static void means_the_same(void **state)
{
    example_case *row = *state;
    json_t *request = json_loads(row->request, JSON_ALLOW_NUL, NULL);
    pairs flat = flatten_request(request);

    expect_everywhere(request, &flat, &row->seed);
    pairs_free(&flat);
    json_decref(request);
    free(row->request);
}

static bool is_sayable(const char *text)
{
    json_t *request = json_loads(text, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, NULL);
    pairs flat;
    bool answer;

    if (!json_is_object(request)) {
        json_decref(request);
        return false;
    }
    flat = flatten_request(request);
    answer = flat.is_sayable;
    pairs_free(&flat);
    json_decref(request);
    for (size_t i = 0; i < COUNT(unsayable); i++)
        answer &= !judge_has(judge_bytes(&engine, text, strlen(text)), unsayable[i].rule);
    return answer;
}

static void has_the_same_verdict_alone(const pack_example *example, void *data)
{
    size_t size;
    char *request = pack_request(pack, example->json, &size);

    (void)data;
    expect_verdict(pack_encoding(example->json), request, size);
    free(request);
}

/* Every example as it stands in the pack, in the encoding that it is of. */
static void examples_have_the_same_verdict_alone(void **state)
{
    (void)state;
    pack_each_example(pack, has_the_same_verdict_alone, NULL);
}

typedef struct example_rows {
    rule_suite *suite;
    size_t added;
} example_rows;

static void add_example(const pack_example *example, void *data)
{
    example_rows *rows = data;
    size_t size;
    example_case row = {
        pack_request(pack, example->json, &size),
        UINT64_C(0x9E3779B97F4A7C15) + example->index};

    if (pack_encoding(example->json) != SNAPGUARD_JSON || !is_sayable(row.request)) {
        free(row.request);
        return;
    }
    suite_add_copy(
        rows->suite,
        text_of(
            "%s %ss #%zu in every encoding", example->rule, example->kind,
            example->index),
        means_the_same, &row, sizeof row);
    rows->added++;
}

static void add_every_example(rule_suite *suite)
{
    example_rows rows = {suite, 0};

    pack_each_example(pack, add_example, &rows);
    /* Should the converter stop converting, this would be no test. */
    if (rows.added < 300)
        abort();
}

/* ------------------------------------------------------------------ made here */

static const char *const texts[] = {
    "cn-hangzhou",
    "cn-beijing",
    "CN",
    "",
    "a",
    "http://x",
    "acs:x",
    "aliyun",
    "k",
    "ACS:y",
    "\xE5\xA4\x9C\xE9\x97\xB4",
    "a b+c%d&e=f",
    "\xF0\x9F\x98\x80",
    "x\ny",
    "0",
    "[\"1\"]",
    "[\"cn-beijing\"]",
    "[\"1\", \"2\"]",
    "[\"24\",\"1\",\"1\"]",
    "[1]",
    "[]",
    "[\"\\u0031\"]",
    "[\"1\"",
    "true",
    "False",
    "30",
    "-1",
    "65536",
    "yes",
    "[null]",
    "[\"7\",\"3\"]",
    "{\"a\":1}",
    "https://y",
    "nightly"};

static const char *const names[] = {
    "regionId",
    "RegionId",
    "timePoints",
    "repeatWeekdays",
    "retentionDays",
    "autoSnapshotPolicyName",
    "EnableCrossRegionCopy",
    "TargetCopyRegions",
    "CopiedSnapshotsRetentionDays",
    "ResourceGroupId",
    "StorageLocationArn",
    "TimePoints",
    "retentiondays",
    "timePoints.1",
    "repeatWeekdays.2",
    "Foo",
    "Tag.0.Key",
    "Tag.21.Key",
    "Tag.3.Value",
    "Tag.2.key",
    "Tag.01.Key",
    "Tag.1",
    "CopyEncryptionConfiguration.Arn.1.Rolearn",
    "AssociationType",
    "ClientToken",
    "CopyEncryptionConfiguration.Encrypted",
    "SignatureNonce",
    ""};

static json_t *make_text(uint64_t *state)
{
    return json_string(texts[below(state, COUNT(texts))]);
}

static json_t *make_value(const char *name, uint64_t *state)
{
    if (!is_number_or_switch(name) || below(state, 3) == 0)
        return make_text(state);
    if (below(state, 2))
        return json_boolean(below(state, 2));
    return json_integer((json_int_t)below(state, 70000) - 2);
}

static void make_tags(json_t *request, uint64_t *state)
{
    json_t *tags = json_array();
    size_t count = 1 + below(state, below(state, 4) ? 4 : 25);

    for (size_t i = 0; i < count; i++) {
        json_t *tag = json_object();

        if (below(state, 6))
            json_object_set_new(tag, "Key", make_text(state));
        if (below(state, 2) || !json_object_size(tag))
            json_object_set_new(tag, "Value", make_text(state));
        json_array_append_new(tags, tag);
    }
    json_object_set_new(request, "Tag", tags);
}

static void make_encryption(json_t *request, uint64_t *state)
{
    json_t *group = json_object();

    json_object_set_new(group, "Encrypted", make_value("Encrypted", state));
    if (below(state, 2))
        json_object_set_new(group, "KMSKeyId", make_text(state));
    json_object_set_new(request, "CopyEncryptionConfiguration", group);
}

static json_t *make_request(uint64_t *state)
{
    json_t *request = json_deep_copy(json_object_get(pack, "base"));

    for (size_t i = below(state, 8); i > 0; i--) {
        const char *name = names[below(state, COUNT(names))];

        json_object_set_new(request, name, make_value(name, state));
    }
    if (below(state, 3) == 0)
        json_object_del(request, names[below(state, 5)]);
    if (below(state, 2))
        make_tags(request, state);
    if (below(state, 3) == 0)
        make_encryption(request, state);
    return request;
}

static void made_requests_mean_the_same(void **unused)
{
    uint64_t seed = UINT64_C(0xD1B54A32D192ED03);

    (void)unused;
    for (size_t i = 0; i < MADE; i++) {
        json_t *request = make_request(&seed);
        pairs flat = flatten_request(request);

        assert_true(flat.is_sayable);
        expect_everywhere(request, &flat, &seed);
        pairs_free(&flat);
        json_decref(request);
    }
}

int main(void)
{
    rule_suite suite = {0};
    snapguard_options *options;
    int failures;

    if (snapguard_options_new(&options, NULL) != SNAPGUARD_OK ||
        snapguard_options_set_limit(options, SNAPGUARD_MAX_FINDINGS, MOST_FINDINGS) !=
            SNAPGUARD_OK)
        abort();
    pack = pack_load();
    judge_open(&engine, options);
    snapguard_options_free(options);
    suite_add(
        &suite, text_of("made requests mean the same in every encoding"),
        made_requests_mean_the_same, NULL);
    suite_add(
        &suite, text_of("every example has the same verdict alone"),
        examples_have_the_same_verdict_alone, NULL);
    add_every_example(&suite);
    failures = suite_run(&suite, "encodings");
    judge_close(&engine);
    json_decref(pack);
    return failures;
}
