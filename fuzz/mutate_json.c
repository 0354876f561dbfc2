#include "mutate.h"

#include "compose.h"

#include "read_json.h"

#include <stdio.h>
#include <string.h>

enum { DEPTH = 64, VALUES = 4096, MOST_EDITS = 3, LONGEST_INNER = 1 << 13 };

/* What a kind of document is made of. */
typedef struct json_words {
    const vocabulary_list *examples; /* NULL: of requests */
    const vocabulary_list *names;    /* of members; NULL: of parameters */
} json_words;

/* A draft, and what is read of it. JSON that a string of it holds is one of its own. */
typedef struct json_draft {
    fuzz_draft *draft;
    sg_document document;
    json_words words;
    bool is_inner;
    bool is_template;
} json_draft;

/* ------------------------------------------------------------------------- reading */

static bool read_draft(json_draft *json)
{
    static const sg_read_limits limits = {DEPTH, VALUES};
    sg_document *document = &json->document;
    sg_read_end end;

    if (!document->allocator)
        sg_document_init(document, &sg_default_allocator);
    document->nodes.count = 0;
    document->duplicates.count = 0;
    document->scratch.bytes.count = 0;
    document->source = (sg_text){json->draft->bytes, json->draft->size};
    return sg_scratch_reserve(document, json->draft->size) &&
           sg_read_json(document, document->source, SG_READ_INNER, &limits, &end) &&
           end.kind == SG_FAULT_COUNT;
}

static const sg_node *node_at(const json_draft *json, uint32_t index)
{
    return sg_document_node(&json->document, index);
}

#define OF(kind) (1U << (kind))
#define ANY_VALUE (OF(SG_KEY) - 1U)
#define SCALARS (OF(SG_NULL) | OF(SG_FALSE) | OF(SG_TRUE) | OF(SG_NUMBER) | OF(SG_STRING))

/* Some node of these kinds, or SG_NO_NODE. */
static uint32_t pick(json_draft *json, unsigned kinds)
{
    uint32_t count = (uint32_t)json->document.nodes.count;
    uint32_t start = (uint32_t)draft_below(json->draft, count);

    for (uint32_t i = 0; i < count; i++) {
        uint32_t index = (start + i) % count;

        if (kinds & OF(node_at(json, index)->kind))
            return index;
    }
    return SG_NO_NODE;
}

/* A member, or an element: its name, if it has one, and its value. */
typedef struct fuzz_stretch {
    size_t begin;
    size_t end;
} fuzz_stretch;

static fuzz_stretch stretch_of(const json_draft *json, uint32_t index)
{
    const sg_node *node = node_at(json, index);
    fuzz_stretch stretch = {node->begin, node->end};

    if (node->kind == SG_KEY)
        stretch.end = node_at(json, index + 1)->end;
    return stretch;
}

/* A member or an element: not the document itself, and no value of a member. */
static uint32_t pick_part(json_draft *json)
{
    uint32_t index = pick(json, OF(SG_KEY) | ANY_VALUE);

    if (index == 0)
        return SG_NO_NODE;
    return node_at(json, index - 1)->kind == SG_KEY ? index - 1 : index;
}

/* ----------------------------------------------------------------------- operations */

/* The parameter that a name means, whatever stands in front of its last dot. */
static const vocabulary_parameter *parameter_at(json_draft *json, uint32_t key)
{
    sg_text name = sg_node_content(json->document.source, node_at(json, key));
    size_t begin = name.size;

    while (begin > 0 && name.bytes[begin - 1] != '.')
        begin--;
    return vocabulary_find(name.bytes + begin, name.size - begin);
}

/* Another value of the same parameter: on the other side of a bound, as like as not. */
static bool put_value(json_draft *json, fuzz_piece *out)
{
    uint32_t key = pick(json, OF(SG_KEY));
    fuzz_stretch value;

    if (key == SG_NO_NODE)
        return false;
    value = stretch_of(json, key + 1);
    compose_value_of(json->draft, parameter_at(json, key), out);
    return draft_put_piece(json->draft, value.begin, value.end, out);
}

