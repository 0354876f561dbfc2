"""What the parts of scripts/assure have in common."""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRATCH = ROOT / "build" / "assure"
CORES = len(os.sched_getaffinity(0))
# What a build of the library, its fuzz targets and its tests reads.
SOURCES = (
    "CMakeLists.txt", "bench", "cli", "cmake", "corpus", "examples", "fuzz", "include",
    "lib", "nginx", "rules", "scripts", "tests",
)  # fmt: skip


@dataclass
class Row:
    """A line of the table: what was measured, what is asked of it, what was found."""

    what: str
    goal: str
    found: str
    holds: bool


class Failure(Exception):
    """A part could not be run."""


def say(text):
    """Progress is no part of the table."""
    print(text, file=sys.stderr, flush=True)


def run(*command, cwd=None, env=None):
    """Run what has to work, and answer what it prints."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )
    if done.returncode:
        said = done.stdout[-4000:] + done.stderr[-4000:]
        raise Failure(f"{' '.join(map(str, command))}:\n{said}")
    return done.stdout


def configure(source, build, *options, env=None):
    """Configure with CMake; the flags of one's own shell are none of a measurement."""
    clean = {"CFLAGS": "", "CXXFLAGS": "", "LIB_FUZZING_ENGINE": "", **(env or {})}
    run("cmake", "-G", "Ninja", "-S", source, "-B", build, *options, env=clean)


def build(folder, *targets):
    run("cmake", "--build", folder, "-j", CORES, "--target", *(targets or ("all",)))


def source_files():
    for name in SOURCES:
        path = ROOT / name
        yield from [path] if path.is_file() else (p for p in path.rglob("*") if p.is_file())


def fingerprint():
    """The same as long as no source is changed. The lists of what is known are none."""
    digest = hashlib.sha256()
    lists = ROOT / "tests" / "assurance"
    for file in sorted(f for f in source_files() if f.parent != lists or f.suffix == ".py"):
        digest.update(f"{file.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def lay_out_copy(copy):
    """A copy of the sources that may be changed. A file that is as it was keeps its time,
    so that it is not compiled again."""
    wanted = set()
    for file in source_files():
        target = copy / file.relative_to(ROOT)
        wanted.add(target)
        content = file.read_bytes()
        if target.is_file() and target.read_bytes() == content:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        shutil.copymode(file, target)
    for file in [p for p in copy.rglob("*") if p.is_file() and p not in wanted]:
        file.unlink()


def percent(part, whole):
    return 100.0 * part / whole if whole else 100.0
