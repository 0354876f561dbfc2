/* The oracle: which parameters a request gives, and the rules about names and types. */
#include "oracle_judge.h"

#include <stdio.h>
#include <string.h>

#define COPY "CopyEncryptionConfiguration"

/* ------------------------------------------------------------------------------ slots */

static bool is_tag_text(const oracle_parameter *parameter)
{
    return parameter && (strcmp(parameter->name, "Tag.#.Key") == 0 ||
                         strcmp(parameter->name, "Tag.#.Value") == 0);
}

/* Whether an entry gives anything: null does not, and an empty text for tags only. */
static bool gives(const judge *j, const oracle_entry *entry, const oracle_parameter *of)
{
    const bool is_text =
        j->request->encoding == ORACLE_PAIRS || entry->type == ORACLE_STRING;

    if (entry->type == ORACLE_NULL)
        return false;
    return !is_text || entry->text.size > 0 || is_tag_text(of);
}

/* Whether two texts are the same. Values of another type are at fault, each of them. */
static bool says_the_same(const judge *j, const oracle_entry *a, const oracle_entry *b)
{
    return oracle_same(a->text, b->text) &&
           (j->request->encoding == ORACLE_PAIRS ||
            (a->type == ORACLE_STRING && b->type == ORACLE_STRING));
}

static oracle_slot *add_slot(
    judge *j, const oracle_parameter *parameter, long number, const oracle_entry *entry)
{
    oracle_slot *slot = &j->slots[j->slot_count++];

    *slot = (oracle_slot){
        .parameter = parameter, .number = number, .entry = entry, .list = NULL};
    return slot;
}

static bool is_slot(const oracle_slot *slot, const char *name, long number)
{
    return strcmp(slot->parameter->name, name) == 0 && slot->number == number;
}

oracle_slot *oracle_find(judge *j, const char *name, long number)
{
    for (size_t i = 0; i < j->slot_count; i++)
        if (!j->slots[i].misspelt && is_slot(&j->slots[i], name, number))
            return &j->slots[i];
    return NULL;
}

oracle_slot *oracle_readable(judge *j, const char *name, long number)
{
    oracle_slot *slot = oracle_find(j, name, number);

    return slot && !slot->faulty ? slot : NULL;
}

/* Whether a parameter belongs to a group, both with their numbers if they have any. */
static bool is_inside(const oracle_slot *group, const char *name, long number)
{
    size_t size = strlen(group->parameter->name);

    return strncmp(name, group->parameter->name, size) == 0 && name[size] == '.' &&
           (group->number < 0 || group->number == number);
}

bool oracle_is_meant(judge *j, const char *name, long number)
{
    for (size_t i = 0; i < j->slot_count; i++) {
        const oracle_slot *slot = &j->slots[i];

        if (slot->misspelt && is_slot(slot, name, number))
            return true;
        /* A group of numbered items has each of them elsewhere, too. */
        if ((slot->misspelt || slot->faulty) && slot->parameter->kind == KIND_OBJECT &&
            is_inside(slot, name, number))
            return true;
    }
    return false;
}

static bool is_item_of(const oracle_slot *slot, const char *group)
{
    const char *name = slot->parameter->name;

    return strncmp(name, group, strlen(group)) == 0 &&
           strcmp(name + strlen(group), ".#") == 0;
}

bool oracle_is_misspelt(const judge *j, const char *name)
{
    for (size_t i = 0; i < j->slot_count; i++)
        if (j->slots[i].misspelt &&
            (is_slot(&j->slots[i], name, -1) || is_item_of(&j->slots[i], name)))
            return true;
    return false;
}

truth oracle_is_given(judge *j, const char *name)
{
    const oracle_slot *slot = oracle_find(j, name, -1);

    if (!slot)
        return oracle_is_meant(j, name, -1) ? OPEN : NO;
    return slot->faulty || slot->is_twice ? OPEN : YES;
}

truth oracle_is_true(judge *j, const char *name)
{
    const oracle_slot *slot = oracle_find(j, name, -1);

    if (!slot)
        return oracle_is_meant(j, name, -1) ? OPEN : NO;
    if (slot->faulty || slot->is_twice)
        return OPEN;
    return slot->boolean ? YES : NO;
}

/* Whether an earlier entry has the same name, in the same object where there are some. In
 * pairs one that gives nothing does not count. */
static bool stands_before(const judge *j, size_t index)
{
    const oracle_entry *entries = j->request->entries;
    const bool is_json = j->request->encoding == ORACLE_JSON;

    for (size_t i = 0; i < index; i++)
        if (oracle_same(entries[i].name, entries[index].name) &&
            (is_json ? entries[i].nested == entries[index].nested
                     : gives(j, &entries[i], NULL)))
            return true;
    return false;
}

