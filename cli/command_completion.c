#include "commands.h"

#include "complain.h"
#include "completion.h"
#include "nearest.h"
#include "output.h"

#include <string.h>

typedef void completion_function(cli_writer *writer, const cli_pack *pack);

static const struct {
    const char *name;
    completion_function *write;
} shells[] = {
#define COMPLETION(name) {#name, cli_completion_##name},
#include "completion.def"
#undef COMPLETION
};

static const cli_option options[] = {CLI_HELP_OPTION, {.name = NULL}};

static completion_function *find(const char *name)
{
    cli_nearest nearest;

    cli_nearest_begin(&nearest, name);
    for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++) {
        if (strcmp(shells[i].name, name) == 0)
            return shells[i].write;
        cli_nearest_offer(&nearest, shells[i].name);
    }
    if (nearest.name)
        cli_complain(
            "no completion for a shell called \"%s\"; did you mean \"%s\"?", name,
            nearest.name);
    else
        cli_complain(
            "no completion for a shell called \"%s\"; \"snapguard completion --help\" "
            "names the shells",
            name);
    return NULL;
}

static cli_exit run(const cli_command *command, int count, char **arguments)
{
    completion_function *write;
    cli_writer writer;
    cli_pack pack;
    cli_exit status;

    if (!cli_command_start(command, &count, arguments, NULL, NULL, &status))
        return status;
    if (count != 1) {
        cli_complain("completion needs the name of one shell: bash, zsh or fish");
        return CLI_USAGE;
    }
    write = find(arguments[0]);
    if (!write)
        return CLI_USAGE;
    cli_pack_load(&pack, NULL);
    cli_output_begin(&writer);
    write(&writer, &pack);
    cli_pack_free(&pack);
    return cli_output_end(&writer);
}

const cli_command cli_command_completion = {
    .name = "completion",
    .usage = "bash|zsh|fish",
    .summary =
        "Print a script that teaches a shell to complete commands, options, ids of "
        "rules and names of files.",
    .examples =
        "  source <(snapguard completion bash)\n"
        "  snapguard completion bash > /etc/bash_completion.d/snapguard\n"
        "  snapguard completion zsh > ~/.zfunc/_snapguard\n"
        "  snapguard completion fish > ~/.config/fish/completions/snapguard.fish\n",
    .options = options,
    .run = run,
};
