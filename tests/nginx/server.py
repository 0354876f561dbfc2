"""A real nginx with the module, in a folder of its own, on ports of the loopback."""

import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time

NGINX = os.environ.get("SNAPGUARD_SERVER") or shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
MODULE = os.environ["SNAPGUARD_MODULE"]
ERRORS = os.environ["SNAPGUARD_ERRORS"]
PATIENCE = 10  # seconds that anything may take

CONFIG = """\
{load}
daemon off;
pid nginx.pid;
error_log error.log info;
worker_processes {workers};
worker_rlimit_nofile 1024;
{main}
events {{ worker_connections 512; }}
http {{
    {log}
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    keepalive_requests 1000000;
    {http}
}}
"""
LOAD = "load_module {prefix}/module.so;"
LOG = """\
log_format test '$request_id $status [$snapguard_verdict] [$snapguard_code] [$snapguard_rule]'
        ' [$snapguard_parameter] [$snapguard_count] $http_x_test';
    access_log access.log test;"""


def is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_ports(names):
    """Not of those that the system gives to clients, of which the tests beside this one have
    thousands."""
    candidates = (port for port in random.sample(range(10000, 32000), 2000) if is_free(port))
    return dict(zip(names, candidates))


def wait_until(condition, what):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError(f"{what}: not within {PATIENCE} seconds")


def is_listening(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


class Nginx:
    """`http` is the contents of the http block; {name} in it is a free port of that name."""

    def __init__(self, http, ports=("guard",), main="", workers=1, environment=None,
                 upstreams=None, module=True, files=None, preload=None):
        self.prefix = tempfile.mkdtemp(prefix="snapguard-nginx-")
        self.ports = free_ports(ports)
        self.upstreams = upstreams or {}
        self.main = main
        self.workers = workers
        self.environment = environment or {}
        self.process = None
        self.load = LOAD.format(prefix=self.prefix) if module else ""
        self.log = LOG if module else ""
        shutil.copy(MODULE, os.path.join(self.prefix, "module.so"))
        shutil.copy(ERRORS, os.path.join(self.prefix, "snapguard-errors.conf"))
        if preload:
            # Whoever nginx runs as may not look into the folder of the build.
            shutil.copy(preload, os.path.join(self.prefix, "preload.so"))
            self.environment = {**self.environment, "LD_PRELOAD": self.path("preload.so")}
        os.mkdir(self.path("html"))
        self.write("html/index.html", "a page\n")
        for name, text in (files or {}).items():
            self.write(name, text)
        self.configure(http)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def path(self, name):
        return os.path.join(self.prefix, name)

    def read(self, name):
        with open(self.path(name), encoding="utf-8", errors="replace") as file:
            return file.read()

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def configure(self, http):
        names = {**self.ports, **self.upstreams}
        for name, port in names.items():
            http = http.replace("{" + name + "}", str(port))
        self.write("nginx.conf", CONFIG.format(
            load=self.load, log=self.log, workers=self.workers, main=self.main, http=http))

    def command(self, *arguments):
        return [NGINX, "-p", self.prefix, "-c", "nginx.conf", *arguments]

    def identity(self):
        """nginx is never run as root, which it would be in a container of a build."""
        if os.getuid() != 0:
            return {}
        os.chmod(self.prefix, 0o755)
        for folder, _, files in os.walk(self.prefix):
            for name in (folder, *(os.path.join(folder, file) for file in files)):
                os.chown(name, 65534, 65534)
        return {"user": 65534, "group": 65534, "extra_groups": []}

    def test(self):
        """What `nginx -t` says, and its exit status."""
        done = subprocess.run(
            self.command("-t"), capture_output=True, text=True, check=False, **self.identity())
        return done.returncode, done.stderr

    def start(self):
        with open(self.path("stderr.log"), "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                self.command(), stderr=log, env={**os.environ, **self.environment},
                **self.identity())
        for port in self.ports.values():
            wait_until(lambda: self.has_failed() or is_listening(port), "nginx listens")
        # A port is open before there is anyone to answer.
        wait_until(lambda: len(self.worker_ids()) == self.workers, "workers")

    def has_failed(self):
        if self.process.poll() is not None:
            raise AssertionError(self.read("stderr.log") + self.read("error.log"))
        return False

    def reload(self):
        self.process.send_signal(signal.SIGHUP)

    def worker_ids(self):
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        with open(children, encoding="ascii") as file:
            return [int(word) for word in file.read().split()]

    def wait_for_new_workers(self, before):
        """The old ones may still be serving; new ones are there."""
        wait_until(lambda: set(self.worker_ids()) - set(before), "a reload")
        wait_until(lambda: not set(self.worker_ids()) & set(before), "the old workers' end")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(PATIENCE)
        log = self.read("error.log") if os.path.exists(self.path("error.log")) else ""
        shutil.rmtree(self.prefix)
        for word in ("exited on signal", "[alert]"):
            if word in log:
                raise AssertionError(log)

    def log_lines(self, identity):
        return [line for line in self.read("access.log").splitlines()
                if line.endswith(" " + identity)]

    def logged(self, identity, count=1):
        """The line of the access log, which is written behind the answer."""
        wait_until(lambda: len(self.log_lines(identity)) >= count,
                   f"a line of the log for {identity}")
        return self.log_lines(identity)[-1]


def resident(process_id):
    """Memory of a process, in KiB."""
    with open(f"/proc/{process_id}/status", encoding="ascii") as file:
        for line in file:
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
    raise AssertionError("no VmRSS")
