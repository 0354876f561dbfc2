/* How a finding can be mended: worked out from its place when somebody asks, as its texts
 * are, so that a check costs nothing more. */
#ifndef SNAPGUARD_LIB_FIX_H
#define SNAPGUARD_LIB_FIX_H

#include "report.h"
#include "writer.h"

/* A stretch of the source that is to be replaced. */
typedef struct sg_edit {
    size_t begin;
    size_t end;
} sg_edit;

/* Whether the finding has a fix, and where; false also where its rule has one, but here
 * it would not leave what is meant, or not be read as JSON. */
bool sg_fix_find(const snapguard_finding *finding, sg_edit *edit);

/* What is to stand there. Only where there is a fix. */
void sg_fix_write(const snapguard_finding *finding, sg_writer *writer);

/* Whether the service does the same with the request afterwards, or refuses it as it is.
 */
bool sg_fix_is_safe(const snapguard_finding *finding);

/* ------------------------------------------- between the files of fixes, one a kind */

#define FIX(name, id)                                                                    \
    bool sg_fix_find_##name(const snapguard_finding *finding, sg_edit *edit);            \
    void sg_fix_write_##name(const snapguard_finding *finding, sg_writer *writer);
#include "fixes.def"
#undef FIX

#endif
