/* cmocka 1.1.5 wants these headers before its own, in this order. */
#ifndef CMOCKA_WRAP_H
#define CMOCKA_WRAP_H

/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#endif
