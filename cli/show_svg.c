#include "show.h"

#include "glyph.h"
#include "markup.h"
#include "memory.h"
#include "output.h"

#include <stdlib.h>
#include <string.h>

/* Lengths are pixels. A row is the day, 24 cells and the total. */
enum {
    WIDTH = 800,
    MARGIN = 24,
    DAY_WIDTH = 44,
    PITCH = 28,
    CELL = 24,
    LINE = 20,
    TITLE_LINE = 30,
    HEADER_LINE = 26,
    GAP = 14,
    CELLS_LEFT = MARGIN + DAY_WIDTH,
    TOTALS_RIGHT = CELLS_LEFT + CLI_HOURS_A_DAY * PITCH + 32
};

/* How much text fits beside the margins, in columns: what is wide takes two. */
enum {
    TITLE_COLUMNS = 60,
    TEXT_COLUMNS = 102,
    MOST_LINES = 3,
    SEVERITY_COLUMNS = 10,
    MOST_FINDINGS = 8
};

/* Colours are those of the page (page.css), and as dark as there. */
static const char style[] =
    "<style>\n"
    "text{font:13px system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',"
    "'DejaVu Sans',sans-serif;fill:#1c2330}\n"
    ".title{font-size:18px;font-weight:600}\n"
    ".quiet{fill:#566072}\n"
    ".hour,.total{font-size:11px;fill:#566072}\n"
    ".hour{text-anchor:middle}.total{text-anchor:end}\n"
    ".page{fill:#fff}\n"
    ".none{fill:#eceff3}.due{fill:#0b7261}.kept{fill:#8792a2}\n"
    ".added{fill:#1a7f37}.removed{fill:#c3272b}\n"
    ".skipped{fill:#fff;stroke:#9a5b00;stroke-width:2}\n"
    ".cross{stroke:#9a5b00;stroke-width:2}\n"
    ".sign{fill:#fff;font-weight:700;text-anchor:middle}\n"
    ".error{fill:#b3261e;font-weight:600}.warning{fill:#8a5200;font-weight:600}\n"
    ".notice{fill:#0b5cad;font-weight:600}\n"
    "@media (prefers-color-scheme:dark){\n"
    "text{fill:#e7ebf1}.quiet,.hour,.total{fill:#a3adbb}.page{fill:#11151b}\n"
    ".none{fill:#232a34}.due{fill:#3fc9ad}.kept{fill:#768292}\n"
    ".added{fill:#3fb950}.removed{fill:#ff7b72}\n"
    ".skipped{fill:#11151b;stroke:#e3a34a}.cross{stroke:#e3a34a}.sign{fill:#11151b}\n"
    ".error{fill:#ff8a80}.warning{fill:#e3a34a}.notice{fill:#79b8ff}\n"
    "}\n"
    "</style>\n";

/* What is drawn of one policy, from the top of its part down. */
typedef struct part {
    cli_show *show;
    cli_writer *writer;
    const cli_subject *subject;
    const cli_subject *other;
    size_t y;
} part;

/* How much of a text goes on one line: up to a blank, if there is one. */
static size_t line_of(const char *text, size_t size, size_t columns)
{
    size_t fits = cli_fitting(text, size, columns);
    size_t end = fits;

    while (end > 0 && end < size && text[end] != ' ')
        end--;
    return end > 0 ? end : fits;
}

/* At `x` and the line below here. */
static void begin_text(part *here, const char *class, int x)
{
    here->y += LINE;
    cli_print(here->writer, "<text class=\"%s\" x=\"%d\" y=\"%zu\">", class, x, here->y);
}

/* A text of a few lines. One that is too long for them is cut in the last. */
static void
put_lines(part *here, const char *class, const char *text, size_t size, size_t columns)
{
    for (size_t line = 1; size > 0; line++) {
        size_t end = line < MOST_LINES ? line_of(text, size, columns) : size;

        if (line > 1)
            begin_text(here, class, MARGIN);
        cli_put_markup_fitted(here->writer, text, end, TEXT_COLUMNS);
        cli_put(here->writer, "</text>\n");
        end += end < size && text[end] == ' ';
        text += end;
        size -= end;
        columns = TEXT_COLUMNS;
    }
}