static bool put_any_value(json_draft *json, fuzz_piece *out)
{
    uint32_t index = pick(json, json->is_inner ? SCALARS : ANY_VALUE);

    if (index == SG_NO_NODE || (index == 0 && !draft_once_in(json->draft, 8)))
        return false;
    compose_value(json->draft, out);
    return draft_put_piece(
        json->draft, node_at(json, index)->begin, node_at(json, index)->end, out);
}

/* A member of a document that is no request. */
static void add_named(json_draft *json, fuzz_piece *out)
{
    static const char *const values[] = {"true", "false", "{}", "{\"enabled\":true}"};
    fuzz_draft *draft = json->draft;
    bool is_word = draft_once_in(draft, 4);
    const vocabulary_text *name;

    name = compose_pick(draft, is_word ? &vocabulary_get()->words : json->words.names);
    compose_string(draft, name->bytes, name->size, out);
    piece_add_text(out, ":");
    if (json->is_template)
        compose_value_of(draft, vocabulary_find(name->bytes, name->size), out);
    else if (draft_once_in(draft, 4))
        compose_value(draft, out);
    else
        piece_add_text(out, values[draft_below(draft, sizeof values / sizeof *values)]);
}

static bool insert_member(json_draft *json, fuzz_piece *out)
{
    uint32_t index = draft_once_in(json->draft, 4) ? pick(json, OF(SG_OBJECT)) : 0;
    const sg_node *object = index == SG_NO_NODE ? NULL : node_at(json, index);

    if (!object || object->kind != SG_OBJECT)
        return false;
    if (json->words.names)
        add_named(json, out);
    else
        compose_member(json->draft, out);
    if (object->link > index + 1)
        piece_add_text(out, ",");
    return draft_put_piece(json->draft, object->begin + 1, object->begin + 1, out);
}

static bool insert_element(json_draft *json, fuzz_piece *out)
{
    uint32_t index = pick(json, OF(SG_ARRAY));
    const sg_node *array = index == SG_NO_NODE ? NULL : node_at(json, index);

    if (!array)
        return false;
    compose_value(json->draft, out);
    if (array->link > index + 1)
        piece_add_text(out, ",");
    return draft_put_piece(json->draft, array->begin + 1, array->begin + 1, out);
}

/* With the comma behind it or, if it is the last one, that in front of it. */
static bool delete_part(json_draft *json, fuzz_piece *out)
{
    uint32_t index = pick_part(json);
    const char *bytes = json->draft->bytes;
    fuzz_stretch part;

    (void)out;
    if (index == SG_NO_NODE)
        return false;
    part = stretch_of(json, index);
    while (part.end < json->draft->size && strchr(" \t\r\n", bytes[part.end]))
        part.end++;
    if (bytes[part.end] == ',')
        return draft_put(json->draft, part.begin, part.end + 1, "", 0);
    for (size_t i = part.begin; i-- > 0 && strchr(" \t\r\n,", bytes[i]);)
        if (bytes[i] == ',')
            return draft_put(json->draft, i, part.end, "", 0);
    return draft_put(json->draft, part.begin, part.end, "", 0);
}

static void add_stretch(const json_draft *json, fuzz_stretch part, fuzz_piece *out)
{
    piece_add(out, json->draft->bytes + part.begin, part.end - part.begin);
}

static bool duplicate_part(json_draft *json, fuzz_piece *out)
{
    uint32_t index = pick_part(json);
    size_t times = draft_once_in(json->draft, 8) ? 24 : 1;
    fuzz_stretch part;

    if (index == SG_NO_NODE)
        return false;
    part = stretch_of(json, index);
    for (size_t i = 0; i < times; i++) {
        piece_add_text(out, ",");
        add_stretch(json, part, out);
    }
    return draft_put_piece(json->draft, part.end, part.end, out);
}

