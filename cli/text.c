#include "text.h"

#include "memory.h"

#include <string.h>

/* Longer than nearly every text, so that one call is enough. */
enum { FIRST_CAPACITY = 512 };

void cli_text_reserve(cli_text *text, size_t size)
{
    size_t capacity = text->capacity > 0 ? text->capacity : FIRST_CAPACITY;

    while (capacity <= size)
        capacity *= 2;
    if (capacity == text->capacity)
        return;
    text->bytes = cli_reallocate(text->bytes, capacity);
    text->capacity = capacity;
}

bool cli_text_read(
    cli_text *text, const snapguard_finding *finding, snapguard_text which,
    bool show_values)
{
    size_t size;

    cli_text_reserve(text, 0);
    size =
        snapguard_finding_text(finding, which, show_values, text->bytes, text->capacity);
    if (size != SNAPGUARD_NO_TEXT && size >= text->capacity) {
        cli_text_reserve(text, size);
        size = snapguard_finding_text(
            finding, which, show_values, text->bytes, text->capacity);
    }
    text->size = size == SNAPGUARD_NO_TEXT ? 0 : size;
    return size != SNAPGUARD_NO_TEXT;
}

void cli_text_add(cli_text *text, const char *bytes, size_t size)
{
    cli_text_reserve(text, text->size + size);
    memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    text->bytes[text->size] = '\0';
}

void cli_text_clear(cli_text *text)
{
    cli_text_reserve(text, 0);
    text->size = 0;
    text->bytes[0] = '\0';
}
