/* The library renders what the program prints, but for what only the program knows. */
#include "cmocka_wrap.h"
#include "library/samples.h"
#include "program.h"

#include <jansson.h>
#include <snapguard/snapguard.h>
#include <stdlib.h>
#include <string.h>

static snapguard_engine *engine;
static snapguard_context *context;

static json_t *parse(const char *text)
{
    json_error_t error;
    json_t *value = json_loads(text, JSON_REJECT_DUPLICATES, &error);

    if (!value)
        fail_msg("%s in:\n%s", error.text, text);
    return value;
}

static json_t *printed(const sample *document, bool show_values)
{
    program_result result = program_do(&(program_run){
        .arguments = show_values ? "--input request --format json -"
                                 : "--input request --format json --no-values -",
        .input = document->bytes,
        .input_size = document->length});
    json_t *report = parse(result.out);

    program_forget(&result);
    return report;
}

/* Add another request's report to the first one, which may be NULL. */
static json_t *join(json_t *all, json_t *one)
{
    static const char *const counts[] = {"requests", "errors", "warnings", "notices"};
    json_t *total = json_object_get(all, "summary");
    json_t *summary = json_object_get(one, "summary");

    if (!all)
        return one;
    json_array_extend(json_object_get(all, "requests"), json_object_get(one, "requests"));
    json_array_extend(
        json_object_get(all, "diagnostics"), json_object_get(one, "diagnostics"));
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        json_integer_set(
            json_object_get(total, counts[i]),
            json_integer_value(json_object_get(total, counts[i])) +
                json_integer_value(json_object_get(summary, counts[i])));
    json_decref(one);
    return all;
}

static json_t *render(const snapguard_report *report, bool show_values)
{
    size_t size = snapguard_render_report(report, show_values, NULL, 0);
    char *text = malloc(size + 1);
    json_t *value;

    assert_non_null(text);
    snapguard_render_report(report, show_values, text, size + 1);
    value = parse(text);
    free(text);
    return value;
}

static json_t *rendered(const sample *document, bool show_values)
{
    const snapguard_report *report;
    json_t *all = NULL;

    assert_int_equal(
        snapguard_check(
            &report, context, SNAPGUARD_JSON_REQUESTS, document->bytes, document->length),
        SNAPGUARD_OK);
    while (report) {
        all = join(all, render(report, show_values));
        assert_int_equal(snapguard_check_next(&report, context), SNAPGUARD_OK);
    }
    return all;
}

/* A part is null for JSON, which the program does not mention. */
static void forget(json_t *objects)
{
    static const char *const keys[] = {"file", "fingerprint", "part"};
    size_t i;
    json_t *object;

    json_array_foreach (objects, i, object) {
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
            json_object_del(object, keys[k]);
        forget(json_object_get(object, "related"));
    }
}

static void forget_files(json_t *report)
{
    forget(json_object_get(report, "requests"));
    forget(json_object_get(report, "diagnostics"));
    json_object_del(json_object_get(report, "summary"), "files");
}

static void compare(const sample *document, bool show_values)
{
    json_t *expected = printed(document, show_values);
    json_t *found = rendered(document, show_values);
    char *left;
    char *right;

    forget_files(expected);
    forget_files(found);
    left = json_dumps(found, JSON_INDENT(1) | JSON_SORT_KEYS);
    right = json_dumps(expected, JSON_INDENT(1) | JSON_SORT_KEYS);
    assert_string_equal(left, right);
    free(left);
    free(right);
    json_decref(expected);
    json_decref(found);
}

static void is_rendered_as_it_is_printed(void **state)
{
    compare(*state, true);
    compare(*state, false);
}

int main(void)
{
    struct CMUnitTest tests[64] = {{0}};
    int failed;

    if (snapguard_engine_new(&engine, NULL, NULL) != SNAPGUARD_OK ||
        snapguard_context_new(&context, engine) != SNAPGUARD_OK)
        return 1;
    for (size_t i = 0; i < sample_count; i++)
        tests[i] = (struct CMUnitTest){
            samples[i].name, is_rendered_as_it_is_printed, NULL, NULL,
            (void *)(uintptr_t)&samples[i]};
    failed = cmocka_run_group_tests_name("render", tests, NULL, NULL);
    snapguard_context_free(context);
    snapguard_engine_free(engine);
    return failed;
}
