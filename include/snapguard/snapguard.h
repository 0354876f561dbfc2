/**
 * snapguard: judge CreateAutoSnapshotPolicy requests (Alibaba Cloud ECS, API
 * version 2014-05-26) before they leave, by the operation's own documented rules.
 *
 *     options ──► engine (immutable, shared) ──► context (one per thread)
 *                                                   │  snapguard_check()
 *                                                   ▼
 *                                                report ──► findings
 *
 * Status and finding never mix. A snapguard_status says that a call could not be
 * done. A finding says that the request is wrong; text that is not JSON at all is a
 * finding too. For any bytes whatever, snapguard_check() answers SNAPGUARD_OK with a
 * report, or SNAPGUARD_ERROR_MEMORY.
 *
 * Threads. An engine may be used by any number of threads at once, and across fork().
 * Options, a context, and what is borrowed from a context belong to one thread at a
 * time. The library sets and reads nothing that belongs to the process: no locale, no
 * clock, no environment, no stdio, no signal, and it never ends the process.
 *
 * Memory. Everything comes from the allocator that was given with the options, but
 * for what jansson and PCRE2 need while an engine is made: jansson reads the rule pack
 * with the process's own allocator. A context keeps its buffers, so that checks after
 * the first few of their size allocate nothing.
 *
 * Text is UTF-8. A "const char *" of this interface ends in NUL unless a length goes
 * with it. All sizes are in bytes unless a name says otherwise.
 */
#ifndef SNAPGUARD_SNAPGUARD_H
#define SNAPGUARD_SNAPGUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define SNAPGUARD_EXPORT __attribute__((visibility("default")))
#define SNAPGUARD_CHECKED __attribute__((visibility("default"), warn_unused_result))
#else
#define SNAPGUARD_EXPORT
#define SNAPGUARD_CHECKED
#endif

/* The version of this header. snapguard_version() is that of the library in use. */
#define SNAPGUARD_VERSION_MAJOR 0
#define SNAPGUARD_VERSION_MINOR 1
#define SNAPGUARD_VERSION_PATCH 0
#define SNAPGUARD_VERSION "0.1.0"
/** 0xMMmmpp, so that versions compare as numbers. */
#define SNAPGUARD_VERSION_NUMBER 0x000100

/* ------------------------------------------------------------------ vocabulary */

/** What a call answers. SNAPGUARD_OK is 0; everything else means it was not done. */
typedef enum snapguard_status {
#define STATUS(name, text) SNAPGUARD_##name,
#include <snapguard/status.def>
#undef STATUS
} snapguard_status;

/** How grave a finding is. A verdict looks at errors only. */
typedef enum snapguard_severity {
    SNAPGUARD_OFF = 0,     /**< The rule is not run. Never in a finding. */
    SNAPGUARD_NOTICE = 1,  /**< Worth knowing. */
    SNAPGUARD_WARNING = 2, /**< Accepted, but very likely not what was meant. */
    SNAPGUARD_ERROR = 3    /**< Documented to be refused, not to be read, or against a
                                rule of a pack that says so. */
} snapguard_severity;

/** What a request is, in one word. */
typedef enum snapguard_verdict {
    SNAPGUARD_VALID = 0,         /**< No error was found. */
    SNAPGUARD_INVALID = 1,       /**< At least one finding is an error. */
    SNAPGUARD_UNDETERMINED = 2,  /**< No error, but something is not known or not read. */
    SNAPGUARD_NOT_APPLICABLE = 3 /**< Another operation, or no request at all. */
} snapguard_verdict;

/** How the bytes of a request are written. */
typedef enum snapguard_encoding {
    SNAPGUARD_JSON = 0,          /**< One JSON object: one request. */
    SNAPGUARD_JSON_REQUESTS = 1, /**< One JSON object, or an array of them. */
    SNAPGUARD_QUERY = 2,         /**< The query of a URL, without its question mark. */
    SNAPGUARD_FORM = 3,          /**< A body of type application/x-www-form-urlencoded. */
    SNAPGUARD_HTTP = 4,  /**< One HTTP/1.1 request: its line, its headers, its body. */
    SNAPGUARD_ROS = 5,   /**< A ROS template in JSON, with any number of policies. */
    SNAPGUARD_TFPLAN = 6 /**< A Terraform plan in JSON, likewise. */
} snapguard_encoding;

/** A part of a request. Positions count in the part that they are in. */
typedef enum snapguard_part {
    SNAPGUARD_PART_WHOLE = 0,  /**< The bytes that snapguard_check() was given. */
    SNAPGUARD_PART_HEADER = 1, /**< The value of a header that names the operation. */
    SNAPGUARD_PART_QUERY = 2,  /**< What snapguard_feed_query() was given, in all. */
    SNAPGUARD_PART_BODY = 3    /**< What snapguard_feed_body() was given, in all. */
} snapguard_part;

/** Where an API answer comes from, so that no finding claims more than the page. */
typedef enum snapguard_basis {
    SNAPGUARD_DOCUMENTED = 0, /**< The page gives this code for this fault. */
    SNAPGUARD_INFERRED = 1,   /**< The page states the limit, but no code for it. */
    SNAPGUARD_COMMON = 2      /**< From the service's table of common errors. */
} snapguard_basis;

/** A bound that an engine puts on what it reads. See snapguard_options_set_limit(). Those
 * of documents hold for templates and plans as a whole, and the others for each policy.
 */
typedef enum snapguard_limit {
    SNAPGUARD_MAX_BYTES = 0,           /**< Bytes of one request: 131,072. */
    SNAPGUARD_MAX_DEPTH = 1,           /**< Nested arrays and objects: 32. */
    SNAPGUARD_MAX_VALUES = 2,          /**< JSON values of one request: 1,024. */
    SNAPGUARD_MAX_PARAMETERS = 3,      /**< Parameters of one request: 256. */
    SNAPGUARD_MAX_FINDINGS = 4,        /**< Findings that a report keeps: 64. */
    SNAPGUARD_MAX_DOCUMENT_BYTES = 5,  /**< Bytes of an array of requests: 67,108,864. */
    SNAPGUARD_MAX_DOCUMENT_VALUES = 6, /**< Values of an array of requests: 4,194,304. */
    SNAPGUARD_MAX_DOCUMENT_DEPTH = 7   /**< Levels of a template or plan: 256. */
} snapguard_limit;

