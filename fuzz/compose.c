#include "compose.h"

#include <stdio.h>
#include <string.h>

const vocabulary_text *compose_pick(fuzz_draft *draft, const vocabulary_list *list)
{
    return &list->texts[draft_below(draft, list->count)];
}

/* As the content of a JSON string, written plainly or, now and then, with escapes that
 * need not be. */
void compose_content(fuzz_draft *draft, const char *bytes, size_t size, fuzz_piece *out)
{
    size_t escapes = draft_once_in(draft, 8) ? 3 : 0;
    char unit[8];

    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        bool must = byte < ' ' || byte == '"' || byte == '\\';

        if (byte < 0x80 && (must || (escapes && draft_once_in(draft, escapes)))) {
            if ((byte == '"' || byte == '\\') && !draft_once_in(draft, 16))
                snprintf(unit, sizeof unit, "\\%c", byte);
            else
                snprintf(unit, sizeof unit, "\\u%04x", byte);
            piece_add_text(out, unit);
        } else {
            piece_add(out, bytes + i, 1);
        }
    }
}

void compose_string(fuzz_draft *draft, const char *bytes, size_t size, fuzz_piece *out)
{
    piece_add_text(out, "\"");
    compose_content(draft, bytes, size, out);
    piece_add_text(out, "\"");
}

/* Numbers at which types and the ways of writing them end, whatever a rule says, and
 * now and then what is nearly one. */
static void add_number(fuzz_draft *draft, fuzz_piece *out)
{
    static const char *const special[] = {
        "-0",
        "1.0",
        "1e0",
        "1E+2",
        "0.5",
        "-1.5",
        "1e99",
        "2147483647",
        "2147483648",
        "9223372036854775807",
        "-1",
        "0",
        "1e-400",
        "4294967297",
        "9223372036854775808",
        "18446744073709551617"};
    static const char *const broken[] = {"01",   "-01", "00",  "-",    "1.",
                                         ".5",   "1e",  "1e+", "+1",   "0x1",
                                         "1.e1", "-a",  "0.",  "1.5e", "--1"};
    char text[32];

    if (draft_once_in(draft, 24)) {
        piece_add_text(out, broken[draft_below(draft, sizeof broken / sizeof *broken)]);
        return;
    }
    if (draft_once_in(draft, 3)) {
        piece_add_text(
            out, special[draft_below(draft, sizeof special / sizeof *special)]);
        return;
    }
    snprintf(text, sizeof text, "%d", (int)draft_below(draft, 27) - 1);
    piece_add_text(out, text);
}

/* Some value, whatever it is for. */
void compose_value(fuzz_draft *draft, fuzz_piece *out)
{
    static const char *const literals[] = {
        "null", "true",  "false",    "\"\"",        "{}",          "[]",
        "[{}]", "[[1]]", "\"true\"", "\"\\u0000\"", "{\"a\":null}"};
    const vocabulary_text *text;
    fuzz_piece number;

    switch (draft_below(draft, 4)) {
    case 0:
        piece_add_text(
            out, literals[draft_below(draft, sizeof literals / sizeof *literals)]);
        return;
    case 1:
        add_number(draft, out);
        return;
    case 2:
        number.size = 0;
        add_number(draft, &number);
        compose_string(draft, number.bytes, number.size, out);
        return;
    default:
        text = compose_pick(draft, &vocabulary_get()->words);
        compose_string(draft, text->bytes, text->size, out);
    }
}

void compose_value_of(
    fuzz_draft *draft, const vocabulary_parameter *parameter, fuzz_piece *out)
{
    const vocabulary_text *text;

    if (!parameter || parameter->values.count == 0 || draft_once_in(draft, 12)) {
        compose_value(draft, out);
        return;
    }
    text = compose_pick(draft, &parameter->values);
    piece_add(out, text->bytes, text->size);
}

/* The numbers of a list begin at 1, and where it ends a rule says. */
void compose_item(fuzz_draft *draft, fuzz_piece *out)
{
    static const char *const wild[] = {"0", "01", "N", "", "4294967297", "-1"};
    char text[16];

    if (draft_once_in(draft, 12)) {
        piece_add_text(out, wild[draft_below(draft, sizeof wild / sizeof *wild)]);
        return;
    }
    snprintf(
        text, sizeof text, "%d",
        1 + (int)draft_below(draft, draft_once_in(draft, 3) ? 23 : 3));
    piece_add_text(out, text);
}

/* "Tag.N.Key" as it stands on the wire. */
static void add_wire_name(fuzz_draft *draft, const char *name, fuzz_piece *out)
{
    const char *item = strstr(name, ".N.");

    if (!item) {
        piece_add_text(out, name);
        return;
    }
    piece_add(out, name, (size_t)(item - name) + 1);
    compose_item(draft, out);
    piece_add_text(out, item + 2);
}

/* A member, flat as it stands on the wire. */
static void
add_flat(fuzz_draft *draft, const vocabulary_parameter *parameter, fuzz_piece *out)
{
    piece_add_text(out, "\"");
    add_wire_name(draft, parameter->name, out);
    piece_add_text(out, "\":");
    compose_value_of(draft, parameter, out);
}

/* The same, nested in its groups and lists. */
static void
add_nested(fuzz_draft *draft, const vocabulary_parameter *parameter, fuzz_piece *out)
{
    const char *name = parameter->name;
    const char *dot = strchr(name, '.');
    const char *closing[4];
    size_t depth = 0;

    for (; dot && depth < 3; dot = strchr(name, '.')) {
        bool is_list = strncmp(dot, ".N.", 3) == 0;

        piece_add_text(out, "\"");
        piece_add(out, name, (size_t)(dot - name));
        piece_add_text(out, is_list ? "\":[{" : "\":{");
        closing[depth++] = is_list ? "}]" : "}";
        name = dot + (is_list ? 3 : 1);
    }
    piece_add_text(out, "\"");
    piece_add_text(out, name);
    piece_add_text(out, "\":");
    compose_value_of(draft, parameter, out);
    while (depth > 0)
        piece_add_text(out, closing[--depth]);
}

void compose_member(fuzz_draft *draft, fuzz_piece *out)
{
    const vocabulary *all = vocabulary_get();
    const vocabulary_parameter *parameter =
        &all->parameters[draft_below(draft, all->parameter_count)];
    const vocabulary_text *name;

    if (draft_once_in(draft, 8)) {
        name = compose_pick(draft, &all->names);
        compose_string(draft, name->bytes, name->size, out);
        piece_add_text(out, ":");
        compose_value(draft, out);
    } else if (draft_once_in(draft, 2)) {
        add_flat(draft, parameter, out);
    } else {
        add_nested(draft, parameter, out);
    }
}
