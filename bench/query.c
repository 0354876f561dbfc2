#include "query.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_NAME 128

static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("-._~", c));
}

static void write_text(bench_writer *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (is_unreserved(text[i]))
            bench_write(out, "%c", text[i]);
        else
            bench_write(out, "%%%02X", (unsigned char)text[i]);
}

static void write_scalar(bench_writer *out, const char *name, const json_t *value)
{
    if (out->length && out->bytes[out->length - 1] != '\0')
        bench_write(out, "&");
    bench_write(out, "%s=", name);
    if (json_is_string(value))
        write_text(out, json_string_value(value), json_string_length(value));
    else if (json_is_integer(value))
        bench_write(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else
        bench_write(out, json_is_true(value) ? "true" : "false");
}

/* As deep as the requests are: an object in a list in an object. */
static void write_value(bench_writer *out, const char *name, const json_t *value)
{
    char path[LONGEST_NAME];
    const char *key;
    json_t *member;
    size_t i;

    if (json_is_object(value)) {
        json_object_foreach ((json_t *)value, key, member) {
            snprintf(path, sizeof path, "%s%s%s", name, *name ? "." : "", key);
            write_value(out, path, member);
        }
    } else if (json_is_array(value)) {
        json_array_foreach (value, i, member) {
            snprintf(path, sizeof path, "%s.%zu", name, i + 1);
            write_value(out, path, member);
        }
    } else {
        write_scalar(out, name, value);
    }
}

void bench_write_query(bench_writer *out, const char *json, size_t length)
{
    json_error_t error;
    json_t *request = json_loadb(json, length, 0, &error);

    if (!request) {
        fprintf(stderr, "bench: %s\n", error.text);
        exit(EXIT_FAILURE);
    }
    write_value(out, "", request);
    json_decref(request);
}
