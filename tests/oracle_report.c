/* The oracle: what it states as tables, and how findings are noted. */
#include "oracle_judge.h"

#include <stdio.h>
#include <string.h>

typedef enum severity { ERROR, WARNING, NOTICE } severity;

typedef struct catalog_entry {
    const char *id;
    severity severity;
    const oracle_row *row;
} catalog_entry;

#define PARAMETER_OF(name, kind, required, row)                                          \
    {                                                                                    \
        name, KIND_##kind, required, &oracle_rows[ORACLE_##row]                          \
    }
#define RULE_OF(id, severity, row)                                                       \
    {                                                                                    \
        id, severity, &oracle_rows[ORACLE_##row]                                         \
    }

/* --------------------------------------------------------------------------- tables */

const oracle_row oracle_rows[] = {
#define ROW(id, status, code, message) [ORACLE_##id] = {status, code, message},
#include "oracle.def"
};

const oracle_parameter oracle_parameters[] = {
#define PARAMETER(...) PARAMETER_OF(__VA_ARGS__),
#include "oracle.def"
    PARAMETER_OF(NULL, TEXT, false, NONE),
};

/* ------------------------------------------------------------------------- reporting */

/* In catalog order. */
static const catalog_entry rules[] = {
#define RULE(...) RULE_OF(__VA_ARGS__),
#include "oracle.def"
};

static size_t rule_index(const char *id)
{
    size_t index = 0;

    while (strcmp(rules[index].id, id) != 0)
        index++;
    return index;
}

/* Of several errors the first in catalog order answers, and of one rule's the first in
 * the text. */
static void answer(judge *j, size_t index, size_t place, const oracle_row *row)
{
    oracle_answer *out = &j->report->answer;

    if (row->status == 0)
        return;
    if (out->status != 0 &&
        (j->answer_rule < index || (j->answer_rule == index && j->answer_place <= place)))
        return;
    j->answer_rule = index;
    j->answer_place = place;
    out->status = row->status;
    out->code = row->code;
    snprintf(out->message, sizeof out->message, "%s", row->message);
}

static void report(
    judge *j, const char *id, oracle_text name, int element, size_t place,
    const oracle_row *row)
{
    const size_t index = rule_index(id);
    oracle_finding *finding = &j->report->findings[j->report->count];

    if (j->report->count == ORACLE_MAX_FINDINGS)
        return;
    j->report->count++;
    finding->rule = rules[index].id;
    finding->element = element;
    finding->parameter_size = name.size;
    memcpy(finding->parameter, name.bytes, name.size);
    if (rules[index].severity != ERROR)
        return;
    j->report->verdict = ORACLE_INVALID;
    answer(j, index, place, row ? row : rules[index].row);
}

static size_t place_of(const judge *j, const oracle_entry *entry)
{
    return entry ? (size_t)(entry - j->request->entries) + 1 : 0;
}

void oracle_report_name(
    judge *j, const char *rule, oracle_text name, const oracle_entry *entry,
    const oracle_row *row)
{
    report(j, rule, name, -1, place_of(j, entry), row);
}

static void report_at(
    judge *j, const char *rule, const oracle_slot *slot, int element,
    const oracle_row *row)
{
    char name[ORACLE_MAX_NAME + 1];

    report(j, rule, oracle_wire_name(name, slot), element, place_of(j, slot->entry), row);
}

void oracle_report_slot(judge *j, const char *rule, const oracle_slot *slot, int element)
{
    report_at(j, rule, slot, element, NULL);
}

void oracle_report_at(
    judge *j, const char *rule, const oracle_slot *slot, const oracle_entry *entry)
{
    char name[ORACLE_MAX_NAME + 1];

    report(j, rule, oracle_wire_name(name, slot), -1, place_of(j, entry), NULL);
}

void oracle_report_row(
    judge *j, const char *rule, const oracle_slot *slot, const oracle_row *row)
{
    report_at(j, rule, slot, -1, row);
}
