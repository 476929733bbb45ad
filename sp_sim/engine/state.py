"""State: the working columns of one system while it lives, made once and used again for every run."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sp_sim.domain.records import REFERRAL
from sp_sim.mechanisms.referral import MOST_VISITS
from sp_sim.mechanisms.wellbeing import REMEMBERED_WEEKS, WINDOW_WEEKS

PERSON = np.dtype(
    [
        ("key", "u8"),
        ("readiness", "f8"),
        ("complexity", "f8"),
        ("severity", "f8"),
        ("practice", "i4"),
        ("slot", "i4"),
        ("generation", "i4"),
        ("gp", "i4"),
        ("leaves", "i4"),
        ("spell_first", "i4"),
        ("spell_count", "i4"),
        ("draft_first", "i4"),
        ("draft_count", "i4"),
        ("dies", "i4"),
        ("arrives", "i4"),
        ("prognosis", "f8"),
        ("consult_odds", "f8"),
        ("visited_before", "u8"),
    ],
    align=True,
)
"""A prone person's life without a service: traits, usual GP, week of leaving, spells and visits.

Bit b of `visited_before` says whether the person consulted in week b - 52, in the spell under way at week 0.
"""

SPELL = np.dtype([("starts", "i4"), ("ends", "i4"), ("freed", "i4")], align=True)
"""A spell of trouble: its first week, the first calm week after it, and when the service ended it, if it did."""

VISIT = np.dtype([("answer", "f8"), ("person", "i4"), ("gp", "u2"), ("number", "i2")], align=True)
"""A consultation driven by need: the answer to the GP's question, whose, with whom, which of the spell.

`number` is negative for the keen (readiness above `KEEN`), whose visits are not screened.
"""

DRAFT = np.dtype([("person", "i4"), ("week", "i4"), ("number", "i4")], align=True)
"""A visit in the order of people, before visits are put in the order of weeks."""

LIFE = np.dtype(
    [("stage", "i4"), ("quiet_until", "i4"), ("freed_until", "i4"), ("cases", "i4"), ("last_case", "i4")], align=True
)  # fmt: skip
"""What a service has changed for a person: stage, week from which to offer again, visits saved until, cases."""

GP = np.dtype(
    [
        ("key", "u8"),
        ("awareness", "f8"),
        ("trust", "f8"),
        ("skill", "f8"),
        ("habit", "f8"),
        ("odds", "f8"),
        ("bound", "f8"),
        ("practice", "i4"),
        ("offers", "i4"),
        ("referrals", "i4"),
        ("last_referral", "i4"),
        ("answered", "i4"),
        ("good", "i4"),
        ("bad", "i4"),
    ],
    align=True,
)
"""A GP; `odds` and `bound` hold for one week, `answered`, `good` and `bad` wait to be learned from."""

SITE = np.dtype(
    [
        ("key", "u8"),
        ("energy", "f8"),
        ("credibility", "f8"),
        ("push", "f8"),
        ("known_wait", "f8"),
        ("presence", "f8"),
        ("on_site", "f8"),
        ("involvement", "f8"),
        ("gp_first", "i4"),
        ("gp_count", "i4"),
        ("champion", "i4"),
        ("covering", "i4"),
        ("wait_sum", "i4"),
        ("wait_count", "i4"),
        ("waited_sum", "i4"),
        ("waiting", "i4"),
        ("in_care", "i4"),
        ("consultations", "i4"),
        ("offers", "i4"),
        ("declined", "i4"),
        ("referrals", "i4"),
        ("first_contacts", "i4"),
        ("completed", "i4"),
        ("dropped_out", "i4"),
        ("moved", "i4"),
        ("died", "i4"),
    ],
    align=True,
)
"""A practice: its champion, what it knows and sees of the service, and this week's events."""

WORKER = np.dtype(
    [
        ("key", "u8"),
        ("holder_key", "u8"),
        ("trait", "f8"),
        ("discrepancy", "f8"),
        ("efficacy_trait", "f8"),
        ("efficacy", "f8"),
        ("skill", "f8"),
        ("support", "f8"),
        ("exhaustion", "f8"),
        ("involvement", "f8"),
        ("load", "f8"),
        ("load_of_cases", "f8"),
        ("wte", "f8"),
        ("on_site", "f8"),
        ("days_head_office", "f8"),
        ("tie", "f8"),
        ("training_hours", "f8"),
        ("supervision_hours", "f8"),
        ("hours_available", "f8"),
        ("hours_due", "f8"),
        ("hours_booked", "f8"),
        ("hours_used", "f8"),
        ("hours_waiting", "f8"),
        ("first_hours", "f8"),
        ("contact_hours", "f8"),
        ("post", "i4"),
        ("holder", "i4"),
        ("in_post", "i4"),
        ("supervised", "i4"),
        ("paused", "i4"),
        ("started", "i4"),
        ("goes", "i4"),
        ("filled", "i4"),
        ("trained", "i4"),
        ("session", "i4"),
        ("received", "i4"),
        ("left", "i4"),
        ("open", "i4"),
        ("severe", "i4"),
        ("contacts", "i4"),
        ("missed", "i4"),
        ("cap", "i4"),
        ("due_first", "i4"),
        ("due_further", "i4"),
    ],
    align=True,
)
"""A post and its holder; `goes`, `filled`, `trained`, `session` are weeks."""

