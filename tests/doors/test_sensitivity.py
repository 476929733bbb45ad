"""`sp-sim sensitivity` from outside: words, documents, folders, refusals."""

import pytest

from sp_sim.cli import telling
from sp_sim.cli.tables_of_sensitivity import in_words
from sp_sim.results.sensitivity import Ranking, Sensitivity
from tests.doors.door import at_the_door, refused
from tests.experiments.sweeps import a_design_file
from tests.experiments.toys import GAIN, MEASURE, a_toy

OWN = (
    "sensitivity", "--base", "head-office", "--other", "in-practices", "--weeks", 4,
    "--replications", 2, "--measure", MEASURE, "--factor", "support.*",
)  # fmt: skip


def level(scenario):
    """The gain adds to exhaustion in practices, and to none at head office."""
    return 20.0 + (scenario.name == "in-practices") * scenario.values[GAIN]


@pytest.fixture
def toy(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(telling.LIVING, "living", a_toy(level, chance=0.1))
    return tmp_path


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("sobol", "with all it takes part in"), ("morris", "mean size (mu*)"),
        ("lhs", "others held alike"), ("one-at-a-time", "difference"),
    ],
)  # fmt: skip
def test_each_method_tells_its_table(toy, method, words):
    told = at_the_door(
        *OWN, "--method", method, *(() if method == "one-at-a-time" else ("--points", 32))
    )
    rows = [line for line in told.out.splitlines() if line.startswith("support.")]

    assert (0, "") == (told.code, told.err)
    assert "of in-practices less head-office" in told.out
    assert words in told.out
    assert rows[0].startswith(GAIN)


def test_pairs_say_what_they_cost_first(toy):
    told = at_the_door(*OWN, "--method", "sobol", "--points", 8, "--second-order")

    assert told.code == 0
    assert told.err.startswith("8 rows x (2 x ")
    assert "Two together, beyond what each does alone" in told.out


def test_json_and_a_folder_say_the_same(toy):
    told = at_the_door(*OWN, "--points", 8, "--json", "--out", "out", "--quiet")

    assert told.document["measures"][0]["factors"][0]["factor"] == GAIN
    assert (toy / "out" / "sensitivity.json").read_text(encoding="utf-8") == told.out
    assert "holds other results" in refused(toy, *OWN, "--out", "out")[0]["message"]
    assert "sensitivity" in at_the_door("results", "list", ".").out


def told_of(share):
    """Return what is told of a ranking so much of which is chance."""
    row = {"factor": GAIN, "mu_star": 1.0, "mu": 1.0, "sigma": 0.0, "mu_star_of_chance": 0.5}
    ranking = Ranking(MEASURE, (row,) * 30, 100, 4, share, dropped=7)
    return " ".join(in_words(Sensitivity("morris", "a test", (ranking,))).split())


def test_what_is_mostly_chance_is_called_so():
    assert "80.0% of the variance" in told_of(0.8)
    assert "ask for more replications" in told_of(0.8)
    assert "ask for more replications" not in told_of(0.2)


def test_points_left_out_and_factors_not_shown_are_counted():
    assert "7 points were left out" in told_of(0.2)
    assert "and 5 more, which decide less" in told_of(0.2)


def test_one_seed_cannot_tell_chance(toy):
    told = at_the_door(*OWN, "--points", 4, "--replications", 1)

    assert "With one seed, chance between runs cannot be told" in " ".join(told.out.split())


def test_a_sweep_is_analysed_where_it_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = a_design_file(tmp_path).read_text(encoding="utf-8")
    text = text.replace("points: 128", "points: 16").replace("replications: 8", "replications: 2")
    design = a_design_file(tmp_path, text)
    assert 0 == at_the_door("sweep", design, "--out", "swept", "--workers", 1, "--quiet").code

    told = at_the_door("sensitivity", "swept", "--measure", "referrals_per_1000_per_year")

    assert 0 == told.code
    assert "16 points, 2 seeds each" in told.out
    assert "lever" in told.out
    alike = at_the_door(
        "sensitivity", "swept", "--minus", "swept", "--measure", "referrals_per_1000_per_year"
    )
    assert "0.00 (" in alike.out


@pytest.mark.parametrize(
    "words",
    [
        ("sensitivity", "nowhere"),
        ("sensitivity", "--base", "baseline", "--factor", "burnt.*"),
        ("sensitivity", "--base", "baseline", "--method", "sobol", "--points", "3"),
        ("sensitivity", "--base", "baseline", "--measure", "happiness"),
        ("sensitivity", "--base", "nobody-wrote-this"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(toy, words):
    assert refused(toy, *words)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "give the folder of a sweep"),
        (("nowhere", "--base", "baseline"), "--base cannot be given with a folder"),
        (("nowhere", "--weeks", "8", "--most", "2"), "--most, --weeks cannot be given"),
        (("--base", "baseline", "--minus", "nowhere"), "use --other"),
    ],
)
def test_options_that_do_not_go_together_are_refused(toy, words, why):
    told = at_the_door("sensitivity", *words)

    assert 2 == told.code
    assert why in told.err
