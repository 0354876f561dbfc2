'use strict';

// What is drawn, and which hours of the week it is.

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

function list(numbers) {
    return JSON.stringify(numbers.map(String));
}

function policy(hours, days, more = {}) {
    return {
        regionId: 'cn-hangzhou',
        autoSnapshotPolicyName: 'nightly',
        timePoints: list(hours),
        repeatWeekdays: list(days),
        retentionDays: 14,
        ...more,
    };
}

const COPIED = policy([1, 13], [1, 4], {
    EnableCrossRegionCopy: true,
    TargetCopyRegions: '["cn-shanghai"]',
    CopiedSnapshotsRetentionDays: -1,
    Tag: [{ Key: 'team', Value: '备份' }],
});

/** The page's own example: 10:00 and 12:00 fall into a snapshot of 80 minutes. */
const CROWDED = policy([9, 10, 11, 12], EVERY_DAY);

/** A finding of each severity. */
const WRONG = policy([0, 24, 12, 11], [1, 2, 5], {
    autoSnapshotPolicyName: '9 nightly',
    EnableCrossRegionCopy: 'True',
    TargetCopyRegions: '["cn-shanghai"]',
    CopiedSnapshotsRetentionDays: 400,
    Tag: [{ Key: 'team' }, { Key: 'team', Value: 'acs:x' }],
});

const SCRIPT = '<script>window.pwned = 1</script><img src=x onerror="window.pwned = 2">';

/** Texts of others, wherever a text may stand. */
const HOSTILE = policy([1], [1], {
    regionId: SCRIPT,
    autoSnapshotPolicyName: `${SCRIPT}\u202e\u0007\u001b[2J${'w'.repeat(500)}`,
    timePoints: JSON.stringify(['1', SCRIPT, 'x'.repeat(300)]),
    retentionDays: `"${SCRIPT}`,
    EnableCrossRegionCopy: true,
    TargetCopyRegions: JSON.stringify([`${SCRIPT}'"`]),
    Tag: [{ Key: `</style>${SCRIPT}`, Value: `</title>${SCRIPT}` }],
    ResourceGroupId: 'ملف\u2067abc',
    [`</pre>${SCRIPT}`]: 'y'.repeat(3000),
});

module.exports = { COPIED, CROWDED, EVERY_DAY, HOSTILE, WRONG, policy };
