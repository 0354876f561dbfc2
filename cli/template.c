#include "template.h"

#include "demand.h"
#include "ending.h"
#include "query.h"

#include <string.h>

bool cli_template_is_yaml(const char *name, const char *bytes, size_t size)
{
    size_t at = cli_query_has_mark(bytes, size) ? CLI_QUERY_MARK_BYTES : 0;

    if (cli_ends_in(name, ".yaml") || cli_ends_in(name, ".yml"))
        return true;
    if (cli_ends_in(name, ".json"))
        return false;
    while (at < size && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r' ||
                         bytes[at] == '\n'))
        at++;
    return at < size && bytes[at] != '{' && bytes[at] != '[';
}

/* ------------------------------------------------------------------------------ YAML */

static const snapguard_report *
check_made(const cli_template *template, const cli_made *made)
{
    const snapguard_origin origin = {
        template->text.bytes, template->text.length, made->stretches, made->count};
    const snapguard_report *report;

    cli_demand(snapguard_check_made(
        &report, template->context, SNAPGUARD_ROS, made->json, made->size, &origin));
    return report;
}

static const snapguard_report *
check_unread(const cli_template *template, const cli_yaml_trouble *trouble)
{
    const snapguard_report *report;

    cli_demand(snapguard_check_unread(
        &report, template->context, trouble->obstacle, trouble->reason,
        template->text.bytes, template->text.length, trouble->begin, trouble->end));
    return report;
}

static bool is_empty(const snapguard_report *report)
{
    return snapguard_report_verdict(report) == SNAPGUARD_NOT_APPLICABLE;
}

/* A text without a document is one that says nothing. */
static const snapguard_report *check_nothing(const cli_template *template)
{
    static char nothing[] = "null";

    return check_made(template, &(cli_made){.json = nothing, .size = strlen(nothing)});
}

/* The first policy of the next document that has one, or why a document cannot be read.
 * What else stands in a file is only of interest where there is no policy at all. */
static const snapguard_report *next_document(cli_template *template)
{
    const snapguard_report *report;
    cli_yaml_state state;

    while ((state = cli_yaml_next(template->yaml)) == CLI_YAML_MADE) {
        report = check_made(template, cli_yaml_made(template->yaml));
        template->documents++;
        if (!is_empty(report)) {
            template->has_policy = true;
            return report;
        }
    }
    if (state == CLI_YAML_TROUBLED) {
        template->documents++;
        template->has_policy = true;
        return check_unread(template, cli_yaml_trouble_of(template->yaml));
    }
    return NULL;
}

static const snapguard_report *first_document(cli_template *template)
{
    const snapguard_report *report;

    if (template->text.length > template->limits.bytes) {
        template->has_policy = true;
        return check_unread(
            template, &(cli_yaml_trouble){.obstacle = SNAPGUARD_OBSTACLE_BYTES});
    }
    template->yaml = cli_yaml_begin(
        template->text.length > 0 ? template->text.bytes : "", template->text.length,
        &template->limits);
    report = next_document(template);
    return report ? report : check_nothing(template);
}

/* --------------------------------------------------------------------------- policies */

const snapguard_report *cli_template_begin(
    cli_template *template, snapguard_context *context, snapguard_encoding encoding,
    const cli_template_text *text, const cli_yaml_limits *limits)
{
    const snapguard_report *report;

    *template = (cli_template){.context = context, .text = *text, .limits = *limits};
    if (!template->text.bytes)
        template->text.bytes = "";
    if (encoding == SNAPGUARD_ROS && text->is_yaml)
        return first_document(template);
    cli_demand(snapguard_check(&report, context, encoding, text->bytes, text->length));
    template->has_policy = !is_empty(report);
    return report;
}

const snapguard_report *cli_template_next(cli_template *template)
{
    const snapguard_report *report = NULL;

    if (!template->has_policy)
        return NULL;
    cli_demand(snapguard_check_next(&report, template->context));
    if (!report && template->yaml)
        report = next_document(template);
    return report;
}

void cli_template_end(cli_template *template)
{
    cli_yaml_end(template->yaml);
    template->yaml = NULL;
}
