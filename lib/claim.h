/* Which operation a request says it is for. */
#ifndef SNAPGUARD_LIB_CLAIM_H
#define SNAPGUARD_LIB_CLAIM_H

#include "target.h"

static inline sg_claim_kind sg_claim_of(const sg_request *request, uint16_t name)
{
    return (sg_claim_kind)sg_target_name(request, name)->claim;
}

/* False where there was one before. */
bool sg_claim_take(sg_request *request, sg_claim_kind kind, uint32_t key);

/* Header and parameter may both name the operation, if they name the same one. What may
 * say anything contradicts nothing. */
void sg_claim_bind(sg_request *request, sg_claim_kind kind, uint32_t key);

/* An operation that is named by a name that is not quite right: other readers may take
 * it. */
void sg_claim_note_misnamed(sg_request *request, sg_claim_kind kind, uint32_t key);

/* What a member says of the operation, and nothing else. */
void sg_claim_note(sg_request *request, uint32_t key);

/* A name that cannot be decoded may be any, and so may be the one of the operation. */
void sg_claim_note_broken(sg_request *request, uint32_t key);

/* Past a limit nothing is read but for which operation it is: limits are this one's. */
void sg_claim_seek(sg_request *request, uint32_t key, uint32_t end);

#endif
