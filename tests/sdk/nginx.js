'use strict';

// nginx with the module. See serve.py.

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');
const readline = require('node:readline');

const COMMAND = ['-B', path.join(__dirname, 'serve.py')];

/** Room for the largest legal query. */
const LARGE_BUFFERS = 'large_client_header_buffers 4 128k;';
const JSON_ERRORS = 'include snapguard-errors.conf;';

/** A block of a server that listens on a port which is known by its name. */
function server(name, ...lines) {
    return `server { listen 127.0.0.1:{${name}}; ${lines.join(' ')} }\n`;
}

class Nginx {
    /**
     * @param {string} http       The contents of the http block.
     * @param {object} upstreams  Ports by names that stand in it, in braces.
     * @param {object} files      Texts by the names of files that it names.
     */
    constructor(http, upstreams = {}, files = {}) {
        const ports = [...http.matchAll(/listen 127\.0\.0\.1:\{([^}]*)\}/g)]
            .map(([, name]) => name);
        this.wanted = { http, ports, upstreams, files };
    }

    async start() {
        this.process = spawn(process.env.SNAPGUARD_PYTHON, COMMAND,
            { stdio: ['pipe', 'pipe', 'inherit'] });
        this.ended = once(this.process, 'exit');
        this.process.stdin.write(`${JSON.stringify(this.wanted)}\n`);
        const lines = readline.createInterface({ input: this.process.stdout });
        const started = await Promise.race([once(lines, 'line'), this.ended.then(() => [])]);
        assert.equal(started.length, 1, 'nginx does not start');
        this.ports = JSON.parse(started[0]);
        return this;
    }

    endpoint(name) {
        return `127.0.0.1:${this.ports[name]}`;
    }

    async stop() {
        this.process.stdin.end();
        const [status] = await this.ended;
        assert.equal(status, 0, 'nginx does not end well');
    }
}

module.exports = { JSON_ERRORS, LARGE_BUFFERS, Nginx, server };
