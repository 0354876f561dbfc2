"""What the directives do, and what is said of wrong ones."""

import re
import subprocess
import unittest

from client import FULL, SDK, SMALL, ask, broken, by_query, encode, head
from guarded import Guarded, rows
from server import MODULE, NGINX, Nginx

OTHER = head("POST", "/?RegionId=cn-hangzhou", (("x-acs-action", "DescribeRegions"),
                                              ("Content-Length", "0")), "other")
TWO_FAULTS = {**broken(SMALL), "retentionDays": "0"}


def server(port, directives, http=""):
    return http + """
    server {
        listen 127.0.0.1:{%s};
        %s
        location / { proxy_pass http://127.0.0.1:{up}; }
        location /inner {
            snapguard_rule retention-days-range off;
            proxy_pass http://127.0.0.1:{up};
        }
    }
    """ % (port, directives)


class Rules(Guarded):
    HTTP = (server("detect", "snapguard on; snapguard_rule time-point-value detect;") +
            server("off", "snapguard on; snapguard_rule time-point-value off;") +
            server("on", "snapguard on; snapguard_rule unknown-parameter on;") +
            server("default", "snapguard on;") +
            server("all", "snapguard on; snapguard_rule * detect;") +
            server("later", "snapguard on; snapguard_rule * detect;"
                            "snapguard_rule time-point-value on;"))
    PORTS = ("detect", "off", "on", "default", "all", "later")

    def ask(self, port, parameters, identity=""):
        return ask(self.ports[port], by_query(parameters, identity))

    def test_a_rule_in_detection_never_refuses(self):
        self.assert_passed(self.ask("detect", broken(SMALL), "rule-detect"))
        self.assertIn("[valid] [-] [time-point-value] [timePoints] [0]",
                      self.nginx.logged("rule-detect"))
        self.assertEqual(self.ask("detect", TWO_FAULTS).status, 403)

    def test_a_rule_that_is_off_finds_nothing(self):
        self.assert_passed(self.ask("off", broken(SMALL), "rule-off"))
        self.assertIn("[valid] [-] [-] [-] [0]", self.nginx.logged("rule-off"))

    def test_a_warning_can_be_made_to_refuse(self):
        unknown = {**SMALL, "NoSuchParameter": "1"}
        self.assert_passed(self.ask("default", unknown, "rule-default"))
        self.assertIn("[valid] [-] [unknown-parameter]", self.nginx.logged("rule-default"))
        self.assert_refused(self.ask("on", unknown), 400, "InvalidParameter")

    def test_an_inner_block_adds_to_the_rules_of_the_outer_one(self):
        request = by_query(TWO_FAULTS, "inner").replace(b"POST /?", b"POST /inner?")
        self.assert_passed(ask(self.ports["off"], request))
        self.assert_refused(ask(self.ports["default"], request))

    def test_all_rules_in_detection_refuse_nothing(self):
        self.assert_passed(self.ask("all", TWO_FAULTS))
        self.assert_passed(self.ask("all", {}))

    def test_a_later_directive_wins(self):
        self.assert_refused(self.ask("later", TWO_FAULTS))


class Unmatched(Guarded):
    HTTP = (server("passing", "snapguard on;") +
            server("rejecting", "snapguard on; snapguard_unmatched reject;") +
            server("detecting", "snapguard detect; snapguard_unmatched reject;"))
    PORTS = ("passing", "rejecting", "detecting")

    def test_other_operations_pass(self):
        for port in ("passing", "detecting"):
            self.assert_passed(ask(self.ports[port], OTHER))
        self.assertIn("[not-applicable] [-] [-] [-] [0]", self.nginx.logged("other"))

    def test_what_names_no_operation_passes(self):
        self.assert_passed(ask(self.ports["passing"], head("GET", "/page?a=b")))
        self.assert_passed(ask(self.ports["passing"], head("GET", "/page")))

    def test_other_operations_are_refused_where_that_is_wanted(self):
        before = len(self.upstream.seen)
        for request in (OTHER, head("GET", "/page")):
            self.assert_refused(ask(self.ports["rejecting"], request), 400, "InvalidParameter")
        self.assertEqual(len(self.upstream.seen), before)
        self.assert_passed(ask(self.ports["rejecting"], by_query(FULL)))

    def test_a_host_that_is_no_text_is_left_out(self):
        answer = ask(self.ports["rejecting"], head("GET", "/page", host="a\udcff"))
        self.assertNotIn("HostId", answer.json)
        answer = ask(self.ports["rejecting"], head("GET", "/page", host='a"b'))
        self.assertEqual(answer.json["HostId"], 'a"b')