static bool swap_parts(json_draft *json, fuzz_piece *out)
{
    uint32_t one = pick_part(json);
    uint32_t other = pick_part(json);
    fuzz_stretch a;
    fuzz_stretch b;

    if (one == SG_NO_NODE || other == SG_NO_NODE ||
        (node_at(json, one)->kind == SG_KEY) != (node_at(json, other)->kind == SG_KEY))
        return false;
    a = stretch_of(json, one < other ? one : other);
    b = stretch_of(json, one < other ? other : one);
    if (a.end > b.begin)
        return false;
    add_stretch(json, b, out);
    add_stretch(json, (fuzz_stretch){a.end, b.begin}, out);
    add_stretch(json, a, out);
    return draft_put_piece(json->draft, a.begin, b.end, out);
}

static void add_name(fuzz_draft *draft, sg_text old, fuzz_piece *out)
{
    const vocabulary *all = vocabulary_get();
    const vocabulary_text *other = compose_pick(draft, &all->names);
    sg_text name = draft_once_in(draft, 2) ? old : (sg_text){other->bytes, other->size};
    size_t at = name.size ? draft_below(draft, name.size) : 0;
    size_t begin = out->size;

    for (size_t i = 0; i < name.size; i++) {
        bool is_number = name.bytes[i] == 'N' && i > 0 && name.bytes[i - 1] == '.';

        if (is_number)
            compose_item(draft, out);
        else
            piece_add(out, name.bytes + i, 1);
    }
    if (draft_once_in(draft, 2) || out->size == begin)
        return;
    at = begin + (at < out->size - begin ? at : 0);
    switch (draft_below(draft, 4)) {
    case 0:
        out->size--;
        break;
    case 1:
        piece_add_text(out, ".1");
        break;
    default:
        /* Another letter case, or another letter. */
        out->bytes[at] ^= draft_once_in(draft, 4) ? 1 : ' ';
    }
}

static bool rename_member(json_draft *json, fuzz_piece *out)
{
    uint32_t key = pick(json, OF(SG_KEY));
    static fuzz_piece name;
    const sg_node *node;

    if (key == SG_NO_NODE)
        return false;
    node = node_at(json, key);
    name.size = 0;
    add_name(json->draft, sg_node_content(json->document.source, node), &name);
    compose_string(json->draft, name.bytes, name.size, out);
    return draft_put_piece(json->draft, node->begin, node->end, out);
}

/* A text for a number and the other way round, an array for what is alone, and so on. */
static bool swap_type(json_draft *json, fuzz_piece *out)
{
    uint32_t index = pick(json, ANY_VALUE);
    const sg_node *node = node_at(json, index);
    sg_text raw = sg_node_raw(json->document.source, node);

    if (index == 0)
        return false;
    switch (draft_below(json->draft, 4)) {
    case 0:
        piece_add_text(out, "[");
        piece_add(out, raw.bytes, raw.size);
        piece_add_text(out, "]");
        break;
    case 1:
        if (node->kind != SG_STRING || (node->flags & SG_ESCAPED))
            return false;
        piece_add(out, raw.bytes + 1, raw.size - 2);
        break;
    case 2:
        piece_add_text(out, "{\"1\":");
        piece_add(out, raw.bytes, raw.size);
        piece_add_text(out, "}");
        break;
    default:
        compose_string(json->draft, raw.bytes, raw.size, out);
    }
    return draft_put_piece(json->draft, node->begin, node->end, out);
}

/* The same character in another spelling, so that nothing else changes. */
static bool respell(json_draft *json, fuzz_piece *out)
{
    uint32_t index = pick(json, OF(SG_KEY) | OF(SG_STRING));
    const sg_node *node = index == SG_NO_NODE ? NULL : node_at(json, index);

    if (!node)
        return false;
    piece_add_text(out, "\"");
    for (size_t i = node->begin + 1; i + 1 < node->end; i++) {
        const char *byte = json->draft->bytes + i;
        char unit[8];

        if (*byte == '\\') {
            piece_add(out, byte, 2);
            i++;
        } else if ((unsigned char)*byte < 0x80 && draft_once_in(json->draft, 3)) {
            snprintf(
                unit, sizeof unit, draft_once_in(json->draft, 2) ? "\\u%04x" : "\\u%04X",
                (unsigned char)*byte);
            piece_add_text(out, unit);
        } else {
            piece_add(out, byte, 1);
        }
    }
    piece_add_text(out, "\"");
    return draft_put_piece(json->draft, node->begin, node->end, out);
}

