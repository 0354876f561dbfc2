/* Mutations of inputs that stand for models. Any bytes do: they are the fuzzer's own. */
#ifndef SNAPGUARD_FUZZ_MUTATE_MODEL_H
#define SNAPGUARD_FUZZ_MUTATE_MODEL_H

#include "mutate.h"

void mutate_model(fuzz_draft *draft);
void cross_model(fuzz_draft *draft, const char *other, size_t size);

#endif