static void put_text(part *here, const char *class, const char *text, size_t size)
{
    begin_text(here, class, MARGIN);
    put_lines(here, class, text, size, TEXT_COLUMNS);
}

static void put_note(part *here, const char *class, cli_buffer *text)
{
    if (text->size > 0)
        put_text(here, class, text->bytes, text->size);
    free(text->bytes);
    *text = (cli_buffer){NULL, 0, 0};
}

/* --------------------------------------------------------------------------- words */

static void add_name(cli_buffer *text, const cli_subject *subject)
{
    size_t size;
    const char *name = cli_policy_name(&subject->policy, &size);

    cli_buffer_add(text, name, size);
}

/* What a screen reader says first, and a reader sees first. */
static void say_title(cli_buffer *text, const part *here)
{
    if (here->other)
        cli_buffer_print(text, "From ");
    add_name(text, here->subject);
    if (!here->other)
        return;
    cli_buffer_print(text, " to ");
    add_name(text, here->other);
}

/* "cn-hangzhou, every day at 02:00 (UTC+8), kept 30 days" */
static void say_policy(cli_buffer *text, const cli_policy *policy)
{
    bool is_first = true;

    static const cli_fact_kind kinds[] = {
        CLI_FACT_REGION, CLI_FACT_SCHEDULE, CLI_FACT_KEPT};

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const cli_buffer *fact = &policy->facts[kinds[i]].text;

        if (fact->size == 0)
            continue;
        cli_buffer_print(text, is_first ? "" : ", ");
        is_first = false;
        if (kinds[i] == CLI_FACT_KEPT && policy->source.is_known)
            cli_buffer_print(text, "kept ");
        cli_buffer_add(text, fact->bytes, fact->size);
    }
}

static bool has_week(const part *here)
{
    return here->subject->policy.has_week ||
           (here->other && here->other->policy.has_week);
}

static void put_description(part *here)
{
    cli_buffer title = {NULL, 0, 0};
    cli_buffer text = {NULL, 0, 0};

    say_title(&title, here);
    cli_put(here->writer, "<title>Snapshots of ");
    cli_put_markup_fitted(here->writer, title.bytes, title.size, TITLE_COLUMNS);
    cli_put(here->writer, "</title>\n<desc>");
    say_policy(&text, &here->subject->policy);
    if (here->other) {
        cli_buffer_print(&text, "; ");
        say_policy(&text, &here->other->policy);
    }
    if (has_week(here)) {
        cli_buffer_print(&text, ". ");
        cli_say_cells(&text, here->subject, here->other);
    }
    cli_put_markup_fitted(here->writer, text.bytes, text.size, 4 * TEXT_COLUMNS);
    cli_put(here->writer, ".</desc>\n");
    free(title.bytes);
    free(text.bytes);
}

static void put_heading(part *here)
{
    cli_buffer text = {NULL, 0, 0};

    say_title(&text, here);
    here->y += TITLE_LINE;
    cli_print(here->writer, "<text class=\"title\" x=\"%d\" y=\"%zu\">", MARGIN, here->y);
    cli_put_markup_fitted(here->writer, text.bytes, text.size, TITLE_COLUMNS);
    cli_put(here->writer, "</text>\n");
    free(text.bytes);
    text = (cli_buffer){NULL, 0, 0};
    if (here->other)
        cli_buffer_print(&text, "from ");
    say_policy(&text, &here->subject->policy);
    put_note(here, "quiet", &text);
    if (!here->other)
        return;
    cli_buffer_print(&text, "to ");
    say_policy(&text, &here->other->policy);
    put_note(here, "quiet", &text);
}

