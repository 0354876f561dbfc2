#include "manual.h"

#include "commands.h"

#include <snapguard/snapguard.h>

#include <ctype.h>
#include <string.h>

/* Text as it stands: neither a request of roff, nor an escape, nor a hyphen where an
 * option has a minus. */
static void put_text(cli_writer *writer, const char *text)
{
    bool begins_line = true;

    for (const char *c = text; *c; c++) {
        if (begins_line && (*c == '.' || *c == '\''))
            cli_put(writer, "\\&");
        if (*c == '-')
            cli_put(writer, "\\-");
        else if (*c == '\\')
            cli_put(writer, "\\e");
        else
            cli_write(writer, c, 1);
        begins_line = *c == '\n';
    }
}

/* In bold, in italics: 'B', 'I'. */
static void put_in(cli_writer *writer, char font, const char *text)
{
    cli_print(writer, "\\f%c", font);
    put_text(writer, text);
    cli_put(writer, "\\fR");
}

/* As it stands, line by line. */
static void put_lines(cli_writer *writer, const char *heading, const char *text)
{
    cli_print(writer, ".SH %s\n.nf\n", heading);
    put_text(writer, text);
    cli_put(writer, ".fi\n");
}

static void put_title(cli_writer *writer, const char *name)
{
    cli_put(writer, ".TH \"SNAPGUARD");
    cli_put(writer, *name ? "\\-" : "");
    for (const char *c = name; *c; c++)
        cli_print(writer, "%c", toupper((unsigned char)*c));
    cli_print(
        writer, "\" 1 \"\" \"snapguard %s\" \"User Commands\"\n", snapguard_version());
}

static void put_option(cli_writer *writer, const cli_option *option)
{
    char letter[] = {'-', option->letter, '\0'};

    cli_put(writer, ".TP\n");
    if (option->letter) {
        put_in(writer, 'B', letter);
        cli_put(writer, ", ");
    }
    cli_put(writer, "\\fB\\-\\-\\fR");
    put_in(writer, 'B', option->name);
    if (option->argument) {
        cli_put(writer, " ");
        put_in(writer, 'I', option->argument);
    }
    for (const char *const *choice = option->choices; choice && *choice; choice++) {
        cli_put(writer, choice == option->choices ? " " : "|");
        put_in(writer, 'B', *choice);
    }
    cli_put(writer, "\n");
    put_text(writer, option->help);
    cli_put(writer, "\n");
}

/* What stands behind the dash of a page's name goes into an index: no more than a phrase.
 */
static void put_phrase(cli_writer *writer, const char *summary)
{
    size_t size = strcspn(summary, ".:;,");
    char phrase[128];

    if (size >= sizeof phrase)
        size = sizeof phrase - 1;
    memcpy(phrase, summary, size);
    phrase[size] = '\0';
    phrase[0] = (char)tolower((unsigned char)phrase[0]);
    put_text(writer, phrase);
    cli_put(writer, "\n");
}

static void put_see_also(cli_writer *writer, const cli_command *but)
{
    const char *separator = "";

    cli_put(writer, ".SH SEE ALSO\n");
    if (but) {
        cli_put(writer, "\\fBsnapguard\\fR(1)");
        separator = ", ";
    }
    for (const cli_command *const *command = cli_commands; *command; command++) {
        if (*command == but)
            continue;
        cli_print(writer, "%s\\fBsnapguard\\-%s\\fR(1)", separator, (*command)->name);
        separator = ", ";
    }
    cli_put(writer, "\n");
}

void cli_manual_command(cli_writer *writer, const cli_command *command)
{
    put_title(writer, command->name);
    cli_print(writer, ".SH NAME\nsnapguard\\-%s \\- ", command->name);
    put_phrase(writer, command->summary);
    cli_print(writer, ".SH SYNOPSIS\n\\fBsnapguard %s\\fR ", command->name);
    put_text(writer, command->usage);
    cli_put(writer, "\n.SH DESCRIPTION\n");
    put_text(writer, command->summary);
    cli_put(writer, "\n.SH OPTIONS\n");
    for (const cli_option *option = command->options; option->name; option++)
        put_option(writer, option);
    if (command->notes)
        put_lines(writer, "NOTES", command->notes);
    put_lines(writer, "EXAMPLES", command->examples);
    put_see_also(writer, command);
}

void cli_manual_program(cli_writer *writer)
{
    put_title(writer, "");
    cli_put(
        writer,
        ".SH NAME\n"
        "snapguard \\- judge CreateAutoSnapshotPolicy requests by their documented "
        "rules\n"
        ".SH SYNOPSIS\n"
        "\\fBsnapguard\\fR [\\fIOPTIONS\\fR] [\\fIPATH\\fR...|\\-]\n"
        ".br\n"
        "\\fBsnapguard\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR] ...\n"
        ".SH COMMANDS\n"
        "Without the name of a command, it is the first one. Each has a page of its own, "
        "and prints its help with \\fB\\-\\-help\\fR.\n");
    for (const cli_command *const *command = cli_commands; *command; command++) {
        cli_print(writer, ".TP\n\\fB%s\\fR\n", (*command)->name);
        put_text(writer, (*command)->summary);
        cli_put(writer, "\n");
    }
    put_see_also(writer, NULL);
}
