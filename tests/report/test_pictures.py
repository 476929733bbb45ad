"""Pictures: every kind from the tables alone, with words, unit, source, and its numbers beside it."""

import csv
import io
import json
import re
import struct
import zlib
from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from sp_sim.errors import Problems
from sp_sim.plots.bars import Scale, Swing, tornado, waterfall
from sp_sim.plots.beeswarm import stacked
from sp_sim.plots.drawing import Source, inline
from sp_sim.plots.funnel import hundred
from sp_sim.plots.histogram import histogram
from sp_sim.report.money import costs_of
from sp_sim.report.pictures import KINDS, pictures
from sp_sim.report.tell import plot
from sp_sim.results.reopen import reopen
from tests.report.kept import a_folder, costs, folder, kept

__all__ = ["costs", "folder", "kept"]

SOURCE = Source(version="9.9", lines=("Source: a test.",), identity="seeds 1 to 2")
POUNDS = Scale(label="pounds", written=lambda value: f"£{value:.0f}")
WITHOUT_SEARCH = [kind for kind in KINDS if kind != "beliefs"]


@pytest.fixture(scope="module")
def drawn(kept, costs):
    return {drawing.name: drawing for drawing in pictures(kept, costs)}


def read(text):
    return list(csv.reader(io.StringIO(text)))


def test_there_is_a_picture_of_every_kind(drawn):
    assert list(drawn) == WITHOUT_SEARCH


def test_every_picture_says_where_it_is_from_and_what_its_numbers_are(drawn, kept):
    for drawing in drawn.values():
        svg = drawing.svg()
        assert f"sp_sim {kept.manifest['version']}, simulated, not observed" in svg
        assert kept.manifest["fingerprints"]["area"] in svg
        assert drawing.described
        columns, *rows = read(drawing.csv())
        assert len(rows) == len(drawing.rows) > 0
        assert all(len(row) == len(columns) for row in rows)
        heads, shown = drawing.table
        assert all(len(row) == len(heads) for row in shown)


def test_the_same_picture_has_the_same_bytes(kept, costs, drawn):
    again = {drawing.name: drawing.svg() for drawing in pictures(kept, costs)}

    assert again == {name: drawing.svg() for name, drawing in drawn.items()}


def test_a_picture_inside_a_page_has_ids_of_its_own_and_no_address(drawn):
    told = inline(drawn["uptake"].svg(), "uptake")
    ids = re.findall(r'\bid="([^"]+)"', told)
    used = re.findall(r'(?:href="#|url\(#)([^")]+)', told)

    assert told.startswith("<svg")
    assert all(name.startswith("uptake-") for name in ids)
    assert set(used) <= set(ids)
    assert "http" not in told
    assert ET.fromstring(told).tag == "svg"  # noqa: S314 - our own picture


def test_a_png_carries_its_words_and_its_source(drawn):
    data = drawn["funnel"].png()
    texts = dict(texts_of(data))

    assert data.startswith(b"\x89PNG")
    assert texts["Title"].startswith("How far people get")
    assert "in-practices" in texts["Description"]
    assert "area" in texts["Source"]


def texts_of(data):
    place = 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        assert zlib.crc32(kind + body) == struct.unpack(">I", data[place + 8 + length :][:4])[0]
        if kind == b"tEXt":
            yield body.decode("latin-1").split("\0", 1)
        place += 12 + length


def test_weekly_means_are_those_of_the_table(drawn, kept):
    frame = kept.table("weekly")
    mean = frame[frame["scenario"] == "in-practices"].groupby("week")["waiting"].mean()
    rows = [row for row in drawn["uptake"].rows if row[:2] == ("in-practices", "People waiting")]

    assert [row[3] for row in rows] == pytest.approx(mean.to_list())


def test_every_pair_is_a_dot(drawn, kept):
    frame = kept.table("measures")
    chosen = frame[frame["measure"] == "exhaustion_mean"].set_index(["scenario", "seed"])["value"]
    rows = {row[2]: row[3] for row in drawn["beeswarm"].rows if "exhaustion" in row[0]}

    assert len(rows) == len(kept.manifest["seeds"])
    for seed, difference in rows.items():
        assert difference == pytest.approx(
            chosen["in-practices", seed] - chosen["head-office", seed]
        )


def test_the_parts_of_a_waterfall_add_up(drawn):
    first, *parts, last = (row[1] for row in drawn["waterfall"].rows)

    assert first + sum(parts) == pytest.approx(last, abs=1e-6)


def test_dots_that_fall_together_stand_apart():
    heights = stacked(np.array([0.0, 0.1, 0.2, 5.0]), 1.0)

    assert heights.tolist() == [-1.0, 0.0, 1.0, 0.0]


