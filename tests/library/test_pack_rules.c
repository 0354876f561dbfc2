/* What the rules of packs say of requests: each kind of check and each term, on both
 * sides of every bound. What is expected is what docs/packs.md says. */
#include "engines.h"
#include "packs.h"
#include "support.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

typedef struct rule_case {
    const char *name;
    const char *rule;      /* its members, in short form */
    const char *request;   /* members in place of those of the base; null removes one */
    const char *parameter; /* that the only finding is about; NULL: there is none */
    const char *message;   /* of it; NULL: any */
    const char *facts;     /* NULL: none */
} rule_case;

#define BASE                                                                             \
    "{'regionId':'cn-hangzhou','timePoints':'[`1`]','repeatWeekdays':'[`1`]',"           \
    "'retentionDays':30}"

#define MUST(place, must) "'at':'" place "','check':'value','must':" must
#define HOLDS(place, must) "'at':'" place "','check':'holds','must':" must
#define IF(condition) "'at':'regionId','check':'present','if':" condition
#define WEEKLY(bounds)                                                                   \
    "'at':'timePoints','check':'weekly','days':'repeatWeekdays'," bounds
#define TAGS "'Tag':[{'Key':'owner','Value':'a'},{'Key':'cost','Value':'CC-1'}]"
#define KEYS(all) "'at':'Tag','check':'includes','member':'Tag.N.Key','all':" all

