"""Rows: what a row of each working table holds, while a system lives and while it is kept aside."""

from __future__ import annotations

import numpy as np

from sp_sim.domain.records import BEFORE_AFTER, REFERRAL

NOT_ASKED = -1
"""In a field of whole numbers: nobody has asked yet."""

PERSON = np.dtype(
    [
        ("key", "u8"),
        ("answer_of_readiness", "f8"),
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
        ("dies", "i1"),
        ("female", "i1"),
        ("age_band", "i1"),
        ("arrives", "i4"),
        ("prognosis", "f8"),
    ],
    align=True,
)
"""A prone person's life without a service: traits, usual GP, weeks of coming and leaving, spells and visits.

`readiness`, `complexity`, `female` and `age_band` are asked for when they first matter: until then NaN and
`NOT_ASKED`.
"""

SPELL = np.dtype([("starts", "i4"), ("ends", "i4")], align=True)
"""A spell of trouble: its first week, and the first calm week after it."""

VISIT = np.dtype(
    [("answer", "f8"), ("person", "i4"), ("gp", "u2"), ("number", "u1"), ("ready", "u1")],
    align=True,
)
"""A consultation driven by need: the answer to the GP's question, whose, with whom, which of the spell.

`ready` is the class of readiness in which the visit is screened (see `tape.class_of_readiness`).
"""

DRAFT = np.dtype([("week", "i2")], align=True)
"""A visit in the order of people."""

CLASSES = 3
"""Classes of readiness in which visits are screened: up to 0, up to 1, up to `tape.KEEN` standard deviations."""

LIFE = np.dtype(
    [("stage", "i4"), ("quiet_until", "i4"), ("freed_until", "i4"), ("cases", "i4"), ("need", "i4"),
     ("takes_part", "i4")],
    align=True,
)  # fmt: skip
"""What a service has changed for a person: stage, week from which to offer again, visits saved until, cases.

`need` and `takes_part` (in an activity, 0 or 1) are known from the first referral on.
"""

GP = np.dtype(
    [
        ("key", "u8"),
        ("awareness", "f8"),
        ("trust", "f8"),
        ("skill", "f8"),
        ("habit", "f8"),
        ("unlearned", "f8"),
        ("odds", "f8"),
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
"""A GP; `odds` hold for one week, `answered`, `good` and `bad` wait to be learned from."""

SITE = np.dtype(
    [
        ("key", "u8"),
        ("champion_key", "u8"),
        ("energy", "f8"),
        ("standing", "f8"),
        ("push", "f8"),
        ("word", "f8"),
        ("support", "f8"),
        ("support_trait", "f8"),
        ("receptivity", "f8"),
        ("known_wait", "f8"),
        ("presence", "f8"),
        ("on_site", "f8"),
        ("involvement", "f8"),
        ("trust", "f8"),
        ("pressure", "f8"),
        ("under_40", "f8"),
        ("under_65", "f8"),
        ("signposts", "f8"),
        ("staff_odds", "f8"),
        ("self_odds", "f8"),
        ("gp_first", "i4"),
        ("gp_count", "i4"),
        ("champion", "i4"),
        ("champion_number", "i4"),
        ("champion_from", "i4"),
        ("silent_until", "i4"),
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
        ("list_open", "i4"),
        ("staff_offers", "i4"),
        ("staff_declined", "i4"),
        ("staff_referrals", "i4"),
        ("self_referrals", "i4"),
        ("not_a_case", "i4"),
        ("returned", "i4"),
        ("row", "i4"),
        ("rural", "f8"),
        ("skill", "f8"),
        ("service_standing", "f8"),
    ],
    align=True,
)
"""A practice: its champion, what it knows and sees of the service, and this week's events.

`champion_from` and `silent_until` are weeks; `under_40` and `under_65` are shares of its adults; `rural` is 1 or 0;
`standing` is the champion's, `service_standing` the service's, `skill` its GPs' mean skill in offering.
"""

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
        ("courted", "f8"),
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
        ("sick", "i4"),
        ("sick_until", "i4"),
        ("network", "i4"),
        ("cap_factor", "f8"),
        ("core", "f8"),
        ("core_trained", "i4"),
        ("climate", "f8"),
        ("peers", "f8"),
        ("row", "i4"),
        ("cover_hours", "f8"),
        ("rural", "f8"),
    ],
    align=True,
)
"""A post and its holder; `goes`, `filled`, `trained`, `session` are weeks, `rural` is a share of practices covered."""

PAIR = np.dtype(
    [("involvement", "f8"), ("days", "f8"), ("post", "i4"), ("practice", "i4"), ("well", "i4"), ("ended", "i4"),
     ("covers", "i4")],
    align=True,
)  # fmt: skip
"""A post in a practice that it covers: involvement, days on site, endings of shared cases."""

CASE = np.dtype(
    [
        *[
            (name, REFERRAL.fields[name][0])  # type: ignore[index]
            for name in REFERRAL.names  # type: ignore[union-attr]
            if name not in BEFORE_AFTER
        ],
        ("tie", "f8"),
        ("key", "u8"),
        ("readiness", "f8"),
        ("severity", "f8"),
        ("leaves", "i4"),
        ("person", "i4"),
        ("worker", "i4"),
        ("nth", "i4"),
        ("planned", "i4"),
        ("due", "i4"),
        ("last", "i4"),
        ("missed_running", "i4"),
        ("stepped_until", "i4"),
        ("prognosis", "f8"),
        ("arrives", "i4"),
        ("together", "i4"),
    ],
    align=True,
)
"""A referral with what only the running case needs; positions are within the system.

`together` counts the contacts with the present link worker.
"""

FREED = np.dtype(
    [("practice", "i4"), ("slot", "i4"), ("generation", "i4"), ("week", "i4")], align=True
)
"""Whose spell of trouble the service ended, and in which week."""

PATH = np.dtype([("starts", "i4"), ("ends", "i4"), ("freed", "i4")], align=True)
"""A spell of one person's life: its first week, the first calm week, and when the service ended it, or `NEVER`."""

OFFER = np.dtype(
    [
        ("key", "u8"),
        ("registered", "i4"),
        ("exists", "i4"),
        ("open", "i4"),
        ("reopens", "i4"),
        ("places", "i4"),
        ("taken", "i4"),
        ("used", "i4"),
        ("waiting", "i4"),
    ],
    align=True,
)
"""A service's offer for one kind of need: `taken` places now, `used` this week, people `waiting` for one."""

KEPT_LIFE = np.dtype(
    [(name, "i4") for name in ("practice", "slot", "generation", "stage", "quiet_until", "freed_until", "cases",
      "need", "takes_part")],
    align=True,
)  # fmt: skip
"""What a service has changed for a person, who is named as the tape of any span names people."""

MARK = np.dtype(
    [
        (f"{table}_{what}", "i8")
        for table in (
            "lives",
            "cases",
            "waiting",
            "caring",
            "seeking",
            "taking_part",
            "gps",
            "sites",
            "workers",
            "pairs",
            "offers",
            "freed",
        )
        for what in ("first", "count")
    ]
)
"""Where the rows of one system stand in the tables of `Moments`."""
