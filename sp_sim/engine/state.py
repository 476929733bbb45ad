"""State: the working columns of one system while it lives, made once and used again for every run."""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

import numpy as np

from sp_sim.domain.needs import KINDS
from sp_sim.engine.rows import (
    CASE,
    CLASSES,
    DRAFT,
    FREED,
    GP,
    KEPT_LIFE,
    LIFE,
    MARK,
    OFFER,
    PAIR,
    PATH,
    PERSON,
    SITE,
    SPELL,
    VISIT,
    WORKER,
)
from sp_sim.mechanisms.consulting import HISTORY_WEEKS
from sp_sim.mechanisms.referral import MOST_VISITS
from sp_sim.mechanisms.wellbeing import REMEMBERED_WEEKS
from sp_sim.world.world import PARAMS

CASES, WAITING, CARING, ENDED, SEEKING, TAKING_PART, FREEINGS = 0, 1, 2, 3, 4, 5, 6
"""Which count stands where in `System.counts`."""

PAST_SPELLS = REMEMBERED_WEEKS // 2 + 2
"""No more spells than this lie between a person's first week and what is no longer remembered."""


class Span(NamedTuple):
    """Which weeks are lived: people's clocks start at `origin`, weeks run from `first` to before `last`."""

    origin: int
    first: int
    last: int


class Demand(NamedTuple):
    """How many people of each practice of a system bring need, and since when: see `World.demand`."""

    since: Any
    prone: Any


class Tape(NamedTuple):
    """Lives without a service, of one seed and one system; shared by every arm."""

    people: Any
    spells: Any
    visits: Any
    """Shape (weeks, room): the visits of each week of the span, in the order of people."""
    drafts: Any
    visit_count: Any
    """Shape (weeks,): how many visits there are in each week of the span."""
    natural: Any
    """Shape (sites, weeks): visits to each practice without a service."""
    answers: Any
    """Room for the answers of one spell."""
    ever_troubled: Any
    """Shape (sites, weeks): people registered who have been troubled since week 0."""


BLOCK = 256
"""People whose lives are worked out together; somewhat more where people come and go within the span."""


class Block(NamedTuple):
    """Room to work out the lives of a block of people."""

    key: Any
    slot: Any
    generation: Any
    arrives: Any
    leaves: Any
    answer: Any
    scale: Any
    """What `geometric` needs for a person's spells of trouble."""
    ready: Any
    """The answers that people's readiness rests on."""
    odds: Any
    """The odds of consulting in a week of trouble."""
    prognosis: Any
    troubled: Any
    """Whether people arrive in trouble."""
    state: Any
    week: Any
    active: Any
    """Whose clock runs on; without a sign, which is quicker to look up by."""
    switches: Any
    """Shape (turns, people): the weeks in which people fall into trouble or out of it."""


class System(NamedTuple):
    """The working columns of one system."""

    people: Any
    spells: Any
    visits: Any
    drafts: Any
    visit_count: Any
    natural: Any
    skipped: Any
    """Shape (sites, weeks): visits that the service has made unnecessary."""
    lives: Any
    gps: Any
    sites: Any
    workers: Any
    pairs: Any
    pair_of: Any
    """Shape (workers, sites): the pair's position or -1."""
    cases: Any
    waiting: Any
    """Cases on the list, in the order of taking."""
    caring: Any
    """Cases in care."""
    ended: Any
    """Cases that ended this week."""
    due: Any
    """Room for ranking: positions."""
    scores: Any
    """Room for ranking: scores."""
    counts: Any
    bounds: Any
    """Shape (GPs, classes of readiness, 2): odds that no first visit exceeds this week, by the GP and by others."""
    recognition: Any
    """By how much the odds of an offer are multiplied at each visit number."""
    offers: Any
    """Activity offers, one for each kind of need."""
    seeking: Any
    """Cases whose person waits for a place in an offer."""
    taking_part: Any
    """Cases, open or not, whose person has a place."""
    first: int
    """The first week of the span; tables by week begin with it."""
    params: Any
    """The numbers of equations, of all arms; a practice's and a worker's stand in its `row`."""
    ever_troubled: Any
    freed: Any
    """Spells that the service has ended, in the order of weeks."""
    path: Any
    """Room for the spells of one person, those before the first week too (see `before_after`)."""
    felt: Any
    """Shape (3, ages): burden in a spell, share kept after one, lift, by weeks since."""


class Moments(NamedTuple):
    """How things stand at the end of a week, for several arms, runs and systems."""

    marks: Any
    """Shape (arms, jobs)."""
    lives: Any
    cases: Any
    """Positions of posts, practices and GPs are within the system."""
    waiting: Any
    caring: Any
    seeking: Any
    taking_part: Any
    gps: Any
    sites: Any
    workers: Any
    pairs: Any
    offers: Any
    freed: Any


