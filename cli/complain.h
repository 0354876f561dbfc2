/* What the program has to say about itself: one line on standard error. */
#ifndef CLI_COMPLAIN_H
#define CLI_COMPLAIN_H

#if defined(__GNUC__)
#define CLI_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define CLI_PRINTF(text, first)
#endif

/* Print "snapguard: MESSAGE". A newline or another control character in an argument, such
 * as a hostile file name, is replaced, so that one complaint is always one line. */
void cli_complain(const char *format, ...) CLI_PRINTF(1, 2);

#endif
