#include "message.h"

#include "check.h"
#include "escape.h"
#include "excerpt.h"
#include "fix.h"
#include "includes.h"
#include "pointer.h"
#include "reference.h"
#include "utf8.h"
#include "week.h"

enum { LONGEST_PATH = 80 };

typedef struct sg_expansion {
    const snapguard_finding *finding;
    sg_disclosure disclosure;
    sg_writer *writer;
} sg_expansion;

/* A placeholder: writes what it stands for, or answers false if that is not known. */
typedef bool sg_placeholder_function(const sg_expansion *expansion);

static const sg_name *names_of(const snapguard_finding *finding)
{
    return finding->report->request->program->names.names;
}

/* Of the document around the request, or NULL. */
static const sg_form *form_of(const snapguard_finding *finding)
{
    return finding->report->request->form;
}

/* ---------------------------------------------------------------------- placeholders */

/* A number that is too large to be kept is not told. */
static void write_item(sg_writer *writer, uint32_t item)
{
    if (item == UINT32_MAX)
        sg_writer_add(writer, SG_LITERAL("N"));
    else
        sg_writer_add_number(writer, item);
}

static void write_wire(const sg_expansion *expansion, uint16_t index)
{
    const sg_name *name = &names_of(expansion->finding)[index];
    sg_text wire = name->wire;
    sg_writer *writer = expansion->writer;
    uint32_t item = expansion->finding->item;

    for (size_t i = 0; i + 2 < wire.size; i++) {
        if (!sg_text_begins((sg_text){wire.bytes + i, wire.size - i}, SG_LITERAL(".N.")))
            continue;
        sg_writer_add(writer, (sg_text){wire.bytes, i + 1});
        write_item(writer, item);
        wire = (sg_text){wire.bytes + i + 2, wire.size - i - 2};
        break;
    }
    sg_writer_add(writer, wire);
    if (expansion->finding->is_item && name->role == SG_ROLE_LIST) {
        sg_writer_add(writer, SG_LITERAL("."));
        write_item(writer, item);
    }
}

static const sg_node *node_of(const snapguard_finding *finding, uint32_t node)
{
    return sg_document_node(finding->report->document, node);
}

static sg_text source_of(const snapguard_finding *finding)
{
    return finding->report->document->source;
}

static bool is_unknown_name(const snapguard_finding *finding)
{
    return finding->instruction->check == SG_CHECK_fault &&
           finding->instruction->operand.fault == SG_FAULT_NAME_UNKNOWN;
}

static bool write_parameter(const sg_expansion *expansion)
{
    const snapguard_finding *finding = expansion->finding;

    if (finding->name == SG_NO_NAME)
        return false;
    if (is_unknown_name(finding) && expansion->disclosure == SG_HIDE_NAMES)
        return false;
    write_wire(expansion, finding->name);
    if (!is_unknown_name(finding))
        return true;
    if (finding->name != SG_ROOT_NAME)
        sg_writer_add(expansion->writer, SG_LITERAL("."));
    sg_excerpt_write_content(
        source_of(finding), node_of(finding, finding->key), expansion->writer);
    return true;
}

static bool write_name(const sg_expansion *expansion)
{
    const snapguard_finding *finding = expansion->finding;

    if (finding->key == SG_NO_NODE)
        return false;
    if (expansion->disclosure == SG_HIDE_NAMES) {
        sg_writer_add(expansion->writer, SG_LITERAL("this name"));
        return true;
    }
    sg_excerpt_write(
        source_of(finding), node_of(finding, finding->key), expansion->writer);
    return true;
}

/* The value that the finding is about, and the text that it stands in. NULL if there is
 * none. */
static const sg_node *find_value(const snapguard_finding *finding, sg_text *text)
{
    const snapguard_report *report = finding->report;
    const sg_place *place = &finding->place;
    const sg_list *list = (const sg_list *)report->request->lists.data;

    if (place->node == SG_NO_NODE || place->node == report->request->root ||
        finding->is_at_name)
        return NULL;
    *text = source_of(finding);
    if (node_of(finding, place->node)->flags & SG_HEADER)
        return NULL;
    if (!place->list || place->inner == SG_NO_NODE)
        return node_of(finding, place->node);
    *text = list[place->list - 1].text;
    return node_of(finding, place->inner);
}

static bool write_value(const sg_expansion *expansion)
{
    sg_text text;
    const sg_node *value = find_value(expansion->finding, &text);

    if (!value)
        return false;
    if (expansion->disclosure == SG_SHOW_ALL)
        sg_excerpt_write(text, value, expansion->writer);
    else
        sg_writer_add(expansion->writer, SG_LITERAL("this value"));
    return true;
}

