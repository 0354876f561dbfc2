"""The ctypes binding, used as a program would use it."""
import json
import subprocess
import sys
import threading
import unittest

import snapguard

GOOD = {
    "regionId": "cn-hangzhou",
    "timePoints": '["1"]',
    "repeatWeekdays": '["1"]',
    "retentionDays": 30,
}
QUERY = b"regionId=cn-hangzhou&timePoints=%5B%221%22%5D&repeatWeekdays=%5B%221%22%5D&"


def request(**members):
    return json.dumps({**GOOD, **members}).encode()


def rules(report):
    return [finding["rule"] for finding in report.findings]


class Python(unittest.TestCase):
    def setUp(self):
        self.engine = snapguard.Engine()
        self.context = self.engine.context()

    def test_a_valid_request(self):
        report = self.context.check(request())
        self.assertEqual((report.verdict, report.http_status), ("valid", 200))
        self.assertEqual(report.findings, [])
        self.assertIsNone(report.body)

    def test_an_invalid_request(self):
        report = self.context.check(request(retentionDays=0), request_id='"1"')
        self.assertEqual((report.verdict, report.http_status), ("invalid", 403))
        self.assertEqual(rules(report), ["retention-days-range"])
        self.assertEqual(report.findings[0]["pointer"], "/retentionDays")
        self.assertEqual(
            report.body,
            b'{"RequestId":"\\"1\\"","Code":"ParameterInvalid",'
            b'"Message":"The specified RetentionDays parameter is invalid."}')

    def test_another_operation(self):
        report = self.context.check(b'{"Action": "DescribeDisks"}')
        self.assertEqual(report.verdict, "not-applicable")

    def test_bytes_that_are_no_text(self):
        self.assertEqual(rules(self.context.check(b"\0\xff")), ["invalid-json"])
        self.assertEqual(rules(self.context.check(b"")), ["invalid-json"])

    def test_a_query(self):
        report = self.context.check(QUERY + b"retentionDays=30", snapguard.QUERY)
        self.assertEqual(report.verdict, "valid")
        report = self.context.check(QUERY + b"retentionDays=0", snapguard.QUERY)
        self.assertEqual(rules(report), ["retention-days-range"])
        self.assertIsNone(report.findings[0]["pointer"])

    def test_a_form(self):
        report = self.context.check(QUERY + b"retentionDays=65536", snapguard.FORM)
        self.assertEqual(rules(report), ["retention-days-range"])

    def test_raw_http(self):
        report = self.context.check(
            b"POST /?" + QUERY + b"retentionDays=0 HTTP/1.1\r\nHost: a\r\n"
            b"x-acs-action: CreateAutoSnapshotPolicy\r\n\r\n", snapguard.HTTP)
        self.assertEqual((report.verdict, report.http_status), ("invalid", 403))

    def test_a_report_outlives_its_context(self):
        report = self.context.check(request(retentionDays=0))
        self.context.check(request())
        del self.context, self.engine
        self.assertEqual(rules(report), ["retention-days-range"])

    def test_a_context_keeps_its_engine(self):
        context = snapguard.Engine(strict=True).context()
        self.assertEqual(context.check(request(colour=1)).verdict, "invalid")
        self.assertEqual(self.context.check(request(colour=1)).verdict, "valid")

    def test_facts(self):
        facts = {"regions": {"cn-hangzhou": {"policyCount": 100}}}
        report = snapguard.Engine(facts=facts).context().check(request())
        self.assertEqual(rules(report), ["policy-quota"])

    def test_a_severity_of_ones_own(self):
        engine = snapguard.Engine(severities={"retention-days-range": snapguard.WARNING})
        report = engine.context().check(request(retentionDays=0))
        self.assertEqual((report.verdict, report.findings[0]["severity"]), ("valid", "warning"))

    def test_an_engine_that_cannot_be_made(self):
        with self.assertRaisesRegex(ValueError, "no-such-rule"):
            snapguard.Engine(severities={"no-such-rule": snapguard.OFF})
        with self.assertRaises(ValueError):
            snapguard.Engine(severities={"policy-quota": 7})
        with self.assertRaises(ValueError):
            snapguard.Engine(facts={"colour": 1})

    def test_threads_share_an_engine(self):
        wrong = []

        def work():
            context = self.engine.context()
            for days in list(range(-1, 3)) * 50:
                expected = [] if days == 1 or days == 2 else ["retention-days-range"]
                found = rules(context.check(request(retentionDays=days)))
                if days != -1 and found != expected:
                    wrong.append((days, found))

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])

    def test_as_a_program(self):
        for text, status in ((request(), 0), (request(retentionDays=0), 1)):
            done = subprocess.run(
                [sys.executable, snapguard.__file__, "/dev/stdin"], input=text,
                capture_output=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (status, b""))
            self.assertEqual(b"[retention-days-range]" in done.stdout, status == 1)


if __name__ == "__main__":
    unittest.main()
