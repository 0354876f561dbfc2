#include "mutate.h"

#include "compose.h"

#include <stdio.h>
#include <string.h>

enum { MOST_PAIRS = 512, MOST_EDITS = 3, LONGEST_INNER = 1 << 13 };

/* Offsets in the query: of the name, of what is behind it, and of the next ampersand. */
typedef struct query_pair {
    size_t begin;
    size_t equals; /* `end` where there is none */
    size_t end;
} query_pair;

typedef struct query_draft {
    fuzz_draft *draft;
    query_pair pairs[MOST_PAIRS];
    size_t count;
} query_draft;

/* ------------------------------------------------------------------------- reading */

static void read_pairs(query_draft *query)
{
    const char *bytes = query->draft->bytes;
    size_t size = query->draft->size;

    query->count = 0;
    for (size_t begin = 0; begin <= size && query->count < MOST_PAIRS;) {
        query_pair *pair = &query->pairs[query->count];
        const char *end = memchr(bytes + begin, '&', size - begin);
        const char *equals;

        pair->begin = begin;
        pair->end = end ? (size_t)(end - bytes) : size;
        equals = memchr(bytes + begin, '=', pair->end - begin);
        pair->equals = equals ? (size_t)(equals - bytes) : pair->end;
        query->count++;
        begin = pair->end + 1;
    }
}

static const query_pair *pick(query_draft *query)
{
    return &query->pairs[draft_below(query->draft, query->count)];
}

static size_t value_begin(const query_pair *pair)
{
    return pair->equals < pair->end ? pair->equals + 1 : pair->end;
}

static int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= ' ';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* What cannot be decoded stays as it stands. Answers how much there is. */
static size_t decode(const char *bytes, size_t size, char *out)
{
    size_t used = 0;

    for (size_t i = 0; i < size; i++) {
        int high = i + 2 < size && bytes[i] == '%' ? digit_of(bytes[i + 1]) : -1;
        int low = high >= 0 ? digit_of(bytes[i + 2]) : -1;

        out[used++] = low < 0 ? bytes[i] : (char)(high << 4 | low);
        i += low < 0 ? 0 : 2;
    }
    return used;
}

/* ------------------------------------------------------------------------- writing */

/* Percent-encoded where it must be and, now and then, where it need not be. */
static void
add_encoded(fuzz_draft *draft, const char *bytes, size_t size, fuzz_piece *out)
{
    size_t more = draft_once_in(draft, 6) ? 3 : 0;
    const char *format = draft_once_in(draft, 3) ? "%%%02x" : "%%%02X";
    bool is_raw = draft_once_in(draft, 4);
    char unit[8];

    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        bool must = byte <= ' ' || strchr("%&=+#", byte) || (!is_raw && byte >= 0x7F);

        if (byte == ' ' && draft_once_in(draft, 2)) {
            piece_add_text(out, "+");
        } else if (must || (more && draft_once_in(draft, more))) {
            snprintf(unit, sizeof unit, format, byte);
            piece_add_text(out, unit);
        } else {
            piece_add(out, bytes + i, 1);
        }
    }
}

/* Texts at which types end, whatever a rule says. */
static void add_any_value(fuzz_draft *draft, fuzz_piece *out)
{
    static const char *const texts[] = {"",           "0",
                                        "-1",         "1",
                                        "true",       "false",
                                        "True",       "null",
                                        "[]",         "{}",
                                        "[\"1\"]",    "[1]",
                                        "01",         "+1",
                                        "1.0",        "1e0",
                                        " 1",         "24",
                                        "2147483648", "9223372036854775808",
                                        "[\"1\",",    "[\"\\u0031\"]",
                                        "a\nb"};
    const vocabulary_text *word = compose_pick(draft, &vocabulary_get()->words);
    const char *text = texts[draft_below(draft, sizeof texts / sizeof *texts)];

    if (draft_once_in(draft, 2))
        add_encoded(draft, word->bytes, word->size, out);
    else
        add_encoded(draft, text, strlen(text), out);
}

static void
add_value_of(fuzz_draft *draft, const vocabulary_parameter *parameter, fuzz_piece *out)
{
    const vocabulary_text *text;

    if (!parameter || parameter->texts.count == 0 || draft_once_in(draft, 12)) {
        add_any_value(draft, out);
        return;
    }
    text = compose_pick(draft, &parameter->texts);
    add_encoded(draft, text->bytes, text->size, out);
}

static void add_wire_name(fuzz_draft *draft, const char *name, fuzz_piece *out)
{
    const char *item = strstr(name, ".N.");

    if (!item) {
        add_encoded(draft, name, strlen(name), out);
        return;
    }
    add_encoded(draft, name, (size_t)(item - name) + 1, out);
    compose_item(draft, out);
    add_encoded(draft, item + 2, strlen(item + 2), out);
}