def test_nobody_offered_is_nobody_of_a_hundred():
    assert hundred([200.0, 100.0, 50.0]) == [100.0, 50.0, 25.0]
    assert hundred([0.0, 0.0]) == [0.0, 0.0]


def test_practices_that_part_ways_are_seen_apart_though_their_mean_lies_between():
    """NaN is a practice that no link worker covers; the highest value belongs to the last tenth."""
    drawing = histogram({"parted": np.array([0.05, 0.05, 0.95, 1.0, np.nan])}, SOURCE)

    assert [2, 0, 0, 0, 0, 0, 0, 0, 0, 2] == [row[3] for row in drawing.rows]
    assert [50.0, 0.0] == [row[4] for row in drawing.rows[:2]]
    assert "parted: mean 0.51, 8 of 10 practices from 0.05 to 0.98." == drawing.described
    assert "of every 100 of all practices: parted 20." in drawing.svg()


def test_every_practice_of_every_run_counts_once(drawn, kept):
    practices, runs = len(kept.area.practices), len(kept.manifest["seeds"])

    for arm in kept.names:
        rows = [row for row in drawn["involvement"].rows if row[0] == arm]
        assert practices * runs == sum(row[3] for row in rows)
        assert 100.0 == pytest.approx(sum(row[4] for row in rows))


def a_swing(words, width):
    return Swing(words=words, low="1", high="2", at_low=-width, at_high=width)


def test_the_widest_bar_is_on_top_and_the_rest_is_in_the_data():
    swings = [a_swing(f"thing {number}", 1.0 + number) for number in range(20)]
    drawing = tornado(("Title", "beneath"), swings, 0.0, POUNDS, SOURCE)

    assert [row[0] for row in drawing.rows][:2] == ["thing 19", "thing 18"]
    assert len(drawing.rows) == 20
    assert "Shown are the 14 widest of 20" in drawing.svg()


def test_a_figure_that_nobody_confirmed_has_its_star():
    swings = [replace(a_swing("Rooms", 5.0), unsure=True)]

    assert "Rooms*" in tornado(("Title", ""), swings, 0.0, POUNDS, SOURCE).svg()


def test_a_waterfall_without_steps_still_has_its_ends():
    drawing = waterfall(("Title", ""), (("before", 0.0), ("after", 0.0)), [], POUNDS, SOURCE)

    assert drawing.described == "From before to after. before £0; after £0."


def test_a_step_of_nothing_has_no_sign():
    tenths = Scale(label="weeks", written=lambda value: f"{value:.1f}")
    steps = [("place", -0.01), ("posts", 0.02), ("training", -0.5)]
    drawing = waterfall(("Title", ""), (("before", 0.9), ("after", 0.41)), steps, tenths, SOURCE)

    assert "place 0.0; posts 0.0; training -0.5" in drawing.described


def test_pictures_are_written_with_their_data_beside_them(folder, tmp_path):
    written = plot(folder, tmp_path / "drawn", kinds=("funnel", "strain"), form="png")

    assert [path.name for path in written] == [
        "funnel.png",
        "funnel.csv",
        "strain.png",
        "strain.csv",
    ]
    assert all(path.is_file() for path in written)


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"kinds": ("pie",)}, "pie"),
        ({"form": "gif"}, "gif"),
        ({"kinds": ("beliefs",)}, "there is nothing to draw for it"),
    ],
)
def test_what_cannot_be_drawn_is_refused(folder, tmp_path, asked, complaint):
    with pytest.raises(Problems, match=complaint):
        plot(folder, tmp_path / "drawn", **asked)
    assert not (tmp_path / "drawn").exists()


def test_results_without_records_have_the_pictures_that_are_left(tmp_path):
    folder = a_folder(tmp_path, "head-office", "in-practices")
    (folder / "referrals.parquet").unlink()
    told = reopen(folder)

    assert costs_of(told, None) is None
    assert [each.name for each in pictures(told, None)] == ["uptake", "strain", "beeswarm"]


def test_a_run_too_short_to_follow_anybody_has_no_funnel(tmp_path):
    told = reopen(a_folder(tmp_path, "head-office", weeks=26, replications=1))
    source = pictures(told, None, ("uptake",))[0].source

    assert pictures(told, None, ("funnel",)) == []
    assert "1 run of 26 weeks (seed 3)" in source.lines[0]


def test_several_comparisons_have_a_picture_each(tmp_path):
    told = reopen(a_folder(tmp_path, "head-office", "in-practices", "champions-on"))
    names = [each.name for each in pictures(told, costs_of(told, None), ("beeswarm", "waterfall"))]

    assert names == ["beeswarm-1", "beeswarm-2", "waterfall-1", "waterfall-2"]
    assert (
        json.loads((told.folder / "inputs.json").read_text())["scenarios"][2]["name"]
        == "champions-on"
    )
