'use strict';

// Whether a request still has the signature that its sender gave it, as the service would find.

const { createHash, createHmac } = require('node:crypto');
const { partsOf } = require('./recorder');

const SCHEME = 'ACS3-HMAC-SHA256';
const AUTHORIZATION = /^ACS3-HMAC-SHA256 Credential=.*,SignedHeaders=(.*),Signature=(.*)$/;

function encode(text) {
    return encodeURIComponent(text).replace(/[!'()*]/g,
        (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(text) {
    return createHash('sha256').update(text, 'latin1').digest('hex');
}

function headersOf(head) {
    return Object.fromEntries(head.split('\r\n').slice(1).map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }));
}

/** What the SDK of today signs: target, some headers, and a digest of the body. */
function isSignedAsToday(method, path, query, headers, body, secret) {
    const [, names, signature] = AUTHORIZATION.exec(headers.authorization);
    const fields = query.split('&').filter(Boolean).map((pair) => pair.split('='))
        .sort(([a], [b]) => a < b ? -1 : 1)
        .map(([name, value]) => `${name}=${encode(decodeURIComponent(value))}`);
    const lines = names.split(';').map((name) => `${name}:${headers[name]}\n`).join('');
    const digest = sha256(body);
    const signed = [method, path, fields.join('&'), lines, names, digest].join('\n');
    return headers['x-acs-content-sha256'] === digest &&
        signature === createHmac('sha256', secret)
            .update(`${SCHEME}\n${sha256(signed)}`).digest('hex');
}

/** What pop-core signs: the parameters, wherever they stand. */
function isSignedAsBefore(method, parameters, secret) {
    const all = parameters.split('&');
    const fields = all.filter((pair) => !pair.startsWith('Signature='));
    const signature = all.find((pair) => pair.startsWith('Signature='));
    return signature === `Signature=${encode(createHmac('sha1', `${secret}&`)
        .update(`${method}&${encode('/')}&${encode(fields.join('&'))}`).digest('base64'))}`;
}

function isSigned(bytes, secret) {
    const { target, head, body } = partsOf(bytes);
    const [, method, path, query = ''] = /^(\S+) ([^?]*)\??(.*)$/.exec(target);
    const headers = headersOf(head);
    return headers.authorization
        ? isSignedAsToday(method, path, query, headers, body, secret)
        : isSignedAsBefore(method, body || query, secret);
}

module.exports = { isSigned };
