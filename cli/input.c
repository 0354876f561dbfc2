#define _POSIX_C_SOURCE 200809L

#include "input.h"

#include "memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
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

size_t cli_input_measure(cli_input *input)
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

size_t cli_input_all(cli_input *input, size_t most)
{
    cli_input_fill(input, most + 1);
    return input->held > most ? cli_input_measure(input) : input->held;
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
    return true;
}
