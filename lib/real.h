/* A double in decimal, without the C library, whose own functions ask the locale. */
#ifndef SNAPGUARD_LIB_REAL_H
#define SNAPGUARD_LIB_REAL_H

#include "text.h"

enum { SG_REAL_MOST = 32 }; /* bytes; the longest has 24 */

/* Write a finite number with at most 17 significant digits, rounded from its exact value,
 * and always with a fraction or an exponent. Answers how many bytes. */
size_t sg_real_write(double number, char *buffer);

#endif
