/* The rule pack, embedded when the library is built (cmake/embed_pack.c). */
#ifndef SNAPGUARD_LIB_BUILTIN_PACK_H
#define SNAPGUARD_LIB_BUILTIN_PACK_H

#include <stddef.h>

/* rules/create-auto-snapshot-policy.json, byte for byte. */
extern const char sg_builtin_pack[];
extern const size_t sg_builtin_pack_size;

/* The same without examples and prose. */
extern const char sg_builtin_rules[];
extern const size_t sg_builtin_rules_size;

/* The JSON Schema of packs. */
extern const char sg_pack_schema[];
extern const size_t sg_pack_schema_size;

#endif
