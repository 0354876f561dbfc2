/* Forms: documents of other languages that ask for policies, templates and plans. Which
 * of their properties is which parameter, and how its values are written there, is data
 * of the pack. */
#ifndef SNAPGUARD_LIB_FORM_H
#define SNAPGUARD_LIB_FORM_H

#include "names.h"

/* Which language a form is of: how its documents are looked through is C. */
typedef enum sg_language { SG_ROS, SG_TFPLAN, SG_LANGUAGE_COUNT } sg_language;

typedef enum sg_shape {
    SG_SHAPE_NONE,   /* known, and no parameter of the operation */
    SG_SHAPE_VALUE,  /* a parameter's value; a list is an array */
    SG_SHAPE_OBJECT, /* an object of properties */
    SG_SHAPE_BLOCK,  /* an array with one such object in it */
    SG_SHAPE_ITEMS,  /* an array of such objects, which are numbered from 1 */
    SG_SHAPE_PAIRS   /* an object whose keys are one parameter, and values another */
} sg_shape;

typedef struct sg_property sg_property;

/* The properties of one object. */
typedef struct sg_properties {
    const sg_property *all;
    size_t count;
} sg_properties;

struct sg_property {
    sg_text key;
    uint16_t name;      /* the parameter, group or list; SG_NO_NAME: none */
    uint8_t shape;      /* sg_shape */
    bool is_substitute; /* it counts where no other property gives its parameter */
    uint16_t pair_key;  /* pairs: the two parameters */
    uint16_t pair_value;
    const sg_text *unset; /* values, as texts, that stand for none */
    size_t unset_count;
    sg_properties members;
};

typedef struct sg_form {
    const sg_text *types; /* of the resources that are policies */
    size_t type_count;
    const char *called;       /* "properties of …": what messages call the properties */
    const char *reference;    /* what the related place is where a value is referred to */
    const uint16_t *required; /* parameters; those that come from outside are not among
                                 them. Ends with SG_NO_NAME */
    bool others_are_silent;   /* a property that is not known is not said to be unknown */
    bool empty_list_is_absent;
    sg_properties members;
} sg_form;

/* Whether a required parameter comes from outside, and so is never known. */
bool sg_form_is_outside(const sg_form *form, const sg_names *names, uint16_t name);

/* NULL if there is none. */
const sg_property *sg_properties_find(const sg_properties *properties, sg_text key);

/* The same for a key in another letter case. */
const sg_property *
sg_properties_find_ignoring_case(const sg_properties *properties, sg_text key);

/* The property that gives a parameter, group or list, wherever it is in the form. NULL if
 * there is none. */
const sg_property *sg_form_find_name(const sg_form *form, uint16_t name);

/* Of the properties beside those that give members of `holder`, the one whose key is
 * nearest to a text, if near enough to be a slip; else NULL. */
const sg_property *sg_form_nearest(const sg_form *form, uint16_t holder, sg_text text);

#endif
