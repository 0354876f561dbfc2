/* Rule packs that are refused, each with an error that names what is wrong with it, and
 * some that are taken: each is the embedded one with a few members changed. */
#include "builtin_pack.h"
#include "engine.h"
#include "judge.h"
#include "pack.h"

#include "library/counting.h"

#include <jansson.h>
/* The loader, and not the file of that name that stands beside this one. */
#include <pack.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where the embedded pack is changed: an entry of one of its arrays, by its id or name,
 * or NULL and NULL, the pack itself. */
typedef struct pack_change {
    const char *array;
    const char *entry;
    const char *patch; /* a merge patch; ' is a quote */
} pack_change;

typedef struct pack_row {
    const char *name;
    pack_change change;
    const char *error;
} pack_row;

/* clang-format off */
static const pack_row refused[] = {
    {"an edition that is a number", {NULL, NULL, "{'edition': 1}"},
     "pack: \"edition\" must be a string"},

    {"an operation without a name", {NULL, NULL, "{'operation': {'name': null}}"},
     "operation: \"name\" must be a string"},
    {"an operation without a parameter that says it", {NULL, NULL, "{'operation': {'parameter': null}}"},
     "operation: \"parameter\" must be a string"},
    {"an operation without a header that says it", {NULL, NULL, "{'operation': {'header': null}}"},
     "operation: \"header\" must be a string"},
    {"a version without a header", {NULL, NULL, "{'operation': {'versionHeader': 1}}"},
     "operation: \"versionHeader\" must be a string"},
    {"another answer that is no row", {NULL, NULL, "{'operation': {'otherwise': 'nowhere'}}"},
     "operation: \"otherwise\" is no row of the errors"},
    {"another answer that is no text", {NULL, NULL, "{'operation': {'otherwise': 1}}"},
     "operation: \"otherwise\" must be a string"},

    {"a list without a date", {NULL, NULL, "{'lists': {'regions': {'date': null}}}"},
     "lists: \"date\" must be a string"},
    {"a list that is a text", {NULL, NULL, "{'lists': {'regions': {'values': 'cn-hangzhou'}}}"},
     "lists: \"values\" must be an array"},
    {"a list of numbers", {NULL, NULL, "{'lists': {'regions': {'values': [1]}}}"},
     "lists: \"values\" must hold texts only"},
    {"a list with an empty text", {NULL, NULL, "{'lists': {'regions': {'values': ['']}}}"},
     "lists: \"values\" must hold texts only"},

    {"a status below those of errors", {"errors", "disk-category", "{'status': 399}"},
     "errors: \"status\" must be an HTTP status"},
    {"a status above those of errors", {"errors", "disk-category", "{'status': 600}"},
     "errors: \"status\" must be an HTTP status"},
    {"a status that would be one if it were cut", {"errors", "disk-category", "{'status': 4294967696}"},
     "errors: \"status\" must be an HTTP status"},
    {"an error without a code", {"errors", "disk-category", "{'code': null}"},
     "errors: \"code\" must be a string"},
    {"an error without an id", {"errors", "disk-category", "{'id': null}"},
     "errors: \"id\" must be a string"},
    {"an error without a message", {"errors", "disk-category", "{'message': 1}"},
     "errors: \"message\" must be a string"},
    {"of two mistakes the first is named", {"errors", "disk-category", "{'code': 1, 'message': 1}"},
     "errors: \"code\" must be a string"},

    {"a parameter without a name", {"parameters", "regionId", "{'name': null}"},
     "parameters: \"name\" must be a string"},
    {"a parameter without a type", {"parameters", "regionId", "{'type': null}"},
     "parameters: \"type\" must be a string"},
    {"a type that is not known", {"parameters", "regionId", "{'type': 'number'}"},
     "regionId: \"type\" is none that is known"},
    {"an error of a parameter that is no row", {"parameters", "regionId", "{'error': 'nowhere'}"},
     "regionId: \"error\" is no row of the errors"},
    {"an error of a parameter that is no text", {"parameters", "regionId", "{'error': 1}"},
     "regionId: \"error\" is no row of the errors"},
    {"an alias that is no text", {"parameters", "regionId", "{'alias': [1]}"},
     "regionId: \"alias\" must hold strings"},
    {"a common parameter that is no text", {NULL, NULL, "{'common': [1]}"},
     "pack: \"common\" must hold strings"},
    {"a silent parameter that is no text", {NULL, NULL, "{'silent': [1]}"},
     "pack: \"silent\" must hold strings"},
    {"a newer parameter without a name", {NULL, NULL, "{'newer': [{'edition': '1'}]}"},
     "pack: \"name\" must be a string"},
    {"a newer parameter without an edition", {NULL, NULL, "{'newer': [{'name': 'X'}]}"},
     "pack: \"edition\" must be a string"},

    {"a fact of an unknown type", {NULL, NULL, "{'facts': {'disk.size': 'number'}}"},
     "facts: \"disk.size\" must be a boolean or a count"},
    {"a fact whose type is no text", {NULL, NULL, "{'facts': {'disk.size': 1}}"},
     "facts: \"disk.size\" must be a boolean or a count"},

    {"the first rule without an id", {"rules", "invalid-json", "{'id': 1}"},
     "rules: \"id\" must be a string"},
    {"a later rule without an id", {"rules", "tag-count", "{'id': null}"},
     "rules: \"id\" must be a string"},
    {"an unknown severity", {"rules", "tag-count", "{'severity': 'fatal'}"},
     "tag-count: \"severity\" is none of the known words"},
    {"a severity that is a number", {"rules", "tag-count", "{'severity': 3}"},
     "tag-count: \"severity\" is none of the known words"},
    {"an unknown category", {"rules", "tag-count", "{'category': 'tags'}"},
     "tag-count: \"category\" is none of the known words"},
    {"an answer that is no row", {"rules", "tag-count", "{'answer': {'error': 'nowhere'}}"},
     "tag-count: \"error\" is no row of the errors"},
    {"an answer without a row", {"rules", "tag-count", "{'answer': {'error': null}}"},
     "tag-count: \"error\" is no row of the errors"},
    {"an answer of an unknown basis", {"rules", "tag-count", "{'answer': {'basis': 'guessed'}}"},
     "tag-count: \"basis\" is none of the known words"},
    {"an answer of a parameter, of an unknown basis",
     {"rules", "parameter-type", "{'answer': {'basis': 'guessed'}}"},
     "parameter-type: \"basis\" is none of the known words"},
    {"another answer of a rule that is no row",
     {"rules", "parameter-type", "{'answer': {'else': {'error': 'nowhere'}}}"},
     "parameter-type: \"error\" is no row of the errors"},
    {"a message that is a number", {"rules", "tag-count", "{'message': 1}"},
     "tag-count: \"message\" must be a string, or strings"},
    {"help that holds a number", {"rules", "tag-count", "{'help': ['a', 1]}"},
     "tag-count: \"help\" must be a string, or strings"},
    {"what is related, as a number", {"rules", "tag-count", "{'related': 1}"},
     "tag-count: \"related\" must be a string, or strings"},
    {"silenced by a rule that is not there", {"rules", "tag-count", "{'unless': ['nowhere']}"},
     "tag-count: \"unless\" must name rules that stand before"},
    {"silenced by a rule that stands behind", {"rules", "tag-count", "{'unless': ['kept-forever']}"},
     "tag-count: \"unless\" must name rules that stand before"},
    {"silenced by itself", {"rules", "tag-count", "{'unless': ['tag-count']}"},
     "tag-count: \"unless\" must name rules that stand before"},
    {"silenced by a number", {"rules", "tag-count", "{'unless': [1]}"},
     "tag-count: \"unless\" must name rules that stand before"},
    {"an unknown check", {"rules", "tag-count", "{'check': 'colour'}"},
     "tag-count: \"colour\" is no check"},
    {"no check", {"rules", "tag-count", "{'check': null}"},
     "tag-count: \"check\" is missing"},

    {"a place that is no parameter", {"rules", "tag-count", "{'at': 'Tags'}"},
     "tag-count: \"Tags\" is no parameter; did you mean \"Tag\"?"},
    {"a place that is a number", {"rules", "tag-count", "{'at': 1}"},
     "tag-count: \"at\" must name parameters"},
    {"the second of two places that is no parameter",
     {"rules", "kept-forever", "{'at': ['retentionDays', {'parameter': 'x'}]}"},
     "kept-forever: \"x\" is no parameter"},
    {"a check of a value without a place", {"rules", "tag-count", "{'at': null}"},
     "tag-count: \"at\" is missing"},
    {"a range of a text", {"rules", "retention-days-range", "{'at': 'regionId'}"},
     "retention-days-range: the check \"range\" does not fit the type of regionId"},
    {"a range of a group", {"rules", "retention-days-range", "{'at': 'CopyEncryptionConfiguration'}"},
     "retention-days-range: the check \"range\" does not fit the type of CopyEncryptionConfiguration"},
    {"a length of an integer", {"rules", "policy-name-length", "{'at': 'retentionDays'}"},
     "policy-name-length: the check \"length\" does not fit the type of retentionDays"},
    {"a length of a list of items", {"rules", "policy-name-length", "{'at': 'Tag'}"},
     "policy-name-length: the check \"length\" does not fit the type of Tag"},
    {"a count of a text", {"rules", "time-points-count", "{'at': 'regionId'}"},
     "time-points-count: the check \"count\" does not fit the type of regionId"},
    {"a count of items", {"rules", "time-points-count", "{'at': 'Tag'}"},
     "time-points-count: the check \"count\" does not fit the type of Tag"},
    {"elements of an integer", {"rules", "time-point-value", "{'at': 'retentionDays'}"},
     "time-point-value: the check \"elements\" does not fit the type of retentionDays"},
    {"numbers of the items of a text", {"rules", "tag-count", "{'at': 'regionId'}"},
     "tag-count: the check \"index\" does not fit the type of regionId"},

    {"a length of the elements of a list", {"rules", "policy-name-length", "{'at': 'timePoints'}"},
     "policy-name-length: the check \"length\" does not fit the type of timePoints"},
    {"a text that no element of a list may contain", {"rules", "tag-key-url", "{'at': 'TargetCopyRegions'}"},
     "tag-key-url: the check \"contains\" does not fit the type of TargetCopyRegions"},
    {"a prefix that no element of a list may have", {"rules", "tag-key-prefix", "{'at': 'TargetCopyRegions'}"},
     "tag-key-prefix: the check \"prefix\" does not fit the type of TargetCopyRegions"},

    {"a condition on no parameter", {"rules", "copy-target-missing", "{'if': {'Copy': true}}"},
     "copy-target-missing: \"Copy\" is no parameter"},
    {"a condition on a group", {"rules", "copy-target-missing", "{'if': {'Tag': true}}"},
     "copy-target-missing: Tag is no boolean parameter"},
    {"a condition of an unknown word",
     {"rules", "copy-target-missing", "{'if': {'EnableCrossRegionCopy': 'on'}}"},
     "copy-target-missing: a parameter may be \"given\" or \"absent\"; a text is {\"equals\": …}"},
    {"a text that is to be true", {"rules", "tag-count", "{'if': {'regionId': true}}"},
     "tag-count: regionId is no boolean parameter"},
    {"a text that is not to be true", {"rules", "tag-count", "{'ifNot': {'regionId': true}}"},
     "tag-count: regionId is no boolean parameter"},

    {"a bound that is a text", {"rules", "retention-days-range", "{'min': '1'}"},
     "retention-days-range: \"min\" must be an integer"},
    {"a bound that is no integer", {"rules", "retention-days-range", "{'max': 1.5}"},
     "retention-days-range: \"max\" must be an integer"},
    {"an exception that is a text", {"rules", "retention-days-range", "{'also': ['-1']}"},
     "retention-days-range: \"also\" must be an array of integers, 256 at most"},
    {"a prefix that is a number", {"rules", "tag-key-prefix", "{'none': [1]}"},
     "tag-key-prefix: \"none\" must be an array of strings that are not empty, 256 at most"},
    {"an empty prefix", {"rules", "tag-key-prefix", "{'none': ['acs:', '']}"},
     "tag-key-prefix: \"none\" must be an array of strings that are not empty, 256 at most"},
    {"no prefix", {"rules", "tag-key-prefix", "{'none': []}"},
     "tag-key-prefix: \"none\" must be an array of strings that are not empty, 256 at most"},
    {"no text that must not be contained", {"rules", "tag-key-url", "{'none': null}"},
     "tag-key-url: \"none\" is missing"},
    {"a range without a bound", {"rules", "retention-days-range", "{'min': null, 'max': null}"},
     "retention-days-range: \"min\" or \"max\" is missing"},
    {"a length without a bound", {"rules", "tag-key-length", "{'max': null}"},
     "tag-key-length: \"min\" or \"max\" is missing"},
    {"a count without a bound", {"rules", "time-points-count", "{'min': null, 'max': null}"},
     "time-points-count: \"min\" or \"max\" is missing"},
    {"elements without a least one", {"rules", "time-point-value", "{'min': null}"},
     "time-point-value: \"min\" is missing"},
    {"elements without a greatest one", {"rules", "time-point-value", "{'max': null}"},
     "time-point-value: \"max\" is missing"},
    {"numbers as texts without a greatest one", {"rules", "time-point-number", "{'max': null}"},
     "time-point-number: \"max\" is missing"},
    {"items without a first one", {"rules", "tag-count", "{'min': null}"},
     "tag-count: \"min\" is missing"},
    {"items in a row without a last one", {"rules", "tag-index-gap", "{'max': null}"},
     "tag-index-gap: \"max\" is missing"},
    {"a length that is negative", {"rules", "policy-name-length", "{'min': -1}"},
     "policy-name-length: \"min\" must be an integer from 0 on"},
    {"a greatest length that is negative", {"rules", "policy-name-length", "{'max': -1}"},
     "policy-name-length: \"max\" must be an integer from 0 on"},
    {"a count that is negative", {"rules", "time-points-count", "{'max': -1}"},
     "time-points-count: \"max\" must be an integer from 0 on"},
    {"an element that is negative", {"rules", "time-point-value", "{'min': -1}"},
     "time-point-value: \"min\" must be an integer from 0 on"},
    {"an item whose number is negative", {"rules", "tag-count", "{'max': -1}"},
     "tag-count: \"max\" must be an integer from 0 on"},
    {"an unknown fault", {"rules", "invalid-json", "{'fault': 'grammar'}"},
     "invalid-json: \"fault\" is none that is known"},
    {"no fault", {"rules", "invalid-json", "{'fault': null}"},
     "invalid-json: \"fault\" is missing"},
    {"a pattern that is a number", {"rules", "region-id-format", "{'pattern': 1}"},
     "region-id-format: \"pattern\" must be a string that is not empty"},
    {"a pattern that is none",
     {"rules", "region-id-format", "{'pattern': '[a-'}"},
     "region-id-format: \"pattern\" is no pattern: missing terminating ] for character class"},
    {"known words of no list", {"rules", "region-id-format", "{'known': 'colours'}"},
     "region-id-format: \"colours\" is no list of the pack"},
    {"known words that are no text", {"rules", "region-id-format", "{'known': 1}"},
     "region-id-format: \"known\" must be a string that is not empty"},
    {"a class that is a number", {"rules", "policy-name-start", "{'class': 1}"},
     "policy-name-start: \"class\" must be a class in brackets, such as \"[a-z]\""},
    {"a class without brackets", {"rules", "policy-name-start", "{'class': 'a-z'}"},
     "policy-name-start: \"class\" must be a class in brackets, such as \"[a-z]\""},
    {"a class that is not closed", {"rules", "policy-name-start", "{'class': '[a-z'}"},
     "policy-name-start: \"class\" is no pattern: missing terminating ] for character class"},
    {"the last character", {"rules", "policy-name-start", "{'which': 'last'}"},
     "policy-name-start: \"which\" must be \"first\" or \"rest\""},
    {"no character", {"rules", "policy-name-start", "{'which': null}"},
     "policy-name-start: \"which\" is missing"},
    {"a list that is not there", {"rules", "unknown-region", "{'list': 'colours'}"},
     "unknown-region: \"colours\" is no list of the pack"},
    {"a list that is a number", {"rules", "unknown-region", "{'list': 1}"},
     "unknown-region: \"list\" must be a string that is not empty"},
    {"a member that is no parameter", {"rules", "tag-key-missing", "{'member': 'Tag.N.Colour'}"},
     "tag-key-missing: \"Tag.N.Colour\" is no parameter; did you mean \"Tag.N.Value\"?"},
    {"a member that is a number", {"rules", "tag-key-missing", "{'member': 1}"},
     "tag-key-missing: \"member\" must be the name of a parameter"},
    {"hours that are none", {"rules", "adjacent-time-points", "{'hours': 0}"},
     "adjacent-time-points: \"hours\" must be an integer from 1 to 24"},
    {"more hours than a day has", {"rules", "adjacent-time-points", "{'hours': 25}"},
     "adjacent-time-points: \"hours\" must be an integer from 1 to 24"},
    {"days that are no parameter", {"rules", "adjacent-time-points", "{'days': 'weekdays'}"},
     "adjacent-time-points: \"weekdays\" is no parameter"},
    {"days that are a text", {"rules", "adjacent-time-points", "{'days': 'regionId'}"},
     "adjacent-time-points: \"days\" must be a list"},
    {"days that are items", {"rules", "adjacent-time-points", "{'days': 'Tag'}"},
     "adjacent-time-points: \"days\" must be a list"},
    {"a parameter to differ from that is none", {"rules", "copy-target-same-region", "{'from': 'region'}"},
     "copy-target-same-region: \"region\" is no parameter; did you mean \"regionId\"?"},

    {"exceptions that are texts", {"rules", "retention-days-range", "{'also': ['1']}"},
     "retention-days-range: \"also\" must be an array of integers, 256 at most"},
    {"a bound that is a text", {"rules", "retention-days-range", "{'min': '1'}"},
     "retention-days-range: \"min\" must be an integer"},
    {"beginnings that are numbers", {"rules", "tag-key-prefix", "{'none': [1]}"},
     "tag-key-prefix: \"none\" must be an array of strings that are not empty, 256 at most"},
    {"a beginning that is empty", {"rules", "tag-key-prefix", "{'none': ['acs:', '']}"},
     "tag-key-prefix: \"none\" must be an array of strings that are not empty, 256 at most"},

    {"a fix without a title", {"rules", "parameter-case", "{'fix': {'title': null}}"},
     "parameter-case: \"fix\" has no title"},
    {"a fix that is none", {"rules", "parameter-case", "{'fix': {'kind': 'guess'}}"},
     "parameter-case: \"kind\" is none of the known words"},
    {"a fix that may be safe", {"rules", "parameter-case", "{'fix': {'safe': 'maybe'}}"},
     "parameter-case: \"safe\" must be true, false or \"refused\""},
    {"a fix that is one time safe", {"rules", "parameter-case", "{'fix': {'safe': 1}}"},
     "parameter-case: \"safe\" must be true, false or \"refused\""},
    {"a name without quotes", {"rules", "parameter-case", "{'fix': {'kind': 'unquote'}}"},
     "parameter-case: \"fix\" does not fit the check"},
    {"a name in a list", {"rules", "parameter-case", "{'fix': {'kind': 'enclose'}}"},
     "parameter-case: \"fix\" does not fit the check"},
    {"a name in quotes", {"rules", "parameter-case", "{'fix': {'kind': 'quote'}}"},
     "parameter-case: \"fix\" does not fit the check"},
    {"a name that is sorted", {"rules", "parameter-case", "{'fix': {'kind': 'sort'}}"},
     "parameter-case: \"fix\" does not fit the check"},
    {"a name that is removed", {"rules", "parameter-case", "{'fix': {'kind': 'remove'}}"},
     "parameter-case: \"fix\" does not fit the check"},
    {"an order that is renamed", {"rules", "time-points-order", "{'fix': {'kind': 'rename'}}"},
     "time-points-order: \"fix\" does not fit the check"},

    {"a type of templates that is a number", {"forms", "ros", "{'types': [1]}"},
     "forms: \"types\" must hold strings"},
    {"a form that is called by a number", {"forms", "ros", "{'called': 1}"},
     "forms: \"called\" must be a string"},
    {"a property that is no parameter", {"forms", "ros", "{'members': {'RetentionDays': 'nowhere'}}"},
     "forms: \"forms\" must name such a parameter here"},
    {"a property that is a list of objects", {"forms", "ros", "{'members': {'RetentionDays': 'Tag'}}"},
     "forms: \"forms\" must name such a parameter here"},
    {"a property that names a number", {"forms", "ros", "{'members': {'RetentionDays': {'parameter': 1}}}"},
     "forms: \"forms\" must name such a parameter here"},
    {"objects of a text", {"forms", "ros", "{'members': {'Tags': {'items': 'regionId'}}}"},
     "forms: \"forms\" must name such a parameter here"},
    {"a group that is a list", {"forms", "ros", "{'members': {'CopyEncryptionConfiguration': {'object': 'Tag'}}}"},
     "forms: \"forms\" must name such a parameter here"},
    {"pairs of a text", {"forms", "tfplan", "{'members': {'tags': {'pairs': 'regionId'}}}"},
     "forms: \"forms\" must name such a parameter here"},
    {"pairs without a key", {"forms", "tfplan", "{'members': {'tags': {'key': 1}}}"},
     "forms: \"forms\" must name such a parameter here"},
    {"pairs whose key is a list", {"forms", "tfplan", "{'members': {'tags': {'key': 'Tag'}}}"},
     "forms: \"forms\" must name such a parameter here"},
    {"pairs whose value is a list", {"forms", "tfplan", "{'members': {'tags': {'value': 'Tag'}}}"},
     "forms: \"forms\" must name such a parameter here"},
    {"a form of no language", {"forms", "ros", "{'id': 'bicep'}"},
     "forms: \"id\" is no language that is known"},
    {"a form without a language", {"forms", "ros", "{'id': null}"},
     "forms: \"id\" must be a string"},
    {"what stands for none that is a number", {"forms", "ros", "{'members': {'RetentionDays': {'parameter': "
     "'retentionDays', 'unset': [1]}}}"},
     "forms: \"unset\" must hold strings"},
    {"a property that is written in no way", {"forms", "ros", "{'members': {'Tags': {'items': null}}}"},
     "forms: \"forms\" must say here how a property is written"},

    {"no fact", {"rules", "account-balance", "{'fact': null}"},
     "account-balance: \"fact\" is missing"},
    {"a fact that is none", {"rules", "account-balance", "{'fact': 'account.colour'}"},
     "account-balance: \"account.colour\" is none of the facts"},
    {"a fact of no parameter", {"rules", "region-unsupported", "{'fact': 'regions.{region}.supported'}"},
     "region-unsupported: \"regions.{region}.supported\" names no parameter"},
    {"a fact of an integer", {"rules", "region-unsupported", "{'fact': 'regions.{retentionDays}.supported'}"},
     "region-unsupported: \"regions.{retentionDays}.supported\" names a parameter that is no text"},
    {"a fact of items", {"rules", "region-unsupported", "{'fact': 'regions.{Tag}.supported'}"},
     "region-unsupported: \"regions.{Tag}.supported\" names a parameter that is no text"},
    {"a brace that is not closed", {"rules", "region-unsupported", "{'fact': 'regions.{regionId.supported'}"},
     "region-unsupported: \"regions.{regionId.supported\" is none of the facts"},
    {"what a count is", {"rules", "policy-quota", "{'is': true}"},
     "policy-quota: \"is\" must be that of a boolean fact"},
    {"what a group of facts is", {"rules", "account-balance", "{'fact': 'account'}"},
     "account-balance: \"is\" must be that of a boolean fact"},
    {"a truth that is a text", {"rules", "account-balance", "{'is': 'true'}"},
     "account-balance: \"is\" must be true or false"},
    {"how much a truth is", {"rules", "region-unsupported", "{'is': null, 'below': 1}"},
     "region-unsupported: \"below\" must be that of a counted fact"},
    {"how much a group of facts is", {"rules", "policy-quota", "{'fact': 'regions'}"},
     "policy-quota: \"below\" must be that of a counted fact"},
    {"a count that is a text", {"rules", "policy-quota", "{'below': '100'}"},
     "policy-quota: \"below\" must be an integer from 0 on"},
    {"a fact that is asked nothing", {"rules", "account-balance", "{'is': null}"},
     "account-balance: \"is\", \"below\" or \"exists\" is missing"},
    {"minutes that are a truth", {"rules", "snapshot-overlap", "{'fact': 'kms.activated'}"},
     "snapshot-overlap: \"fact\" must be a count"},
    {"minutes that are a group", {"rules", "snapshot-overlap", "{'fact': 'kms'}"},
     "snapshot-overlap: \"fact\" must be a count"},
    {"minutes that are no fact", {"rules", "snapshot-overlap", "{'fact': 'minutes'}"},
     "snapshot-overlap: \"minutes\" is none of the facts"},
    {"days of an overlap that are a text", {"rules", "snapshot-overlap", "{'days': 'regionId'}"},
     "snapshot-overlap: \"days\" must be a list"},
};
/* clang-format on */

