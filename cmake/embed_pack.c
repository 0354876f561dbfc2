/* Run while the library is built: a rule pack becomes C source, twice. Once as it stands,
 * for those who explain rules; once without what no check needs, so that an engine is
 * made in a fraction of the time. And beside it the schema of packs. */
#include "pack_schema.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What only people read. */
static const char *const prose[] = {
    "accept", "decided", "description", "reject", "source", "table", "title", "why",
};

static void strip_each(json_t *entries)
{
    size_t i;
    json_t *entry;

    json_array_foreach (entries, i, entry)
        for (size_t j = 0; j < sizeof prose / sizeof *prose; j++)
            json_object_del(entry, prose[j]);
}

static void strip(json_t *pack)
{
    strip_each(json_object_get(pack, "rules"));
    strip_each(json_object_get(pack, "parameters"));
    strip_each(json_object_get(pack, "errors"));
    strip_each(json_object_get(pack, "forms"));
    json_object_del(pack, "base");
    json_object_del(pack, "source");
}

static void write_bytes(FILE *out, const char *name, const char *bytes, size_t size)
{
    fprintf(out, "const size_t %s_size = %zu;\n", name, size);
    fprintf(out, "const char %s[] = {", name);
    for (size_t i = 0; i <= size; i++)
        fprintf(
            out, "%s%d,", i % 20 ? "" : "\n    ", i < size ? (signed char)bytes[i] : 0);
    fprintf(out, "\n};\n\n");
}

static char *read_file(const char *path, size_t *size)
{
    static char bytes[1 << 20];
    FILE *file = fopen(path, "rb");

    if (!file)
        return NULL;
    *size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return *size < sizeof bytes ? bytes : NULL;
}

int main(int argc, char **argv)
{
    json_error_t error;
    size_t size = 0;
    char *bytes = argc == 3 ? read_file(argv[1], &size) : NULL;
    json_t *pack;
    json_t *schema;
    char *compact;
    char *readable;
    FILE *out;

    if (!bytes) {
        fprintf(stderr, "usage: embed_pack PACK OUTPUT.c\n");
        return 2;
    }
    pack = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, &error);
    if (!pack) {
        fprintf(stderr, "%s:%d:%d: %s\n", argv[1], error.line, error.column, error.text);
        return 1;
    }
    schema = pack_schema(pack);
    readable = json_dumps(schema, JSON_INDENT(1));
    strip(pack);
    compact = json_dumps(pack, JSON_COMPACT);
    out = compact && readable ? fopen(argv[2], "wb") : NULL;
    if (!out)
        return 1;
    fprintf(out, "#include \"builtin_pack.h\"\n\n");
    write_bytes(out, "sg_builtin_pack", bytes, size);
    write_bytes(out, "sg_builtin_rules", compact, strlen(compact));
    write_bytes(out, "sg_pack_schema", readable, strlen(readable));
    free(compact);
    free(readable);
    json_decref(schema);
    json_decref(pack);
    return fclose(out) ? 1 : 0;
}
