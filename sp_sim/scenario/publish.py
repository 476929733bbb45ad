"""Publish: scenarios and their schema as text, from the declarations."""

from __future__ import annotations

import json
import os
import re
import tempfile
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from sp_sim.errors import Problem, Problems
from sp_sim.scenario import paths
from sp_sim.scenario.form import Sections, as_value, declared, schema
from sp_sim.scenario.inherit import DEFAULT_ASKS
from sp_sim.scenario.wording import limits_of, rule_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sp_sim.param import Param, Section, Value
    from sp_sim.scenario.scenario import Placed, Scenario
    from sp_sim.scenario.where import Where

SCHEMA_FILE = "scenario.schema.json"
FIRST_LINE = f"# yaml-language-server: $schema={SCHEMA_FILE}"
_SIMPLE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_TAKEN = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")


def baseline_text(sections: Sections | None = None) -> str:
    """Return baseline.yaml: every parameter, with its unit, grade, source and meaning."""
    sections = declared() if sections is None else sections
    lines = [
        FIRST_LINE,
        "# Every parameter at its default. Generated from the declarations in sp_sim/mechanisms by",
        "# `sp-sim scenario baseline --write`; do not edit it, write a file that extends it.",
        "name: baseline",
        f"asks: {DEFAULT_ASKS}",
    ]
    for section in sections:
        lines.extend(_section_lines(section))
    return "\n".join(lines) + "\n"


def schema_text(sections: Sections | None = None) -> str:
    """Return the JSON Schema of scenario files as it is committed."""
    sections = declared() if sections is None else sections
    return json.dumps(schema(sections), indent=1, ensure_ascii=False) + "\n"


def start_text(name: str, sections: Sections | None = None) -> str:
    """Return a commented start for a scenario of one's own; as it stands it is the baseline."""
    sections = declared() if sections is None else sections
    levers = [param for section in sections for param in section.params if param.lever]
    dated = next((param for param in levers if param.dated), None)
    lines = [
        FIRST_LINE,
        "# A scenario says only what differs from its parent. Take the # from lines you change.",
        "# All parameters: sp-sim scenario baseline. Check it with: sp-sim check FILE.",
        f"name: {_word(name)}",
        "asks: What happens if ...?",
        "extends: baseline",
        "",
        "# What somebody may choose:",
    ]
    for section in sections:
        own = [param for param in section.params if param.lever]
        indent = "  " if section.name else ""
        lines += [f"# {section.name}:"] if own and section.name else []
        lines.extend(
            f"# {indent}{param.name}: {_default(param)}  # {_gist(param)}" for param in own
        )
    if dated is not None:
        lines += [
            "",
            "# From a week on (list every change; they replace those of the parent):",
            "# changes:",
        ]
        lines += ["#   - week: 26", "#     set:", f"#       {dated.key}: {_default(dated)}"]
    return "\n".join(lines) + "\n"


def scenario_text(scenario: Scenario) -> str:
    """Return a whole scenario as YAML; read again, it has the same fingerprint."""
    lines = [FIRST_LINE, f"name: {_word(scenario.name)}"]
    lines += [f"asks: {_word(scenario.asks)}"] if scenario.asks else []
    lines += [f"notes: {_word(scenario.notes)}"] if scenario.notes else []
    section = ""
    for key, value in scenario.values.items():
        head, _, name = key.rpartition(".")
        if head != section:
            lines.append(f"{head}:")
            section = head
        lines.append(f"{'  ' if head else ''}{name}: {as_yaml(value)}")
    lines += ["services:"] if scenario.services else []
    lines += [f"  {_word(name)}: {as_yaml(codes)}" for name, codes in scenario.services.items()]
    if scenario.changes:
        lines.append("changes:")
    for change in scenario.changes:
        lines += [f"  - week: {change.week}", "    set:"]
        lines += [f"      {key}: {as_yaml(value)}" for key, value in change.values.items()]
    return "\n".join([*lines, *_placed_lines(scenario)]) + "\n"


def _placed_lines(scenario: Scenario) -> list[str]:
    """Return what is set in places: dated changes of places follow those of all."""
    places = [one for one in scenario.placed if one.week is None]
    dated = [one for one in scenario.placed if one.week is not None and not one.where.steps]
    rolled = [one for one in scenario.placed if one.where.steps]
    lines = ["changes:"] if dated and not scenario.changes else []
    for one in dated:
        lines += [f"  - week: {one.week}", f"    where: {_where(one.where)}", *_set_lines(one)]
    lines += ["places:"] if places else []
    for one in places:
        lines += [f"  - where: {_where(one.where)}", *_set_lines(one)]
    lines += ["roll_outs:"] if rolled else []
    for one in rolled:
        if one.where.step == 0:
            lines += _roll_out(one, rolled[rolled.index(one) : rolled.index(one) + one.where.steps])
    return lines


