"""Builds the program where pip installs this folder, which is what pre-commit does for a hook
of the language python: once, when the hook is installed. There is no module to import."""

import os
import subprocess
import sys

from setuptools import Distribution, setup
from setuptools.command.build import build

ROOT = os.path.dirname(os.path.abspath(__file__))
BUILD = os.path.join("build", "hook")
OPTIONS = ("CLI=ON", "TESTS=OFF", "NGINX=OFF", "FUZZ=OFF", "BENCH=OFF")


def version():
    with open(os.path.join(ROOT, "CMakeLists.txt"), encoding="utf-8") as file:
        return file.read().partition("project(snapguard VERSION ")[2].split()[0]


class Program(build):
    def run(self):
        configure = ["cmake", "-S", ROOT, "-B", BUILD, "-DCMAKE_BUILD_TYPE=Release"]
        configure += ["-DSNAPGUARD_" + option for option in OPTIONS]
        try:
            subprocess.run(configure, check=True)
            subprocess.run(["cmake", "--build", BUILD, "--target", "snapguard-cli"], check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            sys.exit("snapguard could not be built: %s\non Debian it needs: cmake gcc make "
                     "pkg-config libc6-dev libjansson-dev libpcre2-dev libyaml-dev" % error)
        super().run()


class Compiled(Distribution):
    """A program of one kind of machine: a package that pip does not keep for another one."""

    def has_ext_modules(self):
        return True


setup(
    name="snapguard",
    version=version(),
    description="Judges CreateAutoSnapshotPolicy requests by their documented rules",
    cmdclass={"build": Program},
    distclass=Compiled,
    packages=[],
    py_modules=[],
    data_files=[("bin", [os.path.join(BUILD, "cli", "snapguard")])],
)
