"""Tables of patterns: what is published against what the model gives, at most 100 columns wide."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from sp_sim.cli.showing import NOTHING, WIDTH, paragraph
from sp_sim.experiments.reporter.pattern import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sp_sim.estimate import Estimate
    from sp_sim.experiments.patterns import Report
    from sp_sim.experiments.reporter.pattern import Band, Part, Pattern, Sign, Spread

WORDS = 44
COLUMNS = (9, 17, 14, 11)
"""The widths of value, interval, band and verdict."""
DRAWN = (11, 9, 18, 9, 8)
"""The widths of the value at the centres, the mean, the range, the share in the band and the verdict."""
VERDICTS = {True: "in", False: "OUT", None: "not known"}
CLOSE = " ?"
SEEN = {True: "seen", False: "NOT SEEN", None: "not clear"}
READING = (
    "How to read it. 'In': the central estimate lies in the band. A pattern with several lines is "
    "in if every line with a band is. '?': the interval reaches across an end of the band, so that "
    "more runs might change the verdict. A line without a band is reported and does not count. "
    "Intervals are 95% and hold chance alone: over seeds, or over networks for C2 and C4. Bands "
    "were set before any run, by the list of patterns that the evidence was gathered for."
)
OF_DRAWS = (
    "Over draws: the mean and the 2.5th and 97.5th percentiles over {draws} draws of every parameter "
    "that is neither a lever nor set by the scenario, from what is believed of it {when} calibration; "
    "the share of draws inside the band; and whether the mean is inside. Each draw has fewer runs than "
    "the table, so some of the spread is chance."
)


def in_words(report: Report) -> str:
    """Return the whole report as text."""
    blocks = [
        _about(report),
        _table(report.patterns),
        _spreads(report),
        _summary(report),
        _signs(report.signs),
        _runs(report.patterns),
        paragraph(READING),
    ]
    if report.draws > 1:
        when = "before" if report.belief == "prior" else "after"
        blocks.append(paragraph(OF_DRAWS.format(draws=report.draws, when=when)))
    return "\n\n".join(block for block in blocks if block)


def _about(report: Report) -> str:
    area, launch = report.asked.area, report.launch
    made_up = "; made up, not a real place" if area.synthetic else ""
    size = f"{len(area.practices)} practices, {area.registered:,} registered patients{made_up}"
    lines = [
        f"{report.scenario.name}: {report.scenario.asks}",
        f"Mature: {area.name} ({size}), {report.asked.weeks} weeks, {len(report.asked.seeds)} runs.",
        f"Launch: {launch.area.name}, {launch.weeks} weeks, {len(launch.seeds)} run(s).",
    ]
    return "\n".join(paragraph(line) for line in lines)


def _table(patterns: Iterable[Pattern]) -> str:
    head = _line("", ("value", "95% interval", "band", ""))
    lines = [head, "-" * WIDTH]
    for found in patterns:
        spec = found.spec
        title = f"{spec.id} {spec.title} [{spec.weight}]"
        lines.append(f"{title:<{WIDTH - 11}}{VERDICTS[found.passed]:>11}".rstrip())
        for part in found.parts:
            lines += _part(part, _verdict(part))
        lines += textwrap.wrap(
            f"Source: {spec.source}", WIDTH, initial_indent="   ", subsequent_indent="   "
        )
    return "\n".join(lines)


def _part(part: Part, verdict: str) -> list[str]:
    found = part.found
    cells = (shown(part, found.mean), _interval(part, found), _band(part), verdict)
    told = textwrap.wrap(part.words, WORDS, initial_indent="   ", subsequent_indent="     ")
    lines = [_line(told[0], cells), *told[1:]]
    if part.why:
        lines += textwrap.wrap(part.why, WIDTH, initial_indent="     ", subsequent_indent="     ")
    return lines


def _verdict(part: Part) -> str:
    if part.band is None:
        return ""
    return VERDICTS[part.passed] + (CLOSE if part.is_clear is False else "")


def shown(part: Part, value: float | None) -> str:
    """Return a value as it is printed: shares in per cent."""
    if value is None:
        return NOTHING
    if part.unit in ("share", "points"):
        return f"{100.0 * value:.{0 if 0.1 <= abs(value) <= 0.99 else 1}f}%"
    size = abs(value)
    return f"{value:.{0 if size >= 100.0 else 1 if size >= 10.0 else 2}f}"


def _interval(part: Part, found: Estimate) -> str:
    if found.low is None or found.high is None:
        return NOTHING
    return f"{shown(part, found.low)} to {shown(part, found.high)}"


def _band(part: Part) -> str:
    band: Band | None = part.band
    if band is None:
        return NOTHING
    low, high = (_end(part, end) for end in (band.low, band.high))
    if band.high is None:
        return f"{'above' if band.strict else 'from'} {low}"
    if band.low is None:
        return f"{'below' if band.strict else 'up to'} {high}"
    return f"{low} to {high}"


def _end(part: Part, end: float | None) -> str:
    if end is None:
        return ""
    return f"{100.0 * end:g}%" if part.unit in ("share", "points") else f"{end:g}"


def _spreads(report: Report) -> str:
    if report.draws < 2:
        return ""
    lines = [
        f"Over {report.draws} draws from the {report.belief}",
        _drawn("", ("at centres", "mean", "95% of draws", "in band", "")),
    ]
    for found in report.patterns:
        for place, part in enumerate(found.parts):
            spread = found.evidence_of(place)
            if spread is not None:
                lines.append(_drawn(f"{found.spec.id} {part.words}", _over_draws(part, spread)))
    told = {found.spec.id: found.passed_over_draws for found in report.patterns}
    names = [name for name, passed in told.items() if passed]
    lines.append(f"Mean over draws inside: {len(names)} of {len(told)} ({', '.join(names)})")
    return "\n".join(lines)


def _over_draws(part: Part, spread: Spread) -> tuple[str, ...]:
    share = NOTHING if spread.share_in is None else f"{100.0 * spread.share_in:.0f}%"
    verdict = "" if part.band is None else VERDICTS[part.band.holds(spread.mean)]
    ends = f"{shown(part, spread.low)} to {shown(part, spread.high)}"
    return (shown(part, part.found.mean), shown(part, spread.mean), ends, share, verdict)


def _drawn(words: str, cells: tuple[str, ...]) -> str:
    told = "".join(f"{cell:>{width}}" for cell, width in zip(cells, DRAWN, strict=True))
    return f" {words[:43]:<43}{told}".rstrip()


def _summary(report: Report) -> str:
    told = report.groups
    names = {way: [name for name, found in told.items() if found is way] for way in VERDICTS}
    lines = [
        f"{VERDICTS[way].capitalize()}: {len(names[way])} of {len(told)}"
        + (f" ({', '.join(names[way])})" if names[way] else "")
        for way in VERDICTS
    ]
    shared = "C6 to C8 share their sources and C12 and C13 the burnout mechanism: each such group "
    shared += "counts once, and is out if one of it is."
    weights = "; ".join(f"{key}: {words}" for key, words in WEIGHTS.items())
    return "\n".join([*lines, paragraph(shared), paragraph(f"Weight of a pattern: {weights}.")])


def _signs(signs: Iterable[Sign]) -> str:
    lines = ["Signs (reported, not scored)", "-" * WIDTH]
    for sign in signs:
        title = f"{sign.spec.id} {sign.spec.title}"
        lines.append(f"{title:<{WIDTH - 11}}{SEEN[sign.seen]:>11}")
        for part in sign.parts:
            lines += _part(part, "")
        lines.append(f"   Source: {sign.spec.source}")
    return "\n".join(lines) if len(lines) > 2 else ""


def _runs(patterns: Iterable[Pattern]) -> str:
    """Return what was lived for each pattern, those with the same run together."""
    told: dict[str, list[str]] = {}
    for found in patterns:
        told.setdefault(found.spec.run, []).append(found.spec.id)
    lines = ["What was lived"]
    for run, names in told.items():
        lines += textwrap.wrap(f"{', '.join(names)}: {run}.", WIDTH, subsequent_indent="   ")
    for found in patterns:
        if found.spec.note:
            words = f"{found.spec.id}: {found.spec.note}"
            lines += textwrap.wrap(words, WIDTH, subsequent_indent="   ")
    return "\n".join(lines)


def _line(words: str, cells: Iterable[str]) -> str:
    rest = (f" {cell:>{width}}" for cell, width in zip(cells, COLUMNS, strict=True))
    return (f"{words:<{WORDS}}" + "".join(rest)).rstrip()
