#include "disputed.h"

#include "oracle_text.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define COPY "CopyEncryptionConfiguration"

static bool is_given(const oracle_entry *entry)
{
    return entry->type != ORACLE_NULL &&
           (entry->type != ORACLE_STRING || entry->text.size > 0);
}

/* ------------------------------------------------------------------- whole requests */

static bool is_same_key(const oracle_entry *one, const oracle_entry *other)
{
    return one->nested == other->nested && oracle_same(one->name, other->name);
}

static bool has_exact_spelling(const oracle_entry *of)
{
    static const char *const names[] = {
        "regionId",           "autoSnapshotPolicyName",
        "timePoints",         "repeatWeekdays",
        "retentionDays",      "EnableCrossRegionCopy",
        "TargetCopyRegions",  "CopiedSnapshotsRetentionDays",
        "StorageLocationArn", "ResourceGroupId",
    };

    for (size_t i = 0; i < COUNT(names); i++)
        if (oracle_is(of->name, names[i]))
            return true;
    return false;
}

/* A key that stands twice in one object of JSON, where one has no value, or it is no name
 * of the page: the library takes the parameter for one that is given again. */
static bool has_key_again(const oracle_request *request)
{
    for (size_t i = 0; i < request->count; i++)
        for (size_t j = 0; j < i; j++) {
            const oracle_entry *entry = &request->entries[i];

            if (is_same_key(entry, &request->entries[j]) &&
                (!is_given(entry) || !is_given(&request->entries[j]) ||
                 !has_exact_spelling(entry)))
                return true;
        }
    return false;
}

bool disputed_request(const oracle_request *request)
{
    return request->encoding == ORACLE_JSON && has_key_again(request);
}

/* ------------------------------------------------------------------------ one rule */

/* Whether something is given under a name that begins so, in the case of the page or in
 * another one. */
static bool
has_start(const oracle_request *request, const char *start, bool is_other_case)
{
    for (size_t i = 0; i < request->count; i++) {
        const oracle_entry *entry = &request->entries[i];

        if (is_given(entry) && oracle_begins_folded(entry->name, start) &&
            oracle_begins(entry->name, start) != is_other_case)
            return true;
    }
    return false;
}

static size_t count_start(const oracle_request *request, const char *start)
{
    size_t count = 0;

    for (size_t i = 0; i < request->count; i++)
        count += is_given(&request->entries[i]) &&
                 oracle_begins_folded(request->entries[i].name, start);
    return count;
}

/* Whether a value is given in place of an item of a group. */
static bool has_item(const oracle_request *request, const char *start)
{
    for (size_t i = 0; i < request->count; i++) {
        const oracle_entry *entry = &request->entries[i];
        oracle_text rest = entry->name;

        if (!is_given(entry) || !oracle_begins(rest, start))
            continue;
        rest.bytes += strlen(start);
        rest.size -= strlen(start);
        if (!oracle_contains(rest, "."))
            return true;
    }
    return false;
}

/* A tag or its key may have been meant, by a value that is no tag, or in another case. */
static bool is_tag_disputed(const oracle_request *request)
{
    return has_item(request, "Tag.") || has_start(request, "Tag.", true);
}

/* What is missed may have been meant by a value where the group belongs. */
static bool is_encryption_disputed(const oracle_request *request)
{
    for (size_t i = 0; i < request->count; i++)
        if (is_given(&request->entries[i]) &&
            oracle_is_folded(request->entries[i].name, COPY))
            return true;
    return false;
}

/* A member of another name gives its item, and with it the group. */
static bool is_arn_disputed(const oracle_request *request)
{
    return has_start(request, COPY ".Arn.", false);
}

bool disputed_rule(const oracle_request *request, const char *rule)
{
    static const struct {
        const char *rule;
        bool (*is_disputed)(const oracle_request *request);
    } disputes[] = {
        {"tag-index-gap",               is_tag_disputed       },
        {"tag-key-missing",             is_tag_disputed       },
        {"copy-key-without-encryption", is_encryption_disputed},
        {"kms-not-activated-encrypted", is_encryption_disputed},
        {"copy-parameter-without-copy", is_arn_disputed       },
        {"not-public-parameter",        is_arn_disputed       },
    };

    for (size_t i = 0; i < COUNT(disputes); i++)
        if (strcmp(disputes[i].rule, rule) == 0)
            return disputes[i].is_disputed(request);
    return false;
}

/* ---------------------------------------------------------------------- the answer */

/* A required parameter that is given, but not as it must be written, is not missing where
 * it is given under another name as well. The library says so only if it can be read. */
bool disputed_answer(const oracle_request *request)
{
    static const char *const required[] = {
        "regionId", "timePoints", "repeatWeekdays", "retentionDays"};

    for (size_t i = 0; i < COUNT(required); i++)
        if (count_start(request, required[i]) > 1)
            return true;
    return false;
}
