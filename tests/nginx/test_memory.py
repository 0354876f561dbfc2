"""Where no verdict can be reached, the guard does what it was told to: it stays shut."""

import os
import unittest

from client import LARGE, SMALL, ask, broken, by_form, by_query
from guarded import Guarded

FAILING = os.environ["SNAPGUARD_FAILING"]

SERVER = """
server {
    listen 127.0.0.1:{%s};
    large_client_header_buffers 4 128k;
    %s
    location / { proxy_pass http://127.0.0.1:{up}; }
}
"""


class NoMemory(Guarded):
    """What a large request needs is refused by the system; a small one needs less."""

    HTTP = ("snapguard_zone counters:1m;" + SERVER % ("default", "snapguard on;") +
            SERVER % ("reject", "snapguard on; snapguard_on_error reject;") +
            SERVER % ("pass", "snapguard on; snapguard_on_error pass;") +
            SERVER % ("detect", "snapguard detect;"))
    PORTS = ("default", "reject", "pass", "detect")
    OPTIONS = {"environment": {"FAILING_SIZE": "40000"}, "preload": FAILING}

    def requests(self, identity):
        return by_query(LARGE, identity), b"".join(by_form(LARGE, identity))

    def test_the_guard_stays_shut(self):
        for port in ("default", "reject"):
            for request in self.requests("shut"):
                answer = ask(self.ports[port], request)
                self.assert_refused(answer, 503, "ServiceUnavailable")
        self.assertEqual(self.upstream.of("shut"), [])
        self.assertIn("[error] [-] [-] [-] [0]", self.nginx.logged("shut"))
        self.assertIn("no verdict", self.nginx.read("error.log"))

    def test_the_guard_opens_where_it_is_told_to(self):
        for port in ("pass", "detect"):
            for request in self.requests("open"):
                self.assert_passed(ask(self.ports[port], request))

    def test_it_judges_again_when_there_is_memory(self):
        for port in ("default", "pass"):
            self.assertEqual(ask(self.ports[port], by_query(broken(SMALL))).status, 403)
            for request in self.requests("between"):
                ask(self.ports[port], request)
            self.assertEqual(ask(self.ports[port], by_query(broken(SMALL))).status, 403)
            self.assert_passed(ask(self.ports[port], by_query(SMALL)))


if __name__ == "__main__":
    unittest.main()
