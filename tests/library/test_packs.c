/* What a pack of an organisation may be, and where and how it is said that one is not. */
#include "engines.h"
#include "packs.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static snapguard_status load(const pack_text *pack, snapguard_error *error)
{
    snapguard_options *options = options_new();

    assert_int_equal(
        snapguard_options_add_pack(options, pack->bytes, pack->size), SNAPGUARD_OK);
    return engine_status(options, error);
}

/* ------------------------------------------------------------------- what is refused */

/* The mark in the text is the place that the error must name. */
typedef struct wrong_case {
    const char *name;
    const char *text;
    const char *message; /* what it begins with */
} wrong_case;

#define RULE(members) "{'id':'acme/x','severity':'error'," members "}"
#define VALUE(place, members)                                                            \
    RULE("'at':'" place "','check':'value','message':'m'," members)
#define IF(condition)                                                                    \
    RULE("'at':'regionId','check':'present','message':'m','if':" condition)
#define HOLDS(condition)                                                                 \
    RULE("'at':'regionId','check':'holds','message':'m','must':" condition)
#define MESSAGE(check, text) RULE(check ",'message':" text)
#define OVERLAP                                                                          \
    "'at':'timePoints','check':'overlap','days':'repeatWeekdays','fact':'"               \
    "snapshotMinutes'"

/* clang-format off */
static wrong_case wrong_packs[] = {
    {"nothing at all", "@", "pack: not JSON: a value is expected here"},
    {"a text that ends too early", "{'schema'@", "pack: not JSON"},
    {"a comma too many", "{'schema':'snapguard/pack/1',@}", "pack: not JSON"},
    {"a byte that is not UTF-8", "{'schema':'@\xFF'}", "pack: not UTF-8"},
    {"33 levels", "<32 [>@[<33 ]>", "pack: too many levels"},
    {"65,537 values", "[<65535 0,>@0]", "pack: too many values"},
    {"a megabyte and a byte", "<1048576  >@ ", "pack: too many bytes"},
    {"a key twice", "{'schema':1,\n@'schema':1}", "pack: this key stands here twice"},
    {"an integer that is too large", "{'x':12345678901234567890123456789@0}",
     "pack: too big integer"},
    {"no object", "@[]", "pack: a pack must be an object"},
    {"an empty object", "@{}", "pack: \"schema\" is missing"},
    {"a member that is none", "{" PACK_HEAD ",'name':'acme',@'rulse':[]}",
     "pack: \"rulse\" has no meaning here; did you mean \"rules\"?"},
    {"a member that is like none", "{" PACK_HEAD ",'name':'acme','rules':[],@'x':1}",
     "pack: \"x\" has no meaning here"},
    {"parameters of its own", "{" PACK_HEAD ",'name':'acme','rules':[],@'parameters':[]}",
     "pack: \"parameters\" is for the built-in pack alone"},
    {"errors of its own", "{" PACK_HEAD ",'name':'acme','rules':[],@'errors':[]}",
     "pack: \"errors\" is for the built-in pack alone"},
    {"another language", "{'schema':@'snapguard/pack/2'}",
     "pack: \"schema\" must be \"snapguard/pack/1\""},
    {"no name", "@{" PACK_HEAD ",'rules':[]}", "pack: \"name\" is missing"},
    {"an empty name", "{" PACK_HEAD ",'name':@'','rules':[]}", "pack: \"name\" must be 1 to 32"},
    {"a name of 33 letters", "{" PACK_HEAD ",'name':@'<33 a>','rules':[]}",
     "pack: \"name\" must be 1 to 32"},
    {"a name in capitals", "{" PACK_HEAD ",'name':@'Acme','rules':[]}",
     "pack: \"name\" must be 1 to 32"},
    {"a name with a slash", "{" PACK_HEAD ",'name':@'a/b','rules':[]}",
     "pack: \"name\" must be 1 to 32"},
    {"a name that begins behind the letters", "{" PACK_HEAD ",'name':@'{a','rules':[]}",
     "pack: \"name\" must be 1 to 32"},
    {"a name that goes on behind the letters", "{" PACK_HEAD ",'name':@'a{','rules':[]}",
     "pack: \"name\" must be 1 to 32"},
    {"a name that is a number", "{" PACK_HEAD ",'name':@7,'rules':[]}",
     "pack: \"name\" must be 1 to 32"},
    {"a name that begins with a digit", "{" PACK_HEAD ",'name':@'1a','rules':[]}",
     "pack: \"name\" must be 1 to 32"},
    {"no rules", "@{" PACK_HEAD ",'name':'acme'}", "pack: \"rules\" is missing"},
    {"rules that are no array", "{" PACK_HEAD ",'name':'acme','rules':@{}}",
     "pack: \"rules\" must be an array"},
    {"a rule that is no object", "{" PACK_HEAD ",'name':'acme','rules':[@1]}",
     "acme: a rule must be an object"},
    {"a place behind wide characters",
     "{" PACK_HEAD ",'name':'acme','title':'快照\xF0\x9F\x98\x80','rules':@1}",
     "pack: \"rules\" must be an array"},

    {"no operation", "@{'schema':'snapguard/pack/1','edition':'2024-04-11','name':'acme',"
     "'rules':[]}", "pack: \"operation\" is missing"},
    {"no edition", "@{'schema':'snapguard/pack/1','name':'acme','rules':[],'operation':{}}",
     "pack: \"edition\" is missing"},
    {"an operation without a version",
     "{'schema':'snapguard/pack/1','edition':'2024-04-11','name':'acme','rules':[],"
     "'operation':@{'product':'Ecs','name':'CreateAutoSnapshotPolicy'}}",
     "acme: \"version\" is missing"},
    {"another operation",
     "{'schema':'snapguard/pack/1','edition':'2024-04-11','name':'acme','rules':[],"
     "'operation':{'product':'Ecs','name':@'ModifyAutoSnapshotPolicyEx','version':'2014-05-26'}}",
     "acme: the pack is for the operation \"ModifyAutoSnapshotPolicyEx\", and this engine "
     "judges \"CreateAutoSnapshotPolicy\""},
    {"another version",
     "{'schema':'snapguard/pack/1','edition':'2024-04-11','name':'acme','rules':[],"
     "'operation':{'product':'Ecs','name':'CreateAutoSnapshotPolicy','version':@'2017-06-26'}}",
     "acme: the pack is for the API version \"2017-06-26\""},
    {"another product",
     "{'schema':'snapguard/pack/1','edition':'2024-04-11','name':'acme','rules':[],"
     "'operation':{'product':@'NAS','name':'CreateAutoSnapshotPolicy','version':'2014-05-26'}}",
     "acme: the pack is for the product \"NAS\""},
    {"another edition",
     "{'schema':'snapguard/pack/1','edition':@'2026-09-01','name':'acme','rules':[],"
     "'operation':{'product':'Ecs','name':'CreateAutoSnapshotPolicy','version':'2014-05-26'}}",
     "acme: the pack is for the edition \"2026-09-01\", and this engine judges \"2024-04-11\""},
    {"an operation with a header",
     "{'schema':'snapguard/pack/1','edition':'2024-04-11','name':'acme','rules':[],"
     "'operation':{'product':'Ecs','name':'CreateAutoSnapshotPolicy','version':'2014-05-26',"
     "@'header':'x'}}", "acme: \"header\" is for the built-in pack alone"},

    {"a severity of no rule", "{" PACK_HEAD ",'name':'acme','rules':[],'severities':"
     "{@'kept-for-ever':'error'}}",
     "acme: \"kept-for-ever\" is no documented rule; did you mean \"kept-forever\"?"},
    {"a severity of its own rule", "{" PACK_HEAD ",'name':'acme','rules':[],'severities':"
     "{@'acme/x':'error'}}", "acme: \"acme/x\" is no documented rule"},
    {"a documented error as a warning", "{" PACK_HEAD ",'name':'acme','rules':[],'severities':"
     "{'tag-count':@'warning'}}",
     "acme: \"tag-count\" is of severity \"error\": a pack may raise it, and not lower it"},
    {"a documented rule that is off", "{" PACK_HEAD ",'name':'acme','rules':[],'severities':"
     "{'time-points-order':@'off'}}",
     "acme: \"time-points-order\" is of severity \"notice\": a pack may raise it"},
    {"a warning as a notice", "{" PACK_HEAD ",'name':'acme','rules':[],'severities':"
     "{'unknown-region':@'notice'}}", "acme: \"unknown-region\" is of severity \"warning\""},
    {"a severity that is none", "{" PACK_HEAD ",'name':'acme','rules':[],'severities':"
     "{'tag-count':@'fatal'}}", "acme: a severity must be"},
    {"a severity that is a number", "{" PACK_HEAD ",'name':'acme','rules':[],'severities':"
     "{'tag-count':@1}}", "acme: a severity must be"},
    {"severities that are an array", "{" PACK_HEAD ",'name':'acme','rules':[],'severities':@[]}",
     "pack: \"severities\" must be an object"},

    {"a list in place of the documented one",
     "{" PACK_HEAD ",'name':'acme','rules':[],'lists':{@'regions':['cn-hangzhou']}}",
     "acme: \"regions\" is a list of the built-in pack, which a pack can't replace"},
    {"a list that is a text", "{" PACK_HEAD ",'name':'acme','rules':[],'lists':{'a':@'b'}}",
     "acme: \"a\" must be an array, or an object with \"values\""},
    {"a list that holds a number",
     "{" PACK_HEAD ",'name':'acme','rules':[],'lists':{'a':['b',@1]}}",
     "acme: \"a\" must hold texts only"},
    {"a list that holds an empty text",
     "{" PACK_HEAD ",'name':'acme','rules':[],'lists':{'a':['b',@'']}}",
     "acme: \"a\" must hold texts only"},
    {"a list without values", "{" PACK_HEAD ",'name':'acme','rules':[],'lists':{'a':@{'date':'x'}}}",
     "acme: \"values\" is missing"},
    {"a list with another member",
     "{" PACK_HEAD ",'name':'acme','rules':[],'lists':{'a':{'values':['x'],@'dates':'x'}}}",
     "acme: \"dates\" has no meaning here; did you mean \"date\"?"},
};

