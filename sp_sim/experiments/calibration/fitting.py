"""Fitting: draws from the priors, waves that rule out, and rounds that are lived and weighted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol

import numpy as np

from sp_sim.experiments.calibration import emulator as emulators
from sp_sim.experiments.calibration.screening import screen
from sp_sim.experiments.calibration.space import EDGE, generator
from sp_sim.experiments.calibration.walk import resampled, walk
from sp_sim.experiments.calibration.weighing import Weighed, together, weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sp_sim.estimate import Floats
    from sp_sim.experiments.calibration.emulator import Emulator
    from sp_sim.experiments.calibration.plan import Plan
    from sp_sim.experiments.calibration.screening import Screened
    from sp_sim.experiments.calibration.space import Space
    from sp_sim.experiments.calibration.store import Store
    from sp_sim.experiments.calibration.target import Board
    from sp_sim.param import Value

CUT = 3.0
"""A set is ruled out where a pattern lies so many standard deviations outside its band."""
LEAST_OPEN = 50
"""Of the pool, at least so many sets must stay; else one more pattern may be missed."""


class Evaluate(Protocol):
    """What lives one parameter set: values by key and a number of its own; targets come out."""

    def __call__(self, values: Mapping[str, Value], number: int, /) -> Floats: ...  # noqa: D102


@dataclass(frozen=True, kw_only=True)
class Task:
    """Everything that a calibration works with."""

    space: Space
    board: Board
    evaluate: Evaluate
    plan: Plan
    store: Store
    threads: int = 1
    on_progress: Callable[[int, int], None] | None = None
    on_stage: Callable[[str], None] | None = None

    def tell(self, words: str) -> None:
        """Say what stage has been reached."""
        if self.on_stage is not None:
            self.on_stage(words)


@dataclass(frozen=True)
class Wave:
    """What one wave or round ruled out: the share of the priors that stays, and how many patterns may be missed."""

    name: str
    open_share: float
    may_miss: int

    def words(self) -> str:
        """Return it in words."""
        of = 100.0 * self.open_share
        told = f"{of:.0f}%" if of >= 10.0 else f"{of:.2g}%"
        share = f"{self.name.replace('-', ' ')}: {told} of the priors is not ruled out"
        if not self.may_miss:
            return share
        return f"{share}, though so little meets every pattern that {self.may_miss} may be missed"


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """A finished calibration: every set that was lived, and the last sample with its weights."""

    noise: Floats
    """Variance of chance, shape (targets,): between runs of the scenario itself."""
    point: Floats
    prior: tuple[Floats, Floats]
    truths: tuple[Floats, Floats]
    waves: tuple[tuple[Floats, Floats], ...]
    final: tuple[Floats, Floats]
    screened: Screened
    emulator: Emulator
    """Of draws from the priors and waves: what truths are checked with."""
    last: Emulator
    """What the last round was drawn with; its error is that near the posterior."""
    told: tuple[Wave, ...]
    pool: tuple[Floats, Floats]
    """Draws from the priors and what the first of these says of them."""
    weighed: Weighed

    @property
    def lived(self) -> tuple[Floats, Floats]:
        """All sets that were drawn and lived, and what they gave."""
        return _joined((self.prior, self.truths, *self.waves, self.final))


def fit(task: Task) -> Fitted:
    """Calibrate: the same task gives the same sets, wherever it was stopped and resumed."""
    plan, hands = task.plan, _Batches(task)
    task.store.sweep()
    point = hands.lived("point", np.empty((plan.point, 0)))
    noise = _chance(point)
    prior = hands.batch("prior", lambda: task.space.hypercube(plan.prior))
    truths = hands.batch("truths", lambda: task.space.hypercube(plan.truths, ", a truth"))
    screened = screen(*prior, task.board, plan.most_active)
    task.tell(f"screening: {len(screened.active)} of {len(task.space)} parameters move a pattern")
    course = _Course(task, hands, screened, noise, _pool(len(task.space), plan.pool), prior)
    for number in range(1, plan.waves + 1):
        course.wave(number)
    rounds = [course.round(number) for number in range(1, plan.rounds + 1)]
    checker = emulators.fit(*_joined([*course.waves, prior]), screened, plan.prior)
    return Fitted(
        noise=noise, point=point, prior=prior, truths=truths, waves=tuple(course.waves),
        final=_joined(course.rounds), screened=screened, emulator=checker, last=course.last,
        told=tuple(course.told), pool=(course.pool, checker.predict(course.pool)),
        weighed=together(rounds),
    )  # fmt: skip


@dataclass
class _Course:
    """Waves and then rounds, each drawn by the emulator of all that was lived before it."""

    task: Task
    hands: _Batches
    screened: Screened
    noise: Floats
    pool: Floats
    prior: tuple[Floats, Floats]
    waves: list[tuple[Floats, Floats]] = field(default_factory=list)
    rounds: list[tuple[Floats, Floats]] = field(default_factory=list)
    told: list[Wave] = field(default_factory=list)
    last: Emulator = field(init=False)

    def wave(self, number: int) -> None:
        """Live one wave."""
        cut = _Cut(f"wave-{number}", self.task, self._fitted(), self.noise, self.pool)
        self.waves.append(self._lived(cut, self.task.plan.wave))

    def round(self, number: int) -> Weighed:
        """Live one round, and return it weighted."""
        self.last = self._fitted()
        drawn = _Last(f"round-{number}", self.task, self.last, self.noise, self.pool)
        chances, values = self._lived(drawn, self.task.plan.round)
        self.rounds.append((chances, values))
        expected = self.last.predict(chances)
        return weigh(self.task.board, expected, values, self.last.error, self.noise)

    def _lived(self, drawn: _Cut, many: int) -> tuple[Floats, Floats]:
        self.told.append(drawn.wave)
        self.task.tell(drawn.wave.words())
        return self.hands.batch(drawn.name, partial(drawn.draws, self.screened, many))

    def _fitted(self) -> Emulator:
        """Return the emulator of all so far, its error judged where the last two batches lie."""
        later = [*self.waves, *self.rounds]
        recent = sum(len(chances) for chances, _ in later[-2:]) or len(self.prior[0])
        return emulators.fit(*_joined([self.prior, *later]), self.screened, recent)


def _joined(batches: Sequence[tuple[Floats, Floats]]) -> tuple[Floats, Floats]:
    return np.concatenate([one for one, _ in batches]), np.concatenate([two for _, two in batches])


def model_error(emulator: Emulator, noise: Floats) -> Floats:
    """Return the variance of the emulator that is not chance: its own, and unfitted parameters'."""
    return np.maximum(emulator.error - noise, 0.05 * emulator.error)