class Spellings(Guarded):
    """No spelling of the operation's name is a way past the guard."""

    HTTP = server("guard", "snapguard on;") + server("plain", "")
    PORTS = ("guard", "plain")

    def test_every_spelling_is_judged(self):
        query = encode(broken(SMALL))
        requests = [
            head("POST", "/?" + query, [("X-ACS-Action", "createautosnapshotpolicy")], "spelt"),
            head("POST", "/?" + query, [("x-acs-action", " CreateAutoSnapshotPolicy\t")], "spelt"),
            head("POST", "/?" + query, [("x-acs-action", "CreateAutoSnapshotPolicy")] * 2, "spelt"),
            head("POST", "/?" + query, [("x-acs-action", "DescribeRegions"), *SDK], "spelt"),
            head("POST", "/?" + query, [*SDK, ("x-acs-action", "DescribeRegions")], "spelt"),
            head("GET", "/?Action=CREATEAUTOSNAPSHOTPOLICY&" + query, identity="spelt"),
            head("GET", "/?%41ction=Create%41utoSnapshotPolicy&" + query, identity="spelt"),
            head("GET", "/?" + query + "&Action=CreateAutoSnapshotPolicy", identity="spelt"),
            head("GET", "http://elsewhere/?Action=CreateAutoSnapshotPolicy&" + query,
                 identity="spelt"),
            head("PUT", "/any/place?Action=CreateAutoSnapshotPolicy&" + query, identity="spelt"),
        ]
        for count, request in enumerate(requests, 1):
            self.assertIn(ask(self.ports["guard"], request).status, (400, 403), request)
            self.assert_passed(ask(self.ports["plain"], request))
            self.assertEqual(len(self.upstream.of("spelt")), count)


QUOTA = '{"regions": {"cn-hangzhou": {"policyCount": 100}}}'


class Facts(Guarded):
    HTTP = (server("known", "snapguard on; snapguard_facts facts.json;") +
            server("unknown", "snapguard on;") +
            server("detected", "snapguard on; snapguard_facts facts.json;"
                               "snapguard_rule policy-quota detect;"))
    PORTS = ("known", "unknown", "detected")
    OPTIONS = {"files": {"facts.json": QUOTA}}

    def test_what_is_known_of_the_account_decides(self):
        self.assert_refused(ask(self.ports["known"], by_query(SMALL)),
                            403, "AutoSnapshotPolicy.QuotaExceed")
        elsewhere = {**SMALL, "regionId": "cn-shanghai"}
        for port, parameters in (("known", elsewhere), ("unknown", SMALL), ("detected", SMALL)):
            self.assert_passed(ask(self.ports[port], by_query(parameters)))


@rows([
    ("a file that is not there", None, r'facts\.json" cannot be opened .*nginx\.conf:\d+'),
    ("a file of no JSON", "{\n  1", r"facts\.json:2:3: .*nginx\.conf:\d+"),
    ("a fact that is none", '{"regions": 1}', r"facts\.json:1:\d+: .*nginx\.conf:\d+"),
    ("an empty file", "", r"facts\.json:1:1: .*nginx\.conf:\d+"),
])
class WrongFacts(unittest.TestCase):
    def row(self, text, said):
        nginx = Nginx("server { listen 127.0.0.1:{guard}; snapguard_facts facts.json; }",
                      files={} if text is None else {"facts.json": text})
        self.addCleanup(nginx.stop)
        status, output = nginx.test()
        self.assertEqual(status, 1, output)
        self.assertRegex(output, said)


