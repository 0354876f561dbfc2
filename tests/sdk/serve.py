"""Serves tests in other languages with the server of tests/nginx.

Standard input gives one line of JSON, the arguments of Nginx; standard output gets one, its
ports. The server ends when standard input does, and so with whoever holds that.
"""

import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "nginx"))

from server import Nginx, free_port  # noqa: E402

wanted = json.loads(sys.stdin.readline())
nginx = Nginx(**wanted)

# Ports are found one after the other, so among dozens one may come twice.
while len(set(nginx.ports.values())) < len(nginx.ports):
    nginx.ports = {name: free_port() for name in nginx.ports}
    nginx.configure(wanted["http"])

with nginx:
    print(json.dumps(nginx.ports), flush=True)
    sys.stdin.read()
