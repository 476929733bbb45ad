"""Factor: one thing that a design varies, over listed values, a range, or its prior."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sp_sim.mechanisms.registry import PARAMETERS

if TYPE_CHECKING:
    from sp_sim.param import Param, Value

SCENARIO = "scenario"
AREA = "area"
PLACES = (SCENARIO, AREA)
"""Factors that are no parameters: which scenario, and which area."""

BELIEVED = (0.025, 0.975)
"""Levels of a prior run over this range of belief; its ends have no values."""
_EDGE = 1e-9


@dataclass(frozen=True)
class Factor:
    """One factor: `values` when they are listed, `low` and `high` of a range, or else its prior."""

    key: str
    values: tuple[Value, ...] = ()
    low: float | None = None
    high: float | None = None
    steps: int | None = None

    @property
    def param(self) -> Param:
        """The parameter that is varied."""
        return PARAMETERS[self.key]

    @property
    def is_whole(self) -> bool:
        """Whether only whole numbers will do."""
        return self.key not in PLACES and self.param.kind == "count"

    @property
    def is_prior(self) -> bool:
        """Whether the parameter's own prior says which values."""
        return not self.values and self.low is None

    def at(self, share: float) -> Value:
        """Return the value below which a share (0 to 1) of all values lies."""
        if self.values:
            return self.values[min(int(share * len(self.values)), len(self.values) - 1)]
        if self.is_prior:
            return self._believed(min(max(share, _EDGE), 1.0 - _EDGE))
        low, high = self._ends()
        if self.is_whole:
            return int(min(low + int(share * (high - low + 1)), high))
        return low + share * (high - low)

    def level(self, share: float) -> Value:
        """Return the value so far along (0 lowest, 1 highest), with both ends reached."""
        if self.values:
            return self.values[round(share * (len(self.values) - 1))]
        if self.is_prior:
            first, last = BELIEVED
            return self._believed(first + share * (last - first))
        low, high = self._ends()
        value = low + share * (high - low)
        return round(value) if self.is_whole else value

    def levels(self) -> tuple[Value, ...]:
        """Return every level: the listed values, or `steps` of them (each whole number)."""
        if self.values:
            return self.values
        steps = self.steps
        if steps is None:
            low, high = self._ends()
            steps = int(high - low) + 1 if self.is_whole else 2
        found = (self.level(0.0 if steps == 1 else step / (steps - 1)) for step in range(steps))
        return tuple(dict.fromkeys(found))

    def bounds(self) -> tuple[float, float]:
        """Return the lowest and the highest value, as analysts of a sweep want them."""
        if self.values:
            return 0.0, float(len(self.values) - 1)
        return float(self.level(0.0)), float(self.level(1.0))  # type: ignore[arg-type]  # a number

    def as_document(self) -> dict[str, Any]:
        """Return everything that makes a difference, ready for JSON."""
        if self.values:
            listed = [list(v) if isinstance(v, tuple) else v for v in self.values]
            return {"key": self.key, "values": listed}
        if self.is_prior:
            prior = self.param.prior
            told: dict[str, Any] = {"prior": [prior.family, prior.first, prior.second]}
        else:
            told = {"from": self.low, "to": self.high}
        return {"key": self.key, **told, "steps": self.steps}

    def _ends(self) -> tuple[float, float]:
        low, high = self.low, self.high
        if low is None or high is None:
            return self.bounds()
        return low, high

    def _believed(self, chance: float) -> Value:
        low, high = self.param.limits
        value = min(max(self.param.prior.quantile(chance), low), high)
        return round(value) if self.is_whole else value
