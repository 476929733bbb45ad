"""Answer: what was found, in three sentences with natural frequencies; every number is computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sp_sim.report.words import anchor, linked, over_sets_in_words, verdict_in_words
from sp_sim.results.counterfactual import DECLARED
from sp_sim.results.shown import number, signed

if TYPE_CHECKING:
    from markupsafe import Markup

    from sp_sim.results.reopen import Kept


@dataclass(frozen=True)
class Frequency:
    """One sentence: out of whom, and what happens to how many of them."""

    key: str
    of_whom: str
    happens: str


SENTENCES = (
    Frequency(
        "referrals_per_1000_per_year", "every 1,000 registered patients", "are referred in a year"
    ),
    Frequency(
        "completed_share", "every 100 referrals that reach a link worker's list", "are closed as planned"
    ),
    Frequency(
        "burnt_out_share", "every 100 link workers in post at the end", "are burnt out"
    ),
)  # fmt: skip


def answers(kept: Kept) -> list[list[Markup]]:
    """Return three sentences for each comparison, or for the only scenario."""
    if not kept.comparisons:
        return [
            [_alone(told, kept, place) for told in SENTENCES]
            for place in range(1, len(kept.names) + 1)
        ]
    many = len(kept.comparisons) > 1
    return [
        [_compared(told, kept, place, found, many=many) for told in SENTENCES]
        for place, found in enumerate(kept.comparisons, 1)
    ]


def _alone(told: Frequency, kept: Kept, place: int) -> Markup:
    from markupsafe import Markup  # noqa: PLC0415 - only when a page is made

    name = kept.names[place - 1]
    found = kept.document["scenarios"][name]["measures"][told.key]
    if found["mean"] is None:
        return Markup(
            "Of {}, nobody can say how many {} with {}: there was nothing to count."
        ).format(told.of_whom, told.happens, name)
    middle, low, high = (_frequency(told.key, found[end]) for end in ("mean", "low", "high"))
    sure = "" if low is None else f" ({low} to {high})"
    return Markup("Of {}, {} {} with {}.").format(
        told.of_whom, linked(f"{middle}{sure}", anchor(told.key, place)), told.happens, name
    )


def _compared(
    told: Frequency, kept: Kept, place: int, found: dict[str, Any], *, many: bool
) -> Markup:
    from markupsafe import Markup  # noqa: PLC0415 - only when a page is made

    target = anchor(told.key, place)
    means = [
        kept.document["scenarios"][found[side]]["measures"][told.key]["mean"]
        for side in ("base", "other")
    ]
    if None in means or found["measures"][told.key]["difference"] is None:
        return Markup(
            "Of {}, these runs do not say how many {}: there was too little to count."
        ).format(told.of_whom, told.happens)
    base, other = (linked(str(_frequency(told.key, mean)), target) for mean in means)
    return Markup("Of {}, {} {} with {} and {} with {}: {}.").format(
        told.of_whom, base, told.happens, found["base"], other, found["other"],
        _difference(told.key, found["measures"][told.key], target, many=many),
    )  # fmt: skip


def _difference(key: str, found: dict[str, Any], target: str, *, many: bool) -> Markup:
    from markupsafe import Markup  # noqa: PLC0415 - only when a page is made

    return Markup("{}{}; {}").format(
        linked(change_in_words(key, found), target), over_sets_in_words(key, found),
        verdict_in_words(found, many=many),
    )  # fmt: skip


def _frequency(key: str, value: float | None) -> str | None:
    """Return how many of a hundred, or of a thousand, with the decimals of the table."""
    return None if value is None else number(DECLARED[key], value).removesuffix("%")


def change_in_words(key: str, found: dict[str, Any]) -> str:
    """Return how many more or fewer; where the interval does not say which, the signed difference."""
    middle, low, high = (_change(key, found[end]) for end in ("difference", "low", "high"))
    if found["low"] is None or found["high"] is None:
        return f"a difference of {middle}"
    if found["low"] > 0.0:
        return f"{middle} more ({low} to {high})".replace("+", "")
    if found["high"] < 0.0:
        return f"{middle} fewer ({high} to {low})".replace("-", "")
    return f"a difference of {middle} ({low} to {high})"


def _change(key: str, value: float | None) -> str | None:
    return None if value is None else signed(DECLARED[key], value)
