/* The part of the loader that reads lists of words. */
#include "pack.h"
#include "region_list.h"

bool sg_loader_begin_words(sg_loader *loader, sg_words *words, size_t count)
{
    /* No table has more places. */
    size_t size = (count + 2) * 8 * sizeof *words->table;

    return sg_loader_add_memory(loader, size) &&
           (sg_words_init(words, &loader->program->arena, count) ||
            sg_loader_out_of_memory(loader));
}

bool sg_loader_add_word(sg_loader *loader, sg_words *words, sg_text word)
{
    return sg_loader_add_memory(loader, word.size) &&
           (sg_words_add(words, &loader->program->arena, word) ||
            sg_loader_out_of_memory(loader));
}

bool sg_loader_fill_words(
    sg_loader *loader, sg_words *words, const json_t *values, const char *field)
{
    size_t i;
    const json_t *value;

    if (!json_is_array(values))
        return sg_loader_fail(loader, field, "must be an array");
    if (!sg_loader_begin_words(loader, words, json_array_size(values)))
        return false;
    json_array_foreach (values, i, value) {
        /* What is no text has none. */
        if (json_string_length(value) == 0)
            return sg_loader_refuse(
                loader, sg_spot_element(values, i), "\"", field,
                "\" must hold texts only", (char *)NULL);
        if (!sg_loader_add_word(loader, words, sg_loader_text(value)))
            return false;
    }
    return true;
}

/* What is wrong is the caller's option, and not the pack. */
static void fail_own_regions(sg_loader *loader, const json_t *root, const char *member)
{
    if (loader->status != SNAPGUARD_ERROR_PACK)
        return;
    loader->status = SNAPGUARD_ERROR_OPTION;
    if (json_is_array(root))
        sg_error_set(
            loader->error, "region list: every region id must be a text", (char *)NULL);
    sg_region_list_locate(
        loader->error, loader->program->allocator, loader->options->regions, member,
        NULL);
}

/* The caller's own region list: an array, or {"regions": […], "date": …}. */
static bool load_own_regions(sg_loader *loader, sg_words *words)
{
    json_error_t where;
    sg_text text = loader->options->regions;
    json_t *root = json_loadb(text.bytes, text.size, JSON_REJECT_DUPLICATES, &where);
    const json_t *values = json_is_object(root) ? json_object_get(root, "regions") : root;
    const json_t *date = json_object_get(root, "date");
    bool loaded = false;

    loader->subject = "region list";
    words->date = "your own";
    if (!root) {
        loader->status = SNAPGUARD_ERROR_OPTION;
        sg_error_set(loader->error, "region list: ", where.text, (char *)NULL);
        if (loader->error) {
            loader->error->line = where.line > 0 ? (size_t)where.line : 1;
            loader->error->column = where.column > 0 ? (size_t)where.column : 1;
        }
        return false;
    }
    if (date)
        words->date = sg_loader_string(loader, root, "date");
    loaded = words->date && sg_loader_fill_words(loader, words, values, "regions");
    fail_own_regions(loader, root, words->date ? "regions" : "date");
    json_decref(root);
    return loaded;
}

/* An array, or {"values": […], "date": …}; that of a pack may have no date. */
static bool load_list(sg_loader *loader, sg_words *words, const json_t *list)
{
    bool is_array = sg_loader_is_own(loader) && json_is_array(list);

    words->date = "";
    if (is_array)
        return sg_loader_fill_words(loader, words, list, words->name.bytes);
    if (sg_loader_is_own(loader) &&
        !sg_pack_check_members(loader, list, SG_PACK_list, SG_NO_CHECK))
        return false;
    loader->object = list;
    if (!sg_loader_is_own(loader) || json_object_get(list, "date"))
        words->date = sg_loader_string(loader, list, "date");
    return words->date &&
           sg_loader_fill_words(loader, words, json_object_get(list, "values"), "values");
}

/* A pack could hide a documented rule's regions behind its own. */
static bool is_taken(const sg_loader *loader, sg_text name)
{
    const sg_program *program = loader->program;

    for (size_t i = 0; i < program->documented_words; i++)
        if (sg_text_equals(program->words[i].name, name))
            return true;
    return false;
}

static bool load_named(sg_loader *loader, json_t *lists, const char *name)
{
    sg_words *words = &loader->program->words[loader->program->words_count++];
    const json_t *list = json_object_get(lists, name);
    bool is_array = json_is_array(list);
    bool is_object = json_is_object(list);

    words->name = sg_loader_copy(loader, sg_text_of(name));
    if (!words->name.bytes)
        return false;
    if (!sg_loader_is_own(loader))
        return loader->options->regions.bytes &&
                       sg_text_equals(words->name, SG_LITERAL("regions"))
                   ? load_own_regions(loader, words)
                   : load_list(loader, words, list);
    if (is_taken(loader, words->name))
        return sg_loader_refuse(
            loader, sg_spot_key(lists, name), "\"", name,
            "\" is a list of the built-in pack, which a pack can't replace",
            (char *)NULL);
    if (!is_array && !is_object)
        return sg_loader_refuse(
            loader, sg_spot_member(lists, name), "\"", name,
            "\" must be an array, or an object with \"values\"", (char *)NULL);
    return load_list(loader, words, list);
}

bool sg_pack_load_lists(sg_loader *loader, json_t *lists)
{
    const char *name;
    json_t *list;

    json_object_foreach (lists, name, list) {
        (void)list;
        loader->object = lists;
        if (!load_named(loader, lists, name))
            return false;
    }
    return true;
}
