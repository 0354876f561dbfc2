/* A ROS template in YAML, of any bytes: libyaml reads it, and the program makes JSON of
 * it, with the place of each part. What is made is JSON that says what the text says, is
 * within its limits, and is YAML itself; and what is said of each policy obeys the laws
 * of every report, at places in the text. */
#include "catalog.h"
#include "json_extent.h"
#include "judge.h"
#include "law.h"
#include "mutate.h"
#include "oracle_memory.h"
#include "target.h"
#include "yaml_oracle.h"

#include "template.h"
#include "yaml_reader.h"

#include <jansson.h>
#include <string.h>

const mutation target_mutation = {mutate_yaml, cross_lines};

enum { MOST_COMPARED = 8 };

/* Aliases come to more than what is written, so these are what bounds the time. */
static const cli_yaml_limits limits = {.bytes = 1 << 18, .depth = 64, .values = 1 << 14};

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    judge_open(*count, *arguments);
    return 0;
}

/* ------------------------------------------------------------------------ what is made
 */

/* An object may have a name twice, which is a finding, and of which jansson keeps the
 * last. NULL, where jansson cannot hold a number or a name. */
static json_t *load(const cli_made *made)
{
    json_error_t error;
    json_t *value = json_loadb(
        made->json, made->size,
        JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL, &error);

    law(value || json_error_code(&error) == json_error_numeric_overflow ||
            json_error_code(&error) == json_error_null_byte_in_key,
        "what is made is JSON");
    return value;
}

static void law_places(const cli_made *made, const char *bytes, size_t size)
{
    size_t end = 0;

    for (size_t i = 0; i < made->count; i++) {
        const snapguard_stretch *stretch = &made->stretches[i];

        law(stretch->begin >= end && stretch->end > stretch->begin,
            "stretches of what is made are in order");
        law(stretch->origin_begin <= stretch->origin_end && stretch->origin_end <= size,
            "what is made comes from the text");
        law(law_is_boundary(bytes, size, stretch->origin_begin) &&
                law_is_boundary(bytes, size, stretch->origin_end),
            "what is made comes from whole characters");
        end = stretch->end;
    }
    law(end <= made->size, "stretches are of what is made");
}

/* Names that YAML takes only where they are short, and bytes that it does not take. */
static bool is_plain(const cli_made *made)
{
    size_t length = 0;

    for (size_t i = 0; i < made->size; i++) {
        bool is_quote = made->json[i] == '"' && (i == 0 || made->json[i - 1] != '\\');

        length = is_quote ? 0 : length + 1;
        if (length > 512 || (unsigned char)made->json[i] >= 0x7F)
            return false;
    }
    return true;
}

/* All JSON is YAML. */
static void law_again(const cli_made *made, const json_t *value)
{
    cli_yaml *yaml;
    cli_yaml_state state;
    json_t *again;

    if (!is_plain(made))
        return;
    yaml = cli_yaml_begin(made->json, made->size, &limits);
    state = cli_yaml_next(yaml);
    law(state == CLI_YAML_MADE, "what is made of YAML is YAML");
    again = load(cli_yaml_made(yaml));
    law(!value == !again && (!value || json_equal(value, again)),
        "what is made of YAML says the same as YAML");
    json_decref(again);
    law(cli_yaml_next(yaml) == CLI_YAML_END, "what is made of YAML is one document");
    cli_yaml_end(yaml);
}

/* Which of two members of one name counts, nobody says. */
static bool has_repeats(const cli_made *made)
{
    json_t *value = json_loadb(
        made->json, made->size,
        JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL |
            JSON_REJECT_DUPLICATES,
        NULL);

    json_decref(value);
    return !value;
}

/* The oracle reads all documents in front of this one again. */
static void law_meaning(
    const cli_made *made, const json_t *value, const char *bytes, size_t size,
    size_t number)
{
    json_t *said = NULL;

    if (value && number < MOST_COMPARED)
        said = yaml_oracle(bytes, size, number, limits.values);
    if (said && !json_equal(said, value))
        law(has_repeats(made), "what is made is what the text says");
    json_decref(said);
}

/* Until its end all of jansson's values are in one block. */
static void law_made(const cli_made *made, const char *bytes, size_t size, size_t number)
{
    json_t *value;
    json_extent all;

    law(made->size <= limits.bytes, "what is made is within its limit of bytes");
    law(law_is_utf8(made->json, made->size), "what is made is UTF-8");
    law_places(made, bytes, size);
    oracle_memory_begin();
    value = load(made);
    all = json_extent_of(value);
    law(all.depth <= limits.depth, "what is made is within its limit of depth");
    law(all.values <= limits.values, "what is made is within its limit of values");
    law_again(made, value);
    law_meaning(made, value, bytes, size, number);
    json_decref(value);
    oracle_memory_end();
}

static void law_trouble(const cli_yaml_trouble *trouble, size_t size)
{
    law(trouble->begin <= trouble->end && trouble->end <= size,
        "what is in the way stands in the text");
    law(!trouble->reason || law_is_utf8(trouble->reason, strlen(trouble->reason)),
        "a reason is UTF-8");
}

static void read_documents(const char *bytes, size_t size)
{
    cli_yaml *yaml = cli_yaml_begin(bytes, size, &limits);
    size_t count = 0;
    cli_yaml_state state;

    while ((state = cli_yaml_next(yaml)) == CLI_YAML_MADE) {
        law_made(cli_yaml_made(yaml), bytes, size, count);
        law(++count <= size + 1, "documents come to an end");
    }
    if (state == CLI_YAML_TROUBLED)
        law_trouble(cli_yaml_trouble_of(yaml), size);
    cli_yaml_end(yaml);
}

/* ------------------------------------------------------------------------ what is said
 */

/* Answers what was said of all policies, in one number. */
static unsigned long long judge_policies(const char *bytes, size_t size)
{
    const cli_template_text text = {bytes, size, size, true};
    unsigned long long digest = 0;
    cli_template template;
    const snapguard_report *report =
        cli_template_begin(&template, judge_context(), SNAPGUARD_ROS, &text, &limits);

    law(report != NULL, "any text has a report");
    for (; report; report = cli_template_next(&template)) {
        catalog_note(report);
        law_report_made(report, bytes, size);
        digest = digest * 31 + law_digest(report);
    }
    cli_template_end(&template);
    return digest;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = size ? (const char *)data : "";
    unsigned long long digest;

    read_documents(bytes, size);
    digest = judge_policies(bytes, size);
    if (size % 8 == 0)
        law(judge_policies(bytes, size) == digest,
            "the same bytes give the same reports");
    return 0;
}
