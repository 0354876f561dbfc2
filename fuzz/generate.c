/* Write what fuzzers begin with, all of it made from the rule pack: dictionaries, seeds,
 * and what each seed is to fire. scripts/generate runs it.
 *
 *     snapguard-fuzz-generate FOLDER
 *
 * writes FOLDER/fuzz/NAME.dict, FOLDER/corpus/TARGET/SEED and FOLDER/corpus/MANIFEST.
 * What is expected of a seed is what the pack's law of examples says: what a rule rejects
 * fires that rule and no other error, what it accepts fires no error, and not that rule.
 */
#define _POSIX_C_SOURCE 200809L

#include "law.h"
#include "sniff.h"
#include "vocabulary.h"

#include "rules/pack.h"

#include <errno.h>
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    LONGEST_PATH = 1024,
    LONGEST_WORD = 40,    /* of a dictionary, in bytes */
    LONGEST_SEED = 1024,  /* that is small enough for every target */
    MOST_EXPECTED = 1024, /* bytes of what is expected of a seed */
    MOST_SEEDS = 2048
};

static const char *root;

static FILE *open_file(const char *folder, const char *name)
{
    char path[LONGEST_PATH];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s/%s", root, folder, name);
    file = fopen(path, "wb");
    if (!file) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    return file;
}

static void make_folder(const char *name)
{
    char path[LONGEST_PATH];

    snprintf(path, sizeof path, "%s/%s", root, name);
    if (mkdir(path, 0777) != 0 && errno != EEXIST) {
        perror(path);
        exit(EXIT_FAILURE);
    }
}

/* --------------------------------------------------------------------- dictionaries */

static void write_word(FILE *file, const char *bytes, size_t size)
{
    if (size == 0 || size > LONGEST_WORD)
        return;
    fputc('"', file);
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)bytes[i];

        if (byte == '"' || byte == '\\')
            fprintf(file, "\\%c", byte);
        else if (byte < ' ' || byte > '~')
            fprintf(file, "\\x%02X", byte);
        else
            fputc(byte, file);
    }
    fputs("\"\n", file);
}

static void write_list(FILE *file, const char *format, const vocabulary_list *list)
{
    char word[2 * LONGEST_WORD];

    for (size_t i = 0; i < list->count; i++) {
        int size = snprintf(word, sizeof word, format, list->texts[i].bytes);

        if (strlen(list->texts[i].bytes) == list->texts[i].size)
            write_word(file, word, (size_t)size);
    }
}

/* What parameters may say, as the wire carries it. */
static void write_texts(FILE *file, const vocabulary *all)
{
    for (size_t i = 0; i < all->parameter_count; i++)
        write_list(file, "%s", &all->parameters[i].texts);
}

static void write_tokens(FILE *file, const char *const *tokens)
{
    for (; *tokens; tokens++)
        write_word(file, *tokens, strlen(*tokens));
}

static FILE *open_dictionary(const char *name)
{
    FILE *file = open_file("fuzz", name);

    fputs("# Made from the rule pack: scripts/generate writes it.\n", file);
    return file;
}

static void write_json_dictionary(const vocabulary *all)
{
    static const char *const tokens[] = {
        "\"[\\\"1\\\"]\"",
        "\\u0000",
        "\\ud842\\udfb7",
        "\\ud800",
        "\\\\u0031",
        "null",
        "true",
        "{}",
        "[]",
        "[{}]",
        "\"\"",
        "-0",
        "1e400",
        "\xEF\xBB\xBF",
        "\xF0\xA0\xAE\xB7",
        NULL};
    FILE *file = open_dictionary("json.dict");

    write_tokens(file, tokens);
    write_list(file, "\"%s\":", &all->names);
    write_list(file, "%s", &all->words);
    for (size_t i = 0; i < all->parameter_count; i++)
        write_list(file, "%s", &all->parameters[i].values);
    fclose(file);
}

static void write_query_dictionary(const vocabulary *all)
{
    static const char *const tokens[] = {
        "&",          "=",           "%5B%22",     "%22%5D",        "%2C",
        "%25",        "%00",         "%FF",        "%E5%BF%AB",     "%C0%AF",
        "%EF%BB%BF",  "+",           "Tag.1.Key=", "Tag.20.Value=", "Tag.21.Key=",
        "Tag.0.Key=", "Tag.01.Key=", NULL};
    FILE *file = open_dictionary("query.dict");

    write_tokens(file, tokens);
    write_list(file, "&%s=", &all->names);
    write_texts(file, all);
    fclose(file);
}

