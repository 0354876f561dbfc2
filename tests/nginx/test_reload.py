"""Reloads under load: no request is lost that would not be lost without the module, none is
judged wrongly, and memory stays as it is. SNAPGUARD_RELOADS says how many reloads."""

import os
import threading
import time
import unittest

from client import FULL, Connection, broken, by_form, by_query
from server import Nginx, resident

RELOADS = int(os.environ.get("SNAPGUARD_RELOADS", "20"))
REQUESTS = 100 * RELOADS  # at least: they go on for as long as the reloads do
CLIENTS = 4
BAD = 20  # one request in so many is invalid

UPSTREAM = "server { listen 127.0.0.1:{guard}; location / { return 200 'arrived'; } }"
GUARDS = """
snapguard_zone counters:1m;
upstream behind { server 127.0.0.1:{up}; keepalive 16; }
server {
    listen 127.0.0.1:{on};
    snapguard on;
    location / { proxy_http_version 1.1; proxy_set_header Connection ""; proxy_pass http://behind; }
}
server {
    listen 127.0.0.1:{off};
    location / { proxy_http_version 1.1; proxy_set_header Connection ""; proxy_pass http://behind; }
}
"""


class Load:
    """Sends requests over connections that are kept, and writes down how each one ended."""

    def __init__(self, port):
        self.port = port
        self.ended = {"good": [], "bad": []}
        self.is_enough = False
        self.threads = [threading.Thread(target=self.run) for _ in range(CLIENTS)]

    def start(self):
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.is_enough = True
        for thread in self.threads:
            thread.join()

    def run(self):
        connection = None
        i = 0
        while i < REQUESTS // CLIENTS or not self.is_enough:
            connection = connection or Connection(self.port)
            if not self.send(connection, i):
                connection.socket.close()
                connection = None
            i += 1
        if connection:
            connection.socket.close()

    def send(self, connection, i):
        """Returns whether the connection can be used again."""
        kind = "good" if i % BAD else "bad"
        try:
            connection.send(self.request(i, kind))
            answer = connection.receive()
        except (OSError, EOFError):
            self.ended[kind].append("lost")
            return False
        self.ended[kind].append(answer.status)
        return answer.headers.get("connection") != "close"

    @staticmethod
    def request(i, kind):
        parameters = FULL if kind == "good" else broken(FULL)
        return by_query(parameters, kind) if i % 2 else b"".join(by_form(parameters, kind))

    def lost(self):
        return self.ended["good"].count("lost") + self.ended["bad"].count("lost")

    def sent(self):
        return len(self.ended["good"]) + len(self.ended["bad"])


class Reload(unittest.TestCase):
    def setUp(self):
        # Of its own, or it would be reloaded too.
        self.behind = Nginx(UPSTREAM)
        self.addCleanup(self.behind.stop)
        self.behind.start()
        self.nginx = Nginx(GUARDS, ("on", "off"), upstreams={"up": self.behind.ports["guard"]})
        self.addCleanup(self.nginx.stop)
        self.nginx.start()

    def reload_under(self, load):
        """Returns the master's memory after a third of the reloads, and after all."""
        sizes = []
        load.start()
        for _ in range(RELOADS):
            before = self.nginx.worker_ids()
            self.nginx.reload()
            while set(self.nginx.worker_ids()) <= set(before):
                time.sleep(0.005)
            sizes.append(resident(self.nginx.process.pid))
        load.stop()
        return sizes[RELOADS // 3], sizes[-1]

    def test_nothing_is_lost_and_nothing_grows(self):
        control, guarded = Load(self.nginx.ports["off"]), Load(self.nginx.ports["on"])
        self.reload_under(control)
        arrived = len(self.behind.log_lines("bad"))
        self.assertGreater(arrived, 0, "without the guard bad requests arrive")
        early, late = self.reload_under(guarded)

        self.assertLessEqual(set(guarded.ended["good"]), {200, "lost"})
        self.assertLessEqual(set(guarded.ended["bad"]), {403, "lost"})
        self.assertLessEqual(guarded.lost(), 2 * control.lost() + RELOADS * CLIENTS // 4)
        self.assertEqual(len(self.behind.log_lines("bad")), arrived)
        self.assertLess(late - early, 256, "KiB that the master has grown")
        print(f"{RELOADS} reloads: {guarded.lost()} of {guarded.sent()} requests lost, without"
              f" the guard {control.lost()} of {control.sent()}; the master has {late} KiB,"
              f" and had {early}", flush=True)


if __name__ == "__main__":
    unittest.main()
