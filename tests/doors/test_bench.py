"""`sp-sim bench`: what it prints, in words and as JSON, for a plan that takes no time."""

import json
import re
from dataclasses import replace

import pytest

from sp_sim.areas.area import write
from sp_sim.cli import bench as door
from sp_sim.cli.main import main
from sp_sim.experiments.bench import FULL, QUICK, Plan, Row
from sp_sim.experiments.timing import spread
from tests.builders import an_area

TINY = Plan(
    repeats=1,
    weeks=13,
    seeds=1,
    small_weeks=4,
    mesa_weeks=4,
    mesa_repeats=1,
    lengths=(4, 8),
    networks=(1, 2),
    pairs=(2, 4),
    processes=0,
    cold=False,
)
GROUPS = ["arms", "models", "threads", "weeks", "practices", "what_if"]


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    """A plan that takes no time, an area file, and a clean working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(door.PLAN, "plan", TINY)
    write(an_area(), tmp_path / "area.csv")
    return monkeypatch


def told(capsys, *arguments):
    assert main(["bench", *arguments]) == 0
    return capsys.readouterr().out


def test_the_table_has_every_part_and_fits_the_screen(tiny, capsys):
    tiny.setitem(door.PLAN, "plan", replace(TINY, processes=1))

    text = told(capsys, "--quick")

    assert max(map(len, text.splitlines())) <= 101
    assert re.search(r"Machine: \d+ cores .*Python 3\.\d+\.\d+, numba \d", text)
    assert "One arm of one seed, in a batch of 1: 5 practices, 50,000 registered, 13 weeks" in text
    assert "Mesa model, 2,000 registered, 4 weeks" in text
    assert "Mesa model, 50,000 registered, 4 weeks" in text
    assert "2 threads: times as fast as one thread" in text
    assert "sp-sim --help / bare Python" in text
    assert "4 pairs / 2 pairs" in text
    assert "Load at the end: " in text
    assert 4 <= len(re.findall(r"simulated: \d+ social consultations and [\d.]+ referrals", text))


def test_the_document_has_ratios_times_volumes_and_the_machine(tiny, capsys):
    document = json.loads(told(capsys, "--json", "--quick", "--area", "area.csv"))

    assert GROUPS == [group["key"] for group in document["benchmarks"]]
    rows = {row["key"]: row for group in document["benchmarks"] for row in group["rows"]}
    assert {"median", "min", "max", "repeats"} == set(rows["arm.further.launch"]["ratio"])
    assert "first arm, launch" == rows["arm.further.launch"]["ratio_to"]
    assert "speed" == rows["engine.small.alone"]["ratio_is"]
    assert "time" == rows["arm.alone"]["ratio_is"]
    assert rows["arm.first.launch"]["seconds"]["median"] > 0.0
    assert (
        rows["arm.first.mature"]["referrals_per_1000_per_year"]
        > rows["arm.first.launch"]["referrals_per_1000_per_year"]
    )
    assert rows["arm.first.launch"]["social_consultations_per_1000_per_year"] > 100.0
    assert document["machine"]["cores"] >= 1
    assert {"load", "load_at_end", "python", "numba"} <= set(document["machine"])
    assert document["quick"] is True


def test_an_area_takes_the_place_of_the_made_up_network(tiny, capsys):
    text = told(capsys, "--area", "area.csv", "--threads", "1")

    assert "2 practices, 6,000 registered" in text
    assert "50,000" not in text
    assert "one thread" in text
    assert "1 threads: times as fast" not in text


def test_a_full_measurement_leaves_nothing_out():
    assert FULL.cold
    assert FULL.mesa_weeks == 52
    assert not QUICK.cold
    assert not QUICK.mesa_weeks
    assert (20, 200) == QUICK.pairs == FULL.pairs


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--threads", "0"], "0 is not in the range 1<=x<=1024"),
        (["--area", "gone.csv"], "gone.csv: there is no such file"),
        (["--loud"], "No such option '--loud'"),
    ],
)
def test_bad_input_is_refused(arguments, complaint, tiny, capsys):
    assert main(["bench", *arguments]) == 2
    captured = capsys.readouterr()

    assert complaint in captured.err
    assert captured.out == ""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        ((0.0012345,), "1.23 ms (1.23 to 1.23)"),
        ((0.1, 0.2, 0.3), "200 ms (100 to 300)"),
        ((12.0, 13.0, 2000.0), "13.0 s (12.0 to 2,000)"),
    ],
)
def test_times_are_told_with_the_figures_that_count(seconds, words):
    assert words == door.time_in_words(spread(seconds))


def test_a_speed_says_how_many_times_as_fast():
    row = Row("key", "engine", spread((0.5,)), spread((20.0,)), "Mesa", is_speed=True)

    (line,) = door.row_in_words(row)

    assert ["engine:", "times", "as", "fast", "as", "Mesa", "20.0"] == line.split()[:7]
