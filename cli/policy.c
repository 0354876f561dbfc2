#include "policy.h"

#include "text.h"
#include "unreadable.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "Default value: -1" stands with CopiedSnapshotsRetentionDays; the one with
 * retentionDays has no effect, since that is required. */
enum {
    COPIES_BY_DEFAULT = 0,
    MOST_TAGS = 32,
    TAG_NAME_BYTES = 32,
    MOST_CHANGE_BYTES = 160
};

static const char *const labels[] = {
#define FACT(name, label, parameter) [CLI_FACT_##name] = label,
#include "fact.def"
#undef FACT
};

static const char *const parameters[] = {
#define FACT(name, label, parameter) [CLI_FACT_##name] = parameter,
#include "fact.def"
#undef FACT
};

static const char days_parameter[] = "repeatWeekdays";
static const char copy_parameter[] = "EnableCrossRegionCopy";
static const char encrypted_parameter[] = "CopyEncryptionConfiguration.Encrypted";
static const char key_parameter[] = "CopyEncryptionConfiguration.KMSKeyId";
static const char not_known[] = "not known until deployment";

/* What the parameters of one policy are read with. */
typedef struct reading {
    const snapguard_report *report;
    cli_policy *policy;
    cli_text text; /* Of findings. */
} reading;

/* -------------------------------------------------------------------------- values */

typedef size_t value_getter(
    const snapguard_report *report, const char *parameter, char *buffer, size_t size);

static size_t first_element(
    const snapguard_report *report, const char *parameter, char *buffer, size_t size)
{
    return snapguard_report_element(report, parameter, 0, buffer, size);
}

/* Add what the request says to a text. False where it says nothing that can be read. */
static bool
add_with(const reading *from, value_getter *get, const char *parameter, cli_buffer *text)
{
    size_t size = get(from->report, parameter, NULL, 0);

    if (size == SNAPGUARD_NO_TEXT)
        return false;
    get(from->report, parameter, cli_buffer_room(text, size), size + 1);
    text->size += size;
    return true;
}

static bool add_value(const reading *from, const char *parameter, cli_buffer *text)
{
    return add_with(from, snapguard_report_value, parameter, text);
}

static bool is_true(const reading *from, const char *parameter)
{
    char word[8];
    size_t size = snapguard_report_value(from->report, parameter, word, sizeof word);

    return size != SNAPGUARD_NO_TEXT && strcmp(word, "true") == 0;
}

/* ------------------------------------------------------------------------ findings */

/* Whether a finding is about a parameter, or a member of it. */
static bool
is_about(reading *from, const snapguard_finding *finding, const char *parameter)
{
    size_t size = strlen(parameter);

    return cli_text_read(&from->text, finding, SNAPGUARD_TEXT_PARAMETER, true) &&
           strncmp(from->text.bytes, parameter, size) == 0 &&
           (from->text.bytes[size] == '\0' || from->text.bytes[size] == '.');
}

static snapguard_severity worst_of(reading *from, const char *parameter)
{
    size_t count = snapguard_report_count(from->report);
    snapguard_severity worst = SNAPGUARD_OFF;

    for (size_t i = 0; i < count; i++) {
        const snapguard_finding *finding = snapguard_report_finding(from->report, i);

        if (snapguard_finding_severity(finding) > worst &&
            is_about(from, finding, parameter))
            worst = snapguard_finding_severity(finding);
    }
    return worst;
}

/* Add what the first error about the parameter says. False where there is none. */
static bool add_error(reading *from, const char *parameter, cli_buffer *text)
{
    size_t count = snapguard_report_count(from->report);

    for (size_t i = 0; i < count; i++) {
        const snapguard_finding *finding = snapguard_report_finding(from->report, i);

        if (snapguard_finding_severity(finding) != SNAPGUARD_ERROR ||
            !is_about(from, finding, parameter))
            continue;
        cli_text_read(&from->text, finding, SNAPGUARD_TEXT_MESSAGE, true);
        cli_buffer_add(text, from->text.bytes, from->text.size);
        return true;
    }
    return false;
}

/* Of templates and plans: an expression, or what is known after apply. */
static bool is_deferred(const reading *from, const char *parameter)
{
    return snapguard_report_is_deferred(from->report, parameter);
}

