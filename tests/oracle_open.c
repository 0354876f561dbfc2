/* The oracle: which errors of the page stay open, because the account decides them and
 * what is known about it does not say. */
#include "oracle_judge.h"

static const char key_name[] = "CopyEncryptionConfiguration.KMSKeyId";
static const char encrypted_name[] = "CopyEncryptionConfiguration.Encrypted";

static void add(judge *j, const char *rule, bool is_decided)
{
    if (!is_decided)
        j->report->open[j->report->open_count++] = rule;
}

/* A rule that does not apply to the request is decided by what would be asked first;
 * where it cannot be told whether it applies, it stays open. */
static void
add_conditional(judge *j, const char *rule, truth applies, bool is_begun, bool is_decided)
{
    add(j, rule, applies == YES ? is_decided : applies == NO && is_begun);
}

static truth both(truth one, truth other)
{
    if (one == NO || other == NO)
        return NO;
    return one == YES && other == YES ? YES : OPEN;
}

static const oracle_region *find_region(judge *j)
{
    const oracle_slot *slot = oracle_certain(j, "regionId");

    for (size_t i = 0; slot && i < j->facts->region_count; i++)
        if (oracle_same(j->facts->regions[i].id, slot->entry->text))
            return &j->facts->regions[i];
    return NULL;
}

/* Which keys there are is always said, though it may be of no region. */
static void list_keys(judge *j, truth has_key)
{
    const oracle_slot *slot = oracle_certain(j, key_name);
    const oracle_key_region *region = slot ? oracle_target_keys(j) : NULL;
    const oracle_key *key = region ? oracle_find_key(region, slot->entry->text) : NULL;

    add_conditional(j, "kms-key-not-found", has_key, true, region != NULL);
    add_conditional(
        j, "kms-key-disabled", has_key, true, key && key->enabled != ORACLE_UNKNOWN);
    add_conditional(
        j, "kms-key-untagged", has_key, true, key && key->tagged != ORACLE_UNKNOWN);
}

static void list_all(judge *j)
{
    const oracle_facts *facts = j->facts;
    const oracle_region *region = find_region(j);
    const truth has_key = oracle_is_given(j, key_name);
    const truth has_none = has_key == OPEN ? OPEN : has_key == NO ? YES : NO;
    const truth is_encrypted = oracle_is_true(j, encrypted_name);
    const bool knows_kms = facts->kms != ORACLE_UNKNOWN;
    const bool knows_right = facts->authorized != ORACLE_UNKNOWN;
    const bool knows_image = facts->shared_image != ORACLE_UNKNOWN;

    add(j, "policy-quota", region && region->policies >= 0);
    add(j, "region-unsupported", region && region->supported != ORACLE_UNKNOWN);
    add(j, "account-balance", facts->balance != ORACLE_UNKNOWN);
    add(j, "snapshot-service", facts->service != ORACLE_UNKNOWN);
    add_conditional(j, "kms-not-activated", has_key, knows_kms, knows_kms);
    add_conditional(
        j, "kms-not-activated-encrypted", both(is_encrypted, has_none), knows_kms,
        knows_kms);
    add_conditional(j, "kms-not-authorized", has_key, knows_right, knows_right);
    list_keys(j, has_key);
    add(j, "disk-category", facts->disk != ORACLE_UNKNOWN);
    add_conditional(j, "image-encryption", has_none, knows_image, knows_image);
}

void oracle_leave_open(judge *j)
{
    static const char *const all[ORACLE_MAX_OPEN] = {
        "policy-quota",       "region-unsupported", "account-balance",
        "snapshot-service",   "kms-not-activated",  "kms-not-activated-encrypted",
        "kms-not-authorized", "kms-key-not-found",  "kms-key-disabled",
        "kms-key-untagged",   "disk-category",      "image-encryption"};

    for (size_t i = 0; i < ORACLE_MAX_OPEN; i++)
        add(j, all[i], false);
}

void oracle_list_open(judge *j)
{
    if (j->facts)
        list_all(j);
    else
        oracle_leave_open(j);
}
