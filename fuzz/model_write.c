/* How models are written down. */
#include "model_groups.h"

#include "oracle_text.h"

#include <stdio.h>
#include <string.h>

/* ------------------------------------------------------------------------ writing */

/* What is being written, and how it is spelt. */
typedef struct writer {
    model_written *out;
    const oracle_request *request;
    uint32_t spelling;
} writer;

/* Whether something is to be spelt in another way: once in `count` times. */
static bool varies(writer *w, uint32_t count)
{
    if (w->spelling == 0)
        return false;
    w->spelling ^= w->spelling << 13;
    w->spelling ^= w->spelling >> 17;
    w->spelling ^= w->spelling << 5;
    return w->spelling % count == 0;
}

static void put(writer *w, const char *bytes, size_t size)
{
    size_t room = MODEL_MAX_WRITTEN - w->out->size;

    if (size > room)
        size = room;
    memcpy(w->out->bytes + w->out->size, bytes, size);
    w->out->size += size;
}

static void put_text(writer *w, const char *text)
{
    put(w, text, strlen(text));
}

/* --------------------------------------------------------------------------- JSON */

static void put_blank(writer *w)
{
    static const char *const blanks[] = {" ", "\n", "\t", "\r\n", "   "};

    if (varies(w, 6))
        put_text(w, blanks[w->spelling / 6 % 5]);
}

static void put_unit(writer *w, unsigned long unit)
{
    const char *digits = varies(w, 2) ? "0123456789abcdef" : "0123456789ABCDEF";
    const char text[] = {
        '\\',
        'u',
        digits[unit >> 12 & 15],
        digits[unit >> 8 & 15],
        digits[unit >> 4 & 15],
        digits[unit & 15]};

    put(w, text, sizeof text);
}

static void put_escape(writer *w, long character)
{
    if (character < 0x10000) {
        put_unit(w, (unsigned long)character);
        return;
    }
    put_unit(w, 0xD800 + ((unsigned long)character - 0x10000) / 0x400);
    put_unit(w, 0xDC00 + ((unsigned long)character - 0x10000) % 0x400);
}

/* What has an escape of two characters. */
static const char *short_escape(long character)
{
    static const char escapes[][3] = {"\\\"", "\\\\", "\\/", "\\b",
                                      "\\f",  "\\n",  "\\r", "\\t"};
    static const char escaped[] = "\"\\/\b\f\n\r\t";
    const char *found =
        character > 0 && character < 0x80 ? strchr(escaped, (int)character) : NULL;

    return found ? escapes[found - escaped] : NULL;
}

static void put_character(writer *w, long character, const char *bytes, size_t size)
{
    const bool must = character < 0x20 || character == '"' || character == '\\';
    const char *escape = NULL;

    if (!must && !varies(w, 4)) {
        put(w, bytes, size);
        return;
    }
    escape = short_escape(character);
    if (escape && !varies(w, 3))
        put_text(w, escape);
    else
        put_escape(w, character);
}

/* Bytes that are no characters are written as they are. */
static void put_json_string(writer *w, oracle_text text)
{
    put_text(w, "\"");
    while (text.size > 0) {
        const oracle_text start = text;
        const long character = oracle_next(&text);

        if (character < 0) {
            put(w, start.bytes, 1);
            text = (oracle_text){start.bytes + 1, start.size - 1};
        } else {
            put_character(w, character, start.bytes, start.size - text.size);
        }
    }
    put_text(w, "\"");
}

/* A name is not made so long by escapes that it would be shown only in part. */
static void put_json_name(writer *w, oracle_text name)
{
    writer plain = {w->out, w->request, 0};

    put_json_string(name.size < 10 ? w : &plain, name);
}

static void put_json_value(writer *w, const oracle_entry *entry)
{
    if (entry->type == ORACLE_STRING)
        put_json_string(w, entry->text);
    else
        put(w, entry->text.bytes, entry->text.size);
}

static void put_token(writer *w, const char *token)
{
    put_blank(w);
    put_text(w, token);
    put_blank(w);
}

static void put_member(writer *w, oracle_text key, const oracle_entry *entry)
{
    put_json_name(w, key);
    put_token(w, ":");
    put_json_value(w, entry);
}

/* Whether the next entry belongs to the same group, and the same item if `number` is one.
 */
static bool continues(const writer *w, size_t index, model_group of, long number)
{
    model_position at;

    if (index >= w->request->count || !w->request->entries[index].nested)
        return false;
    at = model_locate(w->request->entries[index].name);
    return (at.of == of || (of == GROUP_COPY && at.of == GROUP_ARN)) &&
           (number == 0 || at.number == number);
}

