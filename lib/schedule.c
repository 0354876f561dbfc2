/* The schedule of a request, for those who show it. Which parameters hold it, and which
 * fact says how long a snapshot takes, is said by the rule that asks for both. */
#include "check.h"
#include "facts.h"
#include "target.h"
#include "values.h"
#include "week.h"

/* The rule may be switched off, and says it all the same. */
static const sg_instruction *find_overlap(const sg_program *program)
{
    for (size_t i = 0; i < program->instruction_count; i++)
        if (program->instructions[i].check == SG_CHECK_overlap)
            return &program->instructions[i];
    return NULL;
}

/* The numbers of a list that stand for something: `first` and `count - 1` behind it. */
static uint64_t
numbers_of(const snapguard_report *report, uint16_t name, unsigned first, unsigned count)
{
    const sg_name *list = sg_target_name(report->request, name);
    const sg_value *value = sg_values_find(report, list->wire);
    uint64_t allowed = ((UINT64_C(1) << count) - 1) << first;

    return value ? sg_values_numbers(report, value) & allowed : 0;
}

bool snapguard_report_week(const snapguard_report *report, snapguard_week *week)
{
    const sg_request *request = report->request;
    const sg_instruction *overlap = find_overlap(request->program);
    int64_t minutes;
    uint64_t hours;
    uint64_t days;
    sg_week skipped;

    memset(week, 0, sizeof *week);
    if (!overlap)
        return false;
    hours = numbers_of(report, overlap->name, 0, SG_HOURS_A_DAY);
    days = numbers_of(report, overlap->operand.other, 1, SG_DAYS_A_WEEK);
    minutes = sg_facts_minutes(request, overlap->operand.fact);
    sg_week_skip(&skipped, hours, days, minutes);
    for (size_t day = 0; day < SG_DAYS_A_WEEK; day++) {
        week->scheduled[day] = days >> (day + 1) & 1 ? (unsigned long)hours : 0;
        week->skipped[day] = skipped.hours[day];
    }
    week->minutes = minutes > 0 ? (size_t)minutes : 0;
    return hours && days;
}
