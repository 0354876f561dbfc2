/* The last step of compiling rules: which instructions a request calls for, and what says
 * at once that it does not. */
#ifndef SNAPGUARD_LIB_LINK_H
#define SNAPGUARD_LIB_LINK_H

#include "program.h"

/* Fill the masks and the screens of a program whose names, rules and instructions are
 * complete. False when memory is out. */
bool sg_program_link(sg_program *program);

#endif
