"""Turning: along each parameter's prior, the value at which an answer turns, and its proof."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.experiments.factor import BELIEVED
from sp_sim.experiments.priors import value_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sp_sim.experiments.pairs import Pairs
    from sp_sim.param import Param, Value
    from sp_sim.results.counting import Floats

HALVINGS = 6
"""How often the part of the prior that holds a turn is halved: to less than a hundredth of it."""
_EDGE = 1e-9
RUNGS = (1.0, 0.5, 0.25, 0.125)
"""Where proof is sought, from the far end of a side towards the turn."""


@dataclass(frozen=True)
class Way:
    """One parameter followed from the value that both scenarios hold to one end of its prior."""

    told: Param
    start: float
    end: float

    @property
    def key(self) -> str:
        """The parameter's key."""
        return self.told.key

    def at(self, share: float) -> dict[str, Value]:
        """Return the parameter set with so much of belief below the parameter's value."""
        return {self.key: value_at(self.told, share)}


def ways(told: Param, start: float) -> list[Way]:
    """Return the ways down and up that there are, to the ends of what is believed."""
    low, high = BELIEVED
    start = min(max(start, _EDGE), 1.0 - _EDGE)
    found = [Way(told, start, low)] if start > low else []
    return found + ([Way(told, start, high)] if start < high else [])


@dataclass
class Bracket:
    """A turn between two shares of belief: before it the answer is `sign`, behind it no more.

    The margin is how far the answer is from turning: positive where it holds, and zero at the turn.
    """

    way: Way
    measure: str
    kind: str
    sign: float
    threshold: float
    holds: float = field(init=False)
    turns: float = field(init=False)
    margin_holds: float = 0.0
    margin_turns: float = 0.0

    def __post_init__(self) -> None:
        """Begin with the whole way."""
        self.holds, self.turns = self.way.start, self.way.end

    def margin(self, difference: float) -> float:
        """Return how far a difference is from the turn; positive where the answer holds."""
        return self.sign * difference - self.threshold

    @property
    def guess(self) -> float:
        """The share of belief at which a straight line between both sides turns."""
        span = self.margin_holds - self.margin_turns
        part = self.margin_holds / span if span > 0.0 else 0.5
        return self.holds + part * (self.turns - self.holds)

    @property
    def middle(self) -> float:
        """The share halfway."""
        return 0.5 * (self.holds + self.turns)

    def halve(self, difference: float) -> None:
        """Take in what was found in the middle; where nothing could be counted, nothing held."""
        margin = self.margin(difference) if np.isfinite(difference) else -0.0
        if margin > 0.0:
            self.holds, self.margin_holds = self.middle, margin
        else:
            self.turns, self.margin_turns = self.middle, min(margin, 0.0)


class Search:
    """Evaluates parameter sets once each with seeds of their own kind."""

    def __init__(self, pairs: Pairs, seeds: Sequence[int]) -> None:
        """Keep what lives them, and with which seeds."""
        self.pairs, self.seeds = pairs, seeds
        self._known: dict[tuple[tuple[str, Value], ...], dict[str, Floats]] = {}

    def differences(
        self, sets: Sequence[Mapping[str, Value]], measures: Sequence[str]
    ) -> list[dict[str, Floats]]:
        """Return for each set, measure by measure, the differences seed by seed."""
        names = [tuple(sorted(one.items())) for one in sets]
        new = list(dict.fromkeys(name for name in names if name not in self._known))
        self.pairs.expect(len(new) - len(sets), len(self.seeds))
        if new:
            lived = self.pairs.lived([dict(name) for name in new], self.seeds)
            for place, name in enumerate(new):
                self._known[name] = {key: lived[key][place] for key in measures}
        return [self._known[name] for name in names]


def mean(differences: Floats) -> float:
    """Return the mean of the differences that there are; NaN for none."""
    given = differences[np.isfinite(differences)]
    return float(given.mean()) if len(given) else float("nan")


def narrow(brackets: Sequence[Bracket], search: Search, measures: Sequence[str]) -> None:
    """Halve all brackets together, so that the engine lives many sets in each call."""
    for _ in range(HALVINGS):
        found = search.differences([one.way.at(one.middle) for one in brackets], measures)
        for bracket, told in zip(brackets, found, strict=True):
            bracket.halve(mean(told[bracket.measure]))


def turn_of(bracket: Bracket) -> float:
    """Return the share of belief at which it turns; for whole numbers the first that has turned."""
    return bracket.turns if bracket.way.told.kind == "count" else bracket.guess


def rungs(bracket: Bracket, share: float) -> tuple[list[float], list[float]]:
    """Return the shares of belief where proof is sought: on the side that holds, and beyond."""
    way = bracket.way
    before = [share + part * (way.start - share) for part in RUNGS]
    beyond = [share + part * (way.end - share) for part in RUNGS]
    return before, beyond
