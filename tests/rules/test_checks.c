/* Every kind of check at both sides of its bounds. A row is the members of a request in
 * the short form of judge.h, and the rules that fire, in catalog order. */
#include "judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct check_case {
    const char *name;
    const char *members;
    const char *expected;
} check_case;

#define NAME(text) "'autoSnapshotPolicyName':'" text "'"
#define REGION(text) "'regionId':'" text "'"
#define HOURS(text) "'timePoints':'" text "'"
#define DAYS(text) "'repeatWeekdays':'" text "'"
#define RETENTION(text) "'retentionDays':" text
#define COPY "'EnableCrossRegionCopy':true,'TargetCopyRegions':'[`cn-shanghai`]'"
#define COPIES(text) COPY ",'CopiedSnapshotsRetentionDays':" text
#define TARGET(text) "'EnableCrossRegionCopy':true,'TargetCopyRegions':'" text "'"
#define ENCRYPTION(text) COPY ",'CopyEncryptionConfiguration':{" text "}"
#define KEY(text) "'Tag':[{'Key':'" text "'}]"
#define VALUE(text) "'Tag':[{'Key':'team','Value':'" text "'}]"

/* length, characters, prefix */
static const check_case names[] = {
    {"a name of 1 letter is too short",                NAME("a"),              "policy-name-length"    },
    {"a name of 2 letters is the shortest",            NAME("ab"),             ""                      },
    {"a name of 128 letters is the longest",           NAME("<128 a>"),        ""                      },
    {"a name of 129 letters is too long",              NAME("<129 a>"),        "policy-name-length"    },
    {"a name of 1 Han character is too short",         NAME("快"),            "policy-name-length"    },
    {"a name of 2 Han characters is the shortest",     NAME("快照"),         ""                      },
    {"a name of 128 Han characters is the longest",    NAME("<128 快>"),      ""                      },
    {"a name of 129 Han characters is too long",       NAME("<129 快>"),      "policy-name-length"    },
    {"a name of 1 astral character is too short",      NAME("𠮷"),           "policy-name-length"    },
    {"a name of 2 astral characters is the shortest",  NAME("𠮷𠮷"),       ""                      },
    {"a name of 128 astral characters is the longest", NAME("<128 𠮷>"),     ""                      },
    {"a name of 129 astral characters is too long",    NAME("<129 𠮷>"),
     "policy-name-length"                                                                              },
    {"a pair of escapes is one character",             NAME("\\ud842\\udfb7"), "policy-name-length"    },
    {"128 characters of both kinds are not too long",  NAME("<64 a><64 快>"), ""                      },
    {"129 characters of both kinds are too long",      NAME("<64 a><65 快>"),
     "policy-name-length"                                                                              },
    {"an empty name is not given",                     NAME(""),               ""                      },
    {"Han, hyphen and letters make a name",            NAME("备份-prod"),    ""                      },
    {"the iteration mark is Han",                      NAME("々a"),           ""                      },
    {"every sign that is allowed",                     NAME("a0:_-9Z"),        ""                      },
    {"a Han name ends in a digit",                     NAME("快照1"),        ""                      },
    {"the ideographic comma is not Han",               NAME("a、"),           "policy-name-characters"},
    {"the ideographic comma is no first letter",       NAME("、a"),           "policy-name-start"     },
    {"an accented letter is no first letter",          NAME("é1"),            "policy-name-start"     },
    {"an accented letter is no letter",                NAME("aé"),            "policy-name-characters"},
    {"a Cyrillic letter is no first letter",           NAME("Яa"),            "policy-name-start"     },
    {"a Cyrillic letter is no letter",                 NAME("aЯ"),            "policy-name-characters"},
    {"a kana is no first letter",                      NAME("あa"),           "policy-name-start"     },
    {"a full-width letter is no first letter",         NAME("Ａa"),           "policy-name-start"     },
    {"a full-width digit is no digit",                 NAME("a１"),           "policy-name-characters"},
    {"a digit is no first letter",                     NAME("1a"),             "policy-name-start"     },
    {"a colon is no first letter",                     NAME(":a"),             "policy-name-start"     },
    {"an underscore is no first letter",               NAME("_a"),             "policy-name-start"     },
    {"a hyphen is no first letter",                    NAME("-a"),             "policy-name-start"     },
    {"a full stop",                                    NAME("var.name"),       "policy-name-characters"},
    {"several wrong characters are told once",         NAME("a.b.c d"),        "policy-name-characters"},
    {"a wrong start and a wrong character",            NAME(".a.b"),
     "policy-name-start policy-name-characters"                                                        },
    {"one wrong character is too short as well",       NAME("_"),
     "policy-name-length policy-name-start"                                                            },
    {"a trailing newline of a name",                   NAME("daily\\n"),       "policy-name-characters"},
    {"a trailing newline of a Han name",               NAME("快照\\n"),      "policy-name-characters"},
    {"a trailing blank",                               NAME("daily "),         "policy-name-characters"},
    {"a NUL inside of a name",                         NAME("a\\u0000b"),      "policy-name-characters"},
    {"the character before the digits",                NAME("a/"),             "policy-name-characters"},
    {"the character behind the colon",                 NAME("a;"),             "policy-name-characters"},
    {"the character before the capitals",              NAME("a@"),             "policy-name-characters"},
    {"the character behind the capitals",              NAME("a["),             "policy-name-characters"},
    {"a circumflex",                                   NAME("a^"),             "policy-name-characters"},
    {"a grave accent",                                 NAME("a\\u0060"),       "policy-name-characters"},
    {"the character behind the small letters",         NAME("a{"),             "policy-name-characters"},
    {"http:// at the start",                           NAME("http://"),        "policy-name-url"       },
    {"https:// at the start",                          NAME("https://a b"),    "policy-name-url"       },
    {"a URL that is too long",                         NAME("http://<130 a>"),
     "policy-name-length policy-name-url"                                                              },
    {"HTTP:// is no URL of the page",                  NAME("HTTP://a"),       "policy-name-characters"},
    {"http:// behind the start",                       NAME("xhttp://a"),      "policy-name-characters"},
    {"http:/ is no URL",                               NAME("http:/"),         "policy-name-characters"},
    {"http: is a name",                                NAME("http:"),          ""                      },
    {"https is a name",                                NAME("https"),          ""                      },
};

