// The schema that `snapguard schema` prints, over every example of the pack: it accepts what
// has no error, and refuses what the rules below find, which is what a schema can say.
"use strict";

const { execFileSync, spawnSync } = require("child_process");
const fs = require("fs");
const os = require("os");
const path = require("path");

const PROGRAM = process.env.SNAPGUARD_PROGRAM;
const ROOT = path.join(__dirname, "..", "..");
const PACK = JSON.parse(
  fs.readFileSync(path.join(ROOT, "rules", "create-auto-snapshot-policy.json"), "utf8"));

// Rules all of whose nested examples a schema must refuse, too.
const SAID = [
  "missing-parameter", "list-instead-of-text", "region-id-format", "policy-name-length",
  "policy-name-start", "policy-name-url", "policy-name-characters", "time-points-count",
  "time-point-value", "weekdays-count", "weekday-value", "retention-days-range",
  "copied-retention-range", "copy-target-count", "tag-key-length", "tag-key-prefix",
  "tag-key-url", "tag-value-length", "tag-value-prefix", "tag-value-url",
];

// What they find and a schema does not say, each with the reason.
const UNSAID = [
  [/"retentionDays":\s*"/, "the size of a number that is written as text"],
  [/"CopiedSnapshotsRetentionDays":\s*"/, "likewise"],
  [/\\\\/, "an escape within a list, which may be anything"],
  [/"(timePoints|repeatWeekdays)":\s*""/, "an empty string is no list, but is said twice"],
  [/": null|":null/, "null is as good as nothing, where nothing is allowed"],
];

let failed = 0;

function check(holds, text) {
  if (!holds) {
    console.error(`FAILED: ${text}`);
    failed++;
  }
}

function merge(target, patch) {
  if (patch === null || typeof patch !== "object" || Array.isArray(patch)) return patch;
  const result = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merge(
      typeof result[key] === "object" && !Array.isArray(result[key]) ? result[key] : {}, value);
  }
  return result;
}

// The request of an example, as text; or null where it is none of JSON.
function requestOf(example) {
  if (typeof example !== "string") return JSON.stringify(merge(PACK.base, example));
  try {
    const value = JSON.parse(example);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? example : null;
  } catch {
    return null;
  }
}

function examples() {
  const found = [];
  for (const rule of PACK.rules)
    for (const kind of ["accept", "reject"])
      for (const example of rule[kind]) {
        const text = requestOf(example);
        if (text !== null) found.push({ rule: rule.id, kind, text });
      }
  return found;
}

// Whether the program itself finds no error in each of them.
function judge(requests) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "snapguard-schema-"));
  const file = path.join(folder, "all.ndjson");
  fs.writeFileSync(file, requests.map(({ text }) => text.replace(/\n/g, " ") + "\n").join(""));
  const { stdout } = spawnSync(PROGRAM, ["check", "--format", "json", file],
    { encoding: "utf8", maxBuffer: 1 << 28 });
  fs.rmSync(folder, { recursive: true });
  const report = JSON.parse(stdout);
  check(report.requests.length === requests.length, "every example is judged");
  for (const { index, verdict } of report.requests) requests[index].verdict = verdict;
}

function load() {
  try {
    return require("ajv/dist/2020");
  } catch {
    console.log("SKIPPED: ajv is not installed");
    process.exit(77);
  }
}

const Ajv = load();
const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictTypes: false, strictRequired: false, allErrors: true });
const validate = ajv.compile(JSON.parse(execFileSync(PROGRAM, ["schema"], { encoding: "utf8" })));
const all = examples();
judge(all);

let refused = 0;
for (const example of all) {
  const accepted = validate(JSON.parse(example.text));
  refused += !accepted;
  if (example.verdict !== "invalid")
    check(accepted, `${example.rule}: a false alarm: ${example.text}: ` +
      JSON.stringify(validate.errors));
  if (example.kind === "reject" && SAID.includes(example.rule) &&
      !UNSAID.some(([pattern]) => pattern.test(example.text)))
    check(!accepted, `${example.rule}: not refused: ${example.text}`);
}
for (const rule of SAID)
  check(all.some((example) => example.rule === rule && example.kind === "reject"),
    `${rule} has an example`);
console.log(`${all.length} examples, ${refused} refused, ${failed} failed`);
process.exit(failed ? 1 : 0);
