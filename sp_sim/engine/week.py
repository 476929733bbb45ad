"""Week: one system's weeks in the order of `mechanisms.week.WEEK`, and the record of each."""

from __future__ import annotations

from typing import Any

import numpy as np

from sp_sim.domain.stages import NEVER, NOBODY, Ended, Stage
from sp_sim.draws import Decision, uniform
from sp_sim.engine.champions import champions_speak, change_champion, start_champion
from sp_sim.engine.compiled import compiled, inlined
from sp_sim.engine.consult import FULL, consult
from sp_sim.engine.management import manage
from sp_sim.engine.offers import change_offers, open_and_close, start_offers
from sp_sim.engine.pathway import accept, live, meet, take_turns
from sp_sim.engine.practices import (
    gps_learn,
    hear_of_endings,
    see_link_workers,
    tally,
    waits_and_involvement,
)
from sp_sim.engine.staff import arrive_in_practice, plan_hours, staff, train_and_supervise
from sp_sim.engine.state import CARING, CASES, ENDED, FREEINGS, TAKING_PART, System
from sp_sim.engine.strain import strain_and_leave
from sp_sim.mechanisms.awareness import awareness_at_start
from sp_sim.mechanisms.beginning import is_recorded
from sp_sim.mechanisms.climate import offered_share
from sp_sim.mechanisms.referral import gp_pressure, recognition
from sp_sim.mechanisms.signposting import expected_signposts
from sp_sim.mechanisms.support import peer_support, supervisor_hours
from sp_sim.mechanisms.trust import trust_at_start
from sp_sim.world.people import ALWAYS, trait
from sp_sim.world.staff import (
    climate_of_service,
    gp_key,
    has_peer_network,
    is_offered_supervision,
    post_key,
    site_key,
)


@compiled
def start(
    s: System, p: Any, run_key: Any, system: Any, practices: Any, posts: Any, pairs: Any
) -> None:
    """Set every column to how things stand before week 0; tables hold this system's rows only."""
    s.counts[:] = 0
    s.skipped[:] = 0
    for position in range(s.lives.size):
        life = s.lives[position]
        life.stage = Stage.ELSEWHERE
        life.quiet_until = s.first
        life.freed_until = s.first
        life.cases = 0
        life.need = 0
        life.takes_part = 0
    for position in range(s.sites.size):
        _start_site(s, p, run_key, practices[position], position, system.gp_first)
    climate = climate_of_service(run_key, system.key)
    for position in range(s.workers.size):
        worker = s.workers[position]
        worker.key = post_key(run_key, system.key, posts[position].number)
        worker.post = system.post_first + position
        worker.climate = climate
        worker.holder = NOBODY
        worker.in_post = 0
        worker.sick = 0
        worker.filled = s.first
        worker.wte = 0.0
        worker.load = 0.0
        worker.load_of_cases = 0.0
        worker.exhaustion = 0.0
        worker.involvement = 0.0
        worker.efficacy = 0.0
        worker.skill = 0.0
        worker.open = 0
        worker.received = 0
        worker.hours_available = 0.0
        worker.row = 0
    start_offers(s, p, run_key, system, practices)
    s.pair_of[:] = NOBODY
    for position in range(s.pairs.size):
        pair = s.pairs[position]
        pair.post = pairs[position].post - system.post_first
        pair.practice = pairs[position].practice - system.practice_first
        pair.involvement = 0.0
        pair.days = 0.0
        pair.covers = 0
        pair.well = 0
        pair.ended = 0
        s.pair_of[pair.post, pair.practice] = position
    _clear(s)


