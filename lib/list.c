#include "list.h"

#include "escape.h"

/* ------------------------------------------------------------------ the plain form */

/* How JSON's own characters are written: the quote with a backslash before it where they
 * stand in a string of JSON; any of them percent-encoded where they stand in a query. */
typedef enum sg_dress { SG_DRESS_STRING, SG_DRESS_QUERY } sg_dress;

/* Behind what a string holds stands its quote, which is no part of any list, and behind
 * that at least a bracket. So its end need not be looked for, and two bytes can be read
 * there. */
static inline bool is_in(const char *p, const char *end, sg_dress dress)
{
    return dress == SG_DRESS_STRING || p < end;
}

static inline const char *skip_blanks(const char *p, const char *end, sg_dress dress)
{
    while (is_in(p, end, dress) && (*p == ' ' || (dress == SG_DRESS_QUERY && *p == '+')))
        p++;
    return p;
}

static inline bool is_digit(const char *p, const char *end, sg_dress dress)
{
    return is_in(p, end, dress) && *p >= '0' && *p <= '9';
}

/* As the service's SDKs write it. */
static inline const char *encoding_of(char c)
{
    return c == '"' ? "%22" : c == ',' ? "%2C" : c == '[' ? "%5B" : "%5D";
}

static inline const char *take_encoded(const char *p, const char *end, char c)
{
    const char *digits = encoding_of(c);

    if (end - p >= 3 && memcmp(p, digits, 3) == 0)
        return p + 3;
    if (p == end || *p == c)
        return p == end ? NULL : p + 1;
    /* The reader has seen to it that two digits follow. */
    return *p == '%' && p[1] == digits[1] && sg_lower(p[2]) == sg_lower(digits[2]) ? p + 3
                                                                                   : NULL;
}

/* Behind one of the characters. NULL if another one stands there. */
static inline const char *take(const char *p, const char *end, char c, sg_dress dress)
{
    if (dress == SG_DRESS_QUERY)
        return take_encoded(p, end, c);
    if (c == '"')
        return sg_load16(p) == sg_load16("\\\"") ? p + 2 : NULL;
    return *p == c ? p + 1 : NULL;
}

/* The number of an element of the plain form, "7" or "12", between its quotes. NULL if it
 * is anything else. */
static inline const char *
read_plain_number(const char *p, const char *end, sg_dress dress, unsigned *number)
{
    if (!is_digit(p, end, dress))
        return NULL;
    *number = (unsigned)(*p++ - '0');
    if (is_digit(p, end, dress) && *number != 0)
        *number = *number * 10 + (unsigned)(*p++ - '0');
    return p;
}

/* From behind one element to the next one, both without their quotes. NULL if there is
 * no other. As it is mostly written, what is between is compared at once. */
static inline const char *skip_between(const char *p, const char *end, sg_dress dress)
{
    const sg_text usual =
        dress == SG_DRESS_QUERY ? SG_LITERAL("%22%2C%22") : SG_LITERAL("\\\",\\\"");

    if ((size_t)(end - p) >= usual.size && memcmp(p, usual.bytes, usual.size) == 0)
        return p + usual.size;
    p = take(p, end, '"', dress);
    p = p ? take(skip_blanks(p, end, dress), end, ',', dress) : NULL;
    return p ? take(skip_blanks(p, end, dress), end, '"', dress) : NULL;
}

/* Whether nothing but the last element's quote and the bracket follow. */
static inline bool is_closed(const char *p, const char *end, sg_dress dress)
{
    p = take(p, end, '"', dress);
    return p && take(skip_blanks(p, end, dress), end, ']', dress) == end;
}

/* The form that nearly every request has is read from the source as it stands. Anything
 * else is left to the reader of JSON; so is this form, once a rule wants the elements. */
