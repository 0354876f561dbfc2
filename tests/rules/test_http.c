/* Raw HTTP requests: what is refused and where, what is not, and where findings stand
 * that are in the query or the body. In the tables < and > stand around the place; they
 * are not in the request. */
#include "judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct http_case {
    const char *name;
    const char *text;
    size_t size;
    const char *rule;   /* NULL: nothing is found */
    const char *reason; /* of invalid-http; NULL where the rule is another one */
} http_case;

#define T(text) (text), sizeof(text) - 1
#define QUERY                                                                            \
    "regionId=cn-hangzhou&timePoints=%5B%221%22%5D&repeatWeekdays=%5B%221%22%5D&"        \
    "retentionDays=30"
#define OURS "x-acs-action: CreateAutoSnapshotPolicy\r\n"
#define TARGET "/?" QUERY "&Action=CreateAutoSnapshotPolicy"
/* A good request with these headers and, behind an empty line, this body. */
#define POST(headers) "POST /?" QUERY " HTTP/1.1\r\nHost: h\r\n" OURS headers "\r\n"
#define CHUNKED(body) POST("Transfer-Encoding: chunked\r\n") body
#define JSON "Content-Type: application/json\r\n"

#define LINE "a request line is expected here, such as POST /?Action=... HTTP/1.1"
#define IN_TARGET "this cannot stand in the target of a request"
#define VERSION "HTTP/1.1 is expected here, and the end of the line"
#define NO_END "the headers have no empty line behind them"
#define NAME "a header's name with \":\" behind it is expected here"
#define CONTROL "a header may not hold a control character"
#define LENGTH "the length of the body is a decimal number"
#define AGAIN "the length of the body is given twice"
#define CODING "chunked is the only transfer coding that is read"
#define OLD "HTTP/1.0 has no transfer codings"
#define SHORT "the body ends before its length is reached"
#define LONG "nothing may follow the body"
#define CHUNK "the size of a chunk is expected here, in hex digits"
#define CHUNK_END "the end of a line is expected here"
#define HTTP "invalid-http"

