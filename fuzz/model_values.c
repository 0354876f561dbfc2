#include "model_values.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_FREE_TEXT = 24,
    MOST_ELEMENTS = 26 /* two more than the longest list may have */
};

/* --------------------------------------------------------------------------- texts */

oracle_text value_literal(const char *text)
{
    return (oracle_text){text, strlen(text)};
}

void value_put(model *out, const char *bytes, size_t size)
{
    size_t room = MODEL_MAX_TEXT - out->used;

    if (size > room)
        size = room;
    memcpy(out->texts + out->used, bytes, size);
    out->used += size;
}

void value_put_text(model *out, const char *text)
{
    value_put(out, text, strlen(text));
}

void value_put_number(model *out, long number)
{
    const char digit = (char)('0' + labs(number % 10));

    if (number < 0 && number > -10)
        value_put_text(out, "-");
    if (number > 9 || number < -9)
        value_put_number(out, number / 10);
    value_put(out, &digit, 1);
}

oracle_text value_since(const model *out, size_t start)
{
    return (oracle_text){out->texts + start, out->used - start};
}

const char *value_choose(maker *m, const char *const *words, size_t count)
{
    return words[provider_below(m->from, (uint32_t)count)];
}

/* Bytes that are no characters make a request unreadable, so they are rare. */
void value_put_free(maker *m, size_t most)
{
    const bool is_raw = provider_once_in(m->from, 16);
    size_t size = provider_below(m->from, (uint32_t)most + 1);
    const uint8_t *bytes = provider_text(m->from, &size);

    for (size_t i = 0; i < size; i++) {
        const char byte = (char)(is_raw ? bytes[i] : bytes[i] & 0x7F);

        value_put(m->out, &byte, 1);
    }
}

/* Sizes on both sides of the bounds of names and tags. */
static size_t choose_length(maker *m)
{
    static const size_t lengths[] = {3, 0, 1, 2, 127, 128, 129, 130};
    uint32_t choice = provider_below(m->from, COUNT(lengths) + 8);

    return choice < COUNT(lengths) ? lengths[choice] : choice;
}

/* Characters of every size, letters and others. */
static const char *const characters[] = {
    "a",
    "Z",
    "0",
    "-",
    "_",
    ":",
    " ",
    ".",
    "/",
    "\n",
    "\xE4\xB8\xAD" /* Han */,
    "\xC3\xA9" /* e acute */,
    "\xE3\x80\x85" /* Han, an iteration mark */,
    "\xE3\x80\x81" /* comma */,
    "\xF0\xA0\x80\x80" /* Han of four bytes */,
    "\xF0\x9F\x98\x80" /* face */,
    "\"",
    "\\",
    "\x7F",
    "%",
    "+",
    "\xD0\x96" /* Cyrillic */,
    "\xE3\x81\x82" /* Hiragana */,
    "\xEF\xBC\xA1" /* full width */,
};

static void put_characters(maker *m, size_t count)
{
    const char *character = value_choose(m, characters, COUNT(characters));

    for (size_t i = 0; i < count; i++)
        value_put_text(m->out, character);
}

/* -------------------------------------------------------------------------- values */

static const char *const regions[] = {
    "cn-hangzhou",
    "cn-shanghai",
    "ap-southeast-1",
    "cn-shanghai-finance-1",
    "cn-nowhere",
    "CN-hangzhou",
    "cn",
    "cn-",
    "cn--a",
    "cn-a-",
    "c1-hangzhou",
    "cnx-hangzhou",
    "cn_hangzhou",
    "cn-hangzhou\n",
    " cn-hangzhou",
    "cn-Hangzhou",
    "cn-0",
    "-cn-a",
};

/* Two letters, a hyphen, and as much as makes 63 to 66 characters. */
static void put_long_region(maker *m)
{
    size_t length = 60 + provider_below(m->from, 4);

    value_put_text(m->out, "xy-");
    for (size_t i = 0; i < length; i++)
        value_put_text(m->out, "7");
}

static void put_region(maker *m)
{
    uint32_t choice = provider_below(m->from, COUNT(regions) + 2);

    if (choice < COUNT(regions))
        value_put_text(m->out, regions[choice]);
    else if (choice == COUNT(regions))
        put_long_region(m);
    else
        value_put_free(m, MOST_FREE_TEXT);
}

static void put_policy_name(maker *m)
{
    static const char *const starts[] = {
        "a", "", "http://", "https://", "HTTP://", "http:/", "1", "\xE4\xB8\xAD",
    };

    if (provider_once_in(m->from, 8)) {
        value_put_free(m, MOST_FREE_TEXT);
        return;
    }
    value_put_text(m->out, value_choose(m, starts, COUNT(starts)));
    put_characters(m, choose_length(m));
    if (provider_once_in(m->from, 3))
        put_characters(m, 1);
}

