#include "packs.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The room for a text and the NUL behind it: a power of two, so that texts of a megabyte
 * are moved a few times only. */
static size_t room_for(size_t size)
{
    size_t room = 64;

    while (room <= size)
        room *= 2;
    return room;
}

static void add(pack_text *pack, const char *bytes, size_t size)
{
    if (!pack->bytes || room_for(pack->size + size) != room_for(pack->size))
        pack->bytes = realloc(pack->bytes, room_for(pack->size + size));
    if (!pack->bytes)
        abort();
    memcpy(pack->bytes + pack->size, bytes, size);
    pack->size += size;
    pack->bytes[pack->size] = '\0';
}

/* Columns are characters: continuation bytes are none. */
static void mark(pack_text *pack)
{
    pack->line = 1;
    pack->column = 1;
    for (size_t i = 0; i < pack->size; i++) {
        pack->column += ((unsigned char)pack->bytes[i] & 0xC0) != 0x80;
        if (pack->bytes[i] != '\n')
            continue;
        pack->line++;
        pack->column = 1;
    }
}

static void add_character(pack_text *pack, char c)
{
    if (c == '@')
        mark(pack);
    else if (c == '\'')
        add(pack, "\"", 1);
    else if (c == '`')
        add(pack, "\\\"", 2);
    else
        add(pack, &c, 1);
}

/* "<128 x>": answers what is behind it. */
static const char *add_run(pack_text *pack, const char *p)
{
    char *after;
    unsigned long times = strtoul(p + 1, &after, 10);
    const char *end = strchr(after, '>');

    for (; times; times--)
        for (const char *c = after + 1; c < end; c++)
            add_character(pack, *c);
    return end + 1;
}

pack_text pack_new(const char *text)
{
    pack_text pack = {NULL, 0, 0, 0};

    add(&pack, "", 0);
    while (*text) {
        bool is_run = *text == '<' && text[1] >= '0' && text[1] <= '9';

        if (is_run)
            text = add_run(&pack, text);
        else
            add_character(&pack, *text++);
    }
    return pack;
}

pack_text pack_of_rules(const char *rules)
{
    static const char head[] =
        "{" PACK_HEAD ",'name':'acme','lists':{'ours':['cn-hangzhou'"
        ",'cn-shanghai']},'rules':[\n";
    char *text = malloc(sizeof head + strlen(rules) + 4);
    pack_text pack;

    if (!text)
        abort();
    strcpy(text, head);
    strcat(text, rules);
    strcat(text, "\n]}");
    pack = pack_new(text);
    free(text);
    return pack;
}