/* pattern, member */
static const check_case regions[] = {
    {"a region id of 64 characters",         REGION("cn-<61 a>"),                         "unknown-region"           },
    {"a region id of 65 characters",         REGION("cn-<62 a>"),                         "region-id-format"         },
    {"64 characters in many words",          REGION("cn<31 -a>"),                         "unknown-region"           },
    {"66 characters in many words",          REGION("cn<32 -a>"),                         "region-id-format"         },
    {"the shortest region id",               REGION("cn-a"),                              "unknown-region"           },
    {"a region id with digits",              REGION("ap-southeast-99"),                   "unknown-region"           },
    {"a known region",                       REGION("ap-southeast-1"),                    ""                         },
    {"a trailing newline of a known region", REGION("cn-hangzhou\\n"),
     "region-id-format"                                                                                              },
    {"a trailing newline of an unknown one", REGION("cn-mars\\n"),                        "region-id-format"         },
    {"a leading blank",                      REGION(" cn-hangzhou"),                      "region-id-format"         },
    {"a trailing NUL",                       REGION("cn-hangzhou\\u0000"),                "region-id-format"         },
    {"capitals",                             REGION("CN-HANGZHOU"),                       "region-id-format"         },
    {"a capital behind the hyphen",          REGION("cn-Hangzhou"),                       "region-id-format"         },
    {"no hyphen",                            REGION("cn"),                                "region-id-format"         },
    {"nothing behind the hyphen",            REGION("cn-"),                               "region-id-format"         },
    {"nothing before the hyphen",            REGION("-hangzhou"),                         "region-id-format"         },
    {"one letter before the hyphen",         REGION("c-hangzhou"),                        "region-id-format"         },
    {"three letters before the hyphen",      REGION("cnn-hangzhou"),                      "region-id-format"         },
    {"digits before the hyphen",             REGION("c1-hangzhou"),                       "region-id-format"         },
    {"two hyphens",                          REGION("cn--hangzhou"),                      "region-id-format"         },
    {"a last hyphen",                        REGION("cn-hangzhou-"),                      "region-id-format"         },
    {"an underscore",                        REGION("cn_hangzhou"),                       "region-id-format"         },
    {"a Han region",                         REGION("cn-杭州"),                         "region-id-format"         },
    {"an empty region is missing",           REGION(""),                                  "missing-parameter"        },
    {"a destination of 64 characters",       TARGET("[`cn-<61 a>`]"),                     "unknown-copy-region"      },
    {"a destination of 65 characters",       TARGET("[`cn-<62 a>`]"),
     "copy-target-region-format"                                                                                     },
    {"a trailing newline of a destination",  TARGET("[`cn-shanghai\\\\n`]"),
     "copy-target-region-format"                                                                                     },
    {"an empty destination",                 TARGET("[``]"),                              "copy-target-region-format"},
    {"a number for a destination",           TARGET("[1]"),                               "copy-target-region-format"},
    {"null for a destination",               TARGET("[null]"),                            "copy-target-region-format"},
    {"a nested destination",                 TARGET("[[`cn-shanghai`]]"),                 "copy-target-region-format"},
    {"a misspelt destination",               TARGET("[`cn-shangai`]"),                    "unknown-copy-region"      },
    {"no destination",                       TARGET("[]"),                                "copy-target-count"        },
    {"one destination",                      TARGET("[`cn-shanghai`]"),                   ""                         },
    {"two destinations",                     TARGET("[`cn-shanghai`,`cn-beijing`]"),      "copy-target-count"        },
    {"two destinations, one malformed",      TARGET("[`cn-shanghai`,`CN`]"),
     "copy-target-count copy-target-region-format"                                                                   },
    {"a destination without an array",       TARGET("cn-shanghai"),                       "copy-target-format"       },
    {"a destination that is a JSON string",  TARGET("`cn-shanghai`"),
     "copy-target-format"                                                                                            },
    {"the policy's own region",              TARGET("[`cn-hangzhou`]"),                   "copy-target-same-region"  },
    {"the policy's own region among two",    TARGET("[`cn-shanghai`,`cn-hangzhou`]"),
     "copy-target-count copy-target-same-region"                                                                     },
    {"the same region, and unknown",         REGION("cn-mars") "," TARGET("[`cn-mars`]"),
     "unknown-region unknown-copy-region copy-target-same-region"                                                    },
    {"the same region, and malformed",       REGION("CN") "," TARGET("[`CN`]"),
     "region-id-format copy-target-region-format"                                                                    },
    {"the same region in escapes",           TARGET("[`cn\\\\u002dhangzhou`]"),
     "copy-target-same-region"                                                                                       },
};