void value_put_tag(maker *m)
{
    static const char *const starts[] = {
        "",        "acs:",     "aliyun",  "ACS:", "Aliyun", "acs",    "aliyu", "aCs:x",
        "http://", "https://", "HTTP://", "a",    "b",      "http:/", "xacs:", "k"};
    static const char *const inner[] = {"", "http://", "https://", "acs:", "aliyun"};
    static const char *const plain[] = {"a", "b", "team"};

    /* Few enough that two tags have the same. */
    if (provider_once_in(m->from, 3)) {
        value_put_text(m->out, value_choose(m, plain, COUNT(plain)));
        return;
    }
    if (provider_once_in(m->from, 8)) {
        value_put_free(m, MOST_FREE_TEXT);
        return;
    }
    value_put_text(m->out, value_choose(m, starts, COUNT(starts)));
    put_characters(m, choose_length(m));
    value_put_text(m->out, value_choose(m, inner, COUNT(inner)));
}

static void put_free_number(maker *m)
{
    long number = (long)provider_below(m->from, 70000);

    value_put_number(m->out, provider_once_in(m->from, 2) ? -number : number);
}

static void put_integer(maker *m)
{
    static const char *const numbers[] = {
        "30",
        "-1",
        "0",
        "1",
        "65535",
        "65536",
        "-2",
        "65534",
        "2147483647",
        "2147483648",
        "-0",
        "007",
        "+1",
        "1.0",
        "1e2",
        " 1",
        "1 ",
        "abc",
        "0x10",
        "-",
        "4294967297",
        "1\n",
        "-01",
        "1,000",
        "true",
        "65535.0",
        "99999999999999999999999999",
        "-18446744073709551617",
        "18446744073709551617"};
    uint32_t choice = provider_below(m->from, COUNT(numbers) + 2);

    if (choice < COUNT(numbers))
        value_put_text(m->out, numbers[choice]);
    else if (choice == COUNT(numbers))
        put_free_number(m);
    else
        value_put_free(m, MOST_FREE_TEXT);
}

static void put_boolean(maker *m)
{
    static const char *const words[] = {"true", "false", "True", "FALSE", "tRuE",   "yes",
                                        "1",    "0",     "",     "true ", "false\n"};

    value_put_text(m->out, value_choose(m, words, COUNT(words)));
}

/* --------------------------------------------------------------------------- lists */

static void put_number_element(maker *m, long least, long most)
{
    static const char *const odd[] = {
        "\"02\"",
        "\" 1\"",
        "\"1 \"",
        "\"+1\"",
        "\"-1\"",
        "\"1.0\"",
        "\"\"",
        "\"x\"",
        "1.5",
        "-1",
        "-0",
        "1e0",
        "null",
        "true",
        "[]",
        "[\"1\"]",
        "{}",
        "\"\\u0031\"",
        "\"1\\u0000\"",
        "\"1\\n\"",
        "{\"a\":1}",
        "100000000000000000000",
        "\"\\ud83d\\ude00\"",
        "\"\\/\""};
    uint32_t choice = provider_below(m->from, 8);
    long number = least + (long)provider_below(m->from, (uint32_t)(most - least + 3)) - 1;

    if (choice == 7) {
        value_put_text(m->out, value_choose(m, odd, COUNT(odd)));
    } else if (choice == 6) {
        value_put_number(m->out, number);
    } else {
        value_put_text(m->out, "\"");
        value_put_number(m->out, number);
        value_put_text(m->out, "\"");
    }
}

static void put_region_element(maker *m)
{
    static const char *const odd[] = {
        "null", "1", "true", "[]", "{}", "\"\"", "\"cn-\\u0068angzhou\"", "\"cn\\n\""};
    uint32_t choice = provider_below(m->from, COUNT(regions) + COUNT(odd) + 1);

    if (choice >= COUNT(regions) && choice < COUNT(regions) + COUNT(odd)) {
        value_put_text(m->out, odd[choice - COUNT(regions)]);
        return;
    }
    value_put_text(m->out, "\"");
    if (choice == COUNT(regions) + COUNT(odd))
        put_long_region(m);
    else if (strchr(regions[choice], '\n'))
        value_put_text(m->out, "cn-hangzhou\\n");
    else
        value_put_text(m->out, regions[choice]);
    value_put_text(m->out, "\"");
}

/* Elements that follow each other, which is how a list gets to its greatest length. */
void value_put_run(maker *m, long least, long most)
{
    long first = least + (long)provider_below(m->from, (uint32_t)(most - least + 1));
    long count = (long)provider_below(m->from, MOST_ELEMENTS) + 1;

    value_put_text(m->out, "[");
    for (long i = 0; i < count; i++) {
        value_put_text(m->out, i > 0 ? ",\"" : "\"");
        value_put_number(m->out, least + (first - least + i) % (most - least + 1));
        value_put_text(m->out, "\"");
    }
    value_put_text(m->out, "]");
}

