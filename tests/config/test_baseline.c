/* Runs that follow each other: what was known, and what has become of it. */
#define _POSIX_C_SOURCE 200809L

#include "cmocka_wrap.h"
#include "program.h"
#include "requests.h"
#include "scratch.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TWO BAD BAD
#define MANY TWO TWO TWO TWO TWO TWO TWO TWO TWO TWO TWO
#define GOOD_ELSEWHERE                                                                   \
    "{\"regionId\":\"eu-central-1\",\"timePoints\":\"[\\\"1\\\"]\",\"repeatWeekdays\":"  \
    "\"[\\\"1\\\"]\",\"retentionDays\":30}\n"
#define PACK                                                                             \
    "{\"schema\":\"snapguard/pack/1\",\"name\":\"acme\",\"edition\":\"2024-04-11\","     \
    "\"operation\":{\"product\":\"Ecs\",\"name\":\"CreateAutoSnapshotPolicy\","          \
    "\"version\":\"2014-05-26\"},\"rules\":[{\"id\":\"acme/x\",\"severity\":\"error\","  \
    "\"at\":\"regionId\",\"check\":\"value\",\"must\":{\"equals\":\"eu-central-1\"},"    \
    "\"message\":\"not ours\"}]}"
#define KNOWN "retention-days-range is not found in "

/* A step writes a file, takes one away, or runs the program. */
typedef struct step {
    const char *write; /* NULL: nothing is written. */
    const char *text;
    const char *take; /* NULL: nothing is taken away. */
    const char *run;  /* NULL: the program is not run. */
    const char *input;
    const char *out;  /* NULL: it does not matter. */
    const char *err;  /* NULL: nothing. */
    size_t err_lines; /* Or how much. */
    int status;
} step;

enum { MOST_STEPS = 7, NAME_BYTES = 256 };

typedef struct story {
    const char *name;
    step steps[MOST_STEPS];
} story;

