#define PCRE2_CODE_UNIT_WIDTH 8
#include "regex.h"

#include <pcre2.h>

enum {
    MATCH_LIMIT = 10000, /* our patterns take a few steps a character */
    DEPTH_LIMIT = 1000,
    HEAP_LIMIT_KIB = 256
};

struct sg_regex {
    pcre2_general_context *general;
    pcre2_match_context *limits;
    pcre2_code *code;
    bool jit;
};

struct sg_regex_state {
    pcre2_general_context *general;
    pcre2_match_data *match;
    bool was_beyond;
    bool ran_out;
};

static void *allocate(size_t size, void *data)
{
    return sg_allocate(data, size);
}

static void release(void *block, void *data)
{
    sg_release(data, block);
}

static pcre2_general_context *new_general(const snapguard_allocator *allocator)
{
    /* PCRE2 hands the pointer back and does not write through it. */
    return pcre2_general_context_create(allocate, release, (void *)(uintptr_t)allocator);
}

static snapguard_status
compile(sg_regex *regex, sg_text pattern, sg_regex_extent extent, snapguard_error *error)
{
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_ANCHORED | PCRE2_DOLLAR_ENDONLY |
                       PCRE2_NEVER_BACKSLASH_C;
    int code;
    PCRE2_SIZE offset;
    pcre2_compile_context *context = pcre2_compile_context_create(regex->general);

    if (!context)
        return SNAPGUARD_ERROR_MEMORY;
    if (extent == SG_REGEX_WHOLE)
        options |= PCRE2_ENDANCHORED;
    regex->code = pcre2_compile(
        (PCRE2_SPTR)pattern.bytes, pattern.size, options, &code, &offset, context);
    pcre2_compile_context_free(context);
    if (regex->code)
        return SNAPGUARD_OK;
    if (code == PCRE2_ERROR_NOMEMORY || code == PCRE2_ERROR_HEAP_FAILED)
        return SNAPGUARD_ERROR_MEMORY;
    if (error)
        pcre2_get_error_message(
            code, (PCRE2_UCHAR *)error->message, sizeof error->message);
    return SNAPGUARD_ERROR_PACK;
}

snapguard_status sg_regex_new(
    sg_regex **out, const snapguard_allocator *allocator, sg_text pattern,
    sg_regex_extent extent, bool jit, snapguard_error *error)
{
    snapguard_status status = SNAPGUARD_ERROR_MEMORY;
    sg_regex *regex = sg_allocate_zeroed(allocator, 1, sizeof *regex);

    *out = NULL;
    if (!regex)
        goto done;
    regex->general = new_general(allocator);
    if (!regex->general)
        goto done;
    regex->limits = pcre2_match_context_create(regex->general);
    if (!regex->limits)
        goto done;
    pcre2_set_match_limit(regex->limits, MATCH_LIMIT);
    pcre2_set_depth_limit(regex->limits, DEPTH_LIMIT);
    pcre2_set_heap_limit(regex->limits, HEAP_LIMIT_KIB);
    status = compile(regex, pattern, extent, error);
    if (status != SNAPGUARD_OK)
        goto done;
    regex->jit = jit && pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE) == 0;
    *out = regex;
    regex = NULL;

done:
    sg_regex_free(regex, allocator);
    return status;
}

void sg_regex_free(sg_regex *regex, const snapguard_allocator *allocator)
{
    if (!regex)
        return;
    pcre2_code_free(regex->code);
    pcre2_match_context_free(regex->limits);
    pcre2_general_context_free(regex->general);
    sg_release(allocator, regex);
}

bool sg_regex_is_jit(const sg_regex *regex)
{
    return regex->jit;
}

sg_regex_state *sg_regex_state_new(const snapguard_allocator *allocator)
{
    sg_regex_state *state = sg_allocate_zeroed(allocator, 1, sizeof *state);

    if (!state)
        return NULL;
    state->general = new_general(allocator);
    if (state->general)
        state->match = pcre2_match_data_create(1, state->general);
    if (!state->match) {
        sg_regex_state_free(state, allocator);
        return NULL;
    }
    return state;
}

void sg_regex_state_free(sg_regex_state *state, const snapguard_allocator *allocator)
{
    if (!state)
        return;
    pcre2_match_data_free(state->match);
    pcre2_general_context_free(state->general);
    sg_release(allocator, state);
}

bool sg_regex_match(
    const sg_regex *regex, sg_regex_state *state, sg_text text, size_t *size)
{
    int count = regex->jit
                    ? pcre2_jit_match(
                          regex->code, (PCRE2_SPTR)text.bytes, text.size, 0,
                          PCRE2_NO_UTF_CHECK, state->match, regex->limits)
                    : pcre2_match(
                          regex->code, (PCRE2_SPTR)text.bytes, text.size, 0,
                          PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, state->match, regex->limits);

    state->was_beyond = count < 0 && count != PCRE2_ERROR_NOMATCH;
    state->ran_out |= count == PCRE2_ERROR_NOMEMORY;
    if (count < 0)
        return false;
    *size = pcre2_get_ovector_pointer(state->match)[1];
    return true;
}

bool sg_regex_was_beyond(const sg_regex_state *state)
{
    return state->was_beyond;
}

bool sg_regex_ran_out(sg_regex_state *state)
{
    bool ran_out = state->ran_out;

    state->ran_out = false;
    return ran_out;
}
