#include "judge.h"

#include "template.h"

static cli_template_text read_text(cli_judge *judge, snapguard_encoding encoding)
{
    cli_input *input = &judge->input;
    size_t length = cli_input_all(input, judge->settings->limits.bytes);

    return (cli_template_text){
        .bytes = input->bytes,
        .held = input->held,
        .length = length,
        .is_yaml = encoding == SNAPGUARD_ROS &&
                   cli_template_is_yaml(input->name, input->bytes, input->held)};
}

/* What it is called in its file: policies are told apart by it. */
static void read_name(cli_judge *judge, cli_judged *judged)
{
    cli_text *name = &judge->name;
    size_t size;

    cli_text_clear(name);
    size = snapguard_report_name(judged->report, name->bytes, name->capacity);
    judged->name = NULL;
    if (size == SNAPGUARD_NO_TEXT)
        return;
    if (size >= name->capacity) {
        cli_text_reserve(name, size);
        snapguard_report_name(judged->report, name->bytes, name->capacity);
    }
    name->size = size;
    judged->name = name->bytes;
}

static const char *text_for_none(cli_kind kind)
{
    return kind == CLI_KIND_ROS ? "no auto snapshot policy is in this template"
                                : "no auto snapshot policy is created by this plan";
}

static void
report_policies(cli_judge *judge, cli_template *template, const snapguard_report *report)
{
    cli_judged judged = {
        .file = judge->input.name,
        .bytes = template->text.bytes,
        .held = template->text.held};

    cli_judge_begin_file(judge);
    for (; report && cli_judge_goes_on(judge); report = cli_template_next(template)) {
        if (template->has_policy) {
            judged.report = report;
            judged.document = template->documents;
            read_name(judge, &judged);
        }
        cli_judge_take(judge, &judged);
        judged.index++;
    }
}

/* Whether a file that was found in a directory is to be passed over: there is no policy
 * in it or, where it is broken and nobody has said that it is a template, no sign of one.
 */
static bool is_foreign(
    const cli_judge *judge, const cli_template *template, const snapguard_report *report)
{
    return !template->has_policy ||
           (judge->settings->kind == CLI_KIND_AUTO && cli_judge_is_foreign(report));
}

void cli_judge_template(cli_judge *judge, cli_kind kind, bool is_walked)
{
    snapguard_encoding encoding = kind == CLI_KIND_ROS ? SNAPGUARD_ROS : SNAPGUARD_TFPLAN;
    cli_template_text text = read_text(judge, encoding);
    const snapguard_report *report;
    cli_template template;

    if (judge->input.error)
        return;
    report = cli_template_begin(
        &template, judge->context, encoding, &text, &judge->settings->limits);
    if (!is_walked && !template.has_policy && !judge->settings->quiet)
        cli_judge_complain(judge, judge->input.name, text_for_none(kind), CLI_CLEAN);
    if (!is_walked || !is_foreign(judge, &template, report))
        report_policies(judge, &template, report);
    cli_template_end(&template);
}
