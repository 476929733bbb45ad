"""The commands with made-up runs behind them, in a folder of their own."""

import json

import pytest

from sp_sim.cli import telling
from sp_sim.cli.main import main
from tests.results.handmade import a_living


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A clean working folder, and runs that take no time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(telling.LIVING, "living", a_living())
    return tmp_path


def told_as_json(capsys, *arguments):
    """Return what a command that succeeds prints with `--json`."""
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)
