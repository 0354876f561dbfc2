#include "show_text.h"

#include "format.h"
#include "glyph.h"
#include "wrap.h"

#include <stdlib.h>
#include <string.h>

/* Where texts stand behind their labels. A longer text than so many bytes is cut before
 * it is wrapped: no rule lets one pass that comes near. */
enum { ENTRY_COLUMN = 16, ENTRY_COLUMNS = 2048, NAME_COLUMNS = 60 };

void cli_put_fitted(cli_show *show, const char *text, size_t size, size_t columns)
{
    size_t fits = cli_fitting(text, size, columns);

    if (fits < size)
        fits = cli_fitting(text, size, columns - 1);
    cli_put_safe(&show->sink->writer, text, fits);
    if (fits < size)
        cli_put(&show->sink->writer, show->signs->ellipsis);
}

static void put_title(cli_show *show, const cli_subject *subject)
{
    const cli_palette *palette = show->sink->palette;
    cli_writer *writer = &show->sink->writer;
    cli_buffer source = {NULL, 0, 0};
    size_t size;
    const char *name = cli_policy_name(&subject->policy, &size);

    cli_put(writer, palette->strong);
    cli_put_fitted(show, name, size, NAME_COLUMNS);
    cli_print(writer, "%s (", palette->plain);
    cli_say_source(&source, subject->judged);
    cli_put_safe(writer, source.bytes, source.size);
    cli_put(writer, ")\n");
    free(source.bytes);
}

static void put_hindrance(cli_show *show, const cli_subject *subject)
{
    const cli_buffer *text = &subject->policy.hindrance;

    if (text->size > 0)
        cli_put_entry(show, "Not read", text->bytes, text->size);
}

void cli_put_heading(cli_show *show, const cli_subject *subject, const cli_subject *other)
{
    if (show->shown > 0)
        cli_put(&show->sink->writer, "\n");
    if (other)
        cli_put(&show->sink->writer, "from ");
    put_title(show, subject);
    if (other) {
        cli_put(&show->sink->writer, "  to ");
        put_title(show, other);
    }
    put_hindrance(show, subject);
    if (other)
        put_hindrance(show, other);
}

static void put_findings(cli_show *show, const cli_subject *subject, bool *is_first)
{
    const snapguard_report *report = subject->judged->report;
    size_t count = snapguard_report_count(report);
    cli_finding finding;

    for (size_t i = 0; i < count; i++) {
        if (*is_first)
            cli_put(&show->sink->writer, "\n");
        *is_first = false;
        finding = cli_show_finding(show, subject, i);
        cli_put_headline(show->sink, &finding);
    }
}

void cli_put_findings(
    cli_show *show, const cli_subject *subject, const cli_subject *other)
{
    bool is_first = true;

    put_findings(show, subject, &is_first);
    if (other)
        put_findings(show, other, &is_first);
}

/* Wrapping wants a text that ends in NUL, and has none before. */
static void put_wrapped(cli_show *show, const char *text, size_t size, size_t column)
{
    size_t fits = cli_fitting(text, size, ENTRY_COLUMNS);
    cli_buffer copy = {NULL, 0, 0};

    cli_buffer_add(&copy, text, fits);
    for (size_t i = 0; i < fits; i++)
        if (copy.bytes[i] == '\0')
            copy.bytes[i] = '\x01';
    if (fits < size)
        cli_buffer_add(&copy, show->signs->ellipsis, strlen(show->signs->ellipsis));
    cli_put_wrapped(&show->sink->writer, cli_buffer_text(&copy), column, column);
    free(copy.bytes);
}

void cli_put_entry(cli_show *show, const char *label, const char *text, size_t size)
{
    const cli_palette *palette = show->sink->palette;
    cli_writer *writer = &show->sink->writer;

    cli_print(writer, "%s%s%s", palette->gutter, label, palette->plain);
    cli_put_spaces(writer, ENTRY_COLUMN - strlen(label));
    put_wrapped(show, text, size, ENTRY_COLUMN);
}

void cli_put_note(cli_show *show, cli_buffer *text, size_t column)
{
    if (text->size > 0)
        put_wrapped(show, text->bytes, text->size, column);
    free(text->bytes);
    *text = (cli_buffer){NULL, 0, 0};
}