@compiled
def _start_site(
    s: System, p: Any, run_key: Any, practice: Any, position: int, first_gp: int
) -> None:
    site = s.sites[position]
    site.key = site_key(run_key, practice.key)
    site.gp_first = practice.gp_first - first_gp
    site.gp_count = practice.gp_count
    site.list_open = 0
    site.row = 0
    start_champion(site, p)
    site.pressure = gp_pressure(practice.patients_per_gp, p)
    site.under_40 = practice.under_40
    site.under_65 = practice.under_65
    site.rural = practice.rural
    site.known_wait = 0.0
    site.service_standing = p.trust_standing_start
    site.waiting = 0
    site.in_care = 0
    for number in range(practice.gp_count):
        gp = s.gps[site.gp_first + number]
        key = gp_key(run_key, practice.key, number)
        gp.key = key
        gp.practice = position
        gp.awareness = awareness_at_start(uniform(key, Decision.GP_AWARENESS, ALWAYS, 0), p)
        gp.trust = trust_at_start(trait(key, Decision.GP_TRUST), p)
        gp.habit = trait(key, Decision.GP_HABIT)
        gp.skill = 0.0
        gp.unlearned = 0.0
        gp.offers = 0
        gp.referrals = 0
        gp.last_referral = NEVER
        gp.answered = 0
        gp.good = 0
        gp.bad = 0


@compiled
def change(s: System, p: Any, post_levers: Any, practice_levers: Any, pair_levers: Any) -> None:
    """Let a segment's levers take effect."""
    for position in range(s.workers.size):
        worker = s.workers[position]
        lever = post_levers[position]
        worker.wte = lever.wte
        worker.on_site = lever.on_site
        worker.days_head_office = lever.days_head_office
        worker.rural = lever.rural
        worker.row = lever.row
        share = offered_share(lever.supervised_share, worker.climate, p)
        worker.supervised = 1 if is_offered_supervision(worker.key, share) else 0
        worker.network = 1 if has_peer_network(worker.key, lever.peer_share) else 0
        worker.peers = peer_support(worker.network, s.params[worker.row])
    for position in range(s.pairs.size):
        pair = s.pairs[position]
        covers = 1 if pair_levers[position].covers > 0.0 else 0
        if covers == 1 and pair.covers == 0 and s.workers[pair.post].in_post == 1:
            arrive_in_practice(pair, p)
        pair.days = pair_levers[position].days
        pair.covers = covers
    for position in range(s.sites.size):
        s.sites[position].row = practice_levers[position].row
        change_champion(s.sites[position], practice_levers[position], p)
    change_offers(s, p)
    take_turns(s, p)
    for number in range(1, s.recognition.size):
        s.recognition[number] = recognition(number, p)


@inlined
def live_week(s: System, p: Any, practice_levers: Any, week: int) -> int:
    """Live one week after its dated changes; return 0, or `FULL` when there was too little room."""
    _clear(s)
    staff(s, week)
    see_link_workers(s)
    champions_speak(s, p, practice_levers, week)
    train_and_supervise(s, week)
    gps_learn(s)
    if consult(s, p, week) == FULL:
        return FULL
    plan_hours(s, week)
    accept(s, p, week)
    if s.counts[FREEINGS] + s.counts[CARING] + s.counts[TAKING_PART] > s.freed.size:
        return FULL
    open_and_close(s, p, week)
    meet(s, p, week)
    live(s, p, week)
    tally(s, week)
    hear_of_endings(s, week)
    waits_and_involvement(s, p)
    strain_and_leave(s, p, week)
    manage(s, p, week)
    return 0


@compiled
def _clear(s: System) -> None:
    """Forget the events of the week before."""
    s.counts[ENDED] = 0
    for position in range(s.sites.size):
        site = s.sites[position]
        site.offers = 0
        site.declined = 0
        site.referrals = 0
        site.first_contacts = 0
        site.completed = 0
        site.dropped_out = 0
        site.moved = 0
        site.died = 0
        site.staff_offers = 0
        site.staff_declined = 0
        site.staff_referrals = 0
        site.self_referrals = 0
        site.not_a_case = 0
        site.returned = 0
        site.wait_sum = 0
        site.wait_count = 0
    for position in range(s.workers.size):
        worker = s.workers[position]
        worker.left = 0
        worker.contacts = 0
        worker.missed = 0
        worker.hours_used = 0.0


