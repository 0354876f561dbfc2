"""Fuzz targets under AddressSanitizer and UndefinedBehaviorSanitizer: how many executions
go by without a broken law, how many a second, and whether inputs get as far as the rules."""

import collections
import os
import re
import subprocess
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

import tools

EXECUTIONS = 10_000_000
SLICE = 30  # seconds of each target, again and again
RATE = 20_000  # executions a second of one core, of fuzz_json
REACH = 60  # percent of inputs
BUILD = tools.SCRATCH / "fuzzing"
# As of the preset "fuzz".
FLAGS = "-O2 -g -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp"


def prepare(build=BUILD):
    tools.configure(
        tools.ROOT, build, "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_C_COMPILER=clang",
        "-DCMAKE_CXX_COMPILER=clang++", f"-DCMAKE_C_FLAGS_DEBUG={FLAGS}",
        "-DLIB_FUZZING_ENGINE=-fsanitize=fuzzer", "-DSNAPGUARD_FUZZ=ON",
        "-DSNAPGUARD_CLI=OFF", "-DSNAPGUARD_NGINX=OFF", "-DSNAPGUARD_TESTS=OFF",
        "-DSNAPGUARD_SANITIZE=address,undefined",
    )  # fmt: skip
    tools.build(build, "snapguard-fuzz")
    targets = sorted(path for path in (build / "fuzz").glob("fuzz_*") if not path.suffix)
    return [path for path in targets if path.is_file() and not path.name.endswith(".zip")]


@dataclass
class Done:
    """A program that has ended."""

    returncode: int
    stdout: str
    spent: float  # seconds of a core


def spend(command, folder):
    """Run a program that may run beside others: what it spent is its own."""
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        program = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        return Done(program.returncode, said.read(), usage.ru_utime + usage.ru_stime)


def is_machine_slow(target, folder, said, timeout):
    """libFuzzer stops by the clock. Where the machine did other things meanwhile, the
    input is none that takes long."""
    unit = re.search(r"Test unit written to (\S+)", said)
    if "ERROR: libFuzzer: timeout" not in said or not unit:
        return False
    done = spend([target, unit.group(1)], folder)
    return done.returncode == 0 and done.spent < timeout


def run_target(target, seconds, seed, timeout, folder=BUILD / "found"):
    """Executions, and how many of them a second of one core's time. What was found in
    earlier slices is in the folder, and goes on being changed."""
    found = Path(folder) / target.name
    found.mkdir(parents=True, exist_ok=True)
    corpora = [
        folder for folder in (
            tools.ROOT / "corpus" / target.name, tools.ROOT / "corpus/regress" / target.name)
        if folder.is_dir()
    ]  # fmt: skip
    done = spend(
        [target, f"-max_total_time={seconds}", f"-timeout={timeout}", "-max_len=2048",
         "-use_counters=0", "-rss_limit_mb=1024", "-print_final_stats=1", f"-seed={seed}",
         f"-dict={target}.dict", found, *corpora],
        found,
    )  # fmt: skip
    count = re.search(r"stat::number_of_executed_units: (\d+)", done.stdout)
    is_done = done.returncode == 0 or is_machine_slow(target, found, done.stdout, timeout)
    if not is_done or not count:
        raise tools.Failure(f"{target.name} in {found}:\n{done.stdout[-4000:]}")
    return int(count.group(1)), int(count.group(1)) / done.spent


def run_each(targets, seconds, seed, timeout, folder=BUILD / "found"):
    """Every target once, on all cores. Answers the executions of each, by its name."""
    waiting = list(targets)
    counts, failures = {}, []

    def work():
        while waiting:
            target = waiting.pop()
            try:
                counts[target.name], _ = run_target(target, seconds, seed, timeout, folder)
            except tools.Failure as failure:
                failures.append(str(failure))

    threads = [threading.Thread(target=work) for _ in range(tools.CORES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise tools.Failure("\n".join(failures))
    return counts


def run_all(targets, arguments):
    totals = collections.Counter()
    seed = arguments.seed
    while totals.total() < EXECUTIONS:
        totals.update(run_each(targets, SLICE, seed, timeout=1))
        seed += 1
        tools.say(f"fuzzing: {totals.total():,} executions")
    return totals


def measure_rate(targets, seed):
    """Executions a second of fuzz_json, with nothing beside it."""
    target = next(target for target in targets if target.name == "fuzz_json")
    return run_target(target, SLICE, seed, timeout=1)[1]


def reach():
    """By fuzz/reach: the least share of inputs that reach the rules, and its last line."""
    done = subprocess.run(
        [tools.ROOT / "fuzz" / "reach", BUILD / "fuzz"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
    )  # fmt: skip
    shares = [int(share) for share in re.findall(r"\((\d+)\.", done.stdout)]
    return (min(shares) if shares else 0), done.returncode == 0, done.stdout


def measure(arguments):
    targets = prepare()
    share, all_fired, said = reach()
    tools.say(said)
    rate = measure_rate(targets, arguments.seed)
    totals = run_all(targets, arguments)
    each = ", ".join(
        f"{name.removeprefix('fuzz_')} {count / 1e6:.2f}" for name, count in sorted(totals.items()))
    return [
        tools.Row(
            f"executions of {len(targets)} targets with ASan and UBSan, leaks looked for,"
            " a second at most each, without a broken law",
            f"{EXECUTIONS:,}", f"{totals.total():,} (in millions: {each})",
            totals.total() >= EXECUTIONS,
        ),
        tools.Row(
            "executions of fuzz_json in a second of one core's time",
            f"{RATE:,}", f"{rate:,.0f}", rate >= RATE,
        ),
        tools.Row(
            "changed inputs that reach the rules, from an empty corpus",
            f"{REACH} %", f"{share} % or more", share >= REACH,
        ),
        tools.Row(
            "rules that a request decides and that fire within a minute", "all",
            "all" if all_fired else "not all", all_fired,
        ),
    ]  # fmt: skip


def smoke(_arguments):
    """The short form, for every run of the tests: 30 seconds of each target, from the corpus
    on and with one seed, so that what it finds is mostly the fault of what was changed. A
    machine that runs tests may be busy, so that only what takes long indeed is too slow."""
    targets = prepare(tools.ROOT / "build" / "fuzz")
    with tempfile.TemporaryDirectory() as folder:
        counts = run_each(targets, SLICE, 1, timeout=25, folder=folder)
    return [
        tools.Row(
            f"{SLICE} seconds of each of {len(targets)} targets without a broken law",
            "all", f"{sum(counts.values()):,} executions", len(counts) == len(targets),
        )
    ]  # fmt: skip
