/* The canonical form of requests in JSON: the same members and values, in one layout and
 * order. */
#ifndef CLI_CANON_H
#define CLI_CANON_H

#include "pack.h"
#include "text.h"

typedef enum cli_canon_layout {
    CLI_CANON_LINES, /* A member a line, indented by two blanks. */
    CLI_CANON_LINE   /* All in one line, without blanks. */
} cli_canon_layout;

/* Add the canonical form of one value to `out`, without a newline at the end. The text
 * was read by the library; false all the same, and `out` with a part of it, where it is
 * not one JSON value. Members stand in the order of the parameters of the pack. */
bool cli_canon(
    cli_text *out, const cli_pack *pack, cli_canon_layout layout, const char *bytes,
    size_t size);

#endif
