"""Lines, branches and MC/DC of lib/ that the tests and the corpus reach, as clang sees
them. What is not reached is listed, with a reason for each, in uncovered.txt: a line of the
list that is reached, or is no more, fails as one does that is not in the list."""

import json
import os
import re
import subprocess
from collections import defaultdict
from pathlib import Path

import tools

GOALS = {"lines": 98.0, "branches": 95.0, "conditions of MC/DC": 90.0}
BUILD = tools.SCRATCH / "coverage"
LIST = tools.ROOT / "tests" / "assurance" / "uncovered.txt"
FLAGS = "-O1 -fprofile-instr-generate -fcoverage-mapping -fcoverage-mcdc"
# Of these the library is no part, or they take it from elsewhere. What measures time is
# run, but not asked.
LEFT_OUT = "^(nginx|sdk|pages|hooks|shells|formats)_|^(abi|install|documents|exports|floods)$"
VERSION = "-19"
# Loops over JSON are macros of jansson's header. clang takes their own two conditions for a
# decision of the line that they stand in, and the second of them, that an element of an
# array is there, can never be false.
LOOPS = re.compile("json_(array|object)_foreach")
# Programs are run by the thousand: those that run at once share some files.
POOL = "%8m.profraw"


def prepare():
    tools.configure(
        tools.ROOT, BUILD, "-DCMAKE_BUILD_TYPE=Debug", f"-DCMAKE_C_COMPILER=clang{VERSION}",
        f"-DCMAKE_C_FLAGS={FLAGS}", "-DSNAPGUARD_NGINX=OFF",
    )  # fmt: skip
    tools.run("cmake", "--build", BUILD, "--target", "clean")
    said = tools.run("cmake", "--build", BUILD, "-j", tools.CORES)
    # A decision that clang cannot follow would silently be none.
    left_out = [
        line for line in said.splitlines()
        if "unsupported MC/DC" in line and "/lib/" in line
    ]  # fmt: skip
    return left_out


def run_tests():
    profiles = BUILD / "profiles"
    profiles.mkdir(exist_ok=True)
    for old in profiles.iterdir():
        old.unlink()
    tools.run(
        "ctest", "--test-dir", BUILD, "-E", LEFT_OUT, "-j", tools.CORES,
        "--output-on-failure", env={"LLVM_PROFILE_FILE": f"{profiles}/{POOL}"},
    )  # fmt: skip
    subprocess.run(
        [BUILD / "tests/library/test_floods"], stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "LLVM_PROFILE_FILE": f"{profiles}/{POOL}"},
    )  # fmt: skip
    merged = BUILD / "merged.profdata"
    tools.run(
        f"llvm-profdata{VERSION}", "merge", "-sparse", *sorted(profiles.iterdir()),
        "-o", merged,
    )  # fmt: skip
    return merged


def is_program(path):
    return path.is_file() and os.access(path, os.X_OK) and path.read_bytes()[:4] == b"\x7fELF"


def export(merged, *options):
    programs = [
        path for folder in ("tests", "fuzz", "cli") for path in (BUILD / folder).rglob("*")
        if is_program(path)
    ]  # fmt: skip
    objects = [word for path in programs[1:] for word in ("-object", path)]
    return tools.run(
        f"llvm-cov{VERSION}", "export", programs[0], *objects,
        f"-instr-profile={merged}", *options, tools.ROOT / "lib",
    )  # fmt: skip


class Coverage:
    """What was reached of each file, all copies of a function together."""

    def __init__(self):
        self.lines = defaultdict(dict)
        self.branches = defaultdict(lambda: defaultdict(lambda: [0, 0]))
        self.conditions = defaultdict(dict)

    def read_lines(self, lcov):
        file, ends = None, {}
        for line in lcov.splitlines():
            if line.startswith("SF:"):
                file = str(Path(line[3:]).relative_to(tools.ROOT))
                ends[file] = len((tools.ROOT / file).read_text().splitlines())
            elif line.startswith("DA:"):
                number, count = map(int, line[3:].split(",")[:2])
                # Lists that macros make something of are no code, and clang counts a line
                # behind the last one of what is included.
                if number <= ends[file] and not file.endswith(".def"):
                    self.lines[file][number] = max(count, self.lines[file].get(number, 0))

    def read_decisions(self, data):
        for entry in data["files"]:
            file = str(Path(entry["filename"]).relative_to(tools.ROOT))
            for branch in entry["branches"]:
                counts = self.branches[file][tuple(branch[:4])]
                counts[0] += branch[4]
                counts[1] += branch[5]
            text = (tools.ROOT / file).read_text().splitlines()
            for record in entry["mcdc_records"]:
                place, reached = tuple(record[:4]), record[-1]
                if LOOPS.match(text[place[0] - 1], place[1] - 1):
                    continue
                before = self.conditions[file].get(place, [False] * len(reached))
                self.conditions[file][place] = [a or b for a, b in zip(before, reached)]

    def totals(self):
        lines = [count > 0 for file in self.lines.values() for count in file.values()]
        branches = [
            count > 0 for file in self.branches.values() for pair in file.values()
            for count in pair
        ]  # fmt: skip
        conditions = [
            one for file in self.conditions.values() for all in file.values() for one in all
        ]  # fmt: skip
        return dict(zip(GOALS, (lines, branches, conditions)))


