#!/bin/sh
# The hooks, as Debian's pre-commit runs them:  test_pre_commit.sh PROGRAM ROOT
# A copy of the sources is the repository of the hooks, and another scratch repository uses
# them. Exit status 77 where pre-commit or git is not there.
set -u

program=$1 root=$2
for tool in pre-commit git; do
    command -v "$tool" >/dev/null || {
        echo "SKIPPED: $tool is not there"
        exit 77
    }
done
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
hooks=$scratch/hooks project=$scratch/project
failed=0

# Nothing of the user's: neither settings nor hooks that were installed before.
export HOME="$scratch" PRE_COMMIT_HOME="$scratch/installed" GIT_CONFIG_NOSYSTEM=1 \
    GIT_CONFIG_GLOBAL="$scratch/gitconfig" PRE_COMMIT_COLOR=never
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
git config --global user.name nobody
git config --global user.email nobody@example.com
git config --global init.defaultBranch main
git config --global core.quotePath false

check()
{
    if [ "$1" -eq 0 ]; then echo "ok: $2"; else
        echo "FAILED: $2" >&2
        sed 's/^/    | /' "$scratch/out" >&2
        failed=1
    fi
}

# Run a hook of the copy over all files of the project; `status` is pre-commit's own.
run()
{
    status=0
    (cd "$project" && git add -A && pre-commit try-repo "$hooks" "$@" --all-files) \
        >"$scratch/out" 2>&1 || status=$?
}

# Likewise, with arguments that the project gives to the hook, and an entry of its own.
run_configured()
{
    cat >"$project/.pre-commit-config.yaml" <<-CONFIG
	repos:
	  - repo: $hooks
	    rev: $(git -C "$hooks" rev-parse HEAD)
	    hooks: [{id: $1, args: [$2]${3:+, entry: $3}}]
	CONFIG
    status=0
    (cd "$project" && git add -A && pre-commit run --all-files) >"$scratch/out" 2>&1 ||
        status=$?
    rm "$project/.pre-commit-config.yaml"
}

says() { grep -qF -- "$1" "$scratch/out"; }

policy()
{
    printf '{"regionId": "cn-hangzhou", "timePoints": "[\\"%s\\"]",\n' "$1"
    printf ' "repeatWeekdays": "[\\"1\\"]", "retentionDays": %s}\n' "$2"
}

# ------------------------------------------------------------------------ the repositories
mkdir "$hooks" "$project"
tar -C "$root" --exclude=./build --exclude=./.git --exclude=./corpus --exclude=./tests \
    -cf - . | tar -C "$hooks" -xf - || exit 1
git -C "$hooks" init -q && git -C "$hooks" add -A && git -C "$hooks" commit -qm hooks
git -C "$project" init -q
mkdir "$project/auto-snapshot-policies"
count=40
for i in $(seq $count); do policy 1 30 >"$project/auto-snapshot-policies/$i.json"; done
policy 2 7 >"$project/auto-snapshot-policies/每日 备份.json"
policy 3 7 >"$project/weekly.auto-snapshot-policy.json"
policy 24 7 >"$project/unrelated.json"

# What is called is the program under test, and what it is called with is written down.
mkdir "$scratch/bin"
cat >"$scratch/bin/snapguard" <<CALL
#!/bin/sh
printf 'call\n' >>"$scratch/calls"
shift
printf '%s\n' "\$@" >>"$scratch/names"
exec "$program" check "\$@"
CALL
chmod +x "$scratch/bin/snapguard"
bare=$PATH
PATH=$scratch/bin:$PATH

