'use strict';

// SARIF and GitLab reports keep to their schemas, and to what the services ask for besides,
// over all that can be wrong with a request. SARIF is read by its multitool, too. Packs keep
// to theirs.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const test = require('node:test');

if (!fs.existsSync(path.join(process.env.SNAPGUARD_PACKAGES, 'installed'))) {
    console.log('SKIPPED: the packages are not there');
    process.exit(77);
}
const Ajv = require('ajv/dist/2020');
const addFormats = require('ajv-formats');

const PROGRAM = process.env.SNAPGUARD_PROGRAM;
const ROOT = path.join(__dirname, '..', '..');
const MULTITOOL = path.dirname(require.resolve('@microsoft/sarif-multitool-linux/package.json'));

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'snapguard-formats-'));
const corpus = path.join(scratch, 'corpus');
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));

function must(command, ...args) {
    const result = spawnSync(command, args, { encoding: 'utf8' });
    assert.equal(result.status, 0, result.stderr);
}

must(path.join(__dirname, 'corpus.sh'), corpus, ROOT);

// The pack's own examples of what is refused: every rule that the request alone decides.
function writeExamples() {
    const pack = JSON.parse(fs.readFileSync(
        path.join(ROOT, 'rules', 'create-auto-snapshot-policy.json'), 'utf8'));
    const folder = path.join(corpus, 'rules');
    fs.mkdirSync(folder);
    for (const { id, reject } of pack.rules) {
        reject.forEach((example, n) => {
            const merged = { ...pack.base, ...example };
            const text = typeof example === 'string' ? example :
                example.$hex ? Buffer.from(example.$hex, 'hex') : JSON.stringify(merged);
            fs.writeFileSync(path.join(folder, `${id} ${n}.json`), text);
        });
    }
}

writeExamples();

/** Runs of the program in the corpus, and how many findings each has at least. */
const RUNS = {
    'all requests': [['.'], 300],
    'without values': [['--no-values', '.'], 300],
    'large requests': [['--max-bytes', '20000000', 'large'], 4],
    'queries': [['--input', 'query', 'plain', 'formats'], 3],
    'raw requests': [['--input', 'http', 'plain'], 1],
    'by several threads': [['-j', '4', '.'], 300],
    'by absolute names': [[corpus], 300],
    'from elsewhere': [['/proc/version', '../corpus/plain'], 1],
    'by a pack, too': [['--pack', path.join(ROOT, 'rules/examples/operations.json'), '.'], 600],
    'nothing wrong': [['formats/clean/request.json'], 0],
    'nothing read': [['lost.json'], 0],
};

function report(format, args) {
    const result = spawnSync(PROGRAM, ['--format', format, ...args],
        { cwd: corpus, encoding: 'utf8', maxBuffer: 1 << 28 });
    assert.notEqual(result.status, 2, result.stderr);
    return result.stdout;
}

function validator(name) {
    const ajv = new Ajv({ allErrors: true, strict: false });
    addFormats(ajv);
    const validate = ajv.compile(JSON.parse(
        fs.readFileSync(name, 'utf8').replace(/^\uFEFF/, '')));
    return (value) => validate(value) ? [] : validate.errors.slice(0, 5);
}

/** Bytes that must not reach a terminal, whatever the names and values. */
function isSafe(text) {
    assert.doesNotMatch(text, /[\x00-\x09\x0B-\x1F\x7F-\x9F\u200B-\u200F\u202A-\u202E\u2066-\u2069]/);
}

const sarifErrors = validator(path.join(MULTITOOL, 'sarif-2.1.0.json'));
const gitlabErrors = validator(path.join(__dirname, 'gitlab.schema.json'));

