#include "commands.h"

#include "complain.h"
#include "demand.h"
#include "json.h"
#include "output.h"

#include <snapguard/snapguard.h>

typedef struct settings {
    int format;
} settings;

enum { VERSION_TEXT, VERSION_JSON };

static const char *const format_names[] = {
    [VERSION_TEXT] = "text", [VERSION_JSON] = "json", NULL};

static const cli_option options[] = {
    {.name = "format",
     .letter = 'f',
     .set = cli_set_choice,
     .field = offsetof(settings, format),
     .choices = format_names,
     .help = "Print a line of text (the default) or a JSON object."},
    CLI_HELP_OPTION,
    {.name = NULL},
};

static void put_json(cli_writer *writer, const char *edition)
{
    json_t *object = json_object();

    cli_json_set(object, "name", json_string("snapguard"));
    cli_json_set(object, "version", json_string(snapguard_version()));
    cli_json_set(object, "edition", json_string(edition));
    cli_json_set(object, "jansson", json_string(jansson_version_str()));
    cli_json_put(writer, object, 0);
    cli_put(writer, "\n");
    json_decref(object);
}

static cli_exit run(const cli_command *command, int count, char **arguments)
{
    settings chosen = {.format = VERSION_TEXT};
    snapguard_engine *engine;
    cli_writer writer;
    cli_exit status;

    if (!cli_command_start(command, &count, arguments, &chosen, NULL, &status))
        return status;
    if (count > 0) {
        cli_complain("version takes no argument, but \"%s\" is given", arguments[0]);
        return CLI_USAGE;
    }
    cli_demand(snapguard_engine_new(&engine, NULL, NULL));
    cli_output_begin(&writer);
    if (chosen.format == VERSION_JSON)
        put_json(&writer, snapguard_engine_edition(engine));
    else
        cli_print(
            &writer, "snapguard %s, by the API reference of %s\n", snapguard_version(),
            snapguard_engine_edition(engine));
    snapguard_engine_free(engine);
    return cli_output_end(&writer);
}

const cli_command cli_command_version = {
    .name = "version",
    .usage = "[OPTIONS]",
    .summary =
        "Print the version, and the edition of the API reference that is built in.",
    .examples = "  snapguard version\n"
                "  snapguard version --format json\n",
    .options = options,
    .run = run,
};
