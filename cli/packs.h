/* The packs of an organisation that the user names: --pack. */
#ifndef CLI_PACKS_H
#define CLI_PACKS_H

#include "exit.h"
#include "options.h"

#include <snapguard/snapguard.h>

typedef struct cli_packs {
    struct cli_pack_file {
        const char
            *name; /* Of the option or variable that names it, or NULL. Borrowed, */
        const char *path; /* as this is. */
        char *bytes;
        size_t size;
    } * files;
    size_t count;
} cli_packs;

/* Read one more. False, after a complaint, where it can't be read. `option`: what the
 * user has named it by, or NULL. */
bool cli_packs_add(cli_packs *packs, const cli_option *option, const char *path);

/* Setter of a cli_packs, and the option. */
bool cli_set_pack(const cli_option *option, void *field, const char *argument);

#define CLI_PACK_OPTION(settings, member)                                                \
    {                                                                                    \
        .name = "pack", .key = "packs", .is_list = true, .is_path = true,                \
        .set = cli_set_pack, .field = offsetof(settings, member), .argument = "FILE",    \
        .help = "Add the rules of an organisation, a pack; repeatable. docs/packs.md "   \
                "describes them."                                                        \
    }

void cli_packs_apply(const cli_packs *packs, snapguard_options *options);

/* Say which of the packs can't be used, where it says so, and why. They have been refused
 * together. */
cli_exit cli_packs_complain(const cli_packs *packs);

/* Make an engine of every default and these packs, or complain. */
cli_exit cli_packs_engine(snapguard_engine **engine, const cli_packs *packs);

void cli_packs_free(cli_packs *packs);

#endif
