#define _POSIX_C_SOURCE 200809L

#include "signs.h"

#include <stdlib.h>
#include <strings.h>

static const char *const unicode_cells[CLI_CELLS] = {
#define CELL(name, class, sign, ascii, meaning) [CLI_CELL_##name] = sign,
#include "cell.def"
#undef CELL
};

static const char *const plain_cells[CLI_CELLS] = {
#define CELL(name, class, sign, ascii, meaning) [CLI_CELL_##name] = ascii,
#include "cell.def"
#undef CELL
};

static const char *const unicode_bars[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

/* Filled where half of it is. */
static const char *const plain_bars[] = {" ", " ", " ", " ", "#", "#", "#", "#", "#"};

static const cli_signs unicode = {
    .cells = unicode_cells,
    .bars = unicode_bars,
    .axis = "│",
    .tick = "┤",
    .corner = "└",
    .line = "─",
    .ellipsis = "…",
};

static const cli_signs plain = {
    .cells = plain_cells,
    .bars = plain_bars,
    .axis = "|",
    .tick = "+",
    .corner = "+",
    .line = "-",
    .ellipsis = "~",
};

static const char *locale_name(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};

    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        const char *value = getenv(variables[i]);

        if (value && *value)
            return value;
    }
    return "";
}

/* "de_DE.UTF-8", "C.utf8". */
static bool is_utf8(const char *locale)
{
    for (; *locale; locale++)
        if (*locale == '.')
            return strncasecmp(locale + 1, "utf-8", 5) == 0 ||
                   strncasecmp(locale + 1, "utf8", 4) == 0;
    return false;
}

const cli_signs *cli_signs_for(bool is_ascii)
{
    return is_ascii || !is_utf8(locale_name()) ? &plain : &unicode;
}
