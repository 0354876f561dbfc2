#include "yaml_builder.h"

#include "memory.h"
#include "yaml_merge.h"

#include <stdlib.h>
#include <string.h>

/* What is due behind a merge key. */
typedef enum merging { NOT_MERGING, VALUE_DUE, IN_LIST } merging;

struct cli_yaml_frame {
    bool is_object;
    bool is_key_due;
    bool is_flow;
    bool is_wrapped; /* It is the only member of an object, which a tag stands for. */
    merging merging;
    size_t begin;   /* Of its JSON. */
    size_t members; /* So far. */
    size_t keys;    /* How many there were before its own. */
    size_t merges;  /* Likewise. */
    size_t anchor;  /* 1 + its number, or 0. */
    size_t values;  /* Before it. */
    size_t depth;   /* Of what is in it. */
};

struct cli_yaml_anchor {
    cli_made_part part;
    size_t values;
    size_t depth;
    bool is_complete;
};

static void *grow(void *array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return array;
    *capacity = *capacity > 0 ? 2 * *capacity : 16;
    return cli_reallocate(array, *capacity * size);
}

static void add_number(cli_yaml_numbers *numbers, size_t number)
{
    numbers->all =
        grow(numbers->all, numbers->count, &numbers->capacity, sizeof *numbers->all);
    numbers->all[numbers->count++] = number;
}

/* What earlier documents of a text came to is not there for the next one. */
void cli_yaml_builder_clear(cli_yaml_builder *builder)
{
    builder->limits.values -= builder->values;
    builder->limits.bytes -= builder->made.size;
    cli_made_clear(&builder->made);
    builder->made.most = builder->limits.bytes;
    builder->values = 0;
    builder->depth = 0;
    builder->frame_count = 0;
    builder->anchor_count = 0;
    cli_names_clear(&builder->names);
    builder->keys.count = 0;
    builder->merges.count = 0;
}

void cli_yaml_builder_free(cli_yaml_builder *builder)
{
    cli_made_free(&builder->made);
    free(builder->frames);
    free(builder->anchors);
    cli_names_free(&builder->names);
    free(builder->keys.all);
    free(builder->merges.all);
}

static cli_yaml_frame *top(const cli_yaml_builder *builder)
{
    return builder->frame_count > 0 ? &builder->frames[builder->frame_count - 1] : NULL;
}

/* ----------------------------------------------------------------------------- trouble
 */

/* Always false. */
static bool stop(
    cli_yaml_builder *builder, snapguard_obstacle obstacle, const char *reason,
    const cli_yaml_node *node)
{
    builder->trouble = (cli_yaml_trouble){obstacle, reason, node->begin, node->end};
    return false;
}

static bool
count_values(cli_yaml_builder *builder, size_t values, const cli_yaml_node *node)
{
    builder->values += values;
    return builder->values <= builder->limits.values ||
           stop(builder, SNAPGUARD_OBSTACLE_VALUES, NULL, node);
}

/* So many more levels than there are. What is around them is at least as deep. */
static bool enter(cli_yaml_builder *builder, size_t levels, const cli_yaml_node *node)
{
    cli_yaml_frame *around = top(builder);

    if (around && around->depth < levels)
        around->depth = levels;
    return builder->depth + levels <= builder->limits.depth ||
           stop(builder, SNAPGUARD_OBSTACLE_DEPTH, NULL, node);
}

/* ------------------------------------------------------------------------------- tags */

static const char core[] = "tag:yaml.org,2002:";

/* A tag of the document's own, such as !Ref, is a function. */
static bool is_function(const cli_yaml_node *node)
{
    return node->tag && node->tag[0] == '!' && node->tag[1] != '\0';
}

/* What has no quotes, or says that its quotes mean nothing. */
static bool is_plain(const cli_yaml_node *node)
{
    static const char *const types[] = {"bool", "float", "int", "null"};

    if (!node->tag)
        return node->scalar.style == CLI_YAML_PLAIN;
    if (strncmp(node->tag, core, sizeof core - 1) != 0)
        return false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(node->tag + sizeof core - 1, types[i]) == 0)
            return true;
    return false;
}

