"""However a request is sent: a valid one arrives as it would without the module, byte for
byte, an invalid one does not, and detection changes nothing."""

import unittest

from client import (FORM, FULL, JSON, LARGE, NAMED, SDK, Connection, ask, broken, by_form,
                    by_query, chunked, encode, head, http2)
from guarded import Guarded, rows
from server import wait_until

MODES = ("off", "on", "detect")
FLAVOURS = {
    "plain": "",
    "files": "client_body_in_file_only clean;",
    "unbuffered": "proxy_request_buffering off;",
    "http2": "",
}

SERVER = """
server {{
    listen 127.0.0.1:{{{mode}_{flavour}}}{protocol};
    large_client_header_buffers 4 128k;
    client_body_buffer_size 8k;
    location / {{
        snapguard {mode};
        {directives}
        proxy_http_version 1.1;
        proxy_pass http://127.0.0.1:{{up}};
    }}
}}
"""


def in_memory(port, parameters, identity):
    return ask(port, b"".join(by_form(parameters, identity)))


def in_two_parts(port, parameters, identity):
    start, body = by_form(parameters, identity)
    with Connection(port) as connection:
        connection.send(start + body[:40])
        connection.is_silent(0.05)
        connection.send(body[40:])
        return connection.receive()


def dripped(port, parameters, identity):
    with Connection(port) as connection:
        connection.drip(b"".join(by_form(parameters, identity)))
        return connection.receive()


def form_in_chunks(parameters, identity, size=100):
    start = head("POST", "/", (*FORM, ("Transfer-Encoding", "chunked")), identity)
    return start, chunked(encode({**NAMED, **parameters}).encode(), size)


def in_chunks(port, parameters, identity):
    return ask(port, b"".join(form_in_chunks(parameters, identity)))


def chunks_dripped(port, parameters, identity):
    with Connection(port) as connection:
        connection.drip(b"".join(form_in_chunks(parameters, identity, size=7)))
        return connection.receive()


def in_query(port, parameters, identity):
    return ask(port, by_query(parameters, identity))


def in_query_of_get(port, parameters, identity):
    return ask(port, head("GET", "/?" + encode({**NAMED, **parameters}), identity=identity))


def in_json(port, parameters, identity):
    body = ('{"Action": "CreateAutoSnapshotPolicy", ' + ", ".join(
        '"%s": "%s"' % (name, value.replace('"', '\\"')) for name, value in parameters.items())
        + "}").encode()
    headers = (*SDK, *JSON, ("Content-Length", len(body)))
    return ask(port, head("POST", "/", headers, identity) + body)


def told_to_continue(port, parameters, identity):
    start, body = by_form(parameters, identity, headers=(("Expect", "100-continue"),))
    with Connection(port) as connection:
        connection.send(start)
        answer = connection.receive()
        if answer.status != 100:
            return answer
        connection.send(body)
        return connection.receive()


def between_others(port, parameters, identity):
    other = by_query(FULL, "other")
    with Connection(port) as connection:
        connection.send(other + b"".join(by_form(parameters, identity)) + other)
        answers = [connection.receive() for _ in range(3)]
    assert answers[0].status == answers[2].status == 200, answers
    return answers[1]


def by_http2(port, parameters, identity):
    body = encode({**NAMED, **parameters}).encode()
    return http2(port, "/", (*FORM, ("X-Test", identity)), body)


def by_http2_announced(port, parameters, identity):
    body = encode({**NAMED, **parameters}).encode()
    return http2(port, "/", (*FORM, ("X-Test", identity)), body, announced=True)


def by_http2_query(port, parameters, identity):
    return http2(port, "/?" + encode(parameters), (*SDK, ("X-Test", identity)))


@rows([
    ("a form in one piece", in_memory, "plain", FULL),
    ("a form in two pieces", in_two_parts, "plain", FULL),
    ("a form that comes byte by byte", dripped, "plain", FULL),
    ("a form larger than the buffer, in a file", in_memory, "plain", LARGE),
    ("a large form in two pieces", in_two_parts, "plain", LARGE),
    ("a form that goes to a file in any case", in_memory, "files", FULL),
    ("a large form that goes to a file in any case", in_memory, "files", LARGE),
    ("a form in chunks", in_chunks, "plain", FULL),
    ("a large form in chunks", in_chunks, "plain", LARGE),
    ("chunks that come byte by byte", chunks_dripped, "plain", FULL),
    ("a form in chunks that goes to a file", in_chunks, "files", FULL),
    ("a form that is not buffered for the upstream", in_memory, "unbuffered", FULL),
    ("a large form that is not buffered", in_memory, "unbuffered", LARGE),
    ("a query behind POST, as the SDK sends it", in_query, "plain", FULL),
    ("the largest legal query", in_query, "plain", LARGE),
    ("a query behind GET", in_query_of_get, "plain", FULL),
    ("a body of JSON", in_json, "plain", FULL),
    ("a large body of JSON, in a file", in_json, "files", LARGE),
    ("a client that waits for 100 Continue", told_to_continue, "plain", FULL),
    ("a large form behind 100 Continue", told_to_continue, "plain", LARGE),
    ("pipelined between two others", between_others, "plain", FULL),
    ("large and pipelined between two others", between_others, "plain", LARGE),
    ("a form by HTTP/2, of no announced length", by_http2, "http2", FULL),
    ("a large form by HTTP/2", by_http2, "http2", LARGE),
    ("a form by HTTP/2, of a known length", by_http2_announced, "http2", FULL),
    ("a query by HTTP/2", by_http2_query, "http2", FULL),
])
class Matrix(Guarded):
    HTTP = "".join(
        SERVER.format(mode=mode, flavour=flavour, directives=directives,
                      protocol=" http2" if flavour == "http2" else "")
        for mode in MODES for flavour, directives in FLAVOURS.items())
    PORTS = tuple(f"{mode}_{flavour}" for mode in MODES for flavour in FLAVOURS)

    def send(self, mode, way, flavour, parameters, identity):
        before = len(self.upstream.of(identity))
        answer = way(self.ports[f"{mode}_{flavour}"], parameters, identity)
        return answer, self.upstream.of(identity)[before:]

    def assert_same(self, way, flavour, parameters, identity, mode):
        """As without the module: the answer, and what the upstream got."""
        plain, (expected,) = self.send("off", way, flavour, parameters, identity)
        answer, (seen,) = self.send(mode, way, flavour, parameters, identity)
        self.assert_passed(plain)
        self.assertEqual(answer.body, plain.body)
        self.assertEqual(answer.status, plain.status)
        self.assertEqual(seen.body, expected.body)
        self.assertEqual(seen.line, expected.line)
        self.assertEqual(seen.head, expected.head)

    def spilled(self):
        return self.nginx.read("error.log").count("buffered to a temporary file")

    def row(self, way, flavour, parameters):
        identity = self.id().rsplit(".", maxsplit=1)[-1]
        spilled = self.spilled()
        self.assert_same(way, flavour, parameters, identity + "-valid", "on")
        self.assert_same(way, flavour, parameters, identity + "-valid-detect", "detect")
        self.assert_same(way, flavour, broken(parameters), identity + "-invalid", "detect")
        self.assertIn("[invalid] [ParameterInvalid] [time-point-value] [timePoints] [1]",
                      self.nginx.logged(identity + "-invalid", count=2))

        answer, seen = self.send("on", way, flavour, broken(parameters), identity + "-refused")
        self.assert_refused(answer)
        self.assertEqual(seen, [], "an invalid request reached the upstream")
        if parameters is LARGE and way is not in_query and flavour != "files":
            self.assertGreater(self.spilled(), spilled, "the body was to go to a file")


