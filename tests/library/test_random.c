/* Whatever the bytes are, in whatever encoding: a report, and one that is consistent. The
 * bytes are the same in every run. */
#include "engines.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

enum { INPUTS = 40000, LONGEST = 512 };

typedef struct encoding_case {
    const char *name;
    snapguard_encoding encoding;
    const char *beginning; /* of half of the inputs */
} encoding_case;

#define POST "POST /?Action=CreateAutoSnapshotPolicy HTTP/1.1\r\n"

static encoding_case encodings[] = {
    {"JSON",               SNAPGUARD_JSON,          "{\"timePoints\":\"["                         },
    {"requests in JSON",   SNAPGUARD_JSON_REQUESTS, "[{\"regionId\":\"x\"},"                      },
    {"queries",            SNAPGUARD_QUERY,         "timePoints=%5B"                              },
    {"forms",              SNAPGUARD_FORM,          "Tag.1.Key="                                  },
    {"raw requests",       SNAPGUARD_HTTP,          "POST /?regionId="                            },
    {"raw headers",        SNAPGUARD_HTTP,          POST                                          },
    {"raw forms",          SNAPGUARD_HTTP,          POST "\r\n"                                   },
    {"raw bodies of JSON", SNAPGUARD_HTTP,
     POST "Content-Type: application/json\r\n\r\n{"                                               },
    {"raw chunks",         SNAPGUARD_HTTP,          POST "Transfer-Encoding: chunked\r\n\r\n3\r\n"},
};

static checker judge;

/* xorshift64*, by Vigna. */
static size_t below(uint64_t *state, size_t bound)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (size_t)((*state * UINT64_C(2685821657736338717) >> 32) % bound);
}

static const char *const words[] = {
    "%",
    "%4",
    "%22",
    "%5B",
    "%5D",
    "%E4%BD%A0",
    "%C0",
    "%00",
    "&",
    "=",
    "+",
    "\"",
    "\\\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\\u0031",
    "\\ud83d",
    "\r\n",
    "\n",
    "\r\n\r\n",
    "0",
    "1",
    "24",
    " ",
    "Action=",
    "CreateAutoSnapshotPolicy",
    "Version=",
    "Tag.1.Key",
    "Tag.2.Value",
    "retentionDays",
    "regionId",
    "RegionId",
    "timePoints",
    "\"Tag\":[{",
    "acs:",
    "true",
    "null",
    "-1",
    "\xE4\xBD\xA0",
    "\xF0\x9F\x98\x80",
    "\xFF",
    " HTTP/1.1\r\n",
    "x-acs-action: ",
    "x-acs-version: ",
    "Content-Length: ",
    "Content-Type: text/plain",
    "3\r\na=b\r\n",
    "0\r\n\r\n",
    ";x"};

static size_t write_bytes(uint64_t *state, char *out, const char *beginning)
{
    size_t size = below(state, 2) ? strlen(beginning) : 0;

    memcpy(out, beginning, size);
    for (size_t i = below(state, 24); i > 0; i--) {
        const char *word = words[below(state, COUNT(words))];

        if (below(state, 6)) {
            memcpy(out + size, word, strlen(word));
            size += strlen(word);
        } else {
            out[size++] = (char)below(state, 256);
        }
    }
    return size;
}

static void look_at(const snapguard_finding *finding, size_t size)
{
    snapguard_range range;
    char text[1024];

    assert_int_equal(snapguard_finding_part(finding), SNAPGUARD_PART_WHOLE);
    snapguard_finding_range(finding, &range);
    assert_true(range.start.byte <= range.end.byte && range.end.byte <= size);
    assert_true(range.start.line <= range.end.line && range.start.line > 0);
    assert_true(range.start.column > 0 && range.start.column <= size + 1);
    assert_true(range.end.column > 0 && range.end.column <= size + 1);
    if (snapguard_finding_related(finding, &range))
        assert_true(range.start.byte <= range.end.byte && range.end.byte <= size);
    for (int i = SNAPGUARD_TEXT_MESSAGE; i <= SNAPGUARD_TEXT_FIX; i++)
        snapguard_finding_text(finding, (snapguard_text)i, true, text, sizeof text);
    snapguard_finding_text(finding, SNAPGUARD_TEXT_MESSAGE, true, text, sizeof text);
    assert_string_not_equal(text, "");
}

static const snapguard_report *
check(snapguard_encoding encoding, const char *bytes, size_t size)
{
    const snapguard_report *report;

    assert_int_equal(
        snapguard_check(&report, judge.context, encoding, bytes, size), SNAPGUARD_OK);
    assert_non_null(report);
    return report;
}

static void check_bytes(snapguard_encoding encoding, const char *bytes, size_t size)
{
    const snapguard_report *report = check(encoding, bytes, size);
    snapguard_verdict verdict = snapguard_report_verdict(report);
    size_t errors = snapguard_report_total(report, SNAPGUARD_ERROR);

    assert_int_equal(verdict == SNAPGUARD_INVALID, errors > 0);
    if (verdict == SNAPGUARD_NOT_APPLICABLE)
        assert_int_equal(snapguard_report_count(report), 0);
    for (size_t i = 0; i < snapguard_report_count(report); i++)
        look_at(snapguard_report_finding(report, i), size);
    snapguard_context_set_verdict_only(judge.context, true);
    report = check(encoding, bytes, size);
    snapguard_context_set_verdict_only(judge.context, false);
    assert_int_equal(snapguard_report_verdict(report), verdict);
    assert_int_equal(snapguard_report_count(report), errors > 0);
}

static void get_a_report(void **state)
{
    const encoding_case *row = *state;
    uint64_t seed = UINT64_C(0xE7037ED1A0B428DB) + (uint64_t)row->encoding;

    for (size_t i = 0; i < INPUTS; i++) {
        char text[LONGEST + 256];
        size_t size = write_bytes(&seed, text, row->beginning);
        char *block = malloc(size ? size : 1);

        assert_non_null(block);
        memcpy(block, text, size);
        check_bytes(row->encoding, block, size);
        free(block);
    }
}

static int open_judge(void **state)
{
    (void)state;
    judge = checker_new(NULL);
    return 0;
}

static int close_judge(void **state)
{
    (void)state;
    checker_free(&judge);
    return 0;
}

int main(void)
{
    struct CMUnitTest tests[COUNT(encodings)];

    ADD_ROWS(tests, get_a_report, encodings, COUNT(encodings));
    return cmocka_run_group_tests_name("random bytes", tests, open_judge, close_judge);
}
