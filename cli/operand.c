#include "operand.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *part;
    cli_operand operand;
} parts[] = {
    {"FILE",    CLI_OPERAND_FILES   },
    {"PATH",    CLI_OPERAND_FILES   },
    {"DIR",     CLI_OPERAND_FILES   },
    {"RULE",    CLI_OPERAND_RULES   },
    {"COMMAND", CLI_OPERAND_COMMANDS},
};

cli_operand cli_operand_called(const char *name)
{
    if (!name)
        return CLI_OPERAND_ANY;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (strstr(name, parts[i].part))
            return parts[i].operand;
    return strpbrk(name, "abcdefghijklmnopqrstuvwxyz") ? CLI_OPERAND_WORDS
                                                       : CLI_OPERAND_ANY;
}
