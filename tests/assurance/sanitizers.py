"""The tests and the corpus under one tool after the other that watches what they do."""

import os
import re
import subprocess

import tools

FOLDER = tools.SCRATCH / "sanitizers"
# Programs that start others, or take minutes under valgrind.
LEFT_OUT = "^(nginx|sdk|pages|hooks|shells|formats|cli|binding)_|^(abi|exports|install|documents)$"
SLOW = re.compile(
    r"test_(allocation|floods|render|jansson|read_json|rules_oracle_agreement|rules_screen"
    r"|random|oracle|corpus_mutate|parts|api|suite|rules_pack|limits|stack)$"
)


def run_tests(build, *options, env=None):
    """How many tests ran, and the names of those that failed."""
    done = subprocess.run(
        ["ctest", "--test-dir", build, "-j", str(tools.CORES), *options],
        env={**os.environ, **(env or {})}, stdout=subprocess.PIPE, text=True,
        errors="replace",
    )  # fmt: skip
    count = re.search(r"tests passed, \d+ tests failed out of (\d+)", done.stdout)
    failed = re.findall(r"^\s+\d+ - (\S+) \((?!Skipped)", done.stdout, re.MULTILINE)
    return int(count.group(1)) if count else 0, failed


def row(tool, what, count, failed):
    return tools.Row(
        f"{tool}: {what}", "0 reports",
        f"{len(failed)} in {count} programs" + "".join(f"; {name}" for name in failed),
        count > 0 and not failed,
    )  # fmt: skip


def address_and_undefined():
    build = FOLDER / "address"
    tools.configure(
        tools.ROOT, build, "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_C_COMPILER=clang",
        "-DCMAKE_C_FLAGS_DEBUG=-O1 -g -fsanitize=local-bounds,float-divide-by-zero",
        "-DSNAPGUARD_SANITIZE=address,undefined", "-DSNAPGUARD_NGINX=OFF",
    )  # fmt: skip
    tools.build(build)
    count, failed = run_tests(
        build, "-E", f"floods|{LEFT_OUT}", env={"ASAN_OPTIONS": "detect_stack_use_after_return=1"}
    )
    return row("ASan and UBSan", "tests and corpus", count, failed)


def threads():
    build = FOLDER / "thread"
    tools.configure(
        tools.ROOT, build, "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_C_COMPILER=gcc",
        "-DCMAKE_C_FLAGS_DEBUG=-O1 -g", "-DSNAPGUARD_SANITIZE=thread",
        "-DSNAPGUARD_FUZZ=OFF", "-DSNAPGUARD_NGINX=OFF",
    )  # fmt: skip
    tools.build(build)
    count, failed = run_tests(build, "-R", "^(threads|formats_jobs)$")
    return row("TSan", "tests of threads", count, failed)


def memory():
    """As OSS-Fuzz would build it, with instrumented libraries."""
    done = subprocess.run(
        [tools.ROOT / "fuzz/oss-fuzz/check_build", "memory"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
    )  # fmt: skip
    if done.returncode:
        tools.say(done.stdout[-4000:])
    targets = re.findall(r"^memory: (\S+): ", done.stdout, re.MULTILINE)
    failed = re.findall(r"^BAD BUILD: (.*)", done.stdout, re.MULTILINE)
    if done.returncode and not failed:
        failed = ["it was not built"]
    return row("MSan", "corpus, with jansson and PCRE2 built for it", len(targets), failed)


def valgrind():
    build = FOLDER / "valgrind"
    build.mkdir(parents=True, exist_ok=True)
    wrap = "-Wl,--wrap=pcre2_jit_compile_8"
    tools.run(
        "gcc", "-fPIC", "-c", tools.ROOT / "tests/assurance/no_machine_code.c",
        "-o", build / "no_machine_code.o",
    )  # fmt: skip
    tools.configure(
        tools.ROOT, build, "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_C_COMPILER=gcc",
        "-DCMAKE_C_FLAGS_DEBUG=-O1 -g", "-DSNAPGUARD_NGINX=OFF", "-DSNAPGUARD_CLI=OFF",
        f"-DCMAKE_EXE_LINKER_FLAGS={wrap}", f"-DCMAKE_SHARED_LINKER_FLAGS={wrap}",
        f"-DCMAKE_C_STANDARD_LIBRARIES={build / 'no_machine_code.o'}",
    )  # fmt: skip
    tools.build(build)
    tests = [p for p in (build / "tests").rglob("test_*") if p.is_file() and not p.suffix]
    commands = [[path] for path in sorted(tests) if not SLOW.search(path.name)]
    for path in sorted((build / "fuzz").glob("fuzz_*")):
        corpora = [
            folder for folder in (
                tools.ROOT / "corpus" / path.name, tools.ROOT / "corpus/regress" / path.name)
            if folder.is_dir()
        ]  # fmt: skip
        commands.append([path, "-timeout=600", *corpora])
    failed = []
    for command in commands:
        # Of a counted block only what stands behind its header is known to anybody, which
        # makes it "possibly" lost.
        done = subprocess.run(
            ["valgrind", "-q", "--error-exitcode=99", "--leak-check=full",
             "--errors-for-leak-kinds=definite,indirect",
             "--suppressions=/dev/null", *command],
            cwd=build, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            errors="replace",
        )  # fmt: skip
        if done.returncode:
            failed.append(command[0].name)
            tools.say(f"{command[0].name}:\n{done.stderr[-3000:]}")
    return row("valgrind", "quick tests and corpus", len(commands), failed)


def measure(arguments):
    parts = (address_and_undefined, threads, memory, valgrind)
    return [part() for part in parts if re.search(arguments.only, part.__name__)]
