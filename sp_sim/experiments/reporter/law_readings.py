"""Law readings: what the records of two arms say of a law, in a verdict, words and numbers."""

from __future__ import annotations

import math
from dataclasses import fields
from typing import TYPE_CHECKING, Literal

import numpy as np

from sp_sim.domain.stages import NEVER
from sp_sim.experiments.exchange import ERROR_RATE, LEAST_RUNS, exchanged
from sp_sim.experiments.variants import COPY
from sp_sim.results.counting import by_practice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sp_sim.domain.records import Records, Table
    from sp_sim.estimate import Floats
    from sp_sim.results.arm import Arm

    Verdict = Literal["held", "broken", "not shown"]
    Numbers = Mapping[str, float | str | None]
    Found = tuple[Verdict, str, Numbers]

EVENTS = (
    "consultations",
    "offers",
    "declined",
    "referrals",
    "first_contacts",
    "completed",
    "dropped_out",
)
STATES = ("waiting", "in_care", "awareness", "trust")
MEASURES = (*EVENTS, *STATES)
"""What is read of each practice: events per 1,000 registered, and means over weeks."""
ONE_SIDED = 1.0 - ERROR_RATE
"""How sure a lengthening of waits must be before the law is called broken."""


def no_contacts(base: Arm, without: Arm) -> Found:
    """Read whether anybody is seen without posts."""
    seen = _contacts(without.records)
    usual = int(base.records.referrals["contacts"].sum())
    numbers = {"contacts": float(seen), "contacts_of_the_scenario": float(usual)}
    if seen:
        return (
            "broken",
            f"{seen} contacts or first contacts are recorded without any post.",
            numbers,
        )
    if not usual:
        return (
            "not shown",
            "The scenario itself has no contacts: there was nothing to lose.",
            numbers,
        )
    return "held", f"No contact without posts; the scenario itself has {usual:,}.", numbers


def no_referrals(base: Arm, unaware: Arm) -> Found:
    """Read whether anybody is offered or referred where no GP knows the service."""
    made, usual = _referrals(unaware.records), _referrals(base.records)
    numbers = {"offers_and_referrals": float(made), "of_the_scenario": float(usual)}
    if made:
        return "broken", f"{made} offers and referrals where no GP knows the service.", numbers
    if not usual:
        return "not shown", "The scenario itself has no offers: there was nothing to lose.", numbers
    return "held", f"No offer and no referral; the scenario itself has {usual:,} of them.", numbers


def same_lives(base: Arm, others: Sequence[Arm]) -> Found:
    """Read whether every table of every arm is the base's to the byte."""
    apart = [name for other in others for name in _tables_apart(base.records, other.records)]
    rows = sum(len(getattr(base.records, each.name)) for each in fields(base.records))
    numbers: Numbers = {"rows": float(rows), "tables_apart": ", ".join(apart)}
    if apart:
        return "broken", f"Not the same bytes in {', '.join(dict.fromkeys(apart))}.", numbers
    if not len(base.records.referrals):
        return "not shown", "All bytes are the same, but nobody is referred in any run.", numbers
    return "held", f"The same bytes in every table ({rows:,} rows).", numbers


def waits(base: Arm, doubled: Arm | None) -> Found:
    """Read whether twice the hours lengthen waits: paired by seed, one-sided."""
    if doubled is None:
        return "not shown", "Twice the posts are more than the limits allow.", {}
    longer = _weeks_waited(doubled) - _weeks_waited(base)
    longer = longer[np.isfinite(longer)]
    if len(longer) < 2:
        return "not shown", "Fewer than two runs have referrals with which to compare waits.", {}
    mean, low, high = _one_sided(longer)
    numbers: Numbers = {
        "weeks_longer": mean, "low": low, "high": high, "runs": float(len(longer)),
        "error_rate": ERROR_RATE,
    }  # fmt: skip
    told = f"Waits change by {mean:+.2f} weeks a referral ({100 * ONE_SIDED:g}% one-sided: {low:+.2f} to {high:+.2f})."
    if low > 0.0:
        return "broken", told, numbers
    if not longer.any() and not _weeks_waited(base).any():
        return "not shown", "Nobody waits a week in the scenario itself.", numbers
    return ("held" if high <= 0.0 or not longer.any() else "not shown"), told, numbers


def copies(base: Arm, twice: Arm) -> Found:
    """Read whether practices stay as they were to the byte, and copies are as their originals."""
    table, codes = _by_practice(twice)
    place = {code: position for position, code in enumerate(codes)}
    firsts = [place[code] for code in base.places.practices]
    seconds = [place[code + COPY] for code in base.places.practices]
    usual, _ = _by_practice(base)
    if not np.array_equal(usual, table[:, firsts], equal_nan=True):
        return "broken", "Practices themselves changed because copies stand beside them.", {}
    return _alike(table[:, seconds], table[:, firsts], "Copies", "their originals")


