#include "judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void require_that(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "judge: %s\n", what);
    abort();
}

/* -------------------------------------------------------------------------- texts */

void *memory_of(size_t size)
{
    void *memory = calloc(1, size);

    require_that(memory, "out of memory");
    return memory;
}

char *text_of(const char *format, ...)
{
    va_list list;
    int size;
    char *text;

    va_start(list, format);
    size = vsnprintf(NULL, 0, format, list);
    va_end(list);
    text = malloc((size_t)size + 1);
    require_that(text, "out of memory");
    va_start(list, format);
    vsnprintf(text, (size_t)size + 1, format, list);
    va_end(list);
    return text;
}

char *file_text(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *text;
    long end;

    if (!file)
        return NULL;
    require_that(fseek(file, 0, SEEK_END) == 0, path);
    end = ftell(file);
    require_that(end >= 0 && fseek(file, 0, SEEK_SET) == 0, path);
    *size = (size_t)end;
    text = malloc(*size + 1);
    require_that(text && fread(text, 1, *size, file) == *size, path);
    text[*size] = '\0';
    fclose(file);
    return text;
}

/* Writes into `out` if there is one; the size in every case. */
static size_t expand(const char *text, char *out)
{
    size_t size = 0;

    for (const char *p = text; *p; p++) {
        char *after;
        const char *end;

        if (*p == '<') {
            unsigned long times = strtoul(p + 1, &after, 10);
            size_t length;

            end = strchr(p, '>');
            require_that(end && *after == ' ', text);
            length = (size_t)(end - (after + 1));
            for (; times; times--, size += length)
                if (out)
                    memcpy(out + size, after + 1, length);
            p = end;
            continue;
        }
        if (*p == '`') {
            if (out)
                out[size] = '\\';
            size++;
        }
        if (out)
            out[size] = *p == '\'' || *p == '`' ? '"' : *p;
        size++;
    }
    return size;
}

char *judge_expand(const char *text)
{
    size_t size = expand(text, NULL);
    char *out = malloc(size + 1);

    require_that(out, "out of memory");
    expand(text, out);
    out[size] = '\0';
    return out;
}

char *judge_request(const char *members)
{
    static const char *const base[][2] = {
        {"'regionId':",       "'cn-hangzhou',"},
        {"'timePoints':",     "'[`1`]',"      },
        {"'repeatWeekdays':", "'[`1`]',"      },
        {"'retentionDays':",  "30,"           },
    };
    char text[256] = "";
    char *whole;
    char *request;

    for (size_t i = 0; i < COUNT(base); i++) {
        if (strstr(members, base[i][0]))
            continue;
        strcat(text, base[i][0]);
        strcat(text, base[i][1]);
    }
    if (!*members && *text)
        text[strlen(text) - 1] = '\0';
    whole = text_of("{%s%s}", text, members);
    request = judge_expand(whole);
    free(whole);
    return request;
}

/* ------------------------------------------------------------------------ judging */

void judge_open(rule_judge *judge, const snapguard_options *options)
{
    snapguard_error error = {0};

    require_that(
        snapguard_engine_new(&judge->engine, options, &error) == SNAPGUARD_OK,
        error.message);
    require_that(
        snapguard_context_new(&judge->context, judge->engine) == SNAPGUARD_OK, "context");
    judge->facts = NULL;
}

void judge_facts(rule_judge *judge, const char *text)
{
    snapguard_error error = {0};

    snapguard_context_set_facts(judge->context, NULL);
    snapguard_facts_free(judge->facts);
    judge->facts = NULL;
    if (!text)
        return;
    require_that(
        snapguard_facts_new(&judge->facts, judge->engine, text, strlen(text), &error) ==
            SNAPGUARD_OK,
        error.message);
    snapguard_context_set_facts(judge->context, judge->facts);
}

void judge_close(rule_judge *judge)
{
    judge_facts(judge, NULL);
    snapguard_context_free(judge->context);
    snapguard_engine_free(judge->engine);
}

const snapguard_report *
judge_as(rule_judge *judge, snapguard_encoding encoding, const char *bytes, size_t size)
{
    const snapguard_report *report = NULL;

    require_that(
        snapguard_check(&report, judge->context, encoding, bytes, size) == SNAPGUARD_OK,
        "snapguard_check");
    return report;
}

const snapguard_report *judge_bytes(rule_judge *judge, const char *bytes, size_t size)
{
    return judge_as(judge, SNAPGUARD_JSON, bytes, size);
}

