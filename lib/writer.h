/* Text into a buffer that may be too small, by the contract of snprintf. */
#ifndef SNAPGUARD_LIB_WRITER_H
#define SNAPGUARD_LIB_WRITER_H

#include "text.h"

typedef struct sg_writer {
    char *buffer;
    size_t size;
    size_t used;  /* of the whole text, whether it fits or not */
    bool is_json; /* what is added is escaped as the content of a string of JSON */
} sg_writer;

void sg_writer_add(sg_writer *writer, sg_text text);
/* Escaped as the content of a string of JSON. The text is UTF-8. */
void sg_writer_add_json(sg_writer *writer, sg_text text);

void sg_writer_add_number(sg_writer *writer, int64_t number);
void sg_writer_add_count(sg_writer *writer, uint64_t count);

/* At most `most` characters of a text on one line; one that is longer ends in "…". */
void sg_writer_add_excerpt(sg_writer *writer, sg_text text, size_t most);

/* End the text in NUL, between two characters. */
void sg_writer_finish(sg_writer *writer);

#endif