/* The entries of one item, from `index` on. The one behind them is answered. */
static size_t put_item(writer *w, size_t index)
{
    const model_position first = model_locate(w->request->entries[index].name);

    if (first.member.size == 0) {
        put_json_value(w, &w->request->entries[index]);
        return index + 1;
    }
    put_token(w, "{");
    for (bool more = true; more; index++) {
        const oracle_entry *entry = &w->request->entries[index];

        put_member(w, model_locate(entry->name).member, entry);
        more = continues(w, index + 1, first.of, first.number);
        put_token(w, more ? "," : "}");
    }
    return index;
}

static size_t put_array(writer *w, size_t index, const char *key)
{
    const model_group of = model_locate(w->request->entries[index].name).of;

    put_json_string(w, (oracle_text){key, strlen(key)});
    put_token(w, ":");
    put_token(w, "[");
    for (bool more = true; more;) {
        index = put_item(w, index);
        more = continues(w, index, of, 0);
        put_token(w, more ? "," : "]");
    }
    return index;
}

static size_t put_group(writer *w, size_t index)
{
    put_json_string(
        w, (oracle_text){model_heads[GROUP_COPY], strlen(model_heads[GROUP_COPY])});
    put_token(w, ":");
    put_token(w, "{");
    for (bool more = true; more;) {
        const oracle_entry *entry = &w->request->entries[index];
        const model_position at = model_locate(entry->name);

        if (at.of == GROUP_ARN)
            index = put_array(w, index, "Arn");
        else
            put_member(w, at.member, &w->request->entries[index++]);
        more = continues(w, index, GROUP_COPY, 0);
        put_token(w, more ? "," : "}");
    }
    return index;
}

static size_t put_json_entry(writer *w, size_t index)
{
    const oracle_entry *entry = &w->request->entries[index];

    if (!entry->nested) {
        put_member(w, entry->name, entry);
        return index + 1;
    }
    if (model_locate(entry->name).of == GROUP_TAG)
        return put_array(w, index, model_heads[GROUP_TAG]);
    return put_group(w, index);
}

static void put_json(writer *w)
{
    const oracle_damage damage = w->request->damage;

    put_token(w, damage == ORACLE_NOT_AN_OBJECT ? "[{" : "{");
    for (size_t i = 0; i < w->request->count;) {
        i = put_json_entry(w, i);
        if (i < w->request->count)
            put_token(w, ",");
    }
    if (damage != ORACLE_NOT_JSON)
        put_token(w, damage == ORACLE_NOT_AN_OBJECT ? "}]" : "}");
}

/* -------------------------------------------------------------------------- pairs */

/* What may stand in a query as it is: `always`, or as far as nobody escaped it. */
static bool is_plain(char byte, const char *always)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (byte != '\0' && strchr(always, byte));
}

static void put_percent(writer *w, char byte)
{
    const char *digits = varies(w, 3) ? "0123456789abcdef" : "0123456789ABCDEF";
    const char text[] = {'%', digits[(byte >> 4) & 15], digits[byte & 15]};

    put(w, text, sizeof text);
}

static void put_encoded(writer *w, oracle_text text, bool is_url)
{
    for (size_t i = 0; i < text.size; i++) {
        const char byte = text.bytes[i];
        /* A URL has no other bytes, a query that is handed over may have any. */
        const bool may_stay =
            !is_url && ((byte & 0x80) || is_plain(byte, "[]\",:/*!'()@$ "));

        if (byte == ' ' && varies(w, 2))
            put_text(w, "+");
        else if (is_plain(byte, "-._~") ? !varies(w, 5) : may_stay && varies(w, 2))
            put(w, &byte, 1);
        else
            put_percent(w, byte);
    }
}

/* The pairs of the query, or of the body. */
static void put_pairs(writer *w, bool in_body, bool is_url)
{
    bool is_first = true;

    for (size_t i = 0; i < w->request->count; i++) {
        const oracle_entry *entry = &w->request->entries[i];

        if (entry->in_body != in_body || entry->type == ORACLE_NULL)
            continue;
        if (!is_first)
            put_text(w, varies(w, 12) ? "&&" : "&");
        is_first = false;
        put_encoded(w, entry->name, is_url);
        if (entry->text.size > 0 || !varies(w, 3))
            put_text(w, "=");
        put_encoded(w, entry->text, is_url);
    }
}

static void put_damaged_pairs(writer *w, bool in_body, bool is_url)
{
    const size_t start = w->out->size;

    put_pairs(w, in_body, is_url);
    if (w->request->damage == ORACLE_CUT_ESCAPE)
        put_text(w, w->out->size > start ? "&Foo=%4" : "Foo=%zz");
}

/* --------------------------------------------------------------------------- HTTP */

static bool is_http(model_form form)
{
    return form == MODEL_HTTP_QUERY || form == MODEL_HTTP_BODY || form == MODEL_HTTP_BOTH;
}

static bool has_value(const oracle_request *request, const char *name)
{
    for (size_t i = 0; i < request->count; i++)
        if (oracle_is(request->entries[i].name, name) &&
            request->entries[i].type != ORACLE_NULL && request->entries[i].text.size > 0)
            return true;
    return false;
}

