/* What pictures in a terminal have in common. */
#ifndef CLI_SHOW_TEXT_H
#define CLI_SHOW_TEXT_H

#include "show.h"

/* Name and source of the policy, behind a blank line if it is not the first, and what
 * could not be read. */
void cli_put_heading(
    cli_show *show, const cli_subject *subject, const cli_subject *other);

/* The findings, one line each, behind a blank line. Nothing where there are none. */
void cli_put_findings(
    cli_show *show, const cli_subject *subject, const cli_subject *other);

/* A text of others that takes so many columns at most, cut where it takes more. */
void cli_put_fitted(cli_show *show, const char *text, size_t size, size_t columns);

/* "Label   text", the text wrapped behind the label and made safe. */
void cli_put_entry(cli_show *show, const char *label, const char *text, size_t size);

/* A note, wrapped from this column on. Nothing for an empty one. Releases its text. */
void cli_put_note(cli_show *show, cli_buffer *text, size_t column);

#endif
