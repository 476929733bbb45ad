"""Practice: a place with patients, GPs, perhaps a champion, and what it sees and knows of the service."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sp_sim.domain.stages import Ended, Route
from sp_sim.draws import Decision, happens
from sp_sim.mechanisms.champions import practice_support
from sp_sim.mechanisms.criteria import odds_by_criteria
from sp_sim.mechanisms.curves import either_odds
from sp_sim.mechanisms.involvement import involvement_felt
from sp_sim.mechanisms.referral import (
    gp_offer_odds,
    gp_pressure,
    odds_by_sex,
    own_initiative,
    self_referral_odds,
    staff_offer_odds,
)
from sp_sim.mechanisms.signposting import signpost_chance
from sp_sim.mechanisms.trust import (
    known_wait_next,
    standing_after_bad_ending,
    standing_after_good_ending,
    wait_to_notice,
)
from sp_sim.mechanisms.values import Parameters
from sp_sim.model.champion import Champion
from sp_sim.model.gp import GP
from sp_sim.model.patient import Patient
from sp_sim.world.people import trait
from sp_sim.world.staff import has_champion, site_key

if TYPE_CHECKING:
    from sp_sim.model.case import Case
    from sp_sim.model.service import Service


class Practice:
    """A GP practice.

    Attributes:
        p: the numbers that hold for the practice.
        presence: link workers' days on site this week.
        on_site: share of their time that the covering link workers spend in practices.
        involvement: mean involvement of the covering link workers, as it is felt.
        covering: how many link workers in post cover the practice.
        known_wait: weeks that people are known to wait.
        service_standing: the service's, among the practice's patients and staff (0 to 1).
        skill: mean skill in offering of its GPs.
        push: the practice's own champion's, this week; it may be negative.
        word: what GPs hear of the service: their champion, or what a network carries here.
        pressure: GPs' load, as in `gp_pressure`.
        demand: how many people of each practice bring need, and since when.
        under_40: share of its adults who are younger.
        under_65: likewise.
        rural: 1 for a practice known to be rural, else 0.
        signposts: chance that one of its GPs signposts at a visit without an offer.
        support: how far the practice stands behind the service (0 to 1).
        champions: how many champions the practice has had, once it has none.
    """

    def __init__(self, service: Service, position: int) -> None:
        """Set up the practice with its GPs and its prone patients."""
        self.service = service
        self.model = service.model
        self.position = position
        self.p: Parameters = service.p
        row = self.model.world.practices[position]
        self.demand = self.model.world.demand
        self.key = int(row.key)
        self.key_of_site = site_key(self.model.run_key, self.key)
        self.pressure = gp_pressure(float(row.patients_per_gp), self.p)
        self.under_40 = float(row.under_40)
        self.under_65 = float(row.under_65)
        self.rural = float(row.rural)
        self.signposts = 0.0
        self.gps = [GP(self, number) for number in range(int(row.gp_count))]
        self.support_trait = trait(self.key_of_site, Decision.PRACTICE_SUPPORT)
        self.receptivity = trait(self.key_of_site, Decision.PRACTICE_RECEPTIVITY)
        self.champion: Champion | None = None
        self.champions = 0
        self.list_open = False
        self.known_wait = 0.0
        self.push = 0.0
        self.word = 0.0
        self.trust = 0.0
        self.skill = 0.0
        self.service_standing = float(self.p.trust_standing_start)
        self.staff_odds = 0.0
        self.self_odds = 0.0
        self.patients = [
            Patient(self, slot, 0, self.model.first_week) for slot in range(int(row.prone))
        ]
        self.clear()

    def clear(self) -> None:
        """Forget the events of the week before."""
        self.consultations = 0
        self.offers = 0
        self.declined = 0
        self.referrals = 0
        self.first_contacts = 0
        self.completed = 0
        self.dropped_out = 0
        self.moved = 0
        self.died = 0
        self.staff_offers = 0
        self.staff_declined = 0
        self.staff_referrals = 0
        self.self_referrals = 0
        self.not_a_case = 0
        self.returned = 0
        self.waits: list[int] = []

    def change(self, lever: Any) -> None:
        """Let a scenario's levers for this practice take effect."""
        self.p = self.model.levers.rows[lever.row]
        self.champion_hours = lever.champion_hours
        self.champion_training = lever.champion_training
        self.support = practice_support(lever.organisational_support, self.support_trait, self.p)
        speaks = has_champion(self.key_of_site, lever.champion_share)
        if speaks and self.champion is None:
            self.champion = Champion(self, self.champions)
        elif not speaks and self.champion is not None:
            self.champions = self.champion.number + 1
            self.champion.remove()
            self.champion = None

    def see_link_workers(self) -> None:
        """Notice who covers the practice, who is there, and how far they belong."""
        self.presence = 0.0
        self.on_site = 0.0
        self.involvement = 0.0
        self.covering = 0
        for post in self.service.posts:
            standing = post.standing.get(self.position)
            if standing is None or not standing.covers or post.holder is None:
                continue
            if not post.holder.is_sick:
                self.presence += standing.days
            self.on_site += post.holder.on_site
            self.involvement += standing.involvement
            self.covering += 1
        if self.covering:
            self.on_site /= self.covering
            self.involvement /= self.covering
        self.involvement = involvement_felt(self.involvement, self.p)

    def has_champion_in(self, week: int) -> bool:
        """Return whether the practice has a champion now, silent or not."""
        return self.champion is not None and self.champion.is_there(week)

    @property
    def number_of_champion(self) -> int:
        """Which champion the practice has or waits for, counted from 0."""
        return self.champions if self.champion is None else self.champion.number

    def hear_champion(self, network: float, week: int) -> None:
        """Let the champion speak, if there is one; one who leaves may be followed."""
        self.push = 0.0
        champion = self.champion
        if champion is None or not champion.is_there(week):
            return
        if champion.leaves(week):
            self.champion = champion.successor(week)
            champion.remove()
        else:
            self.push = champion.speak(self.champion_hours, self.champion_training, network, week)

    def gps_learn(self) -> None:
        """Let every GP learn from what all knew at the start of the week."""
        total = 0.0
        for gp in self.gps:
            total += gp.awareness
        others = [
            (total - gp.awareness) / (len(self.gps) - 1) if len(self.gps) > 1 else 0.0
            for gp in self.gps
        ]
        usual = total / len(self.gps)
        for gp, colleagues in zip(self.gps, others, strict=True):
            gp.learn(colleagues, usual)
        self._others_learn()

    def _others_learn(self) -> None:
        """Work out what the practice knows and thinks, and so the odds of the routes that pass the GP by."""
        p = self.p
        awareness = 0.0
        trust = 0.0
        skill = 0.0
        signposts = 0.0
        for gp in self.gps:
            awareness += gp.awareness
            trust += gp.trust
            skill += gp.skill
            signposts += signpost_chance(gp.habit, gp.unlearned, p)
        awareness /= len(self.gps)
        self.signposts = signposts / len(self.gps)
        self.trust = trust / len(self.gps)
        self.skill = skill / len(self.gps)
        middling = gp_offer_odds(
            awareness, self.trust, 0.0, self.involvement, self.on_site, self.known_wait, self.push,
            self.support, 0.0, 0.0, p,
        )  # fmt: skip
        self.staff_odds = staff_offer_odds(middling, p)
        self.self_odds = self_referral_odds(awareness, self.known_wait, p)

    def odds_by_person(self, patient: Patient) -> float:
        """Return by how much the odds of an offer, by any route, are multiplied for this person."""
        p = self.p
        return odds_by_sex(patient.female, p) * odds_by_criteria(
            patient.severity, patient.complexity, p
        )

    def leave_to_others(
        self, patient: Patient, odds: float, answer: float, week: int
    ) -> Case | None:
        """Let other staff offer, or the person come without an offer; `odds` are of the GP's offer."""
        by_person = self.odds_by_person(patient)
        by_practice = either_odds(odds, self.staff_odds * by_person)
        if happens(answer, by_practice):
            return self._staff_offer(patient, week)
        alone = self.self_odds * own_initiative(patient.readiness, self.p) * by_person
        if happens(answer, either_odds(by_practice, alone)):
            self.self_referrals += 1
            return patient.join(Route.SELF, week)
        return None

    def _staff_offer(self, patient: Patient, week: int) -> Case | None:
        self.staff_offers += 1
        if patient.accepts_offer(self.trust, self.skill, week):
            self.staff_referrals += 1
            return patient.join(Route.OTHER_STAFF, week)
        self.staff_declined += 1
        return None

    def patients_of_week(self, week: int) -> Iterator[Patient]:
        """Let newcomers take the place of those who have left; give the patients of this week."""
        for slot, patient in enumerate(self.patients):
            if patient.leaves > week:
                yield patient
                continue
            patient.remove()
            self.patients[slot] = Patient(self, slot, patient.generation + 1, patient.leaves)
            yield self.patients[slot]

    def count_ending(self, how: Ended) -> None:
        """Count how a case of this practice ended."""
        if how is Ended.COMPLETED:
            self.completed += 1
        elif how is Ended.MOVED:
            self.moved += 1
        elif how is Ended.DIED:
            self.died += 1
        elif how is Ended.RETURNED:
            self.returned += 1
        else:
            self.dropped_out += 1

    def talk_of_endings(self) -> None:
        """Let this week's endings, the good first, move the service's standing among patients and staff."""
        for _ in range(self.completed):
            self.service_standing = standing_after_good_ending(self.service_standing, self.p)
        for _ in range(self.dropped_out + self.returned):
            self.service_standing = standing_after_bad_ending(self.service_standing, self.p)

    def learn_of_waits(self, week: int) -> None:
        """Learn how long people waited who were first seen this week, or wait unseen."""
        waiting = self.service.waits_so_far(self, week)
        noticed = wait_to_notice(
            self.known_wait, len(self.waits), sum(self.waits), len(waiting), sum(waiting)
        )
        self.known_wait = known_wait_next(self.known_wait, noticed, self.p)
