#include "engine.h"

#include "builtin_pack.h"
#include "pack.h"

static void copy_settings(snapguard_engine *engine, const snapguard_options *options)
{
    size_t *limits = engine->limits;

    engine->minutes = options->minutes;
    memcpy(limits, options->limits, sizeof engine->limits);
    /* A document is never held to less than one request of it. */
    if (limits[SNAPGUARD_MAX_DOCUMENT_BYTES] < limits[SNAPGUARD_MAX_BYTES])
        limits[SNAPGUARD_MAX_DOCUMENT_BYTES] = limits[SNAPGUARD_MAX_BYTES];
    if (limits[SNAPGUARD_MAX_DOCUMENT_VALUES] < limits[SNAPGUARD_MAX_VALUES])
        limits[SNAPGUARD_MAX_DOCUMENT_VALUES] = limits[SNAPGUARD_MAX_VALUES];
}

snapguard_status snapguard_engine_new(
    snapguard_engine **out, const snapguard_options *options, snapguard_error *error)
{
    snapguard_status status = SNAPGUARD_ERROR_MEMORY;
    snapguard_options defaults;
    snapguard_engine *engine;

    *out = NULL;
    if (error)
        memset(error, 0, sizeof *error);
    if (!options) {
        sg_options_init(&defaults, NULL);
        options = &defaults;
    }
    engine = sg_allocate_zeroed(&options->allocator, 1, sizeof *engine);
    if (!engine)
        goto done;
    engine->allocator = options->allocator;
    sg_program_init(&engine->program, &engine->allocator);
    copy_settings(engine, options);
    status = sg_pack_load(
        &engine->program, (sg_text){sg_builtin_rules, sg_builtin_rules_size}, options,
        error);
    if (status == SNAPGUARD_OK && options->facts.bytes)
        status = snapguard_facts_new(
            &engine->facts, engine, options->facts.bytes, options->facts.size, error);
    if (status != SNAPGUARD_OK)
        goto done;
    *out = engine;
    engine = NULL;

done:
    if (status == SNAPGUARD_ERROR_MEMORY)
        sg_error_set(error, snapguard_strerror(status), (char *)NULL);
    snapguard_engine_free(engine);
    return status;
}

void snapguard_engine_free(snapguard_engine *engine)
{
    snapguard_allocator allocator;

    if (!engine)
        return;
    allocator = engine->allocator;
    snapguard_facts_free(engine->facts);
    sg_program_free(&engine->program);
    sg_release(&allocator, engine);
}

const char *snapguard_engine_edition(const snapguard_engine *engine)
{
    return engine->program.edition;
}

const char *snapguard_builtin_pack(size_t *length)
{
    if (length)
        *length = sg_builtin_pack_size;
    return sg_builtin_pack;
}

const char *snapguard_pack_schema(size_t *length)
{
    if (length)
        *length = sg_pack_schema_size;
    return sg_pack_schema;
}