/* Characters of every size, controls and halves among them and what is none, or a word.
 */
static void add_characters(fuzz_draft *draft, fuzz_piece *out)
{
    static const char *const characters[] = {
        "a",
        "A",
        "0",
        " ",
        "\\n",
        "\\u0020",
        "~",
        "~1",
        "\\\"",
        "\\\\",
        "/",
        ":",
        "_",
        "-",
        ".",
        "!",
        "\xC3\xA9",
        "\xE5\xBF\xAB",
        "\xE3\x80\x82",
        "\xF0\xA0\xAE\xB7",
        "\\ud842\\udfb7",
        "\\ud842\\u0041",
        "\xE0\x80\xAF",
        "\xED\xA0\x80",
        "\\u5feb",
        "\x7F",
        "\xE2\x80\xAE",
        "\xEF\xBB\xBF"};
    /* The first and the last of those that no text of JSON may hold as they are. */
    static const char *const controls[] = {"\\u0000", "\\u001f"};
    const vocabulary_text *word = compose_pick(draft, &vocabulary_get()->words);
    size_t times = draft_once_in(draft, 4) ? 1 + draft_below(draft, 130) : 1;
    const char *character =
        draft_once_in(draft, 8)
            ? controls[draft_below(draft, 2)]
            : characters[draft_below(draft, sizeof characters / sizeof *characters)];

    if (draft_once_in(draft, 4)) {
        compose_content(draft, word->bytes, word->size, out);
        return;
    }
    while (times-- > 0)
        piece_add_text(out, character);
}

static bool insert_characters(json_draft *json, fuzz_piece *out)
{
    unsigned kinds = OF(SG_STRING) | (draft_once_in(json->draft, 3) ? OF(SG_KEY) : 0);
    uint32_t index = pick(json, kinds);
    const sg_node *node = index == SG_NO_NODE ? NULL : node_at(json, index);
    size_t at;

    if (!node)
        return false;
    add_characters(json->draft, out);
    at = draft_once_in(json->draft, 2) ? node->begin + 1 : node->end - 1;
    return draft_put_piece(json->draft, at, at, out);
}

static bool insert_blanks(json_draft *json, fuzz_piece *out)
{
    static const char *const blanks[] = {" ", "\n", "\t", "\r\n", "  \n  "};
    const sg_node *node = node_at(json, pick(json, OF(SG_KEY) | ANY_VALUE));
    size_t at = draft_once_in(json->draft, 2) ? node->begin : node->end;

    piece_add_text(out, blanks[draft_below(json->draft, sizeof blanks / sizeof *blanks)]);
    return draft_put_piece(json->draft, at, at, out);
}

static bool truncate_at(json_draft *json, fuzz_piece *out)
{
    const sg_node *node = node_at(json, pick(json, OF(SG_KEY) | ANY_VALUE));

    (void)out;
    json->draft->size = draft_once_in(json->draft, 2) ? node->begin : node->end;
    return true;
}

static bool scramble_scalar(json_draft *json, fuzz_piece *out)
{
    const sg_node *node;
    uint32_t index = pick(json, OF(SG_KEY) | SCALARS);
    uint32_t quotes;

    (void)out;
    if (index == SG_NO_NODE)
        return false;
    node = node_at(json, index);
    quotes = node->kind == SG_KEY || node->kind == SG_STRING;
    return draft_scramble(json->draft, node->begin + quotes, node->end - quotes);
}

static bool scramble_all(json_draft *json, fuzz_piece *out)
{
    (void)out;
    return draft_scramble(json->draft, 0, json->draft->size);
}

