'use strict';

// Every row of the page's table of errors reaches the caller of an SDK as a typed error, from
// a guard in front of an upstream and from the stand-in.

const assert = require('node:assert/strict');
const test = require('node:test');
const { WAYS } = require('./sdks');
const { JSON_ERRORS, Nginx, server } = require('./nginx');
const { refused } = require('./outcomes');
const { readRows } = require('./page');
const { Recorder } = require('./recorder');
const { COPIED, ENCRYPTED, KEY_ID, SMALL } = require('./requests');

/** Decided by the request alone. */
const BY_REQUEST = {
    POLICY_NAME: { ...SMALL, autoSnapshotPolicyName: '1st' },
    DUPLICATE_TAG_KEY: { ...SMALL, 'Tag.1.Key': 'a', 'Tag.2.Key': 'a' },
    TAG_KEY: { ...SMALL, 'Tag.1.Key': 'acs:a' },
    TAG_VALUE: { ...SMALL, 'Tag.1.Key': 'a', 'Tag.1.Value': 'http://a' },
    ENCRYPTED_ILLEGAL: { ...ENCRYPTED, 'CopyEncryptionConfiguration.Encrypted': false },
    REGION_ID: { ...SMALL, regionId: 'Hangzhou' },
    REPEAT_WEEKDAYS: { ...SMALL, repeatWeekdays: '["8"]' },
    TIME_POINTS: { ...SMALL, timePoints: '["24"]' },
    RETENTION_DAYS: { ...SMALL, retentionDays: 65536 },
    TARGET_COPY_REGIONS: { ...COPIED, TargetCopyRegions: '["cn-shanghai","cn-beijing"]' },
    COPIED_RETENTION_DAYS: { ...COPIED, CopiedSnapshotsRetentionDays: 0 },
};

function keyIs(state) {
    return { kms: { keys: { 'cn-shanghai': { [KEY_ID]: state } } } };
}

const { 'CopyEncryptionConfiguration.KMSKeyId': _, ...WITHOUT_KEY } = ENCRYPTED;

/** Decided by the account: [the rule, a request, facts by which it is refused]. */
const BY_ACCOUNT = {
    DISK_CATEGORY: ['disk-category', SMALL, { disk: { snapshotSupported: false } }],
    KEY_NOT_ENABLED: ['kms-key-disabled', ENCRYPTED, keyIs({ enabled: false })],
    KMS_NOT_ENABLED: ['kms-not-activated', ENCRYPTED, { kms: { activated: false } }],
    ENCRYPTED_KMS_NOT_ENABLE: ['kms-not-activated-encrypted', WITHOUT_KEY,
        { kms: { activated: false } }],
    ENCRYPTED_MISMATCH: ['image-encryption', SMALL, { image: { sharedEncrypted: true } }],
    QUOTA_EXCEED: ['policy-quota', SMALL, { regions: { 'cn-hangzhou': { policyCount: 100 } } }],
    NOT_ENOUGH_BALANCE: ['account-balance', SMALL, { account: { balanceSufficient: false } }],
    SERVICE_UNAVAILABLE: ['snapshot-service', SMALL,
        { account: { snapshotServiceActivated: false } }],
    KEY_UNAUTHORIZED: ['kms-key-untagged', ENCRYPTED, keyIs({ ecsTagged: false })],
    KMS_UNAUTHORIZED: ['kms-not-authorized', ENCRYPTED, { kms: { ecsAuthorized: false } }],
    KEY_NOT_FOUND: ['kms-key-not-found', ENCRYPTED, { kms: { keys: { 'cn-shanghai': {} } } }],
    REGION_NOT_SUPPORTED: ['region-unsupported', SMALL,
        { regions: { 'cn-hangzhou': { supported: false } } }],
};

const GUARD = 'location / { snapguard on; proxy_pass http://127.0.0.1:{up}; }';

const HTTP = 'snapguard_zone snapguard:1m;\n' +
    server('guard', JSON_ERRORS, GUARD) +
    server('emulator', JSON_ERRORS, 'location / { snapguard_emulate on; }') +
    Object.values(BY_ACCOUNT).map(([rule]) =>
        server(rule, JSON_ERRORS, `snapguard_facts ${rule}.json;`, GUARD)).join('');

const FILES = Object.fromEntries(Object.values(BY_ACCOUNT).map(
    ([rule, , facts]) => [`${rule}.json`, JSON.stringify(facts)]));

test('the rows are those of the page', () => {
    assert.deepEqual([...Object.keys(BY_REQUEST), ...Object.keys(BY_ACCOUNT)].sort(),
        [...readRows().keys()].sort());
});

test('every row is a typed error', async (t) => {
    const rows = readRows();
    const upstream = await new Recorder().start();
    t.after(() => upstream.stop());
    const nginx = await new Nginx(HTTP, { up: upstream.port }, FILES).start();
    t.after(() => nginx.stop());

    for (const { name, connect } of WAYS) {
        const row = (id, where, port, parameters, options) =>
            t.test(`${name}: ${id} ${where}`, () => {
                const sdk = connect(nginx.endpoint(port), options);
                return refused(sdk, sdk.create(parameters), rows.get(id));
            });

        for (const [id, parameters] of Object.entries(BY_REQUEST)) {
            await row(id, 'from a guard', 'guard', parameters);
            await row(id, 'from the stand-in', 'emulator', parameters);
        }
        for (const [id, [rule, parameters]] of Object.entries(BY_ACCOUNT)) {
            await row(id, 'from a guard that knows the facts', rule, parameters);
            await row(id, 'from the stand-in, when asked for', 'emulator', SMALL,
                { headers: { 'x-snapguard-answer': rule } });
        }
    }
    assert.equal(upstream.take().length, 0, 'what is refused does not reach the upstream');
});
