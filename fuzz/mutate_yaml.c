/* YAML is lines, and how far each is indented. */
#include "mutate.h"

#include "compose.h"

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LINES = 512, DEEPEST = 24 };

typedef struct stretch {
    size_t begin;
    size_t end; /* behind the end of the line */
} stretch;

typedef struct lines {
    stretch all[MOST_LINES];
    size_t count;
} lines;

static void read_lines(lines *found, const char *bytes, size_t size)
{
    size_t begin = 0;

    found->count = 0;
    while (begin < size && found->count < MOST_LINES) {
        const char *end = memchr(bytes + begin, '\n', size - begin);
        stretch *line = &found->all[found->count++];

        line->begin = begin;
        line->end = end ? (size_t)(end - bytes) + 1 : size;
        begin = line->end;
    }
}

/* ---------------------------------------------------------------- a template in blocks
 */

static void indent(fuzz_piece *out, size_t depth)
{
    for (size_t i = 0; i < depth; i++)
        piece_add_text(out, "  ");
}

static bool is_block(const json_t *value)
{
    return json_object_size(value) > 0 || json_array_size(value) > 0;
}

static void write_block(fuzz_piece *out, const json_t *value, size_t depth);

static void write_item(fuzz_piece *out, const json_t *value, size_t depth)
{
    piece_add_text(out, is_block(value) ? "\n" : " ");
    write_block(out, value, depth + 1);
}

/* Whatever stands alone is written as JSON. */
static void write_block(fuzz_piece *out, const json_t *value, size_t depth)
{
    const char *name;
    json_t *member;
    size_t i;
    char *text;

    if (!is_block(value) || depth == DEEPEST) {
        text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
        piece_add_text(out, text ? text : "~");
        piece_add_text(out, "\n");
        free(text);
        return;
    }
    json_object_foreach ((json_t *)(uintptr_t)value, name, member) {
        indent(out, depth);
        piece_add_text(out, name);
        piece_add_text(out, ":");
        write_item(out, member, depth);
    }
    json_array_foreach (value, i, member) {
        indent(out, depth);
        piece_add_text(out, "-");
        write_item(out, member, depth);
    }
}

/* A valid template takes the place of all there is. */
static void begin_anew(fuzz_draft *draft)
{
    static fuzz_piece out;
    const vocabulary_text *template = compose_pick(draft, &vocabulary_get()->templates);
    json_t *value = json_loadb(template->bytes, template->size, 0, NULL);

    out.size = 0;
    write_block(&out, value, 0);
    json_decref(value);
    draft_put_piece(draft, 0, draft->size, &out);
}

/* --------------------------------------------------------------------------- mutations
 */

static const char *const signs[] = {
    "&a ",
    "*a",
    "<<: *a",
    "<<: [*a, *b]",
    "!Ref Days",
    "!GetAtt a.b",
    "!!str ",
    "!!x ",
    "|-\n",
    ">+\n",
    "? ",
    ": ",
    "- ",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "# a\n",
    "\"\\x41\"",
    "\"\\ud842\\udfb7\"",
    "''''",
    "'",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ", ",
    "~",
    "Yes",
    "off",
    "null",
    "0o17",
    "0x1F",
    "010",
    "1_000",
    "1:30",
    ".inf",
    "-.NaN",
    "+1",
    "1e3",
    "1.0e+3",
    "2024-04-11",
    "\t",
    "\r\n",
    "\xC2\x85",
    "\xE2\x80\xA8",
    "\xEF\xBB\xBF",
    "\xE5\xA4\x9C",
    "\xFF",
    "\\\n",
};

static void insert(fuzz_draft *draft, const char *text, size_t size)
{
    size_t at = draft_below(draft, draft->size + 1);

    draft_put(draft, at, at, text, size);
}

static void insert_sign(fuzz_draft *draft)
{
    const char *sign = signs[draft_below(draft, sizeof signs / sizeof *signs)];

    insert(draft, sign, strlen(sign));
}

static size_t indentation_of(const fuzz_draft *draft, const stretch *line)
{
    size_t at = line->begin;

    while (at < line->end && draft->bytes[at] == ' ')
        at++;
    return at - line->begin;
}

static void change_indentation(fuzz_draft *draft, const stretch *line)
{
    static const char blanks[] = "    ";
    size_t size = draft_below(draft, sizeof blanks);
    size_t less = indentation_of(draft, line);

    draft_put(draft, line->begin, line->begin + (less < 2 ? less : 2), blanks, size);
}

