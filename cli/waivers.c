#include "waivers.h"

#include "date.h"
#include "memory.h"
#include "named.h"
#include "unreadable.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_BYTES = 512 };

/* --------------------------------------------------------------------------- the file */

/* One waiver as it is read. */
typedef struct waiver_reader {
    cli_waivers *waivers;
    cli_selection *mentions;
    char today[CLI_DATE_BYTES];
} waiver_reader;

static void
mention(const waiver_reader *reader, const cli_waiver *waiver, const char *pointer)
{
    char *place = cli_pointer_to(pointer, "rule");
    const cli_origin origin = {
        .layer = CLI_LAYER_FILE, .spot = {&reader->waivers->source, place, false}
    };

    cli_selection_mention(reader->mentions, waiver->rule, &origin);
    free(place);
}

static bool complain(
    const waiver_reader *reader, const char *pointer, const char *key, const char *text)
{
    char *place = cli_pointer_to(pointer, key);

    cli_source_complain((cli_spot){&reader->waivers->source, place, false}, "%s", text);
    free(place);
    return false;
}

static bool check_rule(const waiver_reader *reader, const char *pointer, const char *rule)
{
    if (!cli_is_rule_id(rule, strlen(rule)))
        return complain(
            reader, pointer, "rule",
            "rule: this is not the id of a rule; \"snapguard rules\" lists them");
    if (cli_is_input_rule(rule))
        return complain(
            reader, pointer, "rule",
            "rule: a text that was not read is never called clean, so that this one "
            "cannot be waived");
    return true;
}

/* Who writes blanks has not said why. */
static bool
check_reason(const waiver_reader *reader, const char *pointer, const cli_waiver *waiver)
{
    return waiver->reason[strspn(waiver->reason, " \t\r\n")] ||
           complain(reader, pointer, "reason", "reason: this must say why, and is blank");
}

static bool
check_date(const waiver_reader *reader, const char *pointer, cli_waiver *waiver)
{
    if (!waiver->expires)
        return true;
    waiver->has_expired = strcmp(waiver->expires, reader->today) < 0;
    return cli_is_date(waiver->expires) ||
           complain(
               reader, pointer, "expires", "expires: this must be a day: YYYY-MM-DD");
}

static bool
read_texts(cli_waiver *waiver, const cli_source *source, const char *at, const json_t *it)
{
    return cli_source_text(source, at, it, "rule", true, &waiver->rule) &&
           cli_source_text(source, at, it, "reason", true, &waiver->reason) &&
           cli_source_text(source, at, it, "pointer", false, &waiver->pointer) &&
           cli_source_text(source, at, it, "owner", false, &waiver->owner) &&
           cli_source_text(source, at, it, "expires", false, &waiver->expires);
}

static bool read_waiver(
    const waiver_reader *reader, cli_waiver *waiver, const char *at, const json_t *it)
{
    static const char *const names[] = {"rule",  "files",   "pointer", "reason",
                                        "owner", "expires", NULL};
    const cli_source *source = &reader->waivers->source;

    if (!json_is_object(it)) {
        cli_source_complain((cli_spot){source, at, false}, "this must be an object");
        return false;
    }
    return cli_source_knows(source, at, it, names) &&
           read_texts(waiver, source, at, it) &&
           cli_globs_read(&waiver->files, source, at, it) &&
           check_rule(reader, at, waiver->rule) && check_reason(reader, at, waiver) &&
           check_date(reader, at, waiver);
}

static cli_waiver *add(cli_waivers *waivers)
{
    cli_waiver *waiver = &waivers->items[waivers->count++];

    memset(waiver, 0, sizeof *waiver);
    atomic_init(&waiver->has_files, false);
    atomic_init(&waiver->is_used, false);
    atomic_init(&waiver->is_unread, false);
    return waiver;
}

static bool read_all(const waiver_reader *reader, const json_t *array)
{
    cli_waivers *waivers = reader->waivers;
    bool is_fine = json_is_array(array);
    const json_t *element;
    size_t i;

    if (!is_fine)
        cli_source_complain(
            (cli_spot){&waivers->source, array ? "/waivers" : "", false},
            array ? "waivers: this must be an array" : "\"waivers\" is missing");
    waivers->items =
        cli_reallocate(NULL, json_array_size(array) * sizeof *waivers->items);
    json_array_foreach (array, i, element) {
        char *pointer = cli_pointer_at("/waivers", i);
        cli_waiver *waiver = add(waivers);

        is_fine = is_fine && read_waiver(reader, waiver, pointer, element);
        if (is_fine)
            mention(reader, waiver, pointer);
        free(pointer);
    }
    return is_fine;
}

static void begin_base(cli_waivers *waivers, const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = cli_copy(path, slash ? (size_t)(slash - path) + 1 : 0);

    cli_base_begin(&waivers->base, folder);
    free(folder);
}

