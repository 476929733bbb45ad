"""Champion: the member of a practice who speaks for the service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.domain.stages import NEVER
from sp_sim.draws import Decision, happens, uniform
from sp_sim.mechanisms.champions import (
    champion_leave_odds,
    champion_push,
    energy_next,
    lapse_odds,
    weeks_of_lapse,
    weeks_until_replaced,
)
from sp_sim.model.actor import Actor
from sp_sim.world.staff import champion_key, standing_of_champion

if TYPE_CHECKING:
    from sp_sim.model.practice import Practice


class Champion(Actor):
    """A champion with hours, a standing that may be nil or negative, and energy that can lapse.

    Attributes:
        starts: week from which the champion speaks.
        silent_until: week until which a lapsed champion stays silent.
    """

    def __init__(self, practice: Practice, number: int, starts: int = NEVER) -> None:
        """Take up the role in a practice, as its `number`-th champion, with full energy."""
        super().__init__(practice.model)
        self.practice = practice
        self.number = number
        self.key = champion_key(practice.key_of_site, number)
        self.standing = standing_of_champion(
            self.key, practice.receptivity, self.model.segments[0][1].p
        )
        self.energy = 1.0
        self.starts = starts
        self.silent_until = NEVER

    def is_there(self, week: int) -> bool:
        """Return whether the champion has taken up the role, silent or not."""
        return self.starts <= week

    def leaves(self, week: int) -> bool:
        """Return whether the champion leaves this week."""
        answer = uniform(self.key, Decision.CHAMPION_LEAVES, week, 0)
        return happens(answer, champion_leave_odds(self.model.p))

    def successor(self, week: int) -> Champion:
        """Return who follows, from a later week on (or never)."""
        answer = uniform(self.key, Decision.CHAMPION_REPLACED, week, 0)
        starts = week + weeks_until_replaced(answer, self.model.p)
        return Champion(self.practice, self.number + 1, starts)

    def speak(self, hours: float, training: float, network: float, week: int) -> float:
        """Tire, lapse or go on, and return this week's push on colleagues."""
        p = self.model.p
        support = self.practice.support
        if week >= self.silent_until:
            if happens(uniform(self.key, Decision.CHAMPION_LAPSE, week, 0), lapse_odds(p)):
                self.energy = 0.0
                self.silent_until = week + weeks_of_lapse(
                    uniform(self.key, Decision.CHAMPION_LAPSE_LENGTH, week, 0), p
                )
            else:
                self.energy = energy_next(self.energy, support, network, p)
        return champion_push(hours, training, self.energy, self.standing, support, p)
