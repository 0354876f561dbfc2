'use strict';

// The program's verdict on the bytes of one HTTP request.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');

const PROGRAM = process.env.SNAPGUARD_PROGRAM;

function describe({ rule, parameter }) {
    return parameter ? `${rule} ${parameter}` : rule;
}

function judge(bytes) {
    const { status, stdout, stderr } = spawnSync(
        PROGRAM, ['check', '--input', 'http', '--format', 'json', '-'], { input: bytes });
    assert.ok(status === 0 || status === 1, String(stderr));
    const { requests, diagnostics } = JSON.parse(stdout);
    assert.equal(requests.length, 1);
    return { verdict: requests[0].verdict, findings: diagnostics.map(describe) };
}

module.exports = { judge };
