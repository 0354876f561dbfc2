/* How the formats escape what they cannot hold, by what is published of them: XML 1.0
 * (productions Char, AttValue), RFC 8259 section 7, RFC 3986, the runner of GitHub's
 * workflows (its commands' escapes). */
#define _XOPEN_SOURCE 700

#include "cmocka_wrap.h"
#include "json.h"
#include "path.h"
#include "program.h"
#include "scratch.h"
#include "xml.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

typedef struct escape_case {
    const char *name;
    const char *text;
    size_t size; /* 0: up to its NUL. */
    const char *content;
    const char *attribute;
} escape_case;

static const escape_case xml_cases[] = {
    {"plain text stays",                      "a'b",                        0, "a'b",                         "a'b"                                   },
    {"marks are entities",                    "<a&\"b\">",                  0, "&lt;a&amp;&quot;b&quot;&gt;",
     "&lt;a&amp;&quot;b&quot;&gt;"                                                                                                                    },
    {"the end of CDATA is none",              "]]>",                        0, "]]&gt;",                      "]]&gt;"                                },
    {"blanks survive in an attribute",        "\t\n\r",                     0, "\t\n&#xD;",                   "&#x9;&#xA;&#xD;"                       },
    {"control characters are dropped",        "a\x01\x1B\x1F\x08z",         0, "az",                          "az"                                    },
    {"NUL is dropped",                        "a\0z",                       3, "az",                          "az"                                    },
    {"DEL is a reference",                    "\x7F",                       0, "&#x7F;",                      "&#x7F;"                                },
    {"C1 controls are references",            "\xC2\x85\xC2\x9B",           0, "&#x85;&#x9B;",                "&#x85;&#x9B;"                          },
    {"bidirectional controls are references", "\xE2\x80\xAE\xE2\x81\xA6",   0,
     "&#x202E;&#x2066;",                                                                                      "&#x202E;&#x2066;"                      },
    {"U+FFFE and U+FFFF are dropped",         "a\xEF\xBF\xBE\xEF\xBF\xBFz", 0, "az",                          "az"                                    },
    {"U+FFFD stays",                          "\xEF\xBF\xBD",               0, "\xEF\xBF\xBD",                "\xEF\xBF\xBD"                          },
    {"characters beyond U+FFFF stay",         "\xF0\x9F\x98\x80",           0, "\xF0\x9F\x98\x80",
     "\xF0\x9F\x98\x80"                                                                                                                               },
    {"a tag beyond U+FFFF is a reference",    "\xF3\xA0\x80\x81",           0, "&#xE0001;",
     "&#xE0001;"                                                                                                                                      },
    {"Chinese stays",                         "\xE5\xA4\x87",               0, "\xE5\xA4\x87",                "\xE5\xA4\x87"                          },
    {"what is not UTF-8 is replaced",         "a\xFFz\xE5\xA4",             0,
     "a\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD",                                                                "a\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"a surrogate is not UTF-8",              "\xED\xA0\x80",               0,
     "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD",                                                                  "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"  },
};

static void xml_is_escaped(void **state)
{
    const escape_case *row = *state;
    size_t size = row->size > 0 ? row->size : strlen(row->text);
    char buffer[512];
    char expected[512];
    cli_writer writer;

    cli_writer_begin(&writer, CLI_SPOOL, buffer, sizeof buffer);
    cli_xml_put_text(&writer, row->text, size);
    assert_int_equal(writer.used, strlen(row->content));
    assert_memory_equal(buffer, row->content, writer.used);

    writer.used = 0;
    cli_xml_put_attribute(&writer, "a", row->text, size);
    snprintf(expected, sizeof expected, " a=\"%s\"", row->attribute);
    assert_int_equal(writer.used, strlen(expected));
    assert_memory_equal(buffer, expected, writer.used);
}

static const struct {
    const char *text;
    const char *written;
} json_cases[] = {
    {"a\"\\/",                           "\"a\\\"\\\\/\""                    },
    {"\x01\x1B\n",                       "\"\\u0001\\u001B\\n\""             },
    {"\x7F",                             "\"\\u007f\""                       },
    {"\xC2\x9B",                         "\"\\u009b\""                       },
    {"a\xE2\x80\xAE\xE2\x81\xA6z",       "\"a\\u202e\\u2066z\""              },
    {"\xE2\x80\xA8\xEF\xBB\xBF",         "\"\\u2028\\ufeff\""                },
    {"\xF3\xA0\x80\x81\xF0\x9F\x98\x80", "\"\\udb40\\udc01\xF0\x9F\x98\x80\""},
    {"\xE5\xA4\x87\xC3\xA9",             "\"\xE5\xA4\x87\xC3\xA9\""          },
    {"\xFF",                             "\"\xEF\xBF\xBD\""                  },
};

/* What is written reads back as what it was. */
static void json_is_escaped(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(json_cases); i++) {
        json_t *value = cli_json_text(json_cases[i].text, strlen(json_cases[i].text));
        char buffer[512];
        cli_writer writer;
        json_t *read;

        cli_writer_begin(&writer, CLI_SPOOL, buffer, sizeof buffer - 1);
        cli_json_put(&writer, value, JSON_ENCODE_ANY);
        buffer[writer.used] = '\0';
        assert_string_equal(buffer, json_cases[i].written);
        read = json_loads(buffer, JSON_DECODE_ANY, NULL);
        assert_true(json_equal(read, value));
        json_decref(read);
        json_decref(value);
    }
}

