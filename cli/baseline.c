#define _POSIX_C_SOURCE 200809L

#include "baseline.h"

#include "memory.h"
#include "task.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* More stale entries are counted: to see them all is to write the baseline anew. */
enum { MOST_STALE = 20, TEXT_BYTES = 8192 };

/* --------------------------------------------------------------------------- the file */

static bool is_fingerprint(const char *text)
{
    return strlen(text) == CLI_FINGERPRINT_DIGITS &&
           strspn(text, "0123456789abcdef") == CLI_FINGERPRINT_DIGITS;
}

static bool check_fingerprint(const cli_source *source, const char *at, const char *text)
{
    char *place;

    if (is_fingerprint(text))
        return true;
    place = cli_pointer_to(at, "fingerprint");
    cli_source_complain(
        (cli_spot){source, place, false},
        "fingerprint: this must be %d hexadecimal digits", CLI_FINGERPRINT_DIGITS);
    free(place);
    return false;
}

static bool
read_known(cli_known *known, const cli_source *source, const char *at, const json_t *it)
{
    static const char *const names[] = {"rule", "file", "pointer", "fingerprint", NULL};

    if (!json_is_object(it)) {
        cli_source_complain((cli_spot){source, at, false}, "this must be an object");
        return false;
    }
    return cli_source_knows(source, at, it, names) &&
           cli_source_text(source, at, it, "rule", true, &known->rule) &&
           cli_source_text(source, at, it, "file", true, &known->file) &&
           cli_source_text(source, at, it, "pointer", false, &known->pointer) &&
           cli_source_text(source, at, it, "fingerprint", true, &known->fingerprint) &&
           check_fingerprint(source, at, known->fingerprint);
}

static int by_file(const void *first, const void *second)
{
    const cli_known *one = first;
    const cli_known *other = second;
    int order = strcmp(one->file, other->file);

    if (order != 0)
        return order;
    return one->index < other->index ? -1 : one->index > other->index;
}

static int by_fingerprint(const void *first, const void *second)
{
    const cli_known *const *one = first;
    const cli_known *const *other = second;

    return strcmp((*one)->fingerprint, (*other)->fingerprint);
}

static void sort(cli_baseline *baseline)
{
    size_t count = baseline->count;

    if (count == 0)
        return;
    qsort(baseline->items, count, sizeof *baseline->items, by_file);
    baseline->by_fingerprint =
        cli_reallocate(NULL, count * sizeof *baseline->by_fingerprint);
    for (size_t i = 0; i < count; i++)
        baseline->by_fingerprint[i] = &baseline->items[i];
    qsort(
        baseline->by_fingerprint, count, sizeof *baseline->by_fingerprint,
        by_fingerprint);
}

static bool read_all(cli_baseline *baseline, const json_t *array)
{
    const cli_source *source = &baseline->source;
    bool is_fine = json_is_array(array);
    const json_t *element;
    size_t i;

    if (!is_fine)
        cli_source_complain(
            (cli_spot){source, array ? "/findings" : "", false},
            array ? "findings: this must be an array" : "\"findings\" is missing");
    baseline->items =
        cli_reallocate(NULL, json_array_size(array) * sizeof *baseline->items);
    json_array_foreach (array, i, element) {
        cli_known *known = &baseline->items[i];
        char *pointer = cli_pointer_at("/findings", i);

        memset(known, 0, sizeof *known);
        known->index = i;
        is_fine = is_fine && read_known(known, source, pointer, element);
        baseline->count += is_fine;
        free(pointer);
    }
    return is_fine;
}

static bool check_schema(const cli_source *source)
{
    const char *schema;

    if (!cli_source_text(source, "", source->root, "schema", true, &schema))
        return false;
    if (strcmp(schema, CLI_BASELINE_SCHEMA) == 0)
        return true;
    cli_source_complain(
        (cli_spot){source, "/schema", false},
        "schema: this must be \"" CLI_BASELINE_SCHEMA "\"");
    return false;
}

bool cli_baseline_read(cli_baseline *baseline, const cli_named *file)
{
    static const char *const names[] = {"schema", "findings", NULL};
    const cli_source *source = &baseline->source;

    if (!cli_source_read(&baseline->source, file) ||
        !cli_source_knows(source, "", source->root, names) || !check_schema(source) ||
        !read_all(baseline, json_object_get(source->root, names[1])))
        return false;
    sort(baseline);
    return true;
}

void cli_baseline_free(cli_baseline *baseline)
{
    free(baseline->by_fingerprint);
    free(baseline->items);
    cli_source_free(&baseline->source);
}

/* ---------------------------------------------------------------------------- its use */

/* "./a.json" and "a.json" are one file, as they are for the fingerprint. */
static const char *name_of(const char *file)
{
    while (strncmp(file, "./", 2) == 0)
        file += 2;
    return file;
}

