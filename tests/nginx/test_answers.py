"""What a client gets that is not let through: always JSON, on a connection that lives."""

import json
import unittest

from client import (FORM, FULL, JSON, LARGE, SDK, SMALL, Connection, Http2, ask, broken, by_form,
                    by_query, chunked, encode, head, http2)
from guarded import JSON_TYPE, UUID, Guarded, rows
from server import resident

LOCATIONS = """
    client_max_body_size 300k;
    location / { proxy_pass http://127.0.0.1:{up}; }
    location /down { proxy_pass http://127.0.0.1:1; }
    location /static { alias html; }
    location /denied { deny all; }
    location /broken { return 500; }
    location /busy { return 503; }
    location /limited { limit_req zone=one; limit_req_status 429; root html; }
    location /member { auth_basic "members"; auth_basic_user_file none; }
"""

HTTP = """
limit_req_zone $server_port zone=one:1m rate=1r/m;
server {
    listen 127.0.0.1:{guard};
    large_client_header_buffers 4 128k;
    snapguard on;
    include snapguard-errors.conf;
""" + LOCATIONS + """
}
server {
    listen 127.0.0.1:{plain};
""" + LOCATIONS + """
}
server { listen 127.0.0.1:{small}; snapguard on; snapguard_max_body 1k; error_page 414 @named;
    location @named { return 400 '{}'; }
    location / { proxy_pass http://127.0.0.1:{up}; }
}
server { listen 127.0.0.1:{http2} http2; snapguard on; large_client_header_buffers 4 128k;
    location / { proxy_pass http://127.0.0.1:{up}; }
}
server { listen 127.0.0.1:{extended}; snapguard on; snapguard_error_body extended;
    location / { proxy_pass http://127.0.0.1:{up}; }
}
"""


class Answers(Guarded):
    HTTP = HTTP
    PORTS = ("guard", "plain", "small", "http2", "extended")


@rows([
    ("400 for what is no request", b"garbage\r\n\r\n", 400),
    ("400 without a host", b"GET / HTTP/1.1\r\n\r\n", 400),
    ("400 for a length that is none", head(headers=[("Content-Length", "x")]), 400),
    ("403 for those who may not", head("GET", "/denied"), 403),
    ("404 for no such file", head("GET", "/static/none"), 404),
    ("405 for what a file cannot do", head("POST", "/static/index.html"), 405),
    ("413 for a body over the size", head(headers=[("Content-Length", 400000)]), 413),
    ("414 for a line that is too long", b"GET /" + b"a" * 200000 + b" HTTP/1.1\r\n", 414),
    ("494 for headers that are too large",
     b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 200000 + b"\r\n\r\n", 400),
    ("500 for what is broken", head("GET", "/broken"), 500),
    ("502 for an upstream that is down", head("GET", "/down"), 502),
    ("503 for a server that is busy", head("GET", "/busy"), 503),
])
class Statuses(Answers):
    def row(self, request, status):
        plain = ask(self.ports["plain"], request)
        self.assertEqual(plain.status, status)
        self.assertIn(b"<html>", plain.body, "the trap: no client can read this")
        answer = ask(self.ports["guard"], request)
        self.assertEqual(answer.status, status)
        self.assertEqual(answer.headers["content-type"], JSON_TYPE)
        self.assertEqual(sorted(answer.json), ["Code", "Message", "RequestId"])
        self.assertRegex(answer.json["RequestId"], UUID)


@rows([
    ("a name", "ecs.example.com", "ecs.example.com"),
    ("a name and a port", "ecs.example.com:8080", "ecs.example.com"),
    ("quotation marks and backslashes", 'a"b\\c', 'a"b\\c'),
    ("bytes that are no text", "a\udcff", "a\ufffd"),
])
class Hosts(Answers):
    def row(self, host, expected):
        answer = ask(self.ports["guard"], head(
            "POST", "/?" + encode(broken(SMALL)), SDK, host=host))
        self.assert_refused(answer)
        self.assertEqual(answer.json["HostId"], expected)


