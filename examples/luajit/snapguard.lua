-- libsnapguard for LuaJIT: OpenResty, APISIX, Kong, or nginx with lua-nginx-module.
--
--     local snapguard = require "snapguard"
--     local guard = snapguard.new({strict = true})
--     local report = guard:check(snapguard.JSON, body)
--     if report.verdict == "invalid" then … report.status, report.body, report.rules … end
--
-- One guard for a Lua state is right, and it may be made before the workers are forked.
-- Reports are plain tables and stay what they are.
local ffi = require "ffi"

ffi.cdef [[
typedef struct snapguard_options snapguard_options;
typedef struct snapguard_engine snapguard_engine;
typedef struct snapguard_context snapguard_context;
typedef struct snapguard_report snapguard_report;
typedef struct snapguard_finding snapguard_finding;
typedef struct { size_t line; size_t column; char message[240]; } snapguard_error;
typedef struct {
    const char *request_id; const char *host_id; const char *recommend;
} snapguard_identity;

int snapguard_options_new(snapguard_options **, const void *allocator);
void snapguard_options_free(snapguard_options *);
void snapguard_options_set_strict(snapguard_options *, bool);
int snapguard_options_set_severity(snapguard_options *, const char *rule, int severity);
int snapguard_options_set_facts(snapguard_options *, const char *text, size_t length);
int snapguard_engine_new(snapguard_engine **, const snapguard_options *, snapguard_error *);
void snapguard_engine_free(snapguard_engine *);
int snapguard_context_new(snapguard_context **, const snapguard_engine *);
void snapguard_context_free(snapguard_context *);
int snapguard_check(const snapguard_report **, snapguard_context *, int encoding,
                    const char *bytes, size_t length);
void snapguard_begin(snapguard_context *);
int snapguard_feed_header(snapguard_context *, const char *name, size_t name_length,
                          const char *value, size_t value_length);
int snapguard_feed_query(snapguard_context *, const char *bytes, size_t length);
int snapguard_feed_body(snapguard_context *, const char *bytes, size_t length);
int snapguard_finish(const snapguard_report **, snapguard_context *);
int snapguard_report_verdict(const snapguard_report *);
int snapguard_report_http_status(const snapguard_report *);
const snapguard_finding *snapguard_report_finding(const snapguard_report *, size_t);
const char *snapguard_finding_rule(const snapguard_finding *);
size_t snapguard_render_error(const snapguard_report *,
                              const snapguard_identity *, int body,
                              char *buffer, size_t size);
const char *snapguard_strerror(int status);
const char *snapguard_verdict_name(int verdict);
]]

local library = ffi.load("libsnapguard.so.0")
local severities = {off = 0, notice = 1, warning = 2, error = 3}
local snapguard = {JSON = 0, QUERY = 2, FORM = 3, HTTP = 4}
local guard = {}
guard.__index = guard

-- Raise what a call could not do: a request must never pass because of it.
local function demand(status, message)
    if status ~= 0 then
        error("snapguard: " .. (message or ffi.string(library.snapguard_strerror(status))), 3)
    end
end

-- settings: {strict = true, facts = "{…}", severities = {["kept-forever"] = "off"}}
function snapguard.new(settings)
    settings = settings or {}
    local out = ffi.new("snapguard_options *[1]")
    demand(library.snapguard_options_new(out, nil))
    local options = ffi.gc(out[0], library.snapguard_options_free)
    library.snapguard_options_set_strict(options, settings.strict or false)
    for rule, level in pairs(settings.severities or {}) do
        demand(library.snapguard_options_set_severity(options, rule, severities[level] or -1))
    end
    if settings.facts then
        demand(library.snapguard_options_set_facts(options, settings.facts, #settings.facts))
    end
    local engine, problem = ffi.new("snapguard_engine *[1]"), ffi.new("snapguard_error")
    demand(library.snapguard_engine_new(engine, options, problem), ffi.string(problem.message))
    local context = ffi.new("snapguard_context *[1]")
    local status = library.snapguard_context_new(context, engine[0])
    -- One finalizer for both: the context has to go first.
    local owned = ffi.gc(context[0], function(pointer)
        library.snapguard_context_free(pointer)
        library.snapguard_engine_free(engine[0])
    end)
    demand(status)
    return setmetatable({context = owned, report = ffi.new("const snapguard_report *[1]")}, guard)
end

-- nginx's $request_id in the service's form: a random UUID in capitals.
function snapguard.request_id(hex)
    local id = hex:upper()
    local variant = tonumber(id:sub(17, 17), 16) % 4 + 1
    return ("%s-%s-4%s-%s%s-%s"):format(id:sub(1, 8), id:sub(9, 12), id:sub(14, 16),
        ("89AB"):sub(variant, variant), id:sub(18, 20), id:sub(21, 32))
end

-- The query as the upstream gets it, of the request line's target. nginx takes "#" for its
-- end and still passes on what is behind: to who reads that as query, it is one.
function snapguard.query(target)
    local path, behind = target:match("^([^#]*)#?(.*)$")
    local query = path:match("%?(.*)$") or ""
    return behind == "" and query or query .. "&" .. behind:gsub("[#?]", "&")
end

local function copy(report, request_id)
    local verdict = library.snapguard_report_verdict(report)
    local result = {verdict = ffi.string(library.snapguard_verdict_name(verdict)), rules = {}}
    result.status = library.snapguard_report_http_status(report)
    local finding = library.snapguard_report_finding(report, 0)
    while finding ~= nil do
        table.insert(result.rules, ffi.string(library.snapguard_finding_rule(finding)))
        finding = library.snapguard_report_finding(report, #result.rules)
    end
    if result.verdict == "invalid" then
        local identity = ffi.new("snapguard_identity", {request_id = request_id})
        local size = library.snapguard_render_error(report, identity, 0, nil, 0)
        local buffer = ffi.new("char[?]", size + 1)
        library.snapguard_render_error(report, identity, 0, buffer, size + 1)
        result.body = ffi.string(buffer, size)
    end
    return result
end

-- request_id: the RequestId of the answer. "" if left out.
function guard:check(encoding, bytes, request_id)
    demand(library.snapguard_check(self.report, self.context, encoding, bytes, #bytes))
    return copy(self.report[0], request_id)
end

-- headers: {name = value, or a table of values}. Nothing here yields, so that requests of
-- one worker do not get into each other.
function guard:request(headers, query, body, request_id)
    query, body = query or "", body or ""
    library.snapguard_begin(self.context)
    for name, values in pairs(headers) do
        for _, value in ipairs(type(values) == "table" and values or {tostring(values)}) do
            demand(library.snapguard_feed_header(self.context, name, #name, value, #value))
        end
    end
    demand(library.snapguard_feed_query(self.context, query, #query))
    demand(library.snapguard_feed_body(self.context, body, #body))
    demand(library.snapguard_finish(self.report, self.context))
    return copy(self.report[0], request_id)
end

return snapguard
