#include "peer.h"

#include <errno.h>
#include <stdlib.h>

/* A number of more bytes fits neither a double nor 63 bits, or says no more than it. */
enum { LONGEST_NUMBER = 4096 };

/* ------------------------------------------------------------- jansson's own faults */

/* jansson 2.14 swallows a NUL byte behind a number or a literal: it scans ahead for more
 * letters or digits, and does not give a NUL back. */
static bool swallows_nul(sg_text text)
{
    for (size_t i = 1; i < text.size; i++) {
        char before = sg_lower(text.bytes[i - 1]);

        if (text.bytes[i] == '\0' &&
            ((before >= '0' && before <= '9') || (before >= 'a' && before <= 'z')))
            return true;
    }
    return false;
}

/* The text of a number, terminated. False if it is longer than any that is compared. */
static bool copy_number(sg_text source, const sg_node *node, char number[LONGEST_NUMBER])
{
    sg_text raw = sg_node_raw(source, node);

    if (raw.size >= LONGEST_NUMBER)
        return false;
    memcpy(number, raw.bytes, raw.size);
    number[raw.size] = '\0';
    return true;
}

static bool is_out_of_range(sg_text source, const sg_node *node)
{
    char number[LONGEST_NUMBER];

    if (!copy_number(source, node, number))
        return true;
    errno = 0;
    if (node->flags & SG_INTEGER)
        strtoll(number, NULL, 10);
    else
        strtod(number, NULL);
    return errno == ERANGE;
}

/* jansson holds integers in 63 bits and a sign, and reals in a double: it refuses what
 * does not fit, where the reader keeps the text. */
static bool refuses_large_number(const sg_document *document, const json_error_t *error)
{
    if (json_error_code(error) != json_error_numeric_overflow)
        return false;
    for (uint32_t i = 0; i < document->nodes.count; i++) {
        const sg_node *node = sg_document_node(document, i);

        if (node->kind == SG_NUMBER && is_out_of_range(document->source, node))
            return true;
    }
    return false;
}

/* jansson keeps keys as C strings: JSON_ALLOW_NUL holds for values alone. */
static bool refuses_nul_in_key(const sg_document *document, const json_error_t *error)
{
    if (json_error_code(error) != json_error_null_byte_in_key)
        return false;
    for (uint32_t i = 0; i < document->nodes.count; i++) {
        const sg_node *node = sg_document_node(document, i);
        sg_text raw = sg_node_raw(document->source, node);

        for (size_t j = 0; node->kind == SG_KEY && j + 6 <= raw.size; j++)
            if (memcmp(raw.bytes + j, "\\u0000", 6) == 0)
                return true;
    }
    return false;
}

/* jansson reads by recursion, at most 2048 deep. */
static bool refuses_depth(const json_error_t *error)
{
    return json_error_code(error) == json_error_stack_overflow;
}

static bool
is_excepted(const sg_document *document, bool accepted, const json_error_t *error)
{
    if (!accepted)
        return swallows_nul(document->source);
    return refuses_large_number(document, error) || refuses_nul_in_key(document, error) ||
           refuses_depth(error);
}

/* --------------------------------------------------------------------------- values */

/* The first difference, or NULL; and the node behind the value. */
typedef struct peer_walk {
    sg_document *document;
    uint32_t next;
    const char *difference;
    char number[LONGEST_NUMBER]; /* not on the stack: values may lie 2,048 deep */
} peer_walk;

static void walk_value(peer_walk *walk, const json_t *value);

static sg_text string_of(const peer_walk *walk, const sg_node *node)
{
    walk->document->scratch.bytes.count = 0;
    return sg_document_string(walk->document, walk->document->source, node);
}

static void differ(peer_walk *walk, bool differs, const char *difference)
{
    if (differs && !walk->difference)
        walk->difference = difference;
}

