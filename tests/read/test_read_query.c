/* The reader of queries and forms: what its pairs say and where they stand, what cannot
 * be decoded and at which byte; and the same against a plain decoder, over many inputs.
 */
#include "reading.h"

#include "percent.h"
#include "read_query.h"

#include <stdio.h>
#include <stdlib.h>

enum { VALUES = 1024, INPUTS = 40000, LONGEST = 400 };

#define T(text) (text), sizeof(text) - 1

typedef struct query_reading {
    char *bytes;
    sg_document document;
    sg_read_end end;
    uint32_t stopped_at;
} query_reading;

static void query_open(query_reading *reading, sg_text text, size_t values)
{
    uint32_t size = (uint32_t)text.size;

    reading->bytes = copy_of(text.bytes, text.size);
    reading->end = (sg_read_end){.kind = SG_FAULT_COUNT};
    sg_document_init(&reading->document, &sg_default_allocator);
    reading->document.source = (sg_text){reading->bytes, text.size};
    assert_true(sg_scratch_reserve(&reading->document, text.size));
    assert_true(sg_query_begin(&reading->document, 0, text.size, values));
    reading->stopped_at =
        sg_query_read(&reading->document, 0, 0, size, values, &reading->end);
    sg_query_end(&reading->document, 0);
}

static void query_close(query_reading *reading)
{
    sg_document_free(&reading->document);
    free(reading->bytes);
}

static size_t node_count(const query_reading *reading)
{
    return reading->document.nodes.count;
}

/* --------------------------------------------------------------- what the pairs say */

typedef struct pairs_case {
    const char *name;
    const char *text;
    size_t size;
    const char *pairs; /* "begin-end name begin-end value", one after the other */
} pairs_case;