/* ------------------------------------------------------------------------------ packs */

static json_t *parse(const char *short_form)
{
    char *text = judge_expand(short_form);
    json_error_t error;
    json_t *value = json_loads(text, JSON_DECODE_ANY, &error);

    free(text);
    if (!value)
        fail_msg("%s: %s", short_form, error.text);
    return value;
}

static bool is_entry(const json_t *object, const char *entry)
{
    const char *id = json_string_value(json_object_get(object, "id"));
    const char *name = json_string_value(json_object_get(object, "name"));

    return strcmp(id ? id : name, entry) == 0;
}

static json_t *apply(json_t *pack, const pack_change *change)
{
    json_t *patch = parse(change->patch);
    json_t *array = change->array ? json_object_get(pack, change->array) : NULL;
    size_t i = 0;

    if (!change->array) {
        pack = pack_merge(pack, patch);
        json_decref(patch);
        return pack;
    }
    while (i < json_array_size(array) &&
           !is_entry(json_array_get(array, i), change->entry))
        i++;
    assert_true(i < json_array_size(array));
    json_array_set_new(
        array, i, pack_merge(json_incref(json_array_get(array, i)), patch));
    json_decref(patch);
    return pack;
}

/* An engine of a pack that is not the embedded one: no function makes one. */
static snapguard_status
open_engine(snapguard_engine *engine, const json_t *pack, snapguard_error *error)
{
    char *text = json_dumps(pack, JSON_COMPACT);
    snapguard_options options;
    snapguard_status status;

    *engine = (snapguard_engine){.minutes = -1};
    *error = (snapguard_error){0};
    sg_options_init(&options, NULL);
    engine->allocator = options.allocator;
    memcpy(engine->limits, options.limits, sizeof engine->limits);
    sg_program_init(&engine->program, &engine->allocator);
    status =
        sg_pack_load(&engine->program, (sg_text){text, strlen(text)}, &options, error);
    free(text);
    return status;
}

