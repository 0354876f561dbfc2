/* What an engine is made of, of any bytes: facts about an account, a list of regions, the
 * other options, and rule packs, also in place of the built-in one. Each is taken or
 * refused with an error that names its place; what is taken can be judged with. */
#include "catalog.h"
#include "judge.h"
#include "law.h"
#include "mutate.h"
#include "target.h"
#include "vocabulary.h"

#include "engine.h"
#include "pack.h"
#include "rules/pack.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CHOICES = 64, ENGINES = 16 };

const mutation target_mutation = {mutate_pack, cross_json};

/* Rules of every kind fire at it, and those that ask facts do not pass it over. */
static const char request[] =
    "{\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"1\\\",\\\"2\\\",\\\"2\\\",24]\","
    "\"repeatWeekdays\":\"[\\\"1\\\",\\\"2\\\"]\",\"retentionDays\":0,\"x\":1,"
    "\"autoSnapshotPolicyName\":\"a!\",\"EnableCrossRegionCopy\":true,"
    "\"TargetCopyRegions\":\"[\\\"cn-shanghai\\\"]\",\"Tag\":[{\"Key\":\"acs:\"},{}],"
    "\"CopyEncryptionConfiguration\":{\"Encrypted\":true,\"KMSKeyId\":"
    "\"0e478b7a-4262-4802-b8cb-00d3fb40826X\"}}";

/* The rules that a key would keep from firing, and those that need a right schedule. */
static const char without_key[] =
    "{\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"1\\\",\\\"2\\\"]\","
    "\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":1,"
    "\"EnableCrossRegionCopy\":true,\"TargetCopyRegions\":\"[\\\"cn-shanghai\\\"]\","
    "\"CopyEncryptionConfiguration\":{\"Encrypted\":true}}";

/* What facts may be: {"account": {"balanceSufficient": "boolean"}}; "*" is any key. */
static json_t *shape;

/* What is found in the request without facts, and how much is not decided. */
static unsigned long long without_facts;
static size_t undecided;

/* ------------------------------------------------------------------------- requests */

static const snapguard_report *
check(snapguard_context *context, const char *bytes, size_t size)
{
    const snapguard_report *report;

    law(snapguard_check(&report, context, SNAPGUARD_JSON, bytes, size) == SNAPGUARD_OK &&
            report,
        "with what was taken any request is judged");
    return report;
}

/* The rules that ask no facts, and how many times each fires. */
static unsigned long long rules_without_facts(const snapguard_report *report)
{
    unsigned long long rules = 0;

    for (size_t i = 0; i < snapguard_report_count(report); i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);
        size_t rule = catalog_find(snapguard_finding_rule(finding), 0);

        if (!catalog_asks_facts(rule))
            rules = rules * 31 + rule + 1;
    }
    return rules;
}

static size_t count_not_evaluated(const snapguard_report *report)
{
    size_t count = 0;

    while (snapguard_report_not_evaluated(report, count))
        count++;
    return count;
}

/* ---------------------------------------------------------------------------- errors */

static void law_error(const snapguard_error *error, const char *text, size_t size)
{
    size_t length = strlen(error->message);
    size_t lines = 1;

    for (size_t i = 0; i < size; i++)
        lines += text[i] == '\n';
    law(memchr(error->message, '\0', sizeof error->message) != NULL,
        "a message ends in NUL");
    law(length > 0 && law_is_utf8(error->message, length), "a message is UTF-8");
    for (size_t i = 0; i < length; i++)
        law((unsigned char)error->message[i] >= ' ', "a message is one line");
    law(error->line <= lines, "an error is in a line of the text");
    law((error->line == 0) == (error->column == 0), "a place has line and column");
}

/* ----------------------------------------------------------------------------- facts */

static void add_to_shape(const char *path, json_t *type)
{
    json_t *at = shape;
    const char *dot;

    for (; (dot = strchr(path, '.')) != NULL; path = dot + 1) {
        char key[64] = {0};
        json_t *inner;

        law((size_t)(dot - path) < sizeof key, "the steps of a path are short");
        memcpy(key, path, (size_t)(dot - path));
        inner = json_object_get(at, key);
        if (!inner) {
            inner = json_object();
            json_object_set_new(at, key, inner);
        }
        at = inner;
    }
    json_object_set(at, path, type);
}