/* clang-format off */
static pairs_case pairs_cases[] = {
    {"nothing",                                T(""),              ""},
    {"ampersands alone",                       T("&&&"),           ""},
    {"a pair",                                 T("a=b"),           "0-1 a 2-3 b"},
    {"two pairs",                              T("a=b&c=d"),       "0-1 a 2-3 b, 4-5 c 6-7 d"},
    {"an ampersand at the end",                T("a=b&"),          "0-1 a 2-3 b"},
    {"an ampersand at the beginning",          T("&a=b"),          "1-2 a 3-4 b"},
    {"two ampersands",                         T("a=b&&c=d"),      "0-1 a 2-3 b, 5-6 c 7-8 d"},
    {"a name alone",                           T("a"),             "0-1 a 1-1 "},
    {"a name before an ampersand",             T("a&b=c"),         "0-1 a 1-1 , 2-3 b 4-5 c"},
    {"an empty value",                         T("a="),            "0-1 a 2-2 "},
    {"an empty value before an ampersand",     T("a=&b="),         "0-1 a 2-2 , 3-4 b 5-5 "},
    {"an empty name",                          T("=b"),            "0-0  1-2 b"},
    {"an equals sign alone",                   T("="),             "0-0  1-1 "},
    {"an equals sign between ampersands",      T("&=&"),           "1-1  2-2 "},
    {"two equals signs",                       T("a=b=c"),         "0-1 a 2-5 b=c"},
    {"equals signs alone",                     T("==="),           "0-0  1-3 =="},
    {"a plus is a blank",                      T("+=a+b"),         "0-1 \\x20 2-5 a\\x20b"},
    {"an encoded plus is a plus",              T("%2B=%2b"),       "0-3 + 4-7 +"},
    {"an encoded blank",                       T("a=%20"),         "0-1 a 2-5 \\x20"},
    {"capital and small hex digits",           T("%4A%4a=%6F%6f%c3%AF"), "0-6 JJ 7-19 oo\\xC3\\xAF"},
    {"an encoded percent sign is decoded once", T("a=%2541"),      "0-1 a 2-7 %41"},
    {"an encoded ampersand ends nothing",      T("a%26b=c%26d"),   "0-5 a&b 6-11 c&d"},
    {"an encoded equals sign ends no name",    T("a%3Db=c"),       "0-5 a=b 6-7 c"},
    {"an encoded NUL",                         T("a=%00b"),        "0-1 a 2-6 \\x00b"},
    {"a NUL as it stands",                     T("a=\0b"),         "0-1 a 2-4 \\x00b"},
    {"controls as they stand",                 T("a=\t\r\n\x7F"),  "0-1 a 2-6 \\x09\\x0D\\x0A\\x7F"},
    {"two bytes as they stand",                T("\xC3\xA9=\xC3\xA9"), "0-2 \\xC3\\xA9 3-5 \\xC3\\xA9"},
    {"two bytes, encoded",                     T("%C3%A9=%c3%a9"), "0-6 \\xC3\\xA9 7-13 \\xC3\\xA9"},
    {"two bytes, the first one encoded",       T("a=%C3\xA9"),     "0-1 a 2-6 \\xC3\\xA9"},
    {"two bytes, the second one encoded",      T("a=\xC3%A9"),     "0-1 a 2-6 \\xC3\\xA9"},
    {"three bytes, the middle one encoded",    T("a=\xE4%BD\xA0"), "0-1 a 2-7 \\xE4\\xBD\\xA0"},
    {"four bytes, every other one encoded",    T("a=%F0\x9F%98\x80"), "0-1 a 2-10 \\xF0\\x9F\\x98\\x80"},
    {"the first character of each size",       T("a=%C2%80%E0%A0%80%F0%90%80%80"),
     "0-1 a 2-29 \\xC2\\x80\\xE0\\xA0\\x80\\xF0\\x90\\x80\\x80"},
    {"the last character of all",              T("a=%F4%8F%BF%BF"), "0-1 a 2-14 \\xF4\\x8F\\xBF\\xBF"},
    {"around the surrogates",                  T("a=%ED%9F%BF%EE%80%80"),
     "0-1 a 2-20 \\xED\\x9F\\xBF\\xEE\\x80\\x80"},
    {"brackets and quotes as they stand",      T("a=[\"1\"]"),     "0-1 a 2-7 [\"1\"]"},
    {"a question mark and a hash",             T("?a=#b"),         "0-2 ?a 3-5 #b"},
    {"a semicolon ends nothing",               T("a=b;c=d"),       "0-1 a 2-7 b;c=d"},
    {"seventeen bytes and a plus",             T("aaaaaaaaaaaaaaaaa+=b"),
     "0-18 aaaaaaaaaaaaaaaaa\\x20 19-20 b"},
    {"a broken value, and a pair behind it",   T("a=%&b=c"),       "0-1 a !2-3, 4-5 b 6-7 c"},
    {"a broken name with a value",             T("%4=b"),          "!0-2 3-4 b"},
    {"a broken name that ends at its sign",    T("a%=%41"),        "!0-2 3-6 A"},
    {"a broken escape over an ampersand",      T("a=%4&1=b"),      "0-1 a !2-4, 5-6 1 7-8 b"},
    {"a broken escape over an equals sign",    T("%4=1"),          "!0-2 3-4 1"},
    {"both are broken",                        T("%=%"),           "!0-1 !2-3"},
    {"half a character, and a pair behind it", T("a=%C3&b=c"),     "0-1 a !2-5, 6-7 b 8-9 c"},
};
/* clang-format on */

static size_t write_node(const query_reading *reading, uint32_t index, char *out)
{
    sg_document *document = (sg_document *)(uintptr_t)&reading->document;
    const sg_node *node = sg_document_node(document, index);
    bool is_broken = node->flags & SG_BROKEN;
    int size = sprintf(out, "%s%u-%u", is_broken ? "!" : "", node->begin, node->end);
    sg_text text;

    assert_true(node->flags & SG_ENCODED);
    if (is_broken)
        return (size_t)size;
    out[size++] = ' ';
    text = sg_document_string(document, document->source, node);
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.bytes[i];

        size += sprintf(out + size, c > ' ' && c < 0x7F ? "%c" : "\\x%02X", c);
    }
    return (size_t)size;
}

static void has_these_pairs(void **state)
{
    const pairs_case *row = *state;
    query_reading reading;
    char pairs[1024] = "";
    size_t size = 0;

    query_open(&reading, (sg_text){row->text, row->size}, VALUES);
    for (uint32_t i = 1; i < node_count(&reading); i++) {
        if (i > 1)
            size += (size_t)sprintf(pairs + size, i % 2 ? ", " : " ");
        assert_int_equal(
            sg_document_node(&reading.document, i)->kind, i % 2 ? SG_KEY : SG_STRING);
        size += write_node(&reading, i, pairs + size);
    }
    assert_string_equal(pairs, row->pairs);
    query_close(&reading);
}

