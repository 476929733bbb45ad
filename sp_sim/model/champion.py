"""Champion: the member of a practice who speaks for the service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.draws import Decision, happens, uniform
from sp_sim.mechanisms.champions import champion_push, credibility, energy_next, lapse_odds
from sp_sim.model.actor import Actor
from sp_sim.world.people import trait

if TYPE_CHECKING:
    from sp_sim.model.practice import Practice


class Champion(Actor):
    """A champion with hours, a credibility that may be nil or negative, and energy that can lapse."""

    def __init__(self, practice: Practice) -> None:
        """Start with full energy."""
        super().__init__(practice.model)
        self.practice = practice
        self.credibility = credibility(
            trait(practice.key_of_site, Decision.CHAMPION_CREDIBILITY), self.model.segments[0][1].p
        )
        self.energy = 1.0

    def speak(self, hours: float, week: int) -> float:
        """Return this week's push on colleagues."""
        p = self.model.p
        if happens(
            uniform(self.practice.key_of_site, Decision.CHAMPION_LAPSE, week, 0), lapse_odds(p)
        ):
            self.energy = 0.0
        else:
            self.energy = energy_next(self.energy, p)
        return champion_push(hours, self.energy, self.credibility, p)
