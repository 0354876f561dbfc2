/* What libFuzzer asks for a mutation, and other engines that know of it. AFL++ has its
 * own, and lives on dictionaries and seeds. */
#include "mutate.h"

#include <string.h>

enum { MOST_TAIL = 16 };

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(
    const uint8_t *one, size_t one_size, const uint8_t *other, size_t other_size,
    uint8_t *out, size_t most, unsigned seed);

/* The tail is taken off, so that what is in front of it stays a document. */
static fuzz_draft
open_draft(uint8_t *data, size_t size, size_t most, char tail[MOST_TAIL])
{
    size_t length = target_mutation.tail;
    fuzz_draft draft = {(char *)data, size, most, 0};

    memset(tail, 0, MOST_TAIL);
    if (size < length || most <= length)
        return draft;
    memcpy(tail, data + size - length, length);
    draft.size -= length;
    draft.most -= length;
    return draft;
}

static size_t close_draft(fuzz_draft *draft, size_t most, char tail[MOST_TAIL])
{
    size_t length = target_mutation.tail;

    if (draft->size == 0 && draft->most > 0)
        draft->bytes[draft->size++] = ' ';
    if (draft->size + length > most)
        return draft->size;
    if (length && draft_once_in(draft, 4))
        tail[draft_below(draft, length)] = (char)draft_below(draft, 256);
    memcpy(draft->bytes + draft->size, tail, length);
    return draft->size + length;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    char tail[MOST_TAIL];
    fuzz_draft draft = open_draft(data, size, most, tail);

    draft_seed(&draft, seed);
    target_mutation.change(&draft);
    return close_draft(&draft, most, tail);
}

size_t LLVMFuzzerCustomCrossOver(
    const uint8_t *one, size_t one_size, const uint8_t *other, size_t other_size,
    uint8_t *out, size_t most, unsigned seed)
{
    char tail[MOST_TAIL];
    size_t length = target_mutation.tail;
    fuzz_draft draft;

    if (one_size > most)
        one_size = most;
    memcpy(out, one, one_size);
    draft = open_draft(out, one_size, most, tail);
    draft_seed(&draft, seed);
    if (other_size > length)
        target_mutation.cross(&draft, (const char *)other, other_size - length);
    return close_draft(&draft, most, tail);
}
