#!/bin/sh
# Fill a folder with requests that everything can be wrong with:  corpus.sh FOLDER ROOT
# Those of the tests, under names that make reports stumble, and a few of the largest.
set -eu
mkdir -p "$1"
cd "$1"
root=$2

cp -R "$root/tests/cli/cases" plain
cp -R "$root/tests/formats/cases" formats
# Copies of the same requests under names with blanks, marks, Chinese and bytes that are
# dangerous on a terminal or not UTF-8.
number=0
for name in 'a b' "it's \"<&>" ']]>--' '100%, a:b' '政策' "$(printf 'tab\there')" \
    "$(printf 'line\nbreak')" "$(printf '\033[31mred')" "$(printf '\342\200\256tfel')" \
    "$(printf '\377\376')" '{{braces}} [link](x)' '-dash' '#a?b'; do
    mkdir -p "names/$number $name"
    cp formats/severities/request.json "names/$number $name/$name.json"
    cp formats/hostile/request.json "names/$number $name/2 $name.json"
    number=$((number + 1))
done
ln -s nowhere names/lost.json

# One line of 10 MB, as a value and as a name.
mkdir large
for kind in '"regionId":"%s"' '"%s":1'; do
    value=$(head -c 10000000 /dev/zero | tr '\0' 'K')
    # shellcheck disable=SC2059 # The kind is the format.
    printf "{$kind,"'"timePoints":"[\\"24\\"]","repeatWeekdays":"[\\"1\\"]","retentionDays":0}\n' \
        "$value" >"large/$(echo "$kind" | tr -dc a-z).json"
done
