"""What a before-after evaluation would have claimed, beside what the service caused, in words."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from sp_sim.results.counterfactual import EVERYONE
from sp_sim.results.flattery import flattery

if TYPE_CHECKING:
    from sp_sim.estimate import Estimate
    from sp_sim.results.arm import Arm
    from sp_sim.results.counterfactual import Band

WIDTH = 100
NOTHING = "-"
HEADS = (
    ("contacts", "followed", "wellbeing,", "wellbeing,", "GP visits,", "GP visits,"),
    ("with them", "a run", "before-after", "caused (95% interval)", "before-after", "caused"),
)
KEYS = (
    "naive_wellbeing_gain",
    "true_wellbeing_gain",
    "naive_gp_consultations_change_share",
    "true_gp_consultations_change_share",
)
NOTE = (
    "Read down the columns: those with more contacts may look better from before to after because they are other "
    "people (readier, of better prognosis), not because of the contacts. 'GP visits' are consultations driven by "
    "a non-medical need. 'Caused' is what the model's own assumptions come to, not a finding: how much a contact "
    "helps, and how people score, is assumed ('sp-sim evidence --section benefit', '--section wellbeing'). What "
    "the table shows is how far a before-after evaluation can be from the truth, whatever the truth is."
)


def before_and_after(arm: Arm) -> str:
    """Return the naive and the true changes of a scenario, everyone and by number of contacts."""
    heading = f"{arm.name}: before and after referral"
    blocks = [heading, "=" * len(heading)]
    everyone = arm.bands[0]
    if not everyone.referrals:
        blocks += _wrapped(
            "Nobody referred could be followed for 52 weeks before and 52 after: ask for more weeks."
        )
        return "\n".join(blocks)
    blocks += _wrapped(_claim(arm, everyone))
    means = {key: found.mean for key, found in everyone.estimates.items()}
    blocks += [line for sentence in flattery(means) for line in ("", *_wrapped(sentence))]
    blocks.append("")
    blocks += _table(arm.bands)
    blocks.append("")
    blocks += _wrapped(NOTE)
    return "\n".join(blocks)


def _claim(arm: Arm, band: Band) -> str:
    referrals = float(arm.lives.joined.count().mean())
    naive, true, naive_visits, true_visits = (band.estimates[key] for key in KEYS)
    return (
        f"Of {referrals:,.0f} referrals a run, {band.referrals:,.0f} could be followed for 52 weeks before and 52 "
        f"after. A before-after evaluation of these would have claimed {_points(naive)} SWEMWBS points and "
        f"{_share(naive_visits)} social GP consultations. In the model the same people also live the same weeks "
        f"without the service; against that, the service caused {_points(true)} points{_between(true)} and "
        f"{_share(true_visits)} consultations{_between(true_visits, 100.0, '%')}. The difference between the two "
        f"would have been seen without any service."
    )


def _table(bands: tuple[Band, ...]) -> list[str]:
    rows = [_cells(band) for band in bands]
    widths = [max(len(row[place]) for row in (*HEADS, *rows)) for place in range(len(HEADS[0]))]
    lines = [_line(head, widths) for head in HEADS]
    return [
        *lines,
        "-" * (sum(widths) + 2 * len(widths) - 2),
        *(_line(row, widths) for row in rows),
    ]


def _cells(band: Band) -> tuple[str, ...]:
    naive, true, naive_visits, true_visits = (band.estimates[key] for key in KEYS)
    name = "everyone" if band.contacts == EVERYONE else band.contacts
    return (
        name,
        f"{band.referrals:,.1f}",
        _points(naive),
        _points(true) + _between(true),
        _share(naive_visits),
        _share(true_visits) + _between(true_visits, 100.0, "%"),
    )


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    first, *rest = (
        cell.rjust(width) if place else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join([first, *rest]).rstrip()


def _points(found: Estimate) -> str:
    return NOTHING if found.mean is None else _signed(found.mean, 2)


def _share(found: Estimate) -> str:
    return NOTHING if found.mean is None else f"{_signed(100.0 * found.mean, 1)}%"


def _between(found: Estimate, times: float = 1.0, unit: str = "") -> str:
    if found.low is None or found.high is None:
        return ""
    places = 1 if unit else 2
    return f" ({_signed(times * found.low, places)} to {_signed(times * found.high, places)}{unit})"


def _signed(value: float, places: int) -> str:
    text = f"{value:+,.{places}f}"
    return text if text.strip("+-0.") else text[1:]


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH)
