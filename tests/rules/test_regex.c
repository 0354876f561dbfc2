/* Patterns: the same answers as machine code and interpreted, and never a pass for what
 * cannot be decided. */
#include "regex.h"

#include "support.h"

typedef struct regex_case {
    const char *name;
    const char *pattern;
    sg_regex_extent extent;
    const char *text;
    bool matches;
    size_t size; /* of the match */
} regex_case;

static regex_case cases[] = {
    {"the whole text matches",                     "[a-z]+",         SG_REGEX_WHOLE, "abc",              true,  3},
    {"a part is not enough",                       "[a-z]+",         SG_REGEX_WHOLE, "abc1",             false, 0},
    {"a newline at the end is part of the text",   "[a-z]+$",        SG_REGEX_WHOLE, "abc\n",
     false,                                                                                                     0},
    {"a dollar does not let a newline pass",       "abc$",           SG_REGEX_START, "abc\n",            false, 0},
    {"the middle is not enough",                   "b",              SG_REGEX_START, "abc",              false, 0},
    {"a beginning matches as far as it goes",      "[a-z]*",         SG_REGEX_START, "abc1",             true,  3},
    {"nothing is a beginning",                     "[a-z]*",         SG_REGEX_START, "1abc",             true,  0},
    {"a character of three bytes is one",          "\\p{sc:Han}{2}", SG_REGEX_WHOLE,
     "\xE5\xA4\x87\xE4\xBB\xBD",                                                                         true,  6},
    {"a character of four bytes is one",           ".",              SG_REGEX_WHOLE, "\xF0\xA0\xAE\xB7", true,
     4                                                                                                           },
    {"punctuation of many scripts is none of Han", "\\p{sc:Han}",    SG_REGEX_WHOLE,
     "\xE3\x80\x81",                                                                                     false, 0},
    {"what takes too many steps is no match",      "(?:a+)+b|a*",    SG_REGEX_WHOLE,
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",                                                 false, 0},
};

static void answer(const regex_case *row, bool jit)
{
    sg_text pattern = sg_text_of(row->pattern);
    sg_regex_state *state = sg_regex_state_new(&sg_default_allocator);
    sg_regex *regex;
    size_t size = 0;

    assert_non_null(state);
    assert_int_equal(
        sg_regex_new(&regex, &sg_default_allocator, pattern, row->extent, jit, NULL),
        SNAPGUARD_OK);
    /* Where the system refuses machine code, the interpreter answers both times. */
    assert_true(jit || !sg_regex_is_jit(regex));
    assert_int_equal(
        sg_regex_match(regex, state, sg_text_of(row->text), &size), row->matches);
    if (row->matches)
        assert_int_equal(size, row->size);
    sg_regex_free(regex, &sg_default_allocator);
    sg_regex_state_free(state, &sg_default_allocator);
}

static void as_machine_code_and_interpreted(void **state)
{
    answer(*state, true);
    answer(*state, false);
}

static void a_wrong_pattern_says_why(void **state)
{
    snapguard_error error = {0};
    sg_regex *regex;

    (void)state;
    assert_int_equal(
        sg_regex_new(
            &regex, &sg_default_allocator, SG_LITERAL("[a-z"), SG_REGEX_WHOLE, true,
            &error),
        SNAPGUARD_ERROR_PACK);
    assert_null(regex);
    assert_true(error.message[0] != '\0');
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + 1];

    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){
            cases[i].name, as_machine_code_and_interpreted, NULL, NULL, &cases[i]};
    tests[COUNT(cases)] = (struct CMUnitTest)cmocka_unit_test(a_wrong_pattern_says_why);
    return cmocka_run_group_tests_name("regex", tests, NULL, NULL);
}
