#!/bin/sh
# What a document shows of a file stands there:  excerpts.sh DOCUMENT ROOT
#
# An excerpt is indented text behind a line <!-- FILE -->. Lines that the file indents more or
# less, all by as much, are the same.
set -eu
document=$1 root=$2

awk -v root="$root" '
function fail(text) { print FILENAME ":" begin ": " text; failed = 1 }

# The text of a file, each line with a newline before and behind it.
function read(name,    text, line) {
    text = "\n"
    while ((getline line < name) > 0)
        text = text line "\n"
    close(name)
    return text
}

# Whether the lines stand in a text one below the other, some blanks before each of them.
function stands(text, lines, count,    blanks, want, i, margin) {
    for (margin = 0; margin <= 16; margin++) {
        blanks = sprintf("%" margin "s", "")
        want = "\n"
        for (i = 1; i <= count; i++)
            want = want (lines[i] == "" ? "" : blanks lines[i]) "\n"
        if (index(text, want))
            return 1
    }
    return 0
}

function finish(    i, least, indent) {
    while (count && lines[count] == "")
        count--
    least = 99
    for (i = 1; i <= count; i++) {
        match(lines[i], /^ */)
        if (lines[i] != "" && RLENGTH < least)
            least = RLENGTH
    }
    for (i = 1; i <= count; i++)
        lines[i] = substr(lines[i], least + 1)
    if (!count)
        fail("there is no excerpt of " file)
    else if (!stands(read(root "/" file), lines, count))
        fail("this does not stand in " file)
    excerpts++
    file = ""
}

file != "" && (/^    / || /^$/) { if (count || $0 != "") lines[++count] = $0; next }
file != "" { finish() }
/^<!-- .* -->$/ { file = $2; begin = NR; count = 0 }
END {
    if (file != "")
        finish()
    if (!excerpts)
        fail("there are no excerpts")
    exit failed
}' "$document"
