#include "record.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 16384, ALIGNMENT = 16 };

/* Memory that is given away piece by piece, and back as a whole. */
struct cli_record_block {
    cli_record_block *next;
    size_t used;
    size_t capacity;
    _Alignas(ALIGNMENT) char bytes[];
};

struct cli_kept_event {
    cli_kept_event *next;
    cli_event event;
};

static void add_block(cli_record *record, size_t least)
{
    size_t capacity = least > BLOCK_BYTES ? least : BLOCK_BYTES;
    cli_record_block *block = cli_reallocate(NULL, sizeof *block + capacity);

    block->next = record->blocks;
    block->used = 0;
    block->capacity = capacity;
    record->blocks = block;
    record->bytes += sizeof *block + capacity;
}

static void *keep(cli_record *record, const void *bytes, size_t size)
{
    size_t taken = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    void *copy;

    if (!record->blocks || record->blocks->capacity - record->blocks->used < taken)
        add_block(record, taken);
    copy = record->blocks->bytes + record->blocks->used;
    record->blocks->used += taken;
    return memcpy(copy, bytes, size);
}

static const char *keep_name(cli_record *record, const char *name)
{
    return name ? keep(record, name, strlen(name) + 1) : NULL;
}

static void keep_string(cli_record *record, cli_string *string)
{
    if (string->bytes)
        string->bytes = keep(record, string->bytes, string->size + 1);
}

static const cli_frame *keep_frame(cli_record *record, const cli_frame *frame)
{
    cli_frame *copy = frame ? keep(record, frame, sizeof *frame) : NULL;

    if (!copy)
        return NULL;
    copy->text = keep(record, frame->text, frame->size);
    copy->label = keep_name(record, frame->label);
    return copy;
}

static const cli_fix *keep_fix(cli_record *record, const cli_fix *fix)
{
    cli_fix *copy = fix ? keep(record, fix, sizeof *fix) : NULL;
    cli_edit *edits;

    if (!copy)
        return NULL;
    copy->title = keep_name(record, fix->title);
    edits = keep(record, fix->edits, fix->count * sizeof *edits);
    for (size_t i = 0; i < fix->count; i++)
        edits[i].text = keep(record, edits[i].text, edits[i].size);
    copy->edits = edits;
    return copy;
}

static const cli_suppression *
keep_suppression(cli_record *record, const cli_suppression *suppressed)
{
    cli_suppression *copy =
        suppressed ? keep(record, suppressed, sizeof *suppressed) : NULL;

    if (!copy)
        return NULL;
    copy->kind = keep_name(record, suppressed->kind);
    copy->reason = keep_name(record, suppressed->reason);
    copy->owner = keep_name(record, suppressed->owner);
    copy->expires = keep_name(record, suppressed->expires);
    return copy;
}

static void keep_finding(cli_record *record, cli_finding *finding)
{
    finding->file = keep_name(record, finding->file);
    keep_string(record, &finding->name);
    for (size_t i = 0; i < CLI_TEXTS; i++)
        keep_string(record, &finding->texts[i]);
    finding->frame = keep_frame(record, finding->frame);
    finding->fix = keep_fix(record, finding->fix);
    finding->suppressed = keep_suppression(record, finding->suppressed);
    record->findings += !finding->suppressed;
}

static void keep_request(cli_record *record, cli_request *request)
{
    size_t count = 0;

    while (request->not_evaluated[count])
        count++;
    request->file = keep_name(record, request->file);
    keep_string(record, &request->name);
    request->not_evaluated = keep(
        record, request->not_evaluated, (count + 1) * sizeof *request->not_evaluated);
}

static void keep_parts(cli_record *record, cli_event *event)
{
    switch (event->kind) {
    case CLI_EVENT_FILE:
    case CLI_EVENT_FOLDER:
    case CLI_EVENT_FOLDER_END:
        event->of.file = keep_name(record, event->of.file);
        break;
    case CLI_EVENT_REQUEST:
        keep_request(record, &event->of.request);
        break;
    case CLI_EVENT_FINDING:
        keep_finding(record, &event->of.finding);
        break;
    case CLI_EVENT_COMPLAINT:
        event->of.complaint.file = keep_name(record, event->of.complaint.file);
        event->of.complaint.text = keep_name(record, event->of.complaint.text);
        break;
    }
}

void cli_record_keep(cli_record *record, const cli_event *event)
{
    cli_kept_event kept = {.event = *event};
    cli_kept_event *copy = keep(record, &kept, sizeof kept);

    keep_parts(record, &copy->event);
    if (record->last)
        record->last->next = copy;
    else
        record->first = copy;
    record->last = copy;
}

/* What was counted comes first: an event may look at it. */
void cli_record_play(cli_record *record, cli_report *report)
{
    cli_record_block *next;

    cli_summary_add(&report->summary, &record->summary);
    for (cli_kept_event *kept = record->first; kept; kept = kept->next)
        cli_report_take(report, &kept->event);
    for (cli_record_block *block = record->blocks; block; block = next) {
        next = block->next;
        free(block);
    }
    cli_summary_free(&record->summary);
    *record = (cli_record){.bytes = 0};
}
