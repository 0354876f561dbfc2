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

/* The same for what happens in few requests, if any: whatever leads there is taken for
 * unlikely, and moved out of the way. */
#if defined(__GNUC__)
#define SG_RARE __attribute__((noinline, cold))
#else
#define SG_RARE
#endif

/* A function that is part of its callers, however large it is: what it is given by
 * address can then be kept in registers. */
#if defined(__GNUC__)
#define SG_INLINE inline __attribute__((always_inline))
#else
#define SG_INLINE inline
#endif

#endif
