#include "ending.h"

#include "letter.h"

#include <stddef.h>
#include <string.h>

bool cli_ends_in(const char *name, const char *ending)
{
    size_t size = strlen(ending);
    size_t before = strlen(name);

    if (before < size)
        return false;
    before -= size;
    for (size_t i = 0; i < size; i++)
        if (cli_lower(name[before + i]) != cli_lower(ending[i]))
            return false;
    return true;
}
