#define _XOPEN_SOURCE 700

#include "scratch.h"

#include "cmocka_wrap.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MEMBERS(hours, days)                                                             \
    "\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[" hours                              \
    "]\",\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":" days
#define REQUEST(hours, days) "{" MEMBERS(hours, days) "}"
#define GOOD REQUEST("\\\"1\\\"", "30")
#define BAD REQUEST("\\\"1\\\"", "0")

/* Each of the bad ones has one finding, whose place is easy to count. */
static const struct {
    const char *name;
    const char *text;
} files[] = {
    {"good.json",                              GOOD "\n"                                                         },
    {"bad.json",                               BAD "\n"                                                          },
    {"warn.json",                              REQUEST("\\\"1\\\",\\\"1\\\"",                                      "30") "\n"},
    {"notice.json",                                        REQUEST("\\\"5\\\",\\\"1\\\"",                                                                                              "30") "\n"},
    {"all.json",                              REQUEST("\\\"5\\\",\\\"1\\\",\\\"1\\\"",   "0") "\n"},
    {"broken.json","{\"regionId\":\n"                          },
    {"number.json",                            "12\n"                                                                                                        },
    {"extra.json",                            "{\"color\":\"red\"," MEMBERS("\\\"1\\\"",                                                             "30") "}\n"},
    {"list.json",                             "[" GOOD ",\n" BAD "]\n"                          },
    {"unnamed",                                        GOOD "\n" BAD "\n"                                                                                               },
    {"stream.ndjson",                                        GOOD "\n{\n\n" BAD "\n"                                                                       },
    {"crlf.jsonl",                                        GOOD "\r\n" BAD "\r\n"},
    {"tail.ndjson",                                        GOOD "\n" BAD                       },
    {"blank.ndjson",                                        "\n \n\t\r\n"                                                                                                 },
    {"ros.json",                                        "{\"ROSTemplateFormatVersion\": \"2015-09-01\"}\n"                                                                     },
    {"plan.json",                                        "{\"a\": {}, \"planned_values\": {\"x\": 1}}\n"},
    {"deep-ros.json",                                        "{\"a\": {\"ROSTemplateFormatVersion\": 1}}\n"                          },
    {"regions.json",                                        "[\"cn-nowhere\"]\n"                                                                                            },
    {"wrong-regions.json",                                        "[\"cn-hangzhou\",\n 5]\n"                                                                  },
    {"hours.json",                                        REQUEST("\\\"9\\\",\\\"10\\\",\\\"11\\\",\\\"12\\\"","30") "\n"},
    {"key.json",
     "{\"EnableCrossRegionCopy\":true,\"TargetCopyRegions\":\"[\\\"cn-shanghai\\\"]\","
     "\"CopyEncryptionConfiguration\":{\"Encrypted\":true,\"KMSKeyId\":\"key-1\"}"
     "," MEMBERS("\\\"1\\\"",                             "30") "}\n"},
    {"facts.json",                              "{\"regions\":{\"cn-hangzhou\":{\"policyCount\":100}},\n"
                   "\"kms\":{\"activated\":false},\"snapshotMinutes\":61}\n"                                                                                                     },
    {"poor.json",                  "{\"account\":{\"balanceSufficient\":false}}\n"                                            },
    {"keys.json",                             "{\"kms\":{\"keys\":{\"cn-shanghai\":{}}}}\n"                   },
    {"wrong-facts.json",                              "{\"regions\":\n{\"cn-hangzhou\": {\"policyCuont\": 1}}}\n"                               },
    {"tree/b.json",                              BAD "\n"                      },
    {"tree/b/c.json",                       BAD "\n"},
    {"tree/b-a.json",                            BAD "\n"                                                        },
    {"tree/a.ndjson",                          BAD "\n"                                                             },
    {"tree/log.jsonl",                          "{\"message\": \"hello\"}\n"                                                        },
    {"tree/.git/hidden.json",                          BAD "\n"                                                          },
    {"tree/package.json",                         "{\"name\": \"a package\"}\n"                                     },
    {"tree/readme.txt",                  "not for us\n"                                                  },
    {"rubbish/rubbish.json",                      "rubbish\n"                                  },
    {"links/good.json",                        GOOD "\n"                                                          },
    {"foreign/package.json",                   "{\"name\": \"a package\"}\n"                                                    },
    {"foreign/list.json",                        "[{\"name\": 1}, {\"name\": 2}]\n"                                                         },
    {"x.json/bad.json",                   BAD "\n"                                     },
    {"none/readme.txt",                      "not for us\n"                              },
    {"mixed/list.json",                        "[{\"name\": 1}, " BAD "]\n"                                                               },
};

static char path[64];

const char *scratch_path(void)
{
    return path;
}

static void make_folders(char *name)
{
    for (char *slash = strchr(name + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(name, 0755);
        *slash = '/';
    }
}

void scratch_write(const char *name, const char *text, size_t size)
{
    char full[256];
    FILE *file;

    snprintf(full, sizeof full, "%s/%s", path, name);
    make_folders(full);
    file = fopen(full, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

int scratch_make(void **state)
{
    char link[128];

    (void)state;
    strcpy(path, "/tmp/snapguard-cli-XXXXXX");
    if (!mkdtemp(path))
        return -1;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        scratch_write(files[i].name, files[i].text, strlen(files[i].text));
    snprintf(link, sizeof link, "%s/links/lost.json", path);
    if (symlink("nowhere", link) != 0)
        return -1;
    snprintf(link, sizeof link, "%s/links/up.json", path);
    if (symlink("..", link) != 0)
        return -1;
    return 0;
}

static int
remove_one(const char *name, const struct stat *status, int kind, struct FTW *at)
{
    (void)status;
    (void)kind;
    (void)at;
    return remove(name);
}

int scratch_remove(void **state)
{
    (void)state;
    return nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
