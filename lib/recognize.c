/* Whether a text tells by itself that it is meant for this operation. */
#include "engine.h"

/* A stretch of the source. Bytes that are zero are passed over: text of sixteen bits a
 * character, which cannot be read, tells what it is as any other. */
typedef struct stretch {
    const char *at;
    const char *end;
} stretch;

static bool is_name_character(char c)
{
    return (sg_lower(c) >= 'a' && sg_lower(c) <= 'z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '-';
}

/* The next byte that is not zero, or NUL at the end. */
static char next(stretch *rest)
{
    while (rest->at < rest->end) {
        char c = *rest->at++;

        if (c)
            return c;
    }
    return '\0';
}

/* Whether the word that begins there is this one, in any letter case. */
static bool is_word(stretch rest, sg_text word)
{
    for (size_t i = 0; i < word.size; i++)
        if (sg_lower(next(&rest)) != sg_lower(word.bytes[i]))
            return false;
    return !is_name_character(next(&rest));
}

/* What a policy is called where a template or plan says what a resource is. */
static bool is_type(const sg_program *program, stretch word)
{
    for (size_t i = 0; i < SG_LANGUAGE_COUNT; i++)
        for (size_t j = 0; j < program->forms[i].type_count; j++)
            if (is_word(word, program->forms[i].types[j]))
                return true;
    return false;
}

/* What words of a text that cannot be read, or is not read on, tell together: the
 * operation itself, or two of its parameters, of which other operations share one at
 * most, and none of theirs. */
typedef struct evidence {
    const sg_program *program;
    uint16_t first;  /* a parameter that was seen, or 0 */
    bool is_own;     /* one of those that were seen is the operation's own */
    bool is_second;  /* there were two of them */
    bool is_foreign; /* there was one of others */
    bool is_named;
} evidence;

static bool is_enough(const evidence *seen)
{
    return seen->is_named || (seen->is_own && seen->is_second && !seen->is_foreign);
}

static void note_parameter(evidence *seen, uint16_t name)
{
    seen->is_own |= seen->program->names.names[name].is_own;
    if (!seen->first)
        seen->first = name;
    seen->is_second |= name != seen->first;
}

static void note_word(evidence *seen, stretch word)
{
    const sg_program *program = seen->program;
    const sg_name *names = program->names.names;

    seen->is_named |=
        is_word(word, program->operation[SG_CLAIM_NAME].value) || is_type(program, word);
    for (size_t i = 0; i < program->foreign_count; i++)
        seen->is_foreign |= is_word(word, program->foreign[i]);
    for (uint16_t i = names[SG_ROOT_NAME].first; i; i = names[i].next)
        if (names[i].role <= SG_ROLE_LIST && is_word(word, names[i].segment))
            note_parameter(seen, i);
}

static void note_words(evidence *seen, stretch text)
{
    char before = '\0';

    while (text.at < text.end && !seen->is_named) {
        stretch word = text;
        char c = next(&text);

        if (is_name_character(c) && !is_name_character(before))
            note_word(seen, word);
        before = c;
    }
}

/* Behind a string, from behind its opening quote. */
static const char *skip_string(const char *p, const char *end)
{
    while (p < end && *p != '"')
        p += *p == '\\' ? 2 : 1;
    return p < end ? p + 1 : end;
}

static const char *skip_blanks(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n'))
        p++;
    return p;
}

/* A member's name, and what stands behind it. */
static void note_member(evidence *seen, stretch name, const char *end)
{
    const sg_operation *operation = &seen->program->operation[SG_CLAIM_NAME];
    const char *value = skip_blanks(name.end + 1, end);

    if (value == end || *value != ':')
        return;
    value = skip_blanks(value + 1, end);
    if (is_word(name, operation->parameter) && value < end && *value == '"')
        seen->is_named |= is_word((stretch){value + 1, end}, operation->value);
    note_word(seen, name);
}

/* The same for JSON that was not read to its end, because of a limit: the members of a
 * request, alone or in an array, say what it is, and nothing that is in them. */
static void note_members(evidence *seen, stretch text)
{
    size_t wanted = *text.at == '[' ? 2 : 1;
    size_t depth = 0;

    for (const char *p = text.at; p < text.end && !seen->is_named; p++) {
        const char *begin = p + 1;

        depth += *p == '{' || *p == '[';
        depth -= depth > 0 && (*p == '}' || *p == ']');
        if (*p != '"')
            continue;
        p = skip_string(begin, text.end) - 1;
        if (depth == wanted && p >= begin)
            note_member(seen, (stretch){begin, p}, text.end);
    }
}

/* The request or, where the policy is one of others, the document. Of a text over the
 * limit of bytes no more is looked at than a check reads. */
static stretch stretch_of(const snapguard_report *report, const sg_fault *fault)
{
    sg_text text = report->document->source;

    if (report->end > report->begin && !report->request->form)
        text = (sg_text){text.bytes + report->begin, report->end - report->begin};
    if (fault->kind == SG_FAULT_LIMIT && fault->unit == SNAPGUARD_MAX_BYTES &&
        text.size > fault->limit)
        text.size = (size_t)fault->limit;
    return (stretch){text.bytes, text.bytes + text.size};
}

/* Whether it is not known what a text gives, for it could not be read as a whole. */
static bool hides_names(const sg_fault *fault)
{
    switch ((sg_fault_kind)fault->kind) {
    case SG_FAULT_SYNTAX:
    case SG_FAULT_UTF8:
    case SG_FAULT_YAML:
    case SG_FAULT_PERCENT:
    case SG_FAULT_HTTP:
    case SG_FAULT_CONTENT_TYPE:
    case SG_FAULT_LIMIT:
        return true;
    default:
        return false;
    }
}

/* What hides names, or NULL. */
static const sg_fault *hiding_fault(const sg_document *document)
{
    const sg_fault *faults = document->faults.data;

    for (size_t i = 0; i < document->faults.count; i++)
        if (hides_names(&faults[i]))
            return &faults[i];
    return NULL;
}

/* A policy of a template or plan is called what it is. */
static bool is_policy(const snapguard_report *report)
{
    return report->request->form && report->verdict != SNAPGUARD_NOT_APPLICABLE;
}

/* How many of the operation's own parameters are given. */
static size_t count_own(const sg_request *request)
{
    size_t count = 0;

    for (uint32_t i = 0; i < request->values.count; i++) {
        uint16_t name = sg_request_value(request, i)->name;

        count += request->names[name].is_own && request->given[name].first == i + 1;
    }
    return count;
}

/* Whether it is a parameter of other operations that have most of this one's as well. A
 * name with escapes is compared as it is read: memory for what it says is the reader's.
 */
static bool is_foreign(const snapguard_report *report, uint32_t key)
{
    const sg_document *document = report->document;
    const sg_program *program = report->request->program;
    sg_text name = sg_node_content(document->source, sg_document_node(document, key));

    for (size_t i = 0; i < program->foreign_count; i++)
        if (sg_text_equals_ignoring_case(name, program->foreign[i]) ||
            sg_document_says(document, key, program->foreign[i]))
            return true;
    return false;
}

/* The names that no parameter has. */
typedef struct unknown_names {
    size_t count;
    size_t foreign;
} unknown_names;

static unknown_names count_unknown(const snapguard_report *report)
{
    const sg_fault *faults = report->document->faults.data;
    unknown_names names = {0, 0};

    for (size_t i = 0; i < report->document->faults.count; i++) {
        if (faults[i].kind != SG_FAULT_NAME_UNKNOWN)
            continue;
        names.count++;
        names.foreign += is_foreign(report, faults[i].key);
    }
    return names;
}

/* Other operations may give one of these parameters as well, beside what this one does
 * not have. */
static bool gives_own(const snapguard_report *report)
{
    size_t count = count_own(report->request);
    unknown_names unknown = count_unknown(report);

    return unknown.foreign == 0 && (count > 1 || (count == 1 && unknown.count == 0));
}

/* Names that are hidden behind escapes are known where they could be read. */
static bool tells_in_words(const snapguard_report *report, const sg_fault *fault)
{
    evidence seen = {.program = report->request->program};
    stretch text = stretch_of(report, fault);

    while (text.at < text.end && (unsigned char)*text.at <= ' ')
        text.at++;
    if (fault->kind == SG_FAULT_LIMIT && text.at < text.end &&
        (*text.at == '{' || *text.at == '['))
        note_members(&seen, text);
    else
        note_words(&seen, text);
    return is_enough(&seen) || (!seen.is_foreign && gives_own(report));
}

bool snapguard_report_is_recognized(const snapguard_report *report)
{
    const sg_fault *fault = hiding_fault(report->document);

    if (report->request->claims[SG_CLAIM_NAME].is_said)
        return true;
    return fault ? tells_in_words(report, fault) : is_policy(report) || gives_own(report);
}
