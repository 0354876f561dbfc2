#define _POSIX_C_SOURCE 200809L

#include "color.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *const cli_color_names[] = {
    [CLI_COLOR_AUTO] = "auto",
    [CLI_COLOR_ALWAYS] = "always",
    [CLI_COLOR_NEVER] = "never",
    NULL,
};

static const char *const cell_colors[CLI_CELLS] = {
    [CLI_CELL_NONE] = "\033[2m",       [CLI_CELL_DUE] = "\033[1;32m",
    [CLI_CELL_SKIPPED] = "\033[1;33m", [CLI_CELL_KEPT] = "\033[36m",
    [CLI_CELL_ADDED] = "\033[1;32m",   [CLI_CELL_REMOVED] = "\033[1;31m",
};

static const char *const no_colors[CLI_CELLS] = {"", "", "", "", "", ""};

/* Severities in their order: off, notice, warning, error. */
static const cli_palette colored = {
    .severity = {"", "\033[1;36m", "\033[1;33m", "\033[1;31m"},
    .cell = cell_colors,
    .strong = "\033[1m",
    .gutter = "\033[1;34m",
    .plain = "\033[0m",
};

static const cli_palette colorless = {
    .severity = {"", "", "", ""},
    .cell = no_colors,
    .strong = "",
    .gutter = "",
    .plain = "",
};

/* no-color.org and bixense.com/clicolors take an empty variable as unset. */
static bool is_set(const char *name)
{
    const char *value = getenv(name);

    return value && *value;
}

static bool environment_wants_color(void)
{
    const char *force = getenv("CLICOLOR_FORCE");
    const char *terminal = getenv("TERM");

    if (is_set("NO_COLOR"))
        return false;
    if (force && *force && strcmp(force, "0") != 0)
        return true;
    if (terminal && strcmp(terminal, "dumb") == 0)
        return false;
    return isatty(STDOUT_FILENO);
}

const cli_palette *cli_palette_for(cli_color choice)
{
    bool wanted = choice == CLI_COLOR_ALWAYS ||
                  (choice == CLI_COLOR_AUTO && environment_wants_color());

    return wanted ? &colored : &colorless;
}