/* By the pack's own description, and nothing of the reader. */
static bool fits(const json_t *value, const json_t *type)
{
    const char *key;
    json_t *member;

    if (json_is_string(type) && strcmp(json_string_value(type), "boolean") == 0)
        return json_is_boolean(value);
    if (json_is_string(type))
        return json_is_integer(value) && json_integer_value(value) >= 0 &&
               json_integer_value(value) <= INT32_MAX;
    if (!json_is_object(value))
        return false;
    json_object_foreach ((json_t *)(uintptr_t)value, key, member) {
        const json_t *inner = json_object_get(type, key);

        if (!inner)
            inner = json_object_get(type, "*");
        if (!inner || !fits(member, inner))
            return false;
    }
    return true;
}

static bool holds(const char *text, size_t size, const char *piece, size_t length)
{
    for (size_t i = 0; i + length <= size; i++)
        if (memcmp(text + i, piece, length) == 0)
            return true;
    return false;
}

/* jansson swallows NUL behind a number, and has no keys with NUL; and its -0 is 0. */
static bool is_doubtful(const char *text, size_t size)
{
    return holds(text, size, "\0", 1) || holds(text, size, "\\u0000", 6) ||
           holds(text, size, "-0", 2);
}

static void law_fit(const char *text, size_t size, bool is_taken)
{
    json_t *value = json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL);

    law(is_doubtful(text, size) || is_taken == (value && fits(value, shape)),
        "facts are taken if and only if they are what the pack says");
    json_decref(value);
}

/* The engine's own facts are read by the same words, with the same error. */
static void compare_with_options(
    const char *text, size_t size, snapguard_status expected,
    const snapguard_error *error)
{
    snapguard_options *options;
    snapguard_engine *engine;
    snapguard_error other;
    snapguard_status status;

    if ((size + (unsigned char)text[size / 2]) % ENGINES != 0)
        return;
    law(snapguard_options_new(&options, NULL) == SNAPGUARD_OK &&
            snapguard_options_set_facts(options, text, size) == SNAPGUARD_OK,
        "options are taken");
    status = snapguard_engine_new(&engine, options, &other);
    law(status == expected && (engine != NULL) == (status == SNAPGUARD_OK),
        "facts of an engine are those of a context");
    law(other.line == error->line && other.column == error->column &&
            strcmp(other.message, error->message) == 0,
        "and have the same error");
    snapguard_engine_free(engine);
    snapguard_options_free(options);
}

static void try_facts(const char *text, size_t size)
{
    snapguard_facts *facts;
    snapguard_error error;
    snapguard_status status =
        snapguard_facts_new(&facts, judge_engine(), text, size, &error);
    const snapguard_report *report;

    law(status == SNAPGUARD_OK || status == SNAPGUARD_ERROR_FACTS,
        "facts are taken or refused");
    law((facts != NULL) == (status == SNAPGUARD_OK), "there are facts if they are taken");
    law_fit(text, size, status == SNAPGUARD_OK);
    if (status != SNAPGUARD_OK) {
        law(error.line > 0, "an error of facts names its place");
        law_error(&error, text, size);
    }
    snapguard_context_set_facts(judge_context(), facts);
    report = check(judge_context(), request, sizeof request - 1);
    law(rules_without_facts(report) == without_facts,
        "facts are nothing to rules that ask none");
    law(count_not_evaluated(report) <= undecided, "facts leave no more open than none");
    catalog_note(report);
    catalog_note(check(judge_context(), without_key, sizeof without_key - 1));
    snapguard_context_set_facts(judge_context(), NULL);
    snapguard_facts_free(facts);
    compare_with_options(text, size, status, &error);
}

/* --------------------------------------------------------------------------- regions */

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Two letters, then words of letters and digits, each behind a hyphen. */
static bool is_region_id(const char *id)
{
    size_t size = strlen(id);
    bool is_id = size >= 4 && size <= 64 && is_lower(id[0]) && is_lower(id[1]) &&
                 id[2] == '-' && id[size - 1] != '-';

    for (size_t i = 3; is_id && i < size; i++)
        is_id = is_lower(id[i]) || (id[i] >= '0' && id[i] <= '9') ||
                (id[i] == '-' && id[i - 1] != '-');
    return is_id;
}

