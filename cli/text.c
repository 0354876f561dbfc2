#include "text.h"

#include "memory.h"

/* Longer than nearly every text, so that one call is enough. */
enum { FIRST_CAPACITY = 512 };

bool cli_text_read(
    cli_text *text, const snapguard_finding *finding, snapguard_text which,
    bool show_values)
{
    size_t size;

    if (text->capacity == 0) {
        text->bytes = cli_reallocate(NULL, FIRST_CAPACITY);
        text->capacity = FIRST_CAPACITY;
    }
    size =
        snapguard_finding_text(finding, which, show_values, text->bytes, text->capacity);
    if (size != SNAPGUARD_NO_TEXT && size >= text->capacity) {
        text->bytes = cli_reallocate(text->bytes, size + 1);
        text->capacity = size + 1;
        size = snapguard_finding_text(
            finding, which, show_values, text->bytes, text->capacity);
    }
    text->size = size == SNAPGUARD_NO_TEXT ? 0 : size;
    return size != SNAPGUARD_NO_TEXT;
}
