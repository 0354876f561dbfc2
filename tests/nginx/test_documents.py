"""What docs/nginx.md shows is taken by nginx, and what it lists is what there is."""

import os
import re
import unittest

from server import Nginx

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def read(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as file:
        return file.read()


class Documents(unittest.TestCase):
    def setUp(self):
        self.text = read("docs", "nginx.md")

    def test_every_recipe_is_taken(self):
        recipes = re.findall(r"```nginx\n(.*?)```", self.text, re.DOTALL)
        self.assertGreaterEqual(len(recipes), 4)
        for recipe in recipes:
            nginx = Nginx(re.sub(r"listen [0-9.:]+;", "listen 127.0.0.1:{guard};", recipe)
                          .replace("/var/log/nginx/", ""))
            self.addCleanup(nginx.stop)
            status, output = nginx.test()
            self.assertEqual(status, 0, output + recipe)

    def listed(self, heading):
        section = self.text.split(f"## {heading}\n")[1].split("\n## ")[0]
        return set(re.findall(r"^\| `\$?(\w+)`", section, re.MULTILINE))

    def test_every_directive_is_listed(self):
        there = set(re.findall(r'"(snapguard\w*)", NGX_', read("nginx", "ngx_http_snapguard_module.c")))
        self.assertEqual(self.listed("Directives"), there)

    def test_every_variable_is_listed(self):
        there = set(re.findall(r'ngx_string\("(snapguard_\w+)"\)',
                               read("nginx", "ngx_http_snapguard_variables.c")))
        self.assertEqual(self.listed("Variables"), there)


if __name__ == "__main__":
    unittest.main()
