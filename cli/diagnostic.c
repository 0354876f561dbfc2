#include "diagnostic.h"

#include "json.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { URL_BYTES = 160 };

/* The texts of a finding in the order of the schema, and what they are called there. */
static const struct {
    const char *key;
    snapguard_text which;
} place_texts[] = {
    {"parameter",    SNAPGUARD_TEXT_PARAMETER    },
    {"pointer",      SNAPGUARD_TEXT_POINTER      },
    {"innerPointer", SNAPGUARD_TEXT_INNER_POINTER},
};

/* One text of a finding, or null. */
static json_t *text_json(const cli_finding *finding, snapguard_text which)
{
    const cli_string *text = &finding->texts[which];

    return text->bytes ? cli_json_text(text->bytes, text->size) : json_null();
}

static json_t *position_json(const snapguard_position *position)
{
    json_t *object = json_object();

    cli_json_set(object, "line", json_integer((json_int_t)position->line));
    cli_json_set(object, "column", json_integer((json_int_t)position->column));
    cli_json_set(object, "utf16", json_integer((json_int_t)position->utf16));
    cli_json_set(object, "byte", json_integer((json_int_t)position->byte));
    return object;
}

static json_t *range_json(const snapguard_range *range)
{
    json_t *object = json_object();

    cli_json_set(object, "start", position_json(&range->start));
    cli_json_set(object, "end", position_json(&range->end));
    return object;
}

static json_t *answer_json(const cli_finding *finding)
{
    const snapguard_answer *answer = &finding->answer;
    json_t *object;

    if (!finding->has_answer)
        return json_null();
    object = json_object();
    cli_json_set(object, "basis", json_string(snapguard_basis_name(answer->basis)));
    cli_json_set(object, "httpStatus", json_integer(answer->http_status));
    cli_json_set(object, "code", json_string(answer->code));
    cli_json_set(object, "message", text_json(finding, SNAPGUARD_TEXT_API_MESSAGE));
    return object;
}

static json_t *related_json(const cli_finding *finding)
{
    json_t *array = json_array();
    json_t *place;

    if (!finding->has_related)
        return array;
    place = json_object();
    cli_json_set(place, "message", text_json(finding, SNAPGUARD_TEXT_RELATED));
    cli_json_set(place, "range", range_json(&finding->related));
    cli_json_append(array, place);
    return array;
}

static json_t *fix_json(const cli_fix *fix)
{
    json_t *object;
    json_t *edits;

    if (!fix)
        return json_null();
    object = json_object();
    edits = json_array();
    for (size_t i = 0; i < fix->count; i++) {
        json_t *edit = json_object();

        cli_json_set(edit, "range", range_json(&fix->edits[i].range));
        cli_json_set(edit, "text", cli_json_text(fix->edits[i].text, fix->edits[i].size));
        cli_json_append(edits, edit);
    }
    cli_json_set(object, "title", json_string(fix->title));
    cli_json_set(object, "safe", json_boolean(fix->is_safe));
    cli_json_set(object, "edits", edits);
    return object;
}

static json_t *suppression_json(const cli_suppression *suppressed)
{
    json_t *object;

    if (!suppressed)
        return json_null();
    object = json_object();
    cli_json_set(object, "kind", json_string(suppressed->kind));
    cli_json_set(
        object, "reason", cli_json_text(suppressed->reason, strlen(suppressed->reason)));
    if (suppressed->owner)
        cli_json_set(
            object, "owner", cli_json_text(suppressed->owner, strlen(suppressed->owner)));
    if (suppressed->expires)
        cli_json_set(object, "expires", json_string(suppressed->expires));
    return object;
}

/* Rules of packs have their pages elsewhere, if anywhere. */
static json_t *url_json(const cli_finding *finding)
{
    char url[URL_BYTES];

    if (strchr(finding->rule, '/'))
        return json_null();
    snprintf(url, sizeof url, "docs/rules.md#%s", finding->rule);
    return json_string(url);
}

json_t *cli_diagnostic_json(const cli_finding *finding)
{
    const char *severity = snapguard_severity_name(finding->severity);
    json_t *object = json_object();

    cli_json_set(object, "rule", json_string(finding->rule));
    cli_json_set(object, "severity", json_string(severity));
    cli_json_set(object, "category", json_string(finding->category));
    cli_json_set(object, "message", text_json(finding, SNAPGUARD_TEXT_MESSAGE));
    cli_json_set(object, "file", cli_json_text(finding->file, strlen(finding->file)));
    cli_json_set(object, "index", json_integer((json_int_t)finding->index));
    for (size_t i = 0; i < COUNT(place_texts); i++)
        cli_json_set(
            object, place_texts[i].key, text_json(finding, place_texts[i].which));
    cli_json_set(object, "range", range_json(&finding->range));
    cli_json_set(object, "value", text_json(finding, SNAPGUARD_TEXT_VALUE));
    cli_json_set(object, "api", answer_json(finding));
    cli_json_set(object, "help", text_json(finding, SNAPGUARD_TEXT_HELP));
    cli_json_set(object, "related", related_json(finding));
    cli_json_set(object, "fix", fix_json(finding->fix));
    cli_json_set(object, "url", url_json(finding));
    cli_json_set(object, "fingerprint", json_string(finding->fingerprint));
    cli_json_set(object, "suppressed", suppression_json(finding->suppressed));
    return object;
}

static json_t *tally_json(const cli_tally *tally)
{
    json_t *array = json_array();

    for (size_t i = 0; i < tally->size; i++) {
        const cli_count *count = &tally->counts[i];
        json_t *object = json_object();

        cli_json_set(object, "rule", json_string(count->rule));
        cli_json_set(
            object, "severity", json_string(snapguard_severity_name(count->severity)));
        cli_json_set(object, "count", json_integer((json_int_t)count->count));
        cli_json_append(array, object);
    }
    return array;
}

json_t *cli_summary_json(const cli_report *report)
{
    static const struct {
        const char *key;
        snapguard_severity severity;
    } counts[] = {
        {"errors",   SNAPGUARD_ERROR  },
        {"warnings", SNAPGUARD_WARNING},
        {"notices",  SNAPGUARD_NOTICE },
    };
    const cli_summary *summary = &report->summary;
    json_t *object = json_object();

    cli_json_set(object, "files", json_integer((json_int_t)summary->files));
    cli_json_set(object, "requests", json_integer((json_int_t)summary->requests));
    for (size_t i = 0; i < COUNT(counts); i++)
        cli_json_set(
            object, counts[i].key,
            json_integer((json_int_t)summary->findings[counts[i].severity]));
    if (report->scope.suppressions) {
        cli_json_set(object, "waived", json_integer((json_int_t)summary->waived));
        cli_json_set(object, "baselined", json_integer((json_int_t)summary->baselined));
    }
    if (report->is_fixing)
        cli_json_set(object, "fixed", json_integer((json_int_t)summary->fixed));
    if (report->scope.tally)
        cli_json_set(object, "rules", tally_json(&summary->tally));
    return object;
}
