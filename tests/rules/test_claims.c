/* Which operation an HTTP request is for: by header, query and form, in every
 * combination; by names and spellings that other readers may take; past every limit. And
 * how the type of a body says what it is read as. */
#include "judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static rule_judge engine;

/* ------------------------------------------------------------------ every combination */

typedef struct said {
    const char *name;    /* of a test */
    const char *written; /* percent-encoded where it stands in a query; NULL: not there */
    const char *says; /* "": it is empty; NULL: it is not there, or cannot be decoded */
    bool is_ours;
} said;

static const said headers[] = {
    {"no header",                      NULL,                           NULL,                       false},
    {"our name in a header",           "CreateAutoSnapshotPolicy",     "CreateAutoSnapshotPolicy",
     true                                                                                               },
    {"our name in small letters",      "createautosnapshotpolicy",     "createautosnapshotpolicy",
     true                                                                                               },
    {"our name with blanks around it", " CreateAutoSnapshotPolicy \t",
     "CreateAutoSnapshotPolicy",                                                                   true },
    {"another name in a header",       "DescribeRegions",              "DescribeRegions",          false},
    {"an encoded name in a header",    "Create%41utoSnapshotPolicy",
     "Create%41utoSnapshotPolicy",                                                                 false},
    {"an empty header",                "",                             "",                         false},
    {"a percent sign in a header",     "%",                            "%",                        false},
};

static const said parameters[] = {
    {"no Action",                   NULL,                           NULL,                       false},
    {"our Action",                  "CreateAutoSnapshotPolicy",     "CreateAutoSnapshotPolicy", true },
    {"our Action, encoded",         "Create%41utoSnapshot%50olicy", "CreateAutoSnapshotPolicy",
     true                                                                                            },
    {"our Action in capitals",      "CREATEAUTOSNAPSHOTPOLICY",     "CREATEAUTOSNAPSHOTPOLICY",
     true                                                                                            },
    {"our Action behind a blank",   "+CreateAutoSnapshotPolicy",
     " CreateAutoSnapshotPolicy",                                                               true },
    {"our Action before a newline", "CreateAutoSnapshotPolicy%0A",
     "CreateAutoSnapshotPolicy\n",                                                              true },
    {"another Action",              "DescribeRegions",              "DescribeRegions",          false},
    {"a percent sign as Action",    "%25",                          "%",                        false},
    {"an empty Action",             "",                             "",                         false},
    {"a broken Action",             "%zz",                          NULL,                       true },
};

static const said versions[] = {
    {"", NULL,         NULL,         false},
    {"", "2014-05-26", "2014-05-26", true },
    {"", "2017-06-26", "2017-06-26", false},
    {"", "",           "",           false},
};

static bool is_there(const said *claim)
{
    return claim->written && *claim->written;
}

static bool is_broken(const said *claim)
{
    return claim->written && !claim->says;
}

/* Whether two places contradict each other. What cannot be decoded contradicts nothing.
 */
static bool differ(const said *a, const said *b)
{
    return is_there(a) && is_there(b) && a->says && b->says && strcmp(a->says, b->says) &&
           !(a->is_ours && b->is_ours);
}

typedef struct claims {
    const said *header;
    const said *query;
    const said *form;
    const said *version_header;
    const said *version;
} claims;

static bool is_named(const claims *all)
{
    return is_there(all->header) || is_there(all->query) || is_there(all->form);
}

static bool is_applicable(const claims *all)
{
    bool names_ours = all->header->is_ours || all->query->is_ours || all->form->is_ours;
    bool has_version = is_there(all->version_header) || is_there(all->version);

    return is_named(all) && names_ours &&
           (!has_version || all->version_header->is_ours || all->version->is_ours);
}

/* The rules in the order of the catalog, by the words of the catalog and not of the code.
 */
static const char *expect_rules(const claims *all)
{
    const said *first = is_there(all->query) ? all->query : all->form;
    bool is_twice = is_there(all->query) && is_there(all->form);
    bool is_conflict =
        differ(all->header, first) || differ(all->version_header, all->version);

    if (!is_applicable(all))
        return "";
    if (is_broken(all->query) || is_broken(all->form))
        return "invalid-percent-encoding";
    if (is_conflict)
        return is_twice ? "duplicate-parameter operation-conflict" : "operation-conflict";
    return is_twice ? "duplicate-parameter" : "";
}

static char *member(const char *name, const said *claim)
{
    return claim->written ? text_of("%s%s&", name, claim->written) : text_of("%s", "");
}

static char *line(const char *name, const said *claim)
{
    return claim->written ? text_of("%s:%s\r\n", name, claim->written)
                          : text_of("%s", "");
}

