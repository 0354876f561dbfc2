#include "fix.h"

typedef struct sg_fixer {
    bool (*find)(const snapguard_finding *finding, sg_edit *edit);
    void (*write)(const snapguard_finding *finding, sg_writer *writer);
} sg_fixer;

static const sg_fixer fixers[SG_FIX_COUNT] = {
#define FIX(name, id) [SG_FIX_##name] = {sg_fix_find_##name, sg_fix_write_##name},
#include "fixes.def"
#undef FIX
};

static const sg_fixer *fixer_of(const snapguard_finding *finding)
{
    return &fixers[finding->instruction->rule->fix];
}

/* An HTTP message states its own length, and one that was fed is with whoever fed it. A
 * template has a language of its own, in which a value may stand elsewhere. */
static bool is_of_a_request(const snapguard_finding *finding)
{
    return !finding->report->is_message && !finding->report->request->form;
}

bool sg_fix_find(const snapguard_finding *finding, sg_edit *edit)
{
    const sg_fixer *fixer = fixer_of(finding);

    return fixer->find && is_of_a_request(finding) && fixer->find(finding, edit);
}

void sg_fix_write(const snapguard_finding *finding, sg_writer *writer)
{
    fixer_of(finding)->write(finding, writer);
}

bool sg_fix_is_safe(const snapguard_finding *finding)
{
    const sg_error_row *row;
    snapguard_basis basis;

    switch ((sg_safety)finding->instruction->rule->fix_safety) {
    case SG_SAFETY_ALWAYS:
        return true;
    case SG_SAFETY_REFUSED:
        return sg_finding_reply(finding, &row, &basis);
    case SG_SAFETY_NEVER:
        break;
    }
    return false;
}