static bool is_region_list(const json_t *root)
{
    const json_t *list = json_is_object(root) ? json_object_get(root, "regions") : root;
    const json_t *date = json_object_get(root, "date");

    if (!json_is_array(list) || (date && !json_is_string(date)))
        return false;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *id = json_array_get(list, i);

        if (!json_is_string(id) || !is_region_id(json_string_value(id)))
            return false;
    }
    return true;
}

/* The list, and nothing else, says which regions are known. */
static void law_region(const snapguard_engine *engine, const json_t *root)
{
    const json_t *list = json_is_object(root) ? json_object_get(root, "regions") : root;
    bool is_known = false;
    bool fires = false;
    snapguard_context *context;
    const snapguard_report *report;

    for (size_t i = 0; i < json_array_size(list); i++)
        is_known |=
            strcmp(json_string_value(json_array_get(list, i)), "cn-hangzhou") == 0;
    law(snapguard_context_new(&context, engine) == SNAPGUARD_OK, "a context is made");
    report = check(context, request, sizeof request - 1);
    for (size_t i = 0; i < snapguard_report_count(report); i++)
        fires |= strcmp(
                     snapguard_finding_rule(snapguard_report_finding(report, i)),
                     "unknown-region") == 0;
    law(fires != is_known, "a region is known if and only if it is in the list");
    snapguard_context_free(context);
}

static void try_regions(const char *text, size_t size)
{
    json_t *root = json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL);
    bool is_list = root && is_region_list(root);
    snapguard_options *options;
    snapguard_engine *engine;
    snapguard_error error;
    snapguard_status status;

    law(snapguard_options_new(&options, NULL) == SNAPGUARD_OK &&
            snapguard_options_set_regions(options, text, size) == SNAPGUARD_OK,
        "options are taken");
    status = snapguard_engine_new(&engine, options, &error);
    law(status == (is_list ? SNAPGUARD_OK : SNAPGUARD_ERROR_OPTION),
        "regions are taken if and only if they are a list of region ids");
    law((engine != NULL) == (status == SNAPGUARD_OK), "an engine is made if it can be");
    if (engine)
        law_region(engine, root);
    else
        law_error(&error, text, size);
    snapguard_engine_free(engine);
    snapguard_options_free(options);
    json_decref(root);
}

/* --------------------------------------------------------------------------- options */

/* The header's own ceilings. */
static const size_t ceilings[] = {
    [SNAPGUARD_MAX_BYTES] = 1U << 30,           [SNAPGUARD_MAX_DEPTH] = 1024,
    [SNAPGUARD_MAX_VALUES] = 1U << 26,          [SNAPGUARD_MAX_PARAMETERS] = 4096,
    [SNAPGUARD_MAX_FINDINGS] = 1U << 26,        [SNAPGUARD_MAX_DOCUMENT_BYTES] = 1U << 30,
    [SNAPGUARD_MAX_DOCUMENT_VALUES] = 1U << 26, [SNAPGUARD_MAX_DOCUMENT_DEPTH] = 1024};

enum { LIMITS = sizeof ceilings / sizeof *ceilings };

/* What was asked for, as it ought to be. */
typedef struct option_wishes {
    snapguard_options *options;
    size_t findings;                       /* that are kept */
    snapguard_severity severities[1 << 8]; /* by the place in the catalog */
} option_wishes;

static void wish_limit(option_wishes *wishes, unsigned which, size_t value)
{
    bool is_right = which < LIMITS && value > 0 && value <= ceilings[which];

    law(snapguard_options_set_limit(wishes->options, (snapguard_limit)which, value) ==
            (is_right ? SNAPGUARD_OK : SNAPGUARD_ERROR_ARGUMENT),
        "a limit is from 1 to its ceiling");
    if (is_right && which == SNAPGUARD_MAX_FINDINGS)
        wishes->findings = value;
}

static void wish_severity(option_wishes *wishes, size_t place, unsigned severity)
{
    bool is_right = severity <= SNAPGUARD_ERROR;
    size_t rules = catalog_count();

    place %= rules + 1;
    law(snapguard_options_set_severity(
            wishes->options, place < rules ? catalog_rule(place) : "*",
            (snapguard_severity)severity) ==
            (is_right ? SNAPGUARD_OK : SNAPGUARD_ERROR_ARGUMENT),
        "a severity is one of four");
    for (size_t i = 0; i < rules && is_right; i++)
        if (i == place || place == rules)
            wishes->severities[i] = (snapguard_severity)severity;
}