static void write_http_dictionary(const vocabulary *all)
{
    static const char *const tokens[] = {
        "POST /?",
        " HTTP/1.1\r\n",
        " HTTP/1.0\r\n",
        "\r\n\r\n",
        "Content-Length: 0\r\n",
        "Content-Type: application/json\r\n",
        "Content-Type: text/plain\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Content-Encoding: gzip\r\n",
        "0\r\n\r\n",
        "5;a=b\r\na=b&c\r\n",
        NULL};
    FILE *file = open_dictionary("http.dict");

    write_tokens(file, tokens);
    write_list(file, "%s\r\n", &all->headers);
    write_list(file, "&%s=", &all->names);
    fclose(file);
}

static void write_yaml_dictionary(const vocabulary *all)
{
    static const char *const tokens[] = {
        "&a ",  "*a",   "<<: *a",    "!Ref ", "!GetAtt ", "!!str ", "!!binary ",
        "|-\n", ">+\n", "? ",        ": ",    "- ",       "---\n",  "...\n",
        "#",    "''",   "\"\\x41\"", "~",     "yes",      "0o17",   "0x1F",
        "010",  ".inf", "\xC2\x85",  "\t",    "\r\n",     NULL};
    FILE *file = open_dictionary("yaml.dict");

    write_tokens(file, tokens);
    write_list(file, "%s: ", &all->properties);
    write_texts(file, all);
    fclose(file);
}

static void write_pack_dictionary(const vocabulary *all)
{
    static const char *const tokens[] = {
        "true",  "false",     "2147483647", "2147483648", "-1",        "\"regions\":[",
        "\"*\"", "\"given\"", "\"absent\"", "{value}",    "{missing}", "(?:a+)+b",
#define CHECK(name, id, subject, aspects, screen) "\"" id "\"",
#include "checks.def"
#undef CHECK
        NULL};
    FILE *file = open_dictionary("pack.dict");

    write_tokens(file, tokens);
    write_list(file, "\"%s\":", &all->members);
    write_list(file, "\"%s\":", &all->fact_names);
    write_list(file, "\"%s\":", &all->words);
    fclose(file);
}

/* ----------------------------------------------------------------------------- seeds */

typedef struct seed {
    char name[128]; /* with its target in front */
    char *bytes;
    size_t size;
    char expected[MOST_EXPECTED];
} seed;

static seed seeds[MOST_SEEDS];
static size_t seed_count;

/* What two examples say of one request holds together. */
static seed *find_seed(const char *target, const char *bytes, size_t size)
{
    for (size_t i = 0; i < seed_count; i++)
        if (strncmp(seeds[i].name, target, strlen(target)) == 0 &&
            seeds[i].size == size && memcmp(seeds[i].bytes, bytes, size) == 0)
            return &seeds[i];
    return NULL;
}

static void expect(seed *one, const char *word)
{
    size_t used = strlen(one->expected);

    law(used + strlen(word) + 2 <= sizeof one->expected, "what is expected is short");
    snprintf(one->expected + used, sizeof one->expected - used, " %s", word);
}

static seed *
add_seed(const char *target, const char *name, const char *bytes, size_t size)
{
    seed *one = find_seed(target, bytes, size);

    if (one)
        return one;
    law(seed_count < MOST_SEEDS, "the seeds are not too many");
    one = &seeds[seed_count++];
    snprintf(one->name, sizeof one->name, "%s/%s", target, name);
    one->bytes = malloc(size + 1);
    law(one->bytes != NULL, "there is memory");
    memcpy(one->bytes, bytes, size);
    one->size = size;
    return one;
}

/* A rejected example of an advice is no error, but the rule fires all the same. */
static void add_example_seed(
    const char *target, const pack_example *example, const char *bytes, size_t size)
{
    char name[96];
    char word[96];

    snprintf(
        name, sizeof name, "%s-%s-%zu", example->rule, example->kind, example->index);
    snprintf(
        word, sizeof word, "%s%s", strcmp(example->kind, "accept") == 0 ? "!" : "",
        example->rule);
    expect(add_seed(target, name, bytes, size), word);
}

static const char *target_of(snapguard_encoding encoding)
{
    if (encoding == SNAPGUARD_JSON)
        return "fuzz_json";
    return encoding == SNAPGUARD_HTTP ? "fuzz_http" : "fuzz_query";
}

/* The first rejected example of a rule is enough for targets that take every encoding. */
static void add_to_others(const pack_example *example, const char *bytes, size_t size)
{
    if (example->index > 0 || strcmp(example->kind, "reject") != 0 ||
        size > LONGEST_SEED ||
        sniff_encoding((const uint8_t *)bytes, size) != pack_encoding(example->json))
        return;
    add_example_seed("fuzz_oom", example, bytes, size);
    add_example_seed("fuzz_render", example, bytes, size);
}

static bool is_fixable(const json_t *pack, const char *id)
{
    const json_t *rules = json_object_get(pack, "rules");

    for (size_t i = 0; i < json_array_size(rules); i++) {
        const json_t *rule = json_array_get(rules, i);

        if (strcmp(json_string_value(json_object_get(rule, "id")), id) == 0)
            return json_object_get(rule, "fix") != NULL;
    }
    return false;
}

