#include "model_values.h"

#include <string.h>

enum {
    MOST_STEPS = 40,
    MOST_FREE_NAME = 8 /* so that it is shown as a whole, with all its escapes */
};

/* ------------------------------------------------------------------------- entries */

/* Add an entry, unless there is no room for more. NULL: there is none. */
static oracle_entry *add(maker *m, oracle_text name, oracle_type type, oracle_text text)
{
    oracle_request *request = &m->out->request;
    oracle_entry *entry = &request->entries[request->count];

    if (request->count == MODEL_MAX_ENTRIES)
        return NULL;
    request->count++;
    *entry = (oracle_entry){.name = name, .type = type, .text = text};
    entry->nested = !provider_once_in(m->from, 4);
    entry->in_body = provider_once_in(m->from, 2);
    return entry;
}

static oracle_entry *find(model *of, oracle_text name)
{
    for (size_t i = 0; i < of->request.count; i++) {
        const oracle_text other = of->request.entries[i].name;

        if (other.size == name.size && memcmp(other.bytes, name.bytes, name.size) == 0)
            return &of->request.entries[i];
    }
    return NULL;
}

/* Whether a text is a number of JSON without fraction and exponent. */
static bool is_json_integer(oracle_text text)
{
    size_t first = text.size > 0 && text.bytes[0] == '-' ? 1 : 0;

    if (first == text.size || (text.bytes[first] == '0' && first + 1 < text.size))
        return false;
    for (size_t i = first; i < text.size; i++)
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
    return true;
}

static bool is_text(oracle_text text, const char *other)
{
    return text.size == strlen(other) && memcmp(text.bytes, other, text.size) == 0;
}

/* The type that JSON has for a value, or text, which the wire carries anyway. */
static oracle_type choose_type(maker *m, const char *type, oracle_text text)
{
    bool is_number = is_json_integer(text) || is_text(text, "1.0") ||
                     is_text(text, "1e2") || is_text(text, "65535.0");
    bool is_native =
        (type[0] == 'i' && is_number) ||
        (type[0] == 'b' && (is_text(text, "true") || is_text(text, "false")));

    if (!is_native || provider_once_in(m->from, 4))
        return ORACLE_STRING;
    return type[0] == 'i' ? ORACLE_NUMBER : ORACLE_BOOLEAN;
}

/* Give a parameter a value, in place of the one that it has. */
static void set(maker *m, oracle_text name, oracle_type type, oracle_text text)
{
    oracle_entry *entry = find(m->out, name);

    if (!entry)
        entry = add(m, name, type, text);
    if (!entry)
        return;
    entry->type = type;
    entry->text = text;
}

static void set_value(maker *m, const char *name, oracle_type type, const char *text)
{
    set(m, value_literal(name), type, value_literal(text));
}

/* The text of a list of numbers. */
static void set_list(
    maker *m, const char *name, void (*put)(maker *, long, long), long least, long most)
{
    const size_t start = m->out->used;

    put(m, least, most);
    set(m, value_literal(name), ORACLE_STRING, value_since(m->out, start));
}

static void set_parameter(maker *m, const value_parameter *of)
{
    const size_t start = m->out->used;
    oracle_text text;

    of->put(m);
    text = value_since(m->out, start);
    set(m, value_literal(of->name), choose_type(m, of->type, text), text);
}

/* --------------------------------------------------------------------------- steps */

static void step_parameter(maker *m)
{
    set_parameter(m, &value_parameters[provider_below(m->from, VALUE_PARAMETERS)]);
}

static oracle_text tag_name(maker *m, long number, const char *member)
{
    const size_t start = m->out->used;

    value_put_text(m->out, "Tag.");
    value_put_number(m->out, number);
    value_put_text(m->out, member);
    return value_since(m->out, start);
}

/* A schedule whose lists make sense together: hours around midnight, and days of which
 * some follow each other, Sunday and Monday too. */
