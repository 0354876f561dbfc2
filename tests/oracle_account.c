/* The oracle: what depends on the account, and what only advises. */
#include "oracle_judge.h"

#include <stdio.h>
#include <string.h>

enum {
    HOURS = 24,
    DAYS = 7,
    POINTS = HOURS * DAYS /* of a week */
};

static const char key_name[] = "CopyEncryptionConfiguration.KMSKeyId";
static const char encrypted_name[] = "CopyEncryptionConfiguration.Encrypted";

/* ------------------------------------------------------------------------- account */

static void report_account(judge *j, const char *rule)
{
    oracle_report_name(j, rule, (oracle_text){"", 0}, NULL, NULL);
}

const oracle_slot *oracle_certain(judge *j, const char *name)
{
    const oracle_slot *slot = oracle_readable(j, name, -1);

    return slot && !slot->is_twice ? slot : NULL;
}

static void judge_region_facts(judge *j)
{
    const oracle_slot *slot = oracle_certain(j, "regionId");

    if (slot && !oracle_is_region(slot->entry->text))
        return;
    for (size_t i = 0; slot && i < j->facts->region_count; i++) {
        const oracle_region *region = &j->facts->regions[i];

        if (!oracle_same(region->id, slot->entry->text))
            continue;
        if (region->policies >= 100)
            oracle_report_slot(j, "policy-quota", slot, -1);
        if (region->supported == ORACLE_NO)
            oracle_report_slot(j, "region-unsupported", slot, -1);
    }
}

const oracle_key_region *oracle_target_keys(judge *j)
{
    const oracle_slot *slot = oracle_certain(j, "TargetCopyRegions");

    if (!slot || slot->list->count != 1)
        return NULL;
    for (size_t i = 0; i < j->facts->key_region_count; i++) {
        const oracle_element *target = &slot->list->elements[0];
        const oracle_text id = {target->text, target->size};

        if (target->type == ORACLE_STRING && oracle_is_region(id) &&
            oracle_same(j->facts->key_regions[i].id, id))
            return &j->facts->key_regions[i];
    }
    return NULL;
}

/* The message about a key that is not found names it. */
static void report_no_key(judge *j, const oracle_slot *slot)
{
    const oracle_text id = slot->entry->text;
    char message[256];
    const oracle_row row = {403, "InvalidOperation.KMSKeyIdNotFound", message};

    snprintf(
        message, sizeof message, "The specified KMSKeyId not found, %.*s.", (int)id.size,
        id.bytes);
    oracle_report_row(j, "kms-key-not-found", slot, &row);
}

const oracle_key *oracle_find_key(const oracle_key_region *region, oracle_text id)
{
    for (size_t i = 0; i < region->count; i++)
        if (oracle_same(region->keys[i].id, id))
            return &region->keys[i];
    return NULL;
}

static void judge_key_facts(judge *j, const oracle_slot *slot)
{
    const oracle_key_region *region = oracle_target_keys(j);
    const oracle_key *key = region ? oracle_find_key(region, slot->entry->text) : NULL;

    if (j->facts->kms == ORACLE_NO)
        oracle_report_slot(j, "kms-not-activated", slot, -1);
    if (j->facts->authorized == ORACLE_NO)
        oracle_report_slot(j, "kms-not-authorized", slot, -1);
    if (region && !key)
        report_no_key(j, slot);
    if (key && key->enabled == ORACLE_NO)
        oracle_report_slot(j, "kms-key-disabled", slot, -1);
    if (key && key->tagged == ORACLE_NO)
        oracle_report_slot(j, "kms-key-untagged", slot, -1);
}

static void judge_facts(judge *j)
{
    const oracle_facts *facts = j->facts;
    const oracle_slot *key = oracle_certain(j, key_name);
    const bool has_no_key = oracle_is_given(j, key_name) == NO;

    judge_region_facts(j);
    if (facts->balance == ORACLE_NO)
        report_account(j, "account-balance");
    if (facts->service == ORACLE_NO)
        report_account(j, "snapshot-service");
    if (key)
        judge_key_facts(j, key);
    if (facts->kms == ORACLE_NO && has_no_key && oracle_is_true(j, encrypted_name) == YES)
        oracle_report_slot(
            j, "kms-not-activated-encrypted", oracle_find(j, encrypted_name, -1), -1);
    if (facts->disk == ORACLE_NO)
        report_account(j, "disk-category");
    if (facts->shared_image == ORACLE_YES && has_no_key)
        oracle_report_name(
            j, "image-encryption", (oracle_text){key_name, strlen(key_name)}, NULL, NULL);
}

/* ----------------------------------------------------------------------------- week */

/* A week, hour by hour from Monday 0:00: whether a snapshot is scheduled. */
typedef struct week {
    bool scheduled[POINTS];
    size_t count;
} week;

