#include "judge.h"

#include "catalog.h"
#include "law.h"

#include <string.h>

static snapguard_engine *engine;
static snapguard_context *context;

void judge_open(int count, char **arguments)
{
    catalog_watch(count, arguments);
    law(snapguard_engine_new(&engine, NULL, NULL) == SNAPGUARD_OK, "an engine is made");
    law(snapguard_context_new(&context, engine) == SNAPGUARD_OK, "a context is made");
}

snapguard_engine *judge_engine(void)
{
    return engine;
}

snapguard_context *judge_context(void)
{
    return context;
}

const snapguard_report *
judge(snapguard_encoding encoding, const uint8_t *data, size_t size)
{
    const snapguard_report *report;
    snapguard_status status =
        snapguard_check(&report, context, encoding, (const char *)data, size);

    law(status == SNAPGUARD_OK, "any bytes are judged");
    law(report != NULL, "a check that was done has a report");
    return report;
}

/* Something is left behind of it in every buffer of the context. */
static void judge_another(void)
{
    static const char other[] =
        "{\"Tag\":[{\"Key\":\"acs:\",\"Key\":\"\\u4e2d\"}],\"timePoints\":\"[\\\"1\\\","
        "\\\"\\\\u0031\\\"]\",\"repeatWeekdays\":\"[1,\",\"x\":{},\"retentionDays\":0}";

    judge(SNAPGUARD_JSON, (const uint8_t *)other, sizeof other - 1);
}

static void judge_briefly(
    snapguard_encoding encoding, const uint8_t *data, size_t size,
    snapguard_verdict verdict)
{
    const snapguard_report *report;

    snapguard_context_set_verdict_only(context, true);
    report = judge(encoding, data, size);
    snapguard_context_set_verdict_only(context, false);
    law(snapguard_report_verdict(report) == verdict, "a verdict alone is the same one");
    law(snapguard_report_count(report) == (verdict == SNAPGUARD_INVALID),
        "a verdict alone has one finding if it is invalid, and else none");
}

const snapguard_report *
judge_lawfully(snapguard_encoding encoding, const uint8_t *data, size_t size)
{
    const snapguard_report *report = judge(encoding, data, size);

    catalog_note(report);
    law_report_whole(report, (const char *)data, size);
    return report;
}

void judge_again(snapguard_encoding encoding, const uint8_t *data, size_t size)
{
    const snapguard_report *report;
    snapguard_verdict verdict;
    unsigned long long digest;

    if ((size + (size ? data[size / 2] : 0)) % 8 != 0)
        return;
    report = judge(encoding, data, size);
    verdict = snapguard_report_verdict(report);
    digest = law_digest(report);
    judge_another();
    law(law_digest(judge(encoding, data, size)) == digest,
        "the same bytes give the same report");
    judge_briefly(encoding, data, size, verdict);
}