static void is_refused(const json_t *pack, const char *expected)
{
    snapguard_engine engine;
    snapguard_error error;

    assert_int_equal(open_engine(&engine, pack, &error), SNAPGUARD_ERROR_PACK);
    assert_string_equal(error.message, expected);
    sg_program_free(&engine.program);
}

static void a_pack_is_refused(void **state)
{
    const pack_row *row = *state;
    json_t *pack = apply(pack_load(), &row->change);

    is_refused(pack, row->error);
    json_decref(pack);
}

/* ---------------------------------------------------------------------- too much of it
 */

/* The text repeated, to be freed. */
static char *repeat(const char *text, size_t count)
{
    size_t size = strlen(text);
    char *out = memory_of(count * size + 1);

    for (size_t i = 0; i < count; i++)
        memcpy(out + i * size, text, size);
    out[count * size] = '\0';
    return out;
}

static void a_pack_of_too_many_is_refused(
    const char *before, const char *one, size_t count, const char *behind,
    const char *expected)
{
    char *many = repeat(one, count);
    char *patch = text_of("%s%s%s", before, many, behind);
    json_t *pack = apply(pack_load(), &(pack_change){NULL, NULL, patch});

    is_refused(pack, expected);
    json_decref(pack);
    free(patch);
    free(many);
}