/* Both ends, or what is near to them: hours around midnight, Sunday and Monday. */
void value_put_ends(maker *m, long least, long most)
{
    value_put_text(m->out, "[\"");
    value_put_number(m->out, least + (long)provider_below(m->from, 2));
    value_put_text(m->out, "\",\"");
    value_put_number(m->out, most - (long)provider_below(m->from, 2));
    value_put_text(m->out, "\"]");
}

static void put_elements(maker *m, long least, long most)
{
    static const char *const blanks[] = {"", " ", "\n", "\t", " \r\n "};
    static const uint8_t counts[] = {1, 2, 3, 4, 0, 7, 8, 5};
    const char *blank = value_choose(m, blanks, COUNT(blanks));
    size_t count = counts[provider_below(m->from, COUNT(counts))];

    value_put_text(m->out, blank);
    value_put_text(m->out, "[");
    for (size_t i = 0; i < count; i++) {
        value_put_text(m->out, i > 0 ? "," : "");
        value_put_text(m->out, blank);
        if (most > 0)
            put_number_element(m, least, most);
        else
            put_region_element(m);
    }
    value_put_text(m->out, blank);
    value_put_text(m->out, "]");
    value_put_text(m->out, blank);
}

/* The text of a list, or nearly. `most` is 0 for a list of regions. */
static void put_list(maker *m, long least, long most)
{
    static const char *const odd[] = {
        "[\"1\",]",
        "[\"1\"",
        "\"1\"",
        "1",
        "[\"1\"]x",
        "[1,,2]",
        "['1']",
        "1,2",
        " ",
        "[01]",
        "[\"\x01\"]",
        "[\"\\x\"]",
        "null",
        "{}",
        "[\"1\"]]",
        "[nul]",
        "[-]",
        "[1.]",
        "[1e]",
        "[+1]",
        "[.5]",
        "[\"\\ud800\"]",
        "[\"\\udc00\"]",
        "[\"\\u12\"]",
        "\xEF\xBB\xBF[\"1\"]",
        "[\"0\", \"1\", \xE2\x80\xA6 \"23\"]",
        "[\"1\"\x0B]",
        "cn-hangzhou"};
    uint32_t choice = provider_below(m->from, 10);

    if (choice == 7)
        value_put_text(m->out, value_choose(m, odd, COUNT(odd)));
    else if (choice == 6)
        value_put_free(m, MOST_FREE_TEXT);
    else if (choice > 7 && most > 0)
        value_put_ends(m, least, most);
    else if (choice > 3 && most > 0)
        value_put_run(m, least, most);
    else
        put_elements(m, least, most);
}

/* --------------------------------------------------------------------- parameters */

static void put_hours(maker *m)
{
    put_list(m, 0, 23);
}

static void put_days(maker *m)
{
    put_list(m, 1, 7);
}

static void put_targets(maker *m)
{
    put_list(m, 0, 0);
}

static void put_key_id(maker *m)
{
    static const char *const ids[] = {"key-1",
                                      "key-2",
                                      "key-3",
                                      "",
                                      " ",
                                      "KEY-1",
                                      "0e478b7a-4262-4802-b8cb-00d3fb40826X"};

    value_put_text(m->out, value_choose(m, ids, COUNT(ids)));
}

void value_put_any(maker *m)
{
    static const char *const texts[] = {"rg-aek2kkmhmhs****", "", "x"};
    uint32_t choice = provider_below(m->from, COUNT(texts) + 1);

    if (choice < COUNT(texts))
        value_put_text(m->out, texts[choice]);
    else
        value_put_free(m, MOST_FREE_TEXT);
}

const value_parameter value_parameters[VALUE_PARAMETERS] = {
    {"regionId",                                        put_region,      "text"   },
    {"timePoints",                                      put_hours,       "text"   },
    {"repeatWeekdays",                                  put_days,        "text"   },
    {"retentionDays",                                   put_integer,     "integer"},
    {"autoSnapshotPolicyName",                          put_policy_name, "text"   },
    {"EnableCrossRegionCopy",                           put_boolean,     "boolean"},
    {"TargetCopyRegions",                               put_targets,     "text"   },
    {"CopiedSnapshotsRetentionDays",                    put_integer,     "integer"},
    {"CopyEncryptionConfiguration.Encrypted",           put_boolean,     "boolean"},
    {"CopyEncryptionConfiguration.KMSKeyId",            put_key_id,      "text"   },
    {"ResourceGroupId",                                 value_put_any,   "text"   },
    {"StorageLocationArn",                              value_put_any,   "text"   },
    {"CopyEncryptionConfiguration.Arn.1.RoleType",      value_put_any,   "text"   },
    {"CopyEncryptionConfiguration.Arn.1.Rolearn",       value_put_any,   "text"   },
    {"CopyEncryptionConfiguration.Arn.1.AssumeRoleFor", put_integer,     "integer"},
    {"CopyEncryptionConfiguration.Arn.2.RoleType",      value_put_any,   "text"   },
};
