#include "commands.h"

#include "catalog.h"
#include "check.h"
#include "complain.h"
#include "output.h"

typedef struct settings {
    int format;
    cli_packs packs;
    cli_pack_place place;
} settings;

static const char *const format_names[] = {
#define CATALOG(name) #name,
#include "catalog.def"
#undef CATALOG
    NULL,
};

static void (*const formats[])(
    cli_writer *writer, const cli_pack *pack, cli_demonstration *demonstration) = {
#define CATALOG(name) cli_catalog_##name,
#include "catalog.def"
#undef CATALOG
};

static const cli_option options[] = {
    {.name = "format",
     .letter = 'f',
     .set = cli_set_choice,
     .field = offsetof(settings, format),
     .choices = format_names,
     .help = "Print a table (text, the default), a JSON array, a page with a section "
             "for each rule (md), or the table of documented errors and the rules that "
             "find them (coverage)."},
    CLI_PACK_OPTIONS(settings, packs, place),
    CLI_HELP_OPTION,
    {.name = NULL},
};

static cli_exit print(const settings *chosen)
{
    cli_demonstration demonstration;
    cli_writer writer;
    cli_pack pack;
    cli_exit status = cli_demonstration_begin(&demonstration, &chosen->packs);

    if (status != CLI_CLEAN)
        return status;
    cli_pack_load(&pack, &chosen->packs);
    cli_output_begin(&writer);
    formats[chosen->format](&writer, &pack, &demonstration);
    cli_demonstration_end(&demonstration);
    cli_pack_free(&pack);
    return cli_output_end(&writer);
}

static cli_exit run(const cli_command *command, int count, char **arguments)
{
    settings chosen = {.format = 0};
    cli_exit status;

    if (cli_command_start(command, &count, arguments, &chosen, NULL, &status)) {
        status = CLI_USAGE;
        if (count > 0)
            cli_complain(
                "rules takes no argument, but \"%s\" is given; \"snapguard explain %s\" "
                "tells "
                "about one",
                arguments[0], arguments[0]);
        else if (cli_check_packs(&chosen.packs, &chosen.place))
            status = print(&chosen);
    }
    cli_packs_free(&chosen.packs);
    return status;
}

const cli_command cli_command_rules = {
    .name = "rules",
    .usage = "[OPTIONS]",
    .summary = "List every rule: how grave it is, what the API answers, and where that "
               "answer is documented.",
    .examples = "  snapguard rules                          a table\n"
                "  snapguard rules --format json            for programs\n"
                "  snapguard rules --format md > rules.md   a page to read\n",
    .options = options,
    .run = run,
};
