"""What compilers and others find wrong in lib/ without running it."""

import json
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

import tools

BUILD = tools.SCRATCH / "static"


def commands():
    tools.configure(
        tools.ROOT, BUILD, "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_C_COMPILER=gcc",
        "-DSNAPGUARD_CLI=OFF", "-DSNAPGUARD_NGINX=OFF", "-DSNAPGUARD_TESTS=OFF",
        "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON",
    )  # fmt: skip
    tools.build(BUILD, "snapguard_static")
    entries = json.loads((BUILD / "compile_commands.json").read_text())
    prefix = str(tools.ROOT / "lib") + "/"
    return [entry for entry in entries if entry["file"].startswith(prefix)]


def run(command):
    done = subprocess.run(
        [str(word) for word in command], cwd=BUILD, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, errors="replace",
    )  # fmt: skip
    return done.returncode, done.stdout


def row(tool, files, findings, failed=False):
    for finding in findings:
        tools.say(f"{tool}: {finding}")
    return tools.Row(
        f"{tool}, {files} files of lib/", "0 findings", f"{len(findings)}",
        not findings and not failed,
    )  # fmt: skip


# gcc 12 does not see that memset() clears as much as it is told to; MemorySanitizer and
# valgrind look for the same.
BLIND = "-Wno-analyzer-use-of-uninitialized-value"


def run_each(commands, pattern):
    """Every command, as many at once as there are cores: what matches in what they say, and
    whether one of them failed."""
    with ThreadPoolExecutor(tools.CORES) as pool:
        done = list(pool.map(run, commands))
    findings = [
        finding for _, said in done for finding in re.findall(pattern, said, re.MULTILINE)]
    return findings, any(status for status, _ in done)


def analyze(entries):
    commands = [
        entry["command"].split() + ["-fanalyzer", BLIND, "-o", "/dev/null"] for entry in entries]
    findings, failed = run_each(commands, r"^.*warning: .*\[-W.*$")
    return row("gcc -fanalyzer", len(entries), findings, failed)


def tidy(entries):
    commands = [["clang-tidy", "--quiet", "-p", BUILD, entry["file"]] for entry in entries]
    findings, failed = run_each(commands, r"^/.*(?:warning|error): .*$")
    return row("clang-tidy", len(entries), sorted(set(findings)), failed)


def check(entries):
    status, said = run(
        ["cppcheck", "-q", "--std=c11", "--enable=warning,portability", "--inline-suppr",
         "--error-exitcode=9", f"-I{tools.ROOT / 'include'}", f"-I{tools.ROOT / 'lib'}",
         *[entry["file"] for entry in entries]]
    )  # fmt: skip
    findings = re.findall(r"^.*: (?:error|warning|portability): .*$", said, re.MULTILINE)
    return row("cppcheck", len(entries), findings, status != 0)


def measure(arguments):
    entries = commands()
    parts = (analyze, tidy, check)
    return [part(entries) for part in parts if re.search(arguments.only, part.__name__)]
