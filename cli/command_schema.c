#include "commands.h"

#include "complain.h"
#include "config_schema.h"
#include "json.h"
#include "output.h"
#include "schema.h"

#include <string.h>

enum { INDENT = 2 };

static const cli_option options[] = {CLI_HELP_OPTION, {.name = NULL}};

static const char *const words[] = {"request", "configuration", NULL};

static json_t *request_schema(void)
{
    cli_pack pack;
    json_t *schema;

    cli_pack_load(&pack, NULL);
    schema = cli_schema(&pack);
    cli_pack_free(&pack);
    return schema;
}

/* The schema of what is called so, or NULL after a complaint. */
static json_t *schema_of(const char *name)
{
    if (strcmp(name, "request") == 0)
        return request_schema();
    if (strcmp(name, "configuration") == 0)
        return cli_config_schema(cli_command_check.options);
    cli_complain(
        "there is no schema of \"%s\", but of a request and of a configuration", name);
    return NULL;
}

static cli_exit run(const cli_command *command, int count, char **arguments)
{
    cli_writer writer;
    cli_exit status;
    json_t *schema;

    if (!cli_command_start(command, &count, arguments, NULL, NULL, &status))
        return status;
    if (count > 1) {
        cli_complain("schema takes one argument, but \"%s\" is given", arguments[1]);
        return CLI_USAGE;
    }
    schema = schema_of(count > 0 ? arguments[0] : "request");
    if (!schema)
        return CLI_USAGE;
    cli_output_begin(&writer);
    cli_json_put(&writer, schema, JSON_INDENT(INDENT));
    cli_put(&writer, "\n");
    json_decref(schema);
    return cli_output_end(&writer);
}

const cli_command cli_command_schema = {
    .name = "schema",
    .usage = "request|configuration",
    .summary = "Print the JSON Schema (2020-12) of a request, for editors. It accepts "
               "whatever has no errors; what a schema cannot say is left to check. For "
               "configuration it is that of .snapguard.json.",
    .examples = "  snapguard schema > auto-snapshot-policy.schema.json\n"
                "  snapguard schema configuration > snapguard.schema.json\n",
    .options = options,
    .words = words,
    .run = run,
};
