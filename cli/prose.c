#include "prose.h"

#include "glyph.h"

static void add_sentence(cli_text *text, const cli_string *string)
{
    cli_text_add_safe(text, string->bytes, string->size);
    cli_text_add(text, ".", 1);
}

void cli_prose_of(const cli_finding *finding, cli_text *text)
{
    static const char between[] = " Help: ";
    const cli_string *help = &finding->texts[SNAPGUARD_TEXT_HELP];

    cli_text_clear(text);
    if (finding->name.bytes) {
        cli_text_add_safe(text, finding->name.bytes, finding->name.size);
        cli_text_add(text, ": ", 2);
    }
    add_sentence(text, &finding->texts[SNAPGUARD_TEXT_MESSAGE]);
    if (!help->bytes)
        return;
    cli_text_add(text, between, sizeof between - 1);
    add_sentence(text, help);
}
