"""The small faults that can be planted in a C source: each is one edit of its text."""

import bisect
import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"""
    (?P<skip>\s+|/\*.*?\*/|//[^\n]*|^[ \t]*\#(?:\\\n|[^\n])*)
    |(?P<string>"(?:\\.|[^"\\])*")
    |(?P<char>'(?:\\.|[^'\\])+')
    |(?P<number>\.?\d(?:[eEpP][+-]|[\w.])*)
    |(?P<word>[A-Za-z_]\w*)
    |(?P<sign><<=|>>=|\.\.\.|->|\+\+|--|&&|\|\||[-+*/%&|^<>=!]=|<<|>>|.)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
KEYWORDS = set("case else goto return sizeof if while for switch do".split())
# A star behind one of these makes a pointer.
TYPE = re.compile(r"(sg|snapguard|json|pcre2)_\w+|\w+_t|const|void|char|int|bool|unsigned|long")

SIGNS = {
    "<": ["<="], "<=": ["<"], ">": [">="], ">=": [">"], "==": ["!="], "!=": ["=="],
    "&&": ["||"], "||": ["&&"], "<<": [">>"], ">>": ["<<"],
    "+=": ["-="], "-=": ["+="], "|=": ["="], "&=": ["="], "^=": ["="], "*=": ["="],
    "<<=": [">>="], ">>=": ["<<="], "++": ["--"], "--": ["++"], "/": ["*"], "%": ["/"],
    "^": ["&"], "~": [""], "!": [""],
}  # fmt: skip
# These are unary as well, and then something else.
BINARY = {"+": ["-"], "-": ["+"], "*": ["/"], "&": ["|"], "|": ["&"]}
WORDS = {"true": ["false"], "false": ["true"]}
ESCAPES = {r"'\n'": r"'\r'", r"'\0'": r"'\1'", r"'\\'": "'/'"}


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    start: int

    @property
    def end(self):
        return self.start + len(self.text)


@dataclass(frozen=True)
class Mutation:
    """Replace a range of the text; `nth` tells two of a function apart that look alike."""

    path: str
    start: int
    end: int
    new: str
    label: str
    place: str  # the function or table
    line: str
    nth: int

    def apply(self, text):
        return text[: self.start] + self.new + text[self.end :]

    def __str__(self):
        """What stays the same when the rest of the file is changed."""
        label = self.label + (f" ({self.nth})" if self.nth > 1 else "")
        return f"{self.path} {self.place}: {self.line} | {label}"


def read_tokens(text):
    return [
        Token(match.lastgroup, match.group(), match.start())
        for match in TOKEN.finditer(text)
        if match.lastgroup != "skip"
    ]


def is_operand(token):
    """Whether a value ends here, so that the sign behind it is binary."""
    if token.kind == "word":
        return token.text not in KEYWORDS and not TYPE.fullmatch(token.text)
    return token.kind in ("number", "char") or token.text in (")", "]")


def change_number(text):
    digits = re.match(r"0[xX][0-9a-fA-F]+|\d+", text).group()
    suffix = text[len(digits) :]
    if suffix.strip("uUlL"):
        return []
    value = int(digits, 0) if digits[:2] in ("0x", "0X") else int(digits)
    changed = [value + 1] + ([value - 1] if value else [])
    form = "0x{:X}" if digits[:2] in ("0x", "0X") else "{}"
    return [form.format(one) + suffix for one in changed]


def change_char(text):
    if len(text) == 3 and text[1] not in "~&[":
        return ["'" + chr(ord(text[1]) + 1) + "'"]
    return [ESCAPES[text]] if text in ESCAPES else []


def change_token(tokens, i):
    token = tokens[i]
    if token.kind == "number":
        return change_number(token.text)
    if token.kind == "char":
        return change_char(token.text)
    if token.kind == "word":
        return WORDS.get(token.text, [])
    if token.text in BINARY and i and is_operand(tokens[i - 1]):
        return BINARY[token.text]
    return SIGNS.get(token.text, [])


def closing(tokens, i):
    """The index of what closes the parenthesis at `i`."""
    depth = 0
    while True:
        depth += {"(": 1, ")": -1}.get(tokens[i].text, 0)
        if depth == 0:
            return i
        i += 1


def change_conditions(tokens, i):
    """`if (…)` is taken always, and never; `while (…)` never."""
    word = tokens[i].text
    start, stop = tokens[i + 1].end, tokens[closing(tokens, i + 1)].start
    yield start, stop, "0 && ({})", f"{word}: never"
    if word == "if":
        yield start, stop, "1 || ({})", "if: always"


def statement_end(tokens, i):
    """The index of the semicolon of the simple statement at `i`, or None."""
    while tokens[i].text not in "{};":
        i = closing(tokens, i) + 1 if tokens[i].text == "(" else i + 1
    return i if tokens[i].text == ";" else None


def begins_statement(tokens, i):
    """Whether an expression, and no declaration, begins here."""
    before, here, after = tokens[i - 1].text, tokens[i], tokens[i + 1]
    if before not in (";", "{", "}", ")", "else", ":"):
        return False
    if here.text in ("break", "continue", "goto"):
        return True
    if here.kind != "word" or here.text in KEYWORDS:
        return here.text in ("++", "--", "*") and before != ")"
    return after.text in ("(", "=", "[", ".", "->", "++", "--") or (
        len(after.text) > 1 and after.text.endswith("=") and after.text not in SIGNS_OF_TRUTH
    )


SIGNS_OF_TRUTH = ("==", "!=", "<=", ">=")


def change_returns(tokens, i):
    end = statement_end(tokens, i + 1)
    if end is None or end == i + 1:
        return
    value = [token.text for token in tokens[i + 1 : end]]
    if value not in (["0"], ["false"], ["true"], ["NULL"], ["SNAPGUARD_OK"]):
        yield tokens[i + 1].start, tokens[end].start, "0", "return 0"


def edits_of(tokens):
    """Every edit: start, end, what stands there then (`{}` is what did), and its name."""
    braces = parentheses = 0
    for i, token in enumerate(tokens):
        braces += {"{": 1, "}": -1}.get(token.text, 0)
        parentheses += {"(": 1, ")": -1}.get(token.text, 0)
        for new in change_token(tokens, i):
            yield token.start, token.end, new, f"{token.text} => {new or 'nothing'}"
        if braces == 0:
            continue
        if token.text in ("if", "while"):
            yield from change_conditions(tokens, i)
        elif token.text == "return":
            yield from change_returns(tokens, i)
        elif parentheses == 0 and begins_statement(tokens, i):
            end = statement_end(tokens, i)
            if end is not None:
                yield token.start, tokens[end].start, "", "statement removed"


def opening(tokens, i):
    """The index of what opens the parenthesis or bracket that is closed at `i`."""
    depth = 0
    while True:
        depth += {")": 1, "]": 1, "(": -1, "[": -1}.get(tokens[i].text, 0)
        if depth == 0:
            return i
        i -= 1


def name_before(tokens, i):
    """What the brace at `i` opens, outside of all others: a function, a table, or "-"."""
    i -= 1
    if i > 0 and tokens[i].text == "=":
        i -= 1
    while i > 0 and tokens[i].text in (")", "]"):
        i = opening(tokens, i) - 1
    return tokens[i].text if i > 0 and tokens[i].kind == "word" else "-"


def places_of(tokens):
    """Where each function or table begins, and its name."""
    braces = 0
    for i, token in enumerate(tokens):
        if token.text == "{" and braces == 0:
            yield token.start, name_before(tokens, i)
        braces += {"{": 1, "}": -1}.get(token.text, 0)
        if token.text == "}" and braces == 0:
            yield token.end, "-"


def mutations_of(path, text):
    """Every mutation of the source, in the order of its text."""
    tokens = read_tokens(text)
    places = [(0, "-"), *places_of(tokens)]
    seen = {}
    for start, end, new, label in edits_of(tokens):
        begin = text.rfind("\n", 0, start) + 1
        line = text[begin : text.find("\n", start)].strip()
        new = new.replace("{}", text[start:end])
        place = places[bisect.bisect(places, start, key=lambda one: one[0]) - 1][1]
        seen[place, line, label] = seen.get((place, line, label), 0) + 1
        yield Mutation(path, start, end, new, label, place, line, seen[place, line, label])
