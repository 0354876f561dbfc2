#!/bin/sh
# The shared library gives away what the header declares, and nothing more; and it
# calls nothing that belongs to the process.
#
#     exports.sh LIBRARY HEADERS SONAME VERSION-NODE
set -eu
export LC_ALL=C
library=$1 header=$2 soname=$3 node=$4
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

fail() {
    echo "FAILED: $1"
    failed=1
}

# Functions of the headers in its folder: names that "(" follows, comments taken away.
sed -e 's,/\*.*\*/,,' -e '/\/\*/,/\*\//d' "$header"/*.h |
    grep -o 'snapguard_[a-z0-9_]*(' | tr -d '(' | sort -u >"$scratch/declared"
nm -D --defined-only "$library" | awk '$2 != "A" {print $3}' >"$scratch/versioned"
sed 's/@.*//' "$scratch/versioned" | sort -u >"$scratch/defined"
test "$(wc -l <"$scratch/declared")" -ge 30 || fail "the header was not understood"
diff "$scratch/declared" "$scratch/defined" ||
    fail "the symbols are not those of the header (<: declared, >: defined)"
grep -v "@@$node\$" "$scratch/versioned" &&
    fail "a symbol does not carry the version $node"

readelf -d "$library" | grep -q "SONAME.*\\[$soname\\]" ||
    fail "the SONAME is not $soname"

nm -D --undefined-only "$library" | awk '{print $NF}' | sed 's/@.*//' |
    sort -u >"$scratch/undefined"
cat >"$scratch/forbidden" <<'EOF'
_?_?(v|f|s|sn|vf|vs|vsn|d|vd|as|vas)?printf(_chk)?
_?_?v?f?s?scanf(_chk)?|__isoc(99|23)_.*
f?puts|f?putc|putchar|perror|f?getc|getchar|fgets|getline|std(in|out|err)
f(open|dopen|reopen|close|read|write|flush|seek|tell)(64)?|setv?buf
_?exit|_Exit|abort|quick_exit|atexit|at_quick_exit|on_exit|__assert_fail|__cxa_atexit
(secure_)?getenv|setenv|putenv|unsetenv|clearenv|environ|__environ
setlocale|localeconv|newlocale|uselocale|nl_langinfo|is(alpha|digit|alnum|space|upper|lower|punct|print|xdigit)
to(upper|lower)|__ctype_.*|strcoll|strxfrm|strto.*|ato[ifl]|atoll|strerror|mb.*|wc.*
time|clock|clock_.*|gettimeofday|localtime(_r)?|gmtime(_r)?|mktime|strftime|sleep|usleep|nanosleep
signal|sigaction|raise|kill|setjmp|_setjmp|longjmp
qsort(_r)?|bsearch|strtok|s?rand(_r)?|s?random|getrandom|arc4random
open(64)?|openat(64)?|read|write|close|dup2?|pipe|socket|mmap(64)?|ioctl|fork|exec.*|system|popen
pthread_.*|thrd_.*|mtx_.*|dlopen|dlsym|syslog|alloca|__errno_location
EOF
grep -E -x "$(tr '\n' '|' <"$scratch/forbidden" | sed 's/|$//')" "$scratch/undefined" &&
    fail "the library calls what belongs to the process"
exit $failed
