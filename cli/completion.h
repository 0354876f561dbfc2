/* Scripts that teach a shell what may follow, written from the tables of options that are
 * parsed by, and from the pack. */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "commands.h"
#include "operand.h"
#include "pack.h"

#define COMPLETION(name)                                                                 \
    void cli_completion_##name(cli_writer *writer, const cli_pack *pack);
#include "completion.def"
#undef COMPLETION

/* What the scripts have in common: words with blanks between. */
void cli_completion_put_rules(cli_writer *writer, const cli_pack *pack);
void cli_completion_put_commands(cli_writer *writer, const char *separator);
void cli_completion_put_choices(cli_writer *writer, const char *const *choices);

/* The words of a usage such as "bash|zsh|fish". */
void cli_completion_put_words(cli_writer *writer, const char *usage);

/* The first sentence of a help, without its full stop, for a string between apostrophes;
 * the characters of `escaped` get a backslash. */
void cli_completion_put_sentence(
    cli_writer *writer, const char *help, const char *escaped);

#endif