static wrong_case wrong_rules[] = {
    {"no check", "@{'id':'acme/x'}", "acme/x: \"check\" is missing"},
    {"a check that is a number", "{'id':'acme/x','check':@1}", "acme/x: \"check\" must be a string"},
    {"a check that is none", "{'id':'acme/x','check':@'vlaue'}",
     "acme/x: \"vlaue\" is no check; did you mean \"value\"?"},
    {"a check that is like none", "{'id':'acme/x','check':@'sorcery'}",
     "acme/x: \"sorcery\" is no check"},
    {"a fault", RULE("'check':@'fault','fault':'syntax','message':'m'"),
     "acme/x: faults are for documented rules alone, whose severities a pack may raise"},
    {"no id", "@{'severity':'error','at':'regionId','check':'absent','message':'m'}",
     "acme: \"id\" is missing"},
    {"an id that is a number",
     "{'id':@1,'severity':'error','at':'regionId','check':'absent','message':'m'}",
     "acme: \"id\" must be a string"},
    {"a documented rule again",
     "{'id':@'tag-count','severity':'notice','at':'regionId','check':'absent','message':'m'}",
     "tag-count: this is a documented rule: a pack may add rules \"acme/…\" and raise "
     "severities, but not replace a rule"},
    {"an id without the pack's name",
     "{'id':@'x','severity':'error','at':'regionId','check':'absent','message':'m'}",
     "x: the id must be \"acme/\" and lower-case letters"},
    {"an id of another pack",
     "{'id':@'other/x','severity':'error','at':'regionId','check':'absent','message':'m'}",
     "other/x: the id must be \"acme/\""},
    {"an id of the pack's name alone",
     "{'id':@'acme/','severity':'error','at':'regionId','check':'absent','message':'m'}",
     "acme/: the id must be \"acme/\""},
    {"an id in capitals",
     "{'id':@'acme/X','severity':'error','at':'regionId','check':'absent','message':'m'}",
     "acme/X: the id must be \"acme/\""},
    {"an id that goes on behind the letters",
     "{'id':@'acme/{','severity':'error','at':'regionId','check':'absent','message':'m'}",
     "acme/{: the id must be \"acme/\""},
    {"an id of 65 letters",
     "{'id':@'acme/<65 x>','severity':'error','at':'regionId','check':'absent','message':'m'}",
     "acme/xxxxx"},
    {"an id twice",
     "{'id':'acme/x','severity':'error','at':'regionId','check':'absent','message':'m'},\n"
     "{'id':@'acme/x','severity':'error','at':'regionId','check':'absent','message':'m'}",
     "acme/x: another rule has this id, too"},
    {"no severity", "@{'id':'acme/x','at':'regionId','check':'absent','message':'m'}",
     "acme/x: \"severity\" is missing"},
    {"a severity that is none",
     "{'id':'acme/x','severity':@'fatal','at':'regionId','check':'absent','message':'m'}",
     "acme/x: \"severity\" must be \"off\", \"notice\", \"warning\" or \"error\""},
    {"a severity of a rule that is a number",
     "{'id':'acme/x','severity':@1,'at':'regionId','check':'absent','message':'m'}",
     "acme/x: \"severity\" must be \"off\", \"notice\", \"warning\" or \"error\""},
    {"a category", RULE("'category':@'api','at':'regionId','check':'absent','message':'m'"),
     "acme/x: \"category\" must be \"policy\""},
    {"an answer of the service",
     RULE("'at':'regionId','check':'absent','message':'m',@'answer':{}"),
     "acme/x: \"answer\" is for the built-in pack alone"},
    {"a strict severity",
     RULE("'at':'regionId','check':'absent','message':'m',@'strict':'error'"),
     "acme/x: \"strict\" is for the built-in pack alone"},
    {"a slip in a member", RULE("'at':'regionId','check':'absent',@'mesage':'m'"),
     "acme/x: \"mesage\" has no meaning here; did you mean \"message\"?"},
    {"a slip in an operand",
     RULE("'at':'regionId','check':'pattern',@'patern':'a','message':'m'"),
     "acme/x: \"patern\" has no meaning here; did you mean \"pattern\"?"},
    {"a fix", RULE("'at':'regionId','check':'absent','message':'m',@'fix':{}"),
     "acme/x: \"fix\" is for the built-in pack alone"},
    {"accepted examples that are no array",
     RULE("'at':'regionId','check':'absent','message':'m','accept':@{}"),
     "acme/x: \"accept\" must be an array"},

    {"no place", "@" RULE("'check':'absent','message':'m'"), "acme/x: \"at\" is missing"},
    {"a place that is none", RULE("'at':@'region','check':'absent','message':'m'"),
     "acme/x: \"region\" is no parameter; did you mean \"regionId\"?"},
    {"a place that is like none", RULE("'at':@'x','check':'absent','message':'m'"),
     "acme/x: \"x\" is no parameter"},
    {"a place by its other name", RULE("'at':@'RegionId','check':'absent','message':'m'"),
     "acme/x: \"RegionId\" is no parameter"},
    {"a place that every operation has", RULE("'at':@'Action','check':'absent','message':'m'"),
     "acme/x: \"Action\" is no parameter"},
    {"a place that is a number", RULE("'at':@1,'check':'absent','message':'m'"),
     "acme/x: \"at\" must be a parameter, or places"},
    {"no places", RULE("'at':@[],'check':'absent','message':'m'"),
     "acme/x: \"at\" must be a parameter, or places"},
    {"a second place that is none", RULE("'at':['regionId',@'x'],'check':'absent','message':'m'"),
     "acme/x: \"x\" is no parameter"},
    {"a second place that is a number",
     RULE("'at':['regionId',@2],'check':'absent','message':'m'"),
     "acme/x: \"at\" must name parameters"},
    {"a place without a parameter", RULE("'at':[@{'if':{}}],'check':'absent','message':'m'"),
     "acme/x: \"parameter\" is missing"},
    {"a place with another member",
     RULE("'at':{'parameter':'regionId',@'message':'n'},'check':'absent','message':'m'"),
     "acme/x: \"message\" has no meaning here"},
    {"a place with another check's operand",
     RULE("'at':{'parameter':'regionId',@'min':1},'check':'absent','message':'m'"),
     "acme/x: \"min\" has no meaning here"},
    {"a length of an integer", RULE("'at':@'retentionDays','check':'length','max':1,'message':'m'"),
     "acme/x: the check \"length\" does not fit the type of retentionDays"},
    {"a length of a list", RULE("'at':@'timePoints','check':'length','max':1,'message':'m'"),
     "acme/x: the check \"length\" does not fit the type of timePoints"},
    {"a range of a text", RULE("'at':@'regionId','check':'range','max':1,'message':'m'"),
     "acme/x: the check \"range\" does not fit the type of regionId"},
    {"a value of a group",
     RULE("'at':@'CopyEncryptionConfiguration','check':'value','must':{'min':1},'message':'m'"),
     "acme/x: the check \"value\" does not fit"},
    {"an index of a member", RULE("'at':@'Tag.N.Key','check':'index','min':1,'max':2,'message':'m'"),
     "acme/x: the check \"index\" does not fit"},

    {"a check without its operand", "@" RULE("'at':'Tag.N.Key','check':'prefix','message':'m'"),
     "acme/x: \"none\" is missing"},
    {"a range without a bound", "@" RULE("'at':'retentionDays','check':'range','message':'m'"),
     "acme/x: \"min\" or \"max\" is missing"},
    {"a fact without a question",
     "@" RULE("'check':'fact','fact':'kms.activated','message':'m'"),
     "acme/x: \"is\", \"below\" or \"exists\" is missing"},
    {"an operand of another type",
     RULE("'at':'retentionDays','check':'range','min':@'7','message':'m'"),
     "acme/x: \"min\" must be an integer"},
    {"a negative length", RULE("'at':'regionId','check':'length','min':@-1,'message':'m'"),
     "acme/x: \"min\" must be an integer from 0 on"},
    {"bounds the wrong way round",
     RULE("'at':'retentionDays','check':'range','min':@8,'max':7,'message':'m'"),
     "acme/x: \"min\" is more than \"max\""},
    {"bounds of a place the wrong way round",
     RULE("'at':{'parameter':'retentionDays','min':@8},'check':'range','max':7,'message':'m'"),
     "acme/x: \"min\" is more than \"max\""},
    {"a pattern of the rule where a place says other things",
     RULE("'at':{'parameter':'regionId'},'check':'pattern','pattern':@'[a-','message':'m'"),
     "acme/x: \"pattern\" is no pattern: "},
    {"exceptions that are no integers",
     RULE("'at':'retentionDays','check':'range','min':7,'also':@['x'],'message':'m'"),
     "acme/x: \"also\" must be an array of integers"},
    {"exceptions that are one integer",
     RULE("'at':'retentionDays','check':'range','min':7,'also':@9,'message':'m'"),
     "acme/x: \"also\" must be an array of integers"},
    {"words that are empty", RULE("'at':'regionId','check':'prefix','none':@[''],'message':'m'"),
     "acme/x: \"none\" must be an array of strings that are not empty"},
    {"a pattern that is none",
     RULE("'at':'regionId','check':'pattern','pattern':@'[a-','message':'m'"),
     "acme/x: \"pattern\" is no pattern: missing terminating ]"},
    {"a pattern that looks at bytes",
     RULE("'at':'regionId','check':'pattern','pattern':@'\\\\C','message':'m'"),
     "acme/x: \"pattern\" is no pattern: "},
    {"a pattern of 513 bytes",
     RULE("'at':'regionId','check':'pattern','pattern':@'<513 a>','message':'m'"),
     "acme/x: \"pattern\" is no pattern: it has more than 512 bytes"},
    {"words that a pattern knows",
     RULE("'at':'regionId','check':'pattern','pattern':'a',@'known':'ours','message':'m'"),
     "acme/x: \"known\" is for the built-in pack alone"},
    {"a class without brackets", RULE("'at':'regionId','check':'characters','class':@'a-z',"
     "'which':'first','message':'m'"), "acme/x: \"class\" must be a class in brackets"},
    {"a class that is none", RULE("'at':'regionId','check':'characters','class':@'[z-a]',"
     "'which':'first','message':'m'"), "acme/x: \"class\" is no pattern: range out of order"},
    {"characters that are neither",
     RULE("'at':'regionId','check':'characters','class':'[a-z]','which':@'last','message':'m'"),
     "acme/x: \"which\" must be \"first\" or \"rest\""},
    {"a list that is none", RULE("'at':'regionId','check':'member','list':@'theirs','message':'m'"),
     "acme/x: \"theirs\" is no list of the pack"},
    {"days that are none", RULE("'at':'timePoints','check':'weekly','days':@'weekdays','max':1,"
     "'message':'m'"), "acme/x: \"weekdays\" is no parameter"},
    {"days that are no list", RULE("'at':'timePoints','check':'weekly','days':@'regionId','max':1,"
     "'message':'m'"), "acme/x: \"days\" must be a list"},
    {"days of a gap that are no list", RULE("'at':'timePoints','check':'apart','days':@'Tag',"
     "'hours':2,'message':'m'"), "acme/x: \"days\" must be a list"},
    {"a gap of 25 hours", RULE("'at':'timePoints','check':'apart','days':'repeatWeekdays',"
     "'hours':@25,'message':'m'"), "acme/x: \"hours\" must be an integer from 1 to 24"},
    {"a gap of no hours", RULE("'at':'timePoints','check':'apart','days':'repeatWeekdays',"
     "'hours':@0,'message':'m'"), "acme/x: \"hours\" must be an integer from 1 to 24"},
    {"a gap of hours in a text", RULE("'at':'timePoints','check':'apart','days':'repeatWeekdays',"
     "'hours':@'2','message':'m'"), "acme/x: \"hours\" must be an integer from 1 to 24"},
    {"a difference to items", RULE("'at':'regionId','check':'differs','from':@'Tag',"
     "'message':'m'"), "acme/x: \"from\" must be a text"},
    {"a difference to no text", RULE("'at':'regionId','check':'differs','from':@'retentionDays',"
     "'message':'m'"), "acme/x: \"from\" must be a text"},
    {"a member of other items", RULE("'at':'Tag','check':'member-given',"
     "'member':@'CopyEncryptionConfiguration.Arn.N.Rolearn','message':'m'"),
     "acme/x: \"member\" is none of these items"},
    {"tags without a member", "@" RULE("'at':'Tag','check':'includes','all':['a'],'message':'m'"),
     "acme/x: \"member\" must be the name of a parameter"},
    {"a member of a list of texts", RULE("'at':'timePoints','check':'includes','all':[1],"
     "'member':@'Tag.N.Key','message':'m'"), "acme/x: \"member\" is for lists of objects"},
    {"values of a group", RULE("'at':'CopyEncryptionConfiguration','check':@'includes',"
     "'all':['a'],'message':'m'"), "acme/x: \"check\" does not fit the type of its parameter"},
    {"values of an integer", RULE("'at':'retentionDays','check':@'includes','all':[1],"
     "'message':'m'"), "acme/x: \"check\" does not fit the type of its parameter"},
    {"values that are mixed", RULE("'at':'timePoints','check':'includes','all':@[1,'2'],"
     "'message':'m'"), "acme/x: \"all\" must be an array of strings, or of integers"},
    {"no values", RULE("'at':'timePoints','check':'includes','all':@[],'message':'m'"),
     "acme/x: \"all\" must be an array of strings, or of integers"},
    {"a fact that is none", RULE("'check':'fact','fact':@'kms.active','is':true,'message':'m'"),
     "acme/x: \"kms.active\" is none of the facts"},
    {"a fact of no parameter", RULE("'check':'fact','fact':@'regions.{region}.supported',"
     "'is':true,'message':'m'"), "acme/x: \"regions.{region}.supported\" names no parameter"},
    {"a fact of an integer", RULE("'check':'fact','fact':@'regions.{retentionDays}.supported',"
     "'is':true,'message':'m'"),
     "acme/x: \"regions.{retentionDays}.supported\" names a parameter that is no text"},
    {"a count that is true", RULE("'check':'fact','fact':'regions.{regionId}.policyCount',"
     "'is':@true,'message':'m'"), "acme/x: \"is\" must be that of a boolean fact"},
    {"a boolean that is below", RULE("'check':'fact','fact':'kms.activated','below':@1,"
     "'message':'m'"), "acme/x: \"below\" must be that of a counted fact"},
    {"a fact that does not exist", RULE("'check':'fact','fact':'kms.activated','exists':@false,"
     "'message':'m'"), "acme/x: \"exists\" must be true"},
    {"minutes that are true", RULE("'at':'timePoints','check':'overlap','days':'repeatWeekdays',"
     "'fact':@'kms.activated','message':'m'"), "acme/x: \"fact\" must be a count"},

    {"silenced by no rule", RULE("'at':'regionId','check':'absent','message':'m',"
     "'unless':['region-id-format',@'region']"),
     "acme/x: \"unless\" must name rules that stand before"},
    {"silenced by itself", RULE("'at':'regionId','check':'absent','message':'m',"
     "'unless':[@'acme/x']"), "acme/x: \"unless\" must name rules that stand before"},

    {"a predicate that is a text", VALUE("regionId", "'must':@'ours'"),
     "acme/x: \"must\" must be an object"},
    {"a predicate that says nothing", VALUE("regionId", "'must':@{}"),
     "acme/x: this object says nothing"},
    {"a predicate that is none", VALUE("regionId", "'must':{@'is':'x'}"),
     "acme/x: \"is\" has no meaning here; did you mean \"in\"?"},
    {"a bound of a text", VALUE("regionId", "'must':{'min':@1}"),
     "acme/x: \"min\" does not fit regionId, which is a text"},
    {"a pattern of an integer", VALUE("retentionDays", "'must':{'matches':@'1'}"),
     "acme/x: \"matches\" does not fit retentionDays, which is an integer"},
    {"a length of an integer's value", VALUE("retentionDays", "'must':{'length':@{'max':1}}"),
     "acme/x: \"length\" does not fit retentionDays"},
    {"a text that is to be an integer", VALUE("retentionDays", "'must':{'equals':@'7'}"),
     "acme/x: \"equals\" does not fit retentionDays"},
    {"an integer that is to be a text", VALUE("regionId", "'must':{'in':@[1]}"),
     "acme/x: \"in\" does not fit regionId"},
    {"an integer that is to be in a list of words", VALUE("retentionDays", "'must':{'in':@'ours'}"),
     "acme/x: \"in\" does not fit retentionDays"},
    {"a boolean that has a bound", VALUE("EnableCrossRegionCopy", "'must':{'max':@1}"),
     "acme/x: \"max\" does not fit EnableCrossRegionCopy, which is a boolean"},
    {"a text that is to be true", VALUE("regionId", "'must':{'equals':@true}"),
     "acme/x: \"equals\" does not fit regionId"},
    {"a fraction", VALUE("retentionDays", "'must':{'equals':@7.5}"),
     "acme/x: \"equals\" must be a string, an integer, true or false"},
    {"a set of nothing", VALUE("regionId", "'must':{'in':@[]}"),
     "acme/x: \"in\" must be the name of a list, or an array"},
    {"a set that is mixed", VALUE("timePoints", "'must':{'in':@[1,'2']}"),
     "acme/x: \"in\" must be the name of a list, or an array"},
    {"a set of an unknown list", VALUE("regionId", "'must':{'in':@'theirs'}"),
     "acme/x: \"theirs\" is no list of the pack"},
    {"a pattern of a predicate that is none", VALUE("regionId", "'must':{'matches':@'('}"),
     "acme/x: \"matches\" is no pattern: missing closing parenthesis"},
    {"a pattern of a predicate of 513 bytes", VALUE("regionId", "'must':{'matches':@'<513 a>'}"),
     "acme/x: \"matches\" is no pattern: it has more than 512 bytes"},
    {"bounds of a predicate the wrong way round", VALUE("retentionDays", "'must':{'max':7,'min':@8}"),
     "acme/x: \"min\" is more than \"max\""},
    {"a length without bounds", VALUE("regionId", "'must':{'length':@{}}"),
     "acme/x: this object says nothing"},
    {"a length with another bound", VALUE("regionId", "'must':{'length':{@'most':1}}"),
     "acme/x: \"most\" has no meaning here"},
    {"a negative bound of a length", VALUE("regionId", "'must':{'length':{'min':@-1}}"),
     "acme/x: \"min\" must be an integer from 0 on"},
    {"bounds of a length the wrong way round",
     VALUE("regionId", "'must':{'length':{'max':1,'min':@2}}"),
     "acme/x: \"min\" is more than \"max\""},
    {"a length that is a number", VALUE("regionId", "'must':{'length':@2}"),
     "acme/x: \"length\" must be an object"},
    {"one of no predicates", VALUE("regionId", "'must':{'any':@[]}"),
     "acme/x: \"any\" must be an array that is not empty"},
    {"one of several of which one is none", VALUE("regionId", "'must':{'any':[{'equals':'a'},@1]}"),
     "acme/x: this must be an object"},
    {"not a text", VALUE("regionId", "'must':{'not':@'a'}"), "acme/x: \"not\" must be an object"},

    {"a condition that is a text", IF("@'x'"), "acme/x: \"if\" must be an object"},
    {"a condition that says nothing", IF("@{}"), "acme/x: this object says nothing"},
    {"an inverse that says nothing", RULE("'at':'regionId','check':'present','message':'m',"
     "'ifNot':@{}"), "acme/x: this object says nothing"},
    {"a condition on no parameter", IF("{@'region':{'equals':'x'}}"),
     "acme/x: \"region\" is no parameter; did you mean \"regionId\"?"},
    {"a condition on a text in short", IF("{'regionId':@'cn-hangzhou'}"),
     "acme/x: a parameter may be \"given\" or \"absent\"; a text is {\"equals\": …}"},
    {"a condition that a text is true", IF("{'regionId':@true}"),
     "acme/x: regionId is no boolean parameter"},
    {"a condition that a list is false", IF("{'timePoints':@false}"),
     "acme/x: timePoints is no boolean parameter"},
    {"a condition that is a number", IF("{'retentionDays':@7}"),
     "acme/x: retentionDays may be true, false, \"given\", \"absent\" or an object"},
    {"a condition on a group's value", IF("{'CopyEncryptionConfiguration':@{'equals':'x'}}"),
     "acme/x: CopyEncryptionConfiguration is a group"},
    {"a condition on a parameter that says nothing", IF("{'regionId':@{}}"),
     "acme/x: this object says nothing"},
    {"a condition on a list, none knows of how many", IF("{'timePoints':@{'equals':1}}"),
     "acme/x: timePoints has several values: say \"some\", \"every\" or \"count\""},
    {"a condition on tags, none knows of which", IF("{'Tag.N.Key':@{'equals':'a'}}"),
     "acme/x: Tag.N.Key has several values: say \"some\", \"every\" or \"count\""},
    {"a list that must be counted and more", IF("{'timePoints':{'count':{'max':1},@'equals':1}}"),
     "acme/x: \"equals\" has no meaning here"},
    {"the count of a tag's keys", IF("{'Tag.N.Key':@{'count':{'max':1}}}"),
     "acme/x: Tag.N.Key has no elements to count"},
    {"the count of a text", IF("{'regionId':{@'count':{'max':1}}}"),
     "acme/x: \"count\" has no meaning here"},
    {"bounds of a count the wrong way round",
     IF("{'timePoints':{'count':{'max':1,'min':@2}}}"), "acme/x: \"min\" is more than \"max\""},
    {"some inside of some", IF("{'Tag':{'some':{'timePoints':{'some':@{'equals':1}}}}}"),
     "acme/x: \"some\" may not stand inside of another \"some\" or \"every\""},
    {"every inside of every", IF("{'Tag':{'every':{'timePoints':{'every':@{'equals':1}}}}}"),
     "acme/x: \"every\" may not stand inside of another \"some\" or \"every\""},
    {"a key inside of another list's item",
     IF("{'CopyEncryptionConfiguration.Arn':{'some':{'Tag.N.Key':@{'equals':'a'}}}}"),
     "acme/x: Tag.N.Key has several values"},
    {"all of nothing", IF("{'all':@[]}"), "acme/x: \"all\" must be an array that is not empty"},
    {"any of an object", IF("{'any':@{}}"), "acme/x: \"any\" must be an array that is not empty"},
    {"any of numbers", IF("{'any':[@1]}"), "acme/x: this must be an object"},
    {"not a number", IF("{'not':@1}"), "acme/x: this must be an object"},
    {"facts that say nothing", IF("{'facts':@{}}"), "acme/x: this object says nothing"},
    {"facts that are none", IF("{'facts':{@'kms.active':true}}"),
     "acme/x: \"kms.active\" is none of the facts"},
    {"a fact without a name", IF("{'facts':{@'':true}}"), "acme/x: \"\" is none of the facts"},
    {"facts around facts", IF("{'facts':{'kms':@true}}"), "acme/x: \"kms\" holds facts, and is none"},
    {"a boolean fact in bounds", IF("{'facts':{'kms.activated':@{'min':1}}}"),
     "acme/x: \"kms.activated\" must be true or false"},
    {"a counted fact that is true", IF("{'facts':{'snapshotMinutes':@true}}"),
     "acme/x: this must be an object"},
    {"a counted fact that is a text", IF("{'facts':{'snapshotMinutes':{'equals':@'1'}}}"),
     "acme/x: \"equals\" does not fit snapshotMinutes, which is an integer"},
    {"conditions nine deep", HOLDS("<8 {'not':>@{'regionId':'given'}<8 }>"),
     "acme/x: conditions are nested more than 8 deep"},
    {"predicates nine deep", VALUE("regionId", "'must':<8 {'not':>@{'equals':'a'}<8 }>"),
     "acme/x: conditions are nested more than 8 deep"},

    {"no message", "@" RULE("'at':'regionId','check':'absent'"), "acme/x: \"message\" is missing"},
    {"an empty message", MESSAGE("'at':'regionId','check':'absent'", "@''"),
     "acme/x: \"message\" must be a string, or an array of strings"},
    {"a message that is a number", MESSAGE("'at':'regionId','check':'absent'", "@1"),
     "acme/x: \"message\" must be a string, or an array of strings"},
    {"messages of which one is a number", MESSAGE("'at':'regionId','check':'absent'", "@['a',1]"),
     "acme/x: \"message\" must be a string, or an array of strings"},
    {"a placeholder that is none", MESSAGE("'at':'regionId','check':'absent'", "@'{vlaue}'"),
     "acme/x: {vlaue} has no meaning here"},
    {"a placeholder of faults", MESSAGE("'at':'regionId','check':'absent'", "@'{expected}'"),
     "acme/x: {expected} has no meaning here"},
    {"a bound that is not there",
     MESSAGE("'at':'retentionDays','check':'range','min':7", "@'{min} to {max}'"),
     "acme/x: {max} has no meaning here"},
    {"a bound that only one place has",
     MESSAGE("'at':['retentionDays',{'parameter':'CopiedSnapshotsRetentionDays','max':9}],"
             "'check':'range','min':7", "@'{max}'"), "acme/x: {max} has no meaning here"},
    {"what is missing elsewhere", MESSAGE("'at':'regionId','check':'absent'", "@'{missing}'"),
     "acme/x: {missing} has no meaning here"},
    {"a count of nothing", MESSAGE("'at':'regionId','check':'absent'", "@'{count}'"),
     "acme/x: {count} has no meaning here"},
    {"a date of a list without one",
     MESSAGE("'at':'regionId','check':'member','list':'ours'", "@'{date}'"),
     "acme/x: {date} has no meaning here"},
    {"a parameter of a fact", MESSAGE("'check':'fact','fact':'kms.activated','is':true",
     "@'{parameter}'"), "acme/x: {parameter} has no meaning here"},
    {"a value that is not always there", MESSAGE("'at':'regionId','check':'present'", "@'{value}'"),
     "acme/x: {value} is not always known: give another message behind this one"},
    {"a last value that is not always there",
     MESSAGE("'at':'regionId','check':'present'", "['a',@'{value}']"),
     "acme/x: {value} is not always known"},
    {"an hour that is not always shown",
     MESSAGE("'at':'timePoints','check':'apart','days':'repeatWeekdays','hours':2", "@'{first}'"),
     "acme/x: {first} is not always known"},
    {"36 MB in 512 places", "@" RULE("'at':[<511 'regionId',>'regionId'],'check':'value',"
     "'must':{'in':['<70000 a>']},'message':'m'"), "acme/x: the pack takes more than 32 MiB"},
    {"a second hour that is not always shown",
     MESSAGE("'at':'timePoints','check':'apart','days':'repeatWeekdays','hours':2", "@'{second}'"),
     "acme/x: {second} is not always known: give another message behind this one"},
    {"snapshots that are not always skipped at times that can be named",
     MESSAGE(OVERLAP, "@'{skipped}'"), "acme/x: {skipped} is not always known"},
    {"hours where none are compared", MESSAGE(OVERLAP, "[@'{first}','m']"),
     "acme/x: {first} has no meaning here"},
    {"what is skipped by no schedule", MESSAGE("'at':'regionId','check':'absent'", "@'{skipped}'"),
     "acme/x: {skipped} has no meaning here"},
    {"a limit where there is none", MESSAGE("'at':'regionId','check':'absent'", "@'{limit}'"),
     "acme/x: {limit} has no meaning here"},
    {"a character of the whole", MESSAGE("'at':'regionId','check':'absent'", "@'{character}'"),
     "acme/x: {character} has no meaning here"},
    {"a count of what is or is not", MESSAGE("'check':'fact','fact':'kms.activated','is':true",
     "@'{count}'"), "acme/x: {count} has no meaning here"},
    {"38 MB of short words in 100 places", "@" RULE("'at':[<99 'regionId',>'regionId'],"
     "'check':'value','must':{'in':[<3000 'a',>'b']},'message':'m'"),
     "acme/x: the pack takes more than 32 MiB"},
    {"50 MB of a beginning in 100 places", "@" RULE("'at':[<99 'regionId',>'regionId'],"
     "'check':'prefix','none':['<500000 a>'],'message':'m'"),
     "acme/x: the pack takes more than 32 MiB"},
    {"50 MB of a text that must be there in 100 places", "@" RULE("'at':[<99 'TargetCopyRegions',>"
     "'TargetCopyRegions'],'check':'includes','all':['<500000 a>'],'message':'m'"),
     "acme/x: the pack takes more than 32 MiB"},
    {"a pattern behind 2,048 terms",
     "{'id':'acme/a','severity':'error','check':'prefix','message':'m','none':['a'<255 ,'a'>],"
     "'at':['regionId'<7 ,'regionId'>]},\n"
     RULE("'at':'regionId','check':'pattern','pattern':@'x','message':'m'"),
     "acme/x: the rules of the pack have more than 2,048 terms"},
    {"an inverse behind 2,048 terms",
     "{'id':'acme/a','severity':'error','check':'prefix','message':'m','none':['a'<255 ,'a'>],"
     "'at':['regionId'<7 ,'regionId'>]},\n"
     RULE("'at':'regionId','check':'absent','message':'m','ifNot':@{'timePoints':'given'}"),
     "acme/x: the rules of the pack have more than 2,048 terms"},
    {"a brace that is not closed", MESSAGE("'at':'regionId','check':'absent'", "@'{parameter'"),
     "acme/x: a brace is not closed, or not open"},
    {"a brace that is not open", MESSAGE("'at':'regionId','check':'absent'", "@'parameter}'"),
     "acme/x: a brace is not closed, or not open"},
    {"a placeholder of a help that is none",
     RULE("'at':'regionId','check':'absent','message':'m','help':@'{x}'"),
     "acme/x: {x} has no meaning here"},
    {"a placeholder of what is related that is none",
     RULE("'at':'regionId','check':'absent','message':'m','related':@'{x}'"),
     "acme/x: {x} has no meaning here"},
    {"what is always known of an item that is missing",
     MESSAGE("'at':'Tag','check':'member-given','member':'Tag.N.Value'", "@'{value}'"),
     "acme/x: {value} is not always known: give another message behind this one"},
    {"a placeholder of a second help that is none",
     RULE("'at':'regionId','check':'absent','message':'m','help':['a',@'{x}']"),
     "acme/x: {x} has no meaning here"},
};
/* clang-format on */