/* ------------------------------------------------------------------------------ items */

const oracle_item *oracle_find_item(const judge *j, const char *group, long number)
{
    const oracle_item *meant = NULL;

    for (size_t i = 0; i < j->item_count; i++) {
        const oracle_item *item = &j->items[i];

        if (strcmp(item->group, group) != 0 || item->number != number)
            continue;
        if (item->is_given)
            return item;
        meant = item;
    }
    return meant;
}

static void add_item(
    judge *j, const char *group, long number, const oracle_entry *entry, bool is_given)
{
    const oracle_item *found = oracle_find_item(j, group, number);

    if (found && (found->is_given || !is_given))
        return;
    j->items[j->item_count++] = (oracle_item){group, number, entry, is_given};
}

/* An item is there if a value is given for it or under it. In JSON its object is there
 * even if nothing that stands in it gives a value. */
static void
bind_item(judge *j, const oracle_entry *entry, const char *group, const char *pattern)
{
    oracle_text rest = entry->name, folded = entry->name;
    long number;
    bool is_given = gives(j, entry, oracle_parameter_of(entry->name, false, &number));

    if (oracle_take(&rest, pattern, false, &number) && rest.size > 0) {
        if (rest.bytes[0] == '.' && (is_given || entry->nested))
            add_item(j, group, number, entry, true);
    } else if (oracle_matches(entry->name, pattern, false, &number)) {
        if (is_given)
            add_item(
                j, group, number, entry,
                j->request->encoding == ORACLE_JSON && entry->type == ORACLE_OBJECT);
    } else if (oracle_take(&folded, pattern, true, &number) && is_given) {
        if (oracle_parameter_of(entry->name, true, &(long){0}))
            add_item(j, group, number, entry, false);
    }
}

/* Whether an entry tells of an item. Of a key that stands in its object already, only one
 * that a parameter has does. */
static bool tells_of_item(const judge *j, size_t index)
{
    const oracle_parameter *parameter;
    long number;

    if (j->request->encoding == ORACLE_PAIRS || !stands_before(j, index))
        return true;
    parameter = oracle_parameter_of(j->request->entries[index].name, false, &number);
    return parameter && parameter->kind != KIND_ARRAY && parameter->kind != KIND_OBJECT;
}

static void bind_items(judge *j)
{
    for (size_t i = 0; i < j->request->count; i++) {
        if (!tells_of_item(j, i))
            continue;
        bind_item(j, &j->request->entries[i], "Tag", "Tag.#");
        bind_item(j, &j->request->entries[i], COPY ".Arn", COPY ".Arn.#");
    }
}

/* --------------------------------------------------------------------- rules of names */

/* A second entry for a parameter that has one. The alias with the same value says nothing
 * that was not said. */
static void bind_again(judge *j, oracle_slot *slot, size_t index)
{
    const oracle_entry *entry = &j->request->entries[index];
    const bool is_alias = !oracle_same(slot->entry->name, entry->name);

    if (is_alias && says_the_same(j, slot->entry, entry))
        return;
    slot->is_twice = true;
    oracle_report_at(j, "duplicate-parameter", slot, entry);
}

static void
bind_known(judge *j, const oracle_parameter *parameter, long number, size_t index)
{
    const oracle_entry *entry = &j->request->entries[index];
    oracle_slot *slot = oracle_find(j, parameter->name, number);
    /* Only what has a value can be given twice. */
    const bool is_group = parameter->kind == KIND_ARRAY || parameter->kind == KIND_OBJECT;

    if (slot && !is_group)
        bind_again(j, slot, index);
    else
        add_slot(j, parameter, number, entry);
}

/* A name that is no parameter's. That one is given twice is a fault of its own. */
static void bind_unknown(judge *j, size_t index, bool is_silent)
{
    const oracle_entry *entry = &j->request->entries[index];

    if (stands_before(j, index)) {
        /* A name that is no parameter's is none where a parameter is named. */
        if (j->request->encoding == ORACLE_PAIRS)
            oracle_report_name(
                j, "duplicate-parameter", is_silent ? entry->name : (oracle_text){"", 0},
                entry, NULL);
    } else if (!is_silent) {
        oracle_report_name(j, "unknown-parameter", entry->name, entry, NULL);
    }
}

static void bind_misspelt(
    judge *j, const oracle_parameter *parameter, long number, const oracle_entry *entry)
{
    add_slot(j, parameter, number, entry)->misspelt = true;
}

