/* What callers read from a report and its findings. */
#include "compiler.h"
#include "engine.h"
#include "excerpt.h"
#include "fix.h"
#include "message.h"

snapguard_verdict snapguard_report_verdict(const snapguard_report *report)
{
    return report->verdict;
}

size_t snapguard_report_count(const snapguard_report *report)
{
    return report->findings.count;
}

size_t snapguard_report_total(const snapguard_report *report, snapguard_severity severity)
{
    return (unsigned)severity <= SNAPGUARD_ERROR ? report->totals[severity] : 0;
}

const snapguard_finding *
snapguard_report_finding(const snapguard_report *report, size_t index)
{
    if (index >= report->findings.count)
        return NULL;
    return (const snapguard_finding *)report->findings.data + index;
}

const snapguard_finding *snapguard_report_answer(const snapguard_report *report)
{
    const snapguard_finding *findings = report->findings.data;

    for (size_t i = 0; i < report->findings.count; i++)
        if (findings[i].instruction->rule->severity == SNAPGUARD_ERROR &&
            snapguard_finding_answer(&findings[i]))
            return &findings[i];
    return NULL;
}

size_t snapguard_report_parameters(const snapguard_report *report)
{
    return report->parameters;
}

void snapguard_report_range(const snapguard_report *report, snapguard_range *range)
{
    sg_seams_range(report->seams, report->lines, range, report->begin, report->end);
}

size_t snapguard_report_name(const snapguard_report *report, char *buffer, size_t size)
{
    bool has_name = report->request->form && report->title != SG_NO_NODE;
    sg_writer writer = {.buffer = buffer, .size = size};

    if (has_name)
        sg_excerpt_write_whole(
            report->document->source, sg_document_node(report->document, report->title),
            &writer);
    sg_writer_finish(&writer);
    return has_name ? writer.used : SNAPGUARD_NO_TEXT;
}

const char *snapguard_report_not_evaluated(const snapguard_report *report, size_t index)
{
    const sg_program *program = report->request->program;

    uint64_t decided = report->request->decided;

    for (size_t row = 0; row < program->not_evaluated_count; row++)
        if (!(decided >> row & 1) && index-- == 0)
            return program->not_evaluated[row];
    return NULL;
}

const char *snapguard_finding_rule(const snapguard_finding *finding)
{
    return finding->instruction->rule->id;
}

const char *snapguard_finding_category(const snapguard_finding *finding)
{
    return finding->instruction->rule->category;
}

snapguard_severity snapguard_finding_severity(const snapguard_finding *finding)
{
    return finding->instruction->rule->severity;
}

const snapguard_answer *snapguard_finding_answer(const snapguard_finding *finding)
{
    const sg_error_row *row;
    snapguard_basis basis;

    return sg_finding_reply(finding, &row, &basis) ? &row->answers[basis] : NULL;
}

static void place_range(
    const snapguard_finding *finding, const sg_place *place, snapguard_range *range)
{
    size_t begin;
    size_t end;

    sg_report_source(finding->report, place, &begin, &end);
    sg_seams_range(finding->report->seams, finding->report->lines, range, begin, end);
}

/* A byte that is not UTF-8 is one column wide, as an editor shows it. One that is
 * percent-encoded has three. */
static bool is_wrong_byte(const snapguard_finding *finding, const snapguard_range *range)
{
    return finding->instruction->check == SG_CHECK_fault &&
           finding->instruction->operand.fault == SG_FAULT_UTF8 &&
           range->end.byte == range->start.byte + 1;
}

static SG_APART void find_range(const snapguard_finding *finding, snapguard_range *range)
{
    place_range(finding, &finding->place, range);
    if (is_wrong_byte(finding, range)) {
        range->end.column = range->start.column + 1;
        range->end.utf16 = range->start.utf16 + 1;
    }
}

/* Mostly there is nothing to be worked out. */
void snapguard_finding_range(const snapguard_finding *finding, snapguard_range *range)
{
    const snapguard_report *report = finding->report;
    const sg_place *place = &finding->place;

    if (report->seams->count || !sg_report_is_in_source(report, place) ||
        !sg_lines_plain_range(report->lines, range, place->begin, place->end))
        find_range(finding, range);
}

static sg_place related_of(const snapguard_finding *finding)
{
    return (sg_place){
        .list = finding->is_list_related ? finding->place.list : 0,
        .begin = finding->related_begin,
        .end = finding->related_end,
    };
}

bool snapguard_finding_related(const snapguard_finding *finding, snapguard_range *range)
{
    sg_place related = related_of(finding);

    if (related.end)
        place_range(finding, &related, range);
    return related.end != 0;
}

static snapguard_part part_of(const snapguard_finding *finding, const sg_place *place)
{
    const snapguard_report *report = finding->report;
    size_t begin;
    size_t end;

    sg_report_source(report, place, &begin, &end);
    return (snapguard_part)sg_seams_find(report->seams, report->lines->text, begin).part;
}

snapguard_part snapguard_finding_part(const snapguard_finding *finding)
{
    return part_of(finding, &finding->place);
}

snapguard_part snapguard_finding_related_part(const snapguard_finding *finding)
{
    sg_place related = related_of(finding);

    return part_of(finding, &related);
}

snapguard_fix snapguard_finding_fix(const snapguard_finding *finding)
{
    if (!sg_fix_find(finding, &(sg_edit){0, 0}))
        return SNAPGUARD_FIX_NONE;
    return sg_fix_is_safe(finding) ? SNAPGUARD_FIX_SAFE : SNAPGUARD_FIX_UNSAFE;
}

/* So far each fix is one edit. */
size_t snapguard_finding_edits(const snapguard_finding *finding)
{
    return sg_fix_find(finding, &(sg_edit){0, 0});
}

size_t snapguard_finding_edit(
    const snapguard_finding *finding, size_t index, snapguard_range *range, char *buffer,
    size_t size)
{
    const snapguard_report *report = finding->report;
    sg_writer writer = {.buffer = buffer, .size = size};
    sg_edit edit;
    bool is_there = index == 0 && sg_fix_find(finding, &edit);

    if (is_there) {
        sg_lines_range(report->lines, range, edit.begin, edit.end);
        sg_fix_write(finding, &writer);
    }
    sg_writer_finish(&writer);
    return is_there ? writer.used : SNAPGUARD_NO_TEXT;
}

size_t snapguard_finding_text(
    const snapguard_finding *finding, snapguard_text text, bool show_values, char *buffer,
    size_t size)
{
    sg_writer writer = {.buffer = buffer, .size = size};
    bool is_there = sg_message_write(
        finding, text, show_values ? SG_SHOW_ALL : SG_HIDE_VALUES, &writer);

    if (!is_there)
        writer.used = 0;
    sg_writer_finish(&writer);
    return is_there ? writer.used : SNAPGUARD_NO_TEXT;
}