static void expect_refusal(const pack_text *pack, const char *message)
{
    snapguard_error error;

    memset(&error, '#', sizeof error);
    assert_int_equal(load(pack, &error), SNAPGUARD_ERROR_PACK);
    assert_one_line(error.message);
    if (strncmp(error.message, message, strlen(message)) != 0)
        assert_string_equal(error.message, message);
    assert_int_equal(error.line, pack->line);
    assert_int_equal(error.column, pack->column);
    assert_int_equal(load(pack, NULL), SNAPGUARD_ERROR_PACK);
}

static void is_refused_at_its_place(void **state)
{
    const wrong_case *row = *state;
    pack_text pack = pack_new(row->text);

    expect_refusal(&pack, row->message);
    free(pack.bytes);
}

static void rule_is_refused_at_its_place(void **state)
{
    const wrong_case *row = *state;
    pack_text pack = pack_of_rules(row->text);

    expect_refusal(&pack, row->message);
    free(pack.bytes);
}

/* --------------------------------------------------------------------- what is taken */

typedef struct right_case {
    const char *name;
    const char *text;
} right_case;

/* clang-format off */
static right_case right_rules[] = {
    {"no rule", ""},
    {"a rule of the least members", RULE("'at':'regionId','check':'absent','message':'m'")},
    {"a rule that is off",
     "{'id':'acme/x','severity':'off','at':'regionId','check':'absent','message':'m'}"},
    {"a rule of every member for people", RULE("'category':'policy','at':'regionId',"
     "'check':'absent','message':['{value}','m'],'help':'h','related':'r','title':'t','why':'w',"
     "'source':'s','accept':[{}],'reject':[1]")},
    {"silence by the first rule of all", RULE("'at':'regionId','check':'absent',"
     "'unless':['invalid-json'],'message':'m'")},
    {"an id of 64 letters", "{'id':'acme/<64 x>','severity':'error','at':'regionId',"
     "'check':'absent','message':'m'}"},
    {"a pattern of 512 bytes",
     RULE("'at':'regionId','check':'pattern','pattern':'<512 a>','message':'m'")},
    {"bounds that are equal",
     RULE("'at':'retentionDays','check':'range','min':7,'max':7,'message':'{min} {max}'")},
    {"a negative bound", RULE("'at':'retentionDays','check':'range','min':-5,'message':'m'")},
    {"a gap of 24 hours", RULE("'at':'timePoints','check':'apart','days':'repeatWeekdays',"
     "'hours':24,'message':['{first}','m']")},
    {"an operand of each place",
     RULE("'at':[{'parameter':'retentionDays','min':1},{'parameter':'CopiedSnapshotsRetentionDays',"
     "'max':2}],'check':'range','message':'m'")},
    {"braces that mean themselves",
     MESSAGE("'at':'regionId','check':'absent'", "'{{{value}}} }}{{'")},
    {"braces that mean themselves behind a word",
     MESSAGE("'at':'regionId','check':'absent'", "'ab{{c}} {value}'")},
    {"a date of a list that has one",
     MESSAGE("'at':'regionId','check':'member','list':'regions'", "'{date}'")},
    {"the times that are skipped, and otherwise how many",
     MESSAGE(OVERLAP, "['{skipped}','{count} {limit}']")},
    {"a count of characters",
     MESSAGE("'at':'regionId','check':'length','min':1", "'{count} {min}'")},
    {"a count of elements", MESSAGE("'at':'timePoints','check':'count','max':1", "'{count} {max}'")},
    {"a count of items", MESSAGE("'at':'Tag','check':'index','min':1,'max':9", "'{count}'")},
    {"a count of facts", MESSAGE("'check':'fact','fact':'snapshotMinutes','below':1", "'{count}'")},
    {"one character",
     MESSAGE("'at':'regionId','check':'characters','class':'[a-z]','which':'rest'", "'{character}'")},
    {"the documented regions", VALUE("regionId", "'must':{'in':'regions'}")},
    {"a list of its own", VALUE("regionId", "'must':{'in':'ours'}")},
    {"28 MB in 400 places", RULE("'at':[<399 'regionId',>'regionId'],'check':'value',"
     "'must':{'in':['<70000 a>']},'message':'m'")},
    {"conditions eight deep", HOLDS("<7 {'not':>{'regionId':'given'}<7 }>")},
    {"predicates eight deep", VALUE("regionId", "'must':<7 {'not':>{'equals':'a'}<7 }>")},
    {"every check that a pack may ask",
     "{'id':'acme/a','severity':'error','message':'m','at':'retentionDays','check':'range','min':1},"
     "{'id':'acme/b','severity':'error','message':'m','at':'regionId','check':'length','min':1},"
     "{'id':'acme/c','severity':'error','message':'m','at':'regionId','check':'prefix','none':['x']},"
     "{'id':'acme/d','severity':'error','message':'m','at':'regionId','check':'contains','none':['x']},"
     "{'id':'acme/e','severity':'error','message':'m','at':'timePoints','check':'pattern','pattern':'x'},"
     "{'id':'acme/f','severity':'error','message':'m','at':'regionId','check':'characters',"
     "'class':'[a-z]','which':'rest'},"
     "{'id':'acme/g','severity':'error','message':'m','at':'timePoints','check':'member','list':'ours'},"
     "{'id':'acme/h','severity':'error','message':'m','at':'timePoints','check':'count','max':1},"
     "{'id':'acme/i','severity':'error','message':'m','at':'timePoints','check':'elements','min':0,'max':1},"
     "{'id':'acme/j','severity':'error','message':'m','at':'timePoints','check':'texts','min':0,'max':1},"
     "{'id':'acme/k','severity':'error','message':'m','at':'timePoints','check':'distinct'},"
     "{'id':'acme/l','severity':'error','message':'m','at':'timePoints','check':'ascending'},"
     "{'id':'acme/m','severity':'error','message':'m','at':'timePoints','check':'apart','hours':3,"
     "'days':'repeatWeekdays'},"
     "{'id':'acme/n','severity':'error','message':'m','at':'TargetCopyRegions','check':'differs',"
     "'from':'regionId'},"
     "{'id':'acme/o','severity':'error','message':'m','at':'Tag','check':'absent'},"
     "{'id':'acme/p','severity':'error','message':'m','at':'Tag','check':'present'},"
     "{'id':'acme/q','severity':'error','message':'m','at':'Tag','check':'index','min':1,'max':9},"
     "{'id':'acme/r','severity':'error','message':'m','at':'Tag','check':'consecutive','max':9},"
     "{'id':'acme/s','severity':'error','message':'m','at':'Tag','check':'member-given',"
     "'member':'Tag.N.Value'},"
     "{'id':'acme/t','severity':'error','message':'m','at':'Tag.N.Value','check':'unique'},"
     "{'id':'acme/u','severity':'error','message':'m','check':'fact','fact':'kms.activated','is':true},"
     "{'id':'acme/v','severity':'error','message':'m','at':'timePoints','check':'overlap',"
     "'days':'repeatWeekdays','fact':'snapshotMinutes'},"
     "{'id':'acme/w','severity':'error','message':'m','at':'regionId','check':'value',"
     "'must':{'equals':'x'}},"
     "{'id':'acme/x','severity':'error','message':'m','at':'regionId','check':'holds',"
     "'must':{'regionId':'given'}},"
     "{'id':'acme/y','severity':'error','message':'{missing}','at':'timePoints','check':'includes','all':[1]},"
     "{'id':'acme/z','severity':'error','message':'{count}','at':'timePoints','check':'weekly','max':1,"
     "'days':'repeatWeekdays'}"},
    {"every predicate", VALUE("timePoints", "'must':{'in':[1],'any':[{'equals':'x'},{'equals':1},"
     "{'in':['x']},{'in':'ours'},{'matches':'x'},{'min':1},{'max':1},{'length':{'min':1,'max':2}},"
     "{'not':{'equals':1}}]}")},
    {"every condition", HOLDS("{'all':[{'regionId':'given'}],'any':[{'Tag':'absent'},"
     "{'EnableCrossRegionCopy':false},{'Tag':{'every':{'Tag.N.Key':{'equals':'x'},"
     "'Tag.N.Value':'given','regionId':'given'},'count':{'min':1}}},"
     "{'Tag.N.Key':{'some':{'equals':'x'}}},{'timePoints':{'some':{'min':1},'every':{'max':2},"
     "'count':{'max':3}}},{'CopyEncryptionConfiguration':'given'}],"
     "'not':{'retentionDays':{'equals':-1}},'facts':{'kms.activated':false,"
     "'regions.{regionId}.policyCount':{'max':9}}}")},
    {"an inverse of two conditions", RULE("'at':'regionId','check':'absent','message':'m',"
     "'ifNot':{'EnableCrossRegionCopy':true,'timePoints':'given'}")},
    {"a condition on a question about the account",
     RULE("'check':'fact','fact':'kms.activated','is':true,'message':'m',"
     "'if':{'any':[{'regionId':'given'}]}")},
    {"a place that is an object", RULE("'at':{'parameter':'regionId'},'check':'absent','message':'m'")},
    {"silenced by rules before it",
     "{'id':'acme/a','severity':'error','at':'regionId','check':'absent','message':'m'},"
     "{'id':'acme/b','severity':'error','at':'regionId','check':'absent','message':'m',"
     "'unless':['acme/a','region-id-format']}"},
};
/* clang-format on */

