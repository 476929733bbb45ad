"""Services that a scenario names: read, inherited, written out, told apart, and refused with their lines."""

import json
from copy import deepcopy

import pytest

from sp_sim.errors import Problems
from sp_sim.scenario import default_scenario, differences, load, scenario_text, with_values
from sp_sim.scenario.plain import as_plain, from_plain
from sp_sim.scenario.publish import schema_text
from tests.scenario.made_up import written

EAST = "services:\n  east: [N1, P7]\n  west side: [N2]\n"


def told(folder, text, name="mine.yaml"):
    return load(written(folder, text, name))


def complaints(folder, text):
    with pytest.raises(Problems) as caught:
        told(folder, text)
    return [str(one).rpartition("mine.yaml:")[2] for one in caught.value.problems]


def test_a_scenario_names_the_practices_of_its_services(tmp_path):
    assert {"east": ("N1", "P7"), "west side": ("N2",)} == told(tmp_path, EAST).services
    assert {} == default_scenario().services


def test_a_child_keeps_its_parents_services_or_has_others_or_none(tmp_path):
    told(tmp_path, EAST, "parent.yaml")

    assert {"east", "west side"} == set(told(tmp_path, "extends: parent\n").services)
    assert {"all": ("N1",)} == told(tmp_path, "extends: parent\nservices:\n  all: [N1]\n").services
    assert {} == told(tmp_path, "extends: parent\nservices: {}\n").services


def test_services_are_part_of_what_is_asked_and_their_order_is_not(tmp_path):
    texts = ("{}", EAST, EAST.replace("P7", "P8"), EAST.replace("east", "north"))
    prints = {told(tmp_path, text).fingerprint for text in texts}
    turned = "services:\n  west side: [N2]\n  east: [P7, N1]\n"

    assert 4 == len(prints)
    assert told(tmp_path, turned).fingerprint == told(tmp_path, EAST).fingerprint
    assert [] == differences(told(tmp_path, turned), told(tmp_path, EAST))


def test_whatever_is_made_of_a_scenario_keeps_its_services(tmp_path):
    scenario = told(tmp_path, EAST)
    kept = from_plain("mine", json.loads(json.dumps(as_plain(scenario))))
    made = [
        kept, told(tmp_path, scenario_text(scenario), "again.yaml"), with_values(scenario, {}),
        deepcopy(scenario),
    ]  # fmt: skip

    assert {scenario.fingerprint} == {one.fingerprint for one in made}
    assert all(scenario.services == one.services for one in made)


def test_that_services_differ_is_said_in_words(tmp_path):
    (found,) = differences(told(tmp_path, "{}"), told(tmp_path, EAST))

    assert found.is_lever
    assert found.words("one", "two") == (
        "services: as workforce.covers says in one, east: N1, P7; west side: N2 in two"
        " (which practices each service has, by its name)"
    )


def test_an_editor_knows_services():
    assert "services" in json.loads(schema_text())["properties"]


BROKEN = {
    "services that are a list": (
        "services: [N1]\n",
        "1:11: services: must be a group; write `services:` and below it lines such as",
    ),
    "services that are none": ("services:\n", "1:1: services: has no value"),
    "a service without practices": (
        "services:\n  east: []\n",
        "2:9: services.east: must name at least one place and not too many",
    ),
    "a service that is a code": (
        "services:\n  east: N1\n",
        "2:9: services.east: must be a list of codes (got N1); write [CODE] or [CODE, CODE]",
    ),
    "a code that is a number": (
        "services:\n  where: [81001]\n",
        '2:11: services.where[1]: must be text (got 81001); put quotation marks around it: "81001"',
    ),
    "a name with a stroke": (
        "services:\n  east/west: [N1]\n",
        "2:14: services.east/west: cannot be the name of a service; use letters, digits, spaces and",
    ),
    "a practice named twice in one service": (
        "services:\n  east: [P1, N1, P1]\n",
        "2:18: services.east[3]: names P1 again (first in line 2); keep one",
    ),
    "a practice named by two services": (
        "services:\n  east: [P1]\n  west: [P2,\n    P1]\n",
        "4:5: services.west[2]: names P1 again (first in line 2); keep one",
    ),
    "services misspelt": (
        "sevices:\n  east: [P1]\n",
        '1:1: sevices: is not a section; did you mean "services"?',
    ),
}


@pytest.mark.parametrize(("text", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_service_tells_its_line_what_is_wrong_and_what_to_do(tmp_path, text, said):
    (only,) = complaints(tmp_path, text)

    assert only.startswith(said)


def test_the_name_of_a_service_has_a_rule(tmp_path):
    with pytest.raises(Problems) as caught:
        told(tmp_path, "services:\n  east/west: [N1]\n")

    assert "a name of one line" in caught.value.problems[0].rule
