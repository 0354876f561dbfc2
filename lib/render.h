/* Findings as JSON, for the renderers. */
#ifndef SNAPGUARD_LIB_RENDER_H
#define SNAPGUARD_LIB_RENDER_H

#include "json_writer.h"
#include "message.h"

/* One text of a finding as a member. False, and nothing written, if it has none. */
bool sg_render_text(
    sg_json_writer *json, const char *key, const snapguard_finding *finding,
    snapguard_text text, sg_disclosure disclosure);

#endif
