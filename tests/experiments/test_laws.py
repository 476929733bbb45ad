"""Laws hold on the model as it is, and each is called broken on a model that breaks it."""

from dataclasses import replace

import numpy as np
import pytest

from sp_sim.domain.places import Area
from sp_sim.experiments.exchange import ERROR_RATE, LEAST_RUNS, exchanged
from sp_sim.experiments.laws import TIMES_LIVED, laws
from sp_sim.experiments.live import compiled
from sp_sim.experiments.variants import COPY, by_network, copied, relabelled, with_hours_doubled
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.scenario.scenario import Placed
from sp_sim.scenario.where import Where
from sp_sim.world.build import build
from tests.builders import a_change, a_practice, a_scenario, an_area

AREA = an_area(practices=4, registered=4_000, networks=2)
SMALL = {"area": AREA, "weeks": 60, "replications": 14, "threads": 2}
BUSY = {"awareness_start": 0.5, "workforce_wte_per_50000": 1.5}
"""Everybody half knows the service, and there are too few posts: people wait."""
LAWS = (
    "no-posts", "nobody-aware", "hours-doubled", "zero-size", "same-seeds", "copied", "reordered",
    "relabelled",
)  # fmt: skip


def tried(living=None, scenario=None, **asked):
    return laws(scenario or a_scenario(**BUSY), living=living, **(SMALL | asked))


def misbuilt(misheard):
    """Return a living that builds another area or scenario than it is asked for."""
    whole = compiled()
    return replace(whole, build=lambda area, scenario: whole.build(*misheard(area, scenario)))


def misrecorded(spoil):
    """Return a living whose records are spoilt, world by world."""
    whole = compiled()

    def simulate(worlds, seeds, **told):
        records = whole.simulate(worlds, seeds, **told)
        for world, table in zip(worlds, records, strict=True):
            spoil(world, table)
        return records

    return replace(whole, simulate=simulate)


def with_values(scenario, **values):
    return replace(scenario, values=dict(scenario.values) | a_scenario(**values).values)


def secretly_staffed(area, scenario):
    if not scenario.values["workforce.wte_per_50000"]:
        return area, a_scenario(**BUSY)
    return area, scenario


def secretly_aware(area, scenario):
    if not scenario.values["awareness.start"]:
        return area, a_scenario(**BUSY)
    return area, scenario


def fewer_hands_when_more_are_asked_for(area, scenario):
    if scenario.values["workforce.wte_per_50000"] > BUSY["workforce_wte_per_50000"]:
        return area, a_scenario(**(BUSY | {"workforce_wte_per_50000": 0.5}))
    return area, scenario


def changed_by_any_change(area, scenario):
    if scenario.changes:
        return area, a_scenario(**(BUSY | {"referral_base_log_odds": -4.6}))
    return area, scenario


def crowded(area, scenario):
    if len(area.practices) > len(AREA.practices):
        return area, a_scenario(**(BUSY | {"referral_base_log_odds": -4.6}))
    return area, scenario


def sensitive_to_order(area, scenario):
    if area.practices[0].code > area.practices[-1].code:
        return area, a_scenario(**(BUSY | {"referral_base_log_odds": -4.6}))
    return area, scenario


def sensitive_to_labels(area, scenario):
    if any(practice.code.startswith("R") for practice in area.practices):
        return area, a_scenario(**(BUSY | {"referral_base_log_odds": -3.7}))
    return area, scenario


def lesser_copies(world, records):
    copies = [COPY in code for code in world.practice_codes]
    rows = records.practice_weeks
    of_copies = np.asarray(copies)[rows["practice"]]
    rows["referrals"][of_copies] //= 2


def count_up(told=[0]):  # noqa: B006 - the very fault: something is remembered between runs
    def spoil(world, records):
        told[0] += 1
        records.practice_weeks["awareness"] += 1e-9 * told[0]

    return spoil


BREAKERS = {
    "no-posts": (misbuilt, secretly_staffed),
    "nobody-aware": (misbuilt, secretly_aware),
    "hours-doubled": (misbuilt, fewer_hands_when_more_are_asked_for),
    "zero-size": (misbuilt, changed_by_any_change),
    "same-seeds": (misrecorded, count_up()),
    "copied": (misbuilt, crowded),
    "reordered": (misbuilt, sensitive_to_order),
    "relabelled": (misbuilt, sensitive_to_labels),
}