static bool put_example(json_draft *json, fuzz_piece *out)
{
    const vocabulary_list *list = json->words.examples
                                      ? json->words.examples
                                      : &vocabulary_get()->requests[SNAPGUARD_JSON];
    const vocabulary_text *text = compose_pick(json->draft, list);

    piece_add(out, text->bytes, text->size);
    return draft_put_piece(json->draft, 0, json->draft->size, out);
}

/* An array of this request and another one. */
static bool put_into_array(json_draft *json, fuzz_piece *out)
{
    const vocabulary_list *list = &vocabulary_get()->requests[SNAPGUARD_JSON];
    const vocabulary_text *text = compose_pick(json->draft, list);

    piece_add_text(out, "[");
    piece_add(out, json->draft->bytes, json->draft->size);
    piece_add_text(out, ",");
    piece_add(out, text->bytes, text->size);
    piece_add_text(out, "]");
    return draft_put_piece(json->draft, 0, json->draft->size, out);
}

static bool change_inner(json_draft *json, fuzz_piece *out);

/* A list that a string holds becomes one of the document. */
static bool open_string(json_draft *json, fuzz_piece *out)
{
    uint32_t index = pick(json, OF(SG_STRING));
    sg_text text;

    if (index == SG_NO_NODE)
        return false;
    text =
        sg_document_string(&json->document, json->document.source, node_at(json, index));
    if (text.size == 0 || *text.bytes != '[')
        return false;
    piece_add(out, text.bytes, text.size);
    return draft_put_piece(
        json->draft, node_at(json, index)->begin, node_at(json, index)->end, out);
}

/* What is known only later, or stands elsewhere in the document. */
static bool refer(json_draft *json, fuzz_piece *out)
{
    static const char *const references[] = {
        "{\"Ref\":\"A\"}",
        "{\"Ref\":\"B\"}",
        "{\"Fn::Sub\":\"${A}\"}",
        "{\"Fn::Sub\":[\"${A}-x\",{\"A\":\"1\"}]}",
        "{\"Fn::GetAtt\":[\"P\",\"AutoSnapshotPolicyId\"]}",
        "{\"Fn::Split\":[\",\",{\"Ref\":\"A\"}]}",
        "[{\"Ref\":\"A\"},1]",
        "true"};
    uint32_t index = pick(json, ANY_VALUE);

    if (index == 0)
        return false;
    piece_add_text(
        out,
        references[draft_below(json->draft, sizeof references / sizeof *references)]);
    return draft_put_piece(
        json->draft, node_at(json, index)->begin, node_at(json, index)->end, out);
}

/* The inputs that references are to, the first thing of the document. */
static bool add_inputs(json_draft *json, fuzz_piece *out)
{
    uint32_t key = pick(json, OF(SG_KEY));
    const sg_node *root = node_at(json, 0);

    if (root->kind != SG_OBJECT || root->link == 1)
        return false;
    piece_add_text(out, "\"Parameters\":{\"A\":{\"Type\":\"Json\",\"Default\":");
    compose_value_of(json->draft, parameter_at(json, key), out);
    piece_add_text(out, "},\"B\":{\"Type\":\"String\"}},");
    return draft_put_piece(json->draft, root->begin + 1, root->begin + 1, out);
}

/* Which documents an operation is for. */
enum { FOR_REQUESTS = 1, FOR_INNER = 2, FOR_TEMPLATES = 4 };
enum { FOR_WHOLE = FOR_REQUESTS | FOR_TEMPLATES, FOR_ALL = FOR_WHOLE | FOR_INNER };

typedef struct operation {
    bool (*change)(json_draft *json, fuzz_piece *out);
    size_t weight;
    unsigned documents;
} operation;

