"""Importing does nothing, and asking for help imports little."""

import subprocess
import sys

import pytest

HEAVY = ["mesa", "numba", "pandas", "matplotlib", "scipy"]

HELP = """
import sys
sys.argv = ["sp-sim", "--help"]
from sp_sim.cli.main import main
assert main() == 0
"""

EVERY_ROOM = """
import importlib, pkgutil, sp_sim
for found in pkgutil.walk_packages(sp_sim.__path__, "sp_sim."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
"""

UNTOUCHED = """
import os, random, numpy
before = (random.getstate(), repr(numpy.random.get_state()), dict(os.environ), sorted(os.listdir()))
{program}
after = (random.getstate(), repr(numpy.random.get_state()), dict(os.environ), sorted(os.listdir()))
assert before[0] == after[0], "the generator of random was used"
assert before[1] == after[1], "the generator of numpy was used"
assert before[3] == after[3], "a file was made"
"""


def run(program, folder):
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def heavy_after(program, folder):
    """Return which heavy libraries are loaded once a program has run in a fresh interpreter."""
    ending = f"\nimport sys\nprint(*(m for m in {HEAVY} if m in sys.modules), file=sys.stderr)"
    told = run(program + ending, folder)
    assert told.returncode == 0, told.stderr
    return told.stderr.split()


def test_importing_the_package_loads_nothing_heavy(tmp_path):
    assert [] == heavy_after("import sp_sim", tmp_path)


def test_asking_for_help_loads_nothing_heavy(tmp_path):
    assert [] == heavy_after(HELP, tmp_path)


def test_a_heavy_import_would_be_found(tmp_path):
    assert ["scipy"] == heavy_after("import scipy", tmp_path)


@pytest.mark.parametrize("program", ["import sp_sim", EVERY_ROOM], ids=["package", "every room"])
def test_importing_uses_no_chance_and_makes_no_file(program, tmp_path):
    told = run(UNTOUCHED.format(program=program), tmp_path)

    assert told.returncode == 0, told.stderr


@pytest.mark.parametrize(
    ("program", "complaint"),
    [
        ("random.random()", "the generator of random was used"),
        ("numpy.random.rand()", "the generator of numpy was used"),
        ("open('left.txt', 'w').close()", "a file was made"),
    ],
)
def test_an_import_that_does_something_would_be_found(program, complaint, tmp_path):
    told = run(UNTOUCHED.format(program=program), tmp_path)

    assert told.returncode == 1
    assert complaint in told.stderr