/* ----------------------------------------------------------------------- findings */

const char *judge_text(const snapguard_finding *finding, snapguard_text text)
{
    static char buffers[SNAPGUARD_TEXT_FIX + 1][1024];
    char *buffer = buffers[text];
    size_t size = snapguard_finding_text(finding, text, true, buffer, sizeof buffers[0]);

    require_that(size == SNAPGUARD_NO_TEXT || size < sizeof buffers[0], buffer);
    return buffer;
}

const char *judge_severity(snapguard_severity severity)
{
    static const char *const names[] = {"off", "notice", "warning", "error"};

    return names[severity];
}

bool judge_has(const snapguard_report *report, const char *rule)
{
    for (size_t i = 0; i < snapguard_report_count(report); i++)
        if (!strcmp(snapguard_finding_rule(snapguard_report_finding(report, i)), rule))
            return true;
    return false;
}

static char *everything(const snapguard_finding *finding)
{
    const snapguard_answer *answer = snapguard_finding_answer(finding);
    snapguard_range at = {0};
    snapguard_range related = {0};

    snapguard_finding_range(finding, &at);
    snapguard_finding_related(finding, &related);
    return text_of(
        "%s|%s|%s|%s|%s|%s|%zu-%zu|%zu-%zu|%d %s %d|%s", snapguard_finding_rule(finding),
        judge_severity(snapguard_finding_severity(finding)),
        judge_text(finding, SNAPGUARD_TEXT_PARAMETER),
        judge_text(finding, SNAPGUARD_TEXT_MESSAGE),
        judge_text(finding, SNAPGUARD_TEXT_POINTER),
        judge_text(finding, SNAPGUARD_TEXT_INNER_POINTER), at.start.byte, at.end.byte,
        related.start.byte, related.end.byte, answer ? answer->http_status : 0,
        answer ? answer->code : "", answer ? (int)answer->basis : -1,
        judge_text(finding, SNAPGUARD_TEXT_API_MESSAGE));
}

static char *write_line(const snapguard_finding *finding, judge_line line)
{
    const char *rule = snapguard_finding_rule(finding);
    snapguard_range range;

    switch (line) {
    case JUDGE_RULE:
        return text_of("%s", rule);
    case JUDGE_PARAMETER:
        return text_of("%s %s", rule, judge_text(finding, SNAPGUARD_TEXT_PARAMETER));
    case JUDGE_PLACE:
        snapguard_finding_range(finding, &range);
        return text_of(
            "%zu:%zu %s %s", range.start.line, range.start.column, rule,
            judge_severity(snapguard_finding_severity(finding)));
    case JUDGE_ALL:
        return everything(finding);
    }
    return NULL;
}

char *judge_findings(const snapguard_report *report, judge_line line)
{
    const char *between = line == JUDGE_RULE ? " " : "\n";
    char *text = text_of("%s", "");

    for (size_t i = 0; i < snapguard_report_count(report); i++) {
        char *one = write_line(snapguard_report_finding(report, i), line);
        char *more = text_of("%s%s%s", text, *text ? between : "", one);

        free(one);
        free(text);
        text = more;
    }
    return text;
}

/* ------------------------------------------------------------------------- suites */

void suite_add(rule_suite *suite, char *name, CMUnitTestFunction function, void *state)
{
    size_t count = suite->count + 1;

    suite->tests = realloc(suite->tests, count * sizeof *suite->tests);
    suite->states = realloc(suite->states, count * sizeof *suite->states);
    require_that(suite->tests && suite->states, "out of memory");
    suite->tests[suite->count] = (struct CMUnitTest){name, function, NULL, NULL, state};
    suite->states[suite->count] = NULL;
    suite->count = count;
}

void suite_add_copy(
    rule_suite *suite, char *name, CMUnitTestFunction function, const void *state,
    size_t size)
{
    void *copy = memory_of(size);

    memcpy(copy, state, size);
    suite_add(suite, name, function, copy);
    suite->states[suite->count - 1] = copy;
}

int suite_run(rule_suite *suite, const char *name)
{
    int failures = _cmocka_run_group_tests(name, suite->tests, suite->count, NULL, NULL);

    for (size_t i = 0; i < suite->count; i++) {
        free((char *)(uintptr_t)suite->tests[i].name);
        free(suite->states[i]);
    }
    free(suite->tests);
    free(suite->states);
    return failures;
}
