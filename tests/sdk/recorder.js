'use strict';

// A service that keeps the bytes of every request, and answers each alike.

const net = require('node:net');

const SUCCESS = JSON.stringify({
    AutoSnapshotPolicyId: 'sp-bp12m37ccmxvbmi5****',
    RequestId: '473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E',
});

/** Whether headers and the body that they announce are there. */
function isWhole(bytes) {
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0)
        return false;
    const length = /^content-length: *(\d+)/im.exec(bytes.toString('latin1', 0, end));
    return bytes.length >= end + 4 + (length ? Number(length[1]) : 0);
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

module.exports = { Recorder };
