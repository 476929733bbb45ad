"""Practices: what GPs and practices see, learn and hear in a week, over columns."""

from __future__ import annotations

from typing import Any

from sp_sim.domain.stages import NOBODY, Ended
from sp_sim.draws import Decision, happens, uniform
from sp_sim.engine.compiled import compiled
from sp_sim.engine.consult import screen_week
from sp_sim.engine.management import support_of_managers
from sp_sim.engine.state import CARING, ENDED, WAITING, System
from sp_sim.mechanisms.awareness import awareness_next, skill_after_offer, skill_after_week
from sp_sim.mechanisms.champions import brokerage, word_heard
from sp_sim.mechanisms.involvement import involvement_felt, involvement_next, success_share
from sp_sim.mechanisms.location import presence_share
from sp_sim.mechanisms.referral import gp_offer_odds, self_referral_odds, staff_offer_odds
from sp_sim.mechanisms.signposting import (
    signpost_chance,
    unlearned_after_good_ending,
    unlearned_after_week,
)
from sp_sim.mechanisms.trust import (
    heard_odds,
    known_wait_next,
    standing_after_bad_ending,
    standing_after_good_ending,
    trust_after_bad_ending,
    trust_after_good_ending,
    trust_after_week,
    wait_to_notice,
)


@compiled
def see_link_workers(s: System) -> None:
    """Work out for each practice who covers it, who is there, and how far they belong."""
    for position in range(s.sites.size):
        site = s.sites[position]
        site.presence = 0.0
        site.on_site = 0.0
        site.involvement = 0.0
        site.covering = 0
    for position in range(s.pairs.size):
        pair = s.pairs[position]
        worker = s.workers[pair.post]
        if pair.covers == 1 and worker.in_post == 1:
            site = s.sites[pair.practice]
            if worker.sick == 0:
                site.presence += pair.days
            site.on_site += worker.on_site
            site.involvement += pair.involvement
            site.covering += 1
    for position in range(s.sites.size):
        site = s.sites[position]
        if site.covering > 0:
            site.on_site /= site.covering
            site.involvement /= site.covering
        site.involvement = involvement_felt(site.involvement, s.params[site.row])


@compiled
def gps_learn(s: System) -> None:
    """Move awareness, trust and skill by a week, and work out each GP's odds of an offer."""
    for position in range(s.sites.size):
        site = s.sites[position]
        p = s.params[site.row]
        total = 0.0
        for gp_position in range(site.gp_first, site.gp_first + site.gp_count):
            total += s.gps[gp_position].awareness
        usual = total / site.gp_count
        for gp_position in range(site.gp_first, site.gp_first + site.gp_count):
            gp = s.gps[gp_position]
            word = word_heard(site.word, gp.awareness, usual, p)
            others = (total - gp.awareness) / (site.gp_count - 1) if site.gp_count > 1 else 0.0
            gp.awareness = awareness_next(gp.awareness, word, site.presence, others, p)
            gp.trust = trust_after_week(gp.trust, site.known_wait, p)
            for _ in range(gp.answered):
                gp.skill = skill_after_offer(gp.skill, p)
            gp.answered = 0
            gp.skill = skill_after_week(gp.skill, p)
            gp.unlearned = unlearned_after_week(gp.unlearned, p)
            gp.odds = gp_offer_odds(
                gp.awareness, gp.trust, gp.habit, site.involvement, site.on_site, site.known_wait, site.push,
                site.support, site.pressure, gp.unlearned, p,
            )  # fmt: skip
        _others_learn(s, p, site)
        for gp_position in range(site.gp_first, site.gp_first + site.gp_count):
            screen_week(s, gp_position, p)


@compiled
def _others_learn(s: System, p: Any, site: Any) -> None:
    """Work out what a practice knows and thinks, and so the odds of the routes that pass the GP by."""
    awareness = 0.0
    trust = 0.0
    skill = 0.0
    signposts = 0.0
    for gp_position in range(site.gp_first, site.gp_first + site.gp_count):
        gp = s.gps[gp_position]
        awareness += gp.awareness
        trust += gp.trust
        skill += gp.skill
        signposts += signpost_chance(gp.habit, gp.unlearned, p)
    awareness /= site.gp_count
    site.signposts = signposts / site.gp_count
    site.trust = trust / site.gp_count
    site.skill = skill / site.gp_count
    middling = gp_offer_odds(
        awareness, site.trust, 0.0, site.involvement, site.on_site, site.known_wait, site.push,
        site.support, 0.0, 0.0, p,
    )  # fmt: skip
    site.staff_odds = staff_offer_odds(middling, p)
    site.self_odds = self_referral_odds(awareness, site.known_wait, p)


