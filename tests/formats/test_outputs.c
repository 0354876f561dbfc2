/* Reports in files: --output. */
#define _XOPEN_SOURCE 700

#include "cmocka_wrap.h"
#include "program.h"
#include "scratch.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char concise[] = "bad.json:1:93: error: 0 is not in 1 to 65535 days, nor -1 "
                              "[retention-days-range] ParameterInvalid\n";

static program_result run_here(const char *arguments)
{
    return program_do(&(program_run){.folder = scratch_path(), .arguments = arguments});
}

static const char *path_of(const char *name)
{
    static char path[256];

    snprintf(path, sizeof path, "%s/%s", scratch_path(), name);
    return path;
}

static void holds(const char *name, const char *expected)
{
    FILE *file = fopen(path_of(name), "rb");
    char text[4096] = "";
    size_t size;

    assert_non_null(file);
    size = fread(text, 1, sizeof text - 1, file);
    text[size] = '\0';
    fclose(file);
    assert_string_equal(text, expected);
}

static struct stat look_at(const char *name)
{
    struct stat status;

    assert_int_equal(lstat(path_of(name), &status), 0);
    return status;
}

/* How many files of ours that are not complete are in the folder. */
static size_t count_leftovers(void)
{
    DIR *folder = opendir(scratch_path());
    struct dirent *entry;
    size_t count = 0;

    assert_non_null(folder);
    while ((entry = readdir(folder)))
        count += strncmp(entry->d_name, ".snapguard", 10) == 0;
    closedir(folder);
    return count;
}

static void reports_go_to_files_beside_standard_output(void **state)
{
    program_result result =
        run_here("-f text -o concise:a.txt --output=github:a.gh --quiet bad.json");

    (void)state;
    assert_int_equal(strncmp(result.out, concise, strlen(concise)), 0);
    assert_true(count_lines(result.out) > 1);
    assert_string_equal(result.err, "");
    assert_int_equal(result.status, 1);
    holds("a.txt", concise);
    holds(
        "a.gh",
        "::error file=bad.json,line=1,endLine=1,col=93,endColumn=93,title=snapguard "
        "(retention-days-range)::bad.json:1:93: 0 is not in 1 to 65535 days, nor -1 "
        "[retention-days-range] ParameterInvalid%0Ahelp: give a number of days, or -1 to "
        "keep snapshots until they are deleted; 65536 is a limit of other pages\n");
    program_forget(&result);
}

/* Those that are too many are hidden in each, and each says so in its own way. */
static void each_report_has_the_same_findings(void **state)
{
    program_result result = run_here(
        "-f concise -o concise:one.txt -o jsonl:one.jsonl --max-diagnostics 1 all.json");

    (void)state;
    assert_int_equal(count_lines(result.out), 1);
    holds("one.txt", result.out);
    program_forget(&result);
    result = run_here("-f jsonl --max-diagnostics 1 all.json");
    holds("one.jsonl", result.out);
    program_forget(&result);
}

static void a_file_is_replaced_and_not_written_over(void **state)
{
    struct stat before;
    struct stat after;
    program_result result;

    (void)state;
    scratch_write("old.txt", "old", 3);
    before = look_at("old.txt");
    result = run_here("-o concise:old.txt bad.json");
    after = look_at("old.txt");
    assert_true(before.st_ino != after.st_ino);
    holds("old.txt", concise);
    assert_int_equal(count_leftovers(), 0);
    program_forget(&result);
}

static void permissions_of_a_file_are_kept(void **state)
{
    static const mode_t modes[] = {0600, 0640, 0666, 0755};

    (void)state;
    scratch_write("mode.txt", "old", 3);
    for (size_t i = 0; i < COUNT(modes); i++) {
        program_result result;

        assert_int_equal(chmod(path_of("mode.txt"), modes[i]), 0);
        result = run_here("-o concise:mode.txt bad.json");
        assert_int_equal(look_at("mode.txt").st_mode & 07777, modes[i]);
        program_forget(&result);
    }
}

