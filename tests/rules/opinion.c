#include "opinion.h"

#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TOKENS = 64, LONGEST = 4096 };

/* -------------------------------------------------------------------------- request */

static oracle_entry *find(oracle_request *request, oracle_text name)
{
    for (size_t i = 0; i < request->count; i++) {
        const oracle_text other = request->entries[i].name;

        if (other.size == name.size && memcmp(other.bytes, name.bytes, name.size) == 0)
            return &request->entries[i];
    }
    return NULL;
}

static oracle_type type_of(char first)
{
    switch (first) {
    case '\'':
        return ORACLE_STRING;
    case '[':
        return ORACLE_ARRAY;
    case '{':
        return ORACLE_OBJECT;
    case 't':
    case 'f':
        return ORACLE_BOOLEAN;
    case 'n':
        return ORACLE_NULL;
    default:
        return ORACLE_NUMBER;
    }
}

static void set_value(oracle_entry *entry, oracle_text text, oracle_encoding encoding)
{
    entry->type = encoding == ORACLE_JSON ? type_of(text.bytes[0]) : ORACLE_STRING;
    entry->text = text;
    if (encoding == ORACLE_JSON && entry->type == ORACLE_STRING) {
        entry->text.bytes++;
        entry->text.size--;
    }
}

static void remove_name(oracle_request *request, oracle_text name)
{
    oracle_entry *entry = find(request, name);

    assert_non_null(entry);
    memmove(
        entry, entry + 1,
        (size_t)(request->entries + request->count - entry - 1) * sizeof *entry);
    request->count--;
}

/* One change, which ends at `end`. */
static void change(oracle_request *request, const char *text, const char *end)
{
    const bool again = *text == '+';
    const bool nested = text[again] == '>';
    const char *name = text + again + nested + (*text == '!');
    const char *equals = memchr(name, '=', (size_t)(end - name));
    oracle_entry *entry;

    if (*text == '!') {
        remove_name(request, (oracle_text){name, (size_t)(end - name)});
        return;
    }
    assert_non_null(equals);
    entry = again ? NULL : find(request, (oracle_text){name, (size_t)(equals - name)});
    if (!entry)
        entry = &request->entries[request->count++];
    *entry = (oracle_entry){
        .name = {name, (size_t)(equals - name)},
          .nested = nested, .in_body = false
    };
    set_value(
        entry, (oracle_text){equals + 1, (size_t)(end - equals - 1)}, request->encoding);
}

static void make_request(oracle_request *request, const opinion *row)
{
    static const char json[] =
        "regionId='cn-hangzhou&timePoints='[\"1\"]&repeatWeekdays='[\"1\"]&"
        "retentionDays=30";
    static const char pairs[] =
        "regionId=cn-hangzhou&timePoints=[\"1\"]&repeatWeekdays=[\"1\"]&retentionDays=30";
    const char *texts[] = {row->encoding == ORACLE_JSON ? json : pairs, row->changes};

    request->encoding = row->encoding;
    request->damage = ORACLE_WHOLE;
    request->count = 0;
    for (size_t i = 0; i < 2; i++)
        for (const char *text = texts[i]; *text;) {
            const char *end = text + strcspn(text, "&");

            change(request, text, end);
            text = *end ? end + 1 : end;
        }
}

/* ------------------------------------------------------------------------- findings */

/* Texts in an order of their own, so that two lists can be compared. */
typedef struct tokens {
    char texts[MOST_TOKENS][192];
    size_t count;
} tokens;

static int compare(const void *one, const void *other)
{
    return strcmp(one, other);
}

static void join(char out[LONGEST], tokens *of)
{
    size_t used = 0;

    qsort(of->texts, of->count, sizeof *of->texts, compare);
    out[0] = '\0';
    for (size_t i = 0; i < of->count; i++)
        used += (size_t)snprintf(out + used, LONGEST - used, "%s ", of->texts[i]);
}

static void read_expected(tokens *out, const char *text, bool *is_invalid)
{
    bool is_error = strchr(text, '|') != NULL;

    out->count = 0;
    *is_invalid = false;
    while (*text) {
        const size_t size = strcspn(text, " ");

        if (*text == '-') {
            /* Nothing at all is said. */
        } else if (*text == '|') {
            is_error = false;
        } else if (size > 0) {
            *is_invalid = *is_invalid || is_error;
            snprintf(
                out->texts[out->count++], sizeof *out->texts, "%.*s", (int)size, text);
        }
        text += text[size] ? size + 1 : size;
    }
}

static void read_found(tokens *out, const oracle_report *report)
{
    out->count = report->count;
    assert_true(out->count <= MOST_TOKENS);
    for (size_t i = 0; i < report->count; i++) {
        const oracle_finding *finding = &report->findings[i];
        char element[16] = "";

        if (finding->element >= 0)
            snprintf(element, sizeof element, "[%d]", finding->element);
        snprintf(
            out->texts[i], sizeof *out->texts, "%s@%.*s%s", finding->rule,
            (int)finding->parameter_size, finding->parameter, element);
    }
}

static void check_answer(const oracle_answer *answer, const char *expected)
{
    char text[512];

    if (!expected) {
        assert_int_equal(answer->status, 0);
        return;
    }
    assert_int_not_equal(answer->status, 0);
    snprintf(
        text, sizeof text, "%d %s: %s", answer->status, answer->code, answer->message);
    assert_string_equal(text, expected);
}

void opinion_ask(oracle_report *report, const opinion *row, const oracle_facts *facts)
{
    static oracle_request request;

    make_request(&request, row);
    oracle_judge(report, &request, facts);
}

void opinion_check(const opinion *row, const oracle_facts *facts)
{
    static oracle_report report;
    tokens expected, found;
    char texts[2][LONGEST];
    bool is_invalid;

    opinion_ask(&report, row, facts);
    read_expected(&expected, row->findings, &is_invalid);
    read_found(&found, &report);
    join(texts[0], &found);
    join(texts[1], &expected);
    assert_string_equal(texts[0], texts[1]);
    if (strcmp(row->findings, "-") == 0)
        assert_int_equal(report.verdict, ORACLE_NOT_APPLICABLE);
    else
        assert_int_equal(report.verdict, is_invalid ? ORACLE_INVALID : ORACLE_VALID);
    check_answer(&report.answer, row->answer);
}
