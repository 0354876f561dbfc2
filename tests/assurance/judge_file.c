/* Judge a file, with every limit as high as it goes: linear.py counts what that costs.
 *
 *     judge-file json|requests|query|http FILE */
#include <snapguard/snapguard.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    snapguard_limit limit;
    size_t most;
} limits[] = {
    {SNAPGUARD_MAX_BYTES,           1 << 30},
    {SNAPGUARD_MAX_DEPTH,           1024   },
    {SNAPGUARD_MAX_VALUES,          1 << 26},
    {SNAPGUARD_MAX_PARAMETERS,      4096   },
    {SNAPGUARD_MAX_FINDINGS,        1 << 26},
    {SNAPGUARD_MAX_DOCUMENT_BYTES,  1 << 30},
    {SNAPGUARD_MAX_DOCUMENT_VALUES, 1 << 26},
};

static void demand(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "judge-file: %s\n", what);
    exit(2);
}

static snapguard_encoding encoding_of(const char *word)
{
    static const char *const words[] = {
        [SNAPGUARD_JSON] = "json",
        [SNAPGUARD_JSON_REQUESTS] = "requests",
        [SNAPGUARD_QUERY] = "query",
        [SNAPGUARD_HTTP] = "http",
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i] && strcmp(word, words[i]) == 0)
            return (snapguard_encoding)i;
    demand(false, "json, requests, query or http");
    return SNAPGUARD_JSON;
}

static snapguard_context *open_context(void)
{
    snapguard_options *options;
    snapguard_engine *engine;
    snapguard_context *context;

    demand(snapguard_options_new(&options, NULL) == SNAPGUARD_OK, "no memory");
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        demand(
            snapguard_options_set_limit(options, limits[i].limit, limits[i].most) ==
                SNAPGUARD_OK,
            "a limit that is refused");
    demand(
        snapguard_engine_new(&engine, options, NULL) == SNAPGUARD_OK &&
            snapguard_context_new(&context, engine) == SNAPGUARD_OK,
        "no memory");
    return context;
}

int main(int argc, char **argv)
{
    static char bytes[1 << 20];
    const snapguard_report *report;
    snapguard_context *context;
    size_t size;
    FILE *file;

    demand(argc == 3, "a kind and a file");
    file = fopen(argv[2], "rb");
    demand(file != NULL, "the file cannot be read");
    size = fread(bytes, 1, sizeof bytes, file);
    demand(size < sizeof bytes && !ferror(file), "the file is too large");
    fclose(file);
    context = open_context();
    demand(
        snapguard_check(&report, context, encoding_of(argv[1]), bytes, size) ==
            SNAPGUARD_OK,
        "no memory");
    while (report)
        demand(snapguard_check_next(&report, context) == SNAPGUARD_OK, "no memory");
    return 0;
}
