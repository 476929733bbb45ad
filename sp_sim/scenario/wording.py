"""Wording: what pydantic found wrong, said in plain English with a rule and a remedy."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sp_sim.scenario import meant
from sp_sim.scenario.form import WORDS, Sections, parameters
from sp_sim.scenario.groups import GROUPS, LAST_WEEK, MOST_STEPS, SET_LINES, WHERE_RULE
from sp_sim.scenario.where import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sp_sim.param import Param
    from sp_sim.scenario.groups import Group

ONLY_LEVERS = "what belongs to practices, posts or services may differ between them"
SERVICES = "services"
ITS_NAME = "[key]"
"""How pydantic says that the key itself is wrong."""
NAME_OF_A_SERVICE = "a name of one line, at most 80 letters, without / or \\"
TWO_SCENARIOS = "for what it would change, write two scenarios and compare them"
SEE_ALL = "see `sp-sim scenario baseline` for the parameters"
RULES_OF_WORDS = {
    "name": "a name of one line, at most 80 letters, without / or \\",
    "asks": "text of 1 to 400 letters",
    "extends": "the name of one scenario, in the same folder or shipped",
    "notes": "text of at most 10,000 letters",
}


@dataclass(frozen=True)
class Fault:
    """One finding: its kind as pydantic names it, where it is, and what stands there."""

    kind: str
    loc: tuple[str | int, ...]
    details: Mapping[str, Any]
    plain: Any
    text: str | None
    sections: Sections

    @property
    def param(self) -> Param | None:
        """The parameter that is spoken of, if one is."""
        names = [part for part in self.loc if isinstance(part, str)]
        in_group = len(names) > 2 and names[0] in GROUPS and names[1] == "set"
        key = names[2] if in_group else ".".join(names)
        return parameters(self.sections).get(key)

    @property
    def group(self) -> Group | None:
        """The list of the file that is spoken of, if one is."""
        return GROUPS.get(str(self.loc[0])) if self.loc else None

    @property
    def is_of_services(self) -> bool:
        """Whether services are spoken of."""
        return self.loc[:1] == (SERVICES,)

    @property
    def is_code(self) -> bool:
        """Whether codes of places are spoken of, one or a list."""
        names = [part for part in self.loc[1:] if isinstance(part, str)]
        if self.is_of_services:
            return len(self.loc) > 1
        return names[:1] == ["order"] or (names[:1] == ["where"] and len(names) > 1)

    @property
    def key(self) -> str:
        """The address as it is printed; items of a list count from 1."""
        told = (part for part in self.loc if part != ITS_NAME)
        parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in told)
        return "".join(parts).removeprefix(".")

    @property
    def item(self) -> str:
        """Which item of the list is meant, as the message's first words."""
        if self.param is None or not isinstance(self.loc[-1], int):
            return ""
        return f"item {self.loc[-1] + 1} "


Saying = tuple[str, str, str]
"""A message, the rule that was broken, and a remedy."""


def say(fault: Fault) -> Saying:
    """Return what to tell the user."""
    if fault.kind == "extra_forbidden":
        return _unknown(fault)
    rule = _rule_of(fault)
    if fault.plain is None and fault.kind != "missing":
        return f"{fault.item}has no value", rule, "give a value, or delete the line"
    for kinds, saying in _SAYINGS.items():
        if fault.kind in kinds:
            message, remedy = saying(fault)
            return message, rule, remedy
    return f"cannot be used ({fault.kind})", rule, SEE_ALL


def _rule_of(fault: Fault) -> str:
    """Return what must stand there: a parameter, a word of the file, a change or a section."""
    if fault.param is not None:
        return rule_of(fault.param)
    first, last = fault.loc[0], fault.loc[-1]
    if first in RULES_OF_WORDS:
        return RULES_OF_WORDS[str(first)]
    group = fault.group
    if group is None:
        return f"{first} is a group of `name: value` lines"
    if fault.is_of_services:
        return NAME_OF_A_SERVICE if last == ITS_NAME else group.rule
    if "where" in fault.loc:
        return WHERE_RULE
    if "order" in fault.loc:
        return group.keys["order"]
    if last in group.keys:
        return group.keys[str(last)]
    return group.rule if len(fault.loc) > 1 else f"{group.name} is a list; {group.rule}"


