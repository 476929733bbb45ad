"""Services: those that a scenario names, side by side, as the folder tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.report.compared import Row, Table, by_theme
from sp_sim.report.words import mean_in_words
from sp_sim.results.counterfactual import DECLARED

if TYPE_CHECKING:
    from sp_sim.results.reopen import Kept


def services(kept: Kept) -> list[Table]:
    """Return a table a scenario that names services; none where none does."""
    return [
        _side_by_side(name, place, told["services"])
        for place, (name, told) in enumerate(kept.document["scenarios"].items(), 1)
        if "services" in told
    ]


def _side_by_side(
    name: str, place: int, told: dict[str, dict[str, dict[str, float | None]]]
) -> Table:
    keys = next(iter(told.values()))
    rows = [
        Row(
            f"services-{place}-{key}", DECLARED[key].words,
            tuple(mean_in_words(key, found[key]) for found in told.values()), key,
        )
        for key in keys
    ]  # fmt: skip
    caption = (
        f"{name}, service by service (means; services differ in people, posts and place at once, so what lies"
        " between them is not the effect of any one of these)"
    )
    return Table(f"services-{place}", caption, ("Measure", *told), by_theme(rows))
