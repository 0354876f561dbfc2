'use strict';

// Requests by the names that stand on the wire.

const KEY_ID = '0e478b7a-4262-4802-b8cb-00d3fb40826X';

const SMALL = {
    regionId: 'cn-hangzhou',
    timePoints: '["1"]',
    repeatWeekdays: '["1"]',
    retentionDays: 30,
};

const COPIED = {
    ...SMALL,
    EnableCrossRegionCopy: true,
    TargetCopyRegions: '["cn-shanghai"]',
    CopiedSnapshotsRetentionDays: 30,
};

const ENCRYPTED = {
    ...COPIED,
    'CopyEncryptionConfiguration.Encrypted': true,
    'CopyEncryptionConfiguration.KMSKeyId': KEY_ID,
};

/** As long as text may be, in letters that take nine bytes each in a query. */
function han(n) {
    return String.fromCodePoint(0x4e00 + n).repeat(128);
}

function tags(count) {
    const all = {};
    for (let n = 1; n <= count; n++) {
        all[`Tag.${n}.Key`] = han(n);
        all[`Tag.${n}.Value`] = han(100 + n);
    }
    return all;
}

/** Nothing longer is legal: a query of about 46 KB. */
const LARGEST = {
    ...ENCRYPTED,
    autoSnapshotPolicyName: han(0),
    timePoints: JSON.stringify([...Array(24).keys()].map(String)),
    repeatWeekdays: JSON.stringify(['1', '2', '3', '4', '5', '6', '7']),
    ResourceGroupId: 'rg-aek2kkmhmhs****',
    ...tags(20),
};

module.exports = { COPIED, ENCRYPTED, KEY_ID, LARGEST, SMALL };
