/* jansson's bare parse: the yardstick. It reads no rule. */
#include "peers.h"

#include <jansson.h>

/* jansson keeps nothing between two documents, so its state is only a name. */
static const char state_of_jansson[] = "none";

void *bench_jansson_open(const snapguard_allocator *allocator)
{
    (void)allocator;
    /* The seed of its hash tables is random by default, and with it the counts. */
    json_object_seed(20240411);
    return (void *)state_of_jansson;
}

bool bench_jansson_check(void *state, const bench_request *request)
{
    json_t *root = json_loadb(request->bytes, request->length, 0, NULL);

    (void)state;
    json_decref(root);
    return root != NULL;
}

void bench_jansson_close(void *state)
{
    (void)state;
}
