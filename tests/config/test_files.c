/* What is in the files, and what comes of it. Each row has a folder of its own, the root
 * of a repository unless it says otherwise, with some requests in it. */
#include "cmocka_wrap.h"
#include "program.h"
#include "requests.h"
#include "scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { PATH_BYTES = 256, MOST_FILES = 4 };

#define CONFIG ".snapguard.json"
#define RULE "retention-days-range"
#define STAYS                                                                            \
    "\"invalid-json\" stays an error, so that a text which was not read is never "       \
    "called clean; only the command line can change it\n"
#define AT(place) "snapguard: " CONFIG ":" place ": "
#define WAIVE(members) "{\"waivers\":[{\"rule\":\"" RULE "\"," members "}]}"
#define WAIVER(members) WAIVE("\"files\":\"bad.json\"," members)
#define W(place) "snapguard: w.json:" place ": "
#define PACK(name)                                                                       \
    "{\"schema\":\"snapguard/pack/1\",\"name\":\"" name "\",\"edition\":"                \
    "\"2024-04-11\",\"operation\":{\"product\":\"Ecs\",\"name\":"                        \
    "\"CreateAutoSnapshotPolicy\",\"version\":\"2014-05-26\"},\"rules\":[{\"id\":"       \
    "\"" name "/x\",\"severity\":\"error\",\"at\":\"regionId\",\"check\":\"value\","     \
    "\"must\":{\"equals\":\"eu-central-1\"},\"message\":\"not ours\"}]}"
#define NOT_OURS(name) "good.json:1:13: error: not ours [" name "/x]\n"
#define UNUSED "notice: nothing is found any more that this waiver of " RULE " is about\n"

typedef struct file {
    const char *name;
    const char *text;
} file;

typedef struct config_case {
    const char *name;
    file files[MOST_FILES];
    const char *folder; /* Where it is run, below its own. NULL: there. */
    const char *environment;
    const char *arguments;
    const char *input;
    const char *out; /* NULL: it does not matter. */
    const char *has; /* What stands in it. NULL: nothing has to. */
    const char *err; /* NULL: nothing. */
    int status;
    bool is_no_repository;
} config_case;

static const file common[] = {
    {"good.json",       GOOD },
    {"bad.json",        BAD  },
    {"legacy/bad.json", BAD  },
    {"hour.json",       HOUR },
    {"extra.json",      EXTRA},
    {"broken.json",     "{"  },
};

