"""Documents: costs as one JSON-ready object, under the keys of the interface."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sp_sim.economics.costs import UNIT_COSTS
from sp_sim.economics.evaluation import HELPED
from sp_sim.economics.ratio import per_person
from sp_sim.results.comparison import difference_document, in_words
from sp_sim.results.measures import MEASURES
from sp_sim.results.over_sets import by_set
from sp_sim.results.result import arm_document

if TYPE_CHECKING:
    from sp_sim.economics.answer import Costs
    from sp_sim.economics.book import Book
    from sp_sim.economics.costing import Costing
    from sp_sim.economics.evaluation import Evaluation
    from sp_sim.estimate import Difference, Estimate

CONSEQUENCES = (
    "referrals_per_1000_per_year",
    "wait_median_weeks",
    "waiting_at_end",
    "first_contact_share",
    "connected_share",
    "completed_share",
    "exhaustion_mean",
    "burnt_out_share",
    "leavers_per_post_per_year",
    "vacant_weeks_share",
    "sickness_share",
    "wellbeing_gain_mean",
    "gp_consultations_per_person_per_year",
)
"""Measures that stand beside the costs; those that this version has."""
OVER_THE_RUN = "GBP over the run"


def consequences() -> list[str]:
    """Return the measures that stand beside the costs."""
    return [key for key in CONSEQUENCES if key in MEASURES]


def document(told: Costs) -> dict[str, Any]:
    """Return everything that was found."""
    return {
        "scenarios": {arm.arm.name: _arm(arm) for arm in told.arms},
        "comparisons": [_evaluation(each) for each in told.evaluations],
        "book": told.book.as_document(),
        "not_counted": told.missing,
        "discount": told.discount,
        "manifest": manifest(told),
    }


def manifest(told: Costs) -> dict[str, Any]:
    """Return the manifest of the runs, with the cost book among the fingerprints."""
    return marked(told.result.manifest, told.book, told.discount)


def marked(manifest: dict[str, Any], book: Book, discount: float) -> dict[str, Any]:
    """Return the manifest of runs with the cost book and the rate among its fingerprints."""
    marks = manifest["fingerprints"] | {"cost_book": book.fingerprint, "discount": discount}
    return manifest | {"fingerprints": marks, "cost_book": book.name, "kind": "costs"}


def _arm(arm: Costing) -> dict[str, Any]:
    sure = {"confirmed": not arm.unconfirmed, "unconfirmed": list(arm.unconfirmed)}
    pounds, people = by_set(arm.total, arm.sets), by_set(arm.completed, arm.sets)
    each = per_person(pounds, people, HELPED["completed"])
    measures = {
        "cost_gbp": _bare(arm.mean(arm.total))
        | {"unit": OVER_THE_RUN, "better": "down", "kind": "count", "words": "Cost"}
        | sure,
        "cost_per_completed_gbp": each.as_document()
        | {"unit": "GBP per completed referral", "better": "down", "kind": "rate"}
        | {"words": "Cost per completed referral"}
        | sure,
    }
    others = arm_document(arm.arm)
    return {
        "measures": measures | {key: others[key] for key in consequences()},
        "costs": [_row(arm, key) for key in arm.quantities],
        "payers": {
            payer: {
                "total": _bare(arm.mean(arm.of_payer(payer))),
                "by_year": [_bare(arm.mean(of_year)) for of_year in arm.of_payer(payer).T],
            }
            | _sure_of(arm, payer)
            for payer in arm.payers
        },
        "by_year": [_bare(arm.mean(of_year)) | sure for of_year in arm.by_year.T],
    }


def _sure_of(arm: Costing, payer: str) -> dict[str, Any]:
    borne = [key for key in arm.unconfirmed if arm.book.figure(key).payer == payer]
    return {"confirmed": not borne, "unconfirmed": borne}


def _row(arm: Costing, key: str) -> dict[str, Any]:
    told, figure = UNIT_COSTS[key], arm.book.figure(key)
    return {
        "unit_cost": key,
        "words": told.words,
        "quantity": _bare(arm.mean(arm.quantities[key])),
        "quantity_unit": told.quantity_unit,
        "value": figure.value,
        "payer": figure.payer,
        "cash": told.is_cash,
        "confirmed": figure.confirmed,
        "cost": _bare(arm.mean(arm.priced[key])),
    }


def _evaluation(each: Evaluation) -> dict[str, Any]:
    flags, found = each.flags(), each.comparison.differences
    measures = {
        "budget_impact_gbp": _paired(each.difference, OVER_THE_RUN)
        | {"smallest_difference_that_matters": each.smallest}
        | flags,
        "cost_per_completed_gbp": _paired(each.per_completed, "GBP per completed referral") | flags,
    }
    return {
        "base": each.base.arm.name,
        "other": each.other.arm.name,
        "measures": measures
        | {key: difference_document(MEASURES[key], found[key]) for key in consequences()},
        "per_additional_person": {
            what: {"people": _bare(each.more_helped(what))}
            | each.per_additional(what).as_document()
            | {"unit": f"GBP per additional person {words}"}
            | flags
            for what, words in HELPED.items()
        },
        "costs": {
            key: _bare(each.more(key)) | {"confirmed": each.base.book.figure(key).confirmed}
            for key in each.other.priced
        },
        "payers": {
            payer: {
                "total": _bare(each.of_payer(payer)),
                "by_year": [_bare(year) for year in each.of_payer_by_year(payer)],
            }
            | flags
            for payer in each.other.payers
        },
        "by_year": [_bare(year) | flags for year in each.by_year],
        "sensitivity": each.tornado.as_document() | flags,
        "levers": [setting.as_document() for setting in each.comparison.levers],
        "levers_without_unit_cost": each.unpriced,
        "warnings": list(each.comparison.warnings),
    }


def _bare(found: Estimate) -> dict[str, Any]:
    return asdict(found)


def _paired(found: Difference, unit: str) -> dict[str, Any]:
    return asdict(found) | {"in_words": in_words(found), "unit": unit, "better": "down"}
