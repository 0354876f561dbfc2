"""The LuaJIT binding in a real nginx, with the configuration of the example."""
import http.client
import http.server
import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

SOURCE = os.environ["SNAPGUARD_SOURCE"]
LIBRARY = os.environ["SNAPGUARD_LIBRARY"]
MODULES = "/usr/lib/nginx/modules"
NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")

MAIN = """
load_module {modules}/ndk_http_module.so;
load_module {modules}/ngx_http_lua_module.so;
worker_processes 2;
daemon off;
pid nginx.pid;
error_log error.log notice;
events {{}}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include snapguard.conf;
}}
"""

PAIRS = "regionId=cn-hangzhou&timePoints=%5B%221%22%5D&repeatWeekdays=%5B%221%22%5D"
GOOD = PAIRS + "&retentionDays=30"
BAD = PAIRS + "&retentionDays=0"
ACTION = {"x-acs-action": "CreateAutoSnapshotPolicy", "x-acs-version": "2014-05-26"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON_TYPE = {"Content-Type": "application/json"}
UUID = "^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$"


def as_json(days):
    return json.dumps({
        "regionId": "cn-hangzhou", "timePoints": '["1"]', "repeatWeekdays": '["1"]',
        "retentionDays": days}).encode()


class Upstream(http.server.BaseHTTPRequestHandler):
    """Answers every request, and keeps what has reached it."""
    seen = []

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.seen.append((self.path, body))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    do_GET = do_POST = answer

    def log_message(self, *arguments):
        pass


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def replace(text, old, new):
    if old not in text:
        raise AssertionError(old + " does not stand in the example")
    return text.replace(old, new)


class LuaJIT(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.upstream = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
        threading.Thread(target=cls.upstream.serve_forever, daemon=True).start()
        cls.addClassCleanup(cls.upstream.server_close)
        cls.addClassCleanup(cls.upstream.shutdown)
        cls.prefix = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, cls.prefix)
        # Somebody else may take the port before nginx does.
        for _ in range(3):
            cls.port = free_port()
            cls.write_prefix()
            if cls.start():
                return
        with open(cls.prefix + "/error.log", encoding="utf-8") as file:
            raise AssertionError("nginx does not answer:\n" + file.read())

    @classmethod
    def write_prefix(cls):
        with open(SOURCE + "/examples/luajit/nginx.conf", encoding="utf-8") as file:
            example = file.read()
        example = replace(example, "127.0.0.1:8080", "127.0.0.1:%d" % cls.port)
        example = replace(
            example, "127.0.0.1:8081", "127.0.0.1:%d" % cls.upstream.server_port)
        example = replace(example, "/usr/local/share/snapguard/", cls.prefix + "/")
        for name, text in (("snapguard.conf", example), ("nginx.conf", MAIN)):
            with open(os.path.join(cls.prefix, name), "w", encoding="utf-8") as file:
                file.write(text if text is example else text.format(modules=MODULES))
        shutil.copy(SOURCE + "/examples/luajit/snapguard.lua", cls.prefix)
        shutil.copy(LIBRARY, cls.prefix + "/libsnapguard.so.0")

    @classmethod
    def start(cls):
        """Without privileges, whoever runs the tests."""
        user = {}
        if os.getuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(cls.prefix, nobody.pw_uid, nobody.pw_gid)
            user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        cls.nginx = subprocess.Popen(
            [NGINX, "-p", cls.prefix, "-c", "nginx.conf", "-e", "error.log"],
            env={**os.environ, "LD_LIBRARY_PATH": cls.prefix}, **user)
        for _ in range(100):
            if cls.nginx.poll() is not None:
                return False
            try:
                socket.create_connection(("127.0.0.1", cls.port)).close()
            except OSError:
                time.sleep(0.05)
                continue
            cls.addClassCleanup(cls.stop)
            return True
        cls.stop()
        return False

    @classmethod
    def stop(cls):
        cls.nginx.terminate()
        cls.nginx.wait(10)

    def setUp(self):
        Upstream.seen.clear()

    def send(self, method, target, body=None, headers=()):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, target, body, {**ACTION, **dict(headers)})
            answer = connection.getresponse()
            return answer.status, answer.getheader("Content-Type"), answer.read()
        finally:
            connection.close()

    def assert_passed(self, method, target, body=None, headers=()):
        self.assertEqual(self.send(method, target, body, headers)[::2], (200, b"ok"))
        self.assertEqual(Upstream.seen, [(target, body or b"")])

    def assert_refused(self, method, target, body=None, headers=()):
        status, kind, text = self.send(method, target, body, headers)
        self.assertEqual((status, kind), (403, "application/json;charset=utf-8"))
        answer = json.loads(text)
        self.assertRegex(answer.pop("RequestId"), UUID)
        self.assertEqual(answer, {
            "Code": "ParameterInvalid",
            "Message": "The specified RetentionDays parameter is invalid."})
        self.assertEqual(Upstream.seen, [])

    def test_a_query(self):
        self.assert_passed("POST", "/?" + GOOD)
        Upstream.seen.clear()
        self.assert_refused("POST", "/?" + BAD)

    def test_a_fragment_is_query_to_the_upstream(self):
        """nginx passes it on, so it is judged; the name alone makes it this operation."""
        named = "Action=CreateAutoSnapshotPolicy&"
        for target in ("/?x=1#&" + named + BAD, "/#?" + named + BAD, "/?x=1#a#" + named + BAD,
                       "/?" + named + GOOD.replace("&retentionDays=30", "") + "#retentionDays=0"):
            status, _, text = self.send("POST", target, None, {"x-acs-action": ""})
            self.assertEqual((target, status), (target, 403), text)
        self.assertEqual(Upstream.seen, [])

    def test_every_answer_has_an_id_of_its_own(self):
        ids = [json.loads(self.send("POST", target)[2])["RequestId"]
               for target in ("/?" + BAD, "/?" + BAD, "/?" + "a" * 131072)]
        self.assertEqual(len(set(ids)), 3)
        for one in ids:
            self.assertRegex(one, UUID)

    def test_a_form(self):
        self.assert_passed("POST", "/", GOOD.encode(), FORM)
        Upstream.seen.clear()
        self.assert_refused("POST", "/", BAD.encode(), FORM)

    def test_json(self):
        self.assert_passed("POST", "/", as_json(30), JSON_TYPE)
        Upstream.seen.clear()
        self.assert_refused("POST", "/", as_json(0), JSON_TYPE)

    def test_query_and_form_are_one_request(self):
        self.assert_refused("POST", "/?" + PAIRS, b"retentionDays=0", FORM)
        self.assert_passed("POST", "/?" + PAIRS, b"retentionDays=30", FORM)

    def test_another_operation_passes(self):
        self.assert_passed("POST", "/?" + BAD, None, {"x-acs-action": "DescribeDisks"})

    def test_the_operation_may_stand_behind_a_hundred_headers(self):
        many = {"a-%d" % i: "x" for i in range(150)}
        many["x-acs-action"] = "CreateAutoSnapshotPolicy"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("POST", "/?" + BAD, None, many)
        self.assertEqual(connection.getresponse().status, 403)
        connection.close()

    def test_a_large_request(self):
        tags = "".join(
            "&Tag.%d.Key=%s%02d&Tag.%d.Value=%s"
            % (i, "%E6%A0%87" * 126, i, i, "%E6%A0%87" * 128) for i in range(1, 21))
        self.assert_passed("POST", "/?" + GOOD + tags)
        Upstream.seen.clear()
        self.assert_refused("POST", "/?" + BAD + tags)

    def test_too_much_is_refused(self):
        status, kind, text = self.send("POST", "/", b"a" * 131073, FORM)
        self.assertEqual((status, kind), (413, "application/json"))
        self.assertEqual(json.loads(text)["Code"], "InvalidParameter")
        self.assertEqual(Upstream.seen, [])

    def test_a_line_that_is_too_long_is_refused(self):
        status, kind, text = self.send("POST", "/?" + "a" * 131072)
        self.assertEqual((status, kind), (414, "application/json"))
        self.assertEqual(json.loads(text)["Code"], "InvalidParameter")

    def test_requests_do_not_get_into_each_other(self):
        wrong = []

        def work(days, status):
            for _ in range(50):
                found = self.send("POST", "/", as_json(days), JSON_TYPE)[0]
                if found != status:
                    wrong.append((days, found))

        threads = [threading.Thread(target=work, args=pair)
                   for pair in ((30, 200), (0, 403)) * 4]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])

    def test_zz_no_worker_died(self):
        with open(self.prefix + "/error.log", encoding="utf-8") as file:
            log = file.read()
        self.assertNotIn("exited on signal", log)
        self.assertNotIn("lua entry thread aborted", log)


if __name__ == "__main__":
    for needed in (MODULES + "/ngx_http_lua_module.so", MODULES + "/ndk_http_module.so"):
        if NGINX is None or not os.path.exists(needed):
            print("SKIPPED: there is no nginx with Lua (package libnginx-mod-http-lua)")
            sys.exit(0)
    unittest.main()