/* clang-format off */
static const http_case cases[] = {
    /* the request line */
    {"nothing at all",                    T("<>"),                                       HTTP, LINE},
    {"empty lines first",                 T("\r\n\n" POST("")),                          NULL, NULL},
    {"nothing but an empty line",         T("\r\n<>"),                                   HTTP, LINE},
    {"a method alone",                    T("POST<>"),                                   HTTP, LINE},
    {"a method alone on its line",        T("POST<\r>\n\r\n"),                           HTTP, LINE},
    {"a blank before the method",         T("< >POST / HTTP/1.1\r\n\r\n"),               HTTP, LINE},
    {"a method that is no token",         T("PO<(>ST / HTTP/1.1\r\n\r\n"),               HTTP, LINE},
    {"a tab behind the method",           T("POST<\t>/ HTTP/1.1\r\n\r\n"),               HTTP, LINE},
    {"an answer",                         T("HTTP<\x2F>1.1 200 OK\r\n\r\n"),             HTTP, LINE},
    {"JSON",                              T("<{>}"),                                     HTTP, LINE},
    {"two blanks behind the method",      T("POST  " TARGET " HTTP/1.1\r\n\r\n"),        NULL, NULL},
    {"a tab behind the method",           T("POST<\t>/ HTTP/1.1\r\n\r\n"),              HTTP, LINE},
    {"no target",                         T("POST <\r>\n\r\n"),                          HTTP, IN_TARGET},
    {"a fragment",                        T("POST /?a=b<#>c HTTP/1.1\r\n\r\n"),          HTTP, IN_TARGET},
    {"a control in the target",           T("POST /?a<\x01>b HTTP/1.1\r\n\r\n"),         HTTP, IN_TARGET},
    {"a NUL in the target",               T("POST /?a<\0>b HTTP/1.1\r\n\r\n"),           HTTP, IN_TARGET},
    {"a tab in the target",               T("POST /?a<\t>b HTTP/1.1\r\n\r\n"),           HTTP, IN_TARGET},
    {"DEL in the target",                 T("POST /?a<\x7F>b HTTP/1.1\r\n\r\n"),         HTTP, IN_TARGET},
    {"a bare CR in the target",           T("POST /?a<\r>b HTTP/1.1\r\n\r\n"),           HTTP, IN_TARGET},
    {"no version",                        T("POST /<\r>\n\r\n"),                         HTTP, VERSION},
    {"no version, and the end",           T("POST /<>"),                                 HTTP, VERSION},
    {"HTTP/2",                            T("POST / <H>TTP/2\r\n\r\n"),                  HTTP, VERSION},
    {"HTTP/1.2",                          T("POST / <H>TTP/1.2\r\n\r\n"),                HTTP, VERSION},
    {"HTTP/1.10",                         T("POST / <H>TTP/1.10\r\n\r\n"),               HTTP, VERSION},
    {"HTTP in small letters",             T("POST / <h>ttp/1.1\r\n\r\n"),                HTTP, VERSION},
    {"a blank behind the version",        T("POST " TARGET " HTTP/1.1 \r\n\r\n"),        NULL, NULL},
    {"two blanks before the version",     T("POST " TARGET "  HTTP/1.1\r\n\r\n"),        NULL, NULL},
    {"a word behind the version",         T("POST / <H>TTP/1.1 a\r\n\r\n"),              HTTP, VERSION},
    {"a blank in the target",             T("POST /?a= <b> HTTP/1.1\r\n\r\n"),           HTTP, VERSION},
    {"the line has no end",               T("POST / HTTP/1.1<>"),                        HTTP, NO_END},
    {"HTTP/1.0",                          T("POST " TARGET " HTTP/1.0\r\n\r\n"),         NULL, NULL},
    {"another method",                    T("GET " TARGET " HTTP/1.1\r\n\r\n"),          NULL, NULL},
    {"a target with a host",              T("GET http://ecs.aliyuncs.com" TARGET " HTTP/1.1\r\n\r\n"), NULL, NULL},
    {"lines that end in LF alone",        T("GET " TARGET " HTTP/1.1\nHost: h\n\n"),     NULL, NULL},
    {"a question mark in the query",      T("GET " TARGET "&Tag.1.Key=a?b HTTP/1.1\r\n\r\n"), NULL, NULL},
    {"bytes that are not ASCII in the query", T("GET " TARGET "&Tag.1.Key=\xC3\xA9 HTTP/1.1\r\n\r\n"), NULL, NULL},

    /* headers */
    {"a blank in a header's name",        T("GET / HTTP/1.1\r\nX< >Y: z\r\n\r\n"),         HTTP, NAME},
    {"a blank before the colon",          T("GET / HTTP/1.1\r\nHost< >: h\r\n\r\n"),     HTTP, NAME},
    {"a tab before the colon",            T("GET / HTTP/1.1\r\nHost<\t>: h\r\n\r\n"),    HTTP, NAME},
    {"no colon",                          T("GET / HTTP/1.1\r\nHost<\r>\n\r\n"),         HTTP, NAME},
    {"no name",                           T("GET / HTTP/1.1\r\n<:> h\r\n\r\n"),          HTTP, NAME},
    {"a folded line",                     T("GET / HTTP/1.1\r\nHost: h\r\n< >x\r\n\r\n"), HTTP, NAME},
    {"a line folded by a tab",            T("GET / HTTP/1.1\r\nHost: h\r\n<\t>x\r\n\r\n"), HTTP, NAME},
    {"a folded first line",               T("GET / HTTP/1.1\r\n< >Host: h\r\n\r\n"),     HTTP, NAME},
    {"a name that is not ASCII",          T("GET / HTTP/1.1\r\nH<\xC3\xB6>st: h\r\n\r\n"), HTTP, NAME},
    {"a NUL in a name",                   T("GET / HTTP/1.1\r\nHo<\0>st: h\r\n\r\n"),    HTTP, NAME},
    {"a bare CR before a line's end",     T("GET / HTTP/1.1\r\n<\r>\r\n\r\n"),           HTTP, NAME},
    {"a control in a value",              T("GET / HTTP/1.1\r\nX: a<\x01>b\r\n\r\n"),    HTTP, CONTROL},
    {"a NUL in a value",                  T("GET / HTTP/1.1\r\nX: a<\0>b\r\n\r\n"),      HTTP, CONTROL},
    {"DEL in a value",                    T("GET / HTTP/1.1\r\nX: a<\x7F>b\r\n\r\n"),    HTTP, CONTROL},
    {"a bare CR in a value",              T("GET / HTTP/1.1\r\nX: a<\r>b\r\n\r\n"),      HTTP, CONTROL},
    {"a bare CR behind a value",          T("GET / HTTP/1.1\r\nX: a<\r>\r\n\r\n"),       HTTP, CONTROL},
    {"a CR before another operation",     T("GET / HTTP/1.1\r\nX: a<\r>" OURS "\r\n"),   HTTP, CONTROL},
    {"headers without an end",            T("GET / HTTP/1.1\r\nHost: h\r\n<>"),          HTTP, NO_END},
    {"a header without an end",           T("GET / HTTP/1.1\r\nHost: h<>"),              HTTP, NO_END},
    {"a CR alone at the end",             T("GET / HTTP/1.1\r\nHost: h\r\n\r<>"),        HTTP, NO_END},
    {"a tab and bytes in a value",        T(POST("X:\ta\tb\xFF \t\r\n")),                NULL, NULL},
    {"an empty value",                    T(POST("X:\r\n")),                             NULL, NULL},
    {"a value without a blank before it", T(POST("Content-Length:0\r\n")),               NULL, NULL},

    /* lengths */
    {"a length of nothing",               T("GET / HTTP/1.1\r\nContent-Length: <\r>\n\r\n"), HTTP, LENGTH},
    {"a negative length",                 T("GET / HTTP/1.1\r\nContent-Length: <->1\r\n\r\n"), HTTP, LENGTH},
    {"a length with a sign",              T("GET / HTTP/1.1\r\nContent-Length: <+>1\r\n\r\n"), HTTP, LENGTH},
    {"a hexadecimal length",              T("GET / HTTP/1.1\r\nContent-Length: 0<x>1\r\n\r\n"), HTTP, LENGTH},
    {"a list of lengths",                 T("GET / HTTP/1.1\r\nContent-Length: 0<,> 0\r\n\r\n"), HTTP, LENGTH},
    {"a blank in a length",               T("GET / HTTP/1.1\r\nContent-Length: 1< >0\r\n\r\n"), HTTP, LENGTH},
    {"a fraction",                        T("GET / HTTP/1.1\r\nContent-Length: 1<.>0\r\n\r\n"), HTTP, LENGTH},
    {"a length of 19 digits",             T("GET / HTTP/1.1\r\nContent-Length: <0>000000000000000000\r\n\r\n"), HTTP, LENGTH},
    {"a length past 64 bits",             T("GET / HTTP/1.1\r\nContent-Length: <1>8446744073709551616\r\n\r\n"), HTTP, LENGTH},
    {"two lengths that differ",           T("GET / HTTP/1.1\r\nContent-Length: 0\r\nContent-Length: <1>\r\n\r\n"), HTTP, AGAIN},
    {"two equal lengths",                 T("GET / HTTP/1.1\r\nContent-Length: 0\r\nCONTENT-LENGTH: <0>\r\n\r\n"), HTTP, AGAIN},
    {"a length, then chunks",             T("GET / HTTP/1.1\r\nContent-Length: 0\r\nTransfer-Encoding: <c>hunked\r\n\r\n0\r\n\r\n"), HTTP, AGAIN},
    {"chunks, then a length",             T("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: <0>\r\n\r\n0\r\n\r\n"), HTTP, AGAIN},
    {"chunks twice",                      T("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: <c>hunked\r\n\r\n0\r\n\r\n"), HTTP, AGAIN},
    {"another coding",                    T("GET / HTTP/1.1\r\nTransfer-Encoding: <g>zip\r\n\r\n"), HTTP, CODING},
    {"a coding around chunks",            T("GET / HTTP/1.1\r\nTransfer-Encoding: <g>zip, chunked\r\n\r\n"), HTTP, CODING},
    {"a coding with a parameter",         T("GET / HTTP/1.1\r\nTransfer-Encoding: <c>hunked;a=b\r\n\r\n"), HTTP, CODING},
    {"no coding",                         T("GET / HTTP/1.1\r\nTransfer-Encoding: <\r>\n\r\n"), HTTP, CODING},
    {"the coding identity",               T("GET / HTTP/1.1\r\nTransfer-Encoding: <i>dentity\r\n\r\n"), HTTP, CODING},
    {"chunks in HTTP/1.0",                T("GET / HTTP/1.0\r\nTransfer-Encoding: <c>hunked\r\n\r\n0\r\n\r\n"), HTTP, OLD},

    /* bodies */
    {"a body that is too short",          T(POST("Content-Length: 12\r\n") "Tag.1.Key=k<>"), HTTP, SHORT},
    {"a body that is not there",          T(POST("Content-Length: 999999999999999999\r\n") "<>"), HTTP, SHORT},
    {"a body that is too long",           T(POST("Content-Length: 10\r\n") "Tag.1.Key=<k>"), HTTP, LONG},
    {"a body that should not be there",   T(POST("Content-Length: 0\r\n") "<T>ag.1.Key=k"), HTTP, LONG},
    {"a line's end and more",             T(POST("Content-Length: 0\r\n") "<\r>\nGET / HTTP/1.1\r\n\r\n"), HTTP, LONG},
    {"a body of its length",              T(POST("Content-Length: 11\r\n") "Tag.1.Key=k"), NULL, NULL},
    {"a line's end behind the body",      T(POST("Content-Length: 11\r\n") "Tag.1.Key=k\r\n"), NULL, NULL},
    {"a body without a length",           T(POST("") "Tag.1.Key=k"),                     NULL, NULL},
    {"the same with a line's end",        T(POST("") "Tag.1.Key=k\n"),                   NULL, NULL},
    {"a line's end that counts",          T(POST("Content-Length: 18\r\n") "retentionDays=<30\r\n>"), "duplicate-parameter", NULL},

    /* chunks */
    {"a chunk",                           T(CHUNKED("b\r\nTag.1.Key=k\r\n0\r\n\r\n")),   NULL, NULL},
    {"no chunk",                          T(CHUNKED("0\r\n\r\n")),                       NULL, NULL},
    {"a capital digit",                   T(CHUNKED("B\r\nTag.1.Key=k\r\n0\r\n\r\n")),   NULL, NULL},
    {"needless zeros",                    T(CHUNKED("0000000b\r\nTag.1.Key=k\r\n000\r\n\r\n")), NULL, NULL},
    {"extensions",                        T(CHUNKED("b;a=b;c=\"d\"\r\nTag.1.Key=k\r\n0;e\r\n\r\n")), NULL, NULL},
    {"a trailer",                         T(CHUNKED("0\r\nX: y\r\nZ: z\r\n\r\n")),       NULL, NULL},
    {"a trailer is no header",            T(CHUNKED("0\r\nx-acs-action: DescribeRegions\r\n\r\n")), NULL, NULL},
    {"chunks of lines that end in LF",    T(CHUNKED("b\nTag.1.Key=k\n0\n\n")),           NULL, NULL},
    {"extensions of lines that end in LF", T(CHUNKED("b;a=b\nTag.1.Key=k\n0;e\n\n")),   NULL, NULL},
    {"line ends behind the last chunk",   T(CHUNKED("0\r\n\r\n\r\n\n")),                 NULL, NULL},
    {"a coding in capitals",              T(POST("TRANSFER-ENCODING: CHUNKED\r\n") "0\r\n\r\n"), NULL, NULL},
    {"no chunks at all",                  T(CHUNKED("<>")),                              HTTP, CHUNK},
    {"a body that is not in chunks",      T(CHUNKED("<T>ag.1.Key=k")),                   HTTP, CHUNK},
    {"an empty line for a size",          T(CHUNKED("<\r>\n0\r\n\r\n")),                 HTTP, CHUNK},
    {"a size of nine digits",             T(CHUNKED("00000000b\r\nTag.1.Key=k\r\n000000000000\r\n\r\n")), NULL, NULL},
    {"a size of nine digits that count",  T(CHUNKED("<1>00000000\r\nTag.1.Key=k\r\n0\r\n\r\n")), HTTP, CHUNK},
    {"an extension of nothing",           T(CHUNKED("<;>a\r\n0\r\n\r\n")),               HTTP, CHUNK},
    {"a negative size",                   T(CHUNKED("<->b\r\nTag.1.Key=k\r\n0\r\n\r\n")), HTTP, CHUNK},
    {"a size with 0x",                    T(CHUNKED("0<x>b\r\nTag.1.Key=k\r\n0\r\n\r\n")), HTTP, CHUNK_END},
    {"blanks behind a size",              T(CHUNKED("b \t\r\nTag.1.Key=k\r\n0 ;a=b\r\n\r\n")), NULL, NULL},
    {"a word behind a size",              T(CHUNKED("b <b>\r\nTag.1.Key=k\r\n0\r\n\r\n")), HTTP, CHUNK_END},
    {"a bare CR in an extension",         T(CHUNKED("b;x\r<y>\r\nTag.1.Key=k\r\n0\r\n\r\n")), HTTP, CHUNK_END},
    {"a size and nothing more",           T(CHUNKED("b<>")),                             HTTP, CHUNK_END},
    {"a size too small",                  T(CHUNKED("a\r\nTag.1.Key=<k>\r\n0\r\n\r\n")), HTTP, CHUNK_END},
    {"a size too large",                  T(CHUNKED("fff\r\nTag.1.Key=k\r\n0\r\n\r\n<>")), HTTP, SHORT},
    {"the largest size",                  T(CHUNKED("ffffffff\r\nTag.1.Key=k<>")),       HTTP, SHORT},
    {"no last chunk",                     T(CHUNKED("b\r\nTag.1.Key=k\r\n<>")),          HTTP, CHUNK},
    {"no line's end behind a chunk",      T(CHUNKED("b\r\nTag.1.Key=k<>")),              HTTP, CHUNK_END},
    {"no empty line behind the last",     T(CHUNKED("0\r\n<>")),                         HTTP, CHUNK_END},
    {"a trailer that does not end",       T(CHUNKED("0\r\nX: y<>")),                     HTTP, CHUNK_END},
    {"trailers that do not end",          T(CHUNKED("0\r\nX: y\r\n<>")),                 HTTP, CHUNK_END},
    {"something behind the last chunk",   T(CHUNKED("0\r\n\r\n<G>ET / HTTP/1.1\r\n\r\n")), HTTP, LONG},

    /* where findings stand */
    {"a value of the query",
     T("GET /?retentionDays=<0>&Action=CreateAutoSnapshotPolicy&regionId=cn-hangzhou&timePoints=[%221%22]&"
       "repeatWeekdays=[%221%22] HTTP/1.1\r\n\r\n"),                                     "retention-days-range", NULL},
    {"a character of the query",          T("GET " TARGET "&autoSnapshotPolicyName=ab<%21>c HTTP/1.1\r\n\r\n"),
     "policy-name-characters", NULL},
    {"an element in the query",
     T("GET /?timePoints=%5B%2223%22,<%2223%22>%5D&timePoints=&Action=CreateAutoSnapshotPolicy&"
       "regionId=cn-hangzhou&retentionDays=1&repeatWeekdays=[%221%22] HTTP/1.1\r\n\r\n"), "time-point-duplicate", NULL},
    {"a broken escape in the query",      T("GET " TARGET "&a=<%>zz HTTP/1.1\r\n\r\n"),  "invalid-percent-encoding", NULL},
    {"a wrong byte in the query",         T("GET " TARGET "&a=<\xFF> HTTP/1.1\r\n\r\n"), "invalid-utf8", NULL},
    {"a value of the form",               T(POST("") "Tag.1.Key=<acs%3Ax>"),             "tag-key-prefix", NULL},
    {"a broken escape in the form",       T(POST("") "Tag.1.Key=<%3>"),                  "invalid-percent-encoding", NULL},
    {"an escape over the body's end",     T(POST("Content-Length: 11\r\n") "Tag.1.Key=<%>\r\n\r\n"), "invalid-percent-encoding", NULL},
    {"a value in one chunk",              T(CHUNKED("9\r\nTag.1.Key\r\n8\r\n=<acs%3Ax>\r\n0\r\n\r\n")), "tag-key-prefix", NULL},
    {"a value in two chunks",             T(CHUNKED("c\r\nTag.1.Key=<ac\r\n5\r\ns%3Ax>\r\n0\r\n\r\n")), "tag-key-prefix", NULL},
    {"an escape in three chunks",         T(CHUNKED("b\r\nTag.1.Key=<%\r\n1\r\n3>\r\n1\r\nz\r\n0\r\n\r\n")),
     "invalid-percent-encoding", NULL},
    {"a value behind an extension",       T(CHUNKED("11;x=y\r\nTag.1.Key=<acs%3Ax>\r\n0\r\n\r\n")), "tag-key-prefix", NULL},
    {"a value of JSON",                   T(POST(JSON) "{\"Tag\":[{\"Key\":<\"acs:x\">}]}"), "tag-key-prefix", NULL},
    {"a value of JSON in two chunks",
     T(POST(JSON "Transfer-Encoding: chunked\r\n") "12\r\n{\"Tag\":[{\"Key\":<\"ac\r\n7\r\ns:x\">}]}\r\n0\r\n\r\n"),
     "tag-key-prefix", NULL},
    {"a value in the second of three chunks, with few headers",
     T("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nAction=C\r\n"
       "27\r\nreateAutoSnapshotPolicy&Tag.1.Key=<acs:x>\r\n4\r\n&a=b\r\n0\r\n\r\n"),
     "tag-key-prefix", NULL},
    {"a value of the query, with chunks behind it",
     T("POST /?" QUERY "&Tag.1.Key=<acs:x> HTTP/1.1\r\n" OURS "Transfer-Encoding: chunked\r\n\r\n"
       "4\r\na=b&\r\n3\r\nc=d\r\n0\r\n\r\n"),
     "tag-key-prefix", NULL},
    {"JSON that is none",                 T(POST(JSON) "{\"Tag\":<}>"),                  "invalid-json", NULL},
    {"JSON that ends too early",          T(POST(JSON) "{\"Tag\":<>"),                   "invalid-json", NULL},
    {"JSON that is no object",            T(POST(JSON) "<[{}]>"),                        "not-an-object", NULL},
    {"a key of JSON twice",               T(POST(JSON) "{\"a\":1,<\"a\">:2}"),           "duplicate-key", NULL},
    {"a value in query and form",         T(POST("") "retentionDays=<30>"),              "duplicate-parameter", NULL},
    {"a value in query and JSON",         T(POST(JSON) "{\"retentionDays\":<30>}"),      "duplicate-parameter", NULL},
    {"an unknown name in query and JSON",
     T("GET " TARGET "&zzz=1 HTTP/1.1\r\n" JSON "\r\n{\"zzz\":<1>}"),                    "duplicate-parameter", NULL},
    {"the type of the body",              T(POST("Content-Type: <text/plain>\r\n") "a=b"), "unsupported-content-type", NULL},
};
/* clang-format on */

