/* What is rendered of a report. It is JSON when it is whole, and says what the report
 * says: a pointer leads to the value that is shown. In a buffer of any size it is cut by
 * the contract of snprintf(). And no byte of a request stands in an HTTP body. */
#include "judge.h"
#include "law.h"
#include "mutate.h"
#include "oracle_memory.h"
#include "sniff.h"
#include "target.h"

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    GUARD = 8,         /* bytes behind a buffer */
    LONGEST = 1 << 20, /* of what is rendered */
    SOME_SIZES = 2,    /* of buffers that a text is written into, if not all are tried */
    GRAM = 8,          /* bytes that do not stand in two texts by chance */
    GRAM_BITS = 20
};

const mutation target_mutation = {mutate_any, cross_any};

static const snapguard_identity identity = {
    "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E", "ecs.aliyuncs.com",
    "https://troubleshoot.api.aliyun.com?q=\"\xE5\xA4\x9C\xC3\xA9\\\""};

/* ----------------------------------------------------------------------- renderings */

typedef size_t render_function(const snapguard_report *report, char *buffer, size_t size);

static size_t documented(const snapguard_report *report, char *buffer, size_t size)
{
    return snapguard_render_error(
        report, &identity, SNAPGUARD_BODY_DOCUMENTED, buffer, size);
}

static size_t extended(const snapguard_report *report, char *buffer, size_t size)
{
    return snapguard_render_error(
        report, &identity, SNAPGUARD_BODY_EXTENDED, buffer, size);
}

static size_t with_values(const snapguard_report *report, char *buffer, size_t size)
{
    return snapguard_render_report(report, true, buffer, size);
}

static size_t without_values(const snapguard_report *report, char *buffer, size_t size)
{
    return snapguard_render_report(report, false, buffer, size);
}

/* ----------------------------------------------------------------------------- grams */

/* Which stretches of GRAM bytes stand in a text, by their hash. */
typedef struct gram_set {
    unsigned char bits[(1 << GRAM_BITS) / 8];
} gram_set;

static gram_set of_ours;    /* of the pack, and of bodies that no request is in */
static gram_set of_request; /* of the input */

static size_t hash_gram(const char *bytes)
{
    uint64_t word = 0;

    memcpy(&word, bytes, GRAM);
    return (size_t)((word * UINT64_C(0x9E3779B97F4A7C15)) >> (64 - GRAM_BITS));
}

static void set_grams(gram_set *grams, const char *bytes, size_t size, bool on)
{
    for (size_t i = 0; i + GRAM <= size; i++) {
        size_t hash = hash_gram(bytes + i);
        unsigned char bit = (unsigned char)(1U << (hash % 8));

        if (on)
            grams->bits[hash / 8] |= bit;
        else
            grams->bits[hash / 8] &= (unsigned char)~bit;
    }
}

static bool has_gram(const gram_set *grams, const char *bytes)
{
    size_t hash = hash_gram(bytes);

    return grams->bits[hash / 8] >> (hash % 8) & 1;
}

/* What JSON is written with stands everywhere. Numbers are not echoed, but counted, and
 * the number of an item is that of its name. */
static bool is_telling(const char *bytes)
{
    for (size_t i = 0; i < GRAM; i++)
        if (bytes[i] && strchr("0123456789\"\\,:{}[]", bytes[i]))
            return false;
    return true;
}

static bool stands_in(const uint8_t *data, size_t size, const char *gram)
{
    for (size_t i = 0; i + GRAM <= size; i++)
        if (memcmp(data + i, gram, GRAM) == 0)
            return true;
    return false;
}

static void law_no_echo(const char *body, size_t length, const uint8_t *data, size_t size)
{
    set_grams(&of_request, (const char *)data, size, true);
    for (size_t i = 0; i + GRAM <= length; i++)
        law(has_gram(&of_ours, body + i) || !has_gram(&of_request, body + i) ||
                !is_telling(body + i) || !stands_in(data, size, body + i),
            "no byte of a request stands in a body");
    set_grams(&of_request, (const char *)data, size, false);
}

/* What bodies are made of that hold nothing of a request, since it has no value. */
static void learn(const char *request)
{
    static char body[LONGEST];
    const snapguard_report *report =
        judge(SNAPGUARD_JSON, (const uint8_t *)request, strlen(request));
    size_t size = extended(report, body, sizeof body);

    law(size < sizeof body, "a request without values is answered");
    set_grams(&of_ours, body, size, true);
}

/* What the readers say is wrong, which messages hold. */
static const char *const reasons[] = {
#define SYNTAX(name, text) text,
#include "syntax.def"
#undef SYNTAX
};

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    size_t size;
    const char *pack = snapguard_builtin_pack(&size);

    judge_open(*count, *arguments);
    set_grams(&of_ours, pack, size, true);
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        set_grams(&of_ours, reasons[i], strlen(reasons[i]), true);
    learn("{}");
    learn("{");
    learn("{\"Tag\":[{},{}]}");
    return 0;
}

/* --------------------------------------------------------------------------- snprintf */

