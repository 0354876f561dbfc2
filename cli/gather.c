#include "gather.h"

#include "place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { INDEX_BYTES = 32 };

/* Shown where values are not, as other names of a document are. */
static cli_string name_of(const cli_judged *judged)
{
    return (cli_string){judged->name, judged->name ? strlen(judged->name) : 0};
}

static void gather_request(const cli_judged *judged, cli_outlet *outlet)
{
    const char *ids[CLI_MOST_IDS + 1] = {NULL};
    cli_request request = {
        .file = judged->file,
        .index = judged->index,
        .line = cli_judged_line(judged),
        .name = name_of(judged),
        .verdict = SNAPGUARD_NOT_APPLICABLE,
        .not_evaluated = ids};

    if (judged->report) {
        request.verdict = snapguard_report_verdict(judged->report);
        for (size_t i = 0; i < CLI_MOST_IDS; i++) {
            ids[i] = snapguard_report_not_evaluated(judged->report, i);
            if (!ids[i])
                break;
        }
    }
    cli_outlet_take(
        outlet, &(cli_event){.kind = CLI_EVENT_REQUEST, .of.request = request});
}

/* Count the findings of a request by severity, and those that the library did not keep.
 */
static void count_findings(const snapguard_report *report, cli_summary *summary)
{
    size_t total = 0;

    for (int severity = SNAPGUARD_NOTICE; severity <= SNAPGUARD_ERROR; severity++) {
        size_t count = snapguard_report_total(report, (snapguard_severity)severity);

        summary->findings[severity] += count;
        total += count;
    }
    summary->hidden += total - snapguard_report_count(report);
}

/* Say which part of the JSON inside a text is meant: "element 2 of the array inside this
 * string" for the pointer "/1". `text` is what holds it. */
static void
write_label(char label[CLI_LABEL_BYTES], const char *pointer, const char *text)
{
    const char *token = *pointer == '/' ? pointer + 1 : pointer;
    size_t digits = strspn(token, "0123456789");
    size_t element = 0;

    label[0] = '\0';
    if (*token == '\0')
        return;
    if (token[digits] != '\0' || digits > 9) {
        snprintf(label, CLI_LABEL_BYTES, "in the JSON inside this %s", text);
        return;
    }
    for (; *token; token++)
        element = element * 10 + (size_t)(*token - '0');
    snprintf(
        label, CLI_LABEL_BYTES, "element %zu of the array inside this %s", element + 1,
        text);
}

/* A place of the file in what is held of it. */
static size_t place_in_text(const cli_judged *judged, size_t byte)
{
    byte -= judged->offset;
    return byte < judged->held ? byte : judged->held;
}

static void
gather_frame(cli_gatherer *gatherer, const cli_judged *judged, cli_finding *finding)
{
    const snapguard_range *range = &finding->range;
    const cli_string *inner = &finding->texts[SNAPGUARD_TEXT_INNER_POINTER];
    cli_frame_place place = {
        .bytes = judged->bytes,
        .held = judged->held,
        .start = place_in_text(judged, range->start.byte),
        .end = place_in_text(judged, range->end.byte)};

    write_label(
        gatherer->label, inner->bytes ? inner->bytes : "",
        finding->texts[SNAPGUARD_TEXT_POINTER].bytes ? "string" : "value");
    gatherer->frame = cli_frame_of(&place, range->start.line, &gatherer->frame_text);
    gatherer->frame.label = gatherer->label;
    finding->frame = &gatherer->frame;
}

/* A finding is the same one as long as its rule, file and pointers are; a query has the
 * parameter for a pointer. The pointer begins with the index of the request where a
 * document holds several; in a stream it does not, so the index goes in by itself, as
 * does the number of a document of YAML.
 * "./a.json" and "a.json" are one file. */
static void
gather_fingerprint(cli_gatherer *gatherer, const cli_judged *judged, cli_finding *finding)
{
    char index[INDEX_BYTES] = "";
    const char *texts[] = {
        finding->rule,
        finding->file,
        index,
        finding->texts[SNAPGUARD_TEXT_POINTER].bytes,
        finding->texts[SNAPGUARD_TEXT_INNER_POINTER].bytes,
        judged->name, /* Several policies may refer to one value. */
    };
    size_t count = judged->name ? COUNT(texts) : COUNT(texts) - 1;

    while (strncmp(texts[1], "./", 2) == 0)
        texts[1] += 2;
    if (!texts[3])
        texts[3] = finding->texts[SNAPGUARD_TEXT_PARAMETER].bytes;
    if (judged->is_line)
        snprintf(index, sizeof index, "/%zu", judged->index);
    else if (judged->document > 1)
        snprintf(index, sizeof index, "#%zu", judged->document);
    cli_fingerprint(&gatherer->fingerprints, texts, count, finding->fingerprint);
}

/* What is printed, and what that is made from. */
static cli_wants texts_for(cli_wants wants)
{
    if (wants & CLI_WANT_FRAME)
        wants |=
            CLI_WANT(SNAPGUARD_TEXT_POINTER) | CLI_WANT(SNAPGUARD_TEXT_INNER_POINTER);
    if (wants & CLI_WANT_FINGERPRINT)
        wants |= CLI_WANT(SNAPGUARD_TEXT_POINTER) |
                 CLI_WANT(SNAPGUARD_TEXT_INNER_POINTER) |
                 CLI_WANT(SNAPGUARD_TEXT_PARAMETER);
    return wants;
}

static void put_before(cli_text *text, const char *prefix)
{
    size_t size = strlen(prefix);

    cli_text_reserve(text, text->size + size);
    memmove(text->bytes + size, text->bytes, text->size + 1);
    memcpy(text->bytes, prefix, size);
    text->size += size;
}

