#include "generator.h"

#include <stdbool.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* What is decided once for a request, and read by the writers of its members. */
typedef struct request {
    bench_writer *out;
    bench_random *random;
    bench_fault fault;
    unsigned region;
    bool blanks;  /* ", " and ": ", as most libraries print by default. */
    bool escapes; /* \uXXXX for Han, as some print by default. */
    bool empty;   /* No member is written yet. */
} request;

typedef struct member {
    void (*write)(request *made);
    unsigned percent; /* How many requests give it. */
    bench_fault needed_by;
} member;

static const char *const regions[] = {
    "cn-hangzhou", "cn-shanghai",    "cn-beijing", "cn-shenzhen",  "cn-zhangjiakou",
    "cn-hongkong", "ap-southeast-1", "us-west-1",  "eu-central-1", "ap-northeast-1",
};

static const char *const words[] = {
    "env",  "team",    "owner", "cost-center", "project", "app",    "stage",
    "tier", "release", "audit", "department",  "backup",  "contact"};

static const unsigned han[] = {0x6BCF, 0x65E5, 0x5907, 0x4EFD, 0x7B56, 0x7565,
                               0x5FEB, 0x7167, 0x751F, 0x4EA7, 0x6D4B, 0x8BD5};

/* splitmix64: a few lines, and the same numbers with every C library. */
static uint64_t next_number(bench_random *random)
{
    uint64_t mixed = random->state += 0x9E3779B97F4A7C15u;

    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
}

unsigned bench_random_below(bench_random *random, unsigned limit)
{
    return (unsigned)((next_number(random) >> 32) * limit >> 32);
}

static bool chance(request *made, unsigned percent)
{
    return bench_random_below(made->random, 100) < percent;
}

/* ------------------------------------------------------------------------ text */

static void write_separator(request *made)
{
    if (!made->empty)
        bench_write(made->out, made->blanks ? ", " : ",");
    made->empty = false;
}

static void write_name_of(request *made, const char *name)
{
    write_separator(made);
    bench_write(made->out, made->blanks ? "\"%s\": " : "\"%s\":", name);
}

/* The first character is never one that a reserved prefix begins with. */
static void write_word(request *made, unsigned least, unsigned most)
{
    static const char letters[] = "bcdefgijklmnopqrstuvwxyzBCDEFGIJKLMN0123456789_-";
    unsigned length = least + bench_random_below(made->random, most - least + 1);

    for (unsigned i = 0; i < length; i++) {
        unsigned limit = i == 0 ? 36 : (unsigned)sizeof letters - 1;

        bench_write(made->out, "%c", letters[bench_random_below(made->random, limit)]);
    }
}

static void write_han(request *made, unsigned length)
{
    for (unsigned i = 0; i < length; i++) {
        unsigned character = han[bench_random_below(made->random, COUNT(han))];

        if (made->escapes)
            bench_write(made->out, "\\u%04x", character);
        else
            bench_write(
                made->out, "%c%c%c", (int)(0xE0 | character >> 12),
                (int)(0x80 | (character >> 6 & 0x3F)), (int)(0x80 | (character & 0x3F)));
    }
}

static void write_element(request *made, const char *format, unsigned number)
{
    write_separator(made);
    bench_write(made->out, format, number);
}

/* A list is the text of an array, inside a string. */
static void write_list(request *made, const char *name, unsigned long set, unsigned wrong)
{
    write_name_of(made, name);
    bench_write(made->out, "\"[");
    made->empty = true;
    for (unsigned i = 0; i < 24; i++)
        if (set >> i & 1)
            write_element(made, "\\\"%u\\\"", i);
    if (wrong)
        write_element(made, "\\\"%u\\\"", wrong);
    bench_write(made->out, "]\"");
    made->empty = false;
}

/* --------------------------------------------------------------------- members */

static void write_region(request *made)
{
    if (made->fault == BENCH_NO_REGION)
        return;
    write_name_of(made, "regionId");
    bench_write(made->out, "\"%s\"", regions[made->region]);
}

static void write_policy_name(request *made)
{
    write_name_of(made, "autoSnapshotPolicyName");
    bench_write(made->out, made->fault == BENCH_BAD_NAME ? "\"7" : "\"p");
    if (chance(made, 25))
        write_han(made, 2 + bench_random_below(made->random, 20));
    write_word(made, 1, 40);
    bench_write(made->out, "\"");
}

/* Most schedules leave a gap of two hours, so that advice on hours that follow each other
 * stays as rare as it is in practice. */
static void write_hours(request *made)
{
    unsigned least_gap = chance(made, 95) ? 2 : 1;
    unsigned widest_gap = 3 + bench_random_below(made->random, 10);
    unsigned long set = 0;
    unsigned hour = bench_random_below(made->random, 8);

    while (hour < 23) {
        set |= 1ul << hour;
        hour += least_gap + bench_random_below(made->random, widest_gap);
    }
    write_list(made, "timePoints", set, made->fault == BENCH_BAD_HOUR ? 24 : 0);
}