static void add_reason(reading *from, const char *parameter, cli_buffer *text)
{
    if (is_deferred(from, parameter))
        cli_buffer_print(text, "%s is %s", parameter, not_known);
    else if (!add_error(from, parameter, text))
        cli_buffer_print(text, "%s is not given", parameter);
}

/* Say why the request, or a part of it, was not read at all. */
static void read_hindrance(reading *from)
{
    cli_buffer *text = &from->policy->hindrance;
    size_t count = snapguard_report_count(from->report);

    if (snapguard_report_verdict(from->report) == SNAPGUARD_NOT_APPLICABLE)
        cli_buffer_print(text, "this is no request for CreateAutoSnapshotPolicy");
    for (size_t i = 0; i < count && text->size == 0; i++) {
        const snapguard_finding *finding = snapguard_report_finding(from->report, i);
        const char *rule = snapguard_finding_rule(finding);

        if (!cli_is_unreadable(rule) && strcmp(rule, "not-an-object") != 0)
            continue;
        cli_text_read(&from->text, finding, SNAPGUARD_TEXT_MESSAGE, true);
        cli_buffer_add(text, from->text.bytes, from->text.size);
    }
}

/* --------------------------------------------------------------------------- facts */

static cli_buffer *fact_text(const reading *from, cli_fact_kind kind)
{
    return &from->policy->facts[kind].text;
}

/* False where the text is not that of the request. */
static bool read_plain(reading *from, cli_fact_kind kind)
{
    if (add_value(from, parameters[kind], fact_text(from, kind)))
        return true;
    if (is_deferred(from, parameters[kind]))
        cli_buffer_print(fact_text(from, kind), "%s", not_known);
    else
        add_error(from, parameters[kind], fact_text(from, kind));
    return false;
}

/* What the policy is called in its template or plan. */
static void read_title(reading *from)
{
    cli_buffer *title = &from->policy->title;
    size_t size = snapguard_report_name(from->report, NULL, 0);

    if (size == SNAPGUARD_NO_TEXT)
        return;
    snapguard_report_name(from->report, cli_buffer_room(title, size), size + 1);
    title->size += size;
}

static bool has_elements(const reading *from, const char *parameter)
{
    return first_element(from->report, parameter, NULL, 0) != SNAPGUARD_NO_TEXT;
}

/* The one of the two that is not there, or has no element that is right. */
static void say_no_week(reading *from)
{
    const char *points = parameters[CLI_FACT_SCHEDULE];
    bool has_points = has_elements(from, points);
    bool has_days = has_elements(from, days_parameter);
    cli_buffer *text = &from->policy->no_week;

    if (has_points && !has_days)
        add_reason(from, days_parameter, text);
    else if (!has_points || !add_error(from, points, text))
        add_reason(from, has_points ? days_parameter : points, text);
}

/* Which of the two is known only later, be it in part: then nothing can be counted. NULL:
 * neither is. */
static const char *deferred_part(const reading *from)
{
    if (is_deferred(from, parameters[CLI_FACT_SCHEDULE]))
        return parameters[CLI_FACT_SCHEDULE];
    return is_deferred(from, days_parameter) ? days_parameter : NULL;
}

static void read_week(reading *from)
{
    cli_policy *policy = from->policy;
    cli_buffer *text = fact_text(from, CLI_FACT_SCHEDULE);
    const char *deferred = deferred_part(from);

    policy->has_week = !deferred && snapguard_report_week(from->report, &policy->week);
    if (policy->has_week) {
        cli_cycle_find(&policy->cycle, &policy->week);
        cli_say_week(text, &policy->week);
        cli_buffer_print(text, " (UTC+8)");
        return;
    }
    if (deferred)
        add_reason(from, deferred, &policy->no_week);
    else
        say_no_week(from);
    cli_buffer_add(text, policy->no_week.bytes, policy->no_week.size);
}

/* An integer in the range that the rules want: no error is about it. */
static bool read_days(const char *text, size_t *days)
{
    size_t number = 0;

    if (strcmp(text, "-1") == 0) {
        *days = 0;
        return true;
    }
    for (; *text >= '0' && *text <= '9' && number <= SIZE_MAX / 100; text++)
        number = number * 10 + (size_t)(*text - '0');
    *days = number;
    return *text == '\0' && number > 0;
}