/* A name that is no parameter's, but perhaps one that every request may have. */
static void bind_other(judge *j, size_t index)
{
    const oracle_entry *entry = &j->request->entries[index];
    const char *name = oracle_common_name(j, entry->name, true);

    if (oracle_common_name(j, entry->name, false))
        bind_unknown(j, index, true);
    else if (name)
        oracle_report_name(
            j, "parameter-case", (oracle_text){name, strlen(name)}, entry, NULL);
    else
        bind_unknown(j, index, false);
}

static void bind_entry(judge *j, size_t index)
{
    const oracle_entry *entry = &j->request->entries[index];
    long exact, number;
    const oracle_parameter *parameter = oracle_parameter_of(entry->name, true, &number);

    if (oracle_is(entry->name, "RegionId")) {
        oracle_report_name(
            j, "parameter-alias", (oracle_text){"regionId", strlen("regionId")}, entry,
            NULL);
        bind_known(j, parameter, number, index);
    } else if (oracle_parameter_of(entry->name, false, &exact)) {
        bind_known(j, parameter, number, index);
    } else if (parameter) {
        bind_misspelt(j, parameter, number, entry);
    } else if (oracle_repeated_list(entry->name, true)) {
        bind_misspelt(j, oracle_repeated_list(entry->name, true), -1, entry);
    } else {
        bind_other(j, index);
    }
}

/* A key that stands in its object already. What it is worth nobody knows; one that is no
 * name of a parameter was dealt with where it stood first. */
static void bind_key_again(judge *j, const oracle_entry *entry)
{
    const bool is_alias = oracle_is(entry->name, "RegionId");
    long number;
    const oracle_parameter *parameter =
        oracle_parameter_of(entry->name, is_alias, &number);
    oracle_slot *slot;

    if (!parameter || parameter->kind == KIND_ARRAY || parameter->kind == KIND_OBJECT)
        return;
    slot = oracle_find(j, parameter->name, number);
    if (!slot) {
        slot = add_slot(j, parameter, number, entry);
        slot->faulty = true;
    }
    slot->is_twice = true;
}

static void bind(judge *j, size_t index)
{
    const oracle_entry *entry = &j->request->entries[index];
    const bool is_again = j->request->encoding == ORACLE_JSON && stands_before(j, index);
    char pointer[ORACLE_MAX_NAME + 1];
    long number;

    if (is_again)
        oracle_report_name(
            j, "duplicate-key", oracle_pointer(pointer, entry), entry, NULL);
    if (!gives(j, entry, oracle_parameter_of(entry->name, false, &number)))
        return;
    if (is_again)
        bind_key_again(j, entry);
    else
        bind_entry(j, index);
}

/* What the service says where a parameter is missing. */
static const oracle_row *
missing_row(char message[256], oracle_row *row, const oracle_parameter *parameter)
{
    snprintf(
        message, 256,
        "The input parameter \"%s\" that is mandatory for processing this request is not "
        "supplied.",
        parameter->name);
    *row = (oracle_row){400, "MissingParameter", message};
    return row;
}

/* Names in another letter case, and lists that are given element by element. Only where
 * the parameter is given under its own name as well, nothing is missing. */
static void report_misspelt(judge *j)
{
    for (size_t i = 0; i < j->slot_count; i++) {
        const oracle_slot *slot = &j->slots[i];
        const bool is_case = !oracle_repeated_list(slot->entry->name, false);
        const bool is_missing = slot->parameter->required &&
                                !oracle_find(j, slot->parameter->name, slot->number);
        char message[256];
        oracle_row row;

        if (!slot->misspelt)
            continue;
        missing_row(message, &row, slot->parameter);
        oracle_report_row(
            j, is_case ? "parameter-case" : "repeat-list-parameter", slot,
            is_missing ? &row : &oracle_rows[ORACLE_NONE]);
    }
}

static void report_missing(judge *j)
{
    for (const oracle_parameter *p = oracle_parameters; p->name; p++) {
        const char *name = p->name;
        char message[256];
        oracle_row row;

        if (!p->required || oracle_find(j, name, -1) || oracle_is_meant(j, name, -1))
            continue;
        oracle_report_name(
            j, "missing-parameter", (oracle_text){name, strlen(name)}, NULL,
            missing_row(message, &row, p));
    }
}

