"""Tables of costs: cost beside consequence, in plain words, at most 100 columns wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.cli import costs_in_words as words
from sp_sim.cli.costs_in_words import UNSURE, bullets, grid, money, signed, with_interval
from sp_sim.cli.showing import paragraph, shown_difference, shown_mean
from sp_sim.cli.tables import about, what_differs
from sp_sim.economics.book import prices_of
from sp_sim.economics.costs import UNIT_COSTS
from sp_sim.economics.documents import consequences
from sp_sim.economics.evaluation import HELPED
from sp_sim.economics.ratio import per_person
from sp_sim.economics.unit_cost import PAYERS
from sp_sim.results.comparison import in_words as verdict
from sp_sim.results.measures import MEASURES

if TYPE_CHECKING:
    from sp_sim.economics.answer import Costs
    from sp_sim.economics.costing import Costing
    from sp_sim.economics.evaluation import Evaluation
    from sp_sim.economics.tornado import Bar, Tornado

TIME = "Time in general practice: valued, in no sum, paid by no budget of its own"
PEOPLE = {"referrals": "Referrals made", **{key: f"  {said}" for key, said in HELPED.items()}}

MOVED = (
    "Each unit cost is moved over its range with the others as the book has them. 'Each': the cost of"
    " one more referral closed as planned then; none where it is not clear that more are, or where"
    " it costs less. 'Same at': the unit cost at which both would cost the same; TURNS AT: the range"
    " reaches it, so confirm that figure first."
)
READING = (
    "How to read it. Costs are pounds over the whole run, the mean of all runs, with a 95% interval"
    " of what is chance between them; the interval says nothing of whether the unit costs are right."
    " Time that practices save is not money that anybody gets back. People still in care at the end"
    " have cost something and are not counted as helped yet. Cost and consequence stand beside each"
    " other, and no single number weighs one against the other: that judgement is yours."
)


def in_words(told: Costs) -> str:
    """Return everything that a person at a terminal wants to know of costs."""
    blocks = [about(told.result), about_figures(told)]
    if not told.evaluations:
        blocks += costing_blocks(told.arms[0])
    for each in told.evaluations:
        blocks += evaluation_blocks(each)
    blocks += [not_counted(told), paragraph(READING)]
    return "\n\n".join(block for block in blocks if block)


def about_figures(told: Costs) -> str:
    """Return which prices these are, and how many of them nobody has confirmed."""
    book = told.book
    lines = [paragraph(f"Prices of {prices_of(book.price_year)}, from the cost book {book.name}.")]
    if book.unconfirmed:
        lines.append(paragraph(words.warning(book)))
    if told.discount:
        lines.append(f"Years after the first are discounted at {100 * told.discount:g}% a year.")
    elif told.is_long:
        years = told.arms[0].use.years
        lines.append(paragraph(f"All {years} years count in full; --discount RATE changes that."))
    return "\n".join(lines)


def costing_blocks(arm: Costing) -> list[str]:
    """Return the tables of one scenario."""
    return [_what_is_paid(arm), _who_pays(arm), _what_it_achieves(arm)]


def evaluation_blocks(each: Evaluation) -> list[str]:
    """Return the tables of one comparison."""
    return [
        what_differs(each.comparison),
        words.unpriced(each),
        in_short(each),
        who_pays(each),
        what_is_paid(each),
        consequence(each),
        per_additional(each),
        hangs_on(each),
    ]


def in_short(each: Evaluation) -> str:
    """Return the difference in cost and in people helped, side by side."""
    base, other, weeks = each.base, each.other, each.base.use.weeks
    costs = " -> ".join(
        money(float(arm.total.mean()), unsure=bool(arm.unconfirmed)) for arm in (base, other)
    )
    change = with_interval(each.more_in_all, unsure=bool(each.unconfirmed))
    lines = [f"Cost over {weeks} weeks: {costs}; {change}: {words.dearer(each.difference)}"]
    for what, said in HELPED.items():
        counts = " -> ".join(f"{float(arm.helped(what).mean()):,.0f}" for arm in (base, other))
        change = words.people(each.more_helped(what))
        lines.append(f"Referrals {said} in that time: {counts}; {change}")
    return "\n".join(["In short:", *bullets(lines)])


def who_pays(each: Evaluation) -> str:
    """Return the budget impact by payer and year."""
    rows: list[tuple[str, ...]] = []
    unsure = set(each.base.unconfirmed) | set(each.other.unconfirmed)
    for payer in each.other.payers:
        rows.append((PAYERS[payer],))
        borne = any(each.base.book.figure(key).payer == payer for key in unsure)
        sides = [arm.of_payer(payer) for arm in (each.base, each.other)]
        changes = [*each.of_payer_by_year(payer), each.of_payer(payer)]
        rows += words.years(sides, changes, weeks=each.base.use.weeks, unsure=borne)
    rows.append(("All payers",))
    sides = [each.base.by_year, each.other.by_year]
    changes = [*each.by_year, each.more_in_all]
    rows += words.years(sides, changes, weeks=each.base.use.weeks, unsure=bool(unsure))
    heads = ("WHO PAYS (budget impact)", "base", "other", "difference (95% interval)")
    return grid(heads, rows)


def what_is_paid(each: Evaluation) -> str:
    """Return cost by what is paid for, and beside it the time that is valued and not paid."""
    heads = ("WHAT IS PAID FOR", "base", "other", "difference (95% interval)")
    rows: list[tuple[str, ...]] = []
    for is_cash in (True, False):
        if not is_cash:
            rows.append((TIME,))
        keys = [key for key in each.other.priced if UNIT_COSTS[key].is_cash is is_cash]
        rows += [row for key in keys for row in _compared(each, key)]
    return grid(heads, rows)


def _compared(each: Evaluation, key: str) -> list[tuple[str, ...]]:
    told, figure = UNIT_COSTS[key], each.base.book.figure(key)
    if not each.base.quantities[key].any() and not each.other.quantities[key].any():
        return [(f"  {told.words}", "none", "none", "")]
    unsure = not figure.confirmed
    pounds = [
        money(float(arm.priced[key].sum(axis=1).mean()), unsure=unsure)
        for arm in (each.base, each.other)
    ]
    amounts = [
        words.amount(float(arm.quantities[key].sum(axis=1).mean()))
        for arm in (each.base, each.other)
    ]
    at = f"    at {words.price(figure)}"
    return [
        (f"  {told.words}", *pounds, with_interval(each.more(key), unsure=unsure)),
        (at, *amounts, ""),
    ]


def consequence(each: Evaluation) -> str:
    """Return what the scenarios achieve: people helped, waits, exhaustion, leavers."""
    heads = ("CONSEQUENCE", "base", "other", "difference (95% interval)", "verdict")
    rows: list[tuple[str, ...]] = [("Over the whole run",)]
    for what, said in PEOPLE.items():
        sides = [f"{float(arm.helped(what).mean()):,.0f}" for arm in (each.base, each.other)]
        rows.append((f"  {said}", *sides, words.people(each.more_helped(what)), ""))
    rows.append(("Measures, as `sp-sim compare` has them",))
    for key in consequences():
        measure, found = MEASURES[key], each.comparison.differences[key]
        sides = [shown_mean(measure, arm.arm.estimates[key]) for arm in (each.base, each.other)]
        change = shown_difference(measure, found)
        rows.append((f"  {measure.words}", *sides, change, verdict(found)))
    return grid(heads, rows)


def per_additional(each: Evaluation) -> str:
    """Return the cost of one more person helped, where there is such a number."""
    lines = []
    for what, said in HELPED.items():
        ratio = each.per_additional(what)
        lines.append(
            f"One more referral {said}: {words.ratio(ratio, unsure=bool(each.unconfirmed))}"
        )
    sides = []
    for arm in (each.base, each.other):
        ratio = per_person(arm.total, arm.completed, HELPED["completed"])
        sides.append(f"{words.ratio(ratio, unsure=bool(arm.unconfirmed))} in {arm.arm.name}")
    lines.append(f"For comparison, all cost by all closed as planned: {', '.join(sides)}")
    return "\n".join(
        ["Cost of one more person helped (who comes back is counted again):", *bullets(lines)]
    )


def hangs_on(each: Evaluation) -> str:
    """Return which unit costs the difference in cost hangs on, the widest first."""
    found = each.tornado
    if not found.bars:
        return "" if each.unconfirmed else "No unit cost with a range differs in its quantity."
    heads = (
        "WHAT THE DIFFERENCE HANGS ON",
        "unit cost",
        "to",
        "difference",
        "to",
        "each",
        "to",
        "same at",
    )
    rows = [_bar_row(bar, found) for bar in found.bars]
    ends = f"{signed(found.least)} to {signed(found.most)}{UNSURE if each.unconfirmed else ''}"
    turn = "Together they turn" if found.flips else "Even together they do not turn"
    last = f"All at their worst at once: {ends}. {turn} which costs more."
    return "\n".join([grid(heads, rows), paragraph(last), paragraph(MOVED)])


def _bar_row(bar: Bar, found: Tornado) -> tuple[str, ...]:
    unsure = not bar.confirmed
    turns = words.turning_point(bar.turns_at, bar.high)
    each = [
        words.perhaps(found.per_person(end), unsure=unsure) for end in (bar.at_low, bar.at_high)
    ]
    return (
        f"  {UNIT_COSTS[bar.key].words}",
        words.unit_price(bar.low),
        words.unit_price(bar.high),
        signed(bar.at_low, unsure=unsure),
        signed(bar.at_high, unsure=unsure),
        *each,
        f"TURNS AT {turns}" if bar.flips else turns,
    )


def not_counted(told: Costs) -> str:
    """Return what could not be counted and is in no sum; or nothing."""
    if not told.missing:
        return ""
    lines = [f"{UNIT_COSTS[key].words}: {why}" for key, why in told.missing.items()]
    return "\n".join(["NOT COUNTED, which is not the same as nothing:", *bullets(lines)])


def _what_is_paid(arm: Costing) -> str:
    heads = ("WHAT IS PAID FOR", "quantity", "cost (95% interval)")
    rows: list[tuple[str, ...]] = []
    for is_cash in (True, False):
        if not is_cash:
            total = with_interval(arm.mean(arm.total), unsure=bool(arm.unconfirmed), plus=False)
            rows += [("Cost in all", "", total), (TIME,)]
        keys = [key for key in arm.priced if UNIT_COSTS[key].is_cash is is_cash]
        rows += [row for key in keys for row in _paid(arm, key)]
    return grid(heads, rows)


def _paid(arm: Costing, key: str) -> list[tuple[str, ...]]:
    figure, quantity = arm.book.figure(key), arm.quantities[key].sum(axis=1)
    if not quantity.any():
        return [(f"  {UNIT_COSTS[key].words}", "none", "")]
    cost = arm.mean(arm.priced[key])
    return [
        (
            f"  {UNIT_COSTS[key].words}",
            words.amount(float(quantity.mean())),
            with_interval(cost, unsure=not figure.confirmed, plus=False),
        ),
        (f"    at {words.price(figure)}", "", ""),
    ]


def _who_pays(arm: Costing) -> str:
    count, weeks = arm.use.years, arm.use.weeks
    years = [f"year {n + 1}{words.part_of_year(n, count, weeks)}" for n in range(count)]
    heads = ("WHO PAYS", *years, "in all")
    rows = []
    for payer in arm.payers:
        borne = any(arm.book.figure(key).payer == payer for key in arm.unconfirmed)
        rows.append(_by_year(f"  {PAYERS[payer]}", arm.of_payer(payer).mean(axis=0), unsure=borne))
    rows.append(_by_year("All payers", arm.by_year.mean(axis=0), unsure=bool(arm.unconfirmed)))
    return grid(heads, rows)


def _by_year(label: str, pounds: words.Floats, *, unsure: bool) -> tuple[str, ...]:
    every = [*map(float, pounds), float(pounds.sum())]
    return (label, *(money(each, unsure=unsure) for each in every))


def _what_it_achieves(arm: Costing) -> str:
    heads = ("CONSEQUENCE", "mean")
    rows: list[tuple[str, ...]] = [
        (f"  {said}, over the whole run", f"{float(arm.helped(what).mean()):,.0f}")
        for what, said in PEOPLE.items()
    ]
    rows += [
        (f"  {MEASURES[key].words}", shown_mean(MEASURES[key], arm.arm.estimates[key]))
        for key in consequences()
    ]
    ratio = per_person(arm.total, arm.completed, HELPED["completed"])
    each = words.ratio(ratio, unsure=bool(arm.unconfirmed))
    return f"{grid(heads, rows)}\n{paragraph(f'All cost by all closed as planned: {each}.')}"
