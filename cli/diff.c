#include "diff.h"

#include "glyph.h"
#include "memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Lines around a difference, and the most differences in a stretch that are looked for
 * one by one; where there are more, all of it is one difference. */
enum { CONTEXT = 3, MOST_STEPS = 512 };

/* The lines of a text: `starts` has one more, where the text ends. */
typedef struct lines {
    const char *bytes;
    size_t *starts;
    size_t count;
    bool *differs;
} lines;

static lines split(cli_diff_text text)
{
    lines split = {.bytes = text.bytes};
    size_t count = 0;

    for (size_t i = 0; i < text.size; i++)
        count += text.bytes[i] == '\n';
    split.starts = cli_reallocate(NULL, (count + 2) * sizeof *split.starts);
    split.starts[0] = 0;
    for (size_t i = 0; i < text.size; i++)
        if (text.bytes[i] == '\n' || i + 1 == text.size)
            split.starts[++split.count] = i + 1;
    split.differs = cli_reallocate(NULL, split.count + 1);
    memset(split.differs, 0, split.count + 1);
    return split;
}

static void free_lines(const lines *split)
{
    free(split->starts);
    free(split->differs);
}

static size_t length(const lines *text, size_t line)
{
    return text->starts[line + 1] - text->starts[line];
}

static bool is_equal(const lines *a, size_t i, const lines *b, size_t j)
{
    return length(a, i) == length(b, j) &&
           memcmp(a->bytes + a->starts[i], b->bytes + b->starts[j], length(a, i)) == 0;
}

/* ------------------------------------------------------------------- which lines differ
 */

/* A stretch of both texts that begins and ends with a difference. */
typedef struct stretch {
    const lines *a, *b;
    size_t a_begin, b_begin;
    long a_count, b_count;
} stretch;

static long slide(const stretch *in, long x, long y)
{
    while (x < in->a_count && y < in->b_count &&
           is_equal(in->a, in->a_begin + (size_t)x, in->b, in->b_begin + (size_t)y)) {
        x++;
        y++;
    }
    return x;
}

/* Myers' greedy algorithm: furthest[k] is how far in the first text one gets with `steps`
 * lines removed or added, k more of the one kind than of the other. All rows are kept, to
 * find the way back. */
static long step(const long *furthest, long steps, long k)
{
    if (k == -steps || (k != steps && furthest[k - 1] < furthest[k + 1]))
        return furthest[k + 1];
    return furthest[k - 1] + 1;
}

static void trace(const stretch *in, const long *rows, long steps)
{
    long x = in->a_count;
    long y = in->b_count;

    for (; steps > 0; steps--) {
        const long *before = rows + (steps - 1) * (2 * MOST_STEPS + 3) + MOST_STEPS + 1;
        long k = x - y;
        bool is_added = k == -steps || (k != steps && before[k - 1] < before[k + 1]);
        long from = is_added ? before[k + 1] : before[k - 1];
        long from_y = from - (is_added ? k + 1 : k - 1);

        if (is_added)
            in->b->differs[in->b_begin + (size_t)from_y] = true;
        else
            in->a->differs[in->a_begin + (size_t)from] = true;
        x = from;
        y = from_y;
    }
}

static bool mark_few(const stretch *in)
{
    size_t width = 2 * MOST_STEPS + 3;
    long *rows = cli_reallocate(NULL, (MOST_STEPS + 1) * width * sizeof *rows);
    bool is_done = false;

    for (long steps = 0; steps <= MOST_STEPS && !is_done; steps++) {
        long *row = rows + (size_t)steps * width + MOST_STEPS + 1;

        for (long k = -steps; k <= steps && !is_done; k += 2) {
            long x = steps == 0 ? 0 : step(row - width, steps, k);

            row[k] = slide(in, x, x - k);
            is_done = row[k] == in->a_count && row[k] - k == in->b_count;
        }
        if (is_done)
            trace(in, rows, steps);
    }
    free(rows);
    return is_done;
}

static void mark_all(const stretch *in)
{
    memset(in->a->differs + in->a_begin, true, (size_t)in->a_count);
    memset(in->b->differs + in->b_begin, true, (size_t)in->b_count);
}

