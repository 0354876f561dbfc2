"""Fuzz targets under AddressSanitizer and UndefinedBehaviorSanitizer: how many executions
go by without a broken law, how many a second, and whether inputs get as far as the rules."""

import re
import resource
import subprocess
import threading

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


def spend(command, folder):
    """What a program says, and the seconds of a core that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        errors="replace",
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def is_machine_slow(target, folder, said, timeout):
    """libFuzzer stops by the clock. Where the machine did other things meanwhile, the
    input is none that takes long."""
    unit = re.search(r"Test unit written to (\S+)", said)
    if "ERROR: libFuzzer: timeout" not in said or not unit:
        return False
    done, spent = spend([target, unit.group(1)], folder)
    return done.returncode == 0 and spent < timeout


def run_target(target, seconds, seed, timeout):
    """Executions, and how many of them a second of one core's time. What was found in
    earlier slices goes on being changed."""
    found = BUILD / "found" / target.name
    found.mkdir(parents=True, exist_ok=True)
    corpora = [
        folder for folder in (
            tools.ROOT / "corpus" / target.name, tools.ROOT / "corpus/regress" / target.name)
        if folder.is_dir()
    ]  # fmt: skip
    done, spent = spend(
        [target, f"-max_total_time={seconds}", f"-timeout={timeout}", "-max_len=2048",
         "-use_counters=0", "-rss_limit_mb=1024", "-print_final_stats=1", f"-seed={seed}",
         f"-dict={target}.dict", found, *corpora],
        found,
    )  # fmt: skip
    count = re.search(r"stat::number_of_executed_units: (\d+)", done.stdout)
    is_done = done.returncode == 0 or is_machine_slow(target, found, done.stdout, timeout)
    if not is_done or not count:
        raise tools.Failure(f"{target.name} in {found}:\n{done.stdout[-4000:]}")
    return int(count.group(1)), int(count.group(1)) / spent


def run_all(targets, arguments):
    total = 0
    rate = 0.0
    seed = arguments.seed
    while total < EXECUTIONS:
        for target in targets:
            count, speed = run_target(target, SLICE, seed, timeout=1)
            total += count
            if target.name == "fuzz_json":
                rate = max(rate, speed)
        seed += 1
        tools.say(f"fuzzing: {total:,} executions, fuzz_json at {rate:,.0f} a second")
    return total, rate


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
    total, rate = run_all(targets, arguments)
    return [
        tools.Row(
            f"executions of {len(targets)} targets with ASan and UBSan, leaks looked for,"
            " a second at most each, without a broken law",
            f"{EXECUTIONS:,}", f"{total:,}", total >= EXECUTIONS,
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
    """The short form, for every run of the tests: 30 seconds of each target. It tries the
    same inputs each time, so that what it finds is the fault of what was changed."""
    targets = prepare(tools.ROOT / "build" / "fuzz")
    waiting = list(targets)
    counts, failures = [], []
    lock = threading.Lock()

    def work():
        while True:
            with lock:
                if not waiting:
                    return
                target = waiting.pop()
            try:
                count, _ = run_target(target, SLICE, 1, timeout=25)
            except tools.Failure as failure:
                failures.append(str(failure))
            else:
                counts.append(count)

    threads = [threading.Thread(target=work) for _ in range(tools.CORES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise tools.Failure("\n".join(failures))
    return [
        tools.Row(
            f"{SLICE} seconds of each of {len(targets)} targets without a broken law",
            "all", f"{sum(counts):,} executions", len(counts) == len(targets),
        )
    ]  # fmt: skip
