/**
 * For hosts that hold a request as a value of jansson already.
 *
 * Apart from snapguard.h, so that only who includes this file depends on jansson's
 * header. jansson is used to look at the value, and for nothing else: no allocation hook
 * and no hash seed of the process is set.
 */
#ifndef SNAPGUARD_JANSSON_H
#define SNAPGUARD_JANSSON_H

#include <jansson.h>
#include <snapguard/snapguard.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Judge one request by the rules of snapguard_check(). The findings are the same, but a
 * value of jansson has no places: tell where a finding is by its pointers. Its range
 * counts in the request as compact JSON, which is the context's own copy: what
 * json_dumps() writes with JSON_COMPACT and 17 digits of a real number.
 *
 * Writing it stops at the first limit that is met, so that a value of any size, one that
 * holds itself included, costs no more than a request may. The finding names that limit,
 * but of bytes not by how much it is exceeded.
 *
 * @param[out] report  As in snapguard_check(). Stays as it is when `value` is changed.
 * @param value        Borrowed during the call only; no reference is taken. NULL: judged
 *                     as no bytes at all, which are not JSON.
 * @return SNAPGUARD_OK or SNAPGUARD_ERROR_MEMORY.
 */
SNAPGUARD_CHECKED snapguard_status snapguard_check_jansson(
    const snapguard_report **report, snapguard_context *context, const json_t *value);

#ifdef __cplusplus
}
#endif

#endif
