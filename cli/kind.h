/* What the bytes of an input are. */
#ifndef CLI_KIND_H
#define CLI_KIND_H

#include <stdbool.h>
#include <stddef.h>

typedef enum cli_kind {
    CLI_KIND_AUTO,    /* To be told from the name and the first bytes. */
    CLI_KIND_REQUEST, /* One JSON object, or an array of them. */
    CLI_KIND_NDJSON,  /* One JSON object a line. */
    CLI_KIND_QUERY,   /* The query of a URL. */
    CLI_KIND_FORM,    /* An urlencoded body. */
    CLI_KIND_HTTP,    /* A raw HTTP/1.1 request. */
    CLI_KIND_ROS,     /* A ROS template in JSON or YAML. */
    CLI_KIND_TFPLAN,  /* A Terraform plan in JSON. */
    CLI_KINDS
} cli_kind;

/* By cli_kind, with a NULL behind them. */
extern const char *const cli_kind_names[];

/* How many bytes tell the kind: two requests of the largest default size. */
enum { CLI_KIND_BYTES = 262144 };

/* By cli_kind: the endings of the files that a directory is searched for, up to a NULL. A
 * query, a form or a raw request is looked for only where the user wants that kind, for
 * files of these names are of many kinds, and there is no telling a fault from one. */
extern const char *const *const cli_kind_endings[];

/* Tell the kind by the ending of the name, and else by the first bytes. What is not
 * clearly something else is a request, so that broken JSON is reported as broken JSON. */
cli_kind cli_kind_of(const char *name, const char *bytes, size_t size);

/* What a JSON document is that holds no request: CLI_KIND_ROS or CLI_KIND_TFPLAN by the
 * names of its members, and else CLI_KIND_REQUEST. */
cli_kind cli_kind_of_document(const char *bytes, size_t size);

/* Whether a text says that it is a ROS template, with the member that each has to have at
 * the beginning of a line. It need not be YAML that can be read. */
bool cli_kind_says_ros(const char *bytes, size_t size);

#endif
