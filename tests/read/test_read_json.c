/* The reader of JSON: what it refuses and at which byte, what it reads, and its limits.
 * In the tables, ' stands for ". */
#include "reading.h"

#include "escape.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { DEPTH = 32, VALUES = 1024 };

#define T(text) (text), sizeof(text) - 1

/* ------------------------------------------------------------------ what is refused */

typedef struct wrong_case {
    const char *name;
    const char *text;
    size_t size;
    uint32_t begin;
    uint32_t end;
    sg_syntax reason;
} wrong_case;

#define SYN(name) SG_SYNTAX_##name

/* The first wrong byte is the first one with which no JSON text can go on. The range is
 * that one character; at the end of the text it is empty. */
/* clang-format off */
static wrong_case wrong_cases[] = {
    {"an empty text has no value",              T(""),                     0, 0, SYN(VALUE)},
    {"white space is no value",                 T(" \t\r\n"),              4, 4, SYN(VALUE)},
    {"a byte order mark is refused",            T("\xEF\xBB\xBF{}"),       0, 3, SYN(BYTE_ORDER_MARK)},
    {"a byte order mark alone is refused",      T("\xEF\xBB\xBF"),         0, 3, SYN(BYTE_ORDER_MARK)},
    {"a byte order mark behind a space",        T(" \xEF\xBB\xBF" "1"),    1, 4, SYN(VALUE)},
    {"a byte order mark behind the value",      T("1\xEF\xBB\xBF"),        1, 4, SYN(END)},
    {"a second value",                          T("1 2"),                  2, 3, SYN(END)},
    {"a second object",                         T("{}{}"),                 2, 3, SYN(END)},
    {"a bracket too many",                      T("[]]"),                  2, 3, SYN(END)},
    {"a brace too many",                        T("{}\n}"),                3, 4, SYN(END)},
    {"a comma behind the value",                T("1,"),                   1, 2, SYN(END)},
    {"a form feed is not white space",          T("\f1"),                  0, 1, SYN(VALUE)},
    {"a vertical tab is not white space",       T("[1\v]"),                2, 3, SYN(ARRAY_COMMA)},
    {"a no-break space is not white space",     T("[\xC2\xA0" "1]"),       1, 3, SYN(VALUE)},
    {"a line separator is not white space",     T("1\xE2\x80\xA8"),        1, 4, SYN(END)},
    {"an ideographic space is not white space", T("{\xE3\x80\x80}"),       1, 4, SYN(KEY)},
    {"DEL is not white space",                  T("\x7F" "1"),             0, 1, SYN(VALUE)},
    {"a comment in stars",                      T("[1/*c*/]"),             2, 3, SYN(ARRAY_COMMA)},
    {"a comment behind slashes",                T("//c\n1"),               0, 1, SYN(VALUE)},
    {"a comment behind a hash",                 T("{}#c"),                 2, 3, SYN(END)},
    {"a typographic quote",                     T("[\xE2\x80\x9C" "a]"),   1, 4, SYN(VALUE)},
    {"an astral character",                     T("[\xF0\x9F\x98\x80]"),   1, 5, SYN(VALUE)},

    {"NUL alone",                               T("\0"),                   0, 1, SYN(VALUE)},
    {"NUL before the value",                    T("\0" "1"),               0, 1, SYN(VALUE)},
    {"NUL behind an integer",                   T("1\0"),                  1, 2, SYN(END)},
    {"NUL behind a fraction",                   T("1.5\0"),                3, 4, SYN(END)},
    {"NUL behind true",                         T("true\0"),               4, 5, SYN(END)},
    {"NUL behind false",                        T("false\0"),              5, 6, SYN(END)},
    {"NUL behind null",                         T("null\0"),               4, 5, SYN(END)},
    {"NUL behind an array",                     T("[]\0"),                 2, 3, SYN(END)},
    {"NUL behind a string",                     T("''\0"),                 2, 3, SYN(END)},
    {"NUL behind a number in an array",         T("[1\0]"),                2, 3, SYN(ARRAY_COMMA)},
    {"NUL behind a literal in an object",       T("{'a':true\0}"),         9, 10, SYN(OBJECT_COMMA)},
    {"NUL behind a minus",                      T("-\0"),                  1, 2, SYN(NUMBER)},
    {"NUL in a literal",                        T("tr\0ue"),               2, 3, SYN(LITERAL)},
    {"NUL in a string",                         T("'a\0b'"),               2, 3, SYN(CONTROL)},
    {"NUL in a key",                            T("{'\0':1}"),             2, 3, SYN(CONTROL)},
    {"NUL instead of a key",                    T("{\0}"),                 1, 2, SYN(KEY)},
    {"NUL instead of a colon",                  T("{'a'\0" "1}"),          4, 5, SYN(COLON)},

    {"an array that is not closed",             T("["),                    1, 1, SYN(VALUE)},
    {"an array that ends behind an element",    T("[1"),                   2, 2, SYN(ARRAY_COMMA)},
    {"an array that ends behind a comma",       T("[1,"),                  3, 3, SYN(VALUE)},
    {"a comma before the first element",        T("[,1]"),                 1, 2, SYN(VALUE)},
    {"a comma behind the last element",         T("[1,]"),                 3, 4, SYN(VALUE)},
    {"two commas",                              T("[1,,2]"),               3, 4, SYN(VALUE)},
    {"two elements without a comma",            T("[1 2]"),                3, 4, SYN(ARRAY_COMMA)},
    {"two arrays without a comma",              T("[[][]]"),               3, 4, SYN(ARRAY_COMMA)},
    {"an array closed as an object",            T("[1}"),                  2, 3, SYN(ARRAY_COMMA)},
    {"an empty array closed as an object",      T("[}"),                   1, 2, SYN(VALUE)},
    {"a colon in an array",                     T("[1:2]"),                2, 3, SYN(ARRAY_COMMA)},
    {"a member in an array",                    T("['a':1]"),              4, 5, SYN(ARRAY_COMMA)},
    {"an inner array that is not closed",       T("[[1]"),                 4, 4, SYN(ARRAY_COMMA)},
    {"a closing bracket alone",                 T("]"),                    0, 1, SYN(VALUE)},
    {"a closing brace alone",                   T("}"),                    0, 1, SYN(VALUE)},
    {"a comma alone",                           T(","),                    0, 1, SYN(VALUE)},
    {"a colon alone",                           T(":"),                    0, 1, SYN(VALUE)},

    {"an object that is not closed",            T("{"),                    1, 1, SYN(KEY)},
    {"an object that ends behind a key",        T("{'a'"),                 4, 4, SYN(COLON)},
    {"an object that ends behind a colon",      T("{'a':"),                5, 5, SYN(VALUE)},
    {"an object that ends behind a value",      T("{'a':1"),               6, 6, SYN(OBJECT_COMMA)},
    {"an object that ends behind a comma",      T("{'a':1,"),              7, 7, SYN(KEY)},
    {"a number as a key",                       T("{1:2}"),                1, 2, SYN(KEY)},
    {"a bare word as a key",                    T("{a:1}"),                1, 2, SYN(KEY)},
    {"a literal as a key",                      T("{null:1}"),             1, 2, SYN(KEY)},
    {"an array as a key",                       T("{[]:1}"),               1, 2, SYN(KEY)},
    {"a comma before the first member",         T("{,}"),                  1, 2, SYN(KEY)},
    {"a comma behind the last member",          T("{'a':1,}"),             7, 8, SYN(KEY)},
    {"two commas between members",              T("{'a':1,,'b':2}"),       7, 8, SYN(KEY)},
    {"a key without a value",                   T("{'a'}"),                4, 5, SYN(COLON)},
    {"a key without a colon",                   T("{'a' 1}"),              5, 6, SYN(COLON)},
    {"an equals sign for a colon",              T("{'a'=1}"),              4, 5, SYN(COLON)},
    {"a comma for a colon",                     T("{'a',1}"),              4, 5, SYN(COLON)},
    {"a colon without a value",                 T("{'a':}"),               5, 6, SYN(VALUE)},
    {"two colons",                              T("{'a'::1}"),             5, 6, SYN(VALUE)},
    {"two members without a comma",             T("{'a':1 'b':2}"),        7, 8, SYN(OBJECT_COMMA)},
    {"an object closed as an array",            T("{'a':1]"),              6, 7, SYN(OBJECT_COMMA)},
    {"an empty object closed as an array",      T("{]"),                   1, 2, SYN(KEY)},
    {"an array in an object closed as one",     T("{'a':[1}"),             7, 8, SYN(ARRAY_COMMA)},
    {"an object in an array closed as one",     T("[{'a':1]"),             7, 8, SYN(OBJECT_COMMA)},

    {"a literal that ends early",               T("nul"),                  3, 3, SYN(LITERAL)},
    {"a literal that ends early in an array",   T("[tru]"),                4, 5, SYN(LITERAL)},
    {"a literal with a wrong last letter",      T("nulL"),                 3, 4, SYN(LITERAL)},
    {"a literal with a wrong second letter",    T("tRue"),                 1, 2, SYN(LITERAL)},
    {"a literal in capitals",                   T("True"),                 0, 1, SYN(VALUE)},
    {"a literal that goes on",                  T("truex"),                4, 5, SYN(END)},
    {"a literal that goes on in an array",      T("[nulll]"),              5, 6, SYN(ARRAY_COMMA)},
    {"a word that begins as false",             T("falsy"),                4, 5, SYN(LITERAL)},
    {"a literal with a character of two bytes", T("t\xC3\xA9"),            1, 3, SYN(LITERAL)},
    {"NaN",                                     T("NaN"),                  0, 1, SYN(VALUE)},
    {"nan",                                     T("nan"),                  1, 2, SYN(LITERAL)},
    {"Infinity",                                T("Infinity"),             0, 1, SYN(VALUE)},
    {"undefined",                               T("undefined"),            0, 1, SYN(VALUE)},

    {"a minus alone",                           T("-"),                    1, 1, SYN(NUMBER)},
    {"a minus alone in an array",               T("[-]"),                  2, 3, SYN(NUMBER)},
    {"two minuses",                             T("--1"),                  1, 2, SYN(NUMBER)},
    {"a minus and a space",                     T("- 1"),                  1, 2, SYN(NUMBER)},
    {"a minus before a word",                   T("-Infinity"),            1, 2, SYN(NUMBER)},
    {"a plus",                                  T("+1"),                   0, 1, SYN(VALUE)},
    {"a point first",                           T(".5"),                   0, 1, SYN(VALUE)},
    {"a point behind a minus",                  T("-.5"),                  1, 2, SYN(NUMBER)},
    {"a point last",                            T("1."),                   2, 2, SYN(NUMBER)},
    {"a point last in an array",                T("[1.]"),                 3, 4, SYN(NUMBER)},
    {"an exponent behind a point",              T("1.e1"),                 2, 3, SYN(NUMBER)},
    {"two points",                              T("1.2.3"),                3, 4, SYN(END)},
    {"an exponent without digits",              T("1e"),                   2, 2, SYN(NUMBER)},
    {"an exponent with a sign alone",           T("1e+"),                  3, 3, SYN(NUMBER)},
    {"an exponent with two signs",              T("1e+-1"),                3, 4, SYN(NUMBER)},
    {"an exponent with a letter",               T("1E-x"),                 3, 4, SYN(NUMBER)},
    {"an exponent with a fraction",             T("1e1.5"),                3, 4, SYN(END)},
    {"two exponents",                           T("1e5e5"),                3, 4, SYN(END)},
    {"a leading zero",                          T("01"),                   1, 2, SYN(LEADING_ZERO)},
    {"a leading zero behind a minus",           T("-01"),                  2, 3, SYN(LEADING_ZERO)},
    {"two zeros",                               T("00"),                   1, 2, SYN(LEADING_ZERO)},
    {"a leading zero before a fraction",        T("00.5"),                 1, 2, SYN(LEADING_ZERO)},
    {"hexadecimal",                             T("0x10"),                 1, 2, SYN(END)},
    {"digits in groups",                        T("1_000"),                1, 2, SYN(END)},
    {"a number that goes on as a word",         T("1a"),                   1, 2, SYN(END)},
    {"a fullwidth digit",                       T("\xEF\xBC\x91"),         0, 3, SYN(VALUE)},
    {"a fullwidth digit behind a digit",        T("1\xEF\xBC\x91"),        1, 4, SYN(END)},

    {"a quote alone",                           T("'"),                    1, 1, SYN(STRING_END)},
    {"a string without its closing quote",      T("'abc"),                 4, 4, SYN(STRING_END)},
    {"a long one without its closing quote",    T("'0123456789abcdef"),    17, 17, SYN(STRING_END)},
    {"a key without its closing quote",         T("{'abc"),                5, 5, SYN(STRING_END)},
    {"a string that ends in a backslash",       T("'a\\"),                 3, 3, SYN(STRING_END)},
    {"a string whose closing quote is escaped", T("'a\\'"),                4, 4, SYN(STRING_END)},
    {"a line's end in a string",                T("'a\nb'"),               2, 3, SYN(CONTROL)},
    {"a tab in a string",                       T("'a\tb'"),               2, 3, SYN(CONTROL)},
    {"a control in a key",                      T("{'a\x1F':1}"),          3, 4, SYN(CONTROL)},
    {"an escape that JSON does not know",       T("'\\x41'"),              2, 3, SYN(ESCAPE)},
    {"the escape \\v",                          T("'\\v'"),                2, 3, SYN(ESCAPE)},
    {"the escape \\0",                          T("'\\0'"),                2, 3, SYN(ESCAPE)},
    {"the escape \\a",                          T("'\\a'"),                2, 3, SYN(ESCAPE)},
    {"the escape \\N, a capital",               T("'\\N'"),                2, 3, SYN(ESCAPE)},
    {"the escape \\U, a capital",               T("'\\U0041'"),            2, 3, SYN(ESCAPE)},
    {"a backslash before a line's end",         T("'\\\n'"),               2, 3, SYN(ESCAPE)},
    {"a backslash before NUL",                  T("'\\\0'"),               2, 3, SYN(ESCAPE)},
    {"a backslash before a long character",     T("'\\\xE4\xB8\xAD'"),     2, 5, SYN(ESCAPE)},
    {"a wrong escape behind right ones",        T("'\\n\\t\\q'"),          6, 7, SYN(ESCAPE)},
    {"no hex digits",                           T("'\\u'"),                3, 4, SYN(HEX)},
    {"two hex digits",                          T("'\\u00'"),              5, 6, SYN(HEX)},
    {"a text that ends behind \\u",             T("'\\u"),                 3, 3, SYN(HEX)},
    {"a text that ends behind three digits",    T("'\\u004"),              6, 6, SYN(HEX)},
    {"a letter behind f",                       T("'\\u00g0'"),            5, 6, SYN(HEX)},
    {"a letter behind F",                       T("'\\u00G0'"),            5, 6, SYN(HEX)},
    {"the byte before 0",                       T("'\\u000/'"),            6, 7, SYN(HEX)},
    {"the byte behind 9",                       T("'\\u000:'"),            6, 7, SYN(HEX)},
    {"the byte before A",                       T("'\\u000@'"),            6, 7, SYN(HEX)},
    {"the byte before a",                       T("'\\u000`'"),            6, 7, SYN(HEX)},
    {"a space for a hex digit",                 T("'\\u 041'"),            3, 4, SYN(HEX)},
    {"a sign for a hex digit",                  T("'\\u+041'"),            3, 4, SYN(HEX)},
    {"NUL for a hex digit",                     T("'\\u004\0'"),           6, 7, SYN(HEX)},
    {"a long character for a hex digit",        T("'\\u00\xC3\xA9'"),      5, 7, SYN(HEX)},

    {"the first high surrogate alone",          T("'\\uD800'"),            1, 7, SYN(SURROGATE)},
    {"the last high surrogate alone",           T("'\\uDBFF'"),            1, 7, SYN(SURROGATE)},
    {"the first low surrogate alone",           T("'\\uDC00'"),            1, 7, SYN(SURROGATE)},
    {"the last low surrogate alone",            T("'\\udfff'"),            1, 7, SYN(SURROGATE)},
    {"a high surrogate before a letter",        T("'\\uD800x'"),           1, 7, SYN(SURROGATE)},
    {"a high surrogate before another escape",  T("'\\uD800\\n'"),         1, 7, SYN(SURROGATE)},
    {"a high surrogate before a high one",      T("'\\uD800\\uD800'"),     1, 7, SYN(SURROGATE)},
    {"a high surrogate before a character",     T("'\\uD800\\u0041'"),     1, 7, SYN(SURROGATE)},
    {"a high surrogate before U+E000",          T("'\\uD800\\uE000'"),     1, 7, SYN(SURROGATE)},
    {"surrogates the wrong way round",          T("'\\uDE00\\uD83D'"),     1, 7, SYN(SURROGATE)},
    {"two low surrogates, the first ones",      T("'\\uDC00\\uDC00'"),     1, 7, SYN(SURROGATE)},
    {"two low surrogates, the last ones",       T("'\\uDFFF\\uDFFF'"),     1, 7, SYN(SURROGATE)},
    {"a low surrogate behind a pair",           T("'\\uD83D\\uDE00\\uDE00'"), 13, 19, SYN(SURROGATE)},
    {"half a pair in a key",                    T("{'a\\uD83D':1}"),       3, 9, SYN(SURROGATE)},
    {"a pair whose second half lacks a digit",  T("'\\uD83D\\uDE0'"),      12, 13, SYN(HEX)},
};

