// simdjson's bare DOM parse, one parser for all documents. It reads no rule.
#include "peers.h"

#include <new>
#include <simdjson.h>

void *bench_simdjson_open(const snapguard_allocator *)
{
    return new (std::nothrow) simdjson::dom::parser;
}

bool bench_simdjson_check(void *state, const bench_request *request)
{
    auto *parser = static_cast<simdjson::dom::parser *>(state);

    // The padding is there already: no copy is made.
    return parser->parse(request->bytes, request->length, false).error() ==
           simdjson::SUCCESS;
}

void bench_simdjson_close(void *state)
{
    delete static_cast<simdjson::dom::parser *>(state);
}
