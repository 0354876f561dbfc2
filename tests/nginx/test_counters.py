"""The counters, and the two pages that show them."""

import json
import re
import shutil
import subprocess
import unittest

from client import FULL, SMALL, ask, broken, by_query, head
from guarded import JSON_TYPE, Guarded

PROMTOOL = shutil.which("promtool")

HTTP = """
snapguard_zone counters:1m;
server {
    listen 127.0.0.1:{guard};
    snapguard on;
    location / { proxy_pass http://127.0.0.1:{up}; }
    location /detected { snapguard detect; proxy_pass http://127.0.0.1:{up}; }
    location /unguarded { snapguard off; proxy_pass http://127.0.0.1:{up}; }
    location = /json { snapguard off; snapguard_status json; }
    location = /prometheus { snapguard off; snapguard_status prometheus; }
    location /elsewhere { snapguard_zone others:1m; proxy_pass http://127.0.0.1:{up}; }
    location = /others { snapguard off; snapguard_zone others:1m; snapguard_status json; }
}
"""

# The server block says what the locations would have to take back.
INHERITED = """
snapguard_zone counters:1m;
server {
    listen 127.0.0.1:{guard};
    snapguard on;
    snapguard_unmatched reject;
    location / { proxy_pass http://127.0.0.1:{up}; }
    location = /status { snapguard_status json; }
    location = /both { snapguard_status json; proxy_pass http://127.0.0.1:{up}; }
}
server {
    listen 127.0.0.1:{stand_in};
    snapguard_emulate on;
    location = /status { snapguard_status json; }
}
"""

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"'
SAMPLE = re.compile(rf"({NAME})(?:\{{({LABEL}(?:,{LABEL})*)\}})? ([0-9.]+)")
COMMENT = re.compile(rf"# (?:HELP {NAME} .+|TYPE {NAME} (?:counter|histogram))")


def to(place, parameters):
    return by_query(parameters).replace(b"POST /?", f"POST {place}?".encode())


