/* The part of the loader that reads what the packs of organisations are: they say for
 * what they are, add rules of their own, and may raise the severity of documented ones.
 */
#include "enumerations.h"
#include "pack.h"

/* -------------------------------------------------------------------- what it is for */

/* Another pack of the same name would have rules of the same ids. */
static bool is_taken(const sg_program *program, sg_text prefix)
{
    for (size_t i = program->documented_count; i < program->rule_count; i++)
        if (sg_text_begins(sg_text_of(program->rules[i].id), prefix))
            return true;
    return false;
}

static bool load_name(sg_loader *loader, const json_t *pack)
{
    const json_t *name = json_object_get(pack, "name");
    char prefix[SG_PACK_NAME + 1];
    size_t size = json_string_length(name);

    memcpy(prefix, json_string_value(name), size);
    prefix[size] = '/';
    loader->prefix = sg_loader_copy(loader, (sg_text){prefix, size + 1});
    if (!loader->prefix.bytes)
        return false;
    if (is_taken(loader->program, loader->prefix))
        return sg_loader_refuse(
            loader, sg_spot_member(pack, "name"), "another pack is called \"",
            json_string_value(name), "\", too", (char *)NULL);
    loader->subject = sg_loader_copy(loader, sg_loader_text(name)).bytes;
    return loader->subject != NULL;
}

static bool check_text(
    sg_loader *loader, const json_t *object, const char *member, const char *ours,
    const char *reason)
{
    const char *text = json_string_value(json_object_get(object, member));

    return strcmp(text, ours) == 0 ||
           sg_loader_refuse(
               loader, sg_spot_member(object, member), reason, "\"", text,
               "\", and this engine judges \"", ours, "\"", (char *)NULL);
}

static bool check_operation(sg_loader *loader, const json_t *pack)
{
    const sg_program *program = loader->program;
    const json_t *operation = json_object_get(pack, "operation");

    return sg_pack_check_members(loader, operation, SG_PACK_operation, SG_NO_CHECK) &&
           check_text(
               loader, operation, "product", program->product,
               "the pack is for the product ") &&
           check_text(
               loader, operation, "name", program->operation[SG_CLAIM_NAME].value.bytes,
               "the pack is for the operation ") &&
           check_text(
               loader, operation, "version",
               program->operation[SG_CLAIM_VERSION].value.bytes,
               "the pack is for the API version ") &&
           check_text(
               loader, pack, "edition", program->edition, "the pack is for the edition ");
}

/* ------------------------------------------------------------------------- severities */

static sg_rule *find_documented(const sg_loader *loader, const char *id)
{
    const sg_program *program = loader->program;

    for (size_t i = 0; i < program->documented_count; i++)
        if (strcmp(program->rules[i].id, id) == 0)
            return &program->rules[i];
    return NULL;
}

static const char *nearest_documented(const sg_loader *loader, const char *id)
{
    const sg_program *program = loader->program;
    const char *nearest = NULL;
    size_t best = strlen(id) / 3 + 2;

    for (size_t i = 0; i < program->documented_count; i++) {
        const char *one = program->rules[i].id;
        size_t far = sg_names_distance(sg_text_of(id), sg_text_of(one));

        if (far < best) {
            best = far;
            nearest = one;
        }
    }
    return nearest;
}

static bool fail_severity_of(sg_loader *loader, const json_t *severities, const char *id)
{
    const char *nearest = nearest_documented(loader, id);

    return sg_loader_refuse(
        loader, sg_spot_key(severities, id), "\"", id, "\" is no documented rule",
        nearest ? "; did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?" : "",
        (char *)NULL);
}

static int read_severity(const json_t *level)
{
    const char *word = json_string_value(level);

    for (int i = 0; word && i < SG_SEVERITIES; i++)
        if (strcmp(word, sg_severity_names[i]) == 0)
            return i;
    return -1;
}

static bool raise_severity(sg_loader *loader, const json_t *severities, const char *id)
{
    sg_spot spot = sg_spot_member(severities, id);
    sg_rule *rule = find_documented(loader, id);
    int level = read_severity(sg_spot_value(&spot));

    if (!rule)
        return fail_severity_of(loader, severities, id);
    if (level < 0)
        return sg_loader_refuse(
            loader, spot, "a severity must be \"notice\", \"warning\" or \"error\"",
            (char *)NULL);
    if (level < (int)rule->stated)
        return sg_loader_refuse(
            loader, spot, "\"", id, "\" is of severity \"",
            sg_severity_names[rule->stated], "\": a pack may raise it, and not lower it",
            (char *)NULL);
    if (level > (int)rule->severity)
        rule->severity = (snapguard_severity)level;
    return true;
}