/* What is not UTF-8 is reported at the byte that begins the broken sequence, alone. */
static wrong_case utf8_cases[] = {
    {"half a byte order mark",                  T("\xEF\xBB"),             0, 1, SYN(NONE)},
    {"UTF-16 with its mark",                    T("\xFF\xFE[\0]\0"),       0, 1, SYN(NONE)},
    {"a wrong byte outside of strings",         T("[\xFF]"),               1, 2, SYN(NONE)},
    {"a wrong byte in a literal",               T("t\xFF"),                1, 2, SYN(NONE)},
    {"a wrong byte in a number",                T("1\x80"),                1, 2, SYN(NONE)},
    {"a wrong byte behind a minus",             T("-\x80"),                1, 2, SYN(NONE)},
    {"a wrong byte behind the value",           T("{} \xC3"),              3, 4, SYN(NONE)},
    {"a wrong byte in a key",                   T("{'\xFF':1}"),           2, 3, SYN(NONE)},
    {"a wrong byte instead of a key",           T("{\xFF"),                1, 2, SYN(NONE)},
    {"a wrong byte behind a backslash",         T("'\\\xFF'"),             2, 3, SYN(NONE)},
    {"a wrong byte among hex digits",           T("'\\u00\xE9'"),          5, 6, SYN(NONE)},
    {"a continuation byte alone",               T("'a\x80'"),              2, 3, SYN(NONE)},
    {"the last continuation byte alone",        T("'a\xBF'"),              2, 3, SYN(NONE)},
    {"a continuation byte too many",            T("'\xC3\xA9\xA9'"),       3, 4, SYN(NONE)},
    {"an overlong NUL",                         T("'a\xC0\x80'"),          2, 3, SYN(NONE)},
    {"an overlong slash of two bytes",          T("'a\xC0\xAF'"),          2, 3, SYN(NONE)},
    {"the last overlong of two bytes",          T("'a\xC1\xBF'"),          2, 3, SYN(NONE)},
    {"an overlong slash of three bytes",        T("'a\xE0\x80\xAF'"),      2, 3, SYN(NONE)},
    {"the last overlong of three bytes",        T("'a\xE0\x9F\xBF'"),      2, 3, SYN(NONE)},
    {"an overlong slash of four bytes",         T("'a\xF0\x80\x80\xAF'"),  2, 3, SYN(NONE)},
    {"the last overlong of four bytes",         T("'a\xF0\x8F\xBF\xBF'"),  2, 3, SYN(NONE)},
    {"the first surrogate",                     T("'a\xED\xA0\x80'"),      2, 3, SYN(NONE)},
    {"the last surrogate",                      T("'a\xED\xBF\xBF'"),      2, 3, SYN(NONE)},
    {"a pair of surrogates (CESU-8)",           T("'\xED\xA0\xBD\xED\xB8\x80'"), 1, 2, SYN(NONE)},
    {"the first number past U+10FFFF",          T("'a\xF4\x90\x80\x80'"),  2, 3, SYN(NONE)},
    {"a lead of numbers past U+10FFFF",         T("'a\xF5\x80\x80\x80'"),  2, 3, SYN(NONE)},
    {"a sequence of five bytes",                T("'a\xF8\x88\x80\x80\x80'"), 2, 3, SYN(NONE)},
    {"a sequence of six bytes",                 T("'a\xFC\x84\x80\x80\x80\x80'"), 2, 3, SYN(NONE)},
    {"the byte FE",                             T("'a\xFE'"),              2, 3, SYN(NONE)},
    {"the byte FF",                             T("'a\xFF'"),              2, 3, SYN(NONE)},
    {"two bytes cut by the quote",              T("'a\xC3'"),              2, 3, SYN(NONE)},
    {"three bytes cut after one",               T("'a\xE4'"),              2, 3, SYN(NONE)},
    {"three bytes cut after two",               T("'a\xE4\xB8'"),          2, 3, SYN(NONE)},
    {"four bytes cut after one",                T("'a\xF0'"),              2, 3, SYN(NONE)},
    {"four bytes cut after three",              T("'a\xF0\x9F\x98'"),      2, 3, SYN(NONE)},
    {"two bytes cut by the end of the text",    T("'a\xC3"),               2, 3, SYN(NONE)},
    {"three bytes cut by the end of the text",  T("'a\xE4\xB8"),           2, 3, SYN(NONE)},
    {"four bytes cut by the end of the text",   T("'a\xF0\x9F\x98"),       2, 3, SYN(NONE)},
    {"a lead byte in place of the second",      T("'\xC3\xC3\xA9'"),       1, 2, SYN(NONE)},
    {"a letter in place of the third",          T("'\xE4\xB8x'"),          1, 2, SYN(NONE)},
    {"a letter in place of the fourth",         T("'\xF0\x9F\x98x'"),      1, 2, SYN(NONE)},
    {"Latin-1",                                 T("'caf\xE9'"),            4, 5, SYN(NONE)},
    {"a wrong byte behind a right character",   T("'\xE4\xB8\xAD\xFF'"),   4, 5, SYN(NONE)},
    {"a wrong byte behind an escape",           T("'\\n\xFF'"),            3, 4, SYN(NONE)},
};
/* clang-format on */