class _Batches:
    """Lives batches of sets, chunk by chunk; what is kept is not lived again."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.number = 0

    def batch(self, name: str, design: Callable[[], Floats]) -> tuple[Floats, Floats]:
        """Return the chances of a batch, designed once, and what they gave."""
        task, place = self.task, f"{name}/sets.csv"
        chances = task.store.table(place)
        if chances is None:
            task.store.keep(place, [param.key for param in task.space.params], design())
            chances = task.store.table(place)
            assert chances is not None  # noqa: S101 - it was just written
        return chances, self.lived(name, chances)

    def lived(self, name: str, chances: Floats) -> Floats:
        """Return the targets of each set, shape (sets, targets)."""
        parts = []
        for first in range(0, len(chances), self.task.plan.chunk):
            rows = chances[first : first + self.task.plan.chunk]
            place = f"{name}/part-{first // self.task.plan.chunk:04d}.csv"
            kept = self.task.store.table(place)
            if kept is None or kept.shape != (len(rows), len(self.task.board.targets)):
                kept = self._chunk(rows)
                self.task.store.keep(place, [t.key for t in self.task.board.targets], kept)
            parts.append(kept)
            self.number += len(rows)
            if self.task.on_progress is not None:
                self.task.on_progress(self.number, self.task.plan.sets)
        return np.concatenate(parts)

    def _chunk(self, rows: Floats) -> Floats:
        task = self.task

        def one(place: int) -> Floats:
            values = task.space.values(rows[place]) if rows.shape[1] else {}
            return task.evaluate(values, self.number + place)

        if task.threads <= 1:
            return np.array([one(place) for place in range(len(rows))])
        with ThreadPoolExecutor(task.threads) as pool:
            return np.array(list(pool.map(one, range(len(rows)))))


@dataclass(frozen=True)
class _Cut:
    """History matching: the priors without what an emulator rules out, and a pool of draws of them."""

    name: str
    task: Task
    emulator: Emulator
    noise: Floats
    pool: Floats

    @cached_property
    def expected(self) -> Floats:
        """What the emulator says of the pool."""
        return self.emulator.predict(self.pool)

    @property
    def error(self) -> Floats:
        """Variance of what the emulator misses beside chance."""
        return model_error(self.emulator, self.noise)

    @cached_property
    def wave(self) -> Wave:
        """How much of the pool stays open, and how many patterns had to be let go for that."""
        worst = self._worst(self.expected)
        for may_miss in range(worst.shape[1]):
            is_open = worst[:, -1 - may_miss] <= CUT
            if is_open.sum() >= min(LEAST_OPEN, len(self.pool) // 20):
                break
        return Wave(self.name, float(is_open.mean()), may_miss)

    def level(self, expected: Floats) -> Floats:
        """Return 0 for sets that are not ruled out, minus infinity for those that are."""
        is_open = self._worst(expected)[:, -1 - self.wave.may_miss] <= CUT
        return np.asarray(np.where(is_open, 0.0, -np.inf), dtype=np.float64)

    def draws(self, screened: Screened, many: int) -> Floats:
        """Return so many sets, drawn from the priors times this density."""
        random, levels = generator(self.name), self.level(self.expected)
        weights = np.exp(levels - levels.max())
        rows = resampled(weights, many, random.random())
        start = np.asarray(self.pool[rows], dtype=np.float64)
        others = _others(screened, start.shape[1])
        start[:, others] = _even(random, (many, len(others)))
        if not screened.active:
            return start

        def density(chances: Floats) -> Floats:
            return self.level(self.emulator.predict(chances))

        return walk(start, screened.active, density, self.task.plan.steps, random)

    def _worst(self, expected: Floats) -> Floats:
        """Return implausibilities by pattern, the worst last."""
        each = self.task.board.implausibility(expected, self.error)
        return np.sort(self.task.board.by_pattern(each)[1], axis=1)


class _Last(_Cut):
    """A round: what is not ruled out, times the likelihood as the emulator has it."""

    def level(self, expected: Floats) -> Floats:
        """Return the log-likelihood of sets that are not ruled out."""
        return super().level(expected) + self.task.board.log_likelihood(expected, self.error)


def _chance(runs: Floats) -> Floats:
    """Return the variance of each target between runs of one and the same set; 0 where none is told."""
    found = np.zeros(runs.shape[1])
    for place, column in enumerate(runs.T):
        known = column[np.isfinite(column)]
        if len(known) > 1:
            found[place] = known.var(ddof=1)
    return found


def _others(screened: Screened, parameters: int) -> list[int]:
    return [place for place in range(parameters) if place not in set(screened.active)]


def _pool(parameters: int, many: int) -> Floats:
    return _even(generator("pool"), (many, parameters))


def _even(random: np.random.Generator, shape: tuple[int, int]) -> Floats:
    return np.asarray(np.clip(random.random(shape), EDGE, 1.0 - EDGE), dtype=np.float64)
