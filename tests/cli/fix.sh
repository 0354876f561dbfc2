#!/bin/sh
# Files that are mended:  fix.sh PROGRAM
set -eu

program=$1
. "$(dirname "$0")/expect.sh"

same()
{
    cmp -s "$2" "$3" && say ok "$1" || {
        od -c "$2" | head -20 >&2
        say no "$1"
    }
}

has()
{
    grep -qF -- "$2" "$3" && say ok "$1" || {
        cat "$3" >&2
        say no "$1: \"$2\" is not there"
    }
}

fresh()
{
    # Ends of lines, indentation, the order of keys, escapes and the missing last newline
    # are to stay.
    printf '{\r\n\t"retentionDays" :  "30",\r\n' >request.json
    printf '   "autoSnapshotPolicyName": "a\\u0062c",\r\n' >>request.json
    printf ' "timePoints": "[ \\"5\\", 3 ]",\n' >>request.json
    printf ' "repeatWeekdays": "[\\"1\\",\\"1\\"]", "RegionId": "cn-hangzhou"\r\n}' >>request.json
    cp request.json before.json
}

printf '{\r\n\t"retentionDays" :  30,\r\n' >safe.json
printf '   "autoSnapshotPolicyName": "a\\u0062c",\r\n' >>safe.json
printf ' "timePoints": "[ \\"3\\", \\"5\\" ]",\n' >>safe.json
cp safe.json unsafe.json
printf ' "repeatWeekdays": "[\\"1\\",\\"1\\"]", "regionId": "cn-hangzhou"\r\n}' >>safe.json
printf ' "repeatWeekdays": "[\\"1\\"]", "regionId": "cn-hangzhou"\r\n}' >>unsafe.json

fresh
expect 0 'check alone mends nothing' "$program" check --fail-on error request.json
same 'and the file is as it was' request.json before.json
has 'it says how many fixes there are' \
    '4 fixes available with --fix, 1 more with --unsafe-fixes' out

chmod 640 request.json
expect 0 '--fix mends what is safe' "$program" check --fix request.json
same 'only the bytes of fixes change' request.json safe.json
[ "$(stat -c %a request.json)" = 640 ] && say ok 'permissions stay' || say no 'permissions stay'
has 'it says what was done' '4 findings fixed' out
has 'it says what is left' '1 fix available with --unsafe-fixes' out
has 'what is left is reported' '[weekday-duplicate]' out
stat -c %i request.json >inode
expect 0 'mended again' "$program" check --fix request.json
stat -c %i request.json >inode2
same 'a file without anything to mend is not written' inode inode2
expect 0 '--unsafe-fixes mends the rest' "$program" check --fix --unsafe-fixes request.json
same 'and nothing else' request.json unsafe.json

fresh
expect 0 'fix is check --fix' "$program" fix --quiet request.json
same 'and does the same' request.json safe.json
[ ! -s out ] && say ok '--quiet is quiet' || say no '--quiet is quiet'

fresh
expect 0 'rules that do not run mend nothing' \
    "$program" check --fix --select value-as-text,weekday-duplicate request.json
sed 's/"30"/30/' before.json >wanted.json
same 'and the others do' request.json wanted.json

# --diff
fresh
expect 1 '--diff has something to show' "$program" check --diff request.json
same 'it writes nothing' request.json before.json
has 'it says how much' '4 findings would be fixed' err
if command -v patch >/dev/null; then
    cp before.json patched.json
    patch --quiet --binary patched.json <out && same 'patch(1) takes it' patched.json safe.json
else
    echo 'SKIPPED: patch is not there'
fi
mkdir 'two words'
cp before.json 'two words/a request.json'
cp before.json 'two words/plain.json'
expect 1 'a name may have blanks' "$program" check --diff 'two words/a request.json'
printf -- '--- two words/a request.json\t\n+++ two words/a request.json\t\n' >wanted
head -n 2 out >names
same 'and ends with a tab' names wanted
if command -v patch >/dev/null; then
    patch --quiet --binary -p0 <out || say no 'patch(1) reads such names'
    same 'patch(1) takes it, too' 'two words/a request.json' safe.json
fi
if command -v git >/dev/null; then
    cp before.json 'two words/a request.json'
    "$program" check --diff 'two words/a request.json' >out 2>err || true
    GIT_CEILING_DIRECTORIES=$scratch git apply -p0 out || say no 'git reads such names'
    same 'and so does git' 'two words/a request.json' safe.json
