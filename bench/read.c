/**
 * Read the files of a folder and do nothing with them: the floor for a program that looks
 * at each.
 *
 *     read FOLDER
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { BUFFER_BYTES = 65536, PATH_BYTES = 4096 };

static void read_file(const char *folder, const char *name)
{
    static char buffer[BUFFER_BYTES];
    char path[PATH_BYTES];
    int descriptor;
    ssize_t size;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    descriptor = open(path, O_RDONLY);
    do
        size = read(descriptor, buffer, sizeof buffer);
    while (size > 0);
    if (size < 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    close(descriptor);
}

int main(int count, char **arguments)
{
    DIR *folder = count == 2 ? opendir(arguments[1]) : NULL;
    struct dirent *entry;

    if (!folder) {
        fputs("usage: read FOLDER\n", stderr);
        return EXIT_FAILURE;
    }
    while ((entry = readdir(folder)))
        if (entry->d_name[0] != '.')
            read_file(arguments[1], entry->d_name);
    closedir(folder);
    return EXIT_SUCCESS;
}
