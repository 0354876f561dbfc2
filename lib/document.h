/* A document that was read: flat nodes in reading order, each with its byte range. What
 * is wrong with it stands beside it as faults. */
#ifndef SNAPGUARD_LIB_DOCUMENT_H
#define SNAPGUARD_LIB_DOCUMENT_H

#include "escape.h"
#include "memory.h"
#include "names.h"
#include "text.h"

typedef enum sg_kind {
    SG_NULL,
    SG_FALSE,
    SG_TRUE,
    SG_NUMBER,
    SG_STRING,
    SG_ARRAY,
    SG_OBJECT,
    SG_KEY /* of an object's member; the value follows it */
} sg_kind;

enum {
    SG_ESCAPED = 1,   /* a string that holds a backslash */
    SG_INTEGER = 2,   /* a number without fraction and exponent */
    SG_REPEATED = 4,  /* a key that its object has already */
    SG_SUSPECTED = 8, /* an object that is being read, and may have a key twice */
    SG_ENCODED =
        16, /* percent-encoded text without quotes; SG_ESCAPED: not as it stands */
    SG_BROKEN = 32,    /* likewise, and it cannot be decoded */
    SG_HEADER = 64,    /* the value of a header: of any bytes, and so never shown */
    SG_QUOTED_2 = 128, /* a string in a string, read where it stands: its quotes are */
    SG_QUOTED_3 = 256  /* escapes of two bytes, or of three */
};

/* `begin` and `end` count in the text that the node was read from, quotes included. An
 * object that stands for a query and a form has their pairs as members. No
 * member is of a character type: a store to one would make the compiler forget all that
 * it holds in registers. */
typedef struct sg_node {
    uint32_t begin;
    uint32_t end;
    uint32_t link; /* array, object: the node behind all it holds; key: its hash */
    uint16_t kind;
    uint16_t flags;
} sg_node;

typedef enum sg_fault_kind {
#define FAULT(name, id, reading) SG_FAULT_##name,
#include "faults.def"
#undef FAULT
    SG_FAULT_COUNT
} sg_fault_kind;

typedef enum sg_syntax {
#define SYNTAX(name, text) SG_SYNTAX_##name,
#include "syntax.def"
#undef SYNTAX
    SG_SYNTAX_COUNT
} sg_syntax;

/* What is wrong, in words; "" for a reason that needs none. */
const char *sg_syntax_text(sg_syntax reason);

/* A place in a document: a stretch of the source, or of a text that was opened. */
typedef struct sg_place {
    uint32_t node;  /* the value in the source that it belongs to */
    uint32_t list;  /* 0: the source; else 1 + the index of an opened list (bind.h) */
    uint32_t inner; /* the node in that list, if `list` is not 0 */
    uint32_t begin;
    uint32_t end;
} sg_place;

#define SG_NO_NODE UINT32_MAX

/* No document is nested deeper, whatever the limit of the engine. */
enum { SG_MOST_DEPTH = 1024 };

typedef struct sg_fault {
    uint8_t kind;     /* sg_fault_kind */
    uint8_t reason;   /* sg_syntax */
    uint8_t unit;     /* snapguard_limit, for SG_FAULT_LIMIT */
    bool extra;       /* the right name is given as well, so nothing is missing */
    uint16_t name;    /* the parameter or group (names.h), or SG_NO_NAME */
    uint32_t item;    /* N of Tag.N, or 0 */
    bool is_item;     /* it is about Tag.N itself, not about the whole list */
    bool is_at_name;  /* the place is that of the key */
    uint32_t key;     /* the key node, where the name is at fault, or SG_NO_NODE */
    uint16_t edition; /* the newer name, for SG_FAULT_NAME_UNKNOWN, or 0 */
    uint64_t count;
    uint64_t limit;
    sg_place place;
    uint32_t related_begin; /* in the source; related_end is 0 where there is none */
    uint32_t related_end;
} sg_fault;

/* Whether it leaves something unread: see faults.def. */
bool sg_fault_is_unread(const sg_fault *fault);

/* Decoded texts of one request. Reserved once for all that a request can need. */
typedef struct sg_scratch {
    sg_array bytes;
} sg_scratch;