static void add_pair(fuzz_draft *draft, fuzz_piece *out)
{
    const vocabulary *all = vocabulary_get();
    const vocabulary_parameter *parameter =
        &all->parameters[draft_below(draft, all->parameter_count)];
    bool is_strange = draft_once_in(draft, 8);

    add_wire_name(
        draft, is_strange ? compose_pick(draft, &all->names)->bytes : parameter->name,
        out);
    piece_add_text(out, "=");
    add_value_of(draft, is_strange ? NULL : parameter, out);
}

/* ----------------------------------------------------------------------- operations */

static const vocabulary_parameter *
parameter_of(const query_draft *query, const query_pair *pair)
{
    char name[128];
    size_t size = pair->equals - pair->begin;
    size_t begin;

    if (size > sizeof name)
        return NULL;
    size = decode(query->draft->bytes + pair->begin, size, name);
    for (begin = size; begin > 0 && name[begin - 1] != '.';)
        begin--;
    return vocabulary_find(name + begin, size - begin);
}

static bool put_value(query_draft *query, fuzz_piece *out)
{
    const query_pair *pair = pick(query);

    add_value_of(query->draft, parameter_of(query, pair), out);
    return draft_put_piece(query->draft, value_begin(pair), pair->end, out);
}

static bool insert_pair(query_draft *query, fuzz_piece *out)
{
    const query_pair *pair = pick(query);

    if (query->draft->size)
        piece_add_text(out, "&");
    add_pair(query->draft, out);
    return draft_put_piece(query->draft, pair->end, pair->end, out);
}

static bool delete_pair(query_draft *query, fuzz_piece *out)
{
    const query_pair *pair = pick(query);
    size_t end = pair->end + (pair->end < query->draft->size);

    (void)out;
    return draft_put(query->draft, pair->begin, end, "", 0);
}

static bool duplicate_pair(query_draft *query, fuzz_piece *out)
{
    const query_pair *pair = pick(query);
    size_t times = draft_once_in(query->draft, 8) ? 24 : 1;

    for (size_t i = 0; i < times; i++) {
        piece_add_text(out, "&");
        piece_add(out, query->draft->bytes + pair->begin, pair->end - pair->begin);
    }
    return draft_put_piece(query->draft, pair->end, pair->end, out);
}

static bool swap_pairs(query_draft *query, fuzz_piece *out)
{
    const query_pair *one = pick(query);
    const query_pair *other = pick(query);
    const query_pair *first = one < other ? one : other;
    const query_pair *last = one < other ? other : one;
    const char *bytes = query->draft->bytes;

    if (first == last)
        return false;
    piece_add(out, bytes + last->begin, last->end - last->begin);
    piece_add(out, bytes + first->end, last->begin - first->end);
    piece_add(out, bytes + first->begin, first->end - first->begin);
    return draft_put_piece(query->draft, first->begin, last->end, out);
}

static bool rename_pair(query_draft *query, fuzz_piece *out)
{
    const query_pair *pair = pick(query);
    fuzz_draft *draft = query->draft;
    size_t at;

    if (draft_once_in(draft, 3)) {
        add_wire_name(draft, compose_pick(draft, &vocabulary_get()->names)->bytes, out);
        return draft_put_piece(draft, pair->begin, pair->equals, out);
    }
    piece_add(out, draft->bytes + pair->begin, pair->equals - pair->begin);
    if (out->size == 0)
        return false;
    at = draft_below(draft, out->size);
    switch (draft_below(draft, 4)) {
    case 0:
        piece_add_text(out, ".1");
        break;
    case 1:
        out->size--;
        break;
    default:
        /* Another letter case, or another letter. */
        out->bytes[at] ^= draft_once_in(draft, 4) ? 1 : ' ';
    }
    return draft_put_piece(draft, pair->begin, pair->equals, out);
}

/* The same name or value in another spelling, so that nothing else changes. */
static bool respell(query_draft *query, fuzz_piece *out)
{
    static char text[LONGEST_INNER];
    const query_pair *pair = pick(query);
    bool is_name = draft_once_in(query->draft, 2);
    size_t begin = is_name ? pair->begin : value_begin(pair);
    size_t end = is_name ? pair->equals : pair->end;
    size_t size;

    if (end - begin > sizeof text)
        return false;
    size = decode(query->draft->bytes + begin, end - begin, text);
    add_encoded(query->draft, text, size, out);
    return draft_put_piece(query->draft, begin, end, out);
}

