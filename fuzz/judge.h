/* One engine and a context for a target, made once: the library is built to be used so.
 */
#ifndef SNAPGUARD_FUZZ_JUDGE_H
#define SNAPGUARD_FUZZ_JUDGE_H

#include <snapguard/snapguard.h>
#include <stdint.h>

/* For LLVMFuzzerInitialize(). */
void judge_open(int count, char **arguments);

snapguard_engine *judge_engine(void);
snapguard_context *judge_context(void);

/* The report on one input: any bytes give one. */
const snapguard_report *
judge(snapguard_encoding encoding, const uint8_t *data, size_t size);

/* The same, with the laws of its report, of an input that is given as a whole. The report
 * is noted as reached. */
const snapguard_report *
judge_lawfully(snapguard_encoding encoding, const uint8_t *data, size_t size);

/* The same bytes give the same report, whatever was judged before, and the same verdict
 * where only that is asked for. That costs two checks more, so it is done with one input
 * in eight, which one the input says itself. */
void judge_again(snapguard_encoding encoding, const uint8_t *data, size_t size);

#endif
