/* The engines of a run: one, and one more for each set of overrides that files have. */
#ifndef CLI_ENGINES_H
#define CLI_ENGINES_H

#include "engine.h"

typedef struct cli_engines cli_engines;

/* Make the first, or complain and answer what the program ends with. The settings must
 * live as long as the engines. */
cli_exit cli_engines_new(cli_engines **engines, const cli_engine_settings *settings);
void cli_engines_free(cli_engines *engines);

/* The engine for inputs that these overrides are about. Any thread may ask. */
const snapguard_engine *cli_engines_get(cli_engines *engines, cli_override_set overrides);

#endif