def rule_of(param: Param) -> str:
    """Return what a value of the parameter must be."""
    if param.kind == "switch":
        return "true or false"
    if param.kind in ("choice", "choices"):
        words = ", ".join(param.choices)
        return f"one of {words}" if param.kind == "choice" else f"{param.length} words of {words}"
    sort = "a whole number" if param.kind == "count" else "a number"
    return f"{sort} {limits_of(param)} ({param.unit})"


def limits_of(param: Param) -> str:
    """Return the limits in words."""
    low, high = param.limits
    if math.isfinite(low) and math.isfinite(high):
        return f"from {low:g} to {high:g}"
    return f"of {low:g} or more" if math.isfinite(low) else "of any size"


def _number(fault: Fault) -> tuple[str, str]:
    sort = "a whole number" if fault.kind.startswith("int") else "a number"
    if (
        fault.kind.startswith("int")
        and isinstance(fault.plain, float)
        and math.isfinite(fault.plain)
    ):
        below = math.floor(fault.plain)
        return f"must be {sort}", f"write {below} or {below + 1}"
    if fault.param is None:
        return f"must be {sort}", _how_to_count(fault)
    usual = f"write digits only, such as {fault.param.default}"
    remedy = meant.number(fault.text, fault.param) if fault.text is not None else None
    return f"must be {sort}", remedy or usual


def _limit(fault: Fault) -> tuple[str, str]:
    limit = fault.details.get("le", fault.details.get("ge"))
    message = f"must be {limit:g} or {'less' if 'le' in fault.details else 'more'}"
    if fault.param is None:
        return message, _how_to_choose(fault)
    return message, meant.in_limits(float(fault.plain), fault.param)


def _how_to_count(fault: Fault) -> str:
    if "steps" in fault.loc:
        return "count the groups that begin one after the other: 2, 3, 4 ..."
    return "count weeks from the start of the run: 0, 1, 2 ..."


def _how_to_choose(fault: Fault) -> str:
    if "steps" in fault.loc:
        return f"choose from 1 to {MOST_STEPS}"
    return f"choose a week from 0 to {LAST_WEEK}"


def _switch(fault: Fault) -> tuple[str, str]:
    return "must be true or false", meant.switch(fault.text or "")


def _word(fault: Fault) -> tuple[str, str]:
    choices = KINDS if fault.param is None else fault.param.choices
    remedy = None if fault.text is None else meant.did_you_mean(fault.text, choices)
    message = f"{fault.item}must be one of {', '.join(choices)}"
    return message, remedy or f"write {choices[0]}"


def _list(fault: Fault) -> tuple[str, str]:
    if fault.is_code:
        return "must be a list of codes", "write [CODE] or [CODE, CODE]"
    if fault.param is None:
        group = GROUPS[str(fault.loc[0])]
        return f"must be a list of {group.many}", group.example
    example = ", ".join([fault.param.choices[0]] * (fault.param.length or 1))
    return f"must be a list of {fault.param.length} words", f"write [{example}]"


def _length(fault: Fault) -> tuple[str, str]:
    if fault.is_code:
        return "must name at least one place and not too many", "write [CODE] or [CODE, CODE]"
    wanted = fault.details.get("min_length", fault.details.get("max_length"))
    has = len(fault.plain)
    return f"must have {wanted} words", f"it has {has}: {'add' if has < wanted else 'remove'} some"


def _group(fault: Fault) -> tuple[str, str]:
    group = fault.group
    if group is not None:
        return f"must be {group.one}" if len(fault.loc) == 2 else "must be a group", group.example
    section = next(section for section in fault.sections if section.name == fault.loc[0])
    example = section.params[0]
    message = "must be a group of `name: value` lines"
    return message, f"write the next line as `  {example.name}: ...`"


def _text(fault: Fault) -> tuple[str, str]:
    if isinstance(fault.plain, list | dict):
        return "must be text", f"write one {'sentence' if fault.loc[0] == 'asks' else 'name'}"
    return "must be text", f'put quotation marks around it: "{fault.text}"'