static void add_example(const pack_example *example, void *pack)
{
    size_t size;
    char *bytes = pack_request(pack, example->json, &size);
    char *facts = pack_facts(example->json);

    if (facts) {
        char name[96];
        seed *one;

        snprintf(
            name, sizeof name, "%s-%s-%zu", example->rule, example->kind, example->index);
        one = add_seed("fuzz_pack", name, facts, strlen(facts));
        if (!*one->expected)
            expect(one, "taken");
    } else {
        add_example_seed(target_of(pack_encoding(example->json)), example, bytes, size);
        add_to_others(example, bytes, size);
        if (is_fixable(pack, example->rule))
            add_example_seed("fuzz_fix", example, bytes, size);
    }
    free(facts);
    free(bytes);
}

/* One for each kind of check. */
static void add_packs(const json_t *pack, const vocabulary *all)
{
    const json_t *rules = json_object_get(pack, "rules");
    json_t *seen = json_object();

    for (size_t i = 0; i < json_array_size(rules) && i < all->packs.count; i++) {
        const json_t *check = json_object_get(json_array_get(rules, i), "check");
        char name[96];

        if (json_object_get(seen, json_string_value(check)))
            continue;
        json_object_set_new(seen, json_string_value(check), json_true());
        snprintf(name, sizeof name, "pack-%s", json_string_value(check));
        expect(
            add_seed(
                "fuzz_pack", name, all->packs.texts[i].bytes, all->packs.texts[i].size),
            "taken");
    }
    json_decref(seen);
}

/* A pack of one rule of an organisation, and of all that it may need. */
static void add_own_rule(const json_t *pack, const json_t *rule)
{
    const char *id = json_string_value(json_object_get(rule, "id"));
    json_t *one = json_copy((json_t *)(uintptr_t)pack);
    json_t *bare = json_copy((json_t *)(uintptr_t)rule);
    char name[96];
    char *text;

    json_object_del(one, "base");
    json_object_del(one, "description");
    json_object_del(bare, "accept");
    json_object_del(bare, "reject");
    json_object_set_new(one, "rules", json_pack("[o]", bare));
    text = json_dumps(one, JSON_COMPACT);
    law(text != NULL, "there is memory");
    snprintf(name, sizeof name, "own-%s", strchr(id, '/') + 1);
    expect(add_seed("fuzz_pack", name, text, strlen(text)), "taken");
    free(text);
    json_decref(one);
}

static void add_own_packs(void)
{
    static const char *const paths[] = {
        SNAPGUARD_RULES "/examples/infraguard.json",
        SNAPGUARD_RULES "/examples/operations.json"};

    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        json_t *pack = json_load_file(paths[i], 0, NULL);
        const json_t *rule;
        size_t j;

        law(pack != NULL, "the packs of the examples can be read");
        json_array_foreach (json_object_get(pack, "rules"), j, rule)
            add_own_rule(pack, rule);
        json_decref(pack);
    }
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const seed *)a)->name, ((const seed *)b)->name);
}

static void write_seeds(void)
{
    FILE *manifest = open_file("corpus", "MANIFEST");

    fputs(
        "# What each seed is to fire, by the rule pack: scripts/generate writes this.\n"
        "# MANIFEST.kept says how it is read.\n",
        manifest);
    qsort(seeds, seed_count, sizeof *seeds, by_name);
    for (size_t i = 0; i < seed_count; i++) {
        FILE *file = open_file("corpus", seeds[i].name);
        bool is_pack = strncmp(seeds[i].name, "fuzz_pack/", 10) == 0;

        fwrite(seeds[i].bytes, 1, seeds[i].size, file);
        fclose(file);
        fprintf(
            manifest, "%s%s%s\n", seeds[i].name, seeds[i].expected, is_pack ? "" : " *");
        free(seeds[i].bytes);
    }
    fclose(manifest);
}

int main(int count, char **arguments)
{
    static const char *const folders[] = {
        "fuzz",
        "corpus",
        "corpus/fuzz_fix",
        "corpus/fuzz_http",
        "corpus/fuzz_json",
        "corpus/fuzz_oom",
        "corpus/fuzz_pack",
        "corpus/fuzz_query",
        "corpus/fuzz_render"};
    json_t *pack = pack_load();
    const vocabulary *all = vocabulary_get();

    if (count != 2) {
        fprintf(stderr, "usage: %s FOLDER\n", arguments[0]);
        return 2;
    }
    root = arguments[1];
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        make_folder(folders[i]);
    write_json_dictionary(all);
    write_query_dictionary(all);
    write_http_dictionary(all);
    write_pack_dictionary(all);
    write_yaml_dictionary(all);
    pack_each_example(pack, add_example, pack);
    add_packs(pack, all);
    add_own_packs();
    write_seeds();
    json_decref(pack);
    return 0;
}