static void is_taken(void **state)
{
    const right_case *row = *state;
    pack_text pack = pack_of_rules(row->text);
    snapguard_error error = {0};
    snapguard_status status = load(&pack, &error);

    assert_string_equal(error.message, "");
    assert_int_equal(status, SNAPGUARD_OK);
    free(pack.bytes);
}

/* docs/packs.md: a list is an array, or an object with a date, too, that may be missing.
 */
static void lists_are_arrays_or_objects(void **state)
{
    static const char *const lists[] = {
        "['x','y']", "{'values':['x','y']}", "{'values':['x','y'],'date':'2026-01-01'}"};

    (void)state;
    for (size_t i = 0; i < COUNT(lists); i++) {
        char text[1024];
        snapguard_error error = {0};
        pack_text pack;

        snprintf(
            text, sizeof text,
            "{" PACK_HEAD
            ",'name':'acme-2','lists':{'mine':%s},'rules':[{'id':'acme-2/x',"
            "'severity':'error','at':'regionId','check':'member','list':'mine',"
            "'message':'m'}]}",
            lists[i]);
        pack = pack_new(text);
        assert_int_equal(load(&pack, &error), SNAPGUARD_OK);
        assert_string_equal(error.message, "");
        free(pack.bytes);
    }
}

/* ---------------------------------------------------------------------------- limits */

