/**
 * Judges models with an engine that knows the regions of the oracle, and keeps every
 * finding. Only the public interface is used.
 */
#ifndef SNAPGUARD_FUZZ_TRIAL_H
#define SNAPGUARD_FUZZ_TRIAL_H

#include "model.h"

#include <snapguard/snapguard.h>

typedef struct trial {
    snapguard_engine *engine;
    snapguard_context *context;
    snapguard_facts *facts;
    model_written request; /* the last one, as it was written */
} trial;

/** False: there is no memory. It can be closed all the same. */
bool trial_open(trial *t);

void trial_close(trial *t);

/** Take the facts of a model for the requests that follow, or none. False: there is no
 *  memory. */
bool trial_set_facts(trial *t, const model *of);

/**
 * Write a model down in a form that it was arranged for, and judge it.
 *
 * @return The report, until the next call. NULL: there is no memory.
 */
const snapguard_report *
trial_judge(trial *t, const model *of, model_form form, uint32_t spelling);

#endif
