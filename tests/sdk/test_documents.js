'use strict';

// What docs/sdk.md shows is run, as it stands there but for the port.

const assert = require('node:assert/strict');
const { execFile } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { promisify } = require('node:util');
require('./sdks');
const { Nginx } = require('./nginx');
const { dependencies } = require('./package.json');

const TEXT = fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'sdk.md'), 'utf8');
const PLACE = '127.0.0.1:8080';
const POLICY = /sp-[a-z0-9]{20}/g;

function blocks(language) {
    return [...TEXT.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))]
        .map(([, block]) => block);
}

function withoutId(text) {
    return text.replace(POLICY, 'sp-');
}

test('the programs print what is said', async (t) => {
    const [configuration] = blocks('nginx');
    const programs = blocks('js');
    const outputs = blocks('text');
    assert.equal(programs.length, 2);
    assert.equal(outputs.length, 2);

    const nginx = await new Nginx(configuration.replace(PLACE, '127.0.0.1:{emulator}')).start();
    t.after(() => nginx.stop());
    for (const [n, program] of programs.entries()) {
        assert.ok(program.includes(PLACE));
        const { stdout } = await promisify(execFile)(process.execPath,
            ['-e', program.replace(PLACE, nginx.endpoint('emulator'))]);
        assert.match(stdout, POLICY);
        assert.equal(withoutId(stdout), withoutId(outputs[n]));
    }
});

test('the versions are those that are installed', () => {
    for (const [name, version] of Object.entries(dependencies)) {
        assert.ok(TEXT.includes(`| ${name} | ${version} |`), name);
        assert.equal(require(`${name}/package.json`).version, version);
    }
});
