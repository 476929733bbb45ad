"""Counsellor: takes the most severe cases in care for a time, and advises link workers on the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.mechanisms.counsellor import advice_for_each, counsellor_places, is_severe
from sp_sim.model.actor import Actor

if TYPE_CHECKING:
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
        places = counsellor_places(p)
        if places <= 0:
            return
        cases = self.service.caring
        places -= sum(case.stepped_until > week for case in cases)
        severe = [
            case
            for case in cases
            if case.contacts > 0 and not case.stepped_up and is_severe(case.patient.severity, p)
        ]
        severe.sort(key=lambda case: (-case.patient.severity, case.number))
        for case in severe[: max(places, 0)]:
            case.stepped_up = True
            case.stepped_until = week + int(p.counsellor_weeks_per_case)