static void step_schedule(maker *m)
{
    set_list(m, "timePoints", value_put_ends, 0, 23);
    set_list(
        m, "repeatWeekdays",
        provider_once_in(m->from, 2) ? value_put_ends : value_put_run, 1, 7);
}

/* Copying, with everything that belongs to it. */
static void step_copying(maker *m)
{
    static const char *const regions[] = {
        "[\"cn-shanghai\"]", "[\"cn-hangzhou\"]", "[\"ap-southeast-1\"]"};
    static const char *const keys[] = {"key-1", "key-2", "key-4"};

    set_value(m, "EnableCrossRegionCopy", ORACLE_BOOLEAN, "true");
    set_value(
        m, "TargetCopyRegions", ORACLE_STRING, value_choose(m, regions, COUNT(regions)));
    set_value(m, "CopyEncryptionConfiguration.Encrypted", ORACLE_BOOLEAN, "true");
    set_value(
        m, "CopyEncryptionConfiguration.KMSKeyId", ORACLE_STRING,
        value_choose(m, keys, COUNT(keys)));
}

/* N: mostly the next one, sometimes one that is out of bounds, or there already. */
static long choose_tag_number(maker *m)
{
    static const long numbers[] = {1, 2, 3, 0, 19, 20, 21, 22, 100000};
    uint32_t choice = provider_below(m->from, COUNT(numbers) + 16);
    long number = 1;

    if (choice < COUNT(numbers))
        return numbers[choice];
    for (; number < 22; number++) {
        const size_t start = m->out->used;
        const oracle_entry *entry = find(m->out, tag_name(m, number, ".Key"));

        m->out->used = start;
        if (!entry)
            break;
    }
    return number;
}

static void add_tag_text(maker *m, long number, const char *member)
{
    const oracle_text name = tag_name(m, number, member);
    const size_t start = m->out->used;

    if (find(m->out, name))
        return;
    value_put_tag(m);
    add(m, name, ORACLE_STRING, value_since(m->out, start));
}

static void step_tag(maker *m)
{
    long number = choose_tag_number(m);
    uint32_t choice = provider_below(m->from, 8);

    if (choice != 1)
        add_tag_text(m, number, ".Key");
    if (choice != 0)
        add_tag_text(m, number, ".Value");
}

/* As many tags as there may be, or nearly. */
static void step_many_tags(maker *m)
{
    long count = 19 + (long)provider_below(m->from, 3);

    for (long number = 1; number <= count; number++) {
        const oracle_text name = tag_name(m, number, ".Key");
        const size_t start = m->out->used;

        if (find(m->out, name))
            continue;
        value_put_text(m->out, "k");
        value_put_number(m->out, number);
        add(m, name, ORACLE_STRING, value_since(m->out, start));
    }
}

static oracle_entry *choose_entry(maker *m)
{
    oracle_request *request = &m->out->request;

    if (request->count == 0)
        return NULL;
    return &request->entries[provider_below(m->from, (uint32_t)request->count)];
}

/* Names that say which operation it is are left as they are. */
static bool names_operation(const oracle_entry *entry)
{
    return is_text(entry->name, "Action") || is_text(entry->name, "Version");
}

static void step_remove(maker *m)
{
    oracle_request *request = &m->out->request;
    oracle_entry *entry = choose_entry(m);

    if (!entry)
        return;
    memmove(
        entry, entry + 1,
        (size_t)(request->entries + request->count - entry - 1) * sizeof *entry);
    request->count--;
}

static char other_case(char byte)
{
    if (byte >= 'a' && byte <= 'z')
        return (char)(byte - 'a' + 'A');
    if (byte >= 'A' && byte <= 'Z')
        return (char)(byte - 'A' + 'a');
    return byte;
}

