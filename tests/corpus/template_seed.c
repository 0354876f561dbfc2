#include "template_seed.h"

#include "template.h"

/* As those of the fuzz target. */
static const cli_yaml_limits limits = {.bytes = 1 << 18, .depth = 64, .values = 1 << 14};

static cli_template template;

const snapguard_report *
template_seed_begin(snapguard_context *context, const char *bytes, size_t size)
{
    const cli_template_text text = {bytes, size, size, true};

    return cli_template_begin(&template, context, SNAPGUARD_ROS, &text, &limits);
}

void template_seed_end(void)
{
    cli_template_end(&template);
}
