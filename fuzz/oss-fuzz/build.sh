#!/bin/bash -eu
# Build every fuzz target into $OUT, each with its seeds, dictionary and options beside it.
# Of where it runs, only the contract of OSS-Fuzz is known:
#
#     CC CXX CFLAGS CXXFLAGS LIB_FUZZING_ENGINE    how to compile and to link
#     SRC OUT WORK SANITIZER                       where from, where to, and what for
#
# In $SRC are snapguard and, unpacked, the source packages of jansson, libyaml and PCRE2.

build=$WORK/snapguard
libraries=$WORK/libraries
rm -rf "$build"

# build_library NAME OPTION...: the archive of a library, with the same flags.
build_library()
{
    local name=$1
    shift
    rm -rf "$WORK/$name"
    cmake -S "$SRC/$name"-*/ -B "$WORK/$name" -D CMAKE_BUILD_TYPE=Fuzz \
        -D CMAKE_INSTALL_PREFIX="$libraries" -D CMAKE_INSTALL_LIBDIR=lib \
        -D BUILD_SHARED_LIBS=OFF "$@"
    cmake --build "$WORK/$name" -j "$(nproc)"
    cmake --install "$WORK/$name"
}

# What a library writes that is not instrumented is uninitialised to MemorySanitizer, and
# so is all that machine code writes which PCRE2 makes itself.
found=()
if [ "$SANITIZER" = memory ]; then
    build_library jansson -D JANSSON_BUILD_DOCS=OFF -D JANSSON_WITHOUT_TESTS=ON \
        -D JANSSON_EXAMPLES=OFF
    build_library pcre2 -D PCRE2_SUPPORT_JIT=OFF -D PCRE2_BUILD_TESTS=OFF \
        -D PCRE2_BUILD_PCRE2GREP=OFF
    export PKG_CONFIG_PATH=$libraries/lib/pkgconfig
    # It has no file for pkg-config where CMake installs it.
    build_library libyaml -D BUILD_TESTING=OFF
    found=(-D "YAML_ARCHIVE=$libraries/lib/libyaml.a")
fi

# The compiler, its flags and the engine are taken from the environment.
cmake -S "$SRC/snapguard" -B "$build" -D CMAKE_BUILD_TYPE=Fuzz -D SNAPGUARD_FUZZ=ON \
    -D SNAPGUARD_CLI=OFF -D SNAPGUARD_NGINX=OFF -D SNAPGUARD_TESTS=OFF "${found[@]}"
cmake --build "$build" --target snapguard-fuzz -j "$(nproc)"

for options in "$build"/fuzz/*.options; do
    target=${options%.options}
    cp "$target" "$target.options" "$target.dict" "${target}_seed_corpus.zip" "$OUT/"
done