static void open_case(test_reading *reading, const char *text, size_t size)
{
    char *json = unquoted(text, size);

    reading_open(reading, (sg_text){json, size}, DEPTH, VALUES);
    free(json);
}

static void syntax_is_refused(void **state)
{
    const wrong_case *row = *state;
    test_reading reading;

    open_case(&reading, row->text, row->size);
    assert_int_equal(reading.end.kind, SG_FAULT_SYNTAX);
    assert_int_equal(reading.end.begin, row->begin);
    assert_int_equal(reading.end.end, row->end);
    assert_int_equal(reading.end.reason, row->reason);
    reading_close(&reading);
}

static void bytes_are_refused(void **state)
{
    const wrong_case *row = *state;
    test_reading reading;

    open_case(&reading, row->text, row->size);
    assert_int_equal(reading.end.kind, SG_FAULT_UTF8);
    assert_int_equal(reading.end.begin, row->begin);
    assert_int_equal(reading.end.end, row->end);
    reading_close(&reading);
}

static void assert_refused_at(sg_text text, sg_fault_kind kind, uint32_t begin)
{
    test_reading reading;

    reading_open(&reading, text, DEPTH, VALUES);
    assert_int_equal(reading.end.kind, kind);
    assert_int_equal(reading.end.begin, begin);
    assert_int_equal(reading.end.end, begin + 1);
    reading_close(&reading);
}