/** A text of a finding. See snapguard_finding_text(). */
typedef enum snapguard_text {
    SNAPGUARD_TEXT_MESSAGE = 0,       /**< What is wrong, in one line. */
    SNAPGUARD_TEXT_HELP = 1,          /**< How to mend it. May be absent. */
    SNAPGUARD_TEXT_PARAMETER = 2,     /**< Wire name: Tag.3.Key. May be absent. */
    SNAPGUARD_TEXT_POINTER = 3,       /**< RFC 6901 pointer of the value, in the document.
                                           Absent where that is no JSON. */
    SNAPGUARD_TEXT_INNER_POINTER = 4, /**< Pointer in the JSON held by that string. May be
                                           absent. */
    SNAPGUARD_TEXT_VALUE = 5, /**< The value as JSON, at most 64 characters. May be
                                   absent. */
    SNAPGUARD_TEXT_API_MESSAGE =
        6,                      /**< The service's message. Absent without an answer. */
    SNAPGUARD_TEXT_RELATED = 7, /**< What the related place is. May be absent. */
    SNAPGUARD_TEXT_FIX = 8 /**< What the fix does, in one line. Absent without one. */
} snapguard_text;

/** Whether a finding can be mended without anyone's deciding. */
typedef enum snapguard_fix {
    SNAPGUARD_FIX_NONE = 0,   /**< Only the author knows what was meant. */
    SNAPGUARD_FIX_UNSAFE = 1, /**< What the service does with the request may change. */
    SNAPGUARD_FIX_SAFE = 2    /**< It does the same, or refuses the request as it is. */
} snapguard_fix;

/** The answer of snapguard_finding_text() where a finding has no such text. */
#define SNAPGUARD_NO_TEXT ((size_t)-1)

/** The findings of one request. Borrowed from its context. */
typedef struct snapguard_report snapguard_report;
/** One finding of a report. Borrowed from its context. */
typedef struct snapguard_finding snapguard_finding;
/** How an engine is to be made. */
typedef struct snapguard_options snapguard_options;
/** The compiled rules. Never changes after it was made. */
typedef struct snapguard_engine snapguard_engine;
/** The reusable memory of one thread's checks. */
typedef struct snapguard_context snapguard_context;
/** What is known about an account. Never changes after it was made. */
typedef struct snapguard_facts snapguard_facts;

/**
 * Where memory comes from. Each function gets `opaque` first; `release` takes NULL,
 * and `reallocate` a NULL block. They may be called by every thread that uses the
 * engine or one of its contexts, each for its own blocks.
 */
typedef struct snapguard_allocator {
    void *(*allocate)(void *opaque, size_t size);
    void *(*reallocate)(void *opaque, void *block, size_t size);
    void (*release)(void *opaque, void *block);
    void *opaque;
} snapguard_allocator;

/** Why an engine could not be made. `line` is 0 where there is no place to name. */
typedef struct snapguard_error {
    size_t line;       /**< From 1, in the text that is at fault. */
    size_t column;     /**< From 1, in code points. */
    char message[240]; /**< One line, NUL-terminated. Names the text that is at fault. */
} snapguard_error;

/** A place in a text. Lines end in LF; a CR before it is part of its line. */
typedef struct snapguard_position {
    size_t line;   /**< From 1. */
    size_t column; /**< From 1, in code points. */
    size_t utf16;  /**< From 1, in UTF-16 units. */
    size_t byte;   /**< From 0. */
} snapguard_position;

/** A stretch of a text. `end` is the first place behind it. */
typedef struct snapguard_range {
    snapguard_position start;
    snapguard_position end;
} snapguard_range;

/** The points in time of a week: a set of hours for each day, from Monday on. Bit 0 is
 *  0:00, bit 23 is 23:00, in UTC+8. */
typedef struct snapguard_week {
    size_t minutes;             /**< That a snapshot takes. 0: not known, or none. */
    unsigned long scheduled[7]; /**< When snapshots are due, */
    unsigned long skipped[7];   /**< and which of them meet one that is still made. */
} snapguard_week;

/** What the service answers to a request with this fault. */
typedef struct snapguard_answer {
    snapguard_basis basis;
    int http_status;  /**< 400 or 403. */
    const char *code; /**< "ParameterInvalid". Lives as long as the engine. */
} snapguard_answer;

/* --------------------------------------------------------------------- options */

/**
 * Make a set of options that holds every default.
 *
 * @param[out] options  The caller owns it and releases it with
 *                      snapguard_options_free(). NULL unless the call succeeds.
 * @param allocator     Used for these options and for every engine and context made
 *                      from them. Copied. NULL: the C library's malloc.
 * @return SNAPGUARD_OK, SNAPGUARD_ERROR_MEMORY, or SNAPGUARD_ERROR_ARGUMENT if one of
 *         the allocator's functions is NULL.
 */
SNAPGUARD_CHECKED snapguard_status
snapguard_options_new(snapguard_options **options, const snapguard_allocator *allocator);

/** Release options. Engines that were made from them live on. NULL is fine. */
SNAPGUARD_EXPORT void snapguard_options_free(snapguard_options *options);

/**
 * Change one limit. What goes over a limit is a finding (limit-exceeded) that names
 * it, except for SNAPGUARD_MAX_FINDINGS: findings past it are counted, not kept.
 *
 * @param value  At least 1, and at most the hard ceiling of the limit: 1 GiB of bytes,
 *               1,024 of depth, 4,096 of parameters, 2^26 of values and findings.
 * @return SNAPGUARD_OK, or SNAPGUARD_ERROR_ARGUMENT if `limit` or `value` is not so.
 */
