"""Folders of results to tell of, and a page taken apart."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from sp_sim.experiments.compare import compare
from sp_sim.experiments.run import run
from sp_sim.report.money import costs_of
from sp_sim.report.page import page
from sp_sim.results.reopen import reopen
from sp_sim.scenario import load
from tests.builders import an_area
from tests.results.handmade import a_living

WEEKS = 104
VOID = {"meta", "link", "br", "hr", "img", "input", "path", "use", "rect", "circle", "line"}
ASKED = {"weeks": WEEKS, "replications": 12, "seed": 3}


def two_fifths(*fifths):
    """Return an area of two practices in the deprivation fifths given."""
    area = an_area()
    practices = [
        replace(practice, deprivation_fifth=fifth)
        for practice, fifth in zip(area.practices, fifths, strict=True)
    ]
    return replace(area, practices=tuple(practices))


def a_folder(place, *scenarios, area=None, **asked):
    """Write made-up results into a folder, and return it."""
    told = {"area": area or two_fifths(1, 5), "living": a_living(), **ASKED, **asked}
    lived = compare if len(scenarios) > 1 else run
    result = lived(*scenarios, **told)
    return result.save(place / "kept", command="sp-sim compare head-office in-practices")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return a_folder(tmp_path_factory.mktemp("two"), "head-office", "in-practices")


@pytest.fixture(scope="module")
def kept(folder):
    return reopen(folder)


@pytest.fixture(scope="module")
def costs(kept):
    return costs_of(kept, None)


@pytest.fixture(scope="module")
def html(kept, costs):
    return page(kept, costs)


def called(name, asks):
    """Return a shipped scenario under another name, asking something else."""
    return replace(load("head-office"), name=name, asks=asks)


class Taken(HTMLParser):
    """A page taken apart: ids, links within it, texts by id, and tags that were not closed."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.open, self.wrong, self.addresses = [], [], [], [], []
        self.words, self.headings, self.numbers = {}, [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
        href = given.get("href") or ""
        self.links += [href[1:]] if href.startswith("#") else []
        outside = [given.get(name) or "" for name in ("src", "href", "action", "data")]
        self.addresses += [each for each in outside if each and not each.startswith("#")]
        if tag in {"h1", "h2", "h3"}:
            self.headings.append(int(tag[1]))
        if given.get("class") == "number":
            self.numbers.append((href[1:], ""))
        if tag not in VOID:
            self.open.append((tag, given.get("id"), given.get("class")))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1][0] != tag:
            self.wrong.append((tag, self.getpos()))
        else:
            self.open.pop()

    def handle_data(self, text):
        for _, place, _ in self.open:
            if place is not None:
                self.words[place] = self.words.get(place, "") + " " + text
        if self.open and self.open[-1][2] == "number":
            target, words = self.numbers[-1]
            self.numbers[-1] = (target, words + text)
