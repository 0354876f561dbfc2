/* Judge one request with libsnapguard: the argument, or what stands on the standard
 * input. Exit status: 0 no error was found, 1 the request is wrong, 2 it could not be
 * judged. */
#include <snapguard/snapguard.h>
#include <stdio.h>
#include <string.h>

static void print_finding(const snapguard_finding *finding)
{
    const snapguard_answer *answer = snapguard_finding_answer(finding);
    snapguard_range range;
    char message[512];

    snapguard_finding_range(finding, &range);
    snapguard_finding_text(
        finding, SNAPGUARD_TEXT_MESSAGE, true, message, sizeof message);
    printf(
        "%zu:%zu %s [%s] %s\n", range.start.line, range.start.column, message,
        snapguard_finding_rule(finding), answer ? answer->code : "-");
}

static int judge(snapguard_context *context, const char *bytes, size_t length)
{
    const snapguard_report *report;
    snapguard_verdict verdict;

    if (snapguard_check(&report, context, SNAPGUARD_JSON, bytes, length) != SNAPGUARD_OK)
        return 2;
    verdict = snapguard_report_verdict(report);
    puts(snapguard_verdict_name(verdict));
    for (size_t i = 0; i < snapguard_report_count(report); i++)
        print_finding(snapguard_report_finding(report, i));
    return verdict == SNAPGUARD_INVALID ? 1 : 0;
}

int main(int argc, char **argv)
{
    static char input[131073]; /* one more than the limit, so that too much is seen */
    const char *bytes = argc > 1 ? argv[1] : input;
    size_t length = argc > 1 ? strlen(bytes) : fread(input, 1, sizeof input, stdin);
    snapguard_error error = {0, 0, ""};
    snapguard_engine *engine;
    snapguard_context *context = NULL;
    int status = 2;

    if (snapguard_engine_new(&engine, NULL, &error) == SNAPGUARD_OK &&
        snapguard_context_new(&context, engine) == SNAPGUARD_OK)
        status = judge(context, bytes, length);
    if (status == 2)
        fprintf(
            stderr, "snapguard: %s\n", *error.message ? error.message : "out of memory");
    snapguard_context_free(context);
    snapguard_engine_free(engine);
    return status;
}
