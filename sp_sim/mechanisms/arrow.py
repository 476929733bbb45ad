"""Arrow: one declared effect of a cause on the answer of an equation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Setting = Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """One declared effect.

    `coefficient` is the key of the parameter that carries the effect; at its `neutral` value (0 unless
    said) there is none. It is `None` where the effect is so by definition. `given` fixes other
    arguments or parameters, where one cause acts by two ways or only under a condition. Where the
    equation takes the coefficient as an argument, `handed_as` names it. With `event`, the arrow is
    what happening itself does: the equation's answer against the argument `cause` that it moves.
    """

    equation: Callable[..., Any]
    cause: str
    sign: Literal[1, -1]
    coefficient: str | None
    effect: str
    source: str
    neutral: float = 0.0
    given: Setting = field(default_factory=dict)
    handed_as: str = ""
    event: bool = False

    def __str__(self) -> str:
        """Return the arrow as a few words: cause, equation and coefficient."""
        return f"{self.cause} -> {self.equation.__name__} by {self.coefficient or 'definition'}"


def arrow(
    equation: Callable[..., Any], cause: str, sign: Literal[1, -1], coefficient: str | None, effect: str, source: str,
    *, neutral: float = 0.0, given: Setting | None = None, handed_as: str = "", event: bool = False,
) -> Arrow:  # fmt: skip
    """Declare an arrow; what may follow by name is told at `Arrow`."""
    return Arrow(
        equation=equation, cause=cause, sign=sign, coefficient=coefficient, effect=effect, source=source,
        neutral=neutral, given=given or {}, handed_as=handed_as, event=event,
    )  # fmt: skip
