"""Tables: results in plain words, at most 100 columns wide."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from sp_sim.results.comparison import in_words
from sp_sim.results.manifest import DRAWS_IN_WORDS
from sp_sim.results.measures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sp_sim.estimate import Difference, Estimate
    from sp_sim.results.arm import Arm
    from sp_sim.results.comparison import Comparison
    from sp_sim.results.measure import Measure
    from sp_sim.results.result import Result

WIDTH = 100
WORDS_WIDTH = 44
HEADLINES = ("referrals_per_1000_per_year", "exhaustion_mean")
"""The outcomes that the model was made for: referral uptake and burnout."""
GAP = " "
NOTHING = "-"


READING = (
    "How to read it. Both were lived by the same people with the same luck, run by run. 'Better in "
    "runs': in how many of those pairs the other did better than the base; ties count half. 'Runs "
    "saved': how many times more runs would be needed without that pairing. 'Equivalent': the "
    "difference is too small to matter, by a limit that we assumed. 'Inconclusive': these runs do "
    "not tell. 'Higher' and 'lower': a clear difference, of which neither way is better. "
    "Differences of percentages are in percentage points. A 'social' consultation is one driven by "
    "a non-medical need. One interval in twenty misses by chance."
)


def result_in_words(result: Result) -> str:
    """Return everything that a person at a terminal wants to know of a result."""
    blocks = [about(result)]
    if not result.comparisons:
        blocks.append(run_table(result.arms[0]))
    for comparison in result.comparisons:
        base, other = result.arm(comparison.base), result.arm(comparison.other)
        blocks.append(what_differs(comparison))
        blocks.append(in_short(comparison, base, other))
        blocks.append(compared_table(comparison, base, other))
        blocks.append(what_it_rests_on(comparison))
        blocks.append(open_questions(comparison))
    if result.comparisons:
        blocks.append(paragraph(READING))
    blocks.append(paragraph(f"Draws: {result.asked.draws}. {DRAWS_IN_WORDS[result.asked.draws]}"))
    return "\n\n".join(block for block in blocks if block)


def about(result: Result) -> str:
    """Return the opening lines: scenarios, area, horizon, runs."""
    asked, area = result.asked, result.asked.area
    made_up = "; made up, not a real place" if area.synthetic else ""
    size = f"{len(area.practices)} practices, {area.registered:,} registered patients"
    year = f"yearly rates are over the last {min(52, asked.weeks)}"
    told = [f"{arm.name}: {arm.scenario.asks}" for arm in result.arms]
    told.append(f"Area: {area.name} ({size}{made_up}).")
    told.append(f"{asked.weeks} weeks ({year}), {_runs(asked.seeds)}.")
    return "\n".join(paragraph(line) for line in told)


def what_differs(comparison: Comparison) -> str:
    """Return what the two scenarios do not share, and the warnings."""
    heading = f"{comparison.other} (other) against {comparison.base} (base)"
    lines = [heading, "=" * len(heading)]
    if comparison.levers:
        lines.append("What was changed:")
        lines += _bullets(setting.words(*_names(comparison)) for setting in comparison.levers)
    if comparison.assumptions:
        lines.append("What is assumed differently:")
        lines += _bullets(setting.words(*_names(comparison)) for setting in comparison.assumptions)
    for warning in comparison.warnings:
        lines += _wrapped(f"WARNING: {warning}", "  ")
    return "\n".join(lines)


def in_short(comparison: Comparison, base: Arm, other: Arm) -> str:
    """Return the two outcomes that matter most, and how many measures went which way."""
    lines = ["In short:"]
    for key in HEADLINES:
        measure, found = MEASURES[key], comparison.differences[key]
        means = (shown_mean(measure, arm.estimates[key]) for arm in (base, other))
        told = f"{measure.words}: {' -> '.join(means)}; {shown_difference(measure, found)}"
        lines += _wrapped(f"- {told}: {in_words(found)}", "  ")
    words = [in_words(found) for found in comparison.differences.values()]
    counts = [f"{words.count(word)} {word}" for word in dict.fromkeys(sorted(words))]
    lines += _wrapped(f"- Of {len(words)} measures: {', '.join(counts)}", "  ")
    return "\n".join(lines)


def compared_table(comparison: Comparison, base: Arm, other: Arm) -> str:
    """Return the table of a comparison, by theme."""
    rows = {}
    for key, found in comparison.differences.items():
        measure = MEASURES[key]
        rows[key] = (
            shown_mean(measure, base.estimates[key]),
            shown_mean(measure, other.estimates[key]),
            shown_difference(measure, found),
            NOTHING if found.runs_better is None else f"{found.runs_better:g}/{found.runs}",
            _times(found.variance_reduction),
            in_words(found),
        )
    heads = (
        ("", "", "difference", "better", "runs", ""),
        ("base", "other", "(95% interval)", "in runs", "saved", "verdict"),
    )
    return _table(rows, heads)


def run_table(arm: Arm) -> str:
    """Return the table of one scenario, by theme."""
    rows = {}
    for key, found in arm.estimates.items():
        measure = MEASURES[key]
        rows[key] = (
            shown_mean(measure, found),
            _range(measure, found.low, found.high),
            _range(measure, *arm.run_range(key)),
        )
    return _table(rows, (("mean", "95% interval", "8 runs in 10"),))


def what_it_rests_on(comparison: Comparison) -> str:
    """Return the assumptions through which the changed levers act; or nothing."""
    if not comparison.rests_on:
        return ""
    lines = _wrapped(
        "What this rests on. The levers that were changed act directly through these, each used at "
        "one value of its range; another value would give another answer. They also act through "
        "involvement in practices: see 'sp-sim evidence --section involvement'."
    )
    lines += _bullets(footing.words() for footing in comparison.rests_on)
    return "\n".join(lines)


def open_questions(comparison: Comparison) -> str:
    """Return how many measures are inconclusive and what would settle them; or nothing."""
    wanted = sorted(
        (found.runs_to_settle, MEASURES[key].words)
        for key, found in comparison.differences.items()
        if found.runs_to_settle is not None
    )
    if not wanted:
        return ""
    (fewest, easiest), (most, hardest) = wanted[0], wanted[-1]
    verdicts = [found.verdict for found in comparison.differences.values()]
    unsettled = verdicts.count("inconclusive")
    told = f"{unsettled} of {len(verdicts)} are inconclusive"
    if unsettled > len(wanted):
        told += f", {unsettled - len(wanted)} of them because too little happened"
    told += ". If the others" if unsettled > len(wanted) else ". If they"
    told += f" stay as they look now, about {fewest:,} runs would settle '{easiest}'"
    if len(wanted) > 1:
        told += f", and {most:,} the hardest, '{hardest}'"
    return paragraph(told + ".")


def shown_mean(measure: Measure, found: Estimate) -> str:
    """Return a mean as it is printed: shares in per cent."""
    return NOTHING if found.mean is None else _number(measure, found.mean)


def shown_difference(measure: Measure, found: Difference) -> str:
    """Return a difference with its interval, signed."""
    if found.difference is None:
        return NOTHING
    middle = _signed(measure, found.difference)
    if found.low is None or found.high is None:
        return middle
    return f"{middle} ({_signed(measure, found.low)} to {_signed(measure, found.high)})"


def paragraph(text: str) -> str:
    """Return the text wrapped."""
    return "\n".join(_wrapped(text))


def _number(measure: Measure, value: float) -> str:
    if measure.kind == "share":
        return f"{100 * value:.{1 if measure.smallest < 0.01 else 0}f}%"
    return f"{value:,.{_places(measure)}f}"


def _signed(measure: Measure, value: float) -> str:
    is_share = measure.kind == "share"
    scaled, places = (100 * value, 1) if is_share else (value, _places(measure))
    text = f"{scaled:+,.{places}f}"
    return text if text.strip("+-0.") else text[1:]


def _places(measure: Measure) -> int:
    """Return decimals that show a tenth of what matters."""
    return 2 if measure.smallest < 0.5 else 1 if measure.smallest < 10.0 else 0


def _range(measure: Measure, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return NOTHING
    return f"{_number(measure, low)} to {_number(measure, high)}"


def _times(variance_reduction: float | None) -> str:
    if variance_reduction is None:
        return NOTHING
    return f"{variance_reduction:,.{1 if variance_reduction < 100 else 0}f}x"


def _table(rows: Mapping[str, tuple[str, ...]], heads: tuple[tuple[str, ...], ...]) -> str:
    """Return rows by theme; columns are as wide as they must be, and words take what is left."""
    columns = zip(*heads, *rows.values(), strict=True)
    widths = [max(len(cell) for cell in column) for column in columns]
    first = min(WORDS_WIDTH, WIDTH - sum(widths) - len(GAP) * len(widths))
    lines = [_line("", head, first, widths) for head in heads]
    lines.append("-" * len(_line("", ["x" * width for width in widths], first, widths)))
    theme = ""
    for key, cells in rows.items():
        measure = MEASURES[key]
        if measure.theme != theme:
            theme = measure.theme
            lines.append(theme)
        told = textwrap.wrap(measure.words, first, initial_indent=" ", subsequent_indent="   ")
        lines += [_line(told[0], cells, first, widths), *told[1:]]
    return "\n".join(lines)


def _line(words: str, cells: Sequence[str], first: int, widths: Sequence[int]) -> str:
    rest = (cell.rjust(width) for cell, width in zip(cells, widths, strict=True))
    return GAP.join([words.ljust(first), *rest]).rstrip()


def _names(comparison: Comparison) -> tuple[str, str]:
    return comparison.base, comparison.other


def _runs(seeds: Sequence[int]) -> str:
    if len(seeds) == 1:
        return f"1 run (seed {seeds[0]})"
    return f"{len(seeds)} runs (seeds {seeds[0]} to {seeds[-1]})"


def _bullets(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in _wrapped(f"- {text}", "  ")]


def _wrapped(text: str, later: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=later) or [""]
