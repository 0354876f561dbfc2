#include "sarif.h"

#include "glyph.h"
#include "json.h"
#include "memory.h"
#include "prose.h"

#include <stdlib.h>
#include <string.h>

/*
 * A result is written piece by piece, and not made as a value first: there may be one for
 * every few bytes of an input, and tables of its thirty members would take most of the
 * time of a run.
 */

/* A longer pointer names nothing that anyone looks for by name. */
enum { POINTER_BYTES = 1024 };

void cli_sarif_parts_begin(cli_sarif_parts *parts)
{
    *parts = (cli_sarif_parts){.file = NULL};
    cli_paths_begin(&parts->paths);
}

void cli_sarif_parts_free(cli_sarif_parts *parts)
{
    cli_paths_free(&parts->paths);
    free(parts->file);
    free(parts->artifact);
    free(parts->text.bytes);
}

/* Results of one file follow each other. */
static const char *artifact_of(cli_sarif_parts *parts, const char *file)
{
    json_t *artifact;

    if (parts->file && strcmp(parts->file, file) == 0)
        return parts->artifact;
    free(parts->file);
    free(parts->artifact);
    artifact = cli_sarif_artifact(file, &parts->paths);
    parts->file = cli_copy(file, strlen(file));
    parts->artifact = cli_json_dump(artifact);
    json_decref(artifact);
    return parts->artifact;
}

/* The name is one of ours, and needs no escapes. */
static void put_name(cli_writer *writer, const char *before, const char *name)
{
    cli_put(writer, before);
    cli_put(writer, "\"");
    cli_put(writer, name);
    cli_put(writer, "\"");
}

static void put_count(cli_writer *writer, const char *before, size_t count)
{
    cli_put(writer, before);
    cli_put_number(writer, count);
}

static void
put_text(cli_writer *writer, const char *before, const char *bytes, size_t size)
{
    cli_put(writer, before);
    cli_json_put_text(writer, bytes, size);
}

/* The text as it may be shown; what it is made in is kept for the next one. */
static void put_prose(
    cli_writer *writer, cli_sarif_parts *parts, const char *before, const char *bytes,
    size_t size)
{
    cli_text_clear(&parts->text);
    cli_text_add_safe(&parts->text, bytes, size);
    put_text(writer, before, parts->text.bytes, parts->text.size);
}

/* Columns count characters; the log says so. The end is behind the last one here, too. */
static void put_region(cli_writer *writer, const snapguard_range *range)
{
    put_count(writer, "{\"startLine\": ", range->start.line);
    put_count(writer, ", \"startColumn\": ", range->start.column);
    put_count(writer, ", \"endLine\": ", range->end.line);
    put_count(writer, ", \"endColumn\": ", range->end.column);
    cli_put(writer, "}");
}

static void put_physical(
    cli_writer *writer, cli_sarif_parts *parts, const char *file,
    const snapguard_range *range)
{
    cli_put(writer, "\"physicalLocation\": {\"artifactLocation\": ");
    cli_put(writer, artifact_of(parts, file));
    cli_put(writer, ", \"region\": ");
    put_region(writer, range);
    cli_put(writer, "}");
}

/* "/timePoints", or "/timePoints#/1" where it is inside the JSON that this string holds.
 */
static void
put_logical(cli_writer *writer, cli_sarif_parts *parts, const cli_finding *finding)
{
    const cli_string *pointer = &finding->texts[SNAPGUARD_TEXT_POINTER];
    const cli_string *inner = &finding->texts[SNAPGUARD_TEXT_INNER_POINTER];
    cli_text *name = &parts->text;

    cli_text_clear(name);
    cli_text_add(name, pointer->bytes, pointer->size);
    if (inner->bytes) {
        cli_text_add(name, "#", 1);
        cli_text_add(name, inner->bytes, inner->size);
    }
    put_text(
        writer, ", \"logicalLocations\": [{\"fullyQualifiedName\": ", name->bytes,
        name->size);
    if (finding->name.bytes)
        put_text(writer, ", \"name\": ", finding->name.bytes, finding->name.size);
    cli_put(writer, "}]");
}

static void
put_location(cli_writer *writer, cli_sarif_parts *parts, const cli_finding *finding)
{
    const cli_string *pointer = &finding->texts[SNAPGUARD_TEXT_POINTER];

    cli_put(writer, ", \"locations\": [{");
    put_physical(writer, parts, finding->file, &finding->range);
    if (pointer->size > 0 && pointer->size <= POINTER_BYTES)
        put_logical(writer, parts, finding);
    cli_put(writer, "}]");
}