@pytest.fixture(scope="module")
def as_it_is():
    return tried()


@pytest.mark.parametrize("key", LAWS)
def test_a_law_holds_on_the_model_as_it_is(as_it_is, key):
    assert "held" == as_it_is.law(key).verdict, as_it_is.law(key).words


def test_no_other_law_is_tried(as_it_is):
    assert LAWS == tuple(law.key for law in as_it_is.laws)
    assert not as_it_is.is_broken


@pytest.mark.parametrize("key", LAWS)
def test_a_law_is_called_broken_on_a_model_that_breaks_it(key):
    make, fault = BREAKERS[key]

    found = tried(make(fault))

    assert "broken" == found.law(key).verdict, found.law(key).words
    assert found.is_broken


def test_a_fault_of_one_kind_breaks_no_law_of_another():
    found = tried(misbuilt(secretly_staffed))

    assert ["no-posts"] == [law.key for law in found.laws if law.verdict == "broken"]


def test_copies_that_fare_unlike_their_originals_are_found_though_the_originals_stay():
    law = tried(misrecorded(lesser_copies)).law("copied")

    assert ("broken", "mean of referrals") == (law.verdict, law.numbers["furthest"])


def test_where_nobody_consults_only_what_gps_know_can_be_compared():
    found = tried(scenario=a_scenario(consulting_demand_multiplier=0.0))

    assert {"copied", "relabelled"} == {law.key for law in found.laws if law.verdict == "held"}
    assert {"held": 2, "broken": 0, "not_shown": 6, "error_rate": ERROR_RATE} == (
        found.document()["summary"]
    )


def test_where_nothing_at_all_moves_not_even_that():
    nothing = {"awareness_start": 0.0, "trust_spread": 0.0, "consulting_demand_multiplier": 0.0}
    silent = {f"awareness_per_{way}": 0.0 for way in ("champion", "presence", "colleague")}

    found = tried(scenario=a_scenario(**nothing, **silent))

    assert {"not shown"} == {law.verdict for law in found.laws}


def test_too_few_runs_are_said_and_not_guessed_from():
    found = tried(replications=LEAST_RUNS - 1)

    assert "11 runs are too few for a test" in found.law("relabelled").words
    assert "not shown" == found.law("copied").verdict == found.law("relabelled").verdict
    assert "held" == found.law("no-posts").verdict


def test_laws_hold_for_one_service_over_an_area_with_a_practice_outside_any_network():
    places = (*AREA.practices, a_practice("P99", pcn_code="U"))
    area = Area("one alone", places, True, "a test")
    scenario = a_scenario(
        (a_change(20, workforce_posts=3),), workforce_covers="area", workforce_posts=2,
        awareness_start=0.5,
    )  # fmt: skip

    assert not tried(scenario=scenario, area=area).is_broken
    assert not tried(area=area, weeks=40).is_broken


def test_a_service_that_covers_an_area_stays_one_service_beside_its_copy():
    scenario, area = by_network(a_scenario(workforce_covers="area"), AREA)

    assert ["AREA"] == list(area.systems)
    assert ["AREA", f"AREA{COPY}"] == list(copied(a_scenario(), area)[1].systems)
    assert "pcn" == scenario.values["workforce.covers"]


def test_new_codes_stand_in_another_order_and_can_be_traced():
    _, area, old_codes = relabelled(a_scenario(), AREA)

    assert [p.code for p in AREA.practices] == [old_codes[p.code] for p in area.practices]
    assert sorted(p.code for p in area.practices) == [p.code for p in area.practices][::-1]
    assert {2} == {len(members) for members in area.systems.values()}


def test_posts_are_doubled_at_every_time_and_not_beyond_the_limits():
    scenario = a_scenario((a_change(9, workforce_posts=7),), workforce_posts=3)
    doubled = with_hours_doubled(scenario)
    too_many = a_scenario(workforce_posts=int(PARAMETERS["workforce.posts"].limits[1]))

    assert doubled is not None
    assert (6, 14) == tuple(doubled.values_at(week)["workforce.posts"] for week in (0, 9))
    assert with_hours_doubled(too_many) is None
    assert "not shown" == tried(scenario=too_many, replications=1).law("hours-doubled").verdict