@compiled
def hear_of_endings(s: System, week: int) -> None:
    """Tell GPs of this week's endings, by chance or, if returned, for sure; count them for the worker's standing."""
    for place in range(s.counts[ENDED]):
        case = s.cases[s.ended[place]]
        if case.ended == Ended.MOVED or case.ended == Ended.DIED:  # noqa: PLR1714 - as compiled code has it
            continue
        well = case.ended == Ended.COMPLETED
        p = s.params[s.sites[case.practice].row]
        if case.ended == Ended.RETURNED or happens(
            uniform(case.key, Decision.FEEDBACK, week, 0), heard_odds(p)
        ):
            if well:
                s.gps[case.gp].good += 1
            else:
                s.gps[case.gp].bad += 1
        _count_for_standing(s, case, well)
    for position in range(s.gps.size):
        gp = s.gps[position]
        p = s.params[s.sites[gp.practice].row]
        for _ in range(gp.good):
            gp.trust = trust_after_good_ending(gp.trust, p)
            gp.unlearned = unlearned_after_good_ending(gp.unlearned, p)
        for _ in range(gp.bad):
            gp.trust = trust_after_bad_ending(gp.trust, p)
        gp.good = 0
        gp.bad = 0


@compiled
def _talk_of_endings(site: Any, p: Any) -> None:
    """Let this week's endings, the good first, move the service's standing among patients and staff."""
    for _ in range(site.completed):
        site.service_standing = standing_after_good_ending(site.service_standing, p)
    for _ in range(site.dropped_out + site.returned):
        site.service_standing = standing_after_bad_ending(site.service_standing, p)


@compiled
def _count_for_standing(s: System, case: Any, well: bool) -> None:
    if case.worker == NOBODY or case.ended == Ended.LOST_AT_CHANGE:
        return
    pair_position = s.pair_of[case.worker, case.practice]
    if pair_position < 0:
        return
    pair = s.pairs[pair_position]
    pair.ended += 1
    if well:
        pair.well += 1


@compiled
def tally(s: System, week: int) -> None:
    """Count who waits and who is in care in each practice."""
    for position in range(s.sites.size):
        s.sites[position].waiting = 0
        s.sites[position].waited_sum = 0
        s.sites[position].in_care = 0
    for place in range(s.counts[WAITING]):
        case = s.cases[s.waiting[place]]
        site = s.sites[case.practice]
        site.waiting += 1
        site.waited_sum += week - case.referred
    for place in range(s.counts[CARING]):
        s.sites[s.cases[s.caring[place]].practice].in_care += 1


@compiled
def waits_and_involvement(s: System, p: Any) -> None:
    """Move the service's standing and the wait that practices know of, and involvement."""
    for position in range(s.sites.size):
        site = s.sites[position]
        _talk_of_endings(site, s.params[site.row])
        noticed = wait_to_notice(
            site.known_wait, site.wait_count, site.wait_sum, site.waiting, site.waited_sum
        )
        site.known_wait = known_wait_next(site.known_wait, noticed, p)
    support_of_manager = support_of_managers(s, p)
    _court_workers(s)
    for position in range(s.pairs.size):
        pair = s.pairs[position]
        worker = s.workers[pair.post]
        if pair.covers == 0 or worker.in_post == 0:
            continue
        site = s.sites[pair.practice]
        pair.involvement = involvement_next(
            pair.involvement,
            presence_share(pair.days) if worker.sick == 0 else 0.0,
            brokerage(site.push, worker.courted, s.params[site.row]),
            support_of_manager,
            worker.efficacy,
            success_share(pair.well, pair.ended),
            site.support,
            s.params[site.row],
        )


@compiled
def _court_workers(s: System) -> None:
    """Add up the pushes above nil of the practices that each worker covers."""
    for position in range(s.workers.size):
        s.workers[position].courted = 0.0
    for position in range(s.pairs.size):
        pair = s.pairs[position]
        if pair.covers == 1:
            s.workers[pair.post].courted += max(s.sites[pair.practice].push, 0.0)
