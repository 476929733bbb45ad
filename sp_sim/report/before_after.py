"""Before and after: what an evaluation would have claimed of each scenario, beside what the service caused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sp_sim.report.compared import Table, plain
from sp_sim.results.counterfactual import COUNTERFACTUAL
from sp_sim.results.flattery import flattery
from sp_sim.results.shown import NOTHING, signed

if TYPE_CHECKING:
    from sp_sim.results.reopen import Kept

HEADS = (
    "Contacts",
    "Followed a run",
    *(f"{told.words} (95% interval)" for told in COUNTERFACTUAL.values()),
)
READING = (
    "Read down the columns: those with more contacts may look better from before to after because they are other"
    " people, not because of the contacts. Caused is what the model's own assumptions come to, not a finding. What"
    " the table shows is how far a before-after evaluation can be from the truth, whatever the truth is. Changes of"
    " GP visits are in percentage points of those before."
)  # fmt: skip


def before_and_after(kept: Kept) -> list[tuple[Table, tuple[str, ...]]]:
    """Return a table a scenario, everyone and by number of contacts, and how far a claim is from the truth.

    There is none unless that was asked for.
    """
    return [
        (_table(number, name, bands), _of_everyone(bands[0]))
        for number, name in enumerate(kept.names, 1)
        if (bands := kept.document["scenarios"][name].get("counterfactual"))
    ]


def _table(number: int, name: str, bands: list[dict[str, Any]]) -> Table:
    rows = [_row(band) for band in bands]
    return plain(f"Before and after referral: {name}", HEADS, rows, f"band{number}")


def _of_everyone(band: dict[str, Any]) -> tuple[str, ...]:
    return flattery({key: found["mean"] for key, found in band["measures"].items()})


def _row(band: dict[str, Any]) -> tuple[str, ...]:
    found = (_cell(key, band["measures"][key]) for key in COUNTERFACTUAL)
    return band["contacts_band"], f"{band['referrals_followed_per_run']:,.0f}", *found


def _cell(key: str, found: dict[str, Any]) -> str:
    if found["mean"] is None:
        return NOTHING
    middle, low, high = (
        None if found[end] is None else signed(COUNTERFACTUAL[key], found[end])
        for end in ("mean", "low", "high")
    )
    return f"{middle}" if low is None or high is None else f"{middle} ({low} to {high})"