/* clang-format off */
static const story stories[] = {
    {"what is known does not count, and what is new does",
     {{.run = "--write-baseline b.json a.json c.json",
       .out = TOTAL("0", "2 files; 2 in the baseline\n")},
      {.write = "d.json", .text = BAD},
      {.run = "-f concise --baseline b.json a.json c.json d.json",
       .out = ERROR_IN("d.json"), .status = 1}}},
    {"the file may be named by a detour",
     {{.run = "--write-baseline b.json ./a.json"},
      {.run = "--baseline b.json a.json", .out = TOTAL("0", "1 file; 1 in the baseline\n")},
      {.run = "--baseline b.json ././a.json",
       .out = TOTAL("0", "1 file; 1 in the baseline\n")}}},
    {"what was mended is named",
     {{.run = "--write-baseline b.json a.json c.json"},
      {.write = "c.json", .text = GOOD},
      {.run = "--baseline b.json a.json c.json",
       .out = TOTAL("0", "2 files; 1 in the baseline\n"),
       .err = "snapguard: b.json:4:3: notice: " KNOWN "c.json any more\n"}}},
    {"what was mended is a notice to --fail-on",
     {{.run = "--write-baseline b.json a.json"},
      {.write = "a.json", .text = GOOD},
      {.run = "--fail-on notice --baseline b.json a.json",
       .err = "snapguard: b.json:3:3: notice: " KNOWN "a.json any more\n", .status = 1}}},
    {"what was taken away is named",
     {{.run = "--write-baseline b.json a.json c.json"},
      {.take = "c.json"},
      {.run = "--baseline b.json a.json",
       .err = "snapguard: b.json:4:3: notice: " KNOWN "c.json any more\n"}}},
    {"nothing is said about standard input, which is no file that could be gone",
     {{.run = "--write-baseline b.json", .input = BAD},
      {.run = "--baseline b.json a.json", .status = 1},
      {.run = "--baseline b.json", .input = BAD,
       .out = TOTAL("0", "1 file; 1 in the baseline\n")}}},
    {"nothing is said about what was not judged",
     {{.run = "--write-baseline b.json a.json c.json"},
      {.run = "--baseline b.json a.json", .out = TOTAL("0", "1 file; 1 in the baseline\n")}}},
    {"writing it anew leaves out what was mended",
     {{.run = "--write-baseline b.json a.json c.json"},
      {.write = "a.json", .text = GOOD},
      {.run = "--baseline b.json --write-baseline b.json a.json c.json",
       .out = TOTAL("0", "2 files; 1 in the baseline\n")},
      {.run = "--baseline b.json a.json c.json",
       .out = TOTAL("0", "2 files; 1 in the baseline\n")}}},
    {"writing it anew keeps what this run did not look at",
     {{.run = "--write-baseline b.json a.json c.json"},
      {.write = "a.json", .text = GOOD},
      {.run = "--baseline b.json --write-baseline b.json a.json"},
      {.run = "-f concise --baseline b.json a.json c.json", .out = ""}}},
    {"writing it anew leaves out what is gone",
     {{.run = "--write-baseline b.json a.json c.json"},
      {.take = "c.json"},
      {.run = "--baseline b.json --write-baseline b.json a.json"},
      {.write = "c.json", .text = BAD},
      {.run = "-f concise --baseline b.json a.json c.json", .out = ERROR_IN("c.json"),
       .status = 1}}},
    {"writing it anew keeps what rules that did not run have found",
     {{.run = "--write-baseline b.json a.json c.json"},
      {.run = "--select time-point-value --baseline b.json --write-baseline b.json "
              "a.json c.json"},
      {.run = "-f concise --baseline b.json a.json c.json", .out = ""}}},
    {"writing it anew keeps what may be behind text that cannot be read",
     {{.run = "--write-baseline b.json a.json c.json"},
      {.write = "a.json", .text = "{"},
      {.run = "--quiet --baseline b.json --write-baseline b.json a.json", .status = 1},
      {.write = "a.json", .text = BAD},
      {.run = "-f concise --baseline b.json a.json c.json", .out = ""}}},
    {"writing it anew leaves out what is waived by now",
     {{.run = "--write-baseline b.json a.json c.json"},
      {.write = "w.json", .text = "{\"waivers\":[{\"rule\":\"retention-days-range\","
                                  "\"files\":\"a.json\",\"reason\":\"x\"}]}"},
      {.run = "--waivers w.json --baseline b.json --write-baseline b.json a.json"},
      {.run = "-f concise --baseline b.json a.json c.json", .out = ERROR_IN("a.json"),
       .status = 1}}},
    {"a rule of a pack that this run does not have is neither stale nor left out",
     {{.write = "p.json", .text = PACK},
      {.run = "--pack p.json --write-baseline b.json a.json",
       .out = TOTAL("0", "1 file; 2 in the baseline\n")},
      {.run = "--baseline b.json a.json", .out = TOTAL("0", "1 file; 1 in the baseline\n")},
      {.run = "--baseline b.json --write-baseline b.json a.json"},
      {.run = "--pack p.json --baseline b.json a.json",
       .out = TOTAL("0", "1 file; 2 in the baseline\n")},
      {.write = "a.json", .text = GOOD_ELSEWHERE},
      {.run = "--pack p.json --baseline b.json a.json",
       .out = TOTAL("0", "1 file\n"), .err_lines = 2}}},
    {"a baseline that the configuration names can be written for the first time",
     {{.write = ".snapguard.json", .text = "{\"baseline\":\"b.json\"}"},
      {.run = "a.json",
       .err = "snapguard: .snapguard.json:1:13: baseline: b.json: No such file or "
              "directory\n",
       .status = 2},
      {.run = "--write-baseline ./b.json a.json",
       .out = TOTAL("0", "1 file; 1 in the baseline\n")},
      {.run = "a.json", .out = TOTAL("0", "1 file; 1 in the baseline\n")}}},
    {"another one that is written does not make up for it",
     {{.run = "--baseline none.json --write-baseline b.json a.json",
       .err = "snapguard: --baseline: none.json: No such file or directory\n",
       .status = 2}}},
    {"what is waived is not in it",
     {{.write = "w.json", .text = "{\"waivers\":[{\"rule\":\"retention-days-range\","
                                  "\"files\":\"a.json\",\"reason\":\"x\"}]}"},
      {.run = "--waivers w.json --write-baseline b.json a.json c.json",
       .out = TOTAL("0", "2 files; 1 waived; 1 in the baseline\n")},
      {.run = "-f concise --baseline b.json a.json c.json", .out = ERROR_IN("a.json"),
       .status = 1}}},
    {"what cannot be read is never known",
     {{.write = "broken.json", .text = "{"},
      {.run = "--quiet --write-baseline b.json broken.json a.json", .status = 1},
      {.run = "--quiet --baseline b.json a.json broken.json", .status = 1}}},
    {"where an input is missing, the baseline stays",
     {{.run = "--write-baseline b.json a.json"},
      {.run = "--write-baseline b.json a.json none.json",
       .err = "snapguard: none.json: No such file or directory\n"
              "snapguard: --write-baseline: b.json stays as it is, for not every input "
              "could be read\n",
       .status = 3},
      {.run = "--baseline b.json a.json",
       .out = TOTAL("0", "1 file; 1 in the baseline\n")}}},
    {"a baseline that is not there is an error",
     {{.run = "--baseline b.json a.json",
       .err = "snapguard: --baseline: b.json: No such file or directory\n",
       .status = 2}}},
    {"a baseline that cannot be written is an error",
     {{.run = "--write-baseline none/b.json a.json",
       .err = "snapguard: --write-baseline: none/b.json: No such file or directory\n",
       .status = 3},
      {.run = "--write-baseline /dev/full a.json",
       .err = "snapguard: --write-baseline: /dev/full: No space left on device\n",
       .status = 3}}},
    {"a program that is wrong about its options leaves no baseline",
     {{.run = "--write-baseline b.json --select none a.json",
       .err = "snapguard: --select: no rule is called \"none\"; \"snapguard rules\" lists "
              "them\n",
       .status = 2},
      {.run = "--baseline b.json a.json",
       .err = "snapguard: --baseline: b.json: No such file or directory\n",
       .status = 2}}},
    {"--quiet and --max-diagnostics leave nothing out of it",
     {{.run = "--quiet --fail-on never --max-diagnostics 1 --write-baseline b.json a.json "
              "c.json"},
      {.run = "--baseline b.json a.json c.json",
       .out = TOTAL("0", "2 files; 2 in the baseline\n")}}},
    {"nothing is said about a rule that does not run",
     {{.run = "--write-baseline b.json a.json"},
      {.write = "a.json", .text = GOOD},
      {.run = "--select time-point-value --baseline b.json a.json"},
      {.run = "--ignore retention-days-range --baseline b.json a.json"},
      {.run = "--severity retention-days-range=off --baseline b.json a.json"}}},
    {"nothing is said about a rule that asks facts which are not known",
     {{.write = "facts.json", .text = "{\"account\":{\"balanceSufficient\":false}}"},
      {.write = "a.json", .text = GOOD},
      {.run = "--facts facts.json --write-baseline b.json a.json",
       .out = TOTAL("0", "1 file; 1 in the baseline\n")},
      {.run = "--baseline b.json a.json", .out = TOTAL("0", "1 file\n")},
      {.write = "facts.json", .text = "{\"account\":{\"balanceSufficient\":true}}"},
      {.run = "--facts facts.json --baseline b.json a.json",
       .err = "snapguard: b.json:3:3: notice: account-balance is not found in a.json any "
              "more\n"}}},
    {"nothing is said about a file that can no longer be read",
     {{.run = "--write-baseline b.json a.json"},
      {.write = "a.json", .text = "{"},
      {.run = "--quiet --baseline b.json a.json", .status = 1},
      {.run = "--baseline b.json a.json", .status = 1}}},
    {"of many stale entries the first twenty are named",
     {{.write = "many.ndjson", .text = MANY},
      {.run = "--write-baseline b.json many.ndjson",
       .out = TOTAL("0", "1 file (22 requests); 22 in the baseline\n")},
      {.take = "many.ndjson"},
      {.run = "--baseline b.json a.json", .status = 1, .err_lines = 21}}},
    {"a file that is judged twice is in it once",
     {{.run = "-j 2 --write-baseline b.json c.json a.json c.json"},
      {.write = "c.json", .text = GOOD},
      {.run = "--baseline b.json a.json c.json",
       .err = "snapguard: b.json:4:3: notice: " KNOWN "c.json any more\n"}}},
};
/* clang-format on */

