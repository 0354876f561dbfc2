'use strict';

// What a guard lets pass reaches the upstream as the SDK sent it, and the upstream's answer
// reaches the SDK.

const assert = require('node:assert/strict');
const test = require('node:test');
const { Ecs, Pop, SECRET, WAYS } = require('./sdks');
const { JSON_ERRORS, LARGE_BUFFERS, Nginx, server } = require('./nginx');
const { partsOf, Recorder } = require('./recorder');
const { ENCRYPTED, LARGEST, SMALL } = require('./requests');
const { isSigned } = require('./signature');

const PROXY = 'proxy_pass http://127.0.0.1:{up};';
// The SDK of today signs the name of the host, and nginx would tell the upstream another one.
const HOST = 'proxy_set_header Host $http_host;';
const HTTP = ['on', 'detect'].map((mode) => server(mode, JSON_ERRORS, LARGE_BUFFERS,
    `location / { snapguard ${mode}; ${HOST} ${PROXY} }`)).join('') +
    server('renamed', `location / { snapguard on; ${PROXY} }`);

/** New in each request. */
const FRESH = /\b(Signature|SignatureNonce|Timestamp)=[^&]*/g;

/** What an SDK says, but for headers that only concern the connection. */
function essence(bytes) {
    const { target, head, body } = partsOf(bytes);
    const action = /^x-acs-action: .*$/im.exec(head)?.[0];
    return [target, action, body].join('\n').replace(FRESH, '$1=');
}

const OTHER = [
    ['ecs20140526: another operation', (endpoint) =>
        new Ecs(endpoint).describeRegions().then(({ body }) => body)],
    ['ecs20140526: another operation in a form', (endpoint) =>
        new Ecs(endpoint).call('ModifyAutoSnapshotPolicyEx', 'formData', { timePoints: 'none' })
            .then(({ body }) => body)],
    ['pop-core GET: another operation', (endpoint) =>
        new Pop(endpoint).request('DescribeRegions', {}).then(([body]) => body)],
    ['pop-core POST: another operation', (endpoint) =>
        new Pop(endpoint).request('DescribeRegions', {}, { method: 'POST' })
            .then(([body]) => body)],
];

const VALID = WAYS.flatMap(({ name, connect }) =>
    Object.entries({ SMALL, ENCRYPTED, LARGEST }).map(([what, parameters]) =>
        [`${name}: ${what}`, (endpoint) => connect(endpoint).create(parameters)]));

const INVALID = WAYS.map(({ name, connect }) =>
    [`${name}: an invalid request`, (endpoint) =>
        connect(endpoint).create({ ...SMALL, timePoints: '["24"]' })]);

test('requests and answers pass as they are', async (t) => {
    const upstream = await new Recorder().start();
    t.after(() => upstream.stop());
    const nginx = await new Nginx(HTTP, { up: upstream.port }).start();
    t.after(() => nginx.stop());

    const row = (mode) => async ([what, call]) => t.test(`${mode}: ${what}`, async () => {
        const direct = await call(upstream.endpoint);
        const guarded = await call(nginx.endpoint(mode));
        const requests = upstream.take();
        const [sent, passed] = requests.map(essence);
        assert.equal(requests.length, 2);
        assert.deepEqual(requests.map((one) => isSigned(one, SECRET)), [true, true]);
        // Tens of kilobytes: nobody wants to see both.
        assert.ok(passed === sent, `${passed.slice(0, 200)} is not ${sent.slice(0, 200)}`);
        assert.deepEqual(guarded, direct);
    });
    for (const one of [...VALID, ...OTHER])
        await row('on')(one);
    for (const one of [...VALID, ...INVALID, ...OTHER])
        await row('detect')(one);

    const isIntact = async (sdk) => {
        await sdk.create(SMALL);
        const [request] = upstream.take();
        assert.equal(isSigned(request, 'another secret'), false);
        return isSigned(request, SECRET);
    };
    await t.test('ecs20140526: without the host that was signed', async () => {
        assert.equal(await isIntact(new Ecs(nginx.endpoint('renamed'))), false);
    });
    await t.test('pop-core: without the host, which is not signed', async () => {
        assert.equal(await isIntact(new Pop(nginx.endpoint('renamed'))), true);
    });
});

test('an extended body names every error in the data of the typed one', async (t) => {
    const nginx = await new Nginx(server('guard', JSON_ERRORS, 'snapguard on;',
        'snapguard_error_body extended;', 'location / { root html; }')).start();
    t.after(() => nginx.stop());

    for (const { name, connect } of WAYS)
        await t.test(name, async () => {
            const call = connect(nginx.endpoint('guard'))
                .create({ ...SMALL, timePoints: '["24"]', retentionDays: 0 });
            await assert.rejects(call, (error) => {
                assert.equal(error.code, 'ParameterInvalid');
                assert.deepEqual(error.data.Violations.map(({ Rule }) => Rule),
                    ['time-point-value', 'retention-days-range']);
                return true;
            });
        });
});