static void names_are_counted(void **state)
{
    (void)state;
    a_pack_of_too_many_is_refused(
        "{'parameters': [{'name': 'a", ".a", UINT16_MAX, "', 'type': 'text'}]}",
        "parameters: \"parameters\" are too many");
}

static void facts_are_counted(void **state)
{
    (void)state;
    a_pack_of_too_many_is_refused(
        "{'facts': {'a", ".a", UINT16_MAX, "': 'count'}}",
        "facts: \"facts\" are too many");
}

static void rules_are_counted(void **state)
{
    (void)state;
    a_pack_of_too_many_is_refused(
        "{'rules': [1", ",1", UINT16_MAX, "]}", "rules: \"rules\" are too many");
}

#define ACCOUNT_RULE                                                                     \
    "{'id': 'x', 'severity': 'error', 'category': 'account', 'message': 'm', "           \
    "'check': 'fact', 'fact': 'kms.activated', 'is': true, "                             \
    "'answer': {'error': 'disk-category', 'basis': 'inferred'}}"

static void rules_of_the_account_are_counted(void **state)
{
    (void)state;
    a_pack_of_too_many_is_refused(
        "{'rules': [" ACCOUNT_RULE, "," ACCOUNT_RULE, SG_ACCOUNT_ROWS, "]}",
        "x: \"check\" is one of too many that ask a fact");
}

