/* The policies that a template or plan asks for. */
#ifndef SNAPGUARD_LIB_POLICIES_H
#define SNAPGUARD_LIB_POLICIES_H

#include "document.h"
#include "form.h"

/* Nodes of the document. */
typedef struct sg_policy {
    uint32_t name;    /* the text that it is called by, or SG_NO_NODE */
    uint32_t whole;   /* where it is defined: an object, or the key in front of one */
    uint32_t object;  /* its properties, or what lacks them; then they are: */
    bool is_bare;     /* none at all */
    uint32_t unknown; /* which of them are known only later, or SG_NO_NODE */
    bool is_partial;  /* those that are known only later are left out */
} sg_policy;

typedef struct sg_policies {
    sg_array all;   /* sg_policy, in the order in which they are judged */
    sg_array names; /* uint32_t: those of resources that change, by what they say */
    sg_array path;  /* uint32_t: modules that are still to be looked through */
} sg_policies;

void sg_policies_free(sg_policies *policies, const snapguard_allocator *allocator);

/* Find all of them in a document that was read. False when memory is out. */
bool sg_policies_find(
    sg_policies *policies, const sg_document *document, const sg_form *form,
    sg_language language);

/* ---- between the files of each language; false when memory is out */

bool sg_policies_find_ros(
    sg_policies *policies, const sg_document *document, const sg_form *form);
bool sg_policies_find_tfplan(
    sg_policies *policies, const sg_document *document, const sg_form *form);

/* Whether a member of an object says one of the form's types. */
bool sg_policies_have_type(
    const sg_document *document, const sg_form *form, uint32_t object, sg_text member);

bool sg_policies_add(
    sg_policies *policies, const sg_document *document, const sg_policy *policy);

#endif
