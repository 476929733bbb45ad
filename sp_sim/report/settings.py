"""Settings: in what the scenarios of a result differ, in words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from sp_sim.report.compared import Table, plain

if TYPE_CHECKING:
    from sp_sim.results.reopen import Kept


def differences(kept: Kept) -> list[Table]:
    """Return, for each comparison, every lever and assumption in which its scenarios differ."""
    return [
        plain(
            f"What differs between {found['base']} and {found['other']}",
            ("What", found["base"], found["other"], "Where", "Kind", "Unit"),
            [_row(each) for each in (*found["levers"], *found["assumptions"])],
            f"lever{number}",
        )
        for number, found in enumerate(kept.comparisons, 1)
    ]


def _row(told: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"{told['meaning']} ({told['key']})", _course(told["base"]), _course(told["other"]),
        told["where"] or "everywhere", told["kind"], told["unit"],
    )  # fmt: skip


def _course(told: list[list[Any]]) -> str:
    """Return a course as it is said: `0.2, then 0.4 from week 26`."""
    first, *later = told
    return ", ".join(
        [_value(first[1]), *(f"then {_value(value)} from week {week}" for week, value in later)]
    )


def _value(value: Any) -> str:  # noqa: ANN401 - a value of a scenario, as JSON brings it
    if isinstance(value, list):
        runs = ((word, len(list(run))) for word, run in groupby(value))
        return ", ".join(word if length == 1 else f"{word} x{length}" for word, length in runs)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else f"{value:.12g}"