static inline bool read_plain(sg_list *list, sg_text content, sg_dress dress)
{
    const char *end = content.bytes + content.size;
    const char *p = take(content.bytes, end, '[', dress);
    const char *behind = NULL;
    unsigned lowest = 0;

    p = p ? take(skip_blanks(p, end, dress), end, '"', dress) : NULL;
    for (; p; p = skip_between(behind, end, dress)) {
        unsigned number = 0;

        behind = read_plain_number(p, end, dress, &number);
        if (!behind || number < lowest || number >= SG_LIST_NUMBERS)
            return false;
        lowest = number + 1;
        list->numbers |= UINT64_C(1) << number;
        list->count++;
    }
    list->is_plain = behind && is_closed(behind, end, dress);
    return list->is_plain;
}

/* A word's characters stand for themselves, in JSON and in a query. */
static inline bool is_word_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '_' || c == '.';
}

/* One word, ["cn-shanghai"], is as good as read, too. */
static inline bool read_word(sg_list *list, sg_text content, sg_dress dress)
{
    const char *end = content.bytes + content.size;
    const char *p = take(content.bytes, end, '[', dress);
    const char *word = p ? take(p, end, '"', dress) : NULL;

    if (!word)
        return false;
    p = word;
    while (is_in(p, end, dress) && is_word_character(*p))
        p++;
    list->word = (sg_text){word, (size_t)(p - word)};
    p = take(p, end, '"', dress);
    if (!p || list->word.size == 0 || take(p, end, ']', dress) != end) {
        list->word = (sg_text){NULL, 0};
        return false;
    }
    list->count = 1;
    list->numbers = 0;
    return true;
}

/* --------------------------------------------------------------- elements in place */

/* Longer lists, and longer elements of so many bytes, are rare. */
enum { MOST_IN_PLACE = 64, LONGEST_IN_PLACE = 32 };

/* A string of nothing but a word, or of nothing at all. NULL if it is anything else. */
static inline const char *
read_word_element(const char *p, const char *end, sg_dress dress, sg_node *node)
{
    const char *word = take(p, end, '"', dress);
    const char *behind = word;
    const char *close;

    if (!word)
        return NULL;
    while (is_in(behind, end, dress) && is_word_character(*behind))
        behind++;
    close = take(behind, end, '"', dress);
    if (!close || close - behind != word - p || behind - word > LONGEST_IN_PLACE)
        return NULL;
    node->kind = SG_STRING;
    node->flags = word - p == 1 ? 0 : word - p == 2 ? SG_QUOTED_2 : SG_QUOTED_3;
    return close;
}

/* A number without sign, fraction and exponent. */
static inline const char *
read_number_element(const char *p, const char *end, sg_dress dress, sg_node *node)
{
    const char *first = p;

    while (is_digit(p, end, dress))
        p++;
    if (p == first || (*first == '0' && p - first > 1) ||
        (is_in(p, end, dress) && (is_word_character(*p) || *p == '+')))
        return NULL;
    node->kind = SG_NUMBER;
    node->flags = SG_INTEGER;
    return p;
}

/* From one element to the next, a node each, as far as there is room, and behind the
 * closing bracket. Answers the node behind the last one, or NULL. */
static inline sg_node *
read_elements(sg_text content, sg_dress dress, const char *origin, sg_node *node)
{
    const sg_node *full = node + MOST_IN_PLACE;
    const char *end = content.bytes + content.size;
    const char *p = take(content.bytes, end, '[', dress);

    while (p && node < full) {
        const char *begin = skip_blanks(p, end, dress);
        const char *comma;

        p = read_word_element(begin, end, dress, node);
        p = p ? p : read_number_element(begin, end, dress, node);
        if (!p)
            return NULL;
        node->begin = (uint32_t)(begin - origin);
        node->end = (uint32_t)(p - origin);
        node->link = 0;
        node++;
        p = skip_blanks(p, end, dress);
        comma = take(p, end, ',', dress);
        if (!comma)
            return take(p, end, ']', dress) == end ? node : NULL;
        p = comma;
    }
    return NULL;
}

/* What is written without needless escapes is read in the source, so that its positions
 * are there. False for anything else, which is left to the reader of JSON. */
