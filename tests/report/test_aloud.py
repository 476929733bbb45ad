"""What a screen reader says of the report: each test is a fault that was heard with one, and mended."""

import re

import pytest
from markupsafe import Markup

from sp_sim.report.aloud import aloud, cell
from tests.report.kept import costs, folder, html, kept

__all__ = ["costs", "folder", "html", "kept"]


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("-0.9 (-1.5 to -0.4)", "\N{MINUS SIGN}0.9 (\N{MINUS SIGN}1.5 to \N{MINUS SIGN}0.4)"),
        ("and -£15,572; +£38", "and \N{MINUS SIGN}£15,572; +£38"),
        ("-.5", "\N{MINUS SIGN}.5"),
        ("2026-11-24", "2026-11-24"),
        (
            "service-2-head-office against in-practices",
            "service-2-head-office against in-practices",
        ),
        ("sp-sim run --seed 3", "sp-sim run --seed 3"),
        ("10.1111/hsc.13295", "10.1111/hsc.13295"),
    ],
)
def test_a_minus_is_one_and_a_hyphen_stays_a_hyphen(written, heard):
    assert heard == aloud(written)


def test_links_stay_links():
    assert Markup('<a href="#m1-x">\N{MINUS SIGN}2</a>') == aloud(Markup('<a href="#m1-x">-2</a>'))
    assert isinstance(aloud(Markup("-2")), Markup)


def test_a_dash_alone_is_said_in_words():
    assert "not told" == cell("-")
    assert "\N{MINUS SIGN}1" == cell("-1")


def test_no_figure_of_the_page_has_a_hyphen_for_a_minus_and_no_cell_is_a_dash(html):
    body = re.sub(r"<(style|svg|pre)\b.*?</\1>", "", html, flags=re.DOTALL)
    said = re.sub(r"<(?!/?div)[^>]*>", " ", body.replace('aria-label="', "> "))

    assert "\N{MINUS SIGN}" in said
    assert [] == re.findall(r"(?:^|[\s(>])-£?\d[^<]{0,30}", said)
    assert not re.search(r"<td[^>]*>-</td>", html)


def test_a_picture_says_its_title_first_and_once(html):
    figures = re.findall(r"<figure.*?</figure>", html, re.DOTALL)

    assert len(figures) > 3
    for figure in figures:
        title = re.search(r"<figcaption>(.*?)\. <a ", figure)[1]
        words = re.search(r'role="img" aria-label="([^"]+)"', figure)[1]
        assert figure.index("<figcaption>") < figure.index('role="img"')
        assert title not in words
        assert "aria-labelledby" not in figure