# -------------------------------------------------------------------------- on the PATH
run snapguard
check $status "snapguard: good files pass"
says Passed
check $? "snapguard: pre-commit says so"
sort "$scratch/names" >"$scratch/sorted"
(cd "$project" && ls auto-snapshot-policies/*.json weekly.auto-snapshot-policy.json) | sort |
    cmp -s - "$scratch/sorted"
check $? "snapguard: each file is given once, over all batches, and no other one"

policy 24 30 >"$project/auto-snapshot-policies/a bad 策略.json"
policy 25 30 >"$project/auto-snapshot-policies/b.json"
run snapguard
[ $status -eq 1 ]
check $? "snapguard: a bad file fails"
says 'auto-snapshot-policies/a bad 策略.json:1:45: error: "24" is not an hour from 0 to 23'
check $? "snapguard: the place is that in the file, whatever it is called"
says 'auto-snapshot-policies/b.json:1:45: error: "25" is not an hour from 0 to 23'
check $? "snapguard: the files of the other batches are judged, too"
says unrelated.json && found=1 || found=0
check $found "snapguard: a file of another name is none of its business"
rm "$project/auto-snapshot-policies/a bad 策略.json" "$project/auto-snapshot-policies/b.json"

printf '{"regionId": ' >"$project/auto-snapshot-policies/cut.json"
run snapguard
[ $status -eq 1 ] && says 'cut.json:1:14: error:'
check $? "snapguard: what is no JSON fails, with its place"
rm "$project/auto-snapshot-policies/cut.json"

printf '{"regionId": "cn-hangzhou", "timePoints": "[\\"1\\"]", "Nickname": "x",\n %s}\n' \
    '"repeatWeekdays": "[\"1\"]", "retentionDays": 30' \
    >"$project/auto-snapshot-policies/warned.json"
run snapguard
check $status "snapguard: a warning passes"
run_configured snapguard '--fail-on, warning'
[ $status -eq 1 ] && says 'warned.json:1:54: warning:'
check $? "snapguard: with --fail-on warning it fails"
rm "$project/auto-snapshot-policies/warned.json"

# What pre-commit calls modified fails once, and is right from then on.
printf '{"regionId": "cn-hangzhou", "timePoints": "[\\"1\\"]",\n %s}\n' \
    '"repeatWeekdays": "[\"1\"]", "retentionDays": "30"' \
    >"$project/auto-snapshot-policies/mended.json"
run_configured snapguard '--fix'
[ $status -eq 1 ] && says 'files were modified by this hook'
check $? "snapguard: with --fix, what it mends counts as modified"
grep -qF '"retentionDays": 30}' "$project/auto-snapshot-policies/mended.json"
check $? "snapguard: with --fix, the file is mended"
run_configured snapguard '--fix'
check $status "snapguard: with --fix, the next run passes"
rm "$project/auto-snapshot-policies/mended.json"

# ---------------------------------------------------------------------- the whole project
: >"$scratch/calls"
run snapguard-project
[ $status -eq 1 ] && says 'unrelated.json:1:45: error: "24" is not an hour from 0 to 23'
check $? "snapguard-project: finds a bad request whatever its file is called"
[ "$(wc -l <"$scratch/calls")" -eq 1 ]
check $? "snapguard-project: is one process"
rm "$project/unrelated.json"
run snapguard-project
check $status "snapguard-project: passes"

# Options of the user's do not take the place of what is judged.
printf '{"regionId": "cn-hangzhou", "timePoints": "[\\"1\\"]", "Nickname": "x",\n %s}\n' \
    '"repeatWeekdays": "[\"1\"]", "retentionDays": 30' >"$project/warned.json"
run_configured snapguard-project '--fail-on, warning'
[ $status -eq 1 ] && says 'warned.json:1:54: warning:'
check $? "snapguard-project: with --fail-on warning it judges the project"
run_configured snapguard-project '--fail-on, warning' 'snapguard check auto-snapshot-policies/'
check $status "snapguard-project: with an entry of the project's it judges less"
rm "$project/warned.json"
printf '{"regionId": "cn-hangzhou", "timePoints": "[\\"1\\"]",\n %s}\n' \
    '"repeatWeekdays": "[\"1\"]", "retentionDays": "x"' >"$project/bad.json"
run_configured snapguard-project '--format, sarif'
[ $status -eq 1 ] && says '"uri": "bad.json"' && [ "$(grep -c '"version": "2.1.0"' "$scratch/out")" -eq 1 ]
check $? "snapguard-project: with --format sarif it writes one log of the project"
sed -i 's/"x"/"30"/' "$project/bad.json"
run_configured snapguard-project '--fix'
[ $status -eq 1 ] && says 'files were modified by this hook' &&
    grep -qF '"retentionDays": 30}' "$project/bad.json"
check $? "snapguard-project: with --fix it mends the project"
run_configured snapguard-project '--fix'
check $status "snapguard-project: with --fix, the next run passes"
printf '{"name": "a package", "version": "1"}\n' >"$project/auto-snapshot-policies/package.json"
run snapguard
[ $status -eq 1 ] && says 'package.json:1:1: error:'
check $? "snapguard: what is named is judged, whatever it is"
run snapguard-project
check $status "snapguard-project: what is none of ours passes"
rm "$project/auto-snapshot-policies/package.json" "$project/bad.json"

# ------------------------------------------------------------------------- not installed
PATH=$bare
if ! command -v snapguard >/dev/null; then
    run snapguard
    [ $status -eq 1 ] && says 'Executable `snapguard` not found'
    check $? "snapguard: says what is missing where it is not installed"
fi

# ----------------------------------------------------------------------- it builds its own
if command -v cmake >/dev/null && command -v make >/dev/null; then
    run_configured snapguard-src ''
    check $status "snapguard-src: builds, and good files pass"
    built=$(find "$scratch/installed" -path '*/bin/snapguard' -type f)
    [ "$(printf '%s\n' "$built" | grep -c .)" -eq 1 ]
    check $? "snapguard-src: the program stands in the environment of the hook"
    touch -d 2020-01-01 "$built"
    policy 24 30 >"$project/auto-snapshot-policies/bad.json"
    run_configured snapguard-src ''
    [ $status -eq 1 ] && says 'bad.json:1:45: error: "24" is not an hour from 0 to 23'
    check $? "snapguard-src: a bad file fails"
    [ "$(stat -c %Y "$built")" -eq "$(date -d 2020-01-01 +%s)" ]
    check $? "snapguard-src: is built once"
else
    echo "SKIPPED: snapguard-src: cmake or make is not there"
fi

exit $failed