/* Another letter case: of the first letter, of the last one, or of all. */
static void step_misspell(maker *m)
{
    oracle_entry *entry = choose_entry(m);
    const size_t start = m->out->used;
    uint32_t choice = provider_below(m->from, 3);
    oracle_text name;

    if (!entry || names_operation(entry) || entry->name.size == 0)
        return;
    value_put(m->out, entry->name.bytes, entry->name.size);
    name = value_since(m->out, start);
    for (size_t i = 0; i < name.size; i++)
        if (choice == 2 || i == (choice == 0 ? 0 : name.size - 1))
            m->out->texts[start + i] = other_case(name.bytes[i]);
    if (m->kind == MODEL_COMMON && find(m->out, name))
        return;
    entry->name = name;
}

/* A name that no parameter has, or one that is nearly a parameter's. */
static void step_unknown(maker *m)
{
    static const char *const names[] = {
        "Foo",
        "AssociationType",
        "TargetTags.1.Key",
        "timePoint",
        "Tag.1.Foo",
        "Tag.x.Key",
        "Tag.01.Key",
        "Tag.1.Key.x",
        "Tag.-1.Key",
        "Tags",
        "regionId ",
        " regionId",
        "DiskIds",
        "timePoints.1",
        "timePoints.2",
        "repeatWeekdays.1",
        "TargetCopyRegions.1",
        "TimePoints.1",
        "timePoints.x",
        "timePoints.0",
        "Tag.1.",
        "Tag..Key",
        "CopyEncryptionConfiguration.Foo",
        "CopyEncryptionConfiguration.Arn.1.Foo",
        "CopyEncryptionConfiguration.Arn.11.RoleType",
        "CopyEncryptionConfiguration.Arn.0.RoleType",
        "Tag.4294967294.Key",
        "KMSKeyId",
        "Encrypted",
        "region_id",
        "Key",
        "regionId[]",
        "regionId.1",
        "retentionDays.1",
        "Tag.2.Foo"};
    uint32_t choice = provider_below(m->from, COUNT(names) + 1);
    size_t start = m->out->used;
    oracle_text name;

    if (choice < COUNT(names))
        value_put_text(m->out, names[choice]);
    else
        value_put_free(m, MOST_FREE_NAME);
    name = value_since(m->out, start);
    if (name.size == 0 || find(m->out, name))
        return;
    start = m->out->used;
    value_put_any(m);
    add(m, name, ORACLE_STRING, value_since(m->out, start));
}

static void step_common(maker *m)
{
    static const char *const names[] = {
        "Format",
        "AccessKeyId",
        "Signature",
        "SignatureMethod",
        "SignatureType",
        "SignatureNonce",
        "SignatureVersion",
        "Timestamp",
        "SecurityToken",
        "OwnerId",
        "ResourceOwnerAccount",
        "ResourceOwnerId",
        "OwnerAccount",
        "ClientToken",
        "Action",
        "Version"};
    const oracle_text name = value_literal(value_choose(m, names, COUNT(names)));
    const bool is_ours = m->kind == MODEL_COMMON || !provider_once_in(m->from, 4);
    oracle_text text = value_literal("x");

    if (is_text(name, "Action"))
        text = value_literal(is_ours ? "CreateAutoSnapshotPolicy" : "DescribeRegions");
    if (is_text(name, "Version"))
        text = value_literal(is_ours ? "2014-05-26" : "2017-06-26");
    if (!find(m->out, name))
        add(m, name, ORACLE_STRING, text);
}

/* The region under the name that one SDK gives it. */
static void step_alias(maker *m)
{
    const oracle_entry *region = find(m->out, value_literal("regionId"));

    if (find(m->out, value_literal("RegionId")))
        return;
    if (region && (m->kind == MODEL_COMMON || provider_once_in(m->from, 2)))
        add(m, value_literal("RegionId"), region->type, region->text);
    else
        add(m, value_literal("RegionId"), ORACLE_STRING, value_literal("cn-shanghai"));
}

