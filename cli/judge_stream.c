#include "judge.h"

#include "demand.h"

#include <string.h>

/* A stream is read line by line in constant memory: the buffer grows to the longest line
 * that can be a request, and of a longer one only the beginning is kept. */
typedef struct line_stream {
    cli_input *input;
    cli_rewrite *rewrite; /* That gets what no request is in. NULL: nobody does. */
    size_t most;          /* Longest line that is kept whole. */
    size_t begin;         /* Of the next line, in the buffer. */
    size_t base;          /* Bytes of the stream before the buffer. */
    size_t lines;         /* Lines that were handed out or skipped. */
} line_stream;

typedef struct stream_line {
    const char *bytes;
    size_t held;   /* Bytes in memory. */
    size_t length; /* Bytes in the stream, without the CR and LF at the end. */
    size_t whole;  /* Bytes of it with the end of the line, or 0 where not all is held. */
    size_t index;  /* Among the lines, from 0. */
    size_t offset; /* In the stream. */
} stream_line;

/* Move what is left of the buffer to its front. */
static void compact(line_stream *stream)
{
    cli_input *input = stream->input;

    if (stream->begin == 0)
        return;
    input->held -= stream->begin;
    memmove(input->bytes, input->bytes + stream->begin, input->held);
    stream->base += stream->begin;
    stream->begin = 0;
}

/* Hand out `length` bytes at the front of the rest, and go on behind them. */
static void take(line_stream *stream, stream_line *line, size_t length)
{
    const char *bytes = stream->input->bytes + stream->begin;

    line->bytes = bytes;
    line->index = stream->lines++;
    line->offset = stream->base + stream->begin;
    line->whole = length;
    stream->begin += length;
    if (length > 0 && bytes[length - 1] == '\n')
        length--;
    if (length > 0 && bytes[length - 1] == '\r')
        length--;
    line->held = line->length = length;
}

static void keep(const line_stream *stream, const char *bytes, size_t size)
{
    if (stream->rewrite)
        cli_rewrite_keep(stream->rewrite, bytes, size);
}

/* Hand out a line that does not end in the buffer and is too long to be a request. Its
 * beginning stays at the front of the buffer, and the rest is read behind it, measured
 * and thrown away. */
static void take_long(line_stream *stream, stream_line *line)
{
    cli_input *input = stream->input;
    size_t kept = stream->most + 1;
    char last;

    compact(stream);
    last = input->bytes[kept - 1];
    line->index = stream->lines++;
    line->offset = stream->base;
    line->length = kept;
    line->whole = 0;
    keep(stream, input->bytes, kept);
    for (;;) {
        const char *rest = input->bytes + kept;
        size_t size = input->held - kept;
        const char *end = size > 0 ? memchr(rest, '\n', size) : NULL;

        if (end)
            size = (size_t)(end - rest);
        if (size > 0)
            last = rest[size - 1];
        line->length += size;
        keep(stream, rest, size + (end != NULL));
        stream->begin = kept + size + (end != NULL);
        if (end || input->ended)
            break;
        stream->base += size;
        input->held = kept;
        cli_input_more(input);
    }
    line->bytes = input->bytes;
    line->length -= last == '\r';
    line->held = line->length < kept ? line->length : kept;
}

/* The next line, or false at the end. A last line without LF is one. What was read of a
 * line before reading failed is none. */
static bool next_line(line_stream *stream, stream_line *line)
{
    cli_input *input = stream->input;
    size_t searched = stream->begin;

    for (;;) {
        const char *rest = input->bytes + searched;
        const char *end =
            searched < input->held ? memchr(rest, '\n', input->held - searched) : NULL;

        if (end) {
            take(stream, line, (size_t)(end - input->bytes) + 1 - stream->begin);
            return true;
        }
        if (input->ended) {
            bool is_line = !input->error && stream->begin < input->held;

            if (is_line)
                take(stream, line, input->held - stream->begin);
            return is_line;
        }
        if (input->held - stream->begin > stream->most) {
            take_long(stream, line);
            return !input->error;
        }
        compact(stream);
        searched = input->held;
        cli_input_more(input);
    }
}

static bool is_blank(const stream_line *line)
{
    for (size_t i = 0; i < line->held; i++)
        if (line->bytes[i] != ' ' && line->bytes[i] != '\t' && line->bytes[i] != '\r')
            return false;
    return true;
}

/* Check the next line that is not blank. NULL at the end. */
static const snapguard_report *
check_line(cli_judge *judge, line_stream *stream, stream_line *line)
{
    const snapguard_report *report;

    for (;;) {
        if (!next_line(stream, line))
            return NULL;
        if (!is_blank(line))
            break;
        keep(stream, line->bytes, line->whole);
    }
    cli_demand(snapguard_check(
        &report, judge->context, SNAPGUARD_JSON, line->bytes, line->length));
    return report;
}

/* Look through a file for a line that speaks for a request. The first line does in nearly
 * every file that has one. */
static bool is_all_foreign(cli_judge *judge)
{
    line_stream stream = {.input = &judge->input, .most = judge->settings->most_line};
    const snapguard_report *report;
    stream_line line;

    do
        report = check_line(judge, &stream, &line);
    while (report && cli_judge_is_foreign(report));
    return !report && !judge->input.error;
}

/* Mend a line of which all is held, and judge what it is now. Answers how many fixes were
 * applied. */
static size_t mend_line(cli_judge *judge, const stream_line *line, cli_judged *judged)
{
    cli_mended mended =
        cli_judge_mend(judge, SNAPGUARD_JSON, judged, false, line->bytes, line->length);

    cli_rewrite_put(
        &judge->rewrite, line->bytes, line->length, mended.bytes, mended.size);
    cli_rewrite_keep(
        &judge->rewrite, line->bytes + line->length, line->whole - line->length);
    if (mended.fixes == 0 || !cli_judge_reports_mended(judge))
        return mended.fixes;
    judged->bytes = mended.bytes;
    judged->held = mended.size;
    cli_demand(snapguard_check(
        &judged->report, judge->context, SNAPGUARD_JSON, mended.bytes, mended.size));
    return mended.fixes;
}

void cli_judge_stream(cli_judge *judge, bool is_walked)
{
    line_stream stream = {.input = &judge->input, .most = judge->settings->most_line};
    cli_judged judged = {.file = judge->input.name, .is_line = true};
    stream_line line;
    size_t fixes = 0;
    size_t grown = 0; /* Modulo its range: lines may get shorter. */

    if (is_walked && (is_all_foreign(judge) || !cli_input_rewind(&judge->input)))
        return;
    cli_judge_begin_file(judge);
    if (cli_judge_mends(judge))
        stream.rewrite = &judge->rewrite;
    while (cli_judge_goes_on(judge) &&
           (judged.report = check_line(judge, &stream, &line))) {
        judged.index = judged.before.line = line.index;
        judged.offset = judged.before.byte = line.offset + grown;
        judged.bytes = line.bytes;
        judged.held = line.held;
        if (stream.rewrite && line.whole > 0) {
            fixes += mend_line(judge, &line, &judged);
            grown += judged.held - line.length;
        }
        cli_judge_take(judge, &judged);
    }
    if (stream.rewrite)
        cli_judge_end_rewrite(judge, fixes, !judged.report && !judge->input.error);
}
