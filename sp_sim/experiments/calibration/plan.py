"""The plan of a calibration: how many parameter sets go where, and what it must not fall under."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_BUDGET = 300
USUAL_BUDGET = 2400
MOST_ACTIVE = 25
"""So many parameters at most are fitted; the others stay draws from their priors."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How much is lived, in parameter sets, and the floors that stop a calibration.

    `point` is the scenario itself, lived so often with other seeds: it tells what is chance. `truths`
    are sets kept from every fit, to check the emulator and the method with. Waves rule out, rounds
    are weighted; each learns from all before it.
    """

    point: int
    prior: int
    truths: int
    waves: int
    wave: int
    rounds: int
    round: int
    draws: int = 300
    most_active: int = MOST_ACTIVE
    pool: int = 20_000
    steps: int = 40
    least_ess: float = 100.0
    least_sets: int = 100
    chunk: int = 16

    @property
    def sets(self) -> int:
        """All evaluations."""
        return (
            self.point
            + self.prior
            + self.truths
            + self.waves * self.wave
            + self.rounds * self.round
        )


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """How long and how often one parameter set is lived."""

    weeks: int = 312
    launch_weeks: int = 208
    replications: int = 3
    networks: int = 12


def plan_of(budget: int) -> Plan:
    """Return how a budget of evaluations is spent."""
    point, truths = max(16, budget // 60), max(24, budget // 30)
    wave, rounds = budget * 8 // 100, budget * 17 // 100
    prior = budget - point - truths - 2 * wave - 3 * rounds
    return Plan(
        point=point, prior=prior, truths=truths, waves=2, wave=wave, rounds=3, round=rounds
    )  # fmt: skip
