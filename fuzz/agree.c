#include "agree.h"

#include "disputed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char reason[1024];

/* The index in the first step of a pointer: "/3/a" is 3. -1: there is none. */
static int first_index(const snapguard_finding *finding)
{
    char pointer[64];
    size_t size = snapguard_finding_text(
        finding, SNAPGUARD_TEXT_INNER_POINTER, true, pointer, sizeof pointer);

    if (size == SNAPGUARD_NO_TEXT || size == 0)
        return -1;
    return atoi(pointer + 1);
}

/* The code unit of an escape \uXXXX, whose u is at `p`. */
static unsigned long unit(const char *p)
{
    char digits[5] = {p[1], p[2], p[3], p[4], '\0'};

    return strtoul(digits, NULL, 16);
}

static void put(oracle_finding *out, unsigned long byte)
{
    if (out->parameter_size < ORACLE_MAX_NAME)
        out->parameter[out->parameter_size++] = (char)byte;
}

static void put_character(oracle_finding *out, unsigned long c)
{
    if (c < 0x80) {
        put(out, c);
    } else if (c < 0x800) {
        put(out, 0xC0 | c >> 6);
        put(out, 0x80 | (c & 0x3F));
    } else {
        put(out, c < 0x10000 ? 0xE0 | c >> 12 : 0xF0 | c >> 18);
        if (c >= 0x10000)
            put(out, 0x80 | (c >> 12 & 0x3F));
        put(out, 0x80 | (c >> 6 & 0x3F));
        put(out, 0x80 | (c & 0x3F));
    }
}

/* What an escape means, which begins behind the backslash at `p`. The rest is answered.
 */
static const char *put_escape(oracle_finding *out, const char *p)
{
    static const char written[] = "bfnrt";
    static const char meant[] = "\b\f\n\r\t";
    const char *found = strchr(written, *p);
    unsigned long high, low;

    if (*p != 'u') {
        put(out, (unsigned char)(found ? meant[found - written] : *p));
        return p + 1;
    }
    high = unit(p);
    if (high < 0xD800 || high > 0xDBFF) {
        put_character(out, high);
        return p + 5;
    }
    low = unit(p + 6);
    put_character(out, 0x10000 + (high - 0xD800) * 0x400 + (low - 0xDC00));
    return p + 11;
}

/* A name is shown with the escapes of JSON, which may be those of the request. */
static void read_name(oracle_finding *out, const char *shown)
{
    while (*shown) {
        if (*shown == '\\')
            shown = put_escape(out, shown + 1);
        else
            put(out, (unsigned char)*shown++);
    }
}

/* The parameter; where there is none, as for a key that stands twice, the place in JSON.
 */
static void read_finding(oracle_finding *out, const snapguard_finding *finding)
{
    char text[1024];
    size_t size = snapguard_finding_text(
        finding, SNAPGUARD_TEXT_PARAMETER, true, text, sizeof text);

    out->rule = snapguard_finding_rule(finding);
    out->element = first_index(finding);
    out->parameter_size = 0;
    if (size != SNAPGUARD_NO_TEXT) {
        read_name(out, text);
        return;
    }
    size = snapguard_finding_text(
        finding, SNAPGUARD_TEXT_POINTER, true, out->parameter, sizeof out->parameter);
    out->parameter_size = size == SNAPGUARD_NO_TEXT ? 0 : size;
}

/* The days behind an hour, which are in parentheses: "(days 1, 3)". No days: all. */
static unsigned read_days(const char **text)
{
    unsigned days = 0;

    if (strncmp(*text, " (day", 5) != 0)
        return 0;
    for (; **text && **text != ')'; ++*text)
        if (**text >= '1' && **text <= '7')
            days |= 1U << (**text - '1');
    return days;
}

/* An overlap is one finding for each hour that its message names. */
static void read_overlap(agree_set *out, const snapguard_finding *finding)
{
    char message[2048];
    const char *text;
    oracle_finding first;

    snapguard_finding_text(
        finding, SNAPGUARD_TEXT_MESSAGE, true, message, sizeof message);
    read_finding(&first, finding);
    text = strstr(message, " at ");
    text = text ? strpbrk(text, "0123456789") : NULL;
    while (text) {
        char *behind;
        const long hour = strtol(text, &behind, 10);

        text = strncmp(behind, ":00", 3) == 0 ? behind + 3 : behind;
        out->findings[out->count] = first;
        out->findings[out->count++].element = ORACLE_OVERLAP(hour, read_days(&text));
        text = strpbrk(text, "0123456789");
    }
}

void agree_read(agree_set *out, const snapguard_report *report)
{
    out->count = 0;
    for (size_t i = 0; i < snapguard_report_count(report); i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);

        if (strcmp(snapguard_finding_rule(finding), "snapshot-overlap") == 0)
            read_overlap(out, finding);
        else
            read_finding(&out->findings[out->count++], finding);
    }
}

