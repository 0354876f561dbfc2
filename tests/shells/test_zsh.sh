#!/bin/sh
# What zsh completes by `snapguard completion zsh`, typed at a terminal that it believes in:
# test_zsh.sh PROGRAM ZSH
set -u

program=$1 zsh=$2
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
"$program" completion zsh >"$scratch/_snapguard" || exit 1

cat >"$scratch/type.zsh" <<'SCRIPT'
zmodload zsh/zpty || exit 77
zpty shell "$ZSH -f -i"
answer() {
    local line
    REPLY=
    while zpty -r -m shell line "*$1*"; do
        REPLY+=$line
        [[ $REPLY == *"$1"* ]] && return 0
    done
    return 1
}
zpty -w shell "PS1= RPS1= TERM=dumb; unsetopt zle_bracketed_paste 2>/dev/null; fpath=($SCRATCH \$fpath)"
zpty -w shell "autoload -U compinit && compinit -u -d $SCRATCH/dump; snapguard() { print -r -- \"got <\$*>\" }; print rea''dy"
answer ready || exit 1
failed=0
# expect "THE COMMAND LINE AS IT IS RUN" "WHAT IS TYPED BEFORE THE TAB"
expect() {
    zpty -w -n shell "$2"$'\t\n'
    if answer "got <$1>"; then
        print "ok: $2"
    else
        print -u2 "FAILED: $2"
        failed=1
    fi
}
expect "explain" "snapguard expl"
expect "check --strict" "snapguard check --stri"
expect "check --format=sarif" "snapguard check --format=sa"
expect "check -f gitlab" "snapguard check -f gitl"
expect "explain policy-quota" "snapguard explain policy-q"
expect "completion fish" "snapguard completion fi"
exit $failed
SCRIPT
SCRATCH=$scratch ZSH=$zsh timeout 60 "$zsh" -f "$scratch/type.zsh"
