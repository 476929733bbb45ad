"""The STRESS-ABS list is current, whole, and filled from the code."""

import re

import pytest
from click.testing import CliRunner

from sp_sim.cli.docs import group
from sp_sim.docs import stress
from sp_sim.domain.stages import ENDED_WORDS
from sp_sim.mechanisms.registry import MECHANISMS, PARAMETERS
from sp_sim.mechanisms.week import WEEK
from sp_sim.results.measures import MEASURES
from sp_sim.scenario.paths import names
from tests.house.source import CHECKOUT

NUMBERS = [number for items in stress.ITEMS.values() for number in items]


@pytest.fixture(scope="module")
def text():
    return stress.stress()


def item(text, number):
    """Return what stands under an item."""
    return re.split(rf"^### {re.escape(number)} .+$", text, flags=re.MULTILINE)[1].split("\n#")[0]


def test_the_list_is_current(text):
    kept = (CHECKOUT / "sp_sim" / "docs" / "stress-abs.md").read_text(encoding="utf-8")

    assert kept == text, "stale: run `sp-sim docs stress --write`"


def test_every_item_stands_once_in_its_order_and_says_something(text):
    assert re.findall(r"^### (\S+) ", text, re.MULTILINE) == NUMBERS
    assert [] == [number for number in NUMBERS if len(item(text, number).split()) < 12]
    assert set(NUMBERS) == stress._said()[1].keys()
    assert set(NUMBERS) >= stress.FACTS.keys()


@pytest.mark.parametrize(
    ("number", "facts"),
    [
        ("1.2", [measure.words for measure in MEASURES.values()]),
        ("1.3", [f"`{name}`" for name in names()]),
        ("2.1", [f'"{phase.name}"' for phase in WEEK]),
        ("2.2", [phase.meaning for phase in WEEK]),
        ("2.3", [f"`{key}`" for key, told in PARAMETERS.items() if told.lever]),
        ("2.4", [f"*{m.__name__.rpartition('.')[2].capitalize()}*" for m in MECHANISMS]),
        ("2.5.2", ["`awareness`", "`exhaustion`", *ENDED_WORDS.values()]),
        ("2.5.4", ["`consulting.death_rate`", "`turnover.notice_weeks`"]),
        ("3.1", ["E105", "E088"]),
        ("3.3", [f"`{key}`" for key in PARAMETERS]),
        ("5.1", ["- numba", "- mesa"]),
    ],
)
def test_an_item_has_what_the_code_says_of_it(text, number, facts):
    told = item(text, number)

    assert [] == [fact for fact in facts if " ".join(fact.split()) not in told]


@pytest.mark.parametrize("label", ["Rule", "Assumes"])
def test_every_mechanism_has_its_labelled_line(label):
    assert "nothing is said" not in stress._lines_of(label)


def test_parameters_are_counted_by_grade_and_in_all(text):
    assert re.search(rf"^\| in all \|.*\| {len(PARAMETERS)} \|$", item(text, "3.3"), re.MULTILINE)


def test_the_list_is_printed_on_request_and_written_whole(text, tmp_path):
    assert text == CliRunner().invoke(group, ["stress"]).output

    written = stress.write(tmp_path)

    assert [written] == list(tmp_path.iterdir())
    assert text == written.read_text(encoding="utf-8")
