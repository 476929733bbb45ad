"""Tables of many: several arms, several parameter sets, and how it was decided to stop, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.cli import showing
from sp_sim.results.beside import HEADLINES, verdict_in_words
from sp_sim.results.comparison import in_words
from sp_sim.results.counterfactual import DECLARED
from sp_sim.results.stopping import RULE

if TYPE_CHECKING:
    from sp_sim.nested import Nested
    from sp_sim.results.arm import Arm
    from sp_sim.results.beside import Beside
    from sp_sim.results.comparison import Comparison
    from sp_sim.results.measure import Measure
    from sp_sim.results.result import Result
    from sp_sim.results.stopping import Reached

READING_SETS = (
    "How to read it. Every parameter set was lived by both scenarios, run by run with the same "
    "people and the same luck. The mean is over all sets, with its 95% interval. '95% of sets': "
    "where the outcome expected under one set lies in 95% of them, chance taken off; more runs do "
    "not make that range smaller, only evidence does. 'Evidence': its share of what makes single "
    "runs differ; the rest is chance. 'Better in sets': in how many sets the other does better on "
    "average. A difference is called clear, or too small to matter ('equivalent', by a limit that "
    "we assumed), only if that holds of the mean and of 95% of sets; else it is 'inconclusive'."
)
READING_RUN = (
    "How to read it. '95% of sets': where the outcome expected under one parameter set lies in 95% "
    "of them, chance taken off; more runs do not make that range smaller, only evidence does. "
    "'Evidence': its share of what makes single runs differ; the rest is chance."
)


def drawn_run_table(arm: Arm) -> str:
    """Return the table of one scenario under many parameter sets."""
    rows = {}
    for key, found in arm.nested.items():
        measure = DECLARED[key]
        rows[key] = (
            showing.shown_mean(measure, arm.estimates[key]),
            showing.shown_range(measure, found.low, found.high),
            showing.shown_range(measure, *arm.run_range(key)),
            showing.shown_range(measure, found.evidence_low, found.evidence_high),
            _percent(found.evidence_share),
        )
    heads = (("mean", "95% interval", "8 runs in 10", "95% of sets", "evidence"),)
    return showing.table(rows, heads)


def drawn_table(comparison: Comparison, base: Arm, other: Arm) -> str:
    """Return the table of a comparison under many parameter sets."""
    rows = {}
    for key, found in comparison.differences.items():
        measure, beside = DECLARED[key], comparison.beside[key]
        rows[key] = (
            showing.shown_mean(measure, base.estimates[key]),
            showing.shown_mean(measure, other.estimates[key]),
            showing.shown_difference(measure, found),
            _signed_range(measure, beside.nested),
            _percent(beside.sets_better),
            _percent(beside.nested.evidence_share if beside.nested else None),
            in_words(found),
        )
    heads = (
        ("", "", "difference", "", "better", "evi-", ""),
        ("base", "other", "(95% interval)", "95% of sets", "in sets", "dence", "verdict"),
    )
    return showing.table(rows, heads)


def over_sets(measure: Measure, beside: Beside) -> str:
    """Return how far the difference ranges over parameter sets, in words; nothing where there is one set."""
    ends = _signed_range(measure, beside.nested)
    return "" if ends == showing.NOTHING else f" on average, {ends} over what is not known"


def identity(comparison: Comparison) -> list[str]:
    """Return the line that both were found identical before the first change; or none."""
    if comparison.identical_until is None:
        return []
    return [f"Identical until week {comparison.identical_until}: checked."]


def pairing(comparison: Comparison) -> str:
    """Return which measures pairing did not serve, and what was done about it; or nothing."""
    beside = comparison.beside.items()
    unpaired = [DECLARED[key].words for key, told in beside if told.pairing == "unpaired"]
    hurt = [DECLARED[key].words for key, told in beside if told.pairing == "hurt"]
    told = []
    if unpaired:
        first, last = comparison.unpaired_seeds[0], comparison.unpaired_seeds[-1]
        told.append(
            f"Pairing hurt in: {'; '.join(unpaired)}. The same luck makes these vary in opposite "
            f"ways, so {comparison.base} was lived again with other seeds ({first} to {last}), and "
            "their differences and intervals are those of unpaired runs (Welch)."
        )
    if hurt:
        told.append(
            f"Pairing hurt in: {'; '.join(hurt)}. The same luck makes these vary in opposite ways: "
            "their intervals hold, but arms with unlike seeds would have needed fewer runs."
        )
    return showing.paragraph(" ".join(told)) if told else ""


def together(result: Result) -> str:
    """Return what still holds when all comparisons are asked at once; nothing for a single one."""
    if len(result.comparisons) < 2 or not is_corrected(result.comparisons[0]):
        return ""
    family = len(result.comparisons) * len(HEADLINES)
    lines = [
        showing.paragraph(
            f"Taken together. {family} questions were asked of the two main outcomes, and one in "
            "twenty would be answered wrongly by chance. Corrected for that: in nineteen studies of "
            "twenty all differences that are claimed here are right, and so are all equivalences "
            "(Holm); and all intervals hold at once (Bonferroni):"
        )
    ]
    for key in HEADLINES:
        lines.append(DECLARED[key].words)
        lines += showing.bullets(_together(each, key) for each in result.comparisons)
    return "\n".join(lines)


def best(result: Result) -> str:
    """Return how likely each scenario is the best in the main outcomes; nothing for two or fewer."""
    if len(result.arms) < 3 or not result.best:
        return ""
    how = "share of parameter sets" if result.asked.sets > 1 else "share of studies drawn anew"
    lines = [showing.paragraph(f"Which is best of all ({how} in which its mean is the best):")]
    for key in HEADLINES:
        chances = sorted(result.best.get(key, {}).items(), key=lambda item: -item[1])
        told = ", ".join(f"{name} {_percent(chance)}" for name, chance in chances)
        lines += showing.bullets([f"{DECLARED[key].words}: {told or showing.NOTHING}"])
    return "\n".join(lines)


def stopping(result: Result) -> str:
    """Return why runs ended, and how precisely is known what was asked; or nothing."""
    told = result.stopping
    if told is None:
        return ""
    why = "precise enough" if told.is_precise else f"no more than {told.most:,} were allowed"
    lines = [
        showing.paragraph(f"Stopped after {told.runs:,} runs, {told.looks} looks: {why}. {RULE}")
    ]
    lines += showing.bullets(_reached(each) for each in told.reached)
    return "\n".join(lines)


def _reached(each: Reached) -> str:
    measure = DECLARED[each.key]
    of = "" if each.other is None else f", {each.other} against the base"
    width = showing.NOTHING if each.half_width is None else f"{each.half_width:.3g}"
    value = showing.NOTHING if each.value is None else f"{each.value:.4g}"
    word = "precise" if each.is_precise else "NOT PRECISE"
    return f"{measure.words}{of}: {value}, give or take {width} (asked: {each.target:g}): {word}"


def is_corrected(comparison: Comparison) -> bool:
    """Return whether the verdicts on the headline measures were corrected for the others."""
    return all(
        key in comparison.beside and comparison.beside[key].corrected is not None
        for key in HEADLINES
    )


def _together(comparison: Comparison, key: str) -> str:
    found, beside = comparison.differences[key], comparison.beside[key]
    measure, corrected = DECLARED[key], beside.corrected
    names = f"{comparison.other} against {comparison.base}"
    if corrected is None or corrected.low is None or corrected.high is None:
        return f"{names}: inconclusive"
    ends = showing.shown_signed_range(measure, corrected.low, corrected.high)
    word = verdict_in_words(corrected.verdict, found.difference)
    plain = in_words(found)
    alone = "" if word == plain else f" (alone: {plain})"
    return f"{names}: {ends}: {word}{alone}"


def _signed_range(measure: Measure, found: Nested | None) -> str:
    if found is None or found.evidence_low is None or found.evidence_high is None:
        return showing.NOTHING
    return showing.shown_signed_range(measure, found.evidence_low, found.evidence_high)


def _percent(share: float | None) -> str:
    return showing.NOTHING if share is None else f"{100 * share:.0f}%"
