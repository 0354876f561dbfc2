/* What configuration is made of: globs, places in JSON, days. */
#include "cmocka_wrap.h"
#include "date.h"
#include "glob.h"
#include "locate.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

typedef struct glob_case {
    const char *name;
    const char *pattern;
    const char *path;
    bool matches;
} glob_case;

/* clang-format off */
static const glob_case globs[] = {
    {"a name is found in this folder",              "a.json",     "a.json",     true },
    {"a name is found in any folder",               "a.json",     "x/y/a.json", true },
    {"a name is the whole name",                    "a.json",     "b-a.json",   false},
    {"letters are not folded",                      "A.json",     "a.json",     false},
    {"a slash at the start is this folder",         "/a.json",    "x/a.json",   false},
    {"a slash at the start finds what is here",     "/a.json",    "a.json",     true },
    {"a slash within counts from this folder",      "x/a.json",   "y/x/a.json", false},
    {"./ counts from this folder",                  "./a.json",   "x/a.json",   false},
    {"./ finds what is here",                       "./a.json",   "a.json",     true },
    {"a folder is all that is below",               "x",          "x/y/a.json", true },
    {"a folder is found in any folder",             "x",          "y/x/a.json", true },
    {"with a slash it is a folder",                 "x/",         "x/a.json",   true },
    {"with a slash it is no file",                  "x/",         "y/x",        false},
    {"with a slash it is the folder itself",        "x/",         "y/x/",       true },
    {"a star is many characters",                   "*.json",     "a.b.json",   true },
    {"a star is none",                              "a*.json",    "a.json",     true },
    {"a star is no slash",                          "x/*.json",   "x/y/a.json", false},
    {"a star takes back what it took",              "*ab*abc",    "aababxabc",  true },
    {"a star takes a hidden file",                  "*",          ".a",         true },
    {"a question mark is one character",            "a?.json",    "ab.json",    true },
    {"a question mark is not none",                 "a?.json",    "a.json",     false},
    {"a question mark is no half of a character",   "?.json",     "\xE5\xA4\x87.json", true},
    {"a question mark is no slash",                 "/a?b",       "a/b",        false},
    {"two stars are no folder",                     "x/**/a",     "x/a",        true },
    {"two stars are many folders",                  "x/**/a",     "x/y/z/a",    true },
    {"two stars at the start are any folder",       "**/a",       "x/y/a",      true },
    {"two stars at the end are what is below",      "x/**",       "x/y/a",      true },
    {"two stars at the end are not the folder",     "x/**",       "x",          false},
    {"two stars take back what they took",          "**/x/y",     "x/x/y",      true },
    {"two stars twice",                             "**/b/**/d",  "a/b/c/b/d",  true },
    {"two stars twice in vain",                     "**/b/**/d/", "a/b/c/b/d",  false},
    {"two stars in a name are one",                 "/a**b",      "axyb",       true },
    {"brackets are themselves",                     "[ab]",       "a",          false},
    {"brackets are found",                          "[ab]",       "[ab]",       true },
    {"nothing matches nothing",                     "",           "a",          false},
    {"a slash alone matches nothing",               "/",          "a",          false},
};

typedef struct place_case {
    const char *name;
    const char *text;
    const char *pointer;
    bool is_key;
    size_t line;
    size_t column;
} place_case;

static const place_case places[] = {
    {"the whole",                     " {}",                         "",       false, 1, 2},
    {"a member",                      "{\"a\": 1}",                  "/a",     false, 1, 7},
    {"its key",                       "{\"a\": 1}",                  "/a",     true,  1, 2},
    {"a later member",                "{\"a\":{\"b\":[1]},\n\"b\":2}", "/b",   false, 2, 5},
    {"its key on its line",           "{\"a\":{\"b\":[1]},\n\"b\":2}", "/b",   true,  2, 1},
    {"a member of a member",          "{\"a\":{\"b\":[1]}}",         "/a/b",   false, 1, 11},
    {"an element",                    "[1, [2, 3]]",                 "/1/1",   false, 1, 9},
    {"behind a string with brackets", "[\"]}\\\"\", 2]",             "/1",     false, 1, 10},
    {"a key with escapes",            "{\"\\u0061\":1}",             "/a",     false, 1, 11},
    {"a key with a slash",            "{\"x\":0,\"a/b\":1}",         "/a~1b",  false, 1, 14},
    {"a key with a tilde",            "{\"a~\":1}",                  "/a~0",   true,  1, 2},
    {"a key that is a number",        "{\"0\":7}",                   "/0",     false, 1, 6},
    {"an empty key",                  "{\"\":7}",                    "/",      false, 1, 5},
    {"behind many bytes a character", "[\"\xE5\xA4\x87\",2]",        "/1",     false, 1, 6},
    {"what is not there",             "{\"a\":{ }}",                 "/a/b",   false, 1, 6},
    {"what is not there has no key",  "{\"a\":{\"c\":1}}",           "/a/b",   true,  1, 6},
};

typedef struct date_case {
    const char *name;
    const char *text;
    bool is_date;
} date_case;

static const date_case dates[] = {
    {"the last day of a year",        "2026-12-31",  true },
    {"the last of February",          "2026-02-28",  true },
    {"the 29th of a year without",    "2026-02-29",  false},
    {"the 29th of a leap year",       "2028-02-29",  true },
    {"a century is no leap year",     "2100-02-29",  false},
    {"four of them are",              "2000-02-29",  true },
    {"the 31st of a short month",     "2026-04-31",  false},
    {"there is no day 0",             "2026-04-00",  false},
    {"there is no month 0",           "2026-00-10",  false},
    {"there is no month 13",          "2026-13-10",  false},
    {"digits are not left out",       "2026-1-1",    false},
    {"nothing follows",               "2026-12-31T", false},
    {"another order is none",         "31-12-2026",  false},
    {"a sign is no digit",            "+026-12-31",  false},
    {"nothing is none",               "",            false},
};
/* clang-format on */

static void glob_matches(void **state)
{
    const glob_case *row = *state;

    assert_int_equal(cli_glob_matches(row->pattern, row->path), row->matches);
}

/* As it is read: the text has no NUL behind it. */
static void place_is_found(void **state)
{
    const place_case *row = *state;
    size_t size = strlen(row->text);
    char *text = malloc(size);
    cli_place place;

    assert_non_null(text);
    memcpy(text, row->text, size);
    place = cli_locate(text, size, row->pointer, row->is_key);
    assert_int_equal(place.line, row->line);
    assert_int_equal(place.column, row->column);
    free(text);
}

static void date_is_one(void **state)
{
    const date_case *row = *state;

    assert_int_equal(cli_is_date(row->text), row->is_date);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(globs) + COUNT(places) + COUNT(dates)];
    struct CMUnitTest *test = tests;

    for (size_t i = 0; i < COUNT(globs); i++)
        *test++ = (struct CMUnitTest){
            globs[i].name, glob_matches, NULL, NULL, (void *)&globs[i]};
    for (size_t i = 0; i < COUNT(places); i++)
        *test++ = (struct CMUnitTest){
            places[i].name, place_is_found, NULL, NULL, (void *)&places[i]};
    for (size_t i = 0; i < COUNT(dates); i++)
        *test++ = (struct CMUnitTest){
            dates[i].name, date_is_one, NULL, NULL, (void *)&dates[i]};
    return cmocka_run_group_tests_name("config_parts", tests, NULL, NULL);
}
