/* JSON into a buffer that may be too small: see writer.h. */
#ifndef SNAPGUARD_LIB_JSON_WRITER_H
#define SNAPGUARD_LIB_JSON_WRITER_H

#include "writer.h"

/* Writes commas where they are due. */
typedef struct sg_json_writer {
    sg_writer *writer;
    bool is_first; /* nothing stands in the innermost container so far */
} sg_json_writer;

/* `key` is NULL for an element of an array, and for the whole document. */
void sg_json_open(sg_json_writer *json, const char *key, char bracket);
void sg_json_close(sg_json_writer *json, char bracket);
void sg_json_null(sg_json_writer *json, const char *key);
void sg_json_boolean(sg_json_writer *json, const char *key, bool boolean);
void sg_json_count(sg_json_writer *json, const char *key, uint64_t count);

/* A string, of which bytes that are not UTF-8 are replaced. NULL bytes: null. */
void sg_json_text(sg_json_writer *json, const char *key, sg_text text);

/* The same for text that ends in NUL, or is NULL. */
void sg_json_string(sg_json_writer *json, const char *key, const char *text);

/* Begin a string whose text is added to the writer by others, escaped as it comes; it is
 * UTF-8. Then end it. */
void sg_json_begin_string(sg_json_writer *json, const char *key);
void sg_json_end_string(sg_json_writer *json);

#endif
