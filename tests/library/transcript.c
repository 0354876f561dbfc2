#define _POSIX_C_SOURCE 200809L
#include "transcript.h"

#include <stdio.h>
#include <stdlib.h>

static void write_range(FILE *out, const snapguard_range *range)
{
    const snapguard_position *places[] = {&range->start, &range->end};

    for (size_t i = 0; i < 2; i++)
        fprintf(
            out, " %zu:%zu/%zu@%zu", places[i]->line, places[i]->column, places[i]->utf16,
            places[i]->byte);
    fputc('\n', out);
}

static void write_text(
    FILE *out, const snapguard_finding *finding, snapguard_text text, bool show_values)
{
    char buffer[1024];
    size_t size =
        snapguard_finding_text(finding, text, show_values, buffer, sizeof buffer);

    if (size != SNAPGUARD_NO_TEXT)
        fprintf(out, "    %d: %s\n", (int)text, buffer);
}

static void write_finding(FILE *out, const snapguard_finding *finding)
{
    const snapguard_answer *answer = snapguard_finding_answer(finding);
    snapguard_range range;

    fprintf(
        out, "  %s %s %d", snapguard_finding_rule(finding),
        snapguard_finding_category(finding), (int)snapguard_finding_severity(finding));
    snapguard_finding_range(finding, &range);
    write_range(out, &range);
    if (snapguard_finding_related(finding, &range))
        write_range(out, &range);
    if (answer)
        fprintf(
            out, "    %d %d %s\n", (int)answer->basis, answer->http_status, answer->code);
    for (int text = SNAPGUARD_TEXT_MESSAGE; text <= SNAPGUARD_TEXT_FIX; text++) {
        write_text(out, finding, (snapguard_text)text, true);
        write_text(out, finding, (snapguard_text)text, false);
    }
}

static void write_report(FILE *out, const snapguard_report *report)
{
    const snapguard_finding *answer = snapguard_report_answer(report);
    snapguard_range range;
    char name[256];

    fprintf(
        out, "verdict %d, %zu parameters, errors %zu, warnings %zu, notices %zu, %s",
        (int)snapguard_report_verdict(report), snapguard_report_parameters(report),
        snapguard_report_total(report, SNAPGUARD_ERROR),
        snapguard_report_total(report, SNAPGUARD_WARNING),
        snapguard_report_total(report, SNAPGUARD_NOTICE),
        answer ? snapguard_finding_rule(answer) : "no answer");
    snapguard_report_range(report, &range);
    write_range(out, &range);
    if (snapguard_report_name(report, name, sizeof name) != SNAPGUARD_NO_TEXT)
        fprintf(out, "  of %s\n", name);
    for (size_t i = 0; i < snapguard_report_count(report); i++)
        write_finding(out, snapguard_report_finding(report, i));
}

char *transcript_of(
    snapguard_context *context, snapguard_encoding encoding, const char *bytes,
    size_t length)
{
    const snapguard_report *report;
    snapguard_status status = snapguard_check(&report, context, encoding, bytes, length);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    if (!out)
        return NULL;
    while (status == SNAPGUARD_OK && report) {
        write_report(out, report);
        status = snapguard_check_next(&report, context);
    }
    fclose(out);
    if (status != SNAPGUARD_OK || report) {
        free(text);
        return NULL;
    }
    return text;
}

char *transcript_of_report(const snapguard_report *report)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    if (!out)
        return NULL;
    write_report(out, report);
    fclose(out);
    return text;
}
