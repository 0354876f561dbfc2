#include "config_schema.h"

#include "json.h"
#include "pack.h"
#include "selection.h"
#include "unreadable.h"

#include <string.h>

static const char rule_reference[] = "#/$defs/rule";
static const char silent_reference[] = "#/$defs/ruleThatMayBeSilenced";

static json_t *typed(const char *type)
{
    json_t *schema = json_object();

    cli_json_set(schema, "type", json_string(type));
    return schema;
}

static json_t *reference(const char *pointer)
{
    json_t *schema = json_object();

    cli_json_set(schema, "$ref", json_string(pointer));
    return schema;
}

static json_t *text_schema(void)
{
    json_t *schema = typed("string");

    cli_json_set(schema, "minLength", json_integer(1));
    return schema;
}

static json_t *words_schema(const char *const *words)
{
    json_t *schema = json_object();
    json_t *array = json_array();

    for (; *words; words++)
        cli_json_append(array, json_string(*words));
    cli_json_set(schema, "enum", array);
    return schema;
}

static json_t *list_schema(json_t *items)
{
    json_t *schema = typed("array");

    cli_json_set(schema, "items", items);
    return schema;
}

/* The rules about text that cannot be read stay errors. */
static json_t *levels_schema(void)
{
    json_t *schema = typed("object");
    json_t *fixed = json_object();

    for (size_t i = 0; cli_input_rules[i]; i++) {
        json_t *error = json_object();

        cli_json_set(error, "const", json_string("error"));
        cli_json_set(fixed, cli_input_rules[i], error);
    }
    cli_json_set(schema, "propertyNames", reference(rule_reference));
    cli_json_set(schema, "properties", fixed);
    cli_json_set(schema, "additionalProperties", words_schema(cli_severity_names()));
    return schema;
}

static json_t *number_schema(const cli_option *option)
{
    json_t *schema = typed("integer");

    cli_json_set(schema, "minimum", json_integer((json_int_t)option->least));
    cli_json_set(schema, "maximum", json_integer((json_int_t)option->most));
    return schema;
}

static json_t *value_schema(const cli_option *option)
{
    if (option->is_map)
        return levels_schema();
    if (option->set == cli_set_select)
        return list_schema(reference(rule_reference));
    if (option->set == cli_set_ignore)
        return list_schema(reference(silent_reference));
    if (option->is_list)
        return list_schema(text_schema());
    if (option->choices)
        return words_schema(option->choices);
    if (option->most > 0)
        return number_schema(option);
    return cli_option_takes_argument(option) ? text_schema() : typed("boolean");
}

static void add_option(json_t *properties, const cli_option *option)
{
    json_t *schema = value_schema(option);

    cli_json_set(schema, "description", json_string(option->help));
    cli_json_set(properties, option->key, schema);
}

static json_t *object_schema(json_t *properties)
{
    json_t *schema = typed("object");

    cli_json_set(schema, "properties", properties);
    cli_json_set(schema, "additionalProperties", json_false());
    return schema;
}

static json_t *files_schema(void)
{
    json_t *schema = json_object();
    json_t *array = list_schema(text_schema());
    json_t *either = json_array();

    cli_json_set(array, "minItems", json_integer(1));
    cli_json_append(either, text_schema());
    cli_json_append(either, array);
    cli_json_set(schema, "anyOf", either);
    return schema;
}

static bool is_of_rules(const cli_option *option)
{
    return option->is_map || option->set == cli_set_select ||
           option->set == cli_set_ignore;
}

static json_t *overrides_schema(const cli_option *options)
{
    json_t *properties = json_object();
    json_t *required = json_array();
    json_t *override;
    json_t *schema;

    cli_json_set(properties, "files", files_schema());
    for (; options->name; options++)
        if (options->key && is_of_rules(options))
            cli_json_set(properties, options->key, value_schema(options));
    override = object_schema(properties);
    cli_json_append(required, json_string("files"));
    cli_json_set(override, "required", required);
    schema = list_schema(override);
    cli_json_set(schema, "maxItems", json_integer(CLI_MOST_OVERRIDES));
    cli_json_set(
        schema, "description",
        json_string("Which rules run, and how grave they are, for some of the files."));
    return schema;
}

/* A rule of some pack, which the schema does not know. */
static json_t *foreign_schema(void)
{
    json_t *schema = typed("string");

    cli_json_set(
        schema, "pattern", json_string("^[a-z][a-z0-9-]{0,31}/[a-z0-9-]{1,64}$"));
    return schema;
}

static json_t *rules_schema(const cli_pack *pack, bool only_silent)
{
    json_t *schema = json_object();
    json_t *either = json_array();
    json_t *documented = json_object();
    json_t *ids = json_array();
    const json_t *rule;
    size_t i;

    json_array_foreach (pack->rules, i, rule) {
        const char *id = cli_pack_text(rule, "id");

        if (!only_silent || !cli_is_input_rule(id))
            cli_json_append(ids, json_string(id));
    }
    cli_json_set(documented, "enum", ids);
    cli_json_append(either, documented);
    cli_json_append(either, foreign_schema());
    cli_json_set(schema, "anyOf", either);
    return schema;
}

static json_t *definitions(void)
{
    json_t *object = json_object();
    cli_pack pack;

    cli_pack_load(&pack, NULL);
    cli_json_set(object, strrchr(rule_reference, '/') + 1, rules_schema(&pack, false));
    cli_json_set(object, strrchr(silent_reference, '/') + 1, rules_schema(&pack, true));
    cli_pack_free(&pack);
    return object;
}

json_t *cli_config_schema(const cli_option *options)
{
    json_t *properties = json_object();
    json_t *schema = json_object();

    cli_json_set(
        schema, "$schema", json_string("https://json-schema.org/draft/2020-12/schema"));
    cli_json_set(schema, "title", json_string("The configuration of snapguard"));
    cli_json_set(properties, "$schema", text_schema());
    for (const cli_option *option = options; option->name; option++)
        if (option->key)
            add_option(properties, option);
    cli_json_set(properties, "overrides", overrides_schema(options));
    cli_json_set(schema, "type", json_string("object"));
    cli_json_set(schema, "properties", properties);
    cli_json_set(schema, "additionalProperties", json_false());
    cli_json_set(schema, "$defs", definitions());
    return schema;
}
