#include "oracle_judge.h"

#include <stdio.h>
#include <string.h>

const char *const oracle_regions[] = {
    "cn-hangzhou", "cn-shanghai", "ap-southeast-1", "cn-shanghai-finance-1", NULL};

/* --------------------------------------------------------------------------- regions */

static bool is_lower_or_digit(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

/* Two small letters, and then groups of small letters and digits, each behind a hyphen.
 */
bool oracle_is_region(oracle_text text)
{
    if (text.size < 4 || text.size > 64 || text.bytes[2] != '-')
        return false;
    for (size_t i = 0; i < text.size; i++) {
        const char byte = text.bytes[i];
        const bool is_hyphen = byte == '-';

        if (i < 2 && (byte < 'a' || byte > 'z'))
            return false;
        if (!is_hyphen && !is_lower_or_digit(byte))
            return false;
        if (is_hyphen && (i + 1 == text.size || text.bytes[i + 1] == '-'))
            return false;
    }
    return true;
}

static bool is_known_region(oracle_text text)
{
    for (size_t i = 0; oracle_regions[i]; i++)
        if (oracle_is(text, oracle_regions[i]))
            return true;
    return false;
}

static void judge_region(judge *j)
{
    const oracle_slot *slot = oracle_readable(j, "regionId", -1);

    if (!slot)
        return;
    if (!oracle_is_region(slot->entry->text))
        oracle_report_slot(j, "region-id-format", slot, -1);
    else if (!is_known_region(slot->entry->text))
        oracle_report_slot(j, "unknown-region", slot, -1);
}

/* ----------------------------------------------------------------------- policy name */

static bool is_letter(long c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || oracle_is_han(c);
}

static bool is_name_character(long c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == ':' || c == '_' || c == '-';
}

static void judge_name(judge *j)
{
    const oracle_slot *slot = oracle_readable(j, "autoSnapshotPolicyName", -1);
    bool is_url, is_other = false;
    oracle_text text;
    size_t length;

    if (!slot)
        return;
    text = slot->entry->text;
    length = oracle_characters(text);
    is_url = oracle_begins(text, "http://") || oracle_begins(text, "https://");
    if (length < 2 || length > 128)
        oracle_report_slot(j, "policy-name-length", slot, -1);
    if (is_url)
        oracle_report_slot(j, "policy-name-url", slot, -1);
    if (!is_letter(oracle_next(&text)))
        oracle_report_slot(j, "policy-name-start", slot, -1);
    while (text.size > 0)
        is_other = !is_name_character(oracle_next(&text)) || is_other;
    if (is_other && !is_url)
        oracle_report_slot(j, "policy-name-characters", slot, -1);
}

/* -------------------------------------------------------------------------- schedule */

/* The rules of a list of numbers: points in time, or days of the week. */
typedef struct number_rules {
    const char *parameter;
    long least;
    long most;
    const char *count;
    const char *value;
    const char *number;
    const char *duplicate;
    const char *order;
} number_rules;

/* One or two digits, without a zero in front of others. */
long oracle_number(const oracle_element *element, long least, long most)
{
    long value = 0;

    if (element->type != ORACLE_STRING && element->type != ORACLE_NUMBER)
        return -1;
    if (element->size < 1 || element->size > 2 ||
        (element->size == 2 && element->text[0] == '0'))
        return -1;
    for (size_t i = 0; i < element->size; i++) {
        if (element->text[i] < '0' || element->text[i] > '9')
            return -1;
        value = value * 10 + (element->text[i] - '0');
    }
    return value >= least && value <= most ? value : -1;
}

static bool stands_earlier(const oracle_list *list, size_t index, const number_rules *of)
{
    const long value = oracle_number(&list->elements[index], of->least, of->most);

    for (size_t i = 0; i < index; i++)
        if (oracle_number(&list->elements[i], of->least, of->most) == value)
            return true;
    return false;
}

/* What an element is, and the number that it adds to the list: -1 if it adds none. */
static long
judge_element(judge *j, const oracle_slot *slot, size_t index, const number_rules *of)
{
    const oracle_element *element = &slot->list->elements[index];
    const long value = oracle_number(element, of->least, of->most);

    if (value < 0) {
        oracle_report_slot(j, of->value, slot, (int)index);
        return -1;
    }
    if (element->type == ORACLE_NUMBER)
        oracle_report_slot(j, of->number, slot, (int)index);
    if (!stands_earlier(slot->list, index, of))
        return value;
    oracle_report_slot(j, of->duplicate, slot, (int)index);
    return -1;
}

static void judge_elements(judge *j, const oracle_slot *slot, const number_rules *of)
{
    bool is_reported = false;
    long last = -1;

    for (size_t i = 0; i < slot->list->count; i++) {
        const long value = judge_element(j, slot, i, of);

        if (value < 0)
            continue;
        if (value < last && !is_reported)
            oracle_report_slot(j, of->order, slot, (int)i);
        is_reported = is_reported || value < last;
        last = value;
    }
}

static void judge_numbers(judge *j, const number_rules *of)
{
    const oracle_slot *slot = oracle_readable(j, of->parameter, -1);

    if (!slot)
        return;
    /* As many elements as there are different ones are allowed. */
    if (slot->list->count < 1 || slot->list->count > (size_t)(of->most - of->least + 1))
        oracle_report_slot(j, of->count, slot, -1);
    judge_elements(j, slot, of);
}

static void judge_schedule(judge *j)
{
    static const number_rules hours = {
        "timePoints",
        0,
        23,
        "time-points-count",
        "time-point-value",
        "time-point-number",
        "time-point-duplicate",
        "time-points-order",
    };
    static const number_rules days = {
        "repeatWeekdays",
        1,
        7,
        "weekdays-count",
        "weekday-value",
        "weekday-number",
        "weekday-duplicate",
        "weekdays-order",
    };

    judge_numbers(j, &hours);
    judge_numbers(j, &days);
}

/* ------------------------------------------------------------------------- retention */

static void judge_days(judge *j, const char *parameter, const char *rule)
{
    const oracle_slot *slot = oracle_readable(j, parameter, -1);

    if (slot && slot->integer != -1 && (slot->integer < 1 || slot->integer > 65535))
        oracle_report_slot(j, rule, slot, -1);
}

/* ------------------------------------------------------------------------- copying */

static void judge_target(judge *j, const oracle_slot *slot, size_t index)
{
    const oracle_element *element = &slot->list->elements[index];
    const oracle_text text = {element->text, element->size};
    const oracle_slot *region = oracle_readable(j, "regionId", -1);

    if (element->type != ORACLE_STRING || !oracle_is_region(text)) {
        oracle_report_slot(j, "copy-target-region-format", slot, (int)index);
        return;
    }
    if (!is_known_region(text))
        oracle_report_slot(j, "unknown-copy-region", slot, (int)index);
    if (region && oracle_same(region->entry->text, text) &&
        oracle_is_true(j, "EnableCrossRegionCopy") == YES)
        oracle_report_slot(j, "copy-target-same-region", slot, (int)index);
}

static void judge_targets(judge *j)
{
    const char name[] = "TargetCopyRegions";
    const oracle_slot *slot = oracle_readable(j, name, -1);

    if (slot && slot->list->count != 1)
        oracle_report_slot(j, "copy-target-count", slot, -1);
    for (size_t i = 0; slot && i < slot->list->count; i++)
        judge_target(j, slot, i);
    if (oracle_is_true(j, "EnableCrossRegionCopy") == YES &&
        oracle_is_given(j, name) == NO)
        oracle_report_name(
            j, "copy-target-missing", (oracle_text){name, strlen(name)}, NULL, NULL);
}

/* Where the encryption of copies is configured: at the first of its entries. A group is
 * given if a value in it or an item of it is, whatever that is worth, unless it is given
 * under another name as well. NULL: nowhere. */
static const oracle_entry *find_encryption(judge *j)
{
    static const char group[] = "CopyEncryptionConfiguration.";

    if (oracle_is_misspelt(j, "CopyEncryptionConfiguration"))
        return NULL;
    for (size_t i = 0; i < j->slot_count; i++) {
        const oracle_parameter *parameter = j->slots[i].parameter;

        if (!j->slots[i].misspelt && parameter->kind != KIND_ARRAY &&
            parameter->kind != KIND_OBJECT &&
            strncmp(parameter->name, group, strlen(group)) == 0)
            return j->slots[i].entry;
    }
    for (size_t i = 0; i < j->item_count; i++)
        if (j->items[i].is_given && strcmp(j->items[i].group, "Tag") != 0)
            return j->items[i].entry;
    return NULL;
}

/* What has no effect while copying is off: two parameters, and one group. */
static void judge_without_copying(judge *j)
{
    const oracle_slot *targets = oracle_readable(j, "TargetCopyRegions", -1);
    const oracle_slot *days = oracle_readable(j, "CopiedSnapshotsRetentionDays", -1);
    const oracle_entry *encryption = find_encryption(j);
    const oracle_text group = {
        "CopyEncryptionConfiguration", strlen("CopyEncryptionConfiguration")};

    if (oracle_is_true(j, "EnableCrossRegionCopy") != NO)
        return;
    if (targets)
        oracle_report_slot(j, "copy-parameter-without-copy", targets, -1);
    if (days)
        oracle_report_slot(j, "copy-parameter-without-copy", days, -1);
    if (encryption)
        oracle_report_name(j, "copy-parameter-without-copy", group, encryption, NULL);
}

static void judge_key(judge *j)
{
    const oracle_slot *slot =
        oracle_readable(j, "CopyEncryptionConfiguration.KMSKeyId", -1);

    if (slot && oracle_is_true(j, "CopyEncryptionConfiguration.Encrypted") == NO)
        oracle_report_slot(j, "copy-key-without-encryption", slot, -1);
}

/* ----------------------------------------------------------------------------- tags */

static void report_tag(judge *j, const char *rule, const oracle_item *tag)
{
    char name[ORACLE_MAX_NAME + 1];
    int size = snprintf(name, sizeof name, "Tag.%ld", tag->number);

    oracle_report_name(j, rule, (oracle_text){name, (size_t)size}, tag->entry, NULL);
}

/* Tag N, if it is given. */
static const oracle_item *given_tag(const judge *j, long number)
{
    const oracle_item *tag = oracle_find_item(j, "Tag", number);

    return tag && tag->is_given ? tag : NULL;
}

/* The first tag that is too many. */
static const oracle_item *tag_too_many(const judge *j)
{
    const oracle_item *first = NULL;

    for (size_t i = 0; i < j->item_count; i++) {
        const oracle_item *item = &j->items[i];

        if (strcmp(item->group, "Tag") == 0 && item->is_given && item->number > 20 &&
            (!first || item->number < first->number))
            first = item;
    }
    return first;
}

static void judge_tag_numbers(judge *j)
{
    if (given_tag(j, 0))
        report_tag(j, "tag-count", given_tag(j, 0));
    if (tag_too_many(j))
        report_tag(j, "tag-count", tag_too_many(j));
    for (long number = 2; number <= 20; number++)
        if (given_tag(j, number) && !oracle_find_item(j, "Tag", number - 1))
            report_tag(j, "tag-index-gap", given_tag(j, number));
}

static bool has_url(oracle_text text)
{
    return oracle_contains(text, "http://") || oracle_contains(text, "https://");
}

static void judge_tag_key(judge *j, const oracle_slot *slot)
{
    const oracle_text text = slot->entry->text;
    const bool is_reserved = oracle_begins(text, "acs:") || oracle_begins(text, "aliyun");

    if (text.size == 0 && !oracle_is_meant(j, "Tag.#.Key", slot->number))
        oracle_report_slot(j, "tag-key-missing", slot, -1);
    if (oracle_characters(text) > 128)
        oracle_report_slot(j, "tag-key-length", slot, -1);
    if (is_reserved)
        oracle_report_slot(j, "tag-key-prefix", slot, -1);
    else if (oracle_begins_folded(text, "acs:") || oracle_begins_folded(text, "aliyun"))
        oracle_report_slot(j, "tag-prefix-case", slot, -1);
    if (has_url(text))
        oracle_report_slot(j, "tag-key-url", slot, -1);
}

static void judge_tag_value(judge *j, const oracle_slot *slot)
{
    const oracle_text text = slot->entry->text;

    if (oracle_characters(text) > 128)
        oracle_report_slot(j, "tag-value-length", slot, -1);
    if (oracle_begins(text, "acs:"))
        oracle_report_slot(j, "tag-value-prefix", slot, -1);
    else if (oracle_begins_folded(text, "acs:"))
        oracle_report_slot(j, "tag-prefix-case", slot, -1);
    if (has_url(text))
        oracle_report_slot(j, "tag-value-url", slot, -1);
}

/* A tag without a key is reported at the key that it does not have. */
static void judge_tag_without_key(judge *j, const oracle_item *tag)
{
    char name[ORACLE_MAX_NAME + 1];
    int size = snprintf(name, sizeof name, "Tag.%ld.Key", tag->number);

    if (!tag->is_given || strcmp(tag->group, "Tag") != 0 ||
        oracle_find(j, "Tag.#.Key", tag->number) ||
        oracle_is_meant(j, "Tag.#.Key", tag->number))
        return;
    oracle_report_name(
        j, "tag-key-missing", (oracle_text){name, (size_t)size}, tag->entry, NULL);
}

/* Whether a tag with a smaller number has the same key. In nested JSON that is the one
 * before, and elsewhere the order of parameters says nothing. */
static bool is_key_taken(judge *j, const oracle_slot *slot)
{
    for (size_t i = 0; i < j->slot_count; i++) {
        const oracle_slot *other = &j->slots[i];

        if (!other->misspelt && !other->faulty && other->parameter == slot->parameter &&
            other->number < slot->number &&
            oracle_same(other->entry->text, slot->entry->text))
            return true;
    }
    return false;
}

static void judge_tags(judge *j)
{
    judge_tag_numbers(j);
    for (size_t i = 0; i < j->item_count; i++)
        judge_tag_without_key(j, &j->items[i]);
    for (size_t i = 0; i < j->slot_count; i++) {
        const oracle_slot *slot = &j->slots[i];

        if (slot->misspelt || slot->faulty)
            continue;
        if (strcmp(slot->parameter->name, "Tag.#.Value") == 0)
            judge_tag_value(j, slot);
        if (strcmp(slot->parameter->name, "Tag.#.Key") != 0)
            continue;
        judge_tag_key(j, slot);
        if (slot->entry->text.size > 0 && is_key_taken(j, slot))
            oracle_report_slot(j, "tag-key-duplicate", slot, -1);
    }
}

/* ---------------------------------------------------------------------- the request */

static bool is_utf8(const oracle_request *request)
{
    for (size_t i = 0; i < request->count; i++) {
        const oracle_entry *entry = &request->entries[i];
        /* A null is not written at all where there are only pairs. */
        const bool is_written =
            request->encoding == ORACLE_JSON || entry->type != ORACLE_NULL;

        if (is_written && (!oracle_is_utf8(entry->name) || !oracle_is_utf8(entry->text)))
            return false;
    }
    return true;
}

/* What makes the rest of a request unreadable is all that is said of it. */
static bool report_damage(judge *j)
{
    static const char *const damages[] = {
        [ORACLE_NOT_JSON] = "invalid-json",
        [ORACLE_NOT_AN_OBJECT] = "not-an-object",
        [ORACLE_CUT_ESCAPE] = "invalid-percent-encoding",
    };
    const char *rule = is_utf8(j->request) ? damages[j->request->damage] : "invalid-utf8";

    if (!rule)
        return false;
    oracle_report_name(j, rule, (oracle_text){"", 0}, NULL, NULL);
    oracle_leave_open(j);
    return true;
}

/* Whether a pair may say `own` of `name` after all: what cannot be decoded may be any. */
static bool may_say(const oracle_entry *entry, const char *name, const char *own)
{
    const bool is_known = oracle_is_utf8(entry->name);
    const bool is_readable = oracle_is_utf8(entry->text);

    if (entry->type == ORACLE_NULL || (is_known && is_readable))
        return false;
    return (!is_known || oracle_is(entry->name, name)) &&
           (!is_readable || oracle_is(entry->text, own));
}

/* Whether a name is there and says something else, and nothing may say otherwise. */
static bool
names_another(const oracle_request *request, const char *name, const char *own)
{
    bool is_another = false;

    for (size_t i = 0; i < request->count; i++) {
        const oracle_entry *entry = &request->entries[i];

        if (may_say(entry, name, own))
            return false;
        if (oracle_is(entry->name, name) && entry->text.size > 0 &&
            !oracle_is(entry->text, own))
            is_another = true;
    }
    return is_another;
}

/* How often something is said of a name, before the body or in it. */
static size_t count_said(const oracle_request *request, const char *name, bool in_body)
{
    size_t count = 0;

    for (size_t i = 0; i < request->count; i++) {
        const oracle_entry *entry = &request->entries[i];

        count += oracle_is(entry->name, name) && entry->text.size > 0 &&
                 entry->type != ORACLE_NULL && entry->in_body == in_body;
    }
    return count;
}

/* A version in the body is none to those who look no further than to the name before it.
 * A request in which nothing else says the name has it in its header. */
static bool has_distant_version(const oracle_request *request)
{
    const size_t before = count_said(request, "Action", false);
    const size_t behind = count_said(request, "Action", true);

    return (before > 0 || behind == 0) && count_said(request, "Version", false) == 0 &&
           count_said(request, "Version", true) > 0;
}

static bool is_for_another(const oracle_request *request)
{
    return names_another(request, "Action", "CreateAutoSnapshotPolicy") ||
           (!has_distant_version(request) &&
            names_another(request, "Version", "2014-05-26"));
}

static void judge_all(judge *j)
{
    oracle_bind(j);
    judge_region(j);
    judge_name(j);
    judge_schedule(j);
    judge_days(j, "retentionDays", "retention-days-range");
    judge_days(j, "CopiedSnapshotsRetentionDays", "copied-retention-range");
    judge_targets(j);
    judge_without_copying(j);
    judge_key(j);
    judge_tags(j);
    oracle_judge_account(j);
    oracle_list_open(j);
    oracle_advise(j);
}

void oracle_judge(
    oracle_report *report, const oracle_request *request, const oracle_facts *facts)
{
    static judge j;

    j.report = report;
    j.request = request;
    j.facts = facts;
    j.slot_count = 0;
    j.item_count = 0;
    j.list_count = 0;
    report->verdict = ORACLE_VALID;
    report->answer = (oracle_answer){.status = 0};
    report->count = 0;
    report->open_count = 0;
    /* What cannot be read as JSON has no names. Pairs have them, whatever else they have.
     */
    if (request->encoding == ORACLE_JSON && report_damage(&j))
        return;
    if (is_for_another(request)) {
        report->verdict = ORACLE_NOT_APPLICABLE;
        oracle_leave_open(&j);
    } else if (!report_damage(&j)) {
        judge_all(&j);
    }
}