SNAPGUARD_CHECKED snapguard_status snapguard_options_set_limit(
    snapguard_options *options, snapguard_limit limit, size_t value);

/**
 * Give one rule a severity of its own, or switch it off. That wins over what the packs
 * state.
 *
 * @param rule  A rule's id, or "*" for every rule. Copied. Later calls win over earlier
 *              ones. An id that no rule has is reported by snapguard_engine_new().
 * @return SNAPGUARD_OK, SNAPGUARD_ERROR_MEMORY, or SNAPGUARD_ERROR_ARGUMENT if
 *         `severity` is none of the enumeration.
 */
SNAPGUARD_CHECKED snapguard_status snapguard_options_set_severity(
    snapguard_options *options, const char *rule, snapguard_severity severity);

/**
 * Give a rule back the severity that the pack states for it.
 *
 * @param rule  As in snapguard_options_set_severity().
 * @return SNAPGUARD_OK or SNAPGUARD_ERROR_MEMORY.
 */
SNAPGUARD_CHECKED snapguard_status
snapguard_options_reset_severity(snapguard_options *options, const char *rule);

/** Take the pack's strict severities: an unknown parameter is then an error. */
SNAPGUARD_EXPORT void
snapguard_options_set_strict(snapguard_options *options, bool strict);

/**
 * Replace the dated list of region ids that unknown-region compares with.
 *
 * @param text    JSON: an array of region ids, or {"regions": [...]}. Copied. Read, and
 *                its errors reported, by snapguard_engine_new().
 * @param length  Size of `text`.
 * @return SNAPGUARD_OK or SNAPGUARD_ERROR_MEMORY.
 */
SNAPGUARD_CHECKED snapguard_status snapguard_options_set_regions(
    snapguard_options *options, const char *text, size_t length);

/**
 * Add the rules of an organisation, which are judged behind the built-in ones, in the
 * order in which packs were added. docs/packs.md describes the language, and
 * snapguard_pack_schema() is its schema.
 *
 * A pack may add rules, whose ids begin with its name and a slash, and raise the severity
 * of built-in ones. It can not replace, lower or switch off any: trying is an error. The
 * findings of its rules are of the category "policy" and have no API answer; what they
 * find at SNAPGUARD_ERROR makes a request SNAPGUARD_INVALID.
 *
 * @param text    JSON, of at most 1 MiB, 65,536 values and 32 levels. Copied. Read, and
 * its errors reported, by snapguard_engine_new(): SNAPGUARD_ERROR_PACK, always with a
 * place. The message names the pack, or its number from 1 among several where its name
 * can't be read.
 * @param length  Size of `text`.
 * @return SNAPGUARD_OK, SNAPGUARD_ERROR_MEMORY, or SNAPGUARD_ERROR_ARGUMENT if there are
 * 16 packs already.
 */
SNAPGUARD_CHECKED snapguard_status
snapguard_options_add_pack(snapguard_options *options, const char *text, size_t length);

/**
 * Give the engine facts about the account, for the rules that depend on it. A context
 * may be given others: see snapguard_context_set_facts().
 *
 * @param text    JSON, as snapguard_facts_new() takes it. Copied. Read, and its errors
 *                reported, by snapguard_engine_new(). Later calls win over earlier ones.
 * @param length  Size of `text`.
 * @return SNAPGUARD_OK or SNAPGUARD_ERROR_MEMORY.
 */
SNAPGUARD_CHECKED snapguard_status
snapguard_options_set_facts(snapguard_options *options, const char *text, size_t length);

/**
 * Say how long a snapshot takes, for the rule snapshot-overlap. It wins over the fact
 * "snapshotMinutes", whoever states that.
 *
 * @param minutes  At most 2,147,483,647; that may be longer than a week. With 0 no
 *                 snapshot is in the way of another.
 * @return SNAPGUARD_OK, or SNAPGUARD_ERROR_ARGUMENT if `minutes` is more.
 *
 * Source: "Usage notes" of the operation's reference page: a task that is due while a
 * snapshot is being created is skipped.
 */
SNAPGUARD_CHECKED snapguard_status
snapguard_options_set_snapshot_minutes(snapguard_options *options, size_t minutes);

/**
 * Say whether patterns may be compiled to machine code (the default). Where the
 * system refuses writable and executable pages, the interpreter is used anyway; the
 * findings are the same, and patterns cost about three times as much.
 */
SNAPGUARD_EXPORT void snapguard_options_set_jit(snapguard_options *options, bool jit);

/* ---------------------------------------------------------------------- engine */

/**
 * Compile the built-in rule pack, those that were added, and the other options into an
 * engine.
 *
 * @param[out] engine  The caller owns it and releases it with snapguard_engine_free(),
 *                     after every context made from it. NULL unless the call succeeds.
 * @param options      Read, not kept. NULL: every default.
 * @param[out] error   Filled when the call fails. May be NULL.
 * @return SNAPGUARD_OK, SNAPGUARD_ERROR_MEMORY, SNAPGUARD_ERROR_OPTION (an unknown rule
 *         id, a region list that is not one), SNAPGUARD_ERROR_FACTS or
 *         SNAPGUARD_ERROR_PACK.
 */
SNAPGUARD_CHECKED snapguard_status snapguard_engine_new(
    snapguard_engine **engine, const snapguard_options *options, snapguard_error *error);

/** Release an engine. NULL is fine. */
SNAPGUARD_EXPORT void snapguard_engine_free(snapguard_engine *engine);

/** The edition of the reference page that the engine judges by: "2024-04-11". */
SNAPGUARD_EXPORT const char *snapguard_engine_edition(const snapguard_engine *engine);

/**
 * The built-in rule pack: every parameter, documented error and rule, as JSON text.
 * Lives as long as the program, and is the same in every call.
 *
 * @param[out] length  Size of the text, without the NUL that follows it. May be NULL.
 */