/* The reader looks at eight bytes at once, but behind an escape at one: a special byte
 * may stand at any place of either. */
static void assert_seen_behind(const char *beginning, uint32_t before, uint32_t after)
{
    static const char telling[] = {(char)0x80, (char)0xBF, (char)0xC1, (char)0xFF};
    uint32_t at = (uint32_t)strlen(beginning) + before;
    size_t size = at + after + 2;
    char text[64];

    memset(text, 'x', sizeof text);
    memcpy(text, beginning, strlen(beginning));
    text[size - 1] = '"';
    for (int byte = 0; byte < 0x20; byte++) {
        text[at] = (char)byte;
        assert_refused_at((sg_text){text, size}, SG_FAULT_SYNTAX, at);
    }
    for (size_t i = 0; i < sizeof telling; i++) {
        text[at] = telling[i];
        assert_refused_at((sg_text){text, size}, SG_FAULT_UTF8, at);
    }
    /* The closing quote stands there: what is behind it is too much. */
    text[at] = '"';
    assert_refused_at((sg_text){text, size}, SG_FAULT_SYNTAX, at + 1);
}

static void bytes_of_strings_are_seen_anywhere(void **unused)
{
    (void)unused;
    for (uint32_t before = 0; before < 20; before++) {
        for (uint32_t after = 0; after < 20; after++) {
            assert_seen_behind("\"", before, after);
            assert_seen_behind("\"\\n", before, after);
            assert_seen_behind("\"\\\"\\\"", before, after);
        }
    }
}

