/* An open file or stream, read into one buffer that is used again for the next. */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include <stdbool.h>
#include <stddef.h>

/* What is read at once: big enough to be cheap, small enough to stay in the cache. */
enum { CLI_INPUT_BYTES = 262144 };

typedef struct cli_input {
    const char *name; /* As messages call it. */
    int descriptor;
    char *bytes; /* Released with free(). */
    size_t capacity;
    size_t held;   /* Bytes that were read and are in `bytes`. */
    bool is_file;  /* Regular: where less comes than was wanted, that was all. */
    bool ended;    /* There is nothing more to read, or reading failed. */
    int error;     /* errno, where reading failed. */
    size_t length; /* Of all there is, once it was read to the end; else 0. */

    /* Takes all bytes of an input of which not all are held, in order. NULL: nobody. */
    void (*pass)(void *opaque, const char *bytes, size_t size);
    void *opaque;
} cli_input;

/* Start on another descriptor, which is no regular file as far as is known. The buffer is
 * kept. */
void cli_input_begin(cli_input *input, const char *name, int descriptor);

/* Read on until `size` bytes are held, or the input ends. */
void cli_input_fill(cli_input *input, size_t size);

/* Read once, behind what is held. Makes the buffer larger where it is full. */
void cli_input_more(cli_input *input);

/* Read to the end, and answer how much there is in all; asked again, the same. More than
 * `most` bytes are not all held. */
size_t cli_input_all(cli_input *input, size_t most);

/* Whether it is longer than what is held of it. */
bool cli_input_is_cut(const cli_input *input);

/* Read a file as a whole, or its first `most` bytes at least, and close it. False, with
 * errno in `error`, where it can't be read. */
bool cli_input_file(cli_input *input, const char *path, size_t most);

/* Start again from the first byte, which a regular file can. */
bool cli_input_rewind(cli_input *input);

#endif
