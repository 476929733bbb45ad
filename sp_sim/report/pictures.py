"""Pictures: every picture that the tables of a result are enough for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.mechanisms.burnout import BURNT_OUT, HIGHEST
from sp_sim.plots.bars import Scale, Swing, tornado, waterfall
from sp_sim.plots.beeswarm import Swarm, beeswarm
from sp_sim.plots.funnel import funnel
from sp_sim.plots.histogram import histogram
from sp_sim.plots.multiples import Small, multiples
from sp_sim.plots.trajectories import WINDOW_WEEKS
from sp_sim.plots.weeks import Panel, over_weeks
from sp_sim.report.beliefs import beliefs
from sp_sim.report.people import (
    FOLLOWED_WEEKS,
    STAGES,
    involvement_at_the_end,
    stages,
    weekly_by_practice,
)
from sp_sim.report.source import source_of
from sp_sim.report.words import KEY_MEASURES, pounds, verdict
from sp_sim.results.counterfactual import DECLARED
from sp_sim.results.weekly import moving_rate_per_1000

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sp_sim.economics.answer import Costs
    from sp_sim.economics.evaluation import Evaluation
    from sp_sim.plots.drawing import Drawing
    from sp_sim.results.counting import Floats
    from sp_sim.results.reopen import Kept

KINDS = (
    "uptake", "strain", "beeswarm", "funnel", "practices", "involvement", "beliefs", "tornado", "waterfall",
)  # fmt: skip
"""Every kind of picture, in the order of a report."""
UPTAKE = f"coded referrals per 1,000 a year\n({WINDOW_WEEKS}-week moving rate)"
FUNNEL_NOTE = (
    f"Offered or asked at least {FOLLOWED_WEEKS} weeks before the end, followed to the end. A case may be closed"
    " as planned without an activity: the last two bars are not steps of one stair."
)


def pictures(
    kept: Kept, costs: Costs | None, kinds: Sequence[str] = KINDS, breakeven: Path | None = None
) -> list[Drawing]:
    """Return the pictures of these kinds that there is something to draw for."""
    makers = {
        "uptake": lambda: iter([_uptake(kept)]),
        "strain": lambda: iter([_strain(kept)]),
        "beeswarm": lambda: _beeswarms(kept),
        "funnel": lambda: _funnel(kept),
        "practices": lambda: _practices(kept),
        "involvement": lambda: _involvement(kept),
        "beliefs": lambda: beliefs(kept, breakeven),
        "tornado": lambda: _tornados(kept, costs),
        "waterfall": lambda: _waterfalls(kept, costs),
    }
    return [drawing for kind in kinds for drawing in makers[kind]()]


def series_of(kept: Kept, column: str) -> dict[str, Floats]:
    """Return a weekly series of every scenario, runs by weeks."""
    frame, weeks = kept.table("weekly"), kept.manifest["weeks"]
    return {
        name: np.asarray(frame[frame["scenario"] == name][column], dtype=np.float64).reshape(
            -1, weeks
        )
        for name in kept.names
    }


def _uptake(kept: Kept) -> Drawing:
    registered = float(kept.manifest["area_registered"])
    window = min(WINDOW_WEEKS, kept.manifest["weeks"])
    rates = {
        name: moving_rate_per_1000(counts, registered, window)
        for name, counts in series_of(kept, "coded_referrals").items()
    }
    panels = [
        Panel(title="Referral uptake", unit=UPTAKE, series=rates),
        Panel(title="People waiting", unit="people", series=series_of(kept, "waiting")),
    ]
    told = _last(panels[0], "{:.1f} coded referrals per 1,000 a year at the end")
    return over_weeks(
        "uptake", "Referral uptake and waiting, week by week", panels, told, source_of(kept)
    )


def _strain(kept: Kept) -> Drawing:
    cases, filled = series_of(kept, "caseload"), series_of(kept, "wte_filled")
    loads = {name: _over(cases[name], filled[name]) for name in kept.names}
    panels = [
        Panel(title="Caseload", unit="open cases per full-time worker", series=loads),
        Panel(
            title="Link workers' exhaustion", unit=f"mean exhaustion (0 to {HIGHEST:.0f})",
            series=series_of(kept, "exhaustion_mean"), mark=float(BURNT_OUT), top=float(HIGHEST),
            mark_words=f"burnt out: {BURNT_OUT:.0f} and above",
        ),
    ]  # fmt: skip
    told = _last(panels[1], "mean exhaustion {:.1f} at the end")
    return over_weeks(
        "strain", "Caseload and exhaustion, week by week", panels, told, source_of(kept)
    )


def _over(above: Floats, below: Floats) -> Floats:
    found: Floats = np.full(above.shape, np.nan)
    return np.divide(above, below, out=found, where=below > 0.0)


def _last(panel: Panel, words: str) -> str:
    told = [
        f"{name}: {words.format(float(np.nanmean(values[:, -1])))}"
        for name, values in panel.series.items()
        if np.isfinite(values[:, -1]).any()
    ]
    return f"{'; '.join(told)}."


def _beeswarms(kept: Kept) -> Iterator[Drawing]:
    frame = kept.table("measures")
    for number, found in enumerate(kept.comparisons, 1):
        sides = [
            frame[frame["scenario"] == found[side]].pivot_table(
                index=["draw", "seed"], columns="measure", values="value", dropna=False
            )
            for side in ("base", "other")
        ]
        swarms = [
            _swarm(
                key,
                found["measures"][key],
                *(side[key] for side in sides),
                many=len(kept.comparisons) > 1,
            )
            for key in KEY_MEASURES
            if found["measures"].get(key, {}).get("difference") is not None
            and all(key in side for side in sides)
        ]
        if swarms:
            yield _numbered(
                beeswarm(swarms, found["base"], found["other"], source_of(kept)), number, kept
            )


def _swarm(key: str, found: dict[str, Any], base: Any, other: Any, *, many: bool) -> Swarm:  # noqa: ANN401 - columns of a frame
    share = DECLARED[key].kind == "share"
    times = 100.0 if share else 1.0
    low, high = (None if found[end] is None else times * found[end] for end in ("low", "high"))
    return Swarm(
        words=DECLARED[key].words, unit="percentage points" if share else DECLARED[key].unit,
        seeds=[seed for _, seed in base.index], differences=times * (other - base).to_numpy(dtype=np.float64),
        mean=times * found["difference"], low=low, high=high, better=DECLARED[key].better,
        smallest=times * DECLARED[key].smallest, verdict=verdict(found, many=many),
    )  # fmt: skip


def _funnel(kept: Kept) -> Iterator[Drawing]:
    counts = {arm.name: stages(arm) for arm in kept.arms}
    if counts and kept.manifest["weeks"] > FOLLOWED_WEEKS:
        yield funnel(STAGES, counts, FUNNEL_NOTE, source_of(kept))


def _practices(kept: Kept) -> Iterator[Drawing]:
    if not kept.arms:
        return
    sizes = np.asarray(kept.arms[0].places.registered, dtype=np.float64)
    window = min(WINDOW_WEEKS, kept.manifest["weeks"])
    rates = {}
    for arm in kept.arms:
        counts = weekly_by_practice(arm, "referrals") - weekly_by_practice(arm, "self_referrals")
        rates[arm.name] = np.vstack(
            [moving_rate_per_1000(counts[[at]], size, window)[0] for at, size in enumerate(sizes)]
        )
    fifths = {practice.code: practice.deprivation_fifth for practice in kept.area.practices}
    told = [
        Small(code=code, registered=int(sizes[at]), fifth=fifths.get(code),
              means={name: rate[at] for name, rate in rates.items()})
        for at, code in enumerate(kept.arms[0].places.practices)
    ]  # fmt: skip
    yield multiples(told, UPTAKE.replace("\n", " "), source_of(kept))


def _involvement(kept: Kept) -> Iterator[Drawing]:
    told = {arm.name: involvement_at_the_end(arm) for arm in kept.arms}
    covered = {name: values for name, values in told.items() if np.isfinite(values).any()}
    if covered:
        yield histogram(covered, source_of(kept))


def _tornados(kept: Kept, costs: Costs | None) -> Iterator[Drawing]:
    for number, each in enumerate(() if costs is None else costs.evaluations, 1):
        if not each.tornado.bars:
            continue
        swings = [
            Swing(words=each.base.book.figure(bar.key).told.words, low=pounds(bar.low), high=pounds(bar.high),
                  at_low=bar.at_low, at_high=bar.at_high, unsure=not bar.confirmed)
            for bar in each.tornado.bars
        ]  # fmt: skip
        names = _names(each)
        titles = "What the difference in cost hangs on", f"{names[1]} minus {names[0]}"
        scale = Scale(label="difference in cost over the run", written=pounds)
        drawn = tornado(titles, swings, each.tornado.difference, scale, source_of(kept))
        yield _numbered(drawn, number, kept)


def _waterfalls(kept: Kept, costs: Costs | None) -> Iterator[Drawing]:
    for number, each in enumerate(() if costs is None else costs.evaluations, 1):
        names = _names(each)
        parts = [
            (each.base.book.figure(key).told.words, each.more(key).mean or 0.0)
            for key in each.other.cash
            if key in each.base.cash and each.more(key).mean
        ]
        ends = [
            (name, float(side.total.mean()))
            for name, side in zip(names, (each.base, each.other), strict=True)
        ]
        titles = "What the difference in cost is made of", f"from {names[0]} to {names[1]}"
        scale = Scale(label="cost over the run", written=pounds)
        drawn = waterfall(titles, (ends[0], ends[1]), parts, scale, source_of(kept))
        yield _numbered(drawn, number, kept)


def _names(each: Evaluation) -> tuple[str, str]:
    return each.base.arm.name, each.other.arm.name


def _numbered(drawing: Drawing, number: int, kept: Kept) -> Drawing:
    """Return the picture under a name of its own, where there are several comparisons."""
    from dataclasses import replace  # noqa: PLC0415 - only here

    return (
        drawing if len(kept.comparisons) == 1 else replace(drawing, name=f"{drawing.name}-{number}")
    )
