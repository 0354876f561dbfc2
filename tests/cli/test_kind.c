/* What an input is, by its name and its first bytes; and which part of it is the query.
 */
#include "cmocka_wrap.h"

#include "kind.h"
#include "query.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define TEXT(text) text, sizeof text - 1

#define BOM "\xEF\xBB\xBF"
#define JSON CLI_KIND_REQUEST
#define NDJSON CLI_KIND_NDJSON
#define QUERY CLI_KIND_QUERY
#define FORM CLI_KIND_FORM
#define HTTP CLI_KIND_HTTP
#define ROS CLI_KIND_ROS
#define VERSION "ROSTemplateFormatVersion"

typedef struct kind_case {
    const char *name;
    const char *file;
    const char *bytes;
    size_t size;
    cli_kind kind;
} kind_case;

/* clang-format off */
static kind_case kind_cases[] = {
    {"the name says ndjson", "a.ndjson", TEXT("a=b&c=d"), NDJSON},
    {"the name says jsonl", "a.jsonl", TEXT("GET / HTTP/1.1\n"), NDJSON},
    {"the name says query", "a.query", TEXT("{}"), QUERY},
    {"the name says query even of nothing", "a.query", TEXT(""), QUERY},
    {"the name says form", "b/a.form", TEXT("{}\n{}\n"), FORM},
    {"the name says http", "a.http", TEXT("a=b&c=d"), HTTP},
    {"a .json file is no query", "a.json", TEXT("a=b&c=d"), JSON},
    {"a .json file is no raw request", "a.json", TEXT("GET / HTTP/1.1\n\n"), JSON},
    {"a .json file may be a stream", "a.json", TEXT("{}\n{}\n"), NDJSON},
    {"the name says so in any letter case", "A.NDJSON", TEXT("a=b&c=d"), NDJSON},
    {"a .JSON file is no query", "A.Json", TEXT("a=b&c=d"), JSON},
    {"an ending is one with its dot", "query", TEXT("{}"), JSON},
    {"an ending is at the end", "a.query.bak", TEXT("{}"), JSON},

    {"the name says yaml", "a.yaml", TEXT("{}\n{}\n"), ROS},
    {"the name says yml", "a.yml", TEXT(""), ROS},
    {"a version at the beginning of a line makes a template", "",
     TEXT("# a=b\n" VERSION ": 1\n"), ROS},
    {"so it does behind a mark", "", TEXT(BOM VERSION ": 1\n"), ROS},
    {"so it does in quotes", "", TEXT("\"" VERSION "\" : 1\n"), ROS},
    {"a version inside of something does not", "", TEXT("a:\n  " VERSION ": 1\n"), JSON},
    {"a longer name does not", "", TEXT(VERSION "s: 1\n"), JSON},
    {"half of a version does not", "", TEXT("ROSTemplate"), JSON},
    {"a version without more does not", "", TEXT(VERSION), JSON},
    {"a version in JSON is for the reader of JSON", "", TEXT("{\n\"" VERSION "\": 1\n}"), JSON},

    {"nothing is JSON", "", TEXT(""), JSON},
    {"a blank is JSON", "", TEXT(" "), JSON},
    {"lines without text are JSON", "", TEXT("\n\r\n"), JSON},
    {"an object is JSON", "", TEXT("{\"a\": 1}"), JSON},
    {"an array is JSON", "", TEXT("[{}]"), JSON},
    {"an object that holds a query is JSON", "", TEXT("{\"a\": \"b=c&d=e\"}"), JSON},
    {"an object of queries is JSON", "", TEXT("{a=b&c=d}"), JSON},
    {"an array of queries is JSON", "", TEXT("[a=b&c=d]"), JSON},
    {"a string that holds a query is JSON", "", TEXT("\"a=b&c=d\""), JSON},
    {"a string that holds a request line is JSON", "", TEXT("\"GET / HTTP/1.1\""), JSON},
    {"two objects on lines are a stream", "", TEXT("{}\n{}\n"), NDJSON},
    {"objects that hold queries are a stream", "",
     TEXT("{\"a\":\"b=c&d=e\"}\n{\"a\":\"b=c&d=e\"}\n"), NDJSON},
    {"a broken object is JSON", "", TEXT("{\"a\": 1"), JSON},
    {"a word is JSON", "", TEXT("rubbish\n"), JSON},
    {"a number is JSON", "", TEXT("12\n"), JSON},
    {"bytes of any kind are JSON", "", TEXT("\x7F" "ELF\2\1\1\0\0\0"), JSON},
    {"a NUL in a query makes it JSON", "", TEXT("a=b&c=\0d"), JSON},
    {"a control character in a query makes it JSON", "", TEXT("a=b&c=\x1B[0m"), JSON},
    {"an object behind a byte order mark is JSON", "", TEXT(BOM "{}"), JSON},

    {"two pairs are a query", "", TEXT("a=b&c=d"), QUERY},
    {"a query may have the end of a line", "", TEXT("a=b&c=d\n"), QUERY},
    {"a query may have several ends of lines", "", TEXT("a=b&c=d\r\n\r\n"), QUERY},
    {"a query may have empty values", "", TEXT("a=&c="), QUERY},
    {"a query may have a pair without a value", "", TEXT("a=b&c&d=e"), QUERY},
    {"a query may have an empty pair", "", TEXT("a=b&&c=d"), QUERY},
    {"a query may have names with dots", "", TEXT("Tag.1.Key=a&Tag.1.Value=b"), QUERY},
    {"a query may have encoded names", "", TEXT("%61=b&c=d"), QUERY},
    {"a query may hold braces", "", TEXT("a={\"b\": 1}&c=[1]"), QUERY},
    {"a query may hold characters that are not ASCII", "", TEXT("a=\xE5\xA4\x87&c=d"), QUERY},
    {"a query may stand behind a byte order mark", "", TEXT(BOM "a=b&c=d"), QUERY},
    {"a query may stand behind a question mark", "", TEXT("?a=b"), QUERY},
    {"a query may stand in a URL", "", TEXT("https://ecs.aliyuncs.com/?a=b\n"), QUERY},
    {"a query may stand in a target", "", TEXT("/?a=b"), QUERY},
    {"a query in a text file", "notes.txt", TEXT("a=b&c=d"), QUERY},
    {"one pair alone may be anything", "", TEXT("a=b"), JSON},
    {"an assignment is no query", "", TEXT("a = b & c = d"), JSON},
    {"commands of a shell are no query", "", TEXT("A=1 && make B=2"), JSON},
    {"an encoding in base 64 is no query", "", TEXT("Zm9vYg=="), JSON},
    {"pairs on two lines are no query", "", TEXT("a=b&c=d\ne=f&g=h\n"), JSON},
    {"pairs between braces are no query", "", TEXT("{\"a\":1}&c=d&e=f"), JSON},
    {"a URL without a query is none", "", TEXT("https://ecs.aliyuncs.com/"), JSON},
    {"a fragment has no query", "", TEXT("https://ecs.aliyuncs.com/#a?b=c"), JSON},
    {"a question is no query", "", TEXT("?what"), JSON},

    {"a raw request", "", TEXT("POST /?a=b HTTP/1.1\r\nHost: a\r\n\r\n"), HTTP},
    {"a raw request with JSON behind it", "",
     TEXT("POST / HTTP/1.1\nHost: a\n\n{\"a\": 1}\n{\"b\": 2}\n"), HTTP},
    {"a raw request with a form behind it", "",
     TEXT("POST / HTTP/1.1\nHost: a\n\na=b&c=d\n"), HTTP},
    {"a raw request of a version that is not read", "", TEXT("GET / HTTP/2\n\n"), HTTP},
    {"a raw request that is cut off", "", TEXT("GET / HTTP/1.1"), HTTP},
    {"a raw request without CR", "", TEXT("GET / HTTP/1.0\n\n"), HTTP},
    {"a raw request behind a byte order mark", "", TEXT(BOM "GET / HTTP/1.1\n\n"), HTTP},
    {"an answer is no request", "", TEXT("HTTP/1.1 200 OK\r\n\r\n"), JSON},
    {"a line without a version is a query", "", TEXT("GET /?a=b\n"), QUERY},
    {"and so it is with a URL", "", TEXT("POST https://ecs.aliyuncs.com/?a=b\n"), QUERY},
    {"a method before something else is none", "", TEXT("GET ?a=b\n"), JSON},
    {"a sentence about HTTP is no request", "", TEXT("it is HTTP/fast\n"), JSON},
    {"a request line on the second line is none", "", TEXT("#\nGET / HTTP/1.1\n"), JSON},
};

