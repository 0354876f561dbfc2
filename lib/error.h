/* Why something that was configured cannot be used. */
#ifndef SNAPGUARD_LIB_ERROR_H
#define SNAPGUARD_LIB_ERROR_H

#include <snapguard/snapguard.h>
#include <stdarg.h>

/* Set the message from texts in a row, the last of them NULL: one line, its controls
 * become blanks, and cut between two characters if it is too long. A NULL error is fine.
 */
void sg_error_set(snapguard_error *error, const char *text, ...);

/* The same: the subject, a colon, and texts in a list. */
void sg_error_set_about(snapguard_error *error, const char *subject, va_list texts);

#endif
