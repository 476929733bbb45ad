"""Tables of a calibration: patterns before and after, what was learned, what to doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.cli.showing import NOTHING, WIDTH, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sp_sim.experiments.calibration.summary import Calibration, Row

COLUMNS = (7, 14, 7, 14, 6, 13, 4)
"""The widths of point, prior range, posterior, its range, share inside, band and verdict."""
WORDS = WIDTH - sum(COLUMNS) - len(COLUMNS)
VERDICTS = {True: "in", False: "OUT", None: NOTHING}
MOST_NAMED = 15
MOST_CONFLICTS = 12
READING = (
    "How to read it. 'Point': every parameter at its central value, the mean of few short runs. Ranges "
    "hold nine parameter sets in ten: before, as drawn from the priors; after, in the posterior, with "
    "the share of each run that is chance taken off. 'Inside': the share of the posterior in the band. "
    "'In': the posterior's mean lies in the band. Anywhere in a band is as good as anywhere else; "
    "a miss is forgiven by the declared discrepancy (calibration.json lists it for each number with "
    "its reason), and groups of patterns that share their sources have one vote."
)
APART = "Several may still be known together where each alone is not: draws keep what holds between them."
CHECKING = (
    "Synthetic truths: {truths} parameter sets were kept from every fit, and each made data of its own "
    "({few} more made data that too few draws agreed with to judge). Intervals of 50% and 90% held the "
    "truth in {half} and {ninety} of cases, of parameters that the data told of in {half_told} and "
    "{ninety_told}. The emulator's 90% intervals held {emulator} of what was lived. Places of truths in "
    "their posteriors, in tenths: {ranks}."
)


def in_words(found: Calibration) -> str:
    """Return the whole calibration as text."""
    blocks = (
        _about(found), _table(found.rows()), _missing(found), _conflicts(found), _learned(found),
        _checked(found), paragraph(READING),
    )  # fmt: skip
    return "\n\n".join(block for block in blocks if block)


def _about(found: Calibration) -> str:
    fitted = found.fitted
    fits = f"{len(fitted.screened.active)} of {len(found.space)} uncertain parameters are fitted"
    lines = [
        f"{found.lived_sets:,} sets were lived; {fits}, the others stay draws from their priors."
    ]
    lines += [f"{wave.words().capitalize()}." for wave in fitted.told]
    lines.append(
        f"Ensemble: {found.sets} different sets, drawn from {len(fitted.final[0]):,} with an effective "
        f"size of {fitted.weighed.ess:,.0f}."
    )
    return "\n".join(paragraph(line) for line in lines)


def _table(rows: Iterable[Row]) -> str:
    head = ("point", "before", "after", "range", "inside", "band", "")
    lines = [_line("", head), "-" * WIDTH]
    for row in rows:
        target = row.target
        band = [None if abs(end) == float("inf") else target.unscaled(end) for end in _ends(row)]
        cells = (
            _shown(row, row.point), _span(row, *row.prior), _shown(row, row.mean),
            _span(row, *row.posterior), f"{100.0 * row.inside:.0f}%", _band(row, *band),
            VERDICTS[row.passed],
        )  # fmt: skip
        lines.append(_line(f"{target.pattern} {target.words}", cells))
    return "\n".join(lines)


def _ends(row: Row) -> tuple[float, float]:
    return row.target.low, row.target.high


def _missing(found: Calibration) -> str:
    return "\n".join(paragraph(f"Not fitted: {words}") for words in found.missing)


def _conflicts(found: Calibration) -> str:
    all_met, most = found.met_at_once
    at_once = f"Every pattern at once is met by {all_met:,} of {found.lived_sets:,} sets"
    at_once += "." if all_met else f"; the most that one set meets is {most}."
    if not found.conflicts:
        alone = "Every pattern is met by some set, and every two are met together by some."
        return paragraph(f"{alone} {at_once}")
    lines = [paragraph(each.words(found.lived_sets)) for each in found.conflicts[:MOST_CONFLICTS]]
    if len(found.conflicts) > MOST_CONFLICTS:
        lines.append(f"({len(found.conflicts) - MOST_CONFLICTS} more in diagnosis.json)")
    return "\n".join(["What cannot be met", *lines, at_once])


def _learned(found: Calibration) -> str:
    told = [each for each in found.learned if each.is_informed][:MOST_NAMED]
    lines = [
        "What the patterns told (share of a prior's spread that is gone; where its mean moved)"
    ]
    lines += [
        f"   {each.key:<44}{100.0 * each.contraction:>6.0f}%{100.0 * each.shift:>+8.0f} points"
        for each in told
    ]
    names = found.uninformed
    fitted = [each.key for each in found.learned if each.active and each.key in names]
    nothing = f"Of {len(names)} of {len(found.space)} parameters they told next to nothing"
    also = f"; of those that were fitted: {', '.join(fitted)}" if fitted else ""
    lines.append(paragraph(f"{nothing} (all are named in diagnosis.json){also}. {APART}"))
    return "\n".join(lines)


def _checked(found: Calibration) -> str:
    checked = found.checked
    return paragraph(
        CHECKING.format(
            truths=checked.truths, few=checked.too_few, half=_share(checked.cover[0.5]),
            ninety=_share(checked.cover[0.9]), half_told=_share(checked.cover_informed[0.5]),
            ninety_told=_share(checked.cover_informed[0.9]),
            emulator=_share(checked.emulator_cover), ranks=" ".join(map(str, checked.ranks)),
        )
    )  # fmt: skip


def _share(value: float) -> str:
    return NOTHING if value != value else f"{100.0 * value:.0f}%"  # noqa: PLR0124 - not a number


def _shown(row: Row, value: float | None) -> str:
    if value is None:
        return NOTHING
    if row.target.unit in ("share", "points"):
        places = 1 if abs(value) < 0.1 else 0
        return f"{100.0 * value:.{places}f}%"
    return f"{value:,.{2 if abs(value) < 10.0 else 1 if abs(value) < 100.0 else 0}f}"


def _span(row: Row, low: float | None, high: float | None) -> str:
    return f"{_shown(row, low)} to {_shown(row, high)}"


def _band(row: Row, low: float | None, high: float | None) -> str:
    if high is None:
        return f"from {_shown(row, low)}"
    return f"to {_shown(row, high)}" if low is None else _span(row, low, high)


def _line(words: str, cells: tuple[str, ...]) -> str:
    told = words if len(words) <= WORDS else words[: WORDS - 2].rstrip() + ".."
    rest = (cell.rjust(width) for cell, width in zip(cells, COLUMNS, strict=True))
    return " ".join([told.ljust(WORDS), *rest]).rstrip()
