#include "wrap.h"

#include "glyph.h"

#include <string.h>

void cli_put_wrapped(cli_writer *writer, const char *text, size_t column, size_t indent)
{
    size_t start = column;

    for (;;) {
        size_t size = strcspn(text, " ");
        size_t columns = cli_columns(text, size);

        if (column > start && column + 1 + columns > CLI_LINE_COLUMNS) {
            cli_put(writer, "\n");
            cli_put_spaces(writer, indent);
            column = start = indent;
        } else if (column > start) {
            cli_put(writer, " ");
            column++;
        }
        cli_put_safe(writer, text, size);
        column += columns;
        text += size;
        if (!*text)
            break;
        text++;
    }
    cli_put(writer, "\n");
}
