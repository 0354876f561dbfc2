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

/* Whether the word is the operation's name, the type of a policy, or the name of an own
 * parameter. */
static bool is_telling(const sg_program *program, stretch word)
{
    const sg_name *names = program->names.names;

    if (is_word(word, program->operation[SG_CLAIM_NAME].value) || is_type(program, word))
        return true;
    for (uint16_t i = names[SG_ROOT_NAME].first; i; i = names[i].next)
        if (names[i].is_own && is_word(word, names[i].segment))
            return true;
    return false;
}

static bool has_telling_word(const sg_program *program, stretch text)
{
    char before = '\0';

    while (text.at < text.end) {
        stretch word = text;
        char c = next(&text);

        if (is_name_character(c) && !is_name_character(before) &&
            is_telling(program, word))
            return true;
        before = c;
    }
    return false;
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

static bool gives_own(const sg_request *request)
{
    for (uint32_t i = 0; i < request->values.count; i++)
        if (request->names[sg_request_value(request, i)->name].is_own)
            return true;
    return false;
}

bool snapguard_report_is_recognized(const snapguard_report *report)
{
    const sg_request *request = report->request;
    const sg_fault *fault = hiding_fault(report->document);

    return request->claims[SG_CLAIM_NAME].is_said || gives_own(request) ||
           (fault ? has_telling_word(request->program, stretch_of(report, fault))
                  : is_policy(report));
}