/* Every other wish for a limit is for its ceiling, or just below or above it. */
static void wish_limit_by(option_wishes *wishes, uint8_t byte, uint8_t size)
{
    unsigned which = byte % (LIMITS + 1);
    size_t value = (size_t)1 << (size % 40);

    if (which < LIMITS && size >= 0x80)
        value = ceilings[which];
    wish_limit(wishes, which, value + byte / 64 - 1);
}

/* Three bytes are a wish: what is set, and two that say to what. */
static void wish(option_wishes *wishes, const uint8_t *bytes)
{
    size_t value = (size_t)1 << (bytes[2] % 40);

    switch (bytes[0] % 4) {
    case 0:
        wish_limit_by(wishes, bytes[1], bytes[2]);
        break;
    case 1:
        wish_severity(wishes, bytes[1], bytes[2] % 5);
        break;
    case 2:
        snapguard_options_set_jit(wishes->options, bytes[1] % 2);
        break;
    default:
        law(snapguard_options_set_snapshot_minutes(wishes->options, value - 1) ==
                (value - 1 <= INT32_MAX ? SNAPGUARD_OK : SNAPGUARD_ERROR_ARGUMENT),
            "minutes have a ceiling");
    }
}

static void law_wishes(const option_wishes *wishes, const snapguard_report *report)
{
    size_t count = snapguard_report_count(report);
    size_t all = 0;

    for (int i = SNAPGUARD_NOTICE; i <= SNAPGUARD_ERROR; i++)
        all += snapguard_report_total(report, (snapguard_severity)i);
    law(count == (all < wishes->findings ? all : wishes->findings),
        "findings are kept up to the limit that was set");
    for (size_t i = 0; i < count; i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);
        size_t rule = catalog_find(snapguard_finding_rule(finding), 0);

        law(snapguard_finding_severity(finding) == wishes->severities[rule] &&
                wishes->severities[rule] != SNAPGUARD_OFF,
            "a rule has the severity that was given to it last");
    }
}

static void try_options(const uint8_t *data, size_t size)
{
    static option_wishes wishes;
    snapguard_engine *engine;
    snapguard_context *context;

    wishes.findings = 64;
    for (size_t i = 0; i < catalog_count(); i++)
        wishes.severities[i] = catalog_severity(i);
    law(snapguard_options_new(&wishes.options, NULL) == SNAPGUARD_OK, "options are made");
    for (size_t i = 0; i + 3 <= size && i < (size_t)3 * MOST_CHOICES; i += 3)
        wish(&wishes, data + i);
    law(snapguard_engine_new(&engine, wishes.options, NULL) == SNAPGUARD_OK,
        "options that were taken make an engine");
    law(snapguard_context_new(&context, engine) == SNAPGUARD_OK, "a context is made");
    law_wishes(&wishes, check(context, request, sizeof request - 1));
    law_wishes(&wishes, check(context, (const char *)data, size));
    snapguard_context_free(context);
    snapguard_engine_free(engine);
    snapguard_options_free(wishes.options);
}

/* ----------------------------------------------------------------------------- packs */

/* As snapguard_engine_new() makes an engine, but of another pack. */
static void judge_with(snapguard_engine *engine)
{
    const vocabulary_text *base = &vocabulary_get()->base;
    snapguard_context *context;

    law(snapguard_context_new(&context, engine) == SNAPGUARD_OK, "a context is made");
    check(context, request, sizeof request - 1);
    check(context, base->bytes, base->size);
    snapguard_context_free(context);
}

static void try_pack(const char *text, size_t size)
{
    snapguard_options options;
    snapguard_engine engine = {.minutes = -1};
    snapguard_error error = {0};
    snapguard_status status;

    sg_options_init(&options, NULL);
    engine.allocator = options.allocator;
    memcpy(engine.limits, options.limits, sizeof engine.limits);
    sg_program_init(&engine.program, &engine.allocator);
    status = sg_pack_load(&engine.program, (sg_text){text, size}, &options, &error);
    law(status == SNAPGUARD_OK || status == SNAPGUARD_ERROR_PACK,
        "a pack is taken or refused");
    if (status == SNAPGUARD_OK)
        judge_with(&engine);
    else
        law_error(&error, text, size);
    sg_program_free(&engine.program);
}

