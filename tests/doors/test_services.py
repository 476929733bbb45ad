"""Named services and practices without a link worker, at the door."""

from dataclasses import replace

from sp_sim.cli import telling
from sp_sim.cli.main import main
from tests.doors.door import at_the_door, refused
from tests.doors.small import small, told_as_json
from tests.results.handmade import PLACES, a_living

__all__ = ["small"]

QUICK = ("--weeks", "60", "--replications", "3")
SOME = """
services:
  new: [SYN01, S00006]
"""


def nobody_in_the_first(monkeypatch):
    places = replace(PLACES, first_covered=(-1, 0))
    living = replace(a_living(), places=lambda _: places)
    monkeypatch.setitem(telling.LIVING, "living", living)


def test_a_run_tells_of_practices_without_a_link_worker(small, capsys, monkeypatch):
    nobody_in_the_first(monkeypatch)
    assert main(["run", "baseline", *QUICK]) == 0
    told = " ".join(capsys.readouterr().out.split())
    document = told_as_json(capsys, "run", "baseline", *QUICK)

    assert "WARNING: baseline: 1 of 2 practices (3,000 of 6,000 registered patients) has no" in told
    assert "1 of 2 practices" in document["scenarios"]["baseline"]["warnings"][0]


def test_a_comparison_tells_of_practices_without_a_link_worker(small, capsys, monkeypatch):
    nobody_in_the_first(monkeypatch)
    asked = ("compare", "head-office", "in-practices", *QUICK)
    assert main(list(asked)) == 0
    told = " ".join(capsys.readouterr().out.split())
    warnings = told_as_json(capsys, *asked)["comparisons"][0]["warnings"]

    assert "WARNING: in-practices: 1 of 2 practices" in told
    assert ["head-office: 1 of 2", "in-practices: 1 of 2"] == [
        words.partition(" pr")[0] for words in warnings[-2:]
    ]


def test_practices_that_no_service_names_are_told_of(small, capsys):
    (small / "mine.yaml").write_text(SOME)
    document = told_as_json(capsys, "run", "mine.yaml", *QUICK)

    assert "named by no service" in document["scenarios"]["mine"]["warnings"][0]


def test_services_of_another_area_are_refused_before_anything_is_lived(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(SOME.replace("S00006", "S99999"))
    (problem,) = refused(tmp_path, "run", "mine.yaml", "--weeks", "2", "--replications", "1")

    assert "services.new" == problem["key"]
    assert "S99999" == problem["value"]
    assert 0 == at_the_door("check", "mine.yaml").code


def test_services_that_differ_are_named_as_a_lever_and_as_hands(small, capsys):
    asked = ("compare", "baseline", "two-services", *QUICK)
    found = told_as_json(capsys, *asked)["comparisons"][0]

    assert "services" in [lever["key"] for lever in found["levers"]]
    assert "services)" in found["warnings"][0]
