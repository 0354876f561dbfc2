#include "mutate_model.h"

void mutate_model(fuzz_draft *draft)
{
    draft_scramble(draft, 0, draft->size);
}

/* A stretch of the other one. */
void cross_model(fuzz_draft *draft, const char *other, size_t size)
{
    const size_t begin = draft_below(draft, size);
    const size_t length = 1 + draft_below(draft, size - begin);
    const size_t at = draft_below(draft, draft->size + 1);

    draft_put(draft, at, at, other + begin, length);
}
