/* In the place of pcre2_jit_compile(), for valgrind: it does not follow machine code that
 * is made while a program runs, which reads whole words where a text ends. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <stdint.h>

int __wrap_pcre2_jit_compile_8(pcre2_code *code, uint32_t options);

int __wrap_pcre2_jit_compile_8(pcre2_code *code, uint32_t options)
{
    (void)code;
    (void)options;
    return PCRE2_ERROR_JIT_BADOPTION;
}
