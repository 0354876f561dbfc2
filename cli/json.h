/* Small things around jansson that end the program where there is no memory. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include "writer.h"

#include <jansson.h>
#include <stddef.h>

/* Put a new value under a new key; the reference to the value is taken over. */
void cli_json_set(json_t *object, const char *key, json_t *value);
void cli_json_append(json_t *array, json_t *value);

/* A new value, RFC 7396: members replace those of the target, a null removes one, and
 * objects are merged in depth. */
json_t *cli_json_merge(const json_t *target, const json_t *patch);

/* A string of text that may not be UTF-8, such as a file name: what is not becomes
 * U+FFFD, because a JSON document has no other bytes. */
json_t *cli_json_text(const char *text, size_t size);

/* The same for prose: as it may be shown, by glyph.h. */
json_t *cli_json_prose(const char *text, size_t size);

/* Write a value. `flags` are those of json_dumps(). Characters that must not reach a
 * terminal are escaped, so that the text says what it should and is safe to look at. */
void cli_json_put(cli_writer *writer, const json_t *value, size_t flags);

/* Write a string of text, as cli_json_text() and cli_json_put() would. */
void cli_json_put_text(cli_writer *writer, const char *text, size_t size);

/* The same as cli_json_put(), as text, to be released with free(). */
char *cli_json_dump(const json_t *value);

#endif
