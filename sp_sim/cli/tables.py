"""Tables: results in plain words, at most 100 columns wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.cli import tables_of_breakdowns, tables_of_many
from sp_sim.cli.counterfactual import before_and_after
from sp_sim.cli.showing import (
    NOTHING,
    bullets,
    paragraph,
    shown_difference,
    shown_mean,
    shown_range,
    table,
    wrapped,
)
from sp_sim.cli.tables_of_services import side_by_side
from sp_sim.results.beside import HEADLINES, verdict_in_words
from sp_sim.results.comparison import in_words
from sp_sim.results.counterfactual import DECLARED
from sp_sim.results.manifest import DRAWS_IN_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.results.arm import Arm, Asked
    from sp_sim.results.comparison import Comparison
    from sp_sim.results.result import Result

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
    blocks, is_drawn = [about(result)], result.asked.sets > 1
    if not result.comparisons:
        blocks += [warned(result.arms[0].warnings), *_alone(result.arms[0])]
    for comparison in result.comparisons:
        base, other = result.arm(comparison.base), result.arm(comparison.other)
        blocks.append(what_differs(comparison))
        blocks.append(in_short(comparison, base, other, many=len(result.comparisons) > 1))
        blocks.append(_compared(comparison, base, other))
        blocks.append(tables_of_many.pairing(comparison))
        blocks.append(what_it_rests_on(comparison, is_drawn=is_drawn))
        blocks.append(open_questions(comparison))
    blocks += [tables_of_many.together(result), tables_of_many.best(result)]
    blocks.append(tables_of_many.stopping(result))
    blocks += [side_by_side(arm) for arm in result.arms]
    blocks += [before_and_after(arm) for arm in result.arms if arm.bands]
    blocks += tables_of_breakdowns.broken_down(result)
    if result.comparisons:
        blocks.append(paragraph(tables_of_many.READING_SETS if is_drawn else READING))
    blocks.append(paragraph(f"Draws: {result.asked.draws}. {DRAWS_IN_WORDS[result.asked.draws]}"))
    return "\n\n".join(block for block in blocks if block)


def _alone(arm: Arm) -> list[str]:
    if arm.asked.sets == 1:
        return [run_table(arm)]
    return [tables_of_many.drawn_run_table(arm), paragraph(tables_of_many.READING_RUN)]


def _compared(comparison: Comparison, base: Arm, other: Arm) -> str:
    if base.asked.sets > 1:
        return tables_of_many.drawn_table(comparison, base, other)
    return compared_table(comparison, base, other)


def about(result: Result) -> str:
    """Return the opening lines: scenarios, area, horizon, runs."""
    asked, area = result.asked, result.asked.area
    made_up = "; made up, not a real place" if area.synthetic else ""
    size = f"{len(area.practices)} practices, {area.registered:,} registered patients"
    year = f"yearly rates are over the last {min(52, asked.weeks)}"
    told = [f"{arm.name}: {arm.scenario.asks}" for arm in result.arms]
    told.append(f"Area: {area.name} ({size}{made_up}).")
    told.append(f"{asked.weeks} weeks ({year}), {_runs(asked)}.")
    told += [f"WARNING: {warning}" for warning in asked.warnings]
    return "\n".join(paragraph(line) for line in told)


def what_differs(comparison: Comparison) -> str:
    """Return what the two scenarios do not share, and the warnings."""
    heading = f"{comparison.other} (other) against {comparison.base} (base)"
    lines = [heading, "=" * len(heading)]
    if comparison.levers:
        lines.append("What was changed:")
        lines += bullets(setting.words(*_names(comparison)) for setting in comparison.levers)
    if comparison.assumptions:
        lines.append("What is assumed differently:")
        lines += bullets(setting.words(*_names(comparison)) for setting in comparison.assumptions)
    lines += tables_of_many.identity(comparison)
    return "\n".join([*lines, *_warned(comparison.warnings)])


def warned(warnings: Sequence[str]) -> str:
    """Return warnings as a block of lines; nothing where there are none."""
    return "\n".join(_warned(warnings))


def _warned(warnings: Sequence[str]) -> list[str]:
    return [line for warning in warnings for line in wrapped(f"WARNING: {warning}", "  ")]


def in_short(comparison: Comparison, base: Arm, other: Arm, *, many: bool = False) -> str:
    """Return the two outcomes that matter most, and how many measures went which way.

    With `many` comparisons the words are those that hold beside all others.
    """
    lines = ["In short:"]
    for key in HEADLINES:
        measure, found = DECLARED[key], comparison.differences[key]
        means = (shown_mean(measure, arm.estimates[key]) for arm in (base, other))
        told = f"{measure.words}: {' -> '.join(means)}; {shown_difference(measure, found)}"
        over = tables_of_many.over_sets(measure, comparison.beside[key])
        lines += wrapped(f"- {told}{over}: {_word(comparison, key, many=many)}", "  ")
    words = [in_words(found) for found in comparison.differences.values()]
    counts = [f"{words.count(word)} {word}" for word in dict.fromkeys(sorted(words))]
    lines += wrapped(f"- Of {len(words)} measures: {', '.join(counts)}", "  ")
    return "\n".join(lines)


def _word(comparison: Comparison, key: str, *, many: bool) -> str:
    found = comparison.differences[key]
    corrected = comparison.beside[key].corrected if many else None
    if corrected is None:
        return in_words(found)
    return verdict_in_words(corrected.verdict, found.difference)


def compared_table(comparison: Comparison, base: Arm, other: Arm) -> str:
    """Return the table of a comparison, by theme."""
    rows = {}
    for key, found in comparison.differences.items():
        measure = DECLARED[key]
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
    return table(rows, heads)


def run_table(arm: Arm) -> str:
    """Return the table of one scenario, by theme."""
    rows = {}
    for key, found in arm.estimates.items():
        measure = DECLARED[key]
        rows[key] = (
            shown_mean(measure, found),
            shown_range(measure, found.low, found.high),
            shown_range(measure, *arm.run_range(key)),
        )
    return table(rows, (("mean", "95% interval", "8 runs in 10"),))


def what_it_rests_on(comparison: Comparison, *, is_drawn: bool = False) -> str:
    """Return the assumptions through which the changed levers act; or nothing."""
    if not comparison.rests_on:
        return ""
    used = "drawn from what is believed" if is_drawn else "used at one value of its range"
    lines = wrapped(
        f"What this rests on. The levers that were changed act directly through these, each {used}; "
        "another value would give another answer. They also act through "
        "involvement in practices: see 'sp-sim evidence --section involvement'."
    )
    lines += bullets(footing.words(is_drawn=is_drawn) for footing in comparison.rests_on)
    return "\n".join(lines)


def open_questions(comparison: Comparison) -> str:
    """Return how many measures are inconclusive and what would settle them; or nothing."""
    wanted = sorted(
        (found.runs_to_settle, DECLARED[key].words)
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


def _times(variance_reduction: float | None) -> str:
    if variance_reduction is None:
        return NOTHING
    return f"{variance_reduction:,.{1 if variance_reduction < 100 else 0}f}x"


def _names(comparison: Comparison) -> tuple[str, str]:
    return comparison.base, comparison.other


def _runs(asked: Asked) -> str:
    seeds = asked.seeds
    if len(seeds) == 1:
        return f"1 run (seed {seeds[0]})"
    told = f"{len(seeds):,} runs (seeds {seeds[0]} to {seeds[-1]})"
    if asked.sets == 1:
        return told
    return f"{asked.sets} parameter sets with {asked.replications} runs each: {told}"
