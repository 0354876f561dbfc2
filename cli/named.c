#include "named.h"

#include <stdio.h>
#include <stdlib.h>

enum { NAME_BYTES = 64 };

bool cli_set_named(const cli_option *option, void *field, const char *argument)
{
    const cli_origin *origin = option->origin;

    *(cli_named *)field = (cli_named){
        .path = argument,
        .option = option->name,
        .key = option->key,
        .variable = origin ? origin->variable : NULL,
        .source = origin ? origin->spot.source : NULL};
    return true;
}

/* What has named it, as "--facts: "; "" where nothing has. */
static const char *write_by(char by[NAME_BYTES], const cli_named *named)
{
    if (named->variable)
        snprintf(by, NAME_BYTES, "%s: ", named->variable);
    else if (named->source)
        snprintf(by, NAME_BYTES, "%s: ", named->key);
    else if (named->option)
        snprintf(by, NAME_BYTES, "--%s: ", named->option);
    else
        by[0] = '\0';
    return by;
}

void cli_named_complain(const cli_named *named, const char *reason)
{
    char by[NAME_BYTES];
    char *pointer;

    write_by(by, named);
    if (named->variable || !named->source) {
        cli_complain("%s%s: %s", by, named->path, reason);
        return;
    }
    pointer = cli_pointer_to("", named->key);
    cli_source_complain(
        (cli_spot){named->source, pointer, false}, "%s%s: %s", by, named->path, reason);
    free(pointer);
}

void cli_named_complain_at(
    const cli_named *named, size_t line, size_t column, const char *reason)
{
    char by[NAME_BYTES];

    cli_complain(
        "%s%s:%zu:%zu: %s", write_by(by, named), named->path, line, column, reason);
}
