import pytest

from sp_sim.areas import synthetic
from sp_sim.areas.area import load as load_area
from sp_sim.errors import Problems
from sp_sim.experiments.shares import blended, groups_of, shares
from sp_sim.scenario import load, with_values
from sp_sim.world.build import build

AREA = synthetic.make(practices=1, seed=3)
ASKED = {"weeks": 40, "replications": 3, "threads": 1}
BASE = load("head-office")
OTHER = with_values(load("in-practices"), {"champions.practices_share": 1.0, "workforce.posts": 2})


def test_shares_add_up_to_the_whole_difference():
    told = shares(BASE, OTHER, AREA, **ASKED)

    assert ["champions", "location", "workforce"] == sorted(told.groups)
    assert 8 == told.blends
    for split in told.splits:
        if split.whole.mean is not None:
            total = sum(share.mean for share in split.shares.values())
            assert split.whole.mean == pytest.approx(total, abs=1e-9)


def test_one_group_alone_has_all_of_it():
    told = shares(BASE, load("in-practices"), AREA, **ASKED)

    for split in told.splits:
        assert split.whole == split.shares["location"]


def test_a_setting_that_does_nothing_has_no_share():
    other = with_values(OTHER, {"training.interval_weeks": 26})

    told = shares(BASE, other, AREA, **ASKED)

    assert {0.0} == {split.shares["training"].mean for split in told.splits} - {None}


def test_the_ends_of_the_blends_are_the_scenarios_themselves():
    base, other = load("champions-off"), load("phased-champions")
    keys = {key for group in groups_of(base, other).values() for key in group}

    assert base.fingerprint == blended(base, other, set(), "none").fingerprint
    assert other.fingerprint == blended(base, other, keys, "all").fingerprint


def test_services_are_exchanged_with_all_that_is_set_for_them():
    base, other = load("baseline"), load("two-services")
    groups = groups_of(base, other)
    keys = {key for group in groups.values() for key in group}
    box = load_area(None)

    assert {"services", "counsellor"} == set(groups)
    assert ("services", "workforce.posts", "location.site_by_weekday") == groups["services"]
    assert other.fingerprint == blended(base, other, keys, "all").fingerprint
    for group in groups.values():
        assert build(box, blended(base, other, group, "some")).practice_codes


def test_too_many_groups_and_none_are_refused():
    with pytest.raises(Problems, match="6 groups or fewer"):
        groups_of(
            BASE,
            with_values(
                load("all-levers"), {"pathway.missed_limit": 3, "offers.activity_weeks": 9}
            ),
        )
    with pytest.raises(Problems, match="nothing to explain"):
        groups_of(BASE, BASE)


def test_seeds_are_told_as_they_are_lived():
    told = []

    shares(BASE, OTHER, AREA, on_progress=lambda done, whole: told.append((done, whole)), **ASKED)

    assert (3, 3) == told[-1]
