/* Writes the seeds of the targets that take models: for every rule the shortest input
 * found of which the oracle says it, under the rule's name. A test holds the names to it.
 *
 *     snapguard-fuzz-generate-models FOLDER      into FOLDER/fuzz_diff and
 * FOLDER/fuzz_equiv
 */
#include "model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INPUTS = 3000000, MOST_BYTES = 24, MOST_SEEDS = 128 };

typedef struct seed {
    const char *rule;
    uint8_t bytes[MOST_BYTES];
    size_t size;
} seed;

typedef struct seeds {
    model_kind kind;
    seed list[MOST_SEEDS];
    size_t count;
} seeds;

/* SplitMix64. */
static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

/* What the oracle says of an input, which is read as its target reads it. */
static void
judge(oracle_report *report, const uint8_t *bytes, size_t size, model_kind kind)
{
    static model one;
    model_style style;

    model_open(&one, &style, kind, bytes, size);
    model_arrange(&one, style.form);
    oracle_judge(report, &one.request, one.has_facts ? &one.facts : NULL);
}

static bool fires(const uint8_t *bytes, size_t size, model_kind kind, const char *rule)
{
    static oracle_report report;

    judge(&report, bytes, size, kind);
    for (size_t i = 0; i < report.count; i++)
        if (strcmp(report.findings[i].rule, rule) == 0)
            return true;
    return false;
}

static void keep(seeds *of, const char *rule, const uint8_t *bytes, size_t size)
{
    seed *found = of->list;

    while (found < of->list + of->count && strcmp(found->rule, rule) != 0)
        found++;
    if (found == of->list + of->count) {
        if (of->count == MOST_SEEDS)
            return;
        of->count++;
    } else if (found->size <= size) {
        return;
    }
    found->rule = rule;
    found->size = size;
    memcpy(found->bytes, bytes, size);
}

/* Take bytes out, or make them 0, as long as the rule fires. */
static void shorten(seed *one, model_kind kind)
{
    uint8_t bytes[MOST_BYTES];

    for (size_t i = 0; i < one->size;) {
        memcpy(bytes, one->bytes, i);
        memcpy(bytes + i, one->bytes + i + 1, one->size - i - 1);
        if (fires(bytes, one->size - 1, kind, one->rule)) {
            memcpy(one->bytes, bytes, --one->size);
            continue;
        }
        memcpy(bytes, one->bytes, one->size);
        bytes[i] = 0;
        if (fires(bytes, one->size, kind, one->rule))
            one->bytes[i] = 0;
        i++;
    }
}

static void search(seeds *of)
{
    static oracle_report report;
    uint64_t state = 0;
    uint8_t bytes[MOST_BYTES];

    of->count = 0;
    for (int i = 0; i < INPUTS; i++) {
        const size_t size = next(&state) % (MOST_BYTES + 1);

        for (size_t k = 0; k < size; k++)
            bytes[k] = (uint8_t)next(&state);
        judge(&report, bytes, size, of->kind);
        for (size_t k = 0; k < report.count; k++)
            keep(of, report.findings[k].rule, bytes, size);
    }
    for (size_t i = 0; i < of->count; i++)
        shorten(&of->list[i], of->kind);
}

/* The smallest request in every form. */
static void add_forms(seeds *of)
{
    static const char *const names[MODEL_FORMS] = {
        "form-nested-json", "form-flat-json",  "form-mixed-json", "form-query",
        "form-form",        "form-http-query", "form-http-body",  "form-http-both"};

    for (int form = 0; form < MODEL_FORMS; form++)
        keep(of, names[form], &(uint8_t){(uint8_t)form}, 1);
}

static bool write_seed(const char *folder, const char *target, const seed *one)
{
    char path[4096];
    FILE *file;
    bool done;

    snprintf(path, sizeof path, "%s/%s/%s", folder, target, one->rule);
    file = fopen(path, "wb");
    if (!file)
        return false;
    done = fwrite(one->bytes, 1, one->size, file) == one->size;
    return fclose(file) == 0 && done;
}

static bool write_seeds(const char *folder, const char *target, model_kind kind)
{
    static seeds found;

    found.kind = kind;
    search(&found);
    if (kind == MODEL_ANY)
        add_forms(&found);
    for (size_t i = 0; i < found.count; i++)
        if (!write_seed(folder, target, &found.list[i])) {
            fprintf(stderr, "cannot write %s/%s\n", target, found.list[i].rule);
            return false;
        }
    return true;
}

int main(int count, char **arguments)
{
    if (count != 2) {
        fprintf(stderr, "usage: snapguard-fuzz-generate-models FOLDER\n");
        return 2;
    }
    return write_seeds(arguments[1], "fuzz_diff", MODEL_ANY) &&
                   write_seeds(arguments[1], "fuzz_equiv", MODEL_COMMON)
               ? 0
               : 1;
}
