/* What the program ends with. The gravest wins, so the values are in order of gravity. */
#ifndef CLI_EXIT_H
#define CLI_EXIT_H

typedef enum cli_exit {
    CLI_CLEAN = 0,    /* Nothing at or above --fail-on. */
    CLI_FINDINGS = 1, /* Findings; text that cannot be parsed is one. */
    CLI_USAGE = 2,    /* Wrong usage or configuration. */
    CLI_FAILURE = 3   /* An input cannot be read, a report not written, no memory. */
} cli_exit;

/* Make *status the graver of itself and `other`. */
static inline void cli_worsen(cli_exit *status, cli_exit other)
{
    if (other > *status)
        *status = other;
}

#endif
