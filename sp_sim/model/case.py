"""Case: one referral and what has become of it so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sp_sim.domain.stages import NEVER, NOBODY, Ended, Route, Stage

if TYPE_CHECKING:
    from sp_sim.model.gp import GP
    from sp_sim.model.link_worker import LinkWorker
    from sp_sim.model.patient import Patient
    from sp_sim.model.post import Post


@dataclass(eq=False)
class Case:
    """A referral: who, their usual GP, by which route, its dates (weeks, or `NEVER`), its contacts and its end.

    `nth` counts the person's cases from 0; `number` those of the service; `together` contacts with the
    present link worker.
    """

    patient: Patient
    gp: GP
    route: Route
    referred: int
    tie: float
    nth: int
    number: int = NOBODY
    post: Post | None = None
    accepted: int = NEVER
    first_contact: int = NEVER
    closed: int = NEVER
    recovered: int = NEVER
    sought: int = NEVER
    connected: int = NEVER
    due: int = NEVER
    last: int = NEVER
    contacts: int = 0
    together: int = 0
    missed: int = 0
    missed_running: int = 0
    changes: int = 0
    thinned: int = 0
    changed: int = NEVER
    planned: int = 0
    stepped_up: bool = False
    stepped_until: int = NEVER
    ended: Ended = Ended.OPEN

    @property
    def is_open(self) -> bool:
        """Whether the case has not ended."""
        return self.ended is Ended.OPEN

    def may_take_a_place(self, week: int) -> bool:
        """Whether the person can begin an activity: the case is open, or was completed this week."""
        return self.is_open or (self.ended is Ended.COMPLETED and self.closed == week)

    @property
    def worker(self) -> LinkWorker | None:
        """The link worker who has the case; `None` while it waits or the post is vacant."""
        return self.post.holder if self.post is not None else None

    def end(self, how: Ended, week: int) -> None:
        """End the case; the person is elsewhere again and left in peace for a while."""
        self._close(how, week)
        self.patient.practice.service.ended.append(self)
        self.patient.practice.count_ending(how)

    def end_as_code(self, week: int) -> None:
        """End a referral that never reaches a list; nobody hears of it."""
        self._close(Ended.NOT_A_CASE, week)
        self.patient.practice.not_a_case += 1

    def _close(self, how: Ended, week: int) -> None:
        self.ended = how
        self.closed = week
        patient = self.patient
        patient.stage = Stage.ELSEWHERE
        patient.case = None
        patient.quiet_until = week + int(patient.model.p.referral_quiet_weeks)