/** What GitHub asks for beyond the schema, by its page on SARIF. */
function checkForGitHub({ runs: [run] }) {
    const { rules } = run.tool.driver;
    const fired = new Set(run.results.map(({ ruleId }) => ruleId));
    assert.deepEqual(new Set(rules.map(({ id }) => id)), fired, 'only rules that fired');
    assert.equal(run.columnKind, 'unicodeCodePoints');
    for (const rule of rules) {
        assert.ok(rule.shortDescription.text && rule.shortDescription.text.length <= 1024);
        assert.ok(rule.fullDescription.text && rule.fullDescription.text.length <= 1024);
        assert.ok(rule.help.text && rule.help.markdown);
        assert.ok(['error', 'warning', 'recommendation'].includes(
            rule.properties['problem.severity']));
    }
    for (const result of run.results) {
        assert.equal(rules[result.ruleIndex].id, result.ruleId);
        assert.equal(result.locations.length, 1);
        const { artifactLocation, region } = result.locations[0].physicalLocation;
        assert.doesNotMatch(decodeURIComponent(artifactLocation.uri.replace(/%FF%FE/g, '')),
            /(^|\/)\.\.?(\/|$)/);
        if (artifactLocation.uriBaseId)
            assert.doesNotMatch(artifactLocation.uri, /^[a-z]+:|^\//);
        else
            assert.match(artifactLocation.uri, /^file:\/\/\//);
        for (const member of ['startLine', 'startColumn', 'endLine', 'endColumn'])
            assert.ok(region[member] >= 1);
        assert.match(result.partialFingerprints['snapguard/v1'], /^[0-9a-f]{16}$/);
    }
}

test('SARIF keeps to its schema, and to what GitHub asks for', async (t) => {
    for (const [name, [args, least]] of Object.entries(RUNS)) {
        await t.test(name, () => {
            const text = report('sarif', args);
            const log = JSON.parse(text);
            isSafe(text.replaceAll('\n', ''));
            assert.deepEqual(sarifErrors(log), []);
            assert.ok(log.runs[0].results.length >= least, `${log.runs[0].results.length}`);
            checkForGitHub(log);
        });
    }
});

test('each fingerprint is there once', () => {
    const [run] = JSON.parse(report('sarif', ['.'])).runs;
    const seen = run.results.map((result) => result.partialFingerprints['snapguard/v1']);
    assert.equal(new Set(seen).size, seen.length);
});

test('the schema of SARIF refuses what is wrong', () => {
    const wrongs = [
        (log) => { log.runs[0].results[0].locations[0].physicalLocation.region.startColumn = 0; },
        (log) => { log.runs[0].results[0].level = 'notice'; },
        (log) => { log.runs[0].results[0].rule = 'a'; },
        (log) => { delete log.runs[0].tool; },
        (log) => { log.runs[0].columnKind = 'bytes'; },
    ];
    for (const spoil of wrongs) {
        const log = JSON.parse(report('sarif', ['formats/severities']));
        assert.deepEqual(sarifErrors(log), []);
        spoil(log);
        assert.notDeepEqual(sarifErrors(log), []);
    }
});

/** What the multitool prints about files. Its exit status says nothing. */
function multitool(...files) {
    const program = path.join(MULTITOOL, 'Sarif.Multitool');
    fs.chmodSync(program, 0o755);
    const { stdout, stderr, error } = spawnSync(program,
        ['validate', ...files, '--rule-kind', 'Sarif;Ghas'],
        { encoding: 'utf8', env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } });
    assert.ifError(error);
    return stdout + stderr;
}

test('the multitool finds no error', (t) => {
    if (process.arch !== 'x64') {
        t.skip('it is a program for x86-64');
        return;
    }
    const files = Object.values(RUNS).map(([args], n) => {
        const file = path.join(scratch, `${n}.sarif`);
        fs.writeFileSync(file, report('sarif', args));
        return file;
    });
    const text = multitool(...files);
    assert.match(text, new RegExp(`Done\\. ${files.length} files scanned`));
    assert.doesNotMatch(text, /: error /);

    const wrong = path.join(scratch, 'wrong.sarif');
    fs.writeFileSync(wrong, fs.readFileSync(files[0], 'utf8')
        .replace('"startColumn": ', '"startColumn": -'));
    assert.match(multitool(wrong), /: error /, 'what is wrong is found');
});

test('GitLab reports have the fields that it reads', async (t) => {
    // What is elsewhere has no path in the repository.
    const { 'from elsewhere': _, ...runs } = RUNS;
    for (const [name, [args, least]] of Object.entries(runs)) {
        await t.test(name, () => {
            const text = report('gitlab', args);
            const findings = JSON.parse(text);
            isSafe(text.replaceAll('\n', ''));
            assert.deepEqual(gitlabErrors(findings), []);
            assert.ok(findings.length >= least);
        });
    }
});

test('GitLab sees each finding', () => {
    const findings = JSON.parse(report('gitlab', ['.']));
    assert.equal(new Set(findings.map(({ fingerprint }) => fingerprint)).size, findings.length);
});

test('the schema of GitLab refuses what is wrong', () => {
    const [finding] = JSON.parse(report('gitlab', ['formats/severities']));
    assert.deepEqual(gitlabErrors([finding]), []);
    for (const member of Object.keys(finding))
        assert.notDeepEqual(gitlabErrors([{ ...finding, [member]: undefined }].map(
            (value) => JSON.parse(JSON.stringify(value)))), []);
    const location = { ...finding.location, path: './a.json' };
    assert.notDeepEqual(gitlabErrors([{ ...finding, location }]), []);
});

test('what is read back is what every format says', () => {
    const json = JSON.parse(report('json', ['.'])).diagnostics;
    const sarif = JSON.parse(report('sarif', ['.'])).runs[0].results;
    const gitlab = JSON.parse(report('gitlab', ['.']));
    const rules = json.map(({ rule }) => rule);
    assert.deepEqual(sarif.map(({ ruleId }) => ruleId), rules);
    assert.deepEqual(gitlab.map((finding) => finding.check_name), rules);
    assert.deepEqual(gitlab.map(({ fingerprint }) => fingerprint),
        json.map(({ fingerprint }) => fingerprint));
    const github = report('github', ['.']).trimEnd().split('\n');
    assert.deepEqual(github.map((line) => /,title=snapguard \(([^)]*)\)::/.exec(line)[1]), rules);
});