typedef struct limit_case {
    const char *name;
    const char *begin;
    const char *each; /* with its number */
    const char *end;
    size_t most;
    const char *message;
} limit_case;

/* clang-format off */
static limit_case limit_cases[] = {
    {"256 rules and one more", "",
     "{'id':'acme/%zu','severity':'error','at':'regionId','check':'absent','message':'m'}", "",
     256, "acme: a pack has 256 rules at most"},
    {"512 places and one more", "{'id':'acme/x','severity':'error','at':[", "'regionId'",
     "],'check':'absent','message':'m'}", 512,
     "acme/x: \"at\" is too much: the rules of a pack look at 512 places at most"},
    {"64 patterns and one more",
     "", "{'id':'acme/%zu','severity':'error','at':'regionId','check':'pattern','pattern':'%zu',"
     "'message':'m'}", "", 64, "acme/64: \"pattern\" is no pattern: it is one of more than 64"},
    {"256 beginnings and one more",
     "{'id':'acme/x','severity':'error','at':'regionId','check':'prefix','message':'m','none':[",
     "'%zu'", "]}", 256,
     "acme/x: \"none\" must be an array of strings that are not empty, 256 at most"},
    {"256 exceptions and one more",
     "{'id':'acme/x','severity':'error','at':'retentionDays','check':'range','min':7,"
     "'message':'m','also':[", "%zu", "]}", 256,
     "acme/x: \"also\" must be an array of integers, 256 at most"},
    {"256 texts that must be there and one more",
     "{'id':'acme/x','severity':'error','at':'Tag','check':'includes','member':'Tag.N.Key',"
     "'message':'m','all':[", "'%zu'", "]}", 256, "acme/x: \"all\" must be an array"},
    {"256 integers that must be there and one more",
     "{'id':'acme/x','severity':'error','at':'timePoints','check':'includes','message':'m',"
     "'all':[", "%zu", "]}", 256, "acme/x: \"all\" must be an array"},
    {"256 integers to choose from and one more",
     "{'id':'acme/x','severity':'error','at':'retentionDays','check':'value','message':'m',"
     "'must':{'in':[", "%zu", "]}}", 256, "acme/x: \"in\" must be the name of a list"},
    {"2,048 examples and one more",
     "{'id':'acme/x','severity':'error','at':'regionId','check':'absent','message':'m',"
     "'reject':[{}],'accept':[", "{}", "]}", 2047,
     "acme/x: the rules of a pack have 2,048 examples at most"},
    {"2,048 accepted examples and one more",
     "{'id':'acme/x','severity':'error','at':'regionId','check':'absent','message':'m',"
     "'accept':[", "{}", "]}", 2048,
     "acme/x: the rules of a pack have 2,048 examples at most"},
    {"eight times 256 beginnings and one more place",
     "{'id':'acme/x','severity':'error','check':'prefix','message':'m','none':['a'<255 ,'a'>],"
     "'at':[", "'regionId'", "]}", 8,
     "acme/x: the rules of the pack have more than 2,048 terms"},
    /* The condition itself is two more. */
    {"2,048 terms and one more",
     "{'id':'acme/x','severity':'error','at':'regionId','check':'holds','message':'m',"
     "'must':{'any':[", "{'regionId':'given'}", "]}}", 1023,
     "acme/x: the rules of the pack have more than 2,048 terms"},
};
/* clang-format on */

