"""Internal redirects and subrequests: no way around the guard, and no false refusal."""

import unittest

from client import FULL, SMALL, ask, broken, by_form, by_query
from guarded import Guarded, rows
from server import wait_until

# Every location is there twice: guarded, and as a control without the guard.
LOCATIONS = """
    location /rewritten { rewrite ^ /target last; }
    location /rewritten_named { error_page 418 = @named; return 418; }
    location @named { proxy_pass http://127.0.0.1:{up}; }
    location /tried { try_files /none /target; }
    location /tried_named { try_files /none @named; }
    location /failed { error_page 404 /target; }
    location /failed_over { error_page 404 = /target; }
    location /failed_upstream {
        error_page 502 = /target;
        proxy_pass http://127.0.0.1:1;
    }
    location /target { proxy_pass http://127.0.0.1:{up}; }
    location /asked { auth_request /permission; proxy_pass http://127.0.0.1:{up}; }
    location = /permission {
        internal;
        proxy_pass_request_body off;
        proxy_set_header Content-Length "";
        proxy_pass http://127.0.0.1:{up}/permission;
    }
    location /mirrored { mirror /copy; proxy_pass http://127.0.0.1:{up}; }
    location = /copy { internal; proxy_pass http://127.0.0.1:{up}/copy$is_args$args; }
    location /another_query { error_page 404 = /target?regionId=nowhere; }
    location /returned { return 200 "returned"; }
"""

HTTP = """
    large_client_header_buffers 4 128k;
    server { listen 127.0.0.1:{guard}; snapguard on;""" + LOCATIONS + """
        location /of_other_rules {
            snapguard_rule time-point-value detect;
            try_files /none /target;
        }
        location /detected { snapguard detect; try_files /none /target; }
        location /unguarded {
            snapguard off;
            location /unguarded/lost { try_files /none /target; }
            location /unguarded/kept { try_files /none /target$is_args$args; }
        }
    }
    server { listen 127.0.0.1:{plain};""" + LOCATIONS + """
    }
"""


class Redirects(Guarded):
    HTTP = HTTP
    PORTS = ("guard", "plain")


def to(place, parameters, identity):
    return by_query(parameters, identity).replace(b"POST /?", f"POST {place}?".encode())


def form_to(place, parameters, identity):
    start, body = by_form(parameters, identity)
    return start.replace(b"POST / ", f"POST {place} ".encode()) + body


@rows([
    ("rewrite last", "/rewritten", 1),
    ("a named location by error_page", "/rewritten_named", 1),
    ("try_files", "/tried", 1),
    ("try_files to a named location", "/tried_named", 1),
    ("error_page with its status", "/failed", 1),
    ("error_page with the status of its target", "/failed_over", 1),
    ("error_page behind an upstream that is down", "/failed_upstream", 1),
    ("auth_request", "/asked", 2),
    ("mirror", "/mirrored", 2),
])
class NoWayAround(Redirects):
    def wait_for(self, identity, count):
        wait_until(lambda: len(self.upstream.of(identity)) >= count, "as many arrive")

    def row(self, place, arriving):
        for way in (to, form_to):
            identity = f"{place}-{way.__name__}"
            ask(self.ports["plain"], way(place, broken(FULL), identity + "-plain"))
            self.assertTrue(self.upstream.of(identity + "-plain"), "without the guard it arrives")
            self.assert_refused(
                ask(self.ports["guard"], way(place, broken(FULL), identity + "-refused")))
            seen = [one for one in self.upstream.of(identity + "-refused")
                    if b"/permission" not in one.line]
            self.assertEqual(seen, [])

            plain = ask(self.ports["plain"], way(place, FULL, identity))
            self.wait_for(identity, arriving)
            expected = [one.digest for one in self.upstream.of(identity)]
            answer = ask(self.ports["guard"], way(place, FULL, identity))
            self.assertEqual((answer.status, answer.body), (plain.status, plain.body))
            self.wait_for(identity, 2 * arriving)
            seen = [one.digest for one in self.upstream.of(identity)][arriving:]
            self.assertEqual(sorted(seen), sorted(expected))


