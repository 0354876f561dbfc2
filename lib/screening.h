/* Which rules a request calls for at all: each value is looked at as soon as it is read.
 */
#ifndef SNAPGUARD_LIB_SCREENING_H
#define SNAPGUARD_LIB_SCREENING_H

#include "request.h"

/* A text that does not pass its screen: activate the instructions that ask what it fails
 * in. */
void sg_screening_fail_text(
    sg_request *request, const sg_screen *screen, sg_value *value, size_t room);

/* `room`: how many bytes can be read from the text's first on. */
static inline void sg_screening_text(
    sg_request *request, const sg_screen *screen, sg_value *value, size_t room)
{
    if (!sg_screen_text(screen, value->text, room))
        sg_screening_fail_text(request, screen, value, room);
}

/* The same for a value of any other type. */
void sg_screening_value(sg_request *request, sg_value *value);

/* When all values are read: the numbered items, and the faults. */
void sg_screening_run(sg_request *request);

#endif