/* ------------------------------------------------------------- what cannot be decoded */

typedef struct fault_case {
    const char *name;
    const char *text;
    size_t size;
    sg_fault_kind kind;
    uint32_t begin;
    uint32_t end;
} fault_case;

/* A broken escape is the percent sign and the digits that it has. Of bytes that are no
 * character, the first one is told, as an escape where it is one. */
/* clang-format off */
static fault_case fault_cases[] = {
    {"a percent sign at the end",              T("a=b%"),             SG_FAULT_PERCENT, 3, 4},
    {"a percent sign alone",                   T("%"),                SG_FAULT_PERCENT, 0, 1},
    {"one digit at the end",                   T("a=%4"),             SG_FAULT_PERCENT, 2, 4},
    {"one digit and another letter",           T("a=%4g"),            SG_FAULT_PERCENT, 2, 4},
    {"no digits",                              T("a=%zz"),            SG_FAULT_PERCENT, 2, 3},
    {"the second is a digit",                  T("a=%z4"),            SG_FAULT_PERCENT, 2, 3},
    {"a percent sign before an escape",        T("a=%%41"),           SG_FAULT_PERCENT, 2, 3},
    {"a percent sign before an ampersand",     T("a=%&b=c"),          SG_FAULT_PERCENT, 2, 3},
    {"one digit before an ampersand",          T("a=%4&1=c"),         SG_FAULT_PERCENT, 2, 4},
    {"one digit before an equals sign",        T("%4=1"),             SG_FAULT_PERCENT, 0, 2},
    {"a percent sign and a blank",             T("a=100% b"),         SG_FAULT_PERCENT, 5, 6},
    {"a Unicode escape of scripts",            T("a=%u4E2D"),         SG_FAULT_PERCENT, 2, 3},
    {"a sign is no digit",                     T("a=%+4"),            SG_FAULT_PERCENT, 2, 3},
    {"a letter that is not ASCII",             T("a=%\xEF\xBC\x94" "1"), SG_FAULT_PERCENT, 2, 3},
    {"a broken escape among good ones",        T("a=%41%42%4%43"),    SG_FAULT_PERCENT, 8, 10},
    {"the first of two",                       T("a=%&b=%4"),         SG_FAULT_PERCENT, 2, 3},
    {"behind a character of two bytes",        T("a=%C3%A9%"),        SG_FAULT_PERCENT, 8, 9},
    {"within a character",                     T("a=%E4%BD%A"),       SG_FAULT_PERCENT, 8, 10},
    {"within a character that stands",         T("a=\xE4\xBD%"),      SG_FAULT_PERCENT, 4, 5},
    {"within a character that begins low",     T("a=%E0%zz"),         SG_FAULT_PERCENT, 5, 6},
    {"within a character that ends low",       T("a=%ED%zz"),         SG_FAULT_PERCENT, 5, 6},
    {"within the first of four bytes",         T("a=%F0%"),           SG_FAULT_PERCENT, 5, 6},
    {"within the last of four bytes",          T("a=%F4%"),           SG_FAULT_PERCENT, 5, 6},

    {"a continuation alone",                   T("a=\x80"),           SG_FAULT_UTF8, 2, 3},
    {"a continuation alone, encoded",          T("a=%80"),            SG_FAULT_UTF8, 2, 5},
    {"a byte that begins nothing",             T("a=%FF"),            SG_FAULT_UTF8, 2, 5},
    {"in a name",                              T("a%FFb=c"),          SG_FAULT_UTF8, 1, 4},
    {"half a character at the end",            T("a=%C3"),            SG_FAULT_UTF8, 2, 5},
    {"half a character before ASCII",          T("a=%C3A"),           SG_FAULT_UTF8, 2, 5},
    {"half a character before encoded ASCII",  T("a=%C3%41"),         SG_FAULT_UTF8, 2, 5},
    {"half a character at an ampersand",       T("a=%C3&%A9=b"),      SG_FAULT_UTF8, 2, 5},
    {"half a character at an equals sign",     T("%C3=%A9"),          SG_FAULT_UTF8, 0, 3},
    {"half a character before a blank",        T("a=%C3+"),           SG_FAULT_UTF8, 2, 5},
    {"two thirds of a character",              T("a=%E4%BD"),         SG_FAULT_UTF8, 2, 5},
    {"two thirds, as they stand",              T("a=\xE4\xBD"),       SG_FAULT_UTF8, 2, 3},
    {"three quarters of a character",          T("a=%F0%9F%98"),      SG_FAULT_UTF8, 2, 5},
    {"two bytes where one does",               T("a=%C0%AF"),         SG_FAULT_UTF8, 2, 5},
    {"two bytes for DEL",                      T("a=%C1%BF"),         SG_FAULT_UTF8, 2, 5},
    {"three bytes where two do",               T("a=%E0%9F%BF"),      SG_FAULT_UTF8, 2, 5},
    {"four bytes where three do",              T("a=%F0%8F%BF%BF"),   SG_FAULT_UTF8, 2, 5},
    {"an overlong NUL",                        T("a=%C0%80"),         SG_FAULT_UTF8, 2, 5},
    {"the first surrogate",                    T("a=%ED%A0%80"),      SG_FAULT_UTF8, 2, 5},
    {"the last surrogate",                     T("a=%ED%BF%BF"),      SG_FAULT_UTF8, 2, 5},
    {"a surrogate before a broken escape",     T("a=%ED%A0%"),        SG_FAULT_UTF8, 2, 5},
    {"past the last character",                T("a=%F4%90%80%80"),   SG_FAULT_UTF8, 2, 5},
    {"five bytes",                             T("a=%F8%88%80%80%80"), SG_FAULT_UTF8, 2, 5},
    {"behind a good character",                T("a=%C3%A9%A9"),      SG_FAULT_UTF8, 8, 11},
    {"a wrong byte before a broken escape",    T("a=%FFa%zz"),        SG_FAULT_UTF8, 2, 5},
    {"half a pair before a broken one",        T("a=%E4&%zz"),        SG_FAULT_UTF8, 2, 5},
    {"a broken escape before a wrong byte",    T("a=%zz%FF"),         SG_FAULT_PERCENT, 2, 3},
    {"nothing wrong",                          T("a=%41&b=%E4%BD%A0"), SG_FAULT_COUNT, 0, 0},
};
/* clang-format on */

