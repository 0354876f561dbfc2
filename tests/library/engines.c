#include "engines.h"

#include "support.h"

#include <string.h>

snapguard_options *options_new(void)
{
    snapguard_options *options;

    assert_int_equal(snapguard_options_new(&options, NULL), SNAPGUARD_OK);
    return options;
}

checker checker_new(snapguard_options *options)
{
    checker made;

    assert_int_equal(snapguard_engine_new(&made.engine, options, NULL), SNAPGUARD_OK);
    assert_int_equal(snapguard_context_new(&made.context, made.engine), SNAPGUARD_OK);
    snapguard_options_free(options);
    return made;
}

void checker_free(checker *judge)
{
    snapguard_context_free(judge->context);
    snapguard_engine_free(judge->engine);
}

const snapguard_report *
check_text(checker *judge, snapguard_encoding encoding, const char *text)
{
    const snapguard_report *report;

    assert_int_equal(
        snapguard_check(&report, judge->context, encoding, text, strlen(text)),
        SNAPGUARD_OK);
    assert_non_null(report);
    return report;
}

const snapguard_finding *finding_of(const snapguard_report *report, const char *rule)
{
    for (size_t i = 0; i < snapguard_report_count(report); i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);

        if (strcmp(snapguard_finding_rule(finding), rule) == 0)
            return finding;
    }
    return NULL;
}

snapguard_status engine_status(snapguard_options *options, snapguard_error *error)
{
    snapguard_engine *engine;
    snapguard_status status = snapguard_engine_new(&engine, options, error);

    assert_int_equal(engine != NULL, status == SNAPGUARD_OK);
    snapguard_engine_free(engine);
    snapguard_options_free(options);
    return status;
}

void assert_one_line(const char *message)
{
    assert_true(*message);
    for (; *message; message++)
        assert_false((unsigned char)*message < 0x20);
}

snapguard_facts *facts_of(const snapguard_engine *engine, const char *text)
{
    snapguard_facts *facts;
    snapguard_error error;

    assert_int_equal(
        snapguard_facts_new(&facts, engine, text, strlen(text), &error), SNAPGUARD_OK);
    return facts;
}