/* clang-format off */
static rule_case rule_cases[] = {
    {"a text that is equal", MUST("regionId", "{'equals':'cn-hangzhou'}"), "{}", NULL, NULL, NULL},
    {"a text that is not", MUST("regionId", "{'equals':'cn-shanghai'}"), "{}", "regionId", NULL, NULL},
    {"a text in another letter case", MUST("autoSnapshotPolicyName", "{'equals':'daily'}"),
     "{'autoSnapshotPolicyName':'Daily'}", "autoSnapshotPolicyName", NULL, NULL},
    {"an integer that is equal", MUST("retentionDays", "{'equals':30}"), "{}", NULL, NULL, NULL},
    {"an integer one less", MUST("retentionDays", "{'equals':31}"), "{}", "retentionDays", NULL, NULL},
    {"an integer as text is the same", MUST("retentionDays", "{'equals':30}"),
     "{'retentionDays':'30'}", NULL, NULL, NULL},
    {"-1 is an integer like others", MUST("retentionDays", "{'equals':-1}"),
     "{'retentionDays':-1}", NULL, NULL, NULL},
    {"a boolean that is so", MUST("EnableCrossRegionCopy", "{'equals':false}"),
     "{'EnableCrossRegionCopy':false}", NULL, NULL, NULL},
    {"a boolean that is not", MUST("EnableCrossRegionCopy", "{'equals':true}"),
     "{'EnableCrossRegionCopy':false}", "EnableCrossRegionCopy", NULL, NULL},
    {"what is not given has no value to be wrong",
     MUST("autoSnapshotPolicyName", "{'equals':'daily'}"), "{}", NULL, NULL, NULL},

    {"a region of the pack's list", MUST("regionId", "{'in':'ours'}"),
     "{'regionId':'cn-shanghai'}", NULL, NULL, NULL},
    {"a region that is not", MUST("regionId", "{'in':'ours'}"), "{'regionId':'cn-beijing'}",
     "regionId", NULL, NULL},
    {"the documented list", MUST("regionId", "{'in':'regions'}"), "{'regionId':'cn-beijing'}",
     NULL, NULL, NULL},
    {"one of several texts", MUST("regionId", "{'in':['cn-beijing','cn-hangzhou']}"), "{}",
     NULL, NULL, NULL},
    {"none of several texts", MUST("regionId", "{'in':['cn-beijing']}"), "{}", "regionId", NULL, NULL},
    {"one of several integers", MUST("retentionDays", "{'in':[7,30]}"), "{}", NULL, NULL, NULL},
    {"none of several integers", MUST("retentionDays", "{'in':[7,29,31]}"), "{}", "retentionDays",
     NULL, NULL},
    {"a region in a list", MUST("TargetCopyRegions", "{'in':'ours'}"),
     "{'EnableCrossRegionCopy':true,'TargetCopyRegions':'[`cn-shanghai`]'}", NULL, NULL, NULL},
    {"another region in a list", MUST("TargetCopyRegions", "{'in':'ours'}"),
     "{'EnableCrossRegionCopy':true,'TargetCopyRegions':'[`cn-beijing`]'}", "TargetCopyRegions",
     NULL, NULL},

    {"what each value is, where one is of no use",
     HOLDS("Tag", "{'Tag.N.Value':{'every':{'equals':'x'}}}"),
     "{'Tag':[{'Key':'a','Value':[]}]}", NULL, NULL, NULL},
    {"what each value is, where another one is not so",
     HOLDS("Tag", "{'Tag.N.Value':{'every':{'equals':'x'}}}"),
     "{'Tag':[{'Key':'a','Value':[]},{'Key':'b','Value':'y'}]}", "Tag", NULL, NULL},
    {"what a text must not contain begins behind its middle",
     "'at':'autoSnapshotPolicyName','check':'contains','none':['yz']",
     "{'autoSnapshotPolicyName':'xyz'}", "autoSnapshotPolicyName", NULL, NULL},
    {"what a text must not contain is not looked for behind it",
     "'at':'autoSnapshotPolicyName','check':'contains','none':['-z`']",
     "{'autoSnapshotPolicyName':'xy-z'}", NULL, NULL, NULL},
    {"the first of two texts that must not be contained",
     "'at':'ResourceGroupId','check':'contains','none':['~','#']",
     "{'ResourceGroupId':'a~b'}", "ResourceGroupId", NULL, NULL},
    {"the second of two texts that must not be contained",
     "'at':'ResourceGroupId','check':'contains','none':['~','#']",
     "{'ResourceGroupId':'a#b'}", "ResourceGroupId", NULL, NULL},
    {"none of two texts that must not be contained",
     "'at':'ResourceGroupId','check':'contains','none':['~','#']",
     "{'ResourceGroupId':'a-b'}", NULL, NULL, NULL},
    {"the least that is allowed", MUST("retentionDays", "{'min':30}"), "{}", NULL, NULL, NULL},
    {"one less", MUST("retentionDays", "{'min':31}"), "{}", "retentionDays", "30 is not 31", NULL},
    {"the most that is allowed", MUST("retentionDays", "{'max':30}"), "{}", NULL, NULL, NULL},
    {"one more", MUST("retentionDays", "{'max':29}"), "{}", "retentionDays", NULL, NULL},
    {"the least of two bounds", MUST("retentionDays", "{'min':30,'max':40}"), "{}", NULL, NULL, NULL},
    {"the most of two bounds", MUST("retentionDays", "{'max':30,'min':7}"), "{}", NULL, NULL, NULL},
    {"above two bounds", MUST("retentionDays", "{'max':29,'min':7}"), "{}", "retentionDays", NULL, NULL},

    {"an integer has no length", MUST("repeatWeekdays", "{'length':{'max':9}}"),
     "{'repeatWeekdays':'[1]'}", "repeatWeekdays", NULL, NULL},
    {"an integer matches no pattern", MUST("repeatWeekdays", "{'matches':'.*'}"),
     "{'repeatWeekdays':'[1]'}", "repeatWeekdays", NULL, NULL},
    {"a text has no bounds", MUST("TargetCopyRegions", "{'min':0}"), "{'EnableCrossRegionCopy':true,'TargetCopyRegions':'[`cn-beijing`]'}",
     "TargetCopyRegions", NULL, NULL},
    {"a text is no integer", MUST("TargetCopyRegions", "{'in':[0,1]}"), "{'EnableCrossRegionCopy':true,'TargetCopyRegions':'[`cn-beijing`]'}",
     "TargetCopyRegions", NULL, NULL},
    {"an integer where a text is wanted", "'at':'repeatWeekdays','check':'includes','all':['1']",
     "{'repeatWeekdays':'[1]'}", "repeatWeekdays", NULL, NULL},
    {"a text where an integer is wanted", "'at':'TargetCopyRegions','check':'includes','all':[1]",
     "{'EnableCrossRegionCopy':true,'TargetCopyRegions':'[`cn-beijing`]'}", "TargetCopyRegions", NULL, NULL},

    {"1 elements of 2 or more", "'at':'timePoints','check':'count','min':2",
     "{'timePoints':'[`1`]'}", "timePoints", NULL, NULL},
    {"2 elements of 2 or more", "'at':'timePoints','check':'count','min':2",
     "{'timePoints':'[`1`,`5`]'}", NULL, NULL, NULL},
    {"3 elements of 2 or more", "'at':'timePoints','check':'count','min':2",
     "{'timePoints':'[`1`,`5`,`9`]'}", NULL, NULL, NULL},
    {"4 elements of 2 or more", "'at':'timePoints','check':'count','min':2",
     "{'timePoints':'[`1`,`5`,`9`,`13`]'}", NULL, NULL, NULL},
    {"1 elements of 2 at most", "'at':'timePoints','check':'count','max':2",
     "{'timePoints':'[`1`]'}", NULL, NULL, NULL},
    {"2 elements of 2 at most", "'at':'timePoints','check':'count','max':2",
     "{'timePoints':'[`1`,`5`]'}", NULL, NULL, NULL},
    {"3 elements of 2 at most", "'at':'timePoints','check':'count','max':2",
     "{'timePoints':'[`1`,`5`,`9`]'}", "timePoints", NULL, NULL},
    {"4 elements of 2 at most", "'at':'timePoints','check':'count','max':2",
     "{'timePoints':'[`1`,`5`,`9`,`13`]'}", "timePoints", NULL, NULL},
    {"1 elements of 2 to 3", "'at':'timePoints','check':'count','min':2,'max':3",
     "{'timePoints':'[`1`]'}", "timePoints", NULL, NULL},
    {"2 elements of 2 to 3", "'at':'timePoints','check':'count','min':2,'max':3",
     "{'timePoints':'[`1`,`5`]'}", NULL, NULL, NULL},
    {"3 elements of 2 to 3", "'at':'timePoints','check':'count','min':2,'max':3",
     "{'timePoints':'[`1`,`5`,`9`]'}", NULL, NULL, NULL},
    {"4 elements of 2 to 3", "'at':'timePoints','check':'count','min':2,'max':3",
     "{'timePoints':'[`1`,`5`,`9`,`13`]'}", "timePoints", NULL, NULL},
    {"1 points a week of 2 or more", WEEKLY("'min':2"),
     "{'timePoints':'[`1`]'}", "timePoints", NULL, NULL},
    {"2 points a week of 2 or more", WEEKLY("'min':2"),
     "{'timePoints':'[`1`,`5`]'}", NULL, NULL, NULL},
    {"3 points a week of 2 or more", WEEKLY("'min':2"),
     "{'timePoints':'[`1`,`5`,`9`]'}", NULL, NULL, NULL},
    {"4 points a week of 2 or more", WEEKLY("'min':2"),
     "{'timePoints':'[`1`,`5`,`9`,`13`]'}", NULL, NULL, NULL},
    {"1 points a week of 2 at most", WEEKLY("'max':2"),
     "{'timePoints':'[`1`]'}", NULL, NULL, NULL},
    {"2 points a week of 2 at most", WEEKLY("'max':2"),
     "{'timePoints':'[`1`,`5`]'}", NULL, NULL, NULL},
    {"3 points a week of 2 at most", WEEKLY("'max':2"),
     "{'timePoints':'[`1`,`5`,`9`]'}", "timePoints", NULL, NULL},
    {"4 points a week of 2 at most", WEEKLY("'max':2"),
     "{'timePoints':'[`1`,`5`,`9`,`13`]'}", "timePoints", NULL, NULL},
    {"1 points a week of 2 to 3", WEEKLY("'min':2,'max':3"),
     "{'timePoints':'[`1`]'}", "timePoints", NULL, NULL},
    {"2 points a week of 2 to 3", WEEKLY("'min':2,'max':3"),
     "{'timePoints':'[`1`,`5`]'}", NULL, NULL, NULL},
    {"3 points a week of 2 to 3", WEEKLY("'min':2,'max':3"),
     "{'timePoints':'[`1`,`5`,`9`]'}", NULL, NULL, NULL},
    {"4 points a week of 2 to 3", WEEKLY("'min':2,'max':3"),
     "{'timePoints':'[`1`,`5`,`9`,`13`]'}", "timePoints", NULL, NULL},

    {"some key of tags that are not there",
     HOLDS("regionId", "{'Tag.N.Key':{'some':{'equals':'owner'}}}"), "{}", "regionId", NULL, NULL},
    {"every key of tags that are not there",
     HOLDS("regionId", "{'Tag.N.Key':{'every':{'equals':'owner'}}}"), "{}", NULL, NULL, NULL},
    {"some tag of those that are not there",
     HOLDS("regionId", "{'Tag':{'some':{'Tag.N.Key':'given'}}}"), "{}", "regionId", NULL, NULL},
    {"every tag of those that are not there",
     HOLDS("regionId", "{'Tag':{'every':{'Tag.N.Key':'absent'}}}"), "{}", NULL, NULL, NULL},
    {"some element of a list that is not there",
     HOLDS("regionId", "{'TargetCopyRegions':{'some':{'matches':'.*'}}}"), "{}", "regionId", NULL,
     NULL},
    {"every element of a list that is not there",
     HOLDS("regionId", "{'TargetCopyRegions':{'every':{'equals':'x'}}}"), "{}", NULL, NULL, NULL},
    {"some key, which is the first", HOLDS("Tag", "{'Tag.N.Key':{'some':{'equals':'owner'}}}"),
     "{" TAGS "}", NULL, NULL, NULL},
    {"some key, which is the last", HOLDS("Tag", "{'Tag.N.Key':{'some':{'equals':'cost'}}}"),
     "{" TAGS "}", NULL, NULL, NULL},
    {"every key, of which the first is not so",
     HOLDS("Tag", "{'Tag.N.Key':{'every':{'equals':'cost'}}}"), "{" TAGS "}", "Tag", NULL, NULL},
    {"some tag, which is the first",
     HOLDS("Tag", "{'Tag':{'some':{'Tag.N.Key':{'equals':'owner'}}}}"), "{" TAGS "}", NULL, NULL,
     NULL},
    {"every tag, of which the first is not so",
     HOLDS("Tag", "{'Tag':{'every':{'Tag.N.Key':{'equals':'cost'}}}}"), "{" TAGS "}", "Tag", NULL,
     NULL},
    {"a group that is given", HOLDS("regionId", "{'CopyEncryptionConfiguration':'given'}"),
     "{'EnableCrossRegionCopy':true,'TargetCopyRegions':'[`cn-beijing`]','CopyEncryptionConfiguration':{'Encrypted':true}}", NULL, NULL, NULL},
    {"a group that is not given", HOLDS("regionId", "{'CopyEncryptionConfiguration':'given'}"),
     "{}", "regionId", NULL, NULL},
    {"a value that the documented rules refuse", MUST("retentionDays", "{'max':7}"),
     "{'retentionDays':65537}", NULL, NULL, NULL},
    {"an element that the documented rules refuse", MUST("TargetCopyRegions", "{'in':'ours'}"),
     "{'EnableCrossRegionCopy':true,'TargetCopyRegions':'[`CN!`,`cn-shanghai`]'}", NULL, NULL, NULL},
    {"a list that the documented rules refuse", "'at':'timePoints','check':'count','max':1",
     "{'timePoints':'[`1`<24 ,`1`>]'}", NULL, NULL, NULL},
    {"an empty list, which they refuse, too", "'at':'timePoints','check':'count','min':1",
     "{'timePoints':'[]'}", NULL, NULL, NULL},
    {"a list of which they refuse an element", "'at':'timePoints','check':'count','max':1",
     "{'timePoints':'[`1`,`24`]'}", "timePoints", NULL, NULL},
    {"the key of one tag, which they refuse, and not that of another",
     MUST("Tag.N.Key", "{'equals':'x'}"), "{'Tag':[{'Key':'x'},{'Key':'acs:y'}]}", NULL, NULL, NULL},
    {"the value of a tag whose key is missing", MUST("Tag.N.Value", "{'equals':'x'}"),
     "{'Tag':[{'Key':'x','Value':'x'},{'Value':'y'}]}", "Tag.2.Value", NULL, NULL},
    {"tags that must have a value", "'at':'Tag','check':'member-given','member':'Tag.N.Value'",
     "{'Tag':[{'Key':'a','Value':'b'},{'Key':'c'}]}", "Tag.2.Value", NULL, NULL},
    {"tags that must have a value if their key is this one",
     "'at':'Tag','check':'member-given','member':'Tag.N.Value','if':{'Tag.N.Key':{'equals':'c'}}",
     "{'Tag':[{'Key':'a'},{'Key':'c'}]}", "Tag.2.Value", NULL, NULL},
    {"some tag, beside items of another list",
     HOLDS("Tag", "{'Tag':{'some':{'Tag.N.Key':{'equals':'owner'}}}}"),
     "{'CopyEncryptionConfiguration':{'Arn':[{'RoleType':'user'}]}," TAGS "}", NULL, NULL, NULL},
    {"no tag, beside items of another list",
     HOLDS("Tag", "{'Tag':{'some':{'Tag.N.Key':{'equals':'nobody'}}}}"),
     "{'CopyEncryptionConfiguration':{'Arn':[{'RoleType':'user'}]}," TAGS "}", "Tag", NULL, NULL},
    {"every tag, beside items of another list",
     HOLDS("Tag", "{'Tag':{'every':{'Tag.N.Key':'given'}}}"),
     "{'CopyEncryptionConfiguration':{'Arn':[{'RoleType':'user'}]}," TAGS "}", NULL, NULL, NULL},
    {"the number of tags, beside items of another list",
     HOLDS("Tag", "{'Tag':{'count':{'max':2}}}"),
     "{'CopyEncryptionConfiguration':{'Arn':[{'RoleType':'user'}]}," TAGS "}", NULL, NULL, NULL},

    {"an hour as text", MUST("timePoints", "{'min':2,'max':5}"), "{'timePoints':'[`2`,`5`]'}",
     NULL, NULL, NULL},
    {"an hour as integer", MUST("timePoints", "{'min':2,'max':5}"), "{'timePoints':'[2,5]'}",
     NULL, NULL, NULL},
    {"an hour too early, as text", MUST("timePoints", "{'min':2,'max':5}"),
     "{'timePoints':'[`1`,`5`]'}", "timePoints", "`1` is not 31", NULL},
    {"an hour too early, as integer", MUST("timePoints", "{'min':2,'max':5}"),
     "{'timePoints':'[1,5]'}", "timePoints", "1 is not 31", NULL},
    {"an hour too late, as text", MUST("timePoints", "{'min':2,'max':5}"),
     "{'timePoints':'[`2`,`6`]'}", "timePoints", "`6` is not 31", NULL},
    {"an hour too late, as integer", MUST("timePoints", "{'min':2,'max':5}"),
     "{'timePoints':'[2,6]'}", "timePoints", "6 is not 31", NULL},
    {"an hour too late, written needlessly", MUST("timePoints", "{'min':2,'max':5}"),
     "{'timePoints':'[`2`, `\\\\u0036`]'}", "timePoints", NULL, NULL},
    {"an hour of a set over midnight", MUST("timePoints", "{'in':[22,23,0,1]}"),
     "{'timePoints':'[`0`,`22`]'}", NULL, NULL, NULL},
    {"an hour that the set leaves out", MUST("timePoints", "{'in':[22,23,0,1]}"),
     "{'timePoints':'[`0`,`21`]'}", "timePoints", NULL, NULL},
    {"an hour of a set of texts, as text", MUST("timePoints", "{'in':['0','1']}"),
     "{'timePoints':'[`0`,`1`]'}", NULL, NULL, NULL},
    {"an integer is no text", MUST("timePoints", "{'in':['0','1']}"), "{'timePoints':'[0,`1`]'}",
     "timePoints", NULL, NULL},
    {"a day of the working week", MUST("repeatWeekdays", "{'max':5}"),
     "{'repeatWeekdays':'[`1`,`5`]'}", NULL, NULL, NULL},
    {"a day of the weekend", MUST("repeatWeekdays", "{'max':5}"), "{'repeatWeekdays':'[`5`,`6`]'}",
     "repeatWeekdays", NULL, NULL},

    {"a whole match", MUST("autoSnapshotPolicyName", "{'matches':'[a-z]+-daily'}"),
     "{'autoSnapshotPolicyName':'shop-daily'}", NULL, NULL, NULL},
    {"the beginning alone", MUST("autoSnapshotPolicyName", "{'matches':'shop'}"),
     "{'autoSnapshotPolicyName':'shop-daily'}", "autoSnapshotPolicyName", NULL, NULL},
    {"the end alone", MUST("autoSnapshotPolicyName", "{'matches':'daily'}"),
     "{'autoSnapshotPolicyName':'shop-daily'}", "autoSnapshotPolicyName", NULL, NULL},
    {"one of two ways, whole", MUST("autoSnapshotPolicyName", "{'matches':'a|shop'}"),
     "{'autoSnapshotPolicyName':'ab'}", "autoSnapshotPolicyName", NULL, NULL},
    {"a character is one, however many bytes it has",
     MUST("autoSnapshotPolicyName", "{'matches':'..'}"), "{'autoSnapshotPolicyName':'备份'}",
     NULL, NULL, NULL},
    {"classes know all of Unicode", MUST("autoSnapshotPolicyName", "{'matches':'\\\\w+'}"),
     "{'autoSnapshotPolicyName':'备份'}", NULL, NULL, NULL},
    {"a pattern that takes too many steps lets nothing pass",
     MUST("autoSnapshotPolicyName", "{'matches':'(?:a+)+b|a*-b'}"),
     "{'autoSnapshotPolicyName':'<60 a>-b'}", "autoSnapshotPolicyName", NULL, NULL},
    {"nor turned about", MUST("autoSnapshotPolicyName", "{'not':{'matches':'(?:a+)+b'}}"),
     "{'autoSnapshotPolicyName':'<60 a>-b'}", "autoSnapshotPolicyName", NULL, NULL},
    {"nor as a condition", IF("{'autoSnapshotPolicyName':{'matches':'(?:a+)+b'}}") ",'ifNot':"
     "{'Tag':'given'}", "{'autoSnapshotPolicyName':'<60 a>-b'}", NULL, NULL, NULL},
    {"a condition that takes too many steps does not keep a rule from firing",
     MUST("retentionDays", "{'max':29}") ",'if':{'autoSnapshotPolicyName':"
     "{'matches':'(?:a+)+b'}}", "{'autoSnapshotPolicyName':'<60 a>-b'}", "retentionDays", NULL, NULL},
    {"nor does one turned about", MUST("retentionDays", "{'max':29}") ",'ifNot':"
     "{'autoSnapshotPolicyName':{'matches':'(?:a+)+b'}}", "{'autoSnapshotPolicyName':'<60 a>-b'}",
     "retentionDays", NULL, NULL},
    {"what must hold and takes too many steps does not",
     HOLDS("regionId", "{'autoSnapshotPolicyName':{'not':{'matches':'(?:a+)+b'}}}"),
     "{'autoSnapshotPolicyName':'<60 a>-b'}", "regionId", NULL, NULL},

    {"the check of a pattern, whole", "'at':'autoSnapshotPolicyName','check':'pattern',"
     "'pattern':'[a-z]+'", "{'autoSnapshotPolicyName':'daily'}", NULL, NULL, NULL},
    {"the check of a pattern, in part", "'at':'autoSnapshotPolicyName','check':'pattern',"
     "'pattern':'[a-z]+'", "{'autoSnapshotPolicyName':'daily-1'}", "autoSnapshotPolicyName", NULL,
     NULL},
    {"the check of a pattern that takes too many steps", "'at':'autoSnapshotPolicyName',"
     "'check':'pattern','pattern':'(?:a+)+b|a*-b'", "{'autoSnapshotPolicyName':'<60 a>-b'}",
     "autoSnapshotPolicyName", NULL, NULL},
    {"the check of a pattern, of an element", "'at':'TargetCopyRegions','check':'pattern',"
     "'pattern':'us-.*'", "{'EnableCrossRegionCopy':true,'TargetCopyRegions':'[`cn-shanghai`]'}",
     "TargetCopyRegions", NULL, NULL},

    {"as many characters as allowed", MUST("autoSnapshotPolicyName", "{'length':{'max':4}}"),
     "{'autoSnapshotPolicyName':'备份ab'}", NULL, NULL, NULL},
    {"one character too many", MUST("autoSnapshotPolicyName", "{'length':{'max':4}}"),
     "{'autoSnapshotPolicyName':'备份abc'}", "autoSnapshotPolicyName", NULL, NULL},
    {"as many characters as needed", MUST("autoSnapshotPolicyName", "{'length':{'min':3}}"),
     "{'autoSnapshotPolicyName':'备份a'}", NULL, NULL, NULL},
    {"one character too few", MUST("autoSnapshotPolicyName", "{'length':{'min':3}}"),
     "{'autoSnapshotPolicyName':'备份'}", "autoSnapshotPolicyName", NULL, NULL},

    {"not this", MUST("regionId", "{'not':{'equals':'cn-hangzhou'}}"), "{}", "regionId", NULL, NULL},
    {"not that", MUST("regionId", "{'not':{'equals':'cn-beijing'}}"), "{}", NULL, NULL, NULL},
    {"one of two predicates", MUST("retentionDays", "{'any':[{'equals':-1},{'min':30}]}"), "{}",
     NULL, NULL, NULL},
    {"the other of two predicates", MUST("retentionDays", "{'any':[{'equals':-1},{'min':31}]}"),
     "{'retentionDays':-1}", NULL, NULL, NULL},
    {"one predicate of one", MUST("retentionDays", "{'any':[{'equals':30}]}"), "{}", NULL, NULL, NULL},
    {"none of two predicates", MUST("retentionDays", "{'any':[{'equals':-1},{'min':31}]}"), "{}",
     "retentionDays", NULL, NULL},
    {"both of two predicates", MUST("regionId", "{'matches':'cn-.*','length':{'max':11}}"), "{}",
     NULL, NULL, NULL},
    {"the first of two predicates alone", MUST("regionId", "{'matches':'cn-.*','length':{'max':10}}"),
     "{}", "regionId", NULL, NULL},
    {"the second of two predicates alone", MUST("regionId", "{'matches':'us-.*','length':{'max':11}}"),
     "{}", "regionId", NULL, NULL},

    {"a tag of this key", MUST("Tag.N.Value", "{'matches':'CC-[0-9]'}") ",'if':{'Tag.N.Key':"
     "{'equals':'cost'}}", "{" TAGS "}", NULL, NULL, NULL},
    {"a tag of this key that is wrong", MUST("Tag.N.Value", "{'matches':'CC-[0-9]{2}'}")
     ",'if':{'Tag.N.Key':{'equals':'cost'}}", "{" TAGS "}", "Tag.2.Value", NULL, NULL},
    {"a tag of this key, and a condition on the region",
     MUST("Tag.N.Value", "{'matches':'CC-[0-9]{2}'}") ",'if':{'Tag.N.Key':{'equals':'cost'},"
     "'regionId':{'equals':'cn-hangzhou'}}", "{" TAGS "}", "Tag.2.Value", NULL, NULL},
    {"a tag of this key, and a condition on the region that does not hold",
     MUST("Tag.N.Value", "{'matches':'CC-[0-9]{2}'}") ",'if':{'Tag.N.Key':{'equals':'cost'},"
     "'regionId':{'equals':'cn-beijing'}}", "{" TAGS "}", NULL, NULL, NULL},
    {"an empty value of a tag is a value", MUST("Tag.N.Value", "{'equals':''}"),
     "{'Tag':[{'Key':'a','Value':''}]}", NULL, NULL, NULL},
    {"a tag without a value has none", MUST("Tag.N.Value", "{'equals':'x'}"),
     "{'Tag':[{'Key':'a'}]}", NULL, NULL, NULL},

    {"keys that are all there", KEYS("['owner','cost']"), "{" TAGS "}", NULL, NULL, NULL},
    {"a key that is missing", "'message':'{missing}'," KEYS("['owner','cost','env']"), "{" TAGS "}",
     "Tag", "`env`", NULL},
    {"keys without tags", "'message':'{missing}'," KEYS("['owner','cost']"), "{}", "Tag",
     "`owner`, `cost`", NULL},
    {"a key in another letter case", KEYS("['Owner']"), "{" TAGS "}", "Tag", NULL, NULL},
    {"days that are all there, as text", "'at':'repeatWeekdays','check':'includes','all':[1,7]",
     "{'repeatWeekdays':'[`7`,`1`]'}", NULL, NULL, NULL},
    {"days that are all there, as integers", "'at':'repeatWeekdays','check':'includes','all':[1,7]",
     "{'repeatWeekdays':'[7,1]'}", NULL, NULL, NULL},
    {"days of which one is missing", "'message':'{missing}','at':'repeatWeekdays',"
     "'check':'includes','all':[1,6,7]", "{'repeatWeekdays':'[7,`1`]'}", "repeatWeekdays", "6", NULL},
    {"hours of which midnight is missing", "'message':'{missing}','at':'timePoints',"
     "'check':'includes','all':[0,1]", "{}", "timePoints", "0", NULL},
    {"a text that is there", "'at':'TargetCopyRegions','check':'includes','all':['cn-beijing']",
     "{'EnableCrossRegionCopy':true,'TargetCopyRegions':'[`cn-beijing`]'}", NULL, NULL, NULL},
    {"a text that is not there", "'at':'TargetCopyRegions','check':'includes','all':['cn-beijing']",
     "{'EnableCrossRegionCopy':true,'TargetCopyRegions':'[`cn-shanghai`]'}", "TargetCopyRegions",
     NULL, NULL},

    {"as many points a week as allowed", WEEKLY("'max':4"),
     "{'timePoints':'[`1`,`5`]','repeatWeekdays':'[`1`,`3`]'}", NULL, NULL, NULL},
    {"points a week over that", "'message':'{count}'," WEEKLY("'max':3"),
     "{'timePoints':'[`1`,`5`]','repeatWeekdays':'[`1`,`3`]'}", "timePoints", "4", NULL},
    {"as many points a week as needed", WEEKLY("'min':4"),
     "{'timePoints':'[1,5]','repeatWeekdays':'[1,3]'}", NULL, NULL, NULL},
    {"points a week below that", WEEKLY("'min':5"),
     "{'timePoints':'[1,5]','repeatWeekdays':'[1,3]'}", "timePoints", NULL, NULL},
    {"an hour twice is one point", WEEKLY("'max':1"), "{'timePoints':'[`1`,`1`]'}", NULL, NULL, NULL},

    {"what must be given is", HOLDS("autoSnapshotPolicyName", "{'autoSnapshotPolicyName':'given'}"),
     "{'autoSnapshotPolicyName':'daily'}", NULL, NULL, NULL},
    {"what must be given is not",
     HOLDS("autoSnapshotPolicyName", "{'autoSnapshotPolicyName':'given'}"), "{}",
     "autoSnapshotPolicyName", NULL, NULL},
    {"what is empty is not given",
     HOLDS("autoSnapshotPolicyName", "{'autoSnapshotPolicyName':'given'}"),
     "{'autoSnapshotPolicyName':''}", "autoSnapshotPolicyName", NULL, NULL},
    {"what must be absent is", HOLDS("StorageLocationArn", "{'StorageLocationArn':'absent'}"), "{}",
     NULL, NULL, NULL},
    {"copies that are encrypted", HOLDS("CopyEncryptionConfiguration.Encrypted",
     "{'CopyEncryptionConfiguration.Encrypted':true}") ",'if':{'EnableCrossRegionCopy':true}",
     "{'EnableCrossRegionCopy':true,'TargetCopyRegions':'[`cn-shanghai`]',"
     "'CopyEncryptionConfiguration':{'Encrypted':true}}", NULL, NULL, NULL},
    {"copies that are not encrypted", HOLDS("CopyEncryptionConfiguration.Encrypted",
     "{'CopyEncryptionConfiguration.Encrypted':true}") ",'if':{'EnableCrossRegionCopy':true}",
     "{'EnableCrossRegionCopy':true,'TargetCopyRegions':'[`cn-shanghai`]',"
     "'CopyEncryptionConfiguration':{'Encrypted':false}}", "CopyEncryptionConfiguration.Encrypted",
     NULL, NULL},
    {"copies of which nothing is said", HOLDS("CopyEncryptionConfiguration.Encrypted",
     "{'CopyEncryptionConfiguration.Encrypted':true}") ",'if':{'EnableCrossRegionCopy':true}",
     "{'EnableCrossRegionCopy':true,'TargetCopyRegions':'[`cn-shanghai`]'}",
     "CopyEncryptionConfiguration.Encrypted", NULL, NULL},
    {"no copies", HOLDS("CopyEncryptionConfiguration.Encrypted",
     "{'CopyEncryptionConfiguration.Encrypted':true}") ",'if':{'EnableCrossRegionCopy':true}", "{}",
     NULL, NULL, NULL},

    {"all of two conditions", HOLDS("regionId", "{'all':[{'regionId':'given'},"
     "{'retentionDays':{'equals':30}}]}"), "{}", NULL, NULL, NULL},
    {"one of all conditions is missing", HOLDS("regionId", "{'all':[{'regionId':'given'},"
     "{'retentionDays':{'equals':31}}]}"), "{}", "regionId", NULL, NULL},
    {"any of two conditions", HOLDS("regionId", "{'any':[{'Tag':'given'},{'retentionDays':"
     "{'equals':30}}]}"), "{}", NULL, NULL, NULL},
    {"none of any conditions", HOLDS("regionId", "{'any':[{'Tag':'given'},{'retentionDays':"
     "{'equals':31}}]}"), "{}", "regionId", NULL, NULL},
    {"all of one condition", HOLDS("regionId", "{'all':[{'retentionDays':{'equals':31}}]}"), "{}",
     "regionId", NULL, NULL},
    {"any of one condition", HOLDS("regionId", "{'any':[{'retentionDays':{'equals':30}}]}"), "{}",
     NULL, NULL, NULL},
    {"not a condition", HOLDS("regionId", "{'not':{'retentionDays':{'equals':30}}}"), "{}",
     "regionId", NULL, NULL},
    {"not another condition", HOLDS("regionId", "{'not':{'retentionDays':{'equals':31}}}"), "{}",
     NULL, NULL, NULL},
    {"what is not given meets no predicate", HOLDS("regionId", "{'autoSnapshotPolicyName':{'not':"
     "{'equals':'a'}}}"), "{}", "regionId", NULL, NULL},
    {"and so it meets what is turned about", HOLDS("regionId", "{'not':{'autoSnapshotPolicyName':"
     "{'equals':'a'}}}"), "{}", NULL, NULL, NULL},

    {"a rule for this region", MUST("retentionDays", "{'min':31}") ",'if':{'regionId':{'matches':"
     "'cn-.*'}}", "{}", "retentionDays", NULL, NULL},
    {"a rule for other regions", MUST("retentionDays", "{'min':31}") ",'if':{'regionId':{'matches':"
     "'us-.*'}}", "{}", NULL, NULL, NULL},
    {"a rule for all but this region", MUST("retentionDays", "{'min':31}") ",'ifNot':{'regionId':"
     "{'equals':'cn-hangzhou'}}", "{}", NULL, NULL, NULL},
    {"a rule for all but other regions", MUST("retentionDays", "{'min':31}") ",'ifNot':{'regionId':"
     "{'equals':'cn-beijing'}}", "{}", "retentionDays", NULL, NULL},
    {"bounds of their own at each place", "'at':[{'parameter':'retentionDays','must':{'max':30}},"
     "{'parameter':'CopiedSnapshotsRetentionDays','must':{'max':6}}],'check':'value'",
     "{'EnableCrossRegionCopy':true,'TargetCopyRegions':'[`cn-shanghai`]',"
     "'CopiedSnapshotsRetentionDays':7}", "CopiedSnapshotsRetentionDays", NULL, NULL},

    {"some element is so", HOLDS("timePoints", "{'timePoints':{'some':{'equals':5}}}"),
     "{'timePoints':'[`1`,`5`]'}", NULL, NULL, NULL},
    {"no element is so", HOLDS("timePoints", "{'timePoints':{'some':{'equals':6}}}"),
     "{'timePoints':'[`1`,5]'}", "timePoints", NULL, NULL},
    {"every element is so", HOLDS("timePoints", "{'timePoints':{'every':{'max':5}}}"),
     "{'timePoints':'[1,5]'}", NULL, NULL, NULL},
    {"an element is not so", HOLDS("timePoints", "{'timePoints':{'every':{'max':4}}}"),
     "{'timePoints':'[1,5]'}", "timePoints", NULL, NULL},
    {"as many elements as allowed", HOLDS("timePoints", "{'timePoints':{'count':{'max':2}}}"),
     "{'timePoints':'[1,5]'}", NULL, NULL, NULL},
    {"an element too many", HOLDS("timePoints", "{'timePoints':{'count':{'max':2}}}"),
     "{'timePoints':'[`1`,`5`,`9`]'}", "timePoints", NULL, NULL},
    {"as many elements as needed", HOLDS("timePoints", "{'timePoints':{'count':{'min':2}}}"),
     "{'timePoints':'[`1`,`5`]'}", NULL, NULL, NULL},
    {"an element too few", HOLDS("timePoints", "{'timePoints':{'count':{'min':2}}}"),
     "{'timePoints':'[`1`]'}", "timePoints", NULL, NULL},
    {"as many tags as allowed", HOLDS("Tag", "{'Tag':{'count':{'max':2}}}"), "{" TAGS "}", NULL,
     NULL, NULL},
    {"a tag too many", HOLDS("Tag", "{'Tag':{'count':{'max':1}}}"), "{" TAGS "}", "Tag", NULL, NULL},
    {"no tag where one is needed", HOLDS("Tag", "{'Tag':{'count':{'min':1}}}"), "{}", "Tag", NULL, NULL},
    {"some tag is so", HOLDS("Tag", "{'Tag':{'some':{'Tag.N.Key':{'equals':'cost'},"
     "'Tag.N.Value':{'equals':'CC-1'}}}}"), "{" TAGS "}", NULL, NULL, NULL},
    {"key and value of different tags are no tag", HOLDS("Tag", "{'Tag':{'some':{'Tag.N.Key':"
     "{'equals':'owner'},'Tag.N.Value':{'equals':'CC-1'}}}}"), "{" TAGS "}", "Tag", NULL, NULL},
    {"some tag, where the region is so", HOLDS("Tag", "{'Tag':{'some':{'Tag.N.Key':{'equals':'cost'},"
     "'regionId':{'equals':'cn-hangzhou'}}}}"), "{" TAGS "}", NULL, NULL, NULL},
    {"some tag, where the region is not so", HOLDS("Tag", "{'Tag':{'some':{'Tag.N.Key':"
     "{'equals':'cost'},'regionId':{'equals':'cn-beijing'}}}}"), "{" TAGS "}", "Tag", NULL, NULL},
    {"every tag is so", HOLDS("Tag", "{'Tag':{'every':{'Tag.N.Value':{'length':{'max':4}}}}}"),
     "{" TAGS "}", NULL, NULL, NULL},
    {"a tag is not so", HOLDS("Tag", "{'Tag':{'every':{'Tag.N.Value':{'length':{'max':3}}}}}"),
     "{" TAGS "}", "Tag", NULL, NULL},
    {"some key is so", HOLDS("Tag", "{'Tag.N.Key':{'some':{'equals':'cost'}}}"), "{" TAGS "}", NULL,
     NULL, NULL},
    {"no key is so", HOLDS("Tag", "{'Tag.N.Key':{'some':{'equals':'CC-1'}}}"), "{" TAGS "}", "Tag",
     NULL, NULL},

    {"a fact below its bound", HOLDS("regionId", "{'facts':{'regions.{regionId}.policyCount':"
     "{'max':79}}}"), "{}", NULL, NULL, "{'regions':{'cn-hangzhou':{'policyCount':79}}}"},
    {"a fact above its bound", HOLDS("regionId", "{'facts':{'regions.{regionId}.policyCount':"
     "{'max':79}}}"), "{}", "regionId", NULL, "{'regions':{'cn-hangzhou':{'policyCount':80}}}"},
    {"a fact that is not known is no finding", HOLDS("regionId", "{'facts':{'regions.{regionId}"
     ".policyCount':{'max':79}}}"), "{}", NULL, NULL, NULL},
    {"a fact of another region", HOLDS("regionId", "{'facts':{'regions.{regionId}.policyCount':"
     "{'max':79}}}"), "{}", NULL, NULL, "{'regions':{'cn-beijing':{'policyCount':80}}}"},
    {"a fact that is true", HOLDS("regionId", "{'facts':{'kms.activated':true}}"), "{}", NULL, NULL,
     "{'kms':{'activated':true}}"},
    {"a fact that is not true", HOLDS("regionId", "{'facts':{'kms.activated':true}}"), "{}",
     "regionId", NULL, "{'kms':{'activated':false}}"},
    {"a rule where a fact is so", MUST("retentionDays", "{'max':29}") ",'if':{'facts':"
     "{'kms.activated':true}}", "{}", "retentionDays", NULL, "{'kms':{'activated':true}}"},
    {"a rule where a fact is not so", MUST("retentionDays", "{'max':29}") ",'if':{'facts':"
     "{'kms.activated':true}}", "{}", NULL, NULL, "{'kms':{'activated':false}}"},
    {"a rule where a fact is not known", MUST("retentionDays", "{'max':29}") ",'if':{'facts':"
     "{'kms.activated':true}}", "{}", NULL, NULL, NULL},
    {"the check of a fact below its bound", "'check':'fact','fact':'regions.{regionId}.policyCount',"
     "'at':'regionId','below':80", "{}", NULL, NULL, "{'regions':{'cn-hangzhou':{'policyCount':79}}}"},
    {"the check of a fact at its bound", "'check':'fact','fact':'regions.{regionId}.policyCount',"
     "'at':'regionId','below':80", "{}", "regionId", NULL,
     "{'regions':{'cn-hangzhou':{'policyCount':80}}}"},

    {"what is refused by a documented rule is said once",
     MUST("retentionDays", "{'min':7}"), "{'retentionDays':0}", NULL, NULL, NULL},
    {"an element that is refused is said once", MUST("timePoints", "{'max':5}"),
     "{'timePoints':'[`1`,`24`]'}", NULL, NULL, NULL},
    {"another element is said all the same", MUST("timePoints", "{'max':5}"),
     "{'timePoints':'[`6`,`24`]'}", "timePoints", "`6` is not 31", NULL},
    {"a tag's key that is refused is said once", MUST("Tag.N.Key", "{'matches':'[a-z]+'}"),
     "{'Tag':[{'Key':'acs:x','Value':'a'}]}", NULL, NULL, NULL},
    {"a second tag's key that is empty is said once", MUST("Tag.N.Key", "{'matches':'[a-z]+'}"),
     "{'Tag':[{'Key':'a','Value':'a'},{'Key':'','Value':'a'}]}", NULL, NULL, NULL},
    {"a value of the wrong type is said once", MUST("retentionDays", "{'min':7}"),
     "{'retentionDays':'abc'}", NULL, NULL, NULL},
    {"a value of the wrong type can't be decided on", HOLDS("regionId", "{'retentionDays':"
     "{'min':7}}"), "{'retentionDays':'abc'}", NULL, NULL, NULL},
    {"what is missing and required is said once", HOLDS("retentionDays", "{'retentionDays':"
     "{'min':7}}"), "{'retentionDays':null}", NULL, NULL, NULL},
    {"what may have been meant is said once",
     HOLDS("autoSnapshotPolicyName", "{'autoSnapshotPolicyName':'given'}"),
     "{'AutoSnapshotPolicyName':'daily'}", NULL, NULL, NULL},
};
/* clang-format on */

