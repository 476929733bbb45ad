"""A unit cost declares itself: value, unit, price year, range, grade, source, payer, meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from sp_sim.param import GRADES, Prior, loguniform, param, section

if TYPE_CHECKING:
    from collections.abc import Callable

    from sp_sim.economics.use import Quantity, Use
    from sp_sim.param import Grade, Param

PLACEHOLDER = "placeholder"
COST_GRADES = (*GRADES, PLACEHOLDER)
"""How good a figure is; a placeholder has no source at all and waits for somebody's own figure."""

PAYERS = {
    "pcn": "NHS: primary care network",
    "icb": "NHS: integrated care board",
    "practice": "GP practices",
    "local_authority": "Local authority",
    "vcse": "Voluntary and community sector",
}
"""Who may bear a cost, by the word that a cost book uses."""

Payer = Literal["pcn", "icb", "practice", "local_authority", "vcse"]

HIGHEST = 10_000_000.0
"""No unit cost is higher than this many pounds."""
FROM_TO = ("uniform", "loguniform")
"""Families of ranges that have ends: an unconfirmed figure is moved from one to the other."""
PRICE_YEAR = 2022
"""The financial year (from April) of the prices that are declared here: 2022/23, as in E061."""

NO_SOURCE = "placeholder: a round number without a source, wrong by a factor of four perhaps"


@dataclass(frozen=True, kw_only=True)
class UnitCost:
    """One unit cost, and how its quantity is counted.

    `levers` are the keys that its quantity follows. `is_cash` is false for time that is valued and
    that no budget pays: it stands beside the costs, never among them.
    """

    key: str
    words: str
    default: float
    unit: str
    prior: Prior
    grade: str
    source: str
    payer: Payer
    meaning: str
    count: Callable[[Use], Quantity]
    levers: tuple[str, ...] = ()
    is_cash: bool = True

    def __post_init__(self) -> None:
        """Refuse a declaration that leaves something unsaid or contradicts itself."""
        for what in ("words", "unit", "source", "meaning"):
            if not str(getattr(self, what)).strip():
                message = f"{self.key} declares no {what}"
                raise ValueError(message)
        if self.grade not in COST_GRADES or self.payer not in PAYERS:
            message = f"{self.key} has grade {self.grade!r} and payer {self.payer!r}"
            raise ValueError(message)
        if self.prior.family not in FROM_TO:
            message = f"{self.key} has a {self.prior.family} range, which has no ends"
            raise ValueError(message)
        if not self.as_param.is_number:
            message = f"{self.key} is not a number"
            raise ValueError(message)

    @property
    def as_param(self) -> Param:
        """The declaration as a parameter, which checks its limits and its whole range."""
        grade = cast("Grade", "assumption" if self.grade == PLACEHOLDER else self.grade)
        told = param(
            float(self.default), unit=self.unit, meaning=self.meaning, source=self.source,
            grade=grade, limits=(0.0, HIGHEST), prior=self.prior,
        )  # fmt: skip
        return section("costs", "unit costs", **{self.key: told}).params[0]

    @property
    def quantity_unit(self) -> str:
        """What is counted: `hour` of `GBP per hour`."""
        return self.unit.removeprefix("GBP per ")

    @property
    def moved(self) -> tuple[float, float]:
        """The range over which an unconfirmed figure is moved, the default included."""
        return min(self.prior.first, self.default), max(self.prior.second, self.default)


def placeholder(key: str, words: str, value: float, **told: Any) -> UnitCost:  # noqa: ANN401 - of UnitCost
    """Return a unit cost that nobody has a source for: a round number, and a wide range."""
    return UnitCost(
        key=key, words=words, default=value, prior=loguniform(value / 4.0, value * 4.0),
        grade=PLACEHOLDER, source=NO_SOURCE, **told,
    )  # fmt: skip