def relabelled(base: Arm, renamed: Arm, old_codes: Mapping[str, str]) -> Found:
    """Read whether practices under other codes live as before, luck apart: people are keyed by code."""
    table, codes = _by_practice(renamed)
    place = {old_codes[code]: position for position, code in enumerate(codes)}
    usual, _ = _by_practice(base)
    there = [place[code] for code in base.places.practices]
    return _alike(table[:, there], usual, "Practices under other codes", "themselves")


def _alike(one: Floats, other: Floats, who: str, whom: str) -> Found:
    """Read whether two groups of runs, shape (runs, practices, measures), have one distribution."""
    runs = len(one)
    if runs < LEAST_RUNS:
        return "not shown", f"{runs} runs are too few for a test: ask for {LEAST_RUNS} or more.", {}
    differences = np.column_stack(
        [one.mean(axis=1) - other.mean(axis=1), one.std(axis=1) - other.std(axis=1)]
    )
    names = [f"{way} of {name}" for way in ("mean", "spread") for name in MEASURES]
    found = exchanged(differences, names)
    numbers: Numbers = {
        "chance_by_luck": found.chance, "error_rate": ERROR_RATE, "measures": float(len(names)),
        "runs": float(runs), "furthest": found.furthest, "apart": found.apart.mean,
        "low": found.apart.low, "high": found.apart.high,
    }  # fmt: skip
    if found.furthest is None:
        return "not shown", "Nothing happens in any practice, or both are the same bytes.", numbers
    told = (
        f"{who} against {whom}, {len(names)} measures together: so great a difference comes by luck"
        f" with a chance of {found.chance:.4f} (broken at {ERROR_RATE:g} or less); furthest apart is"
        f" the {found.furthest}, by {_span(found.apart.mean, found.apart.low, found.apart.high)}."
    )
    return ("broken" if found.is_broken else "held"), told, numbers


def _span(mean: float | None, low: float | None, high: float | None) -> str:
    told = [0.0 if value is None else value for value in (mean, low, high)]
    return "{:+.3g} ({:+.3g} to {:+.3g})".format(*told)


def _contacts(records: Records) -> int:
    seen = records.referrals["first_contact"] != NEVER
    return int(
        records.referrals["contacts"].sum() + seen.sum() + records.practice_weeks["first_contacts"].sum()
        + records.worker_weeks["contacts"].sum()
    )  # fmt: skip


def _referrals(records: Records) -> int:
    return int(len(records.referrals) + records.practice_weeks["offers"].sum())


def _tables_apart(one: Records, other: Records) -> list[str]:
    """Return the tables of which any column differs in any byte; bytes between columns say nothing."""
    return [
        each.name
        for each in fields(one)
        if _columns(getattr(one, each.name)) != _columns(getattr(other, each.name))
    ]


def _columns(table: Table) -> list[bytes]:
    return [np.ascontiguousarray(table[name]).tobytes() for name in table.dtype.names or ()]


def _weeks_waited(arm: Arm) -> Floats:
    """Return weeks on the waiting list for each referral that joined it, in each run; NaN without any."""
    weeks = arm.lives.practice_weeks
    waited = weeks.total("waiting")
    joined = weeks.total("referrals") - weeks.total("not_a_case")
    nothing: Floats = np.full(len(waited), np.nan)
    return np.divide(waited, joined, out=nothing, where=joined > 0.0)


def _one_sided(values: Floats) -> tuple[float, float, float]:
    """Return a mean with its lower and its upper bound, each sure at `ONE_SIDED` by itself."""
    from scipy.special import stdtrit  # noqa: PLC0415 - half a second that most commands never need

    mean = float(values.mean())
    half = (
        float(stdtrit(len(values) - 1, ONE_SIDED))
        * float(values.std(ddof=1))
        / math.sqrt(len(values))
    )
    return mean, mean - half, mean + half


def _by_practice(arm: Arm) -> tuple[Floats, tuple[str, ...]]:
    """Return every measure of each practice in each run, shape (runs, practices, measures), and codes."""
    registered = np.asarray(arm.places.registered, dtype=np.float64)
    runs = len(arm.asked.seeds)
    lives = by_practice(arm.records, runs=runs, weeks=arm.asked.weeks, registered=registered)
    weeks = lives.practice_weeks
    thousands = np.maximum(lives.registered, 1.0) / 1000.0
    found = [weeks.total(name) / thousands for name in EVENTS]
    found += [weeks.total(name) / arm.asked.weeks for name in STATES]
    return np.stack(found, axis=-1).reshape(runs, len(registered), -1), arm.places.practices
