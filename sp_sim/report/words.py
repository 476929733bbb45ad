"""Words: the measures that a report opens with, and how its numbers are written and linked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sp_sim.results.counterfactual import DECLARED
from sp_sim.results.shown import NOTHING, number, signed

if TYPE_CHECKING:
    from markupsafe import Markup

KEY_MEASURES = (
    "referrals_per_1000_per_year",
    "first_contact_share",
    "completed_share",
    "wait_median_weeks",
    "exhaustion_mean",
    "burnt_out_share",
    "leavers_per_post_per_year",
)
"""What commissioners ask of first: uptake, what becomes of it, and the state of link workers."""
VERDICTS = {
    "better": "better",
    "worse": "worse",
    "higher": "higher, and neither way is better",
    "lower": "lower, and neither way is better",
    "equivalent": "equivalent: too small a difference to matter",
    "inconclusive": "inconclusive: these runs do not tell",
}


def pounds(value: float) -> str:
    """Return pounds, whole, with the sign of what is below nil."""
    sign = "-" if round(value) < 0 else ""
    return f"{sign}£{abs(value):,.0f}"


def signed_pounds(value: float) -> str:
    """Return pounds, whole, with their sign; none for nothing."""
    return f"+{pounds(value)}" if round(value) > 0 else pounds(value)


def mean_in_words(key: str, found: dict[str, Any]) -> str:
    """Return a mean as it is printed; or that there is none."""
    return NOTHING if found["mean"] is None else number(DECLARED[key], found["mean"])


def difference_in_words(key: str, found: dict[str, Any]) -> str:
    """Return a difference with its interval as it is printed; or that there is none."""
    if found["difference"] is None:
        return NOTHING
    measure = DECLARED[key]
    middle = signed(measure, found["difference"])
    if found["low"] is None or found["high"] is None:
        return middle
    return f"{middle} ({signed(measure, found['low'])} to {signed(measure, found['high'])})"


def over_sets_in_words(key: str, found: dict[str, Any]) -> str:
    """Return how far a difference ranges over parameter sets; nothing where there is one set."""
    low, high = found.get("evidence_low"), found.get("evidence_high")
    if low is None or high is None:
        return ""
    measure = DECLARED[key]
    return (
        f" on average, and {signed(measure, low)} to {signed(measure, high)} over what is not known"
    )


def verdict_in_words(found: dict[str, Any], *, many: bool) -> str:
    """Return the verdict with what it means."""
    word = verdict(found, many=many)
    if word != "inconclusive" or found.get("evidence_low") is None:
        return VERDICTS[word]
    return "inconclusive: what is not known leaves it open"


def anchor(key: str, comparison: int) -> str:
    """Return the id of a measure's row in the table of a comparison (counted from 1)."""
    return f"m{comparison}-{key}"


def linked(text: str, target: str) -> Markup:
    """Return a computed number with a link to the row of the table that it is from."""
    from markupsafe import Markup  # noqa: PLC0415 - only when a page is made

    return Markup('<a class="number" href="#{}">{}</a>').format(target, text)


def verdict(found: dict[str, Any], *, many: bool) -> str:
    """Return the verdict as a word; with many comparisons the one that holds beside all others."""
    corrected = found.get("corrected_in_words") if many else None
    return str(corrected or found["in_words"])