/* ---------------------------------------------------------------------------- week */

static void put_sign(part *here, cli_cell cell, int x, size_t y)
{
    const char *sign = cell == CLI_CELL_ADDED ? "+" : "−";

    if (cell == CLI_CELL_SKIPPED)
        cli_print(
            here->writer, "<path class=\"cross\" d=\"M%d %zul10 10m0 -10l-10 10\"/>\n",
            x + CELL / 2 - 5, y + CELL / 2 - 5);
    if (cell == CLI_CELL_ADDED || cell == CLI_CELL_REMOVED)
        cli_print(
            here->writer, "<text class=\"sign\" x=\"%d\" y=\"%zu\">%s</text>\n",
            x + CELL / 2, y + CELL / 2 + 5, sign);
}

/* A frame is drawn on both sides of its line, so that it is set in. */
static void put_cell(part *here, cli_cell cell, int x, size_t y)
{
    int inset = cell == CLI_CELL_SKIPPED;

    cli_print(
        here->writer,
        "<rect class=\"%s\" x=\"%d\" y=\"%zu\" width=\"%d\" height=\"%d\" rx=\"4\"/>\n",
        cli_cell_names[cell], x + inset, y + (size_t)inset, CELL - 2 * inset,
        CELL - 2 * inset);
    put_sign(here, cell, x, y);
}

static const snapguard_week *other_week(const part *here)
{
    return here->other ? &here->other->policy.week : NULL;
}

static void put_hours(part *here)
{
    here->y += HEADER_LINE;
    for (int hour = 0; hour < CLI_HOURS_A_DAY; hour++)
        cli_print(
            here->writer, "<text class=\"hour\" x=\"%d\" y=\"%zu\">%d</text>\n",
            CELLS_LEFT + hour * PITCH + CELL / 2, here->y, hour);
    cli_print(
        here->writer, "<text class=\"total\" x=\"%d\" y=\"%zu\">%s</text>\n",
        TOTALS_RIGHT, here->y, cli_totals_name(here->other));
    here->y += 8;
}

static void put_day(part *here, int day)
{
    const snapguard_week *week = &here->subject->policy.week;
    int total = 0;

    cli_print(
        here->writer, "<text x=\"%d\" y=\"%zu\">%s</text>\n", MARGIN,
        here->y + CELL / 2 + 5, cli_short_day_names[day]);
    for (int hour = 0; hour < CLI_HOURS_A_DAY; hour++) {
        cli_cell cell = cli_cell_at(week, other_week(here), day, hour);

        put_cell(here, cell, CELLS_LEFT + hour * PITCH, here->y);
        total += cli_cell_is_counted(cell);
    }
    cli_print(
        here->writer, "<text class=\"total\" x=\"%d\" y=\"%zu\">%d</text>\n",
        TOTALS_RIGHT, here->y + CELL / 2 + 5, total);
    here->y += PITCH;
}

static void put_legend(part *here)
{
    cli_cell_counts all = cli_cells_count(&here->subject->policy.week, other_week(here));

    for (int cell = CLI_CELL_DUE; cell < CLI_CELLS; cell++) {
        cli_buffer text = {NULL, 0, 0};

        if (all.of[cell] == 0)
            continue;
        put_cell(here, (cli_cell)cell, MARGIN, here->y);
        cli_say_cell(&text, (cli_cell)cell, here->subject, here->other);
        cli_print(
            here->writer, "<text x=\"%d\" y=\"%zu\">", MARGIN + PITCH + 8,
            here->y + CELL / 2 + 5);
        cli_put_markup_fitted(here->writer, text.bytes, text.size, TEXT_COLUMNS - 6);
        cli_put(here->writer, "</text>\n");
        free(text.bytes);
        here->y += PITCH;
    }
}

