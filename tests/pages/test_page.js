'use strict';

// The page about a policy, as a person sees it in a browser.

const assert = require('node:assert/strict');
const test = require('node:test');
const { Browser, PHONE, WIDE } = require('./browser');
const { contrast, weakTexts } = require('./contrast');
const { COPIED, CROWDED, EVERY_DAY, HOSTILE, WRONG, policy } = require('./policies');
const { draw, serve } = require('./program');
const { seen, week } = require('./week');

const BERLIN = ['--tz', 'Europe/Berlin'];
const SLOW = ['--snapshot-minutes', '80'];
const OTHER = policy([1, 2], [1, 2, 3], { retentionDays: 7 });

const PAGES = {
    'a valid policy': draw('html', COPIED, { options: BERLIN }),
    'a crowded policy': draw('html', CROWDED, { options: SLOW }),
    'a wrong policy': draw('html', WRONG, { options: SLOW }),
    'a hostile policy': draw('html', HOSTILE),
    'a difference': draw('html', COPIED, { other: OTHER }),
    'a difference to what is hostile': draw('html', COPIED, { other: HOSTILE }),
    'two policies': draw('html', JSON.stringify([COPIED, WRONG])),
    'no JSON': draw('html', '{"regionId": '),
    'nothing at all': draw('html', ''),
};

const LOOKS = [];
for (const width of [WIDE, PHONE])
    for (const scheme of ['light', 'dark'])
        LOOKS.push({ width, scheme });

const browser = new Browser();
test.before(() => browser.start());
test.after(() => browser.stop());

function open(name, look, see) {
    return browser.open(serve('page.html', PAGES[name]), look, see);
}

// ------------------------------------------------------------------------------- the week

/** The cells and the legend as they are on the screen. */
async function lookAtWeek(page) {
    const table = page.locator('table.week');
    const section = page.locator('section', { has: table });
    await section.scrollIntoViewIfNeeded();
    const origin = await section.boundingBox();
    const boxes = (locator) => locator.evaluateAll((all, { x, y }) => all.map((element) => {
        const box = element.getBoundingClientRect();
        return {
            x: box.x - x, y: box.y - y, width: box.width, height: box.height,
            kind: element.className.split(' ').pop(),
        };
    }), origin);
    const cells = await boxes(table.locator('tbody td:not(.total)'));
    const swatches = await boxes(section.locator('.swatch'));
    const none = cells.find(({ kind }) => kind === 'none');
    return {
        png: await section.screenshot(),
        cells,
        swatches: Object.fromEntries([...swatches, none].map((box) => [box.kind, box])),
    };
}

const WEEKS = [
    ['a valid policy', week(['due', [1, 13], [1, 4]])],
    ['a crowded policy', week(['due', [9, 11], EVERY_DAY], ['skipped', [10, 12], EVERY_DAY])],
    ['a wrong policy', week(['due', [0, 11], [1, 2, 5]], ['skipped', [12], [1, 2, 5]])],
    ['a difference', week(['kept', [1], [1]], ['removed', [13], [1, 4]], ['removed', [1], [4]],
        ['added', [2], [1, 2, 3]], ['added', [1], [2, 3]])],
];

test('each hour has the colour of what it is', async (t) => {
    for (const [name, expected] of WEEKS)
        for (const look of LOOKS)
            await t.test(`${name}, ${look.width} pixels, ${look.scheme}`,
                () => open(name, look, async (page) => {
                    const { png, cells, swatches } = await lookAtWeek(page);
                    assert.deepEqual(await seen(browser, png, cells, swatches), expected);
                }));
});

