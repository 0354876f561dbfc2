/* Where findings are, through the public interface: lines and columns, inside of strings
 * too, and the pointers of their values.
 *
 * In a source, ' stands for ". The finding's range is marked by < and >, its related
 * range by ( and ); the marks are no part of the source. The numbers of the range's start
 * are counted by hand, those of its end by the reference. */
#include "reading.h"

#include <snapguard/snapguard.h>

#include <stdlib.h>

#define REGION "'regionId':'cn-hangzhou'"
#define DAYS "'repeatWeekdays':'[\\'1\\']'"
#define KEEP "'retentionDays':30"
#define POINTS "'timePoints':'[\\'1\\']'"

/* Behind the parameter that a row is about: the rest of a good request. */
#define REST "," REGION "," DAYS "," KEEP "}"
#define ALL "," POINTS REST
#define GOOD "{" POINTS REST

#define HAN "\xE6\xAF\x8F\xE6\x97\xA5" /* two characters */
#define FACE "\xF0\x9F\x98\x80"        /* one, and two UTF-16 units */
#define ELLIPSIS "\xE2\x80\xA6"

typedef struct position_case {
    const char *name;
    const char *rule;
    const char *source;
    size_t line;
    size_t column;
    size_t utf16;
    size_t byte;
    const char *pointer;
    const char *inner; /* NULL: there is none */
    size_t request;    /* its index, in an array of requests */
} position_case;

