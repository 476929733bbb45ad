"""Scenes: a week of a small network as a picture, and a number over the weeks as a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.experiments.watching import Frame, PersonNow

TOP, ROW, PER_LINE, STEP = 34.0, 74.0, 5, 15.0
LANES = {"waiting": 196.0, "in care": 290.0, "connected": 384.0}
MOST_SHOWN = 20
EXHAUSTION_MOST = 54.0


@dataclass(frozen=True)
class Dot:
    """A person: where they are drawn, and in which way."""

    name: str
    x: float
    y: float
    kind: str


@dataclass(frozen=True)
class Box:
    """A practice or a link worker."""

    y: float
    title: str
    line: str
    sign: str
    filled: float = 0.0


@dataclass(frozen=True)
class Scene:
    """The picture of a week, and its words."""

    practices: tuple[Box, ...]
    workers: tuple[Box, ...]
    people: tuple[Dot, ...]
    height: float
    words: str


def scene(frame: Frame) -> Scene:
    """Return a week as a picture: practices, the people referred from each, and link workers."""
    rows = {one.code: TOP + ROW * number for number, one in enumerate(frame.practices)}
    practices = tuple(
        Box(
            rows[one.code], one.code, f"{one.referrals} referred, {one.days_on_site:.1f} days on site",
            "champion speaks" if one.champion_speaks else "",
        )
        for one in frame.practices
    )  # fmt: skip
    workers = tuple(
        Box(
            TOP + ROW * number, one.code,
            "vacant" if one.exhaustion is None
            else f"{one.caseload} case{'' if one.caseload == 1 else 's'}, exhaustion {one.exhaustion:.0f}",
            "away sick" if one.sick else "",
            0.0 if one.exhaustion is None else round(140.0 * one.exhaustion / EXHAUSTION_MOST, 1),
        )
        for number, one in enumerate(frame.workers)
    )  # fmt: skip
    height = TOP + ROW * max(len(practices), len(workers), 1)
    return Scene(practices, workers, tuple(_dots(frame, rows)), height, _words(frame))


def _dots(frame: Frame, rows: dict[str, float]) -> Sequence[Dot]:
    taken: dict[tuple[str, str], int] = {}
    found = []
    for one in frame.people:
        if one.where not in LANES:
            continue
        place = taken.get((one.practice, one.where), 0)
        taken[one.practice, one.where] = place + 1
        if place < MOST_SHOWN:
            x = LANES[one.where] + STEP * (place % PER_LINE)
            y = rows[one.practice] + 10.0 + STEP * (place // PER_LINE)
            found.append(Dot(one.name, x, y, one.where.replace(" ", "-")))
    return found


def _words(frame: Frame) -> str:
    counts = {where: _count(frame.people, where) for where in (*LANES, "closed")}
    told = ", ".join(f"{number} {where}" for where, number in counts.items())
    return f"Week {frame.week}: of the people referred, {told}"


def _count(people: Sequence[PersonNow], where: str) -> int:
    return sum(one.where == where for one in people)


@dataclass(frozen=True)
class Trace:
    """A number over the weeks as lines (broken where there is none), with its words."""

    lines: tuple[str, ...]
    words: str


def trace(course: Sequence[float | None]) -> Trace:
    """Return a worker's exhaustion over the weeks as a picture of 640 by 110."""
    lines: list[list[str]] = [[]]
    step = 600.0 / max(1, len(course) - 1)
    for week, value in enumerate(course):
        if value is None:
            lines.append([])
        else:
            lines[-1].append(
                f"{30.0 + step * week:.1f},{100.0 - 90.0 * value / EXHAUSTION_MOST:.1f}"
            )
    known = [value for value in course if value is not None]
    told = (
        f"from {known[0]:.0f} to {known[-1]:.0f}, at most {max(known):.0f}, of 54"
        if known
        else "nobody was in post"
    )
    return Trace(tuple(" ".join(line) for line in lines if len(line) > 1), told)
