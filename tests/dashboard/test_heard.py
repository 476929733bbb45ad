"""What a screen reader says of the pages: each test is a fault that was heard with one, and mended."""

import html
import re

from sp_sim.dashboard.asking import Standing
from sp_sim.dashboard.page_of_why import _news
from tests.dashboard.site import SMALL, small
from tests.dashboard.test_why_and_who import finished

WITHIN_A_LINE = re.compile(r"</?(?:a|strong|span|code)\b[^>]*>")
PLACE = "area=synthetic&practices=4&made=2&pcn=all&weeks=27&pairs=2"
SIX = 'aria-live|role="(?:status|alert|log|marquee|timer)"'


def pieces(text, tag):
    """Return what is said of each element of a kind, in the pieces between which speech pauses."""
    found = re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", text, re.DOTALL)
    return [
        [
            " ".join(html.unescape(one).split())
            for one in re.split(r"<[^>]+>", WITHIN_A_LINE.sub("", cell))
            if one.strip()
        ]
        for cell in found
    ]


def told(reply):
    """Return what the page would announce."""
    return html.unescape(re.search(r'id="answer"[^>]*data-told="([^"]*)"', reply.text)[1])


def test_a_value_and_its_band_are_said_apart_and_not_as_one_number(site):
    cells = pieces(finished(site, small()).text, "td")

    assert cells
    for first, *rest in cells:
        assert re.fullmatch(r"not known|[\N{MINUS SIGN}£]?[\d,.]+%?\*?", first), first
        assert rest[0].startswith("95% band "), rest
        assert not any("95% band" in one or one[0].isspace() for one in rest[1:])


def test_a_practice_and_its_patients_are_said_apart(site):
    text = site.get(f"/who?{PLACE}").text
    heads = pieces(text, "th")

    assert ["Everyone", next(one[1] for one in heads if one[0] == "Everyone")] in heads
    assert any(re.fullmatch(r"S\d{5}", one[0]) and one[1].endswith("patients") for one in heads)
    for first, change, verdict in pieces(text, "td"):
        assert ", then " in first
        assert "(" in change or change == "not known (not known)"
        assert verdict in {"better", "worse", "the same", "inconclusive", "higher", "lower"}


def test_a_figure_that_was_worked_out_says_so_in_a_piece_of_its_own(site):
    cells = pieces(site.get(f"/where?{SMALL}").text, "td")

    assert any(len(one) == 2 and one[1] == "worked out" for one in cells)


def test_no_arrow_stands_for_a_word(site):
    for page in ("what-if", "who", "why"):
        assert "→" not in site.get(f"/{page}?{PLACE}").text


def test_no_figure_has_a_hyphen_for_a_minus(site):
    said = re.sub(r"<[^>]+>", " ", finished(site, small("&b.criteria.least_complexity=-1")).text)

    assert "(\N{MINUS SIGN}9: no such line)" in said
    assert "from \N{MINUS SIGN}9 to 4" in said
    assert [] == re.findall(r"[\s(]-£?\d[^<]{0,30}", said)


def test_the_head_of_a_line_is_its_name_and_what_it_means_is_said_once_below(site):
    text = site.get(small()).text
    meaning = "of referrals, those closed as planned by the link worker"

    assert ["Referrals closed as planned", "higher is better"] in pieces(text, "th")
    assert [meaning] in pieces(text, "dd")
    assert 1 == text.count(meaning)


def test_one_sentence_without_figures_is_announced_and_the_answer_is_not(site):
    reply = site.get(small())

    assert re.fullmatch(r"With B instead of A, [a-z ,;]+\.", told(reply))
    assert 'id="told" class="unseen" aria-live="polite" aria-atomic="true"></p>' in reply.text
    assert 1 == len(re.findall(SIX, reply.text))


def test_of_several_scenarios_the_one_whose_levers_are_moved_is_announced(site):
    reply = site.get(small("&c=baseline&edit=c"))

    assert told(reply).startswith("With C instead of A, ")
    assert 1 == told(reply).count("instead of")