class Counters(Guarded):
    HTTP = HTTP
    OPTIONS = {"workers": 2}

    def page(self, place="/json"):
        answer = ask(self.ports["guard"], head("GET", place))
        self.assertEqual(answer.status, 200)
        return answer

    def count(self, place="/json"):
        return self.page(place).json

    def send(self, *requests):
        for request in requests:
            ask(self.ports["guard"], request)

    def test_requests_are_counted_by_verdict(self):
        before = self.count()
        self.send(by_query(FULL), by_query(FULL), by_query(broken(FULL)),
                  to("/detected", broken(FULL)), to("/unguarded", broken(FULL)),
                  head("GET", "/page"))
        after = self.count()
        counted = {verdict: after["requests"][verdict] - before["requests"][verdict]
                   for verdict in after["requests"]}
        self.assertEqual(counted, {"valid": 2, "invalid": 2, "undetermined": 0,
                                   "not-applicable": 1, "error": 0})
        self.assertEqual(after["refused"] - before["refused"], 1)

    def test_codes_and_rules_are_counted(self):
        before = self.count()
        self.send(by_query(broken(SMALL)), by_query({**SMALL, "NoSuchParameter": "1"}))
        after = self.count()
        self.assertEqual(after["codes"]["ParameterInvalid"],
                         before["codes"].get("ParameterInvalid", 0) + 1)
        self.assertGreater(after["rules"]["time-point-value"]["error"],
                           before["rules"].get("time-point-value", {}).get("error", 0))
        self.assertGreater(after["rules"]["unknown-parameter"]["warning"],
                           before["rules"].get("unknown-parameter", {}).get("warning", 0))

    def test_a_zone_of_its_own_counts_alone(self):
        before = self.count(), self.count("/others")
        self.send(to("/elsewhere", FULL))
        after = self.count(), self.count("/others")
        self.assertEqual(after[0]["requests"], before[0]["requests"])
        self.assertEqual(after[1]["requests"]["valid"], before[1]["requests"]["valid"] + 1)

    def test_counters_outlive_a_reload(self):
        self.send(by_query(FULL), by_query(broken(FULL)))
        before = self.count()
        workers = self.nginx.worker_ids()
        self.nginx.reload()
        self.nginx.wait_for_new_workers(workers)
        self.assertEqual(self.count(), before)

    def test_the_json_page(self):
        page = self.page()
        self.assertEqual(page.headers["content-type"], JSON_TYPE)
        self.assertEqual(page.json["schema"], "snapguard/counters/1")
        judged = sum(page.json["requests"].values())
        self.assertEqual(sum(one["count"] for one in page.json["judging"]["buckets"]), judged)

    def test_the_prometheus_page(self):
        self.send(by_query(FULL), by_query(broken(FULL)), by_query({"Tag.1.Key": "acs:"}))
        page = self.page("/prometheus")
        self.assertEqual(page.headers["content-type"], "text/plain; version=0.0.4")
        self.assertTrue(page.body.endswith(b"\n"))
        samples, typed = {}, set()
        for line in page.body.decode().splitlines():
            if line.startswith("#"):
                self.assertRegex(line, f"^{COMMENT.pattern}$")
                typed.add(line.split()[2])
                continue
            name, labels, value = SAMPLE.fullmatch(line).groups()
            self.assertNotIn((name, labels), samples, "a sample twice")
            self.assertIn(re.sub("_(bucket|sum|count)$", "", name), typed)
            samples[name, labels] = float(value)
        self.assert_agrees(samples)
        self.assert_is_histogram(samples)

    @unittest.skipUnless(PROMTOOL, "promtool is not here (Debian: prometheus)")
    def test_the_prometheus_page_to_promtool(self):
        self.send(by_query(FULL), by_query(broken(FULL)))
        done = subprocess.run([PROMTOOL, "check", "metrics"], input=self.page("/prometheus").body,
                              capture_output=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, b""), done.stdout)

    def assert_agrees(self, samples):
        page = self.count()
        for verdict, count in page["requests"].items():
            self.assertEqual(samples["snapguard_requests_total", f'verdict="{verdict}"'], count)
        for code, count in page["codes"].items():
            self.assertEqual(samples["snapguard_codes_total", f'code="{code}"'], count)
        for rule, counts in page["rules"].items():
            for severity, count in counts.items():
                labels = f'rule="{rule}",severity="{severity}"'
                self.assertEqual(samples["snapguard_findings_total", labels], count)

    def assert_is_histogram(self, samples):
        buckets = [value for (name, _), value in samples.items()
                   if name == "snapguard_judging_seconds_bucket"]
        self.assertEqual(buckets, sorted(buckets))
        self.assertEqual(buckets[-1], samples["snapguard_judging_seconds_count", None])

    def test_a_page_can_only_be_read(self):
        answer = ask(self.ports["guard"], head("POST", "/json", [("Content-Length", "0")]))
        self.assertEqual(answer.status, 405)
        self.assertEqual(ask(self.ports["guard"], head("HEAD", "/json")).body, b"")

    def test_the_page_is_json_before_anything_was_counted(self):
        answer = ask(self.ports["guard"], head("GET", "/others"))
        self.assertEqual(json.loads(answer.body)["uncounted"], 0)


class Inherited(Guarded):
    """The pages of counters in servers that judge, refuse and emulate everywhere."""
    HTTP = INHERITED
    PORTS = ("guard", "stand_in")

    def page(self, port="guard", place="/status"):
        answer = ask(self.ports[port], head("GET", place))
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.json["schema"], "snapguard/counters/1")
        return answer.json

    def test_a_page_is_not_counted(self):
        self.assertEqual(self.page(), self.page())

    def test_a_page_is_shown_where_all_other_operations_are_refused(self):
        self.assert_refused(ask(self.ports["guard"], head("GET", "/")), 400, "InvalidParameter")
        self.page()

    def test_a_query_to_a_page_is_not_judged(self):
        query = "/status?Action=CreateAutoSnapshotPolicy&retentionDays=0"
        before = self.page()
        self.assertEqual(self.page(place=query), before)

    def test_the_stand_in_shows_its_page(self):
        self.assert_refused(
            ask(self.ports["stand_in"], head("GET", "/")), 400, "InvalidParameter")
        self.page("stand_in")

    def test_what_goes_to_an_upstream_is_judged_all_the_same(self):
        self.assert_refused(ask(self.ports["guard"], to("/both", broken(FULL))))
        self.assert_passed(ask(self.ports["guard"], to("/both", FULL)))


if __name__ == "__main__":
    unittest.main()
