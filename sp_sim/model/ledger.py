"""Ledger: the week's rows, written as they happen and given up as record tables."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.domain.records import (
    GP_END,
    OFFER_WEEK,
    PRACTICE_WEEK,
    REFERRAL,
    WORKER_WEEK,
    Records,
)
from sp_sim.domain.stages import NOBODY, Ended
from sp_sim.mechanisms.beginning import is_recorded
from sp_sim.mechanisms.signposting import expected_signposts
from sp_sim.mechanisms.support import supervisor_hours
from sp_sim.model.before_after import Hindsight

if TYPE_CHECKING:
    from sp_sim.model.case import Case
    from sp_sim.model.model import SocialPrescribingModel
    from sp_sim.model.offer import Offer
    from sp_sim.model.post import Post
    from sp_sim.model.practice import Practice

RUN = 0
"""A Mesa model lives one seed."""


class Ledger:
    """What has been recorded so far; rows by (practice, post or service and need, week)."""

    def __init__(self) -> None:
        """Start empty."""
        self.practice_weeks: dict[tuple[int, int], tuple[Any, ...]] = {}
        self.worker_weeks: dict[tuple[int, int], tuple[Any, ...]] = {}
        self.offer_weeks: dict[tuple[int, int, int], tuple[Any, ...]] = {}

    def record_week(self, model: SocialPrescribingModel) -> None:
        """Write the rows of the week that has just been lived, from week 0 on."""
        if model.week < 0:
            return
        for service in model.services:
            for practice in service.practices:
                self.practice_weeks[practice.position, model.week] = _practice_row(
                    practice, model.week
                )
            for post in service.posts:
                self.worker_weeks[post.position, model.week] = _post_row(post, model.week)
            for offer in service.offers:
                place = service.position, int(offer.need), model.week
                self.offer_weeks[place] = _offer_row(offer, model.week)

    def records(self, model: SocialPrescribingModel) -> Records:
        """Return all tables, in the order that the engine writes them."""
        cases = [
            case
            for service in model.services
            for case in service.cases
            if is_recorded(case.ended is Ended.OPEN, case.closed)
        ]
        told = {patient: Hindsight(patient) for patient in {case.patient for case in cases}}
        first_gp = model.world.practices["gp_first"]
        gps = [
            (RUN, practice.position, int(first_gp[practice.position]) + number, gp.offers, gp.referrals,
             gp.last_referral, gp.awareness, gp.trust, gp.skill)
            for practice in model.practices
            for number, gp in enumerate(practice.gps)
        ]  # fmt: skip
        return Records(
            referrals=np.array(
                [_case_row(case, first_gp) + told[case.patient].of(case) for case in cases],
                dtype=REFERRAL,
            ),
            practice_weeks=np.array(
                [row for _, row in sorted(self.practice_weeks.items())], dtype=PRACTICE_WEEK
            ),
            worker_weeks=np.array(
                [row for _, row in sorted(self.worker_weeks.items())], dtype=WORKER_WEEK
            ),
            gps=np.array(gps, dtype=GP_END),
            offer_weeks=np.array(
                [row for _, row in sorted(self.offer_weeks.items())], dtype=OFFER_WEEK
            ),
        )


def _practice_row(practice: Practice, week: int) -> tuple[Any, ...]:
    awareness = 0.0
    trust = 0.0
    for gp in practice.gps:
        awareness += gp.awareness
        trust += gp.trust
    champion = practice.champion
    energy = champion.energy if champion is not None and champion.is_there(week) else 0.0
    signposted = expected_signposts(
        practice.consultations, practice.offers + practice.self_referrals, practice.signposts
    )
    return (
        RUN, practice.position, week, practice.consultations, practice.offers, practice.declined,
        practice.referrals, practice.first_contacts, practice.completed, practice.dropped_out, practice.moved,
        practice.died, practice.service.waiting_in(practice), practice.service.in_care_in(practice),
        awareness / len(practice.gps), trust / len(practice.gps), practice.presence, practice.known_wait, energy,
        practice.staff_offers, practice.staff_declined, practice.staff_referrals, practice.self_referrals,
        practice.not_a_case, signposted, practice.number_of_champion,
        sum(patient.ever_troubled for patient in practice.patients), practice.returned,
        practice.involvement if practice.covering else math.nan,
    )  # fmt: skip


def _post_row(post: Post, week: int) -> tuple[Any, ...]:
    worker = post.holder
    if worker is None:
        nothing = (math.nan,) * 4
        return (
            RUN, post.position, week, post.holder_number, 0, post.left, len(post.cases), 0, 0, 0, post.wte, 0.0,
            0.0, *nothing, 0, 0.0, 0.0, 0.0,
        )  # fmt: skip
    return (
        RUN, post.position, week, post.holder_number, 1, post.left, len(post.cases), worker.contacts, worker.missed,
        worker.received, post.wte, post.hours_available, worker.hours_used, worker.load, worker.exhaustion,
        worker.involvement, worker.skill, worker.is_sick,
        supervisor_hours(worker.supervision_hours, worker.p), worker.training_hours, worker.cover_hours,
    )  # fmt: skip


def _offer_row(offer: Offer, week: int) -> tuple[Any, ...]:
    return (
        RUN, offer.service.position, int(offer.need), week, offer.open, offer.places, offer.used,
        len(offer.seeking),
    )  # fmt: skip


def _case_row(case: Case, first_gp: Any) -> tuple[Any, ...]:
    practice = case.patient.practice
    gp = int(first_gp[practice.position]) + practice.gps.index(case.gp)
    post = case.post.position if case.post is not None else NOBODY
    return (
        RUN, practice.position, case.patient.slot, case.patient.generation, gp, post, case.referred, case.accepted,
        case.first_contact, case.closed, case.recovered, case.contacts, case.missed, case.changes, case.thinned,
        int(case.ended), case.stepped_up, case.changed, case.sought, case.connected, int(case.patient.need),
        int(case.route), case.patient.female, case.patient.age_band,
    )  # fmt: skip