static void say_keeping(cli_buffer *text, const cli_keeping *keeping)
{
    if (!keeping->is_known)
        cli_buffer_add(text, keeping->why.bytes, keeping->why.size);
    else if (keeping->days == 0)
        cli_buffer_print(text, "until they are deleted");
    else
        cli_say_count(text, keeping->days, "day");
}

static void read_keeping(reading *from, cli_fact_kind kind, cli_keeping *keeping)
{
    cli_buffer value = {NULL, 0, 0};

    if (add_error(from, parameters[kind], &keeping->why))
        keeping->is_known = false;
    else if (add_value(from, parameters[kind], &value))
        keeping->is_known = read_days(cli_buffer_text(&value), &keeping->days);
    if (!keeping->is_known && keeping->why.size == 0)
        add_reason(from, parameters[kind], &keeping->why);
    free(value.bytes);
}

static void read_copies_kept(reading *from)
{
    const char *parameter = parameters[CLI_FACT_COPIES_KEPT];
    cli_keeping *copies = &from->policy->copies;
    cli_buffer *text = fact_text(from, CLI_FACT_COPIES_KEPT);
    bool is_given =
        is_deferred(from, parameter) ||
        snapguard_report_value(from->report, parameter, NULL, 0) != SNAPGUARD_NO_TEXT;

    read_keeping(from, CLI_FACT_COPIES_KEPT, copies);
    if (!is_given && worst_of(from, parameter) != SNAPGUARD_ERROR) {
        copies->is_known = true;
        copies->days = COPIES_BY_DEFAULT;
    }
    if (!from->policy->is_copied && !is_given)
        return;
    say_keeping(text, copies);
    if (!is_given && copies->is_known)
        cli_buffer_print(text, " (the default)");
}

static void read_copy(reading *from)
{
    const char *parameter = parameters[CLI_FACT_COPY];
    cli_buffer *text = fact_text(from, CLI_FACT_COPY);

    from->policy->is_copied = is_true(from, copy_parameter);
    if (is_deferred(from, copy_parameter))
        add_reason(from, copy_parameter, text);
    else if (!from->policy->is_copied)
        cli_buffer_print(text, "no other region");
    else if (
        is_deferred(from, parameter) || !add_with(from, first_element, parameter, text))
        add_reason(from, parameter, text);
}

/* "copies, with the key 0e47…" */
static void say_encryption(const reading *from, const cli_buffer *key, cli_buffer *text)
{
    if (is_deferred(from, key_parameter))
        cli_buffer_print(text, "copies, with a key that is %s", not_known);
    else if (key->size > 0)
        cli_buffer_print(text, "copies, with the key ");
    else
        cli_buffer_print(text, "copies, with the service's default key");
}

static void read_encryption(reading *from)
{
    cli_buffer *text = fact_text(from, CLI_FACT_ENCRYPTION);
    cli_buffer key = {NULL, 0, 0};

    add_value(from, key_parameter, &key);
    if (is_true(from, encrypted_parameter))
        say_encryption(from, &key, text);
    else if (is_deferred(from, encrypted_parameter))
        cli_buffer_print(text, "%s%s", not_known, key.size > 0 ? "; the key is " : "");
    else if (key.size > 0)
        cli_buffer_print(text, "not asked for, but a key is given: ");
    else if (from->policy->is_copied)
        cli_buffer_print(text, "not asked for");
    if (key.size > 0)
        cli_buffer_add(text, key.bytes, key.size);
    free(key.bytes);
}

/* Half of a tag. False where nothing is given. */
static bool
add_member(const reading *from, unsigned number, const char *member, cli_buffer *text)
{
    char parameter[TAG_NAME_BYTES];

    snprintf(parameter, sizeof parameter, "Tag.%u.%s", number, member);
    if (add_value(from, parameter, text))
        return true;
    if (!is_deferred(from, parameter))
        return false;
    cli_buffer_print(text, "(%s)", not_known);
    return true;
}

