/* What becomes of an input whose requests were mended: it is replaced, or written to
 * standard output, or only compared. The input is handed over piece by piece, in order
 * and as a whole, each piece as it was and as it is to be. */
#ifndef CLI_REWRITE_H
#define CLI_REWRITE_H

#include "replacement.h"
#include "text.h"
#include "writer.h"

#include <sys/stat.h>

typedef enum cli_rewrite_mode {
    CLI_REWRITE_NONE,
    CLI_REWRITE_FILE,   /* Replace the file, if a piece of it has changed. */
    CLI_REWRITE_OUTPUT, /* Write it to standard output, changed or not. */
    CLI_REWRITE_DIFF    /* Write to `diff` what has changed, and nothing else. */
} cli_rewrite_mode;

typedef struct cli_rewrite {
    cli_rewrite_mode mode;
    const char *path;
    int descriptor;     /* Of the input. */
    struct stat status; /* What it was before it was read. */
    bool has_changed;   /* A piece of it. */
    bool is_begun;      /* There is something to write to. */
    size_t same;        /* Bytes before the first piece that has changed. */
    cli_replacement replacement;
    cli_writer writer;
    char *buffer;
    cli_text before, after; /* For a diff. */
    cli_writer *diff;
    int error;
} cli_rewrite;

/* In place of errno. */
enum {
    CLI_REWRITE_CHANGED = -1, /* Somebody else has changed the file meanwhile. */
    CLI_REWRITE_PARTIAL = -2, /* Not all of it was read. */
    CLI_REWRITE_NO_FILE = -3, /* It is none that could be replaced. */
    CLI_REWRITE_LOST = -4     /* Standard output took not all of it, which was said. */
};

/* Begin with an input that is open, before anything of it is read. */
void cli_rewrite_begin(
    cli_rewrite *rewrite, cli_rewrite_mode mode, const char *path, int descriptor);

/* A piece of the input: what it was, and what it is to be. Either may be empty. */
void cli_rewrite_put(
    cli_rewrite *rewrite, const char *before, size_t before_size, const char *after,
    size_t after_size);

/* The same for a piece that stays as it is. */
void cli_rewrite_keep(cli_rewrite *rewrite, const char *bytes, size_t size);

/* Finish. Where not all of the input came (`is_whole`), a file stays as it was. Answers
 * 0, errno or one of the others; then the file is as it was. */
int cli_rewrite_end(cli_rewrite *rewrite, bool is_whole);

/* Why a file could not be replaced, in words. */
const char *cli_rewrite_error(int error);

#endif
