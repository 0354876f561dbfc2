/* All that a check says, as one text: two transcripts are equal if the reports are. */
#ifndef SNAPGUARD_TESTS_TRANSCRIPT_H
#define SNAPGUARD_TESTS_TRANSCRIPT_H

#include <snapguard/snapguard.h>

/* Check a document to its end. The caller frees the text; NULL if a call was not done. */
char *transcript_of(
    snapguard_context *context, snapguard_encoding encoding, const char *bytes,
    size_t length);

/* The same of one report. NULL if there is no memory. */
char *transcript_of_report(const snapguard_report *report);

#endif
