/* What every test of the library starts with. cmocka wants these headers before its own.
 */
#ifndef SNAPGUARD_TESTS_SUPPORT_H
#define SNAPGUARD_TESTS_SUPPORT_H

/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof *(array))

#endif
