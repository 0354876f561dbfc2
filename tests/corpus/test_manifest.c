/* Every seed of the corpus fires what the manifests say, and every seed is in one of
 * them. What is expected of a seed comes from the rule pack's law of examples, or was
 * written by hand; corpus/MANIFEST.kept says how it is read. */
#define _POSIX_C_SOURCE 200809L

#include "support.h"

#include "engine.h"
#include "pack.h"
#include "sniff.h"
#include "template_seed.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SEEDS = 4096, MOST_WORDS = 64, LONGEST_LINE = 4096, LONGEST_SEED = 1 << 17 };

typedef struct seed {
    char *name;     /* fuzz_json/tags-21 */
    char *expected; /* what stands behind it */
} seed;

static seed seeds[MOST_SEEDS];
static size_t seed_count;

static snapguard_engine *engine;
static snapguard_context *context;

/* -------------------------------------------------------------------------- reading */

static char *copy_of(const char *text)
{
    char *copy = strdup(text);

    if (!copy)
        abort();
    return copy;
}

static void read_manifest(const char *path)
{
    char line[LONGEST_LINE];
    FILE *file = fopen(path, "r");

    if (!file) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    while (fgets(line, sizeof line, file)) {
        size_t name = strcspn(line, " \n");

        if (line[0] == '#' || name == 0)
            continue;
        if (seed_count == MOST_SEEDS)
            abort();
        line[strcspn(line, "\n")] = '\0';
        seeds[seed_count].expected = copy_of(line + name + (line[name] == ' '));
        line[name] = '\0';
        seeds[seed_count++].name = copy_of(line);
    }
    fclose(file);
}

static size_t read_seed(const seed *one, char bytes[LONGEST_SEED])
{
    char path[LONGEST_LINE];
    FILE *file;
    size_t size;

    snprintf(path, sizeof path, "%s/%s", SNAPGUARD_CORPUS, one->name);
    file = fopen(path, "rb");
    if (!file)
        fail_msg("%s is not there", path);
    size = fread(bytes, 1, LONGEST_SEED, file);
    fclose(file);
    assert_true(size < LONGEST_SEED);
    return size;
}

/* -------------------------------------------------------------------------- requests */

static snapguard_encoding encoding_of(const seed *one, const char *bytes, size_t size)
{
    if (!strncmp(one->name, "fuzz_json/", 10))
        return SNAPGUARD_JSON;
    if (!strncmp(one->name, "fuzz_query/", 11))
        return SNAPGUARD_QUERY;
    if (!strncmp(one->name, "fuzz_http/", 10))
        return SNAPGUARD_HTTP;
    if (!strncmp(one->name, "fuzz_template/ros-", 18))
        return SNAPGUARD_ROS;
    if (!strncmp(one->name, "fuzz_template/plan-", 19))
        return SNAPGUARD_TFPLAN;
    return sniff_encoding((const unsigned char *)bytes, size);
}

static const snapguard_report *judge(const seed *one, const char *bytes, size_t size)
{
    const snapguard_report *report;

    if (!strncmp(one->name, "fuzz_yaml/", 10))
        return template_seed_begin(context, bytes, size);
    assert_int_equal(
        snapguard_check(&report, context, encoding_of(one, bytes, size), bytes, size),
        SNAPGUARD_OK);
    return report;
}

/* The words of an expectation, each of them a rule unless it is one of the others. */
typedef struct expectation {
    char words[LONGEST_LINE];
    const char *rules[MOST_WORDS];
    size_t count;
    bool is_open; /* warnings and notices may fire besides */
    bool is_another;
} expectation;

