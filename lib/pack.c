#include "pack.h"

#include "link.h"
#include "region_list.h"

/* ------------------------------------------------------------------------- the loader */

bool sg_loader_fail(sg_loader *loader, const char *field, const char *reason)
{
    if (loader->status == SNAPGUARD_OK) {
        loader->status = SNAPGUARD_ERROR_PACK;
        sg_error_set(
            loader->error, loader->subject, ": \"", field, "\" ", reason, (char *)NULL);
    }
    return false;
}

bool sg_loader_out_of_memory(sg_loader *loader)
{
    loader->status = SNAPGUARD_ERROR_MEMORY;
    return false;
}

void *sg_loader_allocate(sg_loader *loader, size_t count, size_t size)
{
    void *block = sg_arena_allocate(&loader->program->arena, (count + 1) * size);

    if (block)
        memset(block, 0, (count + 1) * size);
    else
        sg_loader_out_of_memory(loader);
    return block;
}

static sg_text string_text(const json_t *string)
{
    return (sg_text){json_string_value(string), json_string_length(string)};
}

static const char *copy(sg_loader *loader, const json_t *string)
{
    sg_text text = sg_arena_copy(&loader->program->arena, string_text(string));

    if (!text.bytes)
        sg_loader_out_of_memory(loader);
    return text.bytes;
}

const char *sg_loader_string(sg_loader *loader, const json_t *object, const char *field)
{
    const json_t *value = json_object_get(object, field);

    if (json_is_string(value))
        return copy(loader, value);
    sg_loader_fail(loader, field, "must be a string");
    return NULL;
}

const sg_regex *
sg_loader_regex(sg_loader *loader, sg_text pattern, sg_regex_extent extent)
{
    sg_array *regexes = &loader->program->regexes;
    sg_pattern *known = regexes->data;
    snapguard_error error = {0};

    for (size_t i = 0; i < regexes->count; i++)
        if (known[i].extent == extent && sg_text_equals(known[i].text, pattern))
            return known[i].regex;
    known = sg_array_add(regexes, loader->program->allocator, sizeof *known);
    if (!known) {
        sg_loader_out_of_memory(loader);
        return NULL;
    }
    known->extent = extent;
    known->text = sg_arena_copy(&loader->program->arena, pattern);
    if (!known->text.bytes) {
        sg_loader_out_of_memory(loader);
        return NULL;
    }
    loader->status = sg_regex_new(
        &known->regex, loader->program->allocator, pattern, extent, loader->options->jit,
        &error);
    if (loader->status == SNAPGUARD_ERROR_PACK) {
        loader->status = SNAPGUARD_OK;
        sg_loader_fail(loader, "pattern", error.message);
    }
    return known->regex;
}

const sg_words *sg_loader_words(sg_loader *loader, const char *name)
{
    for (size_t i = 0; i < loader->program->words_count; i++)
        if (sg_text_equals(loader->program->words[i].name, sg_text_of(name)))
            return &loader->program->words[i];
    sg_loader_fail(loader, name, "is not a list of the pack");
    return NULL;
}

int32_t sg_loader_error_row(const sg_loader *loader, const char *id)
{
    for (size_t i = 0; i < loader->program->error_count; i++)
        if (strcmp(loader->program->errors[i].id, id) == 0)
            return (int32_t)i;
    return -1;
}

/* jansson counts columns from 0 where a text ends too early. */
static void
fail_syntax(snapguard_error *error, const char *subject, const json_error_t *where)
{
    sg_error_set(error, subject, where->text, (char *)NULL);
    if (error) {
        error->line = where->line > 0 ? (size_t)where->line : 1;
        error->column = where->column > 0 ? (size_t)where->column : 1;
    }
}

/* -------------------------------------------------------------------------- the lists */

