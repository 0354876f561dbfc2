/* A file of configuration, which is JSON, and complaints that name a place in it. */
#ifndef CLI_SOURCE_H
#define CLI_SOURCE_H

#include "complain.h"
#include "complaint.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct cli_source {
    char *path; /* As messages call it. */
    char *text;
    size_t size;
    json_t *root; /* NULL: nothing was read. */
} cli_source;

typedef struct cli_named cli_named; /* See named.h. */

/* A value of a source, by an RFC 6901 pointer, or the key that it stands behind. */
typedef struct cli_spot {
    const cli_source *source;
    const char *pointer;
    bool is_key;
} cli_spot;

/* Read a file, which must hold one object. False after a complaint. */
bool cli_source_read(cli_source *source, const cli_named *file);

void cli_source_free(cli_source *source);

/* Print "snapguard: FILE:LINE:COLUMN: MESSAGE". */
void cli_source_complain(cli_spot spot, const char *format, ...) CLI_PRINTF(2, 3);

/* Who takes what is to be said about a file of configuration at the end of a run. */
typedef void cli_take_complaint(void *opaque, const cli_complaint *complaint);

/* Hand over a complaint that is no reason to fail. */
void cli_source_remark(
    cli_spot spot, const char *text, cli_take_complaint *take, void *opaque);

/* The pointer one level down, to be released with free(). */
char *cli_pointer_to(const char *pointer, const char *key);
char *cli_pointer_at(const char *pointer, size_t index);

/* Complain about the first member of an object that has none of the names, which end with
 * a NULL, and name the nearest one. True where there is none. */
bool cli_source_knows(
    const cli_source *source, const char *pointer, const json_t *object,
    const char *const *names);

/* The value of a member that must be text, if it is there. False after a complaint. */
bool cli_source_text(
    const cli_source *source, const char *pointer, const json_t *object, const char *key,
    bool is_needed, const char **text);

#endif