SNAPGUARD_EXPORT const char *snapguard_builtin_pack(size_t *length);

/**
 * The JSON Schema (2020-12) of rule packs, as JSON text, for editors and validators. It
 * describes the built-in pack as well. Lives as long as the program, and is the same in
 * every call.
 *
 * @param[out] length  Size of the text, without the NUL that follows it. May be NULL.
 */
SNAPGUARD_EXPORT const char *snapguard_pack_schema(size_t *length);

/* ----------------------------------------------------------------------- facts */

/**
 * Read what is known about an account, so that the rules which depend on it can be
 * decided. For a process that serves many accounts; one that serves a single one may
 * leave it to snapguard_options_set_facts().
 *
 * The document is one JSON object, and every member of it may be left out:
 *
 *     {"account": {"balanceSufficient": true, "snapshotServiceActivated": true},
 *      "regions": {"cn-hangzhou": {"supported": true, "policyCount": 99}},
 *      "kms": {"activated": true, "ecsAuthorized": true,
 *              "keys": {"cn-shanghai": {"KEY-ID": {"enabled": true,
 *                                                  "ecsTagged": true}}}},
 *      "disk": {"snapshotSupported": true}, "image": {"sharedEncrypted": false},
 *      "snapshotMinutes": 80}
 *
 * What is left out is not known, and a rule that needs it is not evaluated: see
 * snapguard_report_not_evaluated(). A region of which "keys" are given is taken to have
 * no other keys. Text that is not JSON, a member of another name or twice, a value of
 * another type, and a count over 2,147,483,647 are errors, never passed over.
 *
 * @param[out] facts  The caller owns it and releases it with snapguard_facts_free(),
 *                    after the last check with it. Any number of threads may share it.
 *                    NULL unless the call succeeds.
 * @param engine      Whose rules are to ask these facts. Its allocator is used. Not kept:
 *                    the facts may be released after it.
 * @param text        UTF-8, of at most 64 MiB, 4,194,304 values and 32 levels. Need not
 *                    end in NUL. Not kept. May be NULL if `length` is 0.
 * @param length      Size of `text`.
 * @param[out] error  Filled when the call fails: with the place of what is wrong. May be
 *                    NULL.
 * @return SNAPGUARD_OK, SNAPGUARD_ERROR_MEMORY or SNAPGUARD_ERROR_FACTS.
 *
 * Source: the rows of "Error codes" that depend on the account, and "Usage notes" of the
 * operation's reference page, edition 2024-04-11.
 */
SNAPGUARD_CHECKED snapguard_status snapguard_facts_new(
    snapguard_facts **facts, const snapguard_engine *engine, const char *text,
    size_t length, snapguard_error *error);

/** Release facts. No context may use them any more. NULL is fine. */
SNAPGUARD_EXPORT void snapguard_facts_free(snapguard_facts *facts);

/* --------------------------------------------------------------------- context */

/**
 * Make the memory for one thread's checks.
 *
 * @param[out] context  The caller owns it and releases it with snapguard_context_free(),
 *                      before the engine. NULL unless the call succeeds.
 * @param engine        Kept, not owned.
 * @return SNAPGUARD_OK or SNAPGUARD_ERROR_MEMORY.
 */
SNAPGUARD_CHECKED snapguard_status
snapguard_context_new(snapguard_context **context, const snapguard_engine *engine);

/** Release a context and all that was borrowed from it. NULL is fine. */
SNAPGUARD_EXPORT void snapguard_context_free(snapguard_context *context);

/**
 * Choose the facts for the checks that follow, those of snapguard_check_next() included.
 * A report that was made before stays as it is.
 *
 * @param facts  Made for the context's engine. Kept, not owned: not to be released before
 *               other facts are chosen, or the context is released. They replace the
 *               engine's own as a whole. NULL: the engine's own, if it has any.
 */
SNAPGUARD_EXPORT void
snapguard_context_set_facts(snapguard_context *context, const snapguard_facts *facts);

/**
 * Judge one request by every rule of the context's engine.
 *
 * A request that breaks rules, or is not even JSON, is a normal result: the call
 * returns SNAPGUARD_OK, and the findings are in the report.
 *
 * @param[out] report  Borrowed from `context`, with all its findings, until the context
 *                     is used again or released. NULL unless the call succeeds.
 * @param context      Used by this thread alone during the call.
 * @param encoding     How `bytes` is written. With SNAPGUARD_JSON_REQUESTS this judges
 *                     the first request, and snapguard_check_next() the others; likewise
 *                     the policies of SNAPGUARD_ROS and SNAPGUARD_TFPLAN.
 * @param bytes        The request. Need not end in NUL. Borrowed for as long as the
 *                     report is used: its positions and texts are read from here. May
 *                     be NULL if `length` is 0.
 * @param length       Size of `bytes`. Where it is over the limit, the answer is given
 *                     from the length alone, and `bytes` is not read by this call.
 * @return SNAPGUARD_OK, SNAPGUARD_ERROR_MEMORY, or SNAPGUARD_ERROR_ARGUMENT if `encoding`
 *         is none of the enumeration. Never anything else, whatever the bytes.
 *
 * Source: "Request parameters" and "Error codes" of the operation's reference page,
 * edition 2024-04-11. Each rule of the pack names its own passage.
 */
SNAPGUARD_CHECKED snapguard_status snapguard_check(
    const snapguard_report **report, snapguard_context *context,
    snapguard_encoding encoding, const char *bytes, size_t length);

/**
 * Judge the next request of the document that snapguard_check() was given.
 *
 * @param[out] report  As in snapguard_check(); NULL when there are no more.
 * @return SNAPGUARD_OK or SNAPGUARD_ERROR_MEMORY.
 */
SNAPGUARD_CHECKED snapguard_status
snapguard_check_next(const snapguard_report **report, snapguard_context *context);