static const operation operations[] = {
    {put_value,         20, FOR_WHOLE    },
    {insert_member,     12, FOR_WHOLE    },
    {change_inner,      14, FOR_WHOLE    },
    {rename_member,     6,  FOR_WHOLE    },
    {delete_part,       6,  FOR_ALL      },
    {duplicate_part,    6,  FOR_ALL      },
    {put_any_value,     6,  FOR_ALL      },
    {insert_element,    5,  FOR_ALL      },
    {insert_characters, 6,  FOR_ALL      },
    {swap_parts,        3,  FOR_ALL      },
    {swap_type,         3,  FOR_ALL      },
    {respell,           4,  FOR_ALL      },
    {insert_blanks,     2,  FOR_ALL      },
    {scramble_scalar,   5,  FOR_ALL      },
    {put_into_array,    1,  FOR_REQUESTS },
    {put_example,       5,  FOR_WHOLE    },
    {scramble_all,      2,  FOR_ALL      },
    {open_string,       8,  FOR_TEMPLATES},
    {refer,             8,  FOR_TEMPLATES},
    {add_inputs,        3,  FOR_TEMPLATES},
    {truncate_at,       1,  FOR_ALL      },
};

static const operation *choose(json_draft *json)
{
    unsigned document = json->is_inner      ? FOR_INNER
                        : json->is_template ? FOR_TEMPLATES
                                            : FOR_REQUESTS;
    const operation *chosen;

    do
        chosen = &operations[draft_choose(
            json->draft, &operations[0].weight, sizeof *operations,
            sizeof operations / sizeof *operations)];
    while (!(chosen->documents & document));
    return chosen;
}

void mutate_inner_json(fuzz_draft *draft)
{
    static json_draft inner = {.is_inner = true};
    static fuzz_piece changed;

    inner.draft = draft;
    changed.size = 0;
    if (read_draft(&inner))
        choose(&inner)->change(&inner, &changed);
    else
        draft_scramble(draft, 0, draft->size);
}

/* Open the JSON that a string holds, change it, and write the string anew. */
static bool change_inner(json_draft *json, fuzz_piece *out)
{
    static char bytes[LONGEST_INNER];
    uint32_t index = pick(json, OF(SG_STRING));
    fuzz_draft draft;
    sg_text text;

    if (index == SG_NO_NODE)
        return false;
    text =
        sg_document_string(&json->document, json->document.source, node_at(json, index));
    if (text.size > sizeof bytes / 2)
        return false;
    memcpy(bytes, text.bytes, text.size);
    draft = (struct fuzz_draft){bytes, text.size, sizeof bytes, json->draft->state};
    mutate_inner_json(&draft);
    json->draft->state = draft.state;
    compose_string(json->draft, bytes, draft.size, out);
    return draft_put_piece(
        json->draft, node_at(json, index)->begin, node_at(json, index)->end, out);
}

/* What is not JSON any more is mostly begun anew. */
static void begin_anew(const json_draft *json)
{
    fuzz_draft *draft = json->draft;
    const vocabulary_text *base = &vocabulary_get()->base;

    if (draft_once_in(draft, 4)) {
        draft_scramble(draft, 0, draft->size);
        return;
    }
    if (json->is_template)
        base = compose_pick(draft, json->words.examples);
    draft_put(draft, 0, draft->size, base->bytes, base->size);
}

static void edit(json_draft *json)
{
    static fuzz_piece out;
    fuzz_draft *draft = json->draft;

    for (size_t edits = 1 + draft_below(draft, MOST_EDITS); edits > 0; edits--) {
        if (!read_draft(json)) {
            begin_anew(json);
            return;
        }
        for (bool done = false; !done && draft_below(draft, 32) > 0;) {
            out.size = 0;
            done = choose(json)->change(json, &out);
        }
    }
}

void mutate_json(fuzz_draft *draft)
{
    static json_draft json;

    json.draft = draft;
    edit(&json);
}

void mutate_template(fuzz_draft *draft)
{
    static json_draft json = {.is_template = true};

    json.draft = draft;
    json.words.examples = &vocabulary_get()->templates;
    json.words.names = &vocabulary_get()->properties;
    edit(&json);
}

/* Packs have rules, and facts have none: what is a member of one is a slip in the other.
 */
static bool has_rules(const fuzz_draft *draft)
{
    static const char key[] = "\"rules\"";
    const size_t size = sizeof key - 1;

    for (size_t i = 0; i + size <= draft->size; i++)
        if (memcmp(draft->bytes + i, key, size) == 0)
            return true;
    return false;
}