/* count, elements, texts, distinct, ascending, apart, and the texts of lists */
static const check_case hours[] = {
    {"no hour",                                      HOURS("[]"),                                              "time-points-count"                  },
    {"no hour, with a blank",                        HOURS("[ ]"),                                             "time-points-count"                  },
    {"24 hours",
     HOURS("[`0`,`1`,`2`,`3`,`4`,`5`,`6`,`7`,`8`,`9`,`10`,`11`,`12`,`13`,`14`,"
           "`15`,`16`,`17`,`18`,`19`,`20`,`21`,`22`,`23`]"),
     "adjacent-time-points"                                                                                                                         },
    {"25 elements",
     HOURS("[`0`,`1`,`2`,`3`,`4`,`5`,`6`,`7`,`8`,`9`,`10`,`11`,`12`,`13`,`14`,`15`,`16`,"
           "`17`,`18`,`19`,`20`,`21`,`22`,`23`,`23`]"),
     "time-points-count time-point-duplicate adjacent-time-points"                                                                                  },
    {"24 is no hour",                                HOURS("[`24`]"),                                          "time-point-value"                   },
    {"-1 is no hour",                                HOURS("[`-1`]"),                                          "time-point-value"                   },
    {"minus zero is no hour",                        HOURS("[`-0`]"),                                          "time-point-value"                   },
    {"a leading zero",                               HOURS("[`02`]"),                                          "time-point-value"                   },
    {"two zeros",                                    HOURS("[`00`]"),                                          "time-point-value"                   },
    {"a leading blank in an hour",                   HOURS("[` 1`]"),                                          "time-point-value"                   },
    {"a trailing blank in an hour",                  HOURS("[`1 `]"),                                          "time-point-value"                   },
    {"a trailing newline in an hour",                HOURS("[`1\\\\n`]"),                                      "time-point-value"                   },
    {"a plus sign",                                  HOURS("[`+1`]"),                                          "time-point-value"                   },
    {"a fraction as text",                           HOURS("[`1.5`]"),                                         "time-point-value"                   },
    {"a time of the day",                            HOURS("[`01:00`]"),                                       "time-point-value"                   },
    {"an empty hour",                                HOURS("[``]"),                                            "time-point-value"                   },
    {"a full-width digit for an hour",               HOURS("[`１`]"),                                         "time-point-value"                   },
    {"an hour past 64 bits",                         HOURS("[`18446744073709551617`]"),                        "time-point-value"                   },
    {"an hour past 32 bits",                         HOURS("[4294967297]"),                                    "time-point-value"                   },
    {"an hour in escapes",                           HOURS("[`\\\\u0031`]"),                                   ""                                   },
    {"a fraction",                                   HOURS("[1.5]"),                                           "time-point-value"                   },
    {"a fraction that is whole",                     HOURS("[1.0]"),                                           "time-point-value"                   },
    {"an exponent",                                  HOURS("[1e0]"),                                           "time-point-value"                   },
    {"null for an hour",                             HOURS("[null]"),                                          "time-point-value"                   },
    {"true for an hour",                             HOURS("[true]"),                                          "time-point-value"                   },
    {"a nested hour",                                HOURS("[[`1`]]"),                                         "time-point-value"                   },
    {"an object for an hour",                        HOURS("[{`hour`:`1`}]"),                                  "time-point-value"                   },
    {"the number 24",                                HOURS("[24]"),                                            "time-point-value"                   },
    {"the number -1",                                HOURS("[-1]"),                                            "time-point-value"                   },
    {"the number 0",                                 HOURS("[0]"),                                             "time-point-number"                  },
    {"the number 23",                                HOURS("[23]"),                                            "time-point-number"                  },
    {"two numbers",                                  HOURS("[1,3]"),                                           "time-point-number time-point-number"},
    {"each wrong hour is told",                      HOURS("[`1`,`24`,`25`]"),
     "time-point-value time-point-value"                                                                                                            },
    {"an hour twice",                                HOURS("[`1`,`1`]"),                                       "time-point-duplicate"               },
    {"an hour three times",                          HOURS("[`1`,`1`,`1`]"),
     "time-point-duplicate time-point-duplicate"                                                                                                    },
    {"an hour as text and as number",                HOURS("[`1`,1]"),
     "time-point-number time-point-duplicate"                                                                                                       },
    {"a wrong hour twice is no duplicate",           HOURS("[`24`,`24`]"),
     "time-point-value time-point-value"                                                                                                            },
    {"a wrong hour is not out of order",             HOURS("[`24`,`1`]"),                                      "time-point-value"                   },
    {"a wrong number of three digits is not either", HOURS("[`999`,`1`]"),
     "time-point-value"                                                                                                                             },
    {"an order goes on behind a wrong hour",         HOURS("[`9`,`24`,`11`]"),
     "time-point-value"                                                                                                                             },
    {"descending hours",                             HOURS("[`5`,`3`]"),                                       "time-points-order"                  },
    {"an order is told once",                        HOURS("[`9`,`5`,`3`]"),                                   "time-points-order"                  },
    {"hours are ordered as numbers",                 HOURS("[`2`,`10`]"),                                      ""                                   },
    {"and not as text",                              HOURS("[`10`,`2`]"),                                      "time-points-order"                  },
    {"an hour twice and out of order",               HOURS("[`3`,`1`,`3`]"),
     "time-point-duplicate time-points-order"                                                                                                       },
    {"one hour apart",                               HOURS("[`9`,`10`]"),                                      "adjacent-time-points"               },
    {"two hours apart",                              HOURS("[`9`,`11`]"),                                      ""                                   },
    {"one hour apart in any order",                  HOURS("[`10`,`9`]"),
     "time-points-order adjacent-time-points"                                                                                                       },
    {"23 and 0 on one day of the week",              HOURS("[`0`,`23`]"),                                      ""                                   },
    {"23 and 0 on adjacent days",                    HOURS("[`0`,`23`]") "," DAYS("[`2`,`3`]"),
     "adjacent-time-points"                                                                                                                         },
    {"23 and 0 from Sunday into Monday",             HOURS("[`0`,`23`]") "," DAYS("[`1`,`7`]"),
     "adjacent-time-points"                                                                                                                         },
    {"23 and 0 on days that are apart",              HOURS("[`0`,`23`]") "," DAYS("[`1`,`3`,`5`]"),
     ""                                                                                                                                             },
    {"23 and 0 on Sunday and Tuesday",               HOURS("[`0`,`23`]") "," DAYS("[`2`,`7`]"),                ""                                   },
    {"22 and 0 on every day",
     HOURS("[`0`,`22`]") "," DAYS("[`1`,`2`,`3`,`4`,`5`,`6`,`7`]"),                                            ""                                   },
    {"23 and 1 on every day",
     HOURS("[`1`,`23`]") "," DAYS("[`1`,`2`,`3`,`4`,`5`,`6`,`7`]"),                                            ""                                   },
    {"midnight on every day",                        HOURS("[`0`]") "," DAYS("[`1`,`2`,`3`,`4`,`5`,`6`,`7`]"),
     ""                                                                                                                                             },
    {"the page's own example",                       HOURS("[`0`, `1`, … `23`]"),                            "time-points-format"                 },
    {"a blank is no array",                          HOURS(" "),                                               "time-points-format"                 },
    {"an hour without an array",                     HOURS("1"),                                               "time-points-format"                 },
    {"a list with commas",                           HOURS("1,3"),                                             "time-points-format"                 },
    {"an object is no array",                        HOURS("{`1`:`3`}"),                                       "time-points-format"                 },
    {"the text null is no array",                    HOURS("null"),                                            "time-points-format"                 },
    {"an open array",                                HOURS("[`1`"),                                            "time-points-format"                 },
    {"a trailing comma",                             HOURS("[`1`,]"),                                          "time-points-format"                 },
    {"something behind the array",                   HOURS("[`1`]x"),                                          "time-points-format"                 },
    {"a number with a leading zero",                 HOURS("[01]"),                                            "time-points-format"                 },
    {"blanks and newlines around",                   HOURS(" \\n[ `1` , `3` ]\\t\\n"),                         ""                                   },
    {"an empty text is missing",                     HOURS(""),                                                "missing-parameter"                  },
    {"a real array",                                 "'timePoints':['1','3']",                                 "list-instead-of-text"               },
    {"a real array of wrong hours",                  "'timePoints':['24','24']",                               "list-instead-of-text"               },
    {"a real array of days",                         "'repeatWeekdays':[1]",                                   "list-instead-of-text"               },
    {"a number for hours",                           "'timePoints':1",                                         "parameter-type"                     },
};