static char *read_short(const char *text)
{
    return pack_new(text).bytes;
}

static char *request_of(const char *members)
{
    char *base = read_short(BASE);
    char *patch = read_short(members);
    json_t *request = json_loads(base, 0, NULL);
    json_t *changes = json_loads(patch, 0, NULL);
    const char *key;
    json_t *value;
    char *text;

    assert_non_null(request);
    assert_non_null(changes);
    json_object_foreach (changes, key, value) {
        if (json_is_null(value))
            json_object_del(request, key);
        else
            json_object_set(request, key, value);
    }
    text = json_dumps(request, JSON_COMPACT);
    json_decref(changes);
    json_decref(request);
    free(patch);
    free(base);
    return text;
}

static snapguard_options *options_of(const rule_case *row)
{
    static const char message[] = "'message':['{value} is not 31','m'],";
    bool has_message = strncmp(row->rule, "'message'", 9) == 0;
    snapguard_options *options = options_new();
    char rule[2048];
    pack_text pack;

    snprintf(
        rule, sizeof rule, "{'id':'acme/x','severity':'error',%s%s}",
        has_message ? "" : message, row->rule);
    pack = pack_of_rules(rule);
    assert_int_equal(
        snapguard_options_add_pack(options, pack.bytes, pack.size), SNAPGUARD_OK);
    free(pack.bytes);
    if (row->facts) {
        char *facts = read_short(row->facts);

        assert_int_equal(
            snapguard_options_set_facts(options, facts, strlen(facts)), SNAPGUARD_OK);
        free(facts);
    }
    return options;
}

