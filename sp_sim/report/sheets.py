"""Sheets: what stands on each sheet of the workbook but the weekly one, numbers as numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sp_sim.mechanisms.registry import SECTIONS
from sp_sim.report import method, money
from sp_sim.report.register import GRADES_IN_WORDS, believed, value_of, values_in_words
from sp_sim.report.settings import differences
from sp_sim.report.weekly_sheet import SERIES
from sp_sim.report.words import verdict
from sp_sim.results.basis import BELIEVED
from sp_sim.results.counterfactual import DECLARED

if TYPE_CHECKING:
    from sp_sim.economics.answer import Costs
    from sp_sim.param import Param
    from sp_sim.report.compared import Table
    from sp_sim.results.reopen import Kept

Cells = tuple[Any, ...]
COST_HEADS = (
    "Scenario", "Unit cost", "Payer", "Mean quantity a run", "Unit", "Value (GBP)", "Mean cost over the run (GBP)",
    "Cash", "Confirmed", "Source",
)  # fmt: skip


@dataclass(frozen=True)
class Block:
    """One table of a sheet."""

    caption: str
    heads: tuple[str, ...]
    rows: list[Cells]


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, what it is, notes, tables, and how wide its columns are."""

    name: str
    title: str
    tables: list[Block]
    notes: list[str] = field(default_factory=list)
    widths: tuple[int, ...] = (44, 24, 24, 24, 16, 16, 16, 16)


def sheets(kept: Kept, costs: Costs | None) -> list[Sheet]:
    """Return every sheet, in the order of the workbook."""
    return [
        _summary(kept), _assumptions(kept), _settings(kept), _costs(kept, costs), _dictionary(kept), _version(kept),
    ]  # fmt: skip


def _summary(kept: Kept) -> Sheet:
    notes = [f"{each['name']}: {each['asks']}" for each in kept.inputs["scenarios"]]
    notes.append(kept.manifest["draws_in_words"])
    notes += [f"Warning: {words}" for words in kept.warnings]
    blocks = [_compared(kept, found) for found in kept.comparisons] or [_means(kept)]
    return Sheet("Summary", "What was found", blocks, notes)


def _compared(kept: Kept, found: dict[str, Any]) -> Block:
    many, scenarios = len(kept.comparisons) > 1, kept.document["scenarios"]
    heads = (
        "Measure", found["base"], found["other"], "Difference", "Low (95%)", "High (95%)", "Better in pairs", "Pairs",
        "Verdict", "Unit", "Key",
    )  # fmt: skip
    rows = [
        (
            DECLARED[key].words, *(scenarios[found[side]]["measures"][key]["mean"] for side in ("base", "other")),
            told["difference"], told["low"], told["high"], told["runs_better"], told["runs"],
            verdict(told, many=many), DECLARED[key].unit, key,
        )
        for key, told in found["measures"].items()
    ]  # fmt: skip
    return Block(f"{found['other']} against {found['base']}", heads, rows)


def _means(kept: Kept) -> Block:
    heads = ("Measure", "Scenario", "Mean", "Low (95%)", "High (95%)", "Runs", "Unit", "Key")
    rows = [
        (
            DECLARED[key].words,
            name,
            told["mean"],
            told["low"],
            told["high"],
            told["runs"],
            DECLARED[key].unit,
            key,
        )
        for name, each in kept.document["scenarios"].items()
        for key, told in each["measures"].items()
    ]
    return Block("What was found", heads, rows)


def _assumptions(kept: Kept) -> Sheet:
    heads = (
        "Key",
        "Meaning",
        value_of(kept),
        "Unit",
        "Believed from",
        "Believed to",
        "Range",
        "Grade",
        "Kind",
        "Source",
    )
    rows = [_assumption(param, kept) for section in SECTIONS for param in section.params]
    notes = [f"{grade}: {words}" for grade, words in GRADES_IN_WORDS.items()]
    return Sheet(
        "Assumptions", "Every assumption and every lever", [Block("Register", heads, rows)], notes,
        (36, 60, 24, 24, 14, 14, 18, 12, 12, 60),
    )  # fmt: skip


def _assumption(param: Param, kept: Kept) -> Cells:
    low, high = None, None
    if param.is_number and param.prior.family != "fixed":
        low, high = (param.prior.quantile(chance) for chance in BELIEVED)
    told = values_in_words(param, kept.scenarios)
    return (
        param.key, param.meaning, _number(told), param.unit, low, high, believed(param), param.grade,
        "lever" if param.lever else "assumption", param.source,
    )  # fmt: skip


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _settings(kept: Kept) -> Sheet:
    tables = [_block(told) for told in differences(kept)]
    notes = [] if tables else ["There is one scenario only."]
    return Sheet("Scenario differences", "In what the scenarios differ", tables, notes)


def _block(told: Table) -> Block:
    return Block(
        told.caption,
        told.heads,
        [(row.head, *row.cells) for _, rows in told.groups for row in rows],
    )


def _costs(kept: Kept, costs: Costs | None) -> Sheet:
    if costs is None:
        return Sheet("Costs", "What it costs", [], [money.why_not(kept)])
    rows = [
        (
            arm.arm.name, costs.book.figure(key).told.words, costs.book.figure(key).payer, arm.mean(amount).mean,
            costs.book.figure(key).told.quantity_unit, costs.book.figure(key).value, arm.mean(arm.priced[key]).mean,
            "yes" if costs.book.figure(key).told.is_cash else "no: time that is paid already",
            "yes" if costs.book.figure(key).confirmed else "NO: a placeholder", costs.book.figure(key).source,
        )
        for arm in costs.arms
        for key, amount in arm.quantities.items()
    ]  # fmt: skip
    blocks = [
        *(_block(told) for told in money.cost_tables(costs)),
        Block("Everything that was counted", COST_HEADS, rows),
    ]
    notes = [words for words in [money.warning(costs)] if words]
    return Sheet("Costs", "What it costs", blocks, notes)


def _dictionary(kept: Kept) -> Sheet:
    measured = next(iter(kept.document["scenarios"].values()))["measures"]
    heads = ("Key", "Words", "Definition", "Numerator", "Denominator", "Window", "Censoring", "Unit", "Kind", "Better",
             "Smallest difference that matters")  # fmt: skip
    rows = [
        (key, told.words, told.definition, told.numerator, told.denominator, told.window, told.censoring, told.unit,
         told.kind, told.better, told.smallest)
        for key, told in ((key, DECLARED[key]) for key in measured)
    ]  # fmt: skip
    series = Block("Columns of the sheet Weekly", ("Key", "Words"), list(SERIES.items()))
    return Sheet(
        "Dictionary", "What each number means", [Block("Measures", heads, rows), series],
        widths=(40, 40, 60, 40, 40, 40, 40, 24, 10, 10, 14),
    )  # fmt: skip


def _version(kept: Kept) -> Sheet:
    again = Block("To get the same again", ("Type",), [(method.again(kept),)])
    told = [
        _block(method.how_it_was_run(kept)),
        _block(method.fingerprints(kept)),
        again,
        _block(method.files(kept)),
    ]
    return Sheet("Version", "How it was run", told, widths=(30, 60, 70))