/* {"Ref": or {"Fn::Sub": */
static void open_function(cli_yaml_builder *builder, const cli_yaml_node *node)
{
    cli_made *made = &builder->made;
    const char *name = node->tag + 1;
    bool is_long = strncmp(name, "Fn::", 4) == 0 || strcmp(name, "Ref") == 0 ||
                   strcmp(name, "Condition") == 0;
    cli_made_part place = {node->tag_begin, node->tag_end};

    cli_made_put(made, "{", 1);
    cli_made_put_from(made, "\"", 1, place.begin, place.end);
    if (!is_long)
        cli_made_put(made, "Fn::", 4);
    for (; *name && !made->is_full; name++)
        cli_made_put_text(made, name, 1, place.end, place.end);
    cli_made_put(made, "\":", 2);
}

/* ---------------------------------------------------------------------------- anchors */

/* 1 + the number of the anchor, or 0 where the node has none. */
static size_t
begin_anchor(cli_yaml_builder *builder, const cli_yaml_node *node, size_t begin)
{
    cli_yaml_anchor *anchor;

    if (!node->anchor)
        return 0;
    builder->anchors = grow(
        builder->anchors, builder->anchor_count, &builder->anchor_capacity,
        sizeof *builder->anchors);
    anchor = &builder->anchors[builder->anchor_count++];
    *anchor = (cli_yaml_anchor){
        .part = {begin, begin}
    };
    cli_names_set(
        &builder->names, node->anchor, strlen(node->anchor), builder->anchor_count - 1);
    return builder->anchor_count;
}

static void
end_anchor(cli_yaml_builder *builder, size_t number, size_t values, size_t depth)
{
    cli_yaml_anchor *anchor;

    if (number == 0)
        return;
    anchor = &builder->anchors[number - 1];
    anchor->part.end = builder->made.size;
    anchor->values = values;
    anchor->depth = depth;
    anchor->is_complete = true;
}

/* What an alias stands for. NULL, and trouble, where there is nothing. */
static const cli_yaml_anchor *
find_anchor(cli_yaml_builder *builder, const cli_yaml_node *node)
{
    size_t number;

    if (!cli_names_find(&builder->names, node->anchor, strlen(node->anchor), &number)) {
        stop(
            builder, SNAPGUARD_OBSTACLE_YAML, "no anchor stands before this alias", node);
        return NULL;
    }
    if (!builder->anchors[number].is_complete) {
        stop(
            builder, SNAPGUARD_OBSTACLE_YAML, "an alias cannot stand in its own anchor",
            node);
        return NULL;
    }
    return &builder->anchors[number];
}

/* ------------------------------------------------------------------------------- keys */

/* A number or word is a name, too. */
static bool put_alias_key(cli_yaml_builder *builder, const cli_yaml_node *node)
{
    const cli_yaml_anchor *anchor = find_anchor(builder, node);
    char first;

    if (!anchor)
        return false;
    first = builder->made.json[anchor->part.begin];
    if (first == '{' || first == '[')
        return stop(
            builder, SNAPGUARD_OBSTACLE_YAML, "only a text can be a key here", node);
    if (first != '"')
        cli_made_put(&builder->made, "\"", 1);
    cli_made_copy(&builder->made, anchor->part);
    if (first != '"')
        cli_made_put(&builder->made, "\"", 1);
    return true;
}

static bool is_merge_key(const cli_yaml_node *node)
{
    return node->kind == CLI_YAML_SCALAR && node->scalar.style == CLI_YAML_PLAIN &&
           !node->tag && node->scalar.size == 2 &&
           memcmp(node->scalar.text, "<<", 2) == 0;
}

static bool put_key(cli_yaml_builder *builder, const cli_yaml_node *node)
{
    cli_yaml_frame *frame = top(builder);
    size_t begin;

    if (is_merge_key(node)) {
        frame->merging = VALUE_DUE;
        return true;
    }
    if (node->kind != CLI_YAML_SCALAR && node->kind != CLI_YAML_ALIAS)
        return stop(
            builder, SNAPGUARD_OBSTACLE_YAML, "only a text can be a key here", node);
    if (frame->members++ > 0)
        cli_made_put(&builder->made, ",", 1);
    frame->is_key_due = false;
    begin = builder->made.size;
    add_number(&builder->keys, begin);
    if (node->kind == CLI_YAML_ALIAS)
        return put_alias_key(builder, node);
    cli_yaml_put_string(&builder->made, &node->scalar);
    end_anchor(builder, begin_anchor(builder, node, begin), 1, 0);
    return true;
}

