#!/bin/sh
# What a document shows of `snapguard show` is what it prints:
#
#     transcripts.sh DOCUMENT FOLDER PROGRAM
#
# A transcript is indented text that begins with "$ snapguard show ARGUMENTS", up to the next
# one or to text that is not indented. It is run in FOLDER.
set -eu
document=$1 folder=$2 program=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

awk -v scratch="$scratch" '
/^    \$ snapguard show / {
    name = scratch "/" ++count
    print substr($0, 22) >(name ".arguments")
    printf "" >(name ".shown")
    blanks = ""
    next
}
/^    / && name {
    printf "%s%s\n", blanks, substr($0, 5) >(name ".shown")
    blanks = ""
    next
}
/^$/ { blanks = blanks "\n"; next }
{ name = "" }
' "$document"

for file in "$scratch"/*.arguments; do
    [ -e "$file" ] || { echo "$document: there is no transcript" >&2; exit 1; }
    # shellcheck disable=SC2046 # Words of a command.
    (cd "$folder" && LC_ALL=C.UTF-8 "$program" show $(cat "$file")) >"$scratch/printed"
    diff -u "${file%.arguments}.shown" "$scratch/printed" || failed=1
done
exit $failed
