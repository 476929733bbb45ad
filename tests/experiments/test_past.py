"""Mature starts are lived once and kept; checkpoints are a past that many futures share."""

import os

import pytest

import sp_sim
from sp_sim.errors import Problems
from sp_sim.experiments import past
from sp_sim.results.checkpoint import TOLD
from sp_sim.results.moments import make_room
from sp_sim.scenario import with_values
from tests.builders import a_change, a_scenario, an_area

AREA = an_area(practices=2, registered=1_500, networks=2)
TWO = {"area": AREA, "replications": 2, "threads": 1}
NAMES = ("referrals", "practice_weeks", "worker_weeks", "gps")


def same(one, other):
    """Whether two results hold the same records, arm by arm."""
    pairs = zip(one.arms, other.arms, strict=True)
    return all(a.records.same_bits(b.records) for a, b in pairs)


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A place of its own for mature starts; compiled code stays where it is."""
    place = tmp_path / "cache"
    monkeypatch.setattr(
        past, "_place", lambda scenario, area: place / f"{scenario.fingerprint}{area.fingerprint}"
    )
    return place


def mature(*changes, **values):
    return a_scenario(changes, "mature service", start="mature", **values)


def files_in(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_mature_start_is_lived_once_and_fetched_ever_after(cache):
    first = sp_sim.run(mature(), weeks=26, **TWO)
    kept = files_in(cache)

    again = sp_sim.run(mature(), weeks=26, **TWO)

    assert ["1.npz", "2.npz"] == kept
    assert same(first, again)


def test_what_is_fetched_is_used(cache):
    """If the second run lived five years again, the file of another seed would not show."""
    sp_sim.run(mature(), weeks=26, **TWO)
    honest = sp_sim.run(mature(), weeks=26, **TWO)
    (place,) = cache.iterdir()
    (place / "1.npz").write_bytes((place / "2.npz").read_bytes())

    assert not same(honest, sp_sim.run(mature(), weeks=26, **TWO))


def test_futures_of_one_mature_service_share_its_start(cache):
    sp_sim.run(mature(), weeks=26, **TWO)

    sp_sim.run(mature(a_change(0, workforce_posts=5)), weeks=26, **TWO)

    assert ["1.npz", "2.npz"] == files_in(cache)


def test_another_service_has_a_start_of_its_own(cache):
    sp_sim.run(mature(), weeks=26, **TWO)

    sp_sim.run(mature(workforce_posts=2), weeks=26, **TWO)

    assert ["1.npz", "1.npz", "2.npz", "2.npz"] == files_in(cache)


@pytest.mark.parametrize("spoilt", [b"", b"PK\x03\x04 not much of an archive"])
def test_a_spoilt_file_is_lived_again(cache, spoilt):
    honest = sp_sim.run(mature(), weeks=26, **TWO)
    for path in cache.rglob("*.npz"):
        path.write_bytes(spoilt)

    assert same(honest, sp_sim.run(mature(), weeks=26, **TWO))


def test_a_file_cut_short_is_lived_again(cache):
    honest = sp_sim.run(mature(), weeks=26, **TWO)
    for path in cache.rglob("*.npz"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    assert same(honest, sp_sim.run(mature(), weeks=26, **TWO))


def test_a_place_that_cannot_be_written_stops_nobody(cache):
    cache.write_text("a file where a folder should be")

    sp_sim.run(mature(), weeks=26, **TWO)


def test_what_was_used_longest_ago_makes_room(tmp_path):
    for number, name in enumerate(("old", "older", "new")):
        path = tmp_path / f"{name}.npz"
        path.write_bytes(b"x" * 1000)
        os.utime(path, (1_000 - number, {"old": 20, "older": 10, "new": 30}[name]))

    make_room(tmp_path, 2_500)

    assert ["new.npz", "old.npz"] == files_in(tmp_path)


def test_new_and_mature_services_can_be_compared(cache):
    new = with_values(mature(), {"start": "new"}, name="new service")

    result = sp_sim.compare(new, mature(), weeks=52, **TWO)

    assert ["start"] == [setting.key for setting in result.comparisons[0].levers]


@pytest.fixture
def saved(tmp_path):
    made = sp_sim.checkpoint(a_scenario((), "as it was"), 20, **TWO)
    return made.save(tmp_path / "point")


FUTURE = a_scenario((a_change(20, workforce_posts=5),), "more posts")


def test_going_on_from_a_saved_checkpoint_is_living_straight_through(saved):
    straight = sp_sim.compare(a_scenario((), "as it was"), FUTURE, weeks=52, **TWO)

    point = sp_sim.load_checkpoint(saved)
    result = sp_sim.compare(a_scenario((), "as it was"), FUTURE, weeks=52, past=point, area=AREA)

    assert same(straight, result)
    assert straight.manifest["seeds"] == result.manifest["seeds"]


def test_a_checkpoint_of_a_mature_service_goes_on_too(cache):
    point = sp_sim.checkpoint(mature(), 20, **TWO)

    result = sp_sim.run(mature(), weeks=40, past=point, area=AREA)

    assert same(sp_sim.run(mature(), weeks=40, **TWO), result)


@pytest.mark.parametrize(
    ("scenario", "asked", "told"),
    [
        (a_scenario((a_change(19, workforce_posts=5),), "too early"), {}, "differs from as it was before week 20"),
        (a_scenario((), "other", workforce_posts=5), {}, "differs from as it was before week 20"),
        (a_scenario((), "as it was", start="mature"), {}, "differs from as it was before week 20"),
        (FUTURE, {"weeks": 20}, "nothing would be left to live .* ask for more than 20 weeks"),
        (FUTURE, {"area": an_area(practices=1)}, "made of another area"),
    ],
    ids=["a change before it", "another start", "another age", "no weeks left", "another area"],
)  # fmt: skip
def test_what_a_checkpoint_is_not_the_past_of_is_refused(saved, scenario, asked, told):
    point = sp_sim.load_checkpoint(saved)

    with pytest.raises(Problems, match=f"(?s){told}"):
        sp_sim.run(scenario, **({"weeks": 52, "area": AREA, "past": point} | asked))


def test_a_checkpoint_of_another_program_is_refused(saved):
    text = (saved / TOLD).read_text()
    (saved / TOLD).write_text(text.replace('"engine": "', '"engine": "another '))

    with pytest.raises(Problems, match="another version of the program"):
        sp_sim.run(FUTURE, weeks=52, area=AREA, past=sp_sim.load_checkpoint(saved))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda folder: (folder / TOLD).unlink(), "is not a checkpoint"),
        (lambda folder: (folder / TOLD).write_text("{}"), "does not say what a checkpoint says"),
        (lambda folder: (folder / TOLD).write_text("[1"), "is not a checkpoint"),
        (lambda folder: (folder / "seed-2.npz").unlink(), "seed-2.npz: cannot be read whole"),
        (lambda folder: (folder / "seed-1.npz").write_bytes(b"PK"), "seed-1.npz: cannot be read whole"),
    ],
)  # fmt: skip
def test_a_checkpoint_that_is_not_whole_is_refused(saved, spoil, told):
    spoil(saved)

    with pytest.raises(Problems, match=told):
        sp_sim.load_checkpoint(saved)


def test_a_checkpoint_takes_no_folder_that_is_in_use(saved):
    point = sp_sim.load_checkpoint(saved)

    with pytest.raises(Problems, match="is in use"):
        point.save(saved)


@pytest.mark.parametrize("week", [0, -3, 2600, True, 1.5])
def test_a_checkpoint_stands_at_a_week_of_the_run(week):
    with pytest.raises(Problems, match="must be a whole number from 1 to 2599"):
        sp_sim.checkpoint(a_scenario(), week, **TWO)