/* clang-format off */
static const config_case cases[] = {
    /* Which file is read. */
    {"a file in this folder is read",
     .files = {{CONFIG, "{\"failOn\":\"never\"}"}},
     .arguments = "-f concise bad.json", .out = ERROR_IN("bad.json")},
    {"a file above is read",
     .files = {{CONFIG, "{\"failOn\":\"never\"}"}},
     .folder = "legacy", .arguments = "-f concise bad.json", .out = ERROR_IN("bad.json")},
    {"of two files only the nearest is read",
     .files = {{CONFIG, "{\"failOn\":\"never\"}"}, {"legacy/" CONFIG, "{}"}},
     .folder = "legacy", .arguments = "-f concise bad.json", .out = ERROR_IN("bad.json"),
     .status = 1},
    {"what is above the repository is not read",
     .files = {{CONFIG, "{\"failOn\":\"never\"}"}, {"legacy/.git/HEAD", ""}},
     .folder = "legacy", .arguments = "bad.json", .status = 1},
    {"the root of a work tree, where .git is a file, is a root as well",
     .files = {{CONFIG, "{\"failOn\":\"never\"}"}, {"legacy/.git", "gitdir: x"}},
     .folder = "legacy", .arguments = "bad.json", .status = 1},
    {"without a repository nothing above is read",
     .files = {{CONFIG, "{\"failOn\":\"never\"}"}},
     .is_no_repository = true,
     .folder = "legacy", .arguments = "bad.json", .status = 1},
    {"without a repository a file in this folder is read",
     .files = {{CONFIG, "{\"failOn\":\"never\"}"}},
     .is_no_repository = true, .arguments = "bad.json"},
    {"--config names another one",
     .files = {{CONFIG, "{"}, {"other", "{\"failOn\":\"never\"}"}},
     .arguments = "--config other bad.json"},
    {"SNAPGUARD_CONFIG names another one, too",
     .files = {{CONFIG, "{"}, {"other", "{\"failOn\":\"never\"}"}},
     .environment = "SNAPGUARD_CONFIG=other", .arguments = "bad.json"},
    {"one that is named must be there",
     .arguments = "--config none.json good.json",
     .err = "snapguard: --config: none.json: No such file or directory\n", .status = 2},
    {"--isolated reads no file",
     .files = {{CONFIG, "{"}}, .arguments = "--isolated good.json"},
    {"--isolated reads no variable",
     .environment = "SNAPGUARD_FAIL_ON=never", .arguments = "--isolated bad.json",
     .status = 1},
    {"--isolated and --config contradict each other",
     .files = {{CONFIG, "{}"}}, .arguments = "--isolated --config " CONFIG " good.json",
     .err = "snapguard: --isolated reads no configuration, but --config names one\n",
     .status = 2},
    {"other commands read none",
     .files = {{CONFIG, "{"}}, .arguments = "version"},

    /* What wins. */
    {"a variable wins over the file",
     .files = {{CONFIG, "{\"failOn\":\"error\"}"}},
     .environment = "SNAPGUARD_FAIL_ON=never", .arguments = "bad.json"},
    {"the command line wins over a variable",
     .environment = "SNAPGUARD_FAIL_ON=never", .arguments = "--fail-on error bad.json",
     .status = 1},
    {"the command line wins over the file",
     .files = {{CONFIG, "{\"failOn\":\"never\"}"}},
     .arguments = "--fail-on error bad.json", .status = 1},
    {"an empty variable is none",
     .files = {{CONFIG, "{\"failOn\":\"never\"}"}},
     .environment = "SNAPGUARD_FAIL_ON=", .arguments = "bad.json"},
    {"a switch may be on in the file",
     .files = {{CONFIG, "{\"strict\":true}"}}, .arguments = "extra.json", .status = 1},
    {"a switch may be off in the file",
     .files = {{CONFIG, "{\"strict\":false}"}}, .arguments = "extra.json"},
    {"a variable may be on",
     .environment = "SNAPGUARD_STRICT=1", .arguments = "extra.json", .status = 1},
    {"a variable may switch off what the file switches on",
     .files = {{CONFIG, "{\"strict\":true}"}},
     .environment = "SNAPGUARD_STRICT=false", .arguments = "extra.json"},
    {"a variable is a switch or it is not",
     .environment = "SNAPGUARD_STRICT=yes", .arguments = "extra.json",
     .err = "snapguard: SNAPGUARD_STRICT: \"yes\" is not one of 0, 1, false, true\n",
     .status = 2},
    {"a wrong value of a variable is named",
     .environment = "SNAPGUARD_FAIL_ON=eror", .arguments = "good.json",
     .err = "snapguard: SNAPGUARD_FAIL_ON: \"eror\" is not one of error, warning, notice, "
            "never; did you mean \"error\"?\n",
     .status = 2},
    {"a variable that is nearly one is named",
     .environment = "SNAPGUARD_FAILON=never", .arguments = "-f concise bad.json",
     .out = ERROR_IN("bad.json"), .status = 1,
     .err = "snapguard: SNAPGUARD_FAILON: there is no such variable; did you mean "
            "\"SNAPGUARD_FAIL_ON\"?\n"},
    {"so is one in small letters",
     .environment = "SNAPGUARD_fail_on=never", .arguments = "good.json",
     .err = "snapguard: SNAPGUARD_fail_on: there is no such variable; did you mean "
            "\"SNAPGUARD_FAIL_ON\"?\n"},
    {"it is not if it is empty",
     .environment = "SNAPGUARD_FAILON=", .arguments = "good.json"},
    {"nor if nothing is to be said",
     .environment = "SNAPGUARD_FAILON=never", .arguments = "--quiet good.json"},
    {"nor if no variables are read",
     .environment = "SNAPGUARD_FAILON=never", .arguments = "--isolated good.json"},
    {"nor one that is near to none",
     .environment = "SNAPGUARD_EXTRA_CASES=x", .arguments = "good.json"},
    {"a list in a variable is parted by commas",
     .environment = "SNAPGUARD_SEVERITY=" RULE "=warning,unknown-parameter=error",
     .arguments = "-f concise --fail-on warning bad.json",
     .out = LINE("bad.json", "warning"), .status = 1},

    /* Rules. */
    {"the file ignores a rule",
     .files = {{CONFIG, "{\"ignore\":[\"" RULE "\"]}"}}, .arguments = "bad.json"},
    {"what is ignored in two places adds up",
     .files = {{CONFIG, "{\"ignore\":[\"" RULE "\"]}"}},
     .arguments = "--ignore time-point-value bad.json hour.json",
     .out = TOTAL("0", "2 files\n")},
    {"--select wins over what the file ignores",
     .files = {{CONFIG, "{\"ignore\":[\"" RULE "\"]}"}},
     .arguments = "-f concise --select " RULE " bad.json", .out = ERROR_IN("bad.json"),
     .status = 1},
    {"--ignore wins over what the file selects",
     .files = {{CONFIG, "{\"select\":[\"" RULE "\"]}"}},
     .arguments = "-f concise --ignore " RULE " bad.json", .out = ""},
    {"what the file selects is all that runs",
     .files = {{CONFIG, "{\"select\":[\"" RULE "\"]}"}},
     .arguments = "-f concise bad.json hour.json", .out = ERROR_IN("bad.json"),
     .status = 1},
    {"what cannot be read is found whatever the file selects",
     .files = {{CONFIG, "{\"select\":[\"" RULE "\"]}"}},
     .arguments = "broken.json", .status = 1},
    {"the file sets a severity",
     .files = {{CONFIG, "{\"severities\":{\"" RULE "\":\"warning\"}}"}},
     .arguments = "-f concise bad.json", .out = LINE("bad.json", "warning")},
    {"--severity wins over that of the file",
     .files = {{CONFIG, "{\"severities\":{\"" RULE "\":\"off\"}}"}},
     .arguments = "-f concise --severity " RULE "=notice bad.json",
     .out = LINE("bad.json", "notice")},
    {"a severity does not select",
     .files = {{CONFIG, "{\"select\":[\"time-point-value\"]}"}},
     .arguments = "-f concise --severity " RULE "=error bad.json", .out = ""},
    {"what is selected keeps the severity that the file sets",
     .files = {{CONFIG, "{\"severities\":{\"" RULE "\":\"warning\"}}"}},
     .arguments = "-f concise --select " RULE " bad.json",
     .out = LINE("bad.json", "warning")},
    {"what is selected runs, if the file switches it off",
     .files = {{CONFIG, "{\"severities\":{\"" RULE "\":\"off\"}}"}},
     .arguments = "-f concise --select " RULE " bad.json", .out = ERROR_IN("bad.json"),
     .status = 1},
    {"a rule that is not known is found in the file",
     .files = {{CONFIG, "{\n \"select\": [\"tag-count\", \"retention-day-range\"]}"}},
     .arguments = "good.json",
     .err = AT("2:26") "select: no rule is called \"retention-day-range\"; did you mean "
            "\"" RULE "\"?\n",
     .status = 2},
    {"so is one that has a severity",
     .files = {{CONFIG, "{\"severities\":{\"tag-count\":\"off\",\"zzz\":\"off\"}}"}},
     .arguments = "good.json",
     .err = AT("1:34") "severities: no rule is called \"zzz\"; \"snapguard rules\" lists "
            "them\n",
     .status = 2},
    {"so is one of an override that is about no file",
     .files = {{CONFIG, "{\"overrides\":[{\"files\":\"x\",\"ignore\":[\"zzz\"]}]}"}},
     .arguments = "good.json",
     .err = AT("1:38") "ignore: no rule is called \"zzz\"; \"snapguard rules\" lists "
            "them\n",
     .status = 2},
    {"so is one in a variable",
     .environment = "SNAPGUARD_IGNORE=zzz", .arguments = "good.json",
     .err = "snapguard: SNAPGUARD_IGNORE: no rule is called \"zzz\"; \"snapguard rules\" "
            "lists them\n",
     .status = 2},
    {"an element of a list is one rule",
     .files = {{CONFIG, "{\"ignore\":[\"tag-count,tag-key\"]}"}}, .arguments = "good.json",
     .err = AT("1:12") "ignore: \"tag-count,tag-key\" is not the id of a rule; "
            "\"snapguard rules\" lists them\n",
     .status = 2},
    {"a star is no rule",
     .files = {{CONFIG, "{\"severities\":{\"*\":\"off\"}}"}}, .arguments = "good.json",
     .err = AT("1:16") "severities: \"*\" is not the id of a rule; \"snapguard rules\" "
            "lists them\n",
     .status = 2},

    /* What must not be silenced. */
    {"the file does not ignore what cannot be read",
     .files = {{CONFIG, "{\"ignore\":[\"invalid-json\"]}"}}, .arguments = "broken.json",
     .err = AT("1:12") "ignore: " STAYS, .status = 2},
    {"nor does it switch it off",
     .files = {{CONFIG, "{\"severities\":{\"invalid-json\":\"off\"}}"}},
     .arguments = "broken.json", .err = AT("1:31") "severities: " STAYS, .status = 2},
    {"nor does it lower it",
     .files = {{CONFIG, "{\"severities\":{\"invalid-json\":\"warning\"}}"}},
     .arguments = "broken.json", .err = AT("1:31") "severities: " STAYS, .status = 2},
    {"nor does an override",
     .files = {{CONFIG, "{\"overrides\":[{\"files\":\"*\",\"ignore\":[\"invalid-json\"]}]}"}},
     .arguments = "broken.json", .err = AT("1:38") "ignore: " STAYS, .status = 2},
    {"nor does a variable",
     .environment = "SNAPGUARD_IGNORE=invalid-json", .arguments = "broken.json",
     .err = "snapguard: SNAPGUARD_IGNORE: " STAYS, .status = 2},
    {"but it may say that it is an error",
     .files = {{CONFIG, "{\"severities\":{\"invalid-json\":\"error\"}}"}},
     .arguments = "broken.json", .status = 1},

    /* What is wrong with a file. */
    {"a byte order mark is called so",
     .files = {{CONFIG, "\xEF\xBB\xBF{}"}}, .arguments = "good.json",
     .err = AT("1:1") "not JSON: a JSON text may not begin with a byte order mark\n",
     .status = 2},
    {"so is one of waivers",
     .files = {{"w.json", "\xEF\xBB\xBF{\"waivers\":[]}"}},
     .arguments = "--waivers w.json good.json",
     .err = "snapguard: --waivers: w.json:1:1: not JSON: a JSON text may not begin with a "
            "byte order mark\n",
     .status = 2},
    {"a key that is not known is named, and the nearest",
     .files = {{CONFIG, "{\n  \"strict\": true,\n  \"failon\": \"never\"\n}"}},
     .arguments = "good.json",
     .err = AT("3:3") "no key is called \"failon\" here; did you mean \"failOn\"?\n",
     .status = 2},
    {"the name of an option is near to that of its key",
     .files = {{CONFIG, "{\"severity\":{}}"}}, .arguments = "good.json",
     .err = AT("1:2") "no key is called \"severity\" here; did you mean "
            "\"severities\"?\n",
     .status = 2},
    {"a key that is near to none is named",
     .files = {{CONFIG, "{\"colourful\\u0021\":1}"}}, .arguments = "good.json",
     .err = AT("1:2") "no key is called \"colourful!\" here\n", .status = 2},
    {"a key of an override that is not known is named",
     .files = {{CONFIG, "{\"overrides\":[{},{\"flies\":\"x\"}]}"}},
     .arguments = "good.json",
     .err = AT("1:15") "\"files\" is missing\n", .status = 2},
    {"a key of a later override is named by its place",
     .files = {{CONFIG, "{\"overrides\":[{\"files\":\"a\"},\n {\"files\":[\"b\"],\"strict\":"
                        "true}]}"}},
     .arguments = "good.json",
     .err = AT("2:17") "no key is called \"strict\" here\n", .status = 2},
    {"a value is wrong even if it is not used",
     .files = {{CONFIG, "{\"failOn\":\"eror\"}"}},
     .arguments = "--fail-on never good.json",
     .err = AT("1:11") "failOn: \"eror\" is not one of error, warning, notice, never; "
            "did you mean \"error\"?\n",
     .status = 2},
    {"columns count characters",
     .files = {{CONFIG, "{\"$schema\":\"\xE5\xA4\x87\",\"failOn\":5}"}},
     .arguments = "good.json",
     .err = AT("1:25") "failOn: this must be text, and not empty\n", .status = 2},
    {"a switch is true or false",
     .files = {{CONFIG, "{\"strict\":\"yes\"}"}}, .arguments = "good.json",
     .err = AT("1:11") "strict: this must be true or false\n", .status = 2},
    {"a number is no text",
     .files = {{CONFIG, "{\"maxDepth\":\"9\"}"}}, .arguments = "good.json",
     .err = AT("1:13") "maxDepth: this must be a number from 1 to 1024\n", .status = 2},
    {"a number has bounds",
     .files = {{CONFIG, "{\"maxDepth\":-1}"}}, .arguments = "good.json",
     .err = AT("1:13") "maxDepth: \"-1\" is not a number from 1 to 1024\n", .status = 2},
    {"a list is an array",
     .files = {{CONFIG, "{\"select\":\"tag-count\"}"}}, .arguments = "good.json",
     .err = AT("1:11") "select: this must be an array of text\n", .status = 2},
    {"an array of text holds text",
     .files = {{CONFIG, "{\"excludes\":[\"a\", null]}"}}, .arguments = "good.json",
     .err = AT("1:19") "excludes: this must be an array of text\n", .status = 2},
    {"severities are an object",
     .files = {{CONFIG, "{\"severities\":[]}"}}, .arguments = "good.json",
     .err = AT("1:15") "severities: this must be an object, with text for values\n",
     .status = 2},
    {"overrides are an array",
     .files = {{CONFIG, "{\"overrides\":{}}"}}, .arguments = "good.json",
     .err = AT("1:14") "overrides: this must be an array of at most 64 objects\n",
     .status = 2},
    {"an override is an object",
     .files = {{CONFIG, "{\"overrides\":[1]}"}}, .arguments = "good.json",
     .err = AT("1:15") "this must be an object\n", .status = 2},
    {"an override is about files",
     .files = {{CONFIG, "{\"overrides\":[{\"files\":[]}]}"}}, .arguments = "good.json",
     .err = AT("1:24") "files: this must be a glob, or an array of them\n", .status = 2},
    {"the file is an object",
     .files = {{CONFIG, "\n []"}}, .arguments = "good.json",
     .err = AT("2:2") "this must be an object\n", .status = 2},
    {"an empty file is none",
     .files = {{CONFIG, ""}}, .arguments = "good.json",
     .err = AT("1:1") "not JSON: '[' or '{' expected near end of file\n", .status = 2},
    {"the place where it is no JSON is named",
     .files = {{CONFIG, "{\"strict\": true,\n}"}}, .arguments = "good.json",
     .err = AT("2:1") "not JSON: string or '}' expected near '}'\n", .status = 2},
    {"no key may stand there twice",
     .files = {{CONFIG, "{\"strict\":true,\n\"strict\":false}"}}, .arguments = "good.json",
     .err = AT("2:8") "not JSON: duplicate object key near '\"strict\"'\n", .status = 2},
    {"a directory of that name is no file",
     .files = {{CONFIG "/x", ""}}, .arguments = "good.json",
     .err = "snapguard: .snapguard.json: Is a directory\n", .status = 2},

    /* Paths count from the file. */
    {"files that the file names are beside it",
     .files = {{CONFIG, "{\"facts\":\"conf/facts.json\"}"},
               {"conf/facts.json", "{\"account\":{\"balanceSufficient\":false}}"}},
     .folder = "legacy", .arguments = "../good.json", .status = 1},
    {"packs are found from the folder of the file",
     .files = {{CONFIG, "{\"packs\":[\"conf/a.json\"]}"}, {"conf/a.json", PACK("a")}},
     .folder = "legacy", .arguments = "-f concise ../good.json",
     .out = "../" NOT_OURS("a"), .status = 1},
    {"packs add up",
     .files = {{CONFIG, "{\"packs\":[\"a.json\"]}"}, {"a.json", PACK("a")},
               {"b.json", PACK("b")}, {"c.json", PACK("c")}},
     .environment = "SNAPGUARD_PACK=b.json", .arguments = "-f concise --pack c.json good.json",
     .out = NOT_OURS("c") NOT_OURS("b") NOT_OURS("a"), .status = 1},
    {"a pack that is named twice is judged once",
     .files = {{CONFIG, "{\"packs\":[\"a.json\",\"./a.json\"]}"}, {"a.json", PACK("a")}},
     .environment = "SNAPGUARD_PACK=a.json,legacy/../a.json",
     .arguments = "-f concise --pack a.json --pack a.json good.json",
     .out = NOT_OURS("a"), .status = 1},
    {"a copy of a pack is the same pack",
     .files = {{CONFIG, "{\"packs\":[\"b.json\"]}"}, {"a.json", PACK("a")}, {"b.json", PACK("a")}},
     .arguments = "-f concise --pack a.json good.json",
     .out = NOT_OURS("a"), .status = 1},
    {"one of the same name is not",
     .files = {{CONFIG, "{\"packs\":[\"b.json\"]}"}, {"a.json", PACK("a")}, {"b.json", PACK("a") "\n"}},
     .arguments = "-f concise --pack a.json good.json",
     .err = "snapguard: packs: b.json:1:37: pack 2: another pack is called \"a\", too\n", .status = 2},
    {"explain knows the packs of the configuration",
     .files = {{CONFIG, "{\"packs\":[\"a.json\"]}"}, {"a.json", PACK("a")}},
     .folder = "legacy", .arguments = "explain a/x"},
    {"and those of a variable",
     .files = {{"a.json", PACK("a")}},
     .environment = "SNAPGUARD_PACK=a.json", .arguments = "explain a/x"},
    {"and those of a file that is named",
     .files = {{"other.json", "{\"packs\":[\"a.json\"]}"}, {"a.json", PACK("a")}},
     .arguments = "explain --config other.json a/x"},
    {"which wins over one of a variable",
     .files = {{"other.json", "{\"packs\":[\"a.json\"]}"}, {"a.json", PACK("a")}},
     .environment = "SNAPGUARD_CONFIG=none.json", .arguments = "explain --config other.json a/x"},
    {"but none where it is isolated",
     .files = {{CONFIG, "{\"packs\":[\"a.json\"]}"}, {"a.json", PACK("a")}},
     .environment = "SNAPGUARD_PACK=a.json", .arguments = "explain --isolated a/x",
     .err = "snapguard: no rule and no error is called \"a/x\"; \"snapguard rules\" lists the rules\n",
     .status = 2},
    {"explain says what is wrong with the configuration",
     .files = {{CONFIG, "{\"packs\":[\"none.json\"]}"}},
     .arguments = "explain policy-quota",
     .err = AT("1:11") "packs: none.json: No such file or directory\n", .status = 2},
    {"an isolated command needs no file",
     .files = {{CONFIG, "{"}}, .arguments = "explain --isolated policy-quota"},
    {"--isolated and --config contradict each other there, too",
     .arguments = "rules --isolated --config a.json",
     .err = "snapguard: --isolated reads no configuration, but --config names one\n",
     .status = 2},
    {"rules lists the packs of the configuration",
     .files = {{CONFIG, "{\"packs\":[\"a.json\"],\"format\":\"sarif\"}"}, {"a.json", PACK("a")}},
     .arguments = "rules", .has = "a/x "},
    {"test judges by the packs of the configuration",
     .files = {{CONFIG, "{\"packs\":[\"a.json\"]}"}, {"a.json", PACK("a")},
               {"reject/a.json", GOOD}},
     .arguments = "test reject", .out = "1 case, 0 failed\n"},
    {"and not where it is isolated",
     .files = {{CONFIG, "{\"packs\":[\"a.json\"]}"}, {"a.json", PACK("a")},
               {"accept/a.json", GOOD}},
     .arguments = "test --isolated accept", .out = "1 case, 0 failed\n"},
    {"show has the findings of the packs of the configuration",
     .files = {{CONFIG, "{\"packs\":[\"a.json\"]}"}, {"a.json", PACK("a")}},
     .arguments = "show --as list --next 0 good.json", .has = NOT_OURS("a")},
    {"and of those that are named",
     .files = {{"a.json", PACK("a")}},
     .arguments = "show --as list --next 0 --pack a.json good.json", .has = NOT_OURS("a")},
    {"the edition of the pack is known",
     .files = {{CONFIG, "{\"edition\":\"2024-04-11\"}"}},
     .environment = "SNAPGUARD_EDITION=2024-04-11",
     .arguments = "-f concise --edition 2024-04-11 good.json", .out = ""},
    {"another one is not",
     .arguments = "--edition 2025-04-29 good.json",
     .err = "snapguard: --edition: \"2025-04-29\" is no edition that is known; there is 2024-04-11\n",
     .status = 2},
    {"nor is no text at all",
     .arguments = "fix --edition= good.json",
     .err = "snapguard: --edition: \"\" is no edition that is known; there is 2024-04-11\n",
     .status = 2},
    {"nor one of a variable",
     .environment = "SNAPGUARD_EDITION=2024", .arguments = "good.json",
     .err = "snapguard: SNAPGUARD_EDITION: \"2024\" is no edition that is known; there is 2024-04-11\n",
     .status = 2},
    {"nor one of a file, even where the command line wins",
     .files = {{CONFIG, "{\"edition\":\"2024-04-11 \"}"}},
     .arguments = "--edition 2024-04-11 good.json",
     .err = AT("1:12") "edition: \"2024-04-11 \" is no edition that is known; there is 2024-04-11\n",
     .status = 2},
    {"the rule of a pack can be chosen",
     .files = {{CONFIG, "{\"packs\":[\"a.json\"],\"ignore\":[\"a/x\"]}"}, {"a.json", PACK("a")}},
     .arguments = "-f concise good.json", .out = ""},
    {"the rule of a pack can be waived",
     .files = {{CONFIG, "{\"packs\":[\"a.json\"],\"waivers\":\"w.json\"}"}, {"a.json", PACK("a")},
               {"w.json", "{\"waivers\":[{\"rule\":\"a/x\",\"files\":\"good.json\","
                          "\"reason\":\"r\",\"owner\":\"o\"}]}"}},
     .arguments = "-f concise good.json", .out = ""},
    {"a pack that is not there is an error of the file",
     .files = {{CONFIG, "{\"packs\":[\"none.json\"]}"}},
     .arguments = "good.json",
     .err = AT("1:11") "packs: none.json: No such file or directory\n", .status = 2},
    {"a slip in a pack is named with its own place",
     .files = {{CONFIG, "{\"packs\":[\"a.json\"]}"}, {"a.json", "{}"}},
     .arguments = "good.json",
     .err = "snapguard: packs: a.json:1:1: pack: \"schema\" is missing\n", .status = 2},
    {"a slip in a pack of a variable",
     .files = {{"a.json", "{}"}},
     .environment = "SNAPGUARD_PACK=a.json", .arguments = "good.json",
     .err = "snapguard: SNAPGUARD_PACK: a.json:1:1: pack: \"schema\" is missing\n", .status = 2},
    {"one pack without an array is none",
     .files = {{CONFIG, "{\"packs\":\"a.json\"}"}, {"a.json", PACK("a")}},
     .arguments = "good.json",
     .err = AT("1:10") "packs: this must be an array of text\n", .status = 2},
    {"the message names the path from here",
     .files = {{CONFIG, "{\"regions\":\"none.json\"}"}},
     .folder = "legacy", .arguments = "../good.json",
     .err = "snapguard: ../" CONFIG ":1:12: regions: ../none.json: No such file or "
            "directory\n",
     .status = 2},
    {"a file that cannot be read is named with the place that names it: waivers",
     .files = {{CONFIG, "{\n \"waivers\": \"none.json\"}"}}, .arguments = "good.json",
     .err = AT("2:13") "waivers: none.json: No such file or directory\n", .status = 2},
    {"likewise: facts",
     .files = {{CONFIG, "{\"strict\":true, \"facts\":\"legacy\"}"}},
     .arguments = "good.json", .err = AT("1:25") "facts: legacy: Is a directory\n",
     .status = 2},
    {"likewise: a variable",
     .environment = "SNAPGUARD_FACTS=none.json", .arguments = "good.json",
     .err = "snapguard: SNAPGUARD_FACTS: none.json: No such file or directory\n",
     .status = 2},
    {"what the command line names is not looked for in the file",
     .files = {{CONFIG, "{\"facts\":\"none.json\"}"}},
     .arguments = "--facts lost.json good.json",
     .err = "snapguard: --facts: lost.json: No such file or directory\n", .status = 2},
    {"what is in such a file has its own place",
     .files = {{CONFIG, "{\"waivers\":\"w.json\"}"}, {"w.json", "{\"waivers\":\n}"}},
     .arguments = "good.json",
     .err = "snapguard: waivers: w.json:2:1: not JSON: unexpected token near '}'\n",
     .status = 2},

    /* Overrides. */
    {"an override is about its files alone",
     .files = {{CONFIG, "{\"overrides\":[{\"files\":\"legacy/\",\"ignore\":[\"" RULE
                        "\"]}]}"}},
     .arguments = "-f concise bad.json legacy", .out = ERROR_IN("bad.json"), .status = 1},
    {"globs count from the folder of the file",
     .files = {{CONFIG, "{\"overrides\":[{\"files\":[\"/bad.json\"],\"ignore\":[\"" RULE
                        "\"]}]}"}},
     .folder = "legacy", .arguments = "-f concise ../bad.json bad.json",
     .out = ERROR_IN("bad.json"), .status = 1},
    {"of two overrides the later one wins",
     .files = {{CONFIG, "{\"overrides\":[{\"files\":\"*.json\",\"severities\":{\"" RULE
                        "\":\"warning\"}},{\"files\":\"legacy\",\"severities\":{\"" RULE
                        "\":\"notice\"}}]}"}},
     .arguments = "-f concise bad.json legacy",
     .out = LINE("bad.json", "warning") LINE("legacy/bad.json", "notice")},
    {"overrides win over the rest of the file",
     .files = {{CONFIG, "{\"overrides\":[{\"files\":\"legacy\",\"severities\":{\"" RULE
                        "\":\"warning\"}}],\"severities\":{\"" RULE "\":\"notice\"}}"}},
     .arguments = "-f concise bad.json legacy",
     .out = LINE("bad.json", "notice") LINE("legacy/bad.json", "warning")},
    {"the command line wins over overrides",
     .files = {{CONFIG, "{\"overrides\":[{\"files\":\"*\",\"ignore\":[\"" RULE "\"]}]}"}},
     .arguments = "-f concise --select " RULE " bad.json", .out = ERROR_IN("bad.json"),
     .status = 1},
    {"overrides are the same for many files at a time",
     .files = {{CONFIG, "{\"overrides\":[{\"files\":\"legacy/\",\"ignore\":[\"" RULE
                        "\"]}]}"},
               {"legacy/more.json", BAD}, {"more.json", BAD}},
     .arguments = "-j 3 -f concise legacy/bad.json bad.json legacy/more.json more.json",
     .out = ERROR_IN("bad.json") ERROR_IN("more.json"), .status = 1},
    {"standard input has the name that it is given",
     .files = {{CONFIG, "{\"overrides\":[{\"files\":\"legacy/\",\"ignore\":[\"" RULE
                        "\"]}]}"}},
     .arguments = "-f concise --stdin-filename legacy/x.json -", .input = BAD, .out = ""},

    /* Excludes. */
    {"what is excluded is not searched",
     .files = {{CONFIG, "{\"excludes\":[\"legacy/\",\"broken.json\",\"hour.json\"]}"}},
     .arguments = "-f concise --select " RULE " .", .out = ERROR_IN("bad.json"),
     .status = 1},
    {"what is named is judged even if it is excluded",
     .files = {{CONFIG, "{\"excludes\":[\"bad.json\"]}"}},
     .arguments = "-f concise bad.json", .out = ERROR_IN("bad.json"), .status = 1},
    {"unless the file wants otherwise",
     .files = {{CONFIG, "{\"excludes\":[\"bad.json\"],\"forceExclude\":true}"}},
     .arguments = "-f concise bad.json", .out = ""},
    {"--exclude counts from here, and is added",
     .files = {{CONFIG, "{\"excludes\":[\"/bad.json\"]}"}},
     .folder = "legacy",
     .arguments = "-f concise --exclude /bad.json --force-exclude ../bad.json bad.json",
     .out = ""},
    {"a directory of which all is excluded is said to be so",
     .files = {{CONFIG, "{\"excludes\":[\"legacy\"]}"}}, .arguments = "legacy", .out = "",
     .err = "snapguard: legacy: all that could be requests here is excluded\n"},

    /* Waivers. */
    {"what is waived does not count",
     .files = {{CONFIG, "{\"waivers\":\"w.json\"}"}, {"w.json", WAIVER("\"reason\":\"x\"")}},
     .arguments = "bad.json", .out = TOTAL("0", "1 file; 1 waived\n")},
    {"it is in another file, too, and counts there",
     .files = {{"w.json", WAIVER("\"reason\":\"x\"")}, {"other.json", BAD}},
     .arguments = "-f concise --waivers w.json bad.json other.json",
     .out = ERROR_IN("other.json"), .status = 1},
    {"globs of waivers count from the folder of their file",
     .files = {{"legacy/w.json", WAIVE("\"files\":\"/bad.json\",\"reason\":\"x\"")}},
     .arguments = "-f concise --waivers legacy/w.json bad.json legacy/bad.json",
     .out = ERROR_IN("bad.json"), .status = 1},
    {"a waiver counts on the day that it expires",
     .files = {{"w.json", WAIVER("\"reason\":\"x\",\"expires\":\"2026-01-01\"")}},
     .environment = "SOURCE_DATE_EPOCH=1767311999",
     .arguments = "--waivers w.json bad.json", .out = TOTAL("0", "1 file; 1 waived\n")},
    {"it does not on the day after, and that is said",
     .files = {{"w.json", WAIVER("\"reason\":\"x\",\"expires\":\"2026-01-01\"")}},
     .environment = "SOURCE_DATE_EPOCH=1767312000",
     .arguments = "-f concise --waivers w.json bad.json", .out = ERROR_IN("bad.json"),
     .err = W("1:13") "notice: this waiver of " RULE " expired on 2026-01-01\n",
     .status = 1},
    {"what has expired and is used no more is only said to be so",
     .files = {{"w.json", WAIVE("\"files\":\"good.json\",\"reason\":\"x\",\"expires\":"
                                "\"2026-01-01\"")}},
     .environment = "SOURCE_DATE_EPOCH=1767312000",
     .arguments = "--waivers w.json good.json", .out = TOTAL("0", "1 file\n"),
     .err = W("1:13") UNUSED},
    {"which day it is must be known",
     .files = {{"w.json", WAIVER("\"reason\":\"x\"")}},
     .environment = "SOURCE_DATE_EPOCH=today", .arguments = "--waivers w.json bad.json",
     .err = "snapguard: SOURCE_DATE_EPOCH: \"today\" is no moment in seconds since 1970\n",
     .status = 2},
    {"a waiver that nothing needs is said to be so",
     .files = {{"w.json", "{\"waivers\":[\n{\"rule\":\"" RULE
                          "\",\"files\":\"*.json\",\"reason\":\"x\"}]}"}},
     .arguments = "--waivers w.json good.json", .out = TOTAL("0", "1 file\n"),
     .err = W("2:1") UNUSED},
    {"nothing is said where none of its files was judged",
     .files = {{"w.json", WAIVER("\"reason\":\"x\"")}},
     .arguments = "--waivers w.json good.json", .out = TOTAL("0", "1 file\n")},
    {"nothing is said if --quiet is given",
     .files = {{"w.json", WAIVE("\"files\":\"*\",\"reason\":\"x\"")}},
     .arguments = "--quiet --waivers w.json good.json", .out = ""},
    {"nothing is said if the rule does not run",
     .files = {{"w.json", WAIVE("\"files\":\"*\",\"reason\":\"x\"")}},
     .arguments = "--ignore " RULE " --waivers w.json good.json",
     .out = TOTAL("0", "1 file\n")},
    {"nothing is said if one of the files could not be read",
     .files = {{"w.json", WAIVE("\"files\":\"*\",\"reason\":\"x\"")}},
     .arguments = "-f concise --waivers w.json good.json broken.json", .status = 1},
    {"it is a notice to --fail-on",
     .files = {{"w.json", WAIVE("\"files\":\"*\",\"reason\":\"x\"")}},
     .arguments = "--fail-on notice --waivers w.json good.json", .err = W("1:13") UNUSED,
     .status = 1},
    {"a pointer says which of the findings",
     .files = {{"w.json", WAIVER("\"pointer\":\"/retentionDays\",\"reason\":\"x\"")}},
     .arguments = "--waivers w.json bad.json", .out = TOTAL("0", "1 file; 1 waived\n")},
    {"another pointer is about others",
     .files = {{"w.json", WAIVER("\"pointer\":\"/retention\",\"reason\":\"x\"")}},
     .arguments = "-f concise --waivers w.json bad.json", .out = ERROR_IN("bad.json"),
     .err = W("1:13") UNUSED, .status = 1},
    {"what is inside of a text is told by a hash sign",
     .files = {{"w.json", "{\"waivers\":[{\"rule\":\"time-point-value\",\"files\":\"*\","
                          "\"pointer\":\"/timePoints#/0\",\"reason\":\"x\"}]}"}},
     .arguments = "--waivers w.json hour.json", .out = TOTAL("0", "1 file; 1 waived\n")},
    {"a pointer is about what is inside of it",
     .files = {{"w.json", "{\"waivers\":[{\"rule\":\"time-point-value\",\"files\":\"*\","
                          "\"pointer\":\"/timePoints\",\"reason\":\"x\"}]}"}},
     .arguments = "--waivers w.json hour.json", .out = TOTAL("0", "1 file; 1 waived\n")},
    {"another element is another finding",
     .files = {{"w.json", "{\"waivers\":[{\"rule\":\"time-point-value\",\"files\":\"*\","
                          "\"pointer\":\"/timePoints#/1\",\"reason\":\"x\"}]}"}},
     .arguments = "--quiet --waivers w.json hour.json", .status = 1},
    {"of a query the pointer is the parameter",
     .files = {{"a.query", "regionId=cn-hangzhou&timePoints=%5B%221%22%5D&repeatWeekdays="
                           "%5B%221%22%5D&retentionDays=0"},
               {"w.json", WAIVE("\"files\":\"*\",\"pointer\":\"retentionDays\",\"reason\":"
                                "\"x\"")}},
     .arguments = "--waivers w.json a.query", .out = TOTAL("0", "1 file; 1 waived\n")},
    {"formats for people leave out what is waived",
     .files = {{"w.json", WAIVER("\"reason\":\"x\"")}},
     .arguments = "-f github --waivers w.json bad.json", .out = ""},
    {"statistics leave out what is waived",
     .files = {{"w.json", WAIVER("\"reason\":\"x\"")}},
     .arguments = "-f concise --statistics --waivers w.json bad.json", .out = ""},
    {"what is waived takes the place of no other",
     .files = {{"w.json", WAIVER("\"reason\":\"x\"")}, {"c.json", BAD}},
     .arguments = "-f concise --max-diagnostics 1 --waivers w.json bad.json c.json",
     .out = ERROR_IN("c.json"), .status = 1},
    {"a reason must be given",
     .files = {{"w.json", WAIVER("\"owner\":\"me\"")}},
     .arguments = "--waivers w.json bad.json",
     .err = W("1:13") "\"reason\" is missing\n", .status = 2},
    {"a reason must be one",
     .files = {{"w.json", WAIVER("\"reason\":\"\"")}},
     .arguments = "--waivers w.json bad.json",
     .err = W("1:72") "reason: this must be text, and not empty\n", .status = 2},
    {"a reason of blanks is none",
     .files = {{"w.json", WAIVER("\"reason\":\" \\t\\n \"")}},
     .arguments = "--waivers w.json bad.json",
     .err = W("1:72") "reason: this must say why, and is blank\n", .status = 2},
    {"files must be given",
     .files = {{"w.json", WAIVE("\"reason\":\"x\"")}},
     .arguments = "--waivers w.json bad.json",
     .err = W("1:13") "\"files\" is missing\n", .status = 2},
    {"a key of a waiver that is not known is named",
     .files = {{"w.json", WAIVER("\"reson\":\"x\"")}},
     .arguments = "--waivers w.json bad.json",
     .err = W("1:63") "no key is called \"reson\" here; did you mean \"reason\"?\n",
     .status = 2},
    {"a day that is not in the calendar is none",
     .files = {{"w.json", WAIVER("\"reason\":\"x\",\"expires\":\"2026-02-29\"")}},
     .arguments = "--waivers w.json bad.json",
     .err = W("1:86") "expires: this must be a day: YYYY-MM-DD\n", .status = 2},
    {"a rule of a waiver that is not known is named",
     .files = {{"w.json", "{\"waivers\":[{\"rule\":\"retention-day-range\",\"files\":\"*\","
                          "\"reason\":\"x\"}]}"}},
     .arguments = "--waivers w.json bad.json",
     .err = W("1:21") "rule: no rule is called \"retention-day-range\"; did you mean \""
            RULE "\"?\n",
     .status = 2},
    {"what cannot be read is not waived",
     .files = {{"w.json", "{\"waivers\":[{\"rule\":\"invalid-json\",\"files\":\"*\","
                          "\"reason\":\"x\"}]}"}},
     .arguments = "--waivers w.json broken.json",
     .err = W("1:21") "rule: a text that was not read is never called clean, so that this "
            "one cannot be waived\n",
     .status = 2},
    {"waivers must be there",
     .files = {{"w.json", "{}"}}, .arguments = "--waivers w.json good.json",
     .err = W("1:1") "\"waivers\" is missing\n", .status = 2},
    {"waivers are an array",
     .files = {{"w.json", "{\"waivers\":{}}"}}, .arguments = "--waivers w.json good.json",
     .err = W("1:12") "waivers: this must be an array\n", .status = 2},
    {"a file of waivers must be there",
     .arguments = "--waivers none.json good.json",
     .err = "snapguard: --waivers: none.json: No such file or directory\n", .status = 2},

    /* Baselines that are wrong. */
    {"a baseline says what it is",
     .files = {{"b.json", "{\"findings\":[]}"}}, .arguments = "--baseline b.json good.json",
     .err = "snapguard: b.json:1:1: \"schema\" is missing\n", .status = 2},
    {"another version of baselines is none",
     .files = {{"b.json", "{\"schema\":\"snapguard/baseline/2\",\"findings\":[]}"}},
     .arguments = "--baseline b.json good.json",
     .err = "snapguard: b.json:1:11: schema: this must be \"snapguard/baseline/1\"\n",
     .status = 2},
    {"a fingerprint has sixteen digits",
     .files = {{"b.json", "{\"schema\":\"snapguard/baseline/1\",\"findings\":[\n{\"rule\":"
                          "\"a\",\"file\":\"b\",\"fingerprint\":\"12\"}]}"}},
     .arguments = "--baseline b.json good.json",
     .err = "snapguard: b.json:2:38: fingerprint: this must be 16 hexadecimal digits\n",
     .status = 2},
};
/* clang-format on */