static void a_new_file_has_those_that_the_mask_leaves(void **state)
{
    mode_t mask = umask(027);
    program_result result = run_here("-o concise:new.txt bad.json");

    (void)state;
    umask(mask);
    assert_int_equal(look_at("new.txt").st_mode & 07777, 0640);
    program_forget(&result);
}

static void a_link_stays_and_its_file_is_replaced(void **state)
{
    char link[256];
    program_result result;

    (void)state;
    scratch_write("real/file.txt", "old", 3);
    strcpy(link, path_of("link.txt"));
    assert_int_equal(symlink("real/file.txt", link), 0);
    result = run_here("-o concise:link.txt bad.json");
    assert_true(S_ISLNK(look_at("link.txt").st_mode));
    holds("real/file.txt", concise);
    program_forget(&result);
}

static void a_link_to_nothing_gets_its_file(void **state)
{
    char link[256];
    program_result result;

    (void)state;
    strcpy(link, path_of("dangling.txt"));
    assert_int_equal(symlink("real/made.txt", link), 0);
    result = run_here("-o concise:dangling.txt bad.json");
    assert_true(S_ISLNK(look_at("dangling.txt").st_mode));
    holds("real/made.txt", concise);
    program_forget(&result);
}

/* Renaming a file to /dev/stderr or to a pipe would take it away. */
static void what_is_no_file_is_written_in_place(void **state)
{
    char text[1024] = "";
    program_result result;
    int pipe_end;

    (void)state;
    assert_int_equal(mkfifo(path_of("pipe"), 0600), 0);
    pipe_end = open(path_of("pipe"), O_RDWR | O_CLOEXEC);
    assert_true(pipe_end >= 0);
    result = run_here("-f json -o concise:pipe -o concise:/dev/stderr bad.json");
    assert_true(S_ISFIFO(look_at("pipe").st_mode));
    assert_int_equal(read(pipe_end, text, sizeof text - 1), strlen(concise));
    assert_string_equal(text, concise);
    assert_string_equal(result.err, concise);
    assert_int_equal(result.status, 1);
    close(pipe_end);
    program_forget(&result);
}

/* Wherever it fails, it is said once, and the other reports are written. */
static void a_file_that_cannot_be_written_is_named(void **state)
{
    static const struct {
        const char *path;
        const char *error;
    } rows[] = {
        {"nowhere/a.txt", "No such file or directory"},
        {"tree",          "Is a directory"           },
        {"good.json/a",   "Not a directory"          },
        {"/dev/full",     "No space left on device"  },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char arguments[256];
        char expected[256];
        program_result result;

        snprintf(
            arguments, sizeof arguments,
            "-f concise -o json:%s -o concise:beside.txt bad.json", rows[i].path);
        snprintf(
            expected, sizeof expected, "snapguard: --output: %s: %s\n", rows[i].path,
            rows[i].error);
        remove(path_of("beside.txt"));
        result = run_here(arguments);
        assert_string_equal(result.err, expected);
        assert_string_equal(result.out, concise);
        holds("beside.txt", concise);
        assert_int_equal(result.status, 3);
        program_forget(&result);
    }
}

/* A report of which a part is lost does not take the place of a whole one. */
static void an_old_report_is_better_than_half_of_a_new_one(void **state)
{
    program_result result;

    (void)state;
    scratch_write("whole.json", "{}", 2);
    result = program_do(&(program_run){
        .folder = scratch_path(),
        .arguments = "-f concise --output json:whole.json bad.json",
        .file_bytes = 500});
    assert_string_equal(result.err, "snapguard: --output: whole.json: File too large\n");
    assert_string_equal(result.out, concise);
    assert_int_equal(result.status, 3);
    holds("whole.json", "{}");
    assert_int_equal(count_leftovers(), 0);
    program_forget(&result);
}