class AtOnce(Guarded):
    HTTP = Matrix.HTTP
    PORTS = Matrix.PORTS

    def test_requests_that_are_read_at_the_same_time_do_not_mix(self):
        """A worker has one context, and these wait for their bodies together."""
        kinds = [FULL, broken(FULL), LARGE, broken(LARGE)] * 5
        waiting = []
        for parameters in kinds:
            start, body = by_form(parameters, "at-once")
            connection = Connection(self.ports["on_plain"])
            self.addCleanup(connection.socket.close)
            connection.send(start + body[:100])
            waiting.append((connection, body[100:]))
        for connection, rest in reversed(waiting):
            self.assertEqual(in_query(self.ports["on_plain"], broken(FULL), "").status, 403)
            connection.send(rest)
        statuses = [connection.receive().status for connection, _ in waiting]
        self.assertEqual(statuses, [200, 403, 200, 403] * 5)
        self.assertEqual(len(self.upstream.of("at-once")), 10)


class Oversize(Guarded):
    HTTP = Matrix.HTTP
    PORTS = Matrix.PORTS

    def test_detection_lets_pass_what_is_too_large_to_be_judged(self):
        body = b"a=" + b"b" * 200000
        start = head("POST", "/", (*SDK, *FORM, ("Content-Length", len(body))), "oversize")
        in_pieces = head("POST", "/", (*SDK, *FORM, ("Transfer-Encoding", "chunked")), "oversize")
        for request in (start + body, in_pieces + chunked(body, 5000)):
            for mode in ("off", "detect"):
                self.assert_passed(ask(self.ports[mode + "_plain"], request))
            expected, seen = self.upstream.of("oversize")[-2:]
            self.assertEqual((seen.head, seen.body), (expected.head, expected.body))
            self.assertEqual(seen.body, body)
        self.assertIn("[invalid] [InvalidParameter] [limit-exceeded]",
                      self.nginx.logged("oversize", count=4))


class Aborted(Guarded):
    HTTP = Matrix.HTTP
    PORTS = Matrix.PORTS

    def abort(self, port, identity):
        start, body = by_form(FULL, identity)
        with Connection(port) as connection:
            connection.send(start + body[:len(body) // 2])
            connection.is_silent(0.01)

    def test_a_client_that_goes_away_leaves_no_trace(self):
        worker = self.nginx.worker_ids()
        for mode in MODES:
            for _ in range(20):
                self.abort(self.ports[mode + "_plain"], "aborted")
        self.assert_passed(in_memory(self.ports["on_plain"], FULL, "after"))
        self.assertEqual(self.upstream.of("aborted"), [])
        self.assertEqual(self.nginx.worker_ids(), worker)

    def test_half_a_body_reaches_an_unbuffered_upstream_only_without_the_guard(self):
        for mode in ("off", "on"):
            self.abort(self.ports[mode + "_unbuffered"], "half-" + mode)
        wait_until(lambda: any(b"half-off" in head for head in self.upstream.began),
                   "the upstream sees the unguarded half")
        self.assert_passed(in_memory(self.ports["on_unbuffered"], FULL, "behind"))
        self.assertFalse(any(b"half-on" in head for head in self.upstream.began))

    def test_an_upload_of_another_operation_is_not_waited_for(self):
        headers = (("x-acs-action", "UploadOther"), ("Content-Type", "application/octet-stream"),
                   ("Content-Length", 1000))
        with Connection(self.ports["on_unbuffered"]) as connection:
            connection.send(head("POST", "/", headers, "upload") + b"\1" * 10)
            wait_until(lambda: any(b"upload" in start for start in self.upstream.began),
                       "the upstream sees the upload begin")
            connection.send(b"\1" * 990)
            self.assert_passed(connection.receive())


if __name__ == "__main__":
    unittest.main()