def test_progress_ends_where_it_said():
    seen = []

    tried(on_progress=lambda done, jobs: seen.append((done, jobs)), replications=2, weeks=10)

    assert [(2 * part, 2 * TIMES_LIVED) for part in range(1, 6)] == seen


def test_groups_that_are_alike_are_hardly_ever_told_apart():
    """The error rate is exact: of 300 studies of 20 measures, chances below 0.05 come about so often."""
    rng = np.random.default_rng(5)
    mixing = rng.normal(size=(20, 20))
    chances = [
        exchanged(rng.normal(size=(16, 20)) @ mixing, list("abcdefghijklmnopqrst")).chance
        for _ in range(300)
    ]

    assert 0.02 < np.mean(np.asarray(chances) <= 0.05) < 0.09
    assert np.mean(np.asarray(chances) <= ERROR_RATE) < 0.01


def test_groups_that_differ_in_one_measure_of_many_are_told_apart():
    values = np.random.default_rng(6).normal(size=(40, 20))
    values[:, 7] += 1.0

    found = exchanged(values, [f"measure {number}" for number in range(20)])

    assert (True, "measure 7") == (found.is_broken, found.furthest)
    assert found.apart.low > 0.5


def test_groups_that_do_not_differ_at_all_have_nothing_furthest():
    found = exchanged(np.zeros((20, 3)), ["a", "b", "c"])

    assert (1.0, None, False) == (found.chance, found.furthest, found.is_broken)


def test_what_is_set_for_some_places_goes_with_them_under_their_other_names():
    kinds = [("practice", AREA.practices[0].code), ("post", f"{next(iter(AREA.systems))}/1")]
    placed = tuple(
        Placed(Where(kind, (code,)), None, {key: 1.0})
        for (kind, code), key in zip(
            kinds, ("champions.practices_share", "discretion.level"), strict=True
        )
    )
    rolled = Placed(Where("practice", (), 0, 2), 5, {"referral.other_staff": 0.0})
    scenario = replace(a_scenario(workforce_posts=1), placed=(*placed, rolled))
    twice, both = copied(scenario, AREA)
    renamed, other, old = relabelled(scenario, AREA)

    assert [2, 2] == [len(one.where.codes) for one in twice.placed[:2]]
    assert 2 * len(renamed.placed[2].where.codes) == len(twice.placed[2].where.codes)
    assert kinds[0][1] == old[renamed.placed[0].where.codes[0]]
    assert [2, 1] == [
        (build(*asked).practice_levers["champion_share"][0] == 1.0).sum()
        for asked in ((both, twice), (other, renamed))
    ]


def named_services():
    """The area's practices in two services across networks, each with levers of its own."""
    placed = (
        Placed(Where("service", ("south",)), None, {"workforce.posts": 2}),
        Placed(Where("service", ("north",)), None, {"discretion.level": 1.0}),
        Placed(Where("pcn", ("N1",)), 9, {"referral.other_staff": 0.0}),
    )
    first, *rest = (practice.code for practice in AREA.practices)
    return replace(
        a_scenario(**BUSY), placed=placed, services={"south": (first,), "north": tuple(rest)}
    )


def test_laws_hold_where_services_are_named():
    found = tried(scenario=named_services())

    assert [] == [law.key for law in found.laws if law.verdict == "broken"]


def test_named_services_become_networks_of_the_same_practices():
    scenario, area = by_network(named_services(), AREA)
    before, after = build(AREA, named_services()), build(area, scenario)

    assert {} == scenario.services
    assert before.system_codes == after.system_codes == ("north", "south")
    assert before.practice_codes == after.practice_codes
    assert before.params.tobytes() == after.params.tobytes()


def test_laws_hold_where_levers_differ_between_places():
    placed = (
        Placed(
            Where("practice", (AREA.practices[0].code,)), None, {"champions.practices_share": 1.0}
        ),
        Placed(Where("practice", (), 1, 2), 9, {"referral.other_staff": 0.0}),
    )

    found = tried(scenario=replace(a_scenario(**BUSY), placed=placed))

    assert [] == [law.key for law in found.laws if law.verdict == "broken"]