static void read_expectation(expectation *one, const char *text)
{
    char *rest;
    char *word;

    memset(one, 0, sizeof *one);
    snprintf(one->words, sizeof one->words, "%s", text);
    for (word = strtok_r(one->words, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        if (!strcmp(word, "*"))
            one->is_open = true;
        else if (!strcmp(word, "not-applicable"))
            one->is_another = true;
        else if (one->count < MOST_WORDS)
            one->rules[one->count++] = word;
}

static bool expects(const expectation *one, const char *rule)
{
    for (size_t i = 0; i < one->count; i++)
        if (!strcmp(one->rules[i], rule))
            return true;
    return false;
}

static bool fires(const snapguard_report *report, const char *rule)
{
    for (size_t i = 0; i < snapguard_report_count(report); i++)
        if (!strcmp(snapguard_finding_rule(snapguard_report_finding(report, i)), rule))
            return true;
    return false;
}

static void
compare(const snapguard_report *report, const expectation *expected, const char *name)
{
    for (size_t i = 0; i < expected->count; i++) {
        const char *rule = expected->rules[i];

        if (*rule == '!' ? fires(report, rule + 1) : !fires(report, rule))
            fail_msg("%s: %s does not hold", name, rule);
    }
    for (size_t i = 0; i < snapguard_report_count(report); i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);
        const char *rule = snapguard_finding_rule(finding);
        bool is_error = snapguard_finding_severity(finding) == SNAPGUARD_ERROR;

        if (!expects(expected, rule) && (is_error || !expected->is_open))
            fail_msg("%s: %s fires as well", name, rule);
    }
}

static void fires_what_is_expected(void **state)
{
    static char bytes[LONGEST_SEED];
    const seed *one = *state;
    size_t size = read_seed(one, bytes);
    const snapguard_report *report = judge(one, bytes, size);
    expectation expected;

    read_expectation(&expected, one->expected);
    compare(report, &expected, one->name);
    assert_int_equal(
        snapguard_report_verdict(report) == SNAPGUARD_NOT_APPLICABLE,
        expected.is_another);
    template_seed_end();
}

/* ------------------------------------------------------------ what engines are made of
 */

static snapguard_status
take_regions(const char *text, size_t size, snapguard_error *error)
{
    snapguard_options *options;
    snapguard_engine *made;
    snapguard_status status;

    assert_int_equal(snapguard_options_new(&options, NULL), SNAPGUARD_OK);
    assert_int_equal(snapguard_options_set_regions(options, text, size), SNAPGUARD_OK);
    status = snapguard_engine_new(&made, options, error);
    snapguard_engine_free(made);
    snapguard_options_free(options);
    return status;
}

static snapguard_status take_pack(const char *text, size_t size, snapguard_error *error)
{
    snapguard_options options;
    sg_program program;
    snapguard_status status;

    sg_options_init(&options, NULL);
    sg_program_init(&program, &options.allocator);
    status = sg_pack_load(&program, (sg_text){text, size}, &options, error);
    sg_program_free(&program);
    return status;
}

static snapguard_status take_facts(const char *text, size_t size, snapguard_error *error)
{
    snapguard_facts *facts;
    snapguard_status status = snapguard_facts_new(&facts, engine, text, size, error);

    snapguard_facts_free(facts);
    return status;
}

static snapguard_status take_own(const char *text, size_t size, snapguard_error *error)
{
    snapguard_options *options;
    snapguard_engine *made;
    snapguard_status status;

    assert_int_equal(snapguard_options_new(&options, NULL), SNAPGUARD_OK);
    assert_int_equal(snapguard_options_add_pack(options, text, size), SNAPGUARD_OK);
    status = snapguard_engine_new(&made, options, error);
    snapguard_engine_free(made);
    snapguard_options_free(options);
    return status;
}

static void is_taken_as_expected(void **state)
{
    static char bytes[LONGEST_SEED];
    const seed *one = *state;
    const char *name = strchr(one->name, '/') + 1;
    size_t size = read_seed(one, bytes);
    snapguard_error error = {0};
    char answer[64] = "taken";
    snapguard_status status;

    if (!strncmp(name, "regions-", 8))
        status = take_regions(bytes, size, &error);
    else if (!strncmp(name, "own-", 4))
        status = take_own(bytes, size, &error);
    else if (!strncmp(name, "pack-", 5))
        status = take_pack(bytes, size, &error);
    else
        status = take_facts(bytes, size, &error);
    if (status != SNAPGUARD_OK)
        snprintf(answer, sizeof answer, "refused %zu:%zu", error.line, error.column);
    if (strcmp(answer, one->expected) != 0)
        fail_msg("%s: %s (%s)", one->name, answer, error.message);
}

/* ----------------------------------------------------------------------- completeness */

static bool is_known(const char *target, const char *name)
{
    char whole[LONGEST_LINE];

    snprintf(whole, sizeof whole, "%s/%s", target, name);
    for (size_t i = 0; i < seed_count; i++)
        if (!strcmp(seeds[i].name, whole))
            return true;
    return false;
}

static void is_in_a_manifest(void **state)
{
    const char *target = *state;
    char path[LONGEST_LINE];
    const struct dirent *entry;
    size_t count = 0;
    DIR *folder;

    snprintf(path, sizeof path, "%s/%s", SNAPGUARD_CORPUS, target);
    folder = opendir(path);
    assert_non_null(folder);
    while ((entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] == '.' || !strncmp(entry->d_name, "options-", 8))
            continue;
        count++;
        if (!is_known(target, entry->d_name))
            fail_msg("%s/%s is in no manifest", target, entry->d_name);
    }
    closedir(folder);
    assert_true(count > 0);
}

static int run_seeds(void)
{
    struct CMUnitTest *tests = calloc(seed_count, sizeof *tests);
    int failed;

    if (!tests)
        abort();
    for (size_t i = 0; i < seed_count; i++)
        tests[i] = (struct CMUnitTest){
            seeds[i].name,
            strncmp(seeds[i].name, "fuzz_pack/", 10) ? fires_what_is_expected
                                                     : is_taken_as_expected,
            NULL, NULL, &seeds[i]};
    failed = _cmocka_run_group_tests("seeds", tests, seed_count, NULL, NULL);
    free(tests);
    return failed;
}

int main(void)
{
    static char targets[][16] = {"fuzz_fix",    "fuzz_http",     "fuzz_json",
                                 "fuzz_oom",    "fuzz_pack",     "fuzz_query",
                                 "fuzz_render", "fuzz_template", "fuzz_yaml"};
    struct CMUnitTest folders[COUNT(targets)];
    int failed;

    read_manifest(SNAPGUARD_CORPUS "/MANIFEST");
    read_manifest(SNAPGUARD_CORPUS "/MANIFEST.kept");
    if (snapguard_engine_new(&engine, NULL, NULL) != SNAPGUARD_OK ||
        snapguard_context_new(&context, engine) != SNAPGUARD_OK)
        return EXIT_FAILURE;
    for (size_t i = 0; i < COUNT(targets); i++)
        folders[i] =
            (struct CMUnitTest){targets[i], is_in_a_manifest, NULL, NULL, targets[i]};
    failed = cmocka_run_group_tests_name("manifests", folders, NULL, NULL) + run_seeds();
    for (size_t i = 0; i < seed_count; i++) {
        free(seeds[i].name);
        free(seeds[i].expected);
    }
    snapguard_context_free(context);
    snapguard_engine_free(engine);
    return failed;
}