static void single_quotes_are_refused(void **unused)
{
    (void)unused;
    assert_refused_at(SG_LITERAL("['a']"), SG_FAULT_SYNTAX, 1);
    assert_refused_at(SG_LITERAL("{'a':1}"), SG_FAULT_SYNTAX, 1);
    assert_refused_at(SG_LITERAL("\"\\'\""), SG_FAULT_SYNTAX, 2);
}

/* Every text that is cut short is refused at its end, whatever stands in it. */
static void every_beginning_ends_too_early(void **unused)
{
    static const char text[] = "{\"a\" : [1, -2.5e+3, \"x\\n\\u0041\", true, false, "
                               "null, {}, []], \"b\": {\"c\": 0.1}}";
    test_reading reading;

    (void)unused;
    for (size_t size = 0; size < sizeof text - 1; size++) {
        reading_open(&reading, (sg_text){text, size}, DEPTH, VALUES);
        assert_int_equal(reading.end.kind, SG_FAULT_SYNTAX);
        assert_int_equal(reading.end.begin, size);
        assert_int_equal(reading.end.end, size);
        reading_close(&reading);
    }
}

/* --------------------------------------------------------------------- what is read */

typedef struct value_case {
    const char *name;
    const char *text;
    size_t size;
    const char *values; /* decoded, without white space; ~ before a number that is none of
                           SG_INTEGER */
    size_t values_size;
} value_case;

/* clang-format off */
static value_case value_cases[] = {
    {"null",                             T("null"),                    T("null")},
    {"true",                             T("true"),                    T("true")},
    {"false",                            T("false"),                   T("false")},
    {"white space around a value",       T(" \t\r\n1 \t\r\n"),         T("1")},
    {"white space everywhere",           T("\n{ 'a'\t:\r[ 1 ,\n2 ] , 'b' : { } }\n"), T("{'a':[1,2],'b':{}}")},
    {"an empty array",                   T("[]"),                      T("[]")},
    {"an empty array with a space",      T("[ ]"),                     T("[]")},
    {"an empty object",                  T("{}"),                      T("{}")},
    {"an empty object with a space",     T("{\n}"),                    T("{}")},
    {"containers in containers",         T("[[],{},[{}],{'a':[]}]"),   T("[[],{},[{}],{'a':[]}]")},
    {"what follows a closed container",  T("[[1],2,{'a':3},4]"),       T("[[1],2,{'a':3},4]")},
    {"members in their order",           T("{'b':1,'a':2}"),           T("{'b':1,'a':2}")},
    {"an empty key",                     T("{'':0}"),                  T("{'':0}")},
    {"an escaped key",                   T("{'\\u0061\\n':0}"),        T("{'a\n':0}")},

    {"zero is an integer",               T("0"),                       T("0")},
    {"minus zero keeps its sign",        T("-0"),                      T("-0")},
    {"a negative integer",               T("-17"),                     T("-17")},
    {"an integer of 64 bits",            T("18446744073709551616"),    T("18446744073709551616")},
    {"an integer of any size",           T("123456789012345678901234567890123456789012345678901234567890"),
                                         T("123456789012345678901234567890123456789012345678901234567890")},
    {"a fraction is no integer",         T("1.0"),                     T("~1.0")},
    {"a fraction keeps its zeros",       T("-0.500"),                  T("~-0.500")},
    {"an exponent makes no integer",     T("1e0"),                     T("~1e0")},
    {"an exponent with a plus",          T("1E+02"),                   T("~1E+02")},
    {"an exponent with a minus",         T("12.5e-07"),                T("~12.5e-07")},
    {"an exponent of any size",          T("1e400"),                   T("~1e400")},
    {"an exponent that is absurd",       T("-1e-99999999999"),         T("~-1e-99999999999")},
    {"zero with an exponent",            T("0e1"),                     T("~0e1")},
    {"numbers in an array",              T("[0,10,-1,0.1]"),           T("[0,10,-1,~0.1]")},

    {"an empty string",                  T("''"),                      T("''")},
    {"a string of seven bytes",          T("'1234567'"),               T("'1234567'")},
    {"a string of eight bytes",          T("'12345678'"),              T("'12345678'")},
    {"a string of nine bytes",           T("'123456789'"),             T("'123456789'")},
    {"a slash needs no escape",          T("'a/b'"),                   T("'a/b'")},
    {"DEL may stand for itself",         T("'\x7F'"),                  T("'\x7F'")},
    {"every short escape",               T("'\\\\\\/\\b\\f\\n\\r\\t'"), T("'\\/\b\f\n\r\t'")},
    {"a backslash before the quote",     T("'\\\\'"),                  T("'\\'")},
    {"a NUL by its escape",              T("'a\\u0000b'"),             T("'a\0b'")},
    {"hex digits in both cases",         T("'\\u00e9\\u00E9'"),        T("'\xC3\xA9\xC3\xA9'")},
    {"the last code point of one byte",  T("'\\u007f'"),               T("'\x7F'")},
    {"the first code point of two",      T("'\\u0080'"),               T("'\xC2\x80'")},
    {"the last code point of two",       T("'\\u07ff'"),               T("'\xDF\xBF'")},
    {"the first code point of three",    T("'\\u0800'"),               T("'\xE0\xA0\x80'")},
    {"the last one before surrogates",   T("'\\ud7ff'"),               T("'\xED\x9F\xBF'")},
    {"the first one behind surrogates",  T("'\\ue000'"),               T("'\xEE\x80\x80'")},
    {"a noncharacter",                   T("'\\uffff'"),               T("'\xEF\xBF\xBF'")},
    {"the first surrogate pair",         T("'\\ud800\\udc00'"),        T("'\xF0\x90\x80\x80'")},
    {"the last surrogate pair",          T("'\\uDBFF\\uDFFF'"),        T("'\xF4\x8F\xBF\xBF'")},
    {"a pair between letters",           T("'a\\ud83d\\ude00b'"),      T("'a\xF0\x9F\x98\x80" "b'")},
    {"the first two-byte sequence",      T("'\xC2\x80'"),              T("'\xC2\x80'")},
    {"the last two-byte sequence",       T("'\xDF\xBF'"),              T("'\xDF\xBF'")},
    {"the first three-byte sequence",    T("'\xE0\xA0\x80'"),          T("'\xE0\xA0\x80'")},
    {"the sequence before surrogates",   T("'\xED\x9F\xBF'"),          T("'\xED\x9F\xBF'")},
    {"the sequence behind surrogates",   T("'\xEE\x80\x80'"),          T("'\xEE\x80\x80'")},
    {"the last three-byte sequence",     T("'\xEF\xBF\xBF'"),          T("'\xEF\xBF\xBF'")},
    {"the first four-byte sequence",     T("'\xF0\x90\x80\x80'"),      T("'\xF0\x90\x80\x80'")},
    {"the last four-byte sequence",      T("'\xF4\x8F\xBF\xBF'"),      T("'\xF4\x8F\xBF\xBF'")},
    {"a byte order mark in a string",    T("'\xEF\xBB\xBF'"),          T("'\xEF\xBB\xBF'")},
    {"a line separator in a string",     T("'\xE2\x80\xA8'"),          T("'\xE2\x80\xA8'")},
};
/* clang-format on */