static void mark(const lines *a, const lines *b)
{
    size_t begin = 0;
    size_t end = 0;
    stretch in = {.a = a, .b = b};

    while (begin < a->count && begin < b->count && is_equal(a, begin, b, begin))
        begin++;
    while (end < a->count - begin && end < b->count - begin &&
           is_equal(a, a->count - 1 - end, b, b->count - 1 - end))
        end++;
    in.a_begin = in.b_begin = begin;
    in.a_count = (long)(a->count - begin - end);
    in.b_count = (long)(b->count - begin - end);
    if (!mark_few(&in))
        mark_all(&in);
}

/* ------------------------------------------------------------------------------- writing
 */

/* Where both texts are read. */
typedef struct cursor {
    size_t a;
    size_t b;
} cursor;

static void put_line(cli_writer *writer, const char *sign, const lines *text, size_t line)
{
    const char *bytes = text->bytes + text->starts[line];
    size_t size = length(text, line);

    cli_put(writer, sign);
    cli_write(writer, bytes, size);
    if (bytes[size - 1] != '\n')
        cli_put(writer, "\n\\ No newline at end of file\n");
}

static bool differs(const lines *a, const lines *b, cursor at)
{
    return (at.a < a->count && a->differs[at.a]) || (at.b < b->count && b->differs[at.b]);
}

static bool is_at_end(const lines *a, const lines *b, cursor at)
{
    return at.a == a->count && at.b == b->count;
}

static cursor after_difference(const lines *a, const lines *b, cursor at)
{
    while (at.a < a->count && a->differs[at.a])
        at.a++;
    while (at.b < b->count && b->differs[at.b])
        at.b++;
    return at;
}

/* The end of the hunk that begins at a difference: differences with few lines between
 * them are in one. */
static cursor hunk_end(const lines *a, const lines *b, cursor at)
{
    size_t same = 0;

    for (;;) {
        if (differs(a, b, at)) {
            at = after_difference(a, b, at);
            same = 0;
        } else if (is_at_end(a, b, at) || same == 2 * CONTEXT) {
            break;
        } else {
            at = (cursor){at.a + 1, at.b + 1};
            same++;
        }
    }
    same = same > CONTEXT ? same - CONTEXT : 0;
    return (cursor){at.a - same, at.b - same};
}

/* "-3" for one line, "-3,2" for two; an empty range is named by the line before it. */
static void put_range(cli_writer *writer, const char *sign, size_t begin, size_t end)
{
    cli_print(writer, " %s%zu", sign, begin == end ? begin : begin + 1);
    if (end - begin != 1)
        cli_print(writer, ",%zu", end - begin);
}

static void
put_hunk(cli_writer *writer, const lines *a, const lines *b, cursor at, cursor end)
{
    cli_put(writer, "@@");
    put_range(writer, "-", at.a, end.a);
    put_range(writer, "+", at.b, end.b);
    cli_put(writer, " @@\n");
    while (at.a < end.a || at.b < end.b) {
        cursor behind = after_difference(a, b, at);

        for (; at.a < behind.a; at.a++)
            put_line(writer, "-", a, at.a);
        for (; at.b < behind.b; at.b++)
            put_line(writer, "+", b, at.b);
        if (at.a < end.a) {
            put_line(writer, " ", a, at.a++);
            at.b++;
        }
    }
}

static void put_hunks(cli_writer *writer, const lines *a, const lines *b)
{
    cursor at = {0, 0};

    while (!is_at_end(a, b, at)) {
        cursor end;
        size_t before = at.a < CONTEXT ? at.a : CONTEXT;

        if (!differs(a, b, at)) {
            at = (cursor){at.a + 1, at.b + 1};
            continue;
        }
        end = hunk_end(a, b, at);
        put_hunk(writer, a, b, (cursor){at.a - before, at.b - before}, end);
        at = end;
    }
}

/* A tab says where a name with blanks ends, for what follows one could be a date. */
static void put_name(cli_writer *writer, const char *sign, const char *path)
{
    cli_put(writer, sign);
    cli_put_safe(writer, path, strlen(path));
    cli_put(writer, strchr(path, ' ') ? "\t\n" : "\n");
}

void cli_put_diff(
    cli_writer *writer, const char *path, cli_diff_text before, cli_diff_text after)
{
    lines a = split(before);
    lines b = split(after);

    mark(&a, &b);
    if (differs(&a, &b, (cursor){0, 0}) || before.size != after.size ||
        memcmp(before.bytes, after.bytes, after.size) != 0) {
        put_name(writer, "--- ", path);
        put_name(writer, "+++ ", path);
        put_hunks(writer, &a, &b);
    }
    free_lines(&a);
    free_lines(&b);
}