const RULES = path.join(ROOT, 'rules');
const packErrors = validator(path.join(RULES, 'pack.schema.json'));

function readPack(name) {
    return JSON.parse(fs.readFileSync(path.join(RULES, name), 'utf8'));
}

test('the schema of packs takes the packs that are there', () => {
    for (const name of ['create-auto-snapshot-policy.json', 'examples/infraguard.json',
        'examples/operations.json'])
        assert.deepEqual(packErrors(readPack(name)), [], name);
});

/** Where something stands in a pack: each with the object or array, and its key. */
function places(value, found = []) {
    if (value !== null && typeof value === 'object')
        for (const key of Object.keys(value)) {
            found.push([value, key]);
            places(value[key], found);
        }
    return found;
}

function isTaken(pack) {
    const name = path.join(scratch, 'pack.json');
    fs.writeFileSync(name, JSON.stringify(pack));
    return spawnSync(PROGRAM, ['pack', 'check', name]).status === 0;
}

test('what the schema of packs refuses the program refuses, too', () => {
    const pack = readPack('examples/operations.json');
    let refused = 0;
    delete pack.base;
    for (const rule of pack.rules) {
        delete rule.accept;
        delete rule.reject;
    }
    assert.ok(isTaken(pack));
    assert.deepEqual(packErrors(pack), []);
    for (const [around, key] of places(pack))
        for (const wrong of [null, {}, 'x']) {
            const right = around[key];
            around[key] = wrong;
            if (packErrors(pack).length > 0) {
                assert.ok(!isTaken(pack), `${key}: ${JSON.stringify(wrong)}`);
                refused++;
            }
            around[key] = right;
        }
    assert.ok(refused > 300, `${refused} are refused`);
});

test('a member that is none is refused by the schema of packs', () => {
    const pack = readPack('examples/operations.json');
    const objects = [pack, pack.operation, ...pack.rules,
        pack.rules.find(({ id }) => id.endsWith('/retention')).at[1], pack.rules[0].must];
    for (const object of objects) {
        object.mesage = 'a slip';
        assert.notDeepEqual(packErrors(pack), []);
        delete object.mesage;
    }
    assert.deepEqual(packErrors(pack), []);
});