/* {'timePoints':' is 15 bytes, and so the content of that string begins in column 16. */
/* clang-format off */
static position_case element_cases[] = {
    {"an element inside of a string",         "time-point-value",
     "{'timePoints':'[\\'0\\', <\\'24\\'>]'" REST,                       1, 24, 24, 23, "/timePoints", "/1", 0},
    {"quotes written as \\u0022",             "time-point-value",
     "{'timePoints':'[\\u00220\\u0022, <\\u002224\\u0022>]'" REST,       1, 32, 32, 31, "/timePoints", "/1", 0},
    {"the bracket written as \\u005b",        "time-point-value",
     "{'timePoints':'\\u005b\\'0\\',<\\'24\\'>]'" REST,                  1, 28, 28, 27, "/timePoints", "/1", 0},
    {"spaces written as \\u0020",             "time-point-value",
     "{'timePoints':'[\\'0\\',\\u0020<\\'24\\'>\\u0020]'" REST,          1, 29, 29, 28, "/timePoints", "/1", 0},
    {"a newline's escape ends no line",       "time-point-value",
     "{'timePoints':'[\\'0\\',\\n<\\'24\\'>]'" REST,                     1, 25, 25, 24, "/timePoints", "/1", 0},
    {"a digit written as an escape",          "time-point-value",
     "{'timePoints':'[<\\'\\u00324\\'>]'" REST,                          1, 17, 17, 16, "/timePoints", "/0", 0},
    {"a digit escaped in the inner text",     "time-point-value",
     "{'timePoints':'[<\\'\\\\u00324\\'>]'" REST,                        1, 17, 17, 16, "/timePoints", "/0", 0},
    {"an element that is a number",           "time-point-value",
     "{'timePoints':'[<24>]'" REST,                                      1, 17, 17, 16, "/timePoints", "/0", 0},
    {"an element that is an array",           "time-point-value",
     "{'timePoints':'[\\'0\\',<[\\'1\\', [2]]>]'" REST,                  1, 23, 23, 22, "/timePoints", "/1", 0},
    {"an element behind an array",            "time-point-number",
     "{'timePoints':'[[0,1,2],<3>]'" REST,                               1, 25, 25, 24, "/timePoints", "/1", 0},
    {"an element that is a face",             "time-point-value",
     "{'timePoints':'[<\\'" FACE "\\'>]'" REST,                          1, 17, 17, 16, "/timePoints", "/0", 0},
    {"an element that is a surrogate pair",   "time-point-value",
     "{'timePoints':'[<\\'\\ud83d\\ude00\\'>]'" REST,                    1, 17, 17, 16, "/timePoints", "/0", 0},
    {"a number behind a face",                "time-point-number",
     "{'timePoints':'[\\'" FACE "\\',<3>]'" REST,                        1, 23, 24, 25, "/timePoints", "/1", 0},
    {"a number behind a surrogate pair",      "time-point-number",
     "{'timePoints':'[\\'\\ud83d\\ude00\\',<3>]'" REST,                  1, 34, 34, 33, "/timePoints", "/1", 0},
    {"an hour that is given again",           "time-point-duplicate",
     "{'timePoints':'[(\\'1\\'),<\\'1\\'>]'" REST,                       1, 23, 23, 22, "/timePoints", "/1", 0},
    {"an hour given again, by escapes",       "time-point-duplicate",
     "{'timePoints':'[(\\u00221\\u0022),\\u0020<\\'\\u0031\\'>]'" REST,  1, 37, 37, 36, "/timePoints", "/1", 0},
    {"Han characters before, on the line",    "time-point-value",
     "{'autoSnapshotPolicyName':'" HAN "','timePoints':'[<\\'24\\'>]'" REST,
                                                                         1, 47, 47, 50, "/timePoints", "/0", 0},
    {"a face before, on the line",            "time-point-value",
     "{'Tag':[{'Key':'" FACE "'}],'timePoints':'[<\\'24\\'>]'" REST,     1, 37, 38, 39, "/timePoints", "/0", 0},
    {"lines that end in CRLF",                "time-point-value",
     "{\r\n  " REGION ",\r\n  'timePoints': '[<\\'24\\'>]',\r\n  " DAYS ",\r\n  " KEEP "\r\n}\r\n",
                                                                         3, 19, 19, 50, "/timePoints", "/0", 0},
    {"tabs are one column each",              "time-point-value",
     "{\n\t'timePoints':\t'[<\\'24\\'>]'" REST,                          2, 18, 18, 19, "/timePoints", "/0", 0},
    {"a day of the week",                     "weekday-value",
     "{'repeatWeekdays':'[<\\'8\\'>]'," REGION "," POINTS "," KEEP "}",  1, 21, 21, 20, "/repeatWeekdays", "/0", 0},
    {"a region that is copied to",            "copy-target-region-format",
     "{'TargetCopyRegions':'[<\\'X\\'>]','EnableCrossRegionCopy':true" ALL,
                                                                         1, 24, 24, 23, "/TargetCopyRegions", "/0", 0},
};

/* The first wrong byte is that of the inner text, shown by all that it is written as. Where
 * the inner text ends too early, no byte of it is wrong: the next one is missing, and it
 * would stand where the closing quote stands. The range is empty there, as that of
 * invalid-json is at the end of a request: it must not say that the quote is wrong. */
