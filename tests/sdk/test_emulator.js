'use strict';

// The stand-in, as the SDKs see it.

const assert = require('node:assert/strict');
const test = require('node:test');
const { Ecs, Pop, WAYS } = require('./sdks');
const { JSON_ERRORS, LARGE_BUFFERS, Nginx, server } = require('./nginx');
const { created, refused } = require('./outcomes');
const { readRows } = require('./page');
const { ENCRYPTED, LARGEST, SMALL } = require('./requests');

const HTTP = 'snapguard_zone snapguard:1m;\n' +
    server('emulator', JSON_ERRORS, LARGE_BUFFERS, 'location / { snapguard_emulate on; }');

/** "up to 100 automatic snapshot policies per region for a single … account" */
const QUOTA = 100;

async function start(t) {
    const nginx = await new Nginx(HTTP).start();
    t.after(() => nginx.stop());
    return nginx.endpoint('emulator');
}

test('valid requests get a policy', async (t) => {
    const endpoint = await start(t);
    const ids = new Set();

    for (const { name, connect } of WAYS)
        for (const [what, parameters] of Object.entries({ SMALL, ENCRYPTED, LARGEST }))
            await t.test(`${name}: ${what}`, async () => {
                ids.add(await created(connect(endpoint).create(parameters)));
            });
    assert.equal(ids.size, WAYS.length * 3, 'every policy has an id of its own');
});

test('the 101st policy is one too many', async (t) => {
    const endpoint = await start(t);
    const sdks = WAYS.map(({ connect }) => connect(endpoint, { key: 'first' }));

    for (let n = 0; n < QUOTA; n++)
        await created(sdks[n % sdks.length].create(SMALL));
    for (const [n, { name, connect }] of WAYS.entries())
        await t.test(name, async () => {
            await refused(sdks[n], sdks[n].create(SMALL), readRows().get('QUOTA_EXCEED'));
            await created(sdks[n].create({ ...SMALL, regionId: 'cn-shanghai' }));
            await created(connect(endpoint, { key: 'second' }).create(SMALL));
        });
});

test('what it does not do is a typed error, too', async (t) => {
    const endpoint = await start(t);
    const expected = { status: 400, code: 'InvalidParameter' };

    await t.test('ecs20140526', async () => {
        const sdk = new Ecs(endpoint);
        await refused(sdk, sdk.describeRegions(), expected);
    });
    await t.test('pop-core', async () => {
        const sdk = new Pop(endpoint);
        await refused(sdk, sdk.request('DescribeRegions', {}), expected);
    });
    await t.test('pop-core with names that it capitalises', async () => {
        const sdk = new Pop(endpoint);
        await refused(sdk, sdk.request('CreateAutoSnapshotPolicy', SMALL, {}), {
            status: 400,
            code: 'MissingParameter',
            message: 'The input parameter "repeatWeekdays" that is mandatory for processing ' +
                'this request is not supplied.',
        });
    });
});
