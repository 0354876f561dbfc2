#include "format.h"

/* One line a finding and nothing else, so that `wc -l` counts findings. */
const cli_format cli_format_concise = {.finding = cli_put_headline};