static position_case format_cases[] = {
    {"text that is no JSON",                  "time-points-format",
     "{'timePoints':'<x>yz'" REST,                                       1, 16, 16, 15, "/timePoints", NULL, 0},
    {"an object instead of an array",         "time-points-format",
     "{'timePoints':'<{>}'" REST,                                        1, 16, 16, 15, "/timePoints", NULL, 0},
    {"a string instead of an array",          "time-points-format",
     "{'timePoints':'<\\'>1\\''" REST,                                   1, 16, 16, 15, "/timePoints", NULL, 0},
    {"a number behind a space",               "time-points-format",
     "{'timePoints':' <1>2'" REST,                                       1, 17, 17, 16, "/timePoints", NULL, 0},
    {"a comma that is missing",               "time-points-format",
     "{'timePoints':'[\\'0\\' <\\'>1\\']'" REST,                         1, 23, 23, 22, "/timePoints", NULL, 0},
    {"a comma missing before \\u0022",        "time-points-format",
     "{'timePoints':'[\\u00220\\u0022 <\\u0022>1\\u0022]'" REST,         1, 31, 31, 30, "/timePoints", NULL, 0},
    {"a comma too many",                      "time-points-format",
     "{'timePoints':'[\\'0\\',<]>'" REST,                                1, 23, 23, 22, "/timePoints", NULL, 0},
    {"the ellipsis of the page's example",    "time-points-format",
     "{'timePoints':'[\\'0\\',\\'1\\',<" ELLIPSIS ">\\'23\\']'" REST,    1, 29, 29, 28, "/timePoints", NULL, 0},
    {"something behind the array",            "time-points-format",
     "{'timePoints':'[\\'0\\']<x>'" REST,                                1, 23, 23, 22, "/timePoints", NULL, 0},
    {"a raw newline in an inner string",      "time-points-format",
     "{'timePoints':'[\\'a<\\n>b\\']'" REST,                             1, 20, 20, 19, "/timePoints", NULL, 0},
    {"half a surrogate pair, escaped twice",  "time-points-format",
     "{'timePoints':'[\\'<\\\\ud800>\\']'" REST,                         1, 19, 19, 18, "/timePoints", NULL, 0},
    {"an escape that JSON does not know",     "time-points-format",
     "{'timePoints':'[\\'\\\\<x>\\']'" REST,                             1, 21, 21, 20, "/timePoints", NULL, 0},
    {"a byte order mark by its escape",       "time-points-format",
     "{'timePoints':'<\\ufeff>[]'" REST,                                 1, 16, 16, 15, "/timePoints", NULL, 0},
    {"NUL by its escape",                     "time-points-format",
     "{'timePoints':'[1<\\u0000>]'" REST,                                1, 18, 18, 17, "/timePoints", NULL, 0},
    {"a wrong byte behind Han characters",    "time-points-format",
     "{'timePoints':'[\\'" HAN "\\' <x>]'" REST,                         1, 24, 24, 27, "/timePoints", NULL, 0},
    {"a wrong byte behind a face",            "time-points-format",
     "{'timePoints':'[\\'" FACE "\\' <x>]'" REST,                        1, 23, 24, 25, "/timePoints", NULL, 0},
    {"a wrong byte behind a surrogate pair",  "time-points-format",
     "{'timePoints':'[\\'\\ud83d\\ude00\\' <x>]'" REST,                  1, 34, 34, 33, "/timePoints", NULL, 0},
    {"a face is the wrong character",         "time-points-format",
     "{'timePoints':'[<" FACE ">]'" REST,                                1, 17, 17, 16, "/timePoints", NULL, 0},
    {"a surrogate pair is the wrong one",     "time-points-format",
     "{'timePoints':'[<\\ud83d\\ude00>]'" REST,                          1, 17, 17, 16, "/timePoints", NULL, 0},
    {"the array ends too early",              "time-points-format",
     "{'timePoints':'[\\'0\\'<>'" REST,                                  1, 22, 22, 21, "/timePoints", NULL, 0},
    {"the array ends too early, by escapes",  "time-points-format",
     "{'timePoints':'[\\u00220\\u0022<>'" REST,                          1, 30, 30, 29, "/timePoints", NULL, 0},
    {"an inner string ends too early",        "time-points-format",
     "{'timePoints':'[\\'0<>'" REST,                                     1, 20, 20, 19, "/timePoints", NULL, 0},
    {"a text of spaces ends too early",       "time-points-format",
     "{'timePoints':' \\u0020<>'" REST,                                  1, 23, 23, 22, "/timePoints", NULL, 0},
    {"days that end too early",               "weekdays-format",
     "{'repeatWeekdays':'[\\'1\\'<>'," REGION "," POINTS "," KEEP "}",   1, 26, 26, 25, "/repeatWeekdays", NULL, 0},
    {"a region without quotes",               "copy-target-format",
     "{'TargetCopyRegions':'[<c>n-hangzhou]'" ALL,                       1, 24, 24, 23, "/TargetCopyRegions", NULL, 0},
};