/* The character that the place is narrowed to, or else the first one of the value. */
static sg_node character_of(const snapguard_finding *finding)
{
    const sg_place *place = &finding->place;
    sg_node node = *node_of(finding, place->node);
    sg_text content = sg_node_content(source_of(finding), &node);
    char bytes[SG_ESCAPE_MOST];
    size_t read;
    size_t written;

    node.begin = place->begin;
    node.end = place->end;
    if (finding->instruction->operand.rest)
        return node;
    sg_node_resolver (&node)(content.bytes, bytes, &read, &written);
    node.begin = (uint32_t)(content.bytes - source_of(finding).bytes);
    node.end =
        node.begin + (uint32_t)sg_node_source(&node, content, sg_utf8_size(bytes[0]));
    return node;
}

static bool write_character(const sg_expansion *expansion)
{
    const snapguard_finding *finding = expansion->finding;
    sg_node character;

    if (expansion->disclosure != SG_SHOW_ALL) {
        sg_writer_add(expansion->writer, SG_LITERAL("this character"));
        return true;
    }
    character = character_of(finding);
    if (!(character.flags & SG_ENCODED))
        sg_writer_add(expansion->writer, SG_LITERAL("\""));
    if (character.flags & SG_ENCODED)
        sg_excerpt_write(source_of(finding), &character, expansion->writer);
    else
        sg_writer_add_excerpt(
            expansion->writer, sg_node_raw(source_of(finding), &character), SG_EXCERPT);
    if (!(character.flags & SG_ENCODED))
        sg_writer_add(expansion->writer, SG_LITERAL("\""));
    return true;
}

static bool write_number(const sg_expansion *expansion, bool is_known, int64_t number)
{
    if (is_known)
        sg_writer_add_number(expansion->writer, number);
    return is_known;
}

static bool write_min(const sg_expansion *expansion)
{
    const sg_operand *operand = &expansion->finding->instruction->operand;

    return write_number(expansion, operand->has_min, operand->min);
}

static bool write_max(const sg_expansion *expansion)
{
    const sg_operand *operand = &expansion->finding->instruction->operand;

    return write_number(expansion, operand->has_max, operand->max);
}

static bool write_total(const sg_expansion *expansion, bool is_known, uint64_t count)
{
    if (is_known)
        sg_writer_add_count(expansion->writer, count);
    return is_known;
}

/* A fault counts something only where it says so; a check may have counted none. */
static bool is_counted(const snapguard_finding *finding)
{
    return finding->instruction->check != SG_CHECK_fault || finding->count > 0;
}

static bool write_count(const sg_expansion *expansion)
{
    const snapguard_finding *finding = expansion->finding;

    return write_total(expansion, is_counted(finding), finding->count);
}

static bool write_limit(const sg_expansion *expansion)
{
    const snapguard_finding *finding = expansion->finding;

    return write_total(expansion, finding->limit > 0, finding->limit);
}

static bool write_over(const sg_expansion *expansion)
{
    const snapguard_finding *finding = expansion->finding;

    return write_total(
        expansion, is_counted(finding) && finding->count > finding->limit,
        finding->count - finding->limit);
}

static bool write_unit(const sg_expansion *expansion)
{
    static const char *const units[SNAPGUARD_MAX_PARAMETERS + 1] = {
        [SNAPGUARD_MAX_BYTES] = "bytes",
        [SNAPGUARD_MAX_DEPTH] = "levels",
        [SNAPGUARD_MAX_VALUES] = "values",
        [SNAPGUARD_MAX_PARAMETERS] = "parameters",
    };

    sg_writer_add(expansion->writer, sg_text_of(units[expansion->finding->unit]));
    return true;
}

/* A reader that is not the library's own has reasons of its own. */
static bool write_reason(const sg_expansion *expansion)
{
    const snapguard_finding *finding = expansion->finding;
    const char *reason = finding->reason == SG_SYNTAX_OTHER
                             ? finding->report->reason
                             : sg_syntax_text((sg_syntax)finding->reason);

    sg_writer_add(expansion->writer, sg_text_of(reason));
    return *reason != '\0';
}