static rule_judge engine;

typedef struct marked_text {
    char *bytes;
    size_t size;
    size_t begin;
    size_t end;
    bool is_marked;
} marked_text;

/* Behind the first mark no other one of its kind counts, so that a body may hold some. */
static marked_text unmark(const char *text, size_t size)
{
    marked_text out = {.bytes = memory_of(size + 1)};
    bool is_ended = false;

    for (size_t i = 0; i < size; i++) {
        if (text[i] == '<' && !out.is_marked) {
            out.begin = out.size;
            out.is_marked = true;
        } else if (text[i] == '>' && !is_ended) {
            out.end = out.size;
            is_ended = true;
        } else {
            out.bytes[out.size++] = text[i];
        }
    }
    return out;
}

/* In a block of exactly its size, so that a sanitizer sees what is read behind it. */
static const snapguard_report *judge_exactly(const char *bytes, size_t size, char **block)
{
    *block = memory_of(size ? size : 1);
    if (size)
        memcpy(*block, bytes, size);
    return judge_as(&engine, SNAPGUARD_HTTP, *block, size);
}

static const snapguard_finding *find(const snapguard_report *report, const char *rule)
{
    for (size_t i = 0; i < snapguard_report_count(report); i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);

        if (!strcmp(snapguard_finding_rule(finding), rule))
            return finding;
    }
    return NULL;
}