/* The same name again, with the same value or another. */
static void step_repeat(maker *m)
{
    const oracle_entry *entry = choose_entry(m);
    oracle_entry *again;

    if (!entry || names_operation(entry))
        return;
    again = add(m, entry->name, entry->type, entry->text);
    if (!again)
        return;
    again->nested = !entry->nested;
    if (provider_once_in(m->from, 2)) {
        again->type = ORACLE_STRING;
        again->text = value_literal(provider_once_in(m->from, 4) ? "" : "1");
    }
}

/* Groups, and items of one. */
static bool is_group(oracle_text name)
{
    static const char *const heads[] = {
        "Tag", "CopyEncryptionConfiguration", "CopyEncryptionConfiguration.Arn"};
    size_t size = name.size;

    while (size > 0 && name.bytes[size - 1] >= '0' && name.bytes[size - 1] <= '9')
        size--;
    if (size > 0 && size < name.size && name.bytes[size - 1] == '.')
        size--;
    for (size_t i = 0; i < COUNT(heads); i++)
        if (size == strlen(heads[i]) && memcmp(name.bytes, heads[i], size) == 0)
            return true;
    return false;
}

/* A value of another type. */
static void step_type(maker *m)
{
    static const struct {
        oracle_type type;
        const char *text;
    } values[] = {
        {ORACLE_NULL,    "null"                    },
        {ORACLE_BOOLEAN, "true"                    },
        {ORACLE_BOOLEAN, "false"                   },
        {ORACLE_NUMBER,  "1"                       },
        {ORACLE_NUMBER,  "1.5"                     },
        {ORACLE_NUMBER,  "-1e3"                    },
        {ORACLE_ARRAY,   "[]"                      },
        {ORACLE_ARRAY,   "[\"1\"]"                 },
        {ORACLE_ARRAY,   "[\"1\",\"2\"]"           },
        {ORACLE_ARRAY,   "[1, [null], {\"a\": {}}]"},
        {ORACLE_OBJECT,  "{}"                      },
        {ORACLE_OBJECT,  "{\"Key\":\"a\"}"         },
        {ORACLE_STRING,  ""                        },
    };
    oracle_entry *entry = choose_entry(m);
    uint32_t choice = provider_below(m->from, COUNT(values));

    if (!entry || names_operation(entry))
        return;
    entry->type = values[choice].type;
    entry->text = value_literal(values[choice].text);
}

/* A value where a group or an item of one belongs. */
static void step_group(maker *m)
{
    static const char *const names[] = {
        "Tag",
        "Tag.1",
        "Tag.2",
        "CopyEncryptionConfiguration",
        "CopyEncryptionConfiguration.Arn",
        "CopyEncryptionConfiguration.Arn.1",
    };
    static const struct {
        oracle_type type;
        const char *text;
    } values[] = {
        {ORACLE_STRING,  "x"   },
        {ORACLE_STRING,  ""    },
        {ORACLE_NUMBER,  "1"   },
        {ORACLE_BOOLEAN, "true"},
        {ORACLE_NULL,    "null"},
        {ORACLE_ARRAY,   "[]"  },
        {ORACLE_OBJECT,  "{}"  },
    };
    const oracle_text name = value_literal(value_choose(m, names, COUNT(names)));
    /* Only text is the same in every encoding. */
    uint32_t choice =
        provider_below(m->from, m->kind == MODEL_COMMON ? 1 : COUNT(values));

    if (!find(m->out, name))
        add(m, name, values[choice].type, value_literal(values[choice].text));
}

static void step_schema(maker *m)
{
    if (!find(m->out, value_literal("$schema")))
        add(m, value_literal("$schema"), ORACLE_STRING, value_literal("x"));
}