static size_t count_of(const snapguard_report *report, const char *rule)
{
    size_t count = 0;

    for (size_t i = 0; i < snapguard_report_count(report); i++)
        count +=
            strcmp(snapguard_finding_rule(snapguard_report_finding(report, i)), rule) ==
            0;
    return count;
}

static void
expect_text(const snapguard_finding *finding, snapguard_text which, const char *expected)
{
    char text[256];

    snapguard_finding_text(finding, which, true, text, sizeof text);
    assert_string_equal(text, expected);
}

static void expect(const rule_case *row, const snapguard_report *report)
{
    const snapguard_finding *finding = finding_of(report, "acme/x");

    assert_int_equal(count_of(report, "acme/x"), row->parameter != NULL);
    if (!row->parameter)
        return;
    expect_text(finding, SNAPGUARD_TEXT_PARAMETER, row->parameter);
    if (row->message) {
        char message[256];

        snprintf(message, sizeof message, "%s", row->message);
        for (char *c = message; *c; c++)
            *c = *c == '`' ? '"' : *c;
        expect_text(finding, SNAPGUARD_TEXT_MESSAGE, message);
    }
}

static void judge_by(const rule_case *row, bool jit)
{
    snapguard_options *options = options_of(row);
    char *request = request_of(row->request);
    const snapguard_report *report;
    checker judge;

    snapguard_options_set_jit(options, jit);
    judge = checker_new(options);
    report = check_text(&judge, SNAPGUARD_JSON, request);
    expect(row, report);
    free(request);
    checker_free(&judge);
}

