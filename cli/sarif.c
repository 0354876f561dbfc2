#include "sarif.h"

#include "json.h"
#include "prose.h"

#include <stdlib.h>
#include <string.h>

/* A longer pointer names nothing that anyone looks for by name. */
enum { POINTER_BYTES = 1024 };

const char *cli_sarif_level(snapguard_severity severity)
{
    return severity == SNAPGUARD_NOTICE ? "note" : snapguard_severity_name(severity);
}

json_t *cli_sarif_message(const char *text)
{
    json_t *message = json_object();

    cli_json_set(message, "text", cli_json_prose(text, strlen(text)));
    return message;
}

json_t *cli_sarif_artifact(const char *file, cli_paths *paths)
{
    json_t *artifact = json_object();
    bool is_below = cli_path_find(paths, file);

    cli_path_encode(paths);
    cli_json_set(artifact, "uri", json_stringn(paths->uri.bytes, paths->uri.size));
    if (is_below)
        cli_json_set(artifact, "uriBaseId", json_string(CLI_SARIF_ROOT));
    return artifact;
}

/* Columns count characters; the log says so. The end is behind the last one here, too. */
static json_t *region_json(const snapguard_range *range)
{
    json_t *region = json_object();

    cli_json_set(region, "startLine", json_integer((json_int_t)range->start.line));
    cli_json_set(region, "startColumn", json_integer((json_int_t)range->start.column));
    cli_json_set(region, "endLine", json_integer((json_int_t)range->end.line));
    cli_json_set(region, "endColumn", json_integer((json_int_t)range->end.column));
    return region;
}

static json_t *
physical_json(const char *file, const snapguard_range *range, cli_paths *paths)
{
    json_t *place = json_object();

    cli_json_set(place, "artifactLocation", cli_sarif_artifact(file, paths));
    cli_json_set(place, "region", region_json(range));
    return place;
}

/* "/timePoints", or "/timePoints#/1" where it is inside the JSON that this string holds.
 */
static json_t *logical_json(const cli_finding *finding)
{
    const cli_string *pointer = &finding->texts[SNAPGUARD_TEXT_POINTER];
    const cli_string *inner = &finding->texts[SNAPGUARD_TEXT_INNER_POINTER];
    cli_text name = {.bytes = NULL};
    json_t *location = json_object();
    json_t *array = json_array();

    cli_text_add(&name, pointer->bytes, pointer->size);
    if (inner->bytes) {
        cli_text_add(&name, "#", 1);
        cli_text_add(&name, inner->bytes, inner->size);
    }
    cli_json_set(location, "fullyQualifiedName", cli_json_text(name.bytes, name.size));
    cli_json_append(array, location);
    free(name.bytes);
    return array;
}

static json_t *locations_json(const cli_finding *finding, cli_paths *paths)
{
    const cli_string *pointer = &finding->texts[SNAPGUARD_TEXT_POINTER];
    json_t *location = json_object();
    json_t *array = json_array();

    cli_json_set(
        location, "physicalLocation",
        physical_json(finding->file, &finding->range, paths));
    if (pointer->size > 0 && pointer->size <= POINTER_BYTES)
        cli_json_set(location, "logicalLocations", logical_json(finding));
    cli_json_append(array, location);
    return array;
}

static json_t *related_json(const cli_finding *finding, cli_paths *paths)
{
    const cli_string *text = &finding->texts[SNAPGUARD_TEXT_RELATED];
    json_t *location = json_object();
    json_t *array = json_array();

    cli_json_set(location, "id", json_integer(1));
    cli_json_set(
        location, "physicalLocation",
        physical_json(finding->file, &finding->related, paths));
    if (text->bytes)
        cli_json_set(location, "message", cli_sarif_message(text->bytes));
    cli_json_append(array, location);
    return array;
}

static json_t *replacement_json(const cli_edit *edit)
{
    json_t *replacement = json_object();
    json_t *content = json_object();

    cli_json_set(replacement, "deletedRegion", region_json(&edit->range));
    cli_json_set(content, "text", cli_json_text(edit->text, edit->size));
    cli_json_set(replacement, "insertedContent", content);
    return replacement;
}

static json_t *fixes_json(const cli_finding *finding, cli_paths *paths)
{
    const cli_fix *fix = finding->fix;
    json_t *replacements = json_array();
    json_t *change = json_object();
    json_t *changes = json_array();
    json_t *object = json_object();
    json_t *array = json_array();

    for (size_t i = 0; i < fix->count; i++)
        cli_json_append(replacements, replacement_json(&fix->edits[i]));
    cli_json_set(change, "artifactLocation", cli_sarif_artifact(finding->file, paths));
    cli_json_set(change, "replacements", replacements);
    cli_json_append(changes, change);
    cli_json_set(object, "description", cli_sarif_message(fix->title));
    cli_json_set(object, "artifactChanges", changes);
    cli_json_append(array, object);
    return array;
}

static json_t *suppressions_json(const cli_suppression *suppressed)
{
    json_t *object = json_object();
    json_t *array = json_array();

    /* Neither a waiver nor a baseline is in the file itself. */
    cli_json_set(object, "kind", json_string("external"));
    cli_json_set(
        object, "justification",
        cli_json_prose(suppressed->reason, strlen(suppressed->reason)));
    cli_json_append(array, object);
    return array;
}