test('each hour is said in words to those who do not see it', () =>
    open('a crowded policy', {}, async (page) => {
        const table = page.getByRole('table', { name: 'The week, hour by hour, in UTC+8' });
        const monday = table.getByRole('row', { name: /^Mon/ });
        assert.deepEqual(await monday.getByRole('cell').allInnerTexts(), [
            ...Array(9).fill(''), 'a snapshot is made',
            'skipped: an earlier snapshot is still being made', 'a snapshot is made',
            'skipped: an earlier snapshot is still being made', ...Array(11).fill(''), '2']);
        assert.deepEqual(await table.getByRole('columnheader').allInnerTexts(),
            ['Day', ...Array.from({ length: 24 }, (_, hour) => String(hour)), 'all']);
        assert.deepEqual(await table.getByRole('rowheader').allInnerTexts(),
            ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
    }));

test('added and removed hours are told apart without colours', () =>
    open('a difference', { width: PHONE }, async (page) => {
        assert.equal(await page.locator('table.week thead th.total').innerText(), '+/-');
        for (const [kind, sign] of [['added', '+'], ['removed', '−']]) {
            const cells = page.locator(`table.week td.${kind}`);
            assert.ok(await cells.count() > 0);
            for (const cell of await cells.all())
                assert.ok(await cell.getByText(sign, { exact: true }).isVisible());
        }
    }));

test('a phone shows the number of every third hour', () =>
    open('a valid policy', { width: PHONE }, async (page) => {
        const shown = [];
        for (const span of await page.locator('table.week thead th span:not(.unseen)').all())
            if (await span.isVisible())
                shown.push(await span.innerText());
        assert.deepEqual(shown, ['0', '3', '6', '9', '12', '15', '18', '21']);
    }));

// ------------------------------------------------------------------------- what else there is

test('the facts are there', () => open('a valid policy', {}, async (page) => {
    const facts = await page.locator('dl.facts > div').allInnerTexts();
    assert.deepEqual(facts.map((fact) => fact.split('\n')), [
        ['Region', 'cn-hangzhou'],
        ['Snapshots', 'Monday and Thursday at 01:00, 13:00 (UTC+8)'],
        ['Kept', '14 days'],
        ['Copied to', 'cn-shanghai'],
        ['Copies kept', 'until they are deleted notice'],
        ['Encryption', 'not asked for'],
        ['Tags', 'team=备份'],
    ]);
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'nightly');
    assert.ok(await page.getByText('valid', { exact: true }).isVisible());
}));

test('the next snapshots are there, in both zones', () =>
    open('a valid policy', {}, async (page) => {
        const rows = page.locator('table.next tbody tr');
        assert.equal(await rows.count(), 10);
        assert.deepEqual(await rows.first().locator('td').allInnerTexts(),
            ['Thu 2024-04-11 13:00', 'Thu 2024-04-11 07:00 CEST']);
        assert.equal(await rows.first().locator('time').first().getAttribute('datetime'),
            '2024-04-11T05:00:00Z');
    }));

/** Where the line of a chart is, in parts of its height, at a part of its width. */
function heightOfLine(chart, part) {
    return chart.evaluate((figure, at) => {
        const svg = figure.querySelector('svg').getBoundingClientRect();
        const path = figure.querySelector('path.line');
        const matrix = path.getScreenCTM();
        let height = 0;
        for (let length = 0; length <= path.getTotalLength(); length += 0.25) {
            const point = path.getPointAtLength(length).matrixTransform(matrix);
            if (point.x <= svg.x + at * svg.width + 0.01)
                height = (svg.bottom - point.y) / svg.height;
        }
        return height;
    }, part);
}

test('the charts rise as the numbers do', () => open('a valid policy', {}, async (page) => {
    const [source, copies] = await page.locator('figure.chart').all();
    // Two days a week with two snapshots each, kept 14 days: 8, from the 14th of 90 days on.
    assert.match(await source.innerText(), /Snapshots in cn-hangzhou, kept 14 days/);
    assert.match(await source.innerText(), /In the long run\s+8\s/);
    assert.match(await source.innerText(), /At the end\s+8 after 90 days/);
    assert.equal(await heightOfLine(source, 0.5), 1);
    assert.equal(await heightOfLine(source, 1), 1);
    assert.ok(await heightOfLine(source, 0.08) < 0.9);
    // Copies that are kept for ever: 13 weeks less a day bring 51, half of them half-way.
    assert.match(await copies.innerText(), /Copies in cn-shanghai, kept until they are deleted/);
    assert.match(await copies.innerText(), /grows without end, by 4 a week/);
    assert.match(await copies.innerText(), /At the end\s+51 after 90 days/);
    const half = await heightOfLine(copies, 0.5);
    assert.ok(Math.abs(half - 0.5) < 0.06, String(half));
    assert.equal(await heightOfLine(copies, 1), 1);
}));