@compiled
def count_practices(
    s: System, rows: Any, first: int, weeks: int, week: int, run: int, first_practice: int
) -> None:
    """Record a week of each practice; `first` is the row of the first practice's week 0."""
    for position in range(s.sites.size):
        site = s.sites[position]
        row = rows[first + position * weeks + week]
        row.run = run
        row.practice = first_practice + position
        row.week = week
        row.consultations = site.consultations
        row.offers = site.offers
        row.declined = site.declined
        row.referrals = site.referrals
        row.first_contacts = site.first_contacts
        row.completed = site.completed
        row.dropped_out = site.dropped_out
        row.moved = site.moved
        row.died = site.died
        row.waiting = site.waiting
        row.in_care = site.in_care
        row.presence = site.presence
        row.known_wait = site.known_wait
        row.champion_energy = site.energy
        row.champion = site.champion_number
        row.staff_offers = site.staff_offers
        row.staff_declined = site.staff_declined
        row.staff_referrals = site.staff_referrals
        row.self_referrals = site.self_referrals
        row.not_a_case = site.not_a_case
        row.signposted = expected_signposts(
            site.consultations, site.offers + site.self_referrals, site.signposts
        )
        row.returned = site.returned
        row.involvement = site.involvement if site.covering > 0 else np.nan
        row.ever_troubled = s.ever_troubled[position, week - s.first]
        awareness = 0.0
        trust = 0.0
        for gp_position in range(site.gp_first, site.gp_first + site.gp_count):
            awareness += s.gps[gp_position].awareness
            trust += s.gps[gp_position].trust
        row.awareness = awareness / site.gp_count
        row.trust = trust / site.gp_count


@compiled
def count_workers(
    s: System, rows: Any, first: int, weeks: int, week: int, run: int, first_post: int
) -> None:
    """Record a week of each post from `first_post` on; `first` is the row of the system's first post's week 0."""
    for position in range(first_post, s.workers.size):
        worker = s.workers[position]
        row = rows[first + position * weeks + week]
        present = worker.in_post == 1
        row.run = run
        row.post = worker.post
        row.week = week
        row.holder = worker.holder
        row.in_post = worker.in_post
        row.left = worker.left
        row.caseload = worker.open
        row.contacts = worker.contacts
        row.missed = worker.missed
        row.supervised = worker.received
        row.wte = worker.wte
        row.hours_available = worker.hours_available
        row.hours_used = worker.hours_used
        row.load = worker.load if present else np.nan
        row.exhaustion = worker.exhaustion if present else np.nan
        row.involvement = worker.involvement if present else np.nan
        row.skill = worker.skill if present else np.nan
        row.sick = worker.sick
        row.supervisor_hours = (
            supervisor_hours(worker.supervision_hours, s.params[worker.row]) if present else 0.0
        )
        row.training_hours = worker.training_hours if present else 0.0
        row.cover_hours = worker.cover_hours


@compiled
def count_gps(
    s: System, rows: Any, first: int, run: int, first_practice: int, first_gp: int
) -> None:
    """Record each GP at the end of a run."""
    for position in range(s.gps.size):
        gp = s.gps[position]
        row = rows[first + position]
        row.run = run
        row.practice = first_practice + gp.practice
        row.gp = first_gp + position
        row.offers = gp.offers
        row.referrals = gp.referrals
        row.last_referral = gp.last_referral
        row.awareness = gp.awareness
        row.trust = gp.trust
        row.skill = gp.skill


@compiled
def count_referrals(
    s: System, rows: Any, first: int, run: int, first_practice: int, first_gp: int
) -> None:
    """Record each referral that was open from week 0 on, in the order of week referred and of the draw."""
    written = first
    for position in range(s.counts[CASES]):
        case = s.cases[position]
        if not is_recorded(case.ended == Ended.OPEN, case.closed):
            continue
        row = rows[written]
        written += 1
        row.run = run
        row.practice = first_practice + case.practice
        row.gp = first_gp + case.gp
        row.slot = case.slot
        row.generation = case.generation
        row.post = case.post
        row.referred = case.referred
        row.accepted = case.accepted
        row.first_contact = case.first_contact
        row.closed = case.closed
        row.recovered = case.recovered
        row.contacts = case.contacts
        row.missed = case.missed
        row.changes = case.changes
        row.thinned = case.thinned
        row.ended = case.ended
        row.stepped_up = case.stepped_up
        row.changed = case.changed
        row.sought = case.sought
        row.connected = case.connected
        row.need = case.need
        row.route = case.route
        row.female = case.female
        row.age_band = case.age_band
