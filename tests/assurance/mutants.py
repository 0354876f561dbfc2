"""Faults that are planted one at a time, at random, to see which the tests notice. Each
that they don't is to be listed in survivors.txt, with the reason why it is none or why no
test sees it."""

import hashlib
import queue
import random
import re
import resource
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import mutation
import tools

GOAL = 90.0  # percent
FOLDER = tools.SCRATCH / "mutants"
LIST = tools.ROOT / "tests" / "assurance" / "survivors.txt"
# Programs that take longer are left out: a mutant is to cost seconds.
LONGEST = 30.0  # seconds of a core
# What measures time is no witness.
TIMED = {"test_fact_keys", "test_floods"}
MODELS = 4000  # that the oracle is compared with
MEMORY = 4 << 30  # bytes that a program may take: a mutant may ask for all there are
STEP = 10  # mutants between two lines that say how far it is
LIBRARIES = ("-lcmocka", "-ljansson", "-lpcre2-8", "-lyaml", "-lpthread")


@dataclass
class Program:
    name: str
    arguments: tuple
    seconds: float = 0.0


class Bench:
    """A copy of the sources, and the programs that try it. All of the library is one
    shared object, which is the only thing to be linked anew for a mutant."""

    def __init__(self, number):
        self.tree = FOLDER / f"tree-{number}"
        self.build = FOLDER / f"build-{number}"
        self.programs = []
        self.witnesses = {}  # which program noticed the last mutant of a file

    def prepare(self):
        lists = self.tree / "lib" / "CMakeLists.txt"
        lists.write_text(
            lists.read_text().replace("C_VISIBILITY_PRESET hidden", "C_VISIBILITY_PRESET default")
        )
        rules = self.tree / "tests" / "rules" / "CMakeLists.txt"
        rules.write_text(re.sub(r"set\(models \d+\)", f"set(models {MODELS})", rules.read_text()))
        tools.configure(
            self.tree, self.build, "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_C_COMPILER=gcc",
            "-DCMAKE_C_FLAGS_DEBUG=-O1", "-DSNAPGUARD_CLI=OFF", "-DSNAPGUARD_NGINX=OFF",
            "-DSNAPGUARD_EXTRA_CASES=/nonexistent",
        )  # fmt: skip
        # A test that loads the library by its name is none of these programs.
        tools.build(self.build)
        self.link_library()
        self.link_programs()

    def objects_of(self, target):
        said = tools.run("ninja", "-C", self.build, "-t", "query", target)
        return re.findall(r"^\s+(\S+\.o)$", said, re.MULTILINE)

    def link_library(self):
        objects = sorted((self.build / "lib/CMakeFiles/snapguard_core.dir").rglob("*.o"))
        tools.run(
            "gcc", "-shared", "-o", self.build / "libmutant.so", *objects, *LIBRARIES,
            "-Wl,-z,now",
        )  # fmt: skip

    def link_programs(self):
        tests = [p for p in (self.build / "tests").rglob("test_*") if p.is_file()]
        targets = [p for p in (self.build / "fuzz").glob("fuzz_*") if p.is_file()]
        for path in sorted(tests + targets):
            if path.suffix or path.name in TIMED:
                continue
            own = [
                object for object in self.objects_of(path.relative_to(self.build))
                if "snapguard_core" not in object
            ]  # fmt: skip
            if not own:
                continue
            tools.run(
                "gcc", "-o", f"{path}.mutant", *[self.build / o for o in own],
                f"-L{self.build}", "-lmutant", *LIBRARIES, f"-Wl,-rpath,{self.build}",
            )  # fmt: skip
            corpora = [
                self.tree / folder / path.name for folder in ("corpus", "corpus/regress")
            ]  # fmt: skip
            arguments = tuple(c for c in corpora if c.is_dir()) if path in targets else ()
            self.programs.append(Program(f"{path}.mutant", arguments))

    def run(self, program, patience):
        """Whether the program is content, within so many seconds of a core: a machine that
        is busy otherwise kills no mutant."""
        def limit():
            resource.setrlimit(resource.RLIMIT_CPU, (patience, patience))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

        try:
            done = subprocess.run(
                [program.name, *program.arguments], cwd=self.build, timeout=600,
                preexec_fn=limit, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0

    def measure_programs(self):
        """Without a mutant all are content; the fastest are asked first."""
        for program in self.programs:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            if not self.run(program, 300):
                raise tools.Failure(f"{program.name} fails where nothing is planted")
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            program.seconds = after.ru_utime + after.ru_stime
            program.seconds -= before.ru_utime + before.ru_stime
        self.programs = [p for p in self.programs if p.seconds <= LONGEST]
        self.programs.sort(key=lambda program: program.seconds)

    def compile(self, path):
        """False if the mutant is no C."""
        done = subprocess.run(
            ["ninja", "-C", self.build, "-j", "1",
             f"lib/CMakeFiles/snapguard_core.dir/{Path(path).relative_to('lib')}.o"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return done.returncode == 0

    def ask(self, path):
        """The name of the first program that is not content, or None. Whoever noticed the
        last fault of this file is asked first."""
        last = self.witnesses.get(path)
        for program in sorted(self.programs, key=lambda p: (p is not last, p.seconds)):
            if not self.run(program, int(10 * program.seconds) + 5):
                self.witnesses[path] = program
                return Path(program.name).stem
        return None

    def try_mutant(self, mutant):
        """What notices it: the name of a program, "compiler", or None."""
        file = self.tree / mutant.path
        text = file.read_text()
        file.write_text(mutant.apply(text))
        try:
            if not self.compile(mutant.path):
                return "compiler"
            self.link_library()
            return self.ask(mutant.path)
        finally:
            file.write_text(text)
            self.compile(mutant.path)


def read_mutants(pattern=""):
    mutants = []
    for path in sorted((tools.ROOT / "lib").rglob("*.c")):
        name = str(path.relative_to(tools.ROOT))
        mutants += [
            m for m in mutation.mutations_of(name, path.read_text())
            if re.search(pattern, str(m))
        ]  # fmt: skip
    return mutants


class Survivors:
    """What was looked at: mutants that are no fault and, where the reason begins with
    `Missed:`, faults that no test is expected to see, which count as such. A line that ends
    in `| *` stands for all that can be done to a line, and one that ends in `: *` to a
    function; where a test notices one of these, it counts as any other."""

    def __init__(self):
        self.exact = set()
        self.patterns = []
        self.missed = set()
        reason = None
        for line in LIST.read_text().splitlines():
            if line.startswith("# "):
                reason = line
            elif not line.strip():
                reason = None
            elif not reason:
                raise tools.Failure(f"{LIST.name}: no reason for {line}")
            elif line.endswith(("| *", ": *")):
                self.patterns.append(line)
            else:
                self.exact.add(line)
                self.missed.update([line] if reason.startswith("# Missed: ") else [])

    def holds(self, mutant):
        line = str(mutant)
        return line in self.exact or any(line.startswith(p[:-1]) for p in self.patterns)

    def excuses(self, mutant):
        """Whether it is no fault."""
        return self.holds(mutant) and str(mutant) not in self.missed

    def find_gone(self):
        """The entries that no line of the library can be changed by any more."""
        known = [str(mutant) for mutant in read_mutants()]
        gone = self.exact.difference(known)
        gone.update(
            p for p in self.patterns if not any(line.startswith(p[:-1]) for line in known)
        )
        return sorted(gone)


class Results:
    """What became of each mutant. It is written down at once, and read again by a run of
    the same sources that goes on where another one was stopped."""

    def __init__(self, chosen):
        self.path = FOLDER / f"results-{tools.fingerprint()}.txt"
        self.found = {}
        self.began = time.monotonic()
        self.lock = threading.Lock()
        self.chosen = chosen
        by_name = {str(mutant): mutant for mutant in chosen}
        known = self.path.read_text().splitlines() if self.path.is_file() else []
        for line in known:
            noticed, _, name = line.partition(" ")
            if name in by_name:
                self.found[by_name[name]] = None if noticed == "nothing" else noticed
        if self.found:
            tools.say(f"{len(self.found)} were tried before")

    def left(self):
        return [mutant for mutant in self.chosen if mutant not in self.found]

    def add(self, mutant, noticed, is_harmless):
        with self.lock, self.path.open("a") as file:
            file.write(f"{noticed or 'nothing'} {mutant}\n")
            self.found[mutant] = noticed
            if noticed is None and not is_harmless:
                tools.say(f"survived: {mutant}")
            if len(self.found) % STEP == 0:
                seconds = time.monotonic() - self.began
                tools.say(f"{len(self.found)} of {len(self.chosen)} tried, {seconds:.0f} s")


def work(bench, mutants, results, survivors, end):
    while time.monotonic() < end:
        try:
            mutant = mutants.get_nowait()
        except queue.Empty:
            return
        results.add(mutant, bench.try_mutant(mutant), survivors.holds(mutant))


def make_benches():
    benches = [Bench(number) for number in range(tools.CORES)]
    # All of them before anything takes time, in which the sources may change.
    for bench in benches:
        tools.lay_out_copy(bench.tree)
    for bench in benches:
        bench.prepare()
        if bench is benches[0]:
            bench.measure_programs()
        else:
            by_name = {p.name.replace("build-0", ""): p.seconds for p in benches[0].programs}
            name = bench.build.name
            bench.programs = [
                Program(p.name, p.arguments, by_name[p.name.replace(name, "")])
                for p in bench.programs if p.name.replace(name, "") in by_name
            ]  # fmt: skip
            bench.programs.sort(key=lambda program: program.seconds)
    tools.say(f"{len(benches[0].programs)} programs try each mutant")
    return benches


def try_all(results, survivors, minutes):
    """Those that are left, in the order of chance, until the time is over."""
    benches = make_benches()
    mutants = queue.Queue()
    for mutant in results.left():
        mutants.put(mutant)
    end = time.monotonic() + 60 * minutes
    threads = [
        threading.Thread(target=work, args=(bench, mutants, results, survivors, end))
        for bench in benches
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if results.left() and time.monotonic() < end:
        raise tools.Failure("a mutant could not be tried")


def measure(arguments):
    survivors = Survivors()
    gone = survivors.find_gone()
    for line in gone:
        tools.say(f"listed, but there is no such mutant: {line}")
    mutants = read_mutants(arguments.only)
    chosen = random.Random(arguments.seed).sample(mutants, min(arguments.sample, len(mutants)))
    FOLDER.mkdir(parents=True, exist_ok=True)
    results = Results(chosen)
    if results.left():
        try_all(results, survivors, arguments.minutes)
    tried = {m: noticed for m, noticed in results.found.items() if noticed != "compiler"}
    unnoticed = [m for m, noticed in tried.items() if noticed is None]
    survived = [m for m in unnoticed if not survivors.excuses(m)]
    unlisted = [m for m in survived if not survivors.holds(m)]
    for mutant, noticed in tried.items():
        if noticed and str(mutant) in survivors.exact:
            tools.say(f"listed, but {noticed} notices: {mutant}")
    for mutant in sorted(map(str, unlisted)):
        tools.say(f"not listed: {mutant}")
    count = len(tried) - len(unnoticed) + len(survived)
    score = tools.percent(count - len(survived), count)
    return [
        tools.Row(
            f"mutants that a test notices, of {len(mutants):,} that there are",
            f"{GOAL:.0f} %",
            f"{score:.1f} % ({count - len(survived)} of {count};"
            f" {len(unnoticed) - len(survived)} more are no fault; seed {arguments.seed})",
            score >= GOAL and not results.left(),
        ),
        tools.Row(
            "those that none notices, with a reason in survivors.txt",
            "all", f"{len(unlisted)} are not", not unlisted and not gone,
        ),
    ]  # fmt: skip
