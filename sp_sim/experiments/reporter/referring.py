"""Referring: how C1 to C5, C14 and C15 are read from what was lived."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.calendar import WEEKS_PER_YEAR
from sp_sim.draws import key_of_name
from sp_sim.estimate import Estimate, estimate
from sp_sim.experiments.reporter.arms import HIRING_WEEKS
from sp_sim.experiments.reporter.pattern import Band, Part, Spec
from sp_sim.experiments.resampling import over, pooled, resampled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sp_sim.estimate import Floats
    from sp_sim.experiments.reporter.pattern import Told

ROLL_OUT_YEARS = 4
QUARTER_WEEKS = WEEKS_PER_YEAR // 4
START_WEEKS = 2 * WEEKS_PER_YEAR
"""Networks start evenly over two years; with half the posts for two years, hiring takes four."""


def from_measure(told: Told, key: str, words: str, band: Band | None, unit: str = "share") -> Part:
    """Return a part that is a measure of the reference run, or why it is not there."""
    found = told["reference"].get(key)
    if found is None:
        return unknown(words, band, f"The model does not measure {key} yet.", unit)
    return Part(words, estimate(found), band, unit)


def unknown(words: str, band: Band | None, why: str, unit: str = "share") -> Part:
    """Return a part without a value, and why."""
    return Part(words, Estimate(None, None, None, 0), band, unit, why)


def coded_rate(told: Told) -> tuple[Part, ...]:
    """C1."""
    words, band = "referrals per 1,000 registered a year", Band(12.0, 25.0)
    return (from_measure(told, "referrals_per_1000_per_year", words, band, "per 1,000 a year"),)


def early_per_worker(told: Told) -> tuple[Part, ...]:
    """C2."""
    unit = "a worker-year"
    return (
        Part("referrals per worker in post and year", _per_head(told["launch"]), Band(100.0, 200.0), unit),
        Part(
            "the same with half the posts, as for C4",
            _per_head(told["roll_out"]), None, unit,
        ),
    )  # fmt: skip


def mature_per_worker(told: Told) -> tuple[Part, ...]:
    """C3: the last year; higher than years 1-2 of the same runs, both by funded wte."""
    words = "referrals per funded wte and year"
    found = from_measure(
        told, "referrals_per_wte_per_year", words, Band(200.0, 400.0), "per wte a year"
    )
    early = told["reference"]["early"]
    first = np.divide(
        early[:, 0], early[:, 2], out=np.full(len(early), np.nan), where=early[:, 2] > 0.0
    )
    more = estimate(told["reference"]["referrals_per_wte_per_year"] - first)
    words = "how much more than in years 1-2"
    return (found, Part(words, more, Band(0.0, None, strict=True), "per wte a year"))


def growth(told: Told) -> tuple[Part, ...]:
    """C4: the straight line through quarters, and the last yearly increment by the first."""
    weekly = rolled_out(_by_network(told["roll_out"]["weekly"]))
    quarters = weekly.reshape(len(weekly), -1, QUARTER_WEEKS).sum(axis=2)
    return (
        Part(
            "of quarterly variance, a line explains",
            pooled(quarters, straightness), Band(0.9, None),
        ),
        Part(
            "last yearly rise, times the first",
            pooled(quarters, last_by_first), Band(0.5, 2.0), "times",
        ),
    )  # fmt: skip


def few_become_referrals(told: Told) -> tuple[Part, ...]:
    """C5."""
    key, words = (
        "social_presentations_referred_share",
        "social consultations that led to one",
    )
    left = "prone people not referred that year"
    return (
        from_measure(told, key, words, Band(0.01, 0.05)),
        Part(left, estimate(told["reference"]["left_over"]), Band(0.5, None)),
    )


def stock(told: Told) -> tuple[Part, ...]:
    """C14."""
    seen = told["reference"]
    words, unit = "wte in post per 50,000 registered", "wte per 50,000"
    return (
        Part(words, estimate(seen["wte_per_50000"]), Band(1.5, 3.0), unit),
        Part("wte per head (0.87 published)", estimate(seen["wte_per_head"]), None, "wte a head"),
    )


def champion_effect(told: Told) -> tuple[Part, ...]:
    """C15: of offers by social presentations in each practice, champion against none."""
    without, with_one = (told[arm]["by_practice"] for arm in ("no_champions", "champions_arrive"))
    both = np.concatenate([without, with_one], axis=2)
    middle, none = partial(_quantity, _log_odds_ratios), partial(_quantity, _points)
    odds = resampled(both, lambda rows: float(np.exp(np.median(middle(rows)))))
    points = resampled(both, lambda rows: float(np.median(none(rows))))
    still = resampled(both, lambda rows: float(np.mean(none(rows) <= 0.0)))
    return (
        Part("odds ratio of an offer, median practice", odds, Band(1.0, 2.5), "odds ratio"),
        Part("change in share offered, median practice", points, Band(0.0, 0.2), "points"),
        Part("practices at or below zero", still, Band(0.0, None, strict=True)),
    )


def straightness(quarters: Floats) -> Floats:
    """Return the share of variance that a straight line explains, over the last axis."""
    time = np.arange(quarters.shape[-1]) - (quarters.shape[-1] - 1) / 2.0
    apart = quarters - quarters.mean(axis=-1, keepdims=True)
    explained = (apart @ time) ** 2 / float(time @ time)
    return over(explained, (apart * apart).sum(axis=-1))


def last_by_first(quarters: Floats) -> Floats:
    """Return the last yearly increment divided by the first, over the last axis."""
    years = quarters.reshape(*quarters.shape[:-1], -1, 4).sum(axis=-1)
    rises = np.diff(years, axis=-1)
    return over(rises[..., -1], rises[..., 0])


def rolled_out(weekly: Floats) -> Floats:
    """Return each network's weekly referrals from the first start on, its own start put off.

    Networks start evenly over two years, in an order that is drawn once. No mechanism reads the
    calendar, so a network that starts later lives the same weeks later.
    """
    order = sorted(range(len(weekly)), key=lambda n: key_of_name(f"roll-out, network {n}"))
    found = np.zeros_like(weekly)
    for place, network in enumerate(order):
        start = int(START_WEEKS * (place + 0.5) / len(weekly))
        found[network, start:] = weekly[network, : weekly.shape[1] - start]
    return found


def _by_network(values: Floats) -> Floats:
    return values.reshape(-1, *values.shape[2:])


def _per_head(seen: Mapping[str, Floats]) -> Estimate:
    listed, heads = (_by_network(seen[key]) for key in ("listed", "heads"))
    early = listed[:, :HIRING_WEEKS].sum(axis=1)
    return pooled(np.column_stack([early, heads]), lambda sums: over(sums[..., 0], sums[..., 1]))


def _quantity(how: Callable[[Floats], Floats], rows: Floats) -> Floats:
    """Return one value a practice and run with presentations in both arms; NaN if there is none."""
    flat = rows.reshape(-1, rows.shape[-1])
    flat = flat[(flat[:, 1] > 0.0) & (flat[:, 3] > 0.0)]
    return how(flat) if len(flat) else np.array([np.nan])


def _log_odds_ratios(flat: Floats) -> Floats:
    """Return log odds ratios; half a case is added to each cell, so that none is infinite."""
    none, social, one, social_too = flat.T
    there = np.log((one + 0.5) / (social_too - one + 0.5))
    return np.asarray(there - np.log((none + 0.5) / (social - none + 0.5)), dtype=np.float64)


def _points(flat: Floats) -> Floats:
    return np.asarray(flat[:, 2] / flat[:, 3] - flat[:, 0] / flat[:, 1], dtype=np.float64)


LAUNCH_RUN = (
    "every network's first two years, each with all its posts from the first week; heads in post"
)
ROLL_OUT_RUN = (
    "networks start evenly over two years, each with half its posts and two years later with all, "
    "so that posts grow evenly over four years (an assumption; posts at the end of 2020/21, E048, "
    "were 46% of those of July 2023, E050); quarters count from the first start; a network that "
    "starts later lives the same weeks later"
)
MATURE_RUN = "the scenario from its start; the last 52 weeks, after five years, count"
SPECS = (
    Spec(
        id="C1", title="Coded referral rate, mature service", weight="A",
        source="E001, E014, E016, E115", run=MATURE_RUN, arms=("reference",), read=coded_rate,
    ),
    Spec(
        id="C2", title="Referrals per link worker, years 1-2", weight="A",
        source="E011, E012, E013", run=LAUNCH_RUN, arms=("launch", "roll_out"),
        read=early_per_worker,
        note="The published services had all their workers at once; the second line does not count.",
    ),
    Spec(
        id="C3", title="Referrals per link worker, mature", weight="B",
        source="E001, E050, E053, E056", run=MATURE_RUN, arms=("reference",),
        read=mature_per_worker,
    ),
    Spec(
        id="C4", title="Growth is linear", weight="B", source="E005", run=ROLL_OUT_RUN,
        arms=("roll_out",), read=growth,
    ),
    Spec(
        id="C5", title="Few social presentations become referrals", weight="B",
        source="E001, E105, E107, E114", run=MATURE_RUN, arms=("reference",),
        read=few_become_referrals,
        note="That half of the prone must be left is our reading of 'must not run out'.",
    ),
    Spec(
        id="C14", title="Link worker stock", weight="A", source="E048, E050, E051, E052, E115",
        run=MATURE_RUN, arms=("reference",), read=stock,
        note="Posts are an input here: a pass says that they were set so, less vacancies.",
    ),
    Spec(
        id="C15", title="Champion effect size", weight="C", source="E100, E101",
        run="champions arrive in every practice as the last year starts, against none at all; "
        "offers by social presentations of that year, practice by practice and run by run",
        arms=("no_champions", "champions_arrive"), read=champion_effect,
        note="A practice makes few offers in a year: chance alone puts some at or below zero.",
    ),
)  # fmt: skip