/**
 * Say whether the checks that follow need a verdict only. They stop at the first error
 * then, in the order of the rules, and look for no warnings and notices: a report has one
 * finding or none. The verdict is the same.
 */
SNAPGUARD_EXPORT void
snapguard_context_set_verdict_only(snapguard_context *context, bool verdict_only);

/* ------------------------------------------------------------- templates and plans */

/*
 * A template (SNAPGUARD_ROS) or plan (SNAPGUARD_TFPLAN) may ask for any number of
 * policies, and each is judged as the request that will create it. Lists and numbers are
 * what they are there, and the region comes from elsewhere: neither is a finding. What an
 * expression or a value that is known only later leaves open is neither refused nor
 * called valid: the verdict is SNAPGUARD_UNDETERMINED, unless an error is found. Of a
 * parameter of a template its default is judged, where that stands. A document that asks
 * for no policy is SNAPGUARD_NOT_APPLICABLE.
 *
 * They are read as JSON. Of a template in YAML its host makes JSON, and says where each
 * stretch of that comes from; places are then those in the YAML.
 */

/**
 * A stretch of a JSON text that was made from another text. If it is as long as what it
 * comes from, it stands for that byte by byte, and else as a whole.
 */
typedef struct snapguard_stretch {
    uint32_t begin;        /**< In the JSON. */
    uint32_t end;          /**< Behind `begin`. */
    uint32_t origin_begin; /**< In the text that it was made from. */
    uint32_t origin_end;   /**< Not before `origin_begin`. */
} snapguard_stretch;

/** The text that a JSON text was made from. */
typedef struct snapguard_origin {
    const char *bytes;
    size_t length; /**< Counts as the length of the document. */

    /** One behind the other in the JSON. What stands in none of them, as a brace that is
     *  only meant, is where the one before it is. */
    const snapguard_stretch *stretches;
    size_t count;
} snapguard_origin;

/**
 * Judge a JSON text that was made from another text: snapguard_check(), but places are
 * those in the other text. Pointers and values are still those of the JSON.
 *
 * @param encoding  One of those that are JSON.
 * @param json      Borrowed as the bytes of snapguard_check() are.
 * @param length    Size of `json`.
 * @param origin    Copied. What it points at is borrowed as `json` is.
 * @return SNAPGUARD_OK, SNAPGUARD_ERROR_MEMORY, or SNAPGUARD_ERROR_ARGUMENT if `encoding`
 * is not so, a stretch overlaps the one before it or reaches out of its text, or a text
 * has 4 GiB or more.
 */
SNAPGUARD_CHECKED snapguard_status snapguard_check_made(
    const snapguard_report **report, snapguard_context *context,
    snapguard_encoding encoding, const char *json, size_t length,
    const snapguard_origin *origin);

/** Why no JSON could be made from a text. */
typedef enum snapguard_obstacle {
    SNAPGUARD_OBSTACLE_YAML = 0,  /**< It is not YAML, or none that JSON can say. */
    SNAPGUARD_OBSTACLE_UTF8 = 1,  /**< A byte is not UTF-8. */
    SNAPGUARD_OBSTACLE_BYTES = 2, /**< A limit of documents: of bytes, with aliases, */
    SNAPGUARD_OBSTACLE_DEPTH = 3, /**< of depth, */
    SNAPGUARD_OBSTACLE_VALUES = 4 /**< or of values. */
} snapguard_obstacle;

/**
 * Report a text that no JSON could be made from. It is one finding, as for JSON that
 * cannot be read.
 *
 * @param obstacle  What stood in the way.
 * @param reason    In one line, for SNAPGUARD_OBSTACLE_YAML; else it is not looked at.
 *                  Borrowed for as long as the report is used. NULL: no words.
 * @param bytes     The text. Borrowed as the bytes of snapguard_check() are. May be NULL
 * if `length` is 0.
 * @param begin     Where it stood, in bytes; and
 * @param end       behind it.
 * @return SNAPGUARD_OK, SNAPGUARD_ERROR_MEMORY, or SNAPGUARD_ERROR_ARGUMENT if `obstacle`
 * is none of the enumeration, the place is not in the text, or that has 4 GiB or more.
 */
SNAPGUARD_CHECKED snapguard_status snapguard_check_unread(
    const snapguard_report **report, snapguard_context *context,
    snapguard_obstacle obstacle, const char *reason, const char *bytes, size_t length,
    size_t begin, size_t end);

/* ------------------------------------------------------------------- HTTP requests */

/**
 * Begin an HTTP request that is fed in parts, as a gateway has them: headers, query and
 * body, each in any number of pieces. The report is the same however it is cut.
 *
 *     snapguard_begin(context);
 *     snapguard_feed_header(context, name, name_length, value, value_length);  each
 *     snapguard_feed_query(context, query, query_length);
 *     if (snapguard_needs_body(context))
 *         snapguard_feed_body(context, piece, piece_length);                   each
 *     snapguard_finish(&report, context);
 *
 * The operation is named by the header x-acs-action, or by the parameter Action of query,
 * form or JSON; likewise the version by x-acs-version and Version. Names that contradict
 * each other are a finding (operation-conflict). A request that names no operation,
 * another one, or another product's version is SNAPGUARD_NOT_APPLICABLE. The operation's
 * own name is recognised in any letter case, so that no spelling is a way around the
 * rules.
 *
 * Content-Type says how the body is read: as a form (also where it is absent), as JSON
 * (application/json), or not at all, and nor is one with a Content-Encoding; what is not
 * read is a finding for this operation (unsupported-content-type). Parameters of the
 * type, such as charset, do not matter. A parameter both in query and body is given
 * twice.
 *
 * What was fed is copied, and forgotten by the next snapguard_begin() or
 * snapguard_check(). What goes over SNAPGUARD_MAX_BYTES, in query and body together, is
 * counted, and not kept: then a form or JSON is another operation's only if a header says
 * so, since what was not read may name this one.
 */
