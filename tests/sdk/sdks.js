'use strict';

// The SDKs, each told the same request in its own way: an object of classes for the one of
// today, a flat map for pop-core. Keys are made up: nothing here looks at a signature.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');

// Why they are not there is said by the test that installs them.
if (!fs.existsSync(path.join(process.env.SNAPGUARD_PACKAGES, 'installed'))) {
    console.log('SKIPPED: the SDKs are not installed');
    process.exit(77);
}

const ecs = require('@alicloud/ecs20140526');
const core = require('@alicloud/openapi-core');
const PopCore = require('@alicloud/pop-core');

const VERSION = '2014-05-26';
const KEY = 'testKeyId';
const SECRET = 'testSecret';

function member(name) {
    return name === 'KMSKeyId' ? name : name[0].toLowerCase() + name.slice(1);
}

function toModel(parameters) {
    const fields = {};
    const tags = [];
    const encryption = {};
    for (const [name, value] of Object.entries(parameters)) {
        const [outer, inner, last] = name.split('.');
        if (outer === 'Tag')
            tags[inner - 1] = { ...tags[inner - 1], [member(last)]: value };
        else if (outer === 'CopyEncryptionConfiguration')
            encryption[member(inner)] = value;
        else
            fields[member(outer)] = value;
    }
    if (tags.length > 0)
        fields.tag = tags.map((tag) => new ecs.CreateAutoSnapshotPolicyRequestTag(tag));
    if (Object.keys(encryption).length > 0)
        fields.copyEncryptionConfiguration =
            new ecs.CreateAutoSnapshotPolicyRequestCopyEncryptionConfiguration(encryption);
    return new ecs.CreateAutoSnapshotPolicyRequest(fields);
}

/** @alicloud/ecs20140526: everything in the query of a POST, the operation in a header. */
class Ecs {
    constructor(endpoint, { key = KEY, headers = {} } = {}) {
        const { Config, GlobalParameters } = core.$OpenApiUtil;
        this.client = new ecs.default(new Config({
            accessKeyId: key,
            accessKeySecret: SECRET,
            endpoint,
            protocol: 'HTTP',
            globalParameters: new GlobalParameters({ headers }),
        }));
    }

    async create(parameters) {
        const { statusCode, body } =
            await this.client.createAutoSnapshotPolicy(toModel(parameters));
        return {
            status: statusCode,
            policyId: body.autoSnapshotPolicyId,
            requestId: body.requestId,
        };
    }

    describeRegions() {
        return this.client.describeRegions(new ecs.DescribeRegionsRequest({}));
    }

    /** Any operation with a body of form or json, as tools that hold no models send it. */
    call(action, type, body) {
        const { OpenApiRequest, Params } = core.$OpenApiUtil;
        return this.client.callApi(new Params({
            action,
            version: VERSION,
            protocol: 'HTTP',
            pathname: '/',
            method: 'POST',
            authType: 'AK',
            style: 'RPC',
            reqBodyType: type,
            bodyType: 'json',
        }), new OpenApiRequest({ body }), {});
    }

    /** What an error says, if it is one of the SDK's own. */
    explain(error) {
        const expected = error.code.includes('Throttling') ? core.ThrottlingError
            : error.statusCode < 500 ? core.ClientError
                : core.ServerError;
        assert.ok(error instanceof expected, `${error.name} is no ${expected.name}`);
        const { Code: code, Message: message, RequestId: requestId } = error.data;
        assert.equal(error.code, code);
        assert.equal(error.requestId, requestId);
        assert.equal(error.message,
            `${code}: code: ${error.statusCode}, ${message} request id: ${requestId}`);
        return { status: error.statusCode, code, message, requestId };
    }
}

/** @alicloud/pop-core: everything in the query of a GET, or in the form of a POST. */
class Pop {
    constructor(endpoint, { key = KEY, headers, method = 'GET' } = {}) {
        // A request's own headers replace those that name the operation; the parameter
        // Action is left then.
        this.options = { method, formatParams: false, ...(headers && { headers }) };
        this.client = new PopCore({
            accessKeyId: key,
            accessKeySecret: SECRET,
            endpoint: `http://${endpoint}`,
            apiVersion: VERSION,
        }, true);
    }

    /** Without options, as the SDK's own examples have it, names are capitalised. */
    request(action, parameters, options = this.options) {
        return this.client.request(action, parameters, { ...options });
    }

    async create(parameters) {
        const [body, { response }] =
            await this.request('CreateAutoSnapshotPolicy', parameters);
        return {
            status: response.statusCode,
            policyId: body.AutoSnapshotPolicyId,
            requestId: body.RequestId,
        };
    }

    explain(error) {
        const { Code: code, Message: message, RequestId: requestId } = error.data;
        assert.ok(error instanceof Error);
        assert.equal(error.name, `${code}Error`);
        assert.equal(error.code, code);
        assert.ok(error.message.startsWith(`${message}, URL: `), error.message);
        return { status: error.entry.response.statusCode, code, message, requestId };
    }
}

/** Each way in which a request is sent; names that tests can bear. */
const WAYS = [
    { name: 'ecs20140526', connect: (endpoint, options) => new Ecs(endpoint, options) },
    ...['GET', 'POST'].map((method) => ({
        name: `pop-core ${method}`,
        connect: (endpoint, options) => new Pop(endpoint, { ...options, method }),
    })),
];

module.exports = { Ecs, Pop, SECRET, WAYS };
