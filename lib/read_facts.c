/* Facts documents: JSON in, a table of facts out. */
#include "engine.h"
#include "facts.h"
#include "settings.h"
#include "writer.h"

/* A document of facts has fewer levels than the pack's longest path. */
enum { MOST_DEPTH = 32, MOST_VALUES = 1 << 22, MOST_BYTES = 1 << 26, LONGEST_PATH = 96 };

typedef struct sg_facts_reader {
    snapguard_facts *facts;
    const sg_names *shape; /* what the members are called, and may be */
    sg_settings settings;
    snapguard_status status;
} sg_facts_reader;

/* Where the document is wrong. Always false. */
static bool fail_at(sg_facts_reader *reader, size_t byte)
{
    reader->status = SNAPGUARD_ERROR_FACTS;
    sg_settings_place(&reader->settings, byte);
    return false;
}

static const sg_node *node_of(const sg_facts_reader *reader, uint32_t index)
{
    return sg_document_node(&reader->settings.document, index);
}

/* ---------------------------------------------------------------------------- members */

/* The members of "regions" are called by the ids of regions, which "*" stands for. */
static uint16_t find_shape(const sg_names *shape, uint16_t parent, sg_text key)
{
    static const sg_text any = {"*", 1};
    uint16_t found = sg_names_find(shape, parent, key, sg_text_hash(key));

    return found != SG_NO_NAME ? found
                               : sg_names_find(shape, parent, any, sg_text_hash(any));
}

/* The member that was meant, or NULL. */
static const sg_name *
nearest_to(const sg_names *shape, const sg_name *parent, sg_text key)
{
    char buffer[LONGEST_PATH];
    sg_writer path = {.buffer = buffer, .size = sizeof buffer};
    uint16_t nearest;

    sg_writer_add(&path, parent->wire);
    if (parent->wire.size > 0)
        sg_writer_add(&path, SG_LITERAL("."));
    sg_writer_add(&path, key);
    if (path.used > sizeof buffer)
        return NULL;
    nearest = sg_names_nearest(shape, (sg_text){buffer, path.used});
    if (nearest == SG_NO_NAME || &shape->names[shape->names[nearest].parent] != parent)
        return NULL;
    return &shape->names[nearest];
}

static bool
fail_key(sg_facts_reader *reader, const sg_node *node, uint16_t parent, sg_text key)
{
    const sg_name *around = &reader->shape->names[parent];
    const sg_name *meant = nearest_to(reader->shape, around, key);
    sg_text copy = sg_arena_copy(&reader->facts->arena, key);

    if (!copy.bytes)
        return false;
    sg_error_set(
        reader->settings.error, "facts: \"", copy.bytes, "\" is no fact",
        around->wire.size > 0 ? " of " : "", around->wire.bytes,
        meant ? "; did you mean \"" : "", meant ? meant->segment.bytes : "",
        meant ? "\"?" : "", (char *)NULL);
    return fail_at(reader, node->begin);
}

static bool fail_value(sg_facts_reader *reader, const sg_node *node, const sg_name *shape)
{
    char number[16];
    sg_writer most = {.buffer = number, .size = sizeof number};
    const char *kind = shape->role == SG_ROLE_GROUP     ? "an object"
                       : shape->type == SG_TYPE_BOOLEAN ? "true or false"
                                                        : "an integer from 0 to ";

    if (shape->role == SG_ROLE_LEAF && shape->type == SG_TYPE_INTEGER)
        sg_writer_add_count(&most, SG_MOST_COUNT);
    sg_writer_finish(&most);
    sg_error_set(
        reader->settings.error,
        "facts: ", shape->wire.size > 0 ? shape->wire.bytes : "the text", " must be ",
        kind, number, (char *)NULL);
    return fail_at(reader, node->begin);
}

static bool read_boolean(const sg_node *node, int64_t *value)
{
    *value = node->kind == SG_TRUE;
    return node->kind == SG_TRUE || node->kind == SG_FALSE;
}