fi
expect 1 '--diff and --unsafe-fixes' "$program" check --diff --unsafe-fixes request.json
has 'show more' '+ "repeatWeekdays": "[\"1\"]", "regionId": "cn-hangzhou"' out
expect 0 '--diff without a difference' "$program" check --diff unsafe.json
[ ! -s out ] && say ok 'shows nothing' || say no 'shows nothing'
expect 1 '--fix and --diff write nothing' "$program" check --fix --diff request.json
same 'either' request.json before.json
expect 2 '--diff writes no reports' "$program" check --diff -o json:a request.json
expect 2 '--unsafe-fixes needs --fix or --diff' "$program" check --unsafe-fixes request.json

# Of what --diff does not mend nothing is said, whatever is found in it, unless it was not
# read; and the others go on.
silent()
{
    [ ! -s out ] && [ ! -s err ] && say ok "$1" || {
        cat out err >&2
        say no "$1"
    }
}

template='ROSTemplateFormatVersion: "2015-09-01"\nResources:\n  A:\n'
template="$template    Type: ALIYUN::ECS::AutoSnapshotPolicy\n    Properties:\n"
mkdir unmended
printf "$template"'      TimePoints: [9, 1]\n      RepeatWeekdays: [8]\n      RetentionDays: 0\n' \
    >unmended/stack.yml
printf '{"ROSTemplateFormatVersion":"2015-09-01","Resources":{"A":%s}}' \
    '{"Type":"ALIYUN::ECS::AutoSnapshotPolicy","Properties":{"TimePoints":[24]}}' \
    >unmended/stack.json
printf '{"terraform_version":"1","resource_changes":[{"address":"a.b","type":%s,"change":%s}]}' \
    '"alicloud_ecs_auto_snapshot_policy"' \
    '{"actions":["create"],"after":{"time_points":["24"],"retention_days":0}}' \
    >unmended/plan.json
printf 'POST /?Action=CreateAutoSnapshotPolicy&Version=2014-05-26&RegionId=x HTTP/1.1\r\n\r\n' \
    >unmended/call.http
printf '{"retentionDays":0,"timePoints":"[]"}\n{"regionId":"x","timePoints":"no"}\n' \
    >unmended/lines.ndjson
printf '[{"regionId":"x","timePoints":"no"}]' >unmended/array.json
printf 'Action=CreateAutoSnapshotPolicy&Version=2014-05-26&regionId=x' >unmended/call.query
for file in unmended/*; do
    expect 1 "${file#*/} has findings" "$program" check "$file"
    expect 0 "${file#*/} has no difference" "$program" check --diff "$file"
    silent 'and nothing is said about it'
    expect 0 'nor with fix' "$program" fix --diff --unsafe-fixes --fail-on notice "$file"
    silent 'or on the way'
done
expect 0 'a template on standard input' \
    sh -c "'$program' check --diff --input ros - <unmended/stack.yml"
silent 'goes the same way'
cp request.json unmended/z.json
expect 1 'in a folder, too' "$program" check --diff -j 4 unmended
has 'the others are compared' '+++ unmended/z.json' out

unread()
{
    expect 1 "$1" "$program" check --diff ${4-} "$2"
    [ ! -s out ] && say ok 'shows no difference' || say no 'shows no difference'
    has 'and is called unread' "snapguard: $2:$3: " err
}
mkdir unread
printf '\357\273\277{}' >unread/mark.json
printf '{"regionId": "x",}' >unread/broken.json
printf '{"regionId": "\377"}' >unread/bytes.json
printf '12' >unread/number.json
printf '[{"regionId": "x"},\n {"regionId": {"a": {"a": 1}}}]' >unread/deep.json
printf '{"regionId": "x"}\n{"regionId":\n' >unread/lines.ndjson
printf "$template"'      RetentionDays: [1\n' >unread/stack.yml
printf 'regionId=%%f&retentionDays=7' >unread/call.query
printf 'POST /?Action=CreateAutoSnapshotPolicy HTTP/1.1\r\nHost\r\n' >unread/call.http
unread 'a byte order mark' unread/mark.json 1:1
unread 'a syntax error' unread/broken.json 1:18
unread 'what is no UTF-8' unread/bytes.json 1:15
unread 'what is no object' unread/number.json 1:1
unread 'what is too deep' unread/deep.json 2:21 '--max-depth 2'
unread 'what is too long' unread/broken.json 1:1 '--max-bytes 10'
unread 'a line of a stream' unread/lines.ndjson 2:13
unread 'a template' unread/stack.yml 7:1
unread 'a query' unread/call.query 1:10
unread 'a message' unread/call.http 2:5
expect 1 'what is broken on standard input' sh -c "printf '{' | '$program' check --diff -"
has 'is named' 'snapguard: <stdin>:1:2: not JSON' err
cat before.json unread/broken.json | tr -d '\r\n' | sed 's/}{/}\n{/' >mixed.ndjson
expect 1 'what can be mended and what is unread' "$program" check --diff mixed.ndjson
has 'are in one stream' '+++ mixed.ndjson' out
has 'with the place in the file as it is' 'snapguard: mixed.ndjson:2:18: not JSON' err