class Refusals(Answers):
    def test_what_stands_behind_a_fragment_is_judged(self):
        """nginx takes "#" for the end of the query, and passes on what is behind it."""
        hidden = encode({"Action": "CreateAutoSnapshotPolicy", **broken(SMALL)})
        length = (("Content-Length", "0"),)
        for target in ("/?x=1#&" + hidden, "/#?" + hidden, "/?x=1#y#?" + hidden,
                       "/?" + encode(SMALL) + "#&Action=CreateAutoSnapshotPolicy&retentionDays=0"):
            request = head("POST", target, length)
            self.assertEqual(ask(self.ports["plain"], request).status, 200, target)
            answer = ask(self.ports["guard"], request)
            self.assertIn(answer.status, (400, 403), target)
        self.assert_passed(ask(self.ports["guard"], head("POST", "/?a=b#top", length)))

    def test_a_body_that_others_may_read_is_no_way_around(self):
        """Servers pass over a coding, or go by one of several types."""
        body = encode({"Action": "CreateAutoSnapshotPolicy", **broken(SMALL)}).encode()
        other = encode({"Action": "DescribeRegions", "a": "b"}).encode()
        form = ("Content-Type", "application/x-www-form-urlencoded")
        for headers in ((form, ("Content-Encoding", "br")), (("Content-Encoding", "gzip"),),
                        (("Content-Type", form[1] + ", text/plain"),),
                        (form, ("X-Test", "a"), ("Content-Type", "application/json"))):
            for text, statuses in ((body, (400, 403)), (other, (200,))):
                request = head("POST", "/", (*headers, ("Content-Length", len(text)))) + text
                answer = ask(self.ports["guard"], request)
                self.assertIn(answer.status, statuses, (headers, text))

    def test_every_refusal_has_an_id_of_its_own(self):
        ids = {ask(self.ports["guard"], by_query(broken(SMALL))).json["RequestId"]
               for _ in range(20)}
        self.assertEqual(len(ids), 20)

    def test_the_id_is_in_the_log(self):
        answer = ask(self.ports["guard"], by_query(broken(SMALL), "logged"))
        logged = self.nginx.logged("logged").split()[0].upper()
        identity = answer.json["RequestId"].replace("-", "")
        self.assertEqual(identity[:12], logged[:12])
        self.assertEqual(identity[17:], logged[17:])

    def test_no_value_of_the_request_is_told_back(self):
        secret = {**SMALL, "Tag.1.Key": "acs:secret", "autoSnapshotPolicyName": "0secret"}
        for port in ("guard", "extended"):
            answer = ask(self.ports[port], by_query(secret))
            self.assertEqual(answer.status, 400)
            self.assertNotIn(b"secret", answer.body)

    def test_an_extended_body_names_every_error(self):
        wrong = {**broken(SMALL), "retentionDays": "0"}
        answer = ask(self.ports["extended"], by_query(wrong))
        self.assertEqual(len(answer.json["Violations"]), 2)
        self.assertNotIn("Violations", ask(self.ports["guard"], by_query(wrong)).json)

    def test_an_answer_to_head_has_no_body(self):
        answer = ask(self.ports["guard"], by_query(broken(SMALL), method="HEAD"))
        self.assertEqual((answer.status, answer.body), (403, b""))
        self.assertGreater(int(answer.headers["content-length"]), 0)

    def test_a_connection_is_used_again(self):
        with Connection(self.ports["guard"]) as connection:
            for parameters, status in ((FULL, 200), (broken(FULL), 403), (FULL, 200)) * 3:
                for request in (by_query(parameters), b"".join(by_form(parameters))):
                    connection.send(request)
                    self.assertEqual(connection.receive().status, status)

    def test_pipelined_answers_come_in_their_order(self):
        requests = [b"".join(by_form(one)) for one in (FULL, broken(FULL), FULL, broken(LARGE))]
        with Connection(self.ports["guard"]) as connection:
            connection.send(b"".join(requests) + by_query(SMALL))
            statuses = [connection.receive().status for _ in range(5)]
        self.assertEqual(statuses, [200, 403, 200, 403, 200])


