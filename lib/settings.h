/* Documents that say what is wanted: read strictly, and every error has its place. */
#ifndef SNAPGUARD_LIB_SETTINGS_H
#define SNAPGUARD_LIB_SETTINGS_H

#include "error.h"
#include "locate.h"
#include "read_json.h"

typedef struct sg_settings_limits {
    size_t bytes;
    sg_read_limits read;
} sg_settings_limits;

/* What is the matter with a document. `subject` is what messages begin with. */
typedef struct sg_settings {
    sg_document document; /* owned by who reads it */
    const char *subject;
    snapguard_status failure; /* of a text that can't be used */
    snapguard_error *error;   /* or NULL */
} sg_settings;

/* Read the document of a text, its members once each. SNAPGUARD_ERROR_MEMORY, or the
 * failure with its place. */
snapguard_status
sg_settings_read(sg_settings *settings, sg_text text, const sg_settings_limits *limits);

/* Name the place of an error whose message is set. */
void sg_settings_place(const sg_settings *settings, size_t byte);

#endif
