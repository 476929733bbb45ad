"""Trajectories: referral uptake and exhaustion, week by week, arm beside arm."""

from __future__ import annotations

import csv
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.mechanisms.burnout import BURNT_OUT, HIGHEST
from sp_sim.plots.theme import FAINT, INK, Style, dress, figure, footer_text, place, style
from sp_sim.results.arm import RUN_RANGE
from sp_sim.results.weekly import moving_rate_per_1000

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sp_sim.results.arm import Arm
    from sp_sim.results.counting import Floats
    from sp_sim.results.result import Result

WINDOW_WEEKS = 13
"""Weeks over which the referral rate is averaged."""
NAME = "trajectories"
REFERRALS = "Referral uptake"
EXHAUSTION = "Link workers' exhaustion"


@dataclass(frozen=True)
class Band:
    """One arm's series: the mean over runs and the range of 8 runs in 10, week by week."""

    mean: Floats
    low: Floats
    high: Floats


def draw(result: Result, folder: Path) -> list[Path]:
    """Draw each base with what is compared with it, the data of each picture beside it as CSV."""
    studies = studies_of(result)
    paths = []
    for number, arms in enumerate(studies, 1):
        name = NAME if len(studies) == 1 else f"{NAME}-{number}-{arms[0].name}"
        bands = {arm.name: bands_of(arm) for arm in arms}
        write_data(bands, folder / f"{name}.csv")
        paths.append(folder / f"{name}.png")
        picture(arms, result, bands).savefig(paths[-1], metadata=metadata(arms, result))
    return paths


def studies_of(result: Result) -> list[list[Arm]]:
    """Return the arms of each picture: a base and the arms that are compared with it."""
    if not result.comparisons:
        return [list(result.arms)]
    found: dict[str, list[Arm]] = {}
    for comparison in result.comparisons:
        arms = found.setdefault(comparison.base, [result.arm(comparison.base)])
        arms.append(result.arm(comparison.other))
    studies = list(found.values())
    return [arms for arms in studies if not any(_is_part(arms, other) for other in studies)]


def _is_part(arms: list[Arm], other: list[Arm]) -> bool:
    """Return whether another picture shows these arms and more."""
    return {arm.name for arm in arms} < {arm.name for arm in other}


def bands_of(arm: Arm) -> dict[str, Band]:
    """Return an arm's bands, by panel."""
    registered = float(sum(arm.places.registered))
    window = min(WINDOW_WEEKS, arm.asked.weeks)
    rates = moving_rate_per_1000(arm.weekly["coded_referrals"], registered, window)
    return {REFERRALS: band(rates), EXHAUSTION: band(arm.weekly["exhaustion_mean"])}


def band(series: Floats) -> Band:
    """Return mean and range over runs (rows) of each week (columns); NaN where no run has any."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # weeks in which no run has anything
        low, high = np.nanquantile(series, RUN_RANGE, axis=0)
        return Band(np.nanmean(series, axis=0), low, high)


def write_data(bands: dict[str, dict[str, Band]], path: Path) -> None:
    """Write what is plotted, one row a scenario, panel and week; blank where there is nothing."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["scenario", "panel", "week", "mean", "run_low", "run_high"])
        for scenario, panels in bands.items():
            for panel, told in panels.items():
                rows = zip(told.mean, told.low, told.high, strict=True)
                for week, row in enumerate(rows):
                    writer.writerow([scenario, panel, week, *map(_cell, row)])