class Verdicts(Redirects):
    def test_a_verdict_is_kept_though_the_query_is_lost(self):
        self.assert_passed(ask(self.ports["guard"], to("/tried", FULL, "lost")))
        (seen,) = self.upstream.of("lost")
        self.assertEqual(seen.line.split()[1], b"/target", "the trap: no query is left")
        self.assertIn("[valid]", self.nginx.logged("lost"))

    def test_stricter_rules_judge_anew(self):
        for way in (to, form_to):
            answer = ask(self.ports["guard"], way("/of_other_rules", broken(FULL), "strict"))
            self.assertIn(answer.status, (400, 403))
        self.assert_refused(answer)
        self.assertEqual(self.upstream.of("strict"), [])

    def test_what_was_detected_is_refused_where_the_guard_is_on(self):
        for way in (to, form_to):
            self.assert_refused(
                ask(self.ports["guard"], way("/detected", broken(FULL), "detected")))
            self.assert_passed(ask(self.ports["guard"], way("/detected", FULL, "detected-valid")))
        self.assertEqual(self.upstream.of("detected"), [])

    def test_another_query_is_judged_anew(self):
        ask(self.ports["plain"], to("/another_query", FULL, "another-plain"))
        self.assertTrue(self.upstream.of("another-plain"))
        answer = ask(self.ports["guard"], to("/another_query", FULL, "another"))
        self.assert_refused(answer, 400, "MissingParameter")
        self.assertEqual(self.upstream.of("another"), [])

    def test_an_unguarded_location_that_loses_the_query_fails_closed(self):
        answer = ask(self.ports["guard"], to("/unguarded/lost", FULL, "fallen"))
        self.assert_refused(answer, 400, "MissingParameter")
        self.assert_passed(ask(self.ports["guard"], to("/unguarded/kept", FULL, "kept")))

    def test_an_unguarded_location_is_no_way_into_a_guarded_one(self):
        for place in ("/unguarded/lost", "/unguarded/kept"):
            for way in (to, form_to):
                ask(self.ports["guard"], way(place, broken(FULL), "fallen-in"))
        self.assertEqual(self.upstream.of("fallen-in"), [])

    def test_return_answers_before_the_guard(self):
        answer = ask(self.ports["guard"], to("/returned", broken(SMALL), "returned"))
        self.assertEqual((answer.status, answer.body), (200, b"returned"))
        self.assertIn("[-]", self.nginx.logged("returned"))

    def test_a_refused_request_is_not_mirrored(self):
        ask(self.ports["plain"], to("/mirrored", broken(FULL), "mirrored-plain"))
        wait_until(lambda: len(self.upstream.of("mirrored-plain")) == 2, "the copy arrives")
        ask(self.ports["guard"], to("/mirrored", broken(FULL), "mirrored"))
        self.assertEqual(self.upstream.of("mirrored"), [])


class Access(Guarded):
    OPTIONS = {"files": {"members": ""}}
    HTTP = """
    limit_req_zone $server_port zone=slow:1m rate=1r/m;
    server {
        listen 127.0.0.1:{guard};
        snapguard on;
        location /open { proxy_pass http://127.0.0.1:{up}; }
        location /denied { deny all; proxy_pass http://127.0.0.1:{up}; }
        location /any {
            satisfy any;
            deny all;
            auth_basic "members";
            auth_basic_user_file members;
            proxy_pass http://127.0.0.1:{up};
        }
        location /limited { limit_req zone=slow; proxy_pass http://127.0.0.1:{up}; }
    }
"""

    def ask(self, place):
        return ask(self.ports["guard"], to(place, broken(FULL), place))

    def test_who_may_not_ask_learns_nothing(self):
        self.assert_refused(self.ask("/open"))
        self.assertEqual(self.ask("/denied").status, 403)
        self.assertIn(b"<html>", self.ask("/denied").body)
        self.assertIn(self.ask("/any").status, (401, 403))
        self.assertNotIn(b"ParameterInvalid", self.ask("/any").body)

    def test_limits_come_first(self):
        self.assert_refused(self.ask("/limited"))
        self.assertEqual(self.ask("/limited").status, 503)


if __name__ == "__main__":
    unittest.main()
