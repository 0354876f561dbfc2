#include "format.h"

#include "glyph.h"
#include "memory.h"
#include "path.h"

#include <stdlib.h>
#include <string.h>

/* Commands of a GitHub workflow, one line a finding: the log of a job is read for them,
 * and each becomes an annotation of its file. */

/* What means something in a command is escaped as the runner reads it back; the last two
 * only in a property. Nothing else that must not reach a terminal is printed as it is,
 * for a log is shown in one. */
static void put_escaped(cli_writer *writer, const char *text, size_t size, bool is_data)
{
    const char *const marks = is_data ? "%\r\n" : "%\r\n:,";
    cli_glyph glyph;

    for (; size > 0; text += glyph.taken, size -= glyph.taken) {
        cli_glyph_read(&glyph, text, size);
        if (*text && strchr(marks, *text))
            cli_print(writer, "%%%02X", (unsigned)*text);
        else
            cli_write(writer, glyph.shown, glyph.size);
    }
}

static void put_data(cli_writer *writer, const cli_string *string)
{
    if (string->bytes)
        put_escaped(writer, string->bytes, string->size, true);
}

/* Columns may be given only where the place is in one line. That of the last character is
 * wanted, and `end` is behind it. */
static void put_place(cli_writer *writer, const snapguard_range *range)
{
    size_t column = range->start.column;
    size_t last = range->end.column > column ? range->end.column - 1 : column;

    cli_print(writer, ",line=%zu,endLine=%zu", range->start.line, range->end.line);
    if (range->start.line == range->end.line)
        cli_print(writer, ",col=%zu,endColumn=%zu", column, last);
}

/* The log shows the message alone, so that it says where as well. */
static void put_message(cli_writer *writer, const cli_finding *finding)
{
    const snapguard_position *start = &finding->range.start;
    const cli_string *help = &finding->texts[SNAPGUARD_TEXT_HELP];

    put_escaped(writer, finding->file, strlen(finding->file), true);
    cli_print(writer, ":%zu:%zu: ", start->line, start->column);
    if (finding->name.bytes) {
        put_data(writer, &finding->name);
        cli_put(writer, ": ");
    }
    put_data(writer, &finding->texts[SNAPGUARD_TEXT_MESSAGE]);
    cli_print(writer, " [%s]", finding->rule);
    if (finding->has_answer)
        cli_print(writer, " %s", finding->answer.code);
    if (help->bytes)
        cli_put(writer, "%0Ahelp: ");
    put_data(writer, help);
    cli_put(writer, "\n");
}

static void put_command(cli_sink *sink, const cli_finding *finding)
{
    cli_writer *writer = &sink->writer;
    cli_paths *paths = sink->state;

    cli_path_find(paths, finding->file);
    cli_print(writer, "::%s file=", snapguard_severity_name(finding->severity));
    put_escaped(writer, paths->path.bytes, paths->path.size, false);
    put_place(writer, &finding->range);
    cli_print(writer, ",title=snapguard (%s)::", finding->rule);
    put_message(writer, finding);
}

static void begin(cli_sink *sink)
{
    sink->state = cli_reallocate(NULL, sizeof(cli_paths));
    cli_paths_begin(sink->state);
}

static void end(cli_sink *sink)
{
    cli_paths_free(sink->state);
    free(sink->state);
}

const cli_format cli_format_github = {
    .wants = CLI_WANT(SNAPGUARD_TEXT_MESSAGE) | CLI_WANT(SNAPGUARD_TEXT_HELP),
    .begin = begin,
    .finding = put_command,
    .end = end};