/* "team=storage, shift=night" */
static void read_tags(reading *from)
{
    cli_buffer *text = fact_text(from, CLI_FACT_TAGS);

    for (unsigned number = 1; number <= MOST_TAGS; number++) {
        cli_buffer tag = {NULL, 0, 0};
        bool has_key = add_member(from, number, "Key", &tag);

        cli_buffer_add(&tag, "=", 1);
        if (add_member(from, number, "Value", &tag) || has_key) {
            cli_buffer_add(text, ", ", text->size > 0 ? 2 : 0);
            cli_buffer_add(text, tag.bytes, tag.size);
        }
        free(tag.bytes);
    }
    if (text->size == 0 && is_deferred(from, parameters[CLI_FACT_TAGS]))
        cli_buffer_print(text, "%s", not_known);
    else if (text->size == 0)
        add_error(from, parameters[CLI_FACT_TAGS], text);
}

/* ---------------------------------------------------------------------------- all */

static void grade(reading *from, cli_fact_kind kind, const char *parameter)
{
    snapguard_severity worst = worst_of(from, parameter);

    if (worst > from->policy->facts[kind].worst)
        from->policy->facts[kind].worst = worst;
}

static void grade_all(reading *from)
{
    for (int kind = 0; kind < CLI_FACTS; kind++)
        grade(from, (cli_fact_kind)kind, parameters[kind]);
    grade(from, CLI_FACT_SCHEDULE, days_parameter);
    grade(from, CLI_FACT_COPY, copy_parameter);
}

void cli_policy_read(cli_policy *policy, const snapguard_report *report)
{
    reading from = {.report = report, .policy = policy};

    *policy = (cli_policy){.has_week = false};
    for (size_t kind = 0; kind < CLI_FACTS; kind++)
        policy->facts[kind].label = labels[kind];
    read_hindrance(&from);
    policy->has_name = read_plain(&from, CLI_FACT_NAME);
    read_title(&from);
    read_plain(&from, CLI_FACT_REGION);
    read_week(&from);
    read_keeping(&from, CLI_FACT_KEPT, &policy->source);
    say_keeping(fact_text(&from, CLI_FACT_KEPT), &policy->source);
    read_copy(&from);
    read_copies_kept(&from);
    read_encryption(&from);
    read_tags(&from);
    read_plain(&from, CLI_FACT_GROUP);
    grade_all(&from);
    free(from.text.bytes);
}

void cli_policy_free(cli_policy *policy)
{
    for (size_t kind = 0; kind < CLI_FACTS; kind++)
        free(policy->facts[kind].text.bytes);
    free(policy->title.bytes);
    free(policy->hindrance.bytes);
    free(policy->no_week.bytes);
    free(policy->source.why.bytes);
    free(policy->copies.why.bytes);
}

bool cli_fact_differs(const cli_fact *before, const cli_fact *now)
{
    return before->text.size != now->text.size ||
           (before->text.size > 0 &&
            memcmp(before->text.bytes, now->text.bytes, before->text.size) != 0);
}

/* The beginning of a text, up to a whole character. */
static void add_beginning(cli_buffer *text, const cli_buffer *whole)
{
    size_t size = whole->size;

    if (size > MOST_CHANGE_BYTES)
        for (size = MOST_CHANGE_BYTES; size > 0 && (whole->bytes[size] & 0xC0) == 0x80;)
            size--;
    if (size == 0)
        cli_buffer_print(text, "nothing");
    else
        cli_buffer_add(text, whole->bytes, size);
    if (size < whole->size)
        cli_buffer_print(text, "...");
}

void cli_say_change(cli_buffer *text, const cli_fact *before, const cli_fact *now)
{
    add_beginning(text, &before->text);
    cli_buffer_print(text, " -> ");
    add_beginning(text, &now->text);
}

const char *cli_policy_name(const cli_policy *policy, size_t *size)
{
    static const char unnamed[] = "(no name)";
    const cli_buffer *name =
        policy->has_name ? &policy->facts[CLI_FACT_NAME].text : &policy->title;

    *size = name->size > 0 ? name->size : sizeof unnamed - 1;
    return name->size > 0 ? name->bytes : unnamed;
}
