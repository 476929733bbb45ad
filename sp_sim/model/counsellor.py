"""Counsellor: takes the most severe cases in care for a time, and advises link workers on the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.mechanisms.counsellor import advice_for_each, counsellor_places, is_severe
from sp_sim.model.actor import Actor

if TYPE_CHECKING:
    from sp_sim.model.case import Case
    from sp_sim.model.service import Service


class Counsellor(Actor):
    """A service's share of a social prescribing counsellor; without hours there are no places."""

    def __init__(self, service: Service) -> None:
        """Start work for a service."""
        super().__init__(service.model)
        self.service = service

    @property
    def advice(self) -> float:
        """How much advice (0 to 1) each link worker in post has."""
        return advice_for_each(len(self.service.workers), self.service.p)

    def take_cases(self, week: int) -> None:
        """Give free places to the most severe cases that have been seen and not yet stepped up."""
        p = self.service.p
        severe = [
            case
            for case in self.service.caring
            if case.contacts > 0 and not case.stepped_up and is_severe(case.patient.severity, p)
        ]
        severe.sort(key=lambda case: (-case.patient.severity, case.number))
        for case in severe[: max(self.free_places(week), 0)]:
            self.take(case, week)

    def free_places(self, week: int) -> int:
        """Return how many more cases there is room for; below 0 where hours have been cut."""
        taken = sum(case.stepped_until > week for case in self.service.caring)
        return counsellor_places(self.service.p) - taken

    def take(self, case: Case, week: int) -> None:
        """Take over a case for a time."""
        case.stepped_up = True
        case.stepped_until = week + int(self.service.p.counsellor_weeks_per_case)
