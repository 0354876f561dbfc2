/* A query or a form of any bytes. The report obeys the laws of every report; what is the
 * same to the service, a query and a form, is the same here; and what is written in
 * another way, with every byte percent-encoded, says the same. */
#include "judge.h"
#include "law.h"
#include "mutate.h"
#include "target.h"

#include <stdio.h>
#include <string.h>

enum { MOST_ENCODED = 1 << 12 };

const mutation target_mutation = {mutate_query, cross_query};

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    judge_open(*count, *arguments);
    return 0;
}

static bool is_hex(uint8_t byte)
{
    return (byte >= '0' && byte <= '9') || ((byte | ' ') >= 'a' && (byte | ' ') <= 'f');
}

/* Every byte but those that part names and values, and escapes that stand already. Not
 * every input can be encoded: an escape that is broken would be mended. */
static bool encode(const uint8_t *data, size_t size, char *out, size_t *length)
{
    *length = 0;
    for (size_t i = 0; i < size; i++) {
        if (data[i] == '%') {
            if (i + 2 >= size || !is_hex(data[i + 1]) || !is_hex(data[i + 2]))
                return false;
            memcpy(out + *length, data + i, 3);
            *length += 3;
            i += 2;
        } else if (data[i] == '&' || data[i] == '=') {
            out[(*length)++] = (char)data[i];
        } else {
            snprintf(out + *length, 4, "%%%02X", data[i] == '+' ? ' ' : data[i]);
            *length += 3;
        }
    }
    return true;
}

/* The second "=" of a pair is of its value, and so is not what would part it. */
static void respell(const uint8_t *data, size_t size, unsigned long long rules)
{
    static char out[3 * MOST_ENCODED + 1];
    size_t length;

    if (size > MOST_ENCODED || !encode(data, size, out, &length))
        return;
    law(law_rules(judge(SNAPGUARD_QUERY, (const uint8_t *)out, length)) == rules,
        "what is percent-encoded says the same");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const snapguard_report *report = judge_lawfully(SNAPGUARD_QUERY, data, size);
    unsigned long long digest = law_digest(report);
    unsigned long long rules = law_rules(report);

    law(law_digest(judge(SNAPGUARD_FORM, data, size)) == digest,
        "a query and a form with the same bytes have the same report");
    respell(data, size, rules);
    judge_again(SNAPGUARD_QUERY, data, size);
    return 0;
}
