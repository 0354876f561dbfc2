#include "commands.h"

#include "complain.h"
#include "glyph.h"
#include "law.h"
#include "output.h"

#include <string.h>

static const cli_option options[] = {CLI_HELP_OPTION, {.name = NULL}};

static const char *const words[] = {"check", "schema", NULL};

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void put_law(cli_writer *writer, const char *path, const cli_law *law)
{
    cli_put_safe(writer, path, strlen(path));
    cli_print(
        writer, ": %zu rule%s, %zu example%s", law->rules, plural(law->rules),
        law->examples, plural(law->examples));
    if (law->bare > 0)
        cli_print(
            writer, " (%zu rule%s without an example of either kind)", law->bare,
            plural(law->bare));
    cli_put(writer, "\n");
}

static cli_exit check_file(cli_writer *writer, const char *path)
{
    cli_packs packs = {.files = NULL};
    snapguard_engine *engine = NULL;
    cli_exit status = CLI_USAGE;

    if (cli_packs_add(&packs, NULL, path))
        status = cli_packs_engine(&engine, &packs);
    snapguard_engine_free(engine);
    if (status == CLI_CLEAN) {
        cli_law law = cli_law_apply(&packs);

        if (law.broken > 0)
            status = CLI_USAGE;
        else
            put_law(writer, path, &law);
    }
    cli_packs_free(&packs);
    return status;
}

static cli_exit check(int count, char **paths)
{
    cli_exit status = CLI_CLEAN;
    cli_writer writer;

    if (count == 0) {
        cli_complain("pack check needs the file of a pack");
        return CLI_USAGE;
    }
    cli_output_begin(&writer);
    for (int i = 0; i < count; i++)
        cli_worsen(&status, check_file(&writer, paths[i]));
    cli_worsen(&status, cli_output_end(&writer));
    return status;
}

static cli_exit put_schema(int count, char **arguments)
{
    size_t size;
    const char *schema = snapguard_pack_schema(&size);
    cli_writer writer;

    if (count > 0) {
        cli_complain("pack schema takes no argument, but \"%s\" is given", arguments[0]);
        return CLI_USAGE;
    }
    cli_output_begin(&writer);
    cli_write(&writer, schema, size);
    cli_put(&writer, "\n");
    return cli_output_end(&writer);
}

static cli_exit run(const cli_command *command, int count, char **arguments)
{
    const char *what;
    cli_exit status;

    if (!cli_command_start(command, &count, arguments, NULL, NULL, &status))
        return status;
    what = count > 0 ? arguments[0] : "";
    if (strcmp(what, "check") == 0)
        return check(count - 1, arguments + 1);
    if (strcmp(what, "schema") == 0)
        return put_schema(count - 1, arguments + 1);
    if (*what)
        cli_complain("pack: \"%s\" is neither check nor schema", what);
    else
        cli_complain("pack needs to know what to do: check or schema");
    return CLI_USAGE;
}

const cli_command cli_command_pack = {
    .name = "pack",
    .usage = "check FILE... | schema",
    .summary =
        "Check rule packs: whether the library takes them, and whether their examples "
        "fire what they say; what is wrong is named with its line and column. Or print "
        "the JSON Schema of packs.",
    .examples = "  snapguard pack check acme.json           is it right?\n"
                "  snapguard pack schema > pack.schema.json for editors\n",
    .notes =
        "Exit status: 0, all packs are right; 2, one is not; 3, the output cannot be\n"
        "written.\n",
    .options = options,
    .words = words,
    .run = run,
};
