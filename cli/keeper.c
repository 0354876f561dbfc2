#include "keeper.h"

#include "memory.h"

#include <stdlib.h>

char *cli_keep(cli_keeper *keeper, char *text)
{
    keeper->texts =
        cli_reallocate(keeper->texts, (keeper->count + 1) * sizeof *keeper->texts);
    keeper->texts[keeper->count++] = text;
    return text;
}

void cli_keeper_free(cli_keeper *keeper)
{
    for (size_t i = 0; i < keeper->count; i++)
        free(keeper->texts[i]);
    free(keeper->texts);
    *keeper = (cli_keeper){.texts = NULL};
}