/* With machine code for patterns, and without. */
static void rule_says(void **state)
{
    judge_by(*state, true);
    judge_by(*state, false);
}

/* The rules of the built-in pack say what they say without the pack. */
static void documented_findings_stay(void **state)
{
    const rule_case *row = *state;
    checker with = checker_new(options_of(row));
    snapguard_options *options = options_new();
    char *request = request_of(row->request);
    const snapguard_report *more;
    const snapguard_report *report;
    checker without;
    size_t i;

    if (row->facts) {
        char *facts = read_short(row->facts);

        assert_int_equal(
            snapguard_options_set_facts(options, facts, strlen(facts)), SNAPGUARD_OK);
        free(facts);
    }
    without = checker_new(options);
    report = check_text(&without, SNAPGUARD_JSON, request);
    more = check_text(&with, SNAPGUARD_JSON, request);
    for (i = 0; i < snapguard_report_count(report); i++)
        assert_string_equal(
            snapguard_finding_rule(snapguard_report_finding(more, i)),
            snapguard_finding_rule(snapguard_report_finding(report, i)));
    assert_int_equal(snapguard_report_count(more), i + (size_t)(row->parameter != NULL));
    free(request);
    checker_free(&without);
    checker_free(&with);
}

/* A query says the same as JSON. */
static void a_query_is_judged_likewise(void **state)
{
    static const rule_case row = {
        NULL,
        MUST("Tag.N.Value", "{'matches':'CC-[0-9]+'}") ",'if':{'Tag.N.Key':"
                                                       "{'equals':'cost'},'regionId':{'"
                                                       "matches':'cn-.*'}}",
        NULL,
        NULL,
        NULL,
        NULL};
    checker judge = checker_new(options_of(&row));
    const snapguard_report *report = check_text(
        &judge, SNAPGUARD_QUERY,
        "regionId=cn-hangzhou&timePoints=%5B%221%22%5D&repeatWeekdays=%5B%221%22%5D"
        "&retentionDays=30&Tag.1.Key=owner&Tag.1.Value=x&Tag.2.Key=cost&Tag.2.Value=x");

    (void)state;
    assert_int_equal(count_of(report, "acme/x"), 1);
    expect_text(finding_of(report, "acme/x"), SNAPGUARD_TEXT_PARAMETER, "Tag.2.Value");
    checker_free(&judge);
}