static bool read_count(const sg_facts_reader *reader, const sg_node *node, int64_t *value)
{
    uint32_t number = 0;
    bool is_count =
        node->kind == SG_NUMBER &&
        sg_names_is_index(sg_node_raw(reader->settings.document.source, node), &number) &&
        number <= SG_MOST_COUNT;

    *value = number;
    return is_count;
}

static bool
read_members(sg_facts_reader *reader, uint32_t object, uint16_t name, uint32_t fact);

/* Goes as deep as the pack's longest path, and no deeper. */
static bool
read_value(sg_facts_reader *reader, uint32_t index, uint16_t name, uint32_t fact)
{
    const sg_name *shape = &reader->shape->names[name];
    const sg_node *node = node_of(reader, index);
    int64_t *value = &reader->facts->facts[fact].value;
    bool fits = node->kind == SG_OBJECT;

    if (shape->role == SG_ROLE_LEAF)
        fits = shape->type == SG_TYPE_BOOLEAN ? read_boolean(node, value)
                                              : read_count(reader, node, value);
    if (!fits)
        return fail_value(reader, node, shape);
    return shape->role == SG_ROLE_LEAF || read_members(reader, index, name, fact);
}

static bool
read_member(sg_facts_reader *reader, uint32_t index, uint16_t parent, uint32_t around)
{
    const sg_node *node = node_of(reader, index);
    sg_document *document = &reader->settings.document;
    sg_text key = sg_document_string(document, document->source, node);
    uint16_t name = find_shape(reader->shape, parent, key);
    uint32_t fact;

    if (name == SG_NO_NAME)
        return fail_key(reader, node, parent, key);
    fact = sg_facts_add(reader->facts, around, key);
    return fact && read_value(reader, index + 1, name, fact);
}

static bool
read_members(sg_facts_reader *reader, uint32_t object, uint16_t name, uint32_t fact)
{
    uint32_t end = sg_document_after(&reader->settings.document, object);

    for (uint32_t i = object + 1; i < end;
         i = sg_document_after(&reader->settings.document, i + 1))
        if (!read_member(reader, i, name, fact))
            return false;
    return true;
}

/* --------------------------------------------------------------------- the document */

static size_t count_keys(const sg_document *document)
{
    size_t count = 0;

    for (uint32_t i = 0; i < document->nodes.count; i++)
        count += sg_document_node(document, i)->kind == SG_KEY;
    return count;
}

static bool read_document(sg_facts_reader *reader, sg_text text)
{
    static const sg_settings_limits limits = {
        MOST_BYTES, {MOST_DEPTH, MOST_VALUES}
    };
    snapguard_status status = sg_settings_read(&reader->settings, text, &limits);

    if (status != SNAPGUARD_OK) {
        reader->status = status;
        return false;
    }
    return sg_facts_init(reader->facts, count_keys(&reader->settings.document)) &&
           read_value(reader, 0, SG_ROOT_NAME, 0);
}

snapguard_status snapguard_facts_new(
    snapguard_facts **out, const snapguard_engine *engine, const char *text,
    size_t length, snapguard_error *error)
{
    snapguard_facts *facts = sg_allocate_zeroed(&engine->allocator, 1, sizeof *facts);
    /* Whatever fails without saying so is out of memory. */
    sg_facts_reader reader = {
        .facts = facts,
        .shape = &engine->program.facts,
        .settings =
            {.subject = "facts", .failure = SNAPGUARD_ERROR_FACTS, .error = error},
        .status = SNAPGUARD_ERROR_MEMORY
    };

    *out = NULL;
    if (error)
        memset(error, 0, sizeof *error);
    sg_document_init(&reader.settings.document, &engine->allocator);
    if (facts) {
        facts->allocator = engine->allocator;
        sg_arena_init(&facts->arena, &facts->allocator);
        if (read_document(&reader, (sg_text){length ? text : "", length})) {
            reader.status = SNAPGUARD_OK;
            *out = facts;
            facts = NULL;
        }
    }
    if (reader.status == SNAPGUARD_ERROR_MEMORY)
        sg_error_set(error, snapguard_strerror(reader.status), (char *)NULL);
    sg_document_free(&reader.settings.document);
    snapguard_facts_free(facts);
    return reader.status;
}
