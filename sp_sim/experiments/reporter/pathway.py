"""Pathway: how C6 to C9 and C16 are read from what was lived."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sp_sim.estimate import estimate
from sp_sim.experiments.reporter.pattern import Band, Part, Spec
from sp_sim.experiments.reporter.referring import from_measure, unknown
from sp_sim.experiments.resampling import pooled

if TYPE_CHECKING:
    from sp_sim.estimate import Floats
    from sp_sim.experiments.reporter.pattern import Told

GROUP = "C6-C8"
COHORT_RUN = (
    "the scenario from its start; referrals of the last year that can be followed for 26 weeks"
)


def first_contact(told: Told) -> tuple[Part, ...]:
    """C6."""
    missed = "contacts missed (11% published)"
    return (
        from_measure(told, "first_contact_share", "reached a first contact", Band(0.75, 0.92)),
        from_measure(told, "did_not_attend_share", missed, None),
    )


def loss_after_contact(told: Told) -> tuple[Part, ...]:
    """C7."""
    seen, above_none = told["reference"], Band(0.0, None, strict=True)
    words = "loss after contact less loss before it"
    begun = from_measure(told, "connected_share", "started an activity", Band(0.3, 0.5))
    if begun.why:
        return (begun, unknown(words, above_none, begun.why, "points"))
    met, started = seen["first_contact_share"], seen["connected_share"]
    return (begun, Part(words, estimate((met - started) - (1.0 - met)), above_none, "points"))


def contacts(told: Told) -> tuple[Part, ...]:
    """C8."""
    three = "seen_three_or_more_share_of_referred"
    return (
        from_measure(told, "seen_once_share", "seen once, of those seen", Band(0.25, 0.45)),
        from_measure(
            told, "seen_over_five_share", "over five times, of those seen", Band(0.05, 0.25)
        ),
        from_measure(told, three, "three times or more, of all referred", Band(0.35, 0.55)),
    )


def route_and_mix(told: Told) -> tuple[Part, ...]:
    """C9."""
    return (
        from_measure(told, "medical_route_share", "referred by practice staff", Band(0.67, 0.90)),
        from_measure(told, "female_share", "women", Band(0.55, 0.65)),
    )


def co_location(told: Told) -> tuple[Part, ...]:
    """C16: of all that joined the list; and of those taken on, so that the queue is left out."""
    rows = np.column_stack(
        [told[arm]["first_contacts"] for arm in ("in_practices", "at_head_office")]
    )
    taken_on = pooled(rows, lambda sums: odds_ratio(sums[..., [1, 2, 4, 5]]))
    return (
        Part(
            "odds ratio, of all that joined the list",
            pooled(rows, lambda sums: odds_ratio(sums[..., [0, 2, 3, 5]])),
            Band(1.0, 3.0), "odds ratio",
        ),
        Part("odds ratio, of those taken on", taken_on, None, "odds ratio"),
    )  # fmt: skip


def odds_ratio(counts: Floats) -> Floats:
    """Return odds ratios of (asked, met) against (asked, met), over the last axis.

    Half a case is added to each cell, so that none is infinite.
    """
    here, met, there, met_there = np.moveaxis(np.asarray(counts, dtype=np.float64), -1, 0)
    found = ((met + 0.5) / (here - met + 0.5)) / ((met_there + 0.5) / (there - met_there + 0.5))
    return np.asarray(found, dtype=np.float64)


SPECS = (
    Spec(
        id="C6", title="First contact", weight="A", source="E015, E021, E023, E029",
        run=COHORT_RUN, arms=("reference",), read=first_contact, group=GROUP,
        note="Of all that joined the list, those who left while waiting included.",
    ),
    Spec(
        id="C7", title="The big loss is after contact", weight="B", source="E023, E024",
        run=COHORT_RUN, arms=("reference",), read=loss_after_contact, group=GROUP,
    ),
    Spec(
        id="C8", title="Number of contacts is skewed", weight="B", source="E030, E031, E032",
        run=COHORT_RUN, arms=("reference",), read=contacts, group=GROUP,
    ),
    Spec(
        id="C9", title="Route and mix", weight="A", source="E025, E042", run=COHORT_RUN,
        arms=("reference",), read=route_and_mix,
    ),
    Spec(
        id="C16", title="Co-location and first contact", weight="C", source="E094, E095",
        run="practice all week against head office all week, all else as in the scenario, five "
        "years; referrals as for C6, pooled over seeds",
        arms=("in_practices", "at_head_office"), read=co_location,
        note="Being in practices also brings referrals and so a queue; the second line leaves it out and "
        "does not count. Says nothing on referral rate.",
    ),
)  # fmt: skip