/* ------------------------------------------------------------------------------ values
 */

/* What stands between a value and what is before it. */
static void put_separator(cli_yaml_builder *builder)
{
    cli_yaml_frame *frame = top(builder);

    if (!frame)
        return;
    if (frame->is_object)
        cli_made_put(&builder->made, ":", 1);
    else if (frame->members++ > 0)
        cli_made_put(&builder->made, ",", 1);
    frame->is_key_due = frame->is_object;
}

static bool put_scalar(cli_yaml_builder *builder, const cli_yaml_node *node)
{
    cli_made *made = &builder->made;
    bool is_wrapped = is_function(node);
    size_t begin = made->size;

    if (!count_values(builder, 1 + (size_t)is_wrapped, node) ||
        !enter(builder, is_wrapped, node))
        return false;
    if (is_wrapped)
        open_function(builder, node);
    if (!is_wrapped && is_plain(node))
        cli_yaml_put_plain(made, &node->scalar);
    else
        cli_yaml_put_string(made, &node->scalar);
    if (is_wrapped)
        cli_made_put(made, "}", 1);
    end_anchor(
        builder, begin_anchor(builder, node, begin), 1 + (size_t)is_wrapped, is_wrapped);
    return true;
}

static bool put_alias(cli_yaml_builder *builder, const cli_yaml_node *node)
{
    const cli_yaml_anchor *anchor = find_anchor(builder, node);

    if (!anchor || !count_values(builder, anchor->values, node) ||
        !enter(builder, anchor->depth, node))
        return false;
    cli_made_copy(&builder->made, anchor->part);
    return true;
}

/* Of one without brackets in the text an array begins where its first sign does; an
 * object stands nowhere. */
static void open_bracket(cli_yaml_builder *builder, const cli_yaml_node *node)
{
    bool is_object = node->kind == CLI_YAML_OBJECT;

    if (is_object && !node->is_flow)
        cli_made_put(&builder->made, "{", 1);
    else
        cli_made_put_from(
            &builder->made, is_object ? "{" : "[", 1, node->content, node->content + 1);
}

static bool open_container(cli_yaml_builder *builder, const cli_yaml_node *node)
{
    bool is_wrapped = is_function(node);
    cli_yaml_frame frame = {
        .is_object = node->kind == CLI_YAML_OBJECT,
        .is_key_due = node->kind == CLI_YAML_OBJECT,
        .is_flow = node->is_flow,
        .is_wrapped = is_wrapped,
        .begin = builder->made.size,
        .keys = builder->keys.count,
        .merges = builder->merges.count,
        .values = builder->values,
    };

    if (!count_values(builder, 1 + (size_t)is_wrapped, node) ||
        !enter(builder, 1 + (size_t)is_wrapped, node))
        return false;
    frame.anchor = begin_anchor(builder, node, frame.begin);
    if (is_wrapped)
        open_function(builder, node);
    open_bracket(builder, node);
    builder->depth += 1 + (size_t)is_wrapped;
    builder->frames = grow(
        builder->frames, builder->frame_count, &builder->frame_capacity,
        sizeof *builder->frames);
    builder->frames[builder->frame_count++] = frame;
    return true;
}

/* ------------------------------------------------------------------------------- merges
 */

/* The value of a merge key: aliases only, which stand for objects that are there. */
static bool take_merge(cli_yaml_builder *builder, const cli_yaml_node *node)
{
    cli_yaml_frame *frame = top(builder);
    const cli_yaml_anchor *anchor;

    if (frame->merging == VALUE_DUE && node->kind == CLI_YAML_ARRAY &&
        !is_function(node)) {
        frame->merging = IN_LIST;
        return true;
    }
    if (frame->merging == IN_LIST && node->kind == CLI_YAML_CLOSE) {
        frame->merging = NOT_MERGING;
        return true;
    }
    anchor = node->kind == CLI_YAML_ALIAS ? find_anchor(builder, node) : NULL;
    if (node->kind == CLI_YAML_ALIAS && !anchor)
        return false;
    if (!anchor || builder->made.json[anchor->part.begin] != '{')
        return stop(
            builder, SNAPGUARD_OBSTACLE_YAML,
            "only aliases of objects can be merged here", node);
    if (frame->merging == VALUE_DUE)
        frame->merging = NOT_MERGING;
    add_number(&builder->merges, (size_t)(anchor - builder->anchors));
    return count_values(builder, 1, node);
}

