"""What would turn an answer, as the page tells it."""

import math

from sp_sim.dashboard.flips import Flip, Flips, Reach
from sp_sim.dashboard.flips_in_words import flips_in_words
from sp_sim.dashboard.values import Change
from tests.dashboard.site import SMALL, words
from tests.dashboard.test_why_and_who import finished

UPTAKE = "referrals_per_1000_per_year"
NEAR = Flip(
    "needs.calm_weeks", "mean length of a calm spell", "weeks", "assumption", 60.0, 105.25, 1.4,
    0.41, is_reversed=True, is_confirmed=False,
)  # fmt: skip
CLEAR = Change(8.9, 7.5, 10.3, "better", None)


def told(flips=(), others=(), change=CLEAR, ahead="B", behind="A"):
    return flips_in_words(Flips(UPTAKE, ahead, behind, change, flips, others))


def test_a_turn_says_what_is_assumed_where_it_turns_how_far_and_what_is_known():
    (row,) = told((NEAR,)).rows

    assert "Mean length of a calm spell" == row[0]
    assert ("60 weeks", "105 weeks or more") == row[2:4]
    assert "1.4 standard deviations, 41% of belief" == row[4]
    assert ("A comes out ahead", "no", "assumption") == row[5:]


def test_who_is_ahead_is_said_with_the_band():
    found = told()

    assert "B is ahead: B less A is +8.9" in found.standing
    assert "+7.5 to +10.3" in found.standing
    assert "better" == found.verdict


def test_where_both_are_alike_neither_is_ahead():
    found = told(change=Change(0.0, 0.0, 0.0, "equivalent", None), ahead=None, behind=None)

    assert "neither is ahead" in found.standing


def test_assumptions_that_turn_nothing_are_counted_apart_from_those_that_turn_it_farther_away():
    others = (
        Reach("a.a", "one", 8.0, 9.0, turns=False),
        Reach("a.b", "two", 8.0, -1.0, turns=True),
        Reach("a.c", "three", math.nan, 9.0, turns=False),
    )
    found = told(others=others)

    assert found.none.startswith("1 other assumptions turn it nowhere")
    assert "1 more turn it farther away" in found.none
    assert ["none", "farther away", "nothing to count at one end"] == [
        row[2] for row in found.others
    ]
    assert "not known" == found.others[2][3]


def test_what_would_turn_an_answer_is_sought_in_the_background_and_says_what_was_asked(site):
    address = f"/why?{SMALL}&base=head-office&b=in-practices"
    assert "Find what would turn it" in words(site.get(address))

    text = words(finished(site, f"{address}&go=breakeven"))

    assert "assumptions were moved, with 8 pairs of runs each" in text
    assert "16 fresh pairs" in text
    assert "is ahead" in text
    assert "turn it nowhere within what is believed of them" in text
    assert "nan" not in text.split()


def test_a_search_can_be_cancelled(site):
    address = "/why?area=synthetic&practices=8&pcn=all&weeks=208&base=head-office&b=in-practices"
    begun = site.get(f"{address}&go=breakeven")
    form = begun.text.split('action="/why/cancel?')[1]
    given = form.split('name="token" value="')[1].split('"')[0]

    site.post(
        "/why/cancel?" + form.split('"')[0].replace("&amp;", "&"),
        data={"token": given, "job": "breakeven"},
    )

    assert "Find what would turn it" in words(finished(site, str(begun.url)))


def test_scenarios_that_are_the_same_leave_no_answer_to_turn(site):
    told = words(site.get(f"/why?{SMALL}&base=baseline&b=baseline"))

    assert "there is no answer to turn" in told
    assert "Find what would turn it" not in told