static void stops_here(void **state)
{
    const fault_case *row = *state;
    query_reading reading;

    query_open(&reading, (sg_text){row->text, row->size}, VALUES);
    assert_int_equal(reading.end.kind, row->kind);
    assert_int_equal(reading.end.begin, row->begin);
    assert_int_equal(reading.end.end, row->end);
    assert_int_equal(reading.stopped_at, row->size);
    query_close(&reading);
}

/* Every byte decodes to itself from both spellings, and is wrong alone if it is not
 * ASCII.
 */
static void every_byte_is_decoded(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 0x100; byte++)
        for (int upper = 0; upper < 2; upper++) {
            char text[8];
            char decoded;
            query_reading reading;

            snprintf(text, sizeof text, upper ? "%%%02X" : "%%%02x", byte);
            assert_int_equal(sg_percent_decode((sg_text){text, 3}, &decoded), 1);
            assert_int_equal((unsigned char)decoded, byte);
            query_open(&reading, (sg_text){text, 3}, VALUES);
            assert_int_equal(
                reading.end.kind, byte < 0x80 ? SG_FAULT_COUNT : SG_FAULT_UTF8);
            query_close(&reading);
        }
}

/* Of all pairs of bytes behind a percent sign, those of two hex digits are escapes. */
static void every_two_bytes_behind_a_percent_sign(void **state)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    size_t escapes = 0;

    (void)state;
    for (unsigned i = 0; i < 0x10000; i++) {
        char text[] = {'%', (char)(i >> 8), (char)i, 'x'};
        bool is_first = i >> 8 && strchr(digits, text[1]);
        bool is_second = i & 0xFF && strchr(digits, text[2]);
        query_reading reading;

        query_open(&reading, (sg_text){text, sizeof text}, VALUES);
        if (!is_first || !is_second) {
            assert_int_equal(reading.end.kind, SG_FAULT_PERCENT);
            assert_int_equal(reading.end.begin, 0);
            assert_int_equal(reading.end.end, 1 + is_first);
        }
        escapes += is_first && is_second;
        query_close(&reading);
    }
    assert_int_equal(escapes, 22 * 22);
}

