#include "example.h"

#include "demand.h"
#include "json.h"
#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A longer example is about its length and shows nothing when it is printed. */
enum { PAGE_BYTES = 1500 };

/* RFC 7396: members replace those of the target, a null removes one, and objects are
 * merged in depth. As deep as the examples of our own pack are. */
static json_t *merge(const json_t *target, const json_t *patch)
{
    json_t *result;
    const char *key;
    json_t *value;

    if (!json_is_object(patch))
        return json_deep_copy(patch);
    result = json_is_object(target) ? json_deep_copy(target) : json_object();
    json_object_foreach ((json_t *)patch, key, value) {
        if (json_is_null(value))
            json_object_del(result, key);
        else
            cli_json_set(result, key, merge(json_object_get(result, key), value));
    }
    return result;
}

static cli_example from_patch(const cli_pack *pack, const json_t *patch)
{
    json_t *request = merge(json_object_get(pack->root, "base"), patch);
    cli_example example = {.bytes = json_dumps(request, JSON_INDENT(2))};

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

static cli_example from_json(const cli_pack *pack, const json_t *element)
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
    return *hex ? from_hex(hex) : from_patch(pack, element);
}

/* {"$facts": …, "$request": …}, or a request alone. */
static cli_example from_element(const cli_pack *pack, const json_t *element)
{
    const json_t *facts = json_object_get(element, "$facts");
    const json_t *request = json_object_get(element, "$request");
    json_t *nothing = json_object();
    cli_example example = from_json(pack, !facts ? element : request ? request : nothing);

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
    cli_example best = {.bytes = NULL};

    for (size_t i = 0; i < json_array_size(elements); i++) {
        cli_example example = from_element(pack, json_array_get(elements, i));

        if (best.bytes && example.size > PAGE_BYTES) {
            cli_example_free(&example);
            continue;
        }
        cli_example_free(&best);
        best = example;
        if (best.size <= PAGE_BYTES)
            break;
    }
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

const snapguard_finding *cli_example_finding(
    cli_demonstration *demonstration, const cli_example *example, const char *rule)
{
    const snapguard_report *report;
    const snapguard_finding *finding;

    if (!example->bytes)
        return NULL;
    cli_template_end(&demonstration->template);
    snapguard_context_set_facts(demonstration->context, NULL);
    snapguard_facts_free(demonstration->facts);
    demonstration->facts = NULL;
    if (example->facts)
        cli_demand(snapguard_facts_new(
            &demonstration->facts, demonstration->engine, example->facts,
            strlen(example->facts), NULL));
    snapguard_context_set_facts(demonstration->context, demonstration->facts);
    report = check(demonstration, example);
    for (size_t i = 0; (finding = snapguard_report_finding(report, i)); i++)
        if (strcmp(snapguard_finding_rule(finding), rule) == 0)
            return finding;
    return NULL;
}

void cli_demonstration_begin(cli_demonstration *demonstration)
{
    *demonstration = (cli_demonstration){.facts = NULL};
    cli_demand(snapguard_engine_new(&demonstration->engine, NULL, NULL));
    cli_demand(snapguard_context_new(&demonstration->context, demonstration->engine));
}

void cli_demonstration_end(cli_demonstration *demonstration)
{
    cli_template_end(&demonstration->template);
    snapguard_context_free(demonstration->context);
    snapguard_facts_free(demonstration->facts);
    snapguard_engine_free(demonstration->engine);
}
