#include "floods.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { REQUEST = 131072, DIGITS = 5, MANY_CHUNKS = 6 * REQUEST + 4096 };

#define GOOD                                                                             \
    "regionId=cn-hangzhou&timePoints=[%221%22]&repeatWeekdays=[%221%22]&retentionDays=3"
#define HEAD                                                                             \
    "POST / HTTP/1.1\r\nx-acs-action: CreateAutoSnapshotPolicy\r\n"                      \
    "x-acs-version: 2014-05-26\r\n"
#define FORM HEAD "\r\n"
#define JSON HEAD "Content-Type: application/json\r\n\r\n"
#define CHUNKED HEAD "Transfer-Encoding: chunked\r\n\r\n"
#define CHUNKED_JSON                                                                     \
    HEAD "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"

/* Names of one length that are alike at both ends have one hash in the library; these
 * differ only where a comparison comes to last. */
#define A64 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define Z8 "ZZZZZZZZ"
#define ENCODED16 "%41%41%41%41%41%41%41%41%41%41%41%41%41%41%41%41"

#define QUERY SNAPGUARD_QUERY
#define HTTP SNAPGUARD_HTTP

/* clang-format off */
const flood floods[] = {
    {"128 KiB of &", QUERY, "", "&", 0, "", 0},
    {"128 KiB of %", QUERY, "", "%", 0, "", 0},
    {"128 KiB of =", QUERY, "", "=", 0, "", 0},
    {"128 KiB of =&", QUERY, "", "=&", 0, "", 0},
    {"128 KiB of a=", QUERY, "", "a=", 0, "", 0},
    {"128 KiB of a=&", QUERY, "", "a=&", 0, "", 0},
    {"128 KiB of a=1&", QUERY, "", "a=1&", 0, "", 0},
    {"128 KiB of %41 in a name", QUERY, "", "%41", 0, "", 0},
    {"128 KiB of %41 in a name with a value", QUERY, GOOD "&", "%41", 0, "=1", 0},
    {"128 KiB of %41 in a policy's name", QUERY, GOOD "&autoSnapshotPolicyName=", "%41", 0, "", 0},
    {"128 KiB of %00 in a name", QUERY, GOOD "&", "%00", 0, "=1", 0},
    {"128 KiB of %00 in a policy's name", QUERY, GOOD "&autoSnapshotPolicyName=a", "%00", 0, "", 0},
    {"128 KiB of %00 in a list", QUERY, "timePoints=", "%00", 0, "", 0},
    {"128 KiB of overlong UTF-8", QUERY, "a=", "%C0%80", 0, "", 0},
    {"128 KiB of raw overlong UTF-8", QUERY, "a=", "\xC0\x80", 0, "", 0},
    {"128 KiB of names of overlong UTF-8", QUERY, "", "%C0%80=1&", 0, "", 0},
    {"128 KiB of broken operations", QUERY, "", "%=CreateAutoSnapshotPolicy&", 0, "", 0},
    {"128 KiB of encoded characters", QUERY, GOOD "&autoSnapshotPolicyName=", "%E5%A4%9C", 0, "", 0},
    {"128 KiB of half encoded characters", QUERY, GOOD "&autoSnapshotPolicyName=", "\xE5%A4\x9C", 0, "", 0},
    {"128 KiB of +", QUERY, "timePoints=[", "+", 0, "]", 0},
    {"128 KiB of + in an operation", QUERY, "Action=", "+", 0, "x", 0},
    {"1,024 pairs", QUERY, "", "a=&", 1024, "", 0},
    {"1,025 pairs", QUERY, "", "a=&", 1025, "", 0},
    {"256 unknown names", QUERY, "", "a#=1&", 256, "", 0},
    {"257 unknown names", QUERY, "", "a#=1&", 257, "", 0},
    {"1,024 unknown names", QUERY, "", "a#=1&", 1024, "", 0},
    {"256 times one unknown name", QUERY, "", "a=1&", 256, "", 0},
    {"1,024 times one unknown name", QUERY, "", "a=1&", 1024, "", 0},
    {"256 names with one hash", QUERY, "", "AAAAAAAA#" Z8 "=1&", 256, "", 0},
    {"256 long names with one hash", QUERY, "", A64 A64 A64 A64 A64 A64 A64 "#" Z8 "=1&", 256, "", 0},
    {"256 encoded names with one hash", QUERY, "",
     ENCODED16 ENCODED16 ENCODED16 ENCODED16 ENCODED16 ENCODED16 ENCODED16 ENCODED16
     ENCODED16 ENCODED16 "#" Z8 "=1&", 256, "", 0},
    {"256 times one parameter", QUERY, "", "regionId=a&", 256, "", 0},
    {"256 operations", QUERY, "", "Action=CreateAutoSnapshotPolicy#&", 255,
     "Action=CreateAutoSnapshotPolicy", 0},
    {"1,024 operations", QUERY, "", "Action=a#&", 1023, "Action=CreateAutoSnapshotPolicy", 0},
    {"255 tags", QUERY, "", "Tag.1#.Key=1&", 255, "", 0},
    {"255 equal tags", QUERY, "x=1&", "Tag.1.Key=1&", 255, "", 0},
    {"255 tags with one hash", QUERY, "",
     "Tag.1#.Key=" A64 A64 A64 A64 A64 A64 A64 "#" Z8 "&", 255, "", 0},
    {"255 names that are tags but for the case", QUERY, "", "tag.#.key=1&", 255, "", 0},
    {"128 KiB of dots in a name", QUERY, "Tag", ".", 0, "=1", 0},
    {"brackets in a list", QUERY, "timePoints=", "[", 0, "", 0},
    {"encoded brackets in a list", QUERY, "timePoints=", "%5B", 0, "", 0},
    {"a flood of elements", QUERY, "timePoints=[0", ",0", 0, "]", 0},
    {"1,000 elements that are wrong", QUERY, "timePoints=[99", ",99", 1000, "]", 0},
    {"1,000 encoded elements that are wrong", QUERY, "timePoints=%5B99",
     "%2C%22%5Cu0041%5C%5C%22", 1000, "]", 0},
    {"1,000 wrong elements in each of three lists", QUERY,
     "timePoints=[99&repeatWeekdays=[9&TargetCopyRegions=[%22%22", ",%22!%22", 1000, "]", 0},
    {"128 KiB of encoded escapes in an element", QUERY, "timePoints=[%22", "%5Cn", 0, "%22]", 0},
    {"an integer of encoded digits", QUERY, "retentionDays=1", "%30", 0, "", 0},
    {"a region id of 128 KiB", QUERY, "regionId=cn-a", "-a", 0, "!", 0},
    {"128 KiB of ? in a target", HTTP, "GET /", "?", 0, " HTTP/1.1\r\n\r\n", 0},
    {"128 KiB of headers", HTTP, HEAD, "a: b\r\n", 0, "\r\n" GOOD, 0},
    {"128 KiB of headers of one type", HTTP, HEAD, "content-type: a\r\n", 0, "\r\n" GOOD, 0},
    {"128 KiB of blanks in a header", HTTP, HEAD "a:", " ", 0, "b\r\n\r\n" GOOD, 0},
    {"128 KiB of a body's line ends", HTTP, FORM GOOD, "\r\n", 0, "", 0},
    {"brackets in a body", HTTP, JSON, "[", 0, "", 0},
    {"a flood of objects in a body", HTTP, JSON "{\"Tag\":[{}", ",{}", 0, "]}", 0},
    {"1,000 objects in a body", HTTP, JSON "{\"Tag\":[{}", ",{}", 1000, "]}", 0},
    {"1,000 keys with one hash in a body", HTTP, JSON "{\"Tag\":[{\"a\":0",
     ",\"AAAAAAAA" A64 "#ZZZZZZZZ\":0", 1000, "}]}", 0},
    {"1,000 escaped keys with one hash in a body", HTTP, JSON "{\"Tag\":[{\"a\":0",
     ",\"AAAAAAAA\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n"
     "\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n#ZZZZZZZZ\":0", 1000, "}]}", 0},
    {"1,000 equal keys in a body", HTTP, JSON "{\"Tag\":[{\"a\":0", ",\"a\":0", 1000, "}]}", 0},
    {"chunks of one byte", HTTP, CHUNKED, "1\r\na\r\n", 131072, "0\r\n\r\n", MANY_CHUNKS},
    {"chunks of one byte each over the limit", HTTP, CHUNKED, "1\r\na\r\n", 0, "0\r\n\r\n",
     8 * MANY_CHUNKS},
    {"chunks of one byte of an object", HTTP, CHUNKED_JSON "1\r\n{\r\n", "1\n \n", 131070,
     "1\r\n}\r\n0\r\n\r\n", MANY_CHUNKS},
    {"chunks of one wrong element", HTTP, CHUNKED "e\r\ntimePoints=[9,\r\n", "2\n9,\n", 1000,
     "2\r\n9]\r\n0\r\n\r\n", MANY_CHUNKS},
    {"128 KiB of an extension", HTTP, CHUNKED "1;", "a", 0, "\r\na\r\n0\r\n\r\n", 0},
    {"128 KiB of trailers", HTTP, CHUNKED "0\r\n", "a: b\r\n", 0, "\r\n", 0},
};
/* clang-format on */
const size_t flood_count = COUNT(floods);

static char *write_piece(char *p, const char *piece, size_t number)
{
    for (; *piece; piece++) {
        size_t rest = number;

        if (*piece != '#') {
            *p++ = *piece;
            continue;
        }
        for (size_t digit = DIGITS; digit > 0; rest /= 10)
            p[--digit] = (char)('0' + rest % 10);
        p += DIGITS;
    }
    return p;
}

static size_t size_of(const char *piece)
{
    size_t size = strlen(piece);

    for (const char *p = piece; *p; p++)
        size += *p == '#' ? DIGITS - 1 : 0;
    return size;
}

char *flood_make(const flood *row, size_t *length)
{
    size_t size = row->size ? row->size : REQUEST;
    char *bytes = malloc(size);
    char *p = bytes;
    size_t around = strlen(row->start) + strlen(row->end);
    size_t most = (size - around) / size_of(row->piece);

    if (!bytes)
        abort();
    if (row->most && row->most < most)
        most = row->most;
    p = write_piece(p, row->start, 0);
    for (size_t i = 0; i < most; i++)
        p = write_piece(p, row->piece, i);
    p = write_piece(p, row->end, 0);
    *length = (size_t)(p - bytes);
    return bytes;
}
