/* XML 1.0, as far as reports need it. What it cannot hold is left out: most control
 * characters, U+FFFE and U+FFFF. Bytes that are not UTF-8 become U+FFFD. Characters that
 * must not reach a terminal are written as references. */
#ifndef CLI_XML_H
#define CLI_XML_H

#include "writer.h"

#include <stddef.h>

void cli_xml_begin(cli_writer *writer);

/* The content of an element. */
void cli_xml_put_text(cli_writer *writer, const char *text, size_t size);

/* A blank, and an attribute. */
void cli_xml_put_attribute(
    cli_writer *writer, const char *name, const char *text, size_t size);
void cli_xml_put_number(cli_writer *writer, const char *name, size_t number);

#endif
