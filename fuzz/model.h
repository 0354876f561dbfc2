/**
 * A request as it is meant, before it is written down: made of the bytes of an input, and
 * written in every encoding that there is. Boundaries are likely, nonsense is possible,
 * and no bytes at all are the smallest valid request.
 */
#ifndef SNAPGUARD_FUZZ_MODEL_H
#define SNAPGUARD_FUZZ_MODEL_H

#include "oracle.h"
#include "provider.h"

enum {
    MODEL_MAX_TEXT = 12 << 10,     /* bytes of all names and values */
    MODEL_MAX_WRITTEN = 128 << 10, /* bytes of any spelling of them, or of the facts */
    MODEL_MAX_ENTRIES = 64         /* of those that an oracle_request has room for */
};

/* Which models are made. */
typedef enum model_kind {
    MODEL_ANY,    /* all of them */
    MODEL_COMMON, /* only what every encoding can say: see fuzz_equiv.c */
} model_kind;

typedef struct model {
    oracle_request request;
    oracle_facts facts;
    bool has_facts;
    char texts[MODEL_MAX_TEXT];
    size_t used;
} model;

/* How a model is written down. */
typedef enum model_form {
    MODEL_NESTED, /* JSON, groups as arrays and objects */
    MODEL_FLAT,   /* JSON, groups by names with dots */
    MODEL_MIXED,  /* JSON, each entry as it says itself */
    MODEL_QUERY,
    MODEL_FORM_BODY,
    MODEL_HTTP_QUERY, /* HTTP: the operation in a header, parameters in the query */
    MODEL_HTTP_BODY,  /* HTTP: the operation in a header, parameters in a form */
    MODEL_HTTP_BOTH,  /* HTTP: each parameter where it says itself */
    MODEL_FORMS
} model_form;

typedef struct model_written {
    char bytes[MODEL_MAX_WRITTEN];
    size_t size;
} model_written;

/** Make a model out of what is left of an input. */
void model_read(model *out, model_kind kind, provider *from);

/** How the input of a target says that a model is to be written. */
typedef struct model_style {
    model_form form;   /* of MODEL_ANY; that of MODEL_COMMON is not said */
    uint32_t spelling; /* see model_write() */
} model_style;

/** Make a model out of the input of a target. */
void model_open(
    model *out, model_style *style, model_kind kind, const uint8_t *bytes, size_t size);

/**
 * Put a model's entries in the order that a form writes them in, and settle which of them
 * are nested. The oracle is asked about a request that is arranged so.
 */
void model_arrange(model *of, model_form form);

/**
 * Write down a model that was arranged for the same form.
 *
 * @param spelling  0: the plainest one. Others differ in white space, escapes and so on,
 *                  and mean the same.
 */
void model_write(model_written *out, const model *of, model_form form, uint32_t spelling);

/** Put the entries in another order, which means the same where no name is there twice.
 */
void model_shuffle(model *of, uint32_t order);

/** Write the facts of a model as the JSON document that states them. */
void model_write_facts(model_written *out, const model *of);

/** The document of the regions that the oracle knows. */
void model_write_regions(model_written *out);

#endif
