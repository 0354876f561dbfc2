#!/bin/sh
# The binary interface is the one that is written down.
#
#     abi.sh SOURCE-FOLDER LIBRARY
set -eu
source=$1 library=$2
baseline=$source/tests/library/abi.xml
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

if ! command -v abidiff >/dev/null; then
    echo 'SKIPPED: there is no abidiff (package abigail-tools)'
    exit 0
fi
# Without debug information there would be names, and no types: nothing to compare.
if ! readelf -S "$library" | grep -q '\.debug_info'; then
    echo 'SKIPPED: the library has no debug information'
    exit 0
fi
"$source/scripts/abi" "$library" "$scratch/abi.xml"
grep -q "<function-decl name='snapguard_check'" "$scratch/abi.xml" || {
    echo 'FAILED: the library was not understood'
    exit 1
}

# abidiff answers 4 for any change, and 8 more for one that breaks programs. A file that it
# can't read it mentions, and answers 0.
status=0
abidiff "$baseline" "$scratch/abi.xml" 2>"$scratch/errors" || status=$?
if [ -s "$scratch/errors" ]; then
    cat "$scratch/errors"
    status=1
fi
case $status in
0) ;;
1) echo 'FAILED: the two could not be compared' ;;
4)
    echo 'FAILED: the interface is not that of tests/library/abi.xml; scripts/abi writes it.'
    echo 'If linked programs would break, SNAPGUARD_SOVERSION has to change as well.'
    ;;
*) echo 'FAILED: programs that were linked before would break' ;;
esac
exit $status