static pack_text repeat(const limit_case *row, size_t count)
{
    size_t room =
        strlen(row->begin) + strlen(row->end) + count * (strlen(row->each) + 16) + 1;
    char *text = malloc(room);
    pack_text pack;
    char *end = text;

    assert_non_null(text);
    end += sprintf(end, "%s", row->begin);
    for (size_t i = 0; i < count; i++) {
        end += sprintf(end, "%s", i > 0 ? ",\n" : "");
        end += snprintf(end, room - (size_t)(end - text), row->each, i, i);
    }
    sprintf(end, "%s", row->end);
    pack = pack_of_rules(text);
    free(text);
    return pack;
}

static void is_a_limit(void **state)
{
    const limit_case *row = *state;
    pack_text pack = repeat(row, row->most);
    snapguard_error error = {0};

    assert_int_equal(load(&pack, &error), SNAPGUARD_OK);
    assert_string_equal(error.message, "");
    free(pack.bytes);
    pack = repeat(row, row->most + 1);
    assert_int_equal(load(&pack, &error), SNAPGUARD_ERROR_PACK);
    if (strncmp(error.message, row->message, strlen(row->message)) != 0)
        assert_string_equal(error.message, row->message);
    assert_true(error.line > 0 && error.column > 0);
    free(pack.bytes);
}

/* The same pattern twice is one. */
static void equal_patterns_are_one(void **state)
{
    static const limit_case row = {
        NULL,
        "",
        "{'id':'acme/%zu','severity':'error','at':'regionId','check':'pattern',"
        "'pattern':'x','message':'m'}",
        "",
        200,
        NULL};
    pack_text pack = repeat(&row, row.most);

    (void)state;
    assert_int_equal(load(&pack, NULL), SNAPGUARD_OK);
    free(pack.bytes);
}

/* -------------------------------------------------------------------- several packs */

static void add(snapguard_options *options, const char *text)
{
    pack_text pack = pack_new(text);

    assert_int_equal(
        snapguard_options_add_pack(options, pack.bytes, pack.size), SNAPGUARD_OK);
    /* The text was copied. */
    memset(pack.bytes, '#', pack.size);
    free(pack.bytes);
}

#define PACK(name, more) "{" PACK_HEAD ",'name':'" name "'," more "}"
#define NO_REGION(name, severity)                                                        \
    PACK(                                                                                \
        name,                                                                            \
        "'rules':[{'id':'" name "/region','severity':'" severity "','at':'regionId',"    \
        "'check':'absent','message':'m'}]")

#define GOOD                                                                             \
    "{\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"1\\\"]\","                      \
    "\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":30}"
#define UNKNOWN                                                                          \
    "{\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"1\\\"]\","                      \
    "\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":30,\"a\":1}"

static void packs_are_judged_in_their_order(void **state)
{
    snapguard_options *options = options_new();
    const snapguard_report *report;
    checker judge;

    (void)state;
    add(options, NO_REGION("zebra", "error"));
    add(options, NO_REGION("acme", "notice"));
    judge = checker_new(options);
    report = check_text(&judge, SNAPGUARD_JSON, GOOD);
    assert_int_equal(snapguard_report_count(report), 2);
    assert_string_equal(
        snapguard_finding_rule(snapguard_report_finding(report, 0)), "zebra/region");
    assert_string_equal(
        snapguard_finding_rule(snapguard_report_finding(report, 1)), "acme/region");
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_INVALID);
    checker_free(&judge);
}

/* What is one pack's own is nothing to the other. */
static void lists_are_of_their_pack(void **state)
{
    snapguard_options *options = options_new();
    const snapguard_report *report;
    checker judge;

    (void)state;
    add(options,
        PACK(
            "a", "'lists':{'ours':['cn-hangzhou']},'rules':[{'id':'a/x','severity':"
                 "'error','at':'regionId','check':'value','must':{'in':'ours'},"
                 "'message':'m'}]"));
    add(options,
        PACK(
            "b", "'lists':{'ours':['cn-beijing']},'rules':[{'id':'b/x','severity':"
                 "'error','at':'regionId','check':'value','must':{'in':'ours'},"
                 "'message':'m'}]"));
    judge = checker_new(options);
    report = check_text(&judge, SNAPGUARD_JSON, GOOD);
    assert_null(finding_of(report, "a/x"));
    assert_non_null(finding_of(report, "b/x"));
    checker_free(&judge);
}

typedef struct pair_case {
    const char *name;
    const char *first;
    const char *second;
    const char *message;
} pair_case;

