#include "oracle_text.h"

#include <string.h>

/* The array in a value is one level of its own; a value may have 32 in all. */
enum { MAX_DEPTH = 32 };

/* ---------------------------------------------------------------------- comparing */

static int fold(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte;
}

bool oracle_same(oracle_text text, oracle_text other)
{
    if (text.size != other.size)
        return false;
    for (size_t i = 0; i < text.size; i++)
        if (text.bytes[i] != other.bytes[i])
            return false;
    return true;
}

bool oracle_is(oracle_text text, const char *other)
{
    return oracle_same(text, (oracle_text){other, strlen(other)});
}

bool oracle_is_folded(oracle_text text, const char *other)
{
    return text.size == strlen(other) && oracle_begins_folded(text, other);
}

bool oracle_begins(oracle_text text, const char *start)
{
    size_t size = strlen(start);

    return text.size >= size && oracle_is((oracle_text){text.bytes, size}, start);
}

bool oracle_begins_folded(oracle_text text, const char *start)
{
    size_t size = strlen(start);

    if (text.size < size)
        return false;
    for (size_t i = 0; i < size; i++)
        if (fold(text.bytes[i]) != fold(start[i]))
            return false;
    return true;
}

bool oracle_contains(oracle_text text, const char *part)
{
    for (; text.size > 0; text.bytes++, text.size--)
        if (oracle_begins(text, part))
            return true;
    return false;
}

/* --------------------------------------------------------------------- characters */

/* How many bytes a character has, by its first one; 0 for what cannot be one. */
static size_t length_by_first(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return 2;
    if (first >= 0xE0 && first <= 0xEF)
        return 3;
    if (first >= 0xF0 && first <= 0xF4)
        return 4;
    return 0;
}

long oracle_next(oracle_text *text)
{
    static const long least[] = {0, 0, 0x80, 0x800, 0x10000};
    static const unsigned char mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    size_t length = text->size > 0 ? length_by_first((unsigned char)text->bytes[0]) : 0;
    long character;

    if (length == 0 || length > text->size)
        return -1;
    character = (unsigned char)text->bytes[0] & mask[length];
    for (size_t i = 1; i < length; i++) {
        unsigned char byte = (unsigned char)text->bytes[i];

        if (byte < 0x80 || byte > 0xBF)
            return -1;
        character = character * 64 + (byte - 0x80);
    }
    if (character < least[length] || character > 0x10FFFF ||
        (character >= 0xD800 && character <= 0xDFFF))
        return -1;
    text->bytes += length;
    text->size -= length;
    return character;
}

bool oracle_is_utf8(oracle_text text)
{
    while (text.size > 0)
        if (oracle_next(&text) < 0)
            return false;
    return true;
}

size_t oracle_characters(oracle_text text)
{
    size_t count = 0;

    while (oracle_next(&text) >= 0)
        count++;
    return count;
}

bool oracle_is_han(long character)
{
    /* Scripts.txt of the Unicode Character Database, version 14. */
    static const long ranges[][2] = {
        {0x2E80,  0x2E99 },
        {0x2E9B,  0x2EF3 },
        {0x2F00,  0x2FD5 },
        {0x3005,  0x3005 },
        {0x3007,  0x3007 },
        {0x3021,  0x3029 },
        {0x3038,  0x303B },
        {0x3400,  0x4DBF },
        {0x4E00,  0x9FFF },
        {0xF900,  0xFA6D },
        {0xFA70,  0xFAD9 },
        {0x16FE2, 0x16FE3},
        {0x16FF0, 0x16FF1},
        {0x20000, 0x2A6DF},
        {0x2A700, 0x2B738},
        {0x2B740, 0x2B81D},
        {0x2B820, 0x2CEA1},
        {0x2CEB0, 0x2EBE0},
        {0x2F800, 0x2FA1D},
        {0x30000, 0x3134A},
    };

    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (character >= ranges[i][0] && character <= ranges[i][1])
            return true;
    return false;
}

/* --------------------------------------------------------------------------- JSON */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static char peek(const oracle_text *text)
{
    return text->size > 0 ? text->bytes[0] : '\0';
}

static void skip(oracle_text *text, size_t size)
{
    text->bytes += size;
    text->size -= size;
}

static bool take(oracle_text *text, const char *word)
{
    if (!oracle_begins(*text, word))
        return false;
    skip(text, strlen(word));
    return true;
}

static void skip_blanks(oracle_text *text)
{
    while (text->size > 0 && memchr(" \t\r\n", text->bytes[0], 4))
        skip(text, 1);
}

static void keep(oracle_element *element, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (element->size < ORACLE_MAX_ELEMENT)
            element->text[element->size] = bytes[i];
        element->size++;
    }
}

/* No element that is worth anything has other characters than those of ASCII: of them it
 * is enough to know that they are there. */
static void keep_character(oracle_element *element, long character)
{
    const char byte = character < 0x80 ? (char)character : '\x80';

    keep(element, &byte, 1);
}

