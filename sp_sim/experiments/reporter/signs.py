"""Signs: the eight qualitative findings, reported with their direction and never scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sp_sim.estimate import estimate
from sp_sim.experiments.reporter.pattern import Band, Part, SignSpec
from sp_sim.experiments.reporter.referring import unknown
from sp_sim.experiments.resampling import over, pooled
from sp_sim.experiments.switches import LEVERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sp_sim.estimate import Floats
    from sp_sim.experiments.reporter.pattern import Told

RISES = Band(0.0, None, strict=True)
FALLS = Band(None, 0.0, strict=True)
REFERRALS = "referrals_per_1000_per_year"
PER_1000 = "per 1,000 a year"
HALF_YEAR = 26
CONDUIT_ARMS = tuple(
    f"{switch.key}_{way}{held}"
    for switch in LEVERS
    for way in ("on", "off")
    for held in ("", "_held")
)


def visibility(told: Told) -> tuple[Part, ...]:
    """Read whether being there raises referrals, and champion and support together most."""
    both = ("champions_supported", "champions_alone"), ("champions_supported", "support_alone")
    return (
        _more(told, "referrals: practices less head office", "in_practices", "at_head_office"),
        _more(told, "both less champion alone", *both[0]),
        _more(told, "both less support alone", *both[1]),
    )


def conduit_carries(told: Told) -> tuple[Part, ...]:
    """Read by how much each lever's effect on referrals shrinks when involvement is held."""
    return tuple(_shrinks(told, switch.key) for switch in LEVERS)


def discretion(told: Told) -> tuple[Part, ...]:
    """Read what full discretion against none does to exhaustion, where it is easy and where it is hard."""
    easy = _exhausts(told, "free_and_supported", "bound_and_supported")
    hard = _exhausts(told, "free_and_alone", "bound_and_alone")
    return (
        Part("exhaustion: supervised, few cases", estimate(easy), None, "points of 54"),
        Part("exhaustion: unsupervised, many cases", estimate(hard), None, "points of 54"),
        Part("the second less the first", estimate(hard - easy), RISES, "points of 54"),
    )


def _exhausts(told: Told, free: str, bound: str) -> Floats:
    return told[free]["exhaustion_mean"] - told[bound]["exhaustion_mean"]


def visibility_loads(told: Told) -> tuple[Part, ...]:
    """Read whether load is higher in practices than at head office."""
    more = told["in_practices"]["load"] - told["at_head_office"]["load"]
    return (Part("load: practices less head office", estimate(more), RISES, "of hours"),)


def burnout_makes_demand(told: Told) -> tuple[Part, ...]:
    """Read whether exhaustion leads to load more than load leads to exhaustion, half a year on."""
    rows = told["reference"]["loops"]
    words = ("exhaustion on later load", "load on later exhaustion", "the first less the second")
    reads = (_forth, _back, lambda sums: _forth(sums) - _back(sums))
    bands = (None, None, RISES)
    return tuple(
        Part(told_as, pooled(rows, read), band, "standardised")
        for told_as, read, band in zip(words, reads, bands, strict=True)
    )


def training_fades(told: Told) -> tuple[Part, ...]:
    """Read how much of what one round of training gave is left."""
    gained = told["trained_once"]["skill"] - told["untrained"]["skill"]
    rows = gained[np.isfinite(gained).all(axis=1)]
    return tuple(
        Part(f"skill gained, left after {later} weeks", pooled(rows, _left(later)), band)
        for later, band in ((HALF_YEAR, None), (gained.shape[1] - 1, Band(None, 0.5)))
        if later < gained.shape[1]
    )


def supply_against_need(told: Told) -> tuple[Part, ...]:
    """Read whether networks in need have fewer link workers per patient."""
    found = estimate(told["reference"]["need"])
    words = "r of deprivation, wte per patient"
    if found.mean is None:
        why = (
            "Posts follow registered patients alone, or no deprivation is known of the area: "
            "workforce.as_published takes them from an area that gives them."
        )
        return (unknown(words, FALLS, why, "r"),)
    return (Part(words, found, FALLS, "r"),)


