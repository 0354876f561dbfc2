'use strict';

// What may go wrong at the gateway itself. An SDK makes a typed error of it only if the answer
// is JSON; each case is tried without the include file, too, to see that this matters.

const assert = require('node:assert/strict');
const test = require('node:test');
const { Ecs, Pop, WAYS } = require('./sdks');
const { JSON_ERRORS, LARGE_BUFFERS, Nginx, server } = require('./nginx');
const { refused, unreadable } = require('./outcomes');
const { Recorder } = require('./recorder');
const { LARGEST, SMALL } = require('./requests');

const ECS = 'ecs20140526';
const EVERY_WAY = WAYS.map(({ name }) => name);
const UP = 'snapguard on; location / { proxy_pass http://127.0.0.1:{up}; }';

/** [name, the server, ways, parameters, what is expected, headers] */
const CASES = [
    ['414 for a query that nginx has no room for', UP,
        [ECS, 'pop-core GET'], LARGEST, { status: 414, code: 'InvalidParameter' }],
    ['413 for a body over the size', `client_max_body_size 1k; ${UP}`,
        ['pop-core POST'], LARGEST, { status: 413, code: 'InvalidParameter' }],
    ['400 for headers that nginx has no room for', UP,
        EVERY_WAY, SMALL, { status: 400, code: 'InvalidParameter' },
        { 'x-large': 'a'.repeat(10000) }],
    ['502 for an upstream that is down',
        'snapguard on; location / { proxy_pass http://127.0.0.1:1; }',
        EVERY_WAY, SMALL, { status: 502, code: 'ServiceUnavailable' }],
    ['504 for an upstream that is silent',
        'snapguard on; proxy_read_timeout 100ms; location / { proxy_pass http://127.0.0.1:{silent}; }',
        EVERY_WAY, SMALL, { status: 504, code: 'ServiceUnavailable' }],
    ['403 for those who may not', `deny all; ${UP}`,
        EVERY_WAY, SMALL, { status: 403, code: 'Forbidden' }],
    ['404 for a place that is not there', 'location / { return 404; }',
        EVERY_WAY, SMALL, { status: 404, code: 'InvalidAction.NotFound' }],
    ['429 for too many requests', 'location / { return 429; }',
        EVERY_WAY, SMALL, { status: 429, code: 'Throttling' }],
    ['500 for what is broken', 'location / { return 500; }',
        EVERY_WAY, SMALL, { status: 500, code: 'InternalError' }],
    ['503 for a server that is busy', 'location / { return 503; }',
        EVERY_WAY, SMALL, { status: 503, code: 'ServiceUnavailable' }],
];

const HTTP = CASES.map(([, lines], n) =>
    server(`json${n}`, JSON_ERRORS, lines) + server(`html${n}`, lines)).join('') +
    server('limited', LARGE_BUFFERS, 'snapguard_max_body 1k;', UP) +
    server('page', JSON_ERRORS, 'snapguard on; location / { proxy_pass http://127.0.0.1:{html}; }');

test('what goes wrong at the gateway', async (t) => {
    const upstreams = {
        up: await new Recorder().start(),
        html: await new Recorder('<html>a page of its own</html>').start(),
        silent: await new Recorder(null).start(),
    };
    t.after(() => Promise.all(Object.values(upstreams).map((one) => one.stop())));
    const ports = Object.entries(upstreams).map(([name, { port }]) => [name, port]);
    const nginx = await new Nginx(HTTP, Object.fromEntries(ports)).start();
    t.after(() => nginx.stop());

    for (const [n, [what, , names, parameters, expected, headers]] of CASES.entries())
        for (const { name, connect } of WAYS.filter((way) => names.includes(way.name))) {
            const connectTo = (port) => connect(nginx.endpoint(port), { headers });
            await t.test(`${name}: ${what}`, () => {
                const sdk = connectTo(`json${n}`);
                return refused(sdk, sdk.create(parameters), expected);
            });
            await t.test(`${name}: ${what}, without the include file`, () =>
                unreadable(connectTo(`html${n}`).create(parameters)));
        }

    // create() of this SDK has no body; other calls do.
    await t.test(`${ECS}: 413 for a body over the size`, async () => {
        const n = CASES.findIndex(([what]) => what.startsWith('413'));
        const call = (sdk) => sdk.call('CreateAutoSnapshotPolicy', 'formData', LARGEST);
        const sdk = new Ecs(nginx.endpoint(`json${n}`));
        await refused(sdk, call(sdk), { status: 413, code: 'InvalidParameter' });
        await unreadable(call(new Ecs(nginx.endpoint(`html${n}`))));
    });

    for (const { name, connect } of WAYS) {
        await t.test(`${name}: what the module answers needs no include file`, () => {
            const sdk = connect(nginx.endpoint('limited'));
            return refused(sdk, sdk.create(LARGEST), { status: 413, code: 'InvalidParameter' });
        });
        await t.test(`${name}: a page of the upstream's own is passed on`, () =>
            unreadable(connect(nginx.endpoint('page')).create(SMALL)));
    }
});

test('an error that came with status 200 would be taken for a policy', async (t) => {
    const body = JSON.stringify({ RequestId: 'a', Code: 'ParameterInvalid', Message: 'b' });
    const service = await new Recorder(body).start();
    t.after(() => service.stop());

    const { status, policyId } = await new Ecs(service.endpoint).create(SMALL);
    assert.deepEqual({ status, policyId }, { status: 200, policyId: undefined });
    const sdk = new Pop(service.endpoint);
    await assert.rejects(sdk.create(SMALL), { code: 'ParameterInvalid' });
});
