"""What the tests of all equations share: their arguments' ranges, and the parameters that they read."""

import inspect
from functools import cache
from types import SimpleNamespace

from hypothesis import strategies as st

from sp_sim.mechanisms import curves
from sp_sim.mechanisms.registry import MECHANISMS, NUMBERS, PARAMETERS
from tests.strategies import allowed

FIELDS = {told.field: told for told in NUMBERS}
DEFAULTS: dict[str, float] = {told.field: float(told.default) for told in NUMBERS}  # type: ignore[arg-type]

UNIT = (0.0, 1.0)
SD = (-4.0, 4.0)
EXHAUSTION = (0.0, 54.0)
INSIDE = (1e-9, 1.0 - 1e-9)

RANGES = {
    "advice": UNIT,
    "answer": INSIDE,
    "band": (0, 2),
    "deprivation_fifth": (1, 5),
    "share_65_plus": UNIT,
    "under_40": UNIT,
    "under_65": UNIT,
    "at_the_end": UNIT,
    "awareness": (1e-6, 1.0),
    "base": UNIT,
    "burden": UNIT,
    "cases": (50, 200),
    "closed": (-9999, 2600),
    "climate": SD,
    "brokered": (-5.0, 5.0),
    "champions": (1, 20),
    "in_post": (1, 40),
    "chance": UNIT,
    "colleagues": UNIT,
    "complexity": SD,
    "confidence": SD,
    "conflict": UNIT,
    "contact_hours": (0.1, 10.0),
    "contacts": (1, 60),
    "contacts_together": (0, 60),
    "core": UNIT,
    "consultations": (20, 400),
    "courted": (0.0, 20.0),
    "credibility": SD,
    "days": (0.0, 5.0),
    "days_at_head_office": (0.0, 5.0),
    "days_wanted": (0.0, 100.0),
    "demanded": (-5.0, 40.0),
    "depth": UNIT,
    "deviation": SD,
    "discrepancy": SD,
    "ended": (50, 200),
    "energy": UNIT,
    "exhaustion": EXHAUSTION,
    "expected": SD,
    "factor": (0.25, 2.0),
    "female": (False, True),
    "first": (0, 40),
    "first_hours": (0.1, 10.0),
    "frequency": SD,
    "further": (0, 200),
    "habit": SD,
    "half_life_weeks": (0.5, 5000.0),
    "high": (0.5, 1.0),
    "hours": (0.0, 20.0),
    "hours_asked": (0.0, 90.0),
    "hours_available": (0.0, 45.0),
    "hours_due": (0.0, 90.0),
    "hours_more": (0.0, 10.0),
    "hours_waiting": (0.0, 90.0),
    "in_network": (0, 1),
    "interval": (1.0, 520.0),
    "involvement": UNIT,
    "isolation": UNIT,
    "known_wait": (0.0, 52.0),
    "level": (7.0, 35.0),
    "lift": UNIT,
    "lever": UNIT,
    "load": (0.0, 3.0),
    "log_odds": (-40.0, 40.0),
    "low": (0.0, 0.5),
    "manager": UNIT,
    "network": UNIT,
    "middling_gp": (0.0, 100.0),
    "missed_running": (1, 10),
    "need": (0, 4),
    "mean_troubled_weeks": (1.0, 2000.0),
    "meeting_hours": (0.0, 20.0),
    "observed_wait": (0.0, 104.0),
    "on_site": UNIT,
    "peer_hours": (0.0, 10.0),
    "peers": UNIT,
    "posts": (0, 60),
    "one": (0.0, 100.0),
    "other": (0.0, 100.0),
    "outside": (False, True),
    "patients_per_gp": (100.0, 20_000.0),
    "practices": (0, 30),
    "predecessors": UNIT,
    "presence": (0.0, 1.0),
    "pressure": (-3.0, 3.0),
    "prognosis": SD,
    "push": (-5.0, 5.0),
    "readiness": SD,
    "receptivity": SD,
    "received": (False, True),
    "recovered": (False, True),
    "referred": (0, 20),
    "registered": (0, 100_000),
    "relieved": (-10.0, 30.0),
    "rooms": (0.0, 100.0),
    "rural": UNIT,
    "scale": (-500.0, -1.0),
    "seen": (0, 20),
    "self_efficacy": SD,
    "service_standing": UNIT,
    "severe_cases": (0, 50),
    "severity": SD,
    "share": UNIT,
    "skill": UNIT,
    "starters_only": (0.0, 1.0),
    "standing": (-3.0, 3.0),
    "tie": UNIT,
    "together": UNIT,
    "strain_of_week": EXHAUSTION,
    "success": UNIT,
    "supervision": UNIT,
    "supervising_hours": (0.0, 40.0),
    "supervision_hours": (0.0, 8.0),
    "support": UNIT,
    "total_push": (-20.0, 20.0),
    "training": (0.0, 40.0),
    "training_hours": (0.0, 30.0),
    "trait": SD,
    "travel_hours": (0.0, 4.0),
    "trust": UNIT,
    "under_way": (False, True),
    "unlearned": UNIT,
    "value": (-2.0, 2.0),
    "visit_number": (1, 60),
    "waiting": (0, 50),
    "waiting_weight": UNIT,
    "week": (0, 2600),
    "weeks": (0, 2600),
    "weeks_in_post": (0, 104),
    "weeks_of_seen": (0, 400),
    "weeks_since": (0, 520),
    "weeks_of_waiting": (0, 4000),
    "weeks_taken": (1, 120),
    "weeks_unseen": (0, 300),
    "weeks_waited": (0, 300),
    "weight": UNIT,
    "wellbeing": (7.0, 35.0),
    "went_well": (0, 50),
    "workers": (1, 60),
    "word": (-5.0, 5.0),
    "usual": UNIT,
    "wte": (0.1, 1.0),
}
"""The values that an argument of this name may have, in every equation (whole numbers for counts)."""

