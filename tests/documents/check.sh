#!/bin/sh
# The documents say what the program does, and fuzzers begin with what the rule pack says:
# check.sh PROGRAM ROOT [SEEDS]
set -eu

program=$1
root=$2
seeds=${3:-}
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
mkdir "$scratch/generated"
SNAPGUARD=$program SNAPGUARD_SEEDS=${seeds:-true} \
    "$root/scripts/generate" "$scratch/generated"
for name in $(cd "$scratch/generated" && find docs rules fuzz -type f 2>/dev/null) corpus/MANIFEST; do
    case $name in
    docs/* | rules/*) ;;
    *) [ -n "$seeds" ] || continue ;;
    esac
    compare "$name (scripts/generate writes it)" "$root/$name" "$scratch/generated/$name"
done
if [ -z "$seeds" ]; then
    echo "not looked at: dictionaries and seeds (no fuzz targets are built)"
else
    (cd "$scratch/generated/corpus" && find . -type f) | while read -r seed; do
        cmp -s "$scratch/generated/corpus/$seed" "$root/corpus/$seed" || echo "$seed"
    done >"$scratch/stale"
    if [ -s "$scratch/stale" ]; then
        echo "stale: corpus (scripts/generate writes it)" >&2
        cat "$scratch/stale" >&2
        failed=1
    else
        echo "ok: corpus"
    fi
fi

# The README's examples: what it shows is what the program prints.
cat >"$scratch/prod.json" <<'JSON'
{
  "regionId": "cn-hangzhou",
  "autoSnapshotPolicyName": "prod",
  "timePoints": "[\"0\", \"24\"]",
  "repeatWeekdays": "[\"1\"]",
  "retentionDays": 30
}
JSON
cat >"$scratch/call.query" <<'QUERY'
https://ecs.aliyuncs.com/?Action=CreateAutoSnapshotPolicy&regionId=cn-hangzhou&timePoints=%5B%220%22%2C%2224%22%5D&repeatWeekdays=%5B%221%22%5D&retentionDays=30
QUERY
cat >"$scratch/daily.json" <<'JSON'
{
  "RegionId": "cn-hangzhou",
  "timePoints": ["12", 0],
  "repeatWeekdays": "[\"1\", \"1\"]",
  "retentionDays": "30"
}
JSON
cp "$root/tests/cli/cases/template/stack.yml" "$scratch/stack.yml"
for arguments in prod.json call.query '--format concise stack.yml' '--diff daily.json' '--format github prod.json' \
    '--format concise --statistics prod.json call.query'; do
    sed -n "/^    \\\$ snapguard check $arguments\$/,/^\$/{s/^    //;p}" "$root/README.md" |
        sed '1d;$d' >"$scratch/shown"
    # shellcheck disable=SC2086 # Words of a command.
    (cd "$scratch" && "$program" check $arguments >printed) || [ $? -eq 1 ]
    compare "README.md: the example $arguments" "$scratch/shown" "$scratch/printed"
done

# The example of a configuration, on a day before its waiver expires.
sed -n "/^    \\\$ snapguard check policies\$/,/^\$/{s/^    //;p}" "$root/README.md" |
    sed '1d;$d' >"$scratch/shown"
(cd "$root/examples/configuration" &&
    SOURCE_DATE_EPOCH=1767225600 "$program" check policies >"$scratch/printed") || true
compare "README.md: the example of a configuration" "$scratch/shown" "$scratch/printed"

# That of the guide to templates, which goes on behind the example.
sed -n '/^    \$ snapguard check stack.yml$/,/^$/{s/^    //;p}' "$root/docs/templates.md" |
    sed '1d;$d' >"$scratch/shown"
(cd "$scratch" && "$program" check stack.yml >printed) || [ $? -eq 1 ]
compare "docs/templates.md: the example" "$scratch/shown" "$scratch/printed"

# Its table of reports has every format.
"$program" check --help | sed -n 's/^  -f, --format //p' | tr '|' '\n' | sort >"$scratch/formats"
sed -n '/^## Reports$/,/^Commands/p' "$root/README.md" | grep '^| `' | cut -d'|' -f2 |
    grep -v -e --format | tr -d '` ' | tr ',' '\n' | sort >"$scratch/tabled"
compare "README.md: the reports" "$scratch/tabled" "$scratch/formats"

# The examples are clean; scripts/lint checks the policies when nothing is named.
if (cd "$root" && "$program" check --quiet --fail-on notice examples/policies \
    examples/requests/* examples/templates); then
    echo "ok: examples"
else
    echo "the examples have findings" >&2
    failed=1
fi

# Every row is there, 23 of the page and 2 of the common table, and has a rule, and
# examples of both kinds.
sed -n '/^## Documented errors$/,/^## P/p' "$root/docs/coverage.md" | grep '^| [a-z]' |
    grep -v '^| error |' >"$scratch/rows"
rows=$(cut -d'|' -f2 "$scratch/rows" | sort -u | grep -c .)
if [ "$rows" -ne 25 ]; then
    echo "docs/coverage.md has $rows of 25 errors" >&2
    failed=1
elif grep -E '\|[[:space:]]*\||\| \[?0\]?|none' "$scratch/rows"; then
    echo "docs/coverage.md has an empty cell" >&2
    failed=1
else
    echo "ok: docs/coverage.md has 25 errors and no empty cell"
fi

# What the guide shows of the examples stands there, and its limits are those of the header.
for name in embedding configuration; do
    if "$root/tests/documents/excerpts.sh" "$root/docs/$name.md" "$root"; then
        echo "ok: docs/$name.md: the excerpts"
    else
        failed=1
    fi
done
sed -n 's,^ *\(SNAPGUARD_MAX_[A-Z_]*\) = .* \([0-9][0-9\,]*\)\. \*/$,\1 \2,p' \
    "$root/include/snapguard/snapguard.h" >"$scratch/limits"
