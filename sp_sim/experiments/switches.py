"""Switches: which values of a lever mean on and off, declared once for patterns and conduit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sp_sim.scenario import with_values
from sp_sim.scenario.scenario import Change

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sp_sim.param import Value
    from sp_sim.scenario.scenario import Scenario

ALL_WEEK = 5


@dataclass(frozen=True)
class Switch:
    """One lever with the values that it has when it is on and when it is off."""

    key: str
    title: str
    on: Mapping[str, Any]
    off: Mapping[str, Any]

    def turned(self, scenario: Scenario, way: str) -> Scenario:
        """Return the scenario with this lever on or off (`way`) and everything else as it was."""
        values = self.on if way == "on" else self.off
        return held_to(scenario, values, f"{scenario.name}, {self.key} {way}")

    def words(self) -> str:
        """Return what on and off stand for, in one line."""
        told = (f"{key} {_said(self.on[key])} v {_said(self.off[key])}" for key in self.on)
        return f"{self.title}: {'; '.join(told)}"

    def as_document(self) -> dict[str, Any]:
        """Return the switch ready for JSON."""
        plain = {
            way: {key: list(v) if isinstance(v, tuple) else v for key, v in values.items()}
            for way, values in (("on", self.on), ("off", self.off))
        }
        return {"key": self.key, "title": self.title, **plain}


TRAINING = Switch(
    "training",
    "Training (two days of mental-health training a year against none)",
    {"training.mental_health_hours": 15.0},
    {"training.mental_health_hours": 0.0},
)
SUPERVISION = Switch(
    "supervision",
    "Clinical supervision (offered in every post against none)",
    {"support.supervised_share": 1.0},
    {"support.supervised_share": 0.0},
)
SUPPORT = Switch(
    "support",
    "Support (supervision in every post and a manager's day a week against neither)",
    {"support.supervised_share": 1.0, "management.manager_hours_per_week": 7.5},
    {"support.supervised_share": 0.0, "management.manager_hours_per_week": 0.0},
)
LOCATION = Switch(
    "location",
    "Location (in practices all week against head office all week)",
    {"location.site_by_weekday": ("practice",) * ALL_WEEK},
    {"location.site_by_weekday": ("head_office",) * ALL_WEEK},
)
CHAMPIONS = Switch(
    "champions",
    "Champions (one in every practice against none; hours and support as in the scenario)",
    {"champions.practices_share": 1.0},
    {"champions.practices_share": 0.0},
)
LEVERS = (TRAINING, SUPPORT, LOCATION, CHAMPIONS)
"""The four levers of the seed study, through which involvement is the conduit."""


def held_to(scenario: Scenario, values: Mapping[str, Any], name: str = "") -> Scenario:
    """Return the scenario with these values from the start to the end, whatever its changes say."""
    return never_changing(with_values(scenario, values, name=name or scenario.name), values)


def never_changing(scenario: Scenario, keys: Collection[str]) -> Scenario:
    """Return the scenario whose dated changes and places leave these keys alone."""

    def without(values: Mapping[str, Value]) -> dict[str, Value]:
        return {key: value for key, value in values.items() if key not in keys}

    changes = (replace(each, values=without(each.values)) for each in scenario.changes)
    placed = (replace(each, values=without(each.values)) for each in scenario.placed)
    return replace(
        scenario,
        changes=tuple(each for each in changes if each.values),
        placed=tuple(each for each in placed if each.values),
    )


def changed_at(scenario: Scenario, week: int, values: Mapping[str, Value], name: str) -> Scenario:
    """Return the scenario with one more dated change; values are taken as checked."""
    changes = sorted((*scenario.changes, Change(week, values)), key=lambda each: each.week)
    return replace(scenario, changes=tuple(changes), name=name)


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return f"{value[0]} x{len(value)}"
    return f"{value:g}" if isinstance(value, float) else str(value)
