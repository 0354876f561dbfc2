#include "nearest.h"

#include "letter.h"

#include <stdbool.h>
#include <string.h>

/* No name of ours is longer. A longer word is near to none. */
enum { NAME_BYTES = 63 };

static size_t least(size_t first, size_t second)
{
    return first < second ? first : second;
}

/* Letter case is not counted as a mistake, so that PARAMETERINVALID is near. */
static bool same(char first, char second)
{
    return cli_lower(first) == cli_lower(second);
}

/* Insertions, deletions, replacements and swaps of neighbours that make `word` of `name`
 * (optimal string alignment). Three rows of the table are enough. */
static size_t distance_between(const char *word, const char *name)
{
    size_t rows[3][NAME_BYTES + 1] = {{0}};
    size_t *before = rows[0];
    size_t *last = rows[1];
    size_t *next = rows[2];
    size_t width = strlen(name);

    for (size_t j = 0; j <= width; j++)
        last[j] = j;
    for (size_t i = 1; word[i - 1]; i++) {
        size_t *spare = before;

        next[0] = i;
        for (size_t j = 1; j <= width; j++) {
            next[j] = least(last[j], next[j - 1]) + 1;
            next[j] = least(next[j], last[j - 1] + !same(word[i - 1], name[j - 1]));
            if (i > 1 && j > 1 && same(word[i - 1], name[j - 2]) &&
                same(word[i - 2], name[j - 1]))
                next[j] = least(next[j], before[j - 2] + 1);
        }
        before = last;
        last = next;
        next = spare;
    }
    return last[width];
}

void cli_nearest_begin(cli_nearest *nearest, const char *word)
{
    *nearest = (cli_nearest){.word = word, .distance = (strlen(word) + 2) / 3 + 1};
}

void cli_nearest_offer(cli_nearest *nearest, const char *name)
{
    size_t distance;

    if (strlen(nearest->word) > NAME_BYTES || strlen(name) > NAME_BYTES)
        return;
    distance = distance_between(nearest->word, name);
    if (distance < nearest->distance) {
        nearest->name = name;
        nearest->distance = distance;
    }
}