static bool
load_words(sg_loader *loader, sg_words *words, const json_t *values, const char *field)
{
    size_t i;
    const json_t *value;

    if (!json_is_array(values))
        return sg_loader_fail(loader, field, "must be an array");
    if (!sg_words_init(words, &loader->program->arena, json_array_size(values)))
        return sg_loader_out_of_memory(loader);
    json_array_foreach (values, i, value) {
        /* Of what is no string it is 0. */
        if (json_string_length(value) == 0)
            return sg_loader_fail(loader, field, "must hold texts only");
        if (!sg_words_add(words, &loader->program->arena, string_text(value)))
            return sg_loader_out_of_memory(loader);
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
        fail_syntax(loader->error, "region list: ", &where);
        return false;
    }
    if (date)
        words->date = sg_loader_string(loader, root, "date");
    loaded = words->date && load_words(loader, words, values, "regions");
    fail_own_regions(loader, root, words->date ? "regions" : "date");
    json_decref(root);
    return loaded;
}

static bool
load_list(sg_loader *loader, sg_words *words, const char *name, const json_t *list)
{
    sg_text own = loader->options->regions;

    words->name = sg_arena_copy(&loader->program->arena, sg_text_of(name));
    if (!words->name.bytes)
        return sg_loader_out_of_memory(loader);
    if (own.bytes && sg_text_equals(words->name, SG_LITERAL("regions")))
        return load_own_regions(loader, words);
    words->date = sg_loader_string(loader, list, "date");
    return words->date &&
           load_words(loader, words, json_object_get(list, "values"), "values");
}

static bool load_lists(sg_loader *loader, json_t *lists)
{
    const char *name;
    json_t *list;

    loader->subject = "lists";
    loader->program->words =
        sg_loader_allocate(loader, json_object_size(lists), sizeof(sg_words));
    if (!loader->program->words)
        return false;
    json_object_foreach (lists, name, list)
        if (!load_list(
                loader, &loader->program->words[loader->program->words_count++], name,
                list))
            return false;
    return true;
}

/* ------------------------------------------------------------------------- the errors */

static bool load_error(sg_loader *loader, sg_error_row *row, const json_t *error)
{
    json_int_t status = json_integer_value(json_object_get(error, "status"));
    const char *code = sg_loader_string(loader, error, "code");

    row->id = sg_loader_string(loader, error, "id");
    row->message = sg_loader_string(loader, error, "message");
    if (loader->status != SNAPGUARD_OK)
        return false;
    if (status < 400 || status > 599)
        return sg_loader_fail(loader, "status", "must be an HTTP status");
    for (int basis = 0; basis <= SNAPGUARD_COMMON; basis++)
        row->answers[basis] =
            (snapguard_answer){(snapguard_basis)basis, (int)status, code};
    return true;
}

static bool load_errors(sg_loader *loader, const json_t *errors)
{
    sg_program *program = loader->program;
    size_t count = json_array_size(errors);
    size_t i;
    const json_t *error;

    loader->subject = "errors";
    program->errors = sg_loader_allocate(loader, count, sizeof *program->errors);
    if (!program->errors)
        return false;
    json_array_foreach (errors, i, error) {
        if (!load_error(loader, &program->errors[i], error))
            return false;
        program->error_count++;
    }
    return true;
}

/* -------------------------------------------------------------------------- the names */

static sg_name *
add_name(sg_loader *loader, uint16_t parent, sg_text segment, sg_role role)
{
    sg_name *name =
        sg_names_add(&loader->program->names, &loader->program->arena, parent, segment);

    if (!name)
        sg_loader_out_of_memory(loader);
    else if (name->role == SG_ROLE_LEAF)
        name->role = (uint8_t)role;
    return name;
}

/* Tag.N.Key: every segment but the last is a group, or a list if N follows it. */
static sg_name *add_path(sg_loader *loader, sg_text path)
{
    uint16_t parent = SG_ROOT_NAME;

    for (;;) {
        const char *dot = memchr(path.bytes, '.', path.size);
        sg_text segment = {path.bytes, dot ? (size_t)(dot - path.bytes) : path.size};
        sg_text rest = {segment.bytes + segment.size, path.size - segment.size};
        bool is_list = sg_text_begins(rest, SG_LITERAL(".N."));
        sg_name *name;

        if (!dot)
            return add_name(loader, parent, segment, SG_ROLE_LEAF);
        name = add_name(loader, parent, segment, is_list ? SG_ROLE_LIST : SG_ROLE_GROUP);
        if (!name)
            return NULL;
        parent = sg_names_index(&loader->program->names, name);
        rest.bytes += is_list ? 3 : 1;
        rest.size -= is_list ? 3 : 1;
        path = rest;
    }
}