/* Most of a corpus are packs, which have more ways to go wrong. */
static void begin_with_facts(fuzz_draft *draft)
{
    const vocabulary_text *facts = compose_pick(draft, &vocabulary_get()->facts);

    draft_put(draft, 0, draft->size, facts->bytes, facts->size);
}

static bool is_digit(const fuzz_draft *draft, size_t at)
{
    return at < draft->size && draft->bytes[at] >= '0' && draft->bytes[at] <= '9';
}

/* The colon in front of the first count behind some place, or the end. */
static size_t find_count(const fuzz_draft *draft, size_t from)
{
    while (from < draft->size &&
           (draft->bytes[from] != ':' || !is_digit(draft, from + 1)))
        from++;
    return from;
}

/* The first count behind some place becomes one at which counts end. */
static void end_count(fuzz_draft *draft)
{
    static const char *const ends[] = {"2147483647", "2147483648"};
    const char *end = ends[draft_below(draft, 2)];
    size_t colon = find_count(draft, draft_below(draft, draft->size + 1));
    size_t to;

    for (int tries = 0; tries < 8 && colon == draft->size; tries++) {
        if (find_count(draft, 0) == draft->size)
            begin_with_facts(draft);
        colon = find_count(draft, 0);
    }
    if (colon == draft->size)
        return;
    for (to = colon + 1; is_digit(draft, to); to++)
        continue;
    draft_put(draft, colon + 1, to, end, strlen(end));
}

void mutate_pack(fuzz_draft *draft)
{
    static json_draft json;
    const vocabulary *all = vocabulary_get();
    bool is_pack;
    bool is_json = draft->size && strchr("{[ ", draft->bytes[0]) && draft->bytes[0];

    if (!is_json && !draft_once_in(draft, 8)) {
        draft_scramble(draft, 0, draft->size);
        return;
    }
    json.draft = draft;
    is_pack = is_json && has_rules(draft);
    if (is_pack && draft_once_in(draft, 2)) {
        begin_with_facts(draft);
        is_pack = false;
    }
    json.words.examples = is_pack || draft_once_in(draft, 8) ? &all->packs : &all->facts;
    json.words.names = is_pack ? &all->members : &all->fact_names;
    if (is_json && !is_pack && draft_once_in(draft, 4))
        end_count(draft);
    else if (is_json)
        edit(&json);
    else
        draft->size = 0;
    if (draft->size == 0)
        draft_put(draft, 0, 0, "{}", 2);
}

/* ----------------------------------------------------------------------- cross-over */

/* A member or an element of the other document beside, or instead of, one of this. */
void cross_json(fuzz_draft *draft, const char *other, size_t size)
{
    static char bytes[LONGEST_INNER];
    static json_draft mine;
    static json_draft theirs;
    static fuzz_piece out;
    static fuzz_draft copy;
    uint32_t to;
    uint32_t from;
    fuzz_stretch part;

    if (size > sizeof bytes)
        return;
    memcpy(bytes, other, size);
    copy = (fuzz_draft){bytes, size, sizeof bytes, 0};
    draft_seed(&copy, draft->state);
    mine.draft = draft;
    theirs.draft = &copy;
    if (!read_draft(&mine) || !read_draft(&theirs)) {
        mutate_json(draft);
        return;
    }
    to = pick_part(&mine);
    from = pick_part(&theirs);
    if (to == SG_NO_NODE || from == SG_NO_NODE ||
        (node_at(&mine, to)->kind == SG_KEY) != (node_at(&theirs, from)->kind == SG_KEY))
        return;
    part = stretch_of(&mine, to);
    out.size = 0;
    add_stretch(&theirs, stretch_of(&theirs, from), &out);
    if (draft_once_in(draft, 2)) {
        piece_add_text(&out, ",");
        part.end = part.begin;
    }
    draft_put_piece(draft, part.begin, part.end, &out);
}