/* Give an object the members of those that it merges: its own come first, and then those
 * of the first. */
static bool merge_objects(cli_yaml_builder *builder, const cli_yaml_node *node)
{
    cli_yaml_frame *frame = top(builder);
    cli_yaml_merge merge = {
        .made = &builder->made,
        .members = frame->members,
        .most = builder->limits.values - builder->values,
    };
    bool is_done = true;

    for (size_t i = frame->keys; i < builder->keys.count; i++)
        cli_yaml_merge_key(&merge, builder->keys.all[i]);
    for (size_t i = frame->merges; is_done && i < builder->merges.count; i++) {
        const cli_yaml_anchor *anchor = &builder->anchors[builder->merges.all[i]];

        is_done = cli_yaml_merge_object(&merge, anchor->part);
        if (frame->depth + 1 < anchor->depth)
            frame->depth = anchor->depth - 1;
    }
    cli_names_free(&merge.keys);
    frame->members = merge.members;
    builder->values += merge.values;
    if (!is_done)
        return stop(builder, SNAPGUARD_OBSTACLE_VALUES, NULL, node);
    return builder->depth + frame->depth <= builder->limits.depth ||
           stop(builder, SNAPGUARD_OBSTACLE_DEPTH, NULL, node);
}

static bool close_container(cli_yaml_builder *builder, const cli_yaml_node *node)
{
    cli_yaml_frame *frame = top(builder);
    size_t levels = 1 + (size_t)frame->is_wrapped;
    size_t begin = frame->is_flow ? node->end - 1 : builder->behind;
    size_t end = frame->is_flow ? node->end : builder->behind;
    size_t depth;

    if (builder->merges.count > frame->merges && !merge_objects(builder, node))
        return false;
    cli_made_put_from(&builder->made, frame->is_object ? "}" : "]", 1, begin, end);
    if (frame->is_wrapped)
        cli_made_put(&builder->made, "}", 1);
    builder->keys.count = frame->keys;
    builder->merges.count = frame->merges;
    builder->depth -= levels;
    depth = frame->depth + levels;
    end_anchor(builder, frame->anchor, builder->values - frame->values, depth);
    builder->frame_count--;
    /* What is in it is known now. */
    return enter(builder, depth, node);
}

/* ------------------------------------------------------------------------------- nodes
 */

static bool put_value(cli_yaml_builder *builder, const cli_yaml_node *node)
{
    put_separator(builder);
    if (node->kind == CLI_YAML_SCALAR)
        return put_scalar(builder, node);
    if (node->kind == CLI_YAML_ALIAS)
        return put_alias(builder, node);
    return open_container(builder, node);
}

static bool put_node(cli_yaml_builder *builder, const cli_yaml_node *node)
{
    const cli_yaml_frame *frame = top(builder);

    if (frame && frame->merging != NOT_MERGING)
        return take_merge(builder, node);
    if (node->kind == CLI_YAML_CLOSE)
        return close_container(builder, node);
    if (frame && frame->is_key_due)
        return put_key(builder, node);
    return put_value(builder, node);
}

bool cli_yaml_build(cli_yaml_builder *builder, const cli_yaml_node *node)
{
    const cli_yaml_frame *frame = top(builder);
    bool is_in_text = node->kind == CLI_YAML_SCALAR || node->kind == CLI_YAML_ALIAS ||
                      (node->kind == CLI_YAML_CLOSE && frame && frame->is_flow);

    if (!put_node(builder, node))
        return false;
    if (is_in_text)
        builder->behind = node->end;
    return !builder->made.is_full || stop(builder, SNAPGUARD_OBSTACLE_BYTES, NULL, node);
}