static void known_words_match_their_pattern(void **state)
{
    json_t *pack = apply(
        pack_load(),
        &(pack_change){
            NULL, NULL, "{'lists': {'regions': {'values': ['cn-hangzhou']}}}"});

    (void)state;
    pack =
        apply(pack, &(pack_change){"rules", "region-id-format", "{'pattern': '[a-z]*'}"});
    is_refused(pack, "region-id-format: \"cn-hangzhou\" does not match the pattern");
    json_decref(pack);
}

static void members_have_a_bit_each(const json_t *pack)
{
    snapguard_engine engine;
    snapguard_error error;
    const sg_name *names;

    assert_int_equal(open_engine(&engine, pack, &error), SNAPGUARD_OK);
    names = engine.program.names.names;
    for (size_t i = 1; i < engine.program.names.count; i++)
        for (size_t j = 1; j < i; j++)
            assert_true(
                names[i].parent != names[j].parent || !(names[i].bit & names[j].bit));
    sg_program_free(&engine.program);
}

static void add_tag_member(json_t *pack, char letter)
{
    char *name = text_of("Tag.N.%c", letter);

    json_array_append_new(
        json_object_get(pack, "parameters"),
        json_pack("{s:s, s:s}", "name", name, "type", "text"));
    free(name);
}

/* The members of an object that a rule can ask for have a bit each: 32 of them. */
static void a_member_that_has_no_bit_is_refused(void **state)
{
    static const pack_change asked = {
        "rules", "tag-key-missing", "{'member': 'Tag.N.z'}"};
    json_t *pack = pack_load();

    (void)state;
    for (char letter = 'A'; letter <= 'Z'; letter++)
        add_tag_member(pack, letter);
    for (char letter = 'a'; letter <= 'z'; letter++)
        add_tag_member(pack, letter);
    members_have_a_bit_each(pack);
    pack = apply(pack, &asked);
    is_refused(pack, "tag-key-missing: \"member\" is one of too many");
    json_decref(pack);
}

static void a_text_that_is_not_json_is_refused(void **state)
{
    static const char text[] = "{\n  \"edition\": }";
    snapguard_options options;
    snapguard_error error = {0};
    sg_program program;

    (void)state;
    sg_options_init(&options, NULL);
    sg_program_init(&program, &options.allocator);
    assert_int_equal(
        sg_pack_load(&program, (sg_text){text, sizeof text - 1}, &options, &error),
        SNAPGUARD_ERROR_PACK);
    assert_int_equal(error.line, 2);
    assert_memory_equal(error.message, "pack: ", 6);
    assert_int_equal(
        sg_pack_load(&program, (sg_text){"", 0}, &options, NULL), SNAPGUARD_ERROR_PACK);
    sg_program_free(&program);
}

/* ---------------------------------------------------------------------------- is taken
 */

typedef struct taken_row {
    const char *name;
    pack_change change;
    const char *members; /* of the request, in short form */
    const char *rule;
    const char *message; /* NULL: the rule is silent */
} taken_row;

typedef struct further_row {
    taken_row row;
    const char *facts;  /* about the account, or NULL */
    pack_change second; /* if it has a patch */
} further_row;

/* Fourteen letters, nine of which begin a text that is not wanted: one more than a screen
 * has room for. */
#define NINE "'b-', 'c-', 'd-', 'e-', 'f-', 'g-', 'h-', 'i-', 'j-'"