typedef struct sg_document {
    const snapguard_allocator *allocator;
    sg_text source;
    sg_array nodes;   /* sg_node */
    uint32_t headers; /* how many nodes, before all others, are headers */
    sg_array faults;  /* sg_fault, of one request */
    sg_array
        duplicates;   /* sg_fault: keys that an object has twice, in the whole source */
    sg_array order;   /* uint32_t, for finding duplicates */
    sg_array parents; /* sg_parent, once they are asked for */
    sg_scratch scratch;
} sg_document;

void sg_document_init(sg_document *document, const snapguard_allocator *allocator);
void sg_document_free(sg_document *document);

static inline const sg_node *sg_document_node(const sg_document *document, uint32_t index)
{
    return (const sg_node *)document->nodes.data + index;
}

/* The node behind the one of this index and all that it holds. */
static inline uint32_t sg_node_after(const sg_node *node, uint32_t index)
{
    return node->kind == SG_ARRAY || node->kind == SG_OBJECT ? node->link : index + 1;
}

static inline uint32_t sg_document_after(const sg_document *document, uint32_t index)
{
    return sg_node_after(sg_document_node(document, index), index);
}

/* The raw text of a node in the text it was read from. */
static inline sg_text sg_node_raw(sg_text text, const sg_node *node)
{
    return (sg_text){text.bytes + node->begin, node->end - node->begin};
}

/* Of how many bytes the quotes are that a string or key begins and ends with, each. */
static inline uint32_t sg_node_quotes(const sg_node *node)
{
    if (node->flags & (SG_QUOTED_2 | SG_QUOTED_3))
        return node->flags & SG_QUOTED_2 ? 2 : 3;
    return !(node->flags & SG_ENCODED);
}

/* A string's content as it stands, without so many quotes before and behind it. */
static inline sg_text
sg_node_content_between(sg_text text, const sg_node *node, uint32_t quotes)
{
    return (sg_text){
        text.bytes + node->begin + quotes, node->end - node->begin - 2 * quotes};
}

static inline sg_text sg_node_content(sg_text text, const sg_node *node)
{
    return sg_node_content_between(text, node, sg_node_quotes(node));
}

/* How far a string's content reaches that resolves to `size` bytes. */
size_t sg_node_source(const sg_node *node, sg_text content, size_t size);

/* What resolves the next character or escape of a string. */
sg_escape_function *sg_node_resolver(const sg_node *node);

/* Compare two strings of one text by what they say: -1, 0 or 1. */
int sg_node_compare(sg_text text, const sg_node *a, const sg_node *b);

/* Whether a string or key says just this. */
bool sg_node_says(sg_text text, const sg_node *node, sg_text wanted);

/* The same for any node, and for none. */
bool sg_document_says(const sg_document *document, uint32_t index, sg_text wanted);

/* The value of an object's first member of a name, or SG_NO_NODE. What is no object has
 * none. */
uint32_t sg_document_member(const sg_document *document, uint32_t object, sg_text name);

/* The same name's next value behind one that was found, or SG_NO_NODE. */
uint32_t sg_document_member_again(
    const sg_document *document, uint32_t object, uint32_t value, sg_text name);

/* A new fault at a place of the source. NULL when memory is out. */
sg_fault *sg_document_fault(
    sg_document *document, sg_fault_kind kind, uint32_t begin, uint32_t end);

/* The same, into the list of duplicate keys. */
sg_fault *sg_document_duplicate(sg_document *document, uint32_t begin, uint32_t end);

/* Room for every text that a request of `size` bytes can make to be decoded: each string
 * once, and once more each string inside those, or each name that has no meaning; and for
 * a copy of one that does not end as it should. */
bool sg_scratch_reserve(sg_document *document, size_t size);

/* What a string with escapes says, in the scratch memory. */
sg_text sg_document_resolve(sg_document *document, sg_text text, const sg_node *node);

/* What a string says: a stretch of `text` itself where it has no escapes. */
static inline sg_text sg_document_string_between(
    sg_document *document, sg_text text, const sg_node *node, uint32_t quotes)
{
    return node->flags & SG_ESCAPED ? sg_document_resolve(document, text, node)
                                    : sg_node_content_between(text, node, quotes);
}

static inline sg_text
sg_document_string(sg_document *document, sg_text text, const sg_node *node)
{
    return sg_document_string_between(document, text, node, sg_node_quotes(node));
}

#endif
