/* Lists that are held in a string: "[\"0\",\"12\"]". */
#ifndef SNAPGUARD_LIB_LIST_H
#define SNAPGUARD_LIB_LIST_H

#include "request.h"

/* Read the list of a value. What is not the text of a JSON array becomes a fault, and the
 * value faulted. False when memory is out. */
bool sg_list_read(sg_request *request, uint32_t value);

/* Make the elements of a list known, one node each. False when memory is out. */
bool sg_list_open(sg_request *request, sg_list *list);

/* An element's number: a canonical decimal from 0 up, as a JSON string or number; else
 * -1. */
int64_t sg_list_number(const sg_list *list, const sg_node *element);

#endif