/* clang-format off */
static const taken_row taken[] = {
    {"a range without an upper bound", {"rules", "retention-days-range", "{'max': null, 'message': 'm'}"},
     "'retentionDays': 70000", "retention-days-range", NULL},
    {"a range without an upper bound has its lower one",
     {"rules", "retention-days-range", "{'max': null, 'message': 'm'}"},
     "'retentionDays': 0", "retention-days-range", "m"},
    {"a range without a lower bound", {"rules", "retention-days-range", "{'min': null, 'message': 'm'}"},
     "'retentionDays': -5", "retention-days-range", NULL},
    {"a range without a lower bound has its upper one",
     {"rules", "retention-days-range", "{'min': null, 'message': 'm'}"},
     "'retentionDays': 65536", "retention-days-range", "m"},

    {"a length without an upper bound", {"rules", "policy-name-length", "{'max': null, 'message': 'm'}"},
     "'autoSnapshotPolicyName': '<200 a>'", "policy-name-length", NULL},
    {"a length without an upper bound has its lower one",
     {"rules", "policy-name-length", "{'max': null, 'message': 'm'}"},
     "'autoSnapshotPolicyName': 'a'", "policy-name-length", "m"},
    {"a length whose lower bound is 0", {"rules", "policy-name-length", "{'min': 0, 'message': 'm'}"},
     "'autoSnapshotPolicyName': 'a'", "policy-name-length", NULL},
    {"a length whose lower bound is 0 has its upper one",
     {"rules", "policy-name-length", "{'min': 0, 'message': 'm'}"},
     "'autoSnapshotPolicyName': '<129 a>'", "policy-name-length", "m"},
    {"of two upper bounds the lower one counts, though it is read first",
     {"rules", "policy-name-url",
      "{'check': 'length', 'none': null, 'max': 500, 'message': 'second'}"},
     "'autoSnapshotPolicyName': '<129 a>'", "policy-name-length", "<the pack's own>"},
    {"of two lower bounds the higher one counts, though it is read first",
     {"rules", "policy-name-url", "{'check': 'length', 'none': null, 'min': 1, 'message': 'second'}"},
     "'autoSnapshotPolicyName': 'a'", "policy-name-length", "<the pack's own>"},

    {"a count without a lower bound", {"rules", "time-points-count", "{'min': null, 'message': 'm'}"},
     "'timePoints': '[]'", "time-points-count", NULL},
    {"a count without a lower bound has its upper one",
     {"rules", "time-points-count", "{'min': null, 'max': 1, 'message': 'm'}"},
     "'timePoints': '[`0`,`12`]'", "time-points-count", "m"},
    {"a count without an upper bound", {"rules", "time-points-count", "{'max': null, 'min': 2, 'message': 'm'}"},
     "'timePoints': '[`0`,`6`,`12`]'", "time-points-count", NULL},
    {"a count without an upper bound has its lower one",
     {"rules", "time-points-count", "{'max': null, 'min': 2, 'message': 'm'}"},
     "'timePoints': '[`0`]'", "time-points-count", "m"},
    {"of two counts the narrower one counts, though it is read first",
     {"rules", "time-points-order", "{'fix': null, 'check': 'count', 'min': 0, 'max': 100, 'message': 'second'}"},
     "'timePoints': '[]'", "time-points-count", "<the pack's own>"},

    {"a list that must hold numbers, and words of a list, too",
     {"rules", "time-points-order", "{'fix': null, 'check': 'member', 'list': 'regions', 'message': 'second'}"},
     "'timePoints': '[`1`]'", "time-points-order", "second"},
    {"of two ranges the narrower one counts, though it is read first",
     {"rules", "kept-forever", "{'max': 70000, 'unless': null, 'message': 'second'}"},
     "'retentionDays': 65536", "kept-forever", NULL},
    {"the wider one is asked as well",
     {"rules", "kept-forever", "{'max': 70000, 'unless': null, 'message': 'second'}"},
     "'retentionDays': 70001", "kept-forever", "second"},
    {"what comes from outside may be said in other ways", {"forms", "ros", "{'outside': [1, 'regionId']}"},
     "'retentionDays': 0", "retention-days-range", "<the pack's own>"},
    {"items that begin at 2", {"rules", "tag-count", "{'min': 2, 'message': 'm'}"},
     "'Tag': [{'Key': 'a'}]", "tag-count", "m"},
    {"items that begin at 2, and the second is one", {"rules", "tag-count", "{'min': 2, 'message': 'm'}"},
     "'Tag.2.Key': 'a'", "tag-count", NULL},
    {"items of which there may be none", {"rules", "tag-count", "{'min': 0, 'max': 0, 'message': 'm'}"},
     "'Tag': [{'Key': 'a'}]", "tag-count", "m"},
    {"of two rules for items the narrower one counts, though it is read first",
     {"rules", "tag-index-gap", "{'check': 'index', 'min': 1, 'max': 30, 'message': 'second'}"},
     "'Tag.21.Key': 'a'", "tag-count", "<the pack's own>"},

    {"the items of another list",
     {"rules", "tag-count", "{'at': 'CopyEncryptionConfiguration.Arn', 'max': 1, 'message': '{count}'}"},
     "'Tag': [{'Key': 'a'}], 'CopyEncryptionConfiguration': {'Arn': [{'RoleType': 'a'}, {'RoleType': 'b'}]}",
     "tag-count", "2"},
    {"the items of another list, of which there are fewer",
     {"rules", "tag-count", "{'at': 'CopyEncryptionConfiguration.Arn', 'max': 1, 'message': '{count}'}"},
     "'Tag': [{'Key': 'a'}, {'Key': 'b'}], 'CopyEncryptionConfiguration': {'Arn': [{'RoleType': 'a'}]}",
     "tag-count", NULL},
    {"a pattern without known words", {"rules", "region-id-format", "{'known': null, 'message': 'm'}"},
     "'regionId': 'cn-hangzhou'", "region-id-format", NULL},
    {"a pattern without known words is asked", {"rules", "region-id-format", "{'known': null, 'message': 'm'}"},
     "'regionId': 'cn_hangzhou'", "region-id-format", "m"},

    {"the hours of two rules: the wider gap counts, though it is read first",
     {"rules", "time-points-order",
      "{'fix': null, 'check': 'apart', 'days': 'repeatWeekdays', 'hours': 1, 'message': 'second'}"},
     "'timePoints': '[`0`,`1`]'", "adjacent-time-points", "<the pack's own>"},
    {"a gap of 24 hours over midnight", {"rules", "adjacent-time-points", "{'hours': 24, 'message': '{first} {second}'}"},
     "'timePoints': '[`3`]', 'repeatWeekdays': '[`1`,`2`]'", "adjacent-time-points", NULL},
    {"two points of a day are never 24 hours apart",
     {"rules", "adjacent-time-points", "{'hours': 24, 'message': '{first} {second}'}"},
     "'timePoints': '[`3`,`4`]', 'repeatWeekdays': '[`1`]'", "adjacent-time-points", "3 4"},
    {"a gap of 12 hours over midnight is as wide as it has to be",
     {"rules", "adjacent-time-points", "{'hours': 12, 'message': '{first} {second}'}"},
     "'timePoints': '[`0`,`12`]', 'repeatWeekdays': '[`1`,`2`]'", "adjacent-time-points", NULL},
    {"a gap of 13 hours over midnight",
     {"rules", "adjacent-time-points", "{'hours': 12, 'message': '{first} {second}'}"},
     "'timePoints': '[`0`,`13`]', 'repeatWeekdays': '[`1`,`2`]'", "adjacent-time-points", "13 0"},
    {"hours that are too near to each other only on days that follow",
     {"rules", "adjacent-time-points", "{'hours': 12, 'message': '{first} {second}'}"},
     "'timePoints': '[`0`,`13`]', 'repeatWeekdays': '[`1`,`3`,`5`]'", "adjacent-time-points", NULL},
    {"Sunday is before Monday",
     {"rules", "adjacent-time-points", "{'hours': 12, 'message': '{first} {second}'}"},
     "'timePoints': '[`0`,`13`]', 'repeatWeekdays': '[`1`,`7`]'", "adjacent-time-points", "13 0"},

    {"more prefixes than a screen has room for: the ninth",
     {"rules", "tag-key-prefix", "{'none': [" NINE "], 'message': 'm'}"},
     "'Tag.1.Key': 'j-x'", "tag-key-prefix", "m"},
    {"more prefixes than a screen has room for: one letter of the ninth",
     {"rules", "tag-key-prefix", "{'none': [" NINE "], 'message': 'm'}"},
     "'Tag.1.Key': 'jx'", "tag-key-prefix", NULL},
    {"more prefixes than a screen has room for: in another case",
     {"rules", "tag-key-prefix", "{'none': [" NINE "], 'message': 'm'}"},
     "'Tag.1.Key': 'J-x'", "tag-key-prefix", NULL},
    {"a text of letters and digits that must not be contained",
     {"rules", "tag-key-url", "{'none': ['x9z'], 'message': 'm'}"},
     "'Tag.1.Key': 'wx9zy'", "tag-key-url", "m"},
    {"a text of letters and digits that is not contained",
     {"rules", "tag-key-url", "{'none': ['x9z'], 'message': 'm'}"},
     "'Tag.1.Key': 'x9x9yz'", "tag-key-url", NULL},
    {"a text that is not ASCII and must not be contained",
     {"rules", "tag-key-url", "{'none': ['\xC3\xA9'], 'message': 'm'}"},
     "'Tag.1.Key': 'caf\xC3\xA9'", "tag-key-url", "m"},
    {"a text that is not ASCII and is not contained",
     {"rules", "tag-key-url", "{'none': ['\xC3\xA9'], 'message': 'm'}"},
     "'Tag.1.Key': 'caf\xC3\xA8'", "tag-key-url", NULL},

    {"two conditions that both hold",
     {"rules", "kept-forever",
      "{'at': 'retentionDays', 'if': {'regionId': 'given', 'EnableCrossRegionCopy': 'absent'}, 'message': 'm'}"},
     "'retentionDays': -1", "kept-forever", "m"},
    {"two conditions of which one does not",
     {"rules", "kept-forever",
      "{'at': 'retentionDays', 'if': {'regionId': 'given', 'EnableCrossRegionCopy': 'given'}, 'message': 'm'}"},
     "'retentionDays': -1", "kept-forever", NULL},
    {"two conditions of which one cannot be decided",
     {"rules", "kept-forever",
      "{'at': 'retentionDays', 'if': {'regionId': 'given', 'EnableCrossRegionCopy': 'absent'}, 'message': 'm'}"},
     "'retentionDays': -1, 'EnableCrossRegionCopy': 5", "kept-forever", NULL},

    {"three conditions that all hold",
     {"rules", "kept-forever",
      "{'at': 'retentionDays', 'message': 'm', 'if': {'regionId': 'given', 'timePoints': 'given', "
      "'repeatWeekdays': 'given'}}"},
     "'retentionDays': -1", "kept-forever", "m"},
    {"three conditions of which the last does not",
     {"rules", "kept-forever",
      "{'at': 'retentionDays', 'message': 'm', 'if': {'regionId': 'given', 'timePoints': 'given', "
      "'autoSnapshotPolicyName': 'given'}}"},
     "'retentionDays': -1", "kept-forever", NULL},
    {"two conditions and one that must not hold, and does not",
     {"rules", "kept-forever",
      "{'at': 'retentionDays', 'message': 'm', 'if': {'regionId': 'given', 'timePoints': 'given'}, "
      "'ifNot': {'EnableCrossRegionCopy': true}}"},
     "'retentionDays': -1, 'EnableCrossRegionCopy': false", "kept-forever", "m"},
    {"two conditions and one that must not hold, and does",
     {"rules", "kept-forever",
      "{'at': 'retentionDays', 'message': 'm', 'if': {'regionId': 'given', 'timePoints': 'given'}, "
      "'ifNot': {'EnableCrossRegionCopy': true}}"},
     "'retentionDays': -1, 'EnableCrossRegionCopy': true", "kept-forever", NULL},
    {"a condition that something is false, and is",
     {"rules", "kept-forever", "{'at': 'retentionDays', 'if': {'EnableCrossRegionCopy': false}, 'message': 'm'}"},
     "'retentionDays': -1, 'EnableCrossRegionCopy': false", "kept-forever", "m"},
    {"a condition that something is false, and is true",
     {"rules", "kept-forever", "{'at': 'retentionDays', 'if': {'EnableCrossRegionCopy': false}, 'message': 'm'}"},
     "'retentionDays': -1, 'EnableCrossRegionCopy': true", "kept-forever", NULL},
    {"a condition that something is false, and is not given",
     {"rules", "kept-forever", "{'at': 'retentionDays', 'if': {'EnableCrossRegionCopy': false}, 'message': 'm'}"},
     "'retentionDays': -1", "kept-forever", NULL},
    {"something that must not be given, and is not",
     {"rules", "kept-forever", "{'at': 'retentionDays', 'ifNot': {'EnableCrossRegionCopy': 'given'}, 'message': 'm'}"},
     "'retentionDays': -1", "kept-forever", "m"},
    {"something that must not be given, and is",
     {"rules", "kept-forever", "{'at': 'retentionDays', 'ifNot': {'EnableCrossRegionCopy': 'given'}, 'message': 'm'}"},
     "'retentionDays': -1, 'EnableCrossRegionCopy': false", "kept-forever", NULL},
    {"something that must not be absent, and is",
     {"rules", "kept-forever", "{'at': 'retentionDays', 'ifNot': {'EnableCrossRegionCopy': 'absent'}, 'message': 'm'}"},
     "'retentionDays': -1", "kept-forever", NULL},
    {"something that must not be absent, and is not",
     {"rules", "kept-forever", "{'at': 'retentionDays', 'ifNot': {'EnableCrossRegionCopy': 'absent'}, 'message': 'm'}"},
     "'retentionDays': -1, 'EnableCrossRegionCopy': false", "kept-forever", "m"},
    {"what every request must have, and this one has not",
     {"rules", "copy-target-missing", "{'if': null, 'message': 'm'}"},
     "'retentionDays': 1", "copy-target-missing", "m"},
    {"what every request must have, and this one has",
     {"rules", "copy-target-missing", "{'if': null, 'message': 'm'}"},
     "'TargetCopyRegions': '[`cn-shanghai`]'", "copy-target-missing", NULL},

    {"words of a list that has numbers",
     {"rules", "time-points-order", "{'fix': null, 'check': 'member', 'list': 'regions', 'message': '{value}'}"},
     "'timePoints': '[`1`]'", "time-points-order", "\"1\""},
    {"numbers that are past what a set holds",
     {"rules", "weekday-value", "{'min': 64, 'max': 100, 'message': '{value}'}"},
     "'repeatWeekdays': '[`70`]'", "weekday-value", NULL},
    {"a number before those that are past what a set holds",
     {"rules", "weekday-value", "{'min': 64, 'max': 100, 'message': '{value}'}"},
     "'repeatWeekdays': '[`63`]'", "weekday-value", "\"63\""},
    {"a range of negative numbers", {"rules", "retention-days-range", "{'min': null, 'max': -1, 'message': 'm'}"},
     "'retentionDays': -1", "retention-days-range", NULL},
    {"a number that is not negative", {"rules", "retention-days-range", "{'min': null, 'max': -2, 'message': 'm'}"},
     "'retentionDays': 0", "retention-days-range", "m"},

    {"one condition that something is given",
     {"rules", "kept-forever", "{'at': 'retentionDays', 'if': {'autoSnapshotPolicyName': 'given'}, 'message': 'm'}"},
     "'retentionDays': -1, 'autoSnapshotPolicyName': 'name'", "kept-forever", "m"},
    {"one condition that something is given, and is not",
     {"rules", "kept-forever", "{'at': 'retentionDays', 'if': {'autoSnapshotPolicyName': 'given'}, 'message': 'm'}"},
     "'retentionDays': -1", "kept-forever", NULL},

    {"braces that mean themselves", {"rules", "kept-forever", "{'message': '{{value}} is {value}'}"},
     "'retentionDays': -1", "kept-forever", "{value} is -1"},
    {"a placeholder that nobody knows gives way to the next text",
     {"rules", "kept-forever", "{'message': ['is {colour}', 'is {value}']}"},
     "'retentionDays': -1", "kept-forever", "is -1"},
    {"a placeholder that is not closed gives way to the next text",
     {"rules", "kept-forever", "{'message': ['is {value', 'is {value}']}"},
     "'retentionDays': -1", "kept-forever", "is -1"},
    {"placeholders that a rule has no value for give way to the next text",
     {"rules", "kept-forever",
      "{'message': ['{date}', '{over}', '{limit}', '{nearest}', '{skipped}', '{edition}', 'none']}"},
     "'retentionDays': -1", "kept-forever", "none"},
    {"what is nearest to a name that is known gives way to the next text",
     {"rules", "parameter-case", "{'message': ['{nearest}', 'none']}"},
     "'RetentionDay': 1, 'EnableCrossRegioncopy': false", "parameter-case", "none"},
    {"placeholders of a bound that there is not give way to the next text",
     {"rules", "kept-forever", "{'message': ['{max}', '{min}']}"},
     "'retentionDays': -1", "kept-forever", "0"},
};
/* clang-format on */

