/* Merge keys of YAML: "<<: *base" gives an object the members of another one that it does
 * not have itself. */
#ifndef CLI_YAML_MERGE_H
#define CLI_YAML_MERGE_H

#include "made.h"
#include "names.h"

/* An object that is being made: its keys, and how many members there are. */
typedef struct cli_yaml_merge {
    cli_made *made;
    cli_names keys;
    size_t members;
    size_t values; /* In members of others that were looked at. */
    size_t most;   /* Of these. */
} cli_yaml_merge;

/* Note that the object has a key itself, which begins at a byte of the JSON. */
void cli_yaml_merge_key(cli_yaml_merge *merge, size_t at);

/* Append the members of another object that was made before. False where there are too
 * many to look at. */
bool cli_yaml_merge_object(cli_yaml_merge *merge, cli_made_part object);

#endif
