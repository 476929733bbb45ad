"""Model: a Mesa model of services, practices and everyone in them, living week by week."""

from __future__ import annotations

from typing import Any

import mesa

from sp_sim.domain.records import Records
from sp_sim.draws import key_of_run
from sp_sim.mechanisms.values import Parameters
from sp_sim.mechanisms.week import WEEK
from sp_sim.model.ledger import Ledger
from sp_sim.model.levers import Levers, levers_of
from sp_sim.model.service import Service
from sp_sim.world.world import World


class SocialPrescribingModel(mesa.Model):
    """The world of one scenario with one seed, everyone an agent.

    Attributes:
        week: the week that is being lived; the records begin with week 0.
        first_week: the first week that is lived, 0 or before.
        p: the numbers that equations read this week.
        services: the link worker services, each with its practices, posts and lists.
        ledger: what has been recorded so far.
    """

    def __init__(self, world: World, *, seed: int, weeks: int) -> None:
        """Set up services, practices, GPs, champions, managers, patients and posts as before the first week."""
        super().__init__(rng=seed)
        self.world = world
        self.weeks = weeks
        self.week = self.first_week = world.first_week
        self.run_key = key_of_run(seed)
        self.segments: list[tuple[int, Levers]] = levers_of(world)
        self.levers = self.segments[0][1]
        self.services = [Service(self, position) for position in range(len(world.systems))]
        self.ledger = Ledger()

    @property
    def p(self) -> Parameters:
        """The numbers that equations read this week."""
        return self.levers.p

    @property
    def practices(self) -> list[Any]:
        """All practices, in the order of the world's table."""
        return [practice for service in self.services for practice in service.practices]

    def step(self) -> None:
        """Live one week: every phase of `mechanisms.week.WEEK`, in its order."""
        for service in self.services:
            service.clear()
        for phase in WEEK:
            getattr(self, phase.name.replace(" ", "_"))()
        self.week += 1

    def run(self) -> Records:
        """Live all weeks and return the records; the model cannot be stepped afterwards."""
        while self.week < self.weeks:
            self.step()
        records = self.ledger.records(self)
        self.forget()
        return records

    def forget(self) -> None:
        """Let go of every agent; Mesa 3.3 otherwise keeps the model alive in a table of its own."""
        self.remove_all_agents()
        ids = getattr(mesa.Agent, "_ids", None)
        if isinstance(ids, dict):
            ids.pop(self, None)

    def change(self) -> None:
        """Let dated changes take effect."""
        for first_week, levers in self.segments:
            if first_week == self.week:
                self.levers = levers
                for service in self.services:
                    service.change(levers)

    def staff(self) -> None:
        """Let leavers go and starters arrive."""
        for service in self.services:
            for post in service.posts:
                post.turn_over(self.week)

    def learn(self) -> None:
        """Train and supervise link workers; let champions speak and GPs learn and forget."""
        for service in self.services:
            for practice in service.practices:
                practice.see_link_workers()
            service.hear_champions(self.week)
            for worker in service.workers:
                worker.learn(self.week)
            for practice in service.practices:
                practice.gps_learn()

    def consult(self) -> None:
        """Let patients consult; GPs may offer; those who accept join the waiting list."""
        for service in self.services:
            referred = []
            for practice in service.practices:
                for patient in practice.patients_of_week(self.week):
                    case = patient.live_week(self.week)
                    if case is not None:
                        referred.append(case)
            service.join_the_list(referred)

    def accept(self) -> None:
        """Let link workers with free hours take people from the list."""
        for service in self.services:
            for worker in service.workers:
                worker.plan_hours(self.week)
            service.share_out(self.week)

    def meet(self) -> None:
        """Let offers open and close; hold the contacts that are due; let the counsellor take cases."""
        for service in self.services:
            for offer in service.offers:
                offer.open_or_close(self.week)
            service.hold_contacts(self.week)
            service.counsellor.take_cases(self.week)

    def live(self) -> None:
        """Let activities help or end; people leave the list, disengage, move away and die."""
        for service in self.services:
            service.live(self.week)

    def feed_back(self) -> None:
        """Let GPs hear of endings; move the known wait and involvement."""
        for service in self.services:
            service.tell_gps(self.week)
            for practice in service.practices:
                practice.learn_of_waits(self.week)
            for worker in service.workers:
                worker.grow_involved()

    def strain(self) -> None:
        """Turn demands and resources into exhaustion; some give notice."""
        for service in self.services:
            for worker in service.workers:
                worker.strain(self.week)

    def manage(self) -> None:
        """Let managers review."""
        for service in self.services:
            service.manager.review(self.week)

    def count(self) -> None:
        """Record the week."""
        self.ledger.record_week(self)
