#include "ending.h"

#include <stddef.h>
#include <string.h>

/* Not by the locale: in a Turkish one "I" is no capital "i". */
static char lower(char character)
{
    return character >= 'A' && character <= 'Z' ? (char)(character - 'A' + 'a')
                                                : character;
}

bool cli_ends_in(const char *name, const char *ending)
{
    size_t size = strlen(ending);
    size_t before = strlen(name);

    if (before < size)
        return false;
    before -= size;
    for (size_t i = 0; i < size; i++)
        if (lower(name[before + i]) != lower(ending[i]))
            return false;
    return true;
}