static const check_case days[] = {
    {"no day",                            DAYS("[]"),                                "weekdays-count"   },
    {"8 days",                            DAYS("[`1`,`2`,`3`,`4`,`5`,`6`,`7`,`7`]"),
     "weekdays-count weekday-duplicate"                                                                 },
    {"day 0",                             DAYS("[`0`]"),                             "weekday-value"    },
    {"day 1",                             DAYS("[`1`]"),                             ""                 },
    {"day 7",                             DAYS("[`7`]"),                             ""                 },
    {"day 8",                             DAYS("[`8`]"),                             "weekday-value"    },
    {"the number 0 for a day",            DAYS("[0]"),                               "weekday-value"    },
    {"the number 1 for a day",            DAYS("[1]"),                               "weekday-number"   },
    {"the number 7 for a day",            DAYS("[7]"),                               "weekday-number"   },
    {"the number 8 for a day",            DAYS("[8]"),                               "weekday-value"    },
    {"a day with a leading zero",         DAYS("[`01`]"),                            "weekday-value"    },
    {"a day by name",                     DAYS("[`Monday`]"),                        "weekday-value"    },
    {"a day twice",                       DAYS("[`2`,`2`]"),                         "weekday-duplicate"},
    {"days out of order",                 DAYS("[`7`,`1`]"),                         "weekdays-order"   },
    {"a wrong day is not out of order",   DAYS("[`8`,`1`]"),                         "weekday-value"    },
    {"a wrong day twice is no duplicate", DAYS("[`0`,`0`]"),
     "weekday-value weekday-value"                                                                      },
    {"days that are no array",            DAYS("1,2"),                               "weekdays-format"  },
    {"a wrong day and a wrong hour",      DAYS("[`8`]") "," HOURS("[`24`]"),
     "time-point-value weekday-value"                                                                   },
};

