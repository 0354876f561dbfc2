#include "pack.h"

#include "link.h"
#include "writer.h"

/* ------------------------------------------------------------------------- the loader */

const json_t *sg_spot_value(const sg_spot *spot)
{
    return spot->key ? json_object_get(spot->in, spot->key)
                     : json_array_get(spot->in, spot->index);
}

bool sg_loader_refuse(sg_loader *loader, sg_spot spot, ...)
{
    va_list texts;

    if (loader->status != SNAPGUARD_OK)
        return false;
    loader->status = SNAPGUARD_ERROR_PACK;
    if (!loader->error)
        return false;
    sg_pack_locate(loader, &spot);
    va_start(texts, spot);
    sg_error_set_about(loader->error, loader->subject, texts);
    va_end(texts);
    return false;
}

bool sg_loader_fail(sg_loader *loader, const char *field, const char *reason)
{
    bool is_placed = json_object_get(loader->place, field) != NULL;

    return sg_loader_refuse(
        loader, sg_spot_member(is_placed ? loader->place : loader->object, field), "\"",
        field, "\" ", reason, (char *)NULL);
}

bool sg_loader_out_of_memory(sg_loader *loader)
{
    loader->status = SNAPGUARD_ERROR_MEMORY;
    return false;
}

bool sg_loader_add_terms(sg_loader *loader, sg_spot spot, size_t count)
{
    if (!sg_loader_is_own(loader))
        return true;
    loader->terms += count;
    return loader->terms <= SG_PACK_TERMS ||
           sg_loader_refuse(
               loader, spot, "the rules of the pack have more than 2,048 terms",
               (char *)NULL);
}

bool sg_loader_add_memory(sg_loader *loader, size_t size)
{
    if (!sg_loader_is_own(loader))
        return true;
    loader->memory += size;
    return loader->memory <= SG_PACK_MEMORY ||
           sg_loader_refuse(
               loader, (sg_spot){.in = loader->object},
               "the pack takes more than 32 MiB: what many places share should be a list",
               (char *)NULL);
}

void *sg_loader_allocate(sg_loader *loader, size_t count, size_t size)
{
    void *block;

    if (!sg_loader_add_memory(loader, (count + 1) * size))
        return NULL;
    block = sg_arena_allocate(&loader->program->arena, (count + 1) * size);
    if (block)
        memset(block, 0, (count + 1) * size);
    else
        sg_loader_out_of_memory(loader);
    return block;
}

sg_text sg_loader_copy(sg_loader *loader, sg_text text)
{
    sg_text copy = {NULL, 0};

    if (!sg_loader_add_memory(loader, text.size + 1))
        return copy;
    copy = sg_arena_copy(&loader->program->arena, text);
    if (!copy.bytes)
        sg_loader_out_of_memory(loader);
    return copy;
}

const char *sg_loader_string(sg_loader *loader, const json_t *object, const char *field)
{
    const json_t *value = json_object_get(object, field);

    if (json_is_string(value))
        return sg_loader_copy(loader, sg_loader_text(value)).bytes;
    sg_loader_fail(loader, field, "must be a string");
    return NULL;
}

bool sg_loader_texts(
    sg_loader *loader, const sg_text **texts, size_t *count, const json_t *object,
    const char *field)
{
    const json_t *values = json_object_get(object, field);
    sg_text *all = sg_loader_allocate(loader, json_array_size(values), sizeof *all);
    size_t i;
    const json_t *value;

    if (!all)
        return false;
    json_array_foreach (values, i, value) {
        if (!json_is_string(value))
            return sg_loader_fail(loader, field, "must hold strings");
        all[i] = sg_loader_copy(loader, sg_loader_text(value));
        if (!all[i].bytes)
            return false;
    }
    *texts = all;
    *count = json_array_size(values);
    return true;
}

static bool fail_pattern(sg_loader *loader, sg_spot spot, const char *reason)
{
    return sg_loader_refuse(
        loader, spot, "\"", spot.key, "\" is no pattern: ", reason, (char *)NULL);
}

static bool may_have_pattern(sg_loader *loader, sg_spot spot, sg_text pattern)
{
    if (!sg_loader_is_own(loader))
        return true;
    if (pattern.size > SG_PACK_PATTERN)
        return fail_pattern(loader, spot, "it has more than 512 bytes");
    if (loader->patterns++ < SG_PACK_PATTERNS)
        return true;
    return fail_pattern(loader, spot, "it is one of more than 64");
}

static bool
compile(sg_loader *loader, sg_spot spot, sg_pattern *pattern, sg_regex_extent extent)
{
    snapguard_error error = {0};

    pattern->extent = extent;
    loader->status = sg_regex_new(
        &pattern->regex, loader->program->allocator, pattern->text, extent,
        loader->options->jit, &error);
    if (loader->status != SNAPGUARD_ERROR_PACK)
        return loader->status == SNAPGUARD_OK;
    loader->status = SNAPGUARD_OK;
    return fail_pattern(loader, spot, error.message);
}

