'use strict';

// Pictures as the program draws them, in files that a browser opens.

const assert = require('node:assert/strict');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { spawnSync } = require('node:child_process');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

const PROGRAM = process.env.SNAPGUARD_PROGRAM;
const folder = mkdtempSync(join(tmpdir(), 'snapguard-pages-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

let count = 0;

function write(name, text) {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
}

function text(policy) {
    return typeof policy === 'string' ? policy : JSON.stringify(policy, null, 2);
}

/** The picture of a policy, or of the difference to `other`, as the text of a file. */
function draw(picture, policy, { options = [], other } = {}) {
    const against = other === undefined ? [] : ['--diff', write('other.json', text(other))];
    const { status, stdout, stderr } = spawnSync(
        PROGRAM,
        ['show', '--as', picture, '--from', '2024-04-11T09:30', '--stdin-filename', 'policy.json',
            ...options, ...against, '-'],
        { input: text(policy), maxBuffer: 1 << 28 });
    assert.equal(String(stderr), '');
    assert.equal(status, 0);
    return String(stdout);
}

/** The address of a file with this text. */
function serve(name, content) {
    count += 1;
    return pathToFileURL(write(`${count}-${name}`, content)).href;
}

module.exports = { draw, serve };
