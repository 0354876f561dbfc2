/* The JSON Schema of the configuration file, made from the options that have a key. */
#ifndef CLI_SCHEMA_H
#define CLI_SCHEMA_H

#include "options.h"

#include <jansson.h>

/* A new value. */
json_t *cli_configuration_schema(const cli_option *options);

#endif
