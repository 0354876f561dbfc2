#define _POSIX_C_SOURCE 200809L

#include "yaml_oracle.h"

#include "json_extent.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum { MOST_ANCHORS = 256, DEEPEST = 64 };

typedef struct anchor {
    char *name;
    json_t *value; /* NULL: it is not over yet */
} anchor;

typedef struct oracle {
    yaml_parser_t parser;
    anchor anchors[MOST_ANCHORS];
    size_t anchor_count;
    size_t values;
    size_t most;
    size_t depth;
} oracle;

static json_t *read_value(oracle *reader, const yaml_event_t *event);

/* --------------------------------------------------------------------------- scalars */

static bool is_one_of(const char *text, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(text, *words) == 0)
            return true;
    return false;
}

/* Words that all readers of YAML 1.1 agree on. */
static json_t *word_of(const char *text)
{
    static const char *const yes[] = {"true", "True", "TRUE", "yes", "Yes",
                                      "YES",  "on",   "On",   "ON",  NULL};
    static const char *const no[] = {"false", "False", "FALSE", "no",  "No",
                                     "NO",    "off",   "Off",   "OFF", NULL};
    static const char *const nothing[] = {"null", "Null", "NULL", "~", "", NULL};

    if (is_one_of(text, yes))
        return json_true();
    if (is_one_of(text, no))
        return json_false();
    return is_one_of(text, nothing) ? json_null() : NULL;
}

/* A number is what JSON says it is, but for a plus sign. */
static json_t *number_of(const char *text, size_t size)
{
    size_t sign = size > 1 && text[0] == '+' && text[1] != '-';
    json_t *value = NULL;

    if (strspn(text + sign, "0123456789+-.eE") == size - sign)
        value = json_loadb(
            text + sign, size - sign, JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, NULL);
    return value;
}

static bool is_typed(const char *tag)
{
    static const char *const types[] = {
        "tag:yaml.org,2002:bool", "tag:yaml.org,2002:float", "tag:yaml.org,2002:int",
        "tag:yaml.org,2002:null", NULL};

    return is_one_of(tag, types);
}

static json_t *scalar_of(const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    const char *tag = (const char *)event->data.scalar.tag;
    size_t size = event->data.scalar.length;
    bool is_plain =
        tag ? is_typed(tag) : event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    json_t *value = NULL;

    if (is_plain && strlen(text) == size)
        value = word_of(text);
    if (is_plain && !value)
        value = number_of(text, size);
    return value ? value : json_stringn(text, size);
}

/* "!Ref a" is {"Ref": "a"}, and "!Sub a" is {"Fn::Sub": "a"}. */
static json_t *call(const char *tag, json_t *value)
{
    char name[512];
    json_t *object;

    if (!value || !tag || tag[0] != '!' || !tag[1])
        return value;
    if (strlen(tag) > 256) {
        json_decref(value);
        return NULL;
    }
    strcpy(name, "Fn::");
    if (strncmp(tag + 1, "Fn::", 4) == 0 || strcmp(tag, "!Ref") == 0 ||
        strcmp(tag, "!Condition") == 0)
        name[0] = '\0';
    strcat(name, tag + 1);
    object = json_object();
    json_object_set_new(object, name, value);
    return object;
}

/* ---------------------------------------------------------------------------- anchors */

static anchor *find_anchor(oracle *reader, const char *name)
{
    for (size_t i = reader->anchor_count; i > 0; i--)
        if (strcmp(reader->anchors[i - 1].name, name) == 0)
            return &reader->anchors[i - 1];
    return NULL;
}

/* Its place among the anchors; MOST_ANCHORS, where it has none. */
static size_t begin_anchor(oracle *reader, const yaml_char_t *name)
{
    if (!name || reader->anchor_count == MOST_ANCHORS)
        return MOST_ANCHORS;
    reader->anchors[reader->anchor_count].name = strdup((const char *)name);
    reader->anchors[reader->anchor_count].value = NULL;
    return reader->anchor_count++;
}

static json_t *end_anchor(oracle *reader, size_t place, json_t *value)
{
    if (place < MOST_ANCHORS)
        reader->anchors[place].value = json_incref(value);
    return value;
}

static json_t *alias_of(oracle *reader, const yaml_event_t *event)
{
    const anchor *known = find_anchor(reader, (const char *)event->data.alias.anchor);

    if (!known || !known->value)
        return NULL;
    reader->values += json_extent_of(known->value).values;
    return reader->values <= reader->most ? json_incref(known->value) : NULL;
}

/* ------------------------------------------------------------------------- containers */

static bool next(oracle *reader, yaml_event_t *event)
{
    return yaml_parser_parse(&reader->parser, event);
}

static json_t *read_array(oracle *reader)
{
    json_t *array = json_array();
    yaml_event_t event;

    while (next(reader, &event)) {
        bool is_over = event.type == YAML_SEQUENCE_END_EVENT;
        json_t *value = is_over ? NULL : read_value(reader, &event);

        yaml_event_delete(&event);
        if (is_over)
            return array;
        if (json_array_append_new(array, value) != 0)
            break;
    }
    json_decref(array);
    return NULL;
}

/* The text of a key: what an alias stands for is one, too, if it is no object or array.
 */
static json_t *key_of(oracle *reader, const yaml_event_t *event)
{
    json_t *value;
    json_t *text;
    char *dump;

    if (event->type == YAML_SCALAR_EVENT) {
        value = json_stringn(
            (const char *)event->data.scalar.value, event->data.scalar.length);
        return end_anchor(reader, begin_anchor(reader, event->data.scalar.anchor), value);
    }
    value = event->type == YAML_ALIAS_EVENT ? alias_of(reader, event) : NULL;
    if (!value || json_is_string(value))
        return value;
    dump = json_dumps(value, JSON_ENCODE_ANY);
    /* How a number was written is not known any more. */
    text = json_is_boolean(value) || json_is_null(value) ? json_string(dump) : NULL;
    json_decref(value);
    free(dump);
    return text;
}

