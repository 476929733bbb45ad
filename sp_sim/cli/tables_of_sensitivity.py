"""Tables of sensitivity: factors by how much they decide, with intervals and what chance adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sp_sim.cli import showing
from sp_sim.mechanisms.registry import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sp_sim.results.sensitivity import Ranking, Sensitivity

MOST_ROWS = 25
MOST_PAIRS = 10
MUCH = 0.5
COLUMNS = {
    "sobol": (("first", "alone"), ("total", "with all it takes part in")),
    "morris": (
        ("mu_star", "mean size (mu*)"), ("mu", "mean"), ("sigma", "sigma"),
        ("mu_star_of_chance", "by chance"),
    ),
    "latin-hypercube": (
        ("rank_correlation", "rank correlation"), ("partial", "others held alike"),
    ),
    "one-at-a-time": (("from", "from"), ("to", "to"), ("difference", "difference")),
}  # fmt: skip
READING = {
    "sobol": (
        "Shares of the variance of the answer over all that was varied, with 95% intervals; chance"
        " between runs is taken out. A factor decides nothing if its second share is about 0."
    ),
    "morris": (
        "Elementary effects: the change of the answer for a factor's whole range. A factor is told"
        " from chance if the interval of mu* lies above what chance alone shows; sigma above mu*"
        " means that its effect depends on others, or bends."
    ),
    "latin-hypercube": (
        "From -1 to 1, with 95% intervals; 0 is no ordered connection. Chance between runs draws"
        " correlations towards 0."
    ),
    "one-at-a-time": (
        "The change of the answer when one factor moves and all others stay, the same luck on both"
        " sides, with 95% intervals over seeds."
    ),
}  # fmt: skip


def in_words(found: Sensitivity) -> str:
    """Return every ranking as text."""
    lines = [f"{found.method} of {found.of}", *showing.wrapped(READING[found.method])]
    for note in found.told.get("notes", ()):
        lines += showing.wrapped(f"{note[0].upper()}{note[1:]}.")
    for ranking in found.rankings:
        lines += ["", *_ranking(ranking, found.method)]
    return "\n".join(lines)


def _ranking(ranking: Ranking, method: str) -> Iterator[str]:
    yield ranking.words
    yield from showing.wrapped(_basis(ranking))
    columns = [each for each in COLUMNS[method] if ranking.rows and each[0] in ranking.rows[0]]
    heads = ("factor", "grade", *(words for _, words in columns))
    cells = [heads, *(_cells(row, columns) for row in ranking.rows[:MOST_ROWS])]
    widths = [max(len(row[at]) for row in cells) for at in range(len(heads))]
    for row in cells:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()
    left = len(ranking.rows) - MOST_ROWS
    if left > 0:
        yield f"and {left} more, which decide less: see --json or --out"
    if ranking.pairs:
        yield from ("", *_pairs(ranking))


def _pairs(ranking: Ranking) -> Iterator[str]:
    """Yield what factors decide two by two, the largest first, with how many are told from nothing."""
    clear = sum(row["second_low"] > 0.0 for row in ranking.pairs)
    yield from showing.wrapped(
        f"Two together, beyond what each does alone: {clear} of {len(ranking.pairs)} pairs have an"
        " interval above 0 (about 1 in 40 would by chance)."
    )
    for row in ranking.pairs[:MOST_PAIRS]:
        yield f"{row['factor']} with {row['with']}  {_cell(row, 'second')}"
    left = len(ranking.pairs) - MOST_PAIRS
    if left > 0:
        yield f"and {left} more pairs, which decide less: see --json or --out"


def _basis(ranking: Ranking) -> str:
    each = "one seed" if ranking.seeds == 1 else f"{ranking.seeds} seeds"
    text = f"{ranking.points:,} points, {each} each."
    if ranking.noise_share is None:
        text += " With one seed, chance between runs cannot be told from what factors do."
    else:
        text += f" Chance makes {100 * ranking.noise_share:.1f}% of the variance of points' means."
        if ranking.noise_share > MUCH:
            text += " That is most of it: ask for more replications before you trust the order."
    if ranking.dropped:
        text += f" {ranking.dropped:,} points were left out: nothing could be counted there."
    return " ".join([text, *(f"{note[0].upper()}{note[1:]}." for note in ranking.notes)])


def _cells(row: Mapping[str, Any], columns: list[tuple[str, str]]) -> tuple[str, ...]:
    told = PARAMETERS.get(row["factor"])
    grade = showing.NOTHING if told is None else "lever" if told.lever else told.grade
    return (row["factor"], grade, *(_cell(row, key) for key, _ in columns))


def _cell(row: Mapping[str, Any], key: str) -> str:
    low, high = row.get(f"{key}_low"), row.get(f"{key}_high")
    if row[key] is None or isinstance(row[key], str):
        return row[key] or showing.NOTHING
    if low is None or high is None:
        return f"{row[key]:.3g}"
    return f"{row[key]:.2f} ({low:.2f} to {high:.2f})"
