"""The picture of an area: three panels that say what they show, to everyone."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from sp_sim.areas.area import load
from sp_sim.areas.synthetic import make
from sp_sim.plots.areas import (
    BLUE,
    GREEN,
    GREY,
    MOST_NAMED,
    ORANGE,
    alternative,
    as_png,
    beneath,
    deprivation_shares,
    label,
    picture,
)
from sp_sim.plots.theme import OKABE_ITO
from tests.areas.made_up import an_area_file
from tests.doors.door import at_the_door, refused

HEADER = "practice_code,pcn_code,pcn_name,registered,share_65_plus,deprivation_fifth"
ROWS = ["A,N1,NORTH PCN,6000,0.10,1", "B,N1,NORTH PCN,3000,0.30,5", "C,U,,1000,,"]


@pytest.fixture
def area(tmp_path):
    return load(an_area_file(tmp_path, *ROWS, header=HEADER))


def words_in(figure):
    return " ".join(
        text.get_text() for text in figure.findobj(match=lambda o: hasattr(o, "get_text"))
    )


def heights(axes):
    return [round(bar.get_height(), 6) for bar in axes.patches]


def test_the_panels_say_what_they_show(area):
    made = picture(area)

    assert ["List sizes by PCN", "Deprivation", "Age", "Link workers"] == [
        axes.get_title("left") for axes in made.axes
    ]
    assert ["% of patients", "practices", "PCNs"] == [axes.get_ylabel() for axes in made.axes[1:]]
    assert "week" not in [axes.get_xlabel() for axes in made.axes]
    assert "area: 3 practices, 10,000 registered" in words_in(made)
    assert f"area {area.fingerprint}" in words_in(made)


def test_a_bar_a_network_has_a_piece_a_practice_the_largest_on_top(area):
    lists = picture(area).axes[0]

    assert [(1.0, 0.0), (6.0, 0.0), (3.0, 6.0)] == [
        (bar.get_width(), bar.get_x()) for bar in lists.patches
    ]
    assert ["C (no PCN)", "North"] == [tick.get_text() for tick in lists.get_yticklabels()]


def test_patients_are_counted_by_fifth_and_those_not_known_shown(area):
    assert [0.6, 0, 0, 0, 0.3, 0.1] == deprivation_shares(area)
    assert [60, 0, 0, 0, 30, 10] == heights(picture(area).axes[1])
    assert "not\nknown" in [tick.get_text() for tick in picture(area).axes[1].get_xticklabels()]


def test_a_sliver_is_not_nothing(tmp_path):
    rows = ["A,N1,,100000,,1", "B,N1,,100,,2"]
    made = picture(load(an_area_file(tmp_path, *rows, header=HEADER)))

    assert "<1" in [text.get_text() for text in made.axes[1].texts]


def test_what_is_not_known_is_said(tmp_path):
    made = picture(load(an_area_file(tmp_path, "A,N1,5000")))

    assert [["not known"], ["not known"], ["not known"]] == [
        [text.get_text() for text in axes.texts] for axes in made.axes[1:]
    ]


def test_many_networks_are_counted_instead_of_named():
    area = make(practices=400, seed=3)
    lists = picture(area).axes[0]

    assert len(area.systems) > MOST_NAMED
    assert "number of PCNs" == lists.get_ylabel()
    assert len(area.systems) == sum(heights(lists))
    assert 400 == sum(heights(picture(area).axes[2]))


def test_the_only_network_has_a_bar_a_practice(tmp_path):
    lists = picture(load(an_area_file(tmp_path, *ROWS[:2], header=HEADER))).axes[0]

    assert "List sizes in North" == lists.get_title("left")
    assert [3.0, 6.0] == [bar.get_width() for bar in lists.patches]
    assert ["B", "A"] == [tick.get_text() for tick in lists.get_yticklabels()]


WTE = "practice_code,pcn_code,registered,link_worker_wte"


def test_link_workers_are_behind_the_bars_and_counted_per_50000(tmp_path):
    rows = ["A,N1,50000,2.5", "B,N2,25000,0", "C,N3,20000,", "D,U,10000,1"]
    made = picture(load(an_area_file(tmp_path, *rows, header=WTE)))
    lists, posts = made.axes[0], made.axes[3]

    assert [" 1.0", "", " 0.0", " 2.5"] == [text.get_text() for text in lists.texts]
    assert [1, 1, 1] == [height for height in heights(posts) if height]
    assert ["median 2.5"] == [text.get_text() for text in posts.texts]
    assert "0.0: the PCN returned none; who is paid by others is not counted" in words_in(made)


def test_the_link_workers_of_one_network_are_told_in_figures(tmp_path):
    made = picture(load(an_area_file(tmp_path, "A,N1,25000,2", header=WTE)))

    assert ["4.0 (2.0 wte)"] == [text.get_text() for text in made.axes[3].texts]


def test_where_gps_are_from_and_how_many_lists_are_small_is_said(tmp_path):
    rows = ["A,N1,5000,2.5", "B,N1,999,"]
    area = load(an_area_file(tmp_path, *rows, header="practice_code,pcn_code,registered,gps"))

    assert (
        "GPs (wte): 2.9; 1 of 2 practices as given, the rest at 2,296 patients a GP"
        " · 1 list under 1,000, kept"
    ) == beneath(area)
    assert beneath(area) in words_in(picture(area))


def test_practices_that_are_not_counted_are_said():
    lone = replace(make(practices=1, seed=9).practices[0], pcn_code="", code="L")
    area = make(practices=400, seed=3)
    lists = picture(replace(area, practices=(*area.practices, lone))).axes[0]

    assert "left out: 1 outside any PCN" in lists.get_xlabel()


def test_only_lone_practices_make_a_picture_too(tmp_path):
    rows = [f"P{number:03d},U,5000" for number in range(MOST_NAMED + 1)]
    lists = picture(load(an_area_file(tmp_path, *rows))).axes[0]

    assert [] == heights(lists)


def test_colours_are_those_that_everyone_tells_apart():
    assert {BLUE, ORANGE, GREEN} <= set(OKABE_ITO)
    assert GREY not in OKABE_ITO


def test_long_names_are_cut_and_shouting_is_toned_down(tmp_path):
    names = [f"{'VERY ' * 9}LONG PCN", "", "BRIXHAM AND PAIGNTON PCN", "TASC PCN", "SOUND PCN"]
    rows = [f"P{place},N{place},{name},5000,," for place, name in enumerate(names)]
    area = load(an_area_file(tmp_path, *rows, header=HEADER))

    assert [
        "Very Very Very Very Very Very Ver…",
        "N1",
        "Brixham and Paignton",
        "TASC",
        "Sound",
    ] == [label(members) for members in area.systems.values()]


def test_the_picture_is_told_in_words(area):
    assert (
        "2 PCNs and lone practices of 1,000 to 9,000 registered; median 5,000;"
        " 30% of patients in the most deprived fifth of practices;"
        " 20% aged 65 and over at the median practice"
    ) == alternative(area)


def test_the_file_says_what_it_is_and_is_the_same_each_time(area):
    image = Image.open(io.BytesIO(as_png(area)))

    assert (alternative(area), 1650) == (image.text["Description"], image.size[0])
    assert area.fingerprint in image.text["Source"]
    assert as_png(area) == as_png(area)


def test_show_draws_beside_the_summary(tmp_path):
    path = an_area_file(tmp_path, *ROWS, header=HEADER)
    told = at_the_door("area", "show", path, "--out", tmp_path / "area.png", "--json")

    assert (0, str(tmp_path / "area.png")) == (told.code, told.document["picture"])
    assert (tmp_path / "area.png").read_bytes().startswith(b"\x89PNG")
    assert f"drew {tmp_path / 'area.png'}\n" == told.err


def test_a_picture_needs_a_name_that_says_so(tmp_path):
    path = an_area_file(tmp_path, *ROWS, header=HEADER)

    (told,) = refused(tmp_path, "area", "show", path, "--out", path)

    assert ("out", str(path), "write --out area.png") == (
        told["key"],
        told["value"],
        told["remedy"],
    )


def test_a_picture_in_no_folder_is_refused(tmp_path):
    (told,) = refused(tmp_path, "area", "show", "--out", tmp_path / "no" / "area.png")

    assert "cannot be written: No such file or directory" == told["message"]