static void step(maker *m)
{
    /* How often each is done. */
    static const struct {
        void (*make)(maker *m);
        uint32_t share;
        bool is_common; /* Every encoding can say it. */
    } steps[] = {
        {step_parameter, 20, true },
        {step_tag,       10, true },
        {step_many_tags, 1,  true },
        {step_schedule,  2,  true },
        {step_copying,   2,  true },
        {step_remove,    4,  true },
        {step_misspell,  4,  true },
        {step_unknown,   4,  true },
        {step_common,    2,  true },
        {step_alias,     2,  true },
        {step_group,     2,  true },
        {step_repeat,    4,  false},
        {step_type,      6,  false},
        {step_schema,    1,  false},
    };
    uint32_t choice = provider_below(m->from, 64);

    for (size_t i = 0; i < COUNT(steps); i++) {
        if (choice < steps[i].share) {
            if (steps[i].is_common || m->kind == MODEL_ANY)
                steps[i].make(m);
            return;
        }
        choice -= steps[i].share;
    }
}

/* --------------------------------------------------------------------------- facts */

static oracle_fact choose_fact(maker *m)
{
    return (oracle_fact)provider_below(m->from, 3);
}

static void make_keys(maker *m, oracle_key_region *region)
{
    static const char *const ids[] = {"key-1", "key-2", "", "KEY-1"};

    region->count = provider_below(m->from, ORACLE_MAX_KEYS + 1);
    for (size_t i = 0; i < region->count; i++) {
        region->keys[i].id = value_literal(ids[i]);
        region->keys[i].enabled = choose_fact(m);
        region->keys[i].tagged = choose_fact(m);
    }
}

static void make_regions(maker *m, oracle_facts *facts)
{
    static const char *const ids[] = {
        "cn-hangzhou", "cn-shanghai", "CN-hangzhou", "cn-nowhere"};
    static const long policies[] = {-1, 0, 99, 100, 101, 2147483647};

    facts->region_count = provider_below(m->from, ORACLE_MAX_REGIONS + 1);
    for (size_t i = 0; i < facts->region_count; i++) {
        facts->regions[i].id = value_literal(ids[i]);
        facts->regions[i].supported = choose_fact(m);
        facts->regions[i].policies = policies[provider_below(m->from, COUNT(policies))];
    }
}

static void make_key_regions(maker *m, oracle_facts *facts)
{
    static const char *const ids[] = {
        "cn-shanghai", "cn-hangzhou", "ap-southeast-1", "cn-nowhere"};

    facts->key_region_count = provider_below(m->from, ORACLE_MAX_REGIONS + 1);
    for (size_t i = 0; i < facts->key_region_count; i++) {
        facts->key_regions[i].id = value_literal(ids[i]);
        make_keys(m, &facts->key_regions[i]);
    }
}

/* Minutes around whole hours, days and weeks, where it matters on which side they are. */
static long choose_minutes(maker *m)
{
    static const long minutes[] = {0, 60, 120, 480, 1380, 1440, 1500, 2880, 10080, 20160};
    uint32_t choice = provider_below(m->from, COUNT(minutes) + 2);

    if (choice == COUNT(minutes))
        return -1;
    if (choice > COUNT(minutes))
        return (long)provider_below(m->from, 40000);
    if (minutes[choice] == 0)
        return 0;
    return minutes[choice] + (long)provider_below(m->from, 3) - 1;
}

static void make_facts(maker *m)
{
    oracle_facts *facts = &m->out->facts;

    facts->balance = choose_fact(m);
    facts->service = choose_fact(m);
    facts->kms = choose_fact(m);
    facts->authorized = choose_fact(m);
    facts->disk = choose_fact(m);
    facts->shared_image = choose_fact(m);
    facts->minutes = choose_minutes(m);
    make_regions(m, facts);
    make_key_regions(m, facts);
}

/* --------------------------------------------------------------------------- model */

