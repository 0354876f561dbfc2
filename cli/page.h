/* The parts of a page about a policy, in the order in which they stand there. */
#ifndef CLI_PAGE_H
#define CLI_PAGE_H

#include "show.h"

/* A text of others longer than this is cut: no rule lets one pass that comes near. */
enum { CLI_PAGE_COLUMNS = 300 };

typedef struct cli_page {
    cli_show *show;
    cli_writer *writer;
    const cli_subject *subject;
    const cli_subject *other; /* Or NULL. */
} cli_page;

void cli_page_put_facts(const cli_page *page);
void cli_page_put_changes(const cli_page *page);
void cli_page_put_week(const cli_page *page);
void cli_page_put_next(const cli_page *page);
void cli_page_put_forecast(const cli_page *page);
void cli_page_put_findings(const cli_page *page, const cli_subject *subject);

/* A text of others, made safe and cut. A buffer is released and emptied. */
void cli_page_put_text(const cli_page *page, const char *text, size_t size);
void cli_page_put_buffer(const cli_page *page, cli_buffer *text);

/* The page's style sheet, page.css. */
extern const char cli_page_style[];

#endif
