/* Places in a text of YAML: libyaml counts characters, and says of a node with a tag or
 * an anchor only where that begins. */
#ifndef CLI_YAML_PLACE_H
#define CLI_YAML_PLACE_H

#include <stddef.h>

typedef struct cli_yaml_text {
    const char *bytes;
    size_t size;
    size_t character; /* A place that is known by its character, */
    size_t byte;      /* and its byte. */
} cli_yaml_text;

/* Parts of a node, in bytes. */
typedef struct cli_yaml_parts {
    size_t tag_begin;
    size_t tag_end;
    size_t content; /* Behind tag and anchor, and what is between them. */
} cli_yaml_parts;

/* The byte of a character. Takes as long as it is far from the one that was asked for
 * before. */
size_t cli_yaml_byte_of(cli_yaml_text *text, size_t character);

/* Find the parts of a node that begins at a byte with its tag or anchor. What it says
 * ends at `end`. */
cli_yaml_parts cli_yaml_find_parts(const cli_yaml_text *text, size_t begin, size_t end);

/* Where an empty value is to be shown: at the sign that it is missing behind, or else
 * where it is missing. */
size_t cli_yaml_sign_before(const cli_yaml_text *text, size_t at);

/* Bytes of the end of a line that is there, or of a blank as well; 0 if there is none.
 * YAML 1.1 knows NEL, LS and PS as ends, too. */
size_t cli_yaml_end_of_line(const char *bytes, size_t at, size_t end);
size_t cli_yaml_blank(const char *bytes, size_t at, size_t end);

/* Behind the character that begins at a byte. */
size_t cli_yaml_behind(const cli_yaml_text *text, size_t at);

#endif
