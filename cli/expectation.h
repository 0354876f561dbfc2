/* What is expected of the requests of a file: the findings that another file lists, or a
 * verdict by the folder that it is in. */
#ifndef CLI_EXPECTATION_H
#define CLI_EXPECTATION_H

#include "pack.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum cli_expected {
    CLI_EXPECTED_NOTHING,  /* The file is no case. */
    CLI_EXPECTED_FINDINGS, /* Exactly those that are listed. */
    CLI_EXPECTED_ACCEPT,   /* No error. */
    CLI_EXPECTED_REJECT    /* An error. */
} cli_expected;

/* A line such as "acme/regions regionId"; without a parameter it stands for any. */
typedef struct cli_expected_line {
    char *rule;
    char *parameter; /* NULL: any. */
} cli_expected_line;

typedef struct cli_expectation {
    cli_expected kind;
    cli_expected_line *lines;
    size_t count;
} cli_expectation;

/* Find what is expected of a file: NAME.expect beside NAME.json, or else a folder called
 * accept or reject around it. False, after a complaint, where that is not to be
 * understood. */
bool cli_expectation_read(
    cli_expectation *expectation, const cli_pack *pack, const char *path);

void cli_expectation_free(cli_expectation *expectation);

/* Whether a finding is what the line says. */
bool cli_expected_is(
    const cli_expected_line *line, const char *rule, const char *parameter);

#endif