/* A slip of the finger, or of a glob, does not cost a request. */
static void a_file_that_is_read_is_not_written(void **state)
{
    static const struct {
        const char *arguments;
        const char *target; /* As the complaint calls it. */
        const char *file;   /* That it leads to. */
    } rows[] = {
        {"-o json:input.json input.json",                           "--output: input.json",         "input.json"   },
        {"-o json:./input.json good.json input.json",               "--output: ./input.json",
         "input.json"                                                                                              },
        {"-o json:hard.json input.json",                            "--output: hard.json",          "input.json"   },
        {"-o json:soft.json input.json",                            "--output: soft.json",          "input.json"   },
        {"-o json:input.json soft.json",                            "--output: input.json",         "input.json"   },
        {"--write-baseline input.json input.json",                  "--write-baseline: input.json",
         "input.json"                                                                                              },
        {"--fix -o json:input.json input.json",                     "--output: input.json",         "input.json"   },
        {"-o json:settings.json --config settings.json bad.json",
         "--output: settings.json",                                                                 "settings.json"},
        {"-o json:waivers.json --waivers waivers.json bad.json",    "--output: waivers.json",
         "waivers.json"                                                                                            },
        {"--write-baseline facts.json --facts facts.json bad.json",
         "--write-baseline: facts.json",                                                            "facts.json"   },
        {"-o json:facts.json --regions facts.json bad.json",        "--output: facts.json",
         "facts.json"                                                                                              },
        {"-o json:facts.json --pack facts.json bad.json",           "--output: facts.json",
         "facts.json"                                                                                              },
        {"-o json:known.json --baseline known.json bad.json",       "--output: known.json",
         "known.json"                                                                                              },
    };
    static const char before[] = "{\"RegionId\": 7}";
    static const char known[] =
        "{\"schema\": \"snapguard/baseline/1\", \"findings\": []}";
    char hard[256];

    (void)state;
    scratch_write("input.json", before, strlen(before));
    scratch_write("settings.json", "{}", 2);
    scratch_write("facts.json", "{}", 2);
    scratch_write("waivers.json", "{\"waivers\": []}", 15);
    scratch_write("known.json", known, strlen(known));
    strcpy(hard, path_of("hard.json"));
    assert_int_equal(link(path_of("input.json"), hard), 0);
    assert_int_equal(symlink("input.json", path_of("soft.json")), 0);
    for (size_t i = 0; i < COUNT(rows); i++) {
        char expected[256];
        struct stat was = look_at(rows[i].file);
        program_result result = run_here(rows[i].arguments);

        snprintf(
            expected, sizeof expected,
            "snapguard: %s: this run reads that file, so that it stays as it is\n",
            rows[i].target);
        assert_string_equal(result.err, expected);
        assert_string_equal(result.out, "");
        assert_int_equal(result.status, 2);
        assert_int_equal(look_at(rows[i].file).st_ino, was.st_ino);
        program_forget(&result);
    }
    holds("input.json", before);
    assert_int_equal(count_leftovers(), 0);
}

/* Which files a directory holds comes to light during the run. An old report among them
 * is no request. */
static void a_file_that_is_found_and_judged_is_not_written(void **state)
{
    static const char *const options[] = {
        "-f concise -o json:found/bad.json found",
        "-j 2 -f concise -o json:found/bad.json found",
        "-f concise --write-baseline found/bad.json --fail-on error found"};
    static const char bad[] = "{\"retentionDays\": 7}";
    program_result result;

    (void)state;
    scratch_write("found/bad.json", bad, strlen(bad));
    for (size_t i = 0; i < COUNT(options); i++) {
        result = run_here(options[i]);
        assert_non_null(strstr(
            result.err,
            "found/bad.json: this run reads that file, so that it stays as it is\n"));
        assert_int_equal(count_lines(result.err), 1);
        assert_int_equal(result.status, 2);
        holds("found/bad.json", bad);
        program_forget(&result);
    }
    for (int i = 0; i < 2; i++) {
        result =
            run_here("-o json:found/report.json --write-baseline found/b.json found");
        assert_string_equal(result.err, "");
        assert_int_equal(result.status, 0);
        program_forget(&result);
    }
}

