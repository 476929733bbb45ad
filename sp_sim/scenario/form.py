"""Form: what a scenario file may say, as pydantic models made from the parameters' declarations."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, create_model

from sp_sim.mechanisms.registry import SECTIONS
from sp_sim.param import Param, Section, Value
from sp_sim.scenario.groups import LAST_WEEK, MOST_PLACES, MOST_STEPS, WHERE_RULE
from sp_sim.scenario.where import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

Sections = tuple[Section, ...]
Fields = dict[str, tuple[Any, Any]]

WORDS = ("name", "asks", "extends", "notes")
"""The keys of a file that are words rather than parameters."""

_STRICT = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)
_NAME = r"^[^\s/\\](?:[^\r\n\t/\\]*[^\s/\\])?$"


def declared() -> Sections:
    """Return every section of the program; the one way to the registry from this room."""
    return SECTIONS


@lru_cache(maxsize=16)
def parameters(sections: Sections) -> dict[str, Param]:
    """Return the parameters of some sections by their keys."""
    return {param.key: param for section in sections for param in section.params}


@lru_cache(maxsize=16)
def form(sections: Sections) -> type[BaseModel]:
    """Return the model of a scenario file that has these sections."""
    fields = _words()
    for section in sections:
        if not section.name:
            fields |= _fields(section.params)
            continue
        told = _model(f"Section_{section.name}", section.meaning, _fields(section.params))
        about = Field(alias=section.name, description=section.meaning)
        fields[f"section_{section.name}"] = (Annotated[told, about], None)
    about = Field(description="Dated alterations, which replace those of the parent.")
    fields["changes"] = (Annotated[_list_of(_change(sections)), about], [])
    about = Field(description="Values that hold in some places only, from the start.")
    fields["places"] = (Annotated[_list_of(_place(sections)), about], [])
    about = Field(description="Values that reach one group of places after another.")
    fields["roll_outs"] = (Annotated[_list_of(_roll_out(sections)), about], [])
    fields["services"] = (_services(), {})
    return _model("Scenario", "A scenario of sp_sim: only what differs from its parent.", fields)


def schema(sections: Sections) -> dict[str, Any]:
    """Return the JSON Schema of a scenario file, for editors."""
    found = form(sections).model_json_schema(by_alias=True)
    for key in found["properties"]:
        if found["properties"][key].get("default", 0) is None:
            del found["properties"][key]["default"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def as_value(param: Param, plain: Any) -> Value:
    """Return a checked value in its one form: numbers as float, lists as tuples."""
    if param.kind == "choices":
        return tuple(plain)
    if param.kind == "number":
        return float(plain) + 0.0  # minus nought is nought
    value: Value = int(plain) if param.kind == "count" else plain
    return value


def _words() -> Fields:
    name = Annotated[str, StringConstraints(pattern=_NAME, max_length=80)]
    asks = Annotated[str, StringConstraints(min_length=1, max_length=400)]
    extends = Annotated[str, StringConstraints(min_length=1, max_length=200)]
    notes = Annotated[str, StringConstraints(max_length=10_000)]
    return {
        "name": (Annotated[name, Field(description="Its name; the file's, if left out.")], None),
        "asks": (Annotated[asks, Field(description="What it asks, in one sentence.")], None),
        "extends": (
            Annotated[extends, Field(description="The scenario from which this one differs.")],
            None,
        ),
        "notes": (Annotated[notes, Field(description="Anything a reader should know.")], None),
    }


def _model(name: str, about: str, fields: Fields) -> type[BaseModel]:
    make: Any = create_model  # the overloads know only fields that are written out
    made: type[BaseModel] = make(name, __config__=_STRICT, __doc__=about, **fields)
    return made


def _change(sections: Sections) -> type[BaseModel]:
    dated = [param for param in parameters(sections).values() if param.dated]
    where = Field(description="The places in which they hold; everywhere, if left out.")
    fields: Fields = {
        "week": (_week("The first week in which they hold."), ...),
        "set": (_values("Set", "Which values hold from then on.", dated), ...),
        "where": (Annotated[_where(), where], None),
    }
    return _model("Change", "A dated alteration.", fields)


def _place(sections: Sections) -> type[BaseModel]:
    placed = [param for param in parameters(sections).values() if param.place != "all"]
    where = Field(description="The places in which they hold.")
    fields: Fields = {
        "where": (Annotated[_where(), where], ...),
        "set": (_values("SetThere", "Which values hold there.", placed), ...),
    }
    return _model("Place", "Values that hold in some places only.", fields)


def _roll_out(sections: Sections) -> type[BaseModel]:
    both = [p for p in parameters(sections).values() if p.place != "all" and p.dated]
    steps = Field(ge=1, le=MOST_STEPS, description="In how many groups places begin.")
    order = Field(description="Codes, those that begin first at the head; drawn, if left out.")
    kind = Field(description="What begins: practices, PCNs, services or posts.")
    fields: Fields = {
        "by": (Annotated[_one_of(KINDS), kind], ...),
        "first_week": (_week("The week in which the first group begins."), ...),
        "every_weeks": (_week("How many weeks later the next one does."), ...),
        "steps": (Annotated[int, steps], ...),
        "order": (Annotated[_codes(), order], None),
        "set": (_values("SetInTurn", "Which values hold from their turn on.", both), ...),
    }
    return _model("RollOut", "Values that reach one group of places after another.", fields)


def _week(about: str) -> Any:
    return Annotated[int, Field(ge=0, le=LAST_WEEK, description=about)]


def _values(name: str, about: str, params: list[Param]) -> Any:
    made = _model(name, about, _fields(params, whole_keys=True))
    return Annotated[made, Field(description="`section.name: value` lines.")]


def _services() -> Any:
    about = (
        "The practices of each service, under its name, by their own codes or by a PCN's for all of its."
        " Practices that are in none are served as workforce.covers says."
    )
    name = Annotated[str, StringConstraints(pattern=_NAME, max_length=80)]
    return Annotated[dict.__class_getitem__((name, _codes())), Field(description=about)]


def _codes() -> Any:
    code = Annotated[str, StringConstraints(min_length=1, max_length=80)]
    return Annotated[_list_of(code), Field(min_length=1, max_length=MOST_PLACES)]


@lru_cache(maxsize=1)
def _where() -> type[BaseModel]:
    fields: Fields = {
        kind: (Annotated[_codes(), Field(description=f"Codes of each {kind}.")], None)
        for kind in KINDS
    }
    return _model("Where", f"{WHERE_RULE[0].upper()}{WHERE_RULE[1:]}.", fields)


def _fields(params: Iterable[Param], *, whole_keys: bool = False) -> Fields:
    """Return a field for each parameter, called by its name or by its whole key."""
    found: Fields = {}
    for param in params:
        default = list(param.default) if isinstance(param.default, tuple) else param.default
        about = f"{param.meaning}. Unit: {param.unit}. {param.grade}: {param.source}"
        told = Field(alias=param.key if whole_keys else param.name, description=about)
        found[f"value_{param.field}"] = (Annotated[_kind(param), told], default)
    return found


def _kind(param: Param) -> Any:
    """Return the type of a value, with its limits."""
    if param.kind == "switch":
        return bool
    if param.kind == "choice":
        return _one_of(param.choices)
    if param.kind == "choices":
        size = Field(min_length=param.length, max_length=param.length)
        return Annotated[_list_of(_one_of(param.choices)), size]
    low, high = (_limit(param, limit) for limit in param.limits)
    limits = Field(ge=low, le=high)
    return Annotated[int, limits] if param.kind == "count" else Annotated[float, limits]


def _limit(param: Param, limit: float) -> float | int | None:
    if not math.isfinite(limit):
        return None
    return int(limit) if param.kind == "count" else limit


def _one_of(words: tuple[str, ...]) -> Any:
    return Literal.__getitem__(words)


def _list_of(kind: Any) -> Any:
    return list.__class_getitem__(kind)
