"""Together: the verdicts of a page with several scenarios, each allowing for all the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sp_sim.dashboard.prices import COST, claim
from sp_sim.many import Claim, corrected
from sp_sim.results.beside import verdict_in_words
from sp_sim.results.counterfactual import DECLARED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.dashboard.values import Change
    from sp_sim.economics.evaluation import Evaluation
    from sp_sim.many import Corrected
    from sp_sim.results.comparison import Comparison


def words_together(found: Sequence[Evaluation], headlines: Sequence[str]) -> list[dict[str, str]]:
    """Return, for each comparison, the corrected word of each headline and of the cost (Holm).

    Nothing is to be corrected where one scenario alone is compared: its dictionary is empty.
    """
    if len(found) < 2:
        return [{} for _ in found]
    claims = [_claims(each, headlines) for each in found]
    every = [one for each in claims for one in each.values()]
    verdicts = iter(zip(every, corrected(every), strict=True))
    return [{key: _word(*next(verdicts)) for key in each} for each in claims]


def allowing(change: Change, word: str | None) -> Change:
    """Return the change with the word that allows for the others, beside the one it had alone."""
    if word is None:
        return change
    return replace(change, verdict=word, alone=change.verdict if word != change.verdict else "")


def _claims(found: Evaluation, headlines: Sequence[str]) -> dict[str, Claim]:
    told = found.comparison
    claims = {key: _claim(told, key) for key in headlines if key in told.differences}
    return claims | {COST: claim(found)}


def _claim(found: Comparison, key: str) -> Claim:
    measure = DECLARED[key]
    return Claim(
        found.beside[key].contrast, found.differences[key].verdict, measure.better, measure.smallest
    )


def _word(asked: Claim, found: Corrected) -> str:
    difference = None if asked.contrast is None else asked.contrast.difference
    return verdict_in_words(found.verdict, difference)
