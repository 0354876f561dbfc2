"""The stand-in for the service."""

import re
import unittest

from client import (FORM, FULL, JSON, LARGE, NAMED, SDK, SMALL, ask, broken, by_form, by_query,
                    encode, head)
from guarded import JSON_TYPE, UUID, Guarded

HTTP = """
snapguard_zone counters:1m;
server {
    listen 127.0.0.1:{guard};
    large_client_header_buffers 4 128k;
    include snapguard-errors.conf;
    location / { snapguard_emulate on; }
    location /detected { snapguard detect; snapguard_emulate on; }
    location /guarded { snapguard on; proxy_pass http://127.0.0.1:{up}; }
}
"""
POLICY = re.compile(r"sp-[a-z0-9]{20}")
QUOTA = "AutoSnapshotPolicy.QuotaExceed"


def signed(key):
    return (("Authorization", f"ACS3-HMAC-SHA256 Credential={key},SignedHeaders=a,Signature=b"),)


class Emulator(Guarded):
    HTTP = HTTP

    def ask(self, request):
        return ask(self.ports["guard"], request)

    def assert_created(self, answer):
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.headers["content-type"], JSON_TYPE)
        self.assertEqual(sorted(answer.json), ["AutoSnapshotPolicyId", "RequestId"])
        self.assertRegex(answer.json["RequestId"], UUID)
        self.assertRegex(answer.json["AutoSnapshotPolicyId"], POLICY)
        return answer.json["AutoSnapshotPolicyId"]


class Policies(Emulator):
    def test_a_valid_request_gets_a_policy(self):
        ids = {self.assert_created(self.ask(request)) for request in (
            by_query(SMALL), by_query(FULL), by_query(LARGE), b"".join(by_form(FULL)),
            b"".join(by_form(LARGE)))}
        self.assertEqual(len(ids), 5, "every policy has an id of its own")

    def test_an_invalid_one_gets_the_documented_error(self):
        self.assert_refused(self.ask(by_query(broken(FULL))))
        self.assert_refused(self.ask(by_query({})), 400, "MissingParameter")

    def test_other_operations_are_not_there(self):
        self.assert_refused(self.ask(head("GET", "/")), 400, "InvalidParameter")

    def test_detection_lets_everything_succeed(self):
        request = by_query(broken(FULL)).replace(b"POST /?", b"POST /detected?")
        self.assert_created(self.ask(request))


class Quota(Emulator):
    def fill(self, request):
        for _ in range(100):
            self.assert_created(self.ask(request))
        self.assert_refused(self.ask(request), 403, QUOTA)

    def test_the_hundred_and_first_policy_is_one_too_many(self):
        self.fill(by_query(FULL, headers=signed("first")))
        self.assert_created(self.ask(by_query(FULL, headers=signed("second"))))
        elsewhere = {**FULL, "regionId": "cn-shanghai"}
        self.assert_created(self.ask(by_query(elsewhere, headers=signed("first"))))

    def test_the_region_is_found_however_it_is_written(self):
        key = {"AccessKeyId": "third"}
        region = {**SMALL, **key}
        body = encode({**NAMED, **region}).encode()
        form = head("POST", "/", (*FORM, ("Content-Length", len(body)))) + body
        json = ('{"AccessKeyId": "third", "regionId" : "cn-hangzhou", "timePoints": "[\\"1\\"]",'
                '"repeatWeekdays": "[\\"1\\"]", "retentionDays": 1}').encode()
        by_json = head("POST", "/", (*SDK, *JSON, ("Content-Length", len(json)))) + json
        alias = {"RegionId" if name == "regionId" else name: value
                 for name, value in region.items()}
        self.fill(by_query(region))
        for request in (form, by_json, by_query(alias),
                        by_query(SMALL, headers=signed("third"))):
            self.assert_refused(self.ask(request), 403, QUOTA)

    def test_the_count_outlives_a_reload(self):
        request = by_query(FULL, headers=signed("reloaded"))
        self.fill(request)
        before = self.nginx.worker_ids()
        self.nginx.reload()
        self.nginx.wait_for_new_workers(before)
        self.assert_refused(self.ask(request), 403, QUOTA)


class Told(Emulator):
    def test_any_row_of_the_account_can_be_asked_for(self):
        for rule, status, code in (
                ("policy-quota", 403, QUOTA),
                ("account-balance", 403, "InvalidAccountStatus.NotEnoughBalance"),
                ("kms-key-disabled", 400, "InvalidParameter.KMSKeyId.CMKNotEnabled"),
                ("region-unsupported", 403, "Abs.InvalidAction.RegionNotSupport"),
                ("disk-category", 400, "DiskCategory.OperationNotSupported")):
            with self.subTest(rule):
                told = by_query(FULL, headers=(("X-Snapguard-Answer", rule),))
                self.assert_refused(self.ask(told), status, code)

    def test_a_rule_that_is_none_is_said_to_be_none(self):
        told = by_query(FULL, headers=(("X-Snapguard-Answer", "no-such-rule"),))
        answer = self.ask(told)
        self.assert_refused(answer, 400, "InvalidParameter")
        self.assertIn("X-Snapguard-Answer", answer.json["Message"])

    def test_only_the_stand_in_listens_to_it(self):
        told = by_query(FULL, headers=(("X-Snapguard-Answer", "policy-quota"),))
        self.assert_passed(self.ask(told.replace(b"POST /?", b"POST /guarded?")))


if __name__ == "__main__":
    unittest.main()
