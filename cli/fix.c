#include "fix.h"

#include "memory.h"

#include <stdlib.h>

/* Add the text of an edit to those before it, and answer its size. */
static size_t add_text(cli_fixing *fixing, const snapguard_finding *finding, size_t index)
{
    cli_text *texts = &fixing->texts;
    snapguard_range *range = &fixing->edits[index].range;
    size_t size = snapguard_finding_edit(finding, index, range, NULL, 0);

    cli_text_reserve(texts, texts->size + size);
    snapguard_finding_edit(finding, index, range, texts->bytes + texts->size, size + 1);
    texts->size += size;
    return size;
}

static void read_edits(cli_fixing *fixing, const snapguard_finding *finding, size_t count)
{
    const char *text;

    if (count > fixing->capacity) {
        fixing->edits = cli_reallocate(fixing->edits, count * sizeof *fixing->edits);
        fixing->capacity = count;
    }
    cli_text_clear(&fixing->texts);
    for (size_t i = 0; i < count; i++)
        fixing->edits[i].size = add_text(fixing, finding, i);
    /* They have moved while they grew. */
    text = fixing->texts.bytes;
    for (size_t i = 0; i < count; i++) {
        fixing->edits[i].text = text;
        text += fixing->edits[i].size;
    }
}

bool cli_fix_read(cli_fixing *fixing, const snapguard_finding *finding)
{
    snapguard_fix kind = snapguard_finding_fix(finding);
    size_t count = snapguard_finding_edits(finding);

    if (kind == SNAPGUARD_FIX_NONE)
        return false;
    cli_text_read(&fixing->title, finding, SNAPGUARD_TEXT_FIX, false);
    read_edits(fixing, finding, count);
    fixing->fix = (cli_fix){
        .title = fixing->title.bytes,
        .is_safe = kind == SNAPGUARD_FIX_SAFE,
        .edits = fixing->edits,
        .count = count};
    return true;
}

void cli_fixing_free(cli_fixing *fixing)
{
    free(fixing->edits);
    free(fixing->title.bytes);
    free(fixing->texts.bytes);
}
