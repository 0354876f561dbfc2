#include "screen.h"

void sg_screen_init(sg_screen *screen)
{
    memset(screen, 0, sizeof *screen);
    memset(
        screen->bytes, SG_SCREEN_ANYWHERE | SG_SCREEN_FIRST | SG_SCREEN_PREFIX,
        sizeof screen->bytes);
    screen->usable = true;
    screen->max_size = SIZE_MAX;
    screen->min = INT64_MIN;
    screen->max = INT64_MAX;
    screen->max_count = SIZE_MAX;
    screen->numbers = UINT64_MAX;
}

void sg_screen_disable(sg_screen *screen)
{
    screen->usable = false;
    screen->min_size = SIZE_MAX;
    screen->max_size = 0;
}

void sg_screen_forbid(sg_screen *screen, unsigned char byte, int places)
{
    if (screen->bytes[byte] & places & SG_SCREEN_ANYWHERE) {
        screen->banned_count++;
        screen->banned = byte;
    }
    screen->bytes[byte] = (uint8_t)(screen->bytes[byte] & ~places);
    screen->asks_bytes = true;
}

void sg_screen_forbid_prefix(sg_screen *screen, sg_text prefix)
{
    int places = SG_SCREEN_PREFIX;

    /* Without room for it, its first byte is refused. */
    if (screen->prefix_count == SG_SCREEN_PREFIXES)
        places |= SG_SCREEN_FIRST;
    else
        screen->prefixes[screen->prefix_count++] = prefix;
    for (int byte = 0; byte <= 0xFF; byte++)
        if (sg_lower((char)byte) == sg_lower(prefix.bytes[0]))
            sg_screen_forbid(screen, (unsigned char)byte, places);
}

bool sg_screen_has_prefix(const sg_screen *screen, sg_text text)
{
    for (size_t i = 0; i < screen->prefix_count; i++)
        if (sg_text_begins_ignoring_case(text, screen->prefixes[i]))
            return true;
    return false;
}

void sg_screen_require_ascii(sg_screen *screen)
{
    for (int byte = 0x80; byte <= 0xFF; byte++)
        sg_screen_forbid(screen, (unsigned char)byte, SG_SCREEN_ANYWHERE);
}

void sg_screen_require_words(sg_screen *screen, const sg_words *words)
{
    if (screen->numbers != UINT64_MAX)
        screen->is_mute = true;
    else if (!screen->words || sg_words_are_among(words, screen->words))
        screen->words = words;
    else
        screen->is_mute = !sg_words_are_among(screen->words, words);
}

void sg_screen_require_numbers(sg_screen *screen, uint64_t numbers)
{
    if (screen->words)
        screen->is_mute = true;
    else
        screen->numbers &= numbers;
}

static unsigned failed_bytes(const sg_screen *screen, sg_text text, size_t room)
{
    unsigned failed = 0;

    if (screen->banned_count == 1 && screen->banned < 0x80)
        return sg_scan_has(text, (char)screen->banned, room) ? SG_OF_BYTES : 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];

        if (!(screen->bytes[byte] & SG_SCREEN_ANYWHERE))
            failed |= byte < 0x80 ? SG_OF_BYTES : SG_OF_FOREIGN;
    }
    return failed;
}

unsigned sg_screen_failed(const sg_screen *screen, sg_text text, size_t room)
{
    unsigned failed = 0;
    uint8_t first;

    if (!screen->usable)
        return SG_OF_ALL;
    if (text.size < screen->min_size || text.size > screen->max_size)
        failed |= SG_OF_SIZE;
    if (screen->words && !sg_words_have(screen->words, text))
        failed |= SG_OF_WORD;
    if (!screen->asks_bytes || text.size == 0)
        return failed;
    first = screen->bytes[(unsigned char)text.bytes[0]];
    if (!(first & SG_SCREEN_FIRST) ||
        (!(first & SG_SCREEN_PREFIX) && sg_screen_has_prefix(screen, text)))
        failed |= SG_OF_START;
    return failed | failed_bytes(screen, text, room);
}