PAIR = np.dtype(
    [("involvement", "f8"), ("days", "f8"), ("post", "i4"), ("practice", "i4"), ("well", "i4"), ("ended", "i4"),
     ("covers", "i4")],
    align=True,
)  # fmt: skip
"""A post in a practice that it covers: involvement, days on site, endings of shared cases."""

CASE = np.dtype(
    [
        *[(name, REFERRAL.fields[name][0]) for name in REFERRAL.names],  # type: ignore[index,union-attr]
        ("tie", "f8"),
        ("key", "u8"),
        ("readiness", "f8"),
        ("leaves", "i4"),
        ("person", "i4"),
        ("worker", "i4"),
        ("nth", "i4"),
        ("planned", "i4"),
        ("due", "i4"),
        ("last", "i4"),
        ("missed_running", "i4"),
        ("stepped_until", "i4"),
        ("case_before", "i4"),
        ("prognosis", "f8"),
    ],
    align=True,
)
"""A referral with what only the running case needs; positions are within the system."""

PAST_SPELLS = REMEMBERED_WEEKS // 2 + 2
"""No more spells than this lie between a person's first week and what is no longer remembered."""

CASES, WAITING, CARING, ENDED = 0, 1, 2, 3
"""Which count stands where in `System.counts`."""


class Tape(NamedTuple):
    """Lives without a service, of one seed and one system; shared by every arm."""

    people: Any
    spells: Any
    visits: Any
    drafts: Any
    first_visit: Any
    """Shape (weeks + 2,): where each week's visits begin, and room."""
    natural: Any
    """Shape (sites, weeks): visits to each practice without a service."""
    ever_troubled: Any
    """Shape (sites, weeks): people registered who have been troubled since week 0."""


class System(NamedTuple):
    """The working columns of one system."""

    people: Any
    spells: Any
    visits: Any
    drafts: Any
    first_visit: Any
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
    recognition: Any
    """By how much the odds of an offer are multiplied at each visit number."""
    ever_troubled: Any
    path: Any
    """Room for one person's spells, the past among them."""
    visited: Any
    """Shape (52,): room for one person's visits before week 0."""
    felt: Any
    """Shape (3, ages): burden in a spell, share kept after one, lift, by weeks since."""


def columns(rows: int, dtype: np.dtype[np.void]) -> Any:
    """Return an empty record array of so many rows."""
    return np.zeros(rows, dtype=dtype).view(np.recarray)


def new_tape(people: int, spells: int, visits: int, weeks: int, sites: int) -> Tape:
    """Return a tape with room for so many people, spells and visits in so many practices."""
    return Tape(
        people=columns(people, PERSON),
        spells=columns(spells, SPELL),
        visits=columns(visits, VISIT),
        drafts=columns(visits, DRAFT),
        first_visit=np.zeros(weeks + 2, dtype=np.int64),
        natural=np.zeros((sites, weeks), dtype=np.int64),
        ever_troubled=np.zeros((sites, weeks), dtype=np.int64),
    )


def new_system(tape: Tape, gps: int, sites: int, workers: int, pairs: int, cases: int) -> System:
    """Return a system with room for the largest that a call will meet."""
    weeks = tape.natural.shape[1]
    return System(
        people=tape.people,
        spells=tape.spells,
        visits=tape.visits,
        drafts=tape.drafts,
        first_visit=tape.first_visit,
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
        counts=np.zeros(4, dtype=np.int64),
        recognition=np.ones(MOST_VISITS + 1),
        ever_troubled=tape.ever_troubled,
        path=columns(PAST_SPELLS + weeks // 2 + 2, SPELL),
        visited=np.zeros(WINDOW_WEEKS, dtype=np.int64),
        felt=np.zeros((3, weeks + REMEMBERED_WEEKS + 1)),
    )