/* {'autoSnapshotPolicyName':' is 27 bytes. */
static position_case name_cases[] = {
    {"the one character",                     "policy-name-characters",
     "{'autoSnapshotPolicyName':'ab<!>cd'" ALL,            1, 30, 30, 29, "/autoSnapshotPolicyName", NULL, 0},
    {"the first of several characters",       "policy-name-characters",
     "{'autoSnapshotPolicyName':'a<!>b?'" ALL,             1, 29, 29, 28, "/autoSnapshotPolicyName", NULL, 0},
    {"a character behind escapes",            "policy-name-characters",
     "{'autoSnapshotPolicyName':'a\\u0062\\u0063<!>d'" ALL, 1, 41, 41, 40, "/autoSnapshotPolicyName", NULL, 0},
    {"a character that is an escape",         "policy-name-characters",
     "{'autoSnapshotPolicyName':'ab<\\u0021>c'" ALL,       1, 30, 30, 29, "/autoSnapshotPolicyName", NULL, 0},
    {"a newline at the end",                  "policy-name-characters",
     "{'autoSnapshotPolicyName':'ab<\\n>'" ALL,            1, 30, 30, 29, "/autoSnapshotPolicyName", NULL, 0},
    {"a character behind Han characters",     "policy-name-characters",
     "{'autoSnapshotPolicyName':'" HAN "<!>'" ALL,         1, 30, 30, 33, "/autoSnapshotPolicyName", NULL, 0},
    {"a character behind escaped ones",       "policy-name-characters",
     "{'autoSnapshotPolicyName':'\\u6bcf\\u65e5<!>'" ALL,  1, 40, 40, 39, "/autoSnapshotPolicyName", NULL, 0},
    {"a fullwidth colon",                     "policy-name-characters",
     "{'autoSnapshotPolicyName':'ab<\xEF\xBC\x9A>c'" ALL,  1, 30, 30, 29, "/autoSnapshotPolicyName", NULL, 0},
    {"a face",                                "policy-name-characters",
     "{'autoSnapshotPolicyName':'ab<" FACE ">c'" ALL,      1, 30, 30, 29, "/autoSnapshotPolicyName", NULL, 0},
    {"a face as a surrogate pair",            "policy-name-characters",
     "{'autoSnapshotPolicyName':'ab<\\ud83d\\ude00>c'" ALL, 1, 30, 30, 29, "/autoSnapshotPolicyName", NULL, 0},
};

