/* The shape of a check: one small question about one subject. It has no message, code or
 * place of its own: those are the rule's, and the loop's that asks (run.c). */
#ifndef SNAPGUARD_LIB_CHECK_H
#define SNAPGUARD_LIB_CHECK_H

#include "list.h"
#include "request.h"

typedef enum sg_subject_kind {
    SG_SUBJECT_INTEGER, /* each value of an integer parameter */
    SG_SUBJECT_TEXT,    /* each value of a text parameter, each element of a list */
    SG_SUBJECT_LIST,    /* each list */
    SG_SUBJECT_ELEMENT, /* a list, with no element; each, if that does not hold */
    SG_SUBJECT_VALUE = SG_SUBJECT_ELEMENT, /* up to here it is about values */
    SG_SUBJECT_FAULT,                      /* each fault of the document */
    SG_SUBJECT_NAME,                       /* the parameter or group as such */
    SG_SUBJECT_ITEM,                       /* each numbered object of a list */
    SG_SUBJECT_FACT                        /* what is known about the account */
} sg_subject_kind;

typedef struct sg_subject {
    sg_request *request;
    sg_regex_state *regex;
    uint16_t name;
    const sg_value *value; /* NULL for a name that is not given */
    const sg_list *list;
    const sg_node *element; /* and its node's index: */
    uint32_t element_index;
    const sg_item *item;
    const sg_item *previous; /* the item before it, or NULL */
    size_t item_count;       /* items of the list */
    bool is_text;            /* false for an element that is no string */
    sg_text text;            /* decoded */
    /* What a check adds that does not hold, and no other; it is cleared before. */
    uint32_t at; /* the place in `text`, if at_size is not 0 */
    uint32_t at_size;
    uint64_t count; /* what was counted */
    uint64_t limit; /* overlap: the minutes */
    uint8_t first;  /* apart: the two hours */
    uint8_t second;
    uint32_t related_element; /* in the list of the value that is related, or 0 */
    const sg_value *related_value;
    /* What a check adds that could not be decided: */
    bool is_open;
} sg_subject;

typedef bool sg_check_function(sg_subject *subject, const sg_operand *operand);
typedef void sg_screen_function(sg_screen *screen, const sg_operand *operand);

typedef struct sg_check {
    const char *id;
    sg_subject_kind subject;
    sg_check_function *holds;
    unsigned aspects; /* in which a value that passes its screen is not asked; or 0 */
    sg_screen_function *narrow; /* NULL for a check that asks nothing more of it */
} sg_check;

extern const sg_check sg_checks[SG_CHECK_COUNT];

#define CHECK(name, id, subject, aspects, screen)                                        \
    sg_check_function sg_check_##name;                                                   \
    sg_screen_function sg_screen_##name;
#include "checks.def"
#undef CHECK

/* The length of the longest run of the class at the start of a text. */
size_t sg_class_run(const sg_class *class, sg_regex_state *regex, sg_text text);

#endif