typedef struct part_case {
    const char *name;
    const char *text;
    const char *query;
} part_case;

static part_case part_cases[] = {
    {"the whole text", "a=b&c=d", "a=b&c=d"},
    {"nothing", "", ""},
    {"not the end of a line", "a=b\n", "a=b"},
    {"not the ends of lines", "a=b\r\n\n", "a=b"},
    {"but blanks", " a=b \n", " a=b "},
    {"not a question mark at the start", "?a=b", "a=b"},
    {"but a second one", "??a=b?", "?a=b?"},
    {"and one that follows a name", "a=b?c=d", "a=b?c=d"},
    {"not a URL", "https://a.b/c?d=e\n", "d=e"},
    {"not a URL of the other scheme", "http://a.b?d=e", "d=e"},
    {"not a path", "/c?d=e", "d=e"},
    {"not a fragment of a URL", "https://a.b/?d=e#f?g\n", "d=e"},
    {"not a fragment of a URL with a scheme in capitals", "HTTPS://a.b/?d=e#f", "d=e"},
    {"not a fragment of a URL behind blanks", "  https://a.b/?d=e#f", "d=e"},
    {"not a fragment of a URL behind a method", "GET https://a.b/?d=e#f", "d=e"},
    {"not a method before a path", "POST /c?d=e", "d=e"},
    {"but a word before a question mark", "GET ?d=e", "GET ?d=e"},
    {"but a hash mark where there is no URL", "d=e#f", "d=e#f"},
    {"nothing of a URL that ends in its question mark", "https://a.b/?\n", ""},
    {"all of a URL without a query", "https://a.b/\n", "https://a.b/"},
    {"a URL as a value", "d=https://a.b/?c", "d=https://a.b/?c"},
};
/* clang-format on */

