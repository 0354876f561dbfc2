/* JSON from the nodes of a document of YAML, in the order in which they are read. */
#ifndef CLI_YAML_BUILDER_H
#define CLI_YAML_BUILDER_H

#include "names.h"
#include "yaml_reader.h"
#include "yaml_scalar.h"

typedef enum cli_yaml_kind {
    CLI_YAML_SCALAR,
    CLI_YAML_ALIAS,
    CLI_YAML_ARRAY,  /* It begins. */
    CLI_YAML_OBJECT, /* Likewise. */
    CLI_YAML_CLOSE   /* The innermost of these ends. */
} cli_yaml_kind;

typedef struct cli_yaml_node {
    cli_yaml_kind kind;
    const char *anchor;     /* That it has, or that it is an alias of; or NULL. */
    const char *tag;        /* As the reader resolves it, or NULL. */
    cli_yaml_scalar scalar; /* What it says. */
    bool is_flow;           /* It has brackets in the text. */
    size_t begin;           /* In the text; of the tag or anchor, if it has one. */
    size_t end;
    size_t tag_begin;
    size_t tag_end;
    size_t content; /* Behind tag and anchor. */
} cli_yaml_node;

/* An array or object that is open. */
typedef struct cli_yaml_frame cli_yaml_frame;

/* What is known of a node that has an anchor. */
typedef struct cli_yaml_anchor cli_yaml_anchor;

/* Numbers, of which the last ones are taken back first. */
typedef struct cli_yaml_numbers {
    size_t *all;
    size_t count;
    size_t capacity;
} cli_yaml_numbers;

typedef struct cli_yaml_builder {
    cli_yaml_limits limits;
    cli_made made;
    cli_yaml_trouble trouble;
    size_t values;
    size_t depth;
    size_t behind; /* Where the last thing ends in the text. */
    cli_yaml_frame *frames;
    size_t frame_count;
    size_t frame_capacity;
    cli_yaml_anchor *anchors;
    size_t anchor_count;
    size_t anchor_capacity;
    cli_names names;         /* Of anchors: their numbers. */
    cli_yaml_numbers keys;   /* Of open objects: where they begin in the JSON. */
    cli_yaml_numbers merges; /* Of open objects: the anchors that they merge. */
} cli_yaml_builder;

/* Begin another document. */
void cli_yaml_builder_clear(cli_yaml_builder *builder);
void cli_yaml_builder_free(cli_yaml_builder *builder);

/* Take the next node. False where there is trouble. */
bool cli_yaml_build(cli_yaml_builder *builder, const cli_yaml_node *node);

#endif