static void walk_number(peer_walk *walk, const sg_node *node, const json_t *value)
{
    char *number = walk->number;
    double real;

    if (!copy_number(walk->document->source, node, number))
        return;
    if (node->flags & SG_INTEGER) {
        differ(
            walk,
            !json_is_integer(value) ||
                json_integer_value(value) != strtoll(number, NULL, 10),
            "an integer has two values");
        return;
    }
    real = strtod(number, NULL);
    differ(
        walk,
        !json_is_real(value) || json_real_value(value) < real ||
            json_real_value(value) > real,
        "a fraction has two values");
}

static const json_t *member_of(const json_t *object, sg_text key)
{
    char *terminated = malloc(key.size + 1);
    const json_t *member;

    if (!terminated)
        abort();
    memcpy(terminated, key.bytes, key.size);
    terminated[key.size] = '\0';
    member = json_object_get(object, terminated);
    free(terminated);
    return member;
}

static void walk_object(peer_walk *walk, const sg_node *node, const json_t *object)
{
    size_t count = 0;

    while (walk->next < node->link && !walk->difference) {
        const sg_node *key = sg_document_node(walk->document, walk->next++);
        const json_t *member = member_of(object, string_of(walk, key));

        differ(walk, key->kind != SG_KEY, "a member has no key");
        differ(walk, !member, "a key is another one");
        if (!walk->difference)
            walk_value(walk, member);
        count++;
    }
    differ(
        walk, count != json_object_size(object), "an object has members that one lost");
}

static void walk_array(peer_walk *walk, const sg_node *node, const json_t *array)
{
    size_t count = 0;

    while (walk->next < node->link && count < json_array_size(array) && !walk->difference)
        walk_value(walk, json_array_get(array, count++));
    differ(
        walk, walk->next < node->link || count != json_array_size(array),
        "an array has elements that one lost");
}

static void walk_string(peer_walk *walk, const sg_node *node, const json_t *value)
{
    sg_text text = string_of(walk, node);

    differ(
        walk,
        text.size != json_string_length(value) ||
            memcmp(text.bytes, json_string_value(value), text.size) != 0,
        "a string has two values");
}

static void walk_value(peer_walk *walk, const json_t *value)
{
    static const json_type types[] = {
        [SG_NULL] = JSON_NULL,     [SG_FALSE] = JSON_FALSE, [SG_TRUE] = JSON_TRUE,
        [SG_STRING] = JSON_STRING, [SG_ARRAY] = JSON_ARRAY, [SG_OBJECT] = JSON_OBJECT,
    };
    const sg_node *node = sg_document_node(walk->document, walk->next++);

    if (node->kind == SG_NUMBER) {
        walk_number(walk, node, value);
        return;
    }
    if (node->kind == SG_KEY || json_typeof(value) != types[node->kind]) {
        differ(walk, true, "a value is of two types");
        return;
    }
    if (node->kind == SG_OBJECT)
        walk_object(walk, node, value);
    else if (node->kind == SG_ARRAY)
        walk_array(walk, node, value);
    else if (node->kind == SG_STRING)
        walk_string(walk, node, value);
}

static const char *find_difference(sg_document *document, const json_t *value)
{
    peer_walk walk;

    walk.document = document;
    walk.next = 0;
    walk.difference = NULL;
    walk_value(&walk, value);
    differ(&walk, walk.next != document->nodes.count, "the reader read more");
    return walk.difference;
}

/* -------------------------------------------------------------------------- verdicts */

peer_answer peer_compare(sg_document *document, const sg_read_end *end)
{
    peer_answer answer = {PEER_REFUSED, NULL, {0}};
    bool accepted = end->kind == SG_FAULT_COUNT && document->duplicates.count == 0;
    json_t *value = json_loadb(
        document->source.bytes, document->source.size,
        JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY, &answer.error);

    if (accepted && value) {
        answer.outcome = PEER_ACCEPTED;
        answer.disagreement = find_difference(document, value);
    } else if (accepted != (value != NULL)) {
        answer.outcome = PEER_EXCEPTED;
        if (!is_excepted(document, accepted, &answer.error))
            answer.disagreement = accepted ? "the reader accepts what jansson refuses"
                                           : "the reader refuses what jansson accepts";
    }
    json_decref(value);
    return answer;
}
