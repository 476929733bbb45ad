import re

import pytest

from sp_sim.dashboard import levers
from sp_sim.dashboard.address import Changed, State, read
from sp_sim.scenario.fingerprint import fingerprint
from tests.dashboard.site import SMALL, a_site, another, small, words


def test_a_link_reproduces_the_page_to_the_digit_on_another_day(site):
    first = site.get(small("&b.champions.network=true&b.involvement.shared_records=0.25"))
    with a_site() as later:
        again = later.get(str(first.url))

    assert first.url == again.url
    assert first.text == again.text


def test_only_what_differs_goes_into_the_address(site):
    reply = site.get(small("&b.champions.network=false&b.champions.hours_per_week=3.0"))

    assert "champions.network" not in str(reply.url)
    assert str(reply.url).endswith("b.champions.hours_per_week=3&weeks=27&pairs=2")


def test_what_is_read_from_an_address_is_what_was_written_to_it():
    others = Changed("b", "overload", {"start": "mature"}), Changed("d", "rural")
    state = State(base="baseline", others=others, weeks=60, seed=9)

    assert state == read(state.pairs(), levers.shipped_names())


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("&base=../../secret", "Choose a scenario from the list: there is no “../../secret”"),
        ("&b=/etc/passwd", "Choose a scenario from the list"),
        ("&weeks=12", "Weeks must be a whole number from 27 to 520, like 104"),
        ("&weeks=many", "Weeks must be a whole number"),
        ("&pairs=100000", "Pairs of runs must be a whole number from 2 to 200"),
        ("&seed=-1", "The first seed must be a whole number"),
        ("&area=moon", "Choose an area"),
        ("&area=synthetic&practices=9999", "The number of practices must be"),
        ("&pcn=NOPE", "Choose a PCN from the list"),
        ("&b=baseline&b.champions.hours_per_week=lots", "Hours per week must be a number, like 1"),
        ("&b=baseline&b.champions.hours_per_week=21", "Hours per week must be"),
        ("&b=baseline&b.pathway.missed_limit=2.5", "Missed limit must be a whole number"),
        ("&b=baseline&b.champions.network=perhaps", "Choose yes or no"),
        ("&b=baseline&b.location.site_by_weekday=moon", "Site by weekday"),
        ("&b=baseline&b.burnout.mean=3", "This is not a lever that you can move"),
        ("&b=baseline&b.nonsense=3", "This is not a lever"),
    ],
)
def test_what_cannot_be_used_is_told_at_the_top_with_a_way_to_the_field(site, more, told):
    reply = site.get(f"/what-if?weeks=27{more}" if "weeks" not in more else f"/what-if?{more[1:]}")

    assert 422 == reply.status_code
    assert "There is a problem" in words(reply)
    assert told in words(reply)
    assert "<title>Error: " in reply.text
    assert re.search(r'<li><a href="#f-[\w-]+">', reply.text)


def test_what_was_typed_wrongly_stays_in_its_field(site):
    reply = site.get(small("&b.champions.hours_per_week=lots"))

    assert 'value="lots"' in reply.text
    assert 'aria-invalid="true"' in reply.text
    assert 'href="#f-b-champions-hours_per_week"' in reply.text
    assert 'id="f-b-champions-hours_per_week"' in reply.text


def test_whatever_is_typed_is_shown_as_text(site):
    reply = site.get(small("&b.champions.hours_per_week=<script>alert(1)</script>"))

    assert "<script>alert" not in reply.text
    assert "&lt;script&gt;" in reply.text


def test_a_whole_area_that_is_too_large_is_not_begun(site):
    reply = site.get("/what-if?area=synthetic&practices=200&pcn=all")

    assert 422 == reply.status_code
    assert "Choose one PCN" in words(reply)


@pytest.mark.parametrize("key", levers.LEVERS)
def test_every_lever_can_be_moved_once_and_is_then_part_of_the_address(site, key):
    value = another(levers.LEVERS[key])

    reply = site.get(f"/what-if?{SMALL}&base=baseline&b=baseline&b.{key}={levers.said(value)}")

    assert 200 == reply.status_code, words(reply)[:400]
    assert f"b.{key}=" in str(reply.url)
    assert "1 lever moved" in words(reply)
    assert f"{key}" in words(reply)


def test_every_lever_is_on_the_form_with_a_label_and_a_hint(site):
    text = site.get(small()).text

    for key, param in levers.LEVERS.items():
        name = f'name="b.{key}"' if param.kind != "choices" else f'name="b.{key}.0"'
        assert name in text, key
        assert f'id="h-b-{key.replace(".", "-")}"' in text
    assert text.count('<div class="lever">') + text.count("<fieldset") == len(levers.LEVERS)


def test_a_form_sent_as_it_stands_changes_nothing(site):
    text = site.get(small()).text
    form = text[text.index('id="levers"') :]
    fields = re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', form)
    chosen = re.findall(
        r'<select name="([^"]+)".*?<option value="([^"]*)" selected', form, re.DOTALL
    )
    hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)

    reply = site.get("/what-if", params=dict(hidden + fields + chosen) | {"pairs": "2"})

    assert "b.champions" not in str(reply.url)
    there = [pair for pair in reply.url.params.multi_items() if pair[0] != "edit"]
    assert sorted(site.get(small()).url.params.multi_items()) == sorted(there)


def test_the_fingerprint_of_what_is_lived_is_that_of_the_same_file():
    _, scenario, _ = levers.chosen(Changed("b", "in-practices", {"champions.network": "true"}))
    values = dict(levers.shipped("in-practices").values) | {"champions.network": True}

    assert fingerprint([(0, values)]) == scenario.fingerprint