def _text_form(fault: Fault) -> tuple[str, str]:
    if fault.loc[-1] == ITS_NAME:
        return "cannot be the name of a service", "use letters, digits, spaces and hyphens"
    if fault.is_code:
        return "must be a code of 1 to 80 letters", "write the code as the area has it"
    if fault.kind == "string_too_long":
        return f"must have {fault.details['max_length']} letters or fewer", "shorten it"
    if fault.loc[0] == "asks":
        return "must say something", "write what the scenario asks, in one sentence"
    if fault.loc[0] == "extends":
        return (
            "must name a scenario",
            "write the name of a file in the same folder, or delete the line",
        )
    return "must be a name on one line without / or \\", "use letters, digits, spaces and hyphens"


_SAYINGS: dict[tuple[str, ...], Callable[[Fault], tuple[str, str]]] = {
    ("float_type", "int_type"): _number,
    ("less_than_equal", "greater_than_equal"): _limit,
    ("finite_number",): lambda _: ("must be a finite number", "write digits only"),
    ("bool_type",): _switch,
    ("literal_error",): _word,
    ("list_type",): _list,
    ("too_short", "too_long"): _length,
    ("model_type", "dict_type"): _group,
    ("string_type",): _text,
    ("string_pattern_mismatch", "string_too_short", "string_too_long"): _text_form,
    ("missing",): lambda fault: ("is missing", GROUPS[str(fault.loc[0])].example),
}


def _unknown(fault: Fault) -> Saying:
    """Say what is unknown: a section, a parameter, or a key of a change."""
    word = str(fault.loc[-1])
    if len(fault.loc) == 1:
        return _unknown_section(word, fault)
    group = fault.group
    if group is None:
        return _unknown_name(word, fault)
    if len(fault.loc) == 4 and fault.loc[2] == "set":
        return _unknown_in_change(word, fault, group)
    if len(fault.loc) == 4:
        return (
            "is not a kind of place",
            WHERE_RULE,
            meant.did_you_mean(word, KINDS) or (f"write one of {', '.join(KINDS)}"),
        )
    remedy = meant.did_you_mean(word, group.keys) or group.example
    return f"is not a key of {group.one}", group.rule, remedy


def _unknown_section(word: str, fault: Fault) -> Saying:
    known = parameters(fault.sections)
    alone = [param.key for param in known.values() if not param.section]
    names = [*(section.name for section in fault.sections if section.name), *alone]
    message = "is not a section"
    rule = f"keys are {', '.join((*WORDS, *alone, *GROUPS))} and the sections"
    owners = [param for param in known.values() if word in (param.key, param.name)]
    if owners:
        return message, rule, f"write `{owners[0].section}:` and below it `  {owners[0].name}: ...`"
    return message, rule, meant.did_you_mean(word, (*names, *WORDS, *GROUPS)) or SEE_ALL


def _unknown_name(word: str, fault: Fault) -> Saying:
    known = parameters(fault.sections)
    own = {param.name for param in known.values() if param.section == fault.loc[0]}
    message, rule = (
        f"is not a parameter of {fault.loc[0]}",
        f"{fault.loc[0]} has {', '.join(sorted(own))}",
    )
    near = meant.did_you_mean(word, own)
    elsewhere = [param.key for param in known.values() if param.name == word]
    if elsewhere and near is None:
        return message, rule, f"it belongs to another section: {elsewhere[0]}"
    near = near or meant.did_you_mean(word, (param.name for param in known.values()))
    return message, rule, near or SEE_ALL


def _unknown_in_change(word: str, fault: Fault, group: Group) -> Saying:
    known = parameters(fault.sections)
    if word in known and group.name != "changes" and known[word].place == "all":
        return "cannot differ between places", ONLY_LEVERS, "set it for all, outside this list"
    if word in known:
        message = "cannot change part-way through a run"
        section = known[word].section
        remedy = f"set it above, under `{section}:`" if section else f"set it above: `{word}: ...`"
        return message, "it is fixed when the run starts", f"{remedy}; {TWO_SCENARIOS}"
    if any(word == section.name for section in fault.sections):
        remedy = f"write `{word}.name: value` on one line"
        return "is a section, not a parameter", SET_LINES, remedy
    dated = [key for key, param in known.items() if param.dated or group.name == "places"]
    return "is not a parameter", SET_LINES, meant.did_you_mean(word, dated) or SEE_ALL