static void make_smallest(maker *m)
{
    static const char *const values[VALUE_REQUIRED] = {
        "cn-hangzhou", "[\"1\"]", "[\"1\"]", "30"};

    for (size_t i = 0; i < VALUE_REQUIRED; i++) {
        oracle_entry *entry = &m->out->request.entries[i];

        *entry = (oracle_entry){
            .name = value_literal(value_parameters[i].name),
            .type = value_parameters[i].type[0] == 'i' ? ORACLE_NUMBER : ORACLE_STRING,
            .text = value_literal(values[i])};
    }
    m->out->request.count = VALUE_REQUIRED;
}

static bool begins(oracle_text text, const char *start)
{
    return text.size >= strlen(start) && memcmp(text.bytes, start, strlen(start)) == 0;
}

static bool ends(oracle_text text, const char *end)
{
    const size_t size = strlen(end);

    return text.size >= size && memcmp(text.bytes + text.size - size, end, size) == 0;
}

/* Take out what is empty and stands in a group: nested, there is an object around it. */
static void remove_empty_members(oracle_request *request)
{
    size_t count = 0;

    for (size_t i = 0; i < request->count; i++) {
        const oracle_entry *entry = &request->entries[i];
        const bool in_tag = begins(entry->name, "Tag.");
        const bool is_tag_text =
            in_tag && (ends(entry->name, ".Key") || ends(entry->name, ".Value"));

        if (entry->text.size > 0 || is_tag_text ||
            !(in_tag || begins(entry->name, "CopyEncryptionConfiguration.")))
            request->entries[count++] = *entry;
    }
    request->count = count;
}

/* What a group holds are entries of their own. */
static void empty_groups(oracle_request *request)
{
    for (size_t i = 0; i < request->count; i++) {
        oracle_entry *entry = &request->entries[i];

        if (entry->type >= ORACLE_ARRAY && is_group(entry->name))
            entry->text = value_literal(entry->type == ORACLE_ARRAY ? "[]" : "{}");
    }
}

/* Two regions that contradict each other would be judged by the one that stands first. */
static void make_common(model *out)
{
    const oracle_entry *region = find(out, value_literal("regionId"));
    oracle_entry *alias = find(out, value_literal("RegionId"));

    if (region && alias) {
        alias->type = region->type;
        alias->text = region->text;
    }
    remove_empty_members(&out->request);
}

/* What makes a request unreadable is rare as well. */
static void damage(maker *m)
{
    static const oracle_damage damages[] = {ORACLE_NOT_AN_OBJECT, ORACLE_NOT_JSON};
    const uint32_t choice = provider_below(m->from, 64);

    if (choice > 0 && choice <= COUNT(damages) && m->kind == MODEL_ANY)
        m->out->request.damage = damages[choice - 1];
}

void model_read(model *out, model_kind kind, provider *from)
{
    maker m = {out, kind, from};

    out->used = 0;
    out->request.encoding = ORACLE_JSON;
    out->request.damage = ORACLE_WHOLE;
    make_smallest(&m);
    damage(&m);
    out->has_facts = provider_below(from, 3) == 1;
    if (out->has_facts)
        make_facts(&m);
    for (int i = 0; i < MOST_STEPS && !provider_is_empty(from); i++)
        step(&m);
    empty_groups(&out->request);
    if (kind == MODEL_COMMON)
        make_common(out);
}

void model_open(
    model *out, model_style *style, model_kind kind, const uint8_t *bytes, size_t size)
{
    provider from = {bytes, size};

    style->form = MODEL_NESTED;
    if (kind == MODEL_ANY)
        style->form = (model_form)provider_below(&from, MODEL_FORMS);
    style->spelling = provider_below(&from, 1 << 16);
    model_read(out, kind, &from);
}

void model_shuffle(model *of, uint32_t order)
{
    oracle_request *request = &of->request;

    for (size_t i = request->count; i > 1; i--) {
        const size_t other = order % i;
        const oracle_entry entry = request->entries[other];

        order = order * 1664525U + 1013904223U;
        request->entries[other] = request->entries[i - 1];
        request->entries[i - 1] = entry;
    }
}