class Sizes(Answers):
    LENGTH = 200000

    def oversize(self, headers=()):
        return head("POST", "/", (*SDK, *FORM, *headers, ("Content-Length", self.LENGTH)), "big")

    def test_a_length_over_the_limit_is_refused_before_the_body_is_sent(self):
        with Connection(self.ports["plain"]) as connection:
            connection.send(self.oversize())
            self.assertTrue(connection.is_silent(0.2), "without the guard the body is awaited")
        with Connection(self.ports["guard"]) as connection:
            connection.send(self.oversize())
            self.assert_refused(connection.receive(), 413, "InvalidParameter")
            connection.send(b"a" * self.LENGTH + by_query(FULL))
            self.assert_passed(connection.receive())
        self.assertEqual(self.upstream.of("big"), [])

    def test_who_waits_for_100_continue_is_refused_instead(self):
        expecting = self.oversize((("Expect", "100-continue"),))
        with Connection(self.ports["plain"]) as connection:
            connection.send(expecting)
            self.assertEqual(connection.receive().status, 100)
        with Connection(self.ports["guard"]) as connection:
            connection.send(expecting)
            answer = connection.receive()
            self.assert_refused(answer, 413, "InvalidParameter")
            self.assertEqual(answer.headers["connection"], "close")

    def test_chunks_over_the_limit_are_refused(self):
        start = head("POST", "/", (*SDK, *FORM, ("Transfer-Encoding", "chunked")), "chunks")
        body = chunked(b"a=" + b"b" * self.LENGTH, 10000)
        self.assert_passed(ask(self.ports["plain"], start + body))
        self.assert_refused(ask(self.ports["guard"], start + body), 413, "InvalidParameter")
        self.assertEqual(len(self.upstream.of("chunks")), 1)

    def test_chunks_over_the_server_s_size_are_refused_by_nginx_as_json(self):
        start = head("POST", "/", (*SDK, *FORM, ("Transfer-Encoding", "chunked")), "chunks")
        with Connection(self.ports["guard"]) as connection:
            connection.send(start + b"61a80\r\n" + b"a" * 100)
            answer = connection.receive()
        self.assertEqual((answer.status, answer.code), (413, "InvalidParameter"))

    def test_the_limit_is_the_location_s_own(self):
        self.assert_passed(ask(self.ports["small"], by_query(SMALL)))
        self.assert_refused(
            ask(self.ports["small"], by_query({**SMALL, "Tag.1.Key": "a" * 1000})),
            413, "InvalidParameter")

    def test_http2_of_no_announced_length_is_refused(self):
        answer = http2(self.ports["http2"], "/", (*SDK, *FORM), b"a=" + b"b" * self.LENGTH)
        self.assert_refused(answer, 413, "InvalidParameter")

    def test_http2_is_refused_before_an_announced_body_is_sent(self):
        with Http2(self.ports["http2"]) as client:
            client.ask((*SDK, *FORM, ("content-length", self.LENGTH)))
            self.assertEqual(json.loads(client.body())["Code"], "InvalidParameter")

    def test_a_body_that_cannot_be_read_is_refused(self):
        request = head("POST", "/?" + encode(SMALL), (
            *SDK, ("Content-Type", "application/octet-stream"), ("Content-Length", 4)), "octets")
        self.assert_passed(ask(self.ports["plain"], request + b"\1\2\3\4"))
        self.assert_refused(
            ask(self.ports["guard"], request + b"\1\2\3\4"), 400, "InvalidParameter")
        self.assertEqual(len(self.upstream.of("octets")), 1)


class Traps(Answers):
    def test_the_largest_legal_query_needs_larger_buffers(self):
        request = by_query(LARGE)
        self.assertEqual(ask(self.ports["plain"], request).status, 414)
        self.assert_passed(ask(self.ports["guard"], request))

    def test_a_named_location_cannot_answer_a_line_that_is_too_long(self):
        answer = ask(self.ports["small"], b"GET /" + b"a" * 200000 + b" HTTP/1.1\r\n")
        self.assertIn(b"<html>", answer.body)

    def test_what_the_body_alone_would_not_show(self):
        request = by_query(broken(FULL), "sdk")
        self.assert_passed(ask(self.ports["plain"], request))
        self.assert_refused(ask(self.ports["guard"], request))
        self.assertEqual(len(self.upstream.of("sdk")), 1)

    def test_hostile_json_takes_no_memory(self):
        hostile = [b"[" + b"{}," * 43000 + b"{}]", b"[" * 130000, b'{"a":' * 26000,
                   b'{"Tag":[' + b'{"Key":"a"},' * 10000 + b"{}]}"]
        requests = [head("POST", "/", (*SDK, *JSON, ("Content-Length", len(body)))) + body
                    for body in hostile]
        worker, = self.nginx.worker_ids()
        for request in requests:
            ask(self.ports["guard"], request)
        before = resident(worker)
        for request in requests * 10:
            self.assertIn(ask(self.ports["guard"], request).status, (400, 403, 413))
        self.assertLess(resident(worker), before + 512)
        self.assertLess(before, 32 * 1024)


if __name__ == "__main__":
    unittest.main()
