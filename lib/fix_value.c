/* Fixes of a whole value. */
#include "fix.h"

/* Integers of up to 15 digits are the same in every reader of JSON: some read doubles. */
enum { MOST_DIGITS = 15 };

static const sg_node *node_of(const snapguard_finding *finding)
{
    return sg_document_node(finding->report->document, finding->place.node);
}

static bool find_node(const snapguard_finding *finding, sg_edit *edit)
{
    edit->begin = finding->place.begin;
    edit->end = finding->place.end;
    return true;
}

static const sg_value *value_of(const snapguard_finding *finding)
{
    return sg_request_find(finding->report->request, finding->name, finding->item);
}

static bool is_boolean(const snapguard_finding *finding)
{
    const sg_program *program = finding->report->request->program;

    return program->names.names[finding->name].type == SG_TYPE_BOOLEAN;
}

/* Whether a text of digits with a sign or without is a number of JSON, and no other one
 * for those who read it as a double. */
static bool is_plain_integer(sg_text text)
{
    size_t sign = text.size > 0 && text.bytes[0] == '-';
    size_t digits = text.size - sign;

    return digits > 0 && digits <= MOST_DIGITS &&
           (text.bytes[sign] != '0' || (digits == 1 && sign == 0));
}

bool sg_fix_find_unquote(const snapguard_finding *finding, sg_edit *edit)
{
    const sg_value *value = value_of(finding);

    if (!value || value->node != finding->place.node)
        return false;
    if (!is_boolean(finding) && !is_plain_integer(value->text))
        return false;
    return find_node(finding, edit);
}

void sg_fix_write_unquote(const snapguard_finding *finding, sg_writer *writer)
{
    const sg_value *value = value_of(finding);

    if (!is_boolean(finding))
        sg_writer_add(writer, value->text);
    else
        sg_writer_add(writer, sg_text_of(value->boolean ? "true" : "false"));
}

bool sg_fix_find_enclose(const snapguard_finding *finding, sg_edit *edit)
{
    return node_of(finding)->kind == SG_ARRAY && find_node(finding, edit);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* How many bytes at the start of a part of an array can be written as they stand: inside
 * of a string blanks are. */
static size_t plain_size(sg_text text, bool in_string)
{
    size_t size = 0;

    while (size < text.size && text.bytes[size] != '"' && text.bytes[size] != '\\' &&
           (in_string || !is_blank(text.bytes[size])))
        size++;
    return size;
}

/* The array without blanks between its parts, its quotes and backslashes escaped. */
void sg_fix_write_enclose(const snapguard_finding *finding, sg_writer *writer)
{
    sg_text rest = sg_node_raw(finding->report->document->source, node_of(finding));
    bool in_string = false;

    sg_writer_add(writer, SG_LITERAL("\""));
    while (rest.size) {
        size_t size = plain_size(rest, in_string);

        sg_writer_add(writer, (sg_text){rest.bytes, size});
        if (size == rest.size)
            break;
        if (rest.bytes[size] == '"') {
            sg_writer_add(writer, SG_LITERAL("\\\""));
            in_string = !in_string;
        } else if (rest.bytes[size] == '\\') {
            /* The reader has seen that a character follows. */
            sg_writer_add(writer, SG_LITERAL("\\\\"));
            size++;
            if (rest.bytes[size] == '"' || rest.bytes[size] == '\\')
                sg_writer_add(writer, SG_LITERAL("\\"));
            sg_writer_add(writer, (sg_text){rest.bytes + size, 1});
        }
        rest.bytes += size + 1;
        rest.size -= size + 1;
    }
    sg_writer_add(writer, SG_LITERAL("\""));
}