/* What is not public is a parameter, and a group, which is given if an item is. */
static void report_not_public(judge *j)
{
    const char group[] = COPY ".Arn";
    const oracle_slot *slot = oracle_readable(j, "StorageLocationArn", -1);

    if (slot)
        oracle_report_slot(j, "not-public-parameter", slot, -1);
    if (oracle_is_misspelt(j, group))
        return;
    for (size_t i = 0; i < j->item_count; i++) {
        const oracle_item *item = &j->items[i];

        if (!item->is_given || strcmp(item->group, group) != 0)
            continue;
        oracle_report_name(
            j, "not-public-parameter", (oracle_text){group, strlen(group)}, item->entry,
            NULL);
        return;
    }
}

/* --------------------------------------------------------------------- rules of types */

static void report_type(judge *j, oracle_slot *slot)
{
    slot->faulty = true;
    oracle_report_row(
        j, "parameter-type", slot,
        slot->parameter->row->status ? slot->parameter->row
                                     : &oracle_rows[ORACLE_INVALID_PARAMETER]);
}

/* -?[0-9]+, however large. */
static bool read_integer(oracle_text text, long *value)
{
    bool is_negative = text.size > 0 && text.bytes[0] == '-';
    size_t i = is_negative ? 1 : 0;

    *value = 0;
    if (i == text.size)
        return false;
    for (; i < text.size; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
        if (*value < 10000000)
            *value = *value * 10 + (text.bytes[i] - '0');
    }
    if (is_negative)
        *value = -*value;
    return true;
}

static void read_integer_slot(judge *j, oracle_slot *slot, bool is_json)
{
    const oracle_type type = slot->entry->type;

    if (is_json && type != ORACLE_NUMBER && type != ORACLE_STRING)
        report_type(j, slot);
    else if (!read_integer(slot->entry->text, &slot->integer))
        report_type(j, slot);
    else if (is_json && type == ORACLE_STRING)
        oracle_report_slot(j, "value-as-text", slot, -1);
}

static void read_boolean_slot(judge *j, oracle_slot *slot, bool is_json)
{
    const oracle_text text = slot->entry->text;
    const oracle_type type = slot->entry->type;

    if ((is_json && type != ORACLE_BOOLEAN && type != ORACLE_STRING) ||
        (!oracle_is_folded(text, "true") && !oracle_is_folded(text, "false"))) {
        report_type(j, slot);
        return;
    }
    slot->boolean = oracle_is_folded(text, "true");
    if (!oracle_is(text, "true") && !oracle_is(text, "false"))
        oracle_report_slot(j, "boolean-case", slot, -1);
    else if (is_json && type == ORACLE_STRING)
        oracle_report_slot(j, "value-as-text", slot, -1);
}

static const char *format_rule(const oracle_parameter *parameter)
{
    if (strcmp(parameter->name, "timePoints") == 0)
        return "time-points-format";
    if (strcmp(parameter->name, "repeatWeekdays") == 0)
        return "weekdays-format";
    return "copy-target-format";
}

static void read_list_slot(judge *j, oracle_slot *slot, bool is_json)
{
    if (is_json && slot->entry->type == ORACLE_ARRAY) {
        slot->faulty = true;
        oracle_report_row(j, "list-instead-of-text", slot, slot->parameter->row);
        return;
    }
    if (is_json && slot->entry->type != ORACLE_STRING) {
        report_type(j, slot);
        return;
    }
    slot->list = &j->lists[j->list_count++];
    if (oracle_read_list(slot->list, slot->entry->text))
        return;
    slot->faulty = true;
    oracle_report_slot(j, format_rule(slot->parameter), slot, -1);
}

static void read_slot(judge *j, oracle_slot *slot)
{
    const bool is_json = j->request->encoding == ORACLE_JSON;
    const oracle_type type = slot->entry->type;

    switch (slot->parameter->kind) {
    case KIND_TEXT:
        if (is_json && type != ORACLE_STRING)
            report_type(j, slot);
        break;
    case KIND_INTEGER:
        read_integer_slot(j, slot, is_json);
        break;
    case KIND_BOOLEAN:
        read_boolean_slot(j, slot, is_json);
        break;
    case KIND_LIST:
        read_list_slot(j, slot, is_json);
        break;
    case KIND_ARRAY:
        if (!is_json || type != ORACLE_ARRAY)
            report_type(j, slot);
        break;
    case KIND_OBJECT:
        if (!is_json || type != ORACLE_OBJECT)
            report_type(j, slot);
        break;
    }
}

void oracle_bind(judge *j)
{
    for (size_t i = 0; i < j->request->count; i++)
        bind(j, i);
    bind_items(j);
    for (size_t i = 0; i < j->slot_count; i++)
        if (!j->slots[i].misspelt && !j->slots[i].faulty)
            read_slot(j, &j->slots[i]);
    report_misspelt(j);
    report_missing(j);
    report_not_public(j);
}