/* As the text report shows it. */
static void prose_is_made_safe(void **state)
{
    static const char text[] = "a\n\x1B[31m\xE2\x80\xAE\xE5\xA4\x87\xFF";
    json_t *value = cli_json_prose(text, strlen(text));

    (void)state;
    assert_string_equal(
        json_string_value(value),
        "a\xE2\x90\x8A\xE2\x90\x9B[31m\xEF\xBF\xBD\xE5\xA4\x87\xEF\xBF\xBD");
    json_decref(value);
}

static const struct {
    const char *name;
    bool is_below;
    const char *path; /* Below the folder /tmp/…; elsewhere, as it is. */
    const char *uri;
} path_cases[] = {
    {"a.json",            true,  "a.json",            "a.json"                   },
    {"./a.json",          true,  "a.json",            "a.json"                   },
    {"b/./../b//a.json",  true,  "b/a.json",          "b/a.json"                 },
    {"a b/%41:?#.json",   true,  "a b/%41:?#.json",   "a%20b/%2541%3A%3F%23.json"},
    {"<stdin>",           true,  "<stdin>",           "%3Cstdin%3E"              },
    {"a~b-c_d.e",         true,  "a~b-c_d.e",         "a~b-c_d.e"                },
    {"\xE5\xA4\x87.json", true,  "\xE5\xA4\x87.json", "%E5%A4%87.json"           },
    {"\xFF\n\x1B",        true,  "\xFF\n\x1B",        "%FF%0A%1B"                },
    {"/etc/a b",          false, "/etc/a b",          "file:///etc/a%20b"        },
    {"/etc/../../x",      false, "/x",                "file:///x"                },
    {"../../../../../x",  false, "/x",                "file:///x"                },
};

static void paths_are_those_of_the_folder(void **state)
{
    cli_paths paths;
    char inside[256];

    (void)state;
    assert_int_equal(chdir(scratch_path()), 0);
    cli_paths_begin(&paths);
    for (size_t i = 0; i < COUNT(path_cases); i++) {
        assert_int_equal(
            cli_path_find(&paths, path_cases[i].name), path_cases[i].is_below);
        assert_string_equal(paths.path.bytes, path_cases[i].path);
        cli_path_encode(&paths);
        assert_string_equal(paths.uri.bytes, path_cases[i].uri);
    }
    /* An absolute name of something below is one of the folder, and one that only begins
     * like it is not. */
    snprintf(inside, sizeof inside, "%s/b/a.json", scratch_path());
    assert_true(cli_path_find(&paths, inside));
    assert_string_equal(paths.path.bytes, "b/a.json");
    snprintf(inside, sizeof inside, "%s-b/a.json", scratch_path());
    assert_false(cli_path_find(&paths, inside));
    assert_string_equal(paths.path.bytes, inside);
    cli_paths_free(&paths);
}

/* The runner reads %25, %0D and %0A back everywhere, %3A and %2C in properties. What else
 * must not reach a log is shown as in the text report. */
static const struct {
    const char *name;
    const char *property;
    const char *data;
} github_cases[] = {
    {"100%.json",            "100%25.json",             "100%25.json"           },
    {"%0A.json",             "%250A.json",              "%250A.json"            },
    {"a:b.json",             "a%3Ab.json",              "a:b.json"              },
    {"a,b.json",             "a%2Cb.json",              "a,b.json"              },
    {"a\nb.json",            "a%0Ab.json",              "a%0Ab.json"            },
    {"a\r\nb.json",          "a%0D%0Ab.json",           "a%0D%0Ab.json"         },
    {"::error::x.json",      "%3A%3Aerror%3A%3Ax.json", "::error::x.json"       },
    {"a\x1B[31m.json",       "a\xE2\x90\x9B[31m.json",  "a\xE2\x90\x9B[31m.json"},
    {"a\xE2\x80\xAEz.json",  "a\xEF\xBF\xBDz.json",     "a\xEF\xBF\xBDz.json"   },
    {"a b\xE5\xA4\x87.json", "a b\xE5\xA4\x87.json",    "a b\xE5\xA4\x87.json"  },
    {"a\xFF.json",           "a\xEF\xBF\xBD.json",      "a\xEF\xBF\xBD.json"    },
};

static void github_commands_are_escaped(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(github_cases); i++) {
        static const char text[] = "*CreateAutoSnapshotPolicy\n";
        char name[64];
        char expected[512];
        program_result result;

        /* In a folder of its own, which is walked: a name may have blanks. */
        snprintf(name, sizeof name, "github%zu/%s", i, github_cases[i].name);
        scratch_write(name, text, sizeof text - 1);
        snprintf(
            expected, sizeof expected,
            "::error "
            "file=github%zu/%s,line=1,endLine=1,col=1,endColumn=1,title=snapguard "
            "(invalid-json)::github%zu/%s:1:1: not JSON: a value is expected here "
            "[invalid-json]%%0Ahelp: write the request as strict JSON (RFC 8259), one "
            "object and nothing else\n",
            i, github_cases[i].property, i, github_cases[i].data);
        snprintf(name, sizeof name, "-f github github%zu", i);
        result = program_do(&(program_run){.folder = scratch_path(), .arguments = name});
        assert_string_equal(result.out, expected);
        program_forget(&result);
    }
}

int main(void)
{
    static struct CMUnitTest tests[COUNT(xml_cases) + 4];
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(json_is_escaped),
        cmocka_unit_test(prose_is_made_safe),
        cmocka_unit_test(paths_are_those_of_the_folder),
        cmocka_unit_test(github_commands_are_escaped),
    };

    for (size_t i = 0; i < COUNT(xml_cases); i++)
        tests[i] = (struct CMUnitTest){
            xml_cases[i].name, xml_is_escaped, NULL, NULL, (void *)&xml_cases[i]};
    memcpy(tests + COUNT(xml_cases), others, sizeof others);
    return cmocka_run_group_tests_name("escapes", tests, scratch_make, scratch_remove);
}