test('findings are there, the gravest first, with source, help and answer', () =>
    open('a wrong policy', {}, async (page) => {
        const findings = page.locator('li.finding');
        const severities = await findings.locator('strong').allInnerTexts();
        assert.deepEqual(severities, [...severities].sort((a, b) =>
            ['error', 'warning', 'notice'].indexOf(a) - ['error', 'warning', 'notice'].indexOf(b)));
        assert.deepEqual([...new Set(severities)], ['error', 'warning', 'notice']);
        const one = findings.filter({ hasText: 'is not an hour from 0 to 23' });
        assert.equal(await one.count(), 1);
        for (const text of [
            '"24" is not an hour from 0 to 23', 'policy.json:4:25', 'time-point-value',
            'element 2 of the array inside this string',
            'use "23" for 23:00, or "0" for midnight (hours are UTC+8)',
            'The specified TimePoints parameter is invalid.', '(documented)'])
            assert.ok(await one.getByText(text).first().isVisible(), text);
        assert.equal(await one.locator('mark').innerText(), '\\"24\\"');
        assert.equal(await one.locator('pre code').innerText(),
            '  "timePoints": "[\\"0\\",\\"24\\",\\"12\\",\\"11\\"]",');
    }));

test('severities are told apart by colour and by word', () =>
    open('a wrong policy', {}, async (page) => {
        const colours = new Set();
        for (const severity of ['error', 'warning', 'notice']) {
            const mark = page.locator(`li.finding strong.${severity}`).first();
            assert.equal(await mark.innerText(), severity);
            colours.add(await mark.evaluate((element) => getComputedStyle(element).color));
        }
        assert.equal(colours.size, 3);
    }));

test('a difference names both policies, what changes, and the findings of both', () =>
    open('a difference', {}, async (page) => {
        assert.deepEqual(
            (await page.locator('table.changes tbody tr').allInnerTexts())
                .map((row) => row.split('\t')),
            [['Snapshots', 'Monday and Thursday at 01:00, 13:00 (UTC+8)',
                'Monday to Wednesday at 01:00, 02:00 (UTC+8)'],
            ['Kept', '14 days', '7 days'],
            ['Copied to', 'cn-shanghai', 'no other region'],
            ['Copies kept', 'until they are deleted', 'nothing'],
            ['Encryption', 'not asked for', 'nothing'],
            ['Tags', 'team=备份', 'nothing']]);
        const headings = await page.getByRole('heading', { level: 2 }).allInnerTexts();
        assert.match(headings[2], /^Findings in policy\.json$/);
        assert.match(headings[3], /^Findings in .*other\.json$/);
        assert.ok(await page.getByText('1:00 and 2:00 are one hour apart').isVisible());
    }));

test('two policies stand one below the other', () => open('two policies', {}, async (page) => {
    assert.deepEqual(await page.getByRole('heading', { level: 1 }).allInnerTexts(),
        ['nightly', '9 nightly']);
    assert.ok(await page.getByText('policy.json, index 1').isVisible());
}));

test('what cannot be shown says why', () => open('no JSON', {}, async (page) => {
    assert.ok(await page.getByText('No schedule is shown: not JSON').isVisible());
    assert.equal(await page.locator('table.week').count(), 0);
    assert.match(await page.locator('figure.chart').innerText(),
        /No forecast: timePoints is not given/);
    assert.equal(await page.locator('li.finding').count(), 1);
}));

// -------------------------------------------------------------------------------- everywhere