static void expect_place(const marked_text *text, const snapguard_finding *finding)
{
    snapguard_range range;
    size_t line = 1;

    snapguard_finding_range(finding, &range);
    assert_int_equal(snapguard_finding_part(finding), SNAPGUARD_PART_WHOLE);
    assert_int_equal(range.start.byte, text->begin);
    assert_int_equal(range.end.byte, text->end);
    for (size_t i = 0; i < text->begin; i++)
        line += text->bytes[i] == '\n';
    assert_int_equal(range.start.line, line);
}

static void expect_reason(const snapguard_finding *finding, const char *reason)
{
    char *message = text_of("not an HTTP/1.1 request: %s", reason);

    assert_string_equal(judge_text(finding, SNAPGUARD_TEXT_MESSAGE), message);
    assert_int_equal(
        snapguard_finding_text(finding, SNAPGUARD_TEXT_POINTER, true, NULL, 0),
        SNAPGUARD_NO_TEXT);
    free(message);
}

static void is_judged(void **state)
{
    const http_case *row = *state;
    marked_text text = unmark(row->text, row->size);
    char *block;
    const snapguard_report *report = judge_exactly(text.bytes, text.size, &block);
    char *rules = judge_findings(report, JUDGE_RULE);

    if (!row->rule) {
        assert_string_equal(rules, "");
        assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_VALID);
    } else {
        const snapguard_finding *finding = find(report, row->rule);

        if (!finding)
            fail_msg("%s is not among: %s", row->rule, rules);
        expect_place(&text, finding);
        if (row->reason) {
            assert_int_equal(snapguard_report_count(report), 1);
            expect_reason(finding, row->reason);
        }
    }
    free(rules);
    free(block);
    free(text.bytes);
}

