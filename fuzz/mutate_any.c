#include "mutate.h"

#include "sniff.h"

static const mutation *mutation_of(const char *bytes, size_t size)
{
    static const mutation mutations[] = {
        [SNAPGUARD_JSON] = {mutate_json,  cross_json },
        [SNAPGUARD_JSON_REQUESTS] = {mutate_json,  cross_json },
        [SNAPGUARD_QUERY] = {mutate_query, cross_query},
        [SNAPGUARD_FORM] = {mutate_query, cross_query},
        [SNAPGUARD_HTTP] = {mutate_http,  cross_http },
    };

    return &mutations[sniff_encoding((const uint8_t *)bytes, size)];
}

/* Now and then it becomes what it is not. */
void mutate_any(fuzz_draft *draft)
{
    static void (*const changes[])(fuzz_draft * draft) = {
        mutate_json, mutate_query, mutate_http};

    if (draft_once_in(draft, 16) || draft->size < 2)
        changes[draft_below(draft, 3)](draft);
    else
        mutation_of(draft->bytes, draft->size)->change(draft);
}

void cross_any(fuzz_draft *draft, const char *other, size_t size)
{
    mutation_of(draft->bytes, draft->size)->cross(draft, other, size);
}
