"""Offer: what the voluntary sector provides for one kind of need; it fills and empties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.domain.needs import Need
from sp_sim.draws import Decision, happens, uniform
from sp_sim.mechanisms.offers import chance_of_offer, closing_odds, waits_on, weeks_to_reopen
from sp_sim.world.offers import is_open_at_start, is_provided, offer_key, places_of_offer
from sp_sim.world.people import ALWAYS

if TYPE_CHECKING:
    from sp_sim.model.case import Case
    from sp_sim.model.service import Service


class Offer:
    """The activity offer of a service's area for one kind of need.

    Attributes:
        open: whether newcomers are taken.
        places: how many people can take part; 0 where there is no such offer.
        seeking: cases whose person waits for a place.
        taking_part: cases, open or not, whose person has a place.
        used: places that were taken this week.
    """

    def __init__(self, service: Service, need: Need) -> None:
        """Set up the offer as before the first week."""
        self.service = service
        self.need = need
        self.model = service.model
        self.key = offer_key(self.model.run_key, service.key, need)
        self.registered = sum(
            int(self.model.world.practices[practice.position].registered)
            for practice in service.practices
        )
        self.exists = False
        self.places = 0
        self.seeking: list[Case] = []
        self.taking_part: list[Case] = []
        self.used = 0
        self.open = is_open_at_start(self.key, self.service.p)
        self.reopens = self.model.first_week
        if not self.open:
            self.reopens += self._weeks_closed(ALWAYS, 1) - 1

    def _weeks_closed(self, since: int, nth: int = 0) -> int:
        answer = uniform(self.key, Decision.OFFER_REOPENS, since, nth)
        return weeks_to_reopen(answer, self.service.p)

    def change(self) -> None:
        """Let a scenario's levers set whether the offer exists, and its places."""
        p = self.service.p
        self.exists = is_provided(self.key, chance_of_offer(self.need, p))
        self.places = places_of_offer(self.key, self.need, self.registered, p) if self.exists else 0

    def open_or_close(self, week: int) -> None:
        """Close for newcomers, or open again, by the offer's own clock."""
        if not self.open:
            self.open = self.reopens <= week
        elif happens(
            uniform(self.key, Decision.OFFER_CLOSES, week, 0), closing_odds(self.service.p)
        ):
            self.open = False
            self.reopens = week + self._weeks_closed(week)

    @property
    def takes_newcomers(self) -> bool:
        """Whether the offer exists and is open."""
        return self.exists and self.open

    def give_places(self, week: int) -> None:
        """Give free places to those who seek one, the longest search first."""
        present = [case for case in self.seeking if case.may_take_a_place(week)]
        ranked = sorted(
            present,
            key=lambda case: (
                case.sought + case.patient.tie(Decision.PLACE_TIE, week),
                case.number,
            ),
        )
        free = max(self.places - len(self.taking_part), 0) if self.takes_newcomers else 0
        for case in ranked[:free]:
            case.connected = week
            case.patient.takes_part = True
            self.seeking.remove(case)
            self.taking_part.append(case)
        self.used = len(self.taking_part)

    def live(self, week: int) -> None:
        """Let a week of activities help those who take part; some have had their weeks, or stop coming."""
        staying = []
        for case in self.taking_part:
            if case.patient.goes_on_in_activity(case, week):
                staying.append(case)
            else:
                case.patient.takes_part = False
        self.taking_part = staying

    def wait_on(self, week: int) -> None:
        """Keep those waiting whose case is open and whose patience lasts."""
        self.seeking = [
            case
            for case in self.seeking
            if case.is_open and waits_on(week + 1 - case.sought, self.service.p)
        ]
