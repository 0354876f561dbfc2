/* A template or plan on its way through the library, policy by policy. */
#ifndef CLI_TEMPLATE_H
#define CLI_TEMPLATE_H

#include "yaml_reader.h"

#include <snapguard/snapguard.h>
#include <stdbool.h>
#include <stddef.h>

/* The text of a file. */
typedef struct cli_template_text {
    const char *bytes;
    size_t held;   /* Where it is over the limit, not all of it is in memory. */
    size_t length; /* In all. */
    bool is_yaml;
} cli_template_text;

typedef struct cli_template {
    snapguard_context *context;
    cli_template_text text;
    cli_yaml_limits limits;
    cli_yaml *yaml;   /* NULL: the text is JSON. */
    size_t documents; /* Of YAML: how many there were before the one that is judged. */
    bool has_policy;  /* Something else was found than documents without a policy. */
} cli_template;

/* Begin with a text, which is borrowed until the end, and answer the report of its first
 * policy. Where there is none, the only report says that it is not applicable. */
const snapguard_report *cli_template_begin(
    cli_template *template, snapguard_context *context, snapguard_encoding encoding,
    const cli_template_text *text, const cli_yaml_limits *limits);

/* The next policy, or NULL. */
const snapguard_report *cli_template_next(cli_template *template);

void cli_template_end(cli_template *template);

/* Whether a ROS template is written in YAML: its name says so, or else it does not begin
 * as JSON does. */
bool cli_template_is_yaml(const char *name, const char *bytes, size_t size);

#endif