static char folder[NAME_BYTES];

static void take_away(const char *name)
{
    char full[2 * NAME_BYTES];

    snprintf(full, sizeof full, "%s/%s", folder, name);
    assert_int_equal(unlink(full), 0);
}

static void do_step(const char *name, const step *todo)
{
    char path[NAME_BYTES];
    program_result result;

    if (todo->write) {
        snprintf(path, sizeof path, "%s/%s", name, todo->write);
        scratch_write(path, todo->text, strlen(todo->text));
    }
    if (todo->take)
        take_away(todo->take);
    if (!todo->run)
        return;
    result = program_do(
        &(program_run){.folder = folder, .arguments = todo->run, .input = todo->input});
    if (todo->err_lines > 0)
        assert_int_equal(count_lines(result.err), todo->err_lines);
    else
        assert_string_equal(result.err, todo->err ? todo->err : "");
    if (todo->out)
        assert_string_equal(result.out, todo->out);
    assert_int_equal(result.status, todo->status);
    program_forget(&result);
}

static void begin(const char *name)
{
    const step files[] = {
        {.write = "a.json", .text = BAD},
        {.write = "c.json", .text = BAD}
    };

    snprintf(folder, sizeof folder, "%s/%s", scratch_path(), name);
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        do_step(name, &files[i]);
}

static void comes_out_so(void **state)
{
    const story *row = *state;
    char name[32];

    snprintf(name, sizeof name, "story-%zu", (size_t)(row - stories));
    begin(name);
    for (size_t i = 0; i < MOST_STEPS; i++)
        do_step(name, &row->steps[i]);
}

