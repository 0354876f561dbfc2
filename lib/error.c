#include "error.h"

#include <stdarg.h>
#include <string.h>

void sg_error_set(snapguard_error *error, const char *text, ...)
{
    va_list texts;
    size_t used = 0;

    if (!error)
        return;
    va_start(texts, text);
    for (; text; text = va_arg(texts, const char *)) {
        size_t size = strlen(text);
        size_t room = sizeof error->message - 1 - used;

        size = size < room ? size : room;
        memcpy(error->message + used, text, size);
        used += size;
    }
    va_end(texts);
    error->message[used] = '\0';
}
