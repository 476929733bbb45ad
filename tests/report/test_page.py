"""The page: whole, alone, readable, and every number in its prose is that of its table."""

import re

import pytest

from sp_sim.errors import Problems
from sp_sim.report.answer import SENTENCES, change_in_words
from sp_sim.report.money import costs_of
from sp_sim.report.page import page
from sp_sim.report.tell import report
from sp_sim.results.kinds import kinds
from sp_sim.results.reopen import reopen
from tests.report.kept import Taken, a_folder, called, costs, folder, html, kept, two_fifths

__all__ = ["costs", "folder", "html", "kept"]

SECTIONS = [
    "question", "answer", "comparison", "pictures", "who", "cost", "flip", "assumptions", "run",
    "again", "data", "dictionary",
]  # fmt: skip
FIGURES = re.compile(r"\d[\d,.]*")


def test_the_page_is_well_formed_and_its_links_lead_somewhere(html):
    taken = Taken(html)

    assert [] == taken.wrong
    assert [] == taken.open
    assert len(taken.ids) == len(set(taken.ids))
    assert set(taken.links) <= set(taken.ids)


def test_a_page_that_is_torn_would_be_found():
    assert Taken("<p><b>words</p>").wrong


def test_everything_that_a_board_asks_has_its_section(html):
    taken = Taken(html)

    assert SECTIONS == [name for name in taken.ids if name in SECTIONS]
    before = SECTIONS.index("comparison") + 1
    assert taken.headings == [1] + [2] * before + [3] + [2] * (len(SECTIONS) - before)


def test_nothing_is_fetched_from_elsewhere(html):
    assert [] == Taken(html).addresses
    assert [] == re.findall(r"https?://\S+", html)
    assert "<script" not in html
    assert "@import" not in html


def test_the_page_is_small_enough_to_be_sent(html):
    assert len(html.encode()) < 5_000_000


def test_the_same_results_give_the_same_bytes(folder, html):
    again = reopen(folder)

    assert html == page(again, costs_of(again, None))


def test_the_page_does_not_say_where_on_the_machine_the_results_are(folder, html):
    assert str(folder.parent) not in html


def test_the_page_is_set_as_pdf_where_the_engine_is_installed(folder, tmp_path):
    pytest.importorskip("weasyprint", reason="the extra `pdf` is not installed")
    report(folder, pdf=tmp_path / "page.pdf")

    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


def test_the_page_says_no_day_but_that_of_the_run(kept, html):
    days = set(re.findall(r"\b20\d\d-\d\d-\d\d\b", html))

    assert days == {kept.manifest["finished"][:10]}


def numbers_apart_from(taken):
    """Return the linked numbers whose figures are not in the row that they lead to."""
    return [
        (target, words)
        for target, words in taken.numbers
        if not set(FIGURES.findall(words)) <= set(FIGURES.findall(taken.words[target]))
        and not target.startswith("practice")  # counts of rows, which no cell holds
    ]


def test_every_number_in_the_prose_is_that_of_the_row_it_leads_to(html):
    taken = Taken(html)
    answered = [target for target, _ in taken.numbers if target.startswith("m1-")]

    assert [] == numbers_apart_from(taken)
    assert set(answered) == {f"m1-{told.key}" for told in SENTENCES}
    assert len(answered) == 3 * len(SENTENCES)


def test_a_number_that_is_not_in_its_row_would_be_found(html):
    wrong = html.replace('href="#m1-completed_share">', 'href="#m1-completed_share">9876', 1)

    assert numbers_apart_from(Taken(wrong))


def test_the_rows_are_those_of_the_tables_on_disk(kept, html):
    words = Taken(html).words
    for row in kept.table("differences").itertuples():
        assert row.words in words[f"m1-{row.measure}"]
        assert row.in_words in words[f"m1-{row.measure}"]


def test_practices_that_gain_are_counted_from_their_rows(html):
    taken = Taken(html)
    rows = [words for name, words in taken.words.items() if name.startswith("practice1-")]
    told = [int(words) for target, words in taken.numbers if target == "practice1"]
    gain, lose = (sum(row.rstrip().endswith(word) for row in rows) for word in ("better", "worse"))

    assert told == [len(rows), gain, lose, len(rows) - gain - lose]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.02, 0.06, "4.0 more (2.0 to 6.0)"),
        (-0.06, -0.02, "4.0 fewer (2.0 to 6.0)"),
        (-0.02, 0.10, "a difference of +4.0 (-2.0 to +10.0)"),
        (None, None, "a difference of +4.0"),
    ],
)
def test_more_is_said_only_where_the_interval_says_so(low, high, words):
    middle = -0.04 if high is not None and high < 0 else 0.04
    found = {"difference": middle, "low": low, "high": high}

    assert words == change_in_words("completed_share", found)


def test_every_table_has_a_caption_and_every_head_a_scope(html):
    tables = re.findall(r"<table.*?</table>", html, re.DOTALL)

    assert len(tables) > 10
    assert all("<caption>" in table for table in tables)
    assert [] == re.findall(r"<th(?![^>]*scope=)[^>]*>", "".join(tables).replace("<thead>", ""))


