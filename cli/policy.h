/* What a request says, read from the library and put into words. */
#ifndef CLI_POLICY_H
#define CLI_POLICY_H

#include "cycle.h"
#include "schedule.h"
#include "severity.h"

#include <snapguard/snapguard.h>

typedef enum cli_fact_kind {
#define FACT(name, label, parameter) CLI_FACT_##name,
#include "fact.def"
#undef FACT
    CLI_FACTS
} cli_fact_kind;

typedef struct cli_fact {
    const char *label;
    cli_buffer text; /* Text of others, as the request has it; empty: it is not shown. */
    snapguard_severity
        worst; /* Of the findings about it; SNAPGUARD_OFF: there are none. */
} cli_fact;

/* How long snapshots are kept. */
typedef struct cli_keeping {
    bool is_known;
    size_t days;    /* 0: until they are deleted. */
    cli_buffer why; /* It is not known. */
} cli_keeping;

typedef struct cli_policy {
    cli_fact facts[CLI_FACTS];
    bool has_name;
    cli_buffer title;     /* What it is called in its template or plan; else empty. */
    cli_buffer hindrance; /* Why not all of the request could be read; mostly empty. */

    bool has_week;      /* There is a point in time. */
    cli_buffer no_week; /* Why there is none. */
    snapguard_week week;
    cli_cycle cycle;

    cli_keeping source;
    bool is_copied;
    cli_keeping copies;
} cli_policy;

/* Nothing of the report is kept. */
void cli_policy_read(cli_policy *policy, const snapguard_report *report);
void cli_policy_free(cli_policy *policy);

/* Whether a fact is not the same in two policies, and what it was and is: "30 days -> 14
 * days". */
bool cli_fact_differs(const cli_fact *before, const cli_fact *now);
void cli_say_change(cli_buffer *text, const cli_fact *before, const cli_fact *now);

/* The name, or what to call a policy that has none. */
const char *cli_policy_name(const cli_policy *policy, size_t *size);

#endif
