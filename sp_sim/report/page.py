"""Page: everything that is told of a result, in one HTML file that needs nothing else."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any

from sp_sim.plots.drawing import inline
from sp_sim.report import flip, method, money
from sp_sim.report.answer import answers
from sp_sim.report.before_after import READING as BEFORE_AFTER
from sp_sim.report.before_after import before_and_after
from sp_sim.report.compared import tables
from sp_sim.report.notes import best, notes
from sp_sim.report.pictures import pictures
from sp_sim.report.register import grades, register, rests_on
from sp_sim.report.settings import differences
from sp_sim.report.who import NEED, NO_RECORDS, who_gains
from sp_sim.report.why import READING as WHY_READING
from sp_sim.results.counterfactual import DECLARED
from sp_sim.results.shown import NOTHING

if TYPE_CHECKING:
    from pathlib import Path

    from sp_sim.economics.answer import Costs
    from sp_sim.plots.drawing import Cell, Drawing
    from sp_sim.report.why import Why
    from sp_sim.results.reopen import Kept

READING = (
    "All scenarios were lived by the same people with the same luck, run by run. The interval says where the mean"
    " difference lies, in 19 of 20 such studies. Better in pairs: in how many of those pairs the other scenario did"
    " better; ties count half. Equivalent: the difference is too small to matter, by a limit that was assumed."
    " Inconclusive: these runs do not tell. Differences of percentages are in percentage points."
)
READING_SETS = (
    "All scenarios were lived under the same parameter sets by the same people with the same luck, run by run. The"
    " interval says where the mean difference over all sets lies. “Over parameter sets”: where the difference that is"
    " expected under one set lies in 95% of them; more runs do not make that range smaller, only evidence does. Better"
    " in pairs: in how many pairs of runs the other scenario did better; ties count half. A verdict is given only where"
    " it holds of the mean and of 95% of sets; else it is inconclusive. Equivalent: too small to matter, by a limit"
    " that was assumed. Differences of percentages are in percentage points."
)
MANY = (
    "With several comparisons, the verdicts on referrals and on exhaustion are those that hold beside all the others"
    " (corrected); their intervals are not corrected."
)


def page(
    kept: Kept, costs: Costs | None, *, breakeven: Path | None = None, why: Why | None = None
) -> str:
    """Return the report as HTML: the same bytes for the same results."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - only when made

    loader = PackageLoader("sp_sim.report", "templates")
    room = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made: str = room.get_template("report.html").render(
        **_told(kept, costs, breakeven), **_of_changes(why)
    )
    return made


def _reading(kept: Kept) -> str:
    reading = READING_SETS if kept.manifest["parameter_sets"] > 1 else READING
    return f"{reading} {MANY}" if len(kept.comparisons) > 1 else reading


def _told(kept: Kept, costs: Costs | None, breakeven: Path | None) -> dict[str, Any]:
    """Return what the template is filled with."""
    return {
        "style": resources.files("sp_sim.report")
        .joinpath("templates/report.css")
        .read_text("utf-8"),
        "title": " against ".join(reversed(kept.names))
        if kept.comparisons
        else ", ".join(kept.names),
        "scenarios": kept.inputs["scenarios"],
        "manifest": kept.manifest,
        "comparisons": kept.comparisons,
        "answers": answers(kept),
        "differences": differences(kept),
        "warnings": kept.warnings,
        "tables": tables(kept),
        "notes": notes(kept),
        "best": best(kept),
        "before_after": before_and_after(kept),
        "before_after_reading": BEFORE_AFTER,
        "reading": _reading(kept),
        "pictures": [_picture(each) for each in pictures(kept, costs, breakeven=breakeven)],
        "who": who_gains(kept),
        "no_records": "" if kept.arms else NO_RECORDS,
        "need": NEED,
        **_of_money(kept, costs),
        **_of_flips(kept, costs, breakeven),
        "rests_on": rests_on(kept),
        "grades": grades(),
        "register": register(kept),
        "dictionary": [(key, DECLARED[key]) for key in _measured(kept)],
        "run": method.how_it_was_run(kept),
        "fingerprints": method.fingerprints(kept),
        "files": method.files(kept),
        "again": method.again(kept),
    }


def _of_changes(why: Why | None) -> dict[str, Any]:
    return {"why": why, "why_pictures": [_picture(each) for each in why.pictures] if why else [],
            "why_reading": WHY_READING}  # fmt: skip


def _of_money(kept: Kept, costs: Costs | None) -> dict[str, Any]:
    if costs is None:
        none: list[Any] = []
        return {"why_not_priced": money.why_not(kept), "costs": none, "consequences": none, "per_person": none,
                "cost_warning": "", "not_counted": {}}  # fmt: skip
    return {
        "why_not_priced": "",
        "costs": money.cost_tables(costs),
        "consequences": money.consequence_tables(kept),
        "per_person": money.per_person(costs),
        "cost_warning": money.warning(costs),
        "not_counted": costs.missing,
    }


def _of_flips(kept: Kept, costs: Costs | None, breakeven: Path | None) -> dict[str, Any]:
    found = flip.searched(kept, breakeven)
    return {
        "searched": found is not None,
        "turns": [] if found is None else flip.turn_tables(found),
        "never": [] if found is None else flip.never(found),
        "how_to_find_out": flip.how_to_find_out(kept),
        "unit_costs": None if costs is None else flip.cost_table(costs),
    }


def _measured(kept: Kept) -> list[str]:
    return list(next(iter(kept.document["scenarios"].values()))["measures"])


def _picture(drawing: Drawing) -> dict[str, Any]:
    columns, rows = drawing.table
    return {
        "id": drawing.name,
        "title": drawing.title,
        "described": drawing.described,
        "svg": inline(drawing.svg(), drawing.name),
        "columns": columns,
        "rows": [[_cell(cell) for cell in row] for row in rows],
    }


def _cell(value: Cell) -> str:
    if value is None:
        return NOTHING
    return f"{value:,.4g}" if isinstance(value, float) else str(value)
