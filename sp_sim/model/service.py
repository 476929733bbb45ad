"""Service: practices, posts, a manager, a counsellor, one waiting list and the cases in care."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sp_sim.domain.needs import Need
from sp_sim.domain.stages import Ended
from sp_sim.draws import Decision, happens, uniform
from sp_sim.mechanisms.champions import network_strength, word_of_network
from sp_sim.mechanisms.management import turn_on_list
from sp_sim.mechanisms.trust import heard_odds
from sp_sim.mechanisms.values import Parameters
from sp_sim.model.case import Case
from sp_sim.model.counsellor import Counsellor
from sp_sim.model.link_worker import LinkWorker
from sp_sim.model.manager import Manager
from sp_sim.model.offer import Offer
from sp_sim.model.post import Post, Standing
from sp_sim.model.practice import Practice
from sp_sim.world.staff import climate_of_service

if TYPE_CHECKING:
    from sp_sim.model.levers import Levers
    from sp_sim.model.model import SocialPrescribingModel


class Service:
    """A link worker service and the practices that it serves: one system.

    Attributes:
        climate: how well the service is run, in standard deviations.
        p: the numbers that hold for the service as a whole.
        offers: what the voluntary sector provides, one for each kind of need.
        cases: every referral so far, in order.
        waiting: the waiting list, first come first.
        caring: cases in care, in the order in which they were taken.
        ended: cases that ended this week.
    """

    def __init__(self, model: SocialPrescribingModel, position: int) -> None:
        """Set up the service as before week 0."""
        self.model = model
        row = model.world.systems[position]
        self.position = position
        self.key = int(row.key)
        self.p: Parameters = model.levers.rows[model.levers.services[position].row]
        self.climate = climate_of_service(model.run_key, self.key)
        self.cases: list[Case] = []
        self.waiting: list[Case] = []
        self.caring: list[Case] = []
        self.ended: list[Case] = []
        first = int(row.practice_first)
        self.practices = [
            Practice(self, place) for place in range(first, first + int(row.practice_count))
        ]
        by_position = {practice.position: practice for practice in self.practices}
        self.pairs: list[tuple[int, Standing]] = []
        standing: dict[int, dict[int, Standing]] = {}
        for pair in range(int(row.pair_first), int(row.pair_first + row.pair_count)):
            post, practice = (int(value) for value in model.world.pairs[pair])
            standing.setdefault(post, {})[practice] = Standing(by_position[practice])
            self.pairs.append((pair, standing[post][practice]))
        first = int(row.post_first)
        self.posts = [
            Post(self, place, standing.get(place, {}))
            for place in range(first, first + int(row.post_count))
        ]
        self.offers = [Offer(self, need) for need in Need]
        self.manager = Manager(self)
        self.counsellor = Counsellor(self)

    @property
    def workers(self) -> list[LinkWorker]:
        """Link workers in post, in the order of their posts."""
        return [post.holder for post in self.posts if post.holder is not None]

    def clear(self) -> None:
        """Forget the events of the week before."""
        self.ended = []
        for practice in self.practices:
            practice.clear()
        for post in self.posts:
            post.clear()

    def change(self, levers: Levers) -> None:
        """Let a scenario's levers take effect."""
        self.p = levers.rows[levers.services[self.position].row]
        for post in self.posts:
            post.change(levers.posts[post.position])
        for pair, standing in self.pairs:
            covers = levers.pairs[pair].covers > 0.0
            if covers and not standing.covers and self._post_of(pair).holder is not None:
                standing.begin(self.p)
            standing.days = levers.pairs[pair].days
            standing.covers = covers
        for practice in self.practices:
            practice.change(levers.practices[practice.position])
        for offer in self.offers:
            offer.change()
        self._take_turns()

    def _post_of(self, pair: int) -> Post:
        """Return the post of a row of the world's pairs."""
        return self.posts[int(self.model.world.pairs[pair].post) - self.posts[0].position]

    def hear_champions(self, week: int) -> None:
        """Let champions speak; a network carries the word to practices that have none."""
        network = network_strength(self._champions(week), self.p)
        for practice in self.practices:
            practice.hear_champion(network, week)
        total = 0.0
        for practice in self.practices:
            total += practice.push
        word = word_of_network(total, self._champions(week), self.p)
        for practice in self.practices:
            practice.word = practice.push if practice.has_champion_in(week) else word

    def _champions(self, week: int) -> int:
        return sum(practice.has_champion_in(week) for practice in self.practices)

    def join_the_list(self, referred: Sequence[Case]) -> None:
        """Put this week's referrals that are cases on the list, in the order of their tie-breaks."""
        for case in referred:
            case.number = len(self.cases)
            self.cases.append(case)
        cases = [case for case in referred if case.is_open]
        self.waiting.extend(sorted(cases, key=lambda case: (case.tie, case.number)))

    def share_out(self, week: int) -> None:
        """Take people from the list in their turn while link workers have room, or return them to the practice."""
        if self.p.management_urgency_weeks > 0.0:
            self._take_turns()
        left = []
        for case in self.waiting:
            worker = self._worker_with_most_room(case.patient.practice)
            if worker is None:
                left.append(case)
            elif worker.turns_away(case, week):
                case.end(Ended.RETURNED, week)
            else:
                worker.accept(case, week)
                self.caring.append(case)
        self.waiting = left

    def _take_turns(self) -> None:
        """Put the waiting list in the order in which the service takes people."""
        self.waiting.sort(key=lambda case: (self._turn(case), case.number))

    def _turn(self, case: Case) -> float:
        return turn_on_list(case.referred, case.tie, case.patient.severity, self.p)

    def _worker_with_most_room(self, practice: Practice) -> LinkWorker | None:
        """Return the covering worker with the fewest open cases per wte, ties by this week's draw.

        Where nobody who covers the practice is in post, or a manager has opened its list, any worker of the
        service stands in.
        """
        candidates = [worker for worker in self.workers if worker.has_room]
        if practice.covering and not practice.list_open:
            candidates = [
                worker
                for worker in candidates
                if practice.position in worker.post.standing
                and worker.post.standing[practice.position].covers
            ]
        return min(
            candidates, key=lambda worker: (worker.open / worker.post.wte, worker.tie), default=None
        )

    def hold_contacts(self, week: int) -> None:
        """Hold the contacts that are due, longest overdue first."""
        due = [case for case in self.caring if case.due <= week and case.worker is not None]
        scores = {case: case.due + case.patient.tie(Decision.FOLLOW_UP_TIE, week) for case in due}
        for case in sorted(due, key=lambda case: (scores[case], case.number)):
            if case.worker is not None:
                case.worker.meet(case, week)
        for offer in self.offers:
            offer.give_places(week)
        self.keep_open()

    def live(self, week: int) -> None:
        """Let activities help or end; let people leave the list, disengage, move away and die."""
        for offer in self.offers:
            offer.live(week)
        for case in (*self.waiting, *self.caring):
            case.patient.live_on_pathway(case, week)
        self.keep_open()
        for offer in self.offers:
            offer.wait_on(week)

    def keep_open(self) -> None:
        """Take ended cases off the lists."""
        self.waiting = [case for case in self.waiting if case.is_open]
        self.caring = [case for case in self.caring if case.is_open]

    def waiting_in(self, practice: Practice) -> int:
        """Return how many people of a practice are waiting."""
        return sum(case.patient.practice is practice for case in self.waiting)

    def waits_so_far(self, practice: Practice, week: int) -> list[int]:
        """Return how many weeks each person of a practice who is waiting has waited."""
        return [week - case.referred for case in self.waiting if case.patient.practice is practice]

    def in_care_in(self, practice: Practice) -> int:
        """Return how many people of a practice are in care."""
        return sum(case.patient.practice is practice for case in self.caring)

    def tell_gps(self, week: int) -> None:
        """Let GPs hear how this week's cases ended, by chance and of those returned for sure, and think it over."""
        for case in self.ended:
            if case.ended in (Ended.MOVED, Ended.DIED):
                continue
            answer = uniform(case.patient.key, Decision.FEEDBACK, week, 0)
            is_returned = case.ended is Ended.RETURNED
            if is_returned or happens(answer, heard_odds(case.patient.practice.p)):
                case.gp.hear(good=case.ended is Ended.COMPLETED)
            if case.post is not None and case.ended is not Ended.LOST_AT_CHANGE:
                case.post.count_for_standing(case)
        for practice in self.practices:
            for gp in practice.gps:
                gp.think_over()
            practice.talk_of_endings()