/* range, and the types of integers and booleans */
static const check_case numbers[] = {
    {"-2 days",                          RETENTION("-2"),                     "retention-days-range"              },
    {"-1 day is for ever",               RETENTION("-1"),                     "kept-forever"                      },
    {"0 days",                           RETENTION("0"),                      "retention-days-range"              },
    {"minus 0 days",                     RETENTION("-0"),                     "retention-days-range"              },
    {"1 day",                            RETENTION("1"),                      ""                                  },
    {"65535 days",                       RETENTION("65535"),                  ""                                  },
    {"65536 days",                       RETENTION("65536"),                  "retention-days-range"              },
    {"-1 as 32 bits without sign",       RETENTION("4294967295"),             "retention-days-range"              },
    {"1 past 32 bits",                   RETENTION("4294967297"),             "retention-days-range"              },
    {"the largest 64 bits",              RETENTION("9223372036854775807"),    "retention-days-range"              },
    {"one more",                         RETENTION("9223372036854775808"),    "retention-days-range"              },
    {"-1 as 64 bits without sign",       RETENTION("18446744073709551615"),
     "retention-days-range"                                                                                       },
    {"1 past 64 bits",                   RETENTION("18446744073709551617"),   "retention-days-range"              },
    {"twenty nines",                     RETENTION("99999999999999999999"),   "retention-days-range"              },
    {"minus twenty nines",               RETENTION("-99999999999999999999"),  "retention-days-range"              },
    {"a number of 1,000 digits",         RETENTION("<1000 9>"),               "retention-days-range"              },
    {"-1 in text",                       RETENTION("'-1'"),                   "value-as-text kept-forever"        },
    {"30 in text",                       RETENTION("'30'"),                   "value-as-text"                     },
    {"65536 in text",                    RETENTION("'65536'"),                "value-as-text retention-days-range"},
    {"twenty nines in text",             RETENTION("'99999999999999999999'"),
     "value-as-text retention-days-range"                                                                         },
    {"30.0 in text",                     RETENTION("'30.0'"),                 "parameter-type"                    },
    {"30.0",                             RETENTION("30.0"),                   "parameter-type"                    },
    {"3e1",                              RETENTION("3e1"),                    "parameter-type"                    },
    {"3e1 in text",                      RETENTION("'3e1'"),                  "parameter-type"                    },
    {"+30 in text",                      RETENTION("'+30'"),                  "parameter-type"                    },
    {"a sign alone",                     RETENTION("'-'"),                    "parameter-type"                    },
    {"two signs",                        RETENTION("'--1'"),                  "parameter-type"                    },
    {"a leading blank in a number",      RETENTION("' 30'"),                  "parameter-type"                    },
    {"a trailing newline in a number",   RETENTION("'30\\n'"),                "parameter-type"                    },
    {"a hexadecimal number",             RETENTION("'0x1e'"),                 "parameter-type"                    },
    {"full-width digits",                RETENTION("'３０'"),               "parameter-type"                    },
    {"a word",                           RETENTION("'abc'"),                  "parameter-type"                    },
    {"a fraction of days",               RETENTION("-1.0"),                   "parameter-type"                    },
    {"true days",                        RETENTION("true"),                   "parameter-type"                    },
    {"an array of days",                 RETENTION("[30]"),                   "parameter-type"                    },
    {"an object of days",                RETENTION("{}"),                     "parameter-type"                    },
    {"null days are missing",            RETENTION("null"),                   "missing-parameter"                 },
    {"an empty text of days is missing", RETENTION("''"),                     "missing-parameter"                 },
    {"-2 days of copies",                COPIES("-2"),                        "copied-retention-range"            },
    {"-1 day of copies",                 COPIES("-1"),                        "kept-forever"                      },
    {"0 days of copies",                 COPIES("0"),                         "copied-retention-range"            },
    {"1 day of copies",                  COPIES("1"),                         ""                                  },
    {"65535 days of copies",             COPIES("65535"),                     ""                                  },
    {"65536 days of copies",             COPIES("65536"),                     "copied-retention-range"            },
    {"twenty nines of copies",           COPIES("99999999999999999999"),      "copied-retention-range"            },
    {"copies for ever, without copying",
     "'EnableCrossRegionCopy':false,'CopiedSnapshotsRetentionDays':-1",       "copy-parameter-without-copy"       },
    {"both for ever",                    COPIES("-1") "," RETENTION("-1"),    "kept-forever kept-forever"         },
    {"copying is off",                   "'EnableCrossRegionCopy':false",     ""                                  },
    {"copying is off in text",           "'EnableCrossRegionCopy':'false'",   "value-as-text"                     },
    {"copying is off in capitals",       "'EnableCrossRegionCopy':'FALSE'",   "boolean-case"                      },
    {"copying is yes",                   "'EnableCrossRegionCopy':'yes'",     "parameter-type"                    },
    {"copying is 1",                     "'EnableCrossRegionCopy':1",         "parameter-type"                    },
    {"copying is an empty text",         "'EnableCrossRegionCopy':''",        ""                                  },
    {"copying is null",                  "'EnableCrossRegionCopy':null",      ""                                  },
    {"copying has a trailing newline",   "'EnableCrossRegionCopy':'true\\n'",
     "parameter-type"                                                                                             },
};

/* absent, present, differs, and their conditions */
static const check_case copies[] = {
    {"copying without a destination",                 "'EnableCrossRegionCopy':true",
     "copy-target-missing"                                                                                                      },
    {"copying with an empty destination",             TARGET(""),                                         "copy-target-missing" },
    {"copying with a null destination",
     "'EnableCrossRegionCopy':true,'TargetCopyRegions':null",                                             "copy-target-missing" },
    {"copying in text without a destination",         "'EnableCrossRegionCopy':'true'",
     "value-as-text copy-target-missing"                                                                                        },
    {"copying in capitals without a destination",     "'EnableCrossRegionCopy':'TRUE'",
     "boolean-case copy-target-missing"                                                                                         },
    {"a destination without copying",                 "'TargetCopyRegions':'[`cn-shanghai`]'",
     "copy-parameter-without-copy"                                                                                              },
    {"the own region without copying",                "'TargetCopyRegions':'[`cn-hangzhou`]'",
     "copy-parameter-without-copy"                                                                                              },
    {"each parameter without copying",
     "'TargetCopyRegions':'[`cn-shanghai`]','CopiedSnapshotsRetentionDays':1,"
     "'CopyEncryptionConfiguration':{'Encrypted':true}",                                                  "copy-parameter-without-copy copy-parameter-without-copy "
     "copy-parameter-without-copy"                                      },
    {"a condition on a faulted boolean says nothing",
     "'EnableCrossRegionCopy':'yes','CopiedSnapshotsRetentionDays':-1",                                   "parameter-type"      },
    {"a wrong list is a destination nevertheless",
     "'EnableCrossRegionCopy':true,'TargetCopyRegions':['cn-shanghai']",                                  "list-instead-of-text"},
    {"a key with encryption",                         ENCRYPTION("'Encrypted':true,'KMSKeyId':'k'"),      ""                    },
    {"a key without encryption",                      ENCRYPTION("'KMSKeyId':'k'"),
     "copy-key-without-encryption"                                                                                              },
    {"a key with encryption off",                     ENCRYPTION("'Encrypted':false,'KMSKeyId':'k'"),
     "copy-key-without-encryption"                                                                                              },
    {"an empty key without encryption",               ENCRYPTION("'Encrypted':false,'KMSKeyId':''"),
     ""                                                                                                                         },
    {"a null key without encryption",                 ENCRYPTION("'Encrypted':false,'KMSKeyId':null"),
     ""                                                                                                                         },
    {"a key with encryption in capitals",             ENCRYPTION("'Encrypted':'True','KMSKeyId':'k'"),
     "boolean-case"                                                                                                             },
    {"a key with encryption at fault",                ENCRYPTION("'Encrypted':'yes','KMSKeyId':'k'"),
     "parameter-type"                                                                                                           },
    {"encryption without a key",                      ENCRYPTION("'Encrypted':true"),                     ""                    },
    {"a parameter that is not public",                "'StorageLocationArn':'a'",
     "not-public-parameter"                                                                                                     },
    {"the same, empty",                               "'StorageLocationArn':''",                          ""                    },
    {"a list that is not public",                     ENCRYPTION("'Arn':[{'RoleType':'a'}]"),
     "not-public-parameter"                                                                                                     },
    {"a long that is not public",                     ENCRYPTION("'Arn':[{'AssumeRoleFor':9999999999}]"),
     "not-public-parameter"                                                                                                     },
    {"a long that is none",                           ENCRYPTION("'Arn':[{'AssumeRoleFor':'a'}]"),
     "not-public-parameter parameter-type"                                                                                      },
};