def new_moments(arms: int, jobs: int, **rows: int) -> Moments:
    """Return room for the moments of so many arms and jobs, with so many rows of each table."""
    return Moments(
        marks=columns((arms, jobs), MARK),
        lives=columns(rows.get("lives", 0), KEPT_LIFE),
        cases=columns(rows.get("cases", 0), CASE),
        waiting=np.zeros(rows.get("waiting", 0), dtype=np.int64),
        caring=np.zeros(rows.get("caring", 0), dtype=np.int64),
        seeking=np.zeros(rows.get("seeking", 0), dtype=np.int64),
        taking_part=np.zeros(rows.get("taking_part", 0), dtype=np.int64),
        gps=columns(rows.get("gps", 0), GP),
        sites=columns(rows.get("sites", 0), SITE),
        workers=columns(rows.get("workers", 0), WORKER),
        pairs=columns(rows.get("pairs", 0), PAIR),
        offers=columns(rows.get("offers", 0), OFFER),
        freed=columns(rows.get("freed", 0), FREED),
    )


@functools.cache
def as_records(dtype: np.dtype[np.void]) -> np.dtype[np.void]:
    """Return the type of the rows of a record array, one and the same for ever: the compiler remembers each."""
    return np.dtype((np.record, dtype))


def columns(rows: int | tuple[int, ...], dtype: np.dtype[np.void]) -> Any:
    """Return an empty record array of this shape."""
    return np.zeros(rows, dtype=as_records(dtype)).view(np.recarray)


def new_tape(people: int, spells: int, visits: int, span: Span, sites: int) -> Tape:
    """Return a tape with room for so many people, spells and visits a week in so many practices."""
    weeks = span.last - span.first
    return Tape(
        people=columns(people, PERSON),
        spells=columns(spells, SPELL),
        visits=columns((weeks, visits), VISIT),
        drafts=columns(visits * (weeks + HISTORY_WEEKS), DRAFT),
        visit_count=np.zeros(weeks, dtype=np.uint32),
        natural=np.zeros((sites, weeks), dtype=np.int64),
        answers=np.zeros(span.last - span.origin + HISTORY_WEEKS),
        ever_troubled=np.zeros((sites, weeks), dtype=np.int64),
    )


def new_block(span: Span) -> Block:
    """Return room for a block of people, and for all who hold its last slot in turn."""
    weeks = span.last - span.origin + 1
    room = BLOCK + weeks
    whole, real = np.zeros((7, room), dtype=np.int32), np.zeros((5, room))
    slot, generation, arrives, leaves, troubled, state, week = whole
    return Block(
        key=np.zeros(room, dtype=np.uint64), slot=slot, generation=generation, arrives=arrives,
        leaves=leaves, answer=real[0], scale=real[1], odds=real[2], ready=real[3], prognosis=real[4],
        troubled=troubled, state=state, week=week, active=np.zeros(room, dtype=np.uint32),
        switches=np.zeros((weeks, room), dtype=np.int32),
    )  # fmt: skip


def new_system(tape: Tape, gps: int, sites: int, workers: int, pairs: int, cases: int) -> System:
    """Return a system with room for the largest that a call will meet."""
    weeks = tape.answers.size
    return System(
        people=tape.people,
        spells=tape.spells,
        visits=tape.visits,
        drafts=tape.drafts,
        visit_count=tape.visit_count,
        natural=tape.natural,
        skipped=np.zeros_like(tape.natural),
        lives=columns(len(tape.people), LIFE),
        gps=columns(gps, GP),
        sites=columns(sites, SITE),
        workers=columns(workers, WORKER),
        pairs=columns(pairs, PAIR),
        pair_of=np.full((max(workers, 1), max(sites, 1)), -1, dtype=np.int64),
        cases=columns(cases, CASE),
        waiting=np.zeros(cases, dtype=np.int64),
        caring=np.zeros(cases, dtype=np.int64),
        ended=np.zeros(cases, dtype=np.int64),
        due=np.zeros(cases, dtype=np.int64),
        scores=np.zeros(cases, dtype=np.float64),
        counts=np.zeros(7, dtype=np.int64),
        bounds=np.zeros((gps, CLASSES, 2)),
        recognition=np.ones(MOST_VISITS + 1),
        offers=columns(KINDS, OFFER),
        seeking=np.zeros(cases, dtype=np.int64),
        taking_part=np.zeros(cases, dtype=np.int64),
        first=0,
        params=columns(0, PARAMS),
        ever_troubled=tape.ever_troubled,
        freed=columns(cases, FREED),
        path=columns(PAST_SPELLS + weeks, PATH),
        felt=np.zeros((3, weeks + REMEMBERED_WEEKS)),
    )
