"""Matching: codes that are in one published file and not in another, counted and listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sp_sim.areas.area import SMALL_LIST, small_lists

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sp_sim.domain.places import Area

SHOWN = 10
LIKELY_PATIENTS_PER_GP = (500, 6_000)
"""Of 169 practices in Devon and Cornwall in May 2026 all but three lie well within."""


@dataclass(frozen=True)
class Unmatched:
    """What a further file does not say (`without`), and codes of it that the map has not."""

    words: str
    without: tuple[str, ...]
    unknown: tuple[str, ...]


def some(codes: Sequence[str]) -> str:
    """Return the first ten codes, and how many more there are."""
    more = len(codes) - SHOWN
    return ", ".join(codes[:SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def notes_of(
    area: Area, told: Mapping[str, Sequence[str]], unmatched: Mapping[str, Unmatched]
) -> tuple[str, ...]:
    """Return a sentence for each list of codes that has any."""
    lists = dict(told)
    for option, each in unmatched.items():
        lists[f"without {each.words} in the {option} file"] = each.without
        lists[f"in the {option} file but not in the map"] = each.unknown
    lists["with an unlikely number of patients a GP, kept as given"] = _unlikely(area)
    lists[f"with a list under {SMALL_LIST:,}, kept (special or closing)"] = [
        practice.code for practice in small_lists(area)
    ]
    return tuple(f"{len(codes):,} {what}: {some(codes)}" for what, codes in lists.items() if codes)


def _unlikely(area: Area) -> list[str]:
    low, high = LIKELY_PATIENTS_PER_GP
    return [
        practice.code
        for practice in area.practices
        if practice.gps_given and not low <= practice.registered / practice.gps <= high
    ]