static void gather_texts(
    cli_gatherer *gatherer, const cli_judged *judged, const snapguard_finding *found,
    const cli_scope *scope, cli_finding *finding)
{
    cli_wants wants = texts_for(scope->wants);

    for (size_t i = 0; i < CLI_TEXTS; i++) {
        cli_text *text = &gatherer->texts[i];

        if (!(wants & CLI_WANT(i)) ||
            !cli_text_read(text, found, (snapguard_text)i, scope->show_values))
            continue;
        if (i == SNAPGUARD_TEXT_POINTER && judged->at)
            put_before(text, judged->at);
        finding->texts[i] = (cli_string){text->bytes, text->size};
    }
}

/* An edit holds what the request does. */
static void gather_fix(
    cli_gatherer *gatherer, const cli_judged *judged, const snapguard_finding *found,
    cli_finding *finding)
{
    cli_fixing *fixing = &gatherer->fixing;

    if (!cli_fix_read(fixing, found))
        return;
    for (size_t i = 0; i < fixing->fix.count; i++)
        cli_place_in_file(judged, &fixing->edits[i].range);
    finding->fix = &fixing->fix;
}

cli_finding cli_gather_finding(
    cli_gatherer *gatherer, const cli_judged *judged, const snapguard_finding *found,
    const cli_scope *scope)
{
    const snapguard_answer *answer = snapguard_finding_answer(found);
    cli_finding finding = {
        .file = judged->file,
        .index = judged->index,
        .name = name_of(judged),
        .rule = snapguard_finding_rule(found),
        .category = snapguard_finding_category(found),
        .severity = snapguard_finding_severity(found)};

    if (answer) {
        finding.has_answer = true;
        finding.answer = *answer;
    }
    cli_finding_range(judged, found, &finding.range);
    finding.has_related = cli_finding_related(judged, found, &finding.related);
    gather_texts(gatherer, judged, found, scope, &finding);
    if ((scope->wants & CLI_WANT_FIX) && scope->show_values)
        gather_fix(gatherer, judged, found, &finding);
    if (scope->wants & CLI_WANT_FINGERPRINT)
        gather_fingerprint(gatherer, judged, &finding);
    if ((scope->wants & CLI_WANT_FRAME) && scope->show_values)
        gather_frame(gatherer, judged, &finding);
    return finding;
}

/* Whether a finding does not count; then it is not counted any more. */
static bool suppress(cli_gatherer *gatherer, cli_finding *finding, cli_outlet *outlet)
{
    cli_suppressions *suppressions = outlet->report->scope.suppressions;
    cli_summary *summary;

    if (!suppressions ||
        !cli_suppressions_find(
            suppressions, finding, &gatherer->path, &gatherer->suppression))
        return false;
    finding->suppressed = &gatherer->suppression;
    summary = cli_outlet_summary(outlet);
    summary->findings[finding->severity]--;
    summary->waived += cli_is_waived(&gatherer->suppression);
    summary->baselined += !cli_is_waived(&gatherer->suppression);
    return true;
}

/* Whether it is suppressed depends on its texts, so that they are made in any case then.
 */
static void gather_finding(
    cli_gatherer *gatherer, const cli_judged *judged, const snapguard_finding *found,
    cli_outlet *outlet)
{
    const cli_scope *scope = &outlet->report->scope;
    snapguard_severity severity = snapguard_finding_severity(found);
    bool is_wanted = severity >= scope->least;
    bool is_shown = is_wanted && cli_outlet_has_room(outlet);
    bool is_suppressed = false;
    cli_event event = {.kind = CLI_EVENT_FINDING};

    if (is_shown || scope->suppressions) {
        event.of.finding = cli_gather_finding(gatherer, judged, found, scope);
        is_suppressed = suppress(gatherer, &event.of.finding, outlet);
    }
    if (scope->tally && !is_suppressed)
        cli_tally_add(
            &cli_outlet_summary(outlet)->tally, snapguard_finding_rule(found), severity,
            1);
    if (!is_suppressed)
        cli_outlet_summary(outlet)->fixable[snapguard_finding_fix(found)]++;
    if (is_suppressed)
        is_shown = is_shown && (scope->wants & CLI_WANT_SUPPRESSED);
    else if (is_wanted && !is_shown)
        cli_outlet_summary(outlet)->hidden++;
    if (is_shown)
        cli_outlet_take(outlet, &event);
}

static void
gather_findings(cli_gatherer *gatherer, const cli_judged *judged, cli_outlet *outlet)
{
    size_t count = snapguard_report_count(judged->report);

    cli_fingerprints_clear(&gatherer->fingerprints);
    for (size_t i = 0; i < count; i++)
        gather_finding(
            gatherer, judged, snapguard_report_finding(judged->report, i), outlet);
}

void cli_gather(cli_gatherer *gatherer, const cli_judged *judged, cli_outlet *outlet)
{
    cli_outlet_summary(outlet)->requests++;
    if (outlet->report->scope.wants & CLI_WANT_REQUESTS)
        gather_request(judged, outlet);
    if (!judged->report)
        return;
    if (outlet->report->scope.suppressions)
        cli_suppressions_request(outlet->report->scope.suppressions, judged->report);
    count_findings(judged->report, cli_outlet_summary(outlet));
    gather_findings(gatherer, judged, outlet);
}

void cli_gatherer_free(cli_gatherer *gatherer)
{
    for (size_t i = 0; i < CLI_TEXTS; i++)
        free(gatherer->texts[i].bytes);
    free(gatherer->frame_text.bytes);
    free(gatherer->path.bytes);
    cli_fixing_free(&gatherer->fixing);
    cli_fingerprints_free(&gatherer->fingerprints);
}