static bool write_type(const sg_expansion *expansion)
{
    static const char *const types[] = {
        [SG_TYPE_TEXT] = "a string",
        [SG_TYPE_INTEGER] = "an integer",
        [SG_TYPE_BOOLEAN] = "a boolean",
        [SG_TYPE_LIST] = "a string that holds a JSON array",
    };
    const snapguard_finding *finding = expansion->finding;
    const sg_name *name = &names_of(finding)[finding->name];
    const char *type = types[name->type];

    if (form_of(finding) && name->type == SG_TYPE_LIST)
        type = "a list";

    if (name->role == SG_ROLE_LIST)
        type = finding->is_item ? "an object" : "an array of objects";
    else if (name->role == SG_ROLE_GROUP)
        type = "an object";
    sg_writer_add(expansion->writer, sg_text_of(type));
    return true;
}

/* The type, where it is this one: what is said of it then is the pack's. */
static bool write_integer(const sg_expansion *expansion)
{
    const snapguard_finding *finding = expansion->finding;

    return finding->name != SG_NO_NAME &&
           names_of(finding)[finding->name].type == SG_TYPE_INTEGER &&
           names_of(finding)[finding->name].role != SG_ROLE_LIST &&
           names_of(finding)[finding->name].role != SG_ROLE_GROUP &&
           write_type(expansion);
}

/* Nested, the key alone is right or wrong; flat, the whole path. A form has names of its
 * own. */
static bool write_expected(const sg_expansion *expansion)
{
    const snapguard_finding *finding = expansion->finding;
    const sg_node *node = node_of(finding, finding->key);
    sg_text key = sg_node_content(source_of(finding), node);
    const sg_property *property =
        form_of(finding) ? sg_form_find_name(form_of(finding), finding->name) : NULL;

    if (property) {
        sg_writer_add(expansion->writer, property->key);
        return true;
    }
    if (node->flags & SG_ENCODED || memchr(key.bytes, '.', key.size))
        write_wire(expansion, finding->name);
    else
        sg_writer_add(expansion->writer, names_of(finding)[finding->name].segment);
    return true;
}

/* A key behind its parent's wire name, numbers written as N: what the pack would say. */
static sg_text path_of(const snapguard_finding *finding, char *buffer)
{
    const sg_name *parent = &names_of(finding)[finding->name];
    char decoded[SG_EXCERPT_ROOM];
    sg_text key =
        sg_excerpt_decode(source_of(finding), node_of(finding, finding->key), decoded);
    sg_writer path = {.buffer = buffer, .size = LONGEST_PATH};

    if (finding->name != SG_ROOT_NAME) {
        sg_writer_add(&path, parent->wire);
        sg_writer_add(
            &path, parent->role == SG_ROLE_LIST ? SG_LITERAL(".N.") : SG_LITERAL("."));
    }
    for (size_t i = 0; i < key.size; i++) {
        bool is_digit = key.bytes[i] >= '0' && key.bytes[i] <= '9';
        bool starts = i > 0 && key.bytes[i - 1] == '.';

        if (!is_digit)
            sg_writer_add(&path, (sg_text){key.bytes + i, 1});
        else if (starts)
            sg_writer_add(&path, SG_LITERAL("N"));
    }
    return (sg_text){buffer, path.used <= LONGEST_PATH ? path.used : 0};
}

static bool write_nearest_property(const sg_expansion *expansion)
{
    const snapguard_finding *finding = expansion->finding;
    char decoded[SG_EXCERPT_ROOM];
    const sg_property *nearest = sg_form_nearest(
        form_of(finding), finding->name,
        sg_excerpt_decode(source_of(finding), node_of(finding, finding->key), decoded));

    if (nearest)
        sg_writer_add(expansion->writer, nearest->key);
    return nearest != NULL;
}

/* What the properties of a form are called. What is of a newer edition may well be among
 * them. */
static bool write_form(const sg_expansion *expansion)
{
    const sg_form *form = form_of(expansion->finding);

    if (!form || expansion->finding->edition)
        return false;
    sg_writer_add(expansion->writer, sg_text_of(form->called));
    return true;
}

static bool write_nearest(const sg_expansion *expansion)
{
    const snapguard_finding *finding = expansion->finding;
    char buffer[LONGEST_PATH];
    uint16_t nearest = SG_NO_NAME;

    if (is_unknown_name(finding) && form_of(finding))
        return write_nearest_property(expansion);
    if (is_unknown_name(finding))
        nearest = sg_names_nearest(
            &finding->report->request->program->names, path_of(finding, buffer));
    if (nearest == SG_NO_NAME)
        return false;
    if (names_of(finding)[nearest].parent == finding->name)
        sg_writer_add(expansion->writer, names_of(finding)[nearest].segment);
    else
        write_wire(expansion, nearest);
    return true;
}

