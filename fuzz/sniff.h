/* How an input is most likely written, for what takes every encoding. */
#ifndef SNAPGUARD_FUZZ_SNIFF_H
#define SNAPGUARD_FUZZ_SNIFF_H

#include <snapguard/snapguard.h>

snapguard_encoding sniff_encoding(const unsigned char *data, size_t size);

#endif
