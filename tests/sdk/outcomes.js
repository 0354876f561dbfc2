'use strict';

// What may come of a call: a policy, a typed error, or, at a page of HTML, neither.

const assert = require('node:assert/strict');

const POLICY = /^sp-[a-z0-9]{20}$/;
const UUID = /^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/;

async function created(call) {
    const { status, policyId, requestId } = await call;
    assert.equal(status, 200);
    assert.match(policyId, POLICY);
    assert.match(requestId, UUID);
    return policyId;
}

async function errorOf(call) {
    return call.then((answer) => assert.fail(`no error, but ${JSON.stringify(answer)}`),
        (error) => error);
}

/** The error must be the SDK's own, and say what is expected of status, code, message. */
async function refused(sdk, call, expected) {
    const { requestId, ...said } = sdk.explain(await errorOf(call));
    assert.match(requestId, UUID);
    assert.deepEqual(said, { ...said, ...expected });
}

/** The parser's complaint, which knows neither status nor code. */
async function unreadable(call) {
    const { name, code, statusCode } = await errorOf(call);
    assert.deepEqual({ name, code, statusCode },
        { name: 'SyntaxError', code: undefined, statusCode: undefined });
}

module.exports = { created, refused, unreadable };