static char *read_file(const char *name)
{
    static char text[4096];
    char full[2 * NAME_BYTES];
    FILE *file;
    size_t size;

    snprintf(full, sizeof full, "%s/%s", folder, name);
    file = fopen(full, "rb");
    assert_non_null(file);
    size = fread(text, 1, sizeof text - 1, file);
    text[size] = '\0';
    fclose(file);
    return text;
}

/* One line an entry, in the order of the files, whatever order they were judged in. */
static void its_bytes_depend_on_the_findings_alone(void **state)
{
    static const char *const runs[] = {
        "--write-baseline b.json a.json c.json", "--write-baseline b.json c.json a.json",
        "-j 4 -f json --write-baseline b.json c.json a.json good.json"};
    char first[4096] = "";

    (void)state;
    begin("bytes");
    do_step("bytes", &(step){.write = "good.json", .text = GOOD});
    for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++) {
        do_step("bytes", &(step){.run = runs[i]});
        if (i == 0)
            strcpy(first, read_file("b.json"));
        assert_string_equal(read_file("b.json"), first);
    }
    assert_int_equal(count_lines(first), 4);
    assert_non_null(strstr(
        first, "\n  {\"rule\": \"retention-days-range\", \"file\": \"c.json\", "
               "\"pointer\": \"/retentionDays\", \"fingerprint\": \""));
}

/* A link leads to the file that is replaced, which keeps its permissions. */
static void it_takes_the_place_of_the_file_behind_a_link(void **state)
{
    char link[2 * NAME_BYTES];
    char target[2 * NAME_BYTES];
    struct stat status;

    (void)state;
    begin("link");
    do_step("link", &(step){.write = "real.json", .text = "old"});
    snprintf(link, sizeof link, "%s/b.json", folder);
    snprintf(target, sizeof target, "%s/real.json", folder);
    assert_int_equal(symlink("real.json", link), 0);
    assert_int_equal(chmod(target, 0640), 0);
    do_step("link", &(step){.run = "--write-baseline b.json a.json"});
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(stat(target, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    assert_int_equal(count_lines(read_file("real.json")), 3);
}

static void is_reported(const char *arguments, const char *part)
{
    program_result result =
        program_do(&(program_run){.folder = folder, .arguments = arguments});

    if (!strstr(result.out, part))
        fail_msg("\"%s\" is not in:\n%s", part, result.out);
    assert_int_equal(result.status, 0);
    program_forget(&result);
}

/* Whoever wants to know sees what does not count, and why. */
static void reports_for_programs_say_what_does_not_count(void **state)
{
    static const char waivers[] =
        "{\"waivers\":[{\"rule\":\"retention-days-range\",\"files\":\"a.json\","
        "\"reason\":\"asked for\",\"owner\":\"storage\",\"expires\":\"9999-12-31\"}]}";
    static const char waiver[] =
        "\"suppressed\": {\"kind\": \"waiver\", \"reason\": \"asked for\", \"owner\": "
        "\"storage\", \"expires\": \"9999-12-31\"}";

    (void)state;
    begin("reports");
    do_step("reports", &(step){.write = "w.json", .text = waivers});
    do_step("reports", &(step){.run = "--write-baseline b.json a.json c.json"});
    is_reported("-f json --waivers w.json a.json", waiver);
    is_reported(
        "-f json --waivers w.json --baseline b.json a.json c.json",
        "\"errors\": 0, \"warnings\": 0, \"notices\": 0, \"waived\": 1, "
        "\"baselined\": 1}");
    is_reported("-f json --waivers w.json a.json", "\"verdict\": \"invalid\"");
    is_reported(
        "-f json --baseline b.json c.json",
        "\"suppressed\": {\"kind\": \"baseline\", \"reason\": \"known since the "
        "baseline\"}");
    is_reported(
        "-f sarif --waivers w.json a.json",
        "\"suppressions\": [{\"kind\": \"external\", \"justification\": \"asked for\"}]");
    is_reported(
        "-f sarif --baseline b.json c.json",
        "\"suppressions\": [{\"kind\": \"external\", \"justification\": \"known since "
        "the baseline\"}]");
}

int main(void)
{
    enum { STORIES = sizeof stories / sizeof stories[0] };
    const struct CMUnitTest others[] = {
        cmocka_unit_test(its_bytes_depend_on_the_findings_alone),
        cmocka_unit_test(it_takes_the_place_of_the_file_behind_a_link),
        cmocka_unit_test(reports_for_programs_say_what_does_not_count),
    };
    struct CMUnitTest tests[STORIES + sizeof others / sizeof others[0]];

    for (size_t i = 0; i < STORIES; i++)
        tests[i] = (struct CMUnitTest){
            stories[i].name, comes_out_so, NULL, NULL, (void *)&stories[i]};
    memcpy(tests + STORIES, others, sizeof others);
    return cmocka_run_group_tests_name(
        "config_baseline", tests, scratch_make, scratch_remove);
}
