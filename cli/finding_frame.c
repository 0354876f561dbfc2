#include "finding_frame.h"

#include "place.h"

#include <stdio.h>
#include <string.h>

/* Say which part of the JSON inside a text is meant: "element 2 of the array inside this
 * string" for the pointer "/1". `text` is what holds it. */
static void
write_label(char label[CLI_LABEL_BYTES], const char *pointer, const char *text)
{
    const char *token = *pointer == '/' ? pointer + 1 : pointer;
    size_t digits = strspn(token, "0123456789");
    size_t element = 0;

    label[0] = '\0';
    if (*token == '\0')
        return;
    if (token[digits] != '\0' || digits > 9) {
        snprintf(label, CLI_LABEL_BYTES, "in the JSON inside this %s", text);
        return;
    }
    for (; *token; token++)
        element = element * 10 + (size_t)(*token - '0');
    snprintf(
        label, CLI_LABEL_BYTES, "element %zu of the array inside this %s", element + 1,
        text);
}

/* A place of the file in what is held of it. */
static size_t place_in_text(const cli_request *request, size_t byte)
{
    byte -= request->offset;
    return byte < request->held ? byte : request->held;
}

cli_frame cli_frame_of(
    cli_report *report, const cli_request *request, const snapguard_finding *finding,
    char label[CLI_LABEL_BYTES])
{
    snapguard_range range;
    bool is_json;

    is_json = cli_text_read(&report->text, finding, SNAPGUARD_TEXT_POINTER, true);
    cli_text_read(&report->text, finding, SNAPGUARD_TEXT_INNER_POINTER, true);
    write_label(label, report->text.bytes, is_json ? "string" : "value");
    cli_finding_range(request, finding, &range);
    return (cli_frame){
        .bytes = request->bytes,
        .held = request->held,
        .start = place_in_text(request, range.start.byte),
        .end = place_in_text(request, range.end.byte),
        .line = range.start.line,
        .label = label,
        .gutter = "",
        .caret = "",
        .plain = "",
    };
}
