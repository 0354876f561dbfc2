#include "documents.h"

#include "generator.h"
#include "memory.h"
#include "query.h"
#include "writer.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define MIXED_COUNT 4096
#define MIXED_SEED 20240411
#define INVALID_ERRORS 15

typedef struct recipe {
    const char *name;
    void (*write)(bench_writer *out, bench_random *random);
    size_t count;
    size_t errors;
} recipe;

static const char *const tags[][2] = {
    {"env",         "production"       },
    {"team",        "storage-platform" },
    {"owner",       "ops@example.com"  },
    {"app",         "order-service"    },
    {"cost-center", "cc-1042"          },
    {"project",     "aurora"           },
    {"stage",       "blue"             },
    {"tier",        "database"         },
    {"release",     "2024.04.11"       },
    {"audit",       "yes"              },
    {"department",  "finance"          },
    {"contact",     "+86 571 0000 0000"},
    {"data-class",  "confidential"     },
    {"region-name", "hangzhou"         },
    {"created-by",  "terraform"        },
    {"repository",  "infra/snapshots"  },
    {"pipeline",    "nightly-4711"     },
    {"rpo",         "1h"               },
    {"rto",         "4h"               },
    {"note",        "kept for 30 days" },
};

/* What a small deployment sends: the required parameters and a name. */
static void write_small(bench_writer *out, bench_random *random)
{
    (void)random;
    bench_write(
        out, "{\"regionId\":\"cn-hangzhou\",\"autoSnapshotPolicyName\":\"daily-backup\","
             "\"timePoints\":\"[\\\"1\\\",\\\"13\\\"]\","
             "\"repeatWeekdays\":\"[\\\"1\\\",\\\"3\\\",\\\"5\\\"]\","
             "\"retentionDays\":30}");
}

static void write_full_schedule(bench_writer *out)
{
    bench_write(out, "\"timePoints\":\"[");
    for (unsigned hour = 0; hour < 24; hour++)
        bench_write(out, "%s\\\"%u\\\"", hour ? "," : "", hour);
    bench_write(out, "]\",\"repeatWeekdays\":\"[");
    for (unsigned day = 1; day <= 7; day++)
        bench_write(out, "%s\\\"%u\\\"", day > 1 ? "," : "", day);
    bench_write(out, "]\",\"retentionDays\":30,");
}

/* Every parameter that is publicly available, and as much of each as is allowed. */
static void write_full(bench_writer *out, bench_random *random)
{
    (void)random;
    bench_write(
        out, "{\"regionId\":\"cn-hangzhou\","
             "\"autoSnapshotPolicyName\":\"production-databases_hourly:v2\",");
    write_full_schedule(out);
    bench_write(
        out, "\"EnableCrossRegionCopy\":true,"
             "\"TargetCopyRegions\":\"[\\\"cn-shanghai\\\"]\","
             "\"CopiedSnapshotsRetentionDays\":90,\"Tag\":[");
    for (size_t i = 0; i < COUNT(tags); i++)
        bench_write(
            out, "%s{\"Key\":\"%s\",\"Value\":\"%s\"}", i ? "," : "", tags[i][0],
            tags[i][1]);
    bench_write(
        out, "],\"ResourceGroupId\":\"rg-aek2kkmhmhs4nui\","
             "\"CopyEncryptionConfiguration\":{\"Encrypted\":true,"
             "\"KMSKeyId\":\"0e478b7a-4262-4802-b8cb-00d3fb408261\"}}");
}

