/* What libFuzzer asks for a mutation, and other engines that know of it. AFL++ has its
 * own, and lives on dictionaries and seeds. */
#include "mutate.h"

#include <string.h>

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(
    const uint8_t *one, size_t one_size, const uint8_t *other, size_t other_size,
    uint8_t *out, size_t most, unsigned seed);

/* An empty input would be taken for a failed mutation. */
static size_t close_draft(fuzz_draft *draft)
{
    if (draft->size == 0 && draft->most > 0)
        draft->bytes[draft->size++] = ' ';
    return draft->size;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    fuzz_draft draft = {(char *)data, size, most, 0};

    draft_seed(&draft, seed);
    target_mutation.change(&draft);
    return close_draft(&draft);
}

size_t LLVMFuzzerCustomCrossOver(
    const uint8_t *one, size_t one_size, const uint8_t *other, size_t other_size,
    uint8_t *out, size_t most, unsigned seed)
{
    fuzz_draft draft = {(char *)out, one_size < most ? one_size : most, most, 0};

    memcpy(out, one, draft.size);
    draft_seed(&draft, seed);
    target_mutation.cross(&draft, (const char *)other, other_size);
    return close_draft(&draft);
}
