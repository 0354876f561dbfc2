'use strict';

// The week as it should be, and as it is seen.

const assert = require('node:assert/strict');
const { colours, kindOf } = require('./pixels');

const DAYS = 7;
const HOURS = 24;

/** 7 rows of 24 words: `kinds` is a list of [word, hours, days], and 'none' the rest. */
function week(...kinds) {
    const rows = Array.from({ length: DAYS }, () => Array(HOURS).fill('none'));
    for (const [word, hours, days] of kinds)
        for (const day of days)
            for (const hour of hours)
                rows[day - 1][hour] = word;
    return rows;
}

/** What is seen on the screen: each cell is named after the swatch of the legend that it
 *  looks like. The boxes are in pixels of the picture. */
async function seen(browser, png, cells, swatches) {
    assert.equal(cells.length, DAYS * HOURS);
    const kinds = Object.keys(swatches);
    const shares = await colours(browser, png, [...cells, ...Object.values(swatches)]);
    const samples = Object.fromEntries(kinds.map((kind, i) => [kind, shares[cells.length + i]]));
    return Array.from({ length: DAYS }, (_, day) =>
        Array.from({ length: HOURS }, (__, hour) =>
            kindOf(shares[day * HOURS + hour], samples)));
}

module.exports = { seen, week };
