#include "complain.h"

#include "glyph.h"
#include "progress.h"
#include "writer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Room for two paths of the longest kind. A longer message is cut. */
enum { MESSAGE_BYTES = 8704 };

void cli_complain(const char *format, ...)
{
    char message[MESSAGE_BYTES];
    char buffer[1024];
    cli_writer writer;
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);

    cli_progress_clear();
    cli_writer_begin(&writer, STDERR_FILENO, buffer, sizeof buffer);
    cli_put(&writer, "snapguard: ");
    cli_put_safe(&writer, message, strlen(message));
    cli_put(&writer, "\n");
    cli_flush(&writer);
}
