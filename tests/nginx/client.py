"""HTTP by hand: every byte, and when it is sent, is the test's own choice."""

import json
import shutil
import socket
import subprocess
import time
from urllib.parse import quote

from server import PATIENCE
from upstream import END_OF_HEAD, Reader, parse_headers

CURL = shutil.which("curl")


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        return self.json["Code"]


class Connection:
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.reader = Reader(self.socket)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)

    def drip(self, data, pause=0.0002):
        for i in range(len(data)):
            self.send(data[i:i + 1])
            time.sleep(pause)

    def receive(self, has_body=True):
        head = self.reader.until(END_OF_HEAD).split(b"\r\n")
        status = int(head[0].split()[1])
        headers = parse_headers(head[1:])
        body = b""
        if status == 100 or not has_body:
            pass
        elif headers.get("transfer-encoding") == "chunked":
            body = self.reader.chunks()
        elif "content-length" in headers:
            body = self.reader.exactly(int(headers["content-length"]))
        else:
            body = self.rest()
        return Answer(status, headers, body)

    def rest(self):
        try:
            while True:
                self.reader.more()
        except EOFError:
            pass
        body, self.reader.buffer = self.reader.buffer, b""
        return body

    def is_silent(self, seconds):
        self.socket.settimeout(seconds)
        try:
            self.reader.more()
            return False
        except TimeoutError:
            return True
        finally:
            self.socket.settimeout(PATIENCE)


def head(method="POST", target="/", headers=(), identity="", host="ecs.example.com"):
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host}"]
    if identity:
        lines.append(f"X-Test: {identity}")
    lines += [f"{name}: {value}" for name, value in headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape")


def chunked(body, size=1000):
    pieces = [body[i:i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def ask(port, data):
    with Connection(port) as connection:
        connection.send(data)
        return connection.receive(not data.startswith(b"HEAD"))


class Http2:
    """Just enough of HTTP/2 to announce a body, not send it, and read what comes back, which
    curl throws away when the server then ends the stream."""

    DATA, HEADERS, SETTINGS = 0, 1, 4
    END_STREAM, END_HEADERS = 1, 4

    def __init__(self, port):
        self.connection = Connection(port)
        self.connection.send(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        self.frame(self.SETTINGS, 0, 0, b"")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.socket.close()

    def frame(self, kind, flags, stream, payload):
        self.connection.send(len(payload).to_bytes(3, "big") + bytes((kind, flags))
                             + stream.to_bytes(4, "big") + payload)

    @staticmethod
    def literal(text):
        assert len(text) < 127
        return bytes((len(text),)) + text.encode()

    def ask(self, headers, stream=1):
        fields = ((":method", "POST"), (":path", "/"), (":scheme", "http"),
                  (":authority", "ecs.example.com"), *headers)
        self.frame(self.HEADERS, self.END_HEADERS, stream, b"".join(
            b"\0" + self.literal(name.lower()) + self.literal(str(value))
            for name, value in fields))

    def body(self, stream=1):
        """The body of the answer, when it is whole."""
        body = b""
        while True:
            start = self.connection.reader.exactly(9)
            payload = self.connection.reader.exactly(int.from_bytes(start[:3], "big"))
            if int.from_bytes(start[5:], "big") != stream or start[3] != self.DATA:
                continue
            body += payload
            if start[4] & self.END_STREAM:
                return body


def http2(port, target, headers=(), body=None, method="POST", announced=False):
    """By curl. The length of a body is announced or not."""
    command = [CURL, "--silent", "--http2-prior-knowledge", "--include", "--max-time", "10",
               "--request", method]
    for name, value in headers:
        command += ["--header", f"{name}: {value}"]
    if body is not None:
        command += ["--data-binary", "@-"] if announced else ["--upload-file", "-"]
    done = subprocess.run(
        command + [f"http://127.0.0.1:{port}{target}"], input=body or b"",
        capture_output=True, check=True)
    lines, _, text = done.stdout.partition(END_OF_HEAD)
    while lines.split()[1] == b"100":
        lines, _, text = text.partition(END_OF_HEAD)
    lines = lines.split(b"\r\n")
    return Answer(int(lines[0].split()[1]), parse_headers(lines[1:]), text)


# ------------------------------------------------------------------------ the requests

SMALL = {
    "regionId": "cn-hangzhou",
    "timePoints": '["1"]',
    "repeatWeekdays": '["1"]',
    "retentionDays": "30",
}
FULL = {
    **SMALL,
    "autoSnapshotPolicyName": "TestName",
    "timePoints": '["1","3","5"]',
    "repeatWeekdays": '["1","2"]',
    "EnableCrossRegionCopy": "true",
    "TargetCopyRegions": '["cn-beijing"]',
    "CopiedSnapshotsRetentionDays": "30",
    "CopyEncryptionConfiguration.Encrypted": "true",
    "CopyEncryptionConfiguration.KMSKeyId": "0e478b7a-4262-4802-b8cb-00d3fb40826X",
    "ResourceGroupId": "rg-aek2kkmhmhs****",
    "Tag.1.Key": "team",
    "Tag.1.Value": "storage",
    "Tag.2.Key": "stage",
    "Tag.2.Value": "",
}
# The largest legal tags: 20 of 128 characters, key and value, which are three bytes each,
# and nine in a query.
LARGE = {
    **SMALL,
    **{f"Tag.{n}.Key": chr(0x4E00 + n) * 128 for n in range(1, 21)},
    **{f"Tag.{n}.Value": chr(0x5E00 + n) * 128 for n in range(1, 21)},
}
NAMED = {"Action": "CreateAutoSnapshotPolicy", "Version": "2014-05-26"}
SDK = (("x-acs-action", "CreateAutoSnapshotPolicy"), ("x-acs-version", "2014-05-26"))
FORM = (("Content-Type", "application/x-www-form-urlencoded"),)
JSON = (("Content-Type", "application/json; charset=utf-8"),)


def encode(parameters):
    return "&".join(f"{quote(name)}={quote(value)}" for name, value in parameters.items())


def broken(parameters):
    """Refused as 403 ParameterInvalid, by rule time-point-value at timePoints."""
    return {**parameters, "timePoints": '["24"]'}


def by_query(parameters, identity="", method="POST", headers=()):
    """As today's SDK writes it: operation in a header, all else in the query, no body."""
    return head(method, "/?" + encode(parameters), (*SDK, *headers, ("Content-Length", "0")),
                identity)


def by_form(parameters, identity="", headers=()):
    """As the older SDKs write it: everything in the body."""
    body = encode({**NAMED, **parameters}).encode()
    return head("POST", "/", (*FORM, *headers, ("Content-Length", len(body))), identity), body
