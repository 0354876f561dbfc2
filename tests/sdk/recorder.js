'use strict';

// A service that keeps the bytes of every request, and answers each alike, or not at all.

const net = require('node:net');

const SUCCESS = JSON.stringify({
    AutoSnapshotPolicyId: 'sp-bp12m37ccmxvbmi5****',
    RequestId: '473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E',
});

const HEAD_END = '\r\n\r\n';
const LAST_CHUNK = '0\r\n\r\n';

function isChunked(head) {
    return /^transfer-encoding: *chunked/im.test(head);
}

/** Whether headers and the body that they announce are there. */
function isWhole(bytes) {
    const end = bytes.indexOf(HEAD_END);
    if (end < 0)
        return false;
    const head = bytes.toString('latin1', 0, end);
    if (isChunked(head))
        return bytes.subarray(-LAST_CHUNK.length).equals(Buffer.from(LAST_CHUNK));
    const length = /^content-length: *(\d+)/im.exec(head);
    return bytes.length >= end + HEAD_END.length + (length ? Number(length[1]) : 0);
}

function joinChunks(text) {
    const size = parseInt(text, 16);
    const start = text.indexOf('\r\n') + 2;
    return size === 0 ? ''
        : text.slice(start, start + size) + joinChunks(text.slice(start + size + 2));
}

/** A request in parts, one character a byte. */
function partsOf(bytes) {
    const text = bytes.toString('latin1');
    const end = text.indexOf(HEAD_END);
    const head = text.slice(0, end);
    const body = text.slice(end + HEAD_END.length);
    return {
        target: head.slice(0, head.indexOf(' HTTP/1.')),
        head,
        body: isChunked(head) ? joinChunks(body) : body,
    };
}

class Recorder {
    constructor(answer = SUCCESS) {
        this.answer = answer;
        this.requests = [];
        this.server = net.createServer((socket) => this.receive(socket));
    }

    receive(socket) {
        let bytes = Buffer.alloc(0);
        socket.on('error', () => socket.destroy());
        socket.on('data', (piece) => {
            bytes = Buffer.concat([bytes, piece]);
            if (!isWhole(bytes))
                return;
            this.requests.push(bytes);
            if (this.answer === null)
                return;
            socket.end('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n' +
                `Content-Length: ${Buffer.byteLength(this.answer)}\r\n` +
                `Connection: close\r\n\r\n${this.answer}`);
        });
    }

    async start() {
        await new Promise((done) => this.server.listen(0, '127.0.0.1', done));
        this.port = this.server.address().port;
        this.endpoint = `127.0.0.1:${this.port}`;
        return this;
    }

    /** What was received since the last time. */
    take() {
        return this.requests.splice(0);
    }

    stop() {
        return new Promise((done) => this.server.close(done));
    }
}

module.exports = { partsOf, Recorder };