typedef struct test_output {
    char bytes[256];
    size_t size;
} test_output;

static void put(test_output *output, sg_text text)
{
    assert_true(output->size + text.size <= sizeof output->bytes);
    if (text.size)
        memcpy(output->bytes + output->size, text.bytes, text.size);
    output->size += text.size;
}

static void
put_string(test_output *output, const test_reading *reading, const sg_node *node)
{
    sg_text content = sg_node_content(reading->document.source, node);
    char *resolved = copy_of(content.bytes, content.size);
    bool has_escape = content.size && memchr(content.bytes, '\\', content.size);

    assert_int_equal(node->flags & SG_ESCAPED, has_escape ? SG_ESCAPED : 0);
    put(output, SG_LITERAL("'"));
    put(output, (sg_text){resolved, sg_escape_resolve(content, resolved)});
    put(output, SG_LITERAL("'"));
    free(resolved);
}

static void
put_scalar(test_output *output, const test_reading *reading, const sg_node *node)
{
    if (node->kind == SG_STRING) {
        put_string(output, reading, node);
        return;
    }
    if (node->kind == SG_NUMBER && !(node->flags & SG_INTEGER))
        put(output, SG_LITERAL("~"));
    put(output, sg_node_raw(reading->document.source, node));
}

/* Answers the node behind the value. */
static uint32_t
put_value(test_output *output, const test_reading *reading, uint32_t index)
{
    const sg_node *node = sg_document_node(&reading->document, index);
    bool is_object = node->kind == SG_OBJECT;
    uint32_t next = index + 1;

    if (!is_object && node->kind != SG_ARRAY) {
        put_scalar(output, reading, node);
        return next;
    }
    put(output, is_object ? SG_LITERAL("{") : SG_LITERAL("["));
    while (next < node->link) {
        if (next > index + 1)
            put(output, SG_LITERAL(","));
        if (is_object) {
            assert_int_equal(sg_document_node(&reading->document, next)->kind, SG_KEY);
            put_string(output, reading, sg_document_node(&reading->document, next++));
            put(output, SG_LITERAL(":"));
        }
        next = put_value(output, reading, next);
    }
    put(output, is_object ? SG_LITERAL("}") : SG_LITERAL("]"));
    return next;
}

static void value_is_read(void **state)
{
    const value_case *row = *state;
    test_output output = {.size = 0};
    test_reading reading;

    open_case(&reading, row->text, row->size);
    assert_true(reading_accepted(&reading));
    assert_int_equal(put_value(&output, &reading, 0), reading.document.nodes.count);
    assert_int_equal(output.size, row->values_size);
    assert_memory_equal(output.bytes, row->values, row->values_size);
    assert_int_equal(reading.document.duplicates.count, 0);
    reading_close(&reading);
}

/* Each node has the range of its text, and each container the node that follows it. */
static void nodes_have_ranges(void **unused)
{
    static const struct {
        uint8_t kind;
        uint32_t begin;
        uint32_t end;
        uint32_t after;
    } wanted[] = {
        {SG_OBJECT, 1,  34, 8},
        {SG_KEY,    3,  6,  2},
        {SG_ARRAY,  8,  22, 6},
        {SG_NUMBER, 10, 12, 4},
        {SG_STRING, 14, 18, 5},
        {SG_ARRAY,  19, 21, 6},
        {SG_KEY,    24, 26, 7},
        {SG_TRUE,   27, 31, 8},
    };
    test_reading reading;

    (void)unused;
    /*                0         1         2         3
     *                0123456789012345678901234567890123 */
    open_case(&reading, T(" { 'a': [ -1, '\\n',[]], '':true  } "));
    assert_true(reading_accepted(&reading));
    assert_int_equal(reading.document.nodes.count, COUNT(wanted));
    for (uint32_t i = 0; i < COUNT(wanted); i++) {
        const sg_node *node = sg_document_node(&reading.document, i);

        assert_int_equal(node->kind, wanted[i].kind);
        assert_int_equal(node->begin, wanted[i].begin);
        assert_int_equal(node->end, wanted[i].end);
        assert_int_equal(sg_document_after(&reading.document, i), wanted[i].after);
    }
    reading_close(&reading);
}

/* --------------------------------------------------------------------------- limits */

typedef struct limit_case {
    const char *name;
    const char *text;
    size_t size;
    size_t depth;
    size_t values;
    sg_fault_kind kind; /* SG_FAULT_COUNT: it is accepted */
    snapguard_limit limit;
    uint32_t begin; /* the value over the limit, by its first byte */
} limit_case;

