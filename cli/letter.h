/* Letters of ASCII. */
#ifndef CLI_LETTER_H
#define CLI_LETTER_H

/* Not by the locale: in a Turkish one "I" is no capital "i". */
static inline char cli_lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

#endif