static bool read_in_place(sg_request *request, sg_list *list, const sg_node *value)
{
    sg_array *nodes = &request->document->nodes;
    sg_text source = request->document->source;
    sg_text content = sg_node_content(source, value);
    sg_node *root = (sg_node *)nodes->data + nodes->count;
    const sg_node *behind =
        value->flags & SG_ENCODED
            ? read_elements(content, SG_DRESS_QUERY, source.bytes, root + 1)
            : read_elements(content, SG_DRESS_STRING, source.bytes, root + 1);

    list->is_in_place = behind && (size_t)(behind - root) <= request->limits.values;
    if (!list->is_in_place)
        return false;
    list->text = source;
    list->root = (uint32_t)nodes->count;
    nodes->count += (size_t)(behind - root);
    *root = (sg_node){value->begin, value->end, (uint32_t)nodes->count, SG_ARRAY, 0};
    return true;
}

/* ----------------------------------------------------------------- every other form */

SG_APART int64_t sg_list_any_number(const sg_list *list, const sg_node *element)
{
    sg_text text = sg_node_raw(list->text, element);
    char resolved[32];
    uint32_t number;

    if (element->kind == SG_STRING) {
        text = sg_node_content(list->text, element);
        if (text.size > sizeof resolved)
            return -1;
        if (element->flags & SG_ESCAPED)
            text = (sg_text){resolved, sg_escape_resolve(text, resolved)};
    } else if (element->kind != SG_NUMBER) {
        return -1;
    }
    return sg_names_is_index(text, &number) ? (int64_t)number : -1;
}

/* What is true of the elements together, in whatever order. */
static void count_element(sg_list *list, const sg_node *element, int64_t number)
{
    if (number < list->lowest)
        list->lowest = number;
    if (number > list->highest)
        list->highest = number;
    list->has_numbers |= element->kind == SG_NUMBER;
    list->count++;
}

/* What a rule of the elements refuses, or what stands there already, has no place in
 * their order. */
static SG_INLINE void summarize(sg_request *request, sg_list *list)
{
    const sg_screen *screen =
        request->names[sg_request_value(request, list->value)->name].screen;
    const sg_node *nodes = request->document->nodes.data;
    uint32_t end = nodes[list->root].link;
    int64_t before = -1;

    list->count = 0;
    list->numbers = 0;
    list->has_repeats = false;
    list->has_numbers = false;
    list->lowest = INT64_MAX;
    list->highest = INT64_MIN;
    list->descending = SG_NO_NODE;
    for (uint32_t i = list->root + 1; i < end;
         i = sg_document_after(request->document, i)) {
        const sg_node *element = &nodes[i];
        int64_t number = sg_list_number(list, element);

        count_element(list, element, number);
        if (number < 0)
            continue;
        if (number < SG_LIST_NUMBERS && (list->numbers >> number & 1)) {
            list->has_repeats = true;
            continue;
        }
        if (number >= screen->min && number <= screen->max) {
            if (number < before && list->descending == SG_NO_NODE)
                list->descending = i;
            before = number;
        }
        if (number >= SG_LIST_NUMBERS)
            continue;
        list->first[number] = i;
        list->numbers |= UINT64_C(1) << number;
    }
    /* In templates numbers are as good as texts. */
    list->has_numbers &= request->form == NULL;
    list->is_opened = true;
}

static bool add_fault(sg_request *request, sg_list *list, const sg_read_end *end)
{
    const sg_value *value = sg_request_value(request, list->value);
    sg_fault_kind kind =
        end->kind == SG_FAULT_LIMIT ? SG_FAULT_LIMIT : SG_FAULT_LIST_SYNTAX;
    sg_fault *fault = sg_document_fault(request->document, kind, end->begin, end->end);

    if (!fault)
        return false;
    fault->reason = (uint8_t)end->reason;
    fault->unit = (uint8_t)end->limit;
    fault->limit = end->limit == SNAPGUARD_MAX_DEPTH ? request->limits.depth
                                                     : request->limits.values;
    fault->name = value->name;
    fault->place.node = value->node;
    fault->place.list = value->list;
    fault->place.inner = SG_NO_NODE;
    request->is_stopped |= kind == SG_FAULT_LIMIT;
    return true;
}

