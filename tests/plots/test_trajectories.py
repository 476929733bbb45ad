"""Pictures: both panels, their units and source, readable in grey, with their data beside them."""

import csv

import numpy as np
import pytest
from PIL import Image

from sp_sim import __version__
from sp_sim.experiments.compare import pair
from sp_sim.plots.theme import LINES, OKABE_ITO, style
from sp_sim.plots.trajectories import (
    EXHAUSTION,
    REFERRALS,
    band,
    bands_of,
    draw,
    metadata,
    picture,
    studies_of,
    week_step,
)
from sp_sim.results.result import Result
from tests.results.handmade import an_arm, records


@pytest.fixture(scope="module")
def result():
    base, other = an_arm("base"), an_arm("other", workforce_posts=7)
    return Result((base, other), (pair(base, other),))


@pytest.fixture(scope="module")
def drawn(result):
    return picture(list(result.arms), result, {arm.name: bands_of(arm) for arm in result.arms})


def words_in(figure):
    return " ".join(
        text.get_text() for text in figure.findobj(match=lambda o: hasattr(o, "get_text"))
    )


def test_both_panels_have_a_title_and_a_unit(drawn):
    left, right = drawn.axes

    assert (left.get_title("left"), right.get_title("left")) == (REFERRALS, EXHAUSTION)
    assert "referrals per 1,000 registered a year" in left.get_ylabel()
    assert "0 to 54" in right.get_ylabel()
    assert {left.get_xlabel(), right.get_xlabel()} == {"week"}


def test_the_picture_says_where_it_came_from_and_what_its_bands_are(drawn):
    told = words_in(drawn)

    for said in (
        f"sp_sim {__version__}",
        "made up for a test",
        "made up, not a real place",
        "Draws: point",
    ):
        assert said in told
    assert "8 of 10 runs" in told
    assert "burnt out: 27 and above" in told


def test_the_picture_alone_says_in_what_the_arms_differ_and_warns(drawn):
    told = words_in(drawn).replace("\n", " ")

    assert "They differ in: workforce.posts." in told
    assert "Warning: other differs from base in posts or hours" in told


def test_arms_differ_in_colour_and_in_line():
    looks = [style(number) for number in range(12)]

    assert len({(look.colour, look.line) for look in looks}) == 12
    assert len({look.colour for look in looks[:4]}) == 4
    assert len({look.line for look in looks[:4]}) == 4
    assert len(OKABE_ITO) >= len(LINES)


def test_every_arm_has_a_line_and_a_band_in_each_panel(drawn):
    for panel in drawn.axes:
        assert [line.get_label() for line in panel.lines][:2] == ["base", "other"]
        assert len(panel.collections) == 2


def test_the_burnt_out_line_is_always_in_sight(drawn):
    low, high = drawn.axes[1].get_ylim()

    assert low == 0.0
    assert high >= 36.0


def test_a_band_is_mean_and_eight_runs_in_ten():
    told = band(np.array([[1.0, np.nan], [2.0, np.nan], [6.0, np.nan]]))

    assert told.mean[0] == 3.0
    assert (told.low[0], told.high[0]) == pytest.approx((1.2, 5.2))
    assert np.isnan([told.mean[1], told.low[1], told.high[1]]).all()


def test_the_data_are_beside_the_picture(result, tmp_path):
    (path,) = draw(result, tmp_path)
    with (tmp_path / "trajectories.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))

    assert path == tmp_path / "trajectories.png"
    assert len(rows) == 2 * 2 * 104
    first = {"scenario": "base", "panel": REFERRALS, "week": "0"}
    assert rows[0] == first | {"mean": "", "run_low": "", "run_high": ""}
    shown = bands_of(result.arms[0])[REFERRALS].mean[103]
    assert float(rows[103]["mean"]) == pytest.approx(shown, rel=1e-5)


def test_the_picture_carries_its_fingerprints_and_is_described_in_words(result, tmp_path):
    (path,) = draw(result, tmp_path)
    with Image.open(path) as image:
        told = image.info

    for arm in result.arms:
        assert arm.scenario.fingerprint in told["Source"]
    assert result.asked.area.fingerprint in told["Source"]
    assert "draws point" in told["Source"]
    assert "referrals per 1,000 registered in the last year" in told["Description"]


def test_the_same_result_gives_the_same_picture(result, tmp_path):
    (tmp_path / "again").mkdir()
    (one,), (other,) = draw(result, tmp_path), draw(result, tmp_path / "again")

    assert one.read_bytes() == other.read_bytes()


def test_each_base_has_its_own_picture(tmp_path):
    arms = tuple(an_arm(name) for name in ("a", "b", "c", "d"))
    two = Result(arms, (pair(arms[0], arms[1]), pair(arms[2], arms[3])))

    assert [[arm.name for arm in arms] for arms in studies_of(two)] == [["a", "b"], ["c", "d"]]
    assert [path.name for path in draw(two, tmp_path)] == [
        "trajectories-1-a.png",
        "trajectories-2-c.png",
    ]


def test_a_run_without_workers_can_be_drawn(tmp_path):
    nobody = an_arm("nobody", records(), weeks=30)

    assert draw(Result((nobody,)), tmp_path)[0].is_file()
    assert "no figure" in metadata([nobody], Result((nobody,)))["Description"]


@pytest.mark.parametrize(
    ("weeks", "step"), [(1, 1), (8, 1), (26, 4), (104, 13), (208, 26), (2600, 520), (9999, 520)]
)
def test_weeks_are_marked_in_quarters_of_a_year(weeks, step):
    assert week_step(weeks) == step