/* length, prefix, contains, unique, index, consecutive, member-given */
static const check_case tags[] = {
    {"a key of 1 character",                    KEY("k"),                                                  ""                                 },
    {"a key of 128 characters",                 KEY("<128 k>"),                                            ""                                 },
    {"a key of 129 characters",                 KEY("<129 k>"),                                            "tag-key-length"                   },
    {"a key of 128 Han characters",             KEY("<128 快>"),                                          ""                                 },
    {"a key of 129 Han characters",             KEY("<129 快>"),                                          "tag-key-length"                   },
    {"a key of 128 astral characters",          KEY("<128 𠮷>"),                                         ""                                 },
    {"a key of 129 astral characters",          KEY("<129 𠮷>"),                                         "tag-key-length"                   },
    {"a value of no character",                 VALUE(""),                                                 ""                                 },
    {"a value of 128 characters",               VALUE("<128 v>"),                                          ""                                 },
    {"a value of 129 characters",               VALUE("<129 v>"),                                          "tag-value-length"                 },
    {"a value of 128 astral characters",        VALUE("<128 𠮷>"),                                       ""                                 },
    {"a value of 129 astral characters",        VALUE("<129 𠮷>"),                                       "tag-value-length"                 },
    {"a key with any character",                KEY(" é、\\n\\u0000"),                                   ""                                 },
    {"a key that begins with acs:",             KEY("acs:"),                                               "tag-key-prefix"                   },
    {"a key that begins with acs",              KEY("acs"),                                                ""                                 },
    {"a key with acs: inside",                  KEY("xacs:"),                                              ""                                 },
    {"a key that begins with ACS:",             KEY("ACS:team"),                                           "tag-prefix-case"                  },
    {"a key that begins with aCs:",             KEY("aCs:"),                                               "tag-prefix-case"                  },
    {"a key that begins with aliyun",           KEY("aliyun"),                                             "tag-key-prefix"                   },
    {"a key that begins with aliyun and more",  KEY("aliyuncs"),                                           "tag-key-prefix"                   },
    {"a key that begins with aliyu",            KEY("aliyu"),                                              ""                                 },
    {"a key with aliyun inside",                KEY("my-aliyun"),                                          ""                                 },
    {"a key that begins with Aliyun",           KEY("Aliyun"),                                             "tag-prefix-case"                  },
    {"a key that begins with ALIYUN",           KEY("ALIYUN"),                                             "tag-prefix-case"                  },
    {"a key with http://",                      KEY("http://"),                                            "tag-key-url"                      },
    {"a key with https:// behind",              KEY("see https://"),                                       "tag-key-url"                      },
    {"a key with http:// behind a false start", KEY("hhttphttp://"),                                       "tag-key-url"                      },
    {"a key with both",                         KEY("http://https://"),                                    "tag-key-url"                      },
    {"a key with http:/",                       KEY("http:/"),                                             ""                                 },
    {"a key with HTTP://",                      KEY("HTTP://"),                                            ""                                 },
    {"a key with http: and // apart",           KEY("http: //"),                                           ""                                 },
    {"a key with a prefix and a URL",           KEY("acs:http://"),                                        "tag-key-prefix tag-key-url"       },
    {"a key with a prefix that is too long",    KEY("acs:<125 k>"),
     "tag-key-length tag-key-prefix"                                                                                                          },
    {"a value that begins with acs:",           VALUE("acs:"),                                             "tag-value-prefix"                 },
    {"a value that begins with ACS:",           VALUE("ACS:"),                                             "tag-prefix-case"                  },
    {"a value that is aliyun",                  VALUE("aliyun"),                                           ""                                 },
    {"a value that is Aliyun",                  VALUE("Aliyun"),                                           ""                                 },
    {"a value with acs: inside",                VALUE("my acs:"),                                          ""                                 },
    {"a value with http://",                    VALUE("x http://"),                                        "tag-value-url"                    },
    {"a value with https://",                   VALUE("https://x"),                                        "tag-value-url"                    },
    {"a value with HTTPS://",                   VALUE("HTTPS://x"),                                        ""                                 },
    {"an empty key",                            KEY(""),                                                   "tag-key-missing"                  },
    {"a null key",                              "'Tag':[{'Key':null,'Value':'v'}]",                        "tag-key-missing"                  },
    {"no key",                                  "'Tag':[{'Value':'v'}]",                                   "tag-key-missing"                  },
    {"two empty keys are no duplicates",        "'Tag':[{'Key':''},{'Key':''}]",
     "tag-key-missing tag-key-missing"                                                                                                        },
    {"an empty flat key",                       "'Tag.1.Key':''",                                          "tag-key-missing"                  },
    {"a flat value without key",                "'Tag.1.Value':'v'",                                       "tag-key-missing"                  },
    {"no tag",                                  "'Tag':[]",                                                ""                                 },
    {"null for all tags",                       "'Tag':null",                                              ""                                 },
    {"a key of the wrong type",                 "'Tag':[{'Key':30}]",                                      "parameter-type"                   },
    {"a value of the wrong type",               "'Tag':[{'Key':'k','Value':true}]",                        "parameter-type"                   },
    {"tags of the wrong type",                  "'Tag':'k'",                                               "parameter-type"                   },
    {"a tag of the wrong type",                 "'Tag':['k']",                                             "parameter-type"                   },
    {"a key twice",                             "'Tag':[{'Key':'k'},{'Key':'k'}]",                         "tag-key-duplicate"                },
    {"a key three times",                       "'Tag':[{'Key':'k'},{'Key':'k'},{'Key':'k'}]",
     "tag-key-duplicate tag-key-duplicate"                                                                                                    },
    {"a key twice, once in escapes",            "'Tag':[{'Key':'k'},{'Key':'\\u006b'}]",
     "tag-key-duplicate"                                                                                                                      },
    {"a key twice, flat",                       "'Tag.1.Key':'k','Tag.2.Key':'k'",                         "tag-key-duplicate"                },
    {"a key twice, nested and flat",            "'Tag':[{'Key':'k'}],'Tag.2.Key':'k'",
     "tag-key-duplicate"                                                                                                                      },
    {"keys in two letter cases",                "'Tag':[{'Key':'k'},{'Key':'K'}]",                         ""                                 },
    {"keys in two forms of Unicode",            "'Tag':[{'Key':'\\u00e9'},{'Key':'e\\u0301'}]",            ""                                 },
    {"equal values",                            "'Tag':[{'Key':'a','Value':'v'},{'Key':'b','Value':'v'}]", ""                                 },
    {"a key like another's value",              "'Tag':[{'Key':'a','Value':'b'},{'Key':'b'}]",             ""                                 },
    {"a long key twice",                        "'Tag':[{'Key':'<129 k>'},{'Key':'<129 k>'}]",
     "tag-key-length tag-key-length tag-key-duplicate"                                                                                        },
    {"Tag.0",                                   "'Tag.0.Key':'k'",                                         "tag-count"                        },
    {"Tag.1",                                   "'Tag.1.Key':'k'",                                         ""                                 },
    {"Tag.20",                                  "'Tag.20.Key':'k'",                                        "tag-index-gap"                    },
    {"Tag.21",                                  "'Tag.21.Key':'k'",                                        "tag-count"                        },
    {"Tag.4294967297",                          "'Tag.4294967297.Key':'k'",                                "tag-count"                        },
    {"Tag.99999999999",                         "'Tag.99999999999.Key':'k'",                               "tag-count"                        },
    {"Tag.01",                                  "'Tag.01.Key':'k'",                                        "unknown-parameter"                },
    {"Tag.x",                                   "'Tag.x.Key':'k'",                                         "unknown-parameter"                },
    {"Tag without a number",                    "'Tag..Key':'k'",                                          "unknown-parameter"                },
    {"a negative number",                       "'Tag.-1.Key':'k'",                                        "unknown-parameter"                },
    {"a segment too much",                      "'Tag.1.Key.x':'k'",                                       "unknown-parameter tag-key-missing"},
    {"Tag.1 and Tag.3",                         "'Tag.1.Key':'a','Tag.3.Key':'b'",                         "tag-index-gap"                    },
    {"Tag.1, Tag.3 and Tag.5",                  "'Tag.1.Key':'a','Tag.3.Key':'b','Tag.5.Key':'c'",
     "tag-index-gap tag-index-gap"                                                                                                            },
    {"Tag.2 alone",                             "'Tag.2.Key':'a'",                                         "tag-index-gap"                    },
    {"Tag.2 before Tag.1",                      "'Tag.2.Key':'a','Tag.1.Key':'b'",                         ""                                 },
    {"a null among nested tags",                "'Tag':[null,{'Key':'k'}]",                                "tag-index-gap"                    },
    {"nested Tag.1 and flat Tag.3",             "'Tag':[{'Key':'a'}],'Tag.3.Key':'b'",
     "tag-index-gap"                                                                                                                          },
};

