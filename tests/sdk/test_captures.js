'use strict';

// What the SDKs really send, byte by byte, and what the program says of it.

const assert = require('node:assert/strict');
const test = require('node:test');
const { Ecs, Pop, WAYS } = require('./sdks');
const { judge } = require('./judge');
const { Recorder } = require('./recorder');
const { COPIED, ENCRYPTED, LARGEST, SMALL } = require('./requests');

const CREATE = 'CreateAutoSnapshotPolicy';
const LISTS = { ...SMALL, timePoints: ['1', '2'], repeatWeekdays: ['1'] };
const { regionId: _, ...WITHOUT_REGION } = SMALL;
const OWN_NAMES = { formatParams: false };

/** [what, request, verdict, findings]: the same for every way. */
const ALIKE = [
    ['the required parameters', SMALL, 'valid', []],
    ['a copy', COPIED, 'valid', []],
    ['an encrypted copy', ENCRYPTED, 'valid', []],
    ['20 tags of 128 letters of nine bytes', LARGEST, 'valid',
        ['adjacent-time-points timePoints']],
    ['an empty tag value', { ...SMALL, 'Tag.1.Key': 'a', 'Tag.1.Value': '' }, 'valid', []],
    ['all that is encoded',
        { ...SMALL, 'Tag.1.Key': "a b+c&d=e%20!'()*~", 'Tag.1.Value': '😀' }, 'valid', []],
    ['a number as text', { ...SMALL, retentionDays: '30' }, 'valid', []],
    ['a region and no more', { regionId: 'cn-hangzhou' }, 'invalid',
        ['missing-parameter timePoints', 'missing-parameter repeatWeekdays',
            'missing-parameter retentionDays']],
    ['a fault in each of three',
        { ...SMALL, timePoints: '["24"]', retentionDays: 0, 'Tag.1.Key': 'acs:a' }, 'invalid',
        ['time-point-value timePoints', 'retention-days-range retentionDays',
            'tag-key-prefix Tag.1.Key']],
];

/** [what, call, verdict, findings]: of @alicloud/ecs20140526. */
const OF_ECS = [
    ['a parameter of a newer edition', (sdk) => sdk.create({ ...SMALL, associationType: 'a' }),
        'valid', ['unknown-parameter AssociationType']],
    ['another operation', (sdk) => sdk.describeRegions(), 'not-applicable', []],
    ['another operation with the same names', (sdk) =>
        sdk.call('ModifyAutoSnapshotPolicyEx', 'formData', SMALL), 'not-applicable', []],
    ['a form', (sdk) => sdk.call(CREATE, 'formData', SMALL), 'valid', []],
    ['JSON', (sdk) => sdk.call(CREATE, 'json', SMALL), 'valid', []],
    ['an array in a form', (sdk) => sdk.call(CREATE, 'formData', { ...SMALL, timePoints: ['1'] }),
        'invalid', ['repeat-list-parameter timePoints']],
    ['an array in JSON', (sdk) => sdk.call(CREATE, 'json', { ...SMALL, timePoints: ['1'] }),
        'invalid', ['list-instead-of-text timePoints']],
];

const CAPITALISED = ['parameter-case repeatWeekdays', 'parameter-case retentionDays',
    'parameter-case timePoints', 'parameter-alias regionId'];

/** [what, action, parameters, options, verdict, findings]: of @alicloud/pop-core. */
const OF_POP = [
    ['names as the SDK capitalises them', CREATE, SMALL, {}, 'invalid', CAPITALISED],
    ['lists in place of text', CREATE, LISTS, OWN_NAMES, 'invalid',
        ['repeat-list-parameter repeatWeekdays', 'repeat-list-parameter timePoints',
            'repeat-list-parameter timePoints']],
    ['lists, with capitals', CREATE, LISTS, {}, 'invalid',
        ['parameter-case repeatWeekdays', 'parameter-case retentionDays',
            'parameter-case timePoints', 'parameter-case timePoints',
            'parameter-alias regionId']],
    ['RegionId, as the Go SDK sends it', CREATE,
        { ...WITHOUT_REGION, RegionId: 'cn-hangzhou' }, OWN_NAMES, 'valid',
        ['parameter-alias regionId']],
    ['tags as a list of objects', CREATE, { ...SMALL, Tag: [{ Key: 'a', Value: '' }] },
        OWN_NAMES, 'valid', []],
    ['no header that names the operation', CREATE, SMALL, { ...OWN_NAMES, headers: {} },
        'valid', []],
    ['another operation', 'DescribeRegions', {}, {}, 'not-applicable', []],
    ['another operation with the same names', 'ModifyAutoSnapshotPolicyEx', SMALL, OWN_NAMES,
        'not-applicable', []],
    ['an operation in small letters', 'createAutoSnapshotPolicy', SMALL,
        { ...OWN_NAMES, formatAction: false }, 'valid', []],
    // The SDK writes a capital in the parameter, and none in the header.
    ['an operation in small letters that the SDK capitalises', 'createAutoSnapshotPolicy', SMALL,
        OWN_NAMES, 'valid', []],
];

async function row(t, recorder, [what, send, verdict, findings]) {
    await t.test(what, async () => {
        await send();
        const requests = recorder.take();
        assert.equal(requests.length, 1);
        assert.deepEqual(judge(requests[0]), { verdict, findings });
    });
}

test('what the SDKs send', async (t) => {
    const recorder = await new Recorder().start();
    t.after(() => recorder.stop());

    for (const { name, connect } of WAYS) {
        const sdk = connect(recorder.endpoint);
        for (const [what, parameters, ...expected] of ALIKE)
            await row(t, recorder,
                [`${name}: ${what}`, () => sdk.create(parameters), ...expected]);
    }

    const ecs = new Ecs(recorder.endpoint);
    for (const [what, call, ...expected] of OF_ECS)
        await row(t, recorder, [`ecs20140526: ${what}`, () => call(ecs), ...expected]);

    const pop = new Pop(recorder.endpoint);
    for (const method of ['GET', 'POST'])
        for (const [what, action, parameters, options, ...expected] of OF_POP)
            await row(t, recorder, [`pop-core ${method}: ${what}`,
                () => pop.request(action, parameters, { ...options, method }), ...expected]);
});
