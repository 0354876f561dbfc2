/* The rules as the pack lists them, and which of them were seen to fire. */
#ifndef SNAPGUARD_FUZZ_CATALOG_H
#define SNAPGUARD_FUZZ_CATALOG_H

#include <snapguard/snapguard.h>

#define CATALOG_NONE ((size_t)-1)

/* The place of a rule in the catalog, which is not before `from`. */
size_t catalog_find(const char *rule, size_t from);

size_t catalog_count(void);
const char *catalog_rule(size_t place);
/* Whether it depends on facts about the account, and not on the request alone. */
bool catalog_asks_facts(size_t place);
snapguard_severity catalog_severity(size_t place);
const char *catalog_category(size_t place);

/* Whether the rules were asked: the request could be read, and is this operation's. */
bool catalog_is_reached(const snapguard_report *report);

/* With --reach among the arguments, the process ends after 20 s of a core, and the end
 * says how many inputs reached the rules, which rules fired, and when the last of them
 * did so for the first time. */
void catalog_watch(int count, char **arguments);

/* Note what fired for an input. */
void catalog_note(const snapguard_report *report);

#endif