static bool is_merge_key(const yaml_event_t *event)
{
    return event->type == YAML_SCALAR_EVENT && !event->data.scalar.tag &&
           event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
           event->data.scalar.length == 2 &&
           memcmp(event->data.scalar.value, "<<", 2) == 0;
}

/* Those that are merged, in their order. */
static bool read_merged(oracle *reader, json_t *merged)
{
    yaml_event_t event;
    json_t *value;
    bool is_right;

    if (!next(reader, &event))
        return false;
    value = read_value(reader, &event);
    is_right =
        event.type == YAML_ALIAS_EVENT ? json_is_object(value) : json_is_array(value);
    yaml_event_delete(&event);
    if (is_right && json_is_object(value))
        json_array_append(merged, value);
    else if (is_right)
        json_array_extend(merged, value);
    json_decref(value);
    return is_right && value;
}

static bool read_member(oracle *reader, json_t *object, const yaml_event_t *key)
{
    json_t *name = key_of(reader, key);
    yaml_event_t event;
    json_t *value = NULL;
    bool is_done = false;

    if (name && next(reader, &event)) {
        value = read_value(reader, &event);
        yaml_event_delete(&event);
    }
    /* Names with NUL jansson does not hold. */
    if (value && strlen(json_string_value(name)) == json_string_length(name))
        is_done = json_object_set(object, json_string_value(name), value) == 0;
    json_decref(value);
    json_decref(name);
    return is_done;
}

static void merge(json_t *object, const json_t *merged)
{
    const json_t *other;
    size_t i;

    json_array_foreach (merged, i, other)
        json_object_update_missing(object, (json_t *)(uintptr_t)other);
}

static json_t *read_object(oracle *reader)
{
    json_t *object = json_object();
    json_t *merged = json_array();
    yaml_event_t event;
    bool is_over = false;
    bool is_right = true;

    while (is_right && !is_over && (is_right = next(reader, &event))) {
        is_over = event.type == YAML_MAPPING_END_EVENT;
        if (!is_over)
            is_right = is_merge_key(&event) ? read_merged(reader, merged)
                                            : read_member(reader, object, &event);
        yaml_event_delete(&event);
    }
    merge(object, merged);
    json_decref(merged);
    if (is_right)
        return object;
    json_decref(object);
    return NULL;
}

static json_t *read_container(oracle *reader, const yaml_event_t *event)
{
    json_t *value;

    if (reader->depth == DEEPEST)
        return NULL;
    reader->depth++;
    value = event->type == YAML_MAPPING_START_EVENT ? read_object(reader)
                                                    : read_array(reader);
    reader->depth--;
    return value;
}

/* The anchor and the tag of what is no alias. */
typedef struct properties {
    const yaml_char_t *anchor;
    const yaml_char_t *tag;
} properties;

static properties properties_of(const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return (properties){event->data.scalar.anchor, event->data.scalar.tag};
    case YAML_SEQUENCE_START_EVENT:
        return (properties){
            event->data.sequence_start.anchor, event->data.sequence_start.tag};
    default:
        return (properties){
            event->data.mapping_start.anchor, event->data.mapping_start.tag};
    }
}

static json_t *read_value(oracle *reader, const yaml_event_t *event)
{
    properties given;
    json_t *value;
    size_t place;

    if (++reader->values > reader->most)
        return NULL;
    if (event->type == YAML_ALIAS_EVENT)
        return alias_of(reader, event);
    given = properties_of(event);
    place = begin_anchor(reader, given.anchor);
    value = event->type == YAML_SCALAR_EVENT ? scalar_of(event)
                                             : read_container(reader, event);
    return end_anchor(reader, place, call((const char *)given.tag, value));
}

/* -------------------------------------------------------------------------- documents */

static void forget_anchors(oracle *reader)
{
    while (reader->anchor_count > 0) {
        anchor *last = &reader->anchors[--reader->anchor_count];

        free(last->name);
        json_decref(last->value);
    }
}

/* NULL where there is none; *goes_on says whether another one may follow. */
static json_t *read_document(oracle *reader, bool *goes_on)
{
    json_t *value = NULL;
    yaml_event_t event;
    bool is_over = false;

    while (!is_over && (*goes_on = next(reader, &event))) {
        bool is_end = event.type == YAML_STREAM_END_EVENT;

        is_over = is_end || event.type == YAML_DOCUMENT_END_EVENT;
        if (event.type >= YAML_ALIAS_EVENT) {
            value = read_value(reader, &event);
            *goes_on = value != NULL;
            is_over |= !value;
        }
        *goes_on &= !is_end;
        yaml_event_delete(&event);
    }
    forget_anchors(reader);
    return value;
}

json_t *yaml_oracle(const char *bytes, size_t size, size_t number, size_t most)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t skipped = size >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
    static oracle reader;
    json_t *value = NULL;
    bool goes_on = true;

    memset(&reader, 0, sizeof reader);
    reader.most = most;
    yaml_parser_initialize(&reader.parser);
    yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &reader.parser, (const unsigned char *)bytes + skipped, size - skipped);
    for (size_t i = 0; goes_on && i <= number; i++) {
        json_decref(value);
        value = read_document(&reader, &goes_on);
    }
    yaml_parser_delete(&reader.parser);
    return value;
}