def test_a_lone_c_is_called_c_in_all_that_is_said_of_it(site):
    text = site.get(f"/what-if?{SMALL}&base=head-office&c=in-practices").text
    said = next(one[0] for one in pieces(text, "p") if one and "With C instead of A" in one[0])

    assert re.search(r"C costs|cost of C", said)
    assert not re.search(r"\bB\b", said)


def test_a_lever_with_one_field_says_its_name_once(site):
    text = site.get(small()).text

    assert '<label for="f-b-champions-hours_per_week">Hours per week</label>' in text
    assert ["Hours per week"] not in pieces(text, "legend")
    assert ["Site by weekday"] in pieces(text, "legend")
    assert ["Monday"] in pieces(text, "label")


def test_a_switch_says_yes_or_no_as_its_field_does(site):
    text = site.get(small()).text

    assert "In-practices has Yes." in text
    assert "has true" not in text
    assert "has false" not in text


def test_the_same_on_five_days_is_said_once(site):
    assert "In-practices has practice every day." in site.get(small()).text


def test_a_wrong_field_is_where_its_error_leads_and_keeps_what_was_typed(site):
    text = site.get(f"/what-if?{SMALL}&b.champions.hours_per_week=lots".replace("27", "3")).text

    for name, typed in (("weeks", "3"), ("b-champions-hours_per_week", "lots")):
        (field,) = re.findall(rf'<input[^>]*id="f-{name}"[^>]*>', text)
        assert f'href="#f-{name}"' in text
        assert f'value="{typed}"' in field
        assert 'aria-invalid="true"' in field
        assert f"e-{name}" in field
        assert f'id="e-{name}">Error: ' in text


def test_an_error_is_announced_in_one_piece_and_is_no_alert_besides(site):
    text = site.get(small("&b.champions.hours_per_week=lots")).text

    assert (
        'id="faults" data-live data-told="There is a problem. Hours per week must be a number'
        in text
    )
    assert 'role="alert"' not in text


def test_where_nothing_is_wrong_no_empty_place_is_met(site):
    assert '<div id="faults" data-live hidden>' in site.get(f"/where?{SMALL}").text


def test_a_job_says_that_it_works_and_that_it_is_ready(site):
    address = f"/why?{PLACE}&base=head-office&b=in-practices"
    assert "" == told(site.get(address))

    begun = site.get(f"{address}&go=shares")
    ended = finished(site, f"{address}&go=shares")

    assert told(begun) in {
        told(ended),
        "Working on which change did it: waiting for a worker.",
    } or (re.fullmatch(r"Working on which change did it: [\d,]+ of [\d,]+\.", told(begun)))
    assert "Ready: which change did it." == told(ended)


def test_a_job_that_cannot_be_done_says_so():
    failed = Standing("conduit", None, failure="no luck")
    running = Standing("shares", None, 1_500, 2_000, is_running=True)

    assert "No answer to through what: no luck." == _news([failed])
    assert "Working on which change did it: 1,500 of 2,000." == _news([running])


def test_a_life_begins_with_its_heading_and_a_week_too(site):
    text = site.get(f"/watch?{SMALL}&week=3&post=SYN01/1").text

    assert '<h2 id="life" tabindex="-1">The life of SYN01/1</h2>' in text
    assert '<h2 id="week" tabindex="-1">Week 3 in A' in text
    assert re.search(r'href="/watch[^"]*week=4[^"]*#week">Next week', text)


def test_a_picture_whose_words_stand_below_it_is_not_read_out_besides(site):
    text = site.get(f"/watch?{SMALL}&post=SYN01/1").text

    assert 2 == len(re.findall(r"(?<!aria-label=\")Exhaustion by week: ", text))
    assert 'aria-label="Exhaustion' not in text
    assert 2 == len(re.findall(r'<svg class="picture" [^>]*aria-hidden="true"', text))
