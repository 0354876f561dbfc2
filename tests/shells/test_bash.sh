#!/bin/bash
# What bash completes by `snapguard completion bash`:  test_bash.sh PROGRAM
set -u

program=$1
failed=0
# shellcheck source=/dev/null
source <("$program" completion bash) || exit 1

# It is only there while a shell completes.
compopt() { :; }

# expect "WORDS THAT ARE COMPLETED" WORD...: the last word is the one that is begun.
expect()
{
    local expected=$1
    shift
    COMP_WORDS=(snapguard "$@") COMP_CWORD=$# COMPREPLY=()
    _snapguard
    if [[ ${COMPREPLY[*]} == "$expected" ]]; then
        echo "ok: snapguard $*"
    else
        echo "FAILED: snapguard $*: \"${COMPREPLY[*]}\" instead of \"$expected\"" >&2
        failed=1
    fi
}

cd "$(mktemp -d)" || exit 1
trap 'rm -rf "$PWD"' EXIT
touch "a b.json" alone.json

expect "explain" expl
expect "--max-diagnostics --max-bytes --max-depth" check --max-
expect "--strict" --stri
expect "github gitlab" check --format gi
expect "github gitlab" check -f gi
expect "sarif" check --format = sa
expect "text concise json jsonl sarif github gitlab junit checkstyle" check --format =
expect "tag-key-url" check --ignore tag-key-u
expect "tag-count,tag-key-url" check --select tag-count,tag-key-u
expect "policy-quota" explain policy-q
expect "bash zsh fish" completion ""
expect "version" man vers
expect "text json" version --format ""
expect "a b.json alone.json" check a
expect "alone.json" check --facts al
expect "" check --max-bytes ""
expect "" rules alone
exit $failed