PACK = """{
  "schema": "snapguard/pack/1", "name": "%s", "edition": "2024-04-11",
  "operation": {"product": "Ecs", "name": "CreateAutoSnapshotPolicy", "version": "2014-05-26"},
  "rules": [{
    "id": "%s/region", "severity": "%s", "at": "regionId",
    "check": "value", "must": {"in": ["%s"]}, "message": "{value} is not ours"
  }]
}
"""
HANGZHOU = PACK % ("acme", "acme", "error", "cn-hangzhou")
BEIJING = PACK % ("other", "other", "error", "cn-beijing")


class Packs(Guarded):
    HTTP = (server("one", "snapguard on; snapguard_pack acme.json;") +
            """
            server {
                listen 127.0.0.1:{two};
                snapguard on;
                snapguard_pack acme.json;
                location / { snapguard_pack other.json; proxy_pass http://127.0.0.1:{up}; }
            }
            """ +
            server("detected", "snapguard on; snapguard_rule acme/region detect;"
                               "snapguard_pack acme.json;") +
            server("off", "snapguard on; snapguard_rule acme/region off;"
                          "snapguard_pack acme.json;"))
    PORTS = ("one", "two", "detected", "off")
    OPTIONS = {"files": {"acme.json": HANGZHOU, "other.json": BEIJING}}

    def ask(self, port, region, identity=""):
        return ask(self.ports[port], by_query({**SMALL, "regionId": region}, identity))

    def test_what_is_against_a_rule_of_a_pack_is_refused(self):
        self.assert_passed(self.ask("one", "cn-hangzhou"))
        answer = self.ask("one", "cn-shanghai", "pack-refused")
        self.assert_refused(answer, 400, "InvalidParameter")
        self.assertNotIn("shanghai", answer.body.decode())
        self.assertIn("[invalid] [InvalidParameter] [acme/region] [regionId] [1]",
                      self.nginx.logged("pack-refused"))

    def test_an_inner_block_adds_to_the_packs_of_the_outer_one(self):
        for region, rule in (("cn-hangzhou", "other"), ("cn-beijing", "acme")):
            self.assert_refused(self.ask("two", region, "pack-" + rule), 400, "InvalidParameter")
            self.assertIn(f"[{rule}/region] [regionId] [1]", self.nginx.logged("pack-" + rule))

    def test_a_rule_of_a_pack_in_detection_never_refuses(self):
        self.assert_passed(self.ask("detected", "cn-shanghai", "pack-detect"))
        self.assertIn("[valid] [-] [acme/region] [regionId] [0]",
                      self.nginx.logged("pack-detect"))
        self.assert_passed(self.ask("off", "cn-shanghai"))

    def test_a_documented_error_is_answered_as_ever(self):
        self.assert_refused(ask(self.ports["one"], by_query(
            {**broken(SMALL), "regionId": "cn-shanghai"})))


