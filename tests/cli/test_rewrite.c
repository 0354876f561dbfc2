/* Files that are replaced: not where somebody else has changed them. */
#define _XOPEN_SOURCE 700

#include "rewrite.h"

#include "cmocka_wrap.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/snapguard-rewrite-XXXXXX";
static char path[sizeof folder + 16];
static char other[sizeof folder + 16];

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "wb");

    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void assert_file(const char *text)
{
    char bytes[256] = "";
    FILE *file = fopen(path, "rb");

    assert_non_null(file);
    bytes[fread(bytes, 1, sizeof bytes - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(bytes, text);
}

static void keep_it(void)
{
}

static void write_into(void)
{
    write_file(path, "another");
}

static void write_as_much(void)
{
    struct timespec times[2] = {{.tv_sec = 1}, {.tv_sec = 2}};

    write_file(path, "one 2 three");
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void replace(void)
{
    write_file(other, "one two three");
    assert_int_equal(rename(other, path), 0);
}

static void remove_it(void)
{
    assert_int_equal(unlink(path), 0);
}

static const struct change_case {
    const char *name;
    void (*change)(void); /* While it is mended. */
    int error;
    const char *text; /* Of the file afterwards; NULL: there is none. */
} cases[] = {
    {"a file is replaced",                                keep_it,       0,                   "one 2 three"},
    {"a file that grew or shrank is not",                 write_into,    CLI_REWRITE_CHANGED, "another"    },
    {"a file that was written with as many bytes is not", write_as_much,
     CLI_REWRITE_CHANGED,                                                                     "one 2 three"},
    {"a file that was replaced by its equal is not",      replace,       CLI_REWRITE_CHANGED,
     "one two three"                                                                                       },
    {"a file that is gone stays so",                      remove_it,     CLI_REWRITE_CHANGED, NULL         },
};

static void mend(void (*change)(void), bool is_whole, int wanted)
{
    cli_rewrite rewrite = {.diff = NULL};
    int descriptor = open(path, O_RDONLY);

    assert_true(descriptor >= 0);
    cli_rewrite_begin(&rewrite, CLI_REWRITE_FILE, path, descriptor);
    cli_rewrite_keep(&rewrite, "one ", 4);
    cli_rewrite_put(&rewrite, "two", 3, "2", 1);
    change();
    cli_rewrite_keep(&rewrite, " three", 6);
    assert_int_equal(cli_rewrite_end(&rewrite, is_whole), wanted);
    close(descriptor);
}

static void is_replaced_or_not(void **state)
{
    const struct change_case *one = *state;

    write_file(path, "one two three");
    mend(one->change, true, one->error);
    if (one->text)
        assert_file(one->text);
    else
        assert_int_not_equal(access(path, F_OK), 0);
}

/* Such as where reading failed. */
static void is_not_replaced_by_a_part(void **state)
{
    (void)state;
    write_file(path, "one two three");
    mend(keep_it, false, CLI_REWRITE_PARTIAL);
    assert_file("one two three");
}

int main(void)
{
    struct CMUnitTest tests[sizeof cases / sizeof *cases + 1];
    size_t count = sizeof cases / sizeof *cases;
    int failed;

    if (!mkdtemp(folder))
        return EXIT_FAILURE;
    snprintf(path, sizeof path, "%s/file", folder);
    snprintf(other, sizeof other, "%s/other", folder);
    for (size_t i = 0; i < count; i++)
        tests[i] = (struct CMUnitTest){
            cases[i].name, is_replaced_or_not, NULL, NULL, (void *)(uintptr_t)&cases[i]};
    tests[count] = (struct CMUnitTest){
        "a file of which not all was read is not replaced", is_not_replaced_by_a_part,
        NULL, NULL, NULL};
    failed = _cmocka_run_group_tests("rewrite", tests, count + 1, NULL, NULL);
    unlink(path);
    if (rmdir(folder) != 0)
        return EXIT_FAILURE; /* Something was left behind. */
    return failed;
}