/* ------------------------------------------------------------------------- the limit */

static void the_limit_is_kept(void **state)
{
    (void)state;
    for (size_t pairs = 0; pairs < 10; pairs++) {
        char text[32] = "";
        query_reading reading;

        for (size_t i = 0; i < pairs; i++)
            strcat(text, i ? "&a" : "a");
        query_open(&reading, sg_text_of(text), 5);
        assert_int_equal(node_count(&reading), 1 + 2 * (pairs < 5 ? pairs : 5));
        assert_int_equal(reading.end.kind, pairs <= 5 ? SG_FAULT_COUNT : SG_FAULT_LIMIT);
        assert_int_equal(reading.stopped_at, pairs <= 5 ? strlen(text) : 10);
        query_close(&reading);
    }
}

/* ---------------------------------------------------------------- a plain decoder */

typedef struct plain_piece {
    size_t begin;
    size_t end;
    bool is_broken;
    char text[LONGEST];
    size_t size;
} plain_piece;

typedef struct plain_fault {
    sg_fault_kind kind;
    size_t begin;
    size_t end;
} plain_fault;

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* How many bytes at `s` are one character; 0 if they are none; -1 if they would be with
 * more behind them. Worked out from the number that they stand for. */
static int plain_character(const unsigned char *s, size_t room)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    int size = s[0] < 0x80 ? 1 : s[0] < 0xC0 ? 0 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
    uint32_t low = size == 1 ? s[0] : s[0] & (0x7FU >> size);
    uint32_t high = low;

    if (s[0] >= 0xF8)
        return 0;
    for (int i = 1; i < size; i++) {
        bool is_there = (size_t)i < room;

        if (is_there && (s[i] & 0xC0) != 0x80)
            return 0;
        low = low << 6 | (is_there ? s[i] & 0x3F : 0);
        high = high << 6 | (is_there ? s[i] & 0x3F : 0x3F);
    }
    if (size == 0 || high < least[size] || low > 0x10FFFF ||
        (low >= 0xD800 && high <= 0xDFFF))
        return 0;
    return (size_t)size <= room ? size : -1;
}

/* Decode up to the first broken escape. Answers where that is, or the end. */
static size_t plain_decode(const char *text, plain_piece *piece, size_t *places)
{
    size_t i = piece->begin;

    piece->size = 0;
    while (i < piece->end) {
        char digits[3] = {0};

        places[piece->size] = i;
        if (text[i] != '%') {
            piece->text[piece->size++] = (char)(text[i] == '+' ? ' ' : text[i]);
            i++;
            continue;
        }
        if (i + 2 >= piece->end || !is_hex(text[i + 1]) || !is_hex(text[i + 2]))
            return i;
        memcpy(digits, text + i + 1, 2);
        piece->text[piece->size++] = (char)strtoul(digits, NULL, 16);
        i += 3;
    }
    return i;
}

static plain_fault plain_piece_fault(const char *text, plain_piece *piece)
{
    size_t places[LONGEST];
    size_t stop = plain_decode(text, piece, places);
    bool is_cut = stop < piece->end;
    plain_fault fault = {SG_FAULT_COUNT, 0, 0};

    for (size_t i = 0; i < piece->size;) {
        const unsigned char *s = (const unsigned char *)piece->text + i;
        int size = plain_character(s, piece->size - i);

        if (size < 0 && is_cut)
            break;
        if (size <= 0) {
            size_t at = places[i];

            return (plain_fault){SG_FAULT_UTF8, at, at + (text[at] == '%' ? 3 : 1)};
        }
        i += (size_t)size;
    }
    if (is_cut) {
        fault = (plain_fault){SG_FAULT_PERCENT, stop, stop + 1};
        while (fault.end < piece->end && fault.end < stop + 3 && is_hex(text[fault.end]))
            fault.end++;
    }
    return fault;
}

