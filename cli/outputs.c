#include "outputs.h"

#include "format.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

static bool is_taken(const cli_outputs *outputs, const char *path)
{
    for (size_t i = 0; i < outputs->count; i++)
        if (strcmp(outputs->items[i].path, path) == 0)
            return true;
    return false;
}

/* Whether a report can go to this path, for all that the command line says. */
static bool
is_path(const cli_option *option, const cli_outputs *outputs, const char *path)
{
    if (strcmp(path, "-") == 0) {
        cli_option_complain(option, "standard output has the report of --format");
        return false;
    }
    if (is_taken(outputs, path)) {
        cli_option_complain(option, "two reports go to \"%s\"", path);
        return false;
    }
    return true;
}

bool cli_set_output(const cli_option *option, void *field, const char *argument)
{
    const cli_option formats = {
        .name = option->name, .choices = cli_format_names, .origin = option->origin};
    cli_outputs *outputs = field;
    size_t size = strcspn(argument, ":");
    cli_output output;
    char *format;
    bool is_known;

    if (!argument[size] || !argument[size + 1]) {
        cli_option_complain(option, "\"%s\" is not of the form FORMAT:FILE", argument);
        return false;
    }
    format = cli_copy(argument, size);
    is_known = cli_set_choice(&formats, &output.format, format);
    free(format);
    output.path = argument + size + 1;
    if (!is_known || !is_path(option, outputs, output.path))
        return false;
    outputs->items =
        cli_reallocate(outputs->items, (outputs->count + 1) * sizeof *outputs->items);
    outputs->items[outputs->count++] = output;
    return true;
}

void cli_outputs_free(cli_outputs *outputs)
{
    free(outputs->items);
}
