/* The oracle: what names mean. */
#include "oracle_judge.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

/* The parameters of every RPC request, which no rule reads. */
static const char *const common[] = {
    "Action",           "Version",         "Format",
    "AccessKeyId",      "Signature",       "SignatureMethod",
    "SignatureVersion", "SignatureNonce",  "SignatureType",
    "Timestamp",        "SecurityToken",   "OwnerId",
    "OwnerAccount",     "ResourceOwnerId", "ResourceOwnerAccount",
    "ClientToken",
};

/* ------------------------------------------------------------------------------ names */

static int fold(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte;
}

/* Take N off a name: digits, without zeros in front. -1 where there are none. */
static long take_number(oracle_text *name)
{
    long number = 0;
    size_t count = 0;

    for (; count < name->size; count++) {
        char byte = name->bytes[count];

        if (byte < '0' || byte > '9' || (count == 1 && name->bytes[0] == '0'))
            break;
        if (number < LONG_MAX / 10 - 1)
            number = number * 10 + (byte - '0');
    }
    name->bytes += count;
    name->size -= count;
    return count > 0 ? number : -1;
}

bool oracle_take(oracle_text *name, const char *pattern, bool folded, long *number)
{
    *number = -1;
    for (; *pattern; pattern++) {
        if (*pattern == '#') {
            *number = take_number(name);
            if (*number < 0)
                return false;
            continue;
        }
        if (name->size == 0 || (folded ? fold(name->bytes[0]) != fold(*pattern)
                                       : name->bytes[0] != *pattern))
            return false;
        name->bytes++;
        name->size--;
    }
    return true;
}

bool oracle_matches(oracle_text name, const char *pattern, bool folded, long *number)
{
    return oracle_take(&name, pattern, folded, number) && name.size == 0;
}

const oracle_parameter *oracle_parameter_of(oracle_text name, bool folded, long *number)
{
    for (const oracle_parameter *p = oracle_parameters; p->name; p++)
        if (oracle_matches(name, p->name, folded, number))
            return p;
    return NULL;
}

const oracle_parameter *oracle_repeated_list(oracle_text name, bool folded)
{
    static const char *const patterns[] = {
        "timePoints.#", "repeatWeekdays.#", "TargetCopyRegions.#"};
    static const char *const lists[] = {
        "timePoints", "repeatWeekdays", "TargetCopyRegions"};
    long number;

    for (size_t i = 0; i < 3; i++)
        if (oracle_matches(name, patterns[i], folded, &number))
            return oracle_parameter_of(
                (oracle_text){lists[i], strlen(lists[i])}, false, &number);
    return NULL;
}

static size_t put_number(char *text, long number)
{
    size_t size = number > 9 ? put_number(text, number / 10) : 0;

    text[size] = (char)('0' + number % 10);
    return size + 1;
}

oracle_text oracle_wire_name(char name[ORACLE_MAX_NAME + 1], const oracle_slot *slot)
{
    size_t size = 0;

    for (const char *p = slot->parameter->name; *p; p++) {
        if (*p == '#')
            size += put_number(name + size, slot->number);
        else
            name[size++] = *p;
    }
    return (oracle_text){name, size};
}

const char *oracle_common_name(const judge *j, oracle_text name, bool folded)
{
    static const char schema[] = "$schema";

    if (j->request->encoding == ORACLE_JSON &&
        (folded ? oracle_is_folded(name, schema) : oracle_is(name, schema)))
        return schema;
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (folded ? oracle_is_folded(name, common[i]) : oracle_is(name, common[i]))
            return common[i];
    return NULL;
}

/* One step of a pointer, as RFC 6901 writes it. */
static size_t put_step(char *out, oracle_text key)
{
    size_t size = 0;

    out[size++] = '/';
    for (size_t i = 0; i < key.size && size + 2 < ORACLE_MAX_NAME; i++) {
        const char byte = key.bytes[i];

        out[size++] = byte == '/' ? '~' : byte;
        if (byte == '~' || byte == '/')
            out[size++] = byte == '~' ? '0' : '1';
    }
    return size;
}

/* The steps of a name in groups: its parts, but that items count from 0. */
static size_t put_steps(char *out, oracle_text name)
{
    size_t size = 0;

    while (name.size > 0) {
        const char *dot = memchr(name.bytes, '.', name.size);
        oracle_text part = {name.bytes, dot ? (size_t)(dot - name.bytes) : name.size};
        const size_t length = part.size + (dot != NULL);
        char index[24];
        long number = take_number(&part);

        if (number >= 0 && part.size == 0)
            part = (oracle_text){index, put_number(index, number - 1)};
        else
            part = (oracle_text){name.bytes, length - (dot != NULL)};
        size += put_step(out + size, part);
        name.bytes += length;
        name.size -= length;
    }
    return size;
}

oracle_text oracle_pointer(char pointer[ORACLE_MAX_NAME + 1], const oracle_entry *entry)
{
    const size_t size =
        entry->nested ? put_steps(pointer, entry->name) : put_step(pointer, entry->name);

    return (oracle_text){pointer, size};
}