sed -n 's/^| `\(SNAPGUARD_MAX_[A-Z_]*\)` | \([0-9,]*\) |.*/\1 \2/p' \
    "$root/docs/embedding.md" >"$scratch/documented"
compare "docs/embedding.md: the limits" "$scratch/documented" "$scratch/limits"

# The guide to packs: its pack is right, and so are the examples; it names every check, every
# member and operand that the loader takes from packs, and every placeholder.
sed -n '/^    {"schema"/,/^$/{s/^    //;p}' "$root/docs/packs.md" >"$scratch/acme.json"
if "$program" pack check "$scratch/acme.json" "$root"/rules/examples/*.json; then
    echo "ok: packs"
else
    failed=1
fi
sed -n '/^    \$ snapguard pack check/{s/^    \$ snapguard //;p}' "$root/README.md" |
    while read -r arguments; do
        # shellcheck disable=SC2086 # Words of a command.
        (cd "$root" && "$program" $arguments)
    done >"$scratch/printed"
sed -n '/^    \$ snapguard pack check/{n;s/^    //;p}' "$root/README.md" >"$scratch/shown"
compare "README.md: the packs" "$scratch/shown" "$scratch/printed"
{
    sed -n 's/^CHECK([a-z_]*, "\([a-z-]*\)".*/\1/p' "$root/lib/checks.def" | grep -v '^fault$'
    sed -n 's/^\(MEMBER\|OPERAND\)([a-z_]*, "\([^"]*\)", .*, \(ALL\|PACKS\))$/\2/p' \
        "$root/lib/pack_members.def" "$root/lib/pack_operands.def"
    sed -n 's/^    {"\([a-z]*\)", *know_.*/{\1}/p' "$root/lib/pack_texts.c"
} | sort -u >"$scratch/words"
[ "$(grep -c . "$scratch/words")" -gt 70 ] || echo "too few words of packs" >"$scratch/unnamed"
while read -r word; do
    grep -qF -e "\`$word\`" -e "\"$word\"" "$root/docs/packs.md" || echo "$word"
done <"$scratch/words" >>"$scratch/unnamed"
if [ -s "$scratch/unnamed" ]; then
    echo "docs/packs.md does not name:" >&2
    cat "$scratch/unnamed" >&2
    failed=1
else
    echo "ok: docs/packs.md: the language"
fi

# The table of keys has every key of the schema, but for that of the schema itself.
sed -n '/^  "$defs"/q;s/^    "\([a-zA-Z]*\)": {$/\1/p' "$root/docs/configuration.schema.json" | sort >"$scratch/keys"
sed -n '/^| key | as the option/,/^$/p' "$root/docs/configuration.md" | grep '^| `' |
    cut -d'|' -f2 | tr -d '` ' | tr ',' '\n' | sort >"$scratch/tabled"
compare "docs/configuration.md: the keys" "$scratch/tabled" "$scratch/keys"

# What is shown of pictures is what is drawn.
for name in README.md docs/show.md; do
    if [ ! -e /usr/share/zoneinfo ]; then
        echo "not looked at: pictures in $name (no time zones)"
    elif "$root/tests/documents/transcripts.sh" "$root/$name" "$root/docs/pictures" "$program"; then
        echo "ok: $name: the pictures"
    else
        failed=1
    fi
done

# Links lead somewhere.
for name in README.md ARCHITECTURE.md CONTRIBUTING.md docs/configuration.md docs/embedding.md \
    docs/fuzzing.md docs/nginx.md docs/packs.md docs/pre-commit.md docs/reports.md docs/show.md \
    docs/templates.md; do
    for link in $(sed -n 's/.*](\([^)#]*\)[^)]*).*/\1/p' "$root/$name"); do
        [ -e "$root/$(dirname "$name")/$link" ] && continue
        echo "$name: $link is not there" >&2
        failed=1
    done
done
exit $failed
