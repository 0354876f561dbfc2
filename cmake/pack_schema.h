/* The JSON Schema of rule packs, made from the tables that the loader reads them by. */
#ifndef CMAKE_PACK_SCHEMA_H
#define CMAKE_PACK_SCHEMA_H

#include <jansson.h>

/* `pack` is the built-in one, which knows the names of parameters and facts. The caller
 * owns what is answered. NULL when memory is out. */
json_t *pack_schema(const json_t *pack);

#endif
