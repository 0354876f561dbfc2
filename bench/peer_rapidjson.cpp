// RapidJSON's SAX reader feeding its SchemaValidator, both reused: no tree is built.
#if defined(__SSE2__)
#define RAPIDJSON_SSE2
#endif

#include "peers.h"
#include "request_schema.h"

#include <new>
#include <rapidjson/document.h>
#include <rapidjson/reader.h>
#include <rapidjson/schema.h>

namespace
{

struct session {
    explicit session(const rapidjson::Document &schema)
        : document(schema), validator(document)
    {
    }

    rapidjson::SchemaDocument document;
    rapidjson::SchemaValidator validator;
    rapidjson::Reader reader;
};

// Its regular expressions are most of its cost. Without them it is less strict, and shows
// what the rest costs.
void remove_patterns(rapidjson::Value &schema)
{
    if (schema.IsArray())
        for (auto &element : schema.GetArray())
            remove_patterns(element);
    if (!schema.IsObject())
        return;

    // A "not" that says less refuses more, so it has to go as a whole.
    auto unwanted = schema.FindMember("not");
    if (unwanted != schema.MemberEnd() && unwanted->value.HasMember("pattern"))
        schema.RemoveMember(unwanted);
    schema.RemoveMember("pattern");
    for (auto &member : schema.GetObject())
        remove_patterns(member.value);
}

void *open_session(bool with_patterns)
{
    rapidjson::Document schema;

    if (schema.Parse(request_schema).HasParseError())
        return nullptr;
    if (!with_patterns)
        remove_patterns(schema);
    return new (std::nothrow) session(schema);
}

} // namespace

void *bench_rapidjson_open(const snapguard_allocator *)
{
    return open_session(true);
}

void *bench_rapidjson_open_without_patterns(const snapguard_allocator *)
{
    return open_session(false);
}

bool bench_rapidjson_check(void *state, const bench_request *request)
{
    auto *running = static_cast<session *>(state);
    // Its fastest stream, which relies on the NUL behind the request.
    rapidjson::StringStream stream(request->bytes);

    running->validator.Reset();
    return !running->reader
                .Parse<rapidjson::kParseValidateEncodingFlag>(stream, running->validator)
                .IsError() &&
           running->validator.IsValid();
}

void bench_rapidjson_close(void *state)
{
    delete static_cast<session *>(state);
}
