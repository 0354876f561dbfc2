/* Texts of YAML as JSON, one document after the other, each part with its place. */
#ifndef CLI_YAML_READER_H
#define CLI_YAML_READER_H

#include "made.h"

typedef struct cli_yaml cli_yaml;

typedef struct cli_yaml_limits {
    size_t bytes;  /* Of the JSON that is made in all: what aliases may come to. */
    size_t depth;  /* Arrays and objects inside each other. */
    size_t values; /* Of all documents. */
} cli_yaml_limits;

/* What stands in the way of a document, and where. */
typedef struct cli_yaml_trouble {
    snapguard_obstacle obstacle;
    const char *reason; /* Borrowed from the reader, or NULL. */
    size_t begin;
    size_t end;
} cli_yaml_trouble;

typedef enum cli_yaml_state {
    CLI_YAML_MADE,    /* There is a document. */
    CLI_YAML_END,     /* There are no more. */
    CLI_YAML_TROUBLED /* One cannot be read, and nothing behind it. */
} cli_yaml_state;

/* Begin to read. The bytes are borrowed until the end. */
cli_yaml *cli_yaml_begin(const char *bytes, size_t size, const cli_yaml_limits *limits);

/* Make the next document. It is borrowed until the one behind it is made. */
cli_yaml_state cli_yaml_next(cli_yaml *yaml);
const cli_made *cli_yaml_made(const cli_yaml *yaml);
const cli_yaml_trouble *cli_yaml_trouble_of(const cli_yaml *yaml);

void cli_yaml_end(cli_yaml *yaml);

#endif
