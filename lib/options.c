#include "options.h"

#include "document.h"

typedef struct sg_limit_info {
    size_t normal;
    size_t ceiling;
} sg_limit_info;

/* Parameters that come numbered in any order are looked for one by one. */
enum { KIBI = 1 << 10, MEBI = 1 << 20, GIBI = 1 << 30 };
enum { MANY = 64 * MEBI, MOST_PARAMETERS = 4 * KIBI };

/* clang-format off */
static const sg_limit_info limit_infos[SG_LIMIT_COUNT] = {
    [SNAPGUARD_MAX_BYTES]           = {128 * KIBI, GIBI},
    [SNAPGUARD_MAX_DEPTH]           = {32,         SG_MOST_DEPTH},
    [SNAPGUARD_MAX_VALUES]          = {KIBI,       MANY},
    [SNAPGUARD_MAX_PARAMETERS]      = {256,        MOST_PARAMETERS},
    [SNAPGUARD_MAX_FINDINGS]        = {64,         MANY},
    [SNAPGUARD_MAX_DOCUMENT_BYTES]  = {64 * MEBI,  GIBI},
    [SNAPGUARD_MAX_DOCUMENT_VALUES] = {4 * MEBI,   MANY},
    [SNAPGUARD_MAX_DOCUMENT_DEPTH]  = {256,        SG_MOST_DEPTH},
};
/* clang-format on */

void sg_options_init(snapguard_options *options, const snapguard_allocator *allocator)
{
    memset(options, 0, sizeof *options);
    options->allocator = allocator ? *allocator : sg_default_allocator;
    sg_arena_init(&options->arena, &options->allocator);
    for (size_t i = 0; i < SG_LIMIT_COUNT; i++)
        options->limits[i] = limit_infos[i].normal;
    options->minutes = -1;
    options->jit = true;
}

snapguard_status
snapguard_options_new(snapguard_options **out, const snapguard_allocator *allocator)
{
    snapguard_options *options;

    *out = NULL;
    if (!allocator)
        allocator = &sg_default_allocator;
    if (!allocator->allocate || !allocator->reallocate || !allocator->release)
        return SNAPGUARD_ERROR_ARGUMENT;
    options = sg_allocate(allocator, sizeof *options);
    if (!options)
        return SNAPGUARD_ERROR_MEMORY;
    sg_options_init(options, allocator);
    *out = options;
    return SNAPGUARD_OK;
}

void snapguard_options_free(snapguard_options *options)
{
    snapguard_allocator allocator;

    if (!options)
        return;
    allocator = options->allocator;
    sg_array_free(&options->choices, &allocator);
    sg_array_free(&options->packs, &allocator);
    sg_arena_free(&options->arena);
    sg_release(&allocator, options);
}

snapguard_status snapguard_options_set_limit(
    snapguard_options *options, snapguard_limit limit, size_t value)
{
    if ((size_t)limit >= SG_LIMIT_COUNT || value == 0 ||
        value > limit_infos[limit].ceiling)
        return SNAPGUARD_ERROR_ARGUMENT;
    options->limits[limit] = value;
    return SNAPGUARD_OK;
}

static snapguard_status
add_choice(snapguard_options *options, const char *rule, sg_severity_choice choice)
{
    sg_severity_choice *added;

    choice.rule = sg_arena_copy(&options->arena, sg_text_of(rule)).bytes;
    if (!choice.rule)
        return SNAPGUARD_ERROR_MEMORY;
    added = sg_array_add(&options->choices, &options->allocator, sizeof *added);
    if (!added)
        return SNAPGUARD_ERROR_MEMORY;
    *added = choice;
    return SNAPGUARD_OK;
}

snapguard_status snapguard_options_set_severity(
    snapguard_options *options, const char *rule, snapguard_severity severity)
{
    if ((unsigned)severity > SNAPGUARD_ERROR)
        return SNAPGUARD_ERROR_ARGUMENT;
    return add_choice(options, rule, (sg_severity_choice){.severity = severity});
}

snapguard_status
snapguard_options_reset_severity(snapguard_options *options, const char *rule)
{
    return add_choice(options, rule, (sg_severity_choice){.reset = true});
}

void snapguard_options_set_strict(snapguard_options *options, bool strict)
{
    options->strict = strict;
}

snapguard_status
snapguard_options_set_regions(snapguard_options *options, const char *text, size_t length)
{
    sg_text copy = sg_arena_copy(&options->arena, (sg_text){text, length});

    if (!copy.bytes)
        return SNAPGUARD_ERROR_MEMORY;
    options->regions = copy;
    return SNAPGUARD_OK;
}

snapguard_status
snapguard_options_set_facts(snapguard_options *options, const char *text, size_t length)
{
    sg_text copy = sg_arena_copy(&options->arena, (sg_text){text, length});

    if (!copy.bytes)
        return SNAPGUARD_ERROR_MEMORY;
    options->facts = copy;
    return SNAPGUARD_OK;
}

snapguard_status
snapguard_options_add_pack(snapguard_options *options, const char *text, size_t length)
{
    sg_text copy;
    sg_text *added;

    if (options->packs.count == SG_MOST_PACKS)
        return SNAPGUARD_ERROR_ARGUMENT;
    copy = sg_arena_copy(&options->arena, (sg_text){text, length});
    if (!copy.bytes)
        return SNAPGUARD_ERROR_MEMORY;
    added = sg_array_add(&options->packs, &options->allocator, sizeof *added);
    if (!added)
        return SNAPGUARD_ERROR_MEMORY;
    *added = copy;
    return SNAPGUARD_OK;
}

snapguard_status
snapguard_options_set_snapshot_minutes(snapguard_options *options, size_t minutes)
{
    if (minutes > SG_MOST_COUNT)
        return SNAPGUARD_ERROR_ARGUMENT;
    options->minutes = (int64_t)minutes;
    return SNAPGUARD_OK;
}

void snapguard_options_set_jit(snapguard_options *options, bool jit)
{
    options->jit = jit;
}