typedef struct text_writer {
    const void *subject;
    /* By the contract of snprintf(). */
    size_t (*write)(const void *subject, char *buffer, size_t size);
} text_writer;

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* In a buffer of `size` bytes stands as much of the whole text as fits. */
static void
law_cut(const text_writer *writing, const char *whole, size_t length, size_t size)
{
    static char buffer[LONGEST + GUARD];
    size_t used;

    memset(buffer + size, 0x5A, GUARD);
    law(writing->write(writing->subject, size ? buffer : NULL, size) == length,
        "the size of the whole text is answered, whatever fits");
    for (size_t i = 0; i < GUARD; i++)
        law(buffer[size + i] == 0x5A, "nothing is written behind a buffer");
    if (size == 0)
        return;
    for (used = size - 1 < length ? size - 1 : length; is_continuation(whole[used]);)
        used--;
    law(memcmp(buffer, whole, used) == 0 && buffer[used] == '\0',
        "a text that does not fit is cut between two characters");
}

/* Chance, which is the input's own. */
static size_t chance;

static size_t below(size_t bound)
{
    chance = chance * 6364136223846793005U + 1442695040888963407U;
    return (chance >> 33) % bound;
}

static void law_sizes(const text_writer *writing, const char *whole, size_t length)
{
    law_cut(writing, whole, length, below(2) ? 0 : length + below(2));
    for (size_t i = 0; i < SOME_SIZES; i++)
        law_cut(writing, whole, length, below(length + 2));
}

static void law_every_size(const text_writer *writing, const char *whole, size_t length)
{
    for (size_t size = 0; size <= length + 2; size++)
        law_cut(writing, whole, length, size);
}

/* ---------------------------------------------------------------------------- bodies */

static json_t *parse(const char *text, size_t size)
{
    json_t *value = json_loadb(text, size, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);

    law(json_is_object(value), "what is rendered is an object of JSON");
    return value;
}

typedef struct rendered {
    const snapguard_report *report;
    render_function *render;
} rendered;

static size_t write_rendered(const void *subject, char *buffer, size_t size)
{
    const rendered *one = subject;

    return one->render(one->report, buffer, size);
}

/* The whole text, which is looked at in every way that does not depend on what it is. */
static size_t
render(render_function *function, const snapguard_report *report, char text[LONGEST])
{
    rendered one = {report, function};
    text_writer writing = {&one, write_rendered};
    size_t size = function(report, text, LONGEST);

    if (size == SNAPGUARD_NO_TEXT) {
        law(text[0] == '\0', "where there is no text, the buffer is empty");
        return size;
    }
    law(size < LONGEST && text[size] == '\0', "a text ends where it was said to");
    law(strlen(text) == size, "no NUL stands in what is rendered");
    law(law_is_utf8(text, size), "what is rendered is UTF-8");
    if (below(4) == 0)
        law_sizes(&writing, text, size);
    return size;
}

static const char *string_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static void law_body(const json_t *body, const snapguard_report *report)
{
    const snapguard_finding *answer = snapguard_report_answer(report);
    const json_t *violations = json_object_get(body, "Violations");
    size_t errors = 0;

    for (size_t i = 0; i < snapguard_report_count(report); i++)
        errors += snapguard_finding_severity(snapguard_report_finding(report, i)) ==
                  SNAPGUARD_ERROR;
    law(string_of(body, "Code") && string_of(body, "Message"), "a body has a code");
    law(strcmp(string_of(body, "RequestId"), identity.request_id) == 0 &&
            strcmp(string_of(body, "Recommend"), identity.recommend) == 0,
        "an identity is that which was given");
    if (answer)
        law(strcmp(string_of(body, "Code"), snapguard_finding_answer(answer)->code) == 0,
            "the code is that of the answer");
    if (violations)
        law(json_array_size(violations) == errors, "every error is a violation");
}

static void render_body(
    render_function *function, const snapguard_report *report, const uint8_t *data,
    size_t size)
{
    static char text[LONGEST];
    size_t length = render(function, report, text);
    json_t *body;

    law((length != SNAPGUARD_NO_TEXT) ==
            (snapguard_report_verdict(report) == SNAPGUARD_INVALID),
        "there is an error body if and only if a request is invalid");
    if (length == SNAPGUARD_NO_TEXT)
        return;
    body = parse(text, length);
    law_body(body, report);
    json_decref(body);
    law_no_echo(text, length, data, size);
}

/* --------------------------------------------------------------------------- pointers */

/* One token, unescaped; the pointer is left with what is behind it. */
static void next_token(const char **pointer, char *token, size_t most)
{
    const char *p = *pointer + 1;
    size_t size = 0;

    for (; *p && *p != '/' && size < most - 1; p++) {
        bool is_escape = p[0] == '~' && (p[1] == '0' || p[1] == '1');

        token[size++] = is_escape ? (p[1] == '0' ? '~' : '/') : *p;
        p += is_escape;
    }
    token[size] = '\0';
    *pointer = p;
}

