#include "sarif.h"

#include "json.h"
#include "task.h"

#include <stdlib.h>
#include <string.h>

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

/* Services insist on a URI, also of standard input, which is no file of the folder. */
json_t *cli_sarif_artifact(const char *file, cli_paths *paths)
{
    json_t *artifact = json_object();
    bool is_below = cli_path_find(paths, file);

    cli_path_encode(paths);
    cli_json_set(artifact, "uri", json_stringn(paths->uri.bytes, paths->uri.size));
    if (strcmp(file, CLI_STDIN_NAME) == 0)
        cli_json_set(artifact, "description", cli_sarif_message("standard input"));
    else if (is_below)
        cli_json_set(artifact, "uriBaseId", json_string(CLI_SARIF_ROOT));
    return artifact;
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
    const char *between = *source ? "\n\n" : "";
    json_t *help = json_object();

    cli_json_set(
        help, "text",
        json_sprintf(
            "%s%s\"snapguard explain %s\" shows what is accepted and what is refused.",
            source, between, id));
    cli_json_set(
        help, "markdown",
        json_sprintf(
            "%s%s`snapguard explain %s` shows what is accepted and what is refused.",
            source, between, id));
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

/* A rule of a pack need not have every text for people. */
static const char *text_or(const json_t *rule, const char *key, const char *otherwise)
{
    const char *text = cli_pack_text(rule, key);

    return *text ? text : otherwise;
}

/* A rule that no pack has is described by its id alone. */
json_t *cli_sarif_rule(const cli_pack *pack, const char *id)
{
    const json_t *found = cli_pack_find(pack->rules, "id", id);
    const char *title = text_or(found, "title", id);
    snapguard_severity severity = severity_named(cli_pack_text(found, "severity"));
    json_t *configuration = json_object();
    json_t *rule = json_object();

    cli_json_set(configuration, "level", json_string(cli_sarif_level(severity)));
    cli_json_set(rule, "id", json_string(id));
    cli_json_set(rule, "shortDescription", sentence_json(title));
    cli_json_set(
        rule, "fullDescription", cli_sarif_message(text_or(found, "why", title)));
    cli_json_set(rule, "help", help_json(id, cli_pack_text(found, "source")));
    cli_json_set(rule, "defaultConfiguration", configuration);
    cli_json_set(
        rule, "properties",
        properties_json(text_or(found, "category", "policy"), severity));
    return rule;
}
