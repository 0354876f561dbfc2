/* The public JSON parsing test suite, read where it is: y_ must be accepted, n_ refused,
 * and i_ is decided here, once and with the reason. */
#include "reading.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#define FOLDER EXTRA_CASES "/json-test-suite/test_parsing"

enum { DEPTH = 512, VALUES = 1 << 20, MOST_FILES = 1024, LONGEST_NAME = 128 };

typedef struct test_decision {
    const char *file;
    bool accepted;
    const char *why;
} test_decision;

#define NUMBER "numbers keep their text, so their size never matters"
#define LONE "half a surrogate pair is not a character"
#define UTF_8 "a JSON text is UTF-8 (RFC 8259, 8.1), and this is not"

static const test_decision decisions[] = {
    {"i_number_double_huge_neg_exp.json",                   true,  NUMBER                },
    {"i_number_huge_exp.json",                              true,  NUMBER                },
    {"i_number_neg_int_huge_exp.json",                      true,  NUMBER                },
    {"i_number_pos_double_huge_exp.json",                   true,  NUMBER                },
    {"i_number_real_neg_overflow.json",                     true,  NUMBER                },
    {"i_number_real_pos_overflow.json",                     true,  NUMBER                },
    {"i_number_real_underflow.json",                        true,  NUMBER                },
    {"i_number_too_big_neg_int.json",                       true,  NUMBER                },
    {"i_number_too_big_pos_int.json",                       true,  NUMBER                },
    {"i_number_very_big_negative_int.json",                 true,  NUMBER                },
    {"i_object_key_lone_2nd_surrogate.json",                false, LONE                  },
    {"i_string_1st_surrogate_but_2nd_missing.json",         false, LONE                  },
    {"i_string_1st_valid_surrogate_2nd_invalid.json",       false, LONE                  },
    {"i_string_UTF-16LE_with_BOM.json",                     false, UTF_8                 },
    {"i_string_UTF-8_invalid_sequence.json",                false, UTF_8                 },
    {"i_string_UTF8_surrogate_U+D800.json",                 false, UTF_8                 },
    {"i_string_incomplete_surrogate_and_escape_valid.json", false, LONE                  },
    {"i_string_incomplete_surrogate_pair.json",             false, LONE                  },
    {"i_string_incomplete_surrogates_escape_valid.json",    false, LONE                  },
    {"i_string_invalid_lonely_surrogate.json",              false, LONE                  },
    {"i_string_invalid_surrogate.json",                     false, LONE                  },
    {"i_string_invalid_utf-8.json",                         false, UTF_8                 },
    {"i_string_inverted_surrogates_U+1D11E.json",           false, LONE                  },
    {"i_string_iso_latin_1.json",                           false, UTF_8                 },
    {"i_string_lone_second_surrogate.json",                 false, LONE                  },
    {"i_string_lone_utf8_continuation_byte.json",           false, UTF_8                 },
    {"i_string_not_in_unicode_range.json",                  false, UTF_8                 },
    {"i_string_overlong_sequence_2_bytes.json",             false, UTF_8                 },
    {"i_string_overlong_sequence_6_bytes.json",             false, UTF_8                 },
    {"i_string_overlong_sequence_6_bytes_null.json",        false, UTF_8                 },
    {"i_string_truncated-utf-8.json",                       false, UTF_8                 },
    {"i_string_utf16BE_no_BOM.json",                        false, UTF_8                 },
    {"i_string_utf16LE_no_BOM.json",                        false, UTF_8                 },
    {"i_structure_500_nested_arrays.json",                  true,  "the depth allows 512"},
    {"i_structure_UTF-8_BOM_empty_object.json",             false,
     "a text may not begin with"
     " a byte order mark"                                                                },
};

static char names[MOST_FILES][LONGEST_NAME];
static size_t name_count;

static const test_decision *find_decision(const char *file)
{
    for (size_t i = 0; i < COUNT(decisions); i++)
        if (strcmp(decisions[i].file, file) == 0)
            return &decisions[i];
    return NULL;
}

static char *read_whole(const char *file, size_t *size)
{
    char path[sizeof FOLDER + LONGEST_NAME + 1];
    static char buffer[1 << 20];
    FILE *stream;

    snprintf(path, sizeof path, "%s/%s", FOLDER, file);
    stream = fopen(path, "rb");
    assert_non_null(stream);
    *size = fread(buffer, 1, sizeof buffer, stream);
    assert_true(*size < sizeof buffer);
    fclose(stream);
    return buffer;
}

static void file_is_decided(void **state)
{
    const char *file = *state;
    const test_decision *decided = find_decision(file);
    bool wanted = file[0] == 'y';
    test_reading reading;
    size_t size;
    char *bytes = read_whole(file, &size);

    if (file[0] == 'i') {
        if (!decided)
            fail_msg("%s is not decided", file);
        wanted = decided->accepted;
    }
    reading_open(&reading, (sg_text){bytes, size}, DEPTH, VALUES);
    if (reading_accepted(&reading) != wanted)
        fail_msg(
            "%s is %s; byte %u%s%s", file, wanted ? "refused" : "accepted",
            (unsigned)reading.end.begin, decided ? ", though " : "",
            decided ? decided->why : "");
    reading_close(&reading);
}

static size_t count_files(char kind)
{
    size_t count = 0;

    for (size_t i = 0; i < name_count; i++)
        count += names[i][0] == kind;
    return count;
}

static void every_kind_is_there(void **unused)
{
    (void)unused;
    assert_true(count_files('y') > 0);
    assert_true(count_files('n') > 0);
    assert_true(count_files('i') > 0);
    assert_int_equal(count_files('y') + count_files('n') + count_files('i'), name_count);
}

static void suite_is_absent(void **unused)
{
    (void)unused;
    printf("no folder %s: the parsing test suite is not read\n", FOLDER);
    skip();
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* False if there is no such folder. */
static bool find_files(void)
{
    DIR *folder = opendir(FOLDER);
    const struct dirent *entry;

    if (!folder)
        return false;
    while ((entry = readdir(folder)) != NULL) {
        size_t size = strlen(entry->d_name);

        if (size < 6 || strcmp(entry->d_name + size - 5, ".json") != 0)
            continue;
        if (name_count == MOST_FILES || size >= LONGEST_NAME) {
            fprintf(stderr, "too many files, or too long a name: %s\n", entry->d_name);
            exit(1);
        }
        memcpy(names[name_count++], entry->d_name, size + 1);
    }
    closedir(folder);
    qsort(names, name_count, sizeof *names, compare_names);
    return true;
}

int main(void)
{
    static struct CMUnitTest tests[MOST_FILES + 1];
    size_t n = 0;

    if (!find_files()) {
        tests[n++] = (struct CMUnitTest){
            "the parsing test suite is there", suite_is_absent, NULL, NULL, NULL};
        return _cmocka_run_group_tests("suite", tests, n, NULL, NULL);
    }
    tests[n++] = (struct CMUnitTest){
        "the suite has files of every kind", every_kind_is_there, NULL, NULL, NULL};
    for (size_t i = 0; i < name_count; i++)
        tests[n++] = (struct CMUnitTest){names[i], file_is_decided, NULL, NULL, names[i]};
    return _cmocka_run_group_tests("suite", tests, n, NULL, NULL);
}