void cli_baseline_file(cli_baseline *baseline, const char *name, bool is_read)
{
    const char *file = name_of(name);
    size_t first = 0;
    size_t end = baseline->count;

    while (first < end) {
        size_t middle = first + (end - first) / 2;

        if (strcmp(baseline->items[middle].file, file) < 0)
            first = middle + 1;
        else
            end = middle;
    }
    if (first < baseline->count && strcmp(baseline->items[first].file, file) == 0)
        atomic_store(
            is_read ? &baseline->items[first].is_judged
                    : &baseline->items[first].is_unread,
            true);
}

/* The first entry, in the order of fingerprints, that does not come before this one. */
static size_t first_at(const cli_baseline *baseline, const char *fingerprint)
{
    size_t first = 0;
    size_t end = baseline->count;

    while (first < end) {
        size_t middle = first + (end - first) / 2;

        if (strcmp(baseline->by_fingerprint[middle]->fingerprint, fingerprint) < 0)
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

/* The next entry of a finding from there on, of which two may be the same, or NULL. */
static cli_known *
next_of(const cli_baseline *baseline, size_t *index, const cli_finding *finding)
{
    while (*index < baseline->count) {
        cli_known *known = baseline->by_fingerprint[(*index)++];

        if (strcmp(known->fingerprint, finding->fingerprint) != 0)
            return NULL;
        if (strcmp(known->rule, finding->rule) == 0)
            return known;
    }
    return NULL;
}

bool cli_baseline_find(cli_baseline *baseline, const cli_finding *finding)
{
    size_t index = first_at(baseline, finding->fingerprint);
    bool is_found = false;
    cli_known *known;

    while ((known = next_of(baseline, &index, finding))) {
        atomic_store(&known->is_found, true);
        is_found = true;
    }
    return is_found;
}

bool cli_baseline_knows(const cli_baseline *baseline, const cli_finding *finding)
{
    size_t index = first_at(baseline, finding->fingerprint);

    return next_of(baseline, &index, finding) != NULL;
}

/* What standard input held is not to be found again. */
static bool is_gone(const char *file)
{
    struct stat status;

    return strcmp(file, CLI_STDIN_NAME) != 0 && lstat(file, &status) != 0 &&
           (errno == ENOENT || errno == ENOTDIR);
}

static void review_one(
    const cli_baseline *baseline, const cli_known *known, cli_take_complaint *take,
    void *opaque)
{
    char *pointer = cli_pointer_at("/findings", known->index);
    char text[TEXT_BYTES];

    snprintf(
        text, sizeof text, "notice: %s is not found in %s any more", known->rule,
        known->file);
    cli_source_remark((cli_spot){&baseline->source, pointer, false}, text, take, opaque);
    free(pointer);
}

/* Entries are looked at in the order of their files, so that each file is asked about
 * once. */
typedef struct look {
    const char *file; /* The last one. NULL: there was none. */
    bool is_settled;  /* It is known what has become of its entries. */
} look;

/* What was noted of a file stands at its first entry. */
static bool is_settled(look *last, const cli_known *known)
{
    if (last->file && strcmp(last->file, known->file) == 0)
        return last->is_settled;
    last->file = known->file;
    if (atomic_load(&known->is_judged))
        last->is_settled = !atomic_load(&known->is_unread);
    else
        last->is_settled = is_gone(known->file);
    return last->is_settled;
}

static bool is_stale(look *last, const cli_known *known, cli_rule_set *unsure)
{
    return is_settled(last, known) && !atomic_load(&known->is_found) &&
           !cli_rule_set_has(unsure, known->rule);
}

void cli_baseline_review(
    const cli_baseline *baseline, cli_rule_set *unsure, cli_take_complaint *take,
    void *opaque)
{
    look last = {.file = NULL};
    size_t stale = 0;
    char text[TEXT_BYTES];

    for (size_t i = 0; i < baseline->count; i++)
        if (is_stale(&last, &baseline->items[i], unsure) && stale++ < MOST_STALE)
            review_one(baseline, &baseline->items[i], take, opaque);
    if (stale <= MOST_STALE)
        return;
    snprintf(
        text, sizeof text, "notice: %zu more entries are stale, too", stale - MOST_STALE);
    cli_source_remark((cli_spot){&baseline->source, "", false}, text, take, opaque);
}

void cli_baseline_keep(
    const cli_baseline *baseline, cli_rule_set *unsure, cli_take_known *take,
    void *opaque)
{
    look last = {.file = NULL};

    for (size_t i = 0; i < baseline->count; i++) {
        const cli_known *known = &baseline->items[i];

        if (!is_stale(&last, known, unsure) && !atomic_load(&known->is_found))
            take(opaque, known);
    }
}