static bool load_severities(sg_loader *loader, const json_t *severities)
{
    const char *id;
    json_t *level;

    json_object_foreach ((json_t *)(uintptr_t)severities, id, level) {
        (void)level;
        if (!raise_severity(loader, severities, id))
            return false;
    }
    return true;
}

/* -------------------------------------------------------------------------- the rules */

static bool is_id(sg_text id)
{
    for (size_t i = 0; i < id.size; i++) {
        char c = id.bytes[i];
        bool is_letter = c >= 'a' && c <= 'z';
        bool is_digit = c >= '0' && c <= '9';

        if (!is_letter && !is_digit && c != '-')
            return false;
    }
    return id.size > 0 && id.size <= SG_PACK_ID;
}

static bool check_id(sg_loader *loader, const json_t *rule)
{
    sg_spot spot = sg_spot_member(rule, "id");
    sg_text id = sg_loader_text(sg_spot_value(&spot));
    size_t prefix = loader->prefix.size;
    bool is_own = sg_text_begins(id, loader->prefix);

    if (find_documented(loader, id.bytes))
        return sg_loader_refuse(
            loader, spot, "this is a documented rule: a pack may add rules \"",
            loader->prefix.bytes, "…\" and raise severities, but not replace a rule",
            (char *)NULL);
    if (!is_own || !is_id((sg_text){id.bytes + prefix, id.size - prefix}))
        return sg_loader_refuse(
            loader, spot, "the id must be \"", loader->prefix.bytes,
            "\" and lower-case letters, digits and hyphens, 64 at most", (char *)NULL);
    for (size_t i = loader->first_rule; i < loader->program->rule_count; i++)
        if (sg_text_equals(sg_text_of(loader->program->rules[i].id), id))
            return sg_loader_refuse(
                loader, spot, "another rule has this id, too", (char *)NULL);
    return true;
}

/* Nobody judges them here; but who does is to be done in a while. */
static bool add_examples(sg_loader *loader, const json_t *rule, const char *kind)
{
    loader->examples += json_array_size(json_object_get(rule, kind));
    return loader->examples <= SG_PACK_EXAMPLES ||
           sg_loader_refuse(
               loader, sg_spot_member(rule, kind),
               "the rules of a pack have 2,048 examples at most", (char *)NULL);
}

bool sg_pack_check_rule(sg_loader *loader, const json_t *rule, int check)
{
    if (check == SG_CHECK_fault)
        return sg_loader_refuse(
            loader, sg_spot_member(rule, "check"),
            "faults are for documented rules alone, whose severities a pack may raise",
            (char *)NULL);
    return sg_pack_check_members(loader, rule, SG_PACK_rule, check) &&
           check_id(loader, rule) && add_examples(loader, rule, "accept") &&
           add_examples(loader, rule, "reject");
}

static bool load_rules(sg_loader *loader, const json_t *pack)
{
    const json_t *rules = json_object_get(pack, "rules");

    if (json_array_size(rules) > SG_PACK_RULES)
        return sg_loader_refuse(
            loader, sg_spot_element(rules, SG_PACK_RULES), "a pack has 256 rules at most",
            (char *)NULL);
    return sg_pack_load_rules(loader, rules);
}

bool sg_pack_load_own(sg_loader *loader, json_t *pack)
{
    loader->root = pack;
    loader->object = pack;
    loader->place = NULL;
    loader->first_words = loader->program->words_count;
    loader->places = 0;
    loader->patterns = 0;
    loader->terms = 0;
    loader->memory = 0;
    loader->examples = 0;
    if (!json_is_object(pack))
        return sg_loader_refuse(
            loader, (sg_spot){.in = pack}, "a pack must be an object", (char *)NULL);
    return sg_pack_check_members(loader, pack, SG_PACK_pack, SG_NO_CHECK) &&
           load_name(loader, pack) && check_operation(loader, pack) &&
           load_severities(loader, json_object_get(pack, "severities")) &&
           sg_pack_load_lists(loader, json_object_get(pack, "lists")) &&
           load_rules(loader, pack);
}
