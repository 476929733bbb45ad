"""Scenarios: complete sets of inputs that are read, checked, inherited, explained and compared."""

from sp_sim.scenario.differences import Difference, differences
from sp_sim.scenario.explain import Explanation, explain
from sp_sim.scenario.inherit import default_scenario, load, with_values
from sp_sim.scenario.publish import scenario_text
from sp_sim.scenario.scenario import Change, Origin, Scenario

__all__ = [
    "Change",
    "Difference",
    "Explanation",
    "Origin",
    "Scenario",
    "default_scenario",
    "differences",
    "explain",
    "load",
    "scenario_text",
    "with_values",
]
