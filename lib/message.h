/* The texts of a finding, made from the templates of its rule when they are asked for. */
#ifndef SNAPGUARD_LIB_MESSAGE_H
#define SNAPGUARD_LIB_MESSAGE_H

#include "report.h"
#include "writer.h"

/* Write a text. False, and nothing written, where the finding has none of this kind. */
bool sg_message_write(
    const snapguard_finding *finding, snapguard_text text, bool show_values,
    sg_writer *writer);

#endif