static void put_week(part *here)
{
    cli_buffer text = {NULL, 0, 0};

    put_hours(here);
    for (int day = 0; day < CLI_DAYS_A_WEEK; day++)
        put_day(here, day);
    here->y += GAP;
    put_legend(here);
    cli_say_cells(&text, here->subject, here->other);
    cli_buffer_print(&text, ". Hours are UTC+8.");
    put_note(here, "quiet", &text);
    cli_say_zone(&text, here->show);
    put_note(here, "quiet", &text);
}

static void put_not_read(part *here, const cli_policy *policy)
{
    const cli_buffer *why =
        policy->hindrance.size > 0 ? &policy->hindrance : &policy->no_week;
    cli_buffer text = {NULL, 0, 0};

    if (why->size == 0)
        return;
    cli_buffer_print(&text, policy->has_week ? "Not all is shown: " : "No schedule: ");
    cli_buffer_add(&text, why->bytes, why->size);
    put_note(here, "plain", &text);
}

/* ------------------------------------------------------------------------ findings */

static void put_finding(part *here, const cli_finding *finding)
{
    const char *severity = snapguard_severity_name(finding->severity);
    const cli_string *text = &finding->texts[SNAPGUARD_TEXT_MESSAGE];

    begin_text(here, "plain", MARGIN);
    cli_print(here->writer, "<tspan class=\"%s\">%s:</tspan> ", severity, severity);
    put_lines(here, "plain", text->bytes, text->size, TEXT_COLUMNS - SEVERITY_COLUMNS);
}

static void put_findings(part *here, const cli_subject *subject)
{
    const snapguard_report *report = subject->judged->report;
    size_t count = snapguard_report_count(report);
    cli_buffer text = {NULL, 0, 0};
    cli_finding finding;

    if (count > 0)
        here->y += GAP / 2;
    for (size_t i = 0; i < count && i < MOST_FINDINGS; i++) {
        finding = cli_show_finding(here->show, subject, i);
        put_finding(here, &finding);
    }
    if (count > MOST_FINDINGS)
        cli_say_count(&text, count - MOST_FINDINGS, "more finding");
    put_note(here, "quiet", &text);
}

/* ----------------------------------------------------------------------------- all */

static void draw(part *here)
{
    put_description(here);
    put_heading(here);
    put_not_read(here, &here->subject->policy);
    if (here->other)
        put_not_read(here, &here->other->policy);
    if (has_week(here))
        put_week(here);
    put_findings(here, here->subject);
    if (here->other)
        put_findings(here, here->other);
    here->y += MARGIN;
}

/* The height of the whole stands at its beginning, so the parts are kept until the end.
 */
static void begin(cli_show *show)
{
    cli_writer_begin(
        &show->spool, CLI_SPOOL, cli_reallocate(NULL, CLI_OUTPUT_BYTES),
        CLI_OUTPUT_BYTES);
}

static void paint(cli_show *show, const cli_subject *subject, const cli_subject *other)
{
    part here = {
        .show = show, .writer = &show->spool, .subject = subject, .other = other};

    cli_print(
        here.writer, "<g role=\"img\" transform=\"translate(0 %zu)\">\n", show->height);
    draw(&here);
    cli_put(here.writer, "</g>\n");
    show->height += here.y;
}

static void end(cli_show *show)
{
    cli_writer *writer = &show->sink->writer;

    cli_print(
        writer,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%zu\" "
        "viewBox=\"0 0 %d %zu\">\n<title>The week of %zu snapshot polic%s</title>\n%s"
        "<rect class=\"page\" width=\"%d\" height=\"%zu\"/>\n",
        WIDTH, show->height, WIDTH, show->height, show->shown,
        show->shown == 1 ? "y" : "ies", style, WIDTH, show->height);
    cli_replay(&show->spool, writer);
    show->sink->spool_error = show->spool.error;
    cli_put(writer, "</svg>\n");
    free(show->spool.buffer);
}

const cli_painter cli_painter_svg = {
    .compares = true, .begin = begin, .paint = paint, .end = end};