def under_use_and_overload(told: Told) -> tuple[Part, ...]:
    """Read how often both are found in one service in one month."""
    found = pooled(told["reference"]["mixed"], lambda sums: over(sums[..., 1], sums[..., 0]))
    return (Part("services with both in one month", found, RISES),)


def _more(told: Told, words: str, arm: str, other: str) -> Part:
    return Part(words, estimate(told[arm][REFERRALS] - told[other][REFERRALS]), RISES, PER_1000)


def _shrinks(told: Told, key: str) -> Part:
    total, direct = (
        told[f"{key}_on{held}"][REFERRALS] - told[f"{key}_off{held}"][REFERRALS]
        for held in ("", "_held")
    )
    way = np.sign(total.mean()) if len(total) else 0.0
    return Part(f"referrals per 1,000: {key}", estimate(way * (total - direct)), RISES, PER_1000)


def _correlations(sums: Floats) -> tuple[Floats, ...]:
    """Return correlations of load, exhaustion, later load and later exhaustion, a pair once."""
    n = sums[..., 0]
    means = [sums[..., 1 + place] for place in range(4)]
    pairs = [(one, two) for one in range(4) for two in range(one, 4)]
    spread = {
        pair: n * sums[..., 5 + at] - means[pair[0]] * means[pair[1]]
        for at, pair in enumerate(pairs)
    }
    return tuple(
        over(spread[one, two], np.sqrt(np.maximum(spread[one, one] * spread[two, two], 0.0)))
        for one, two in pairs
        if one != two
    )


def _forth(sums: Floats) -> Floats:
    """Return the standardised effect of exhaustion on later load at equal load."""
    load_and_exhaustion, load_twice, _, exhaustion_to_load, _, _ = _correlations(sums)
    return _partial(exhaustion_to_load, load_twice, load_and_exhaustion)


def _back(sums: Floats) -> Floats:
    """Return the standardised effect of load on later exhaustion at equal exhaustion."""
    load_and_exhaustion, _, load_to_exhaustion, _, exhaustion_twice, _ = _correlations(sums)
    return _partial(load_to_exhaustion, exhaustion_twice, load_and_exhaustion)


def _partial(cross: Floats, same: Floats, now: Floats) -> Floats:
    return over(cross - same * now, 1.0 - now * now)


def _left(later: int) -> Callable[[Floats], Floats]:
    return lambda sums: over(sums[..., later], sums[..., 0])


SIGNS = (
    SignSpec(
        id="S1", title="Visibility raises referrals; champion and support together beat either",
        source="E096, E104",
        arms=(
            "in_practices", "at_head_office", "champions_supported", "champions_alone",
            "support_alone",
        ),
        read=visibility,
    ),
    SignSpec(
        id="S2", title="With involvement held, each lever's effect on referrals shrinks",
        source="10.1111/hsc.13295", arms=CONDUIT_ARMS, read=conduit_carries,
    ),
    SignSpec(
        id="S3", title="Discretion's effect on burnout depends on caseload and supervision",
        source="Tierney 2024, as named in the list of patterns",
        arms=(
            "free_and_supported", "bound_and_supported", "free_and_alone", "bound_and_alone",
        ),
        read=discretion,
    ),
    SignSpec(
        id="S4", title="Co-location may raise load through visibility", source="E063",
        arms=("in_practices", "at_head_office"), read=visibility_loads,
    ),
    SignSpec(
        id="S5", title="Burnout raises later demand more than demand raises burnout",
        source="E088", arms=("reference",), read=burnout_makes_demand,
    ),
    SignSpec(
        id="S6", title="Effects of training fade within 6 to 12 months", source="E090, E091",
        arms=("trained_once", "untrained"), read=training_fades,
    ),
    SignSpec(
        id="S7", title="Link workers are fewest where need is highest", source="E134",
        arms=("reference",), read=supply_against_need,
    ),
    SignSpec(
        id="S8", title="Under-use and overload are found in the same service",
        source="the list of patterns; thresholds are ours", arms=("reference",),
        read=under_use_and_overload,
    ),
)  # fmt: skip
