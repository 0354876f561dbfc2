"""What can be said of the lists without measuring anything: each canary can be planted,
each line that is said not to be reached is there, and each fault that is said to be none
can be made."""

import re
import shutil
import subprocess
import sys

import canaries
import coverage
import mutants
import tools

SKIPPED = 77


def check_canaries(problems):
    names = {path.stem for path in (tools.ROOT / "fuzz").glob("fuzz_*.c")}
    known = canaries.read_canaries()
    for canary in known:
        done = subprocess.run(
            ["patch", "-p1", "-s", "-F", "0", "--dry-run", "-i", canary.patch],
            cwd=tools.ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        if done.returncode:
            problems.append(f"{canary.patch.name} cannot be planted: {done.stdout.strip()}")
        if canary.target not in names:
            problems.append(f"{canary.patch.name}: there is no target {canary.target}")
    if len(known) < canaries.LEAST:
        problems.append(f"fewer than {canaries.LEAST} canaries")


def check_uncovered(problems):
    listed, without_reason = coverage.read_list()
    problems += [f"{coverage.LIST.name}: no reason for {line}" for line in without_reason]
    for file, lines in listed.items():
        path = tools.ROOT / file
        there = path.read_text().splitlines() if path.is_file() else []
        there = {line.strip() for line in there}
        problems += [
            f"{coverage.LIST.name}: {file} has no line {line}" for line in sorted(lines - there)
        ]


def check_survivors(problems):
    problems += [
        f"{mutants.LIST.name}: no such fault: {line}"
        for line in mutants.Survivors().find_gone()
    ]


def check_parts(problems):
    """The document has a line for each part that can be measured."""
    import main

    text = main.DOCUMENT.read_text()
    problems += [
        f"{main.DOCUMENT.name}: no line of {part}"
        for part in main.PARTS
        if not re.search(rf"^\| {part} \|", text, re.MULTILINE)
    ]


def check_all():
    problems = []
    if not shutil.which("patch"):
        print("SKIPPED: needs patch")
        return SKIPPED
    for check in (check_canaries, check_uncovered, check_survivors, check_parts):
        check(problems)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(check_all())
