"""Counterfactual: what a before-after evaluation would claim, beside what the service caused.

Both look at the same referrals: those that reached a list in the run, and whose 52 weeks before and 52
weeks after are known.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.domain.stages import NEVER
from sp_sim.results.counting import ratio
from sp_sim.results.measure import Measure
from sp_sim.results.measures import MEASURES
from sp_sim.results.outcomes import MOST_POINTS, POINTS
from sp_sim.results.over_sets import mean_over

if TYPE_CHECKING:
    from collections.abc import Callable

    from sp_sim.estimate import Better, Estimate
    from sp_sim.results.counting import Floats, Lives, Rows

BEFORE_AND_AFTER = "Before and after referral"
WINDOW = "52 weeks before referral and 52 after it, the week of referral in neither"
CENSORING = "referrals that reached no list, or without both whole years in the practice and in the run, are left out"
BANDS = ("0", "1", "2", "3-5", "6+")
"""Referrals by their number of contacts."""
LOWEST_OF_BANDS = (1, 2, 3, 6)
EVERYONE = "all"


def followed(lives: Lives) -> Rows:
    """Return the referrals whose year before and year after are both known."""
    rows = lives.joined
    return rows.where((rows.column("gp_before") != NEVER) & (rows.column("gp_after") != NEVER))


def _points(after: str, before: str) -> Callable[[Lives], Floats]:
    def formula(lives: Lives) -> Floats:
        rows = followed(lives)
        return ratio(rows.total(after) - rows.total(before), rows.count())

    return formula


def _share(after: str, before: str) -> Callable[[Lives], Floats]:
    def formula(lives: Lives) -> Floats:
        rows = followed(lives)
        return ratio(rows.total(after) - rows.total(before), rows.total(before))

    return formula


def _of_wellbeing(key: str, words: str, definition: str, before: str, better: Better) -> Measure:
    return Measure(
        key=key,
        words=words,
        theme=BEFORE_AND_AFTER,
        definition=definition,
        numerator=f"mean wellbeing in the 52 weeks after referral less {before}",
        denominator="referrals followed",
        window=WINDOW,
        censoring=CENSORING,
        unit=POINTS,
        kind="score",
        better=better,
        smallest=0.2,
        formula=_points("wellbeing_after", _column("wellbeing", before)),
        limits=(-MOST_POINTS, MOST_POINTS),
    )


def _of_consultations(
    key: str, words: str, definition: str, before: str, better: Better
) -> Measure:
    return Measure(
        key=key,
        words=words,
        theme=BEFORE_AND_AFTER,
        definition=definition,
        numerator=f"social GP consultations in the 52 weeks after referral less {before}",
        denominator=before,
        window=WINDOW,
        censoring=CENSORING,
        unit="share",
        kind="share",
        better=better,
        smallest=0.02,
        formula=_share("gp_after", _column("gp", before)),
        limits=(-1.0, np.inf),
    )


EARLIER = "those of the 52 weeks before"
ABSENT = "those of the same weeks without the service"


def _column(what: str, before: str) -> str:
    return f"{what}_before" if before == EARLIER else f"{what}_after_without"


COUNTERFACTUAL: dict[str, Measure] = {
    each.key: each
    for each in (
        _of_wellbeing(
            "naive_wellbeing_gain",
            "Wellbeing: change from before to after",
            "what a before-after evaluation would claim: SWEMWBS points, year after less year before",
            EARLIER,
            "neither",
        ),
        _of_wellbeing(
            "true_wellbeing_gain",
            "Wellbeing: caused by the service",
            "SWEMWBS points, the same people and weeks with the service less without it",
            ABSENT,
            "up",
        ),
        _of_consultations(
            "naive_gp_consultations_change_share",
            "GP visits: change from before to after",
            "what a before-after evaluation would claim: social GP consultations, year after by year before",
            EARLIER,
            "neither",
        ),
        _of_consultations(
            "true_gp_consultations_change_share",
            "GP visits: caused by the service",
            "social GP consultations, the same people and weeks with the service by without it",
            ABSENT,
            "down",
        ),
    )
}
"""What is reported with `--counterfactual`."""

DECLARED = MEASURES | COUNTERFACTUAL
"""Every measure there is, by key."""


@dataclass(frozen=True)
class Band:
    """Referrals with so many contacts: how many a run could be followed, and their four changes."""

    contacts: str
    referrals: float
    estimates: dict[str, Estimate]

    def as_document(self) -> dict[str, Any]:
        """Return the band ready for JSON."""
        return {
            "contacts_band": self.contacts,
            "referrals_followed_per_run": self.referrals,
            "measures": {
                key: {"mean": each.mean, "low": each.low, "high": each.high, "runs": each.runs}
                for key, each in self.estimates.items()
            },
        }


def change(lives: Lives) -> dict[str, Floats]:
    """Return the naive and the true changes, one value a group; NaN where nobody could be followed."""
    return {key: each.formula(lives) for key, each in COUNTERFACTUAL.items()}


def bands(lives: Lives, sets: int = 1) -> tuple[Band, ...]:
    """Return the changes of everyone followed, and by number of contacts."""
    band_of = np.digitize(lives.referrals.column("contacts"), LOWEST_OF_BANDS)
    kept = [lives.referrals.where(band_of == place) for place in range(len(BANDS))]
    parts = [replace(lives, referrals=rows) for rows in kept]
    return tuple(
        _band(name, part, sets)
        for name, part in zip((EVERYONE, *BANDS), (lives, *parts), strict=True)
    )


def _band(name: str, lives: Lives, sets: int) -> Band:
    found = {
        key: mean_over(values, sets).within(*COUNTERFACTUAL[key].possible)
        for key, values in change(lives).items()
    }
    return Band(name, float(followed(lives).count().mean()), found)
