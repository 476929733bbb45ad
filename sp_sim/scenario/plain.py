"""Plain: a scenario as keys and values without files, for manifests, and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sp_sim.scenario.form import as_value, declared, parameters
from sp_sim.scenario.scenario import Change, Origin, Placed, Scenario
from sp_sim.scenario.where import Where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sp_sim.param import Value


def as_plain(scenario: Scenario) -> dict[str, Any]:
    """Return every value, dated change, place and service of a scenario, ready for JSON."""
    return {
        "fingerprint": scenario.fingerprint,
        "asks": scenario.asks,
        "values": _thawed(scenario.values),
        "changes": [
            {"week": change.week, "set": _thawed(change.values)} for change in scenario.changes
        ],
        "placed": [
            {
                "where": {**asdict(one.where), "codes": list(one.where.codes)},
                "week": one.week,
                "set": _thawed(one.values),
            }
            for one in scenario.placed
        ],
        "services": {name: list(codes) for name, codes in scenario.services.items()},
    }


def from_plain(name: str, told: Mapping[str, Any]) -> Scenario:
    """Return the scenario that `as_plain` told of; a value that is no longer known is an error."""
    values = _frozen(told["values"])
    changes = tuple(Change(int(each["week"]), _frozen(each["set"])) for each in told["changes"])
    origins = dict.fromkeys(values, Origin("manifest", None, name))
    placed = tuple(
        Placed(_where(each["where"]), each["week"], _frozen(each["set"]))
        for each in told.get("placed", ())
    )
    services = {each: tuple(codes) for each, codes in told.get("services", {}).items()}
    return Scenario(name, told["asks"], values, changes, origins, placed=placed, services=services)


def _where(told: Mapping[str, Any]) -> Where:
    return Where(told["kind"], tuple(told["codes"]), told["step"], told["steps"])


def _thawed(values: Mapping[str, Value]) -> dict[str, Any]:
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in sorted(values.items())
    }


def _frozen(values: Mapping[str, Any]) -> dict[str, Value]:
    known = parameters(declared())
    return {key: as_value(known[key], value) for key, value in values.items()}
