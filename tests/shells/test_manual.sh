#!/bin/sh
# The pages of the manual are sound, and hold every command and option that the help has:
# test_manual.sh PROGRAM ROFF
set -u

program=$1 roff=$2
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0

check()
{
    if [ "$1" -eq 0 ]; then echo "ok: $2"; else
        echo "FAILED: $2" >&2
        failed=1
    fi
}

# Every word of a list, as of options, stands in the page as it is read.
holds()
{
    "$roff" -man -Tascii -ww -P-cbou "$scratch/page" >"$scratch/read" 2>"$scratch/warnings"
    [ ! -s "$scratch/warnings" ]
    check $? "$1: no warnings of roff: $(cat "$scratch/warnings")"
    tr -d '\n' <"$scratch/read" | tr -s ' ' >"$scratch/line"
    while read -r word; do
        grep -qF -e "$word" "$scratch/read" "$scratch/line"
        check $? "$1: $word"
    done <"$scratch/words"
    [ -s "$scratch/words" ]
    check $? "$1: something was looked for"
}

"$program" --help | sed -n '/^Commands/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p' >"$scratch/commands"
cp "$scratch/commands" "$scratch/words"
"$program" man >"$scratch/page"
holds snapguard
while read -r command; do
    "$program" "$command" --help |
        sed -n 's/^  \(-., \|    \)\(--[a-z-]*\).*/\2/p' >"$scratch/words"
    "$program" man "$command" >"$scratch/page"
    holds "snapguard-$command"
done <"$scratch/commands"
exit $failed
