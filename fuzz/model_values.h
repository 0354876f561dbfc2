/* Values of parameters, good ones and all kinds of others. */
#ifndef SNAPGUARD_FUZZ_MODEL_VALUES_H
#define SNAPGUARD_FUZZ_MODEL_VALUES_H

#include "model.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What is being made, and what of. */
typedef struct maker {
    model *out;
    model_kind kind;
    provider *from;
} maker;

/* A parameter, and what makes values of it. */
typedef struct value_parameter {
    const char *name;
    void (*put)(maker *m);
    const char *type; /* of its value in JSON: "text", "integer", "boolean" */
} value_parameter;

enum {
    VALUE_PARAMETERS = 16,
    VALUE_REQUIRED = 4 /* the first ones */
};

extern const value_parameter value_parameters[VALUE_PARAMETERS];

/** A text that lives for ever. */
oracle_text value_literal(const char *text);

/** Put something behind the texts of a model. What does not fit is left out. */
void value_put(model *out, const char *bytes, size_t size);
void value_put_text(model *out, const char *text);
void value_put_number(model *out, long number);

/** The text that was put together since `start`. */
oracle_text value_since(const model *out, size_t start);

const char *value_choose(maker *m, const char *const *words, size_t count);

/** Put any bytes of the input. */
void value_put_free(maker *m, size_t most);

/** Put a key or value of a tag. */
void value_put_tag(maker *m);

/** Put a list of numbers that follow each other. */
void value_put_run(maker *m, long least, long most);

/** Put a list of the least and the greatest number, or of what is near to them. */
void value_put_ends(maker *m, long least, long most);

/** Put a text that may be anything. */
void value_put_any(maker *m);

#endif