/* clang-format off */
static const further_row further[] = {
    {{"words of two lists: of both",
     {"rules", "unknown-region", "{'list': 'near', 'message': 'm'}"}, "'regionId': 'cn-hangzhou'",
     "unknown-region", NULL}, NULL,
     {NULL, NULL, "{'lists': {'near': {'date': '1', 'values': ['cn-hangzhou']}}}"}},
    {{"words of two lists: of one",
     {"rules", "unknown-region", "{'list': 'near', 'message': 'm'}"}, "'regionId': 'cn-beijing'",
     "unknown-region", "m"}, NULL,
     {NULL, NULL, "{'lists': {'near': {'date': '1', 'values': ['cn-hangzhou']}}}"}},
    {{"a fact that answers nothing", {"rules", "account-balance", "{'answer': null, 'message': 'm'}"},
     "'retentionDays': 1", "account-balance", "m"}, "{'account': {'balanceSufficient': false}}", {NULL, NULL, NULL}},
    {{"a fact that must exist, and does not",
     {"rules", "account-balance", "{'fact': 'kms.activated', 'is': null, 'exists': true, 'message': 'm'}"},
     "'retentionDays': 1", "account-balance", "m"}, "{'kms': {}}", {NULL, NULL, NULL}},
    {{"a fact that must exist, and does",
     {"rules", "account-balance", "{'fact': 'kms.activated', 'is': null, 'exists': true, 'message': 'm'}"},
     "'retentionDays': 1", "account-balance", NULL}, "{'kms': {'activated': false}}", {NULL, NULL, NULL}},
    {{"a fact that must exist, of what may",
     {"rules", "account-balance", "{'fact': 'kms.activated', 'is': null, 'exists': true, 'message': 'm'}"},
     "'retentionDays': 1", "account-balance", NULL}, "{'account': {}}", {NULL, NULL, NULL}},
    {{"a fact that must exist, of a name that the request does not say",
     {"rules", "kms-key-not-found", "{'if': null, 'message': 'm'}"},
     "'EnableCrossRegionCopy': true, 'TargetCopyRegions': '[`cn-shanghai`]'", "kms-key-not-found", NULL}, "{'kms': {'keys': {'cn-shanghai': {}}}}", {NULL, NULL, NULL}},
};
/* clang-format on */