static bool write_edition(const sg_expansion *expansion)
{
    const snapguard_finding *finding = expansion->finding;

    if (!finding->edition)
        return false;
    sg_writer_add(
        expansion->writer, sg_text_of(names_of(finding)[finding->edition].edition));
    return true;
}

static bool write_first(const sg_expansion *expansion)
{
    return write_number(
        expansion, expansion->disclosure == SG_SHOW_ALL, expansion->finding->first);
}

static bool write_second(const sg_expansion *expansion)
{
    return write_number(
        expansion, expansion->disclosure == SG_SHOW_ALL, expansion->finding->second);
}

/* The points in time that fall into a running snapshot. */
static bool write_skipped(const sg_expansion *expansion)
{
    const snapguard_finding *finding = expansion->finding;
    const sg_request *request = finding->report->request;
    uint16_t other = finding->instruction->operand.other;
    uint64_t days;
    sg_week week;

    if (expansion->disclosure != SG_SHOW_ALL ||
        finding->instruction->check != SG_CHECK_overlap)
        return false;
    days = sg_request_list(request, sg_request_first(request, other))->numbers;
    sg_week_skip(
        &week,
        sg_request_list(request, sg_request_first(request, finding->name))->numbers, days,
        (int64_t)finding->limit);
    sg_week_write(&week, days, expansion->writer);
    return true;
}

/* The wanted values that are not there, as JSON: those of the pack, and none of the
 * request. */
static bool write_missing(const sg_expansion *expansion)
{
    const snapguard_finding *finding = expansion->finding;
    const sg_operand *operand = &finding->instruction->operand;
    const sg_request *request = finding->report->request;
    uint16_t name = operand->other == SG_NO_NAME ? finding->name : operand->other;
    sg_text between = SG_LITERAL("");

    if (finding->instruction->check != SG_CHECK_includes)
        return false;
    for (const sg_wanted *wanted = operand->wanted; wanted->text.bytes; wanted++) {
        sg_text quote = wanted->number < 0 ? SG_LITERAL("\"") : SG_LITERAL("");

        if (sg_includes(request, name, wanted) != SG_NO)
            continue;
        sg_writer_add(expansion->writer, between);
        sg_writer_add(expansion->writer, quote);
        sg_writer_add_excerpt(expansion->writer, wanted->text, SG_EXCERPT);
        sg_writer_add(expansion->writer, quote);
        between = SG_LITERAL(", ");
    }
    return true;
}

static bool write_date(const sg_expansion *expansion)
{
    const sg_words *words = expansion->finding->instruction->operand.words;

    if (!words)
        return false;
    sg_writer_add(expansion->writer, sg_text_of(words->date));
    return true;
}

/* ------------------------------------------------------------------------- conditions */

/* These write nothing, and are known only where they hold. */

/* The text is at its end, where something is missing: a place without a character. */
static bool is_at_end(const sg_expansion *expansion)
{
    const snapguard_finding *finding = expansion->finding;

    return !finding->place.list && finding->place.begin == finding->place.end;
}

/* The first character of the place is one of these. */
static bool is_at_one_of(const snapguard_finding *finding, sg_text characters)
{
    sg_text source = source_of(finding);
    const char *at = source.bytes + finding->place.begin;
    size_t size;

    if (finding->place.list || finding->place.begin == finding->place.end)
        return false;
    size = sg_utf8_sequence(at, source.bytes + source.size);
    for (; size && characters.size >= size; characters.bytes++, characters.size--)
        if (memcmp(characters.bytes, at, size) == 0)
            return true;
    return false;
}

/* -------------------------------------------------------------------------- templates */

typedef struct sg_placeholder {
    const char *name;
    sg_placeholder_function *write;
} sg_placeholder;

static const sg_placeholder placeholders[] = {
    {"character", write_character},
    {"count",     write_count    },
    {"date",      write_date     },
    {"edition",   write_edition  },
    {"end",       is_at_end      },
    {"expected",  write_expected },
    {"first",     write_first    },
    {"form",      write_form     },
    {"integer",   write_integer  },
    {"limit",     write_limit    },
    {"max",       write_max      },
    {"min",       write_min      },
    {"missing",   write_missing  },
    {"name",      write_name     },
    {"nearest",   write_nearest  },
    {"over",      write_over     },
    {"parameter", write_parameter},
    {"reason",    write_reason   },
    {"second",    write_second   },
    {"skipped",   write_skipped  },
    {"type",      write_type     },
    {"unit",      write_unit     },
    {"value",     write_value    },
};

