#include "mend.h"

#include "demand.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* A fix brings at most a few others to light, so a few rounds are enough. That there is
 * an end must not depend on it. */
enum { MOST_ROUNDS = 100 };

static const snapguard_report *
check(cli_mender *mender, snapguard_encoding encoding, const char *bytes, size_t size)
{
    const snapguard_report *report;

    cli_demand(snapguard_check(&report, mender->context, encoding, bytes, size));
    return report;
}

/* ------------------------------------------------------------------------ what to change
 */

static void add_changes(cli_mender *mender, size_t fix_index)
{
    const cli_fix *fix = &mender->fixing.fix;

    if (mender->count + fix->count > mender->capacity) {
        mender->capacity = 2 * (mender->count + fix->count);
        mender->changes =
            cli_reallocate(mender->changes, mender->capacity * sizeof *mender->changes);
    }
    for (size_t i = 0; i < fix->count; i++) {
        const cli_edit *edit = &fix->edits[i];

        mender->changes[mender->count++] = (cli_change){
            .begin = edit->range.start.byte,
            .end = edit->range.end.byte,
            .fix = fix_index,
            .text = mender->texts.size,
            .size = edit->size};
        cli_text_add(&mender->texts, edit->text, edit->size);
    }
}

/* Whether a finding has a fix that may be applied; it is read then. */
static bool is_to_mend(cli_mender *mender, const snapguard_report *report, size_t index)
{
    if (mender->spares && mender->spares(mender->opaque, report, index))
        return false;
    return cli_fix_read(&mender->fixing, snapguard_report_finding(report, index)) &&
           (mender->fixing.fix.is_safe || mender->is_unsafe);
}

/* Collect the changes of all fixes that may be applied, and answer how many fixes. */
static size_t collect(cli_mender *mender, const snapguard_report *report)
{
    size_t count = snapguard_report_count(report);
    size_t fixes = 0;

    mender->count = 0;
    cli_text_clear(&mender->texts);
    for (size_t i = 0; i < count; i++)
        if (is_to_mend(mender, report, i))
            add_changes(mender, fixes++);
    return fixes;
}

/* Of two at one place the one of the first finding comes first. */
static int compare(const void *a, const void *b)
{
    const cli_change *x = a;
    const cli_change *y = b;

    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    return (x->fix > y->fix) - (x->fix < y->fix);
}

/* Whoever overlaps one that was kept waits for the next round, with all its changes.
 * Answers how many fixes are left. */
static size_t drop_overlaps(cli_mender *mender, size_t fixes)
{
    size_t kept = fixes;
    size_t end = 0;

    if (fixes > mender->fix_capacity) {
        mender->is_dropped = cli_reallocate(mender->is_dropped, fixes);
        mender->fix_capacity = fixes;
    }
    memset(mender->is_dropped, 0, fixes);
    qsort(mender->changes, mender->count, sizeof *mender->changes, compare);
    for (size_t i = 0; i < mender->count; i++) {
        const cli_change *change = &mender->changes[i];
        bool is_late = change->begin < end;

        if (is_late && !mender->is_dropped[change->fix]) {
            mender->is_dropped[change->fix] = true;
            kept--;
        }
        if (!mender->is_dropped[change->fix])
            end = change->end;
    }
    return kept;
}

/* -------------------------------------------------------------------------------- rounds
 */

static void apply(cli_mender *mender)
{
    const cli_text *before = &mender->before;
    size_t done = 0;

    cli_text_clear(&mender->after);
    for (size_t i = 0; i < mender->count; i++) {
        const cli_change *change = &mender->changes[i];

        if (mender->is_dropped[change->fix])
            continue;
        cli_text_add(&mender->after, before->bytes + done, change->begin - done);
        cli_text_add(&mender->after, mender->texts.bytes + change->text, change->size);
        done = change->end;
    }
    cli_text_add(&mender->after, before->bytes + done, before->size - done);
}

/* How often the text itself is at fault: it cannot be read, or is over a limit. */
static size_t count_input_faults(const snapguard_report *report)
{
    size_t count = snapguard_report_count(report);
    size_t faults = 0;

    for (size_t i = 0; i < count; i++)
        faults += strcmp(
                      snapguard_finding_category(snapguard_report_finding(report, i)),
                      "input") == 0;
    return faults;
}

static void swap(cli_text *a, cli_text *b)
{
    cli_text text = *a;

    *a = *b;
    *b = text;
}

cli_mended
cli_mend(cli_mender *mender, snapguard_encoding encoding, const char *bytes, size_t size)
{
    const snapguard_report *report = check(mender, encoding, bytes, size);
    cli_mended mended = {bytes, size, 0};
    size_t fixes = collect(mender, report);
    size_t faults = count_input_faults(report);

    if (fixes == 0)
        return mended;
    cli_text_clear(&mender->before);
    cli_text_add(&mender->before, bytes, size);
    for (size_t round = 0; fixes > 0 && round < MOST_ROUNDS; round++) {
        fixes = drop_overlaps(mender, fixes);
        apply(mender);
        report = check(mender, encoding, mender->after.bytes, mender->after.size);
        /* A text that has grown over a limit is left as it was. */
        if (count_input_faults(report) > faults)
            break;
        swap(&mender->before, &mender->after);
        mended.fixes += fixes;
        fixes = collect(mender, report);
    }
    if (mended.fixes > 0) {
        mended.bytes = mender->before.bytes;
        mended.size = mender->before.size;
    }
    return mended;
}

void cli_mender_free(cli_mender *mender)
{
    cli_fixing_free(&mender->fixing);
    free(mender->changes);
    free(mender->is_dropped);
    free(mender->texts.bytes);
    free(mender->before.bytes);
    free(mender->after.bytes);
}
