"""Tables of the conduit: what each lever does, and how much of it passes through involvement."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from sp_sim.cli.showing import NOTHING, WIDTH, paragraph
from sp_sim.experiments.conduit import OUTCOMES
from sp_sim.experiments.switches import LEVERS
from sp_sim.results.measures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sp_sim.estimate import Estimate
    from sp_sim.experiments.conduit import Conduit, Passage
    from sp_sim.results.arm import Asked

COLUMNS = (23, 23, 23, 18)
LEVER = 9
READING = (
    "How to read it. Total: the lever on less the lever off. Direct: the same with involvement held "
    "at {held:g} wherever it is felt. Through: total less direct. All with 95% intervals over {over}, "
    "paired by seed; the share's interval is Fieller's. 'Not settled': the total's interval holds "
    "zero, so the share might be anything. A share below nothing or above 100%: direct and indirect "
    "effects work against each other. A share is of this model {how}: nobody has "
    "measured any of them."
)


def in_words(found: Conduit) -> str:
    """Return the whole as text."""
    asked = found.asked
    heading = (
        f"{found.scenario.name}: {found.scenario.asks}\nArea: {asked.area.name}; {asked.weeks} "
        f"weeks, {len(asked.seeds)} runs; yearly rates are over the last {min(52, asked.weeks)}."
    )
    levers = ["What on and off mean; everything else is as in the scenario:"]
    for switch in LEVERS:
        levers += textwrap.wrap(f"- {switch.words()}", WIDTH, subsequent_indent="  ")
    blocks = [
        "\n".join(paragraph(line) for line in heading.split("\n")),
        "\n".join(levers),
        *(_table(found, outcome) for outcome in OUTCOMES),
        paragraph(READING.format(held=found.reference, **_ways(asked))),
    ]
    return "\n\n".join(blocks)


def _ways(asked: Asked) -> dict[str, str]:
    if asked.sets == 1:
        return {"over": "runs", "how": "with its parameters at their central values"}
    how = f"under {asked.sets} parameter sets drawn from the {asked.draws}"
    return {"over": "parameter sets", "how": how}


def _table(found: Conduit, outcome: str) -> str:
    measure = MEASURES[outcome]
    lines = [
        f"{measure.words} ({measure.unit})",
        _line("", ("total", "direct", "through involvement", "share of total")),
        "-" * WIDTH,
    ]
    for each in found.passages:
        if each.outcome == outcome:
            effects = [_effect(value) for value in (each.total, each.direct, each.through)]
            lines.append(_line(each.switch.key, [*effects, _share(each)]))
    return "\n".join(lines)


def _share(each: Passage) -> str:
    share = each.share
    if share is None or share.mean is None or share.low is None or share.high is None:
        return each.verdict
    return f"{100 * share.mean:.0f}% ({100 * share.low:.0f} to {100 * share.high:.0f}%)"


def _effect(found: Estimate) -> str:
    if found.mean is None:
        return NOTHING
    middle = _signed(found.mean)
    if found.low is None or found.high is None:
        return middle
    return f"{middle} ({_signed(found.low)} to {_signed(found.high)})"


def _signed(value: float) -> str:
    text = f"{value:+.{1 if abs(value) >= 10.0 else 2}f}"
    return text if text.strip("+-0.") else text[1:]


def _line(words: str, cells: Iterable[str]) -> str:
    rest = (f" {cell:>{width}}" for cell, width in zip(cells, COLUMNS, strict=True))
    return (f"{words:<{LEVER}}" + "".join(rest)).rstrip()