static void write_files(const config_case *row, const char *folder)
{
    char name[PATH_BYTES];

    if (!row->is_no_repository) {
        snprintf(name, sizeof name, "%s/.git/HEAD", folder);
        scratch_write(name, "", 0);
    }
    for (size_t i = 0; i < COUNT(common); i++) {
        snprintf(name, sizeof name, "%s/%s", folder, common[i].name);
        scratch_write(name, common[i].text, strlen(common[i].text));
    }
    for (size_t i = 0; i < MOST_FILES && row->files[i].name; i++) {
        snprintf(name, sizeof name, "%s/%s", folder, row->files[i].name);
        scratch_write(name, row->files[i].text, strlen(row->files[i].text));
    }
}

static void does_as_it_says(void **state)
{
    const config_case *row = *state;
    char name[32];
    char folder[PATH_BYTES];
    program_result result;

    snprintf(name, sizeof name, "case-%zu", (size_t)(row - cases));
    write_files(row, name);
    snprintf(
        folder, sizeof folder, "%s/%s/%s", scratch_path(), name,
        row->folder ? row->folder : "");
    result = program_do(&(program_run){
        .folder = folder,
        .arguments = row->arguments,
        .input = row->input,
        .environment = row->environment});

    assert_string_equal(result.err, row->err ? row->err : "");
    if (row->out)
        assert_string_equal(result.out, row->out);
    if (row->has && !strstr(result.out, row->has))
        fail_msg("\"%s\" is not in \"%s\"", row->has, result.out);
    assert_int_equal(result.status, row->status);
    program_forget(&result);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases)];

    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){
            cases[i].name, does_as_it_says, NULL, NULL, (void *)&cases[i]};
    return cmocka_run_group_tests_name(
        "config_files", tests, scratch_make, scratch_remove);
}
