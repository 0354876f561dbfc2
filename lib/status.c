#include <snapguard/snapguard.h>

static const char *const texts[] = {
#define STATUS(name, text) [SNAPGUARD_##name] = (text),
#include <snapguard/status.def>
#undef STATUS
};

const char *snapguard_strerror(snapguard_status status)
{
    if ((unsigned)status >= sizeof texts / sizeof *texts)
        return "a status that this version does not know";
    return texts[status];
}

const char *snapguard_version(void)
{
    return SNAPGUARD_VERSION;
}

unsigned long snapguard_version_number(void)
{
    return SNAPGUARD_VERSION_NUMBER;
}
