#include "law.h"

#include "catalog.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_FINDINGS = 64,    /* of an engine with the normal limits */
    MOST_CHARACTERS = 64,  /* of a value in a finding */
    LONGEST_TEXT = 1 << 14 /* pointers are the longest */
};

void law(bool holds, const char *text)
{
    if (holds)
        return;
    fprintf(stderr, "law broken: %s\n", text);
    abort();
}

/* --------------------------------------------------------------------------- UTF-8 */

/* The least point that may be written in so many bytes. */
static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};

/* How many bytes the character at `bytes` has, or 0 if there is none. */
static size_t character_size(const unsigned char *bytes, size_t room)
{
    size_t size = bytes[0] < 0x80 ? 1 : bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4;
    uint32_t point;

    if (size == 1)
        return 1;
    if (bytes[0] < 0xC0 || bytes[0] > 0xF7 || size > room)
        return 0;
    point = bytes[0] & (0x7FU >> size);
    for (size_t i = 1; i < size; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
        point = point << 6 | (bytes[i] & 0x3FU);
    }
    if (point < least[size] || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000))
        return 0;
    return size;
}

bool law_is_utf8(const char *bytes, size_t size)
{
    const unsigned char *p = (const unsigned char *)bytes;

    for (size_t i = 0; i < size;) {
        size_t length = p[i] < 0x80 ? 1 : character_size(p + i, size - i);

        if (!length)
            return false;
        i += length;
    }
    return true;
}

