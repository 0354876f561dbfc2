#!/bin/sh
# JUnit and Checkstyle reports keep to their schemas, over all that can be wrong with a
# request:  test_xml.sh PROGRAM XMLLINT ROOT
set -eu

program=$1 xmllint=$2 root=$3
here=$root/tests/formats
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

say()
{
    if [ "$1" = ok ]; then echo "ok: $2"; else
        echo "FAILED: $2" >&2
        failed=1
    fi
}

# Validate one report, and count how often an element is in it, so that none is empty.
validate()
{
    name=$1 format=$2 element=$3 least=$4
    shift 4
    "$program" --format "$format" "$@" >"$scratch/report.xml" 2>"$scratch/err" || [ $? -ne 2 ]
    "$xmllint" --noout --nonet --schema "$here/$format.xsd" "$scratch/report.xml" \
        2>"$scratch/log" || {
        cut -c1-300 "$scratch/log" >&2
        say no "$name: $format"
        return
    }
    count=$(grep -c "<$element" "$scratch/report.xml" || true)
    [ "$count" -ge "$least" ] && say ok "$name: $format, $count times $element" ||
        say no "$name: $format has $element $count times, and not $least"
    # Bytes that must not reach a terminal.
    LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]\|\302[\200-\237]\|\342\200[\252-\256]')" \
        "$scratch/report.xml" && say no "$name: $format has bytes that are not safe"
    return 0
}

# A schema that lets everything pass would say nothing.
refuse()
{
    printf '%s\n' "$3" >"$scratch/wrong.xml"
    if "$xmllint" --noout --nonet --schema "$here/$2.xsd" "$scratch/wrong.xml" 2>/dev/null
    then say no "$1 is refused"; else say ok "$1 is refused"; fi
}

"$here/corpus.sh" "$scratch/corpus" "$root"
cd "$scratch/corpus"
validate 'all requests' junit failure 50 .
validate 'all requests' checkstyle error 60 .
validate 'large requests' junit failure 2 --max-bytes 20000000 large
validate 'large requests' checkstyle error 4 --max-bytes 20000000 large
validate 'without values' junit failure 50 --no-values .
validate 'without values' checkstyle error 60 --no-values .
validate 'queries' junit failure 3 --input query plain formats
validate 'queries' checkstyle error 3 --input query plain formats
validate 'by several threads' junit failure 50 -j 4 .
validate 'unreadable inputs' junit 'error type' 3 lost.json names/lost.json nowhere/
validate 'no request' junit skipped 1 formats/template/ros.json

refuse 'a case without a name' junit \
    '<testsuites tests="1" failures="0" errors="0"><testsuite name="a" tests="1"
    failures="0" errors="0"><testcase classname="a"/></testsuite></testsuites>'
refuse 'a case that is two things' junit \
    '<testsuites tests="1" failures="0" errors="0"><testsuite name="a" tests="1"
    failures="0" errors="0"><testcase classname="a" name="b"><failure type="c"/>
    <error type="c"/></testcase></testsuite></testsuites>'
refuse 'two cases of one name' junit \
    '<testsuites tests="2" failures="0" errors="0"><testsuite name="a" tests="2"
    failures="0" errors="0"><testcase classname="a" name="b"/>
    <testcase classname="a" name="b"/></testsuite></testsuites>'
refuse 'a column of 0' checkstyle \
    '<checkstyle version="4.3"><file name="a"><error line="1" column="0" severity="error"
    message="a" source="b"/></file></checkstyle>'
refuse 'a severity of another tool' checkstyle \
    '<checkstyle version="4.3"><file name="a"><error line="1" severity="notice"
    message="a" source="b"/></file></checkstyle>'
exit $failed
