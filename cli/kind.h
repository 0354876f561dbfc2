/* What the bytes of an input are. */
#ifndef CLI_KIND_H
#define CLI_KIND_H

#include <stddef.h>

typedef enum cli_kind {
    CLI_KIND_AUTO,    /* To be told from the name and the first bytes. */
    CLI_KIND_REQUEST, /* One JSON object, or an array of them. */
    CLI_KIND_NDJSON,  /* One JSON object a line. */
} cli_kind;

/* By cli_kind, with a NULL behind them. */
extern const char *const cli_kind_names[];

/* How many bytes tell the kind: two requests of the largest default size. */
enum { CLI_KIND_BYTES = 262144 };

/* Tell a request from a stream of them, by the name, and else by the first bytes. */
cli_kind cli_kind_of(const char *name, const char *bytes, size_t size);

/* What a JSON document is that holds no request but is known all the same: "a ROS
 * template", "a Terraform plan". NULL for any other. */
const char *cli_template_kind(const char *bytes, size_t size);

#endif
