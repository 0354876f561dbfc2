#include "diagnostic.h"

#include "json.h"
#include "place.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { URL_BYTES = 160, INDEX_BYTES = 32 };

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
static json_t *
text_json(cli_report *report, const snapguard_finding *finding, snapguard_text which)
{
    if (!cli_text_read(&report->text, finding, which, report->show_values))
        return json_null();
    return cli_json_text(report->text.bytes, report->text.size);
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

static json_t *answer_json(cli_report *report, const snapguard_finding *finding)
{
    const snapguard_answer *answer = snapguard_finding_answer(finding);
    json_t *object;

    if (!answer)
        return json_null();
    object = json_object();
    cli_json_set(object, "basis", json_string(snapguard_basis_name(answer->basis)));
    cli_json_set(object, "httpStatus", json_integer(answer->http_status));
    cli_json_set(object, "code", json_string(answer->code));
    cli_json_set(
        object, "message", text_json(report, finding, SNAPGUARD_TEXT_API_MESSAGE));
    return object;
}

static json_t *related_json(
    cli_report *report, const cli_request *request, const snapguard_finding *finding)
{
    json_t *array = json_array();
    json_t *place;
    snapguard_range range;

    if (!cli_finding_related(request, finding, &range))
        return array;
    place = json_object();
    cli_json_set(place, "message", text_json(report, finding, SNAPGUARD_TEXT_RELATED));
    cli_json_set(place, "range", range_json(&range));
    cli_json_append(array, place);
    return array;
}

/* Rules of packs have their pages elsewhere, if anywhere. */
static json_t *url_json(const snapguard_finding *finding)
{
    char url[URL_BYTES];

    if (strchr(snapguard_finding_rule(finding), '/'))
        return json_null();
    snprintf(url, sizeof url, "docs/rules.md#%s", snapguard_finding_rule(finding));
    return json_string(url);
}

/* A finding is the same one as long as its rule, file and pointers are; a query has the
 * parameter for a pointer. The pointer begins with the index of the request where a
 * document holds several; in a stream it does not, so the index goes in by itself.
 * "./a.json" and "a.json" are one file. */
static json_t *fingerprint_json(
    cli_report *report, const cli_request *request, const snapguard_finding *finding,
    const json_t *diagnostic)
{
    char digits[CLI_FINGERPRINT_DIGITS + 1];
    char index[INDEX_BYTES] = "";
    const char *texts[] = {
        snapguard_finding_rule(finding),
        request->file,
        index,
        json_string_value(json_object_get(diagnostic, "pointer")),
        json_string_value(json_object_get(diagnostic, "innerPointer")),
    };

    while (strncmp(texts[1], "./", 2) == 0)
        texts[1] += 2;
    if (!texts[3])
        texts[3] = json_string_value(json_object_get(diagnostic, "parameter"));
    if (request->is_line)
        snprintf(index, sizeof index, "/%zu", request->index);
    cli_fingerprint(&report->fingerprints, texts, COUNT(texts), digits);
    return json_string(digits);
}

json_t *cli_diagnostic_json(
    cli_report *report, const cli_request *request, const snapguard_finding *finding)
{
    snapguard_severity severity = snapguard_finding_severity(finding);
    json_t *object = json_object();
    snapguard_range range;

    cli_finding_range(request, finding, &range);
    cli_json_set(object, "rule", json_string(snapguard_finding_rule(finding)));
    cli_json_set(object, "severity", json_string(snapguard_severity_name(severity)));
    cli_json_set(object, "category", json_string(snapguard_finding_category(finding)));
    cli_json_set(object, "message", text_json(report, finding, SNAPGUARD_TEXT_MESSAGE));
    cli_json_set(object, "file", cli_json_text(request->file, strlen(request->file)));
    cli_json_set(object, "index", json_integer((json_int_t)request->index));
    for (size_t i = 0; i < COUNT(place_texts); i++)
        cli_json_set(
            object, place_texts[i].key, text_json(report, finding, place_texts[i].which));
    cli_json_set(object, "range", range_json(&range));
    cli_json_set(object, "value", text_json(report, finding, SNAPGUARD_TEXT_VALUE));
    cli_json_set(object, "api", answer_json(report, finding));
    cli_json_set(object, "help", text_json(report, finding, SNAPGUARD_TEXT_HELP));
    cli_json_set(object, "related", related_json(report, request, finding));
    cli_json_set(object, "fix", json_null());
    cli_json_set(object, "url", url_json(finding));
    cli_json_set(
        object, "fingerprint", fingerprint_json(report, request, finding, object));
    cli_json_set(object, "suppressed", json_null());
    return object;
}

json_t *cli_summary_json(const cli_summary *summary)
{
    static const struct {
        const char *key;
        snapguard_severity severity;
    } counts[] = {
        {"errors",   SNAPGUARD_ERROR  },
        {"warnings", SNAPGUARD_WARNING},
        {"notices",  SNAPGUARD_NOTICE },
    };
    json_t *object = json_object();

    cli_json_set(object, "files", json_integer((json_int_t)summary->files));
    cli_json_set(object, "requests", json_integer((json_int_t)summary->requests));
    for (size_t i = 0; i < COUNT(counts); i++)
        cli_json_set(
            object, counts[i].key,
            json_integer((json_int_t)summary->findings[counts[i].severity]));
    return object;
}
