"""The examples in the documentation of public functions are true."""

import doctest
from importlib import import_module

import pytest

WITH_EXAMPLES = (
    "sp_sim.experiments.run",
    "sp_sim.experiments.compare",
    "sp_sim.experiments.replicate",
    "sp_sim.experiments.ensemble",
    "sp_sim.sequential",
)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_give_what_they_show(name):
    found = doctest.testmod(import_module(name))

    assert found.attempted > 0
    assert 0 == found.failed


def test_a_wrong_example_would_be_found():
    example = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3\n", {}, "wrong", None, None)

    assert 1 == doctest.DocTestRunner(verbose=False).run(example, out=lambda _: None).failed
