/* What a target demands of the library. */
#ifndef SNAPGUARD_FUZZ_LAW_H
#define SNAPGUARD_FUZZ_LAW_H

#include <snapguard/snapguard.h>

/* A law that does not hold ends the process, with its text on standard error. */
void law(bool holds, const char *text);

/* The bytes that positions of a report count in. NULL: only how many there may be is
 * known. */
typedef struct law_source {
    const char *bytes;
    size_t size;
    bool is_origin; /* JSON was made of them, in whatever order */
} law_source;

/* One a part: see snapguard_part. */
enum { LAW_PARTS = SNAPGUARD_PART_BODY + 1 };

/* What holds of every report, whatever was judged. */
void law_report(const snapguard_report *report, const law_source sources[LAW_PARTS]);

/* The same of a request that was given as a whole. */
void law_report_whole(const snapguard_report *report, const char *bytes, size_t size);

/* The same of JSON that was made of these bytes. */
void law_report_made(const snapguard_report *report, const char *bytes, size_t size);

/* Whether a rule has a finding. */
bool law_fires(const snapguard_report *report, const char *rule);

/* All that a report says but for its texts, in one number. */
unsigned long long law_digest(const snapguard_report *report);

/* The verdict, and which rules fire how many times, wherever that is, in one number. */
unsigned long long law_rules(const snapguard_report *report);

/* Whether a place of UTF-8 is between two characters, or at an end. */
bool law_is_boundary(const char *bytes, size_t size, size_t at);

/* Whether a text is UTF-8, by RFC 3629. */
bool law_is_utf8(const char *bytes, size_t size);

#endif