/* ------------------------------------------------------------------- cut anywhere */

typedef struct good_case {
    const char *name;
    const char *text;
    bool needs_all; /* whatever is cut off is missed */
} good_case;

static const good_case good_cases[] = {
    {"a query cut anywhere",               POST("Content-Length: 0\r\n"),                                 true},
    {"a form cut anywhere",                POST("Content-Length: 11\r\n") "Tag.1.Key=k",                  true},
    {"JSON cut anywhere",
     POST(JSON "Content-Length: 23\r\n") "{\"Tag\":[{\"Key\":\"key\"}]}",                                 true},
    {"JSON without a length cut anywhere", POST(JSON) "{\"Tag\":[{\"Key\":\"key\"}]}",
     false                                                                                                    },
    {"chunks cut anywhere",                CHUNKED("9;x=y\r\nTag.1.Key\r\n2\r\n=k\r\n0\r\nX: y\r\n\r\n"),
     true                                                                                                     },
    {"lines of LF alone cut anywhere",
     "GET " TARGET " HTTP/1.1\nHost: h\nContent-Length: 3\n\na=b",                                        true},
};

/* The whole is valid; what begins it is read to its end or told, and never anything else.
 */
static void is_cut_anywhere(void **state)
{
    const good_case *row = *state;
    size_t size = strlen(row->text);

    for (size_t n = 0; n <= size; n++) {
        char *block;
        const snapguard_report *report = judge_exactly(row->text, n, &block);
        char *all = judge_findings(report, JUDGE_ALL);
        snapguard_verdict verdict = snapguard_report_verdict(report);

        if (n == size)
            assert_int_equal(verdict, SNAPGUARD_VALID);
        else if (row->needs_all)
            assert_true(judge_has(report, "invalid-http"));
        if (verdict == SNAPGUARD_INVALID)
            assert_true(snapguard_report_count(report) >= 1);
        free(all);
        free(block);
    }
}

