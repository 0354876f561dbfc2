#include "yaml_reader.h"

#include "memory.h"
#include "query.h"
#include "yaml_builder.h"
#include "yaml_place.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct cli_yaml {
    yaml_parser_t parser;
    size_t mark; /* Bytes of the byte order mark, which libyaml does not get. */
    cli_yaml_text text;
    cli_yaml_builder builder;
    bool is_over;
};

static const char *skip_mark(const char *bytes, size_t *size)
{
    if (!cli_query_has_mark(bytes, *size))
        return bytes;
    *size -= CLI_QUERY_MARK_BYTES;
    return bytes + CLI_QUERY_MARK_BYTES;
}

cli_yaml *cli_yaml_begin(const char *bytes, size_t size, const cli_yaml_limits *limits)
{
    cli_yaml *yaml = cli_reallocate(NULL, sizeof *yaml);
    size_t rest = size;
    const char *plain = skip_mark(bytes, &rest);

    *yaml = (cli_yaml){
        .mark = size - rest,
        .text = {.bytes = bytes,       .size = size, .byte = size - rest},
        .builder = {.limits = *limits}
    };
    if (!yaml_parser_initialize(&yaml->parser))
        cli_out_of_memory();
    /* Nothing else is a template, and a byte that is none of UTF-8 is to be found. */
    yaml_parser_set_encoding(&yaml->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&yaml->parser, (const unsigned char *)plain, rest);
    return yaml;
}

void cli_yaml_end(cli_yaml *yaml)
{
    if (!yaml)
        return;
    yaml_parser_delete(&yaml->parser);
    cli_yaml_builder_free(&yaml->builder);
    free(yaml);
}

/* ------------------------------------------------------------------------- trouble */

/* A control character is UTF-8, and what libyaml says of it is true. */
static snapguard_obstacle obstacle_of(const yaml_parser_t *parser)
{
    return parser->error == YAML_READER_ERROR &&
                   strncmp(parser->problem, "control", strlen("control")) != 0
               ? SNAPGUARD_OBSTACLE_UTF8
               : SNAPGUARD_OBSTACLE_YAML;
}

/* Of what it reads libyaml counts bytes, of all else characters. */
static void take_trouble(cli_yaml *yaml)
{
    const yaml_parser_t *parser = &yaml->parser;
    cli_yaml_trouble *trouble = &yaml->builder.trouble;
    size_t begin;

    if (parser->error == YAML_MEMORY_ERROR)
        cli_out_of_memory();
    begin = parser->error == YAML_READER_ERROR
                ? yaml->mark + parser->problem_offset
                : cli_yaml_byte_of(&yaml->text, parser->problem_mark.index);
    if (begin > yaml->text.size)
        begin = yaml->text.size;
    *trouble = (cli_yaml_trouble){
        obstacle_of(parser), parser->problem, begin, cli_yaml_behind(&yaml->text, begin)};
}

/* --------------------------------------------------------------------------- nodes */

static cli_yaml_style style_of(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        return CLI_YAML_SINGLE;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return CLI_YAML_DOUBLE;
    case YAML_LITERAL_SCALAR_STYLE:
    case YAML_FOLDED_SCALAR_STYLE:
        return CLI_YAML_BLOCK;
    default:
        return CLI_YAML_PLAIN;
    }
}

static void find_places(cli_yaml *yaml, cli_yaml_node *node, const yaml_event_t *event)
{
    bool is_scalar = node->kind == CLI_YAML_SCALAR;
    cli_yaml_parts parts;

    node->begin = cli_yaml_byte_of(&yaml->text, event->start_mark.index);
    node->end = cli_yaml_byte_of(&yaml->text, event->end_mark.index);
    if (node->begin == node->end &&
        (node->kind == CLI_YAML_ARRAY || node->kind == CLI_YAML_OBJECT))
        node->end = cli_yaml_behind(&yaml->text, node->begin);
    node->tag_begin = node->tag_end = node->content = node->begin;
    if (node->kind == CLI_YAML_ALIAS || (!node->tag && !node->anchor))
        return;
    parts =
        cli_yaml_find_parts(&yaml->text, node->begin, is_scalar ? node->end : SIZE_MAX);
    node->tag_begin = parts.tag_begin;
    node->tag_end = parts.tag_end;
    node->content = parts.content;
}

