/**
 * A second opinion on CreateAutoSnapshotPolicy requests.
 *
 * The oracle is written from the operation's reference page (edition 2024-04-11) and from
 * the list of rules alone. It shares no source, header or table with the library, reads
 * no rule pack, knows no PCRE2, and goes about it in another way: the request is a plain
 * list of names and values, every rule is a loop over all of it, every list is read anew
 * by a recursive reader, and overlapping snapshots are found by letting the weeks pass.
 * It is slow and simple, so that a mistake made in one of the two is not made in the
 * other.
 *
 * What the page leaves open is decided as ARCHITECTURE.md says under "Decisions where the
 * page is silent". Besides:
 *
 * - A finding has an element where one element of a list is at fault, and none (-1) where
 *   the list as a whole is.
 * - A list of hours with an element that is none gets no advice, and without a list of
 *   days that all are some it is not known what is skipped.
 */
#ifndef SNAPGUARD_TESTS_ORACLE_H
#define SNAPGUARD_TESTS_ORACLE_H

#include <stdbool.h>
#include <stddef.h>

enum {
    ORACLE_MAX_ENTRIES = 96,   /* names with values in one request */
    ORACLE_MAX_FINDINGS = 512, /* more than any request of that many can have */
    ORACLE_MAX_NAME = 96,      /* bytes of a name */
    ORACLE_MAX_OPEN = 12,      /* errors of the page that depend on the account */
    ORACLE_MAX_REGIONS = 4,    /* regions that facts know */
    ORACLE_MAX_KEYS = 3        /* keys of one region that facts know */
};

/* Bytes that belong to somebody else. */
typedef struct oracle_text {
    const char *bytes;
    size_t size;
} oracle_text;

/* -------------------------------------------------------------------------- request */

/* How a request is written, as far as that changes what it can say. */
typedef enum oracle_encoding {
    ORACLE_JSON, /* one object; values have types */
    ORACLE_PAIRS /* a query, a form, or both: every value is text */
} oracle_encoding;

typedef enum oracle_type {
    ORACLE_NULL,
    ORACLE_BOOLEAN,
    ORACLE_NUMBER,
    ORACLE_STRING,
    ORACLE_ARRAY,
    ORACLE_OBJECT
} oracle_type;

/* What keeps a request from being read at all. */
typedef enum oracle_damage {
    ORACLE_WHOLE,         /* nothing */
    ORACLE_NOT_JSON,      /* JSON that is cut off */
    ORACLE_NOT_AN_OBJECT, /* a JSON value of another type; not said of pairs */
    ORACLE_CUT_ESCAPE     /* a % without two hex digits; not said of JSON */
} oracle_damage;

/**
 * One name with one value. The name is the wire name, whether or not the value stands in
 * groups: "Tag.3.Key", "CopyEncryptionConfiguration.Encrypted".
 */
typedef struct oracle_entry {
    oracle_text name;
    oracle_type type; /* In pairs, everything but NULL is text. */
    oracle_text text; /* A string's characters; else the JSON text of the value. */
    bool nested;      /* JSON only: it stands in the array or object of its group. */
    bool in_body;     /* Pairs only: it stands in the body of an HTTP request. */
} oracle_entry;

typedef struct oracle_request {
    oracle_encoding encoding;
    oracle_damage damage;
    oracle_entry entries[ORACLE_MAX_ENTRIES]; /* in the order of the text */
    size_t count;
} oracle_request;

/* ---------------------------------------------------------------------------- facts */

typedef enum oracle_fact { ORACLE_UNKNOWN, ORACLE_NO, ORACLE_YES } oracle_fact;

typedef struct oracle_region {
    oracle_text id;
    oracle_fact supported;
    long policies; /* -1: not known */
} oracle_region;

typedef struct oracle_key {
    oracle_text id;
    oracle_fact enabled;
    oracle_fact tagged;
} oracle_key;

/* All keys of one region: there are no others. */
typedef struct oracle_key_region {
    oracle_text id;
    oracle_key keys[ORACLE_MAX_KEYS];
    size_t count;
} oracle_key_region;

typedef struct oracle_facts {
    oracle_fact balance;
    oracle_fact service;
    oracle_fact kms;
    oracle_fact authorized;
    oracle_fact disk;
    oracle_fact shared_image;
    oracle_region regions[ORACLE_MAX_REGIONS];
    size_t region_count;
    oracle_key_region key_regions[ORACLE_MAX_REGIONS];
    size_t key_region_count;
    long minutes; /* -1: not known */
} oracle_facts;

/* ---------------------------------------------------------------------------- report */

typedef enum oracle_verdict {
    ORACLE_VALID,
    ORACLE_INVALID,
    ORACLE_UNDETERMINED,
    ORACLE_NOT_APPLICABLE
} oracle_verdict;

typedef struct oracle_finding {
    const char *rule;
    char parameter[ORACLE_MAX_NAME + 1]; /* The wire name. Empty: none is meant. */
    size_t parameter_size;
    int element; /* Of the list in the value, from 0. -1: none. See ORACLE_OVERLAP. */
} oracle_finding;

/**
 * snapshot-overlap is one finding of a list for the library, which names the hours in its
 * message, and one for each hour for the oracle. Its "element" is the hour, and the days
 * on which the snapshot is skipped: bit 0 is Monday. No days: all that are scheduled.
 */
#define ORACLE_OVERLAP(hour, days) ((int)(hour) + 24 * (int)(days))

/* What the service would answer. The status is 0 where it has no answer of its own. */
typedef struct oracle_answer {
    int status;
    const char *code;
    char message[256];
} oracle_answer;

typedef struct oracle_report {
    oracle_verdict verdict;
    oracle_answer answer;
    oracle_finding findings[ORACLE_MAX_FINDINGS];
    size_t count;
    const char *open[ORACLE_MAX_OPEN]; /* Rules that facts did not decide. */
    size_t open_count;
} oracle_report;

/**
 * Judge one request. Not for several threads at once.
 *
 * @param facts  NULL: nothing is known about the account.
 */
void oracle_judge(
    oracle_report *report, const oracle_request *request, const oracle_facts *facts);

/**
 * The regions that the oracle takes for all there are, ending in NULL: what
 * unknown-region compares with has to be set to them.
 */
extern const char *const oracle_regions[];

#endif
