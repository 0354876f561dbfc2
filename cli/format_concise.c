#include "format.h"

/* One line a finding and nothing else, so that `wc -l` counts findings; what --statistics
 * adds was asked for. */
const cli_format cli_format_concise = {
    .wants = CLI_WANT(SNAPGUARD_TEXT_MESSAGE),
    .finding = cli_put_headline,
    .end = cli_put_statistics};
