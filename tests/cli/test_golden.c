/* Reports as they are printed. Each folder of cases/ is a run of the program inside it:
 * `args`, `stdin` and `status` (0 where there is none) are what goes in and comes out,
 * and `expected` is standard output, written by hand from the interface. */
#define _XOPEN_SOURCE 700

#include "cmocka_wrap.h"
#include "program.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 4096 };

/* The text of a file of a case, or NULL. */
static char *read_file(const char *folder, const char *name)
{
    char path[PATH_BYTES];
    char *text = NULL;
    size_t capacity = 0;
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "rb");
    if (!file)
        return NULL;
    if (getdelim(&text, &capacity, '\0', file) < 0)
        text[0] = '\0';
    fclose(file);
    return text;
}

static void prints_what_is_expected(void **state)
{
    const char *folder = *state;
    char *arguments = read_file(folder, "args");
    char *input = read_file(folder, "stdin");
    char *status = read_file(folder, "status");
    char *expected = read_file(folder, "expected");
    program_result result;

    assert_true(arguments && expected);
    if (program_lacks_zones(arguments))
        skip();
    result = program_do(
        &(program_run){.folder = folder, .arguments = arguments, .input = input});
    assert_string_equal(result.err, "");
    assert_string_equal(result.out, expected);
    assert_int_equal(result.status, status ? atoi(status) : 0);
    program_forget(&result);
    free(arguments);
    free(input);
    free(status);
    free(expected);
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

int main(void)
{
    static const char cases[] = SNAPGUARD_TESTS "/cases";
    struct dirent **entries;
    int count = scandir(cases, &entries, is_shown, alphasort);
    struct CMUnitTest *tests = calloc((size_t)(count > 0 ? count : 1), sizeof *tests);
    int failures;

    if (!tests || count <= 0)
        return EXIT_FAILURE;
    for (int i = 0; i < count; i++) {
        size_t size = sizeof cases + 1 + strlen(entries[i]->d_name);
        char *folder = malloc(size);

        if (!folder)
            return EXIT_FAILURE;
        snprintf(folder, size, "%s/%s", cases, entries[i]->d_name);
        tests[i] = (struct CMUnitTest){
            entries[i]->d_name, prints_what_is_expected, NULL, NULL, folder};
    }
    failures = _cmocka_run_group_tests("golden", tests, (size_t)count, NULL, NULL);
    for (int i = 0; i < count; i++) {
        free(tests[i].initial_state);
        free(entries[i]);
    }
    free(tests);
    free(entries);
    return failures;
}