/* clang-format off */
static pair_case pair_cases[] = {
    {"a name twice", NO_REGION("acme", "error"),
     "{" PACK_HEAD ",'name':@'acme','rules':[]}", "pack 2: another pack is called \"acme\", too"},
    {"a second pack that is not JSON", NO_REGION("acme", "error"), "{@", "pack 2: not JSON"},
    {"a first pack that is not JSON", "{@", NO_REGION("acme", "error"), "pack 1: not JSON"},
    {"a first pack without a name", "@{" PACK_HEAD ",'rules':[]}", NO_REGION("acme", "error"),
     "pack 1: \"name\" is missing"},
    {"the list of another pack", PACK("a", "'lists':{'ours':['x']},'rules':[]"),
     PACK("b", "'rules':[{'id':'b/x','severity':'error','at':'regionId','check':'value',"
     "'must':{'in':@'ours'},'message':'m'}]"), "b/x: \"ours\" is no list of the pack"},
    {"the rule of another pack", NO_REGION("a", "error"),
     PACK("b", "'rules':[{'id':'b/x','severity':'error','at':'regionId','check':'absent',"
     "'unless':[@'a/region'],'message':'m'}]"),
     "b/x: \"unless\" must name rules that stand before"},
    {"the severity of another pack's rule", NO_REGION("a", "notice"),
     PACK("b", "'severities':{@'a/region':'error'},'rules':[]"),
     "b: \"a/region\" is no documented rule"},
};
/* clang-format on */

static void pair_is_refused(void **state)
{
    const pair_case *row = *state;
    pack_text packs[] = {pack_new(row->first), pack_new(row->second)};
    snapguard_options *options = options_new();
    snapguard_engine *engine;
    snapguard_error error;

    for (size_t i = 0; i < 2; i++)
        assert_int_equal(
            snapguard_options_add_pack(options, packs[i].bytes, packs[i].size),
            SNAPGUARD_OK);
    assert_int_equal(
        snapguard_engine_new(&engine, options, &error), SNAPGUARD_ERROR_PACK);
    if (strncmp(error.message, row->message, strlen(row->message)) != 0)
        assert_string_equal(error.message, row->message);
    assert_int_equal(error.line, packs[0].line + packs[1].line);
    assert_int_equal(error.column, packs[0].column + packs[1].column);
    snapguard_options_free(options);
    for (size_t i = 0; i < 2; i++)
        free(packs[i].bytes);
}

#define MANY_TERMS(name)                                                                 \
    "{" PACK_HEAD ",'name':'" name "','rules':[{'id':'" name                             \
    "/x','severity':'error','check':'prefix','message':'m','none':['a'<255 ,'a'>],"      \
    "'at':['regionId'<5 ,'regionId'>]}]}"

/* What one pack has is not held against the next. */
static void each_pack_has_bounds_of_its_own(void **state)
{
    snapguard_options *options = options_new();
    checker judge;

    (void)state;
    add(options, MANY_TERMS("a"));
    add(options, MANY_TERMS("b"));
    judge = checker_new(options);
    assert_int_equal(snapguard_report_count(check_text(&judge, SNAPGUARD_JSON, GOOD)), 0);
    checker_free(&judge);
}

static void sixteen_packs_are_the_most(void **state)
{
    snapguard_options *options = options_new();
    char text[512];
    checker judge;

    (void)state;
    for (int i = 0; i < 16; i++) {
        snprintf(text, sizeof text, "{" PACK_HEAD ",'name':'p%d','rules':[]}", i);
        add(options, text);
    }
    assert_int_equal(
        snapguard_options_add_pack(options, "{}", 2), SNAPGUARD_ERROR_ARGUMENT);
    judge = checker_new(options);
    assert_int_equal(snapguard_report_count(check_text(&judge, SNAPGUARD_JSON, GOOD)), 0);
    checker_free(&judge);
}

/* ------------------------------------------------------------------------ severities */

typedef struct severity_case {
    const char *name;
    const char *packs[2];
    bool strict;
    const char *chosen; /* a rule, or NULL; and its severity, -1: reset */
    int choice;
    const char *document;
    const char *rule;
    int severity; /* of the finding; SNAPGUARD_OFF: there is none */
} severity_case;

#define RAISE(name, level)                                                               \
    PACK(name, "'rules':[],'severities':{'unknown-parameter':'" level "'}")

/* clang-format off */
static severity_case severity_cases[] = {
    {"a pack raises a warning", {RAISE("a", "error")}, false, NULL, 0, UNKNOWN,
     "unknown-parameter", SNAPGUARD_ERROR},
    {"a pack may say what is so", {RAISE("a", "warning")}, false, NULL, 0, UNKNOWN,
     "unknown-parameter", SNAPGUARD_WARNING},
    {"strict is not lowered by what a pack says", {RAISE("a", "warning")}, true, NULL, 0, UNKNOWN,
     "unknown-parameter", SNAPGUARD_ERROR},
    {"the graver of two packs counts, the first", {RAISE("a", "error"), RAISE("b", "warning")},
     false, NULL, 0, UNKNOWN, "unknown-parameter", SNAPGUARD_ERROR},
    {"the graver of two packs counts, the second", {RAISE("a", "warning"), RAISE("b", "error")},
     false, NULL, 0, UNKNOWN, "unknown-parameter", SNAPGUARD_ERROR},
    {"a choice wins over a pack", {RAISE("a", "error")}, false, "unknown-parameter",
     SNAPGUARD_NOTICE, UNKNOWN, "unknown-parameter", SNAPGUARD_NOTICE},
    {"a choice takes a raised rule away", {RAISE("a", "error")}, false, "unknown-parameter",
     SNAPGUARD_OFF, UNKNOWN, "unknown-parameter", SNAPGUARD_OFF},
    {"a choice that is taken back leaves the pack's", {RAISE("a", "error")}, false,
     "unknown-parameter", -1, UNKNOWN, "unknown-parameter", SNAPGUARD_ERROR},
    {"a pack's own rule", {NO_REGION("a", "notice")}, false, NULL, 0, GOOD, "a/region",
     SNAPGUARD_NOTICE},
    {"a pack's own rule is not strict", {NO_REGION("a", "notice")}, true, NULL, 0, GOOD,
     "a/region", SNAPGUARD_NOTICE},
    {"a pack's own rule that is off", {NO_REGION("a", "off")}, false, NULL, 0, GOOD, "a/region",
     SNAPGUARD_OFF},
    {"a pack's own rule that is switched on", {NO_REGION("a", "off")}, false, "a/region",
     SNAPGUARD_WARNING, GOOD, "a/region", SNAPGUARD_WARNING},
    {"a pack's own rule that is switched off", {NO_REGION("a", "error")}, false, "a/region",
     SNAPGUARD_OFF, GOOD, "a/region", SNAPGUARD_OFF},
    {"all rules are chosen, those of packs, too", {NO_REGION("a", "error")}, false, "*",
     SNAPGUARD_WARNING, GOOD, "a/region", SNAPGUARD_WARNING},
    {"one of two packs is chosen", {NO_REGION("a", "error"), NO_REGION("b", "error")}, false,
     "b/region", SNAPGUARD_NOTICE, GOOD, "a/region", SNAPGUARD_ERROR},
};
/* clang-format on */

static void severity_of_a_rule(void **state)
{
    const severity_case *row = *state;
    snapguard_options *options = options_new();
    const snapguard_finding *finding;
    checker judge;

    if (row->chosen)
        assert_int_equal(
            row->choice < 0 ? snapguard_options_reset_severity(options, row->chosen)
                            : snapguard_options_set_severity(
                                  options, row->chosen, (snapguard_severity)row->choice),
            SNAPGUARD_OK);
    for (size_t i = 0; i < COUNT(row->packs); i++)
        if (row->packs[i])
            add(options, row->packs[i]);
    snapguard_options_set_strict(options, row->strict);
    judge = checker_new(options);
    finding = finding_of(check_text(&judge, SNAPGUARD_JSON, row->document), row->rule);
    assert_int_equal(
        finding ? snapguard_finding_severity(finding) : SNAPGUARD_OFF, row->severity);
    checker_free(&judge);
}

static void a_rule_that_no_pack_has_is_named(void **state)
{
    snapguard_options *options = options_new();
    snapguard_engine *engine;
    snapguard_error error;

    (void)state;
    add(options, NO_REGION("acme", "error"));
    assert_int_equal(
        snapguard_options_set_severity(options, "acme/regions", SNAPGUARD_OFF),
        SNAPGUARD_OK);
    assert_int_equal(
        snapguard_engine_new(&engine, options, &error), SNAPGUARD_ERROR_OPTION);
    assert_string_equal(error.message, "there is no rule \"acme/regions\"");
    snapguard_options_free(options);
}

/* ------------------------------------------------------------------------- findings */

static void a_finding_says_what_it_is(void **state)
{
    snapguard_options *options = options_new();
    const snapguard_report *report;
    const snapguard_finding *finding;
    char body[512];
    checker judge;
    int status;

    (void)state;
    add(options, NO_REGION("acme", "error"));
    judge = checker_new(options);
    report = check_text(&judge, SNAPGUARD_JSON, GOOD);
    finding = finding_of(report, "acme/region");
    assert_non_null(finding);
    assert_string_equal(snapguard_finding_category(finding), "policy");
    assert_null(snapguard_finding_answer(finding));
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_INVALID);
    assert_int_equal(snapguard_report_http_status(report), 400);
    snapguard_render_error(report, NULL, SNAPGUARD_BODY_DOCUMENTED, body, sizeof body);
    assert_non_null(strstr(body, "\"Code\":\"InvalidParameter\""));
    assert_null(strstr(body, "hangzhou"));
    assert_int_equal(
        snapguard_render_rule_error(
            judge.engine, "acme/region", NULL, &status, body, sizeof body),
        SNAPGUARD_NO_TEXT);
    checker_free(&judge);
}