static const char *message_of(const snapguard_report *report, const char *rule)
{
    for (size_t i = 0; i < snapguard_report_count(report); i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);

        if (strcmp(snapguard_finding_rule(finding), rule) == 0)
            return judge_text(finding, SNAPGUARD_TEXT_MESSAGE);
    }
    return NULL;
}

static void expect_message(const char *said, const char *expected)
{
    if (!expected)
        assert_null(said);
    else
        assert_non_null(said);
    if (said && strcmp(expected, "<the pack's own>") != 0)
        assert_string_equal(said, expected);
}

static snapguard_facts *facts_of(const snapguard_engine *engine, const char *short_form)
{
    char *text = short_form ? judge_expand(short_form) : NULL;
    snapguard_facts *facts = NULL;

    if (text)
        assert_int_equal(
            snapguard_facts_new(&facts, engine, text, strlen(text), NULL), SNAPGUARD_OK);
    free(text);
    return facts;
}

static void take(const taken_row *row, const char *about_account, json_t *pack)
{
    char *request = judge_request(row->members);
    const snapguard_report *report;
    snapguard_context *context;
    snapguard_engine engine;
    snapguard_facts *facts;
    snapguard_error error;

    if (open_engine(&engine, pack, &error) != SNAPGUARD_OK)
        fail_msg("%s", error.message);
    assert_int_equal(snapguard_context_new(&context, &engine), SNAPGUARD_OK);
    facts = facts_of(&engine, about_account);
    snapguard_context_set_facts(context, facts);
    assert_int_equal(
        snapguard_check(&report, context, SNAPGUARD_JSON, request, strlen(request)),
        SNAPGUARD_OK);
    expect_message(message_of(report, row->rule), row->message);
    snapguard_context_free(context);
    snapguard_facts_free(facts);
    sg_program_free(&engine.program);
    json_decref(pack);
    free(request);
}

static void a_pack_is_taken(void **state)
{
    const taken_row *row = *state;

    take(row, NULL, apply(pack_load(), &row->change));
}

static void a_further_pack_is_taken(void **state)
{
    const further_row *row = *state;
    json_t *pack = apply(pack_load(), &row->row.change);

    if (row->second.patch)
        pack = apply(pack, &row->second);
    take(&row->row, row->facts, pack);
}

static void a_pack_without_a_schedule_shows_none(void **state)
{
    static const char request[] = "{\"timePoints\":\"[\\\"1\\\"]\"}";
    json_t *pack = apply(
        pack_load(), &(pack_change){
                         "rules", "snapshot-overlap",
                         "{'check': 'ascending', 'days': null, 'fact': null}"});
    const snapguard_report *report;
    snapguard_context *context;
    snapguard_engine engine;
    snapguard_error error;
    snapguard_week week;

    (void)state;
    assert_int_equal(open_engine(&engine, pack, &error), SNAPGUARD_OK);
    assert_int_equal(snapguard_context_new(&context, &engine), SNAPGUARD_OK);
    assert_int_equal(
        snapguard_check(&report, context, SNAPGUARD_JSON, request, strlen(request)),
        SNAPGUARD_OK);
    assert_false(snapguard_report_week(report, &week));
    assert_int_equal(week.scheduled[0], 0);
    snapguard_context_free(context);
    sg_program_free(&engine.program);
    json_decref(pack);
}

/* ------------------------------------------------------------------------- no memory */

enum { MOST_CALLS = 100000 };

/* Load the embedded pack where each thing that is wanted has a block of its own, and the
 * n-th block cannot be had. False if there were fewer. */
static bool load_without_memory(size_t n, bool latching)
{
    snapguard_options options;
    snapguard_status status;
    sg_program program;
    counting memory;

    counting_init(&memory);
    sg_options_init(&options, &memory.allocator);
    options.jit = false;
    sg_program_init(&program, &options.allocator);
    program.arena.least = 1;
    counting_fail(&memory, n, latching);
    status = sg_pack_load(
        &program, (sg_text){sg_builtin_rules, sg_builtin_rules_size}, &options, NULL);
    assert_int_equal(status, memory.failed ? SNAPGUARD_ERROR_MEMORY : SNAPGUARD_OK);
    sg_program_free(&program);
    assert_int_equal(memory.blocks, 0);
    return memory.failed > 0;
}

static void whatever_wants_memory_may_not_get_it(void **state)
{
    size_t n = 1;

    (void)state;
    while (load_without_memory(n, n % 2 == 0))
        assert_true(++n < MOST_CALLS);
    assert_true(n > 500);
}

static const struct CMUnitTest others[] = {
    cmocka_unit_test(names_are_counted),
    cmocka_unit_test(facts_are_counted),
    cmocka_unit_test(rules_are_counted),
    cmocka_unit_test(rules_of_the_account_are_counted),
    cmocka_unit_test(known_words_match_their_pattern),
    cmocka_unit_test(a_member_that_has_no_bit_is_refused),
    cmocka_unit_test(a_text_that_is_not_json_is_refused),
    cmocka_unit_test(a_pack_without_a_schedule_shows_none),
    cmocka_unit_test(whatever_wants_memory_may_not_get_it),
};

int main(void)
{
    struct CMUnitTest
        tests[COUNT(refused) + COUNT(taken) + COUNT(further) + COUNT(others)];
    struct CMUnitTest *next = tests + COUNT(refused) + COUNT(taken);

    ADD_ROWS(tests, a_pack_is_refused, refused, COUNT(refused));
    ADD_ROWS(tests + COUNT(refused), a_pack_is_taken, taken, COUNT(taken));
    for (size_t i = 0; i < COUNT(further); i++)
        *next++ = (struct CMUnitTest){
            further[i].row.name, a_further_pack_is_taken, NULL, NULL,
            (void *)(uintptr_t)&further[i]};
    memcpy(next, others, sizeof others);
    return cmocka_run_group_tests_name("packs", tests, NULL, NULL);
}
