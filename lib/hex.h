/* Hexadecimal digits, as escapes of JSON, of URLs and the sizes of chunks have them. */
#ifndef SNAPGUARD_LIB_HEX_H
#define SNAPGUARD_LIB_HEX_H

/* The value of each digit, and 1 more, so that 0 stands for none. */
extern const unsigned char sg_hex_digits[256];

/* The value of a digit, or -1. */
static inline int sg_hex_digit(char c)
{
    return sg_hex_digits[(unsigned char)c] - 1;
}

#endif
