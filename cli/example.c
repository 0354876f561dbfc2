#include "example.h"

#include "demand.h"
#include "json.h"
#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A longer example is about its length and shows nothing when it is printed. */
enum { PAGE_BYTES = 1500 };

static cli_example from_patch(const json_t *base, const json_t *patch)
{
    json_t *request = cli_json_merge(base, patch);
    cli_example example = {
        .bytes = json_dumps(request, JSON_INDENT(2) | JSON_ENCODE_ANY)};

    if (!example.bytes)
        cli_out_of_memory();
    example.size = strlen(example.bytes);
    json_decref(request);
    return example;
}

static char nibble(char digit)
{
    return (char)(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
}

static cli_example from_hex(const char *digits)
{
    cli_example example = {.size = strlen(digits) / 2};

    example.bytes = cli_reallocate(NULL, example.size + 1);
    for (size_t i = 0; i < example.size; i++)
        example.bytes[i] = (char)(nibble(digits[2 * i]) << 4 | nibble(digits[2 * i + 1]));
    return example;
}

static cli_example from_text(const json_t *string, snapguard_encoding encoding)
{
    size_t size = json_string_length(string);

    return (cli_example){
        .bytes = cli_copy(json_string_value(string), size),
        .size = size,
        .encoding = encoding};
}

static cli_example from_yaml(const json_t *string)
{
    cli_example example = from_text(string, SNAPGUARD_ROS);

    example.is_yaml = true;
    return example;
}

static cli_example from_json(const json_t *base, const json_t *element)
{
    const char *hex = cli_pack_text(element, "$hex");
    const json_t *query = json_object_get(element, "$query");
    const json_t *http = json_object_get(element, "$http");
    const json_t *yaml = json_object_get(element, "$yaml");

    if (yaml)
        return from_yaml(yaml);
    if (json_is_string(element))
        return from_text(element, SNAPGUARD_JSON);
    if (query || http)
        return query ? from_text(query, SNAPGUARD_QUERY)
                     : from_text(http, SNAPGUARD_HTTP);
    return *hex ? from_hex(hex) : from_patch(base, element);
}

cli_example cli_example_of(const json_t *base, const json_t *element)
{
    const json_t *facts = json_object_get(element, "$facts");
    const json_t *request = json_object_get(element, "$request");
    json_t *nothing = json_object();
    cli_example example = from_json(base, !facts ? element : request ? request : nothing);

    json_decref(nothing);
    if (!facts)
        return example;
    example.facts = json_dumps(facts, JSON_INDENT(2));
    if (!example.facts)
        cli_out_of_memory();
    return example;
}

void cli_example_free(cli_example *example)
{
    free(example->bytes);
    free(example->facts);
    *example = (cli_example){.bytes = NULL};
}

cli_example cli_example_make(const cli_pack *pack, const json_t *rule, const char *kind)
{
    const json_t *elements = json_object_get(rule, kind);
    json_t *base = cli_pack_base(pack, cli_pack_of(pack, rule));
    cli_example best = {.bytes = NULL};

    for (size_t i = 0; i < json_array_size(elements); i++) {
        cli_example example = cli_example_of(base, json_array_get(elements, i));

        if (best.bytes && example.size > PAGE_BYTES) {
            cli_example_free(&example);
            continue;
        }
        cli_example_free(&best);
        best = example;
        if (best.size <= PAGE_BYTES)
            break;
    }
    json_decref(base);
    return best;
}

/* What is read as YAML is as large as an example: no limit matters. */
static const snapguard_report *
check(cli_demonstration *demonstration, const cli_example *example)
{
    const cli_template_text text = {
        example->bytes, example->size, example->size, example->is_yaml};
    const cli_yaml_limits limits = {SIZE_MAX / 2, SIZE_MAX / 2, SIZE_MAX / 2};
    const snapguard_report *report;

    if (example->is_yaml)
        return cli_template_begin(
            &demonstration->template, demonstration->context, SNAPGUARD_ROS, &text,
            &limits);
    cli_demand(snapguard_check(
        &report, demonstration->context, example->encoding, example->bytes,
        example->size));
    return report;
}

const snapguard_report *cli_example_report(
    cli_demonstration *demonstration, const cli_example *example, snapguard_error *error)
{
    snapguard_status status = SNAPGUARD_OK;

    cli_template_end(&demonstration->template);
    snapguard_context_set_facts(demonstration->context, NULL);
    snapguard_facts_free(demonstration->facts);
    demonstration->facts = NULL;
    if (example->facts)
        status = snapguard_facts_new(
            &demonstration->facts, demonstration->engine, example->facts,
            strlen(example->facts), error);
    if (status == SNAPGUARD_ERROR_FACTS)
        return NULL;
    cli_demand(status);
    snapguard_context_set_facts(demonstration->context, demonstration->facts);
    return check(demonstration, example);
}

const snapguard_finding *cli_example_finding(
    cli_demonstration *demonstration, const cli_example *example, const char *rule)
{
    const snapguard_report *report = NULL;
    const snapguard_finding *finding;

    if (example->bytes)
        report = cli_example_report(demonstration, example, NULL);
    for (size_t i = 0; report && (finding = snapguard_report_finding(report, i)); i++)
        if (strcmp(snapguard_finding_rule(finding), rule) == 0)
            return finding;
    return NULL;
}

cli_exit cli_demonstration_begin(cli_demonstration *demonstration, const cli_packs *packs)
{
    cli_exit status;

    *demonstration = (cli_demonstration){.engine = NULL};
    status = cli_packs_engine(&demonstration->engine, packs);
    if (status == CLI_CLEAN)
        cli_demand(snapguard_context_new(&demonstration->context, demonstration->engine));
    return status;
}

void cli_demonstration_end(cli_demonstration *demonstration)
{
    cli_template_end(&demonstration->template);
    snapguard_context_free(demonstration->context);
    snapguard_facts_free(demonstration->facts);
    snapguard_engine_free(demonstration->engine);
}
