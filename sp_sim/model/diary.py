"""Diary: a person's spells of trouble and visits to the GP, as they were and as they would have been.

A patient keeps it from the first week on; when all is over it is read for those who were referred.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sp_sim.mechanisms.values import Parameters
from sp_sim.mechanisms.wellbeing import (
    burden_after_spell,
    burden_in_spell,
    lift_of_service,
    wellbeing_score,
)


@dataclass
class Spell:
    """A spell of trouble: its first week, the first calm week after it, and when the service ended it."""

    starts: int
    ends: int
    freed: int | None = None

    def over(self, *, served: bool) -> int:
        """Return the first calm week after the spell."""
        return self.ends if self.freed is None or not served else self.freed + 1


@dataclass
class Diary:
    """Spells in their order, and the weeks of visits made and of visits that the service has spared."""

    spells: list[Spell] = field(default_factory=list)
    visits: set[int] = field(default_factory=set)
    spared: set[int] = field(default_factory=set)

    def note_visit(self, week: int, *, spared: bool) -> None:
        """Note a visit that need asks for; it is not made once the service has ended the spell."""
        (self.spared if spared else self.visits).add(week)

    def visits_in(self, weeks: range, *, served: bool) -> int:
        """Return how often the person consulted in these weeks."""
        made = self.visits if served else self.visits | self.spared
        return sum(week in made for week in weeks)

    def burden(self, week: int, p: Parameters, *, served: bool) -> float:
        """Return how much of the depth of trouble is felt in a week, from the last spell to begin."""
        begun = [spell for spell in self.spells if spell.starts <= week]
        if not begun:
            return 0.0
        spell = begun[-1]
        over = spell.over(served=served)
        if week < over:
            return burden_in_spell(week - spell.starts, p)
        at_the_end = burden_in_spell(over - spell.starts - 1, p)
        return burden_after_spell(at_the_end, week - over, p)

    def lift(self, week: int, p: Parameters) -> float:
        """Return how far the service still lifts the person in a week."""
        freed = [spell.freed for spell in self.spells if spell.freed is not None]
        before = [when for when in freed if when <= week]
        return lift_of_service(week - before[-1], p) if before else 0.0

    def score(
        self, weeks: range, level: float, depth: float, p: Parameters, *, served: bool
    ) -> float:
        """Return the person's mean wellbeing over these weeks."""
        burden = 0.0
        lift = 0.0
        for week in weeks:
            burden += self.burden(week, p, served=served)
            lift += self.lift(week, p) if served else 0.0
        return wellbeing_score(level, depth, burden / len(weeks), lift / len(weeks))