static rule_judge engine;

static void expect_rules(const char *members, const char *expected)
{
    char *request = judge_request(members);
    const snapguard_report *report = judge_bytes(&engine, request, strlen(request));
    char *rules = judge_findings(report, JUDGE_RULE);

    if (strcmp(rules, expected))
        fail_msg("%s\nfires [%s], not [%s]", request, rules, expected);
    free(rules);
    free(request);
}

static void fires(void **state)
{
    const check_case *row = *state;

    expect_rules(row->members, row->expected);
}

/* ------------------------------------------------------------------------ exhaustive */

static void every_hour_is_valid(void **state)
{
    (void)state;
    for (int hour = 0; hour <= 23; hour++) {
        char *members = text_of(HOURS("[`%d`]"), hour);

        expect_rules(members, "");
        free(members);
    }
}

/* ["1","3"] in short form, for a set of days: bit 0 is Monday. */
static char *days_of(unsigned set)
{
    char list[64] = "";

    for (int day = 1; day <= 7; day++)
        if (set >> (day - 1) & 1)
            sprintf(list + strlen(list), "%s`%d`", *list ? "," : "", day);
    return text_of("[%s]", list);
}

static void every_set_of_days_is_valid(void **state)
{
    (void)state;
    for (unsigned set = 1; set < 1 << 7; set++) {
        char *list = days_of(set);
        char *members = text_of(DAYS("%s"), list);

        expect_rules(members, "");
        free(members);
        free(list);
    }
}

