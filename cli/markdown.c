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
    while (size > 0) {
        const char *end = memchr(text, '\n', size);
        size_t line = end ? (size_t)(end - text) : size;

        cli_put_safe(writer, text, line);
        cli_put(writer, "\n");
        line += end != NULL;
        text += line;
        size -= line;
    }
    cli_put(writer, "```\n\n");
}