const sg_regex *
sg_loader_regex(sg_loader *loader, sg_spot spot, sg_text pattern, sg_regex_extent extent)
{
    sg_array *regexes = &loader->program->regexes;
    sg_pattern *known = regexes->data;

    for (size_t i = 0; i < regexes->count; i++)
        if (known[i].extent == extent && sg_text_equals(known[i].text, pattern))
            return known[i].regex;
    if (!may_have_pattern(loader, spot, pattern))
        return NULL;
    known = sg_array_add(regexes, loader->program->allocator, sizeof *known);
    if (!known) {
        sg_loader_out_of_memory(loader);
        return NULL;
    }
    known->text = sg_loader_copy(loader, pattern);
    if (!known->text.bytes || !compile(loader, spot, known, extent))
        return NULL;
    return known->regex;
}

/* The pack's own lists come first, and then those of the built-in one. */
const sg_words *sg_loader_words(sg_loader *loader, sg_spot spot, sg_text name)
{
    const sg_program *program = loader->program;

    for (size_t i = loader->first_words; i < program->words_count; i++)
        if (sg_text_equals(program->words[i].name, name))
            return &program->words[i];
    for (size_t i = 0; i < program->documented_words; i++)
        if (sg_text_equals(program->words[i].name, name))
            return &program->words[i];
    sg_loader_refuse(
        loader, spot, "\"", name.bytes ? name.bytes : "", "\" is no list of the pack",
        (char *)NULL);
    return NULL;
}

uint16_t sg_loader_name(sg_loader *loader, sg_spot spot, const char *wire)
{
    const sg_names *names = &loader->program->names;
    uint16_t name = sg_names_find_wire(names, sg_text_of(wire));
    uint16_t nearest;

    if (name != SG_NO_NAME && names->names[name].role <= SG_ROLE_LIST)
        return name;
    nearest = sg_names_nearest(names, sg_text_of(wire));
    sg_loader_refuse(
        loader, spot, "\"", wire, "\" is no parameter",
        nearest == SG_NO_NAME ? "" : "; did you mean \"",
        nearest == SG_NO_NAME ? "" : names->names[nearest].wire.bytes,
        nearest == SG_NO_NAME ? "" : "\"?", (char *)NULL);
    return SG_NO_NAME;
}

int32_t sg_loader_error_row(const sg_loader *loader, const char *id)
{
    for (size_t i = 0; i < loader->program->error_count; i++)
        if (strcmp(loader->program->errors[i].id, id) == 0)
            return (int32_t)i;
    return -1;
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

    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (text && strcmp(text, types[i]) == 0) {
            *type = (uint8_t)i;
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
        name = add_name(loader, SG_ROOT_NAME, sg_loader_text(alias), SG_ROLE_ALIAS);
        if (!name)
            return false;
        name->target = target;
        name->is_own = loader->program->names.names[target].is_own;
    }
    return true;
}

/* What only this operation has tells which one a request is for, and so do the groups
 * that hold it. */
