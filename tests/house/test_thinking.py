"""*How the model thinks* is current, draws every mechanism or says why not, and looks alike everywhere."""

import re
from dataclasses import replace

import matplotlib as mpl
import pytest
from click.testing import CliRunner

from sp_sim.cli.docs import group
from sp_sim.docs import thinking
from sp_sim.docs.curve import Curve, Line, heights, picture, readings
from sp_sim.docs.curves_to_draw import CURVES, WITHOUT
from sp_sim.docs.evidence import Doubt, doubts, evidence, is_uncertain, rows_cited, told
from sp_sim.errors import CouldNotFinishError
from sp_sim.mechanisms import burnout, training
from sp_sim.mechanisms.registry import MECHANISMS, PARAMETERS
from sp_sim.plots.curve import svg
from tests.house.source import CHECKOUT

DOCS = CHECKOUT / "sp_sim" / "docs"
NAMES = [module.__name__.rpartition(".")[2] for module in MECHANISMS]
STALE = "stale: run `sp-sim docs thinking --write`"
DRAWN_WITH = f"Matplotlib v{mpl.__version__},"

A_LINE = Curve(
    mechanism="burnout", name="made-up", title="A title", equation=burnout.exhaustion_next,
    across="weeks", up="points", again="exhaustion", high=4,
    lines=(Line(label="up", start=10.0, given={"strain_of_week": 20.0, "burnout_speed": 0.5}),),
)  # fmt: skip


@pytest.fixture(scope="module")
def text():
    return thinking.thinking()


def test_the_text_is_current(text):
    assert text == (DOCS / "thinking.md").read_text(encoding="utf-8"), STALE


def test_every_picture_that_is_drawn_is_kept_and_no_other():
    assert {curve.file for curve in CURVES} == {p.name for p in (DOCS / "pictures").glob("*.svg")}


@pytest.mark.parametrize("curve", CURVES, ids=lambda curve: curve.file)
def test_a_picture_is_current(curve):
    """The bytes are compared where the version that drew the kept copy is the one that draws here."""
    kept = (DOCS / "pictures" / curve.file).read_text(encoding="utf-8")
    if DRAWN_WITH not in kept:
        pytest.skip("drawn with another version of the plotting library")

    assert kept == svg(picture(curve)), STALE


def test_a_mechanism_draws_a_curve_or_it_is_said_why_not():
    drawn = {curve.mechanism for curve in CURVES}

    assert set(NAMES) == drawn | WITHOUT.keys()
    assert set() == drawn & WITHOUT.keys()
    assert all(WITHOUT.values())


def test_every_mechanism_has_its_page_with_its_numbers_evidence_and_doubts(text):
    pages = re.split(r"^## ", text, flags=re.MULTILINE)[2:]

    assert [name.capitalize() for name in NAMES] == [page.splitlines()[0] for page in pages]
    for page, module in zip(pages, MECHANISMS, strict=True):
        assert [] == [p.key for p in module.SECTION.params if f"`{p.key}`" not in page]
        assert "**Evidence**" in page
        doubted = page.split("**Doubts**")[1]
        assert [] == [
            p.key for p in module.SECTION.params
            if is_uncertain(p) and p.grade in ("expert", "assumption") and p.key not in doubted
        ]  # fmt: skip


def test_a_new_mechanism_without_a_curve_still_has_its_page(monkeypatch):
    monkeypatch.setattr(thinking, "CURVES", [c for c in CURVES if c.mechanism != "burnout"])

    assert "No curve is drawn.\n" in thinking.thinking()


@pytest.mark.parametrize("curve", CURVES, ids=lambda curve: curve.file)
def test_a_curve_is_said_with_its_units_and_moves(curve):
    assert re.search(r"\(.+\)|week|hour|cases|visit|endings|workers", curve.across)
    assert re.search(r"\(.+\)|week|hour|cases", curve.up)
    assert len(set(heights(curve, curve.lines[0]))) > 1
    assert not curve.shaded or curve.shaded in PARAMETERS


def test_a_shade_holds_the_line_that_it_is_of():
    for curve in CURVES:
        shade = picture(curve).shade
        if shade is None:
            continue
        line = heights(curve, curve.lines[0])
        assert all(
            low - 1e-9 <= value <= high + 1e-9
            for low, value, high in zip(shade.low, line, shade.high, strict=True)
        )


def test_steps_feed_the_answer_back():
    assert [10.0, 15.0, 17.5, 18.75, 19.375] == heights(A_LINE, A_LINE.lines[0])


def test_a_pulse_comes_once_or_at_its_interval():
    once = Line(label="once", start=0.4, pulses={"training_hours": (15.0, 0)})
    again = Line(label="again", start=0.4, pulses={"training_hours": (15.0, 2)})
    curve = replace(
        A_LINE, equation=training.skill_next, again="skill", given={"training_hours": 0.0},
        lines=(once, again),
    )  # fmt: skip

    assert [1] == _rises(heights(curve, once))
    assert [1, 3] == _rises(heights(curve, again))


def _rises(values):
    return [at for at in range(1, len(values)) if values[at] > values[at - 1]]


def test_the_table_below_a_picture_has_what_is_drawn():
    heads, row = readings(A_LINE)

    assert ["", "0", "1", "2", "3", "4"] == heads
    assert ["up", "10", "15", "17.5", "18.8", "19.4"] == row


def test_a_picture_is_the_same_bytes_each_time_and_names_no_day():
    one, two = svg(picture(CURVES[0])), svg(picture(CURVES[0]))

    assert one == two
    assert "<dc:date>" not in one
    assert "<text" in one


def test_rows_of_a_span_are_cited_too():
    assert ["E105", "E107", "E109", "E110"] == rows_cited(["E107 and E105", "E109 to E110", "E998"])


def test_a_row_is_told_with_its_range_and_its_source():
    assert told("E005").startswith("**E005**: ")
    ranged = next(key for key, row in evidence().items() if row["low"] and not row["value"])
    assert " to " in told(ranged) or evidence()[ranged]["low"] in told(ranged)


def test_what_may_be_nothing_is_the_widest_doubt():
    found = doubts(list(PARAMETERS.values()))

    assert [doubt.may_be_nothing for doubt in found] == sorted(
        (doubt.may_be_nothing for doubt in found), reverse=True
    )
    assert {True, False} == {doubt.may_be_nothing for doubt in found}


def test_a_level_on_a_logarithmic_scale_is_told_as_a_factor_of_odds():
    doubt = Doubt(PARAMETERS["benefit.base_log_odds"], -5.0, -5.0 + 2.302585)

    assert doubt.words().endswith(", an odds factor of 10")


def test_it_is_printed_on_request(text):
    assert text == CliRunner().invoke(group, ["thinking"]).output


def test_it_is_written_whole_with_its_pictures_and_none_that_are_drawn_no_more(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(thinking, "CURVES", CURVES[:2])
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "drawn-no-more.svg").touch()

    told = CliRunner().invoke(group, ["thinking"]).output
    written = thinking.write(tmp_path)

    assert told == written.read_text(encoding="utf-8")
    assert {"pictures", "thinking.md"} == {path.name for path in tmp_path.iterdir()}
    assert {c.file for c in CURVES[:2]} == {p.name for p in (tmp_path / "pictures").iterdir()}


def test_where_it_cannot_be_written_it_says_so(tmp_path):
    with pytest.raises(CouldNotFinishError, match=r"pictures could not be written: No such file"):
        thinking.write(tmp_path / "gone")