/* What has neither a character nor a tag stands nowhere. */
static void take_scalar(cli_yaml *yaml, cli_yaml_node *node, const yaml_event_t *event)
{
    node->anchor = (const char *)event->data.scalar.anchor;
    node->tag = (const char *)event->data.scalar.tag;
    find_places(yaml, node, event);
    if (node->begin == node->end) {
        node->begin = cli_yaml_sign_before(&yaml->text, node->begin);
        node->content = node->begin;
        node->end = cli_yaml_behind(&yaml->text, node->begin);
    }
    node->scalar = (cli_yaml_scalar){
        .source = yaml->text.bytes,
        .begin = node->content,
        .end = node->end,
        .style = style_of(event->data.scalar.style),
        .text = (const char *)event->data.scalar.value,
        .size = event->data.scalar.length};
}

/* False where the event is no node. */
static bool take_node(cli_yaml *yaml, cli_yaml_node *node, const yaml_event_t *event)
{
    *node = (cli_yaml_node){.kind = CLI_YAML_CLOSE};
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        node->kind = CLI_YAML_SCALAR;
        take_scalar(yaml, node, event);
        return true;
    case YAML_ALIAS_EVENT:
        node->kind = CLI_YAML_ALIAS;
        node->anchor = (const char *)event->data.alias.anchor;
        break;
    case YAML_SEQUENCE_START_EVENT:
        node->kind = CLI_YAML_ARRAY;
        node->anchor = (const char *)event->data.sequence_start.anchor;
        node->tag = (const char *)event->data.sequence_start.tag;
        node->is_flow = event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
        break;
    case YAML_MAPPING_START_EVENT:
        node->kind = CLI_YAML_OBJECT;
        node->anchor = (const char *)event->data.mapping_start.anchor;
        node->tag = (const char *)event->data.mapping_start.tag;
        node->is_flow = event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        break;
    default:
        return false;
    }
    find_places(yaml, node, event);
    return true;
}

/* ----------------------------------------------------------------------- documents */

/* Read one event. False, and *state, where the document is over. */
static bool read_event(cli_yaml *yaml, cli_yaml_state *state)
{
    yaml_event_t event;
    cli_yaml_node node;
    bool goes_on = true;

    *state = CLI_YAML_TROUBLED;
    if (!yaml_parser_parse(&yaml->parser, &event)) {
        take_trouble(yaml);
        return false;
    }
    if (event.type == YAML_STREAM_END_EVENT || event.type == YAML_DOCUMENT_END_EVENT) {
        *state = event.type == YAML_STREAM_END_EVENT ? CLI_YAML_END : CLI_YAML_MADE;
        goes_on = false;
    } else if (event.type == YAML_DOCUMENT_START_EVENT) {
        cli_yaml_builder_clear(&yaml->builder);
    } else if (take_node(yaml, &node, &event)) {
        goes_on = cli_yaml_build(&yaml->builder, &node);
    }
    yaml_event_delete(&event);
    return goes_on;
}

cli_yaml_state cli_yaml_next(cli_yaml *yaml)
{
    cli_yaml_state state = CLI_YAML_END;

    if (yaml->is_over)
        return state;
    while (read_event(yaml, &state))
        ;
    yaml->is_over = state != CLI_YAML_MADE;
    return state;
}

const cli_made *cli_yaml_made(const cli_yaml *yaml)
{
    return &yaml->builder.made;
}

const cli_yaml_trouble *cli_yaml_trouble_of(const cli_yaml *yaml)
{
    return &yaml->builder.trouble;
}
