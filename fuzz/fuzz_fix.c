/* A request of any encoding, and the fixes of its findings. Each fix by itself leaves a
 * text that can be read, in which its finding is gone and no other has come, but for what
 * no rule could read before. Applied in rounds, they come to an end: mended twice is
 * mended once. */
#include "judge.h"
#include "law.h"
#include "mutate.h"
#include "sniff.h"
#include "target.h"

#include "mend.h"

#include <stdlib.h>
#include <string.h>

const mutation target_mutation = {mutate_any, cross_any};

/* Of longer texts only the laws of mending are asked. */
enum { MOST_FINDINGS = 64, LONGEST = 8192, LONGEST_NAME = 160 };

static cli_mender mender;
static snapguard_context *other;

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    judge_open(*count, *arguments);
    law(snapguard_context_new(&other, judge_engine()) == SNAPGUARD_OK,
        "a context is made");
    mender.context = other;
    return 0;
}

/* ------------------------------------------------------------ what findings there are */

/* A finding by what stays the same when others are mended. */
typedef struct summary {
    const char *rule;
    const char *category;
    char parameter[LONGEST_NAME];
} summary;

typedef struct findings {
    summary all[MOST_FINDINGS];
    size_t count;
    bool is_whole; /* None of them was left out. */
} findings;

static void note(findings *noted, const snapguard_report *report)
{
    size_t total = 0;

    noted->count = snapguard_report_count(report);
    for (int i = SNAPGUARD_NOTICE; i <= SNAPGUARD_ERROR; i++)
        total += snapguard_report_total(report, (snapguard_severity)i);
    noted->is_whole = noted->count == total;
    for (size_t i = 0; i < noted->count; i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);
        summary *one = &noted->all[i];

        one->rule = snapguard_finding_rule(finding);
        one->category = snapguard_finding_category(finding);
        snapguard_finding_text(
            finding, SNAPGUARD_TEXT_PARAMETER, true, one->parameter,
            sizeof one->parameter);
    }
}

static size_t count_alike(const findings *noted, const summary *one)
{
    size_t count = 0;

    for (size_t i = 0; i < noted->count; i++)
        count += strcmp(noted->all[i].rule, one->rule) == 0 &&
                 strcmp(noted->all[i].parameter, one->parameter) == 0;
    return count;
}

static size_t count_category(const findings *noted, const char *category)
{
    size_t count = 0;

    for (size_t i = 0; i < noted->count; i++)
        count += strcmp(noted->all[i].category, category) == 0;
    return count;
}

static bool has(const findings *noted, const char *rule)
{
    for (size_t i = 0; i < noted->count; i++)
        if (strcmp(noted->all[i].rule, rule) == 0)
            return true;
    return false;
}

/* ----------------------------------------------------------------------- one fix alone
 */

/* Apply one fix, and answer the size of the text. */
static size_t
apply(const snapguard_finding *finding, const uint8_t *data, size_t size, char *text)
{
    const char *bytes = (const char *)data;
    size_t edits = snapguard_finding_edits(finding);
    size_t done = 0;
    size_t used = 0;

    law(edits > 0, "a fix has an edit");
    for (size_t i = 0; i < edits; i++) {
        snapguard_range range;
        size_t length = snapguard_finding_edit(finding, i, &range, NULL, 0);
        size_t begin = range.start.byte;

        law(begin >= done && range.end.byte >= begin, "edits are in order");
        law(law_is_boundary(bytes, size, begin) &&
                law_is_boundary(bytes, size, range.end.byte),
            "edits are between characters");
        memcpy(text + used, bytes + done, begin - done);
        used += begin - done;
        law(snapguard_finding_edit(finding, i, &range, text + used, length + 1) == length,
            "an edit is the same twice");
        law(strlen(text + used) == length && law_is_utf8(text + used, length),
            "an edit is a text");
        used += length;
        done = range.end.byte;
    }
    memcpy(text + used, bytes + done, size - done);
    return used + size - done;
}

/* What was not read before: the value of another name, and an array. What depends on it
 * was left open. */
static bool brings_to_light(const char *rule)
{
    return strcmp(rule, "parameter-case") == 0 ||
           strcmp(rule, "list-instead-of-text") == 0;
}

static void compare(const findings *before, const findings *after, const summary *mended)
{
    /* A text may grow over a limit. */
    if (has(after, "limit-exceeded"))
        return;
    law(count_category(after, "input") <= count_category(before, "input"),
        "what was mended can be read");
    if (!before->is_whole || !after->is_whole)
        return;
    law(count_alike(after, mended) < count_alike(before, mended),
        "what was mended is gone");
    if (brings_to_light(mended->rule))
        return;
    for (size_t i = 0; i < after->count; i++)
        law(count_alike(after, &after->all[i]) <= count_alike(before, &after->all[i]),
            "a fix makes no finding");
}

static void check_each(snapguard_encoding encoding, const uint8_t *data, size_t size)
{
    static char text[8 * LONGEST + 64];
    static findings before;
    static findings after;
    const snapguard_report *report = judge(encoding, data, size);

    note(&before, report);
    for (size_t i = 0; i < before.count; i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);
        const snapguard_report *fixed;
        size_t used;

        if (snapguard_finding_fix(finding) == SNAPGUARD_FIX_NONE)
            continue;
        used = apply(finding, data, size, text);
        law(snapguard_check(&fixed, other, encoding, text, used) == SNAPGUARD_OK,
            "any bytes are judged");
        note(&after, fixed);
        compare(&before, &after, &before.all[i]);
    }
}

/* ------------------------------------------------------------------------ all together
 */

static void mend_twice(snapguard_encoding encoding, const uint8_t *data, size_t size)
{
    cli_mended once = cli_mend(&mender, encoding, (const char *)data, size);
    cli_mended again;
    char *copy;

    law(once.fixes > 0 || (once.size == size && memcmp(once.bytes, data, size) == 0),
        "where nothing is mended, nothing changes");
    if (once.fixes == 0)
        return;
    copy = malloc(once.size + 1);
    law(copy != NULL, "there is memory");
    memcpy(copy, once.bytes, once.size);
    again = cli_mend(&mender, encoding, copy, once.size);
    law(again.fixes == 0 && again.size == once.size, "mended twice is mended once");
    free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    snapguard_encoding encoding = sniff_encoding(data, size);

    /* Requests of an array are mended one by one. */
    if (encoding == SNAPGUARD_JSON_REQUESTS)
        encoding = SNAPGUARD_JSON;
    judge_lawfully(encoding, data, size);
    if (size <= LONGEST)
        check_each(encoding, data, size);
    mender.is_unsafe = false;
    mend_twice(encoding, data, size);
    mender.is_unsafe = true;
    mend_twice(encoding, data, size);
    return 0;
}