static void mark_own(sg_names *names, uint16_t index)
{
    for (; index != SG_ROOT_NAME; index = names->names[index].parent)
        names->names[index].is_own = true;
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
    if (!json_is_true(json_object_get(parameter, "shared")))
        mark_own(&loader->program->names, sg_names_index(&loader->program->names, name));
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

    for (int i = 0; i < SG_CLAIM_COUNT; i++) {
        if (!sg_text_equals(operation[i].parameter, name->segment))
            continue;
        name->role = SG_ROLE_CLAIM;
        name->claim = (uint8_t)i;
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
        name = add_name(loader, SG_ROOT_NAME, sg_loader_text(value), SG_ROLE_COMMON);
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
    loader->program->product = sg_loader_string(loader, operation, "product");
    if (!loader->program->product)
        return false;
    for (size_t i = 0; i < SG_CLAIM_COUNT; i++) {
        const char *value = sg_loader_string(loader, operation, fields[i][0]);
        const char *parameter = sg_loader_string(loader, operation, fields[i][1]);
        const char *header = sg_loader_string(loader, operation, fields[i][2]);

        if (!value || !parameter || !header)
            return false;
        loader->program->operation[i] =
            (sg_operation){sg_text_of(value), sg_text_of(parameter), sg_text_of(header)};
    }
    return sg_loader_texts(
        loader, &loader->program->foreign, &loader->program->foreign_count, operation,
        "foreign");
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

static bool load_built_in(sg_loader *loader, const json_t *pack)
{
    sg_program *program = loader->program;
    const json_t *operation = json_object_get(pack, "operation");

    loader->subject = "pack";
    program->edition = sg_loader_string(loader, pack, "edition");
    if (!program->edition || !load_operation(loader, operation))
        return false;
    loader->subject = "lists";
    if (!sg_pack_load_lists(loader, json_object_get(pack, "lists")))
        return false;
    program->documented_words = program->words_count;
    if (!load_errors(loader, json_object_get(pack, "errors")) ||
        !load_otherwise(loader, operation) || !load_names(loader, pack) ||
        !sg_pack_load_forms(loader, json_object_get(pack, "forms")) ||
        !sg_pack_load_facts(loader, json_object_get(pack, "facts")))
        return false;
    loader->subject = "rules";
    if (!sg_pack_load_rules(loader, json_object_get(pack, "rules")))
        return false;
    program->documented_count = program->rule_count;
    return true;
}

/* ------------------------------------------------------------------------- all packs */

/* The built-in pack, and behind it those of the options. */
typedef struct sg_packs {
    json_t *roots[1 + SG_MOST_PACKS];
    size_t count;
} sg_packs;

static sg_text text_of(const sg_loader *loader, size_t index)
{
    return ((const sg_text *)loader->options->packs.data)[index];
}

/* How a pack is called that has no name so far. */
static bool set_subject(sg_loader *loader, size_t index)
{
    char buffer[32];
    sg_writer writer = {.buffer = buffer, .size = sizeof buffer};

    sg_writer_add(&writer, SG_LITERAL("pack"));
    if (loader->options->packs.count > 1) {
        sg_writer_add(&writer, SG_LITERAL(" "));
        sg_writer_add_count(&writer, index + 1);
    }
    loader->subject = sg_loader_copy(loader, (sg_text){buffer, writer.used}).bytes;
    return loader->subject != NULL;
}

static bool read_built_in(sg_loader *loader, sg_packs *packs, sg_text text)
{
    json_error_t where;

    packs->roots[0] = json_loadb(text.bytes, text.size, JSON_REJECT_DUPLICATES, &where);
    packs->count = 1;
    if (packs->roots[0])
        return true;
    loader->status = SNAPGUARD_ERROR_PACK;
    sg_error_set(loader->error, "pack: ", where.text, (char *)NULL);
    if (loader->error) {
        loader->error->line = where.line > 0 ? (size_t)where.line : 1;
        loader->error->column = where.column > 0 ? (size_t)where.column : 1;
    }
    return false;
}

static bool read_packs(sg_loader *loader, sg_packs *packs, sg_text built_in)
{
    if (!read_built_in(loader, packs, built_in))
        return false;
    for (size_t i = 0; i < loader->options->packs.count; i++) {
        json_t *root =
            set_subject(loader, i) ? sg_pack_read(loader, text_of(loader, i)) : NULL;

        if (!root)
            return false;
        packs->roots[packs->count++] = root;
    }
    return true;
}

static size_t count_rules(const sg_packs *packs)
{
    size_t count = 0;

    for (size_t i = 0; i < packs->count; i++)
        count += json_array_size(json_object_get(packs->roots[i], "rules"));
    return count;
}

static size_t count_places(const sg_packs *packs)
{
    size_t count = 0;
    size_t i;
    const json_t *rule;

    for (size_t pack = 0; pack < packs->count; pack++) {
        json_array_foreach (json_object_get(packs->roots[pack], "rules"), i, rule) {
            const json_t *at = json_object_get(rule, "at");

            count += json_is_array(at) ? json_array_size(at) : 1;
        }
    }
    return count;
}

static size_t count_lists(const sg_packs *packs)
{
    size_t count = 0;

    for (size_t i = 0; i < packs->count; i++)
        count += json_object_size(json_object_get(packs->roots[i], "lists"));
    return count;
}

/* Room for all that the packs hold. */
static bool reserve(sg_loader *loader, const sg_packs *packs)
{
    sg_program *program = loader->program;
    size_t rules = count_rules(packs);
    size_t places = count_places(packs);

    loader->subject = "rules";
    if (rules >= UINT16_MAX || places >= UINT16_MAX)
        return sg_loader_fail(loader, "rules", "are too many");
    program->words =
        sg_loader_allocate(loader, count_lists(packs), sizeof *program->words);
    program->rules = sg_loader_allocate(loader, rules, sizeof *program->rules);
    program->instructions =
        sg_loader_allocate(loader, places, sizeof *program->instructions);
    program->not_evaluated =
        sg_loader_allocate(loader, SG_ACCOUNT_ROWS, sizeof *program->not_evaluated);
    return program->words && program->rules && program->instructions &&
           program->not_evaluated;
}

static bool load_packs(sg_loader *loader, const sg_packs *packs)
{
    if (!reserve(loader, packs) || !load_built_in(loader, packs->roots[0]))
        return false;
    for (size_t i = 1; i < packs->count; i++) {
        loader->text = text_of(loader, i - 1);
        if (!set_subject(loader, i - 1) || !sg_pack_load_own(loader, packs->roots[i]))
            return false;
    }
    return sg_pack_settle_severities(loader) &&
           (sg_program_link(loader->program) || sg_loader_out_of_memory(loader));
}

snapguard_status sg_pack_load(
    sg_program *program, sg_text pack, const snapguard_options *options,
    snapguard_error *error)
{
    sg_loader loader = {
        .program = program, .options = options, .error = error, .subject = "pack"};
    sg_packs packs = {.count = 0};

    if (read_packs(&loader, &packs, pack))
        load_packs(&loader, &packs);
    for (size_t i = 0; i < packs.count; i++)
        json_decref(packs.roots[i]);
    sg_array_free(&loader.building, program->allocator);
    return loader.status;
}
