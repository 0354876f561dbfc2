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

/* Whether the word is the operation's name, or that of an own parameter. */
static bool is_telling(const sg_program *program, stretch word)
{
    const sg_name *names = program->names.names;

    if (is_word(word, program->operation[SG_CLAIM_NAME].value))
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

/* Of a text over the limit of bytes no more is looked at than a check reads. */
static stretch stretch_of(const snapguard_report *report, const sg_fault *fault)
{
    sg_text source = report->document->source;
    size_t size = report->end > report->begin ? report->end : source.size;

    size -= report->begin;
    if (fault->kind == SG_FAULT_LIMIT && fault->unit == SNAPGUARD_MAX_BYTES &&
        size > fault->limit)
        size = (size_t)fault->limit;
    return (stretch){source.bytes + report->begin, source.bytes + report->begin + size};
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

static bool tells_unread(const snapguard_report *report)
{
    const sg_array *faults = &report->document->faults;

    for (size_t i = 0; i < faults->count; i++) {
        const sg_fault *fault = (const sg_fault *)faults->data + i;

        if (hides_names(fault))
            return has_telling_word(report->request->program, stretch_of(report, fault));
    }
    return false;
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
    return report->request->claims[SG_CLAIM_NAME].is_said || gives_own(report->request) ||
           tells_unread(report);
}
