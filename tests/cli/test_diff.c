/* Unified diffs, as diff(1) writes them. */
#define _XOPEN_SOURCE 700

#include "diff.h"

#include "cmocka_wrap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEN "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n"
#define HEAD "--- f\n+++ f\n"
#define LAST "\\ No newline at end of file\n"

static const struct diff_case {
    const char *name;
    const char *before;
    const char *after;
    const char *wanted;
} cases[] = {
    {"equal texts have no difference",                 TEN,         TEN,                                  ""                                                                           },
    {"empty texts have none",                          "",          "",                                   ""                                                                           },
    {"one line of one",                                "a\n",       "b\n",                                HEAD "@@ -1 +1 @@\n-a\n+b\n"                                                 },
    {"three lines around a difference",                TEN,         "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n",
     HEAD "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"                                                                                                                       },
    {"six lines between two differences: one hunk",    TEN,
     "1\none\n2\n3\n4\n5\n6\n7\nx\n9\n10\n",                                                              HEAD "@@ -1,10 +1,11 @@\n 1\n+one\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+x\n 9\n 10\n"},
    {"seven lines between two differences: two hunks", TEN,
     "x\n2\n3\n4\n5\n6\n7\n8\ny\n10\n",                                                                   HEAD
     "@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -6,5 +6,5 @@\n 6\n 7\n 8\n-9\n+y\n 10\n"                                                          },
    {"lines that are removed",                         TEN,         "1\n2\n3\n6\n7\n8\n9\n10\n",
     HEAD "@@ -1,8 +1,6 @@\n 1\n 2\n 3\n-4\n-5\n 6\n 7\n 8\n"                                                                                                                          },
    {"everything is removed",                          "a\nb\n",    "",                                   HEAD "@@ -1,2 +0,0 @@\n-a\n-b\n"                                             },
    {"everything is added",                            "",          "a\nb\n",                             HEAD "@@ -0,0 +1,2 @@\n+a\n+b\n"                                             },
    {"no newline at the end of both",                  "a\nb",      "c\nb",
     HEAD "@@ -1,2 +1,2 @@\n-a\n+c\n b\n" LAST                                                                                                                                         },
    {"no newline at the end of one",                   "a\nb",      "a\nb\n",
     HEAD "@@ -1,2 +1,2 @@\n a\n-b\n" LAST "+b\n"                                                                                                                                      },
    {"carriage returns stay",                          "a\r\n",     "a\n",                                HEAD "@@ -1 +1 @@\n-a\r\n+a\n"                                               },
    {"lines that moved",                               "a\nb\nc\n", "c\na\nb\n",
     HEAD "@@ -1,3 +1,3 @@\n+c\n a\n b\n-c\n"                                                                                                                                          },
};

static void is_written(void **state)
{
    const struct diff_case *one = *state;
    char buffer[4096];
    cli_writer writer;

    cli_writer_begin(&writer, CLI_SPOOL, buffer, sizeof buffer);
    cli_put_diff(
        &writer, "f", (cli_diff_text){one->before, strlen(one->before)},
        (cli_diff_text){one->after, strlen(one->after)});
    buffer[writer.used] = '\0';
    assert_string_equal(buffer, one->wanted);
}

enum { MANY = 3000 };

/* More differences than are looked for one by one: all of it is one. */
static void many_are_one(void **state)
{
    static char before[MANY * 8];
    static char after[MANY * 8];
    static char buffer[MANY * 32];
    size_t sizes[2] = {0, 0};
    cli_writer writer;

    (void)state;
    for (int i = 0; i < MANY; i++) {
        sizes[0] += (size_t)sprintf(before + sizes[0], "a%d\n", i);
        sizes[1] += (size_t)sprintf(after + sizes[1], "b%d\n", i);
    }
    cli_writer_begin(&writer, CLI_SPOOL, buffer, sizeof buffer);
    cli_put_diff(
        &writer, "f", (cli_diff_text){before, sizes[0]},
        (cli_diff_text){after, sizes[1]});
    buffer[writer.used] = '\0';
    assert_non_null(strstr(buffer, "@@ -1,3000 +1,3000 @@\n-a0\n"));
    assert_non_null(strstr(buffer, "-a2999\n+b0\n"));
    assert_null(strstr(strstr(buffer, "@@\n") + 3, "@@"));
}

int main(void)
{
    size_t count = sizeof cases / sizeof *cases;
    struct CMUnitTest tests[sizeof cases / sizeof *cases + 1];

    for (size_t i = 0; i < count; i++)
        tests[i] = (struct CMUnitTest){
            cases[i].name, is_written, NULL, NULL, (void *)(uintptr_t)&cases[i]};
    tests[count] = (struct CMUnitTest){
        "more differences than are looked for", many_are_one, NULL, NULL, NULL};
    return _cmocka_run_group_tests("diff", tests, count + 1, NULL, NULL);
}