static bool read_type(const char *text, uint8_t *type)
{
    static const char *const types[] = {
        [SG_TYPE_TEXT] = "text",
        [SG_TYPE_INTEGER] = "integer",
        [SG_TYPE_BOOLEAN] = "boolean",
        [SG_TYPE_LIST] = "list",
    };

    for (uint8_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (text && strcmp(text, types[i]) == 0) {
            *type = i;
            return true;
        }
    }
    return false;
}

static bool load_aliases(sg_loader *loader, uint16_t target, const json_t *aliases)
{
    size_t i;
    const json_t *alias;

    json_array_foreach (aliases, i, alias) {
        sg_name *name;

        if (!json_is_string(alias))
            return sg_loader_fail(loader, "alias", "must hold strings");
        name = add_name(loader, SG_ROOT_NAME, string_text(alias), SG_ROLE_ALIAS);
        if (!name)
            return false;
        name->target = target;
    }
    return true;
}

static bool load_parameter(sg_loader *loader, const json_t *parameter)
{
    const char *wire = sg_loader_string(loader, parameter, "name");
    const char *type = sg_loader_string(loader, parameter, "type");
    const json_t *error = json_object_get(parameter, "error");
    sg_name *name = wire && type ? add_path(loader, sg_text_of(wire)) : NULL;

    if (!name)
        return false;
    loader->subject = wire;
    if (!read_type(type, &name->type))
        return sg_loader_fail(loader, "type", "is none that is known");
    name->required = json_is_true(json_object_get(parameter, "required"));
    name->empty_is_given = json_is_true(json_object_get(parameter, "emptyIsGiven"));
    if (error) {
        name->error = json_is_string(error)
                          ? sg_loader_error_row(loader, json_string_value(error))
                          : -1;
        if (name->error < 0)
            return sg_loader_fail(loader, "error", "is no row of the errors");
    }
    return load_aliases(
        loader, sg_names_index(&loader->program->names, name),
        json_object_get(parameter, "alias"));
}

static void set_claim(sg_loader *loader, sg_name *name)
{
    const sg_operation *operation = loader->program->operation;

    for (uint8_t i = 0; i < SG_CLAIM_COUNT; i++) {
        if (!sg_text_equals(operation[i].parameter, name->segment))
            continue;
        name->role = SG_ROLE_CLAIM;
        name->claim = i;
    }
}

static bool load_known(sg_loader *loader, const json_t *pack, const char *field)
{
    const json_t *names = json_object_get(pack, field);
    size_t i;
    const json_t *value;

    json_array_foreach (names, i, value) {
        sg_name *name;

        if (!json_is_string(value))
            return sg_loader_fail(loader, field, "must hold strings");
        name = add_name(loader, SG_ROOT_NAME, string_text(value), SG_ROLE_COMMON);
        if (!name)
            return false;
        set_claim(loader, name);
    }
    return true;
}

static bool load_newer(sg_loader *loader, const json_t *newer)
{
    size_t i;
    const json_t *value;

    json_array_foreach (newer, i, value) {
        const char *wire = sg_loader_string(loader, value, "name");
        const char *edition = sg_loader_string(loader, value, "edition");
        sg_name *name =
            wire && edition
                ? add_name(loader, SG_ROOT_NAME, sg_text_of(wire), SG_ROLE_NEWER)
                : NULL;

        if (!name)
            return false;
        name->edition = edition;
    }
    return true;
}