/* clang-format off */
static limit_case limit_cases[] = {
    {"arrays as deep as the limit",            T("[[[]]]"),        3, 9, SG_FAULT_COUNT,  0, 0},
    {"arrays one deeper than the limit",       T("[[[]]]"),        2, 9, SG_FAULT_LIMIT,  SNAPGUARD_MAX_DEPTH, 2},
    {"objects as deep as the limit",           T("{'a':{'b':1}}"), 2, 9, SG_FAULT_COUNT,  0, 0},
    {"objects one deeper than the limit",      T("{'a':{'b':1}}"), 1, 9, SG_FAULT_LIMIT,  SNAPGUARD_MAX_DEPTH, 5},
    {"an object in an array over the limit",   T("[1, {}]"),       1, 9, SG_FAULT_LIMIT,  SNAPGUARD_MAX_DEPTH, 4},
    {"neighbours do not add to the depth",     T("[[],[],{},[]]"), 2, 9, SG_FAULT_COUNT,  0, 0},
    {"a scalar has no depth",                  T("1"),             1, 1, SG_FAULT_COUNT,  0, 0},
    {"brackets that are never closed",         T("[[[[[["),        3, 9, SG_FAULT_LIMIT,  SNAPGUARD_MAX_DEPTH, 3},
    {"depth is over before syntax is",         T("[[x"),           1, 9, SG_FAULT_LIMIT,  SNAPGUARD_MAX_DEPTH, 1},
    {"syntax is wrong before depth is over",   T("[x[["),          1, 9, SG_FAULT_SYNTAX, 0, 1},
    {"a scalar is one value",                  T("1"),             9, 1, SG_FAULT_COUNT,  0, 0},
    {"as many values as the limit",            T("[1,2,3]"),       9, 4, SG_FAULT_COUNT,  0, 0},
    {"one value more than the limit",          T("[1,2,3]"),       9, 3, SG_FAULT_LIMIT,  SNAPGUARD_MAX_VALUES, 5},
    {"keys are not values",                    T("{'a':1,'b':2}"), 9, 3, SG_FAULT_COUNT,  0, 0},
    {"one member more than the limit",         T("{'a':1,'b':2}"), 9, 2, SG_FAULT_LIMIT,  SNAPGUARD_MAX_VALUES, 11},
    {"containers are values",                  T("[[],{}]"),       9, 3, SG_FAULT_COUNT,  0, 0},
    {"one container more than the limit",      T("[[],{}]"),       9, 2, SG_FAULT_LIMIT,  SNAPGUARD_MAX_VALUES, 4},
    {"a value that is wrong is no value more", T("[1,]"),          9, 2, SG_FAULT_SYNTAX, 0, 3},
    {"a member without a value is none more",  T("{'a':}"),        9, 1, SG_FAULT_SYNTAX, 0, 5},
};
/* clang-format on */

static void limit_is_kept(void **state)
{
    const limit_case *row = *state;
    char *json = unquoted(row->text, row->size);
    test_reading reading;

    reading_open(&reading, (sg_text){json, row->size}, row->depth, row->values);
    assert_int_equal(reading.end.kind, row->kind);
    if (row->kind != SG_FAULT_COUNT) {
        assert_int_equal(reading.end.begin, row->begin);
        assert_int_equal(reading.end.end, row->begin + 1);
    }
    if (row->kind == SG_FAULT_LIMIT)
        assert_int_equal(reading.end.limit, row->limit);
    reading_close(&reading);
    free(json);
}

/* --------------------------------------------------------------------- duplicate keys */

typedef struct test_pair {
    uint32_t again;
    uint32_t first;
} test_pair;

typedef struct duplicate_case {
    const char *name;
    const char *text;
    size_t size;
    size_t count;
    test_pair pairs[4]; /* the first bytes of both keys */
} duplicate_case;

/* clang-format off */
static duplicate_case duplicate_cases[] = {
    {"different keys",                       T("{'a':1,'b':2,'c':3}"),         0, {{0, 0}}},
    {"two equal keys",                       T("{'a':1,'a':2}"),               1, {{7, 1}}},
    {"three equal keys: each after the first refers to it",
                                             T("{'a':1,'a':2,'a':3}"),         2, {{7, 1}, {13, 1}}},
    {"two pairs of equal keys",              T("{'a':1,'b':2,'b':3,'a':4}"),   2, {{13, 7}, {19, 1}}},
    {"equal keys with equal values",         T("{'a':1,'a':1}"),               1, {{7, 1}}},
    {"keys in another letter case",          T("{'a':1,'A':2}"),               0, {{0, 0}}},
    {"a key that begins the other",          T("{'a':1,'aa':2}"),              0, {{0, 0}}},
    {"two empty keys",                       T("{'':1,'':2}"),                 1, {{6, 1}}},
    {"an escape equals the plain letter",    T("{'a':1,'\\u0061':2}"),         1, {{7, 1}}},
    {"an escape first, then the letter",     T("{'\\u0061':1,'a':2}"),         1, {{12, 1}}},
    {"two spellings of an escape",           T("{'\\u00e9':1,'\\u00E9':2}"),   1, {{12, 1}}},
    {"an escape equals two raw bytes",       T("{'\xC3\xA9':1,'\\u00e9':2}"),  1, {{8, 1}}},
    {"a pair equals four raw bytes",
                       T("{'\xF0\x9F\x98\x80':1,'\\ud83d\\ude00':2}"),         1, {{10, 1}}},
    {"an escaped slash equals a slash",      T("{'a/b':1,'a\\/b':2}"),         1, {{9, 1}}},
    {"NUL in keys is compared",              T("{'a\\u0000b':1,'a\\u0000c':2}"), 0, {{0, 0}}},
    {"equal keys with NUL",                  T("{'a\\u0000b':1,'a\\u0000b':2}"), 1, {{14, 1}}},
    {"composed and decomposed differ",       T("{'\xC3\xA9':1,'e\xCC\x81':2}"), 0, {{0, 0}}},
    {"equal keys of a nested object",        T("{'x':{'a':1,'a':2}}"),         1, {{12, 6}}},
    {"equal keys of an object in an array",  T("[{},{'a':1,'a':2}]"),          1, {{11, 5}}},
    {"equal keys of different objects",      T("{'a':{'a':1},'b':{'a':2}}"),   0, {{0, 0}}},
    {"equal keys around a nested object",    T("{'a':{'a':1,'b':[2]},'a':3}"), 1, {{21, 1}}},
    {"equal keys in both objects",           T("{'a':{'b':1,'b':2},'a':3}"),   2, {{12, 6}, {19, 1}}},
    {"a value equal to a key",               T("{'a':'a'}"),                   0, {{0, 0}}},
    {"keys equal at both ends, of one size", T("{'abcdefgh1abcdefgh':1,'abcdefgh2abcdefgh':2}"),
                                                                               0, {{0, 0}}},
    {"the same, and one of them again",
        T("{'abcdefgh1abcdefgh':1,'abcdefgh2abcdefgh':2,'abcdefgh1abcdefgh':3}"), 1, {{45, 1}}},
};
/* clang-format on */

static void assert_duplicate(const test_reading *reading, test_pair wanted)
{
    const sg_array *duplicates = &reading->document.duplicates;
    size_t found = 0;

    for (size_t i = 0; i < duplicates->count; i++) {
        const sg_fault *fault = (const sg_fault *)duplicates->data + i;
        const sg_node *key = sg_document_node(&reading->document, fault->key);

        if (fault->place.begin != wanted.again)
            continue;
        found++;
        assert_int_equal(fault->kind, SG_FAULT_DUPLICATE_KEY);
        assert_int_equal(fault->related_begin, wanted.first);
        assert_int_equal(reading->document.source.bytes[wanted.first], '"');
        assert_int_equal(reading->document.source.bytes[fault->related_end - 1], '"');
        assert_int_equal(key->begin, wanted.again);
        assert_int_equal(key->end, fault->place.end);
        assert_true(key->flags & SG_REPEATED);
        assert_int_equal(fault->place.node, fault->key + 1);
    }
    assert_int_equal(found, 1);
}

