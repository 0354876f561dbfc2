/* What the oracle knows about text: characters, and JSON that stands in a string. */
#ifndef SNAPGUARD_TESTS_ORACLE_TEXT_H
#define SNAPGUARD_TESTS_ORACLE_TEXT_H

#include "oracle.h"

enum {
    ORACLE_MAX_ELEMENTS = 128, /* elements of a list: those behind are not looked at */
    ORACLE_MAX_ELEMENT = 72    /* bytes of one: nothing valid is that long */
};

/* One element of a JSON array. */
typedef struct oracle_element {
    oracle_type type;
    char text[ORACLE_MAX_ELEMENT]; /* A string's characters; a number as it is written. */
    size_t size;                   /* May be more than is kept. */
} oracle_element;

typedef struct oracle_list {
    oracle_element elements[ORACLE_MAX_ELEMENTS];
    size_t count;
} oracle_list;

/** Whether two texts have the same bytes. */
bool oracle_same(oracle_text text, oracle_text other);

/** Whether a text is this one. */
bool oracle_is(oracle_text text, const char *other);

/** Whether a text is this one but for the case of ASCII letters. */
bool oracle_is_folded(oracle_text text, const char *other);

/** Whether a text begins with another, with the case of ASCII letters or without. */
bool oracle_begins(oracle_text text, const char *start);
bool oracle_begins_folded(oracle_text text, const char *start);

/** Whether a text contains another. */
bool oracle_contains(oracle_text text, const char *part);

/** Whether a text is UTF-8. */
bool oracle_is_utf8(oracle_text text);

/** How many characters a text of UTF-8 has. */
size_t oracle_characters(oracle_text text);

/**
 * Take the first character off a text of UTF-8.
 *
 * @return Its code point; -1 where the text is empty, or does not begin with one.
 */
long oracle_next(oracle_text *text);

/** Whether a character is of the Han script, by the Unicode Standard 14. */
bool oracle_is_han(long character);

/**
 * Read the text of a JSON array, as RFC 8259 has it.
 *
 * @return false where the text is anything else.
 */
bool oracle_read_list(oracle_list *list, oracle_text text);

#endif