RANGES_OF = {"isolation": {"colleagues": (0, 12)}}
"""Where an equation means something else by a name."""

LIKELY = {"leave_odds"}
"""Equations that are finite where the prior is, and not in every corner of their limits."""


def equations():
    """Return every equation of the theory, by name."""
    return {
        name: function
        for room in (curves, *MECHANISMS)
        for name, function in inspect.getmembers(room, inspect.isfunction)
        if function.__module__ == room.__name__
    }


@cache
def arguments(equation):
    """Return the names of an equation's arguments other than the parameters."""
    return [name for name in inspect.signature(equation).parameters if name != "p"]


@cache
def reads(equation):
    """Return the fields of the parameters that an equation reads, itself or by what it calls."""
    names = set(equation.__code__.co_names)
    called = [
        equation.__globals__[name]
        for name in names
        if inspect.isfunction(equation.__globals__.get(name))
    ]
    return sorted(names & FIELDS.keys() | {field for each in called for field in reads(each)})


@cache
def takes_parameters(equation):
    """Return whether an equation has parameters at all."""
    return "p" in inspect.signature(equation).parameters


def answer(equation, point):
    """Return an equation's answer at a point, which holds arguments and parameters by name."""
    values = {name: point[name] for name in arguments(equation)}
    if takes_parameters(equation):
        values["p"] = SimpleNamespace(**{field: point[field] for field in reads(equation)})
    return equation(**values)


def range_of(equation, name):
    """Return the lowest and highest value of an equation's argument or parameter."""
    if name in FIELDS and equation.__name__ in LIKELY and not FIELDS[name].lever:
        return tuple(FIELDS[name].prior.quantile(chance) for chance in (0.001, 0.999))
    if name in FIELDS:
        return FIELDS[name].limits
    return RANGES_OF.get(equation.__name__, {}).get(name, RANGES[name])


def any_value(equation, name):
    """Any value that the range of an argument or the limits of a parameter allow."""
    low, high = range_of(equation, name)
    if name in FIELDS and equation.__name__ not in LIKELY:
        return allowed(FIELDS[name]).map(float)
    if isinstance(low, bool):
        return st.booleans()
    return st.integers(low, high) if isinstance(low, int) else st.floats(low, high)


def points(equation):
    """Any point of an equation: arguments in their ranges, parameters in their limits."""
    return st.fixed_dictionaries(
        {name: any_value(equation, name) for name in [*arguments(equation), *reads(equation)]}
    )


def field_of(key):
    """Return the field of a parameter that is known by its key."""
    return PARAMETERS[key].field