/* An upper bound: a segment for each dot, and each alias. */
static size_t count_names(const json_t *pack)
{
    size_t count = json_array_size(json_object_get(pack, "common")) +
                   json_array_size(json_object_get(pack, "silent")) +
                   json_array_size(json_object_get(pack, "newer"));
    size_t i;
    const json_t *parameter;

    json_array_foreach (json_object_get(pack, "parameters"), i, parameter) {
        const char *wire = json_string_value(json_object_get(parameter, "name"));

        count += 1 + json_array_size(json_object_get(parameter, "alias"));
        for (; wire && *wire; wire++)
            count += *wire == '.';
    }
    return count;
}

static bool load_names(sg_loader *loader, const json_t *pack)
{
    size_t count = count_names(pack);
    size_t i;
    const json_t *parameter;

    loader->subject = "parameters";
    if (count >= SG_NO_NAME)
        return sg_loader_fail(loader, "parameters", "are too many");
    if (!sg_names_init(&loader->program->names, &loader->program->arena, count))
        return sg_loader_out_of_memory(loader);
    json_array_foreach (json_object_get(pack, "parameters"), i, parameter)
        if (!load_parameter(loader, parameter))
            return false;
    loader->subject = "pack";
    return load_known(loader, pack, "common") && load_known(loader, pack, "silent") &&
           load_newer(loader, json_object_get(pack, "newer"));
}

/* --------------------------------------------------------------------------- the pack */

static bool load_operation(sg_loader *loader, const json_t *operation)
{
    static const char *const fields[SG_CLAIM_COUNT][3] = {
        [SG_CLAIM_NAME] = {"name",    "parameter",        "header"       },
        [SG_CLAIM_VERSION] = {"version", "versionParameter", "versionHeader"},
    };

    loader->subject = "operation";
    for (size_t i = 0; i < SG_CLAIM_COUNT; i++) {
        const char *value = sg_loader_string(loader, operation, fields[i][0]);
        const char *parameter = sg_loader_string(loader, operation, fields[i][1]);
        const char *header = sg_loader_string(loader, operation, fields[i][2]);

        if (!value || !parameter || !header)
            return false;
        loader->program->operation[i] =
            (sg_operation){sg_text_of(value), sg_text_of(parameter), sg_text_of(header)};
    }
    return true;
}

static bool load_otherwise(sg_loader *loader, const json_t *operation)
{
    const char *id;

    loader->subject = "operation";
    id = sg_loader_string(loader, operation, "otherwise");
    loader->program->otherwise = id ? sg_loader_error_row(loader, id) : -1;
    if (loader->program->otherwise < 0)
        return sg_loader_fail(loader, "otherwise", "is no row of the errors");
    return true;
}

static bool load(sg_loader *loader, const json_t *pack)
{
    loader->subject = "pack";
    loader->program->edition = sg_loader_string(loader, pack, "edition");
    if (!loader->program->edition)
        return false;
    return load_operation(loader, json_object_get(pack, "operation")) &&
           load_lists(loader, json_object_get(pack, "lists")) &&
           load_errors(loader, json_object_get(pack, "errors")) &&
           load_otherwise(loader, json_object_get(pack, "operation")) &&
           load_names(loader, pack) &&
           sg_pack_load_forms(loader, json_object_get(pack, "forms")) &&
           sg_pack_load_facts(loader, json_object_get(pack, "facts")) &&
           sg_pack_load_rules(loader, json_object_get(pack, "rules")) &&
           (sg_program_link(loader->program) || sg_loader_out_of_memory(loader));
}

snapguard_status sg_pack_load(
    sg_program *program, sg_text pack, const snapguard_options *options,
    snapguard_error *error)
{
    sg_loader loader = {program, options, error, "pack", SNAPGUARD_OK};
    json_error_t where;
    json_t *root = json_loadb(pack.bytes, pack.size, JSON_REJECT_DUPLICATES, &where);

    if (!root) {
        fail_syntax(error, "pack: ", &where);
        return SNAPGUARD_ERROR_PACK;
    }
    load(&loader, root);
    json_decref(root);
    return loader.status;
}
