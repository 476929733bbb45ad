"""Diaries: what happened to one person or in one post, told week by week in plain words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sp_sim.domain.ages import AGE_WORDS, AgeBand
from sp_sim.domain.needs import NEED_WORDS
from sp_sim.domain.stages import ENDED_WORDS, NEVER, NOBODY, ROUTE_WORDS, Ended

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sp_sim.domain.records import Table
    from sp_sim.model.patient import Patient

BURNT_OUT = 27.0


@dataclass(frozen=True)
class Event:
    """Something that happened in a week; weeks before the first are below 0."""

    week: int
    words: str


@dataclass(frozen=True)
class Life:
    """A life as a diary, and a number for each week where there is one (a worker's exhaustion)."""

    name: str
    about: str
    events: tuple[Event, ...]
    course: tuple[float | None, ...] = ()


def parting(first: Life, second: Life) -> int | None:
    """Return the first week in which two lives differ; `None` where they never do."""
    weeks = [event.week for event in set(first.events) ^ set(second.events)]
    courses = zip(first.course, second.course, strict=False)
    weeks += [week for week, (here, there) in enumerate(courses) if here != there][:1]
    return min(weeks) if weeks else None


def life_of(name: str, patient: Patient, code: str, cases: Sequence[Any], weeks: int) -> Life:
    """Return a patient's life: troubles, visits, and what became of each referral."""
    sex = "A woman" if patient.female else "A man"
    age = AGE_WORDS[AgeBand(patient.age_band)]
    about = f"{sex} aged {age}, of practice {code}. Kind of need: {NEED_WORDS[patient.need]}."
    events = [*_troubles(patient, weeks)]
    for case in cases:
        events += _referral(case)
    if 0 <= patient.leaves < weeks:
        events.append(Event(patient.leaves, "Died." if patient.dies else "Moved away."))
    kept = [event for event in events if event.week < weeks]
    return Life(name, about, tuple(sorted(kept, key=lambda event: event.week)))


def _troubles(patient: Patient, weeks: int) -> Iterator[Event]:
    until = min(weeks, patient.leaves)
    for spell in patient.diary.spells:
        if spell.starts < until and spell.ends >= 0:
            yield Event(spell.starts, "A time of trouble began.")
            if spell.freed is not None and spell.freed < until:
                yield Event(spell.freed, "The trouble ended early, with the service's help.")
            elif spell.ends < until:
                yield Event(spell.ends, "The trouble was over by itself.")
    for week in sorted(patient.diary.visits):
        if 0 <= week < until:
            yield Event(week, "Saw the GP about it.")


def _referral(case: Any) -> Iterator[Event]:  # noqa: ANN401 - a case of the reading copy
    yield Event(case.referred, f"Referred {ROUTE_WORDS[case.route]}.")
    told = {
        "accepted": "Taken on by a link worker.",
        "first_contact": "Met the link worker for the first time.",
        "sought": "A place in an activity was sought.",
        "connected": "Began the activity.",
        "changed": "Another link worker took over.",
    }
    for column, words in told.items():
        week = getattr(case, column)
        if week != NEVER:
            yield Event(week, words)
    if case.closed != NEVER:
        ended = ENDED_WORDS[Ended(case.ended)]
        contacts = f"{case.contacts} contact{'' if case.contacts == 1 else 's'}"
        yield Event(case.closed, f"The referral ended after {contacts}: {ended}.")


def post_life(code: str, place: int, rows: Table) -> Life:
    """Return the life of a post: who held it, how they fared, when they were sick or left."""
    mine = rows[rows["post"] == place]
    events: list[Event] = []
    before: Any = None
    for row in mine:
        events += _of_week(row, before)
        before = row
    course = tuple(None if math.isnan(value) else float(value) for value in mine["exhaustion"])
    wte = float(mine["wte"].max(initial=0.0))
    return Life(code, f"A link worker post of {wte:.2f} of full time.", tuple(events), course)


def _of_week(row: Any, before: Any) -> Iterator[Event]:  # noqa: ANN401 - rows of records
    week = int(row["week"])
    was_there = before is not None and bool(before["in_post"])
    is_there = bool(row["in_post"])
    is_new = is_there and (not was_there or row["holder"] != before["holder"])
    if row["left"]:
        yield Event(week, "The link worker left.")
    if is_new:
        yield Event(
            week, f"A link worker was in post, with exhaustion {row['exhaustion']:.0f} of 54."
        )
    if not is_there:
        if was_there:
            yield Event(week, "The post was empty.")
        return
    yield from _fares(row, before if was_there and not is_new else None, week)


def _fares(row: Any, before: Any, week: int) -> Iterator[Event]:  # noqa: ANN401 - rows of records
    was = NOBODY if before is None else before["exhaustion"]
    if row["exhaustion"] >= BURNT_OUT > was and before is not None:
        yield Event(week, "Exhaustion reached 27: burnt out by the usual measure.")
    if before is not None and was >= BURNT_OUT > row["exhaustion"]:
        yield Event(week, "Exhaustion fell below 27.")
    if row["sick"] and (before is None or not before["sick"]):
        yield Event(week, "Away sick.")
    if before is not None and before["sick"] and not row["sick"]:
        yield Event(week, "Back at work.")
    if row["supervised"]:
        yield Event(week, "Had clinical supervision.")
    if row["training_hours"] > 0.0:
        yield Event(week, f"Was trained for {row['training_hours']:.1f} hours.")
    if row["cover_hours"] > 0.0:
        yield Event(week, f"A stand-in saw people for {row['cover_hours']:.1f} hours.")