static position_case key_cases[] = {
    {"an unknown name is marked by its key",  "unknown-parameter",
     "{<'colour'>:1" ALL,                                  1, 2, 2, 1, "/colour", NULL, 0},
    {"a name in another letter case",         "parameter-case",
     "{<'TimePoints'>:'[\\'1\\']'" REST,                   1, 2, 2, 1, "/TimePoints", NULL, 0},
    {"a nested name in another letter case",  "parameter-case",
     "{'Tag':[{<'key'>:'a'}]" ALL,                         1, 10, 10, 9, "/Tag/0/key", NULL, 0},
    {"a name's other spelling",               "parameter-alias",
     "{<'RegionId'>:'cn-hangzhou'," POINTS "," DAYS "," KEEP "}", 1, 2, 2, 1, "/RegionId", NULL, 0},
    {"a key again relates to the first one",  "duplicate-key",
     "{('retentionDays'):30,<'retentionDays'>:31," REGION "," POINTS "," DAYS "}",
                                                           1, 21, 21, 20, "/retentionDays", NULL, 0},
    {"a key again, by an escape",             "duplicate-key",
     "{('a'):1,<'\\u0061'>:2" ALL,                         1, 8, 8, 7, "/a", NULL, 0},
    {"a key again in a nested object",        "duplicate-key",
     "{'Tag':[{('Key'):'a',<'Key'>:'b'}]" ALL,             1, 20, 20, 19, "/Tag/0/Key", NULL, 0},
    {"a key again on another line",           "duplicate-key",
     "{ ('" HAN "') :\n 1 ,\r\n\t<'\\u6bcf\\u65e5'>:2" ALL, 3, 2, 2, 20, "/" HAN, NULL, 0},
    {"~ and / are escaped in pointers",       "unknown-parameter",
     "{<'a/b~c'>:1" ALL,                                   1, 2, 2, 1, "/a~1b~0c", NULL, 0},
    {"~ and / are escaped, though escaped",   "unknown-parameter",
     "{<'a\\/b\\u007ec\\u002f'>:1" ALL,                    1, 2, 2, 1, "/a~1b~0c~1", NULL, 0},
    {"~1 in a key is no slash",               "unknown-parameter",
     "{<'~1'>:1" ALL,                                      1, 2, 2, 1, "/~01", NULL, 0},
    {"escapes are resolved in pointers",      "unknown-parameter",
     "{<'\\u6bcf\xE6\x97\xA5\\ud83d\\ude00\\''>:1" ALL,    1, 2, 2, 1, "/" HAN FACE "\"", NULL, 0},
    {"an empty key has the pointer /",        "unknown-parameter",
     "{<''>:1" ALL,                                        1, 2, 2, 1, "/", NULL, 0},
    {"an unknown name in a group",            "unknown-parameter",
     "{'CopyEncryptionConfiguration':{<'x/y'>:1}" ALL,
                                      1, 33, 33, 32, "/CopyEncryptionConfiguration/x~1y", NULL, 0},
    {"an unknown name in the second tag",     "unknown-parameter",
     "{'Tag':[{'Key':'a'},{<'Kay'>:'b','Key':'c'}]" ALL,   1, 22, 22, 21, "/Tag/1/Kay", NULL, 0},
};

static position_case value_cases[] = {
    {"what is missing, is so at the brace",   "missing-parameter",
     " \n  <{>" POINTS "," REGION "," DAYS "}",            2, 3, 3, 4, "", NULL, 0},
    {"missing from an empty request",         "copy-target-missing",
     "<{>'EnableCrossRegionCopy':(true)" ALL,              1, 1, 1, 0, "", NULL, 0},
    {"a number",                              "retention-days-range",
     "{'retentionDays':<65536>," REGION "," POINTS "," DAYS "}", 1, 18, 18, 17, "/retentionDays", NULL, 0},
    {"a string with its quotes",              "region-id-format",
     "{'regionId':<'\\u0043N'>," KEEP "," POINTS "," DAYS "}", 1, 13, 13, 12, "/regionId", NULL, 0},
    {"an array instead of its text",          "list-instead-of-text",
     "{'timePoints':<['1', '2' ]>" REST,                   1, 15, 15, 14, "/timePoints", NULL, 0},
    {"an object instead of a string",         "parameter-type",
     "{'ResourceGroupId':<{'a':\n[1]}>" ALL,               1, 20, 20, 19, "/ResourceGroupId", NULL, 0},
    {"a tag's key in the flat form",          "tag-key-prefix",
     "{'Tag.1.Key':<'aliyunx'>" ALL,                       1, 14, 14, 13, "/Tag.1.Key", NULL, 0},
    {"a tag's key in the nested form",        "tag-key-prefix",
     "{'Tag':[{'Key':<'acs:x'>}]" ALL,                     1, 16, 16, 15, "/Tag/0/Key", NULL, 0},
    {"a tag's key again relates the first",   "tag-key-duplicate",
     "{'Tag':[{'Key':('a')},{'Key':<'\\u0061'>}]" ALL,     1, 28, 28, 27, "/Tag/1/Key", NULL, 0},
    {"nested and flat relates the first",     "duplicate-parameter",
     "{'Tag':[{'Key':('a')}],'Tag.1.Key':<'b'>" ALL,       1, 34, 34, 33, "/Tag.1.Key", NULL, 0},
    {"a member behind nested ones",           "retention-days-range",
     "{'Tag':[{'Key':'a'},{'Key':'b'}],'retentionDays':<0>," REGION "," POINTS "," DAYS "}",
                                                           1, 50, 50, 49, "/retentionDays", NULL, 0},
    {"JSON that is wrong has no pointer",     "invalid-json",
     "{'timePoints':<}>",                                  1, 15, 15, 14, "", NULL, 0},
    {"JSON that ends too early",              "invalid-json",
     "{'a':1<>",                                           1, 7, 7, 6, "", NULL, 0},
    {"JSON that ends behind a newline",       "invalid-json",
     "{'a':1\n<>",                                         2, 1, 1, 7, "", NULL, 0},
    {"a comma too many, on a line of Han",    "invalid-json",
     "{\n'" HAN FACE "':1,<}>",                            2, 9, 10, 17, "", NULL, 0},
    {"a value that is no object",             "not-an-object",
     " <['a', 1]> ",                                       1, 2, 2, 1, "", NULL, 0},
};