static char *write_request(const claims *all)
{
    char *query = member("Action=", all->query);
    char *form = member("Action=", all->form);
    char *version = member("Version=", all->version);
    char *header = line("X-Acs-Action", all->header);
    char *version_header = line("x-acs-version", all->version_header);
    char *request = text_of(
        "POST /?%s%sregionId=cn-hangzhou&timePoints=%%5B%%221%%22%%5D "
        "HTTP/1.1\r\n%s%s\r\n"
        "%srepeatWeekdays=%%5B%%221%%22%%5D&retentionDays=30",
        query, version, header, version_header, form);

    free(query);
    free(form);
    free(version);
    free(header);
    free(version_header);
    return request;
}

/* Two names that differ, and both versions, are told by two findings of one rule. */
static char *unique_rules(const snapguard_report *report)
{
    char *rules = judge_findings(report, JUDGE_RULE);
    char *twice = strstr(rules, "operation-conflict operation-conflict");

    if (twice)
        twice[strlen("operation-conflict")] = '\0';
    return rules;
}

static void judge_combination(const claims *all)
{
    char *request = write_request(all);
    const snapguard_report *report =
        judge_as(&engine, SNAPGUARD_HTTP, request, strlen(request));
    char *rules = unique_rules(report);
    const char *expected = expect_rules(all);
    snapguard_verdict verdict = *expected ? SNAPGUARD_INVALID : SNAPGUARD_VALID;

    if (!is_applicable(all))
        verdict = SNAPGUARD_NOT_APPLICABLE;
    if (strcmp(rules, expected) || snapguard_report_verdict(report) != verdict)
        fail_msg("%s\n\"%s\" instead of \"%s\"", request, rules, expected);
    free(rules);
    free(request);
}

typedef struct combination {
    const said *header;
    const said *query;
} combination;

static void is_for_the_operation(void **state)
{
    const combination *row = *state;

    for (size_t form = 0; form < COUNT(parameters); form++)
        for (size_t i = 0; i < COUNT(versions) * COUNT(versions); i++) {
            claims all = {
                row->header, row->query, &parameters[form],
                &versions[i % COUNT(versions)], &versions[i / COUNT(versions)]};

            judge_combination(&all);
        }
}

static void add_combinations(rule_suite *suite)
{
    for (size_t i = 0; i < COUNT(headers); i++)
        for (size_t j = 0; j < COUNT(parameters); j++) {
            combination one = {&headers[i], &parameters[j]};

            suite_add_copy(
                suite, text_of("%s, %s", headers[i].name, parameters[j].name),
                is_for_the_operation, &one, sizeof one);
        }
}

/* ------------------------------------------------------------------ one at a time */

#define QUERY                                                                            \
    "regionId=cn-hangzhou&timePoints=%5B%221%22%5D&repeatWeekdays=%5B%221%22%5D&"        \
    "retentionDays=30"
#define POST "POST /?" QUERY " HTTP/1.1\r\n"
#define ACTION "x-acs-action:CreateAutoSnapshotPolicy\r\n"
#define OTHER "x-acs-action:DescribeRegions\r\n"
#define BODY "\r\nTag.1.Key=k"
#define FORM "Content-Type: application/x-www-form-urlencoded"
#define JSON "Content-Type: application/json"
#define OUR_FORM "Action=CreateAutoSnapshotPolicy&" QUERY
#define NONE SNAPGUARD_NOT_APPLICABLE
#define GOOD SNAPGUARD_VALID
#define BAD SNAPGUARD_INVALID

typedef struct request_case {
    const char *name;
    const char *request; /* in short form */
    snapguard_verdict verdict;
    const char *rules;
} request_case;