SNAPGUARD_EXPORT void snapguard_begin(snapguard_context *context);

/**
 * Feed one header. Those that do not matter here are ignored, so that all may be fed.
 *
 * @param name   In any letter case. `value` is taken without blanks around it.
 * @return SNAPGUARD_OK or SNAPGUARD_ERROR_MEMORY, after which snapguard_finish() answers
 *         SNAPGUARD_ERROR_MEMORY too.
 */
SNAPGUARD_CHECKED snapguard_status snapguard_feed_header(
    snapguard_context *context, const char *name, size_t name_length, const char *value,
    size_t value_length);

/** Feed a piece of the query, percent-encoded, without the question mark. May be NULL if
 *  `length` is 0. Returns as snapguard_feed_header(). */
SNAPGUARD_CHECKED snapguard_status
snapguard_feed_query(snapguard_context *context, const char *bytes, size_t length);

/** Feed a piece of the body, any transfer coding removed. May be NULL if `length` is 0.
 *  Returns as snapguard_feed_header(). */
SNAPGUARD_CHECKED snapguard_status
snapguard_feed_body(snapguard_context *context, const char *bytes, size_t length);

/**
 * Whether the body can change the verdict, by what was fed so far: not if its type is
 * neither a form nor JSON nor nearly one of them ("text/json"), and neither header nor
 * query can mean this operation. So uploads need not be buffered. Ask it when headers and
 * query were fed.
 */
SNAPGUARD_EXPORT bool snapguard_needs_body(const snapguard_context *context);

/**
 * Judge what was fed.
 *
 * @param[out] report  As in snapguard_check().
 * @return SNAPGUARD_OK or SNAPGUARD_ERROR_MEMORY. Never anything else.
 */
SNAPGUARD_CHECKED snapguard_status
snapguard_finish(const snapguard_report **report, snapguard_context *context);

/* ---------------------------------------------------------------------- report */

/** The verdict on the request. */
SNAPGUARD_EXPORT snapguard_verdict
snapguard_report_verdict(const snapguard_report *report);

/** How many findings the report keeps: at most SNAPGUARD_MAX_FINDINGS. */
SNAPGUARD_EXPORT size_t snapguard_report_count(const snapguard_report *report);

/** How many findings of a severity there are, those that were not kept included. */
SNAPGUARD_EXPORT size_t
snapguard_report_total(const snapguard_report *report, snapguard_severity severity);

/**
 * One finding, in the order of the rules in the pack, then of their places; in JSON that
 * was made from another text, of those in the JSON.
 *
 * @param index  From 0.
 * @return Borrowed from the context. NULL if there is no such finding.
 */
SNAPGUARD_EXPORT const snapguard_finding *
snapguard_report_finding(const snapguard_report *report, size_t index);

/**
 * The first finding that is an error and has an API answer: what the service would
 * most likely say. The page promises no order among several.
 *
 * @return Borrowed from the context. NULL if there is none.
 */
SNAPGUARD_EXPORT const snapguard_finding *
snapguard_report_answer(const snapguard_report *report);

/** How many parameters of the operation the request gives, in any spelling. */
SNAPGUARD_EXPORT size_t snapguard_report_parameters(const snapguard_report *report);

/**
 * Whether a text tells by itself that it is meant for this operation: it names the
 * operation, or gives two parameters that other operations do not share, or one of these
 * and no name that is unknown. A RegionId or a Tag alone tells nothing, and whatever
 * gives an AutoSnapshotPolicyId is for an operation that changes or applies a policy. A
 * policy of a template or plan is one by its type. What could not be read tells it where
 * the operation, the type of a policy or two parameters are named anywhere in it, one of
 * them not shared, in any letter case; JSON over a limit likewise by the names of its
 * members. Of a text over the limit of bytes no more of them are looked at than the limit
 * allows, so these must be there. For whoever looks for requests among other files: no
 * verdict depends on it.
 */
SNAPGUARD_EXPORT bool snapguard_report_is_recognized(const snapguard_report *report);

/**
 * Write what a policy is called in its template or plan, by the contract of
 * snapguard_finding_text(): "AutoSnapshotPolicy",
 * "module.backup.alicloud_snapshot_policy.a[0]".
 *
 * @return The size of the whole text, without the NUL. SNAPGUARD_NO_TEXT, and an empty
 *         buffer, where the request has no name.
 */
SNAPGUARD_EXPORT size_t
snapguard_report_name(const snapguard_report *report, char *buffer, size_t size);

/**
 * Write the value that the request gives a parameter, by the contract of snprintf(): for
 * those who show or log what they have judged. Whether the value is allowed is for the
 * findings to say.
 *
 * @param parameter  A name as the page has it, numbers in place of N: "retentionDays",
 *                   "Tag.3.Key". The value may have been given nested, flat, or by an
 *                   alias.
 * @param buffer     As in snapguard_finding_text(). The text is that of the request,
 *                   decoded: it may hold anything, NUL and control characters included.
 *                   A boolean is "true" or "false", an integer as it was written, a list
 *                   the text of its JSON array.
 * @return The size of the whole text, without the NUL. SNAPGUARD_NO_TEXT, and an empty
 *         buffer, where the request does not give the parameter, or what it gives is not
 *         of its type, which is a finding. Of values that contradict each other it is the
 *         first one.
 */
SNAPGUARD_EXPORT size_t snapguard_report_value(
    const snapguard_report *report, const char *parameter, char *buffer, size_t size);

/**
 * Whether a template or plan does not say yet what it gives a parameter, or an element of
 * its list: an expression, or what is known after apply. No rule reads such a value.
 *
 * @param parameter  As in snapguard_report_value(); also a group or list of parameters,
 *                   "CopyEncryptionConfiguration", of which it is asked whether anything
 *                   in it is known only later.
 * @return False where the parameter is known or not given, of a number that the document
 *         does not have, and of what comes from outside of it, as the region of a stack.
 */
SNAPGUARD_EXPORT bool
snapguard_report_is_deferred(const snapguard_report *report, const char *parameter);

