"""A scenario that names its services, on the pages: lived in the whole area, or refused in words."""

from dataclasses import replace

from sp_sim.dashboard import places
from sp_sim.dashboard.address import Place
from sp_sim.scenario import load
from tests.dashboard.site import SMALL, words

TWO = load("two-services")
ASKED = "weeks=27&pairs=2&base=two-services&b=two-services&b.counsellor.hours_per_week=20"


def somewhere(pcn=""):
    area = places.box()
    return places.Somewhere(Place(pcn=pcn), area, places._part(area, "SYN01"), ())


def test_named_services_are_lived_in_the_whole_area_and_others_in_a_part():
    found = places.with_services(somewhere(), (load("baseline"), TWO))

    assert (places.ALL, 12) == (found.place.pcn, len(found.lived.practices))
    assert somewhere() == places.with_services(somewhere(), (load("baseline"),))


def test_an_area_that_is_too_large_for_a_page_is_a_fault():
    there = somewhere()
    practices = tuple(replace(one, registered=9 * one.registered) for one in there.area.practices)
    found = places.with_services(
        replace(there, area=replace(there.area, practices=practices)), [TWO]
    )

    assert "names services over the whole area" in found.faults[0].message
    assert there.lived == found.lived


def test_a_what_if_may_start_from_named_services(site):
    reply = site.get(f"/what-if?{ASKED}")

    assert 200 == reply.status_code
    assert "pcn=all" in str(reply.url)
    assert "With B instead of A" in words(reply)


def test_every_page_answers_with_named_services(site):
    for page in ("where", "why", "who", "watch"):
        assert 200 == site.get(f"/{page}?{ASKED}").status_code


def test_services_of_another_area_are_refused_in_words(site):
    reply = site.get(f"/what-if?{SMALL}&base=two-services&b=baseline")

    assert 422 == reply.status_code
    assert "“A two-services” names services for another area" in words(reply)
