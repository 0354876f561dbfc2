/* The rules of the pack, printed as a whole. */
#ifndef CLI_CATALOG_H
#define CLI_CATALOG_H

#include "example.h"
#include "pack.h"
#include "writer.h"

void cli_catalog_text(
    cli_writer *writer, const cli_pack *pack, cli_demonstration *demonstration);
void cli_catalog_json(
    cli_writer *writer, const cli_pack *pack, cli_demonstration *demonstration);

/* docs/rules.md and docs/coverage.md. */
void cli_catalog_md(
    cli_writer *writer, const cli_pack *pack, cli_demonstration *demonstration);
void cli_catalog_coverage(
    cli_writer *writer, const cli_pack *pack, cli_demonstration *demonstration);

#endif
