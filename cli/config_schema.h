/* The JSON Schema of the configuration file, made from the options that have a key. */
#ifndef CLI_CONFIG_SCHEMA_H
#define CLI_CONFIG_SCHEMA_H

#include "options.h"

#include <jansson.h>

/* A new value. */
json_t *cli_config_schema(const cli_option *options);

#endif