/* clang-format off */
static const request_case requests[] = {
    /* headers */
    {"a header in capitals", POST "X-ACS-ACTION: CreateAutoSnapshotPolicy\r\n\r\n", GOOD, ""},
    {"the same header twice", POST ACTION ACTION "\r\n", GOOD, ""},
    {"two headers, ours first", POST ACTION OTHER "\r\n", BAD, "operation-conflict"},
    {"two headers, ours last", POST OTHER ACTION "\r\n", BAD, "operation-conflict"},
    {"three headers, ours last", POST OTHER "x-acs-action:A\r\n" ACTION "\r\n", BAD, "operation-conflict"},
    {"three headers, and ours behind them", POST OTHER "x-acs-action:A\r\nx-acs-action:B\r\n" ACTION "\r\n",
     BAD, "operation-conflict"},
    {"three equal headers of another operation", POST OTHER OTHER OTHER "\r\n", NONE, ""},
    {"three versions, ours last",
     POST ACTION "x-acs-version:1\r\nx-acs-version:2\r\nx-acs-version:2014-05-26\r\n\r\n", BAD, "operation-conflict"},
    {"a header that is not UTF-8", POST ACTION "x-acs-action: \xFF\r\n\r\n", BAD, "operation-conflict"},
    {"a header that is not UTF-8 alone", POST "x-acs-action: \xFF\r\n\r\n", NONE, ""},
    {"an empty header and our name", POST "x-acs-action:\r\n" ACTION "\r\n", GOOD, ""},
    {"a header of 600 bytes", POST "x-acs-action: <600 a>\r\n\r\n", NONE, ""},
    {"a header of another product's client", POST "x-oss-action: CreateAutoSnapshotPolicy\r\n\r\n", NONE, ""},

    /* names of Action that other readers take */
    {"action in small letters", "POST /?action=CreateAutoSnapshotPolicy&" QUERY " HTTP/1.1\r\n\r\n", BAD, "parameter-case"},
    {"action of another operation", "POST /?action=DescribeRegions&" QUERY " HTTP/1.1\r\n\r\n", NONE, ""},
    {"a header of another operation and action", "POST /?action=CreateAutoSnapshotPolicy&" QUERY " HTTP/1.1\r\n" OTHER "\r\n",
     BAD, "parameter-case"},
    {"Action behind a blank", "POST /?+Action=CreateAutoSnapshotPolicy&" QUERY " HTTP/1.1\r\n\r\n", GOOD, "unknown-parameter"},
    {"Action before a NUL", "POST /?Action%00=CreateAutoSnapshotPolicy&" QUERY " HTTP/1.1\r\n\r\n", GOOD, "unknown-parameter"},
    {"Action behind a blank, of another operation", "POST /?+Action=DescribeRegions&" QUERY " HTTP/1.1\r\n\r\n", NONE, ""},
    {"a name that cannot be decoded, with ours", "POST /?%zz=CreateAutoSnapshotPolicy&" QUERY " HTTP/1.1\r\n\r\n",
     BAD, "invalid-percent-encoding"},
    {"a name that cannot be decoded, with another", "POST /?%zz=DescribeRegions&" QUERY " HTTP/1.1\r\n\r\n", NONE, ""},
    {"a version in small letters is ours", "POST /?Version=1&version=2014-05-26&" QUERY " HTTP/1.1\r\n" ACTION "\r\n",
     BAD, "parameter-case"},
    {"a small action of another product", "POST /?action=CreateAutoSnapshotPolicy&Version=1&" QUERY " HTTP/1.1\r\n\r\n", NONE, ""},
    {"Action twice, ours last", "POST /?Action=A&Action=CreateAutoSnapshotPolicy&" QUERY " HTTP/1.1\r\n\r\n",
     BAD, "duplicate-parameter"},
    {"Action empty, then ours", "POST /?Action=&Action=CreateAutoSnapshotPolicy&" QUERY " HTTP/1.1\r\n\r\n", GOOD, ""},

    /* put together by a proxy */
    {"two names in one header", "GET /?a=b HTTP/1.1\r\nx-acs-action: A, CreateAutoSnapshotPolicy\r\n\r\n",
     BAD, "missing-parameter missing-parameter missing-parameter missing-parameter unknown-parameter"},

    /* in JSON */
    {"our name in JSON", "POST / HTTP/1.1\r\n" JSON "\r\n\r\n{'Action':'CreateAutoSnapshotPolicy','regionId':'cn-hangzhou',"
     "'timePoints':'[`1`]','repeatWeekdays':'[`1`]','retentionDays':30}", GOOD, ""},
    {"another name in JSON", "POST / HTTP/1.1\r\n" JSON "\r\n\r\n{'Action':'A'}", NONE, ""},
    {"our name in JSON, another in a header", "POST / HTTP/1.1\r\n" JSON "\r\n" OTHER "\r\n{'Action':'CreateAutoSnapshotPolicy',"
     "'regionId':'cn-hangzhou','timePoints':'[`1`]','repeatWeekdays':'[`1`]','retentionDays':30}", BAD, "operation-conflict"},
    {"no name in JSON", "POST / HTTP/1.1\r\n" JSON "\r\n\r\n{}", NONE, ""},
    {"JSON of another operation that is none", "POST / HTTP/1.1\r\n" JSON "\r\n" OTHER "\r\n{", NONE, ""},
    {"JSON of ours that is none", "POST / HTTP/1.1\r\n" JSON "\r\n" ACTION "\r\n{", BAD, "invalid-json"},

    /* limits */
    {"300 parameters of another operation", "POST /?<300 a=b&>b=1 HTTP/1.1\r\n" OTHER "\r\n", NONE, ""},
    {"300 parameters of none", "POST /?<300 a=b&>b=1 HTTP/1.1\r\n\r\n", NONE, ""},
    {"300 parameters of ours", "POST /?<300 a=b&>b=1 HTTP/1.1\r\n" ACTION "\r\n", BAD, "limit-exceeded"},
    {"our name behind 300 parameters", "POST /?<300 a=b&>Action=CreateAutoSnapshotPolicy HTTP/1.1\r\n\r\n", BAD, "limit-exceeded"},
    {"our name in small letters behind them", "POST /?<300 a=b&>action=CreateAutoSnapshotPolicy HTTP/1.1\r\n\r\n",
     BAD, "limit-exceeded"},
    {"our name in the form behind them", "POST /?<300 a=b&> HTTP/1.1\r\n\r\nAction=CreateAutoSnapshotPolicy", BAD, "limit-exceeded"},
    {"2,000 pairs of another operation", "POST /?<2000 a=b&> HTTP/1.1\r\n" OTHER "\r\n", NONE, ""},
    {"2,000 pairs of none", "POST /?<2000 a=b&> HTTP/1.1\r\n\r\n", NONE, ""},
    {"2,000 pairs of ours", "POST /?<2000 a=b&> HTTP/1.1\r\n" ACTION "\r\n", BAD, "limit-exceeded"},
    {"2,000 empty pairs of ours", "POST /?<2000 a=&> HTTP/1.1\r\n" ACTION "\r\n", BAD, "limit-exceeded"},
    {"our name behind 1,500 pairs", "POST /?<1500 a=&>Action=CreateAutoSnapshotPolicy HTTP/1.1\r\n\r\n", BAD, "limit-exceeded"},
    {"our name behind 5,000 pairs", "POST /?<5000 a=&>Action=CreateAutoSnapshotPolicy HTTP/1.1\r\n\r\n", BAD, "limit-exceeded"},
    {"our name behind 5,000 pairs of the form", "POST / HTTP/1.1\r\n\r\n<5000 a=&>Action=CreateAutoSnapshotPolicy",
     BAD, "limit-exceeded"},
    {"our name behind 1,500 pairs of another's", "POST /?<1500 a=&>Action=CreateAutoSnapshotPolicy HTTP/1.1\r\n" OTHER "\r\n",
     BAD, "limit-exceeded"},
    {"another name behind 1,500 pairs", "POST /?<1500 a=&>Action=DescribeRegions HTTP/1.1\r\n\r\n", NONE, ""},
    {"another product behind 1,500 pairs", "POST /?<1500 a=&>Version=1 HTTP/1.1\r\n" ACTION "\r\n", NONE, ""},
    {"a broken pair before 1,500 others", "POST /?a=%&<1500 a=&>Action=CreateAutoSnapshotPolicy HTTP/1.1\r\n\r\n",
     BAD, "invalid-percent-encoding"},
    {"a large form of another operation", "POST / HTTP/1.1\r\n" OTHER "\r\n<20000 abcdefg=>", NONE, ""},
    {"a large form of ours", "POST / HTTP/1.1\r\n" ACTION "\r\n<20000 abcdefg=>", BAD, "limit-exceeded"},
    {"a large form of no operation", "POST / HTTP/1.1\r\n\r\n<20000 abcdefg=>", BAD, "limit-exceeded"},
    {"a large form that begins with another name", "POST / HTTP/1.1\r\n\r\nAction=A&<20000 abcdefg=>",
     BAD, "limit-exceeded"},
    {"a large form beside another name", "POST /?Action=A HTTP/1.1\r\n\r\n<20000 abcdefg=>",
     BAD, "limit-exceeded"},
    {"large JSON beside another name", "POST /?Action=A HTTP/1.1\r\n" JSON "\r\n\r\n[<90000 1,>1]",
     BAD, "limit-exceeded"},
    {"broken JSON that names ours", "POST / HTTP/1.1\r\n" JSON "\r\n\r\n{'Action':'CreateAutoSnapshotPolicy',}",
     BAD, "invalid-json"},
    {"deep JSON that names ours", "POST / HTTP/1.1\r\n" JSON "\r\n\r\n{'Action':'CreateAutoSnapshotPolicy','x':<40 [><40 ]>}",
     BAD, "limit-exceeded"},
    {"an array that names ours", "POST / HTTP/1.1\r\n" JSON "\r\n\r\n[{'Action':'CreateAutoSnapshotPolicy'}]",
     BAD, "not-an-object"},
    {"broken JSON of nobody", "POST / HTTP/1.1\r\n" JSON "\r\n\r\n{'Action':'A',}", NONE, ""},
    {"a large form with our name cut off",
     "POST / HTTP/1.1\r\n\r\n<131000 a>&<45 b>&Action=CreateAutoSnapshotPolicy&<1000 a>", BAD, "limit-exceeded"},
    {"a large form with our name in small letters", "POST / HTTP/1.1\r\n" OTHER "\r\naction=CreateAutoSnapshotPolicy&<20000 abcdefg=>",
     BAD, "limit-exceeded"},
    {"a large query of another operation", "POST /?<20000 abcdefg=> HTTP/1.1\r\n" OTHER "\r\n", NONE, ""},
    {"a large query of ours", "POST /?<20000 abcdefg=> HTTP/1.1\r\n" ACTION "\r\n", BAD, "limit-exceeded"},
    {"large JSON of another operation", "POST / HTTP/1.1\r\n" OTHER JSON "\r\n\r\n[<60000 1,>1]", NONE, ""},
    {"large JSON of ours", "POST / HTTP/1.1\r\n" ACTION JSON "\r\n\r\n[<90000 1,>1]", BAD, "limit-exceeded"},
    {"large chunks of another operation", "POST / HTTP/1.1\r\n" OTHER "Transfer-Encoding: chunked\r\n\r\n<140000 1\r\na\r\n>0\r\n\r\n", NONE, ""},
    {"large chunks of ours", "POST / HTTP/1.1\r\n" ACTION "Transfer-Encoding: chunked\r\n\r\n<140000 1\r\na\r\n>0\r\n\r\n",
     BAD, "limit-exceeded"},
    {"a large body that is not read", POST OTHER "Content-Type: image/png\r\n\r\n<20000 abcdefg=>", NONE, ""},
    {"a large body that ours does not read", POST ACTION "Content-Type: image/png\r\n\r\n<20000 abcdefg=>",
     BAD, "unsupported-content-type"},

    /* types */
    {"no type", POST ACTION BODY, GOOD, ""},
    {"no coding", POST ACTION "Content-Encoding: Identity\r\n" FORM "\r\n" BODY, GOOD, ""},
    {"a packed form", POST ACTION "content-encoding: gzip\r\n" FORM "\r\n" BODY,
     BAD, "unsupported-content-type"},
    {"a packed body without a type", POST ACTION "Content-Encoding: br\r\n" BODY,
     BAD, "unsupported-content-type"},
    {"a packed body of another operation", POST OTHER "Content-Encoding: br\r\n" BODY, NONE, ""},
    {"nothing is packed", "POST /?Action=A HTTP/1.1\r\n" "Content-Encoding: br\r\n\r\n", NONE, ""},
    {"an empty type", POST ACTION "Content-Type:\r\n" BODY, GOOD, ""},
    {"a form", POST ACTION FORM "\r\n" BODY, GOOD, ""},
    {"a form in capitals", POST ACTION "CONTENT-TYPE: APPLICATION/X-WWW-FORM-URLENCODED\r\n" BODY, GOOD, ""},
    {"a form with a charset", POST ACTION FORM "; charset=utf-8\r\n" BODY, GOOD, ""},
    {"a form with a charset and no blank", POST ACTION FORM ";charset=UTF-8;a=b\r\n" BODY, GOOD, ""},
    {"a form with a blank before the charset", POST ACTION FORM " ; charset=utf-8\r\n" BODY, GOOD, ""},
    {"a form with a tab before the charset", POST ACTION FORM "\t; charset=utf-8\r\n" BODY, GOOD, ""},
    {"a form with a long parameter", POST ACTION FORM "; a=<1000 b>\r\n" BODY, GOOD, ""},
    {"a form behind many blanks", POST ACTION "Content-Type: <600  >application/x-www-form-urlencoded\r\n" BODY, GOOD, ""},
    {"a form, and much behind it", POST ACTION FORM "<600  >x\r\n" BODY, BAD, "unsupported-content-type"},
    {"a form twice", POST ACTION FORM "\r\n" FORM "\r\n" BODY, GOOD, ""},
    {"a form twice, with a charset", POST ACTION FORM "\r\n" FORM "; charset=utf-8\r\n" BODY, GOOD, ""},
    {"a form three times, in three spellings", POST ACTION FORM "\r\n" FORM ";a=b\r\n" FORM ";a=c\r\n" BODY,
     BAD, "unsupported-content-type"},
    {"a form twice, and JSON", POST ACTION FORM "\r\n" FORM ";a=b\r\n" JSON "\r\n\r\n{}", BAD, "unsupported-content-type"},
    {"a form and JSON", POST ACTION FORM "\r\n" JSON "\r\n" BODY, BAD, "unsupported-content-type"},
    {"JSON and a form", POST ACTION JSON "\r\n" FORM "\r\n" BODY, BAD, "unsupported-content-type"},
    {"JSON and an empty type", POST ACTION JSON "\r\nContent-Type:\r\n\r\n{}", BAD, "unsupported-content-type"},
    {"a form and JSON without a body", POST ACTION FORM "\r\n" JSON "\r\n\r\n", GOOD, ""},
    {"JSON", POST ACTION JSON "\r\n\r\n{'Tag.1.Key':'k'}", GOOD, ""},
    {"JSON in capitals", POST ACTION "Content-Type: Application/JSON\r\n\r\n{'Tag.1.Key':'k'}", GOOD, ""},
    {"JSON with a charset", POST ACTION JSON "; charset=utf-8\r\n\r\n{'Tag.1.Key':'k'}", GOOD, ""},
    {"JSON of nothing", POST ACTION JSON "\r\n\r\n", GOOD, ""},
    {"JSON that is a form", POST ACTION JSON "\r\n" BODY, BAD, "invalid-json"},
    {"a form that is JSON", POST ACTION "\r\n{'Tag.1.Key':'k='}", GOOD, "unknown-parameter"},
    {"another JSON", POST ACTION "Content-Type: application/json-patch+json\r\n\r\n{}", BAD, "unsupported-content-type"},
    {"text", POST ACTION "Content-Type: text/plain\r\n" BODY, BAD, "unsupported-content-type"},
    {"text without a body", POST ACTION "Content-Type: text/plain\r\n\r\n", GOOD, ""},
    {"text of another operation", POST OTHER "Content-Type: text/plain\r\n" BODY, NONE, ""},
    {"a type that is none", POST ACTION "Content-Type: ;\r\n" BODY, GOOD, ""},
    {"two types in one header", POST ACTION FORM ", application/json\r\n" BODY, BAD, "unsupported-content-type"},
    {"a type that is not ASCII", POST ACTION "Content-Type: \xFF\r\n" BODY, BAD, "unsupported-content-type"},

    /* what one reader takes for a form or JSON, and another does not, and only the body names */
    {"a packed form that names ours", POST "Content-Encoding: br\r\n" FORM "\r\n\r\n" OUR_FORM, BAD, "unsupported-content-type"},
    {"a packed body without a type that names ours", POST "Content-Encoding: gzip\r\n\r\n" OUR_FORM,
     BAD, "unsupported-content-type"},
    {"packed JSON that names ours", POST "Content-Encoding: gzip\r\n" JSON "\r\n\r\n{'Action':'CreateAutoSnapshotPolicy'}",
     BAD, "unsupported-content-type"},
    {"a form or JSON that names ours", POST FORM "\r\n" JSON "\r\n\r\n" OUR_FORM, BAD, "unsupported-content-type"},
    {"text or a form that names ours", POST "Content-Type: text/plain\r\n" FORM "\r\n\r\n" OUR_FORM,
     BAD, "unsupported-content-type"},
    {"three types, and ours", POST "Content-Type: a/b\r\nContent-Type: a/c\r\n" FORM "\r\n\r\n" OUR_FORM,
     BAD, "unsupported-content-type"},
    {"a list of types that begins with a form", POST FORM ", text/plain\r\n\r\n" OUR_FORM, BAD, "unsupported-content-type"},
    {"a list of types that ends in a form", POST "Content-Type: text/plain;a=b ,application/x-www-form-urlencoded;c\r\n\r\n" OUR_FORM,
     BAD, "unsupported-content-type"},
    {"a list of one form twice", POST FORM ", application/x-www-form-urlencoded\r\n\r\n" OUR_FORM, BAD, "unsupported-content-type"},
    {"a form with JSON in its parameter", POST FORM ";a=b, application/json\r\n\r\n{'Action':'CreateAutoSnapshotPolicy'}",
     BAD, "unsupported-content-type"},
    {"a form with a comma in its parameter", POST FORM ";a='b, c'\r\n\r\nAction=CreateAutoSnapshotPolicy", GOOD, ""},
    {"a type that others pass over", POST "Content-Type: form\r\n\r\n" OUR_FORM, BAD, "unsupported-content-type"},
    {"a type without an end", POST "Content-Type: a/<600 b>\r\n\r\n" OUR_FORM, BAD, "unsupported-content-type"},
    {"ours in capitals", POST "Content-Encoding: br\r\n\r\nAction=CREATEAUTOSNAPSHOTPOLICY", BAD, "unsupported-content-type"},
    {"ours percent-encoded", POST "Content-Encoding: br\r\n\r\nAction=%43reateAutoSnapshotPolic%79", BAD, "unsupported-content-type"},
    {"ours in escapes", POST "Content-Encoding: br\r\n" JSON "\r\n\r\n{'Action':'\\u0043reateAuto\\u0053napshotPolicy'}",
     BAD, "unsupported-content-type"},
    {"ours, and another in a header", POST OTHER "Content-Encoding: br\r\n\r\n" OUR_FORM, BAD, "unsupported-content-type"},
    {"ours, and another in the query", "POST /?Action=DescribeRegions HTTP/1.1\r\nContent-Encoding: br\r\n\r\n" OUR_FORM,
     BAD, "unsupported-content-type"},
    {"a form behind a blank that names ours", POST FORM " charset=utf-8\r\n\r\n" OUR_FORM, BAD, "unsupported-content-type"},
    {"a kind of form that names ours", POST "Content-Type: text/x-www-form-UrlEncoded\r\n\r\n" OUR_FORM,
     BAD, "unsupported-content-type"},
    {"a kind of JSON that names ours", POST "Content-Type: application/problem+json\r\n\r\n{'Action':'CreateAutoSnapshotPolicy'}",
     BAD, "unsupported-content-type"},
    {"a kind of JSON of another operation", POST "Content-Type: application/problem+json\r\n\r\n{'Action':'DescribeRegions'}", NONE, ""},
    {"a packed form of another operation", POST "Content-Encoding: br\r\n" FORM "\r\n\r\nAction=DescribeRegions&a=%43", NONE, ""},
    {"a packed body that says nothing", POST "Content-Encoding: gzip\r\n\r\n\x1F\x8B\\u004%4CreateAutoSnapshotPolic", NONE, ""},
    {"packed JSON of no operation", POST "Content-Encoding: gzip\r\n" JSON "\r\n\r\n\\\x8B%", NONE, ""},
    {"an upload with a comma in its boundary", POST "Content-Type: multipart/form-data; boundary='a,b'\r\n\r\n" OUR_FORM, NONE, ""},
    {"much contested of another operation", POST OTHER "Content-Encoding: br\r\n\r\n<20000 abcdefg=>", NONE, ""},
    {"much contested of nobody knows whose", POST "Content-Encoding: br\r\n\r\n<20000 abcdefg=>", BAD, "limit-exceeded"},
    {"much contested that names ours", POST OTHER "Content-Encoding: br\r\n\r\nAction=CreateAutoSnapshotPolicy&<20000 abcdefg=>",
     BAD, "limit-exceeded"},
    {"much that is not read and names ours", POST OTHER "Content-Type: text/plain\r\n\r\nAction=CreateAutoSnapshotPolicy&<20000 abcdefg=>",
     NONE, ""},

    /* JSON that this reader does not read, and others may */
    {"an array of JSON with an escape", POST JSON "\r\n\r\n['a\\n']", NONE, ""},
    {"an array of JSON with an escape, of another operation", POST OTHER JSON "\r\n\r\n['\\u4e2d']", NONE, ""},
    {"an array of JSON that names ours", POST JSON "\r\n\r\n[{'Action':'\\u0043reateAutoSnapshotPolicy'}]", BAD, "not-an-object"},
    {"an array that names ours, of another operation", POST OTHER JSON "\r\n\r\n['CreateAutoSnapshotPolicy']", NONE, ""},
    {"JSON behind a mark of UTF-8", POST JSON "\r\n\r\n\xEF\xBB\xBF{'a':'\\n'}", NONE, ""},

    {"a body of another operation that is cut short", POST OTHER "Content-Length: 100\r\n\r\nabc", NONE, ""},
    {"a body of ours that is cut short", POST ACTION "Content-Length: 100\r\n\r\nabc", BAD, "invalid-http"},
    {"numbers that are too large to be told apart", "POST /?" QUERY "&Tag.100000000000.Key=a&Tag.99999999999.Key=b HTTP/1.1\r\n"
     ACTION "\r\n", BAD, "tag-count"},

    /* a version that not every reader sees */
    {"another version in a form behind our query", "POST /?" QUERY "&Action=CreateAutoSnapshotPolicy HTTP/1.1\r\n"
     "\r\nVersion=2099-01-01", GOOD, ""},
    {"another version in JSON behind our header", "POST /?" QUERY " HTTP/1.1\r\n" ACTION JSON "\r\n\r\n{'Version':'2099-01-01'}",
     GOOD, ""},
    {"name and another version in a form", POST "\r\nAction=CreateAutoSnapshotPolicy&Version=2099-01-01", NONE, ""},
    {"another version in the query behind our header", "POST /?" QUERY "&Version=2099-01-01 HTTP/1.1\r\n" ACTION "\r\n",
     NONE, ""},
    {"another version in the query and ours in a form", "POST /?" QUERY "&Version=2099-01-01 HTTP/1.1\r\n" ACTION
     "\r\nVersion=2014-05-26", BAD, "duplicate-parameter"},

    /* query and JSON together */
    {"a tag nested in JSON, and flat in the query", "POST /?" QUERY "&Tag.1.Key=k HTTP/1.1\r\n" ACTION JSON
     "\r\n\r\n{'Tag':[{'Value':'v'}]}", GOOD, ""},
    {"a tag's key in both", "POST /?" QUERY "&Tag.1.Key=k HTTP/1.1\r\n" ACTION JSON "\r\n\r\n{'Tag':[{'Key':'k'}]}",
     BAD, "duplicate-parameter"},
    {"equal keys of two tags in both", "POST /?" QUERY "&Tag.2.Key=k HTTP/1.1\r\n" ACTION JSON "\r\n\r\n{'Tag':[{'Key':'k'}]}",
     BAD, "tag-key-duplicate"},
    {"a key of JSON twice", POST ACTION JSON "\r\n\r\n{'Tag.1.Key':'k','Tag.1.Key':'k'}", BAD, "duplicate-key"},
    {"an encryption flat and a switch in JSON", "POST /?" QUERY "&CopyEncryptionConfiguration.KMSKeyId=k&TargetCopyRegions="
     "%5B%22cn-beijing%22%5D HTTP/1.1\r\n" ACTION JSON
     "\r\n\r\n{'EnableCrossRegionCopy':true,'CopyEncryptionConfiguration':{'Encrypted':true}}", GOOD, ""},
    {"an alias in JSON, equal to the query", POST ACTION JSON "\r\n\r\n{'RegionId':'cn-hangzhou'}", GOOD, "parameter-alias"},
    {"an alias in JSON, not equal to the query", POST ACTION JSON "\r\n\r\n{'RegionId':'cn-beijing'}",
     BAD, "duplicate-parameter parameter-alias"},
    {"something missing in both", "POST /?regionId=cn-hangzhou HTTP/1.1\r\n" ACTION JSON
     "\r\n\r\n{'timePoints':'[`1`]','repeatWeekdays':'[`1`]'}", BAD, "missing-parameter"},
    {"200 parameters in the query, 100 in JSON", "POST /?<200 a=b&> HTTP/1.1\r\n" ACTION JSON
     "\r\n\r\n{'Tag':[<99 {\"Key\":\"k\"},>{}]}", BAD, "limit-exceeded"},
};
/* clang-format on */

