#include "report.h"

#include "format.h"

#include <stdlib.h>

void cli_report_begin(cli_report *report)
{
    if (report->format->begin)
        report->format->begin(report);
}

void cli_report_file(cli_report *report)
{
    report->summary.files++;
}

/* Count the findings of one request, and answer how many the library did not keep. */
static size_t count_findings(cli_report *report, const snapguard_report *findings)
{
    size_t total = 0;

    for (int severity = SNAPGUARD_NOTICE; severity <= SNAPGUARD_ERROR; severity++) {
        size_t count = snapguard_report_total(findings, (snapguard_severity)severity);

        report->summary.findings[severity] += count;
        total += count;
    }
    return total - snapguard_report_count(findings);
}

static void show_findings(cli_report *report, const cli_request *request)
{
    size_t count = snapguard_report_count(request->report);

    cli_fingerprints_clear(&report->fingerprints);
    for (size_t i = 0; i < count; i++) {
        const snapguard_finding *finding = snapguard_report_finding(request->report, i);

        if (snapguard_finding_severity(finding) < report->least)
            continue;
        if (report->shown == report->most) {
            report->hidden++;
            continue;
        }
        report->shown++;
        report->format->finding(report, request, finding);
    }
}

void cli_report_request(cli_report *report, const cli_request *request)
{
    report->summary.requests++;
    if (report->format->request)
        report->format->request(report, request);
    if (!request->report)
        return;
    report->hidden += count_findings(report, request->report);
    show_findings(report, request);
}

void cli_report_end(cli_report *report)
{
    if (report->format->end)
        report->format->end(report);
    free(report->text.bytes);
    cli_fingerprints_free(&report->fingerprints);
}
