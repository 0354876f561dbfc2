/* The part of the loader that reads texts, and finds places in them. */
#include "pack.h"
#include "settings.h"

static const sg_settings_limits limits = {
    SG_PACK_BYTES, {SG_PACK_LEVELS, SG_PACK_VALUES}
};

static sg_settings settings_of(const sg_loader *loader)
{
    sg_settings settings = {
        .subject = loader->subject,
        .failure = SNAPGUARD_ERROR_PACK,
        .error = loader->error};

    sg_document_init(&settings.document, loader->program->allocator);
    return settings;
}

/* jansson takes what the reader takes, but for numbers that it has no room for and
 * strings with a NUL. */
static json_t *read_values(sg_loader *loader, sg_text text)
{
    json_error_t where;
    json_t *root = json_loadb(text.bytes, text.size, JSON_REJECT_DUPLICATES, &where);

    if (root)
        return root;
    loader->status = SNAPGUARD_ERROR_PACK;
    sg_error_set(loader->error, loader->subject, ": ", where.text, (char *)NULL);
    if (loader->error) {
        loader->error->line = where.line > 0 ? (size_t)where.line : 1;
        loader->error->column = where.column > 0 ? (size_t)where.column : 1;
    }
    return NULL;
}

/* Our own reader goes first: it keeps to limits, and knows where things are. */
json_t *sg_pack_read(sg_loader *loader, sg_text text)
{
    sg_settings settings = settings_of(loader);

    loader->status = sg_settings_read(&settings, text, &limits);
    sg_document_free(&settings.document);
    return loader->status == SNAPGUARD_OK ? read_values(loader, text) : NULL;
}

/* ------------------------------------------------------------------------- the places */

/* The node that stands for a value of jansson. Objects and arrays are told apart by their
 * address, and jansson keeps members in the order of the text. As deep as packs may be.
 */
static bool find_node(
    const sg_document *document, const json_t *value, uint32_t index,
    const json_t *wanted, uint32_t *found)
{
    json_t *object = (json_t *)(uintptr_t)value; /* an iterator only looks at it, too */
    void *member = json_object_iter(object);
    uint32_t child = index + 1;

    *found = index;
    if (value == wanted)
        return true;
    for (; member; member = json_object_iter_next(object, member)) {
        if (find_node(document, json_object_iter_value(member), child + 1, wanted, found))
            return true;
        child = sg_document_after(document, child + 1);
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        if (find_node(document, json_array_get(value, i), child, wanted, found))
            return true;
        child = sg_document_after(document, child);
    }
    return false;
}

/* What is missing is missing where the object begins. */
static uint32_t
find_member(const sg_document *document, const sg_spot *spot, uint32_t object)
{
    json_t *members = (json_t *)(uintptr_t)spot->in;
    uint32_t key = object + 1;

    for (void *member = json_object_iter(members); member;
         member = json_object_iter_next(members, member)) {
        if (strcmp(json_object_iter_key(member), spot->key) == 0)
            return spot->is_key ? key : key + 1;
        key = sg_document_after(document, key + 1);
    }
    return object;
}

static uint32_t find_spot(const sg_document *document, const sg_spot *spot, uint32_t node)
{
    uint32_t element = node + 1;

    if (spot->key)
        return find_member(document, spot, node);
    if (spot->index >= json_array_size(spot->in))
        return node;
    for (size_t i = 0; i < spot->index; i++)
        element = sg_document_after(document, element);
    return element;
}

void sg_pack_locate(const sg_loader *loader, const sg_spot *spot)
{
    sg_settings settings = settings_of(loader);
    uint32_t node = 0;

    settings.error = NULL;
    if (spot->in && loader->root &&
        sg_settings_read(&settings, loader->text, &limits) == SNAPGUARD_OK &&
        find_node(&settings.document, loader->root, 0, spot->in, &node)) {
        node = find_spot(&settings.document, spot, node);
        settings.error = loader->error;
        sg_settings_place(&settings, sg_document_node(&settings.document, node)->begin);
    }
    sg_document_free(&settings.document);
}
