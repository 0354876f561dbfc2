/* One step of a run, in the order in which the inputs were named. */
#ifndef CLI_TASK_H
#define CLI_TASK_H

#include <stdbool.h>

/* What standard input is called where nothing else is said. */
#define CLI_STDIN_NAME "<stdin>"

/* Nobody has named it, and it is nothing that could be judged. */
#define CLI_LOST_LINK "this link leads nowhere, so that it is passed over"

typedef enum cli_task_kind {
    CLI_TASK_FILE,           /* Judge a file that was named. */
    CLI_TASK_WALKED,         /* Judge a file of a directory. */
    CLI_TASK_STDIN,          /* Judge standard input. */
    CLI_TASK_LOST,           /* Say that a link of a directory leads nowhere. */
    CLI_TASK_UNREADABLE,     /* Say why something could not be looked at. */
    CLI_TASK_FOLDER,         /* The files of a directory follow. */
    CLI_TASK_FOLDER_END,     /* They are through. */
    CLI_TASK_EMPTY_FOLDER,   /* Say that there are none, */
    CLI_TASK_EXCLUDED_FOLDER /* or none that is not excluded. */
} cli_task_kind;

typedef struct cli_task {
    cli_task_kind kind;
    const char *name; /* A path, or what standard input is called. */
    bool is_file;     /* It is a regular file with something in it. */
    int error;        /* errno, for CLI_TASK_UNREADABLE. */
} cli_task;

#endif
