"""Where: the places for which a value is set apart, by their codes or by their turn in a roll-out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sp_sim.draws import key_of_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.param import Place

KINDS = ("service", "pcn", "practice", "post")
"""What places there are; a service is a PCN's own, unless one serves the whole area."""
DRAWN = "drawn"
"""The order of a roll-out that is drawn, once for all, from the places' codes."""
FINER: dict[Place, frozenset[str]] = {
    "practice": frozenset({"service", "pcn", "practice"}),
    "post": frozenset({"service", "pcn", "post"}),
    "service": frozenset({"service", "pcn"}),
    "all": frozenset(),
}
"""For which kinds of place a lever may be set, by the smallest."""


@dataclass(frozen=True)
class Where:
    """Some places of one kind: those of these codes, or the `step`-th of `steps` groups of an order.

    `codes` of a roll-out are the order that was given; none: the order is drawn.
    """

    kind: str
    codes: tuple[str, ...] = ()
    step: int = 0
    steps: int = 0

    def among(self, known: Sequence[str]) -> frozenset[str]:
        """Return the codes of the places that are meant, among all of this kind."""
        if not self.steps:
            return frozenset(self.codes)
        order = self.codes or tuple(sorted(known, key=lambda code: (_turn(code), code)))
        size = len(order)
        return frozenset(
            code for turn, code in enumerate(order) if turn * self.steps // size == self.step
        )

    @property
    def in_full(self) -> str:
        """The places in one text that no other places have."""
        return json.dumps([self.kind, list(self.codes), self.step, self.steps])

    def __str__(self) -> str:
        """Return the places as they are said."""
        if not self.steps:
            return f"{self.kind} {', '.join(self.codes)}"
        order = "in a drawn order" if not self.codes else "in the order given"
        return f"step {self.step + 1} of {self.steps} by {self.kind}, {order}"


def _turn(code: str) -> int:
    return key_of_name(f"roll-out {code}")