static bool holds(const oracle_slot *slot, long least, long most, long value)
{
    for (size_t i = 0; i < slot->list->count; i++)
        if (oracle_number(&slot->list->elements[i], least, most) == value)
            return true;
    return false;
}

/* A list whose elements all are numbers from `least` to `most`. NULL: it is not. */
static const oracle_slot *
read_numbers(judge *j, const char *parameter, long least, long most)
{
    const oracle_slot *slot = oracle_readable(j, parameter, -1);

    for (size_t i = 0; slot && i < slot->list->count; i++)
        if (oracle_number(&slot->list->elements[i], least, most) < 0)
            return NULL;
    return slot;
}

static const oracle_slot *read_hours(judge *j)
{
    return read_numbers(j, "timePoints", 0, HOURS - 1);
}

static const oracle_slot *read_days(judge *j)
{
    return read_numbers(j, "repeatWeekdays", 1, DAYS);
}

static bool read_week(judge *j, week *out)
{
    const oracle_slot *hours = read_hours(j);
    const oracle_slot *days = read_days(j);

    out->count = 0;
    if (!hours || !days || hours->is_twice || days->is_twice)
        return false;
    for (long point = 0; point < POINTS; point++) {
        out->scheduled[point] = holds(days, 1, DAYS, point / HOURS + 1) &&
                                holds(hours, 0, HOURS - 1, point % HOURS);
        out->count += out->scheduled[point];
    }
    return out->count > 0;
}

/* ----------------------------------------------------------------------- overlapping */

/**
 * Let weeks pass from Monday's first point in time on, and note which points are skipped
 * because a snapshot is still being made. What follows a snapshot depends on its own
 * point in the week alone, so after as many snapshots as there are points it is the same
 * ones over and over; what is skipped then is what is skipped in the long run.
 */
static void skip_points(const week *of, long minutes, bool skipped[POINTS])
{
    long busy_until = 0;
    size_t made = 0;

    memset(skipped, 0, POINTS * sizeof *skipped);
    for (long hour = 0; made <= 2 * of->count; hour++) {
        const long point = hour % POINTS;

        if (!of->scheduled[point])
            continue;
        if (hour * 60 >= busy_until) {
            busy_until = hour * 60 + minutes;
            made++;
        } else if (made > of->count) {
            skipped[point] = true;
        }
    }
}

/* One finding for each hour that is skipped on some day. */
static void judge_overlap(judge *j)
{
    bool skipped[POINTS];
    week schedule;

    if (!read_week(j, &schedule))
        return;
    skip_points(&schedule, j->facts->minutes, skipped);
    for (long hour = 0; hour < HOURS; hour++) {
        unsigned days = 0, scheduled = 0;

        for (long day = 0; day < DAYS; day++) {
            days |= (unsigned)skipped[day * HOURS + hour] << day;
            scheduled |= (unsigned)schedule.scheduled[day * HOURS + hour] << day;
        }
        if (days != 0)
            oracle_report_slot(
                j, "snapshot-overlap", read_hours(j),
                ORACLE_OVERLAP(hour, days == scheduled ? 0 : days));
    }
}

void oracle_judge_account(judge *j)
{
    if (!j->facts)
        return;
    judge_facts(j);
    if (j->facts->minutes >= 0)
        judge_overlap(j);
}

/* --------------------------------------------------------------------------- advice */

/* Whether there are two points one hour apart on one day, or across midnight on two days
 * that follow each other, Sunday and Monday included. */
static void advise_on_hours(judge *j)
{
    const oracle_slot *hours = read_hours(j);
    const oracle_slot *days = oracle_readable(j, "repeatWeekdays", -1);
    bool is_adjacent = false;

    if (!hours)
        return;
    for (long hour = 0; hour + 1 < HOURS; hour++)
        is_adjacent = is_adjacent || (holds(hours, 0, HOURS - 1, hour) &&
                                      holds(hours, 0, HOURS - 1, hour + 1));
    for (long day = 0; days && day < DAYS; day++)
        is_adjacent =
            is_adjacent ||
            (holds(hours, 0, HOURS - 1, HOURS - 1) && holds(hours, 0, HOURS - 1, 0) &&
             holds(days, 1, DAYS, day + 1) && holds(days, 1, DAYS, (day + 1) % DAYS + 1));
    if (is_adjacent)
        oracle_report_slot(j, "adjacent-time-points", hours, -1);
}

void oracle_advise(judge *j)
{
    const oracle_slot *days = oracle_readable(j, "retentionDays", -1);
    const oracle_slot *copied = oracle_readable(j, "CopiedSnapshotsRetentionDays", -1);

    advise_on_hours(j);
    if (days && days->integer == -1)
        oracle_report_slot(j, "kept-forever", days, -1);
    if (copied && copied->integer == -1 &&
        oracle_is_true(j, "EnableCrossRegionCopy") == YES)
        oracle_report_slot(j, "kept-forever", copied, -1);
}
