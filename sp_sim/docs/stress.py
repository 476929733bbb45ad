"""STRESS: the model reported after STRESS-ABS (Monks et al. 2019), filled from the code's own facts."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

import numpy as np

from sp_sim import __version__
from sp_sim.docs.curve import believed, shown
from sp_sim.docs.evidence import evidence, is_uncertain
from sp_sim.docs.keep import HERE, keep
from sp_sim.docs.markdown import in_words, prose, section, table
from sp_sim.docs.odd import sources
from sp_sim.domain.stages import ENDED_WORDS
from sp_sim.draws import Decision
from sp_sim.engine import rows
from sp_sim.estimate import CONFIDENCE, FEWEST_PAIRS
from sp_sim.experiments import live
from sp_sim.mechanisms.beginning import MATURE_WEEKS
from sp_sim.mechanisms.registry import MECHANISMS, PARAMETERS, SECTIONS
from sp_sim.mechanisms.week import WEEK
from sp_sim.param import GRADES
from sp_sim.results.manifest import PACKAGES
from sp_sim.results.measures import MEASURES
from sp_sim.scenario import load
from sp_sim.scenario.paths import shipped
from sp_sim.world import world

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sp_sim.param import Param

ITEMS = {
    "1. Objectives": {
        "1.1": "Purpose of the model",
        "1.2": "Model outputs",
        "1.3": "Aims of experimentation",
    },
    "2. Logic": {
        "2.1": "Overview of the model as a diagram",
        "2.2": "Logic of the base model",
        "2.3": "Logic of scenarios",
        "2.4": "Algorithms",
        "2.5.1": "Components: environment",
        "2.5.2": "Components: agents",
        "2.5.3": "Components: who meets whom",
        "2.5.4": "Components: entry and exit",
    },
    "3. Data": {
        "3.1": "Data sources",
        "3.2": "Preparation of data",
        "3.3": "Input parameters",
        "3.4": "Assumptions",
    },
    "4. Experimentation": {
        "4.1": "Initialisation",
        "4.2": "Run length and replications",
        "4.3": "Estimation",
    },
    "5. Implementation": {
        "5.1": "Software and language",
        "5.2": "Random sampling",
        "5.3": "Execution of the model",
        "5.4": "System on which it runs",
    },
    "6. Code access": {"6.1": "How to get and to repeat it"},
}
"""The list, with our own titles."""

AGENTS = ("PERSON", "LIFE", "GP", "SITE", "WORKER", "OFFER")
"""The tables of the running copy in which somebody acts, as far as it declares them."""
ENTRY_AND_EXIT = ("consulting.moving_rate", "consulting.death_rate", "turnover.")
ITEM = re.compile(r"^## (\S+)$", re.MULTILINE)


def stress() -> str:
    """Return the whole list, filled."""
    opening, said = _said()
    parts = (
        section(2, title, *(_item(number, name, said) for number, name in items.items()))
        for title, items in ITEMS.items()
    )
    head = section(1, "The model, reported after STRESS-ABS", opening, f"Version {__version__}.")
    return "\n\n".join([head, *parts]) + "\n"


def write(folder: Path = HERE) -> Path:
    """Write the list, as a rule beside the code that it is made from; return where."""
    return keep(folder / "stress-abs.md", stress())


def _said() -> tuple[str, dict[str, str]]:
    """Return the opening, and what is written by hand of each item."""
    opening, *parts = ITEM.split(prose("stress"))
    return opening.strip(), {
        number: text.strip() for number, text in zip(parts[::2], parts[1::2], strict=True)
    }


def _item(number: str, name: str, said: Mapping[str, str]) -> str:
    facts = FACTS.get(number)
    return section(3, f"{number} {name}", said[number], facts() if facts else "")


def _outputs() -> str:
    found = [
        (each.words, each.unit, BETTER[each.better], each.definition, each.window)
        for each in MEASURES.values()
    ]
    return table(("measure", "unit", "better", "definition", "counted over"), found)


BETTER = {"up": "higher", "down": "lower", "neither": "neither way"}


def _experiments() -> str:
    found = [load(path) for path in sorted(shipped().glob("*.yaml"))]
    return table(("scenario", "asks"), [(f"`{each.name}`", each.asks) for each in found])


def _diagram() -> str:
    lines = [f'  p{number}["{phase.name}"]' for number, phase in enumerate(WEEK, start=1)]
    arrows = [f"  p{number} --> p{number + 1}" for number in range(1, len(WEEK))]
    back = f"  p{len(WEEK)} -->|next week| p1"
    return "\n".join(["```mermaid", "flowchart TD", *lines, *arrows, back, "```"])


def _phases() -> str:
    found = [(number, phase.name, phase.meaning) for number, phase in enumerate(WEEK, start=1)]
    return table(("", "phase", "what happens"), found)


def _levers() -> str:
    found = [
        (f"`{each.key}`", each.unit, each.meaning) for each in PARAMETERS.values() if each.lever
    ]
    return table(("lever", "unit", "meaning"), found)


def _rules() -> str:
    return _lines_of("Rule")


def _assumptions() -> str:
    return _lines_of("Assumes")


def _lines_of(label: str) -> str:
    """Return one of the five labelled lines of every mechanism, as a list."""
    found = []
    for module in MECHANISMS:
        text = re.sub(r"\n +", " ", inspect.getdoc(module) or "")
        told = re.search(rf"^{label}: (.+)$", text, re.MULTILINE)
        name = module.__name__.rpartition(".")[2]
        found.append(f"- *{name.capitalize()}*: {told[1] if told else 'nothing is said'}")
    return "\n".join(found)


def _environment() -> str:
    return _tables(world, ("PRACTICES", "SYSTEMS"))


def _agents() -> str:
    ends = ", ".join(words for words in ENDED_WORDS.values())
    return f"{prose('entities')}\n\n{_tables(rows, AGENTS)}\n\nA referral ends as one of: {ends}."


def _tables(module: object, names: tuple[str, ...]) -> str:
    found = []
    for name in names:
        columns = getattr(module, name, None)
        if isinstance(columns, np.dtype):
            told = ", ".join(f"`{field}`" for field in columns.names or ())
            found.append((f"`{name}`", told))
    return table(("table", "columns"), found)


def _entry_and_exit() -> str:
    return _parameters([p for key, p in PARAMETERS.items() if key.startswith(ENTRY_AND_EXIT)])


def _sources() -> str:
    return f"The table has {len(evidence())} rows.\n\n{sources()}"


def _inputs() -> str:
    heads = ("mechanism", *GRADES, "in all")
    counts = [
        (
            each.name or "start",
            *(sum(p.grade == grade for p in each.params) for grade in GRADES),
            len(each.params),
        )
        for each in SECTIONS
    ]
    every = (sum(p.grade == grade for p in PARAMETERS.values()) for grade in GRADES)
    totals = ("in all", *every, len(PARAMETERS))
    return f"{table(heads, [*counts, totals])}\n\n{_parameters(list(PARAMETERS.values()))}"


def _parameters(params: list[Param]) -> str:
    heads = ("parameter", "default", "unit", "prior", "believed (95%)", "grade")
    return table(heads, map(_parameter, params))


def _parameter(told: Param) -> tuple[object, ...]:
    span = "{} to {}".format(*map(shown, believed(told))) if is_uncertain(told) else ""
    prior = told.prior if told.is_number else "fixed"
    return f"`{told.key}`", in_words(told.default), told.unit, prior, span, told.grade


def _beginning() -> str:
    return (
        f"{prose('initialisation')}\n\nA mature start lives {MATURE_WEEKS} weeks before week 0;"
        " they are not recorded."
    )


def _length() -> str:
    return table(
        ("what", "by default"),
        [
            ("weeks that are recorded", live.DEFAULT_WEEKS),
            ("runs (seeds), parameters drawn, two runs a set", live.DEFAULT_DRAWN_REPLICATIONS),
            ("runs (seeds), parameters at their centres", live.DEFAULT_REPLICATIONS),
            ("weeks before them, `start: new`", 0),
            ("weeks before them, `start: mature`", MATURE_WEEKS),
        ],
    )


def _estimation() -> str:
    return (
        f"Means over replications with t intervals of {100 * CONFIDENCE:g}%. Scenarios are compared"
        " by differences of runs of one seed, with the chance that the other is better and the"
        " variance that pairing saved. A difference is *equivalent* where its interval lies within"
        " the smallest difference that matters, which each measure declares, and *inconclusive*"
        " where it holds zero. Where some pairs had nothing to count, there is no interval with"
        f" fewer than {FEWEST_PAIRS} others. Chance between runs and what is not known of parameters"
        " are told apart: parameters are drawn from the posterior ensemble that calibration left, or"
        " from the priors, and means are over parameter sets, of which each has runs of its own."
    )


def _packages() -> str:
    return "\n".join(f"- {name}" for name in PACKAGES)


def _questions() -> str:
    return ", ".join(f"`{decision.name}`" for decision in Decision) + "."


FACTS: dict[str, Callable[[], str]] = {
    "1.2": _outputs,
    "1.3": _experiments,
    "2.1": _diagram,
    "2.2": _phases,
    "2.3": _levers,
    "2.4": _rules,
    "2.5.1": _environment,
    "2.5.2": _agents,
    "2.5.4": _entry_and_exit,
    "3.1": _sources,
    "3.3": _inputs,
    "3.4": _assumptions,
    "4.1": _beginning,
    "4.2": _length,
    "4.3": _estimation,
    "5.1": _packages,
    "5.2": _questions,
}
"""What the code itself says of an item, below what is written by hand."""
