'use strict';

// The page's table "Error codes", as it was written out by hand for the tests of the pack.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');

const FILE = path.join(__dirname, '..', 'rules', 'expectations.def');
const ROW = /^ROW\((\w+), (\d+), ("[^"]*"),\s*("[^"]*")\)$/gm;
const COUNT = 23;

/** {status, code, message} by the row's id. */
function readRows() {
    const text = fs.readFileSync(FILE, 'utf8');
    const rows = [...text.matchAll(ROW)].map(([, id, status, code, message]) =>
        [id, { status: Number(status), code: JSON.parse(code), message: JSON.parse(message) }]);
    assert.equal(rows.length, COUNT);
    return new Map(rows);
}

module.exports = { readRows };
