"""Every parameter says its unit, its grade and its source, and every source can be looked up."""

import csv
import re

import pytest

from sp_sim.mechanisms.registry import PARAMETERS, SECTIONS
from tests.house.source import CHECKOUT, modules, told

EVIDENCE = CHECKOUT / "sp_sim" / "docs" / "evidence.csv"
ROW = re.compile(r"\bE\d{3}\b")
SPAN = re.compile(r"\bE(\d{3}) to E(\d{3})\b")
DOI = re.compile(r"\b10\.\d{4,}/\S+")


def evidence():
    with EVIDENCE.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def missing_rows(text):
    """Return the rows of evidence that a text cites and that are not there, whole spans included."""
    between = [
        f"E{number:03d}"
        for first, last in SPAN.findall(text)
        for number in range(int(first), int(last) + 1)
    ]
    return sorted({*ROW.findall(text), *between} - set(evidence()))


def can_be_looked_up(source):
    return bool(ROW.search(source) or DOI.search(source) or re.match(r"assumption: \S+", source))


@pytest.mark.parametrize("declared", PARAMETERS.values(), ids=lambda declared: declared.key)
def test_a_parameter_can_be_traced(declared):
    assert declared.unit
    assert declared.grade
    assert can_be_looked_up(declared.source), declared.source
    assert [] == missing_rows(declared.source)


@pytest.mark.parametrize("path", modules("sp_sim"), ids=told)
def test_a_file_cites_only_rows_that_exist(path):
    assert [] == missing_rows(path.read_text(encoding="utf-8"))


def test_a_row_that_is_not_there_would_be_found():
    assert ["E998", "E999"] == missing_rows("E999 and E998, but E001")
    assert ["E997", "E998", "E999"] == missing_rows("E997 to E999")


@pytest.mark.parametrize("source", ["", "a paper", "assumption", "assumption: "])
def test_a_source_that_cannot_be_looked_up_would_be_found(source):
    assert not can_be_looked_up(source)


def test_every_row_of_evidence_is_complete():
    incomplete = [
        key
        for key, row in evidence().items()
        if not all(row[name] for name in ("quantity", "unit", "population", "source", "doi_or_url"))
        or not (row["value"] or row["low"] or row["high"])
    ]

    assert [] == incomplete


def test_every_number_of_the_evidence_is_a_number():
    for row in evidence().values():
        numbers = [float(row[name]) for name in ("low", "value", "high") if row[name]]
        assert numbers, row["id"]


def unread(fields_and_keys, text):
    """Return the parameters that a text neither reads by field nor asks for by key."""
    words = set(re.findall(r"\w+", text))
    return [key for field, key in fields_and_keys if field not in words and key not in text]


def test_every_parameter_is_read_by_the_models():
    rooms = [path for path in modules("sp_sim") if "docs" not in path.parts]
    text = "\n".join(path.read_text(encoding="utf-8") for path in rooms)
    names = [(declared.field, declared.key) for declared in PARAMETERS.values()]

    assert [] == unread(names, text)


def test_a_parameter_that_nothing_reads_would_be_found():
    names = [("support_peers", "support.peers"), ("support_gain", "support.gain")]

    assert ["support.peers"] == unread(names, "p.support_gain * left")


def test_sections_and_parameters_are_told_once():
    keys = [declared.key for section in SECTIONS for declared in section.params]

    assert len(keys) == len(set(keys)) == len(PARAMETERS)
    assert len({declared.field for declared in PARAMETERS.values()}) == len(PARAMETERS)
