#!/bin/sh
# The documents say what the program does:  check.sh PROGRAM ROOT
set -eu

program=$1
root=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

compare()
{
    if diff -u "$2" "$3"; then
        echo "ok: $1"
    else
        echo "stale: $1" >&2
        failed=1
    fi
}

# What is generated from the pack.
SNAPGUARD=$program "$root/scripts/generate" "$scratch"
for name in rules.md coverage.md; do
    compare "docs/$name (scripts/generate writes it)" "$root/docs/$name" "$scratch/$name"
done

# The README's example: what it shows is what the program prints.
cat >"$scratch/prod.json" <<'JSON'
{
  "regionId": "cn-hangzhou",
  "autoSnapshotPolicyName": "prod",
  "timePoints": "[\"0\", \"24\"]",
  "repeatWeekdays": "[\"1\"]",
  "retentionDays": 30
}
JSON
sed -n '/^    \$ snapguard check prod.json$/,/^$/{s/^    //;p}' "$root/README.md" |
    sed '1d;$d' >"$scratch/shown"
(cd "$scratch" && "$program" check prod.json >printed) || [ $? -eq 1 ]
compare "README.md: the example" "$scratch/shown" "$scratch/printed"

# The policies that scripts/lint checks when nothing is named are clean.
if (cd "$root" && "$program" check --quiet --fail-on notice examples/policies); then
    echo "ok: examples/policies"
else
    echo "examples/policies have findings" >&2
    failed=1
fi

# A row that is decided from the request has a rule, and examples of both kinds.
if sed -n '/^## Documented errors$/,/^## P/p' "$root/docs/coverage.md" |
    grep '^| [a-z]' | grep -v 'facts about the account' |
    grep -E '\|[[:space:]]*\||\| \[?0\]?'; then
    echo "docs/coverage.md has an empty cell" >&2
    failed=1
else
    echo "ok: docs/coverage.md has no empty cell"
fi
exit $failed