def picture(arms: list[Arm], result: Result, bands: dict[str, dict[str, Band]]) -> Figure:
    """Return the two panels, with a legend and where it all came from."""
    made = figure()
    left, right = made.subplots(1, 2)
    for number, arm in enumerate(arms):
        _draw_band(left, bands[arm.name][REFERRALS], style(number), arm.name)
        _draw_band(right, bands[arm.name][EXHAUSTION], style(number), arm.name)
    window = min(WINDOW_WEEKS, result.asked.weeks)
    unit = f"coded referrals per 1,000 registered a year\n({window}-week moving rate)"
    dress(left, REFERRALS, unit)
    dress(right, EXHAUSTION, f"mean emotional exhaustion (0 to {HIGHEST:.0f})")
    right.axhline(BURNT_OUT, color=FAINT, linewidth=1.0, linestyle=":")
    right.annotate(
        f"burnt out: {BURNT_OUT:.0f} and above",
        (0.0, BURNT_OUT), xytext=(5, 4), textcoords="offset points", fontsize=8.5, color=INK,
        xycoords=("axes fraction", "data"),
        bbox={"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 1.0},
    )  # fmt: skip
    left.set_ylim(bottom=0.0)
    right.set_ylim(0.0, _top(bands))
    for panel in (left, right):
        panel.set_xlim(0, result.asked.weeks)
        panel.set_xticks(range(0, result.asked.weeks + 1, week_step(result.asked.weeks)))
    handles, names = left.get_legend_handles_labels()
    made.legend(
        handles, names, loc="upper left", ncols=min(4, len(names)), frameon=False, fontsize=11,
        bbox_to_anchor=(0.065, 0.985), handlelength=3.2,
    )  # fmt: skip
    place(made, footer_text(*differing(arms, result), *source_lines(result)))
    return made


def week_step(weeks: int) -> int:
    """Return weeks between marks: quarters of a year where they fit, and at most nine marks."""
    steps = (1, 2, 4, 13, 26, 52, 104, 260, 520)
    return next((step for step in steps if weeks / step <= 8), steps[-1])


def differing(arms: list[Arm], result: Result) -> list[str]:
    """Return in what arms differ, and the warnings, so that a picture alone misleads nobody."""
    names = {arm.name for arm in arms}
    inside = [each for each in result.comparisons if each.other in names and each.base in names]
    keys = dict.fromkeys(setting.key for each in inside for setting in each.settings)
    told = (warning for each in inside for warning in each.warnings)
    warned = dict.fromkeys([*result.asked.warnings, *told])
    changed = [f"They differ in: {', '.join(keys)}."] if keys else []
    return [*changed, *(f"Warning: {warning}" for warning in warned)]


def source_lines(result: Result) -> list[str]:
    """Return the footer: what bands mean, and what program, area and draws are behind it."""
    asked, area = result.asked, result.asked.area
    where = "made up, not a real place" if area.synthetic else area.source
    size = f"{len(area.practices)} practices, {area.registered:,} registered"
    chance = "chance only" if asked.sets == 1 else f"chance, and {asked.sets} parameter sets"
    band = f"Line: mean of {len(asked.seeds)} runs. Band: 8 of 10 runs ({chance}). "
    unknown = "is not" if asked.sets == 1 else "is"
    draws = f"Draws: {asked.draws}: what is not known about the parameters {unknown} in the bands."
    source = f"Source: sp_sim {result.manifest['version']}; simulated, not observed. "
    place = f"Area: {area.name} ({size}; {where}). Seeds {asked.seeds[0]} to {asked.seeds[-1]}."
    paired = "Runs are paired by seed: bands may overlap where every pair differs. "
    return [band + (paired if result.comparisons else "") + draws, source + place]


def metadata(arms: list[Arm], result: Result) -> dict[str, str]:
    """Return what the PNG says of itself: fingerprints, seeds, version."""
    told = result.manifest
    prints = [f"scenario {arm.name} {arm.scenario.fingerprint}" for arm in arms]
    prints.append(f"area {told['area']} {told['fingerprints']['area']}")
    prints.append(f"seeds {told['seeds'][0]} to {told['seeds'][-1]}")
    return {
        "Title": f"Referral uptake and exhaustion: {', '.join(arm.name for arm in arms)}",
        "Description": alternative(arms),
        "Software": f"sp_sim {told['version']}",
        "Source": "; ".join([*prints, f"{told['weeks']} weeks", f"draws {told['draws']}"]),
    }


def alternative(arms: list[Arm]) -> str:
    """Return the picture in words, for those who do not see it."""
    parts = []
    for arm in arms:
        rate = _words(arm.estimates["referrals_per_1000_per_year"].mean)
        exhaustion = _words(arm.estimates["exhaustion_mean"].mean)
        last = f"{rate} referrals per 1,000 registered in the last year"
        parts.append(f"{arm.name}: {last}, exhaustion {exhaustion} of {HIGHEST:.0f} at the end")
    return "; ".join(parts)


def _draw_band(axes: Axes, told: Band, look: Style, name: str) -> None:
    weeks = np.arange(len(told.mean))
    axes.fill_between(weeks, told.low, told.high, color=look.colour, alpha=0.18, linewidth=0)
    axes.plot(weeks, told.mean, color=look.colour, linestyle=look.line, linewidth=2.2, label=name)


def _top(bands: dict[str, dict[str, Band]]) -> float:
    """Return the top of the exhaustion panel: the cut-off is always in sight."""
    highs = [panels[EXHAUSTION].high for panels in bands.values()]
    seen = np.concatenate([high[np.isfinite(high)] for high in highs])
    return min(HIGHEST, max(36.0, 1.1 * float(seen.max()) if len(seen) else 0.0))


def _cell(value: float) -> str:
    return "" if not np.isfinite(value) else f"{value:.6g}"


def _words(value: float | None) -> str:
    return "no figure" if value is None else f"{value:.1f}"