def uncovered_lines(coverage):
    """File and text of each line that was not reached, but for those of punctuation."""
    missed = defaultdict(set)
    for file, lines in coverage.lines.items():
        text = (tools.ROOT / file).read_text().splitlines()
        for number, count in lines.items():
            line = text[number - 1].strip()
            if count == 0 and re.search(r"\w", line) and line != "else":
                missed[file].add(line)
    return missed


def read_list():
    """The lines that are said not to be reached, by file, and how many of them have no
    reason above them."""
    listed = defaultdict(set)
    without_reason = []
    file, reason = None, False
    for line in LIST.read_text().splitlines():
        if line.startswith("# "):
            reason = True
        elif line.startswith("lib/"):
            file = line
        elif line.startswith("    "):
            listed[file].add(line.strip())
            if not reason:
                without_reason.append(line.strip())
        elif not line:
            reason = False
    return listed, without_reason


def show_gaps(coverage, path):
    """Every branch and condition that was not reached, for who wants to reach more."""
    out = []
    for file in sorted(coverage.lines):
        text = (tools.ROOT / file).read_text().splitlines()
        gaps = defaultdict(list)
        for number, count in coverage.lines[file].items():
            if count == 0:
                gaps[number].append("never run")
        for (line, column, end, end_column), counts in coverage.branches[file].items():
            said = text[line - 1][column - 1 : end_column - 1 if end == line else None]
            for count, word in zip(counts, ("true", "false")):
                if count == 0:
                    gaps[line].append(f"never {word}: {said}")
        for (line, *_), reached in coverage.conditions[file].items():
            if not all(reached):
                gaps[line].append("alone: " + "".join("x" if r else "-" for r in reached))
        for line in sorted(gaps):
            out.append(f"{file}:{line}: {text[line - 1].strip()}   <<< {'; '.join(gaps[line])}")
    path.write_text("\n".join(out) + "\n")


def compare_with_list(coverage):
    missed = uncovered_lines(coverage)
    listed, without_reason = read_list()
    stale = [f"{f}: {t}" for f in listed for t in sorted(listed[f] - missed[f])]
    unlisted = [f"{f}: {t}" for f in sorted(missed) for t in sorted(missed[f] - listed[f])]
    for line in unlisted:
        tools.say(f"not reached, and not listed: {line}")
    for line in stale:
        tools.say(f"listed, but reached or gone: {line}")
    for line in without_reason:
        tools.say(f"listed without a reason: {line}")
    count = sum(map(len, missed.values()))
    wrong = len(stale) + len(unlisted) + len(without_reason)
    return tools.Row(
        "lines that are not reached, each with a reason in uncovered.txt",
        "all", f"{count}, of which {wrong} are not as listed", wrong == 0,
    )  # fmt: skip


def measure(_arguments):
    left_out = prepare()
    for line in left_out:
        tools.say(line)
    merged = run_tests()
    coverage = Coverage()
    coverage.read_lines(export(merged, "-format=lcov"))
    coverage.read_decisions(json.loads(export(merged))["data"][0])
    show_gaps(coverage, BUILD / "gaps.txt")
    rows = []
    for what, reached in coverage.totals().items():
        share = tools.percent(sum(reached), len(reached))
        rows.append(
            tools.Row(
                f"{what} of lib/", f"{GOALS[what]:.0f} %",
                f"{share:.2f} % ({sum(reached):,} of {len(reached):,})", share >= GOALS[what],
            )  # fmt: skip
        )
    rows.append(
        tools.Row("decisions that MC/DC leaves out", "0", str(len(left_out)), not left_out)
    )
    rows.append(compare_with_list(coverage))
    return rows
