#include "check.h"

#define SCREEN_PLAIN(name) NULL
#define SCREEN_NARROWED(name) sg_screen_##name

const sg_check sg_checks[SG_CHECK_COUNT] = {
#define CHECK(name, id, subject, aspects, screen)                                        \
    {id, SG_SUBJECT_##subject, sg_check_##name, aspects, SCREEN_##screen(name)},
#include "checks.def"
#undef CHECK
};

size_t sg_class_run(const sg_class *class, sg_regex_state *regex, sg_text text)
{
    size_t i = 0;
    size_t run;

    while (i < text.size && (unsigned char)text.bytes[i] < 0x80) {
        if (!class->ascii[(unsigned char)text.bytes[i]])
            return i;
        i++;
    }
    if (i == text.size)
        return i;
    text = (sg_text){text.bytes + i, text.size - i};
    return sg_regex_match(class->run, regex, text, &run) ? i + run : i;
}
