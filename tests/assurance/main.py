"""scripts/assure: measure what the tests are worth, and say so in one table."""

import argparse
import importlib
import re
import sys
import time

import tools

PARTS = ("canaries", "coverage", "mutants", "fuzzing", "sanitizers", "linear", "static")
# For every run of the tests, and no line of the table.
SHORT = ("smoke",)
DOCUMENT = tools.ROOT / "docs" / "assurance.md"


def read_arguments():
    parser = argparse.ArgumentParser(prog="scripts/assure", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--only", default="", help="canaries or mutants by this pattern")
    parser.add_argument("--seed", type=int, default=1, help="of what is left to chance")
    parser.add_argument("--sample", type=int, default=240, help="mutants that are tried")
    parser.add_argument(
        "--minutes", type=float, default=240, help="after which no more mutants are tried"
    )
    parser.add_argument("--write", action="store_true", help="write the table down")
    arguments = parser.parse_args()
    unknown = set(arguments.parts) - set(PARTS + SHORT)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if arguments.write and (arguments.only or set(arguments.parts) & set(SHORT)):
        parser.error("a measurement of some is not written down")
    arguments.parts = arguments.parts or list(PARTS)
    return arguments


def measure(part, arguments):
    began = time.monotonic()
    try:
        rows = importlib.import_module(part).measure(arguments)
    except tools.Failure as failure:
        tools.say(f"{part}: {failure}")
        rows = [tools.Row(part, "runs", "failed", False)]
    tools.say(f"{part}: {time.monotonic() - began:.0f} s")
    return rows


def format_part(part, rows):
    marks = {True: "yes", False: "**no**"}
    return "".join(
        f"| {part} | {row.what} | {row.goal} | {row.found} | {marks[row.holds]} |\n"
        for row in rows
    )


def write_down(tables):
    """Parts that were not run keep what was said of them."""
    text = DOCUMENT.read_text()
    for part, lines in tables.items():
        text, count = re.subn(rf"(^\| {part} \|.*\n)+", lambda _: lines, text, flags=re.M)
        if count != 1:
            sys.exit(f"{DOCUMENT}: the lines of {part} do not stand together")
    DOCUMENT.write_text(text)


def main():
    arguments = read_arguments()
    tools.SCRATCH.mkdir(parents=True, exist_ok=True)
    results = {part: measure(part, arguments) for part in arguments.parts}
    tables = {part: format_part(part, rows) for part, rows in results.items()}
    print("| part | what | goal | found | holds |\n|---|---|---|---|---|")
    print("".join(tables.values()), end="")
    if arguments.write:
        write_down(tables)
    return 0 if all(row.holds for rows in results.values() for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