/* GOOD is 95 bytes. */
static position_case request_cases[] = {
    {"the third request's element",           "time-point-value",
     "[\n" GOOD ",\n" GOOD ",\n{'timePoints':'[\\'0\\', <\\'24\\'>]'" REST "\n]\n",
                                                           4, 24, 24, 219, "/2/timePoints", "/1", 2},
    {"the first request's element",           "time-point-value",
     "[{'timePoints':'[<\\'24\\'>]'" REST "," GOOD "]",    1, 18, 18, 17, "/0/timePoints", "/0", 0},
    {"what the second request lacks",         "missing-parameter",
     "[" GOOD ",\n <{>" POINTS "," REGION "," DAYS "}]",   2, 2, 2, 99, "/1", NULL, 1},
    {"the second request's unknown name",     "unknown-parameter",
     "[" GOOD ", {<'a~b'>:1" ALL "]",                      1, 100, 100, 99, "/1/a~0b", NULL, 1},
    {"the second request's key again",        "duplicate-key",
     "[" GOOD ",{('a'):1,<'a'>:2" ALL "," GOOD "]",        1, 105, 105, 104, "/1/a", NULL, 1},
    {"the second request's nested name",      "unknown-parameter",
     "[" GOOD ",{'Tag':[{'Key':'a',<'x'>:1}]" ALL "]",     1, 117, 117, 116, "/1/Tag/0/x", NULL, 1},
    {"an element that is no object",          "not-an-object",
     "[" GOOD ", <7>, " GOOD "]",                          1, 99, 99, 98, "/1", NULL, 1},
    {"one request alone has no index",        "retention-days-range",
     "{'retentionDays':<0>," REGION "," POINTS "," DAYS "}", 1, 18, 18, 17, "/retentionDays", NULL, 0},
};
/* clang-format on */

/* --------------------------------------------------------------------------- sources */

/* A source without its marks, and what they mark. */
typedef struct marked {
    char *text;
    size_t size;
    size_t range[2];
    size_t related[2];
    bool has_related;
} marked;

static void read_marks(marked *source, const char *text)
{
    char *json = unquoted(text, strlen(text) + 1);

    *source = (marked){.text = json};
    for (const char *p = json; *p; p++) {
        if (*p == '<' || *p == '>') {
            source->range[*p == '>'] = source->size;
        } else if (*p == '(' || *p == ')') {
            source->related[*p == ')'] = source->size;
            source->has_related = true;
        } else {
            source->text[source->size++] = *p;
        }
    }
    source->text = copy_of(json, source->size);
    free(json);
}