/* An hour apart on one day, or over midnight into a day that is scheduled, too. */
static bool is_near(int first, int second, unsigned days_set)
{
    if (second - first == 1)
        return true;
    for (int day = 0; day < 7; day++)
        if ((days_set >> day & 1) && (days_set >> (day + 1) % 7 & 1))
            return first == 0 && second == 23;
    return false;
}

static void every_pair_of_hours_on_every_set_of_days(void **state)
{
    (void)state;
    for (unsigned set = 1; set < 1 << 7; set++) {
        char *list = days_of(set);

        for (int pair = 0; pair < 24 * 24; pair++) {
            int first = pair / 24;
            int second = pair % 24;
            char *members =
                text_of(HOURS("[`%d`,`%d`]") "," DAYS("%s"), first, second, list);

            if (first < second)
                expect_rules(
                    members, is_near(first, second, set) ? "adjacent-time-points" : "");
            free(members);
        }
        free(list);
    }
}

static void every_retention(void **state)
{
    (void)state;
    for (int days_kept = -2; days_kept <= 65537; days_kept++) {
        bool is_valid = days_kept >= 1 && days_kept <= 65535;
        char *members = text_of(RETENTION("%d"), days_kept);

        if (days_kept == -1)
            expect_rules(members, "kept-forever");
        else
            expect_rules(members, is_valid ? "" : "retention-days-range");
        free(members);
    }
}

/* The public API metadata of 2025-12-19. */
static const char *const known_regions[] = {
    "cn-qingdao",
    "cn-beijing",
    "cn-zhangjiakou",
    "cn-zhengzhou-jva",
    "cn-huhehaote",
    "cn-wulanchabu",
    "cn-hangzhou",
    "cn-shanghai",
    "cn-nanjing",
    "cn-fuzhou",
    "cn-shenzhen",
    "cn-heyuan",
    "cn-guangzhou",
    "cn-chengdu",
    "cn-wuhan-lr",
    "cn-hongkong",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "us-east-1",
    "us-west-1",
    "eu-west-1",
    "eu-central-1",
    "ap-south-1",
    "me-east-1",
    "me-central-1",
    "na-south-1",
    "us-southeast-1",
    "cn-hangzhou-finance",
    "cn-shanghai-finance-1",
    "cn-shenzhen-finance-1",
    "cn-beijing-finance-1",
    "cn-heyuan-acdr-1",
};

static void every_known_region(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(known_regions); i++) {
        const char *other = i ? "cn-qingdao" : "cn-beijing";
        char *members =
            text_of(REGION("%s") "," TARGET("[`%s`]"), known_regions[i], other);

        expect_rules(members, "");
        free(members);
        members = text_of(REGION("%s") "," TARGET("[`%s`]"), other, known_regions[i]);
        expect_rules(members, "");
        free(members);
    }
}

static char *many_tags(int count, bool is_flat)
{
    char *text = text_of("%s", is_flat ? "" : "'Tag':[");

    for (int i = 1; i <= count; i++) {
        const char *comma = i > 1 ? "," : "";
        char *more = is_flat ? text_of("%s%s'Tag.%d.Key':'k%d'", text, comma, i, i)
                             : text_of("%s%s{'Key':'k%d'}", text, comma, i);

        free(text);
        text = more;
    }
    if (!is_flat) {
        char *more = text_of("%s]", text);

        free(text);
        text = more;
    }
    return text;
}

static void twenty_tags_and_no_more(void **state)
{
    (void)state;
    for (int flat = 0; flat <= 1; flat++) {
        char *enough = many_tags(20, flat);
        char *too_many = many_tags(21, flat);

        expect_rules(enough, "");
        expect_rules(too_many, "tag-count");
        free(enough);
        free(too_many);
    }
}

/* Every ASCII character behind a letter, and as the first one. */
static void every_ascii_character_of_a_name(void **state)
{
    (void)state;
    for (int c = 0; c < 0x80; c++) {
        bool is_letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        bool is_other = (c >= '0' && c <= '9') || c == ':' || c == '_' || c == '-';
        char *behind = text_of(NAME("a\\u%04x"), (unsigned)c);
        char *first = text_of(NAME("\\u%04xa"), (unsigned)c);

        expect_rules(behind, is_letter || is_other ? "" : "policy-name-characters");
        expect_rules(first, is_letter ? "" : "policy-name-start");
        free(behind);
        free(first);
    }
}

static void add_rows(rule_suite *suite, const check_case *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        suite_add_copy(suite, text_of("%s", rows[i].name), fires, &rows[i], sizeof *rows);
}

int main(void)
{
    rule_suite suite = {0};
    int failures;

    judge_open(&engine, NULL);
    add_rows(&suite, names, COUNT(names));
    add_rows(&suite, regions, COUNT(regions));
    add_rows(&suite, hours, COUNT(hours));
    add_rows(&suite, days, COUNT(days));
    add_rows(&suite, numbers, COUNT(numbers));
    add_rows(&suite, copies, COUNT(copies));
    add_rows(&suite, tags, COUNT(tags));
    suite_add(&suite, text_of("every hour"), every_hour_is_valid, NULL);
    suite_add(&suite, text_of("every set of days"), every_set_of_days_is_valid, NULL);
    suite_add(
        &suite, text_of("every pair of hours on every set of days"),
        every_pair_of_hours_on_every_set_of_days, NULL);
    suite_add(&suite, text_of("-2 to 65537 days"), every_retention, NULL);
    suite_add(&suite, text_of("every known region"), every_known_region, NULL);
    suite_add(&suite, text_of("20 and 21 tags"), twenty_tags_and_no_more, NULL);
    suite_add(
        &suite, text_of("every ASCII character of a name"),
        every_ascii_character_of_a_name, NULL);
    failures = suite_run(&suite, "checks");
    judge_close(&engine);
    return failures;
}