def test_every_picture_has_words_and_a_table_of_its_numbers(html):
    taken = Taken(html)
    pictures = [name.removeprefix("picture-") for name in taken.ids if name.startswith("picture-")]

    assert {"uptake", "strain", "beeswarm", "funnel", "practices"} <= set(pictures)
    for name in pictures:
        assert f"data-{name}" in taken.ids
    assert html.count('role="img" aria-label="') == len(pictures)


def test_what_a_scenario_says_of_itself_is_text_and_no_markup(tmp_path):
    wild = called("wild", "What if <script>alert(1)</script> & more?")
    kept = reopen(a_folder(tmp_path, "in-practices", wild))
    html = page(kept, costs_of(kept, None))

    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more?" in html


def test_what_an_evaluation_would_claim_stands_beside_what_was_caused(tmp_path, html):
    asked = {"counterfactual": True, "weeks": 156}
    kept = reopen(a_folder(tmp_path, "head-office", "in-practices", **asked))
    words = Taken(page(kept, costs_of(kept, None))).words
    everyone = kept.document["scenarios"]["in-practices"]["counterfactual"][0]
    caused = everyone["measures"]["true_wellbeing_gain"]["mean"]

    assert f"{everyone['referrals_followed_per_run']:,.0f}" in words["band2-1"]
    assert f"{caused:+.2f}" in words["band2-1"]
    assert 'id="band1"' not in html


def test_the_report_says_why_more_or_less_is_claimed_than_was_caused(tmp_path):
    asked = {"counterfactual": True, "weeks": 156}
    kept = reopen(a_folder(tmp_path, "head-office", "in-practices", **asked))
    told = kept.document["scenarios"]["in-practices"]["counterfactual"][0]["measures"]
    naive, true = (told[f"{key}_wellbeing_gain"]["mean"] for key in ("naive", "true"))
    light = "better" if naive > true else "worse"
    did = f"{'gained' if naive > true else 'lost'} {abs(naive - true):.2f} points"

    text = page(kept, costs_of(kept, None))

    assert f"evaluation of wellbeing makes the service look {light} than it was" in text
    assert f"the same people would have {did}, since" in text


def test_no_two_tables_are_called_the_same(tmp_path):
    kept = reopen(a_folder(tmp_path, "head-office", "in-practices", "champions-on"))
    labels = re.findall(r'aria-label="([^"]+)"', page(kept, costs_of(kept, None)))

    assert sorted(labels) == sorted(set(labels))


def test_one_scenario_alone_is_told_without_a_comparison(tmp_path):
    kept = reopen(a_folder(tmp_path, "in-practices"))
    html = page(kept, costs_of(kept, None))
    taken = Taken(html)

    assert [] == taken.wrong
    assert set(taken.links) <= set(taken.ids)
    assert "The measures" in html
    assert "compare it with another" in html
    assert [] == numbers_apart_from(taken)


def test_several_comparisons_each_have_their_answer(tmp_path):
    kept = reopen(a_folder(tmp_path, "head-office", "in-practices", "champions-on"))
    taken = Taken(page(kept, costs_of(kept, None)))

    assert {"comparison-1", "comparison-2"} <= set(taken.ids)
    assert len(taken.ids) == len(set(taken.ids))
    assert [] == numbers_apart_from(taken)


def test_who_gains_is_told_by_need_sex_and_age_with_what_is_known_of_them(kept, html):
    words = Taken(html).words
    found = kinds(*kept.arms)

    for part, groups in enumerate((found.needs, found.sexes, found.ages), 1):
        for place, group in enumerate(groups, 1):
            row = words[f"kind1-1-{part}-{place}"]
            gain = group.gains["referrals_per_1000_per_year"]
            assert group.name in row.lower()
            assert f"{gain.base.mean:.1f}" in row
            assert row.rstrip().endswith(gain.verdict)
    assert "carried over from talking therapies (E041)" in html
    assert "deprivation itself acts on nothing" not in html


def test_an_area_that_knows_no_deprivation_says_so(tmp_path):
    kept = reopen(a_folder(tmp_path, "head-office", "in-practices", area=two_fifths(None, None)))
    html = page(kept, costs_of(kept, None))

    assert "The area does not know how deprived its practices are" in html
    assert 'id="fifth1"' not in html


def test_a_cost_that_nobody_confirmed_is_marked(html):
    taken = Taken(html)

    assert "Nobody has confirmed" in html
    assert re.findall(r"£[\d,]+\*", taken.words["cost1"])


def test_a_folder_of_something_else_is_refused(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all")

    with pytest.raises(Problems, match="does not hold results of sp_sim"):
        report(tmp_path, tmp_path / "page.html")
    assert not (tmp_path / "page.html").exists()


def test_a_scenario_that_was_changed_since_is_refused(tmp_path):
    folder = a_folder(tmp_path, "head-office", "in-practices")
    path = folder / "scenario-1.yaml"
    path.write_text(re.sub(r"(?m)^  posts: .*$", "  posts: 9", path.read_text()))

    with pytest.raises(Problems, match="was changed since the run"):
        report(folder, tmp_path / "page.html")