/* -------------------------------------------------------------- packs of organisations
 */

static bool is_own(const snapguard_finding *finding)
{
    return strchr(snapguard_finding_rule(finding), '/') != NULL;
}

/* What a pack says is behind all that is documented, and is the organisation's. */
static void law_own(const snapguard_report *report, size_t from)
{
    for (size_t i = from; i < snapguard_report_count(report); i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);

        law(is_own(finding), "a pack adds nothing to the documented rules");
        law(strcmp(snapguard_finding_category(finding), "policy") == 0 &&
                !snapguard_finding_answer(finding),
            "a rule of a pack is a policy, and no answer of the service");
    }
}

/* A pack tightens and adds: what is found without it is found with it, as gravely. */
static void law_added(const snapguard_report *with, const snapguard_report *without)
{
    size_t count = snapguard_report_count(without);

    law(snapguard_report_count(with) >= count, "a pack silences no documented rule");
    for (size_t i = 0; i < count; i++) {
        const snapguard_finding *one = snapguard_report_finding(without, i);
        const snapguard_finding *same = snapguard_report_finding(with, i);

        law(strcmp(snapguard_finding_rule(one), snapguard_finding_rule(same)) == 0,
            "a pack silences no documented rule");
        law(snapguard_finding_severity(same) >= snapguard_finding_severity(one),
            "a pack lowers no severity");
    }
    law_own(with, count);
    law(snapguard_report_verdict(without) != SNAPGUARD_INVALID ||
            snapguard_report_verdict(with) == SNAPGUARD_INVALID,
        "a pack makes nothing valid");
}

static void judge_by_own(const snapguard_engine *engine)
{
    const vocabulary_text *base = &vocabulary_get()->base;
    const struct {
        const char *bytes;
        size_t size;
    } requests[] = {
        {request,     sizeof request - 1    },
        {without_key, sizeof without_key - 1},
        {base->bytes, base->size            }
    };
    snapguard_context *context;

    law(snapguard_context_new(&context, engine) == SNAPGUARD_OK, "a context is made");
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++)
        law_added(
            check(context, requests[i].bytes, requests[i].size),
            check(judge_context(), requests[i].bytes, requests[i].size));
    snapguard_context_free(context);
}

static void try_own(const char *text, size_t size)
{
    snapguard_options *options;
    snapguard_engine *engine;
    snapguard_error error = {0};
    snapguard_status status;

    law(snapguard_options_new(&options, NULL) == SNAPGUARD_OK &&
            snapguard_options_add_pack(options, text, size) == SNAPGUARD_OK,
        "options are taken");
    status = snapguard_engine_new(&engine, options, &error);
    law(status == SNAPGUARD_OK || status == SNAPGUARD_ERROR_PACK,
        "a pack is taken or refused");
    law((engine != NULL) == (status == SNAPGUARD_OK), "an engine is made if it can be");
    if (engine) {
        judge_by_own(engine);
    } else {
        law_error(&error, text, size);
        law(error.line > 0, "an error of a pack has a place");
    }
    snapguard_engine_free(engine);
    snapguard_options_free(options);
}

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    json_t *pack = pack_load();
    const snapguard_report *report;
    const char *path;
    json_t *type;

    judge_open(*count, *arguments);
    shape = json_object();
    json_object_foreach (json_object_get(pack, "facts"), path, type)
        add_to_shape(path, type);
    json_decref(pack);
    report = check(judge_context(), request, sizeof request - 1);
    undecided = count_not_evaluated(report);
    without_facts = rules_without_facts(report);
    law(without_facts != 0, "rules fire without facts");
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = size ? (const char *)data : "";

    bool is_pack = size && *text == '{' && holds(text, size, "\"rules\"", 7);

    if (is_pack && holds(text, size, "\"parameters\"", 12))
        try_pack(text, size);
    else if (is_pack)
        try_own(text, size);
    else if (size && *text == '[')
        try_regions(text, size);
    else if (size && *text == '{' && holds(text, size, "\"regions\":[", 11))
        try_regions(text, size);
    else if (size && strchr("{ \"", *text))
        try_facts(text, size);
    else
        try_options(data, size);
    return 0;
}
