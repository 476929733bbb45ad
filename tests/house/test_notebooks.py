"""Notebooks are stories: numbered, without outputs, made of public names, and honest at the end."""

import ast
import json
import re

import pytest

import sp_sim
from tests.house.source import CHECKOUT, told

NOTEBOOKS = sorted((CHECKOUT / "notebooks").glob("*.ipynb"))
NUMBERED = re.compile(r"\d\d[-_][a-z-_]+\.ipynb")
DOUBTS = re.compile(r"^## .*(not to conclude|do not know|does not)", re.MULTILINE)
LINK = re.compile(r"\]\((?!\w+:)([^)#]+)\)")

each = pytest.mark.parametrize("path", NOTEBOOKS, ids=told)


def cells(path, kind=None):
    """Return the cells of a notebook, all or those of a kind."""
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if kind in (None, cell["cell_type"])]


def text(path, kind):
    return "\n\n".join("".join(cell["source"]) for cell in cells(path, kind))


def public_names(code):
    """Return the names that are asked of `sp_sim` itself."""
    return {
        node.attr
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "sp_sim"
    }


def test_there_is_a_notebook_for_commissioners_researchers_teachers_and_builders():
    numbers = {path.name[:2] for path in NOTEBOOKS}

    assert {"01", "02", "03", "04"} <= numbers


@each
def test_a_notebook_has_a_number_and_a_title(path):
    assert NUMBERED.fullmatch(path.name)
    assert "".join(cells(path)[0]["source"]).startswith("# ")


@each
def test_a_notebook_is_kept_without_outputs(path):
    assert [] == [cell["id"] for cell in cells(path, "code") if cell["outputs"]]
    assert {None} == {cell["execution_count"] for cell in cells(path, "code")}


@each
def test_a_notebook_asks_public_names_of_the_program(path):
    assert set() == public_names(text(path, "code")) - {*sp_sim.__all__}


def test_a_private_name_would_be_found():
    assert {"_secret", "run"} == public_names("sp_sim.run('x')\nsp_sim._secret()")


@each
def test_a_notebook_says_what_it_does_not_know(path):
    assert DOUBTS.search(text(path, "markdown"))


@each
def test_links_between_notebooks_lead_somewhere(path):
    links = LINK.findall(text(path, "markdown"))

    assert [] == [link for link in links if not (path.parent / link).exists()]
