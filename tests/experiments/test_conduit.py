"""The conduit: what passes through involvement is found where it is, and not where it is not."""

import numpy as np
import pytest

from sp_sim.experiments.conduit import OUTCOMES, conduit
from sp_sim.experiments.ensemble import prior, under
from sp_sim.experiments.switches import LEVERS, LOCATION, changed_at, held_to
from sp_sim.mechanisms.registry import PARAMETERS
from tests.builders import a_change, a_scenario, an_area

REFERRALS, EXHAUSTION = OUTCOMES
SMALL = {
    "area": an_area(practices=3, registered=6_000),
    "weeks": 80,
    "replications": 12,
    "draws": "point",
}
KNOWN = {"awareness_start": 0.5, "workforce_wte_per_50000": 4.0}
NOTHING_FELT = {
    told.field: 0.0 for told in PARAMETERS.values() if told.name.endswith("per_involvement")
} | {"support_belonging_instead_of_peers": 0.0, "turnover_discrepancy_per_belonging": 0.0}
"""All that involvement does, silenced."""
ONLY_BROKERAGE = {
    "awareness_per_champion": 0.0,
    "referral_per_involvement": 5.0,
    "champions_offer_per_push": 0.0,
    "champions_offer_per_support": 0.0,
    "champions_credibility_mean": 2.0,
    "champions_credibility_spread": 0.0,
    "involvement_per_champion": 10.0,
}
"""Champions do nothing but broker belonging, and belonging raises referral."""


OTHER_ROUTES = {
    "awareness_per_champion": 0.0,
    "awareness_per_presence": 0.0,
    "location_travel_hours": 0.0,
    "champions_credibility_mean": 2.0,
    "champions_credibility_spread": 0.0,
    "champions_organisational_support": 1.0,
}
"""Without what location and champions do to awareness and to hours; champions whom colleagues trust."""


def of(**values):
    return conduit(a_scenario(**(KNOWN | values)), **SMALL)


@pytest.fixture(scope="module")
def silent():
    return of(**NOTHING_FELT)


@pytest.mark.parametrize("lever", [switch.key for switch in LEVERS])
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_where_nobody_feels_involvement_nothing_passes_through_it(silent, lever, outcome):
    found = silent.passage(lever, outcome)

    assert (0.0, 0.0, 0.0) == (found.through.mean, found.through.low, found.through.high)
    assert found.total == found.direct


def test_where_nobody_feels_involvement_levers_still_act(silent):
    found = silent.passage("location", REFERRALS)

    assert found.total.low > 0.0
    assert (0.0, 0.0, 0.0) == (found.share.mean, found.share.low, found.share.high)


def test_where_champions_only_broker_belonging_all_passes_through_it():
    found = of(**ONLY_BROKERAGE).passage("champions", REFERRALS)

    assert (0.0, 0.0, 0.0) == (found.direct.mean, found.direct.low, found.direct.high)
    assert found.total.low > 0.0
    assert (1.0, 1.0, 1.0) == pytest.approx((found.share.mean, found.share.low, found.share.high))
    assert "settled" == found.verdict


@pytest.mark.parametrize("lever", ["location", "champions"])
def test_the_direct_share_says_how_much_passes_by_involvement(lever):
    shares = {}
    for share in (0.0, 0.5, 1.0):
        found = of(**OTHER_ROUTES, involvement_direct_share=share).passage(lever, REFERRALS)
        shares[share] = found.through.mean / found.total.mean
        assert found.total.low > 0.0

    assert shares[0.0] == 1.0
    assert 0.1 < shares[0.5] < 0.9
    assert abs(shares[1.0]) < 0.05


def test_a_share_of_what_may_be_nothing_is_not_settled():
    lame = {"champions_alone": 0.001, "champions_with_support": 0.0}

    found = of(**lame).passage("champions", REFERRALS)

    assert found.total.low <= 0.0 <= found.total.high
    assert (None, "not settled") == (found.share, found.verdict)


def test_a_lever_that_reaches_nobody_has_no_effect():
    found = of(champions_hours_per_week=0.0).passage("champions", EXHAUSTION)

    assert (0.0, "no effect") == (found.total.mean, found.verdict)


def test_total_is_direct_and_through_together():
    for found in of().passages:
        assert found.total.mean == pytest.approx(found.direct.mean + found.through.mean)


def test_a_scenario_that_holds_involvement_itself_is_measured_alike():
    assert of().passages == of(involvement_held=True).passages


def test_the_document_has_every_lever_and_what_on_and_off_mean():
    document = of().document()

    assert [(s.key, o) for o in OUTCOMES for s in LEVERS] == [
        (row["lever"], row["outcome"]) for row in document["conduit"]
    ]
    assert ["practice"] * 5 == document["levers"][2]["on"]["location.site_by_weekday"]
    assert 0.4 == document["held_at"]
    assert {"version", "fingerprints", "seeds", "weeks"} <= set(document["manifest"])


def test_a_switch_overrules_dated_changes_of_the_same_lever_and_keeps_others():
    there = {"location_site_by_weekday": ("practice",) * 5}
    changes = (a_change(9, champions_hours_per_week=2.0, **there), a_change(20, **there))

    off = LOCATION.turned(a_scenario(changes), "off")

    assert ("head_office",) * 5 == off.values_at(30)["location.site_by_weekday"]
    assert 2.0 == off.values_at(30)["champions.hours_per_week"]
    assert [9] == [change.week for change in off.changes]


def test_one_more_change_takes_its_place_among_the_others():
    values = {"champions.hours_per_week": 3.0}
    scenario = held_to(a_scenario((a_change(30, training_interval_weeks=9),)), {})

    changed = changed_at(scenario, 12, values, "named")

    assert ([12, 30], "named") == ([each.week for each in changed.changes], changed.name)


def test_pairs_share_their_luck():
    """Paired, a lever's effect is known better than unpaired arms could tell it."""
    found = of().passage("location", REFERRALS)
    width = found.total.high - found.total.low

    assert width < abs(found.total.mean)
    assert np.isfinite(width)


def test_under_drawn_parameters_it_is_told_over_their_sets():
    scenario, asked = a_scenario(**KNOWN), SMALL | {"seed": 1}
    drawn = conduit(scenario, **(asked | {"replications": 4, "draws": "prior"}))
    alone = [
        conduit(under(scenario, values), **(asked | {"seed": 1 + 2 * number, "replications": 2}))
        for number, values in enumerate(prior(2).sets)
    ]

    for lever in ("location", "support"):
        means = [each.passage(lever, REFERRALS).total.mean for each in alone]
        assert sum(means) / 2 == pytest.approx(drawn.passage(lever, REFERRALS).total.mean)
    assert ("prior", 2) == (drawn.asked.draws, drawn.asked.sets)