/* Another line comes in front of this one, as it is. */
static void copy_line(fuzz_draft *draft, const stretch *line, const stretch *other)
{
    static fuzz_piece copy;

    copy.size = 0;
    piece_add(&copy, draft->bytes + other->begin, other->end - other->begin);
    draft_put_piece(draft, line->begin, line->begin, &copy);
}

/* Where a line says what a member is, that becomes another value of the vocabulary. */
static void change_value(fuzz_draft *draft, const stretch *line)
{
    static fuzz_piece out;
    size_t name = line->begin + indentation_of(draft, line);
    size_t end = line->end - (draft->bytes[line->end - 1] == '\n');
    const char *colon = memchr(draft->bytes + name, ':', end - name);
    size_t at;

    if (!colon)
        return;
    at = (size_t)(colon - draft->bytes);
    out.size = 0;
    piece_add_text(&out, draft_once_in(draft, 16) ? ": !Ref " : ": ");
    compose_value_of(draft, vocabulary_find(draft->bytes + name, at - name), &out);
    draft_put_piece(draft, at, end, &out);
}

static void write_member(fuzz_draft *draft, fuzz_piece *out)
{
    const vocabulary_text *name = compose_pick(draft, &vocabulary_get()->properties);

    piece_add(out, name->bytes, name->size);
    piece_add_text(out, ": ");
    compose_value_of(draft, vocabulary_find(name->bytes, name->size), out);
    piece_add_text(out, "\n");
}

/* Another member, indented as the line that it comes in front of. */
static void add_member(fuzz_draft *draft, const stretch *line)
{
    static fuzz_piece out;

    out.size = 0;
    piece_add(&out, draft->bytes + line->begin, indentation_of(draft, line));
    write_member(draft, &out);
    draft_put_piece(draft, line->begin, line->begin, &out);
}

/* Members that are merged there, of an object in front of all. */
static void add_merge(fuzz_draft *draft, const stretch *line)
{
    static fuzz_piece out;

    out.size = 0;
    piece_add(&out, draft->bytes + line->begin, indentation_of(draft, line));
    piece_add_text(&out, draft_once_in(draft, 4) ? "<<: [*m, *m]\n" : "<<: *m\n");
    if (!draft_put_piece(draft, line->begin, line->begin, &out))
        return;
    out.size = 0;
    piece_add_text(&out, "Common: &m\n");
    for (size_t count = 1 + draft_below(draft, 4); count > 0; count--) {
        piece_add_text(&out, "  ");
        write_member(draft, &out);
    }
    draft_put_piece(draft, 0, 0, &out);
}

static void change_line(fuzz_draft *draft, const lines *found)
{
    const stretch *line = &found->all[draft_below(draft, found->count)];

    switch (draft_below(draft, 8)) {
    case 0:
        change_indentation(draft, line);
        break;
    case 1:
        copy_line(draft, line, &found->all[draft_below(draft, found->count)]);
        break;
    case 2:
        draft_put(draft, line->begin, line->end, "", 0);
        break;
    case 3:
        add_member(draft, line);
        break;
    case 4:
        add_merge(draft, line);
        break;
    case 5:
        draft_scramble(draft, line->begin, line->end);
        break;
    default:
        change_value(draft, line);
    }
}

void mutate_yaml(fuzz_draft *draft)
{
    static lines found;

    if (draft->size < 2 || draft_once_in(draft, 64))
        begin_anew(draft);
    for (size_t edits = 1 + draft_below(draft, 3); edits > 0; edits--) {
        read_lines(&found, draft->bytes, draft->size);
        if (found.count == 0 || draft_once_in(draft, 4))
            insert_sign(draft);
        else
            change_line(draft, &found);
    }
}

/* Some lines of another text come in between. */
void cross_lines(fuzz_draft *draft, const char *other, size_t size)
{
    static lines mine;
    static lines theirs;
    size_t first;
    size_t last;
    size_t at;

    read_lines(&mine, draft->bytes, draft->size);
    read_lines(&theirs, other, size);
    if (mine.count == 0 || theirs.count == 0) {
        mutate_yaml(draft);
        return;
    }
    first = draft_below(draft, theirs.count);
    last = first + draft_below(draft, theirs.count - first);
    at = mine.all[draft_below(draft, mine.count)].begin;
    draft_put(
        draft, at, at, other + theirs.all[first].begin,
        theirs.all[last].end - theirs.all[first].begin);
}
