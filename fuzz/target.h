/* What every fuzz target is, whatever engine runs it. */
#ifndef SNAPGUARD_FUZZ_TARGET_H
#define SNAPGUARD_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

/* Judges one input, and answers 0. A law that does not hold ends the process. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Not every target has one. */
int LLVMFuzzerInitialize(int *count, char ***arguments);

#endif
