/* What a document of YAML says, by docs/templates.md alone: a second way from libyaml's
 * events to JSON, without places and without haste. */
#ifndef SNAPGUARD_FUZZ_YAML_ORACLE_H
#define SNAPGUARD_FUZZ_YAML_ORACLE_H

#include <jansson.h>

/* The document with this number, from 0. NULL where there is none, where it says what
 * JSON cannot say or jansson cannot hold, or where it would be larger than `most` values.
 */
json_t *yaml_oracle(const char *bytes, size_t size, size_t number, size_t most);

#endif
