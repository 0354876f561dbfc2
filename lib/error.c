#include "error.h"

#include <stdarg.h>

#include "writer.h"

void sg_error_set(snapguard_error *error, const char *text, ...)
{
    sg_writer writer;
    va_list texts;

    if (!error)
        return;
    writer = (sg_writer){.buffer = error->message, .size = sizeof error->message};
    va_start(texts, text);
    for (; text; text = va_arg(texts, const char *))
        sg_writer_add_excerpt(&writer, sg_text_of(text), sizeof error->message);
    va_end(texts);
    sg_writer_finish(&writer);
}