bool cli_waivers_read(
    cli_waivers *waivers, const cli_named *file, cli_selection *mentions)
{
    static const char *const names[] = {"$schema", "waivers", NULL};
    waiver_reader reader = {.waivers = waivers, .mentions = mentions};
    const cli_source *source = &waivers->source;
    const char *schema;

    begin_base(waivers, file->path);
    return cli_today(reader.today) && cli_source_read(&waivers->source, file) &&
           cli_source_knows(source, "", source->root, names) &&
           cli_source_text(source, "", source->root, names[0], false, &schema) &&
           read_all(&reader, json_object_get(source->root, names[1]));
}

void cli_waivers_free(cli_waivers *waivers)
{
    for (size_t i = 0; i < waivers->count; i++)
        cli_globs_free(&waivers->items[i].files);
    free(waivers->items);
    cli_base_free(&waivers->base);
    cli_source_free(&waivers->source);
}

/* ---------------------------------------------------------------------------- its use */

void cli_waivers_file(cli_waivers *waivers, const char *name, bool is_read)
{
    cli_text path = {.bytes = NULL};
    bool is_below = waivers->count > 0 && cli_base_relate(&waivers->base, name, &path);

    for (size_t i = 0; is_below && i < waivers->count; i++) {
        cli_waiver *waiver = &waivers->items[i];

        if (cli_globs_match(&waiver->files, path.bytes))
            atomic_store(is_read ? &waiver->has_files : &waiver->is_unread, true);
    }
    free(path.bytes);
}

/* Whether a pointer is what is wanted, or leads to what is inside of that. *wanted
 * becomes what is left of it, to be looked for further in. */
static bool is_at(const char **wanted, const char *pointer)
{
    size_t size = strlen(pointer);

    if (strncmp(*wanted, pointer, size) == 0 && (*wanted)[size] == '#') {
        *wanted += size + 1;
        return true;
    }
    size = strlen(*wanted);
    if (strncmp(*wanted, pointer, size) != 0 || (pointer[size] && pointer[size] != '/'))
        return false;
    *wanted = "";
    return true;
}

/* By "/timePoints", or "/timePoints#/1" for what is inside the JSON that this string
 * holds. Of a query, by the name of the parameter. */
static bool is_place(const char *wanted, const cli_finding *finding)
{
    const char *pointer = finding->texts[SNAPGUARD_TEXT_POINTER].bytes;
    const char *inner = finding->texts[SNAPGUARD_TEXT_INNER_POINTER].bytes;

    if (!pointer)
        pointer = finding->texts[SNAPGUARD_TEXT_PARAMETER].bytes;
    if (!pointer || !is_at(&wanted, pointer))
        return false;
    return !*wanted || (inner && is_at(&wanted, inner) && !*wanted);
}

static bool
is_about(const cli_waiver *waiver, const cli_finding *finding, const char *path)
{
    return strcmp(waiver->rule, finding->rule) == 0 &&
           cli_globs_match(&waiver->files, path) &&
           (!waiver->pointer || is_place(waiver->pointer, finding));
}

bool cli_waivers_cover(
    const cli_waivers *waivers, const cli_finding *finding, cli_text *scratch)
{
    if (waivers->count == 0 || !cli_base_relate(&waivers->base, finding->file, scratch))
        return false;
    for (size_t i = 0; i < waivers->count; i++)
        if (!waivers->items[i].has_expired &&
            is_about(&waivers->items[i], finding, scratch->bytes))
            return true;
    return false;
}

const cli_waiver *
cli_waivers_find(cli_waivers *waivers, const cli_finding *finding, cli_text *scratch)
{
    const cli_waiver *found = NULL;

    if (waivers->count == 0 || !cli_base_relate(&waivers->base, finding->file, scratch))
        return NULL;
    for (size_t i = 0; i < waivers->count; i++) {
        cli_waiver *waiver = &waivers->items[i];

        if (!is_about(waiver, finding, scratch->bytes))
            continue;
        atomic_store(&waiver->is_used, true);
        if (!found && !waiver->has_expired)
            found = waiver;
    }
    return found;
}

static void write_remark(const cli_waiver *waiver, char text[TEXT_BYTES])
{
    if (atomic_load(&waiver->is_used))
        snprintf(
            text, TEXT_BYTES, "notice: this waiver of %s expired on %s", waiver->rule,
            waiver->expires);
    else
        snprintf(
            text, TEXT_BYTES,
            "notice: nothing is found any more that this waiver of %s is about",
            waiver->rule);
}

/* Whether there is something to say about a waiver. */
static bool is_remarkable(const cli_waiver *waiver, cli_rule_set *unsure)
{
    if (atomic_load(&waiver->is_used))
        return waiver->has_expired;
    return atomic_load(&waiver->has_files) && !atomic_load(&waiver->is_unread) &&
           !cli_rule_set_has(unsure, waiver->rule);
}

void cli_waivers_review(
    const cli_waivers *waivers, cli_rule_set *unsure, cli_take_complaint *take,
    void *opaque)
{
    for (size_t i = 0; i < waivers->count; i++) {
        const cli_waiver *waiver = &waivers->items[i];
        char *pointer = cli_pointer_at("/waivers", i);
        char text[TEXT_BYTES];

        if (is_remarkable(waiver, unsure)) {
            write_remark(waiver, text);
            cli_source_remark(
                (cli_spot){&waivers->source, pointer, false}, text, take, opaque);
        }
        free(pointer);
    }
}