static void assert_place(snapguard_position position, snapguard_position wanted)
{
    assert_int_equal(position.byte, wanted.byte);
    assert_int_equal(position.line, wanted.line);
    assert_int_equal(position.column, wanted.column);
    assert_int_equal(position.utf16, wanted.utf16);
}

static void
assert_text(const snapguard_finding *finding, snapguard_text which, const char *wanted)
{
    char text[128];
    size_t size = snapguard_finding_text(finding, which, true, text, sizeof text);

    if (!wanted) {
        assert_true(size == SNAPGUARD_NO_TEXT);
        return;
    }
    assert_string_equal(text, wanted);
    assert_int_equal(size, strlen(wanted));
}

/* The only finding of a rule. */
static const snapguard_finding *find(const snapguard_report *report, const char *rule)
{
    const snapguard_finding *found = NULL;

    for (size_t i = 0; i < snapguard_report_count(report); i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);

        if (strcmp(snapguard_finding_rule(finding), rule) != 0)
            continue;
        assert_null(found);
        found = finding;
    }
    assert_non_null(found);
    return found;
}

/* ---------------------------------------------------------------------------- engine */

typedef struct checker {
    snapguard_engine *engine;
    snapguard_context *context;
} checker;

static checker shared; /* by all rows: what one leaves behind must not harm the next */

static int make_checker(void **unused)
{
    (void)unused;
    return snapguard_engine_new(&shared.engine, NULL, NULL) != SNAPGUARD_OK ||
           snapguard_context_new(&shared.context, shared.engine) != SNAPGUARD_OK;
}

static int free_checker(void **unused)
{
    (void)unused;
    snapguard_context_free(shared.context);
    snapguard_engine_free(shared.engine);
    return 0;
}

static void assert_finding(
    const snapguard_report *report, const position_case *row, const marked *source)
{
    const snapguard_finding *finding = find(report, row->rule);
    snapguard_range range;

    snapguard_finding_range(finding, &range);
    assert_int_equal(source->range[0], row->byte);
    assert_place(
        range.start, (snapguard_position){row->line, row->column, row->utf16, row->byte});
    assert_place(range.start, count_to(source->text, source->range[0]));
    assert_place(range.end, count_to(source->text, source->range[1]));
    assert_int_equal(snapguard_finding_related(finding, &range), source->has_related);
    if (source->has_related) {
        assert_place(range.start, count_to(source->text, source->related[0]));
        assert_place(range.end, count_to(source->text, source->related[1]));
    }
    assert_text(finding, SNAPGUARD_TEXT_POINTER, row->pointer);
    assert_text(finding, SNAPGUARD_TEXT_INNER_POINTER, row->inner);
}

static void finding_is_there(void **state)
{
    const position_case *row = *state;
    const snapguard_report *report;
    marked source;

    read_marks(&source, row->source);
    assert_int_equal(
        snapguard_check(
            &report, shared.context, SNAPGUARD_JSON, source.text, source.size),
        SNAPGUARD_OK);
    assert_finding(report, row, &source);
    free(source.text);
}

static void finding_is_in_request(void **state)
{
    const position_case *row = *state;
    const snapguard_report *report;
    size_t i = 0;
    marked source;

    read_marks(&source, row->source);
    assert_int_equal(
        snapguard_check(
            &report, shared.context, SNAPGUARD_JSON_REQUESTS, source.text, source.size),
        SNAPGUARD_OK);
    for (; report; i++) {
        if (i == row->request)
            assert_finding(report, row, &source);
        else
            assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_VALID);
        assert_int_equal(snapguard_check_next(&report, shared.context), SNAPGUARD_OK);
    }
    assert_true(i > row->request);
    free(source.text);
}

/* --------------------------------------------------------------------------- others */