/* A reader of Python or Java takes it for JSON as well. */
static void the_name_is_found_in_utf_16(void **state)
{
    static const char head[] = POST JSON "\r\n\r\n";
    static const char text[] = "[{\"Action\":\"\\u0043reateAutoSnapshotPolicy\"}]";
    char request[sizeof head + 4 * sizeof text];

    (void)state;
    for (size_t width = 1; width <= 4; width *= 2) {
        size_t size = sizeof head - 1;
        const snapguard_report *report;

        memset(request, 0, sizeof request);
        memcpy(request, head, size);
        for (size_t i = 0; i < sizeof text - 1; i++, size += width)
            request[size] = text[i];
        report = judge_as(&engine, SNAPGUARD_HTTP, request, size);
        assert_int_equal(snapguard_report_verdict(report), BAD);
    }
}

static void is_judged(void **state)
{
    const request_case *row = *state;
    char *request = judge_expand(row->request);
    const snapguard_report *report =
        judge_as(&engine, SNAPGUARD_HTTP, request, strlen(request));
    char *rules = judge_findings(report, JUDGE_RULE);

    assert_string_equal(rules, row->rules);
    assert_int_equal(snapguard_report_verdict(report), row->verdict);
    free(rules);
    free(request);
}

/* No text of a finding holds bytes that are not UTF-8, whatever a header holds. */
static void headers_never_come_into_texts_as_they_stand(void **state)
{
    static const char request[] = POST OTHER "x-acs-action: a\xFF\xFE\r\n" ACTION "\r\n";
    const snapguard_report *report =
        judge_as(&engine, SNAPGUARD_HTTP, request, sizeof request - 1);
    char *all = judge_findings(report, JUDGE_ALL);

    (void)state;
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_INVALID);
    for (const char *p = all; *p; p++)
        assert_in_range(*p, '\n', 0x7E);
    free(all);
}

int main(void)
{
    rule_suite suite = {0};
    int failures;

    judge_open(&engine, NULL);
    add_combinations(&suite);
    for (size_t i = 0; i < COUNT(requests); i++)
        suite_add_copy(
            &suite, text_of("%s", requests[i].name), is_judged, &requests[i],
            sizeof *requests);
    suite_add(
        &suite, text_of("headers never come into texts as they stand"),
        headers_never_come_into_texts_as_they_stand, NULL);
    suite_add(
        &suite, text_of("the name is found in UTF-16"), the_name_is_found_in_utf_16,
        NULL);
    failures = suite_run(&suite, "claims");
    judge_close(&engine);
    return failures;
}
