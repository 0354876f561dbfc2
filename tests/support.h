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

/* Make a test of each row of a case table, under the row's own name. The rows may be
 * const: cmocka only hands them back. */
#define ADD_ROWS(list, test, rows, count)                                                \
    for (size_t row = 0; row < (count); row++)                                           \
        (list)[row] = (struct CMUnitTest)                                                \
        {                                                                                \
            (rows)[row].name, test, NULL, NULL, (void *)(uintptr_t) & (rows)[row]        \
        }

#endif
