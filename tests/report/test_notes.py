"""What is said beside a comparison, and what nothing is said of."""

import dataclasses

import numpy as np

from sp_sim.report.money import NOT_FROM_0, costs_of, why_not
from sp_sim.report.notes import best, notes
from sp_sim.results.reopen import reopen
from tests.report.kept import a_folder, folder, kept

__all__ = ["folder", "kept"]

MEASURE = "exhaustion_mean"


def a_comparison(pairing="paired", **told):
    measures = {MEASURE: {"pairing": pairing}}
    usual = {"base": "a", "other": "b", "identical_until_week": None, "unpaired_seeds": []}
    return usual | {"measures": measures} | told


def noted(kept, **told):
    document = kept.document | {"comparisons": [a_comparison(**told)]}
    return notes(dataclasses.replace(kept, document=document))


def test_a_proof_of_identity_is_told(kept):
    assert noted(kept, identical_until_week=26) == [
        "Checked: b and a were identical in everything until week 26."
    ]


def test_pairing_that_hurt_is_told_with_what_was_done(kept):
    (unpaired,) = noted(kept, pairing="unpaired", unpaired_seeds=[21, 22, 40])
    (hurt,) = noted(kept, pairing="hurt")

    assert "lived again with other seeds (21 to 40)" in unpaired
    assert "Link workers' exhaustion" in unpaired
    assert "would have needed fewer runs" in hurt
    assert noted(kept) == []


def test_of_three_scenarios_it_is_told_which_is_best(kept, tmp_path):
    three = reopen(a_folder(tmp_path, "head-office", "in-practices", "champions-on"))
    told = best(three)

    assert told is not None
    assert told.heads == ("Measure", "head-office", "in-practices", "champions-on")
    assert best(kept) is None


def test_runs_that_begin_in_the_middle_are_not_priced(kept):
    arms = [
        dataclasses.replace(arm, records=dataclasses.replace(arm.records, practice_weeks=late(arm)))
        for arm in kept.arms
    ]
    middle = dataclasses.replace(kept)
    middle.__dict__["arms"] = tuple(arms)

    assert costs_of(middle, None) is None
    assert why_not(middle) == NOT_FROM_0


def late(arm):
    rows = arm.records.practice_weeks
    return np.asarray(rows[rows["week"] >= 10])
