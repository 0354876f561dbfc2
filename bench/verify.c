#include "peers.h"

#include <stdio.h>
#include <stdlib.h>

static void fail(const bench_document *document, const char *what, size_t index)
{
    fprintf(
        stderr, "bench: %s: request %zu: %s\n  %s\n", document->name, index, what,
        document->requests[index].bytes);
    exit(EXIT_FAILURE);
}

static void print_errors(const snapguard_report *report)
{
    const snapguard_finding *finding;

    for (size_t i = 0; (finding = snapguard_report_finding(report, i)); i++) {
        char message[200];

        (void)snapguard_finding_text(
            finding, SNAPGUARD_TEXT_MESSAGE, true, message, sizeof message);
        if (snapguard_finding_severity(finding) == SNAPGUARD_ERROR)
            fprintf(stderr, "  %s: %s\n", snapguard_finding_rule(finding), message);
    }
}

static void
verify_errors(const bench_document *document, snapguard_context *context, size_t index)
{
    const bench_request *request = &document->requests[index];
    const snapguard_report *report;
    snapguard_status status = snapguard_check(
        &report, context, SNAPGUARD_JSON, request->bytes, request->length);

    if (status != SNAPGUARD_OK)
        fail(document, snapguard_strerror(status), index);
    if (snapguard_report_total(report, SNAPGUARD_ERROR) == document->errors)
        return;
    print_errors(report);
    fail(document, "not the number of errors that it was made with", index);
}

static void verify_library(const bench_document *document)
{
    snapguard_engine *engine = NULL;
    snapguard_context *context = NULL;

    if (snapguard_engine_new(&engine, NULL, NULL) != SNAPGUARD_OK ||
        snapguard_context_new(&context, engine) != SNAPGUARD_OK)
        fail(document, "no engine", 0);
    for (size_t i = 0; i < document->count; i++)
        verify_errors(document, context, i);
    snapguard_context_free(context);
    snapguard_engine_free(engine);
}

static void verify_peer(const bench_document *document, const bench_peer *peer)
{
    bool expected = !peer->judges || document->errors == 0;
    void *state;

    if (!peer->open)
        return;
    state = bench_peer_open(peer, NULL);
    for (size_t i = 0; i < document->count; i++)
        if (peer->check(state, &document->requests[i]) != expected)
            fail(document, peer->name, i);
    peer->close(state);
}

void bench_verify(const bench_document *document)
{
    verify_library(document);
    for (size_t i = 0; i < bench_peer_count; i++)
        verify_peer(document, &bench_peers[i]);
}
