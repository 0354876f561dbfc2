/* A folder of the test's own, with files in it. */
#ifndef SCRATCH_H
#define SCRATCH_H

#include <stddef.h>

/* Make the folder and fill it with the files that most tests read; see scratch.c. A setup
 * and a teardown of a group of tests. *state is left alone: cmocka would give it to every
 * test in place of the test's own. */
int scratch_make(void **state);
int scratch_remove(void **state);

const char *scratch_path(void);

/* Write a file below the folder, and the folders that its name has. */
void scratch_write(const char *name, const char *text, size_t size);

#endif