/* RFC 6901. NULL where it leads nowhere. */
static json_t *follow(json_t *value, const char *pointer)
{
    char token[1 << 12];

    while (value && *pointer == '/') {
        next_token(&pointer, token, sizeof token);
        if (json_is_object(value))
            value = json_object_get(value, token);
        else
            value = json_array_get(value, strtoul(token, NULL, 10));
    }
    return value;
}

/* A value that is shown in full is the one that the pointers lead to. */
static void law_value(const char *shown, json_t *value)
{
    json_t *parsed;

    if (!shown || strstr(shown, "\xE2\x80\xA6"))
        return;
    parsed = json_loads(shown, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    /* jansson has no larger numbers. */
    if (parsed)
        law(json_equal(parsed, value), "a pointer leads to the value that is shown");
    json_decref(parsed);
}

static void law_pointers(const json_t *diagnostic, json_t *document)
{
    const char *pointer = string_of(diagnostic, "pointer");
    const char *inner = string_of(diagnostic, "innerPointer");
    const char *shown = string_of(diagnostic, "value");
    json_t *value;
    json_t *held = NULL;

    law(pointer != NULL, "in JSON every finding has a pointer");
    value = follow(document, pointer);
    law(value != NULL, "a pointer leads to a value");
    if (inner) {
        law(json_is_string(value), "an inner pointer is for what a string holds");
        held = json_loadb(
            json_string_value(value), json_string_length(value),
            JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
        value = follow(held, inner);
        law(!held || value, "an inner pointer leads to a value");
    }
    if (value)
        law_value(shown, value);
    json_decref(held);
}

/* Of what jansson does not accept either, nothing is known. */
static json_t *document_of(snapguard_encoding encoding, const uint8_t *data, size_t size)
{
    if (encoding != SNAPGUARD_JSON && encoding != SNAPGUARD_JSON_REQUESTS)
        return NULL;
    return json_loadb(
        (const char *)data, size, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
}

/* Places that are not in a request have no pointers into it. */
static bool is_limit(const json_t *diagnostic)
{
    return strcmp(string_of(diagnostic, "rule"), "limit-exceeded") == 0;
}

static void
render_report(render_function *function, const snapguard_report *report, json_t *document)
{
    static char text[LONGEST];
    size_t size = render(function, report, text);
    json_t *root = parse(text, size);
    const json_t *diagnostics = json_object_get(root, "diagnostics");
    size_t count = snapguard_report_count(report);

    law(json_array_size(diagnostics) == count, "every finding is rendered");
    for (size_t i = 0; i < count; i++) {
        const json_t *diagnostic = json_array_get(diagnostics, i);
        const snapguard_finding *finding = snapguard_report_finding(report, i);

        law(strcmp(string_of(diagnostic, "rule"), snapguard_finding_rule(finding)) == 0,
            "findings are rendered in their order");
        if (document && !is_limit(diagnostic))
            law_pointers(diagnostic, document);
    }
    json_decref(root);
}

/* ----------------------------------------------------------------------------- texts */

typedef struct named_text {
    const snapguard_finding *finding;
    snapguard_text text;
    bool show_values;
} named_text;

static size_t write_text(const void *subject, char *buffer, size_t size)
{
    const named_text *one = subject;

    return snapguard_finding_text(
        one->finding, one->text, one->show_values, buffer, size);
}

/* One text of one finding into buffers of every size, and the others into some. */
static void render_texts(const snapguard_report *report)
{
    static char whole[LONGEST];
    size_t count = snapguard_report_count(report);
    size_t chosen = count ? below(count) : 0;
    int in_full = (int)below(2 * SNAPGUARD_TEXT_FIX + 2);

    for (int i = 0; count && i <= 2 * SNAPGUARD_TEXT_FIX + 1; i++) {
        named_text one = {
            snapguard_report_finding(report, chosen), (snapguard_text)(i / 2), i % 2};
        text_writer writing = {&one, write_text};
        size_t size = write_text(&one, whole, sizeof whole);

        if (size == SNAPGUARD_NO_TEXT)
            law_cut(&writing, "", size, 1);
        else if (i == in_full)
            law_every_size(&writing, whole, size);
        else
            law_sizes(&writing, whole, size);
    }
}

static void take_chance(const uint8_t *data, size_t size)
{
    chance = size;
    for (size_t i = 0; i < size; i += 1 + size / 64)
        chance = chance * 31 + data[i];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    snapguard_encoding encoding = sniff_encoding(data, size);
    const snapguard_report *report = judge_lawfully(encoding, data, size);
    json_t *document;

    oracle_memory_begin();
    document = document_of(encoding, data, size);
    take_chance(data, size);
    while (report) {
        render_body(documented, report, data, size);
        render_body(extended, report, data, size);
        render_report(with_values, report, document);
        render_report(without_values, report, document);
        render_texts(report);
        law(snapguard_check_next(&report, judge_context()) == SNAPGUARD_OK,
            "the next request is judged");
    }
    json_decref(document);
    oracle_memory_end();
    return 0;
}
