/* A request whose values are bound to the names of the operation's parameters. */
#ifndef SNAPGUARD_LIB_REQUEST_H
#define SNAPGUARD_LIB_REQUEST_H

#include "program.h"
#include "read_json.h"

typedef enum sg_state {
    SG_STATE_GIVEN,   /* of its parameter's type: rules may read it */
    SG_STATE_FAULTED, /* given, but its fault is a finding already: no rule reads it */
    SG_STATE_UNKNOWN  /* given by what says only later what it is, if it does: likewise */
} sg_state;

typedef struct sg_value {
    uint16_t name;
    uint16_t state; /* sg_state */
    bool boolean;
    bool is_alias;       /* spelled by another name */
    bool is_contested;   /* given again, with another value */
    uint32_t item;       /* N of Tag.N, or 0 */
    uint32_t key;        /* its key node */
    uint32_t node;       /* its value node */
    uint32_t next;       /* 1 + the next value of this name, or 0 */
    uint32_t next_asked; /* the same among those that no screen let pass */
    uint32_t failed;     /* the aspects in which its screen did not let it pass */
    uint32_t same;       /* 1 + an earlier item's equal value, or 0 */
    uint32_t list;       /* 1 + its list, or 0 */
    int64_t integer;
    sg_text text;
} sg_value;

/* What a request gives of one name. Of 32 bytes, so that one is found without a
 * multiplication. */
typedef struct sg_given {
    uint32_t first;      /* 1 + its first value, or 0 */
    uint32_t last;       /* 1 + its last value */
    uint32_t asked;      /* 1 + the first value that no screen let pass, or 0 */
    uint32_t last_asked; /* 1 + the last one */
    uint32_t where;      /* groups too: 1 + the node of what is given, or 0 */
    uint32_t container;  /* 1 + the nested node that is being read, or 0 */
    uint64_t highest;    /* the highest item's number so far */
} sg_given;

enum { SG_LIST_NUMBERS = 64 }; /* elements are small numbers: hours and days */

/* The JSON array that a string holds. */
typedef struct sg_list {
    uint32_t value;   /* the value it belongs to */
    uint32_t count;   /* elements, */
    uint32_t unknown; /* and those among them that only later say what they are */
    uint64_t numbers; /* the set of the numbers among the elements */
    bool is_plain;    /* only numbers below SG_LIST_NUMBERS, as strings, rising */
    bool is_opened;   /* what follows is known as well */
    sg_text word;     /* the only element, if it is a string without escapes, or NULL */
    sg_text text;     /* what the string says; or the source, if it was read there */
    uint32_t root;    /* the array's node; positions count in `text` */
    bool is_in_place; /* in the source */
    bool is_native;   /* an array of the source itself, and not of a string in it */
    bool has_repeats; /* a number of the set stands twice */
    bool has_numbers; /* a number that is no string */
    int64_t lowest;   /* of all elements; -1 stands for one that is no number */
    int64_t highest;
    uint32_t descending; /* the first element that is less than the one before, or none */
    uint32_t first[SG_LIST_NUMBERS]; /* of each number, the first element */
} sg_list;

/* One numbered object of a list: Tag.3. */
typedef struct sg_item {
    uint16_t name; /* Tag */
    uint32_t number;
    uint32_t node;    /* its object, or the value of its first member in the flat form */
    uint32_t members; /* by the members' bits: given, and not empty */
} sg_item;

/* What a request says of its operation, in header, query and body. */
typedef struct sg_claim {
    uint32_t node; /* 1 + the first one's value, or 0 */
    bool is_ours;  /* one of them is this operation's, or may be */
    bool is_said;  /* one of them is, for sure */
} sg_claim;

/* A function of a template that stands for a value which is written elsewhere. */
typedef struct sg_reference {
    uint32_t begin; /* of the value, in the source */
    uint32_t end;
    uint16_t name; /* of the parameter, group or list that it is the value of */
    uint32_t node; /* the function */
} sg_reference;

typedef struct sg_request_limits {
    size_t depth;
    size_t values;
    size_t parameters;
    size_t bytes; /* in a form: of all values together */
} sg_request_limits;

typedef struct sg_request {
    const sg_program *program;
    const sg_name *names; /* the program's */
    sg_document *document;
    sg_request_limits limits;
    uint32_t root;     /* the request's own node */
    uint32_t body;     /* another object whose members are the request's; or SG_NO_NODE */
    uint32_t end;      /* the node behind all of them */
    sg_array values;   /* sg_value */
    sg_array lists;    /* sg_list */
    sg_array items;    /* sg_item, by name, then number */
    sg_given *given;   /* by name; emptied for each request */
    uint64_t *active;  /* the instructions to run */
    size_t parameters; /* bound or not */
    size_t known;      /* parameters of the operation among them, in any spelling */
    sg_claim claims[SG_CLAIM_COUNT];
    bool is_stopped;              /* over a limit: nothing else is judged */
    const snapguard_facts *facts; /* that rules may ask, or NULL */
    int64_t minutes;       /* that a snapshot takes, whatever the facts say; or -1 */
    uint64_t decided;      /* the rows of the account that rules could decide */
    uint32_t steps;        /* that conditions of packs took so far */
    bool is_unsorted;      /* the items' numbers do not rise */
    const sg_form *form;   /* of the document around the request, or NULL */
    uint32_t source_nodes; /* in a form: of the document itself */
    sg_array references;   /* sg_reference, in a form */
    sg_array open;         /* uint16_t, in a form: groups and lists known only later */
    bool is_undetermined;  /* a value is not known that the verdict can depend on */
    bool out_of_memory;
} sg_request;

bool sg_request_init(
    sg_request *request, const sg_program *program, sg_document *document,
    const sg_request_limits *limits);
void sg_request_free(sg_request *request);

/* Bind the request at a node of the document, and that at `body`, if it is not
 * SG_NO_NODE, to the same. What is wrong with it becomes faults of the document. False
 * when memory is out. */
bool sg_request_bind(sg_request *request, uint32_t root, uint32_t body);

/* Whether a request says at all which operation it is for. */
static inline bool sg_request_is_named(const sg_request *request)
{
    const sg_claim *claim = &request->claims[SG_CLAIM_NAME];

    return claim->node || claim->is_ours;
}

/* Whether it may be this operation. Where it says one thing here and another there, it is
 * if any of that is. */
static inline bool sg_request_is_applicable(const sg_request *request)
{
    for (size_t i = 0; i < SG_CLAIM_COUNT; i++)
        if (request->claims[i].node && !request->claims[i].is_ours)
            return false;
    return true;
}

static inline sg_value *sg_request_value(const sg_request *request, uint32_t index)
{
    return (sg_value *)request->values.data + index;
}

/* The only or first value of a name. NULL if it is not given. */
static inline sg_value *sg_request_first(const sg_request *request, uint16_t name)
{
    return request->given[name].first
               ? sg_request_value(request, request->given[name].first - 1)
               : NULL;
}

/* The value of a name in one item, or with 0 its only one. NULL if it is not given. */
sg_value *sg_request_find(const sg_request *request, uint16_t name, uint32_t item);

static inline sg_list *sg_request_list(const sg_request *request, const sg_value *value)
{
    return (sg_list *)request->lists.data + (value->list - 1);
}

#endif
