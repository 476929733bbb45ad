"""Parameters that declare themselves: default, unit, limits, prior, grade, source, meaning."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

Grade = Literal["direct", "analogous", "expert", "assumption"]
Value = float | int | bool | str | tuple[str, ...]
Place = Literal["practice", "post", "service", "all"]

GRADES: tuple[Grade, ...] = ("direct", "analogous", "expert", "assumption")
_NORMAL = NormalDist()


@dataclass(frozen=True)
class Prior:
    """What is believed of a parameter before any run, as a distribution that is inverted.

    `family` is one of `fixed`, `uniform`, `loguniform`, `normal`, `lognormal`; the meaning of
    `first` and `second` follows from it (see the functions of the same names below).
    """

    family: str
    first: float
    second: float

    def quantile(self, chance: float) -> float:
        """Return the value below which a share `chance` (0 to 1, both excluded) of belief lies."""
        if self.family == "fixed":
            return self.first
        if self.family == "uniform":
            return self.first + chance * (self.second - self.first)
        if self.family == "loguniform":
            low, high = math.log(self.first), math.log(self.second)
            return math.exp(low + chance * (high - low))
        z = _NORMAL.inv_cdf(chance)
        if self.family == "normal":
            return self.first + self.second * z
        return self.first * math.exp(math.log(self.second) * z)

    def __str__(self) -> str:
        """Return the prior as it is printed in registers."""
        if self.family == "fixed":
            return "fixed"
        return f"{self.family}({self.first:g}, {self.second:g})"


def fixed(value: float) -> Prior:
    """A value that is not uncertain: a choice (lever) or a convention."""
    return Prior("fixed", value, value)


def uniform(low: float, high: float) -> Prior:
    """Anything from `low` to `high`, alike."""
    return Prior("uniform", low, high)


def loguniform(low: float, high: float) -> Prior:
    """Anything from `low` to `high`, alike in ratio."""
    return Prior("loguniform", low, high)


def normal(mean: float, sd: float) -> Prior:
    """About `mean`, with standard deviation `sd`."""
    return Prior("normal", mean, sd)


def lognormal(median: float, spread: float) -> Prior:
    """About `median`, uncertain by a factor of `spread` either way (one standard deviation)."""
    return Prior("lognormal", median, spread)


@dataclass(frozen=True, kw_only=True)
class Param:
    """One parameter: everything that any part of the program needs to know of it.

    `limits` are hard and hold for the whole prior (its 0.1% to 99.9% range is checked).
    `lever` marks what a commissioner may choose. `place` is the smallest place for which it may be set
    apart (a practice or a post; or else a PCN or service; or only for all). `dated` says whether a dated
    change may alter it.
    `choices` is set for words; `length` as well for a list of words.
    """

    section: str
    name: str
    default: Value
    unit: str
    limits: tuple[float, float]
    prior: Prior
    grade: Grade
    source: str
    meaning: str
    lever: bool = False
    place: Place = "all"
    dated: bool = True
    choices: tuple[str, ...] = ()
    length: int | None = None

    def __post_init__(self) -> None:
        """Refuse a declaration that leaves something unsaid or contradicts itself."""
        for what in ("unit", "source", "meaning"):
            if not str(getattr(self, what)).strip():
                message = f"{self.key} declares no {what}"
                raise ValueError(message)
        if self.grade not in GRADES:
            message = f"{self.key} has grade {self.grade!r}; grades are {', '.join(GRADES)}"
            raise ValueError(message)
        if self.place != "all" and not self.lever:
            message = f"{self.key} is set by place, but only levers differ between places"
            raise ValueError(message)
        if self.is_number:
            self._check_numbers()

    def _check_numbers(self) -> None:
        low, high = self.limits
        values = [float(self.default), *(self.prior.quantile(chance) for chance in (0.001, 0.999))]  # type: ignore[arg-type]
        for value in values:
            if not low <= value <= high:
                message = (
                    f"{self.key}: {value:g} of its default or prior "
                    f"lies outside its limits {low:g} to {high:g}"
                )
                raise ValueError(message)

    @property
    def key(self) -> str:
        """The address in a scenario: `section.name`, or the name alone outside any section."""
        return f"{self.section}.{self.name}" if self.section else self.name

    @property
    def field(self) -> str:
        """The name in the models: `section_name`, or the name alone outside any section."""
        return self.key.replace(".", "_")

    @property
    def kind(self) -> Literal["number", "count", "switch", "choice", "choices"]:
        """What a value of this parameter looks like."""
        if self.length is not None:
            return "choices"
        if self.choices:
            return "choice"
        if isinstance(self.default, bool):
            return "switch"
        return "count" if isinstance(self.default, int) else "number"

    @property
    def is_number(self) -> bool:
        """Whether the value is a plain number (a count or a real number)."""
        return self.kind in ("number", "count")


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """A parameter before its section and its name are known; made by `param`."""

    default: Value
    unit: str
    limits: tuple[float, float]
    prior: Prior | None
    grade: Grade
    source: str
    meaning: str
    lever: bool
    place: Place
    dated: bool
    choices: tuple[str, ...]
    length: int | None


def param(
    default: Value,
    *,
    unit: str,
    meaning: str,
    source: str,
    grade: Grade,
    limits: tuple[float, float] = (0.0, 1.0),
    prior: Prior | None = None,
    lever: bool = False,
    place: Place = "all",
    dated: bool = True,
    choices: tuple[str, ...] = (),
    length: int | None = None,
) -> Declaration:
    """Declare one parameter; `prior` may be left out for levers and words only."""
    return Declaration(
        default=default, unit=unit, limits=limits, prior=prior, grade=grade, source=source,
        meaning=meaning, lever=lever, place=place, dated=dated, choices=choices, length=length,
    )  # fmt: skip


@dataclass(frozen=True)
class Section:
    """A named group of parameters: one mechanism's, one file's; without a name, they stand alone."""

    name: str
    meaning: str
    params: tuple[Param, ...]


def section(name: str, meaning: str, /, **declarations: Declaration) -> Section:
    """Gather declarations into a section; each keyword is a parameter's name."""
    return Section(
        name, meaning, tuple(_complete(name, key, told) for key, told in declarations.items())
    )


def _complete(section_name: str, name: str, told: Declaration) -> Param:
    prior = told.prior
    if prior is None:
        is_number = isinstance(told.default, float | int) and not isinstance(told.default, bool)
        if is_number and not told.lever:
            message = f"{section_name}.{name} declares no prior"
            raise ValueError(message)
        prior = fixed(float(told.default) if isinstance(told.default, float | int) else 0.0)
    return Param(
        section=section_name, name=name, default=told.default, unit=told.unit, limits=told.limits,
        prior=prior, grade=told.grade, source=told.source, meaning=told.meaning, lever=told.lever,
        place=told.place, dated=told.dated, choices=told.choices, length=told.length,
    )  # fmt: skip