/** What is true of every page, in every look. */
const LAWS = {
    async 'nothing is wider than the screen'(page, { width }) {
        const wide = await page.evaluate((most) => [...document.querySelectorAll('body *')]
            .filter((element) => !element.closest('.unseen') && !element.closest('svg'))
            .filter((element) => element.getBoundingClientRect().right > most ||
                element.getBoundingClientRect().left < 0 ||
                (getComputedStyle(element).overflowX !== 'visible' &&
                    element.scrollWidth > element.clientWidth))
            .map((element) => element.outerHTML.slice(0, 200)), width);
        assert.deepEqual(wide, []);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    },
    async 'every text has the contrast of WCAG AA'(page) {
        const { count, weak } = await page.evaluate(weakTexts);
        assert.ok(count > 10);
        assert.deepEqual(weak, []);
    },
    async 'no text is too small to be read'(page) {
        const small = await page.evaluate(() => [...document.querySelectorAll('body *')]
            .filter((element) => parseFloat(getComputedStyle(element).fontSize) < 10)
            .map((element) => element.outerHTML));
        assert.deepEqual(small, []);
    },
    async 'nothing in it is of others'(page) {
        const others = page.locator('script, img, iframe, link, a, form, object, b');
        assert.equal(await others.count(), 0);
        assert.equal(await page.locator('style').count(), 1);
        assert.equal(await page.evaluate(() => window.pwned), undefined);
    },
};

test('every page, in every look', async (t) => {
    for (const name of Object.keys(PAGES))
        for (const look of LOOKS)
            await t.test(`${name}, ${look.width} pixels, ${look.scheme}`, (t2) =>
                open(name, look, async (page) => {
                    for (const [sentence, holds] of Object.entries(LAWS))
                        await t2.test(sentence, () => holds(page, look));
                }));
});

test('what is hostile is shown as text', () => open('a hostile policy', {}, async (page) => {
    const heading = await page.getByRole('heading', { level: 1 }).innerText();
    assert.ok(heading.startsWith(
        '<script>window.pwned = 1</script><img src=x onerror="window.pwned = 2">\ufffd␇␛[2Jwww'));
    assert.ok(heading.length < 310);
    assert.match(await page.title(), /^<script>window\.pwned/);
}));

// The parts of a picture need 3:1 against what is beside them (WCAG 1.4.11).
test('cells and lines stand out from what is around them', async (t) => {
    for (const scheme of ['light', 'dark'])
        for (const name of ['a crowded policy', 'a difference'])
            await t.test(`${name}, ${scheme}`, () => open(name, { scheme }, async (page) => {
                const parts = await page.evaluate(() => {
                    const style = (selector) => {
                        const element = document.querySelector(selector);
                        return element && getComputedStyle(element);
                    };
                    const parts = ['due', 'kept', 'added', 'removed']
                        .map((kind) => style(`td.${kind}`)?.backgroundColor);
                    const skipped = style('td.skipped')?.boxShadow.match(/rgb\([^)]*\)/)[0];
                    const line = style('path.line')?.stroke;
                    return {
                        parts: [...parts, skipped, line].filter(Boolean),
                        beside: [style('td.none').backgroundColor, style('article').backgroundColor],
                    };
                });
                assert.ok(parts.parts.length >= 3);
                for (const part of parts.parts)
                    for (const beside of parts.beside)
                        assert.ok(contrast(part, beside) >= 3,
                            `${part} on ${beside}: ${contrast(part, beside)}`);
            }));
});

test('a print is black on white, whatever the screen is', () =>
    open('a wrong policy', { scheme: 'dark', media: 'print' }, async (page) => {
        const [text, card, none, due] = await page.evaluate(() => [
            getComputedStyle(document.body).color,
            getComputedStyle(document.querySelector('article')).backgroundColor,
            getComputedStyle(document.querySelector('td.none')).backgroundColor,
            getComputedStyle(document.querySelector('td.due')).backgroundColor]);
        assert.equal(text, 'rgb(0, 0, 0)');
        assert.equal(card, 'rgb(255, 255, 255)');
        assert.ok(contrast(due, none) >= 3);
        const { weak } = await page.evaluate(weakTexts);
        assert.deepEqual(weak, []);
        assert.equal((await page.pdf({ format: 'A4' })).subarray(0, 5).toString(), '%PDF-');
    }));