/**
 * Write one element of a parameter that is a list (timePoints, repeatWeekdays,
 * TargetCopyRegions), by the contract of snprintf(). An array that was given in place of
 * its text, which is a finding, is read all the same.
 *
 * @param index  From 0, in the order of the request.
 * @return As snapguard_report_value(). A string is decoded, anything else is JSON.
 *         SNAPGUARD_NO_TEXT also where there is no such element, or no list that can be
 *         read.
 */
SNAPGUARD_EXPORT size_t snapguard_report_element(
    const snapguard_report *report, const char *parameter, size_t index, char *buffer,
    size_t size);

/**
 * The schedule of the request, as far as it can be read: hours and days that are none are
 * left out, and are findings. What is skipped is exact over the week, as the rule
 * snapshot-overlap says it, whether that rule is on or not.
 *
 * @param[out] week  Filled with zeros where there is nothing to say. The fact
 *                   "snapshotMinutes" is asked here, so that the facts which the request
 *                   was judged with must not have been released.
 * @return Whether a snapshot is due at all.
 */
SNAPGUARD_EXPORT bool
snapguard_report_week(const snapguard_report *report, snapguard_week *week);

/** Where the request stands in the document that was given. */
SNAPGUARD_EXPORT void
snapguard_report_range(const snapguard_report *report, snapguard_range *range);

/**
 * The documented errors that no rule could decide, because they depend on the account
 * and not on the request, and the facts that were given do not say: "valid" never claims
 * more than was looked at. Without facts these are all that depend on the account. With
 * them a rule counts as decided also where the request does not call for it.
 *
 * @param index  From 0.
 * @return An id such as "policy-quota", which lives as long as the engine. NULL if there
 *         is no such entry.
 */
SNAPGUARD_EXPORT const char *
snapguard_report_not_evaluated(const snapguard_report *report, size_t index);

/* --------------------------------------------------------------------- finding */

/** The id of the rule: "time-point-value". Lives as long as the engine. */
SNAPGUARD_EXPORT const char *snapguard_finding_rule(const snapguard_finding *finding);

/** "input", "shape", "api", "account" or "advice"; "policy" of a rule of a pack that was
 *  added. Lives for ever. */
SNAPGUARD_EXPORT const char *snapguard_finding_category(const snapguard_finding *finding);

/** The severity that the engine gives the rule. */
SNAPGUARD_EXPORT snapguard_severity
snapguard_finding_severity(const snapguard_finding *finding);

/** What the service would answer. Borrowed from the context. NULL for advice and for
 *  faults that the page gives no code for. */
SNAPGUARD_EXPORT const snapguard_answer *
snapguard_finding_answer(const snapguard_finding *finding);

/**
 * Where it is: the whole value, quotes and escapes included; the key where the name is
 * at fault; the one character or byte where that is; the opening brace of the request
 * where something is missing. Exact inside JSON that is held in a string, too.
 */
SNAPGUARD_EXPORT void
snapguard_finding_range(const snapguard_finding *finding, snapguard_range *range);

/**
 * The place that the finding refers to: the first of two equal keys, the value that a
 * parameter depends on.
 *
 * @return false, and `range` untouched, where there is none.
 */
SNAPGUARD_EXPORT bool
snapguard_finding_related(const snapguard_finding *finding, snapguard_range *range);

/** The part that snapguard_finding_range() counts in. */
SNAPGUARD_EXPORT snapguard_part snapguard_finding_part(const snapguard_finding *finding);

/** The part that snapguard_finding_related() counts in. */
SNAPGUARD_EXPORT snapguard_part
snapguard_finding_related_part(const snapguard_finding *finding);

/**
 * Write one text of a finding, by the contract of snprintf().
 *
 * @param text         Which one.
 * @param show_values  false: no value of the request stands in the text, and
 *                     SNAPGUARD_TEXT_VALUE is absent. Names of parameters still do.
 * @param buffer       Gets at most `size` bytes, and always a NUL if `size` is not 0. A
 *                     text that does not fit is cut, between two characters. May be NULL
 *                     if `size` is 0.
 * @return The size of the whole text, without the NUL. SNAPGUARD_NO_TEXT, and an empty
 *         buffer, where the finding has no such text.
 */
SNAPGUARD_EXPORT size_t snapguard_finding_text(
    const snapguard_finding *finding, snapguard_text text, bool show_values, char *buffer,
    size_t size);

/* -------------------------------------------------------------------------- fixes */

/**
 * Whether the finding can be mended by edits of the text that was judged: those of
 * snapguard_finding_edit(). They are worked out by these calls, not by the check.
 *
 * A mended text is JSON, or a query, as before, and the finding is gone. What was not
 * read because of it is read then, and may break rules in its turn: judge again. There is
 * no fix where two ways to mend it are equally likely (two names that differ from one in
 * letter case), none in an HTTP message, which states its own length, and none in a
 * template or plan, in which a value may stand elsewhere than where it is used.
 */
SNAPGUARD_EXPORT snapguard_fix snapguard_finding_fix(const snapguard_finding *finding);

/** How many edits the fix has: 0 without one. They are in the order of their places. */
SNAPGUARD_EXPORT size_t snapguard_finding_edits(const snapguard_finding *finding);

/**
 * Say one edit: what is to be replaced, and by which text. Fixes of several findings may
 * be applied together unless their ranges overlap; one of those has to wait until the
 * result was judged again.
 *
 * @param index       From 0.
 * @param[out] range  What is to be replaced, counted as snapguard_finding_range() does.
 *                    Untouched where there is no such edit.
 * @param buffer      Gets the text to put there, by the contract of snprintf(), as in
 *                    snapguard_finding_text(). Values of the request stand in it.
 * @return The size of the whole text, without the NUL; it may be 0. SNAPGUARD_NO_TEXT,
 * and an empty buffer, where there is no such edit.
 */
