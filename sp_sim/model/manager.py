"""Manager: of a service; supports link workers and acts at reviews as far as authority goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.draws import Decision, uniform
from sp_sim.mechanisms.management import (
    acts,
    cap_factor_next,
    is_review,
    manager_support,
    opens_list,
    pauses_intake,
)
from sp_sim.mechanisms.support import supervisor_hours
from sp_sim.model.actor import Actor

if TYPE_CHECKING:
    from sp_sim.model.service import Service


class Manager(Actor):
    """The manager of one service."""

    def __init__(self, service: Service) -> None:
        """Take up the management of a service."""
        super().__init__(service.model)
        self.service = service

    @property
    def support(self) -> float:
        """What managers give each link worker in post (0 to 1)."""
        p = self.service.p
        workers = self.service.workers
        posts = sum(post.wte > 0.0 for post in self.service.posts)
        hours = 0.0
        for worker in workers:
            hours += supervisor_hours(worker.supervision_hours, p)
        return manager_support(len(workers), posts, hours, p)

    def review(self, week: int) -> None:
        """At a review, stop or reopen intake, move caps, open or close lists, as far as authority goes."""
        p = self.service.p
        if not is_review(week, p):
            return
        for worker in self.service.workers:
            worker.paused = False
            if self._acts_on(worker.key, week):
                worker.paused = pauses_intake(worker.load_of_cases, p)
                worker.cap_factor = cap_factor_next(worker.cap_factor, worker.load_of_cases, p)
        for practice in self.service.practices:
            waits = self.service.waits_so_far(practice, week)
            practice.list_open = self._acts_on(practice.key_of_site, week) and opens_list(
                len(waits), sum(waits), p
            )

    def _acts_on(self, key: int, week: int) -> bool:
        return acts(uniform(key, Decision.MANAGER_ACTS, week, 0), self.service.p)