static void is_of_the_kind(void **state)
{
    const kind_case *row = *state;

    assert_int_equal(cli_kind_of(row->file, row->bytes, row->size), row->kind);
}

static void is_the_query(void **state)
{
    const part_case *row = *state;
    cli_query found = cli_query_find(row->text, strlen(row->text));

    assert_int_equal(found.end - found.begin, strlen(row->query));
    assert_memory_equal(row->text + found.begin, row->query, found.end - found.begin);
}

/* The first bytes tell it, however many there are. */
static void a_long_query_is_one(void **state)
{
    enum { SIZE = 2 * CLI_KIND_BYTES };
    char *text = malloc(SIZE);

    (void)state;
    assert_non_null(text);
    memset(text, 'a', SIZE);
    memcpy(text, "a=b&c=d", 7);
    assert_int_equal(cli_kind_of("", text, SIZE), QUERY);
    memset(text, 'a', SIZE);
    assert_int_equal(cli_kind_of("", text, SIZE), JSON);
    free(text);
}

/* A URL is looked for at the start, not in a whole file. */
static void a_query_begins_near_the_start(void **state)
{
    enum { SIZE = CLI_QUERY_PREFIX_BYTES + 1 };
    char text[SIZE];

    (void)state;
    memset(text, 'a', SIZE);
    text[0] = '/';
    text[SIZE - 2] = '?';
    assert_int_equal(cli_query_find(text, SIZE).begin, SIZE - 1);
    text[SIZE - 2] = 'a';
    text[SIZE - 1] = '?';
    assert_int_equal(cli_query_find(text, SIZE).begin, 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(kind_cases) + COUNT(part_cases) + 2] = {
        cmocka_unit_test(a_long_query_is_one),
        cmocka_unit_test(a_query_begins_near_the_start),
    };
    struct CMUnitTest *next = tests + 2;

    for (size_t i = 0; i < COUNT(kind_cases); i++)
        *next++ = (struct CMUnitTest){
            kind_cases[i].name, is_of_the_kind, NULL, NULL, &kind_cases[i]};
    for (size_t i = 0; i < COUNT(part_cases); i++)
        *next++ = (struct CMUnitTest){
            part_cases[i].name, is_the_query, NULL, NULL, &part_cases[i]};
    return cmocka_run_group_tests_name("kind", tests, NULL, NULL);
}
