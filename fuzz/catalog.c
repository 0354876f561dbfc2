#define _POSIX_C_SOURCE 200809L

#include "catalog.h"

#include "law.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Seconds of a core's time are what --reach looks at. */
enum { MOST_RULES = 256, REACH_SECONDS = 20 };

typedef struct entry {
    const char *id;
    const char *category;
    snapguard_severity severity;
    bool asks_facts;      /* no request decides it alone */
    bool is_of_templates; /* nor does one break it */
    bool fired;
} entry;

/* Whose texts the entries are. Nobody reads it, and those who look for leaks are to see
 * it. */
static json_t *volatile pack;
static entry entries[MOST_RULES];
static size_t entry_count;

static struct {
    bool is_on;
    size_t inputs;
    size_t reached;    /* inputs that reached the rules */
    double last_first; /* seconds until a rule fired for the first time, the last one */
    double start;
} watch;

/* ------------------------------------------------------------------------- the pack */

static snapguard_severity severity_of(const char *name)
{
    for (int i = SNAPGUARD_OFF; i <= SNAPGUARD_ERROR; i++)
        if (strcmp(name, snapguard_severity_name((snapguard_severity)i)) == 0)
            return (snapguard_severity)i;
    law(false, "the pack's severities are known");
    return SNAPGUARD_OFF;
}

static const char *text_of(const json_t *rule, const char *field)
{
    return json_string_value(json_object_get(rule, field));
}

/* A request is JSON, pairs or HTTP, and never YAML. */
static bool is_of_templates(const json_t *rule)
{
    const char *fault = text_of(rule, "fault");

    return fault && strcmp(fault, "yaml") == 0;
}

static void load(void)
{
    size_t size;
    const char *text = snapguard_builtin_pack(&size);
    size_t i;
    json_t *rules;
    json_t *rule;

    pack = json_loadb(text, size, 0, NULL);
    rules = json_object_get(pack, "rules");
    law(json_array_size(rules) > 0 && json_array_size(rules) <= MOST_RULES,
        "the pack can be read");
    json_array_foreach (rules, i, rule)
        entries[i] = (entry){
            .id = text_of(rule, "id"),
            .category = text_of(rule, "category"),
            .severity = severity_of(text_of(rule, "severity")),
            .asks_facts = json_object_get(rule, "fact") != NULL,
            .is_of_templates = is_of_templates(rule),
        };
    entry_count = json_array_size(rules);
}

size_t catalog_find(const char *rule, size_t from)
{
    if (!entry_count)
        load();
    for (size_t i = from; i < entry_count; i++)
        if (entries[i].id[0] == rule[0] && strcmp(entries[i].id, rule) == 0)
            return i;
    return CATALOG_NONE;
}

size_t catalog_count(void)
{
    if (!entry_count)
        load();
    return entry_count;
}

const char *catalog_rule(size_t place)
{
    return entries[place].id;
}

bool catalog_asks_facts(size_t place)
{
    return entries[place].asks_facts;
}

snapguard_severity catalog_severity(size_t place)
{
    return entries[place].severity;
}

const char *catalog_category(size_t place)
{
    return entries[place].category;
}

/* ---------------------------------------------------------------------------- reach */

/* Other things that a machine does are no matter. */
static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool is_decidable(const entry *one)
{
    return !one->asks_facts && !one->is_of_templates;
}

static const char *state_of(const entry *one)
{
    if (one->fired)
        return "fired";
    return is_decidable(one) ? "never" : "no request decides";
}

static void print(void)
{
    size_t decidable = 0;
    size_t fired = 0;

    for (size_t i = 0; i < entry_count; i++) {
        decidable += is_decidable(&entries[i]);
        fired += entries[i].fired && is_decidable(&entries[i]);
    }
    printf(
        "reach: %zu of %zu inputs (%.1f %%); %zu of %zu rules that a request decides, "
        "the "
        "last after %.1f s\n",
        watch.reached, watch.inputs,
        100 * (double)watch.reached / (double)(watch.inputs ? watch.inputs : 1), fired,
        decidable, watch.last_first);
    for (size_t i = 0; i < entry_count; i++)
        printf("%s: %s\n", state_of(&entries[i]), entries[i].id);
}

/* A fuzzer counts the time of clocks, and takes exit() for a fault of its target. */
static void end_in_time(void)
{
    if (now() - watch.start < REACH_SECONDS)
        return;
    print();
    fflush(stdout);
    _Exit(EXIT_SUCCESS);
}

void catalog_watch(int count, char **arguments)
{
    for (int i = 1; i < count && !watch.is_on; i++)
        watch.is_on = strcmp(arguments[i], "--reach") == 0;
    if (!watch.is_on)
        return;
    if (!entry_count)
        load();
    watch.start = now();
    atexit(print);
}

/* The rules that stop the reading: nothing else is said of the request then. */
static bool is_end(const char *rule)
{
    static const char *const ends[] = {
        "invalid-json", "invalid-utf8",   "invalid-percent-encoding",
        "invalid-http", "limit-exceeded", "not-an-object"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (strcmp(ends[i], rule) == 0)
            return true;
    return false;
}

bool catalog_is_reached(const snapguard_report *report)
{
    const snapguard_finding *first = snapguard_report_finding(report, 0);

    return snapguard_report_verdict(report) != SNAPGUARD_NOT_APPLICABLE &&
           !(first && is_end(snapguard_finding_rule(first)));
}

void catalog_note(const snapguard_report *report)
{
    size_t place = 0;

    if (!watch.is_on)
        return;
    end_in_time();
    watch.inputs++;
    watch.reached += catalog_is_reached(report);
    for (size_t i = 0; i < snapguard_report_count(report); i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);

        place = catalog_find(snapguard_finding_rule(finding), place);
        if (place == CATALOG_NONE)
            return;
        if (!entries[place].fired)
            watch.last_first = now() - watch.start;
        entries[place].fired = true;
    }
}
