"""Post: a funded position, who holds it, and its standing in each practice that it covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sp_sim.domain.stages import NOBODY, Ended
from sp_sim.draws import Decision, happens, uniform
from sp_sim.mechanisms.climate import offered_share
from sp_sim.mechanisms.involvement import involvement_felt, involvement_of_newcomer
from sp_sim.mechanisms.pathway import (
    lost_at_change_odds,
    thinned_at_change_odds,
    weeks_to_next_contact,
)
from sp_sim.mechanisms.support import peer_support
from sp_sim.mechanisms.turnover import weeks_to_hire
from sp_sim.mechanisms.values import Parameters
from sp_sim.model.link_worker import LinkWorker
from sp_sim.world.staff import has_peer_network, is_offered_supervision, post_key

if TYPE_CHECKING:
    from sp_sim.model.case import Case
    from sp_sim.model.practice import Practice
    from sp_sim.model.service import Service


@dataclass
class Standing:
    """How a post stands in one practice: involvement, days on site, endings of shared cases."""

    practice: Practice
    involvement: float = 0.0
    days: float = 0.0
    covers: bool = False
    well: int = 0
    ended: int = 0

    def begin(self, p: Parameters) -> None:
        """Let a worker begin: with a part of what the last one was to the practice, and no record."""
        self.involvement = involvement_of_newcomer(self.involvement, p)
        self.well = 0
        self.ended = 0


class Post:
    """A post of a service; `holder` is the link worker in it, or `None` while it is vacant."""

    def __init__(self, service: Service, position: int, standing: dict[int, Standing]) -> None:
        """Set up the post, vacant and not yet funded."""
        self.service = service
        self.model = service.model
        self.position = position
        self.standing = standing
        self.key: int = post_key(
            self.model.run_key, service.key, int(self.model.world.posts[position].number)
        )
        self.p: Parameters = service.p
        self.holder: LinkWorker | None = None
        self.holders = 0
        self.filled = self.model.first_week
        self.wte: float = 0.0
        self.on_site: float = 0.0
        self.days_head_office: float = 0.0
        self.rural: float = 0.0
        self.supervised: bool = False
        self.network: int = 0
        self.peers = 0.0
        self.clear()

    def clear(self) -> None:
        """Forget the events of the week before."""
        self.left = False
        self.hours_available = 0.0
        if self.holder is not None:
            self.holder.clear()

    def change(self, lever: Any) -> None:
        """Let a scenario's levers for this post take effect."""
        self.wte = lever.wte
        self.on_site = lever.on_site
        self.days_head_office = lever.days_head_office
        self.rural = lever.rural
        p = self.p = self.model.levers.rows[lever.row]
        share = offered_share(lever.supervised_share, self.service.climate, p)
        self.supervised = is_offered_supervision(self.key, share)
        self.network = int(has_peer_network(self.key, lever.peer_share))
        self.peers = peer_support(self.network, p)

    @property
    def cases(self) -> list[Case]:
        """Open cases, whoever holds the post."""
        return [case for case in self.service.caring if case.post is self]

    def felt_involvement(self, practice: Practice) -> float:
        """Return the involvement that is felt between this post's holder and a practice."""
        standing = self.standing.get(practice.position)
        return involvement_felt(standing.involvement if standing else 0.0, practice.p)

    def turn_over(self, week: int) -> None:
        """Let the holder go when notice is over; fill the post when hiring is done."""
        holder = self.holder
        if holder is not None and (holder.goes <= week or self.wte <= 0.0):
            self._say_goodbye(holder, week)
        if self.holder is None and self.wte > 0.0 and self.filled <= week:
            self._welcome(week)
        if self.holder is not None:
            self.holder.begin_week(week)

    def _welcome(self, week: int) -> None:
        self.holder = LinkWorker(self, self.holders, week)
        self.holders += 1
        for standing in self.standing.values():
            if standing.covers:
                standing.begin(self.p)

    def _say_goodbye(self, holder: LinkWorker, week: int) -> None:
        """Let the holder go; each open case is kept, thinned or lost, all lost with an unfunded post."""
        p = self.p
        self.filled = week + weeks_to_hire(uniform(holder.key, Decision.HIRING_TIME, week, 0), p)
        holder.remove()
        self.holder = None
        self.left = True
        for case in self.cases:
            case.changes += 1
            case.together = 0
            case.changed = week
            key = case.patient.key
            if self.wte <= 0.0 or happens(
                uniform(key, Decision.KEPT_AT_CHANGE, week, 0), lost_at_change_odds(p)
            ):
                case.end(Ended.LOST_AT_CHANGE, week)
            elif happens(uniform(key, Decision.KEPT_AT_CHANGE, week, 1), thinned_at_change_odds(p)):
                case.thinned += 1
                case.due = max(case.due, week) + weeks_to_next_contact(max(case.contacts, 1), p)
        self.service.keep_open()

    def count_for_standing(self, case: Case) -> None:
        """Let an ending count for the standing in the case's practice."""
        standing = self.standing.get(case.patient.practice.position)
        if standing is not None:
            standing.ended += 1
            standing.well += case.ended is Ended.COMPLETED

    @property
    def holder_number(self) -> int:
        """Which holder the post has or last had, from 0; `NOBODY` before the first."""
        return self.holders - 1 if self.holders else NOBODY
