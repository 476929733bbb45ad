"""Thinking: how the model thinks, a page a mechanism, with curves drawn from the equations themselves."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

from sp_sim.docs.curve import believed, described, picture, readings, shown
from sp_sim.docs.curves_to_draw import CURVES, WITHOUT
from sp_sim.docs.evidence import doubts, is_uncertain, rows_cited, told
from sp_sim.docs.keep import HERE, keep
from sp_sim.docs.markdown import in_words, prose, section, table
from sp_sim.errors import CouldNotFinishError
from sp_sim.mechanisms.registry import MECHANISMS
from sp_sim.plots.curve import svg

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from sp_sim.docs.curve import Curve
    from sp_sim.param import Param

PICTURES = "pictures"
LABELS = {
    "Rule": "The rule",
    "Reads": "It reads",
    "Decides": "It decides",
    "Assumes": "It assumes",
    "Source": "It rests on",
}
MOST_DOUBTS = 5
"""A page names so many of the numbers in doubt, the widest first, and counts the others."""


def thinking() -> str:
    """Return the whole document: an opening, where to find what, and a page a mechanism."""
    links = "\n".join(f"- [{name.capitalize()}](#{name}): {_sentence(m)}" for m, name in _named())
    pages = (_page(module, name) for module, name in _named())
    blocks = (
        section(1, "How the model thinks", prose("thinking")),
        section(2, "The pages", links),
        *pages,
    )
    return "\n\n".join(blocks) + "\n"


def write(folder: Path = HERE) -> Path:
    """Write the document and its pictures, and take away pictures that are drawn no more."""
    kept, drawn = folder / PICTURES, {curve.file for curve in CURVES}
    try:
        kept.mkdir(exist_ok=True)
        for old in kept.glob("*.svg"):
            if old.name not in drawn:
                old.unlink()
    except OSError as error:
        message = f"{kept} could not be written: {error.strerror}"
        raise CouldNotFinishError(message) from error
    for curve in CURVES:
        keep(kept / curve.file, svg(picture(curve)))
    return keep(folder / "thinking.md", thinking())


def _named() -> list[tuple[ModuleType, str]]:
    return [(module, module.__name__.rpartition(".")[2]) for module in MECHANISMS]


def _sentence(module: ModuleType) -> str:
    """Return the first sentence of a mechanism, after its name."""
    first = (inspect.getdoc(module) or "").partition("\n\n")[0]
    return " ".join(first.split()).partition(": ")[2]


def _page(module: ModuleType, name: str) -> str:
    params = module.SECTION.params
    return section(
        2,
        name.capitalize(),
        _first_letter(_sentence(module)),
        _five_lines(module),
        _curves(name),
        _numbers(params),
        _levers(params),
        _evidence(module, params),
        _doubts(params),
    )


def _first_letter(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _five_lines(module: ModuleType) -> str:
    """Return the five labelled lines of a mechanism in plain words, a paragraph each."""
    labelled = (inspect.getdoc(module) or "").partition("\n\n")[2]
    joined = re.sub(r"\n\s+", " ", labelled)
    lines = [line.partition(": ") for line in joined.splitlines() if ": " in line]
    return "\n\n".join(f"**{LABELS.get(label, label)}**: {said}" for label, _, said in lines)


def _curves(name: str) -> str:
    drawn = [_curve(curve) for curve in CURVES if curve.mechanism == name]
    if drawn:
        return section(3, f"{name.capitalize()}: curves", *drawn)
    why = WITHOUT.get(name)
    return f"No curve is drawn{f': {why}' if why else ''}."


def _curve(curve: Curve) -> str:
    heads, *rows = readings(curve)
    image = f"![{described(curve)}]({PICTURES}/{curve.file})"
    said = f"*{curve.title}.* {_first_letter(curve.up)}, by {curve.across}:"
    return "\n\n".join([image, said, table(heads, rows)])


def _numbers(params: tuple[Param, ...]) -> str:
    rows = [
        (
            f"`{each.key}`", in_words(each.default), "{} to {}".format(*map(shown, believed(each))),
            each.unit, each.grade, each.meaning,
        )
        for each in params
        if is_uncertain(each)
    ]  # fmt: skip
    if not rows:
        return ""
    heads = ("number", "default", "believed (95%)", "unit", "grade", "meaning")
    return "**Numbers that are not certain**\n\n" + table(heads, rows)


def _levers(params: tuple[Param, ...]) -> str:
    rows = [
        (f"`{each.key}`", in_words(each.default), each.unit, each.grade, each.meaning)
        for each in params
        if not is_uncertain(each)
    ]
    if not rows:
        return ""
    heads = ("choice", "default", "unit", "grade", "meaning")
    return "**What a scenario chooses, and conventions**\n\n" + table(heads, rows)


def _evidence(module: ModuleType, params: tuple[Param, ...]) -> str:
    cited = rows_cited([inspect.getdoc(module) or "", *(each.source for each in params)])
    if not cited:
        return "**Evidence**: none. No published number was found for any of it."
    return "**Evidence**\n\n" + "\n".join(f"- {told(key)}" for key in cited)


def _doubts(params: tuple[Param, ...]) -> str:
    found = doubts(params)
    if not found:
        return "**Doubts**: no number here is uncertain; what is chosen is the scenario's."
    unmeasured = [doubt for doubt in found if not doubt.is_measured]
    said = (
        f"**Doubts**: of {len(found)} uncertain numbers, nobody has measured {len(unmeasured)}, in"
        " social prescribing or nearby"
    )
    if unmeasured:
        said += ": " + ", ".join(f"`{doubt.param.key}`" for doubt in unmeasured)
    widest = "\n".join(f"- {doubt.words()} ({doubt.param.grade})" for doubt in found[:MOST_DOUBTS])
    return f"{said}. The widest:\n\n{widest}"