static void the_documented_error_is_what_is_answered(void **state)
{
    snapguard_options *options = options_new();
    const snapguard_report *report;
    checker judge;

    (void)state;
    add(options, NO_REGION("acme", "error"));
    judge = checker_new(options);
    report = check_text(
        &judge, SNAPGUARD_JSON,
        "{\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"24\\\"]\","
        "\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":30}");
    assert_int_equal(snapguard_report_total(report, SNAPGUARD_ERROR), 2);
    assert_int_equal(snapguard_report_http_status(report), 403);
    checker_free(&judge);
}

/* Without an error it is as before; and so it is with an empty pack. */
static void documented_rules_stay_as_they_are(void **state)
{
    snapguard_options *options = options_new();
    checker judge;

    (void)state;
    add(options, PACK("acme", "'rules':[]"));
    judge = checker_new(options);
    assert_int_equal(snapguard_report_count(check_text(&judge, SNAPGUARD_JSON, GOOD)), 0);
    assert_non_null(
        finding_of(check_text(&judge, SNAPGUARD_JSON, UNKNOWN), "unknown-parameter"));
    assert_string_equal(
        snapguard_report_not_evaluated(check_text(&judge, SNAPGUARD_JSON, GOOD), 0),
        "policy-quota");
    checker_free(&judge);
}

/* ---------------------------------------------------------------------------- places */

typedef struct place_case {
    const char *name;
    const char *text; /* the value is marked */
    const char *pointer;
    size_t size; /* of the value, in bytes; 0: there is none */
} place_case;

/* clang-format off */
static place_case place_cases[] = {
    {"the whole text", "@{'a':1}", "", 7},
    {"a member", "{'a':1,\n 'b':@'x`y'}", "/b", 6},
    {"an element", "[1,\n [2],@[3]]", "/2", 3},
    {"a member of an element of a member", "{'a':[0,{'b':@true}]}", "/a/1/b", 4},
    {"a key with a slash and a tilde", "{'a/b~':@1}", "/a~1b~0", 1},
    {"an empty key", "{'':@1}", "/", 1},
    {"a key in escapes", "{'\\u0061':@1}", "/a", 1},
    {"a place behind wide characters", "{'快':@1}", "/快", 1},
    {"no such member", "{'a':1}", "/b", 0},
    {"no such element", "[1]", "/1", 0},
    {"an index with a needless zero", "[1,2]", "/01", 0},
    {"an element behind the last", "[1]", "/-", 0},
    {"a member of a number", "{'a':1}", "/a/b", 0},
    {"no pointer", "{'a':1}", "a", 0},
    {"no JSON", "{'a':1", "/a", 0},
};
/* clang-format on */

static void is_found_at_its_place(void **state)
{
    const place_case *row = *state;
    pack_text text = pack_new(row->text);
    snapguard_range range = {.start = {.line = 77}};
    snapguard_status status =
        snapguard_locate(&range, NULL, text.bytes, text.size, row->pointer);

    if (row->size > 0) {
        assert_int_equal(status, SNAPGUARD_OK);
        assert_int_equal(range.start.line, text.line);
        assert_int_equal(range.start.column, text.column);
        assert_int_equal(range.end.byte - range.start.byte, row->size);
    } else {
        assert_int_equal(status, SNAPGUARD_ERROR_ARGUMENT);
        assert_int_equal(range.start.line, 77);
    }
    free(text.bytes);
}

/* It is what the tests with a validator take it for: JSON, and one for ever. */
static void there_is_a_schema(void **state)
{
    static const char begin[] =
        "{\n \"$schema\": \"https://json-schema.org/draft/2020-12/schema\"";
    size_t size;
    const char *schema = snapguard_pack_schema(&size);
    snapguard_range range;

    (void)state;
    assert_int_equal(strlen(schema), size);
    assert_ptr_equal(snapguard_pack_schema(NULL), schema);
    assert_memory_equal(schema, begin, sizeof begin - 1);
    assert_int_equal(
        snapguard_locate(
            &range, NULL, schema, size, "/$defs/rule/properties/check/enum/0"),
        SNAPGUARD_OK);
}

static void a_name_of_32_letters_is_taken(void **state)
{
    pack_text pack = pack_new("{" PACK_HEAD ",'name':'<32 a>','rules':[]}");

    (void)state;
    assert_int_equal(load(&pack, NULL), SNAPGUARD_OK);
    free(pack.bytes);
}

/* Rules of every kind of term, behind more and more others: whichever of theirs is the
 * one too many, it is said that there are too many. */
static void terms_may_end_anywhere(void **state)
{
    static const char others[] =
        "{'id':'acme/a','severity':'error','message':'m','check':'prefix','at':[<6 "
        "'regionId',>"
        "'regionId'],'none':[<255 "
        "'a',>'a']},{'id':'acme/b','severity':'error','message':'m',"
        "'check':'prefix','at':'regionId','none':[<%d 'a',>'a']},";
    static const char rules[] =
        "{'id':'acme/"
        "c','severity':'error','message':'m','at':'timePoints','check':'value','must':"
        "{'in':[1,2],'any':[{'equals':'x'},{'equals':1},{'in':['x']},{'in':'ours'},{'min'"
        ":1},"
        "{'matches':'x'},{'max':1},{'length':{'min':1,'max':2}},{'not':{'equals':1}}]}},"
        "{'id':'acme/"
        "d','severity':'error','message':'m','at':'regionId','check':'holds','must':"
        "{'all':[{'regionId':'given'}],'any':[{'Tag':'absent'},{'EnableCrossRegionCopy':"
        "false},"
        "{'Tag':{'every':{'Tag.N.Key':{'equals':'x'},'Tag.N.Value':'given'},'count':{'"
        "min':1}}},"
        "{'timePoints':{'some':{'min':1},'every':{'max':2},'count':{'max':3}}},"
        "{'CopyEncryptionConfiguration':'given'}],'not':{'retentionDays':{'equals':-1}},"
        "'facts':{'kms.activated':false,'regions.{regionId}.policyCount':{'max':9}}}},"
        "{'id':'acme/"
        "e','severity':'error','message':'m','at':'regionId','check':'absent',"
        "'if':{'EnableCrossRegionCopy':true,'not':{'Tag':'given'}}},"
        "{'id':'acme/"
        "f','severity':'error','message':'m','at':'retentionDays','check':'range',"
        "'min':7,'also':[-1,1]},"
        "{'id':'acme/"
        "g','severity':'error','message':'m','at':'timePoints','check':'includes',"
        "'all':[1,2]},"
        "{'id':'acme/"
        "h','severity':'error','message':'m','at':'regionId','check':'contains',"
        "'none':['x']}";
    char text[sizeof others + sizeof rules + 16];
    snapguard_status status = SNAPGUARD_ERROR_PACK;
    int spare = 0;

    (void)state;
    for (; status == SNAPGUARD_ERROR_PACK && spare < 255; spare++) {
        snapguard_error error;
        pack_text pack;

        snprintf(text, sizeof text, others, 255 - spare);
        strcat(text, rules);
        pack = pack_of_rules(text);
        status = load(&pack, &error);
        free(pack.bytes);
        if (status == SNAPGUARD_ERROR_PACK)
            assert_non_null(strstr(error.message, "more than 2,048 terms"));
    }
    assert_int_equal(status, SNAPGUARD_OK);
    assert_true(spare > 40);
}

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(lists_are_arrays_or_objects),
        cmocka_unit_test(equal_patterns_are_one),
        cmocka_unit_test(packs_are_judged_in_their_order),
        cmocka_unit_test(lists_are_of_their_pack),
        cmocka_unit_test(each_pack_has_bounds_of_its_own),
        cmocka_unit_test(sixteen_packs_are_the_most),
        cmocka_unit_test(a_name_of_32_letters_is_taken),
        cmocka_unit_test(terms_may_end_anywhere),
        cmocka_unit_test(a_rule_that_no_pack_has_is_named),
        cmocka_unit_test(a_finding_says_what_it_is),
        cmocka_unit_test(the_documented_error_is_what_is_answered),
        cmocka_unit_test(documented_rules_stay_as_they_are),
        cmocka_unit_test(there_is_a_schema),
    };
    struct CMUnitTest packs[COUNT(wrong_packs)];
    struct CMUnitTest wrong[COUNT(wrong_rules)];
    struct CMUnitTest right[COUNT(right_rules)];
    struct CMUnitTest limits[COUNT(limit_cases)];
    struct CMUnitTest pairs[COUNT(pair_cases)];
    struct CMUnitTest severities[COUNT(severity_cases)];
    struct CMUnitTest places[COUNT(place_cases)];
    int failed = cmocka_run_group_tests_name("packs", alone, NULL, NULL);

    ADD_ROWS(packs, is_refused_at_its_place, wrong_packs, COUNT(wrong_packs));
    ADD_ROWS(wrong, rule_is_refused_at_its_place, wrong_rules, COUNT(wrong_rules));
    ADD_ROWS(right, is_taken, right_rules, COUNT(right_rules));
    ADD_ROWS(limits, is_a_limit, limit_cases, COUNT(limit_cases));
    ADD_ROWS(pairs, pair_is_refused, pair_cases, COUNT(pair_cases));
    ADD_ROWS(severities, severity_of_a_rule, severity_cases, COUNT(severity_cases));
    ADD_ROWS(places, is_found_at_its_place, place_cases, COUNT(place_cases));
    failed += cmocka_run_group_tests_name("wrong packs", packs, NULL, NULL);
    failed += cmocka_run_group_tests_name("wrong rules", wrong, NULL, NULL);
    failed += cmocka_run_group_tests_name("right rules", right, NULL, NULL);
    failed += cmocka_run_group_tests_name("limits", limits, NULL, NULL);
    failed += cmocka_run_group_tests_name("pairs", pairs, NULL, NULL);
    failed += cmocka_run_group_tests_name("severities", severities, NULL, NULL);
    failed += cmocka_run_group_tests_name("places", places, NULL, NULL);
    return failed;
}