/* So many tags, each of which asks a condition that no tag meets: of n tags it takes
 * about 1,000 times n squared steps to see that. */
static size_t count_with_tags(size_t tags)
{
    static const rule_case row = {
        NULL,
        MUST(
            "Tag.N.Value",
            "{'equals':'x'}") ",'if':{'Tag':{'some':{'Tag.N.Value':{'any':["
                              "{'equals':'y'}<999 ,{'equals':'y'}>]}}}}",
        NULL,
        NULL,
        NULL,
        NULL};
    checker judge = checker_new(options_of(&row));
    char text[4096] = "regionId=cn-hangzhou&timePoints=%5B%221%22%5D&repeatWeekdays="
                      "%5B%221%22%5D&retentionDays=30";
    size_t count;

    for (size_t i = 1; i <= tags; i++) {
        size_t used = strlen(text);

        snprintf(
            text + used, sizeof text - used, "&Tag.%zu.Key=k%zu&Tag.%zu.Value=v", i, i,
            i);
    }
    /* One request takes nothing from the next. */
    for (int i = 0; i < 20; i++)
        check_text(&judge, SNAPGUARD_QUERY, text);
    count = count_of(check_text(&judge, SNAPGUARD_QUERY, text), "acme/x");
    checker_free(&judge);
    return count;
}