/* Open the JSON that a value holds, change it, and write it anew. */
static bool change_inner(query_draft *query, fuzz_piece *out)
{
    static char text[LONGEST_INNER];
    const query_pair *pair = pick(query);
    size_t begin = value_begin(pair);
    fuzz_draft inner = {text, 0, sizeof text, query->draft->state};

    if (pair->end - begin > sizeof text / 2)
        return false;
    inner.size = decode(query->draft->bytes + begin, pair->end - begin, text);
    if (inner.size == 0 || text[0] != '[')
        return false;
    mutate_inner_json(&inner);
    query->draft->state = inner.state;
    add_encoded(query->draft, text, inner.size, out);
    return draft_put_piece(query->draft, begin, pair->end, out);
}

static bool insert_characters(query_draft *query, fuzz_piece *out)
{
    static const char *const characters[] = {
        "a",
        "%41",
        "%00",
        "%1F",
        "\x1F",
        "+",
        "%20",
        "%",
        "%4",
        "%zz",
        "%25",
        "=",
        ";",
        "%26",
        "%EF%BB%BF",
        "%C0%AF",
        "%E5%BF%AB",
        "%FF",
        "%E5%BF",
        "\xE5\xBF\xAB",
        "%F0%A0%AE%B7",
        "\xE5%BF\xAB",
        "%0A",
        "#",
        "?",
        "%5B"};
    const query_pair *pair = pick(query);
    const char *character =
        characters[draft_below(query->draft, sizeof characters / sizeof *characters)];
    size_t times =
        draft_once_in(query->draft, 4) ? 1 + draft_below(query->draft, 130) : 1;
    size_t at = draft_once_in(query->draft, 4)   ? pair->equals
                : draft_once_in(query->draft, 2) ? value_begin(pair)
                                                 : pair->end;

    while (times-- > 0)
        piece_add_text(out, character);
    return draft_put_piece(query->draft, at, at, out);
}

static bool truncate_at(query_draft *query, fuzz_piece *out)
{
    (void)out;
    query->draft->size = pick(query)->equals;
    return true;
}

static bool scramble_value(query_draft *query, fuzz_piece *out)
{
    const query_pair *pair = pick(query);

    (void)out;
    return draft_scramble(query->draft, value_begin(pair), pair->end);
}

static bool scramble_all(query_draft *query, fuzz_piece *out)
{
    (void)out;
    return draft_scramble(query->draft, 0, query->draft->size);
}

static bool put_example(query_draft *query, fuzz_piece *out)
{
    const vocabulary_list *list = &vocabulary_get()->requests[SNAPGUARD_QUERY];
    const vocabulary_text *text = compose_pick(query->draft, list);

    piece_add(out, text->bytes, text->size);
    return draft_put_piece(query->draft, 0, query->draft->size, out);
}

typedef struct operation {
    bool (*change)(query_draft *query, fuzz_piece *out);
    size_t weight;
} operation;

static const operation operations[] = {
    {put_value,         20},
    {insert_pair,       14},
    {change_inner,      10},
    {rename_pair,       7 },
    {delete_pair,       5 },
    {duplicate_pair,    6 },
    {swap_pairs,        3 },
    {respell,           6 },
    {insert_characters, 4 },
    {scramble_value,    4 },
    {put_example,       10},
    {scramble_all,      1 },
    {truncate_at,       1 },
};

static const operation *choose(fuzz_draft *draft)
{
    return &operations[draft_choose(
        draft, &operations[0].weight, sizeof *operations,
        sizeof operations / sizeof *operations)];
}

void mutate_query(fuzz_draft *draft)
{
    static query_draft query;
    static fuzz_piece out;

    query.draft = draft;
    for (size_t edits = 1 + draft_below(draft, MOST_EDITS); edits > 0; edits--) {
        read_pairs(&query);
        for (bool done = false; !done && draft_below(draft, 32) > 0;) {
            out.size = 0;
            done = choose(draft)->change(&query, &out);
        }
    }
}

/* ----------------------------------------------------------------------- cross-over */

/* A pair of the other query beside, or instead of, one of this. */
void cross_query(fuzz_draft *draft, const char *other, size_t size)
{
    static char bytes[LONGEST_INNER];
    static query_draft mine;
    static query_draft theirs;
    static fuzz_piece out;
    static fuzz_draft copy;
    const query_pair *from;
    const query_pair *to;

    if (size > sizeof bytes)
        return;
    memcpy(bytes, other, size);
    copy = (fuzz_draft){bytes, size, sizeof bytes, 0};
    draft_seed(&copy, draft->state);
    mine.draft = draft;
    theirs.draft = &copy;
    read_pairs(&mine);
    read_pairs(&theirs);
    to = pick(&mine);
    from = pick(&theirs);
    out.size = 0;
    if (draft_once_in(draft, 2)) {
        piece_add(&out, bytes + from->begin, from->end - from->begin);
        draft_put_piece(draft, to->begin, to->end, &out);
        return;
    }
    piece_add_text(&out, "&");
    piece_add(&out, bytes + from->begin, from->end - from->begin);
    draft_put_piece(draft, to->end, to->end, &out);
}
