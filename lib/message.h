/* The texts of a finding, made from the templates of its rule when they are asked for. */
#ifndef SNAPGUARD_LIB_MESSAGE_H
#define SNAPGUARD_LIB_MESSAGE_H

#include "report.h"
#include "writer.h"

/* What of the request may stand in a text. */
typedef enum sg_disclosure {
    SG_SHOW_ALL,
    SG_HIDE_VALUES, /* its names still do */
    SG_HIDE_NAMES   /* not a byte of it: only names of the operation's parameters */
} sg_disclosure;

/* Write a text. False, and nothing written, where the finding has none of this kind. */
bool sg_message_write(
    const snapguard_finding *finding, snapguard_text text, sg_disclosure disclosure,
    sg_writer *writer);

#endif
