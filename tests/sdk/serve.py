"""Serves tests in other languages with the server of tests/nginx.

Standard input gives one line of JSON, the arguments of Nginx; standard output gets one, its
ports. The server ends when standard input does, and so with whoever holds that.
"""

import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "nginx"))

from server import Nginx  # noqa: E402

with Nginx(**json.loads(sys.stdin.readline())) as nginx:
    print(json.dumps(nginx.ports), flush=True)
    sys.stdin.read()
