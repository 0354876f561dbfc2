/* A JSON request of any bytes. The reader accepts what jansson accepts, with the same
 * values, but for the written list of jansson's own faults; a rule says so where it does
 * not; and the report obeys the laws of every report. */
#include "judge.h"
#include "law.h"
#include "mutate.h"
#include "oracle_memory.h"
#include "target.h"

#include "read/peer.h"

#include <string.h>

const mutation target_mutation = {mutate_json, cross_json};

/* jansson knows no limits but that of its own depth. */
static const sg_read_limits no_limits = {4096, 1 << 20};

enum { MOST_REQUESTS = 32 };

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    judge_open(*count, *arguments);
    return 0;
}

/* What the rules say of the text is what the reader says, unless a limit was met before
 * that. */
static void compare_with_rules(
    const snapguard_report *report, const sg_document *document, const sg_read_end *end)
{
    bool is_limited = law_fires(report, "limit-exceeded");
    bool is_other = snapguard_report_verdict(report) == SNAPGUARD_NOT_APPLICABLE;

    if (is_limited)
        return;
    law(law_fires(report, "invalid-json") == (end->kind == SG_FAULT_SYNTAX),
        "what is not JSON is invalid-json");
    law(law_fires(report, "invalid-utf8") == (end->kind == SG_FAULT_UTF8),
        "what is not UTF-8 is invalid-utf8");
    /* Nothing else is said about what is no object. */
    if (end->kind == SG_FAULT_COUNT && !is_other && !law_fires(report, "not-an-object"))
        law(law_fires(report, "duplicate-key") == (document->duplicates.count > 0),
            "a key twice is duplicate-key");
}

static void read_input(sg_document *document, sg_read_end *end, sg_text text)
{
    if (!document->allocator)
        sg_document_init(document, &sg_default_allocator);
    document->nodes.count = 0;
    document->faults.count = 0;
    document->duplicates.count = 0;
    document->scratch.bytes.count = 0;
    document->source = text;
    law(sg_scratch_reserve(document, text.size) &&
            sg_read_json(document, text, SG_READ_SOURCE, &no_limits, end),
        "there is memory");
}

static void compare_with_peer(sg_document *document, const sg_read_end *end)
{
    peer_answer answer;

    oracle_memory_begin();
    answer = peer_compare(document, end);
    oracle_memory_end();
    if (answer.disagreement)
        law(false, answer.disagreement);
}

/* What is said of each request of an array, up to the first one over a limit. */
static size_t judge_array(sg_text text, unsigned long long rules[MOST_REQUESTS])
{
    const snapguard_report *report =
        judge(SNAPGUARD_JSON_REQUESTS, (const uint8_t *)text.bytes, text.size);
    size_t count = 0;

    while (report && count < MOST_REQUESTS && !law_fires(report, "limit-exceeded")) {
        rules[count++] = law_rules(report);
        law(snapguard_check_next(&report, judge_context()) == SNAPGUARD_OK,
            "the next request is judged");
    }
    return count;
}

/* A request says the same in an array of them as it does alone. */
static void compare_with_array(const sg_document *document)
{
    static unsigned long long rules[MOST_REQUESTS];
    size_t count = judge_array(document->source, rules);
    uint32_t node = 1;

    for (size_t i = 0; i < count && node < document->nodes.count; i++) {
        sg_text raw = sg_node_raw(document->source, sg_document_node(document, node));

        law(law_rules(judge(SNAPGUARD_JSON, (const uint8_t *)raw.bytes, raw.size)) ==
                rules[i],
            "a request in an array is judged as if it were alone");
        node = sg_document_after(document, node);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static sg_document document;
    sg_read_end end;

    read_input(&document, &end, (sg_text){size ? (const char *)data : "", size});
    compare_with_peer(&document, &end);
    compare_with_rules(judge_lawfully(SNAPGUARD_JSON, data, size), &document, &end);
    if (end.kind == SG_FAULT_COUNT && sg_document_node(&document, 0)->kind == SG_ARRAY)
        compare_with_array(&document);
    judge_again(SNAPGUARD_JSON, data, size);
    return 0;
}
