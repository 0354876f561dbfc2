#include "real.h"

#include "writer.h"

#include <float.h>

_Static_assert(
    DBL_MANT_DIG == 53 && DBL_MAX_EXP == 1024, "a double is the binary64 of IEEE 754");

enum {
    MANTISSA_BITS = 52,
    EXPONENT_MASK = 0x7FF,
    EXPONENT_BIAS = 1075, /* of the mantissa, taken as an integer */
    LIMB = 1000000000,
    LIMB_DIGITS = 9,
    LIMBS = 88,       /* 86 hold the digits of the longest value, 2^53 * 5^1074 */
    DIGITS = 17,      /* that tell any two numbers apart */
    LEAST_FIXED = -4, /* the exponent from which on none is written, up to DIGITS */
    TWOS = 29,        /* as many in one step */
    FIVES = 13
};

/* An integer of any size, its last digits first. */
typedef struct sg_limbs {
    uint32_t limbs[LIMBS];
    size_t count;
} sg_limbs;

/* The first digit counts as often as ten to the power of `exponent`. */
typedef struct sg_decimal {
    char digits[LIMBS * LIMB_DIGITS];
    int count;
    int exponent;
} sg_decimal;

static void multiply(sg_limbs *number, uint32_t factor)
{
    uint64_t carry = 0;

    for (size_t i = 0; i < number->count; i++) {
        carry += (uint64_t)number->limbs[i] * factor;
        number->limbs[i] = (uint32_t)(carry % LIMB);
        carry /= LIMB;
    }
    for (; carry; carry /= LIMB)
        number->limbs[number->count++] = (uint32_t)(carry % LIMB);
}

/* Multiply by a power of a small base; `step` is its power of `steps`. */
static void
multiply_by_power(sg_limbs *number, uint32_t base, int exponent, uint32_t step, int steps)
{
    for (; exponent >= steps; exponent -= steps)
        multiply(number, step);
    for (; exponent > 0; exponent--)
        multiply(number, base);
}

static void set_digits(sg_decimal *decimal, const sg_limbs *number)
{
    char *p = decimal->digits;
    size_t zeros;

    for (size_t i = number->count; i-- > 0; p += LIMB_DIGITS) {
        uint32_t limb = number->limbs[i];

        for (size_t j = LIMB_DIGITS; j-- > 0; limb /= 10)
            p[j] = (char)('0' + limb % 10);
    }
    *p = '\0';
    zeros = strspn(decimal->digits, "0");
    decimal->count = (int)(p - decimal->digits - (ptrdiff_t)zeros);
    memmove(decimal->digits, decimal->digits + zeros, (size_t)decimal->count);
}

/* Whether what stands behind the last digit that stays is more than its half; at just a
 * half the even digit is taken. */
static bool rounds_up(const sg_decimal *decimal)
{
    const char *digits = decimal->digits;

    if (digits[DIGITS] != '5')
        return digits[DIGITS] > '5';
    for (int i = DIGITS + 1; i < decimal->count; i++)
        if (digits[i] != '0')
            return true;
    return (digits[DIGITS - 1] - '0') % 2 != 0;
}

static void add_one(sg_decimal *decimal)
{
    int last = DIGITS - 1;

    while (last >= 0 && decimal->digits[last] == '9')
        decimal->digits[last--] = '0';
    if (last >= 0) {
        decimal->digits[last]++;
        return;
    }
    decimal->digits[0] = '1';
    decimal->exponent++;
}

static void round_digits(sg_decimal *decimal)
{
    if (decimal->count > DIGITS) {
        bool up = rounds_up(decimal);

        decimal->count = DIGITS;
        if (up)
            add_one(decimal);
    }
    while (decimal->count > 1 && decimal->digits[decimal->count - 1] == '0')
        decimal->count--;
}

/* mantissa * 2^exponent, exactly; then rounded. The mantissa is not 0. */
static void set_decimal(sg_decimal *decimal, uint64_t mantissa, int exponent)
{
    sg_limbs number = {
        {(uint32_t)(mantissa % LIMB), (uint32_t)(mantissa / LIMB)},
        2
    };

    if (exponent > 0)
        multiply_by_power(&number, 2, exponent, 1U << TWOS, TWOS);
    else
        multiply_by_power(&number, 5, -exponent, 1220703125, FIVES);
    set_digits(decimal, &number);
    decimal->exponent = decimal->count - 1 + (exponent < 0 ? exponent : 0);
    round_digits(decimal);
}

static void add_digits(sg_writer *writer, const sg_decimal *decimal, int begin, int end)
{
    for (int i = begin; i < end; i++)
        sg_writer_add(
            writer, i >= 0 && i < decimal->count ? (sg_text){decimal->digits + i, 1}
                                                 : SG_LITERAL("0"));
}

static void write_fixed(sg_writer *writer, const sg_decimal *decimal)
{
    int point = decimal->exponent + 1; /* as many digits stand before it */

    add_digits(writer, decimal, point > 0 ? 0 : point - 1, point);
    sg_writer_add(writer, SG_LITERAL("."));
    add_digits(
        writer, decimal, point, decimal->count > point ? decimal->count : point + 1);
}

static void write_scientific(sg_writer *writer, const sg_decimal *decimal)
{
    add_digits(writer, decimal, 0, 1);
    if (decimal->count > 1)
        sg_writer_add(writer, SG_LITERAL("."));
    add_digits(writer, decimal, 1, decimal->count);
    sg_writer_add(writer, SG_LITERAL("e"));
    sg_writer_add_number(writer, decimal->exponent);
}

size_t sg_real_write(double number, char *buffer)
{
    sg_writer writer = {.buffer = buffer, .size = SG_REAL_MOST};
    sg_decimal decimal = {.digits = "0", .count = 1};
    uint64_t bits;
    uint64_t mantissa;
    int exponent;

    memcpy(&bits, &number, sizeof bits);
    mantissa = bits & ((UINT64_C(1) << MANTISSA_BITS) - 1);
    exponent = (int)(bits >> MANTISSA_BITS & EXPONENT_MASK);
    if (exponent)
        mantissa |= UINT64_C(1) << MANTISSA_BITS;
    else
        exponent = 1;
    if (mantissa) {
        exponent -= EXPONENT_BIAS;
        /* Mostly there is little behind the point, and then little to multiply. */
        for (; exponent < 0 && mantissa % 2 == 0; exponent++)
            mantissa /= 2;
        set_decimal(&decimal, mantissa, exponent);
    }
    if (bits >> 63)
        sg_writer_add(&writer, SG_LITERAL("-"));
    if (decimal.exponent >= LEAST_FIXED && decimal.exponent < DIGITS)
        write_fixed(&writer, &decimal);
    else
        write_scientific(&writer, &decimal);
    return writer.used;
}
