"""Every equation gives the same bits as ordinary Python and compiled."""

import inspect

import numba
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sp_sim.engine import compiled
from sp_sim.mechanisms.registry import NUMBERS, PARAMETERS
from sp_sim.world.build import parameter_row
from tests.mechanisms.equations import (
    RANGES,
    any_value,
    arguments,
    equations,
    takes_parameters,
)

EQUATIONS = equations()
NAMES = sorted(EQUATIONS)
KIND = {bool: np.bool_, int: np.int64, float: np.float64}
POINT = np.dtype(
    [
        (f"{equation}_{name}", np.float64 if name == "colleagues" else KIND[type(RANGES[name][0])])
        for equation in NAMES
        for name in arguments(EQUATIONS[equation])
    ]
)


def a_caller():
    """Return a function that writes every equation's answer at a point (a record) to a table."""
    lines = ["def call(x, p, out):"]
    for place, name in enumerate(NAMES):
        given_to = [f"x.{name}_{argument}" for argument in arguments(EQUATIONS[name])]
        given_to += ["p"] if takes_parameters(EQUATIONS[name]) else []
        lines.append(f"    out[{place}] = {name}({', '.join(given_to)})")
    room = dict(EQUATIONS)
    exec("\n".join(lines), room)  # noqa: S102 - the caller is written from the equations themselves
    return room["call"]


PLAIN = a_caller()


@pytest.fixture(scope="module")
def compiled_caller():
    if numba.config.DISABLE_JIT:
        pytest.skip("nothing is compiled in this run")
    assert {inspect.getmodule(each) for each in EQUATIONS.values()} <= set(compiled.SHARED)
    return numba.njit(PLAIN)


def both(compiled_caller, point, values):
    """Return the answers of both forms at one point."""
    x = np.zeros(1, dtype=POINT).view(np.recarray)
    for name in POINT.names:
        x[name] = point[name]
    p = parameter_row(values)[0]
    plain, quick = np.zeros(len(NAMES)), np.zeros(len(NAMES))
    PLAIN(_as_python(x[0]), _as_python(p), plain)
    compiled_caller(x[0], p, quick)
    return plain, quick


def _as_python(record):
    """Return a record's fields as plain Python numbers under their names."""
    return type("Plain", (), {name: record[name].item() for name in record.dtype.names})


POINTS = st.fixed_dictionaries(
    {
        f"{equation}_{name}": any_value(EQUATIONS[equation], name)
        for equation in NAMES
        for name in arguments(EQUATIONS[equation])
    }
)
VALUES = st.fixed_dictionaries(
    {
        told.key: st.sampled_from([0.001, 0.5, 0.999]).map(told.prior.quantile)
        if told.section == "turnover"
        else st.just(told.default)
        if told.kind == "switch"
        else st.floats(*told.limits)
        for told in NUMBERS
    }
).map(lambda drawn: {key: told.default for key, told in PARAMETERS.items()} | drawn)


MANY_NUMBERS = [HealthCheck.large_base_example]
"""A point is hundreds of numbers, one for each term and parameter; none can be left out."""


@given(point=POINTS, values=VALUES)
@settings(max_examples=100, suppress_health_check=MANY_NUMBERS)
def test_every_equation_gives_the_same_bits_plain_and_compiled(compiled_caller, point, values):
    plain, quick = both(compiled_caller, point, values)

    differing = [name for name, a, b in zip(NAMES, plain, quick, strict=True) if a != b]
    assert [] == differing
    assert plain.tobytes() == quick.tobytes()


@given(point=POINTS, values=VALUES)
@settings(max_examples=5, suppress_health_check=MANY_NUMBERS)
def test_a_difference_of_one_bit_would_be_found(compiled_caller, point, values):
    plain, quick = both(compiled_caller, point, values)
    quick[0] = np.nextafter(quick[0], np.inf)

    assert plain.tobytes() != quick.tobytes()
