/* What is to be said about an input that is no finding in a request. */
#ifndef CLI_COMPLAINT_H
#define CLI_COMPLAINT_H

#include "exit.h"

#include <stddef.h>

typedef struct cli_complaint {
    const char *file; /* As the user names it. */
    size_t line;      /* 0: it is about the file as a whole. */
    size_t column;
    const char *text; /* NULL: that of `error`. */
    int error;        /* errno. */
    cli_exit status;  /* What the program ends with at least. */
} cli_complaint;

#endif
