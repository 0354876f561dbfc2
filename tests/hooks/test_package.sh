#!/bin/sh
# The Debian package is made, is sound to lintian, and can be installed:
# test_package.sh ROOT
set -u

root=$1
for tool in dpkg-deb dpkg-shlibdeps; do
    command -v "$tool" >/dev/null || {
        echo "SKIPPED: $tool is not there"
        exit 77
    }
done
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0

check()
{
    if [ "$1" -eq 0 ]; then echo "ok: $2"; else
        echo "FAILED: $2" >&2
        failed=1
    fi
}

package=$("$root/scripts/package" "$scratch") || exit 1
[ -f "$package" ]
check $? "made: $(basename "$package")"

if command -v lintian >/dev/null; then
    lintian --fail-on error "$package" >"$scratch/lintian" 2>&1
    status=$?
    grep '^E:' "$scratch/lintian" >&2
    check $status "lintian finds no error"
else
    echo "SKIPPED: lintian is not there"
fi

# Installed into a folder of its own, with a list of packages of its own.
if [ "$(id -u)" -eq 0 ]; then
    mkdir -p "$scratch/root" "$scratch/admin/info" "$scratch/admin/updates"
    : >"$scratch/admin/status"
    dpkg --instdir="$scratch/root" --admindir="$scratch/admin" --force-depends \
        --force-script-chrootless --log=/dev/null -i "$package" >"$scratch/dpkg" 2>&1
    check $? "dpkg installs it"
    dpkg --admindir="$scratch/admin" -s snapguard | grep -q '^Status: install ok installed'
    check $? "dpkg calls it installed"
else
    echo "SKIPPED: only root may install"
    dpkg-deb -x "$package" "$scratch/root"
fi

libraries=$(dirname "$(find "$scratch/root" -name 'libsnapguard.so.*' | head -1)")
"$scratch/root/usr/bin/snapguard" check --quiet "$root/examples/policies"
check $? "the program runs"
LD_LIBRARY_PATH=$libraries python3 - "$libraries/libsnapguard.so" <<'SCRIPT'
import ctypes, sys
library = ctypes.CDLL(sys.argv[1])
library.snapguard_version.restype = ctypes.c_char_p
sys.exit(not library.snapguard_version().decode().count(".") == 2)
SCRIPT
check $? "the library loads"
gzip -dc "$scratch/root/usr/share/man/man1/snapguard-check.1.gz" | grep -q '^\.SH OPTIONS'
check $? "the manual is there"
for file in bash-completion/completions/snapguard zsh/vendor-completions/_snapguard \
    fish/vendor_completions.d/snapguard.fish snapguard/create-auto-snapshot-policy.schema.json; do
    [ -s "$scratch/root/usr/share/$file" ]
    check $? "there is $file"
done
exit $failed
