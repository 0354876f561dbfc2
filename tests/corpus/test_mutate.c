/* The mutations of the fuzz targets: decided by the seed alone, never longer than they
 * may be, and such that most of what they make can still be read. Without a fuzzer in the
 * program, a bit is changed where one would be asked. */
#include "support.h"

#include "catalog.h"
#include "mutate.h"
#include "sniff.h"
#include "vocabulary.h"

#include <snapguard/snapguard.h>
#include <stdlib.h>
#include <string.h>

enum { SEEDS = 12, ROOM = 512, GUARD = 16, MOST_OF_100 = 60 };

typedef struct kind_case {
    const char *name;
    mutation mutation;
    snapguard_encoding encoding; /* of the examples that are changed */
    bool is_read;                /* most of what comes out must reach the rules */
} kind_case;

static kind_case kinds[] = {
    {"JSON is changed",                      {mutate_json, cross_json},   SNAPGUARD_JSON,  true },
    {"queries are changed",                  {mutate_query, cross_query}, SNAPGUARD_QUERY, true },
    {"HTTP is changed",                      {mutate_http, cross_http},   SNAPGUARD_HTTP,  true },
    {"JSON is taken for what it looks like",
     {mutate_any, cross_any},
     SNAPGUARD_JSON,                                                                       true },
    {"HTTP is taken for what it looks like",
     {mutate_any, cross_any},
     SNAPGUARD_HTTP,                                                                       false},
    {"packs and facts are changed",          {mutate_pack, cross_json},   SNAPGUARD_JSON,  false},
};

/* A draft of this text, with room, in a block that shows what is written behind it. */
typedef struct guarded_block {
    fuzz_draft draft;
    char bytes[1 << 14];
} guarded_block;

static void
open_block(guarded_block *block, const vocabulary_text *text, size_t room, unsigned seed)
{
    size_t most = text->size + room;

    assert_true(most + GUARD <= sizeof block->bytes);
    memset(block->bytes, 0x5A, sizeof block->bytes);
    memcpy(block->bytes, text->bytes, text->size);
    block->draft = (fuzz_draft){block->bytes, text->size, most, 0};
    draft_seed(&block->draft, seed);
}

static void assert_guarded(const guarded_block *block)
{
    assert_true(block->draft.size <= block->draft.most);
    for (size_t i = 0; i < GUARD; i++)
        assert_int_equal(block->bytes[block->draft.most + i], 0x5A);
}

static void assert_same(const guarded_block *one, const guarded_block *other)
{
    assert_int_equal(one->draft.size, other->draft.size);
    assert_memory_equal(one->bytes, other->bytes, one->draft.size);
}

/* ------------------------------------------------------------------------------ laws */

/* The same seed twice, with other seeds in between. */
static void is_decided_by_the_seed(void **state)
{
    static guarded_block first;
    static guarded_block again;
    static guarded_block other;
    const kind_case *row = *state;
    const vocabulary_list *list = &vocabulary_get()->requests[row->encoding];

    for (size_t i = 0; i < list->count; i++)
        for (unsigned seed = 0; seed < SEEDS; seed++) {
            if (list->texts[i].size > sizeof first.bytes / 2)
                continue;
            open_block(&first, &list->texts[i], ROOM, seed);
            row->mutation.change(&first.draft);
            open_block(&other, &list->texts[list->count - 1 - i], ROOM, seed + 1);
            row->mutation.change(&other.draft);
            open_block(&again, &list->texts[i], ROOM, seed);
            row->mutation.change(&again.draft);
            assert_same(&first, &again);
        }
}

static void keeps_to_its_room(void **state)
{
    static guarded_block block;
    const kind_case *row = *state;
    const vocabulary_list *list = &vocabulary_get()->requests[row->encoding];

    for (size_t i = 0; i < list->count; i++)
        for (unsigned seed = 0; seed < SEEDS; seed++) {
            const vocabulary_text *text = &list->texts[i];
            const vocabulary_text *with = &list->texts[seed % list->count];

            if (text->size > sizeof block.bytes / 2)
                continue;
            open_block(&block, text, seed % 3 ? seed : 0, seed);
            row->mutation.change(&block.draft);
            assert_guarded(&block);
            open_block(&block, text, seed % 3 ? seed : 0, seed);
            row->mutation.cross(&block.draft, with->bytes, with->size);
            assert_guarded(&block);
        }
}

static void takes_no_bytes_at_all(void **state)
{
    static guarded_block block;
    static char nothing[1];
    const kind_case *row = *state;
    const vocabulary_text empty = {nothing, 0};

    for (unsigned seed = 0; seed < 50 * SEEDS; seed++) {
        open_block(&block, &empty, seed % 2 ? ROOM : 0, seed);
        row->mutation.change(&block.draft);
        assert_guarded(&block);
        open_block(&block, &empty, seed % 2 ? ROOM : 0, seed);
        row->mutation.cross(&block.draft, nothing, 0);
        assert_guarded(&block);
    }
}

/* ------------------------------------------------------------------------------ reach */

static snapguard_engine *engine;
static snapguard_context *context;

static bool reaches_rules(const guarded_block *block)
{
    const unsigned char *bytes = (const unsigned char *)block->bytes;
    const snapguard_report *report;

    assert_int_equal(
        snapguard_check(
            &report, context, sniff_encoding(bytes, block->draft.size), block->bytes,
            block->draft.size),
        SNAPGUARD_OK);
    return catalog_is_reached(report);
}

static void reaches_the_rules(void **state)
{
    static guarded_block block;
    const kind_case *row = *state;
    const vocabulary_list *list = &vocabulary_get()->requests[row->encoding];
    size_t reached = 0;
    size_t all = 0;

    if (!row->is_read)
        skip();
    for (size_t i = 0; i < list->count; i++)
        for (unsigned seed = 0; seed < SEEDS; seed++) {
            if (list->texts[i].size > sizeof block.bytes / 2)
                continue;
            open_block(&block, &list->texts[i], ROOM, seed);
            row->mutation.change(&block.draft);
            reached += reaches_rules(&block);
            all++;
        }
    print_message("%s: %zu of %zu reach the rules\n", row->name, reached, all);
    assert_true(100 * reached >= MOST_OF_100 * all);
}

static int open_judge(void **state)
{
    (void)state;
    return snapguard_engine_new(&engine, NULL, NULL) != SNAPGUARD_OK ||
           snapguard_context_new(&context, engine) != SNAPGUARD_OK;
}

static int close_judge(void **state)
{
    (void)state;
    snapguard_context_free(context);
    snapguard_engine_free(engine);
    return 0;
}

int main(void)
{
    static const struct {
        const char *name;
        CMUnitTestFunction test;
    } laws[] = {
        {"the seed decides",   is_decided_by_the_seed},
        {"the room is kept",   keeps_to_its_room     },
        {"nothing is changed", takes_no_bytes_at_all },
        {"rules are reached",  reaches_the_rules     },
    };
    int failed = 0;

    for (size_t i = 0; i < COUNT(laws); i++) {
        struct CMUnitTest tests[COUNT(kinds)];

        ADD_ROWS(tests, laws[i].test, kinds, COUNT(kinds));
        failed +=
            cmocka_run_group_tests_name(laws[i].name, tests, open_judge, close_judge);
    }
    return failed;
}
