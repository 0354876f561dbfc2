#include "page.h"

static void put_mark(const cli_page *page, const cli_fact *fact)
{
    const char *severity = snapguard_severity_name(fact->worst);

    if (fact->worst != SNAPGUARD_OFF)
        cli_print(page->writer, " <span class=\"mark %s\">%s</span>", severity, severity);
}

static void put_fact(const cli_page *page, const cli_fact *fact)
{
    cli_print(page->writer, "<div><dt>%s</dt><dd>", fact->label);
    cli_page_put_text(page, fact->text.bytes, fact->text.size);
    put_mark(page, fact);
    cli_put(page->writer, "</dd></div>\n");
}

/* The name is the heading. */
void cli_page_put_facts(const cli_page *page)
{
    const cli_fact *facts = page->subject->policy.facts;

    cli_put(page->writer, "<dl class=\"facts\">\n");
    for (size_t i = 0; i < CLI_FACTS; i++)
        if (i != CLI_FACT_NAME && facts[i].text.size > 0)
            put_fact(page, &facts[i]);
    cli_put(page->writer, "</dl>\n");
}

static void put_side(const cli_page *page, const cli_fact *fact)
{
    if (fact->text.size > 0)
        cli_page_put_text(page, fact->text.bytes, fact->text.size);
    else
        cli_put(page->writer, "<span class=\"quiet\">nothing</span>");
}

static void put_change(const cli_page *page, const cli_fact *before, const cli_fact *now)
{
    cli_print(page->writer, "<tr><th scope=\"row\">%s</th><td>", before->label);
    put_side(page, before);
    cli_put(page->writer, "</td><td>");
    put_side(page, now);
    cli_put(page->writer, "</td></tr>\n");
}

void cli_page_put_changes(const cli_page *page)
{
    const cli_fact *before = page->subject->policy.facts;
    const cli_fact *now = page->other->policy.facts;
    bool is_any = false;

    for (size_t i = 0; i < CLI_FACTS; i++) {
        if (!cli_fact_differs(&before[i], &now[i]))
            continue;
        if (!is_any)
            cli_put(
                page->writer,
                "<section>\n<h2>Changes</h2>\n<table class=\"changes\">\n<thead><tr>"
                "<td></td><th scope=\"col\">from</th><th scope=\"col\">to</th></tr>"
                "</thead>\n<tbody>\n");
        is_any = true;
        put_change(page, &before[i], &now[i]);
    }
    if (is_any)
        cli_put(page->writer, "</tbody>\n</table>\n</section>\n");
}
