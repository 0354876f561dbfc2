/* Fixes of the elements of a list that is held in a string. What is moved is moved as it
 * is written, so it needs no knowledge of escapes. */
#include "fix.h"
#include "list.h"

/* The elements of a list, one after the other. */
typedef struct sg_walk {
    const snapguard_finding *finding;
    const sg_document *document;
    const sg_list *list;
    uint32_t end;
} sg_walk;

static sg_walk walk_of(const snapguard_finding *finding)
{
    const snapguard_report *report = finding->report;
    const sg_list *lists = (const sg_list *)report->request->lists.data;
    const sg_list *list = &lists[finding->place.list - 1];

    return (sg_walk){
        finding, report->document, list, sg_document_after(report->document, list->root)};
}

static bool is_element(const snapguard_finding *finding)
{
    return finding->place.list != 0 && finding->place.inner != SG_NO_NODE;
}

/* Where a stretch of the list is in the source. */
static sg_edit stretch(const sg_walk *walk, uint32_t begin, uint32_t end)
{
    sg_place place = walk->finding->place;
    sg_edit edit;

    place.begin = begin;
    place.end = end;
    sg_report_source(walk->finding->report, &place, &edit.begin, &edit.end);
    return edit;
}

static sg_edit place_of(const sg_walk *walk, uint32_t element)
{
    const sg_node *node = sg_document_node(walk->document, element);

    return stretch(walk, node->begin, node->end);
}

static void write_source(const sg_walk *walk, size_t begin, size_t end, sg_writer *writer)
{
    sg_writer_add(writer, (sg_text){walk->document->source.bytes + begin, end - begin});
}

/* ------------------------------------------------------------------------------ quotes
 */

bool sg_fix_find_quote(const snapguard_finding *finding, sg_edit *edit)
{
    sg_walk walk;

    if (!is_element(finding))
        return false;
    walk = walk_of(finding);
    *edit = place_of(&walk, finding->place.inner);
    return true;
}

/* A quote as it is written in what holds the list. */
static sg_text quote_in(const snapguard_finding *finding)
{
    const sg_node *value =
        sg_document_node(finding->report->document, finding->place.node);

    return value->flags & SG_ENCODED ? SG_LITERAL("%22") : SG_LITERAL("\\\"");
}

void sg_fix_write_quote(const snapguard_finding *finding, sg_writer *writer)
{
    sg_walk walk = walk_of(finding);
    sg_edit place = place_of(&walk, finding->place.inner);

    sg_writer_add(writer, quote_in(finding));
    write_source(&walk, place.begin, place.end, writer);
    sg_writer_add(writer, quote_in(finding));
}

/* ----------------------------------------------------------------------------- removal
 */

/* The element before another one, which is not the first. */
static uint32_t element_before(const sg_walk *walk, uint32_t element)
{
    uint32_t before = walk->list->root + 1;
    uint32_t next;

    while ((next = sg_document_after(walk->document, before)) < element)
        before = next;
    return before;
}

bool sg_fix_find_remove(const snapguard_finding *finding, sg_edit *edit)
{
    sg_walk walk;
    uint32_t inner = finding->place.inner;

    if (!is_element(finding))
        return false;
    walk = walk_of(finding);
    if (inner == walk.list->root + 1)
        return false;
    *edit = stretch(
        &walk, sg_document_node(walk.document, element_before(&walk, inner))->end,
        sg_document_node(walk.document, inner)->end);
    return true;
}

void sg_fix_write_remove(const snapguard_finding *finding, sg_writer *writer)
{
    (void)finding;
    (void)writer;
}

/* ------------------------------------------------------------------------------- order
 */

/* What has a place in the order: the numbers that the parameter may have. Others stay. */
static bool is_sorted(const sg_walk *walk, uint32_t element)
{
    const sg_request *request = walk->finding->report->request;
    const sg_screen *screen = request->names[walk->finding->name].screen;
    int64_t number =
        sg_list_number(walk->list, sg_document_node(walk->document, element));

    return number >= screen->min && number <= screen->max && number >= 0 &&
           number < SG_LIST_NUMBERS;
}

static uint32_t next_sorted(const sg_walk *walk, uint32_t element)
{
    while (element < walk->end && !is_sorted(walk, element))
        element = sg_document_after(walk->document, element);
    return element;
}

static uint32_t first_slot(const sg_walk *walk)
{
    return next_sorted(walk, walk->list->root + 1);
}

static uint32_t slot_after(const sg_walk *walk, uint32_t slot)
{
    return next_sorted(walk, sg_document_after(walk->document, slot));
}

/* The elements by their numbers, equal ones as they stand: for each number the list is
 * walked once, so that no memory is needed. */
typedef struct sg_order {
    int64_t number;
    uint32_t element;
} sg_order;

static void seek(const sg_walk *walk, sg_order *order)
{
    for (; order->number < SG_LIST_NUMBERS; order->number++) {
        for (; order->element < walk->end;
             order->element = slot_after(walk, order->element))
            if (sg_list_number(
                    walk->list, sg_document_node(walk->document, order->element)) ==
                order->number)
                return;
        order->element = first_slot(walk);
    }
}

static sg_order order_begin(const sg_walk *walk)
{
    sg_order order = {0, first_slot(walk)};

    seek(walk, &order);
    return order;
}

static void order_next(const sg_walk *walk, sg_order *order)
{
    order->element = slot_after(walk, order->element);
    seek(walk, order);
}

/* From the first slot that gets another element to the last one. */
static bool find_span(const sg_walk *walk, uint32_t *first, uint32_t *last)
{
    sg_order order = order_begin(walk);

    *first = SG_NO_NODE;
    for (uint32_t slot = first_slot(walk); slot < walk->end;
         slot = slot_after(walk, slot)) {
        if (slot != order.element) {
            *first = *first == SG_NO_NODE ? slot : *first;
            *last = slot;
        }
        order_next(walk, &order);
    }
    return *first != SG_NO_NODE;
}

bool sg_fix_find_sort(const snapguard_finding *finding, sg_edit *edit)
{
    sg_walk walk;
    uint32_t first;
    uint32_t last;

    if (!is_element(finding))
        return false;
    walk = walk_of(finding);
    if (!find_span(&walk, &first, &last))
        return false;
    *edit = stretch(
        &walk, sg_document_node(walk.document, first)->begin,
        sg_document_node(walk.document, last)->end);
    return true;
}

/* What stands between the slots stays where it is. */
void sg_fix_write_sort(const snapguard_finding *finding, sg_writer *writer)
{
    sg_walk walk = walk_of(finding);
    sg_order order = order_begin(&walk);
    size_t written = 0;
    uint32_t first;
    uint32_t last;

    if (!find_span(&walk, &first, &last))
        return;
    for (uint32_t slot = first_slot(&walk); slot <= last;
         slot = slot_after(&walk, slot)) {
        if (slot >= first) {
            sg_edit here = place_of(&walk, slot);
            sg_edit put = place_of(&walk, order.element);

            write_source(&walk, written ? written : here.begin, here.begin, writer);
            write_source(&walk, put.begin, put.end, writer);
            written = here.end;
        }
        order_next(&walk, &order);
    }
}
