"""Money: what was used, priced by a cost book, beside what it achieved; placeholders are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.economics.answer import Costs
from sp_sim.economics.documents import consequences
from sp_sim.economics.evaluation import HELPED
from sp_sim.economics.read import load_book
from sp_sim.economics.unit_cost import PAYERS
from sp_sim.experiments.compare import pair
from sp_sim.report.compared import Row, Table, by_theme, plain
from sp_sim.report.words import difference_in_words, pounds, signed_pounds, verdict
from sp_sim.results.counterfactual import DECLARED
from sp_sim.results.result import Result
from sp_sim.results.shown import NOTHING

if TYPE_CHECKING:
    from pathlib import Path

    from sp_sim.economics.evaluation import Evaluation
    from sp_sim.economics.ratio import Ratio
    from sp_sim.estimate import Estimate
    from sp_sim.results.reopen import Kept

UNSURE = "*"
NO_RECORDS = (
    "Nothing is priced: with so many runs of drawn parameters, records of what was used would not"
    " have fitted in memory. Ask for fewer runs, a smaller area, or --draws point."
)
NOT_FROM_0 = "Nothing is priced: the runs go on from a checkpoint, and what was spent before is not in the records."


def costs_of(kept: Kept, book: str | Path | None, discount: float = 0.0) -> Costs | None:
    """Return what the kept runs cost; `None` where the records are not enough to tell."""
    if not kept.arms or not from_the_start(kept):
        return None
    arms = {arm.name: arm for arm in kept.arms}
    pairs = tuple(pair(arms[each["base"]], arms[each["other"]]) for each in kept.comparisons)
    return Costs(Result(kept.arms, pairs), load_book(book), discount)


def from_the_start(kept: Kept) -> bool:
    """Return whether the records begin in week 0."""
    weeks = kept.arms[0].whole_records.practice_weeks["week"]
    return len(weeks) > 0 and bool(weeks.min() <= 0)


def why_not(kept: Kept) -> str:
    """Return why nothing is priced."""
    return NO_RECORDS if not kept.arms else NOT_FROM_0


def cost_tables(costs: Costs) -> list[Table]:
    """Return cost by payer for each comparison; of one scenario, what it costs."""
    if not costs.evaluations:
        return [_alone(costs, number) for number in range(len(costs.arms))]
    return [_of(each, number) for number, each in enumerate(costs.evaluations, 1)]


def consequence_tables(kept: Kept) -> list[Table]:
    """Return, for each comparison, the measures that stand beside the cost."""
    many = len(kept.comparisons) > 1
    made = []
    for number, found in enumerate(kept.comparisons, 1):
        rows = []
        for key in consequences():
            told = found["measures"][key]
            word = verdict(told, many=many)
            cells = (difference_in_words(key, told), word)
            rows.append(Row(f"c{number}-{key}", DECLARED[key].words, cells, key, word))
        heads = ("Consequence", "Difference (95% interval)", "Verdict")
        made.append(
            Table(
                f"consequence{number}",
                f"What {found['other']} achieves beside {found['base']}",
                heads,
                by_theme(rows),
            )
        )
    return made


def _alone(costs: Costs, number: int) -> Table:
    arm = costs.arms[number]
    rows = [
        (PAYERS[payer], _money(arm.mean(arm.of_payer(payer)), unsure=bool(arm.unconfirmed)))
        for payer in arm.payers
    ]
    rows.append(("In all", _money(arm.mean(arm.total), unsure=bool(arm.unconfirmed))))
    heads = ("Who pays", "Cost over the run (95% interval)")
    return plain(f"What {arm.arm.name} costs", heads, rows, f"cost{number + 1}")


def _of(each: Evaluation, number: int) -> Table:
    unsure = bool(each.unconfirmed)
    rows = [
        (
            PAYERS[payer],
            *(
                _bare(side.mean(side.of_payer(payer)), unsure=bool(side.unconfirmed))
                for side in (each.base, each.other)
            ),
            _more(each.of_payer(payer), unsure=unsure),
        )
        for payer in each.other.payers
    ]
    totals = (
        _bare(side.mean(side.total), unsure=bool(side.unconfirmed))
        for side in (each.base, each.other)
    )
    rows.append(("In all", *totals, _more(each.more_in_all, unsure=unsure)))
    heads = ("Who pays", each.base.arm.name, each.other.arm.name, "Difference (95% interval)")
    return plain(
        f"What {each.other.arm.name} costs over the run beside {each.base.arm.name}",
        heads,
        rows,
        f"cost{number}",
    )


def per_person(costs: Costs) -> list[list[str]]:
    """Return, for each comparison, the cost of one more person helped in each sense, or why there is none."""
    return [
        [
            f"For each additional person {words}: {_ratio(each.per_additional(what), unsure=bool(each.unconfirmed))}"
            for what, words in HELPED.items()
        ]
        for each in costs.evaluations
    ]


def _ratio(found: Ratio, *, unsure: bool) -> str:
    if found.value is None:
        return found.why_not
    mark = UNSURE if unsure else ""
    if found.low is None or found.high is None:
        return f"{pounds(found.value)}{mark}"
    return f"{pounds(found.value)} ({pounds(found.low)} to {pounds(found.high)}){mark}"


def _bare(found: Estimate, *, unsure: bool) -> str:
    return NOTHING if found.mean is None else f"{pounds(found.mean)}{UNSURE if unsure else ''}"


def _money(found: Estimate, *, unsure: bool) -> str:
    if found.mean is None:
        return NOTHING
    sure = (
        ""
        if found.low is None or found.high is None
        else f" ({pounds(found.low)} to {pounds(found.high)})"
    )
    return f"{pounds(found.mean)}{sure}{UNSURE if unsure else ''}"


def _more(found: Estimate, *, unsure: bool) -> str:
    if found.mean is None:
        return NOTHING
    ends = [None if end is None else signed_pounds(end) for end in (found.low, found.high)]
    sure = "" if None in ends else f" ({ends[0]} to {ends[1]})"
    return f"{signed_pounds(found.mean)}{sure}{UNSURE if unsure else ''}"


def warning(costs: Costs) -> str:
    """Return that figures are unconfirmed, and what to do; or nothing."""
    count, every = len(costs.book.unconfirmed), len(costs.book.figures)
    if not count:
        return ""
    return (
        f"Nobody has confirmed {count} of the {every} figures of the cost book “{costs.book.name}”. Every number"
        f" marked {UNSURE} rests on one of them and is no estimate of what it would cost you. Copy"
        " scenarios/costs/placeholder.yaml, put in your own figures, write “confirmed: true”, and give it with --book."
    )
