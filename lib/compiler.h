/* What a compiler may be told. Without it the code is as right, and only slower. */
#ifndef SNAPGUARD_LIB_COMPILER_H
#define SNAPGUARD_LIB_COMPILER_H

/* A function that is seldom called stays out of its callers: what they mostly do is then
 * short, and keeps its registers. */
#if defined(__GNUC__)
#define SG_APART __attribute__((noinline))
#else
#define SG_APART
#endif

#endif
