#include "commands.h"

#include "complain.h"
#include "json.h"
#include "output.h"
#include "schema.h"

enum { INDENT = 2 };

static const cli_option options[] = {CLI_HELP_OPTION, {.name = NULL}};

static cli_exit run(const cli_command *command, int count, char **arguments)
{
    cli_writer writer;
    cli_pack pack;
    cli_exit status;
    json_t *schema;

    if (!cli_command_start(command, &count, arguments, NULL, &status))
        return status;
    if (count > 0) {
        cli_complain("schema takes no argument, but \"%s\" is given", arguments[0]);
        return CLI_USAGE;
    }
    cli_pack_load(&pack);
    schema = cli_schema(&pack);
    cli_output_begin(&writer);
    cli_json_put(&writer, schema, JSON_INDENT(INDENT));
    cli_put(&writer, "\n");
    json_decref(schema);
    cli_pack_free(&pack);
    return cli_output_end(&writer);
}

const cli_command cli_command_schema = {
    .name = "schema",
    .usage = "",
    .summary = "Print the JSON Schema (2020-12) of a request, for editors. It accepts "
               "whatever has no errors; what a schema cannot say is left to check.",
    .examples = "  snapguard schema > auto-snapshot-policy.schema.json\n",
    .options = options,
    .run = run,
};
