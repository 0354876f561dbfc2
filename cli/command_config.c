#include "commands.h"

#include "complain.h"
#include "json.h"
#include "output.h"
#include "schema.h"

#include <string.h>

static const cli_option options[] = {CLI_HELP_OPTION, {.name = NULL}};

static cli_exit put_schema(void)
{
    json_t *schema = cli_configuration_schema(cli_command_check.options);
    cli_writer writer;

    cli_output_begin(&writer);
    cli_json_put(&writer, schema, JSON_INDENT(2));
    cli_put(&writer, "\n");
    json_decref(schema);
    return cli_output_end(&writer);
}

static cli_exit run(const cli_command *command, int count, char **arguments)
{
    cli_exit status;

    if (!cli_command_start(command, &count, arguments, NULL, NULL, &status))
        return status;
    if (count == 1 && strcmp(arguments[0], "schema") == 0)
        return put_schema();
    cli_complain("config needs one word: schema");
    return CLI_USAGE;
}

const cli_command cli_command_config = {
    .name = "config",
    .usage = "schema",
    .summary =
        "Print the JSON Schema of the configuration file, for editors. What a file may "
        "hold is in docs/configuration.md.",
    .examples = "  snapguard config schema > snapguard.schema.json\n",
    .options = options,
    .run = run,
};
