"""Hostile shapes, each twice as long as before: how many instructions more that costs.
Instructions are counted, and not time, so that a busy machine says the same."""

import re
import subprocess
import tempfile
from pathlib import Path

import tools

MOST = 2.2  # times as many instructions for twice the bytes: a sort is not quite linear
SIZES = (32_000, 64_000, 128_000)
BUILD = tools.SCRATCH / "linear"

GOOD = (
    "regionId=cn-hangzhou&timePoints=[%221%22]&repeatWeekdays=[%221%22]&retentionDays=3"
)
HEAD = "POST / HTTP/1.1\r\nx-acs-action: CreateAutoSnapshotPolicy\r\n"
JSON = HEAD + "Content-Type: application/json\r\n"


def fill(start, piece, end, size):
    """`#` in a piece is its number."""
    out, i = [start], 0
    room = size - len(start) - len(end)
    while room > 0:
        one = piece.replace("#", f"{i:06}")
        out.append(one)
        room -= len(one)
        i += 1
    return "".join(out) + end


# Name, kind of input, and what it is made of. Limits are raised as far as they go, so that
# they do not hide what is behind them.
SHAPES = (
    ("brackets", "json", '{"a":', "[", ""),
    ("arrays that are empty", "json", '{"a":[0', ",[]", "]}"),
    ("objects that are empty", "json", '{"Tag":[{}', ",{}", "]}"),
    ("different keys", "json", '{"a":{"b":0', ',"k#":0', "}}"),
    ("keys of one hash", "json", '{"a":{"b":0', ',"AAAAAAAA#ZZZZZZZZ":0', "}}"),
    ("one key again and again", "json", '{"a":{"b":0', ',"k":0', "}}"),
    ("unknown names", "json", '{"a":0', ',"k#":0', "}"),
    ("escapes", "json", '{"autoSnapshotPolicyName":"', "\\u0041", '"}'),
    ("escapes of a key", "json", '{"', "\\u0041", '":0}'),
    ("quotes in a list", "json", '{"timePoints":"[', '\\"1\\",', ']"}'),
    ("wrong elements", "json", '{"timePoints":"[99', ",99", ']"}'),
    ("elements that are escaped", "json", '{"timePoints":"[', '\\"\\\\u0031\\",', '\\"2\\"]"}'),
    ("tags", "json", '{"Tag":[{"Key":"a"}', ',{"Key":"k#"}', "]}"),
    ("tags of one key", "json", '{"Tag":[{"Key":"k"}', ',{"Key":"k"}', "]}"),
    ("flat tags", "json", '{"a":0', ',"Tag.#.Key":"k"', "}"),
    ("digits", "json", '{"retentionDays":1', "0", "}"),
    ("digits of a fraction", "json", '{"retentionDays":0.', "0", "}"),
    ("blanks", "json", "{", " ", "}"),
    ("characters of four bytes", "json", '{"autoSnapshotPolicyName":"', "\U00020bb7", '"}'),
    ("lines", "json", '{"a":0', "\n", ',"b":0}'),
    ("requests", "requests", "[{}", ',{"regionId":"x"}', "]"),
    ("different pairs", "query", GOOD, "&k#=1", ""),
    ("equal pairs", "query", GOOD, "&k=1", ""),
    ("flat tags of a query", "query", GOOD, "&Tag.#.Key=1", ""),
    ("escapes of a query", "query", GOOD + "&autoSnapshotPolicyName=", "%41", ""),
    ("broken escapes", "query", GOOD, "&a=%", ""),
    ("ampersands", "query", GOOD, "&", ""),
    ("headers", "http", HEAD, "k#: v\r\n", "\r\n" + GOOD),
    ("chunks of one byte", "http", JSON + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
     "1\r\n \r\n", "1\r\n}\r\n0\r\n\r\n"),
    ("a line of a chunk", "http", HEAD + "Transfer-Encoding: chunked\r\n\r\n1;", "a",
     "\r\na\r\n0\r\n\r\n"),
)  # fmt: skip


def prepare():
    """A program that judges a file without limits, and says nothing."""
    tools.configure(
        tools.ROOT, BUILD, "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_C_COMPILER=gcc",
        "-DSNAPGUARD_CLI=OFF", "-DSNAPGUARD_NGINX=OFF", "-DSNAPGUARD_TESTS=OFF",
    )  # fmt: skip
    tools.build(BUILD, "snapguard_static")
    source = tools.ROOT / "tests" / "assurance" / "judge_file.c"
    tools.run(
        "gcc", "-O2", "-Wall", "-Wextra", "-Werror", f"-I{tools.ROOT / 'include'}", source,
        BUILD / "lib/libsnapguard.a", "-ljansson", "-lpcre2-8", "-o", BUILD / "judge-file",
    )  # fmt: skip


def count_instructions(kind, text, folder):
    file = Path(folder) / "input"
    file.write_bytes(text.encode())
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
         "--toggle-collect=snapguard_check*", "--toggle-collect=snapguard_check_next*",
         BUILD / "judge-file", kind, file],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace",
    )  # fmt: skip
    count = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode or not count:
        raise tools.Failure(f"valgrind: {done.stderr[-2000:]}")
    return int(count.group(1))


def measure(_arguments):
    prepare()
    worst, worst_name, over = 0.0, "", []
    with tempfile.TemporaryDirectory() as folder:
        for name, kind, start, piece, end in SHAPES:
            counts = [
                count_instructions(kind, fill(start, piece, end, size), folder)
                for size in SIZES
            ]
            ratio = max(b / a for a, b in zip(counts, counts[1:]))
            tools.say(f"{name}: {' '.join(f'{count:,}' for count in counts)}, x {ratio:.2f}")
            if ratio > worst:
                worst, worst_name = ratio, name
            if ratio > MOST:
                over.append(name)
    return [
        tools.Row(
            f"{len(SHAPES)} hostile shapes, no limits: times the instructions for twice the"
            " bytes",
            f"{MOST} at most", f"{worst:.2f} at most ({worst_name})", not over,
        )
    ]  # fmt: skip
