"""Week: the order in which things happen, the same in both models."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Phase:
    """One step of the week: its name and what happens in it."""

    name: str
    meaning: str


WEEK: tuple[Phase, ...] = (
    Phase("change", "dated changes of the scenario take effect"),
    Phase(
        "staff",
        "leavers go and their cases are kept, thinned or lost; posts that were hired for are filled",
    ),
    Phase(
        "learn",
        "training, supervision and champions do their work; awareness, trust and skills move and fade",
    ),
    Phase(
        "consult",
        "troubled people consult; GPs or other staff may offer, or people come without an offer; they decline, "
        "or join the waiting list unless the referral is a code and no more",
    ),
    Phase(
        "accept",
        "link workers with free hours take people from the list, those who wait longest first unless "
        "`management.urgency_weeks` lets the severe pass them, or return "
        "those whom they may decline to the practice, or pass them to the counsellor",
    ),
    Phase(
        "meet",
        "offers open and close; first and further contacts use hours; people attend or not, are connected "
        "on, or end their plan; free places are taken; the counsellor takes cases",
    ),
    Phase(
        "live",
        "activities help or end; people leave the list, disengage, tire of waiting for a place, move away or die",
    ),
    Phase("feed back", "GPs hear what became of referrals; the known wait and involvement move"),
    Phase("strain", "demands and resources become exhaustion; some give notice"),
    Phase(
        "manage",
        "at a review, managers act within their authority: on intake, on caps, on whose list is whose",
    ),
    Phase("count", "the week is recorded"),
)