static void write_weekdays(request *made)
{
    unsigned long set = (1 + bench_random_below(made->random, 127)) << 1;

    write_list(made, "repeatWeekdays", set, made->fault == BENCH_BAD_WEEKDAY ? 8 : 0);
}

static void write_days(request *made, const char *name)
{
    const char *format = chance(made, 5) ? "\"%u\"" : "%u";
    unsigned days = 1 + bench_random_below(made->random, chance(made, 80) ? 90 : 65535);

    write_name_of(made, name);
    bench_write(made->out, format, days);
}

static void write_retention(request *made)
{
    if (made->fault != BENCH_BAD_RETENTION) {
        write_days(made, "retentionDays");
        return;
    }
    write_name_of(made, "retentionDays");
    bench_write(made->out, "65536");
}

static void write_resource_group(request *made)
{
    write_name_of(made, "ResourceGroupId");
    bench_write(made->out, "\"rg-");
    write_word(made, 14, 14);
    bench_write(made->out, "\"");
}

/* The number behind the word keeps the keys of one request apart. */
static void write_tag(request *made, unsigned index)
{
    const char *word = words[bench_random_below(made->random, COUNT(words))];
    bool wrong = index == 0 && made->fault == BENCH_BAD_TAG;

    write_separator(made);
    bench_write(made->out, "{");
    made->empty = true;
    write_name_of(made, "Key");
    bench_write(made->out, "\"%s%s-%u\"", wrong ? "acs:" : "", word, index);
    write_name_of(made, "Value");
    bench_write(made->out, "\"");
    if (chance(made, 10))
        write_han(made, 1 + bench_random_below(made->random, 10));
    write_word(made, 0, 40);
    bench_write(made->out, "\"}");
}

static void write_tags(request *made)
{
    /* Few tags are likelier than many; 20 do occur. */
    unsigned most = 1 + bench_random_below(made->random, 20);
    unsigned count = 1 + bench_random_below(made->random, most);

    write_name_of(made, "Tag");
    bench_write(made->out, "[");
    made->empty = true;
    for (unsigned i = 0; i < count; i++)
        write_tag(made, i);
    bench_write(made->out, "]");
}

static void write_encryption(request *made)
{
    write_name_of(made, "CopyEncryptionConfiguration");
    bench_write(made->out, "{");
    made->empty = true;
    write_name_of(made, "Encrypted");
    bench_write(made->out, "true");
    write_name_of(made, "KMSKeyId");
    bench_write(
        made->out, "\"%08x-4262-4802-b8cb-00d3fb%06x\"",
        (unsigned)next_number(made->random), bench_random_below(made->random, 1u << 24));
    bench_write(made->out, "}");
}

static void write_copying(request *made)
{
    /* Any region but that of the request. */
    unsigned step = 1 + bench_random_below(made->random, COUNT(regions) - 1);
    const char *target = regions[(made->region + step) % COUNT(regions)];

    write_name_of(made, "EnableCrossRegionCopy");
    bench_write(made->out, "true");
    write_name_of(made, "TargetCopyRegions");
    bench_write(made->out, "\"[\\\"%s\\\"]\"", target);
    if (chance(made, 60))
        write_days(made, "CopiedSnapshotsRetentionDays");
    if (chance(made, 60))
        write_encryption(made);
}

static const member members[] = {
    {write_region,         100, BENCH_NO_FAULT},
    {write_policy_name,    90,  BENCH_BAD_NAME},
    {write_hours,          100, BENCH_NO_FAULT},
    {write_weekdays,       100, BENCH_NO_FAULT},
    {write_retention,      100, BENCH_NO_FAULT},
    {write_copying,        45,  BENCH_NO_FAULT},
    {write_tags,           85,  BENCH_BAD_TAG },
    {write_resource_group, 30,  BENCH_NO_FAULT},
};

/* --------------------------------------------------------------------- request */

static void write_member(request *made, const member *written)
{
    bool needed = made->fault != BENCH_NO_FAULT && made->fault == written->needed_by;

    if (chance(made, written->percent) || needed)
        written->write(made);
}

static void shuffle(bench_random *random, unsigned *order, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        unsigned other = bench_random_below(random, i + 1);

        order[i] = order[other];
        order[other] = i;
    }
}

void bench_generate(bench_writer *out, bench_random *random, bench_fault fault)
{
    request made = {.out = out, .random = random, .fault = fault, .empty = true};
    unsigned order[COUNT(members)] = {0};
    size_t start = out->length;

    made.region = bench_random_below(random, COUNT(regions));
    made.blanks = chance(&made, 30);
    made.escapes = chance(&made, 30);
    shuffle(random, order, COUNT(members));

    bench_write(out, "{");
    for (size_t i = 0; i < COUNT(members); i++)
        write_member(&made, &members[order[i]]);
    bench_write(out, "}");

    if (fault == BENCH_CUT_SHORT)
        out->length -= (out->length - start) / 2;
}