static void two_reports_do_not_go_to_one_file(void **state)
{
    program_result result;

    (void)state;
    scratch_write("same.txt", "old", 3);
    result = run_here("-o json:same.txt -o concise:./same.txt bad.json");
    assert_string_equal(
        result.err,
        "snapguard: --output: ./same.txt: this is the file of --output same.txt\n");
    assert_int_equal(result.status, 2);
    holds("same.txt", "old");
    program_forget(&result);
}

/* `head` has seen enough; the file is for somebody else. */
static void a_closed_pipe_does_not_keep_a_file_from_being_written(void **state)
{
    char command[1024];

    (void)state;
    snprintf(
        command, sizeof command,
        "cd %s && { %s -f json -o concise:pipe.txt bad.json; echo $? >code; } | true",
        scratch_path(), SNAPGUARD_CLI);
    assert_int_equal(system(command), 0);
    holds("pipe.txt", concise);
}

static void wait_for_leftover(void)
{
    static const struct timespec pause = {.tv_nsec = 10000000};

    for (int i = 0; i < 1000 && count_leftovers() == 0; i++)
        nanosleep(&pause, NULL);
    assert_int_equal(count_leftovers(), 1);
}

static void nothing_is_left_behind_by_a_signal(void **state)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};

    (void)state;
    scratch_write("kept.json", "{}", 2);
    for (size_t i = 0; i < COUNT(signals); i++) {
        program_process process = program_start(
            &(program_run){.folder = scratch_path(), .arguments = "-o json:kept.json -"});
        program_result result;

        wait_for_leftover();
        kill(process.child, signals[i]);
        result = program_wait(&process);
        assert_int_equal(result.signal, signals[i]);
        assert_int_equal(count_leftovers(), 0);
        holds("kept.json", "{}");
        program_forget(&result);
    }
}

static void color_is_for_terminals_and_not_for_files(void **state)
{
    program_result result;

    (void)state;
    result = program_do(&(program_run){
        .folder = scratch_path(),
        .arguments = "-f concise -o concise:plain.txt bad.json",
        .environment = "CLICOLOR_FORCE=1"});
    assert_non_null(strchr(result.out, '\033'));
    holds("plain.txt", concise);
    program_forget(&result);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_go_to_files_beside_standard_output),
        cmocka_unit_test(each_report_has_the_same_findings),
        cmocka_unit_test(a_file_is_replaced_and_not_written_over),
        cmocka_unit_test(permissions_of_a_file_are_kept),
        cmocka_unit_test(a_new_file_has_those_that_the_mask_leaves),
        cmocka_unit_test(a_link_stays_and_its_file_is_replaced),
        cmocka_unit_test(a_link_to_nothing_gets_its_file),
        cmocka_unit_test(what_is_no_file_is_written_in_place),
        cmocka_unit_test(a_file_that_cannot_be_written_is_named),
        cmocka_unit_test(an_old_report_is_better_than_half_of_a_new_one),
        cmocka_unit_test(a_file_that_is_read_is_not_written),
        cmocka_unit_test(a_file_that_is_found_and_judged_is_not_written),
        cmocka_unit_test(two_reports_do_not_go_to_one_file),
        cmocka_unit_test(a_closed_pipe_does_not_keep_a_file_from_being_written),
        cmocka_unit_test(nothing_is_left_behind_by_a_signal),
        cmocka_unit_test(color_is_for_terminals_and_not_for_files),
    };

    return cmocka_run_group_tests_name("outputs", tests, scratch_make, scratch_remove);
}
