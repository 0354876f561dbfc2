#include "markdown.h"

#include "glyph.h"

#include <string.h>

void cli_md_prose(cli_writer *writer, const char *text)
{
    for (; *text; text++) {
        if (strchr("\\`*_<>[]|", *text))
            cli_put(writer, "\\");
        cli_write(writer, text, 1);
    }
}

void cli_md_code(cli_writer *writer, const char *text)
{
    const char *fence = strchr(text, '`') ? "``" : "`";

    cli_put(writer, fence);
    cli_put_safe(writer, text, strlen(text));
    cli_put(writer, fence);
}

void cli_md_block(cli_writer *writer, const char *language, const char *text, size_t size)
{
    cli_print(writer, "```%s\n", language);
    cli_put_lines(writer, text, size, 0);
    cli_put(writer, "```\n\n");
}
