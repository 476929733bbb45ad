"""An import goes down: the contracts of `pyproject.toml` hold, and would notice if they did not."""

import shutil
import subprocess
import sys

import pytest

from tests.house.source import CHECKOUT

GROUND = ["param", "draws", "calendar", "units", "errors"]
ROOMS = ["economics", "engine", "model", "mechanisms", "domain", *GROUND]


def lint_imports(folder):
    program = "import sys; from importlinter.cli import lint_imports as lint; sys.exit(lint())"
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_arrow_of_the_house_points_down():
    told = lint_imports(CHECKOUT)

    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize(
    ("room", "line", "contract"),
    [
        ("domain", "import sp_sim.mechanisms", "An import goes down"),
        ("mechanisms", "import mesa", "Mesa lives in the reading copy"),
        ("mechanisms", "import numba", "numba lives in the running copy"),
        ("domain", "import duckdb", "DuckDB lives with the results"),
        ("param", "from ruamel import yaml", "YAML is read in one file"),
        ("units", "import matplotlib.pyplot", "Pictures are drawn in plots"),
        ("errors", "import pydantic", "pydantic checks scenarios"),
        ("economics", "import sp_sim.engine", "Economics prices results"),
        ("units", "import starlette", "Pages are served in the dashboard"),
    ],
)
def test_an_arrow_that_points_up_would_be_found(tmp_path, room, line, contract):
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    house = tmp_path / "sp_sim"
    house.mkdir()
    (house / "__init__.py").touch()
    for name in ROOMS:
        (house / f"{name}.py").write_text(f"{line}\n" if name == room else "")

    told = lint_imports(tmp_path)

    assert told.returncode == 1, told.stdout + told.stderr
    assert f"{contract}" in told.stdout
    assert "1 broken" in told.stdout
