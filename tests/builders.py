"""Small worlds for tests, in one line each."""

from collections.abc import Mapping
from typing import Any

from sp_sim.domain.places import Area, Practice
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.param import Value
from sp_sim.scenario.scenario import Change, Scenario

KEY_OF_FIELD = {declared.field: key for key, declared in PARAMETERS.items()}


def keyed(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return the values by key; a name may be a key (`support.interval`) or a field with `_`."""
    unknown = [name for name in values if name not in PARAMETERS and name not in KEY_OF_FIELD]
    if unknown:
        message = f"no parameter is called {', '.join(unknown)}"
        raise KeyError(message)
    return {KEY_OF_FIELD.get(name, name): value for name, value in values.items()}


def a_change(week: int, **values: Value) -> Change:
    """Return a dated change, such as `a_change(26, support_interval_weeks=2)`."""
    return Change(week=week, values=keyed(values))


def a_scenario(
    changes: tuple[Change, ...] = (), name: str = "built for a test", /, **values: Value
) -> Scenario:
    """Return the declared defaults with some fields set, such as `a_scenario(support_peers=0.5)`.

    Nothing is read and nothing is checked: a test may ask for what no file could.
    """
    defaults = {key: declared.default for key, declared in PARAMETERS.items()}
    return Scenario(
        name=name,
        asks="what the test asks",
        values=defaults | keyed(values),
        changes=changes,
        origins={},
    )


def a_practice(code: str = "P01", /, **facts) -> Practice:
    """Return a made-up practice of 3,000 people and two GPs in network N1."""
    plain: dict[str, Any] = {"pcn_code": "N1", "registered": 3_000, "gps": 2.0, "gps_given": True}
    return Practice(code=code, **(plain | facts))


def an_area(*, practices: int = 2, registered: int = 3_000, networks: int = 1, **facts) -> Area:
    """Return a made-up area of alike practices, dealt to its networks in turn."""
    places = tuple(
        a_practice(
            f"P{number:02d}", pcn_code=f"N{number % networks + 1}", registered=registered, **facts
        )
        for number in range(practices)
    )
    return Area(name="made up for a test", practices=places, synthetic=True, source="a test")