static bool
read_escaped(sg_request *request, sg_list *list, const sg_node *node, sg_read_end *end)
{
    sg_document *document = request->document;
    sg_read_limits limits = {request->limits.depth, request->limits.values};

    list->text = sg_document_string(document, document->source, node);
    list->root = (uint32_t)document->nodes.count;
    if (!sg_read_json(document, list->text, SG_READ_INNER, &limits, end))
        return false;
    node = sg_document_node(document, list->root);
    if (end->kind == SG_FAULT_COUNT && node->kind != SG_ARRAY)
        *end = (sg_read_end){
            SG_FAULT_SYNTAX, SG_SYNTAX_NOT_ARRAY, node->begin, node->begin + 1, 0};
    return true;
}

bool sg_list_open(sg_request *request, sg_list *list)
{
    sg_array *nodes = &request->document->nodes;
    sg_value *value = sg_request_value(request, list->value);
    const sg_node *node;
    sg_read_end end = {.kind = SG_FAULT_COUNT};

    if (list->is_opened)
        return true;
    if (!sg_array_reserve(
            nodes, request->document->allocator, nodes->count + MOST_IN_PLACE + 1,
            sizeof *node))
        return false;
    node = sg_document_node(request->document, value->node);
    if (!read_in_place(request, list, node) && !read_escaped(request, list, node, &end))
        return false;
    if (end.kind == SG_FAULT_COUNT) {
        summarize(request, list);
        return true;
    }
    value->state = SG_STATE_FAULTED;
    return add_fault(request, list, &end);
}

/* Each dress apart, so that the compiler makes the most of it. */
static bool recognise_form(sg_list *list, sg_text content, const sg_node *node)
{
    if (node->flags & SG_ENCODED)
        return read_plain(list, content, SG_DRESS_QUERY) ||
               read_word(list, content, SG_DRESS_QUERY);
    return read_plain(list, content, SG_DRESS_STRING) ||
           read_word(list, content, SG_DRESS_STRING);
}

/* What is recognised is within the limit, so that it can be opened later. */
static bool recognise(const sg_request *request, sg_list *list, const sg_node *node)
{
    sg_text content = sg_node_content(request->document->source, node);

    return recognise_form(list, content, node) && list->count < request->limits.values;
}

/* The list of a value. NULL when memory is out. */
static SG_INLINE sg_list *add_list(sg_request *request, sg_value *value, uint32_t index)
{
    const snapguard_allocator *allocator = request->document->allocator;
    sg_list *list = sg_array_next(&request->lists, allocator, sizeof *list);

    if (!list)
        return NULL;
    value->list = (uint32_t)request->lists.count;
    list->value = index;
    list->count = 0;
    list->numbers = 0;
    list->is_plain = false;
    list->is_opened = false;
    list->is_in_place = false;
    list->is_native = false;
    list->unknown = 0;
    list->word = (sg_text){NULL, 0};
    return list;
}

bool sg_list_take(sg_request *request, uint32_t value, uint32_t array, uint32_t unknown)
{
    sg_list *list = add_list(request, sg_request_value(request, value), value);

    if (!list)
        return false;
    list->is_in_place = true;
    list->is_native = true;
    list->text = request->document->source;
    list->root = array;
    summarize(request, list);
    list->count += unknown;
    list->unknown = unknown;
    return true;
}

bool sg_list_read(sg_request *request, uint32_t index)
{
    sg_value *value = sg_request_value(request, index);
    sg_list *list = add_list(request, value, index);
    const sg_node *node = sg_document_node(request->document, value->node);

    if (!list)
        return false;
    if (node->flags & SG_BROKEN)
        return true;
    return recognise(request, list, node) || sg_list_open(request, list);
}
