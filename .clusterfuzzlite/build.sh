#!/bin/bash -eu
# ClusterFuzzLite has the contract of OSS-Fuzz.
exec "$SRC/snapguard/fuzz/oss-fuzz/build.sh"