/* Under a name of our own: GitHub takes primaryLocationLineHash for the hash of a line
 * that its action makes, and warns of each that is another. */
static json_t *fingerprints_json(const cli_finding *finding)
{
    json_t *object = json_object();

    cli_json_set(object, "snapguard/v1", json_string(finding->fingerprint));
    return object;
}

/* What the service answers, as the JSON report has it. */
static json_t *answer_json(const cli_finding *finding)
{
    const cli_string *message = &finding->texts[SNAPGUARD_TEXT_API_MESSAGE];
    const snapguard_answer *answer = &finding->answer;
    json_t *object = json_object();
    json_t *properties = json_object();

    cli_json_set(object, "basis", json_string(snapguard_basis_name(answer->basis)));
    cli_json_set(object, "httpStatus", json_integer(answer->http_status));
    cli_json_set(object, "code", json_string(answer->code));
    cli_json_set(object, "message", cli_json_prose(message->bytes, message->size));
    cli_json_set(properties, "api", object);
    return properties;
}

static json_t *prose_json(const cli_finding *finding)
{
    cli_text prose = {.bytes = NULL};
    json_t *message;

    cli_prose_of(finding, &prose);
    message = cli_sarif_message(prose.bytes);
    free(prose.bytes);
    return message;
}

json_t *cli_sarif_result(const cli_finding *finding, size_t rule, cli_paths *paths)
{
    json_t *result = json_object();

    cli_json_set(result, "ruleId", json_string(finding->rule));
    cli_json_set(result, "ruleIndex", json_integer((json_int_t)rule));
    cli_json_set(result, "level", json_string(cli_sarif_level(finding->severity)));
    cli_json_set(result, "message", prose_json(finding));
    cli_json_set(result, "locations", locations_json(finding, paths));
    if (finding->has_related)
        cli_json_set(result, "relatedLocations", related_json(finding, paths));
    cli_json_set(result, "partialFingerprints", fingerprints_json(finding));
    if (finding->fix)
        cli_json_set(result, "fixes", fixes_json(finding, paths));
    if (finding->suppressed)
        cli_json_set(result, "suppressions", suppressions_json(finding->suppressed));
    if (finding->has_answer)
        cli_json_set(result, "properties", answer_json(finding));
    return result;
}

static json_t *sentence_json(const char *text)
{
    cli_text sentence = {.bytes = NULL};
    json_t *message;

    cli_text_add(&sentence, text, strlen(text));
    cli_text_add(&sentence, ".", 1);
    message = cli_sarif_message(sentence.bytes);
    free(sentence.bytes);
    return message;
}

static json_t *help_json(const char *id, const char *source)
{
    json_t *help = json_object();

    cli_json_set(
        help, "text",
        json_sprintf(
            "%s\n\n\"snapguard explain %s\" shows what is accepted and what is refused.",
            source, id));
    cli_json_set(
        help, "markdown",
        json_sprintf(
            "%s\n\n`snapguard explain %s` shows what is accepted and what is refused.",
            source, id));
    return help;
}

static snapguard_severity severity_named(const char *name)
{
    int severity = SNAPGUARD_NOTICE;

    while (severity < SNAPGUARD_ERROR &&
           strcmp(snapguard_severity_name((snapguard_severity)severity), name) != 0)
        severity++;
    return (snapguard_severity)severity;
}

/* By these GitHub sorts and filters. A rule is never about what is only likely. */
static json_t *properties_json(const char *category, snapguard_severity severity)
{
    json_t *properties = json_object();
    json_t *tags = json_array();

    cli_json_append(tags, json_string(category));
    cli_json_set(properties, "tags", tags);
    cli_json_set(properties, "precision", json_string("very-high"));
    cli_json_set(
        properties, "problem.severity",
        json_string(
            severity == SNAPGUARD_NOTICE ? "recommendation"
                                         : snapguard_severity_name(severity)));
    return properties;
}

/* A rule that the pack does not have is described by its id alone. */
json_t *cli_sarif_rule(const cli_pack *pack, const char *id)
{
    const json_t *found = cli_pack_find(pack->rules, "id", id);
    const char *title = found ? cli_pack_text(found, "title") : id;
    const char *why = found ? cli_pack_text(found, "why") : id;
    const char *source = found ? cli_pack_text(found, "source") : id;
    snapguard_severity severity = severity_named(cli_pack_text(found, "severity"));
    json_t *configuration = json_object();
    json_t *rule = json_object();

    cli_json_set(configuration, "level", json_string(cli_sarif_level(severity)));
    cli_json_set(rule, "id", json_string(id));
    cli_json_set(rule, "shortDescription", sentence_json(title));
    cli_json_set(rule, "fullDescription", cli_sarif_message(why));
    cli_json_set(rule, "help", help_json(id, source));
    cli_json_set(rule, "defaultConfiguration", configuration);
    cli_json_set(
        rule, "properties", properties_json(cli_pack_text(found, "category"), severity));
    return rule;
}
