/* Requests that these tests are about, each with one finding at most, and what that is
 * printed as. */
#ifndef REQUESTS_H
#define REQUESTS_H

#define REQUEST(hours, days) "{" MEMBERS(hours, days)
#define MEMBERS(hours, days)                                                             \
    "\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[" hours                              \
    "]\",\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":" days "}\n"
#define GOOD REQUEST("\\\"1\\\"", "30")
#define BAD REQUEST("\\\"1\\\"", "0")

/* An hour that is none: "/timePoints#/0". */
#define HOUR REQUEST("\\\"24\\\"", "30")

/* A parameter that is not known: a warning, and an error with --strict. */
#define EXTRA "{\"color\":1," MEMBERS("\\\"1\\\"", "30")

#define LINE(file, level)                                                                \
    file ":1:93: " level ": 0 is not in 1 to 65535 days, nor -1 [retention-days-range] " \
         "ParameterInvalid\n"
#define ERROR_IN(file) LINE(file, "error")
#define TOTAL(errors, files) errors " errors, 0 warnings, 0 notices in " files

#endif
