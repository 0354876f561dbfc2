/* What a request says, for those who show it: the values of its parameters as text. */
#ifndef SNAPGUARD_LIB_VALUES_H
#define SNAPGUARD_LIB_VALUES_H

#include "report.h"

/* The elements of a list, as far as they can be read. */
typedef struct sg_elements {
    const sg_document *document;
    const sg_list *list; /* or NULL, where the list is a real array */
    sg_text text;        /* that the nodes count in */
    uint32_t node;       /* the next element, */
    uint32_t end;        /* and the node behind them all: none where they are known */
    uint64_t numbers;    /* by number alone; those that are left */
    bool is_word;        /* the only element is the list's word */
} sg_elements;

/* The first value that a report's request gives a parameter by its wire name. NULL if it
 * gives none. */
const sg_value *sg_values_find(const snapguard_report *report, sg_text wire);

/* The elements of a list's value; none where it is no list that can be read. */
sg_elements sg_values_elements(const snapguard_report *report, const sg_value *value);

/* The set of the numbers among the elements, up to 63. */
uint64_t sg_values_numbers(const snapguard_report *report, const sg_value *value);

#endif
