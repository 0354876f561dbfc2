/* The part of the loader that reads what a facts document may hold, and which fact a rule
 * asks. */
#include "facts.h"
#include "pack.h"

/* What stands in front of the next dot; it is cut off. */
static sg_text next_segment(sg_text *path)
{
    const char *dot = memchr(path->bytes, '.', path->size);
    sg_text segment = {path->bytes, dot ? (size_t)(dot - path->bytes) : path->size};
    size_t cut = segment.size + (dot != NULL);

    *path = (sg_text){path->bytes + cut, path->size - cut};
    return segment;
}

/* ------------------------------------------------------------------------- the shape */

static bool load_type(sg_loader *loader, sg_name *name, const json_t *type)
{
    const char *word = json_string_value(type);

    name->type = SG_TYPE_BOOLEAN;
    if (word && strcmp(word, "count") == 0)
        name->type = SG_TYPE_INTEGER;
    else if (!word || strcmp(word, "boolean") != 0)
        return sg_loader_fail(loader, name->wire.bytes, "must be a boolean or a count");
    return true;
}

static bool load_fact(sg_loader *loader, const char *wire, const json_t *type)
{
    sg_names *facts = &loader->program->facts;
    sg_text path = sg_text_of(wire);
    uint16_t parent = SG_ROOT_NAME;
    sg_name *name;

    for (;;) {
        sg_text segment = next_segment(&path);

        name = sg_names_add(facts, &loader->program->arena, parent, segment);
        if (!name)
            return sg_loader_out_of_memory(loader);
        if (path.size == 0)
            return load_type(loader, name, type);
        name->role = SG_ROLE_GROUP;
        parent = sg_names_index(facts, name);
    }
}

/* An upper bound: a name for each segment. */
static size_t count_segments(json_t *facts)
{
    size_t count = 0;
    const char *wire;
    json_t *type;

    json_object_foreach (facts, wire, type) {
        count++;
        for (const char *p = wire; *p; p++)
            count += *p == '.';
    }
    return count;
}

bool sg_pack_load_facts(sg_loader *loader, json_t *facts)
{
    size_t count = count_segments(facts);
    const char *wire;
    json_t *type;

    loader->subject = "facts";
    if (count >= SG_NO_NAME)
        return sg_loader_fail(loader, "facts", "are too many");
    if (!sg_names_init(&loader->program->facts, &loader->program->arena, count))
        return sg_loader_out_of_memory(loader);
    json_object_foreach (facts, wire, type)
        if (!load_fact(loader, wire, type))
            return false;
    return true;
}

/* -------------------------------------------------------------------------- the paths */

/* What stands in front of the next dot, or between the braces in front of it. */
static sg_text next_step(sg_text *path, bool *is_parameter)
{
    const char *brace = memchr(path->bytes, '}', path->size);
    sg_text step;

    *is_parameter = path->size > 0 && path->bytes[0] == '{' && brace;
    if (!*is_parameter)
        return next_segment(path);
    step = (sg_text){path->bytes + 1, (size_t)(brace - path->bytes) - 1};
    *path = (sg_text){brace + 1, path->size - step.size - 2};
    next_segment(path);
    return step;
}

/* A path that is being read: where it stands, and what is left of it. */
typedef struct sg_path_reader {
    sg_loader *loader;
    sg_spot spot;
    const char *whole;
    sg_text rest;
} sg_path_reader;

static bool fail_path(const sg_path_reader *reader, const char *reason)
{
    return sg_loader_refuse(
        reader->loader, reader->spot, "\"", reader->whole, "\" ", reason, (char *)NULL);
}

static bool load_parameter(const sg_path_reader *reader, sg_fact_step *step, sg_text wire)
{
    const sg_names *names = &reader->loader->program->names;
    const sg_name *name;

    step->parameter = sg_names_find_wire(names, wire);
    if (step->parameter == SG_NO_NAME)
        return fail_path(reader, "names no parameter");
    name = &names->names[step->parameter];
    return (name->role == SG_ROLE_LEAF &&
            (name->type == SG_TYPE_TEXT || name->type == SG_TYPE_LIST)) ||
           fail_path(reader, "names a parameter that is no text");
}

/* `name` is what the fact around this one may hold, and becomes what this one may. */
static bool load_step(sg_path_reader *reader, sg_fact_step *step, uint16_t *name)
{
    static const sg_text any = {"*", 1};
    const sg_names *facts = &reader->loader->program->facts;
    bool is_parameter;
    sg_text text = next_step(&reader->rest, &is_parameter);
    sg_text segment = is_parameter ? any : text;

    *name = sg_names_find(facts, *name, segment, sg_text_hash(segment));
    if (*name == SG_NO_NAME)
        return fail_path(reader, "is none of the facts");
    step->parameter = SG_NO_NAME;
    if (is_parameter)
        return load_parameter(reader, step, text);
    step->key = facts->names[*name].segment;
    step->hash = sg_facts_hash(step->key);
    return true;
}

static size_t count_fixed(const sg_fact_path *path)
{
    size_t fixed = 0;

    while (fixed < path->count && path->steps[fixed].parameter == SG_NO_NAME)
        fixed++;
    return fixed;
}

const sg_fact_path *
sg_pack_load_path(sg_loader *loader, sg_spot spot, sg_text text, const sg_name **fact)
{
    sg_path_reader reader = {loader, spot, text.size ? text.bytes : "", text};
    sg_fact_path *path = sg_loader_allocate(loader, 1, sizeof *path);
    sg_fact_step *steps = sg_loader_allocate(loader, text.size, sizeof *steps);
    uint16_t name = SG_ROOT_NAME;

    if (!path || !steps)
        return NULL;
    if (text.size == 0) {
        fail_path(&reader, "is none of the facts");
        return NULL;
    }
    while (reader.rest.size > 0)
        if (!load_step(&reader, &steps[path->count++], &name))
            return NULL;
    path->steps = steps;
    path->fixed = count_fixed(path);
    *fact = &loader->program->facts.names[name];
    return path;
}
