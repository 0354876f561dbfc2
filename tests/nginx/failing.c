/*
 * Preloaded into nginx, so that its memory runs out where a test wants it to: every
 * allocation of the module that is larger than FAILING_SIZE fails. Those of nginx do not.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_realloc(void *block, size_t size);

static size_t most = (size_t)-1;

__attribute__((constructor)) static void read_size(void)
{
    const char *size = getenv("FAILING_SIZE");

    if (size)
        most = strtoul(size, NULL, 10);
}

static int fails(size_t size, void *caller)
{
    Dl_info info;

    return size > most && dladdr(caller, &info) && info.dli_fname &&
           strstr(info.dli_fname, "/module.so");
}

void *malloc(size_t size)
{
    return fails(size, __builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *realloc(void *block, size_t size)
{
    return fails(size, __builtin_return_address(0)) ? NULL : __libc_realloc(block, size);
}