static void compare_piece(
    query_reading *reading, uint32_t index, const char *text, plain_piece *piece,
    plain_fault *first)
{
    plain_fault fault = plain_piece_fault(text, piece);
    const sg_node *node = sg_document_node(&reading->document, index);

    assert_true(index < node_count(reading));
    assert_int_equal(node->begin, piece->begin);
    assert_int_equal(node->end, piece->end);
    assert_int_equal(!!(node->flags & SG_BROKEN), fault.kind != SG_FAULT_COUNT);
    if (first->kind == SG_FAULT_COUNT)
        *first = fault;
    if (fault.kind == SG_FAULT_COUNT) {
        sg_text says =
            sg_document_string(&reading->document, reading->document.source, node);

        assert_int_equal(says.size, piece->size);
        assert_memory_equal(says.bytes, piece->text, says.size);
    }
}

static void compare_with_plain(const char *text, size_t size)
{
    query_reading reading;
    plain_fault first = {SG_FAULT_COUNT, 0, 0};
    uint32_t index = 1;

    query_open(&reading, (sg_text){text, size}, VALUES);
    for (size_t begin = 0; begin < size;) {
        const char *ampersand = memchr(text + begin, '&', size - begin);
        size_t end = ampersand ? (size_t)(ampersand - text) : size;
        const char *equals = memchr(text + begin, '=', end - begin);
        plain_piece name = {
            .begin = begin, .end = equals ? (size_t)(equals - text) : end};
        plain_piece value = {.begin = equals ? name.end + 1 : end, .end = end};

        if (end > begin) {
            compare_piece(&reading, index++, text, &name, &first);
            compare_piece(&reading, index++, text, &value, &first);
        }
        begin = end + 1;
    }
    assert_int_equal(node_count(&reading), index);
    assert_int_equal(reading.end.kind, first.kind);
    assert_int_equal(reading.end.begin, first.begin);
    assert_int_equal(reading.end.end, first.end);
    query_close(&reading);
}

/* A character with some of its bytes encoded, or some of them only. */
static size_t write_character(uint64_t *state, char *out)
{
    char bytes[4];
    size_t count = random_character(state, bytes);
    size_t size = 0;

    if (random_below(state, 8) == 0)
        count = 1 + random_below(state, count);
    for (size_t i = 0; i < count; i++) {
        if (random_below(state, 2))
            size += (size_t)sprintf(
                out + size, random_below(state, 2) ? "%%%02X" : "%%%02x",
                (unsigned char)bytes[i]);
        else
            out[size++] = bytes[i];
    }
    return size;
}

static size_t write_piece(uint64_t *state, char *out)
{
    static const char *const pieces[] = {
        "&", "&", "=",  "=",   "+",   "a",      "%41", "%",  "%4",  "%zz", "%00",   "%4",
        "b", "[", "%2", "%C3", "%E4", "%ED%A0", "&&",  "a=", "%26", "%F0", "%C0%AF"};
    const char *piece = pieces[random_below(state, COUNT(pieces))];

    switch (random_below(state, 8)) {
    case 0:
        return (size_t)sprintf(out, "%%%02X", (unsigned)random_below(state, 256));
    case 1:
        *out = (char)random_below(state, 256);
        return 1;
    case 2:
    case 3:
        memcpy(out, piece, strlen(piece));
        return strlen(piece);
    case 4:
        memset(out, 'x', 15);
        return 15 - random_below(state, 15);
    default:
        return write_character(state, out);
    }
}

static void reads_as_a_plain_decoder_does(void **state)
{
    uint64_t seed = 0x51ED270B7A6F3C19;

    (void)state;
    for (size_t i = 0; i < INPUTS; i++) {
        char text[LONGEST];
        size_t pieces = random_below(&seed, 14);
        size_t size = 0;

        while (pieces--)
            size += write_piece(&seed, text + size);
        compare_with_plain(text, size);
    }
}

int main(void)
{
    struct CMUnitTest pairs[COUNT(pairs_cases)];
    struct CMUnitTest faults[COUNT(fault_cases)];
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(every_byte_is_decoded),
        cmocka_unit_test(every_two_bytes_behind_a_percent_sign),
        cmocka_unit_test(the_limit_is_kept),
        cmocka_unit_test(reads_as_a_plain_decoder_does),
    };
    int failed = cmocka_run_group_tests_name("read_query", alone, NULL, NULL);

    ROWS(pairs, has_these_pairs, pairs_cases);
    ROWS(faults, stops_here, fault_cases);
    failed += cmocka_run_group_tests_name("pairs", pairs, NULL, NULL);
    failed += cmocka_run_group_tests_name("what cannot be decoded", faults, NULL, NULL);
    return failed;
}