/* The range of each request of an array, and of the rest nothing. */
static void requests_have_ranges(void **unused)
{
    static const size_t begins[] = {4, 101, 105};
    static const size_t ends[] = {99, 103, 107};
    const snapguard_report *report;
    snapguard_range range;
    marked source;

    (void)unused;
    read_marks(&source, " [\n " GOOD ",\n{}, {}\t]");
    assert_int_equal(
        snapguard_check(
            &report, shared.context, SNAPGUARD_JSON_REQUESTS, source.text, source.size),
        SNAPGUARD_OK);
    for (size_t i = 0; i < COUNT(begins); i++) {
        assert_non_null(report);
        snapguard_report_range(report, &range);
        assert_place(range.start, count_to(source.text, begins[i]));
        assert_place(range.end, count_to(source.text, ends[i]));
        assert_int_equal(snapguard_check_next(&report, shared.context), SNAPGUARD_OK);
    }
    assert_null(report);
    free(source.text);
}

/* A key that stands three times is found twice, and both times relates to the first. */
static void keys_relate_to_the_first(void **unused)
{
    static const size_t begins[] = {7, 13};
    const snapguard_report *report;
    size_t found = 0;
    marked source;

    (void)unused;
    read_marks(&source, "{'a':1,'a':2,'a':3" ALL);
    assert_int_equal(
        snapguard_check(
            &report, shared.context, SNAPGUARD_JSON, source.text, source.size),
        SNAPGUARD_OK);
    for (size_t i = 0; i < snapguard_report_count(report); i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);
        snapguard_range range;

        if (strcmp(snapguard_finding_rule(finding), "duplicate-key") != 0)
            continue;
        assert_true(found < COUNT(begins));
        snapguard_finding_range(finding, &range);
        assert_int_equal(range.start.byte, begins[found++]);
        assert_true(snapguard_finding_related(finding, &range));
        assert_int_equal(range.start.byte, 1);
        assert_int_equal(range.end.byte, 4);
    }
    assert_int_equal(found, COUNT(begins));
    free(source.text);
}

/* Columns past a byte that is no UTF-8 are nobody's; the place of the byte is exact. */
static void wrong_bytes_are_found(void **unused)
{
    const char source[] = "{\n\"\xE6\xAF\x8F\xF0\x9F\x98\x80\":\"\xE6\xAF\"}";
    const snapguard_report *report;
    snapguard_range range;

    (void)unused;
    assert_int_equal(
        snapguard_check(
            &report, shared.context, SNAPGUARD_JSON, source, sizeof source - 1),
        SNAPGUARD_OK);
    assert_int_equal(snapguard_report_count(report), 1);
    snapguard_finding_range(find(report, "invalid-utf8"), &range);
    assert_place(range.start, (snapguard_position){2, 7, 8, 13});
    assert_int_equal(range.end.byte, 14);
}

static const struct CMUnitTest single_tests[] = {
    {"each request of an array has its range",             requests_have_ranges,     NULL, NULL, NULL},
    {"a key that stands three times relates to the first", keys_relate_to_the_first, NULL,
     NULL,                                                                                       NULL},
    {"the byte that is no UTF-8 is found",                 wrong_bytes_are_found,    NULL, NULL, NULL},
};

int main(void)
{
    static struct CMUnitTest tests
        [COUNT(element_cases) + COUNT(format_cases) + COUNT(name_cases) +
         COUNT(key_cases) + COUNT(value_cases) + COUNT(request_cases) +
         COUNT(single_tests)];
    size_t n = 0;

    n += ROWS(tests + n, finding_is_there, element_cases);
    n += ROWS(tests + n, finding_is_there, format_cases);
    n += ROWS(tests + n, finding_is_there, name_cases);
    n += ROWS(tests + n, finding_is_there, key_cases);
    n += ROWS(tests + n, finding_is_there, value_cases);
    n += ROWS(tests + n, finding_is_in_request, request_cases);
    memcpy(tests + n, single_tests, sizeof single_tests);
    n += COUNT(single_tests);
    return _cmocka_run_group_tests("positions", tests, n, make_checker, free_checker);
}
