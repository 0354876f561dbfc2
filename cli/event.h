/* What comes to light while inputs are judged. A report takes events in the order of the
 * inputs, at once or out of a record. */
#ifndef CLI_EVENT_H
#define CLI_EVENT_H

#include "complaint.h"
#include "finding.h"

typedef enum cli_event_kind {
    CLI_EVENT_FILE,    /* The requests of a file follow. */
    CLI_EVENT_REQUEST, /* Its findings follow. */
    CLI_EVENT_FINDING,
    CLI_EVENT_COMPLAINT,
    CLI_EVENT_FOLDER,    /* The files below a directory follow. */
    CLI_EVENT_FOLDER_END /* They are through. */
} cli_event_kind;

typedef struct cli_event {
    cli_event_kind kind;
    union {
        const char *file; /* Or the directory. */
        cli_request request;
        cli_finding finding;
        cli_complaint complaint;
    } of;
} cli_event;

#endif