@rows([
    ("a file that is not there", {}, "snapguard_pack acme.json;",
     r'acme\.json" cannot be opened .*nginx\.conf:\d+'),
    ("a file of no JSON", {"acme.json": "{\n  1"}, "snapguard_pack acme.json;",
     r"acme\.json:2:3: pack: not JSON.*nginx\.conf:\d+"),
    ("a rule without a message", {"acme.json": HANGZHOU.replace("message", "massage")},
     "snapguard_pack acme.json;",
     r'acme\.json:6:56: acme/region: "massage" has no meaning here.*nginx\.conf:\d+'),
    ("a pack twice", {"acme.json": HANGZHOU}, "snapguard_pack acme.json; snapguard_pack acme.json;",
     r'acme\.json:2:41: pack 2: another pack is called "acme", too.*nginx\.conf:\d+'),
    ("a pack of an outer block again", {"acme.json": HANGZHOU},
     "snapguard on; snapguard_pack acme.json; location / { snapguard_pack acme.json; }",
     r'pack 2: another pack is called "acme", too.*nginx\.conf:\d+'),
    ("a rule that the pack does not have", {"acme.json": HANGZHOU},
     "snapguard on; snapguard_pack acme.json; snapguard_rule acme/regions off;",
     r'there is no rule "acme/regions" in .*nginx\.conf:\d+'),
    ("a rule of a pack that is not there", {},
     "snapguard on; snapguard_rule acme/region off;",
     r'there is no rule "acme/region" in .*nginx\.conf:\d+'),
    ("a pack for another edition", {"acme.json": HANGZHOU.replace("2024-04-11", "2026-09-01")},
     "snapguard_pack acme.json;", r'acme\.json:2:60: acme: the pack is for the edition "2026-09-01"'),
])
class WrongPacks(unittest.TestCase):
    def row(self, files, directives, said):
        nginx = Nginx("server { listen 127.0.0.1:{guard}; %s }" % directives, files=files)
        self.addCleanup(nginx.stop)
        status, output = nginx.test()
        self.assertEqual(status, 1, output)
        self.assertRegex(output, said)


@rows([
    ("a mode that is none", "snapguard yes;", r'invalid value "yes"'),
    ("a rule that is none", "snapguard_rule no-such-rule on;", r'no-such-rule.*nginx\.conf:\d+'),
    ("a mode of a rule that is none", "snapguard_rule tag-count maybe;", 'invalid value "maybe"'),
    ("a size of nothing", "snapguard_max_body 0;", "from 1 byte to 1024m"),
    ("a size over all bounds", "snapguard_max_body 2048m;", "from 1 byte to 1024m"),
    ("a size that is none", "snapguard_max_body many;", "invalid value"),
    ("a zone without a size", "snapguard_zone counters;", "NAME:SIZE"),
    ("a zone that is too small", "snapguard_zone counters:1k;", "NAME:SIZE"),
    ("a stand-in without a zone", "snapguard_emulate on;", 'needs a "snapguard_zone"'),
    ("a directive twice", "snapguard on; snapguard off;", "is duplicate"),
])
class Wrong(unittest.TestCase):
    def row(self, directives, said):
        nginx = Nginx("server { listen 127.0.0.1:{guard}; %s }" % directives)
        self.addCleanup(nginx.stop)
        status, output = nginx.test()
        self.assertEqual(status, 1, output)
        self.assertRegex(output, said)
        self.assertIn("nginx.conf:", output, "the place is named")


class Build(unittest.TestCase):
    SIGNATURE = rb"\d,\d,\d,[01]{30,}"

    def signature(self, path):
        with open(path, "rb") as file:
            return re.findall(self.SIGNATURE, file.read())

    def test_the_module_is_of_the_server_s_own_build(self):
        self.assertEqual(self.signature(MODULE), self.signature(NGINX))

    def test_the_library_inside_is_no_other_module_s_business(self):
        done = subprocess.run(["nm", "--dynamic", "--defined-only", MODULE],
                              capture_output=True, text=True, check=True)
        self.assertNotRegex(done.stdout, r" [TRDB] (sg_|snapguard_|json_|pcre2_)")

    def test_every_directive_is_taken(self):
        nginx = Nginx("""
            snapguard_zone counters:1m;
            snapguard detect;
            snapguard_rule tag-count on;
            snapguard_facts facts.json;
            snapguard_max_body 64k;
            snapguard_on_error pass;
            snapguard_error_body extended;
            snapguard_unmatched reject;
            server {
                listen 127.0.0.1:{guard};
                include snapguard-errors.conf;
                location /json { snapguard_status json; }
                location /prometheus { snapguard_status prometheus; }
                location /emulated { snapguard_emulate on; }
            }""", files={"facts.json": QUOTA})
        self.addCleanup(nginx.stop)
        status, output = nginx.test()
        self.assertEqual(status, 0, output)


if __name__ == "__main__":
    unittest.main()
