"""Watching: a small network lived by the Mesa model, week by week, and single lives told as diaries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sp_sim.domain.places import Area
from sp_sim.experiments.cut import cut_to
from sp_sim.experiments.diaries import Life, life_of, post_life

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.domain.records import Records
    from sp_sim.model.model import SocialPrescribingModel
    from sp_sim.model.patient import Patient
    from sp_sim.scenario.scenario import Scenario

MOST_PATIENTS = 12_000
MOST_PRACTICES = 5
MOST_WEEKS = 104

Who = tuple[int, int, int]
"""A person: the practice's position, the slot in it, the generation of the slot."""


@dataclass(frozen=True)
class PracticeNow:
    """A practice at the end of a week."""

    code: str
    registered: int
    referrals: int
    waiting: int
    in_care: int
    days_on_site: float
    known_wait: float
    awareness: float
    champion_speaks: bool
    champion_energy: float


@dataclass(frozen=True)
class WorkerNow:
    """A link worker post at the end of a week; `exhaustion` is `None` while it is vacant."""

    post: int
    code: str
    exhaustion: float | None
    caseload: int
    contacts: int
    sick: bool


@dataclass(frozen=True)
class PersonNow:
    """A person who has been referred: where they stand, and with which post."""

    name: str
    practice: str
    where: str
    post: int


@dataclass(frozen=True)
class Frame:
    """One week of one world."""

    week: int
    practices: tuple[PracticeNow, ...]
    workers: tuple[WorkerNow, ...]
    people: tuple[PersonNow, ...]


@dataclass(frozen=True)
class Film:
    """One world: its weeks, its people's lives, its posts' lives."""

    scenario: str
    frames: tuple[Frame, ...]
    lives: dict[str, Life]
    posts: tuple[Life, ...]


@dataclass(frozen=True)
class Films:
    """Two worlds with the same people and the same luck, in an area made small."""

    area: Area
    shrunk: float
    base: Film
    other: Film


def small(area: Area) -> tuple[Area, float]:
    """Return the first network of an area with lists cut to a size that can be watched, and the cut."""
    members = next(iter(area.systems.values()))[:MOST_PRACTICES]
    whole = sum(practice.registered for practice in members)
    cut = min(1.0, MOST_PATIENTS / whole)
    practices = tuple(
        replace(one, registered=max(1, round(one.registered * cut)), gps=max(0.01, one.gps * cut))
        for one in members
    )
    return Area(f"{area.name}, made small", practices, area.synthetic, area.source), cut


def watch(base: Scenario, other: Scenario, area: Area, *, weeks: int, seed: int) -> Films:
    """Live two scenarios in a small network with the Mesa model, and tell every referred person's life."""
    place, cut = small(area)
    worlds = [_World(one, place, min(weeks, MOST_WEEKS), seed) for one in (base, other)]
    referred = sorted({who for world in worlds for who in world.referred})
    names = {who: f"P{number}" for number, who in enumerate(referred, start=1)}
    films = [world.film(names) for world in worlds]
    for world in worlds:
        world.model.forget()
    return Films(place, cut, films[0], films[1])


class _World:
    """A Mesa model that has been lived, with everyone who was ever in it."""

    def __init__(self, scenario: Scenario, area: Area, weeks: int, seed: int) -> None:
        from sp_sim.model.model import SocialPrescribingModel  # noqa: PLC0415 - Mesa takes its time
        from sp_sim.world.build import build  # noqa: PLC0415 - as above

        self.scenario, self.area, self.weeks = scenario, area, weeks
        self.world = build(area, cut_to(scenario, area))
        self.model: SocialPrescribingModel = SocialPrescribingModel(
            self.world, seed=seed, weeks=weeks
        )
        self.everyone: dict[Who, Patient] = {}
        self._note()
        while self.model.week < weeks:
            self.model.step()
            self._note()
        self.records: Records = self.model.ledger.records(self.model)
        self.cases = [case for service in self.model.services for case in service.cases]
        shown = [case for case in self.cases if case.closed == _NEVER or case.closed >= 0]
        self.referred = {_who(case.patient) for case in shown}

    def _note(self) -> None:
        for practice in self.model.practices:
            for patient in practice.patients:
                self.everyone.setdefault(_who(patient), patient)

    def film(self, names: dict[Who, str]) -> Film:
        codes = self.world.practice_codes
        lives = {
            name: life_of(name, self.everyone[who], codes[who[0]], self._cases_of(who), self.weeks)
            for who, name in names.items()
            if who in self.everyone
        }
        posts = tuple(
            post_life(code, place, self.records.worker_weeks)
            for place, code in enumerate(self.world.post_codes)
        )
        frames = tuple(self._frame(week, names) for week in range(self.weeks))
        return Film(self.scenario.name, frames, lives, posts)

    def _cases_of(self, who: Who) -> list[Any]:
        return [case for case in self.cases if _who(case.patient) == who]

    def _frame(self, week: int, names: dict[Who, str]) -> Frame:
        practices = self.records.practice_weeks
        workers = self.records.worker_weeks
        return Frame(
            week,
            tuple(self._practice(row) for row in practices[practices["week"] == week]),
            tuple(self._worker(row) for row in workers[workers["week"] == week]),
            tuple(self._people(week, names)),
        )

    def _practice(self, row: Any) -> PracticeNow:  # noqa: ANN401 - a row of records
        place = int(row["practice"])
        return PracticeNow(
            self.world.practice_codes[place], int(self.world.registered[place]),
            int(row["referrals"]), int(row["waiting"]), int(row["in_care"]),
            float(row["presence"]), float(row["known_wait"]), float(row["awareness"]),
            bool(row["champion_energy"] > 0.0), float(row["champion_energy"]),
        )  # fmt: skip

    def _worker(self, row: Any) -> WorkerNow:  # noqa: ANN401 - a row of records
        post, is_there = int(row["post"]), bool(row["in_post"])
        return WorkerNow(
            post, self.world.post_codes[post], float(row["exhaustion"]) if is_there else None,
            int(row["caseload"]), int(row["contacts"]), bool(row["sick"]),
        )  # fmt: skip

    def _people(self, week: int, names: dict[Who, str]) -> Sequence[PersonNow]:
        found = []
        for case in self.cases:
            where = _where(case, week)
            if where and _who(case.patient) in names:
                code = self.world.practice_codes[case.patient.practice.position]
                post = -1 if case.post is None else case.post.position
                found.append(PersonNow(names[_who(case.patient)], code, where, post))
        return found


_NEVER = -9999


def _who(patient: Patient) -> Who:
    return patient.practice.position, patient.slot, patient.generation


def _where(case: Any, week: int) -> str:  # noqa: ANN401 - a case of the reading copy
    """Return where a case stands at the end of a week; blank before it began and after it closed."""
    if case.referred > week or (case.closed != _NEVER and case.closed < week):
        return ""
    if case.closed == week:
        return "closed"
    if case.accepted == _NEVER or case.accepted > week:
        return "waiting"
    if case.connected != _NEVER and case.connected <= week:
        return "connected"
    return "in care"