static void duplicates_are_found(void **state)
{
    const duplicate_case *row = *state;
    test_reading reading;

    open_case(&reading, row->text, row->size);
    assert_true(reading_accepted(&reading));
    assert_int_equal(reading.document.duplicates.count, row->count);
    for (size_t i = 0; i < row->count; i++)
        assert_duplicate(&reading, row->pairs[i]);
    reading_close(&reading);
}

/* Keys inside JSON that a string holds: the first or second makes no difference there. */
static void inner_duplicates_are_not_recorded(void **unused)
{
    sg_text text = SG_LITERAL("{\"a\":1,\"a\":2}");
    sg_read_limits limits = {DEPTH, VALUES};
    sg_document document;
    sg_read_end end;

    (void)unused;
    sg_document_init(&document, &sg_default_allocator);
    assert_true(sg_scratch_reserve(&document, text.size));
    assert_true(sg_read_json(&document, text, SG_READ_INNER, &limits, &end));
    assert_int_equal(end.kind, SG_FAULT_COUNT);
    assert_int_equal(document.duplicates.count, 0);
    sg_document_free(&document);
}

/* An object of `count` keys by a format; key number `again` is written as key `first`. */
static sg_text make_object(size_t count, const char *format, size_t again, size_t first)
{
    size_t room = 64;
    char *json = malloc(count * room + 2);
    size_t size = 0;

    assert_non_null(json);
    json[size++] = '{';
    for (size_t i = 0; i < count; i++) {
        if (i)
            json[size++] = ',';
        size += (size_t)snprintf(
            json + size, room, format, (unsigned)(i == again ? first : i));
    }
    json[size++] = '}';
    return (sg_text){json, size};
}

enum { NONE_AGAIN = 1 << 30 };

static void assert_object(size_t count, const char *format, size_t again, size_t first)
{
    sg_text json = make_object(count, format, again, first);
    const sg_fault *fault;
    test_reading reading;

    reading_open(&reading, json, DEPTH, count + 1);
    free((char *)json.bytes);
    assert_true(reading_accepted(&reading));
    assert_int_equal(reading.document.nodes.count, 2 * count + 1);
    assert_int_equal(reading.document.duplicates.count, again < count);
    if (again < count) {
        fault = reading.document.duplicates.data;
        assert_int_equal(fault->key, 1 + 2 * again);
        assert_int_equal(
            fault->related_begin,
            sg_document_node(&reading.document, (uint32_t)(1 + 2 * first))->begin);
    }
    reading_close(&reading);
}

static void objects_around_the_few_are_compared(void **unused)
{
    (void)unused;
    for (size_t count = 30; count <= 36; count++) {
        assert_object(count, "\"k%u\":0", NONE_AGAIN, 0);
        for (size_t first = 0; first + 1 < count; first++)
            assert_object(count, "\"k%u\":0", count - 1, first);
        assert_object(count, "\"k%u\":0", 1, 0);
    }
}

/* The hash reads the first and the last eight bytes and the size: these keys share all.
 */
static const char colliding[] = "\"collides%08ucollides\":0";

static void colliding_keys_are_compared(void **unused)
{
    (void)unused;
    assert_object(2, colliding, NONE_AGAIN, 0);
    assert_object(32, colliding, 31, 7);
    assert_object(33, colliding, 32, 7);
    assert_object(1000, colliding, NONE_AGAIN, 0);
    assert_object(1000, colliding, 999, 1);
}

enum { MANY = 1000000, SECONDS = 60 };

/* Comparing each with each would take hours, not seconds. */
static void assert_quick(size_t count, const char *format)
{
    clock_t begin = clock();

    assert_object(count, format, NONE_AGAIN, 0);
    assert_object(count, format, count - 1, count / 2);
    assert_true((clock() - begin) / CLOCKS_PER_SEC < SECONDS);
}

static void a_million_keys_are_quick(void **unused)
{
    (void)unused;
    assert_quick(MANY, "\"k%u\":0");
}

static void colliding_keys_are_quick(void **unused)
{
    (void)unused;
    assert_quick(MANY / 10, colliding);
}

/* -------------------------------------------------------------------------------- all */

static const struct CMUnitTest single_tests[] = {
    {"bytes that cannot stand in a string are seen at any place",
     bytes_of_strings_are_seen_anywhere,                                                               NULL, NULL, NULL},
    {"single quotes are refused",                                 single_quotes_are_refused,           NULL, NULL, NULL},
    {"every beginning of a text ends too early",                  every_beginning_ends_too_early,      NULL,
     NULL,                                                                                                         NULL},
    {"each node has the range of its text",                       nodes_have_ranges,                   NULL, NULL, NULL},
    {"equal keys inside of a string are no fault",                inner_duplicates_are_not_recorded,
     NULL,                                                                                                   NULL, NULL},
    {"objects of 30 to 36 keys are compared alike",               objects_around_the_few_are_compared,
     NULL,                                                                                                   NULL, NULL},
    {"keys with equal hashes are compared",                       colliding_keys_are_compared,         NULL, NULL,
     NULL                                                                                                              },
    {"a million keys are read in seconds",                        a_million_keys_are_quick,            NULL, NULL, NULL},
    {"a hundred thousand colliding keys are read in seconds",     colliding_keys_are_quick,
     NULL,                                                                                                   NULL, NULL},
};

int main(void)
{
    static struct CMUnitTest tests
        [COUNT(wrong_cases) + COUNT(utf8_cases) + COUNT(value_cases) +
         COUNT(limit_cases) + COUNT(duplicate_cases) + COUNT(single_tests)];
    size_t n = 0;

    n += ROWS(tests + n, syntax_is_refused, wrong_cases);
    n += ROWS(tests + n, bytes_are_refused, utf8_cases);
    n += ROWS(tests + n, value_is_read, value_cases);
    n += ROWS(tests + n, limit_is_kept, limit_cases);
    n += ROWS(tests + n, duplicates_are_found, duplicate_cases);
    memcpy(tests + n, single_tests, sizeof single_tests);
    n += COUNT(single_tests);
    return _cmocka_run_group_tests("read_json", tests, n, NULL, NULL);
}