static size_t count_characters(const char *text)
{
    size_t count = 0;

    for (; *text; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

/* ----------------------------------------------------------------------- positions */

/* A source, and whether it is UTF-8, which is found out when it matters. */
typedef struct counter {
    law_source source;
    bool is_utf8;
    bool is_known;
} counter;

/* A place by decoding all that is before it: nothing in common with the library. */
static snapguard_position count_to(law_source source, size_t byte)
{
    snapguard_position place = {1, 1, 1, byte};

    for (size_t i = 0; i < byte; i++) {
        unsigned char lead = (unsigned char)source.bytes[i];

        if (lead == '\n') {
            place.line++;
            place.column = 0;
            place.utf16 = 0;
        }
        if ((lead & 0xC0) == 0x80)
            continue;
        place.column++;
        place.utf16 += lead >= 0xF0 ? 2 : 1;
    }
    return place;
}

bool law_is_boundary(const char *bytes, size_t size, size_t at)
{
    return at <= size && (at == size || ((unsigned char)bytes[at] & 0xC0) != 0x80);
}

static void law_position(const counter *one, const snapguard_position *position)
{
    law(position->line > 0 && position->column > 0 && position->utf16 > 0,
        "lines and columns count from 1");
    law(!one->is_utf8 ||
            law_is_boundary(one->source.bytes, one->source.size, position->byte),
        "a place is between two characters");
}

static void law_count(const counter *one, const snapguard_position *position)
{
    snapguard_position counted;

    if (!one->is_utf8)
        return;
    counted = count_to(one->source, position->byte);
    law(counted.line == position->line, "a line is that of its byte");
    law(counted.column == position->column, "a column is that of its byte");
    law(counted.utf16 == position->utf16, "a column in UTF-16 is that of its byte");
}

static void law_range(counter *one, const snapguard_range *range)
{
    law(range->start.byte <= range->end.byte, "a range begins before it ends");
    law(range->end.byte <= one->source.size, "a range is inside of the input");
    if (!one->is_known && one->source.bytes)
        one->is_utf8 = law_is_utf8(one->source.bytes, one->source.size);
    one->is_known = true;
    law_position(one, &range->start);
    law_position(one, &range->end);
}

/* ------------------------------------------------------------------------ findings */

static void law_text(const snapguard_finding *finding, snapguard_text text)
{
    char buffer[LONGEST_TEXT];
    size_t size = snapguard_finding_text(finding, text, true, buffer, sizeof buffer);

    if (size == SNAPGUARD_NO_TEXT) {
        law(buffer[0] == '\0', "where there is no text, the buffer is empty");
        law(text != SNAPGUARD_TEXT_MESSAGE, "every finding has a message");
        return;
    }
    law(size < sizeof buffer, "a text of a finding is short");
    law(buffer[size] == '\0', "a text ends where it was said to");
    law(law_is_utf8(buffer, size), "a text of a finding is UTF-8");
    /* A pointer holds names as they are: there may be anything in them. */
    if (text != SNAPGUARD_TEXT_POINTER && text != SNAPGUARD_TEXT_INNER_POINTER)
        law(strlen(buffer) == size && !memchr(buffer, '\n', size),
            "a text of a finding is one line");
    if (text == SNAPGUARD_TEXT_VALUE)
        law(count_characters(buffer) <= MOST_CHARACTERS, "a value has 64 characters");
    if (text == SNAPGUARD_TEXT_MESSAGE)
        law(size > 0, "a message says something");
}

static void law_answer(const snapguard_finding *finding)
{
    const snapguard_answer *answer = snapguard_finding_answer(finding);
    char buffer[2];
    size_t size = snapguard_finding_text(
        finding, SNAPGUARD_TEXT_API_MESSAGE, false, buffer, sizeof buffer);

    law((answer != NULL) == (size != SNAPGUARD_NO_TEXT), "an answer has a message");
    if (!answer)
        return;
    law(answer->http_status == 400 || answer->http_status == 403,
        "an answer is of one of the page's statuses");
    law(answer->code && answer->code[0], "an answer has a code");
    law(snapguard_basis_name(answer->basis) != NULL, "an answer has a basis");
}

static void law_category(const snapguard_finding *finding)
{
    size_t rule = catalog_find(snapguard_finding_rule(finding), 0);

    law(strcmp(catalog_category(rule), snapguard_finding_category(finding)) == 0,
        "a category is that of the catalog");
}

static void law_counts(const snapguard_finding *finding, counter counters[LAW_PARTS])
{
    const counter *one = &counters[snapguard_finding_part(finding)];
    snapguard_range range;

    snapguard_finding_range(finding, &range);
    law_count(one, &range.start);
    law_count(one, &range.end);
    if (!snapguard_finding_related(finding, &range))
        return;
    one = &counters[snapguard_finding_related_part(finding)];
    law_count(one, &range.start);
    law_count(one, &range.end);
}

/* A finding that was looked at, for the next one to be compared with. */
typedef struct seen {
    size_t rule; /* its place in the catalog */
    int rank;    /* of its part */
    size_t byte;
} seen;

/* The order of the parts on the wire. Headers are in the order of their kinds, so what is
 * known of places there is only that they are in a header. */
static const int ranks[LAW_PARTS] = {
    [SNAPGUARD_PART_WHOLE] = 0,
    [SNAPGUARD_PART_QUERY] = 1,
    [SNAPGUARD_PART_HEADER] = 2,
    [SNAPGUARD_PART_BODY] = 3,
};

static void law_related(const snapguard_finding *finding, counter counters[LAW_PARTS])
{
    snapguard_range range;
    snapguard_part part;

    if (!snapguard_finding_related(finding, &range))
        return;
    part = snapguard_finding_related_part(finding);
    law((unsigned)part < LAW_PARTS, "what is related is in a part");
    law_range(&counters[part], &range);
}

/* A length of HTTP may end within a character. */
static bool counts_bytes(const snapguard_finding *finding)
{
    return strcmp(snapguard_finding_rule(finding), "invalid-http") == 0;
}

static void
law_finding(const snapguard_finding *finding, counter counters[LAW_PARTS], seen *before)
{
    snapguard_part part = snapguard_finding_part(finding);
    size_t rule = catalog_find(snapguard_finding_rule(finding), before->rule);
    counter bytes = {0};
    snapguard_range range;

    law(rule != CATALOG_NONE,
        "the catalog knows the rule, and findings are in its order");
    law(catalog_severity(rule) == snapguard_finding_severity(finding),
        "a severity is that of the catalog");
    law((unsigned)part < LAW_PARTS, "a finding is in a part");
    bytes.source.size = counters[part].source.size;
    snapguard_finding_range(finding, &range);
    law_range(counts_bytes(finding) ? &bytes : &counters[part], &range);
    law_related(finding, counters);
    if (rule == before->rule && !counters[part].source.is_origin)
        law(ranks[part] > before->rank ||
                (ranks[part] == before->rank && range.start.byte >= before->byte),
            "findings of one rule are in the order of their places");
    *before = (seen){rule, ranks[part], range.start.byte};
}

/* ------------------------------------------------------------------------- reports */

static void law_totals(const snapguard_report *report)
{
    size_t count = snapguard_report_count(report);
    size_t errors = snapguard_report_total(report, SNAPGUARD_ERROR);
    snapguard_verdict verdict = snapguard_report_verdict(report);
    size_t all = errors + snapguard_report_total(report, SNAPGUARD_WARNING) +
                 snapguard_report_total(report, SNAPGUARD_NOTICE);

    law(snapguard_verdict_name(verdict) != NULL, "a verdict has a name");
    law((verdict == SNAPGUARD_INVALID) == (errors > 0),
        "a request is invalid if and only if a finding is an error");
    law(snapguard_report_total(report, SNAPGUARD_OFF) == 0, "no finding is switched off");
    law(count == (all < MOST_FINDINGS ? all : MOST_FINDINGS),
        "findings are kept up to the limit, and counted past it");
    law(snapguard_report_finding(report, count) == NULL, "there is no finding past them");
    if (verdict == SNAPGUARD_NOT_APPLICABLE)
        law(all == 0, "of another operation's request nothing is said");
}

static void law_first_answer(const snapguard_report *report)
{
    const snapguard_finding *answer = snapguard_report_answer(report);
    const snapguard_finding *first = NULL;
    bool is_invalid = snapguard_report_verdict(report) == SNAPGUARD_INVALID;
    int status = snapguard_report_http_status(report);

    for (size_t i = 0; i < snapguard_report_count(report) && !first; i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);

        if (snapguard_finding_severity(finding) == SNAPGUARD_ERROR &&
            snapguard_finding_answer(finding))
            first = finding;
    }
    law(answer == first, "the answer is the first error that has one");
    if (!is_invalid)
        law(status == 200, "what is not invalid is answered with 200");
    else if (first)
        law(status == snapguard_finding_answer(first)->http_status,
            "the status is that of the answer");
    else
        law(status == 400 || status == 413, "an error without an answer is 400 or 413");
}

/* What costs more than a check is asked of one finding, and of one of its texts, another
 * one with each size of the input: in many inputs each has its turn. */
static void law_chosen(const snapguard_report *report, counter counters[LAW_PARTS])
{
    size_t count = snapguard_report_count(report);
    size_t size = 0;
    const snapguard_finding *finding;

    for (size_t i = 0; i < LAW_PARTS; i++)
        size += counters[i].source.size;
    if (count == 0)
        return;
    finding = snapguard_report_finding(report, size % count);
    if (!counts_bytes(finding))
        law_counts(finding, counters);
    law_answer(finding);
    law_category(finding);
    law_text(finding, (snapguard_text)(size / count % (SNAPGUARD_TEXT_FIX + 1)));
}

void law_report(const snapguard_report *report, const law_source sources[LAW_PARTS])
{
    counter counters[LAW_PARTS];
    seen before = {0, 0, 0};

    for (size_t i = 0; i < LAW_PARTS; i++)
        counters[i] = (counter){.source = sources[i]};
    law_totals(report);
    law_first_answer(report);
    for (size_t i = 0; i < snapguard_report_count(report); i++)
        law_finding(snapguard_report_finding(report, i), counters, &before);
    law_chosen(report, counters);
}

static void law_report_of(const snapguard_report *report, const law_source *source)
{
    const law_source sources[LAW_PARTS] = {*source};

    for (size_t i = 0; i < snapguard_report_count(report); i++)
        law(snapguard_finding_part(snapguard_report_finding(report, i)) ==
                SNAPGUARD_PART_WHOLE,
            "places count in the bytes that were given");
    law_report(report, sources);
}

void law_report_whole(const snapguard_report *report, const char *bytes, size_t size)
{
    law_report_of(report, &(law_source){bytes, size, false});
}

void law_report_made(const snapguard_report *report, const char *bytes, size_t size)
{
    law_report_of(report, &(law_source){bytes, size, true});
}

/* Sanitizers watch strcmp(), which makes a call of it dear. */
bool law_fires(const snapguard_report *report, const char *rule)
{
    for (size_t i = 0; i < snapguard_report_count(report); i++) {
        const char *id = snapguard_finding_rule(snapguard_report_finding(report, i));

        if (id[0] == rule[0] && strcmp(id, rule) == 0)
            return true;
    }
    return false;
}

/* --------------------------------------------------------------------------- digest */

/* FNV-1a, of words. */
#define FIRST_DIGEST 0xCBF29CE484222325ULL

static void mix(unsigned long long *digest, unsigned long long word)
{
    *digest = (*digest ^ word) * 0x100000001B3ULL;
}

static void mix_range(unsigned long long *digest, const snapguard_range *range)
{
    const snapguard_position *places[] = {&range->start, &range->end};

    for (size_t i = 0; i < 2; i++) {
        mix(digest, places[i]->byte);
        mix(digest, places[i]->line);
        mix(digest, places[i]->column);
        mix(digest, places[i]->utf16);
    }
}

static void mix_rule(unsigned long long *digest, const snapguard_finding *finding)
{
    for (const char *p = snapguard_finding_rule(finding); *p; p++)
        mix(digest, (unsigned char)*p);
}

static void mix_finding(unsigned long long *digest, const snapguard_finding *finding)
{
    snapguard_range range;

    mix_rule(digest, finding);
    mix(digest, (unsigned long long)snapguard_finding_part(finding));
    snapguard_finding_range(finding, &range);
    mix_range(digest, &range);
    if (!snapguard_finding_related(finding, &range))
        return;
    mix(digest, (unsigned long long)snapguard_finding_related_part(finding));
    mix_range(digest, &range);
}

unsigned long long law_rules(const snapguard_report *report)
{
    unsigned long long rules = FIRST_DIGEST;

    mix(&rules, (unsigned long long)snapguard_report_verdict(report));
    for (size_t i = 0; i < snapguard_report_count(report); i++)
        mix_rule(&rules, snapguard_report_finding(report, i));
    return rules;
}

unsigned long long law_digest(const snapguard_report *report)
{
    unsigned long long digest = FIRST_DIGEST;
    snapguard_range range;

    mix(&digest, (unsigned long long)snapguard_report_verdict(report));
    mix(&digest, snapguard_report_parameters(report));
    mix(&digest, snapguard_report_is_recognized(report));
    for (int i = SNAPGUARD_NOTICE; i <= SNAPGUARD_ERROR; i++)
        mix(&digest, snapguard_report_total(report, (snapguard_severity)i));
    snapguard_report_range(report, &range);
    mix_range(&digest, &range);
    for (size_t i = 0; i < snapguard_report_count(report); i++)
        mix_finding(&digest, snapguard_report_finding(report, i));
    return digest;
}
