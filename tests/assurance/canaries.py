"""Bugs that are planted, each to be found by a fuzz target within ten seconds of one core,
from an empty corpus. Those that are not found say what the targets are blind to."""

import re
import resource
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import tools

SECONDS = 10  # of one core, for each
LEAST = 20  # canaries
TREE = tools.SCRATCH / "canaries" / "tree"
BUILD = tools.SCRATCH / "canaries" / "build"
# As of the preset "fuzz".
FLAGS = "-O2 -g -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp"
# That an input takes long, or much memory, is none of them.
REPORT = re.compile(
    r"law broken: .*|ERROR: (?!libFuzzer)\w+: .*|\S+: runtime error: .*|deadly signal")
SLOW = re.compile(r"ERROR: libFuzzer: (timeout|out-of-memory)")


@dataclass
class Canary:
    name: str
    target: str
    patch: Path


def read_canaries():
    canaries = []
    for patch in sorted((tools.ROOT / "fuzz" / "canaries").glob("*.patch")):
        target = re.search(r"^Target: (\w+)$", patch.read_text(), re.MULTILINE)
        if not target:
            raise tools.Failure(f"{patch.name}: no line says which target finds it")
        canaries.append(Canary(patch.stem, target.group(1), patch))
    return canaries


def limit_time():
    """A machine that is busy with other things takes nothing away from a target."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def fuzz(target, seed):
    """What a target says it found within its time, or None, and how long it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [BUILD / "fuzz" / target, "-timeout=10", "-max_len=2048", "-use_counters=0",
             f"-seed={seed}", folder],
            cwd=folder, preexec_fn=limit_time, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True, errors="replace",
        )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode < 0:
        return None, seconds
    report = REPORT.search(done.stderr)
    if not report and SLOW.search(done.stderr):
        return None, seconds
    if not report:
        raise tools.Failure(f"{target} ended by itself:\n{done.stderr[-4000:]}")
    return report.group(), seconds


def patch(canary, *options):
    tools.run("patch", "-p1", "-s", *options, "-i", canary.patch, cwd=TREE)


def prepare():
    tools.lay_out_copy(TREE)
    tools.configure(
        TREE, BUILD, "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_C_COMPILER=clang",
        "-DCMAKE_CXX_COMPILER=clang++", f"-DCMAKE_C_FLAGS_DEBUG={FLAGS}",
        "-DLIB_FUZZING_ENGINE=-fsanitize=fuzzer", "-DSNAPGUARD_FUZZ=ON",
        "-DSNAPGUARD_CLI=OFF", "-DSNAPGUARD_NGINX=OFF", "-DSNAPGUARD_TESTS=OFF",
        "-DSNAPGUARD_SANITIZE=address,undefined",
    )  # fmt: skip


def try_canary(canary, seed):
    patch(canary)
    try:
        tools.build(BUILD, canary.target)
        found, seconds = fuzz(canary.target, seed)
    finally:
        patch(canary, "-R")
    tools.say(f"{canary.name}: {found or 'NOT FOUND'} ({seconds:.1f} s)")
    return found, seconds


def check_control(targets, seed):
    """Where nothing is planted, nothing may be found."""
    tools.build(BUILD, *targets)
    for target in targets:
        found, _ = fuzz(target, seed)
        if found:
            raise tools.Failure(f"{target}, with nothing planted: {found}")
        tools.say(f"{target}: nothing found where nothing is planted")


def measure(arguments):
    canaries = [c for c in read_canaries() if re.search(arguments.only, c.name)]
    if not canaries:
        raise tools.Failure("no canary has such a name")
    prepare()
    check_control(sorted({canary.target for canary in canaries}), arguments.seed)
    results = {c.name: try_canary(c, arguments.seed) for c in canaries}
    missed = [name for name, (found, _) in results.items() if not found]
    slowest = max((seconds for found, seconds in results.values() if found), default=0)
    least = 1 if arguments.only else LEAST
    return [
        tools.Row(
            "planted bugs that a target finds in 10 s of one core, from an empty corpus",
            f"all, of {LEAST} or more",
            f"{len(results) - len(missed)} of {len(results)}, the slowest in {slowest:.1f} s"
            + "".join(f"; not {name}" for name in missed),
            not missed and len(results) >= least,
        )
    ]
