#!/bin/sh
# Every drawing is well-formed XML, whatever stands in the request:
#
#     xml.sh XMLLINT PYTHON PROGRAM ROOT
set -eu
xmllint=$1 python=$2 program=$3 root=$4
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
count=0

check()
{
    count=$((count + 1))
    "$program" show --as svg --from 2024-04-11 "$@" >"$scratch/drawing.svg" &&
        "$xmllint" --noout "$scratch/drawing.svg" || {
        echo "not well-formed: $*" >&2
        failed=1
    }
}

# Requests of every kind, right and wrong.
for file in "$root"/tests/cases/*.json "$root"/examples/policies/* "$root"/examples/requests/*; do
    check "$file"
    check --snapshot-minutes 80 --diff "$root/examples/policies/daily.json" "$file"
done

# Every byte below 256, and some characters that XML does not know, in a name and raw.
"$python" - "$scratch" <<'PYTHON'
import json, sys
folder = sys.argv[1]
codes = [*range(256), 0x2028, 0xD800, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF]
text = '","'.join(f"\\u{code:04x}" if code < 0x10000 else chr(code) for code in codes)
with open(folder + "/names.json", "w") as file:
    file.write('[%s]' % ",".join(
        '{"autoSnapshotPolicyName": "a%s<", "regionId": "%s"}' % (name, name)
        for name in text.split('","') if name != "\\ud800"))
with open(folder + "/surrogate.json", "w") as file:
    file.write('{"autoSnapshotPolicyName": "\\ud800"}')
with open(folder + "/bytes.json", "wb") as file:
    file.write(b'{"autoSnapshotPolicyName": "' + bytes(range(32, 256)) + b'"}')
PYTHON
for name in names surrogate bytes; do
    check "$scratch/$name.json"
done
# Those of the documents.
"$xmllint" --noout "$root"/docs/pictures/*.svg || failed=1

echo "$count drawings"
[ "$count" -ge 50 ] || failed=1
exit $failed
