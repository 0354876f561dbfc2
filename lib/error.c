#include "error.h"

#include "writer.h"

static sg_writer begin(snapguard_error *error)
{
    return (sg_writer){.buffer = error->message, .size = sizeof error->message};
}

static void add(sg_writer *writer, const char *text)
{
    sg_writer_add_excerpt(
        writer, sg_text_of(text), sizeof((snapguard_error *)0)->message);
}

/* Up to a NULL. */
static void add_all(sg_writer *writer, va_list texts)
{
    const char *text;

    while ((text = va_arg(texts, const char *)) != NULL)
        add(writer, text);
}

void sg_error_set(snapguard_error *error, const char *text, ...)
{
    sg_writer writer;
    va_list texts;

    if (!error)
        return;
    writer = begin(error);
    add(&writer, text);
    va_start(texts, text);
    add_all(&writer, texts);
    va_end(texts);
    sg_writer_finish(&writer);
}

void sg_error_set_about(snapguard_error *error, const char *subject, va_list texts)
{
    sg_writer writer;

    if (!error)
        return;
    writer = begin(error);
    add(&writer, subject);
    add(&writer, ": ");
    add_all(&writer, texts);
    sg_writer_finish(&writer);
}
