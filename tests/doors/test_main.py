"""The door: help that loads nothing, exit codes, and problems told where they are expected."""

import json
import subprocess
import sys
from importlib import import_module

import click
import pytest

from sp_sim import __version__
from sp_sim.cli import main as door
from sp_sim.cli.main import DOORS, main
from sp_sim.errors import CouldNotFinishError


def test_help_lists_every_command(capsys):
    assert main(["--help"]) == 0
    told = capsys.readouterr().out

    assert [] == [name for name in DOORS if f"\n  {name} " not in told]
    assert max(map(len, told.splitlines())) <= 100


@pytest.mark.parametrize("name", DOORS)
def test_every_command_opens_and_has_help(name, capsys):
    module, attribute = DOORS[name].target.split(":")

    assert isinstance(getattr(import_module(module), attribute), click.Command)
    assert main([name, "--help"]) == 0
    assert f"sp-sim {name}" in capsys.readouterr().out


def test_the_version_is_told(capsys):
    assert main(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["rnu"], "No such command 'rnu'"),
        (["run"], "Missing argument 'SCENARIO'"),
        (["run", "baseline", "--wekes", "3"], "No such option '--wekes'"),
        (["run", "baseline", "--weeks", "many"], "'many' is not a valid integer"),
    ],
)
def test_a_wrong_word_is_refused(arguments, complaint, capsys):
    assert main(arguments) == 2
    told = capsys.readouterr()

    assert complaint in told.err
    assert told.out == ""


def test_with_json_a_wrong_word_is_a_document(capsys):
    assert main(["run", "--json"]) == 2
    (problem,) = json.loads(capsys.readouterr().out)["problems"]

    assert problem["message"].startswith("Missing argument")


def raising(error):
    @click.command("check")
    @click.option("--json", "as_json", is_flag=True)
    def command(*, as_json):
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (CouldNotFinishError("the disk is full"), 3, "sp-sim: the disk is full\n"),
        (MemoryError(), 3, "sp-sim: not enough memory: ask for fewer replications or weeks\n"),
        (KeyboardInterrupt(), 130, "interrupted\n"),
        (click.Abort(), 130, "interrupted\n"),
    ],
)
def test_what_goes_wrong_has_its_own_exit_code(error, code, said, capsys, monkeypatch):
    monkeypatch.setattr(door.LazyGroup, "get_command", lambda *_: raising(error))

    assert main(["check"]) == code
    assert capsys.readouterr().err.endswith(said)


def test_with_json_what_could_not_finish_is_a_document(capsys, monkeypatch):
    error = CouldNotFinishError("the disk is full")
    monkeypatch.setattr(door.LazyGroup, "get_command", lambda *_: raising(error))

    assert main(["check", "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["problems"][0]["message"] == "the disk is full"


def test_a_mistake_of_ours_is_not_hidden(monkeypatch):
    monkeypatch.setattr(door.LazyGroup, "get_command", lambda *_: raising(ZeroDivisionError()))

    with pytest.raises(ZeroDivisionError):
        main(["check"])


def test_python_m_sp_sim_is_the_same_door(tmp_path):
    told = subprocess.run(
        [sys.executable, "-m", "sp_sim", "run", "no-such-scenario"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 2
    assert "no-such-scenario" in told.stderr
    assert "Traceback" not in told.stderr
    assert list(tmp_path.iterdir()) == []