# Standard input
expect 0 'standard input is mended' sh -c "'$program' check --fix - <before.json"
same 'to standard output' out safe.json
has 'and the report goes to standard error' '[weekday-duplicate]' err
if [ -c /dev/full ]; then
    expect 3 'standard output that is full' \
        sh -c "'$program' fix --quiet - <before.json >/dev/full"
    echo 'snapguard: cannot write to standard output: No space left on device' >wanted
    same 'is what is named' err wanted
else
    echo 'SKIPPED: /dev/full is not there'
fi
expect 1 'a broken text' sh -c "printf '{\"a\":' | '$program' fix -"
printf '{"a":' >wanted
same 'comes out as it went in' out wanted
expect 0 'an empty text too' sh -c "printf '' | '$program' fix --input ndjson -"
[ ! -s out ] && say ok 'and stays empty' || say no 'and stays empty'
expect 1 'standard input is compared' sh -c "'$program' check --diff - <before.json"
has 'under its name' '--- <stdin>' out
# Of a text over the limit all may be held, or all but a little, or a part.
for size in '30 10' '300000 10' '400000 300000' '1500000 300000'; do
    limit=${size#* }
    printf "{\"RegionId\":\"x\",\\n%${size% *}s}" '' >wanted
    for kind in request ros tfplan query http auto; do
        expect 1 "${size% *} bytes and a limit of $limit, as $kind" \
            sh -c "'$program' fix --max-bytes $limit --input $kind - <wanted"
        same 'pass through' out wanted
        [ "$limit" -eq 10 ] || has 'and are reported' '[limit-exceeded]' err
        expect 1 'from a pipe, too' \
            sh -c "cat wanted | '$program' fix --max-bytes $limit --input $kind -"
        same 'with every byte' out wanted
    done
done
{
    printf '{"ROSTemplateFormatVersion":"2015-09-01",\n'
    printf '%300000s}' ''
} >wanted
expect 1 'what turns out to be a template' \
    sh -c "cat wanted | '$program' fix --max-bytes 50 -"
same 'passes through once' out wanted
[ "$(grep -c 'limit-exceeded' err)" -eq 1 ] && say ok 'and is one finding' ||
    say no 'and is one finding'

# Streams
good='"timePoints":"[\"1\"]","repeatWeekdays":"[\"1\"]","retentionDays":30'
long=$(printf '%300s' '' | tr ' ' x)
{
    printf '{"regionId":"cn-hangzhou",%s}\n\n \t\r\n' "$good"
    printf '{"RegionId":"cn-hangzhou",%s}\r\n' "$good"
    printf 'no JSON, RegionId\n{"RegionId":"%s",%s}\n' "$long" "$good"
    printf '{"RegionId":"cn-shanghai",%s}' "$good"
} >stream.ndjson
cp stream.ndjson stream.before
sed 's/^{"RegionId":"cn/{"regionId":"cn/' stream.ndjson >stream.wanted
expect 1 'lines of a stream are mended' \
    "$program" check --fix --max-bytes 250 -f concise stream.ndjson
same 'and blank, broken and long ones stay' stream.ndjson stream.wanted
has 'places are those of the mended lines' 'stream.ndjson:5:2: error: not JSON' out
expect 1 'a stream on standard input' \
    sh -c "'$program' fix --input ndjson --max-bytes 250 - <stream.before"
same 'comes out the same' out stream.wanted
cp stream.before stream.ndjson
expect 1 'a stream is compared' "$program" check --diff --max-bytes 250 stream.ndjson
if command -v patch >/dev/null; then
    cp stream.before patched
    patch --quiet --binary patched <out && same 'and patched' patched stream.wanted
fi

# What is waived or known stays as it is.
waive()
{
    printf '{"waivers":[{"rule":"%s","files":"%s",%s"reason":"so it is"}]}' "$@" >waivers.json
}
fresh
waive value-as-text request.json ''
sed 's/30/"30"/' safe.json >wanted.json
expect 0 'what is waived is not mended' \
    "$program" fix --quiet --waivers waivers.json request.json
same 'and the rest is' request.json wanted.json
fresh
waive value-as-text other.json ''
expect 0 'a waiver of another file' "$program" fix --quiet --waivers waivers.json request.json
same 'keeps nothing from being mended' request.json safe.json
fresh
waive value-as-text request.json '"expires":"2020-01-01",'
expect 0 'one that has expired' "$program" fix --quiet --waivers waivers.json request.json
same 'keeps nothing from being mended, either' request.json safe.json
fresh
waive value-as-text '*' ''
expect 1 'no difference is shown' "$program" check --diff --waivers waivers.json request.json
has 'of what is waived' ' 	"retentionDays" :  "30",' out
expect 0 'with nothing to say' sh -c "'$program' check --diff --waivers waivers.json safe.json"
[ ! -s err ] && say ok 'about waivers that are not used' || say no 'about waivers: not used'

fresh
expect 0 'what is in the baseline' \
    "$program" check --quiet --fail-on never --write-baseline known.json request.json
expect 0 'is not mended' "$program" fix --quiet --baseline known.json request.json
same 'at all' request.json before.json
expect 0 'without an old baseline' "$program" fix --quiet --write-baseline new.json request.json
same 'all is mended before it is written' request.json safe.json
grep -c fingerprint new.json >count || true
echo 1 >wanted
same 'and what is left is in the new one' count wanted

printf '[{"RegionId":"x"},\n {"RegionId":"cn-hangzhou","retentionDays":"3"}]' >list.json
waive parameter-alias list.json '"pointer":"/1/RegionId",'
printf '[{"regionId":"x"},\n {"RegionId":"cn-hangzhou","retentionDays":3}]' >wanted
expect 1 'one request of an array' "$program" fix --quiet --waivers waivers.json list.json
same 'has what is waived' list.json wanted
printf '{"RegionId":"x"}\n{"RegionId":"y"}\n' >two.ndjson
head -n 1 two.ndjson >first.ndjson
cp two.ndjson wanted
expect 0 'a stream' \
    "$program" check --quiet --fail-on never --write-baseline known.json two.ndjson
expect 0 'goes by its lines' "$program" fix --quiet --baseline known.json two.ndjson
same 'which are in the baseline' two.ndjson wanted
echo '{"RegionId":"z"}' >>two.ndjson
echo '{"regionId":"z"}' >>wanted
expect 1 'but for a new one' "$program" fix --quiet --baseline known.json two.ndjson
same 'which is mended' two.ndjson wanted
printf 'Action=CreateAutoSnapshotPolicy&RegionId=x' >call.query
cp call.query wanted
waive parameter-alias call.query '"pointer":"regionId",'
expect 1 'a query' "$program" fix --quiet --waivers waivers.json call.query
same 'goes by its parameter' call.query wanted

expect 2 '--diff writes no baseline' \
    "$program" check --diff --write-baseline known.json two.ndjson
printf '{"noValues": true}' >settings.json
expect 2 '--diff shows no values where the configuration forbids it' \
    "$program" check --diff --config settings.json two.ndjson

# Arrays and queries
printf '[ {"RegionId":"cn-hangzhou",%s},\n7, {"retentionDays":"7"} ]\n' "$good" >array.json
printf '[ {"regionId":"cn-hangzhou",%s},\n7, {"retentionDays":7} ]\n' "$good" >wanted.json
expect 1 'requests of an array are mended' "$program" fix array.json
same 'each by itself' array.json wanted.json
query='timePoints=%5B1%5D&repeatWeekdays=%5B%221%22%5D&retentionDays=30'
printf 'https://ecs.aliyuncs.com/?RegionId=cn-hangzhou&%s#RegionId\r\n' "$query" >call.query
printf 'https://ecs.aliyuncs.com/?regionId=cn-hangzhou&%s#RegionId\r\n' "$query" |
    sed 's/%5B1%5D/%5B%221%22%5D/' >wanted
expect 0 'a query is mended' "$program" fix call.query
same 'and what is around it stays' call.query wanted
printf 'POST / HTTP/1.1\r\nx-acs-action: CreateAutoSnapshotPolicy\r\n' >call.http
printf 'Content-Length: 31\r\n\r\nRegionId=cn-hangzhou&timePoints=' >>call.http
cp call.http before.http
expect 1 'a message is left alone' "$program" fix call.http
same 'since it states its length' call.http before.http

# Links, folders, and what cannot be written
fresh
mkdir -p real tree/below
mv request.json real/request.json
ln -s real/request.json link.json
expect 0 'a link is followed' "$program" fix link.json
[ -L link.json ] && same 'and stays' real/request.json safe.json || say no 'and stays'
cp before.json tree/a.json
cp before.json tree/below/b.json
printf '{"RegionId": 1, "name": "a package"}' >tree/below/package.json
cp tree/below/package.json package.before
printf '{"name": "a package"}' >tree/package.json
cp tree/package.json foreign.before
expect 0 'a folder is mended' "$program" fix -j 4 tree
same 'each file' tree/below/b.json safe.json
same 'but for those of others' tree/package.json foreign.before
same 'which may have a region, too' tree/below/package.json package.before
[ -z "$(find . -name '.snapguard-*')" ] && say ok 'nothing is left behind' ||
    say no 'nothing is left behind'

mkdir pipe
mkfifo pipe/fifo
fresh
cat before.json >pipe/fifo &
writer=$!
expect 3 'a pipe cannot be replaced' "$program" fix --input request pipe/fifo
kill "$writer" 2>/dev/null || true
has 'and says so' 'pipe/fifo: not fixed: it is no regular file' err
if [ "$(id -u)" -ne 0 ]; then
    chmod 444 request.json
    expect 3 'a file that may not be written' "$program" fix request.json
    same 'stays as it was' request.json before.json
    chmod 644 request.json
else
    echo 'SKIPPED: root may write everything'
fi

# A limit of the size of files: what is there stays, and nothing is left beside it.
{
    printf '[{"regionId":"x","retentionDays":"7"}'
    for i in $(seq 3000); do printf ',\n {"regionId":"x","retentionDays":%s}' "$i"; done
    printf ']\n'
} >large.json
cp large.json large.before
mkdir capped
printf 'old\n' >capped/report.json
cp capped/report.json wanted
expect 3 'a report over the limit' \
    sh -c "ulimit -f 1; '$program' check --quiet -o json:capped/report.json large.json"
has 'is no report' 'snapguard: --output: capped/report.json: File too large' err
same 'and the old one stays' capped/report.json wanted
mv large.json capped
expect 3 'a file over the limit' \
    sh -c "ulimit -f 1; '$program' fix --quiet --max-diagnostics 1 capped/large.json >/dev/null"
has 'is not fixed' 'snapguard: capped/large.json: not fixed: File too large' err
same 'and stays as it was' capped/large.json large.before
[ "$(ls -A capped)" = "$(printf 'large.json\nreport.json')" ] &&
    say ok 'nothing is left beside them' || say no 'nothing is left beside them'

# A reader of the report that has seen enough keeps no file from being mended.
fresh
cp before.json second.json
"$program" fix request.json second.json 2>/dev/null | true
same 'a closed pipe does not matter' second.json safe.json

fresh
expect 0 'the summary of JSON' "$program" check --fix -f json request.json
grep -q '"fixed": *4' out && say ok 'counts what was fixed' || say no 'counts what was fixed'
expect 2 '--diff shows values' "$program" check --diff --no-values request.json

# With --no-values nothing of the requests is in a report, and so are no fixes.
fresh
expect 0 'fixes in JSON' "$program" check -f json request.json
has 'have edits' '"edits"' out
expect 0 'no fixes without values' "$program" check -f json --no-values request.json
grep -q '"edits"' out && say no 'are shown' || say ok 'are shown'

exit $failed
