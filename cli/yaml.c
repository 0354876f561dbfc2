#include "yaml.h"

#include "memory.h"
#include "query.h"
#include "utf8.h"
#include "yaml_merge.h"
#include "yaml_scalar.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

/* What is known of a node that has an anchor. */
typedef struct anchor {
    cli_made_part part;
    size_t values;
    size_t depth;     /* Of arrays and objects in it, itself included. */
    bool is_complete; /* It does not hold the alias that asks. */
} anchor;

/* What is due behind a merge key. */
typedef enum merging { NOT_MERGING, VALUE_DUE, IN_LIST } merging;

/* An array or object that is open. */
typedef struct frame {
    bool is_object;
    bool is_key_due;
    bool is_block;   /* It has no brackets in the text. */
    bool is_wrapped; /* It is the only member of an object, which a tag stands for. */
    merging merging;
    size_t begin;   /* Of its JSON. */
    size_t members; /* So far. */
    size_t keys;    /* Where its own begin among all. */
    size_t merges;  /* Likewise. */
    size_t anchor;  /* 1 + its number, or 0. */
    size_t values;  /* Before it. */
    size_t depth;   /* Of what is in it. */
} frame;

typedef struct numbers {
    size_t *all;
    size_t count;
    size_t capacity;
} numbers;

struct cli_yaml {
    yaml_parser_t parser;
    const char *bytes;
    size_t size;
    cli_yaml_limits limits;
    bool is_over;
    cli_made made;
    size_t values;
    cli_yaml_trouble trouble;

    frame *frames;
    size_t frame_count;
    size_t frame_capacity;
    anchor *anchors;
    size_t anchor_count;
    size_t anchor_capacity;
    cli_names names; /* Of anchors: their numbers. */
    numbers keys;    /* Of open objects: where they begin in the JSON. */
    numbers merges;  /* Of open objects: numbers of the anchors that they merge. */

    size_t character; /* A place that is known by its character, */
    size_t byte;      /* and its byte. */
    size_t behind;    /* Where the last thing that was read ends, in bytes. */
};

/* An event with its places in bytes. */
typedef struct event {
    yaml_event_t parsed;
    size_t begin; /* Of the tag or anchor in front of it, if there is one. */
    size_t end;
    size_t tag_begin;
    size_t tag_end;
    size_t content; /* Behind tag and anchor. */
} event;

/* ------------------------------------------------------------------------------ places */

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* libyaml counts characters. One after the other its places lie close together. */
static size_t byte_of(cli_yaml *yaml, size_t character)
{
    while (yaml->character < character && yaml->byte < yaml->size) {
        yaml->byte++;
        while (yaml->byte < yaml->size && is_continuation(yaml->bytes[yaml->byte]))
            yaml->byte++;
        yaml->character++;
    }
    while (yaml->character > character) {
        yaml->byte--;
        while (is_continuation(yaml->bytes[yaml->byte]))
            yaml->byte--;
        yaml->character--;
    }
    return yaml->byte;
}

static bool is_blank(char character)
{
    return character == ' ' || character == '\t' || character == '\n' ||
           character == '\r';
}

/* Behind blanks and comments. */
static size_t skip_blanks(const cli_yaml *yaml, size_t at)
{
    while (at < yaml->size) {
        if (yaml->bytes[at] == '#')
            while (at < yaml->size && yaml->bytes[at] != '\n')
                at++;
        else if (is_blank(yaml->bytes[at]))
            at++;
        else
            break;
    }
    return at;
}

/* Behind a tag or an anchor, which a blank ends, or what ends a value in brackets. */
static size_t skip_property(const cli_yaml *yaml, size_t at)
{
    bool is_verbatim = yaml->bytes[at] == '!' && at + 1 < yaml->size &&
                       yaml->bytes[at + 1] == '<';

    while (at < yaml->size && !is_blank(yaml->bytes[at]) &&
           (is_verbatim || !strchr(",[]{}", yaml->bytes[at]) || !yaml->bytes[at]))
        at++;
    return at;
}

/* Find the tag of an event, and where its content begins. */
static void find_content(const cli_yaml *yaml, event *event)
{
    size_t at = event->begin;

    event->tag_begin = at;
    event->tag_end = at;
    while (at < yaml->size && (yaml->bytes[at] == '!' || yaml->bytes[at] == '&')) {
        size_t behind = skip_property(yaml, at);

        if (yaml->bytes[at] == '!') {
            event->tag_begin = at;
            event->tag_end = behind;
        }
        event->content = behind;
        at = skip_blanks(yaml, behind);
        if (behind >= event->end && event->parsed.type == YAML_SCALAR_EVENT)
            return;
    }
    event->content = at;
}

/* An empty value is shown at the sign that it is missing behind. */
static size_t sign_before(const cli_yaml *yaml, size_t at)
{
    size_t before = at;

    while (before > 0 &&
           (yaml->bytes[before - 1] == ' ' || yaml->bytes[before - 1] == '\t'))
        before--;
    return before > 0 && strchr("-?:", yaml->bytes[before - 1]) && yaml->bytes[before - 1]
               ? before - 1
               : at;
}

/* ------------------------------------------------------------------------------ memory */

/* One more of a growing array. */
static void *
add(void **array, size_t *count, size_t *capacity, size_t size)
{
    if (*count == *capacity) {
        *capacity = *capacity > 0 ? 2 * *capacity : 16;
        *array = cli_reallocate(*array, *capacity * size);
    }
    return (char *)*array + (*count)++ * size;
}

static void add_number(numbers *numbers, size_t number)
{
    *(size_t *)add(
        (void **)&numbers->all, &numbers->count, &numbers->capacity, sizeof number) =
        number;
}

static frame *top(const cli_yaml *yaml)
{
    return yaml->frame_count > 0 ? &yaml->frames[yaml->frame_count - 1] : NULL;
}

/* ----------------------------------------------------------------------------- trouble */

/* Always false: nothing more is read. */
static bool
stop(cli_yaml *yaml, snapguard_obstacle obstacle, const char *reason, size_t begin,
     size_t end)
{
    yaml->trouble = (cli_yaml_trouble){obstacle, reason, begin, end};
    yaml->is_over = true;
    return false;
}

static bool stop_at(
    cli_yaml *yaml, snapguard_obstacle obstacle, const char *reason, const event *event)
{
    size_t end = event->end > event->begin ? event->end : event->begin;

    return stop(yaml, obstacle, reason, event->begin, end);
}

/* Say what libyaml says. */
static bool stop_reading(cli_yaml *yaml)
{
    const yaml_parser_t *parser = &yaml->parser;
    size_t begin;
    size_t end;

    if (parser->error == YAML_MEMORY_ERROR)
        cli_out_of_memory();
    begin = parser->error == YAML_READER_ERROR
                ? parser->problem_offset + (size_t)(yaml->size > 0 ? 0 : 0)
                : byte_of(yaml, parser->problem_mark.index);
    if (begin > yaml->size)
        begin = yaml->size;
    end = begin + (begin < yaml->size);
    while (end < yaml->size && is_continuation(yaml->bytes[end]))
        end++;
    return stop(yaml, SNAPGUARD_OBSTACLE_YAML, parser->problem, begin, end);
}