static bool is_same(const oracle_finding *one, const oracle_finding *other)
{
    return strcmp(one->rule, other->rule) == 0 && one->element == other->element &&
           one->parameter_size == other->parameter_size &&
           memcmp(one->parameter, other->parameter, one->parameter_size) == 0;
}

static size_t count_same(const agree_set *in, const oracle_finding *finding)
{
    size_t count = 0;

    for (size_t i = 0; i < in->count; i++)
        count += is_same(&in->findings[i], finding);
    return count;
}

/* The first finding of `one` that `other` has less often. */
static const oracle_finding *missing_in(const agree_set *one, const agree_set *other)
{
    for (size_t i = 0; i < one->count; i++)
        if (count_same(one, &one->findings[i]) > count_same(other, &one->findings[i]))
            return &one->findings[i];
    return NULL;
}

static const char *say(const char *who, const oracle_finding *finding)
{
    snprintf(
        reason, sizeof reason, "only %s says %s at %.*s, element %d", who, finding->rule,
        (int)finding->parameter_size, finding->parameter, finding->element);
    return reason;
}

const char *
agree_compare(const agree_set *one, const agree_set *other, const char *const names[2])
{
    const oracle_finding *missing = missing_in(one, other);

    if (missing)
        return say(names[0], missing);
    missing = missing_in(other, one);
    return missing ? say(names[1], missing) : NULL;
}

static const char *
compare_answers(const snapguard_report *report, const oracle_answer *to)
{
    const snapguard_finding *first = snapguard_report_answer(report);
    const snapguard_answer *answer = first ? snapguard_finding_answer(first) : NULL;
    char message[256] = "";

    if (first)
        snapguard_finding_text(
            first, SNAPGUARD_TEXT_API_MESSAGE, true, message, sizeof message);
    if ((answer != NULL) == (to->status != 0) &&
        (!answer ||
         (answer->http_status == to->status && strcmp(answer->code, to->code) == 0 &&
          strcmp(message, to->message) == 0)))
        return NULL;
    snprintf(
        reason, sizeof reason, "the library answers %d %s %s, the oracle %d %s %s",
        answer ? answer->http_status : 0, answer ? answer->code : "", message, to->status,
        to->status ? to->code : "", to->message);
    return reason;
}

static bool says_open(const snapguard_report *report, const char *rule)
{
    const char *open;

    for (size_t i = 0; (open = snapguard_report_not_evaluated(report, i)) != NULL; i++)
        if (strcmp(open, rule) == 0)
            return true;
    return false;
}

static bool leaves_open(const oracle_report *oracle, const char *rule)
{
    for (size_t i = 0; i < oracle->open_count; i++)
        if (strcmp(oracle->open[i], rule) == 0)
            return true;
    return false;
}

/* What a report lists as not evaluated. */
static const char *compare_open(
    const snapguard_report *report, const oracle_report *oracle,
    const oracle_request *request)
{
    const char *rule;

    for (size_t i = 0; i < oracle->open_count; i++) {
        rule = oracle->open[i];
        if (says_open(report, rule) || disputed_rule(request, rule))
            continue;
        snprintf(reason, sizeof reason, "only the oracle leaves %s open", rule);
        return reason;
    }
    for (size_t i = 0; (rule = snapguard_report_not_evaluated(report, i)) != NULL; i++) {
        if (leaves_open(oracle, rule) || disputed_rule(request, rule))
            continue;
        snprintf(reason, sizeof reason, "only the library leaves %s open", rule);
        return reason;
    }
    return NULL;
}

/* Whether anything was left out. */
static bool leave_out_disputed(agree_set *set, const oracle_request *request)
{
    size_t count = 0;

    for (size_t i = 0; i < set->count; i++)
        if (!disputed_rule(request, set->findings[i].rule))
            set->findings[count++] = set->findings[i];
    if (count == set->count)
        return false;
    set->count = count;
    return true;
}

const char *agree_with_oracle(
    const snapguard_report *report, const oracle_report *oracle,
    const oracle_request *request)
{
    static const char *const names[] = {"the library", "the oracle"};
    static agree_set sets[2];
    const char *difference;
    bool is_whole = true;

    if (disputed_request(request))
        return NULL;
    agree_read(&sets[0], report);
    sets[1].count = oracle->count;
    memcpy(sets[1].findings, oracle->findings, oracle->count * sizeof *oracle->findings);
    for (size_t i = 0; i < 2; i++)
        is_whole = !leave_out_disputed(&sets[i], request) && is_whole;
    difference = agree_compare(&sets[0], &sets[1], names);
    if (difference || !is_whole)
        return difference;
    if ((int)snapguard_report_verdict(report) != (int)oracle->verdict) {
        snprintf(
            reason, sizeof reason, "the library's verdict is %d, the oracle's %d",
            (int)snapguard_report_verdict(report), (int)oracle->verdict);
        return reason;
    }
    difference = compare_open(report, oracle, request);
    if (difference || disputed_answer(request))
        return difference;
    return compare_answers(report, &oracle->answer);
}
