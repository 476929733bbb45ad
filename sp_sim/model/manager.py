"""Manager: of a service; supports link workers and, with the authority, stops and reopens intake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.mechanisms.management import is_review, manager_support, pauses_intake
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
        """What the manager gives each link worker in post (0 to 1)."""
        return manager_support(len(self.service.workers), self.model.p)

    def review(self, week: int) -> None:
        """At a review, stop or reopen each worker's intake."""
        if not is_review(week, self.model.p):
            return
        for worker in self.service.workers:
            worker.paused = pauses_intake(worker.load_of_cases, self.model.p)
