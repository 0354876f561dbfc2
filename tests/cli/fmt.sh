#!/bin/sh
# The canonical form of requests:  fmt.sh PROGRAM CASES
set -eu

program=$1 cases=$2
. "$(dirname "$0")/expect.sh"

same()
{
    cmp -s "$2" "$3" && say ok "$1" || {
        diff "$2" "$3" >&2 || true
        say no "$1"
    }
}

# Names in the order of the page, numbers as numbers, unknown ones last and as they stood;
# numbers keep their text; what must be escaped is, and nothing else.
cat >request.json <<'JSON'
{"color": [ 1, {} , [ ] ], "Action":"CreateAutoSnapshotPolicy",
  "Tag.10.Key":"c", "Tag.2.Value" : "b", "Tag.2.Key":"a","retentionDays" :3e1,
 "autoSnapshotPolicyName": "\u4e2d\/\u0061\u000a\u202e\ud842\udfb7",
 "timePoints":"[ \"1\",\n \"\\u0033\" ]","CopyEncryptionConfiguration":{"KMSKeyId":"k","Encrypted":true},
   "$schema":"s", "regionId":"cn-hangzhou" ,"repeatWeekdays":"no array"}
JSON
cat >wanted.json <<'JSON'
{
  "$schema": "s",
  "regionId": "cn-hangzhou",
  "autoSnapshotPolicyName": "中/a\n\u202e𠮷",
  "timePoints": "[\"1\",\"3\"]",
  "repeatWeekdays": "no array",
  "retentionDays": 3e1,
  "Tag.2.Key": "a",
  "Tag.2.Value": "b",
  "Tag.10.Key": "c",
  "CopyEncryptionConfiguration": {
    "Encrypted": true,
    "KMSKeyId": "k"
  },
  "color": [
    1,
    {},
    []
  ],
  "Action": "CreateAutoSnapshotPolicy"
}
JSON
cp request.json before.json
expect 0 'a request is printed' "$program" fmt request.json
same 'in canonical form' out wanted.json
same 'and stays as it was' request.json before.json
expect 0 'standard input too' sh -c "'$program' fmt <request.json"
same 'in canonical form' out wanted.json
expect 1 '--check says that it is not' "$program" fmt --check request.json wanted.json
[ "$(cat err)" = 'snapguard: request.json: not in canonical form' ] && [ ! -s out ] &&
    say ok 'and names it alone' || say no 'and names it alone'
expect 0 '--write replaces it' "$program" fmt --write request.json
same 'by its canonical form' request.json wanted.json
[ ! -s out ] && say ok 'and prints nothing' || say no 'and prints nothing'
expect 0 'which has one' "$program" fmt --check request.json
expect 2 '--check and --write' "$program" fmt --check --write request.json

printf '{"retentionDays":30, "regionId":"a"}\r\n\n [ 7 ]\n{ "retentionDays" : 7 }' >a.ndjson
printf '{"regionId":"a","retentionDays":30}\n [ 7 ]\n{"retentionDays":7}\n' >wanted.ndjson
expect 0 'a stream is one request a line' "$program" fmt a.ndjson
same 'without blank lines' out wanted.ndjson

if [ -c /dev/full ]; then
    expect 3 'standard output that is full' sh -c "'$program' fmt wanted.json a.ndjson >/dev/full"
    echo 'snapguard: cannot write to standard output: No space left on device' >wanted
    same 'is what is named, once' err wanted
    expect 3 'also for standard input' sh -c "'$program' fmt - <wanted.json >/dev/full"
    same 'is what is named' err wanted
else
    echo 'SKIPPED: /dev/full is not there'
fi

printf '{"retentionDays": 7,}' >broken.json
cp broken.json before.json
expect 1 'what is not JSON' "$program" fmt --write broken.json
same 'stays as it was' broken.json before.json
grep -q '^snapguard: broken.json:1:21: not JSON' err && say ok 'and is named with its place' || {
    cat err >&2
    say no 'and is named with its place'
}
: >empty.json
: >empty.ndjson
expect 1 'an empty file is not JSON' "$program" fmt --check empty.json
expect 0 'but it is an empty stream' "$program" fmt --check empty.ndjson
printf '{ "name" : "a package" }' >package.json
cp package.json before.json
expect 0 'what is no request' "$program" fmt --write package.json
same 'is not ours to order' package.json before.json
printf 'regionId=a&retentionDays=7\n' >a.query
expect 3 'a query has no such form' "$program" fmt a.query
expect 3 'what is not there' "$program" fmt nothing.json

# In a directory nothing is ordered that may be of somebody else, or complained about.
mkdir others
printf '{"Tag": [], "RegionId" : "a"}' >others/region.json
printf '{"RegionId": "a"\n' >others/torn.json
printf '{"RegionId":  "a"}\n\n{\n' >others/lines.ndjson
cp -R others untouched
expect 0 'what a directory has of others' "$program" fmt --write others
diff -r others untouched >err && [ ! -s err ] && say ok 'stays as it is' || say no 'stays as it is'
printf '{"RegionId": "a",\n"timePoints"' >others/ours.json
expect 1 'what is broken and ours' "$program" fmt --check others
grep -q '^snapguard: others/ours.json:2:13: not JSON' err && say ok 'is named there, too' || {
    cat err >&2
    say no 'is named there, too'
}

# Formatted twice is formatted once, and nothing else is found in it.
rules()
{
    "$program" check --fail-on never -f jsonl "$1" |
        sed -n 's/.*"rule": *"\([^"]*\)".*/\1/p' | sort
}
count=0
for case in "$cases"/*.json; do
    "$program" fmt "$case" >once.json 2>err || continue
    "$program" fmt once.json >twice.json
    cmp -s once.json twice.json || say no "${case##*/}: formatted twice is formatted once"
    rules "$case" >before
    rules once.json >after
    cmp -s before after || say no "${case##*/}: the findings are the same"
    count=$((count + 1))
done
[ "$count" -gt 10 ] && say ok "$count cases are the same when formatted" ||
    say no 'there are cases'

exit $failed