/* A condition that is too long to be decided does not keep a rule from firing. */
static void a_request_may_take_so_many_steps(void **state)
{
    (void)state;
    assert_int_equal(count_with_tags(10), 0);
    assert_true(count_with_tags(20) > 0);
}

/* Also where a rule looks at a list twice. */
static void elements_come_in_the_order_of_their_list(void **state)
{
    static const rule_case row = {
        .rule = "'at':['timePoints','timePoints'],'check':'value','must':{'min':20}"};
    static const char *const values[] = {"\"1\"", "\"1\"", "\"3\"", "\"3\""};
    checker judge = checker_new(options_of(&row));
    char *request = request_of("{'timePoints':'[`1`,`3`]'}");
    const snapguard_report *report = check_text(&judge, SNAPGUARD_JSON, request);
    size_t found = 0;

    (void)state;
    assert_int_equal(count_of(report, "acme/x"), COUNT(values));
    for (size_t i = 0; i < snapguard_report_count(report); i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);

        if (strcmp(snapguard_finding_rule(finding), "acme/x") == 0)
            expect_text(finding, SNAPGUARD_TEXT_VALUE, values[found++]);
    }
    free(request);
    checker_free(&judge);
}

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(a_query_is_judged_likewise),
        cmocka_unit_test(elements_come_in_the_order_of_their_list),
        cmocka_unit_test(a_request_may_take_so_many_steps)};
    struct CMUnitTest rows[COUNT(rule_cases)];
    struct CMUnitTest documented[COUNT(rule_cases)];
    int failed = cmocka_run_group_tests_name("rules of packs", alone, NULL, NULL);

    for (size_t i = 0; i < COUNT(rule_cases); i++) {
        rows[i] = (struct CMUnitTest){
            rule_cases[i].name, rule_says, NULL, NULL, &rule_cases[i]};
        documented[i] = (struct CMUnitTest){
            rule_cases[i].name, documented_findings_stay, NULL, NULL, &rule_cases[i]};
    }
    failed += cmocka_run_group_tests_name("what they say", rows, NULL, NULL);
    failed += cmocka_run_group_tests_name("documented rules", documented, NULL, NULL);
    return failed;
}
