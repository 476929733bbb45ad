"""A village for stories: one practice, one link worker, and people who do as they are told."""

from dataclasses import replace

from sp_sim.domain.stages import Ended
from sp_sim.model.model import SocialPrescribingModel
from sp_sim.world.build import build
from tests.builders import a_scenario, an_area

CALM = {
    "workforce_posts": 1,
    "workforce_wte_per_post": 1.0,
    "workforce_settling_weeks": 0,
    "turnover_base_rate": 0.0,
    "sickness_base_log_odds": -30.0,
    "consulting_moving_rate": 0.0,
    "consulting_death_rate": 0.0,
    "champions_practices_share": 0.0,
    "support_supervised_share": 0.0,
    "referral_code_only_share": 0.0,
}
"""Nobody leaves, nobody speaks, nobody is supervised, unless a story says so."""


class Village(SocialPrescribingModel):
    """A practice of 160 people, 40 of them prone to need, with one GP and one service."""

    def __init__(self, *changes, seed=1, practices=1, place=None, **values):
        area = an_area(practices=practices, registered=160, gps=1.0)
        if place is not None:
            area = replace(area, practices=(place,))
        super().__init__(build(area, a_scenario(changes, **(CALM | values))), seed=seed, weeks=52)

    @property
    def service(self):
        (service,) = self.services
        return service

    @property
    def practice(self):
        return self.service.practices[0]

    @property
    def worker(self):
        return self.service.workers[0]

    def open_up(self):
        """Let the first week begin: levers take effect, posts are filled, everybody learns."""
        self.change()
        self.staff()
        self.learn()
        return self

    def people(self, count):
        """So many patients of the first practice."""
        return self.practice.patients[:count]

    def refer(self, *patients):
        """Put patients on the waiting list, in this order."""
        cases = [patient.gp.refer(patient, self.week) for patient in patients]
        for place, case in enumerate(cases):
            case.tie = float(place)
        self.service.join_the_list(cases)
        return cases

    def take_on(self, *patients):
        """Refer patients and let the link worker take them all, whatever the hours."""
        cases = self.refer(*patients)
        for worker in self.service.workers:
            worker.plan_hours(self.week)
        for case in cases:
            self.worker.accept(case, self.week)
            self.service.waiting.remove(case)
            self.service.caring.append(case)
        return cases

    def endings(self):
        """How the cases ended that have, in their order."""
        return [case.ended for case in self.service.cases if case.ended is not Ended.OPEN]
