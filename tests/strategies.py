"""Hypothesis strategies made from what parameters declare: a new parameter is tested at once."""

from hypothesis import strategies as st

from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.param import Param, Value


def allowed(declared: Param) -> st.SearchStrategy[Value]:
    """Any value that the limits of a parameter allow, its default first."""
    low, high = declared.limits
    by_kind: dict[str, st.SearchStrategy[Value]] = {
        "number": st.floats(low, high),
        "switch": st.booleans(),
        "choice": st.sampled_from(declared.choices or ("",)),
        "choices": st.lists(
            st.sampled_from(declared.choices or ("",)),
            min_size=declared.length or 0,
            max_size=declared.length or 0,
        ).map(tuple),
    }
    if declared.kind == "count":
        return st.just(declared.default) | st.integers(int(low), int(high))
    return st.just(declared.default) | by_kind[declared.kind]


def believed(declared: Param) -> st.SearchStrategy[float]:
    """Any value that the prior of a number holds likely (its 0.1 % to its 99.9 % point)."""
    return st.floats(0.001, 0.999).map(declared.prior.quantile)


def values(*names: str) -> st.SearchStrategy[dict[str, Value]]:
    """Any allowed values, by key, of the parameters named (a key or a section; all when none)."""
    chosen = {
        key: allowed(declared)
        for key, declared in PARAMETERS.items()
        if not names or key in names or declared.section in names
    }
    return st.fixed_dictionaries(chosen)


def a_few_values(most: int = 5) -> st.SearchStrategy[dict[str, Value]]:
    """Any allowed values of a few parameters of any section, by key."""
    return st.lists(st.sampled_from(sorted(PARAMETERS)), unique=True, max_size=most).flatmap(
        lambda keys: st.fixed_dictionaries({key: allowed(PARAMETERS[key]) for key in keys})
    )