/* One byte changed, to each that means something to some reader. */
static void is_changed_anywhere(void **state)
{
    static const char bytes[] = "\0\t\n\r \"%&+,-.0:;=?AZ[\\]az{}\x7F\x80\xC3\xFF";
    const good_case *row = *state;
    size_t size = strlen(row->text);
    char *text = memory_of(size);

    for (size_t i = 0; i < size; i++)
        for (size_t j = 0; j < sizeof bytes - 1; j++) {
            char *block;
            char *all;

            memcpy(text, row->text, size);
            text[i] = bytes[j];
            all = judge_findings(judge_exactly(text, size, &block), JUDGE_ALL);
            free(all);
            free(block);
        }
    free(text);
}

/* Every byte of a form in a chunk of its own, and then every two, and so on: the finding
 * stands where its bytes do. */
static void stands_in_chunks_of_any_size(void **state)
{
    static const char form[] = "Tag.1.Key=k&Tag.1.Value=acs%3Ax&"
                               "Tag.2.Key=abcdefghijklmnopqrstuvwxyz&Tag.2.Value=acs:y";
    static const char *const values[] = {"acs%3Ax", "acs:y"};

    (void)state;
    for (size_t size = 1; size < sizeof form; size++) {
        char text[2048] = CHUNKED("");
        size_t places[sizeof form]; /* of each byte, in the request */
        size_t used = strlen(text);
        const snapguard_report *report;

        for (size_t i = 0; i < sizeof form - 1; i++) {
            size_t rest = sizeof form - 1 - i;

            if (i % size == 0)
                used += (size_t)sprintf(
                    text + used, "%s%zx;e=%zu\r\n", i ? "\r\n" : "",
                    rest < size ? rest : size, i);
            places[i] = used;
            text[used++] = form[i];
        }
        used += (size_t)sprintf(text + used, "\r\n0\r\n\r\n");
        report = judge_as(&engine, SNAPGUARD_HTTP, text, used);
        assert_int_equal(snapguard_report_count(report), 2);
        for (size_t i = 0; i < 2; i++) {
            size_t at = (size_t)(strstr(form, values[i]) - form);
            snapguard_range range;

            snapguard_finding_range(snapguard_report_finding(report, i), &range);
            assert_int_equal(range.start.byte, places[at]);
            assert_int_equal(range.end.byte, places[at + strlen(values[i]) - 1] + 1);
        }
    }
}

int main(void)
{
    rule_suite suite = {0};
    int failures;

    judge_open(&engine, NULL);
    for (size_t i = 0; i < COUNT(cases); i++)
        suite_add_copy(
            &suite, text_of("%s", cases[i].name), is_judged, &cases[i], sizeof *cases);
    for (size_t i = 0; i < COUNT(good_cases); i++) {
        suite_add_copy(
            &suite, text_of("%s", good_cases[i].name), is_cut_anywhere, &good_cases[i],
            sizeof *good_cases);
        suite_add_copy(
            &suite, text_of("%s, or changed", good_cases[i].name), is_changed_anywhere,
            &good_cases[i], sizeof *good_cases);
    }
    suite_add(
        &suite, text_of("a finding stands in chunks of any size"),
        stands_in_chunks_of_any_size, NULL);
    failures = suite_run(&suite, "http");
    judge_close(&engine);
    return failures;
}