static void
put_related(cli_writer *writer, cli_sarif_parts *parts, const cli_finding *finding)
{
    const cli_string *text = &finding->texts[SNAPGUARD_TEXT_RELATED];

    cli_put(writer, ", \"relatedLocations\": [{\"id\": 1, ");
    put_physical(writer, parts, finding->file, &finding->related);
    if (text->bytes) {
        put_prose(
            writer, parts, ", \"message\": {\"text\": ", text->bytes,
            strlen(text->bytes));
        cli_put(writer, "}");
    }
    cli_put(writer, "}]");
}

/* A viewer that applies a fix has no other place to say in that it is not safe. */
static void
put_fix(cli_writer *writer, cli_sarif_parts *parts, const cli_finding *finding)
{
    static const char unsafe[] = " (unsafe)";
    const cli_fix *fix = finding->fix;

    cli_put(writer, ", \"fixes\": [{\"description\": ");
    cli_text_clear(&parts->text);
    cli_text_add_safe(&parts->text, fix->title, strlen(fix->title));
    if (!fix->is_safe)
        cli_text_add(&parts->text, unsafe, sizeof unsafe - 1);
    put_text(writer, "{\"text\": ", parts->text.bytes, parts->text.size);
    cli_put(writer, "}, \"artifactChanges\": [{\"artifactLocation\": ");
    cli_put(writer, artifact_of(parts, finding->file));
    cli_put(writer, ", \"replacements\": [");
    for (size_t i = 0; i < fix->count; i++) {
        const cli_edit *edit = &fix->edits[i];

        cli_put(writer, i > 0 ? ", {\"deletedRegion\": " : "{\"deletedRegion\": ");
        put_region(writer, &edit->range);
        put_text(writer, ", \"insertedContent\": {\"text\": ", edit->text, edit->size);
        cli_put(writer, "}}");
    }
    cli_put(writer, "]}]}]");
}

/* Neither a waiver nor a baseline is in the file itself. */
static void put_suppression(
    cli_writer *writer, cli_sarif_parts *parts, const cli_suppression *suppressed)
{
    put_prose(
        writer, parts,
        ", \"suppressions\": [{\"kind\": \"external\", \"justification\": ",
        suppressed->reason, strlen(suppressed->reason));
    cli_put(writer, "}]");
}

/* What the service answers, as the JSON report has it. */
static void
put_answer(cli_writer *writer, cli_sarif_parts *parts, const cli_finding *finding)
{
    const cli_string *message = &finding->texts[SNAPGUARD_TEXT_API_MESSAGE];
    const snapguard_answer *answer = &finding->answer;

    put_name(
        writer,
        ", \"properties\": {\"api\": {\"basis\": ", snapguard_basis_name(answer->basis));
    put_count(writer, ", \"httpStatus\": ", (size_t)answer->http_status);
    put_name(writer, ", \"code\": ", answer->code);
    put_prose(writer, parts, ", \"message\": ", message->bytes, message->size);
    cli_put(writer, "}}");
}

/* The fingerprint is under a name of our own: GitHub takes primaryLocationLineHash for
 * the hash of a line that its action makes, and warns of each that is another. */
void cli_sarif_put_result(
    cli_writer *writer, cli_sarif_parts *parts, const cli_finding *finding, size_t rule)
{
    put_name(writer, "{\"ruleId\": ", finding->rule);
    put_count(writer, ", \"ruleIndex\": ", rule);
    put_name(writer, ", \"level\": ", cli_sarif_level(finding->severity));
    cli_prose_of(finding, &parts->text);
    put_text(writer, ", \"message\": {\"text\": ", parts->text.bytes, parts->text.size);
    cli_put(writer, "}");
    put_location(writer, parts, finding);
    if (finding->has_related)
        put_related(writer, parts, finding);
    put_name(
        writer, ", \"partialFingerprints\": {\"snapguard/v1\": ", finding->fingerprint);
    cli_put(writer, "}");
    if (finding->fix)
        put_fix(writer, parts, finding);
    if (finding->suppressed)
        put_suppression(writer, parts, finding->suppressed);
    if (finding->has_answer)
        put_answer(writer, parts, finding);
    cli_put(writer, "}");
}
