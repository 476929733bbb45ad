"""What would turn the answer: told from a break-even search of the same scenarios, or how to get one."""

import json
import re

import duckdb
import pytest

from sp_sim.errors import Problems
from sp_sim.report.money import costs_of
from sp_sim.report.page import page
from sp_sim.report.pictures import pictures
from tests.report.kept import costs, folder, html, kept

__all__ = ["costs", "folder", "html", "kept"]

MEASURE = "referrals_per_1000_per_year"
KEY = "location.log_rate_ratio_on_site"
TURN = {
    "measure": MEASURE, "key": KEY, "meaning": "direct effect", "unit": "log rate ratio", "grade": "assumption",
    "kind": "too small", "centre": 0.438, "value": 0.0887, "confirmed": True,
}  # fmt: skip


def a_search(place, kept, **changed):
    """Write what a break-even search found of the scenarios that were kept."""
    answer = {
        "measure": MEASURE, "words": "Referrals per 1,000 patients a year", "turns": [TURN],
        "at_the_centre": {"difference": 2.0}, "none_within_the_prior": ["burnout.speed"],
    }  # fmt: skip
    told = {
        "base": "head-office", "other": "in-practices", "answers": [answer],
        "kinds": {"too small": "the advantage falls below what matters"},
        "manifest": {"fingerprints": kept.manifest["fingerprints"], "weeks": 30, "seeds": [5, 6]},
    }  # fmt: skip
    place.mkdir()
    (place / "breakeven.json").write_text(json.dumps(told | changed))
    rows = f"select '{MEASURE}' as measure, '{KEY}' as key, 0.5 as low, 7.5 as high"
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"copy ({rows}) to '{place / 'screening.parquet'}' (format parquet)")
    return place


def section(text):
    start = text.index('<h2 id="flip">')
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", text[start : text.index("<h2", start + 5)]))


def test_without_a_search_the_page_says_what_to_type(html, kept):
    told = section(html)

    assert "Nobody has searched yet" in told
    assert "sp-sim breakeven kept/scenario-1.yaml kept/scenario-2.yaml --area kept/area.csv" in told


def test_a_search_is_told_with_value_turn_and_grade(kept, tmp_path):
    told = section(page(kept, costs_of(kept, None), breakeven=a_search(tmp_path / "be", kept)))

    assert f"direct effect ({KEY})" in told
    assert (
        "0.438 log rate ratio 0.0887 log rate ratio the advantage falls below what matters yes"
        in told
    )
    assert "nowhere within what is believed of them: 1." in told


def test_a_search_that_found_no_turn_says_so(kept, tmp_path):
    folder = a_search(tmp_path / "be", kept)
    path = folder / "breakeven.json"
    told = json.loads(path.read_text())
    told["answers"][0]["turns"] = []
    path.write_text(json.dumps(told))

    assert "No assumption alone" in section(page(kept, None, breakeven=folder))


def test_the_ends_of_what_is_believed_are_drawn_with_the_runs_of_the_search(kept, tmp_path):
    (drawing,) = pictures(kept, None, ("beliefs",), a_search(tmp_path / "be", kept))

    assert drawing.name == f"beliefs-{MEASURE}"
    assert drawing.rows[0][0].endswith(f"({KEY})")
    assert drawing.rows[0][3:5] == (0.5, 7.5)
    assert "2 runs of 30 weeks (seeds 5 to 6)" in drawing.svg()


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"base": "rural"}, "is of in-practices against rural"),
        ({"manifest": {"fingerprints": {"area": "other", "scenarios": {}}}}, "of another area"),
        ({"answers": [{}]}, "does not say what a break-even search says"),
        ({"answers": 3}, "does not say what a break-even search says"),
    ],
)
def test_a_search_of_something_else_is_refused(kept, tmp_path, changed, complaint):
    folder = a_search(tmp_path / "be", kept, **changed)

    with pytest.raises(Problems, match=complaint):
        page(kept, None, breakeven=folder)


def test_a_folder_without_a_search_is_refused(kept, tmp_path):
    with pytest.raises(Problems, match="is not there"):
        page(kept, None, breakeven=tmp_path)
