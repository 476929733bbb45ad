"""Design: which points a sweep visits, with which seeds; everything that its results depend on."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sp_sim.experiments import sampling
from sp_sim.experiments.factor import AREA, SCENARIO, Factor
from sp_sim.experiments.posterior import which

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sp_sim.domain.places import Area
    from sp_sim.param import Value
    from sp_sim.results.arm import Draws
    from sp_sim.scenario.scenario import Scenario

    Point = tuple[Value, ...]

KINDS = ("grid", "latin-hypercube", "sobol", "morris", "one-at-a-time", "csv")
SIZES = {"latin-hypercube": "points", "sobol": "points", "morris": "trajectories"}
"""What says how large a design of a kind is; designs of other kinds are as large as their factors."""
RUNS_PER_CHUNK = 800
"""Runs of one primary care network in two years that are lived in one go, and kept in one part."""
PERSON_WEEKS_PER_CHUNK = RUNS_PER_CHUNK * 50_000 * 104
SEEDS_PER_CHUNK = 16
MOST_RUNS = 100_000_000


@dataclass(frozen=True, kw_only=True)
class Design:
    """A checked design.

    `size` is the points of a hypercube, the rows of a Sobol' sequence or the trajectories of Morris;
    `rows` are a user's own points.
    """

    name: str
    asks: str
    kind: str
    scenarios: Mapping[str, Scenario]
    areas: Mapping[str, Area]
    factors: tuple[Factor, ...]
    weeks: int
    seed: int
    replications: int
    size: int | None = None
    levels: int = 4
    second_order: bool = False
    sampling_seed: int = 1
    chunk: int | None = None
    rows: tuple[Point, ...] = ()
    draws: Draws = "posterior"
    """What parameters are that no factor varies: each seed has a set of its own, at every point the same."""
    notes: str = field(default="", compare=False)

    @property
    def keys(self) -> tuple[str, ...]:
        """What is varied, in the order of the columns of results."""
        return tuple(factor.key for factor in self.factors)

    @cached_property
    def points(self) -> int:
        """How many points there are."""
        if self.kind == "grid":
            return math.prod(len(levels) for levels in self._levels)
        if self.kind == "one-at-a-time":
            return 1 + len(self._moves)
        return len(self.rows) if self.kind == "csv" else len(self._shares)

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return self.points * self.replications

    @property
    def seeds(self) -> range:
        """Every seed."""
        return range(self.seed, self.seed + self.replications)

    @property
    def base(self) -> Scenario:
        """The first scenario: what holds where no factor says otherwise."""
        return next(iter(self.scenarios.values()))

    def point(self, number: int) -> Point:
        """Return the values of one point, in the order of `keys`."""
        if self.kind == "csv":
            return self.rows[number]
        if self.kind == "grid":
            return self._grid_point(number)
        if self.kind == "one-at-a-time":
            return self._moved(number)
        take = Factor.level if self.kind == "morris" else Factor.at
        row = self._shares[number]
        return tuple(take(one, float(share)) for one, share in zip(self.factors, row, strict=True))

    def shares(self, number: int) -> tuple[float, ...] | None:
        """Return where a point of a sampled design lies between 0 and 1; `None` for others."""
        return tuple(map(float, self._shares[number])) if self.kind in SIZES else None

    @cached_property
    def chunk_shape(self) -> tuple[int, int]:
        """How many points and how many seeds a part holds; the same whatever may be added later."""
        largest = max(area.registered for area in self.areas.values())
        runs = self.chunk or PERSON_WEEKS_PER_CHUNK // max(1, largest * self.weeks)
        runs = min(max(runs, 1), self.chunk or RUNS_PER_CHUNK)
        most = max(1, runs // SEEDS_PER_CHUNK)
        points = most if self.kind in SIZES else min(self.points, most)
        return points, max(1, runs // points)

    def grown(self, **sizes: Any) -> Design:  # noqa: ANN401 - of the fields of Design
        """Return the design with another `size` or other `replications`."""
        return replace(self, **sizes)

    def as_document(self) -> dict[str, Any]:
        """Return everything on which points, parts and results depend, ready for JSON."""
        size = {SIZES[self.kind]: self.size} if self.kind in SIZES else {}
        return {
            "kind": self.kind,
            "factors": [factor.as_document() for factor in self.factors],
            **size,
            "levels": self.levels,
            "second_order": self.second_order,
            "sampling_seed": self.sampling_seed,
            "rows": [[list(v) if isinstance(v, tuple) else v for v in row] for row in self.rows],
            "weeks": self.weeks,
            "seed": self.seed,
            "replications": self.replications,
            "draws": self.draws,
            "posterior": which() if self.draws == "posterior" else None,
            "chunk": list(self.chunk_shape),
            "scenarios": {name: one.fingerprint for name, one in self.scenarios.items()},
            "areas": {name: area.fingerprint for name, area in self.areas.items()},
        }

    @property
    def fingerprint(self) -> str:
        """The identity of what is asked; name and words make no difference."""
        text = json.dumps(self.as_document(), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @cached_property
    def _shares(self) -> Any:  # noqa: ANN401 - a table of floats
        factors, size, seed = len(self.factors), self.size or 1, self.sampling_seed
        if self.kind == "latin-hypercube":
            return sampling.latin_hypercube(size, factors, seed)
        if self.kind == "sobol":
            return sampling.sobol(size, factors, seed, second_order=self.second_order)
        return sampling.morris(size, factors, self.levels, seed)

    @cached_property
    def _levels(self) -> tuple[tuple[Value, ...], ...]:
        return tuple(factor.levels() for factor in self.factors)

    def _grid_point(self, number: int) -> Point:
        values = []
        for levels in reversed(self._levels):
            number, place = divmod(number, len(levels))
            values.append(levels[place])
        return tuple(reversed(values))

    @cached_property
    def _unmoved(self) -> Point:
        given = {SCENARIO: next(iter(self.scenarios)), AREA: next(iter(self.areas))}
        return tuple(given.get(key) or self.base.values[key] for key in self.keys)

    @cached_property
    def _moves(self) -> list[tuple[int, Value]]:
        return [
            (place, value)
            for place, levels in enumerate(self._levels)
            for value in levels
            if value != self._unmoved[place]
        ]

    def _moved(self, number: int) -> Point:
        values = list(self._unmoved)
        if number > 0:
            place, value = self._moves[number - 1]
            values[place] = value
        return tuple(values)


def size_problem(design: Design) -> tuple[str, str] | None:
    """Return what is wrong with a design's size, with a remedy."""
    size = design.size or 1
    if design.kind == "sobol" and size & (size - 1):
        message = f"a Sobol' sequence has 2, 4, 8, 16, ... points, not {size}"
        return message, f"use {2 ** (size.bit_length() - 1)} or {2 ** size.bit_length()}"
    if design.runs > MOST_RUNS:
        return f"would be {design.runs:,} runs", f"ask for {MOST_RUNS:,} at most"
    return None


def growth_problem(before: Design, after: Design) -> tuple[str, str] | None:
    """Return why a design cannot grow into another one, with a remedy."""
    old, new = before.size or 1, after.size or 1
    doubled = old
    while doubled < new:
        doubled *= 2
    if before.kind == "latin-hypercube" and doubled != new:
        message = f"a Latin hypercube of {old} points grows by doubling, not to {new}"
        return message, f"ask for {doubled} points, or for a sobol design"
    return None
