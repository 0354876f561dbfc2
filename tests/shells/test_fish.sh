#!/bin/sh
# What fish completes by `snapguard completion fish`:  test_fish.sh PROGRAM FISH
set -u

program=$1 fish=$2
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export HOME="$scratch" XDG_CONFIG_HOME="$scratch" XDG_DATA_HOME="$scratch"
failed=0
"$program" completion fish >"$scratch/snapguard.fish" || exit 1

# expect "WORDS THAT ARE COMPLETED" "COMMAND LINE"
expect()
{
    found=$("$fish" --no-config -c "source $scratch/snapguard.fish; complete -C '$2'" |
        cut -f1 | tr '\n' ' ' | sed 's/ $//')
    if [ "$found" = "$1" ]; then
        echo "ok: $2"
    else
        echo "FAILED: $2: \"$found\" instead of \"$1\"" >&2
        failed=1
    fi
}

expect "explain" "snapguard expl"
expect "--max-bytes --max-depth --max-diagnostics" "snapguard check --max-"
expect "github gitlab" "snapguard check --format gi"
expect "tag-key-url" "snapguard explain tag-key-u"
expect "bash fish zsh" "snapguard completion "
expect "json text" "snapguard version --format "
exit $failed
