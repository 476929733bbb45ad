"""The README is true: its commands parse, its Python runs, its excerpt is what the demo prints."""

import doctest
import re

import click
import pytest

from sp_sim.cli.main import cli, main
from tests.house.source import CHECKOUT
from tests.house.test_docs import blocks, commands

TEXT = (CHECKOUT / "README.md").read_text(encoding="utf-8")
IN_WORDS = re.compile(r"`sp-sim ([^`]+)`")
EXCERPT = re.compile(r"<!-- demo -->\n```text\n(.*?)^```", re.MULTILINE | re.DOTALL)


def parse(words):
    """Parse a command as it would be, without running it; raise what click would complain of."""
    command, context, rest = cli, click.Context(cli, info_name="sp-sim"), list(words)
    while isinstance(command, click.Group):
        name, command, rest = command.resolve_command(context, rest)
        context = click.Context(command, info_name=name, parent=context)
    command.make_context(context.info_name, rest, parent=context.parent)


@pytest.mark.parametrize("words", commands(TEXT), ids=" ".join)
def test_a_command_can_be_typed_as_it_stands(words):
    parse(words)


def test_there_are_commands_to_try():
    assert 8 <= len(commands(TEXT))


@pytest.mark.parametrize("told", IN_WORDS.findall(TEXT))
def test_a_command_named_in_the_text_has_help(told, capsys):
    names = [word for word in told.split() if not word.startswith("-")]

    assert main([*names, "--help"]) == 0
    assert "Usage: sp-sim" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["fly"], "No such command 'fly'"),
        (["area", "moon"], "No such command 'moon'"),
        (["compare", "baseline"], "Missing argument 'OTHERS...'"),
        (["area", "synthetic", "--seed", "1"], "Missing option '--practices'"),
        (["run", "baseline", "--wekes", "3"], "No such option '--wekes'"),
        (["run", "baseline", "--weeks", "many"], "'many' is not a valid integer"),
    ],
)
def test_a_command_that_cannot_be_typed_would_be_found(words, complaint):
    with pytest.raises(click.UsageError) as refused:
        parse(words)

    assert complaint in refused.value.format_message()


def tried(text, name, tell=None):
    """Run the examples of a text as a doctest; return how many failed and how many there were."""
    examples = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    return doctest.DocTestRunner(verbose=False).run(examples, out=tell)


def test_the_python_runs_and_prints_what_it_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = []

    found = tried("\n".join(blocks(TEXT, "python")), "README.md", told.append)

    assert 8 <= found.attempted
    assert 0 == found.failed, "".join(told)


def test_python_that_prints_something_else_would_be_found():
    assert 1 == tried(">>> 1 + 1\n3\n", "wrong", lambda line: None).failed


def test_the_excerpt_is_what_the_demo_prints(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (excerpt,) = EXCERPT.findall(TEXT)

    assert main(["demo"]) == 0
    printed = capsys.readouterr().out.splitlines()

    lines = [line for line in excerpt.splitlines() if line != "..."]
    assert 8 <= len(lines)
    assert [] == [line for line in lines if line not in printed], "stale: copy what the demo prints"


def test_every_folder_of_the_tree_is_there():
    (tree,) = [text for text in blocks(TEXT, "text") if text.startswith("scenarios/")]
    folders = [line.split()[0] for line in tree.splitlines()]

    assert [] == [folder for folder in folders if not (CHECKOUT / folder).is_dir()]
    assert {
        path.name for path in (CHECKOUT / "sp_sim").iterdir() if (path / "__init__.py").exists()
    } - {"domain"} == {folder.split("/")[1] for folder in folders if folder.startswith("sp_sim/")}


def test_what_the_program_is_not_is_said():
    for words in (
        "No lever's effect",
        "`--draws point`",
        "Open Government Licence v3.0",
        "not included",
    ):
        assert words in TEXT