/* "{?abc}" asks for a character; a "}" among them stands first, as in "{?}]}". */
static const char *end_of_placeholder(const char *p)
{
    return strchr(p[1] == '?' && p[2] ? p + 3 : p, '}');
}

static bool write_placeholder(const sg_expansion *expansion, sg_text name)
{
    if (name.size && *name.bytes == '?')
        return is_at_one_of(expansion->finding, (sg_text){name.bytes + 1, name.size - 1});
    for (size_t i = 0; i < sizeof placeholders / sizeof *placeholders; i++)
        if (sg_text_equals(name, sg_text_of(placeholders[i].name)))
            return placeholders[i].write(expansion);
    return false;
}

/* "{{" and "}}" are braces that mean themselves. */
static bool expand(const sg_expansion *expansion, const char *p)
{
    while (*p) {
        size_t plain = strcspn(p, "{}");
        const char *close;

        sg_writer_add(expansion->writer, (sg_text){p, plain});
        p += plain;
        if (!*p)
            break;
        if (p[0] == p[1]) {
            sg_writer_add(expansion->writer, (sg_text){p, 1});
            p += 2;
            continue;
        }
        close = end_of_placeholder(p);
        if (!close ||
            !write_placeholder(expansion, (sg_text){p + 1, (size_t)(close - p - 1)}))
            return false;
        p = close + 1;
    }
    return true;
}

static bool expand_first(const sg_expansion *expansion, sg_templates templates)
{
    size_t used = expansion->writer->used;

    for (; *templates; templates++) {
        if (expand(expansion, *templates))
            return true;
        expansion->writer->used = used;
    }
    return false;
}

/* The service puts the value at fault where its message says "%s". */
static bool write_api_message(const sg_expansion *expansion)
{
    const snapguard_finding *finding = expansion->finding;
    const sg_error_row *row;
    const sg_value *given;
    const char *value;
    snapguard_basis basis;

    if (!sg_finding_reply(finding, &row, &basis))
        return false;
    value = strstr(row->message, "%s");
    if (!value || expansion->disclosure != SG_SHOW_ALL)
        return expand(expansion, row->message);
    given = sg_request_find(finding->report->request, finding->name, finding->item);
    sg_writer_add(
        expansion->writer, (sg_text){row->message, (size_t)(value - row->message)});
    if (given)
        sg_writer_add_excerpt(expansion->writer, given->text, SG_EXCERPT);
    return expand(expansion, value + 2);
}

static bool write_related(const sg_expansion *expansion)
{
    if (sg_reference_is_related(expansion->finding)) {
        sg_writer_add(
            expansion->writer, sg_text_of(form_of(expansion->finding)->reference));
        return true;
    }
    return expansion->finding->related_end &&
           expand_first(expansion, expansion->finding->instruction->rule->related);
}

static bool write_fix(const sg_expansion *expansion)
{
    const snapguard_finding *finding = expansion->finding;

    return sg_fix_find(finding, &(sg_edit){0, 0}) &&
           expand_first(expansion, finding->instruction->rule->fix_title);
}

bool sg_message_write(
    const snapguard_finding *finding, snapguard_text text, sg_disclosure disclosure,
    sg_writer *writer)
{
    const sg_expansion expansion = {finding, disclosure, writer};

    switch (text) {
    case SNAPGUARD_TEXT_MESSAGE:
        return expand_first(&expansion, finding->instruction->rule->message);
    case SNAPGUARD_TEXT_HELP:
        return expand_first(&expansion, finding->instruction->rule->help);
    case SNAPGUARD_TEXT_PARAMETER:
        return write_parameter(&expansion);
    case SNAPGUARD_TEXT_POINTER:
        return sg_pointer_write(finding, disclosure != SG_SHOW_ALL, writer);
    case SNAPGUARD_TEXT_INNER_POINTER:
        return sg_pointer_write_inner(finding, writer);
    case SNAPGUARD_TEXT_VALUE:
        return disclosure == SG_SHOW_ALL && write_value(&expansion);
    case SNAPGUARD_TEXT_API_MESSAGE:
        return write_api_message(&expansion);
    case SNAPGUARD_TEXT_RELATED:
        return write_related(&expansion);
    case SNAPGUARD_TEXT_FIX:
        return write_fix(&expansion);
    }
    return false;
}