SNAPGUARD_EXPORT size_t snapguard_finding_edit(
    const snapguard_finding *finding, size_t index, snapguard_range *range, char *buffer,
    size_t size);

/* ------------------------------------------------------------------------ answers */

/** How much an error body says. */
typedef enum snapguard_body {
    SNAPGUARD_BODY_DOCUMENTED = 0, /**< What the service itself would answer. */
    SNAPGUARD_BODY_EXTENDED = 1    /**< And "Violations": every error, without values. */
} snapguard_body;

/** What an answer says of itself. The library makes none of it up: no clock, no chance.
 */
typedef struct snapguard_identity {
    const char *request_id; /**< "RequestId". NULL: an empty string. */
    const char *host_id;    /**< "HostId". NULL: the member is left out. */
    const char *recommend;  /**< "Recommend". NULL: the member is left out. */
} snapguard_identity;

/**
 * The HTTP status of the answer to a request: 200 unless the verdict is
 * SNAPGUARD_INVALID; else that of the first error with an API answer; 413 where only the
 * size is at fault; else 400.
 */
SNAPGUARD_EXPORT int snapguard_report_http_status(const snapguard_report *report);

/**
 * Write the service's own error body for an invalid request, as JSON, by the contract of
 * snprintf(): {"RequestId":…,"HostId":…,"Code":…,"Message":…,"Recommend":…}.
 *
 * Code and message are those of the first error with an API answer, byte for byte as the
 * page has them; for a request that is only unreadable or too large, InvalidParameter.
 * No value of the request is ever echoed.
 *
 * @param identity  NULL: every member NULL. Its texts are escaped; bytes that are not
 *                  UTF-8 are replaced.
 * @param buffer    As in snapguard_finding_text().
 * @return The size of the whole body, without the NUL. SNAPGUARD_NO_TEXT, and an empty
 *         buffer, where the verdict is not SNAPGUARD_INVALID.
 */
SNAPGUARD_EXPORT size_t snapguard_render_error(
    const snapguard_report *report, const snapguard_identity *identity,
    snapguard_body body, char *buffer, size_t size);

/**
 * Write the error body that the service answers by one rule, whatever the request: for
 * stand-ins of the service, and for what only the service knows.
 *
 * @param rule              The id of a rule with an answer of its own: "policy-quota".
 * @param[out] http_status  Of this answer. May be NULL.
 * @return As snapguard_render_error(). SNAPGUARD_NO_TEXT, and `http_status` 0, where
 * there is no such rule, or it has no answer of its own.
 */
SNAPGUARD_EXPORT size_t snapguard_render_rule_error(
    const snapguard_engine *engine, const char *rule, const snapguard_identity *identity,
    int *http_status, char *buffer, size_t size);

/**
 * Write the service's success body: {"AutoSnapshotPolicyId":…,"RequestId":…}.
 *
 * @param policy_id  "sp-bp1dgzpaxwc4load****". NULL: an empty string.
 * @return As snapguard_render_error(), but never SNAPGUARD_NO_TEXT.
 */
SNAPGUARD_EXPORT size_t snapguard_render_success(
    const char *policy_id, const snapguard_identity *identity, char *buffer, size_t size);

/**
 * Write a report as JSON of the schema snapguard/report/1, which `snapguard check
 * --format json` writes as well: verdict, what was not evaluated, every finding that was
 * kept. What only the program knows is null (file, fingerprint) or 0 (files). "index" is
 * that of the request in its array; "part", besides, is the part that a range counts in:
 * "header", "query", "body", or null.
 *
 * @param show_values  As in snapguard_finding_text().
 * @return As snapguard_render_error(), but never SNAPGUARD_NO_TEXT.
 */
SNAPGUARD_EXPORT size_t snapguard_render_report(
    const snapguard_report *report, bool show_values, char *buffer, size_t size);

/* ------------------------------------------------------------------------ other */

/**
 * Find where a value stands in a JSON text: for hosts that read a document with a library
 * which keeps no places, and have something to say about it.
 *
 * @param[out] range  Of the value, quotes and brackets included. Untouched unless the
 * call succeeds.
 * @param allocator   Used during the call. NULL: the C library's malloc.
 * @param text        One JSON text. Need not end in NUL. Not kept. May be NULL if
 * `length` is 0.
 * @param length      Size of `text`, at most 64 MiB.
 * @param pointer     An RFC 6901 pointer: "/rules/0/id". "": the whole value.
 * @return SNAPGUARD_OK; SNAPGUARD_ERROR_MEMORY; or SNAPGUARD_ERROR_ARGUMENT if the text
 * is too long, no JSON or nested more than 1,024 deep, or has no such value.
 */
SNAPGUARD_CHECKED snapguard_status snapguard_locate(
    snapguard_range *range, const snapguard_allocator *allocator, const char *text,
    size_t length, const char *pointer);

/** A status in words. Never NULL, for any value. Lives for ever. */
SNAPGUARD_EXPORT const char *snapguard_strerror(snapguard_status status);

/**
 * A verdict as reports name it: "valid", "invalid", "undetermined" or "not-applicable".
 * NULL: this version knows no such value. Lives for ever, as do the next two.
 */
SNAPGUARD_EXPORT const char *snapguard_verdict_name(snapguard_verdict verdict);

/** "off", "notice", "warning" or "error"; else as snapguard_verdict_name(). */
SNAPGUARD_EXPORT const char *snapguard_severity_name(snapguard_severity severity);

/** "documented", "inferred" or "common"; else as snapguard_verdict_name(). */
SNAPGUARD_EXPORT const char *snapguard_basis_name(snapguard_basis basis);

/** The version of the library in use: "0.1.0". */
SNAPGUARD_EXPORT const char *snapguard_version(void);

/** The version of the library in use, as SNAPGUARD_VERSION_NUMBER is made. */
SNAPGUARD_EXPORT unsigned long snapguard_version_number(void);

#ifdef __cplusplus
}
#endif

#endif
