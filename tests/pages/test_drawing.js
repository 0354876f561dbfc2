'use strict';

// The drawing for documents, as a browser shows it where a page has it as an image.

const assert = require('node:assert/strict');
const test = require('node:test');
const { Browser } = require('./browser');
const { COPIED, CROWDED, EVERY_DAY, HOSTILE, WRONG, policy } = require('./policies');
const { draw, serve } = require('./program');
const { seen, week } = require('./week');

const SLOW = ['--snapshot-minutes', '80'];
const OTHER = policy([1, 2], [1, 2, 3]);

const DRAWINGS = {
    'a valid policy': draw('svg', COPIED, { options: ['--tz', 'America/Argentina/Buenos_Aires'] }),
    'a crowded policy': draw('svg', CROWDED, { options: SLOW }),
    'a wrong policy': draw('svg', WRONG),
    'a hostile policy': draw('svg', HOSTILE),
    'a difference': draw('svg', COPIED, { other: OTHER }),
    'two policies': draw('svg', JSON.stringify([COPIED, WRONG])),
    'no JSON': draw('svg', '{'),
};

const browser = new Browser();
test.before(() => browser.start());
test.after(() => browser.stop());

/** Open a drawing by itself. */
function open(name, look, see) {
    return browser.open(serve('drawing.svg', DRAWINGS[name]), look, see);
}

/** Its rectangles of a week, and one of each kind, as the document has them. */
async function lookAtWeek(page) {
    const boxes = await page.evaluate(() => [...document.querySelectorAll('rect:not(.page)')]
        .map((rect) => {
            const { x, y, width, height } = rect.getBoundingClientRect();
            return { x, y, width, height, kind: rect.getAttribute('class') };
        }));
    const cells = boxes.slice(0, 7 * 24);
    const legend = boxes.slice(7 * 24);
    const none = cells.find(({ kind }) => kind === 'none');
    return {
        cells,
        swatches: Object.fromEntries([...legend, none].map((box) => [box.kind, box])),
    };
}

/** What an image of the drawing looks like, at its own size. */
async function photograph(name, scheme) {
    const data = Buffer.from(DRAWINGS[name]).toString('base64');
    const context = await browser.chromium.newContext({
        viewport: { width: 800, height: 800 }, colorScheme: scheme,
    });
    const page = await context.newPage();
    await page.setContent('<style>body{margin:0}img{display:block}</style>' +
        `<img src="data:image/svg+xml;base64,${data}">`);
    const png = await page.locator('img').screenshot();
    await context.close();
    return png;
}

const WEEKS = [
    ['a valid policy', week(['due', [1, 13], [1, 4]])],
    ['a crowded policy', week(['due', [9, 11], EVERY_DAY], ['skipped', [10, 12], EVERY_DAY])],
    ['a difference', week(['kept', [1], [1]], ['removed', [13], [1, 4]], ['removed', [1], [4]],
        ['added', [2], [1, 2, 3]], ['added', [1], [2, 3]])],
];

test('each hour has the colour of what it is', async (t) => {
    for (const [name, expected] of WEEKS)
        for (const scheme of ['light', 'dark'])
            await t.test(`${name}, ${scheme}`, () => open(name, { scheme }, async (page) => {
                const { cells, swatches } = await lookAtWeek(page);
                const png = await photograph(name, scheme);
                assert.deepEqual(await seen(browser, png, cells, swatches), expected);
            }));
});

test('it is light or dark as the reader is', async () => {
    const light = await photograph('a valid policy', 'light');
    const dark = await photograph('a valid policy', 'dark');
    assert.notDeepEqual(light, dark);
});

test('no text leaves the drawing, and none is laid over another', async (t) => {
    for (const name of Object.keys(DRAWINGS))
        await t.test(name, () => open(name, { width: 820 }, async (page) => {
            const boxes = await page.evaluate(() => [...document.querySelectorAll('text')]
                .map((text) => {
                    const { left, right, top, bottom } = text.getBoundingClientRect();
                    return { left, right, top, bottom, says: text.textContent };
                }));
            const height = await page.evaluate(() => document.documentElement.height.baseVal.value);
            assert.ok(boxes.length > 0);
            for (const box of boxes)
                assert.ok(box.left >= 0 && box.right <= 800 && box.bottom <= height,
                    JSON.stringify(box));
            for (const [i, a] of boxes.entries())
                for (const b of boxes.slice(i + 1))
                    assert.ok(a.right <= b.left + 1 || b.right <= a.left + 1 ||
                        a.bottom <= b.top + 3 || b.bottom <= a.top + 3,
                    JSON.stringify([a, b]));
        }));
});

test('it has a title and a description', () => open('a crowded policy', {}, async (page) => {
    const said = await page.evaluate(() => {
        const group = document.querySelector('g[role=img]');
        return ['title', 'desc'].map((name) => group.querySelector(name).textContent);
    });
    assert.deepEqual(said, ['Snapshots of nightly',
        'cn-hangzhou, every day, every hour from 09:00 to 12:00 (UTC+8), kept 14 days. ' +
        '28 snapshots a week scheduled, 14 of them skipped, so 14 made: one takes 80 minutes.']);
    assert.equal(await page.evaluate(() => document.title), 'The week of 1 snapshot policy');
}));

test('findings are named by severity', () => open('a wrong policy', {}, async (page) => {
    const texts = await page.evaluate(() =>
        [...document.querySelectorAll('text')].map((text) => text.textContent));
    assert.ok(texts.includes('error: "24" is not an hour from 0 to 23'));
    assert.ok(texts.some((text) => text.startsWith('warning: ')));
}));

test('what is hostile is shown as text', () => open('a hostile policy', {}, async (page) => {
    const { elements, title } = await page.evaluate(() => ({
        elements: [...new Set([...document.querySelectorAll('*')].map(({ tagName }) => tagName))],
        title: document.querySelector('text.title').textContent,
    }));
    assert.deepEqual(elements.sort(),
        ['desc', 'g', 'rect', 'style', 'svg', 'text', 'title', 'tspan']);
    assert.match(title, /^<script>window\.pwned = 1<\/script>/);
    assert.equal(await page.evaluate(() => window.pwned), undefined);
}));
