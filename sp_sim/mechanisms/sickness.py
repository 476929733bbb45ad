"""Sickness: how likely a link worker falls sick, for how long, and what a sick week is.

Rule: each week at work may be followed by a spell of sickness, with odds that rise with exhaustion; a spell
    lasts a geometric number of weeks. Nobody stands in: cases wait for their worker.
Reads: exhaustion.
Decides: who falls sick, and for how many weeks.
Assumes: sick weeks come on top of the leave in `workforce.leave_share`; a spell's length is chance alone.
Source: no figure on sickness of link workers was found; the sign of exhaustion is E088's.
"""

from __future__ import annotations

from sp_sim.draws import geometric, geometric_scale
from sp_sim.mechanisms.curves import odds
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import lognormal, param, section, uniform

SECTION = section(
    "sickness",
    "falling sick and coming back",
    base_log_odds=param(
        -4.2, unit="log odds per week", limits=(-30.0, 5.0), prior=uniform(-5.0, -3.4), grade="assumption",
        source="assumption: no figure on sickness absence of link workers was found",
        meaning="log odds that a week at work at exhaustion 27 is followed by a spell of sickness",
    ),
    per_exhaustion=param(
        0.3, unit="log odds per 10 points", limits=(0.0, 5.0), prior=uniform(0.0, 0.6), grade="assumption",
        source="assumption: the exhausted fall sick more often; no size was found",
        meaning="how strongly falling sick follows exhaustion above or below 27",
    ),
    weeks=param(
        2.0, unit="weeks", limits=(1.0, 104.0), prior=lognormal(2.0, 1.25), grade="assumption",
        source="assumption: many short spells and a few long ones; no figure was found",
        meaning="mean length of a spell of sickness, at least 1",
    ),
)  # fmt: skip


def fall_sick_odds(exhaustion: float, p: Parameters) -> float:
    """Return the odds that a worker who is well falls sick at the end of a week; `exhaustion` 0 to 54."""
    return odds(p.sickness_base_log_odds + p.sickness_per_exhaustion * ((exhaustion - 27.0) / 10.0))


def weeks_sick(answer: float, p: Parameters) -> int:
    """Return the length of a spell of sickness in weeks (at least 1) from a uniform `answer`."""
    return geometric(answer, geometric_scale(p.sickness_weeks))
