/* The fix of a name that is not as the page has it. */
#include "fix.h"
#include "message.h"

enum { LONGEST_NAME = 128 };

static const sg_name *name_at(const snapguard_finding *finding, uint16_t name)
{
    return &finding->report->request->program->names.names[name];
}

static const sg_node *key_of(const snapguard_finding *finding)
{
    return sg_document_node(finding->report->document, finding->key);
}

static bool is_around(const snapguard_finding *finding, uint16_t outer, uint16_t name)
{
    while (name != outer && name != SG_ROOT_NAME)
        name = name_at(finding, name)->parent;
    return name == outer;
}

/* Whether both mean the same parameter, or one what is inside of the other. */
static bool is_rival(const snapguard_finding *finding, const sg_fault *fault)
{
    if ((fault->kind != SG_FAULT_NAME_CASE && fault->kind != SG_FAULT_NAME_ALIAS) ||
        fault->key == finding->key)
        return false;
    if (fault->name == finding->name)
        return fault->item == finding->item;
    return is_around(finding, fault->name, finding->name) ||
           is_around(finding, finding->name, fault->name);
}

/* Whether nothing else is called so, or would be: which of two is meant only their author
 * knows. */
static bool is_free(const snapguard_finding *finding)
{
    const sg_request *request = finding->report->request;
    const sg_array *faults = &request->document->faults;
    const sg_value *value = sg_request_find(request, finding->name, finding->item);

    if (finding->is_extra ||
        (value && (value->key != finding->key || value->is_contested)))
        return false;
    if (name_at(finding, finding->name)->role != SG_ROLE_LEAF &&
        request->given[finding->name].where)
        return false;
    for (size_t i = 0; i < faults->count; i++)
        if (is_rival(finding, (const sg_fault *)faults->data + i))
            return false;
    return true;
}

/* The name that is meant: as many parts of the wire name, from its end, as the key has.
 */
static sg_text meant(const snapguard_finding *finding, char *buffer)
{
    sg_text key = sg_node_content(finding->report->document->source, key_of(finding));
    sg_writer writer = {.buffer = buffer, .size = LONGEST_NAME};
    sg_text name = {buffer, 0};
    size_t parts = 1;

    for (size_t i = 0; i < key.size; i++)
        parts += key.bytes[i] == '.';
    if (!sg_message_write(finding, SNAPGUARD_TEXT_PARAMETER, SG_HIDE_VALUES, &writer) ||
        writer.used > LONGEST_NAME)
        return name;
    for (size_t i = writer.used; i > 0 && parts > 0; i--) {
        parts -= buffer[i - 1] == '.';
        if (parts > 0)
            name = (sg_text){buffer + i - 1, writer.used - i + 1};
    }
    return name;
}

/* The object that a key stands in. Objects around it begin before it. */
static uint32_t holder_of(const sg_document *document, uint32_t key)
{
    uint32_t node = key;

    do
        node--;
    while (sg_document_node(document, node)->kind != SG_OBJECT ||
           sg_document_node(document, node)->link <= key);
    return node;
}

static bool is_called(sg_text source, const sg_node *key, sg_text name)
{
    return sg_escape_compare_as(
               sg_node_content(source, key), sg_node_resolver(key), name,
               sg_escape_next) == 0;
}

/* Whether the object has that key already, if only with null, or the wrong one twice: two
 * of one name would be a fault. Neither name has escapes. */
static bool is_taken(const snapguard_finding *finding, sg_text name)
{
    const sg_document *document = finding->report->document;
    uint32_t holder = holder_of(document, finding->key);
    uint32_t end = sg_document_node(document, holder)->link;
    sg_text own = sg_node_content(document->source, key_of(finding));

    for (uint32_t key = holder + 1; key < end;
         key = sg_document_after(document, key + 1)) {
        const sg_node *other = sg_document_node(document, key);

        if (is_called(document->source, other, name) ||
            (key != finding->key && is_called(document->source, other, own)))
            return true;
    }
    return false;
}

/* A number past UINT32_MAX is not known exactly. A key with escapes may hide a dot, and
 * so parts. A name that says which operation it is for would make another request of it.
 */
bool sg_fix_find_rename(const snapguard_finding *finding, sg_edit *edit)
{
    const sg_node *key = finding->key == SG_NO_NODE ? NULL : key_of(finding);
    char buffer[LONGEST_NAME];
    sg_text name;

    if (!key || finding->name == SG_NO_NAME || finding->item == UINT32_MAX ||
        key->flags & SG_ESCAPED ||
        name_at(finding, finding->name)->role == SG_ROLE_CLAIM || !is_free(finding))
        return false;
    name = meant(finding, buffer);
    if (name.size == 0 || is_taken(finding, name))
        return false;
    edit->begin = key->begin + sg_node_quotes(key);
    edit->end = key->end - sg_node_quotes(key);
    return true;
}

void sg_fix_write_rename(const snapguard_finding *finding, sg_writer *writer)
{
    char buffer[LONGEST_NAME];

    sg_writer_add(writer, meant(finding, buffer));
}