/* The operation and its version are said once: by a header, or by parameters. */
static void put_headers(writer *w)
{
    put_text(w, " HTTP/1.1\r\nHost: ecs.aliyuncs.com\r\n");
    if (!has_value(w->request, "Action"))
        put_text(
            w, varies(w, 2) ? "X-Acs-Action:CreateAutoSnapshotPolicy\r\n"
                            : "x-acs-action: CreateAutoSnapshotPolicy\r\n");
    if (!has_value(w->request, "Version"))
        put_text(w, "x-acs-version: 2014-05-26\r\n");
}

static void put_http(writer *w)
{
    static model_written body;
    writer inner = {&body, w->request, w->spelling};
    char length[96];

    body.size = 0;
    put_pairs(&inner, true, false);
    put_text(w, "POST /?");
    put_damaged_pairs(w, false, true);
    put_headers(w);
    snprintf(
        length, sizeof length,
        "Content-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: %zu\r\n\r\n",
        body.size);
    put_text(w, length);
    put(w, body.bytes, body.size);
}

void model_write(model_written *out, const model *of, model_form form, uint32_t spelling)
{
    writer w = {out, &of->request, spelling};

    out->size = 0;
    if (form <= MODEL_MIXED)
        put_json(&w);
    else if (is_http(form))
        put_http(&w);
    else
        put_damaged_pairs(&w, false, false);
}

/* -------------------------------------------------------------------------- facts */

/* Begin a member, where an object has members already or not. */
static void put_key(writer *w, const char *key)
{
    if (w->out->bytes[w->out->size - 1] != '{')
        put_text(w, ",");
    put_json_string(w, (oracle_text){key, strlen(key)});
    put_text(w, ":");
}

static void put_id(writer *w, oracle_text id)
{
    if (w->out->bytes[w->out->size - 1] != '{')
        put_text(w, ",");
    put_json_string(w, id);
    put_text(w, ":{");
}

static void put_fact(writer *w, const char *key, oracle_fact fact)
{
    if (fact == ORACLE_UNKNOWN)
        return;
    put_key(w, key);
    put_text(w, fact == ORACLE_YES ? "true" : "false");
}

static void put_count(writer *w, const char *key, long count)
{
    char text[24];

    if (count < 0)
        return;
    put_key(w, key);
    snprintf(text, sizeof text, "%ld", count);
    put_text(w, text);
}

static void put_key_regions(writer *w, const oracle_facts *facts)
{
    put_key(w, "keys");
    put_text(w, "{");
    for (size_t i = 0; i < facts->key_region_count; i++) {
        const oracle_key_region *region = &facts->key_regions[i];

        put_id(w, region->id);
        for (size_t k = 0; k < region->count; k++) {
            put_id(w, region->keys[k].id);
            put_fact(w, "enabled", region->keys[k].enabled);
            put_fact(w, "ecsTagged", region->keys[k].tagged);
            put_text(w, "}");
        }
        put_text(w, "}");
    }
    put_text(w, "}");
}

static void put_regions(writer *w, const oracle_facts *facts)
{
    put_key(w, "regions");
    put_text(w, "{");
    for (size_t i = 0; i < facts->region_count; i++) {
        put_id(w, facts->regions[i].id);
        put_fact(w, "supported", facts->regions[i].supported);
        put_count(w, "policyCount", facts->regions[i].policies);
        put_text(w, "}");
    }
    put_text(w, "}");
}

void model_write_facts(model_written *out, const model *of)
{
    const oracle_facts *facts = &of->facts;
    writer w = {out, &of->request, 0};

    out->size = 0;
    put_text(&w, "{");
    put_id(&w, (oracle_text){"account", strlen("account")});
    put_fact(&w, "balanceSufficient", facts->balance);
    put_fact(&w, "snapshotServiceActivated", facts->service);
    put_text(&w, "}");
    put_id(&w, (oracle_text){"kms", strlen("kms")});
    put_fact(&w, "activated", facts->kms);
    put_fact(&w, "ecsAuthorized", facts->authorized);
    put_key_regions(&w, facts);
    put_text(&w, "}");
    put_id(&w, (oracle_text){"disk", strlen("disk")});
    put_fact(&w, "snapshotSupported", facts->disk);
    put_text(&w, "}");
    put_id(&w, (oracle_text){"image", strlen("image")});
    put_fact(&w, "sharedEncrypted", facts->shared_image);
    put_text(&w, "}");
    put_regions(&w, facts);
    put_count(&w, "snapshotMinutes", facts->minutes);
    put_text(&w, "}");
}

void model_write_regions(model_written *out)
{
    writer w = {out, NULL, 0};

    out->size = 0;
    put_text(&w, "[");
    for (size_t i = 0; oracle_regions[i]; i++) {
        put_text(&w, i > 0 ? "," : "");
        put_json_string(&w, (oracle_text){oracle_regions[i], strlen(oracle_regions[i])});
    }
    put_text(&w, "]");
}