/* Four hex digits behind a \u; -1 where there are none. */
static long take_hex(oracle_text *text)
{
    long value = 0;

    if (text->size < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        int byte = fold(text->bytes[i]);

        if (is_digit((char)byte))
            value = value * 16 + (byte - '0');
        else if (byte >= 'a' && byte <= 'f')
            value = value * 16 + (byte - 'a' + 10);
        else
            return -1;
    }
    skip(text, 4);
    return value;
}

/* The rest of an escape of the kind \uXXXX. A half of a surrogate pair is no character,
 * so that a text which has one cannot be read. */
static bool take_unicode_escape(oracle_text *text, oracle_element *element)
{
    long high = take_hex(text);
    long low;

    if (high < 0 || (high >= 0xDC00 && high <= 0xDFFF))
        return false;
    if (high < 0xD800 || high > 0xDBFF) {
        keep_character(element, high);
        return true;
    }
    if (!take(text, "\\u"))
        return false;
    low = take_hex(text);
    if (low < 0xDC00 || low > 0xDFFF)
        return false;
    keep_character(element, 0x10000);
    return true;
}

static bool take_escape(oracle_text *text, oracle_element *element)
{
    static const char written[] = "\"\\/bfnrt";
    static const char meant[] = "\"\\/\b\f\n\r\t";
    char byte = peek(text);
    const char *found;

    if (text->size == 0 || byte == '\0')
        return false;
    skip(text, 1);
    if (byte == 'u')
        return take_unicode_escape(text, element);
    found = strchr(written, byte);
    if (!found)
        return false;
    keep(element, meant + (found - written), 1);
    return true;
}

/* A string, its opening quote being next. */
static bool take_string(oracle_text *text, oracle_element *element)
{
    skip(text, 1);
    while (text->size > 0) {
        char byte = text->bytes[0];

        if ((unsigned char)byte < 0x20)
            return false;
        skip(text, 1);
        if (byte == '"')
            return true;
        if (byte != '\\')
            keep(element, &byte, 1);
        else if (!take_escape(text, element))
            return false;
    }
    return false;
}

static size_t take_digits(oracle_text *text)
{
    size_t count = 0;

    for (; is_digit(peek(text)); count++)
        skip(text, 1);
    return count;
}

static bool take_number(oracle_text *text, oracle_element *element)
{
    oracle_text start = *text;

    take(text, "-");
    if (!take(text, "0") && take_digits(text) == 0)
        return false;
    if (take(text, ".") && take_digits(text) == 0)
        return false;
    if (take(text, "e") || take(text, "E")) {
        if (!take(text, "+"))
            take(text, "-");
        if (take_digits(text) == 0)
            return false;
    }
    keep(element, start.bytes, start.size - text->size);
    return true;
}

static bool take_value(oracle_text *text, oracle_element *element, int depth);

/* "key": of an object. */
static bool take_key(oracle_text *text)
{
    oracle_element key = {.size = 0};

    if (peek(text) != '"' || !take_string(text, &key))
        return false;
    skip_blanks(text);
    return take(text, ":");
}

/* The contents of an array or object, whose opening bracket is next; `list` gets the
 * elements, where it is not NULL. */
static bool take_container(oracle_text *text, oracle_list *list, int depth)
{
    const bool is_object = peek(text) == '{';
    const char *const close = is_object ? "}" : "]";
    oracle_element inner;

    skip(text, 1);
    skip_blanks(text);
    if (take(text, close))
        return true;
    do {
        const bool is_kept = list && list->count < ORACLE_MAX_ELEMENTS;
        oracle_element *element = is_kept ? &list->elements[list->count++] : &inner;

        skip_blanks(text);
        if (is_object && !take_key(text))
            return false;
        if (!take_value(text, element, depth + 1))
            return false;
        skip_blanks(text);
    } while (take(text, ","));
    return take(text, close);
}

static bool take_value(oracle_text *text, oracle_element *element, int depth)
{
    char byte;

    element->size = 0;
    skip_blanks(text);
    byte = peek(text);
    if (byte == '"') {
        element->type = ORACLE_STRING;
        return take_string(text, element);
    }
    if (byte == '[' || byte == '{') {
        element->type = byte == '[' ? ORACLE_ARRAY : ORACLE_OBJECT;
        return depth < MAX_DEPTH && take_container(text, NULL, depth);
    }
    if (take(text, "true") || take(text, "false")) {
        element->type = ORACLE_BOOLEAN;
        return true;
    }
    if (take(text, "null")) {
        element->type = ORACLE_NULL;
        return true;
    }
    element->type = ORACLE_NUMBER;
    return take_number(text, element);
}

bool oracle_read_list(oracle_list *list, oracle_text text)
{
    list->count = 0;
    skip_blanks(&text);
    if (peek(&text) != '[' || !take_container(&text, list, 1))
        return false;
    skip_blanks(&text);
    return text.size == 0;
}
