/* The limit of what a pack may take when it is compiled, wherever in it that is reached.
 */
#include "engines.h"
#include "packs.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static snapguard_status load(const pack_text *pack, snapguard_error *error)
{
    snapguard_options *options = options_new();

    assert_int_equal(
        snapguard_options_add_pack(options, pack->bytes, pack->size), SNAPGUARD_OK);
    return engine_status(options, error);
}

/* A pack of a list with one long word, of so many places with so long a text each, and of
 * more rules. */
static snapguard_status load_places(
    size_t word, int places, size_t length, const char *more, snapguard_error *error)
{
    char text[2048];
    pack_text pack;
    snapguard_status status;

    snprintf(
        text, sizeof text,
        "{" PACK_HEAD
        ",'name':'acme','lists':{'word':['<%zu a>']},'rules':[{'id':'acme/x',"
        "'severity':'error','at':[<%d 'regionId',>'regionId'],'check':'prefix',"
        "'message':'m','none':['<%zu a>']}%s]}",
        word, places - 1, length, more);
    pack = pack_new(text);
    *error = (snapguard_error){0};
    status = load(&pack, error);
    free(pack.bytes);
    if (status != SNAPGUARD_OK)
        assert_non_null(strstr(error->message, ": the pack takes more than 32 MiB"));
    return status;
}

enum { PLACES = 66, WORD = 8 };

/* The longest text that so many places may have. */
static size_t longest_text(void)
{
    static size_t found = 0;
    size_t most = ((size_t)1 << 25) / PLACES;
    size_t least = most - 4096;
    snapguard_error error;

    if (found)
        return found;
    assert_int_equal(load_places(WORD, PLACES, least, "", &error), SNAPGUARD_OK);
    assert_int_equal(load_places(WORD, PLACES, most, "", &error), SNAPGUARD_ERROR_PACK);
    while (most - least > 1) {
        size_t middle = least + (most - least) / 2;

        if (load_places(WORD, PLACES, middle, "", &error) == SNAPGUARD_OK)
            least = middle;
        else
            most = middle;
    }
    found = least;
    return found;
}

/* Whatever it is that the next place needs first, that is over the limit. */
static void memory_ends_anywhere_in_a_place(void **state)
{
    size_t length = longest_text();
    snapguard_error error;

    (void)state;
    for (size_t less = 0; less < 4; less++) {
        assert_int_equal(
            load_places(WORD, PLACES, length - less, "", &error), SNAPGUARD_OK);
        assert_int_equal(
            load_places(WORD, PLACES + 1, length - less, "", &error),
            SNAPGUARD_ERROR_PACK);
    }
}

#define OWN(id) ",{'id':'acme/" id "','severity':'error','message':'m',"

/* clang-format off */
static const char rules[] =
    OWN("a") "'at':'timePoints','check':'value','must':{'any':[{'in':[1,2,3,4,5,6,7,8,9]},"
             "{'in':['a','b']}]}}"
    OWN("b") "'at':'timePoints','check':'includes','all':[1,2,3]}"
    OWN("c") "'at':'TargetCopyRegions','check':'includes','all':["
             "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa']}"
    OWN("d") "'at':'regionId','check':'holds','must':{'facts':{"
             "'regions.{regionId}.policyCount':{'max':9}}}}";
/* clang-format on */

/* Rules of everything that is copied when it is compiled. The longer the word, the less
 * is left for them: from some length on it is too little, whatever they lack. */
static void memory_ends_anywhere_in_a_rule(void **state)
{
    enum { LESS = 60, STEP = 64 };
    size_t length = longest_text() - LESS;
    snapguard_error error;
    size_t word = WORD;

    (void)state;
    while (load_places(word, PLACES, length, rules, &error) == SNAPGUARD_OK)
        word += STEP;
    assert_true(word > WORD);
    for (; word < WORD + LESS * PLACES; word += STEP)
        assert_int_equal(
            load_places(word, PLACES, length, rules, &error), SNAPGUARD_ERROR_PACK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_ends_anywhere_in_a_place),
        cmocka_unit_test(memory_ends_anywhere_in_a_rule),
    };

    return cmocka_run_group_tests_name("memory of packs", tests, NULL, NULL);
}
