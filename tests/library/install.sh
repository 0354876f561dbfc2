#!/bin/sh
# The package as others use it: installed to a folder of its own, found by CMake and by
# pkg-config, shared and static, and its header alone as C11 and C++17.
#
#     install.sh CMAKE BUILD-FOLDER SOURCE-FOLDER LIBDIR CC
set -eu
cmake=$1 build=$2 source=$3 libdir=$4 cc=$5
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
prefix=$scratch/prefix
example=$source/examples/embed
good='{"regionId":"cn-hangzhou","timePoints":"[\"1\"]","repeatWeekdays":"[\"1\"]","retentionDays":30}'
bad='{"regionId":"cn-hangzhou","timePoints":"[\"1\"]",
 "repeatWeekdays":"[\"8\"]","retentionDays":30}'

fail() {
    echo "FAILED: $1"
    exit 1
}

# NAME PROGRAM: the program tells a good request from a bad one.
run() {
    echo "== $1"
    status=0
    "$2" "$good" >"$scratch/out" || status=$?
    test $status -eq 0 || fail "$1: exit status $status for a good request"
    echo valid | diff - "$scratch/out" || fail "$1: a good request"
    status=0
    printf '%s' "$bad" | "$2" >"$scratch/out" || status=$?
    test $status -eq 1 || fail "$1: exit status $status for a bad request"
    diff - "$scratch/out" <<'EOF' || fail "$1: a bad request"
invalid
2:21 "8" is not a day of the week from 1 to 7 [weekday-value] ParameterInvalid
EOF
}

# NAME LIBRARY: the example's own CMakeLists.txt, against the installed package.
build_with_cmake() {
    "$cmake" -S "$example" -B "$scratch/$1" -DCMAKE_BUILD_TYPE=Debug \
        -DCMAKE_C_COMPILER="$cc" -DCMAKE_PREFIX_PATH="$prefix" \
        -DSNAPGUARD_LIBRARY="$2" >/dev/null
    "$cmake" --build "$scratch/$1" >/dev/null
    run "$1" "$scratch/$1/embed"
}

"$cmake" --install "$build" --prefix "$prefix" >/dev/null
for file in include/snapguard/snapguard.h include/snapguard/status.def \
    include/snapguard/jansson.h \
    "$libdir/libsnapguard.so" "$libdir/libsnapguard.so.0" "$libdir/libsnapguard.a" \
    "$libdir/pkgconfig/snapguard.pc" "$libdir/cmake/snapguard/snapguard-config.cmake"; do
    test -e "$prefix/$file" || fail "$file is not installed"
done
grep -rIl -e "$build" "$prefix/$libdir" && fail "an installed file names the build folder"

build_with_cmake cmake-shared snapguard::snapguard
build_with_cmake cmake-static snapguard::snapguard_static
readelf -d "$scratch/cmake-shared/embed" | grep -q 'NEEDED.*libsnapguard\.so\.0' ||
    fail "the shared program does not need libsnapguard.so.0"
readelf -d "$scratch/cmake-static/embed" | grep 'NEEDED.*snapguard' &&
    fail "the static program needs the shared library"

# The package's own files, and those of the system that its Requires.private names.
PKG_CONFIG_PATH=$prefix/$libdir/pkgconfig
LD_LIBRARY_PATH=$prefix/$libdir
export PKG_CONFIG_PATH LD_LIBRARY_PATH
warnings='-Wall -Wextra -Wpedantic -Werror'
# shellcheck disable=SC2046,SC2086 # flags are several words
"$cc" -std=c11 $warnings $(pkg-config --cflags snapguard) "$example/main.c" \
    $(pkg-config --libs snapguard) -o "$scratch/embed"
run pkg-config-shared "$scratch/embed"
# shellcheck disable=SC2046,SC2086
"$cc" -std=c11 $warnings $(pkg-config --cflags snapguard) "$example/main.c" \
    "$prefix/$libdir/libsnapguard.a" \
    $(pkg-config --static --libs snapguard | sed 's/-lsnapguard//') -o "$scratch/embed"
run pkg-config-static "$scratch/embed"
test "$(pkg-config --modversion snapguard)" = \
    "$(sed -n 's/#define SNAPGUARD_VERSION "\(.*\)"/\1/p' "$prefix/include/snapguard/snapguard.h")" ||
    fail "snapguard.pc and the header state two versions"

# The other example, by the command that it names itself.
echo '== gateway'
good='regionId=cn-hangzhou&timePoints=%5B%221%22%5D&repeatWeekdays=%5B%221%22%5D'
cp "$example/gateway.c" "$scratch"
sed -n 's/^ \*     \(cc .*\)/\1/p' "$example/gateway.c" >"$scratch/build.sh"
(cd "$scratch" && sh -e build.sh) || fail "the command of gateway.c"
"$scratch/gateway" CreateAutoSnapshotPolicy "$good" retentionDays=30 >"$scratch/out" ||
    fail "gateway: a good request"
echo 'goes on' | diff - "$scratch/out" || fail "gateway: a good request"
for gateway in "$scratch/gateway" "$scratch/cmake-shared/gateway" \
    "$scratch/cmake-static/gateway"; do
    "$gateway" CreateAutoSnapshotPolicy "$good" retentionDays=1 \
        '{"account":{"balanceSufficient":false}}' >"$scratch/out"
    grep -q '^{.*"Code":"InvalidAccountStatus.NotEnoughBalance"' "$scratch/out" ||
        fail "gateway: an account without balance"
done

echo '== the headers alone'
for header in snapguard jansson; do
    printf '#include <snapguard/%s.h>\n' "$header" >"$scratch/alone.c"
    for standard in c99 c11; do
        # shellcheck disable=SC2046,SC2086
        "$cc" -std=$standard $warnings $(pkg-config --cflags snapguard) -fsyntax-only \
            "$scratch/alone.c" || fail "$header.h as $standard"
    done
    if ! command -v c++ >/dev/null; then
        echo 'SKIPPED: there is no C++ compiler'
        continue
    fi
    # shellcheck disable=SC2046,SC2086
    c++ -x c++ -std=c++17 $warnings $(pkg-config --cflags snapguard) -fsyntax-only \
        "$scratch/alone.c" || fail "$header.h as C++17"
done