/* One violation a comment: each is of a rule of its own, or at a place of its own. */
static void write_invalid(bench_writer *out, bench_random *random)
{
    (void)random;
    bench_write(
        out, "{\"regionId\":\"CN_hangzhou\","             /* format */
             "\"autoSnapshotPolicyName\":\"1st backup\"," /* start, characters */
             "\"timePoints\":\"[\\\"0\\\",\\\"24\\\",\\\"02\\\"]\"," /* two values */
             "\"repeatWeekdays\":\"[\\\"1\\\",\\\"8\\\"]\","         /* value */
             "\"retentionDays\":65536,"                              /* range */
             "\"EnableCrossRegionCopy\":true,"
             "\"TargetCopyRegions\":\"[\\\"Shanghai\\\"]\","          /* format */
             "\"CopiedSnapshotsRetentionDays\":0,"                    /* range */
             "\"Tag\":[{\"Key\":\"acs:env\",\"Value\":\"acs:test\"}," /* two prefixes */
             "{\"Key\":\"see http://a\",\"Value\":\"or https://b\"}," /* two URLs */
             "{\"Key\":\"team\",\"Value\":\"a\"},"
             "{\"Key\":\"team\",\"Value\":\"b\"}]," /* equal keys */
             "\"CopyEncryptionConfiguration\":{"    /* without Encrypted */
             "\"KMSKeyId\":\"0e478b7a-4262-4802-b8cb-00d3fb408261\"}}");
}

static void write_mixed(bench_writer *out, bench_random *random)
{
    bench_generate(out, random, BENCH_NO_FAULT);
}

static const recipe recipes[] = {
    {"small",   write_small,   1,           0             },
    {"full",    write_full,    1,           0             },
    {"invalid", write_invalid, 1,           INVALID_ERRORS},
    {"mixed",   write_mixed,   MIXED_COUNT, 0             },
};

const char *const bench_document_names[] = {"small", "full", "invalid", "mixed", NULL};

static const recipe *find_recipe(const char *name)
{
    for (size_t i = 0; i < COUNT(recipes); i++)
        if (strcmp(name, recipes[i].name) == 0)
            return &recipes[i];
    return NULL;
}

/* Everything is written before a pointer into it is taken: the arena is cut to its size,
 * and may move. */
static void fill(bench_document *document, const recipe *made)
{
    bench_writer out = {.size = made->count * BENCH_LARGEST_REQUEST + BENCH_PADDING};
    bench_random random = {MIXED_SEED};
    size_t offset = 0;

    out.bytes = bench_allocate(out.size);
    for (size_t i = 0; i < made->count; i++) {
        made->write(&out, &random);
        document->requests[i].length = out.length - offset;
        out.bytes[out.length++] = '\0';
        offset = out.length;
    }
    memset(out.bytes + out.length, 0, BENCH_PADDING);
    document->total_length = out.length - made->count;
    document->arena = bench_reallocate(out.bytes, out.length + BENCH_PADDING);

    offset = 0;
    for (size_t i = 0; i < made->count; i++) {
        document->requests[i].bytes = document->arena + offset;
        offset += document->requests[i].length + 1;
    }
}

/* Percent-encoding takes three bytes for one, at most. */
static void fill_queries(bench_document *document)
{
    bench_writer out = {.size = 3 * document->total_length + 2 * document->count + 1};
    size_t offset = 0;

    out.bytes = bench_allocate(out.size);
    for (size_t i = 0; i < document->count; i++) {
        bench_request *request = &document->requests[i];

        bench_write_query(&out, request->bytes, request->length);
        request->query_length = out.length - offset;
        out.bytes[out.length++] = '\0';
        offset = out.length;
    }
    document->queries = bench_reallocate(out.bytes, out.length);
    offset = 0;
    for (size_t i = 0; i < document->count; i++) {
        document->requests[i].query = document->queries + offset;
        offset += document->requests[i].query_length + 1;
    }
}

bench_document *bench_document_new(const char *name)
{
    const recipe *made = find_recipe(name);
    bench_document *document;

    if (!made)
        return NULL;
    document = bench_allocate(sizeof *document);
    document->name = made->name;
    document->errors = made->errors;
    document->count = made->count;
    document->requests = bench_allocate(made->count * sizeof *document->requests);
    fill(document, made);
    fill_queries(document);
    return document;
}

void bench_document_free(bench_document *document)
{
    if (!document)
        return;
    free(document->requests);
    free(document->arena);
    free(document->queries);
    free(document);
}
