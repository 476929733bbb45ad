"""Which change did it: the parts add up to the difference that was kept, or there is a reason for none."""

import re
from dataclasses import replace

import pytest

from sp_sim.errors import Problems
from sp_sim.experiments.compare import compare
from sp_sim.report.money import costs_of
from sp_sim.report.page import page
from sp_sim.report.tell import report
from sp_sim.report.why import why
from sp_sim.report.words import difference_in_words
from sp_sim.results.reopen import reopen
from sp_sim.scenario import load
from tests.builders import an_area
from tests.report.kept import Taken
from tests.results.handmade import a_living

ONE = {"support.supervised_share": 1.0}
TWO = ONE | {"location.site_by_weekday": ("practice",) * 5}
REFERRALS = "referrals_per_1000_per_year"


def changed(name, values):
    """Return a shipped scenario with some settings changed."""
    base = load("head-office")
    return replace(base, name=name, values=base.values | values)


def kept_of(place, values, **more):
    """Compare head office with the same but for some settings, on two small practices, and keep it."""
    asked = {"weeks": 40, "seed": 3, "replications": 12, "threads": 1} | more
    area = an_area(practices=2, registered=4_000)
    found = compare("head-office", changed("changed", values), area=area, **asked)
    return reopen(found.save(place / "kept", command="sp-sim compare"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return kept_of(tmp_path_factory.mktemp("why"), TWO)


@pytest.fixture(scope="module")
def found(kept):
    return why(kept)


def section(text):
    start = text.index('<h3 id="why">')
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", text[start : text.index("<h2", start)]))


def test_the_parts_add_up_to_the_difference_that_was_kept(kept, found):
    drawing = next(each for each in found.pictures if each.name == f"why-1-{REFERRALS}")
    (_, start), *parts, (_, end) = drawing.rows
    told = kept.comparisons[0]["measures"][REFERRALS]["difference"]

    assert {"location", "support"} == {name for name, _ in parts}
    assert told == pytest.approx(sum(part for _, part in parts), abs=1e-9)
    assert told == pytest.approx(end - start, abs=1e-9)


def test_the_page_tells_which_change_did_it(kept, found):
    html = page(kept, costs_of(kept, None), why=found)
    taken, told = Taken(html), section(html)

    assert "Which change did it: from head-office to changed" in told
    assert "in all" in told
    assert f"picture-why-1-{REFERRALS}" in taken.ids
    assert set(taken.links) <= set(taken.ids)
    assert len(taken.ids) == len(set(taken.ids))


def test_a_page_that_was_not_asked_says_so(kept):
    assert "Not asked" in section(page(kept, costs_of(kept, None)))


def test_the_same_results_give_the_same_words(kept, found):
    again = why(kept)

    assert found.sentences == again.sentences
    assert found.tables == again.tables


def test_one_change_alone_did_all_of_it(tmp_path):
    found = why(kept_of(tmp_path, ONE))

    assert not found.tables
    assert not found.pictures
    (sentence,) = found.sentences
    assert sentence.endswith(
        "in one group of settings, support: the whole difference is its doing."
    )


def test_drawn_parameters_are_split_under_the_same_sets(tmp_path):
    kept = kept_of(tmp_path, TWO, draws="prior", sets=2, replications=4)
    found = why(kept)

    assert 1 == len(found.tables)
    first = found.sentences[0]
    assert "in all" in first
    told = difference_in_words(REFERRALS, kept.comparisons[0]["measures"][REFERRALS])
    assert told in first


def test_another_difference_than_the_one_kept_is_not_explained(kept):
    with pytest.raises(Problems, match="lived again"):
        why(kept, living=a_living())


def test_a_report_can_be_asked_why_and_tells_how_far_it_is(kept, tmp_path):
    seen = []

    (path,) = report(
        kept.folder, tmp_path / "page.html", why=True, on_progress=lambda *told: seen.append(told)
    )

    assert "in all" in section(path.read_text("utf-8"))
    assert (12, 12) == seen[-1]
