"""The schema of the configuration file and the program agree.

    test_schema.py PROGRAM ROOT

The schema is not about rules of places, such as a file that must be there; of what it is
about, it refuses what the program refuses with exit status 2, and nothing else.
"""

import json
import os
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("SKIPPED: there is no python3-jsonschema")
    sys.exit(77)

RULE = "retention-days-range"
PACK = os.path.abspath(os.path.join(sys.argv[2], "rules/examples/operations.json"))
OWN = "operations/allowed-regions"

# (a sentence, the file, whether it is accepted)
CASES = [
    ("nothing", {}, True),
    ("its own schema", {"$schema": "snapguard.schema.json"}, True),
    ("a schema that is no text", {"$schema": 1}, False),
    ("an unknown key", {"failon": "error"}, False),
    ("a word of a choice", {"failOn": "never"}, True),
    ("a word of no choice", {"failOn": "fatal"}, False),
    ("a number for a word", {"failOn": 1}, False),
    ("a format", {"format": "sarif"}, True),
    ("a kind of input", {"input": "form"}, True),
    ("true", {"strict": True}, True),
    ("false", {"quiet": False}, True),
    ("text for true", {"strict": "true"}, False),
    ("null for true", {"strict": None}, False),
    ("the least number", {"maxDepth": 1}, True),
    ("less than that", {"maxDepth": 0}, False),
    ("the most", {"maxDepth": 1024}, True),
    ("more than that", {"maxDepth": 1025}, False),
    ("a number of minutes", {"snapshotMinutes": 0}, True),
    ("a number that is negative", {"snapshotMinutes": -1}, False),
    ("a number that is not whole", {"maxDepth": 1.5}, False),
    ("a number of threads", {"jobs": 256}, True),
    ("too many threads", {"jobs": 257}, False),
    ("a rule", {"select": [RULE]}, True),
    ("no rule", {"select": ["no-rule"]}, False),
    ("a rule without its list", {"select": RULE}, False),
    ("a rule about bytes that is selected", {"select": ["invalid-json"]}, True),
    ("a rule that is ignored", {"ignore": [RULE]}, True),
    ("a rule about bytes that is ignored", {"ignore": ["invalid-json"]}, False),
    ("another one", {"ignore": ["not-an-object"]}, False),
    ("a severity", {"severities": {RULE: "warning"}}, True),
    ("no severity", {"severities": {RULE: "fatal"}}, False),
    ("a severity of no rule", {"severities": {"no-rule": "warning"}}, False),
    ("a severity that is no text", {"severities": {RULE: 1}}, False),
    ("a list of severities", {"severities": [RULE]}, False),
    ("a rule about bytes that is off", {"severities": {"limit-exceeded": "off"}}, False),
    ("the same as an error", {"severities": {"limit-exceeded": "error"}}, True),
    ("a pack", {"packs": [PACK]}, True),
    ("a pack without its list", {"packs": PACK}, False),
    ("a pack without a name", {"packs": [""]}, False),
    ("a rule of a pack", {"packs": [PACK], "select": [OWN]}, True),
    ("a rule of a pack that is ignored", {"packs": [PACK], "ignore": [OWN]}, True),
    ("a severity of one", {"packs": [PACK], "severities": {OWN: "off"}}, True),
    ("no severity of one", {"packs": [PACK], "severities": {OWN: "fatal"}}, False),
    ("a rule of a pack without a name", {"packs": [PACK], "select": ["operations/"]}, False),
    ("globs", {"excludes": ["legacy/", "*.tmp.json"]}, True),
    ("an empty glob", {"excludes": [""]}, False),
    ("a glob without its list", {"excludes": "legacy/"}, False),
    ("an override", {"overrides": [{"files": "a", "ignore": [RULE]}]}, True),
    ("an override of many", {"overrides": [{"files": ["a", "b"], "select": [RULE]}]}, True),
    ("an override of none", {"overrides": [{"files": []}]}, False),
    ("an override of no glob", {"overrides": [{"files": ""}]}, False),
    ("an override without files", {"overrides": [{"ignore": [RULE]}]}, False),
    ("an override with other keys", {"overrides": [{"files": "a", "failOn": "error"}]}, False),
    ("an override of bytes", {"overrides": [{"files": "a", "ignore": ["invalid-utf8"]}]}, False),
    ("an override that is none", {"overrides": ["a"]}, False),
    ("64 overrides", {"overrides": [{"files": "a"}] * 64}, True),
    ("65 overrides", {"overrides": [{"files": "a"}] * 65}, False),
    ("an array", [], False),
]


def environment():
    return {k: v for k, v in os.environ.items() if not k.startswith("SNAPGUARD_")}


def accepts(program, folder, document):
    path = os.path.join(folder, "configuration.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(document, file)
    run = subprocess.run(
        [program, "check", "--config", path, "-"],
        input=b"{}", stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    if run.returncode not in (0, 1, 2):
        raise SystemExit(f"exit status {run.returncode}: {run.stderr.decode()}")
    return run.returncode != 2


def main():
    program, root = sys.argv[1:]
    with open(os.path.join(root, "docs/configuration.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    used = {key for _, document, fine in CASES if fine for key in document}
    failures = 0

    with tempfile.TemporaryDirectory() as folder:
        for sentence, document, fine in CASES:
            found = (validator.is_valid(document), accepts(program, folder, document))
            if found != (fine, fine):
                failures += 1
                print(f"{sentence}: schema {found[0]}, program {found[1]}, wanted {fine}")
        # Every key is one of the program: a word of the wrong type is refused for it.
        for key in schema["properties"]:
            if validator.is_valid({key: {"": 0}}) or accepts(program, folder, {key: {"": 0}}):
                failures += 1
                print(f"{key}: an object with a number is accepted")
    print(f"{len(CASES)} files, {len(used)} keys, {failures} failures")
    return failures > 0


sys.exit(main())
