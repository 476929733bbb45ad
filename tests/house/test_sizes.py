"""A file stays under 400 lines, a function under 50, and a module opens with a sentence."""

import ast

import pytest

from tests.house.source import functions, modules, told

MOST_LINES = 400
MOST_FUNCTION_LINES = 50

EVERYTHING = modules("sp_sim", "tests")


def too_long(text):
    return text.count("\n") > MOST_LINES


def long_functions(text):
    """Return the names of the functions that are too long, their docstrings not counted."""
    return [node.name for node in functions(text) if length(node) > MOST_FUNCTION_LINES]


def length(node):
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return (body[-1].end_lineno - body[0].lineno + 1) if body else 0


def opens_with_a_sentence(text):
    opening = (ast.get_docstring(ast.parse(text)) or "").split("\n\n")[0]
    starts_well = opening[:1].isupper() or opening.startswith("`")
    return len(opening.split()) > 2 and starts_well and opening.endswith((".", ":"))


@pytest.mark.parametrize("path", EVERYTHING, ids=told)
def test_a_file_can_be_read_in_one_go(path):
    text = path.read_text(encoding="utf-8")

    assert not too_long(text)
    assert [] == long_functions(text)


@pytest.mark.parametrize("path", modules("sp_sim"), ids=told)
def test_a_module_opens_with_a_sentence(path):
    text = path.read_text(encoding="utf-8")

    assert opens_with_a_sentence(text), f"{told(path)} does not say in a sentence what it is"


def test_a_long_file_would_be_found():
    assert too_long("x = 1\n" * 401)
    assert not too_long("x = 1\n" * 400)


def test_a_long_function_would_be_found():
    body = "    x = 1\n" * 51

    assert ["endless"] == long_functions(f"def endless():\n{body}")
    assert [] == long_functions(f'def told():\n    """A\n{body}    """\n')


@pytest.mark.parametrize("text", ["", "x = 1\n", '"""Helpers"""\n', '"""rules of the house."""\n'])
def test_a_module_that_does_not_say_what_it_is_would_be_found(text):
    assert not opens_with_a_sentence(text)
