/* Help that depends on what stands at the place of the finding. */
#include "judge.h"

#include <string.h>

typedef struct help_case {
    const char *name;
    snapguard_encoding encoding;
    const char *text;
    const char *rule;
    const char *help; /* a part of it */
} help_case;

/* clang-format off */
#define REST "\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"1\\\"]\",\"repeatWeekdays\":\"[\\\"1\\\"]\""
#define PAIRS "regionId=cn-hangzhou&timePoints=[\"1\"]&repeatWeekdays=[\"1\"]&retentionDays="
#define SYNTAX(name, text, help) {name, SNAPGUARD_JSON, text, "invalid-json", help}
#define TYPE(name, text, help) {name, SNAPGUARD_JSON, "{" REST "," text "}", "parameter-type", help}
#define QUERY(name, text, help) {name, SNAPGUARD_QUERY, PAIRS text, "parameter-type", help}

static const help_case cases[] = {
    SYNTAX("nothing ends too early",           "",                       "ends before the request does"),
    SYNTAX("blanks alone do",                  " \n",                    "ends before the request does"),
    SYNTAX("an object that is not closed does", "{" REST,                "ends before the request does"),
    SYNTAX("and one with ends of lines behind", "{" REST "\n\n",         "ends before the request does"),
    SYNTAX("and a string",                     "{\"regionId\":\"cn",     "ends before the request does"),
    SYNTAX("a byte order mark",                "\xEF\xBB\xBF{" REST "}", "without a byte order mark"),
    SYNTAX("a comment before",                 "// daily\n{" REST "}",   "no comments"),
    SYNTAX("a comment behind",                 "{" REST "} # daily",     "no comments"),
    SYNTAX("a comment in it",                  "{" REST ",/* x */}",     "no comments"),
    SYNTAX("a single quote",                   "{'regionId':1}",         "typographic quotes"),
    SYNTAX("a typographic quote",              "{\xE2\x80\x9CregionId\xE2\x80\x9D:1}", "typographic quotes"),
    SYNTAX("a trailing comma in an object",    "{" REST ",}",            "no trailing commas"),
    SYNTAX("a trailing comma in an array",     "[1,]",                   "no trailing commas"),
    SYNTAX("a comma too many",                 "[1,,2]",                 "no trailing commas"),
    SYNTAX("a value that is left out",         "{\"regionId\":}",        "no value may be left out"),
    SYNTAX("a second value",                   "{" REST "} {}",          "strict JSON"),
    SYNTAX("rubbish behind",                   "{" REST "} x",           "strict JSON"),
    SYNTAX("a word that is none of JSON's",    "{\"retentionDays\":NaN}", "strict JSON"),
    SYNTAX("half of a character like a quote's", "{\xC3\xA2:1}",         "strict JSON"),

    TYPE("a fraction",                  "\"retentionDays\":30.0",    "without fraction or exponent"),
    TYPE("an exponent",                 "\"retentionDays\":3e1",     "without fraction or exponent"),
    TYPE("a fraction as text",          "\"retentionDays\":\"30.0\"", "retentionDays takes an integer: digits"),
    TYPE("a plus sign in JSON",         "\"retentionDays\":\"+30\"", "retentionDays takes an integer: digits"),
    TYPE("no integer for a boolean",    "\"retentionDays\":1,\"EnableCrossRegionCopy\":1", "EnableCrossRegionCopy takes a boolean"),
    TYPE("no integer for a list",       "\"retentionDays\":1,\"Tag\":1", "Tag takes an array of objects"),
    QUERY("a plus sign in a query",     "+30",   "in a query \"+\" is a blank, and retentionDays takes an integer"),
    QUERY("its escape in a query",      "%2B30", "retentionDays takes an integer: digits"),
    QUERY("a fraction in a query",      "30.0",  "without fraction or exponent"),
};
/* clang-format on */

static rule_judge judge;

static void helps(void **state)
{
    const help_case *row = *state;
    const snapguard_report *report =
        judge_as(&judge, row->encoding, row->text, strlen(row->text));
    const snapguard_finding *finding = snapguard_report_finding(report, 0);
    const char *help;

    assert_non_null(finding);
    assert_string_equal(snapguard_finding_rule(finding), row->rule);
    help = judge_text(finding, SNAPGUARD_TEXT_HELP);
    if (!strstr(help, row->help))
        fail_msg("%s does not stand in: %s", row->help, help);
    assert_null(strchr(help, '{'));
    assert_null(strchr(help, '}'));
}

int main(void)
{
    rule_suite suite = {NULL, NULL, 0};
    int failed;

    judge_open(&judge, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        suite_add_copy(
            &suite, text_of("%s", cases[i].name), helps, &cases[i], sizeof cases[i]);
    failed = suite_run(&suite, "help");
    judge_close(&judge);
    return failed;
}
