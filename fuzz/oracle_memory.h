/* Memory for jansson while it is the oracle: a block that is used from its start with
 * each input, since a sanitizer's allocator would take most of the time. */
#ifndef SNAPGUARD_FUZZ_ORACLE_MEMORY_H
#define SNAPGUARD_FUZZ_ORACLE_MEMORY_H

/* Until oracle_memory_end(), what jansson allocates is from the block; whatever it is, it
 * may be released at any time. */
void oracle_memory_begin(void);
void oracle_memory_end(void);

#endif
