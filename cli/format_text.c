#include "format.h"

#include "frame.h"
#include "glyph.h"

#include <string.h>

/* Where no frame is shown, what follows the first line is indented as behind one whose
 * line number has one digit. */
enum { MARGIN_WITHOUT_FRAME = 4 };

static void put_remark(cli_sink *sink, size_t margin, const char *name)
{
    cli_writer *writer = &sink->writer;

    cli_put_spaces(writer, margin);
    cli_put(writer, sink->palette->gutter);
    cli_put(writer, "= ");
    cli_put(writer, name);
    cli_put(writer, ":");
    cli_put(writer, sink->palette->plain);
    cli_put(writer, " ");
}

static void put_string(cli_sink *sink, const cli_string *string)
{
    if (string->bytes)
        cli_put_safe(&sink->writer, string->bytes, string->size);
}

static void put_help(cli_sink *sink, const cli_finding *finding, size_t margin)
{
    if (!finding->texts[SNAPGUARD_TEXT_HELP].bytes)
        return;
    put_remark(sink, margin, "help");
    put_string(sink, &finding->texts[SNAPGUARD_TEXT_HELP]);
    cli_put(&sink->writer, "\n");
}

static void put_answer(cli_sink *sink, const cli_finding *finding, size_t margin)
{
    const snapguard_answer *answer = &finding->answer;
    cli_writer *writer = &sink->writer;

    if (!finding->has_answer)
        return;
    put_remark(sink, margin, "api");
    cli_put(writer, "HTTP ");
    cli_put_number(writer, (size_t)answer->http_status);
    cli_put(writer, " ");
    cli_put(writer, answer->code);
    cli_put(writer, ": ");
    put_string(sink, &finding->texts[SNAPGUARD_TEXT_API_MESSAGE]);
    cli_put(writer, " (");
    cli_put(writer, snapguard_basis_name(answer->basis));
    cli_put(writer, ")\n");
}

/* A pack need not say what the place is. */
static void put_related(cli_sink *sink, const cli_finding *finding, size_t margin)
{
    const snapguard_position *start = &finding->related.start;
    const cli_string *text = &finding->texts[SNAPGUARD_TEXT_RELATED];

    if (!finding->has_related)
        return;
    put_remark(sink, margin, "related");
    cli_put_safe(&sink->writer, finding->file, strlen(finding->file));
    cli_print(&sink->writer, ":%zu:%zu", start->line, start->column);
    cli_put(&sink->writer, text->size > 0 ? ": " : "");
    put_string(sink, text);
    cli_put(&sink->writer, "\n");
}

static void put_block(cli_sink *sink, const cli_finding *finding)
{
    size_t margin = MARGIN_WITHOUT_FRAME;

    cli_put_headline(sink, finding);
    if (finding->frame) {
        cli_put_frame(&sink->writer, finding->frame, sink->palette, finding->severity);
        margin = cli_frame_margin(finding->frame->line);
    }
    put_help(sink, finding, margin);
    put_answer(sink, finding, margin);
    put_related(sink, finding, margin);
}

static void put_count(cli_sink *sink, size_t count, const char *noun)
{
    cli_print(&sink->writer, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

static void put_totals(cli_sink *sink, const cli_summary *summary)
{
    cli_writer *writer = &sink->writer;

    put_count(sink, summary->findings[SNAPGUARD_ERROR], "error");
    cli_put(writer, ", ");
    put_count(sink, summary->findings[SNAPGUARD_WARNING], "warning");
    cli_put(writer, ", ");
    put_count(sink, summary->findings[SNAPGUARD_NOTICE], "notice");
    cli_put(writer, " in ");
    put_count(sink, summary->files, "file");
    if (summary->requests != summary->files) {
        cli_put(writer, " (");
        put_count(sink, summary->requests, "request");
        cli_put(writer, ")");
    }
    if (summary->waived > 0)
        cli_print(writer, "; %zu waived", summary->waived);
    if (summary->baselined > 0)
        cli_print(writer, "; %zu in the baseline", summary->baselined);
    cli_put(writer, "\n");
}

/* Which fixes were applied, and which are there to be. */
static void put_fixes(cli_sink *sink, const cli_summary *summary)
{
    size_t safe = summary->fixable[SNAPGUARD_FIX_SAFE];
    size_t unsafe = summary->fixable[SNAPGUARD_FIX_UNSAFE];

    if (summary->fixed > 0) {
        put_count(sink, summary->fixed, "finding");
        cli_put(&sink->writer, " fixed\n");
    }
    if (safe > 0) {
        cli_print(
            &sink->writer, "%zu fix%s available with --fix", safe, safe == 1 ? "" : "es");
        if (unsafe > 0)
            cli_print(&sink->writer, ", %zu more with --unsafe-fixes", unsafe);
        cli_put(&sink->writer, "\n");
    } else if (unsafe > 0) {
        cli_print(
            &sink->writer, "%zu fix%s available with --unsafe-fixes\n", unsafe,
            unsafe == 1 ? "" : "es");
    }
}

static void put_summary(cli_sink *sink)
{
    const cli_summary *summary = &sink->report->summary;

    if (summary->hidden > 0) {
        put_count(sink, summary->hidden, "more finding");
        cli_put(&sink->writer, " not shown\n");
    }
    cli_put_statistics(sink);
    /* Where nothing was judged, a complaint has said why, and there is nothing to sum up.
     */
    if (sink->report->show_summary && summary->files > 0) {
        put_totals(sink, summary);
        put_fixes(sink, summary);
    }
}

const cli_format cli_format_text = {
    .wants = CLI_WANT_FRAME | CLI_WANT(SNAPGUARD_TEXT_MESSAGE) |
             CLI_WANT(SNAPGUARD_TEXT_HELP) | CLI_WANT(SNAPGUARD_TEXT_API_MESSAGE) |
             CLI_WANT(SNAPGUARD_TEXT_RELATED),
    .finding = put_block,
    .end = put_summary};
