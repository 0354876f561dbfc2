#define _POSIX_C_SOURCE 200809L

#include "input.h"

#include "memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

void cli_input_begin(cli_input *input, const char *name, int descriptor)
{
    input->name = name;
    input->descriptor = descriptor;
    input->held = 0;
    input->is_file = false;
    input->ended = false;
    input->error = 0;
    input->length = 0;
    input->pass = NULL;
}

/* Read once to `bytes`, and answer how much came. */
static size_t read_once(cli_input *input, char *bytes, size_t size)
{
    ssize_t count;

    do
        count = read(input->descriptor, bytes, size);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        input->error = errno;
    if (count <= 0 || (input->is_file && (size_t)count < size))
        input->ended = true;
    return count > 0 ? (size_t)count : 0;
}

void cli_input_more(cli_input *input)
{
    if (input->held == input->capacity) {
        size_t capacity = input->capacity ? 2 * input->capacity : CLI_INPUT_BYTES;

        input->bytes = cli_reallocate(input->bytes, capacity);
        input->capacity = capacity;
    }
    input->held +=
        read_once(input, input->bytes + input->held, input->capacity - input->held);
}

void cli_input_fill(cli_input *input, size_t size)
{
    while (input->held < size && !input->ended)
        cli_input_more(input);
}

/* Read to the end without keeping anything, and answer how much there is in all. */
static size_t measure(cli_input *input)
{
    size_t length = input->held;
    struct stat status;
    off_t position = lseek(input->descriptor, 0, SEEK_CUR);
    char scratch[4096];

    if (position >= 0 && fstat(input->descriptor, &status) == 0 &&
        S_ISREG(status.st_mode) && status.st_size > position)
        return length + (size_t)(status.st_size - position);
    while (!input->ended)
        length += read_once(input, scratch, sizeof scratch);
    return length;
}

/* The same, but somebody gets it, if there is more than what is held. */
static size_t pass_on(cli_input *input)
{
    size_t length = input->held;
    char *bytes = cli_reallocate(NULL, CLI_INPUT_BYTES);
    size_t count = read_once(input, bytes, CLI_INPUT_BYTES);

    if (count > 0)
        input->pass(input->opaque, input->bytes, input->held);
    while (count > 0) {
        input->pass(input->opaque, bytes, count);
        length += count;
        count = input->ended ? 0 : read_once(input, bytes, CLI_INPUT_BYTES);
    }
    free(bytes);
    return length;
}

size_t cli_input_all(cli_input *input, size_t most)
{
    if (input->length > 0)
        return input->length;
    cli_input_fill(input, most + 1);
    if (input->held <= most || input->ended)
        input->length = input->held;
    else
        input->length = input->pass ? pass_on(input) : measure(input);
    return input->length;
}

bool cli_input_is_cut(const cli_input *input)
{
    return input->length > input->held;
}

bool cli_input_file(cli_input *input, const char *path, size_t most)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);

    cli_input_begin(input, path, descriptor);
    if (descriptor < 0)
        input->error = errno;
    else
        cli_input_fill(input, most);
    if (descriptor >= 0)
        close(descriptor);
    return input->error == 0;
}

bool cli_input_rewind(cli_input *input)
{
    if (lseek(input->descriptor, 0, SEEK_SET) != 0)
        return false;
    input->held = 0;
    input->ended = false;
    input->error = 0;
    input->length = 0;
    return true;
}
