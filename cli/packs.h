/* The packs of an organisation that the user names: --pack. */
#ifndef CLI_PACKS_H
#define CLI_PACKS_H

#include "exit.h"
#include "options.h"

#include <snapguard/snapguard.h>
#include <sys/types.h>

typedef struct cli_pack_file {
    char *name; /* Of the option or variable that names it, or NULL. */
    char *path;
    char *bytes;
    size_t size;
    dev_t device; /* Of the file, */
    ino_t inode;  /* as long as it is there. */
} cli_pack_file;

typedef struct cli_packs {
    cli_pack_file *files;
    size_t count;
} cli_packs;

/* Read one more, but for a file, or a copy of one, that is among them: configurations and
 * people may name the same. False, after a complaint, where it can't be read. `option`:
 * what the user has named it by, or NULL. */
bool cli_packs_add(cli_packs *packs, const cli_option *option, const char *path);

/* Which packs there are besides those that are named. */
typedef struct cli_pack_place {
    const char *config; /* A configuration file. NULL: the one of this folder. */
    bool isolated;      /* None. */
} cli_pack_place;

/* Setter of a cli_packs, and the option. */
bool cli_set_pack(const cli_option *option, void *field, const char *argument);

#define CLI_PACK_OPTION(settings, member)                                                \
    {                                                                                    \
        .name = "pack", .key = "packs", .is_list = true, .is_path = true,                \
        .set = cli_set_pack, .field = offsetof(settings, member), .argument = "FILE",    \
        .help = "Add the rules of an organisation, a pack; repeatable. docs/packs.md "   \
                "describes them."                                                        \
    }

/* The same for commands that take nothing but packs from variables and the configuration
 * file: see cli_check_packs(). */
#define CLI_PACK_OPTIONS(settings, packs, place)                                         \
    CLI_PACK_OPTION(settings, packs),                                                    \
        {.name = "config",                                                               \
         .set = cli_set_text,                                                            \
         .field = offsetof(settings, place.config),                                      \
         .argument = "FILE",                                                             \
         .help = "Take the packs that FILE names. The default is the configuration "     \
                 "that check takes here."},                                              \
    {                                                                                    \
        .name = "isolated", .set = cli_set_switch,                                       \
        .field = offsetof(settings, place.isolated),                                     \
        .help = "Use no pack but those of --pack."                                       \
    }

void cli_packs_apply(const cli_packs *packs, snapguard_options *options);

/* Say which of the packs can't be used, where it says so, and why. They have been refused
 * together. */
cli_exit cli_packs_complain(const cli_packs *packs);

/* Make an engine of every default and these packs, or complain. */
cli_exit cli_packs_engine(snapguard_engine **engine, const cli_packs *packs);

void cli_packs_free(cli_packs *packs);

#endif
