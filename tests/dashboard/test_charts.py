import pytest

from sp_sim.dashboard.charts import bands, bars
from sp_sim.dashboard.scenes import trace


def say(value):
    return f"{value:.2f}"


def test_a_picture_of_a_share_goes_no_further_than_a_share_can():
    drawn = bands([("A", 0.95, 0.9, 1.0, 0.8, 1.0)], say, (0.0, 1.0))

    assert "1.00" == drawn.ticks[-1][1]
    assert "A 0.95, 95% band 0.90 to 1.00" == drawn.words


def test_marks_stand_in_the_order_of_their_values():
    drawn = bands([("A", 1.0, 0.5, 1.5, 0.0, 2.0), ("B", 3.0, 2.5, 3.5, 2.0, 4.0)], say, (0.0, 9.0))
    first, second = drawn.marks

    assert first.run_low < first.low < first.mean < first.high < first.run_high
    assert first.mean < second.mean
    assert first.y < second.y


def test_where_nothing_is_known_there_is_no_picture():
    assert bands([("A", None, None, None, None, None)], say, (0.0, 1.0)) is None
    assert bars([("A", None, "not known")]) is None


def test_bars_point_both_ways_from_nought_and_are_as_long_as_their_numbers():
    drawn = bars([("up", 2.0, "+2"), ("down", -1.0, "-1")])
    up, down = drawn.bars

    assert up.x == drawn.nought
    assert down.x + down.length == pytest.approx(drawn.nought, abs=0.11)
    assert up.length == pytest.approx(2.0 * down.length, abs=0.11)
    assert ("more", "less") == (up.kind, down.kind)


def test_a_line_is_broken_where_nobody_was_in_post():
    drawn = trace((20.0, 21.0, None, 30.0, 31.0))

    assert 2 == len(drawn.lines)
    assert "from 20 to 31, at most 31, of 54" == drawn.words
    assert "nobody was in post" == trace((None, None)).words
