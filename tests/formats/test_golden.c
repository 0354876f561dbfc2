/* Every format over the same inputs. Each folder of cases/ is a run of the program inside
 * it: `args` goes in, `err` and `status` (nothing and 0 where there is none) come out,
 * and `expected.FORMAT` is the report, written by hand from what is published of the
 * format.
 *
 * JSON is compared as values. A rule that a SARIF log is expected to have with its id
 * alone is compared by that. */
#define _XOPEN_SOURCE 700

#include "cmocka_wrap.h"
#include "program.h"
#include "scratch.h"

#include <dirent.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { PATH_BYTES = 4096, NAME_BYTES = 64, ARGUMENTS_BYTES = 8192, MOST_CASES = 64 };

static const struct {
    const char *name;
    bool is_json;
} formats[] = {
    {"sarif",      true },
    {"github",     false},
    {"gitlab",     true },
    {"junit",      false},
    {"checkstyle", false},
};

/* The text of a file, to be freed. Without one, the other text. */
static char *read_file(const char *folder, const char *name, const char *other)
{
    char path[PATH_BYTES];
    char *text = NULL;
    size_t capacity = 0;
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "rb");
    if (!file)
        return other ? strdup(other) : NULL;
    if (getdelim(&text, &capacity, '\0', file) < 0)
        text[0] = '\0';
    fclose(file);
    return text;
}

static json_t *parse(const char *text)
{
    json_error_t error;
    json_t *value = json_loads(text, JSON_REJECT_DUPLICATES, &error);

    if (!value)
        fail_msg("%s at %d:%d of:\n%s", error.text, error.line, error.column, text);
    return value;
}

static json_t *rules_of(const json_t *log)
{
    json_t *run = json_array_get(json_object_get(log, "runs"), 0);
    json_t *driver = json_object_get(json_object_get(run, "tool"), "driver");

    return json_object_get(driver, "rules");
}

static void keep_id(json_t *rule)
{
    json_t *id = json_incref(json_object_get(rule, "id"));

    json_object_clear(rule);
    json_object_set_new(rule, "id", id);
}

static void shorten_rules(const json_t *printed, const json_t *expected)
{
    const json_t *rule;
    size_t i;

    json_array_foreach (rules_of(expected), i, rule) {
        if (json_object_size(rule) == 1)
            keep_id(json_array_get(rules_of(printed), i));
    }
}

static void compare_json(const char *printed, const char *expected)
{
    json_t *value = parse(printed);
    json_t *other = parse(expected);

    shorten_rules(value, other);
    if (!json_equal(value, other))
        fail_msg("this is not what is expected:\n%s", printed);
    json_decref(value);
    json_decref(other);
}

static void compare(size_t format, const char *printed, const char *expected)
{
    if (formats[format].is_json)
        compare_json(printed, expected);
    else
        assert_string_equal(printed, expected);
}

static void check_format(const char *folder, size_t format)
{
    char arguments[ARGUMENTS_BYTES];
    char name[NAME_BYTES];
    char *args = read_file(folder, "args", NULL);
    char *err = read_file(folder, "err", "");
    char *status = read_file(folder, "status", "0");
    char *expected;
    program_result result;

    snprintf(name, sizeof name, "expected.%s", formats[format].name);
    expected = read_file(folder, name, NULL);
    assert_true(args && expected);
    snprintf(arguments, sizeof arguments, "--format %s %s", formats[format].name, args);
    result = program_do(&(program_run){.folder = folder, .arguments = arguments});
    assert_string_equal(result.err, err);
    compare(format, result.out, expected);
    assert_int_equal(result.status, atoi(status));
    program_forget(&result);
    free(args);
    free(err);
    free(status);
    free(expected);
}

static void is_as_expected(void **state)
{
    for (size_t i = 0; i < COUNT(formats); i++)
        check_format(*state, i);
}

/* One run writes them all, and each is what it would be by itself. */
static void is_the_same_in_a_file(void **state)
{
    const char *folder = *state;
    char *args = read_file(folder, "args", NULL);
    char arguments[ARGUMENTS_BYTES] = "--format concise ";
    program_result result;

    for (size_t i = 0; i < COUNT(formats); i++) {
        size_t used = strlen(arguments);

        snprintf(
            arguments + used, sizeof arguments - used, "-o %s:%s/%s ", formats[i].name,
            scratch_path(), formats[i].name);
    }
    strncat(arguments, args, sizeof arguments - strlen(arguments) - 1);
    result = program_do(&(program_run){.folder = folder, .arguments = arguments});
    program_forget(&result);

    for (size_t i = 0; i < COUNT(formats); i++) {
        char *written = read_file(scratch_path(), formats[i].name, NULL);

        assert_non_null(written);
        snprintf(arguments, sizeof arguments, "--format %s %s", formats[i].name, args);
        result = program_do(&(program_run){.folder = folder, .arguments = arguments});
        assert_string_equal(written, result.out);
        program_forget(&result);
        free(written);
    }
    free(args);
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

int main(void)
{
    static const char cases[] = SNAPGUARD_FORMATS "/cases";
    static char paths[MOST_CASES][PATH_BYTES];
    static struct CMUnitTest tests[2 * MOST_CASES];
    struct dirent **entries;
    int count = scandir(cases, &entries, is_shown, alphasort);
    size_t used = 0;
    int failures;

    if (count <= 0 || count > MOST_CASES)
        return EXIT_FAILURE;
    for (int i = 0; i < count; i++) {
        char *path = paths[i];

        snprintf(path, PATH_BYTES, "%s/%s", cases, entries[i]->d_name);
        tests[used++] =
            (struct CMUnitTest){entries[i]->d_name, is_as_expected, NULL, NULL, path};
        tests[used++] = (struct CMUnitTest){
            entries[i]->d_name, is_the_same_in_a_file, NULL, NULL, path};
    }
    failures =
        _cmocka_run_group_tests("formats", tests, used, scratch_make, scratch_remove);
    for (int i = 0; i < count; i++)
        free(entries[i]);
    free(entries);
    return failures;
}