def _roll_out(first: Placed, steps: Sequence[Placed]) -> list[str]:
    begins = int(first.week or 0)
    every = int(steps[1].week or 0) - begins if len(steps) > 1 else 1
    where = first.where
    order = [f"    order: {as_yaml(where.codes)}"] if where.codes else []
    return [
        f"  - by: {where.kind}", f"    first_week: {begins}", f"    every_weeks: {every}",
        f"    steps: {where.steps}", *order, *_set_lines(first),
    ]  # fmt: skip


def _where(where: Where) -> str:
    return f"{{{where.kind}: {as_yaml(where.codes)}}}"


def _set_lines(one: Placed) -> list[str]:
    return ["    set:", *(f"      {key}: {as_yaml(value)}" for key, value in one.values.items())]


def as_yaml(value: Value) -> str:
    """Return a value as it stands in a file."""
    if isinstance(value, tuple):
        return f"[{', '.join(_word(word) for word in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return _word(value) if isinstance(value, str) else repr(value)


def write_published(folder: Path | None = None, sections: Sections | None = None) -> list[Path]:
    """Write baseline.yaml and the schema again; the folder is the checkout's `scenarios`."""
    folder = paths.checkout() if folder is None else folder
    if not (folder / "baseline.yaml").is_file():
        message, rule = "is not there to be written", "published files stand in a checkout"
        raise _refused(folder, message, rule, "run it from a checkout of the project")
    texts = {"baseline.yaml": baseline_text(sections), SCHEMA_FILE: schema_text(sections)}
    for name, text in texts.items():
        _replace(folder / name, text)
    return [folder / name for name in texts]


def write_new(name: str, folder: Path, sections: Sections | None = None) -> Path:
    """Write the start of a scenario into a folder; a file that is there is left alone."""
    path = folder / f"{name}.yaml"
    if _SIMPLE.fullmatch(name) is None:
        rule = "a name starts with a letter and has letters, digits, - and _"
        remedy = "use letters, digits, - and _, such as more-training"
        raise _refused(name, "cannot be the name of a scenario", rule, remedy)
    if path.exists():
        remedy = "choose another name, or move the file away"
        raise _refused(path, "is there already", "a file that is there is left alone", remedy)
    _replace(path, start_text(name, sections))
    return path


def _replace(path: Path, text: str) -> None:
    """Write aside, then put in place, so that nobody meets half a file."""
    try:
        number, aside = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(number, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        Path(aside).chmod(0o644)
        Path(aside).replace(path)
    except OSError as error:
        message = f"cannot be written: {(error.strerror or 'unknown reason').lower()}"
        remedy = "choose a folder that can be written to"
        raise _refused(path, message, "a file is written whole", remedy) from error


def _refused(file: Path | str, message: str, rule: str, remedy: str) -> Problems:
    return Problems([Problem(file=str(file), message=message, rule=rule, remedy=remedy)])


def _section_lines(section: Section) -> Iterator[str]:
    yield ""
    indent = ""
    if section.name:
        yield from _comment(section.meaning, "")
        yield f"{section.name}:"
        indent = "  "
    for number, param in enumerate(section.params):
        if number > 0:
            yield ""
        yield from _comment(param.meaning, indent)
        yield from _comment(_facts(param), indent)
        yield from _comment(f"source: {param.source}", indent)
        yield f"{indent}{param.name}: {_default(param)}"


def _facts(param: Param) -> str:
    facts = [f"unit: {param.unit}", limits_of(param) if param.is_number else rule_of(param)]
    facts += [f"grade: {param.grade}", "lever" if param.lever else f"prior: {param.prior}"]
    return "; ".join(facts if param.dated else [*facts, "fixed when a run starts"])


def _comment(text: str, indent: str) -> list[str]:
    head = f"{indent}# "
    return textwrap.wrap(
        " ".join(text.split()), 98, initial_indent=head, subsequent_indent=head + "  ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _default(param: Param) -> str:
    return as_yaml(as_value(param, param.default))


def _gist(param: Param) -> str:
    return f"{' '.join(param.meaning.split())} ({param.unit})"


def _word(text: str) -> str:
    if _SIMPLE.fullmatch(text) and text.lower() not in _TAKEN:
        return text
    return json.dumps(text, ensure_ascii=not text.isprintable())
