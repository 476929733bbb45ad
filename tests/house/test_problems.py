"""Whatever is wrong is told with the rule that it breaks and with a remedy."""

import ast

import pytest

from tests.house.source import modules, told

ALWAYS = {"rule", "remedy"}
CALLS = ("Problem", "problem")
"""The class itself, and a table's way of making one."""


def without_rule_or_remedy(text):
    """Return the lines on which a problem is made without its rule or its remedy."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", None)) in CALLS
        and not ALWAYS <= {keyword.arg for keyword in node.keywords}
    ]


@pytest.mark.parametrize("path", modules("sp_sim"), ids=told)
def test_every_problem_has_its_rule_and_its_remedy(path):
    assert [] == without_rule_or_remedy(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("call", ["Problem(file=f, message=m, rule=r)", "t.problem(m, remedy=r)"])
def test_one_without_would_be_found(call):
    assert [1] == without_rule_or_remedy(call)
