/* Strings of JSON: what they say, and how that is written canonically. */
#ifndef CLI_UNESCAPE_H
#define CLI_UNESCAPE_H

#include "text.h"

/* Replace `said` by what a string says whose content, without the quotes, is this. False
 * where an escape is none. */
bool cli_unescape(cli_text *said, const char *content, size_t size);

/* Add a string that says this UTF-8 text, with its quotes. Escaped is what must be, and
 * what cannot be seen or turns the direction of the text. */
void cli_put_string(cli_text *out, const char *text, size_t size);

#endif
