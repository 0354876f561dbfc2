"""What the tests of this folder have in common."""

import re
import unittest

from server import Nginx
from upstream import Upstream

UUID = re.compile(r"[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}")
JSON_TYPE = "application/json;charset=utf-8"


class Guarded(unittest.TestCase):
    """One nginx and one upstream for all tests of a class."""

    HTTP = ""
    PORTS = ("guard",)
    OPTIONS = {}

    @classmethod
    def setUpClass(cls):
        cls.upstream = Upstream()
        cls.addClassCleanup(cls.upstream.close)
        cls.nginx = Nginx(cls.HTTP, cls.PORTS, upstreams={"up": cls.upstream.port}, **cls.OPTIONS)
        cls.addClassCleanup(cls.nginx.stop)
        cls.nginx.start()
        cls.ports = cls.nginx.ports

    def assert_refused(self, answer, status=403, code="ParameterInvalid"):
        self.assertEqual((answer.status, answer.code), (status, code), answer.body)
        self.assertEqual(answer.headers["content-type"], JSON_TYPE)
        self.assertRegex(answer.json["RequestId"], UUID)

    def assert_passed(self, answer):
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.headers.get("x-upstream"), "yes")


def rows(table):
    """Makes every row of a table a test of its own. A row begins with its name."""

    def add(case):
        for name, *arguments in table:
            def run(self, arguments=tuple(arguments)):
                self.row(*arguments)
            run.__doc__ = name
            setattr(case, "test_" + re.sub(r"\W+", "_", name), run)
        return case

    return add


if __name__ == "__main__":
    unittest.main()
