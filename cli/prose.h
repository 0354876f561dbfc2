/* What a finding says, in sentences, for services that show nothing else of it. */
#ifndef CLI_PROSE_H
#define CLI_PROSE_H

#include "finding.h"
#include "text.h"

enum {
    CLI_PROSE_WANTS = CLI_WANT(SNAPGUARD_TEXT_MESSAGE) | CLI_WANT(SNAPGUARD_TEXT_HELP)
};

/* "MESSAGE. Help: HELP." in place of what `text` holds, as it may be shown. */
void cli_prose_of(const cli_finding *finding, cli_text *text);

#endif
