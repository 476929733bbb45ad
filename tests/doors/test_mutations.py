"""Good files whose structure is mutated: each is used, or refused with place, rule and remedy."""

import copy
import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from sp_sim.areas.area import BOX
from tests.areas.made_up import GOOD, a_file
from tests.areas.test_files_in_their_places import EVERY_KIND
from tests.doors.door import at_the_door, refused

SCENARIO = {
    "name": "dated",
    "asks": "What if?",
    "extends": "baseline",
    "workforce": {"posts": 3, "leave_share": 0.2},
    "location": {"site_by_weekday": ["practice", "practice", "home", "home", "head_office"]},
    "involvement": {"held": False},
    "changes": [{"week": 26, "set": {"workforce.posts": 4, "champions.practices_share": 0.5}}],
}
words = st.sampled_from(
    ["posts", "workforce", "week", "set", "baseline", "yes", "", "25%", "1,000"]
)
leaves = (
    st.none() | st.booleans() | st.integers() | st.floats() | words | st.text(max_size=12)
)  # NaN and infinities are among the floats
anything = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)


def places(node, way=()):
    """Yield the way to every entry of a tree."""
    entries = node.items() if isinstance(node, dict) else enumerate(node)
    for key, below in entries:
        yield (*way, key)
        if isinstance(below, dict | list):
            yield from places(below, (*way, key))


@st.composite
def mutated_trees(draw):
    """A good scenario with one to three entries replaced, taken away, renamed, or put deeper."""
    tree = copy.deepcopy(SCENARIO)
    for _ in range(draw(st.integers(1, 3))):
        ways = list(places(tree))
        if not ways:
            break
        *way, key = draw(st.sampled_from(ways))
        parent = tree
        for step in way:
            parent = parent[step]
        accident = draw(st.sampled_from(["replace", "take away", "rename", "deeper"]))
        if accident == "take away":
            del parent[key]
        elif accident == "rename" and isinstance(parent, dict):
            parent[draw(words)] = parent.pop(key)
        else:
            parent[key] = draw(anything) if accident == "replace" else {key: parent[key]}
    return tree


@given(mutated_trees(), st.sampled_from([None, 1]))
def test_a_scenario_of_another_structure_is_good_or_refused(tmp_path_factory, tree, indent):
    path = a_file(tmp_path_factory.mktemp("any"), json.dumps(tree, indent=indent), "mine.yaml")

    told = at_the_door("check", path, "--json")

    if told.code == 0:
        assert [] == told.document["problems"]
    else:
        assert refused(path.parent, "check", path)


HOSTILE = ["", " ", "-1", "0", "NaN", "inf", "1e999", "12,345", "1;2", "1.5", "U", "yes", "#N/A"]
HOSTILE += ["=1+1", "9" * 400, '"', "'", "A\nB", "\ufeff", "\x00", "Ü"]
cells = st.sampled_from(HOSTILE) | st.text(max_size=6)


@st.composite
def mutated_tables(draw, text):
    """A good table with one to three of its cells, rows or columns changed."""
    rows = list(csv.reader(io.StringIO(text)))
    for _ in range(draw(st.integers(1, 3))):
        row = draw(st.integers(0, len(rows) - 1))
        column = draw(st.integers(0, max(0, len(rows[row]) - 1)))
        accident = draw(st.sampled_from(["cell", "no column", "twice", "no row", "more", "swap"]))
        if accident == "cell" and rows[row]:
            rows[row][column] = draw(cells)
        elif accident == "no column":
            rows = [each[:column] + each[column + 1 :] for each in rows]
        elif accident == "twice":
            rows.insert(row, list(rows[row]))
        elif accident == "no row" and rows[1:]:
            del rows[row]
        elif accident == "more":
            rows[row] = [*rows[row], draw(cells)]
        else:
            rows[0], rows[row] = rows[row], rows[0]
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=draw(st.sampled_from(",,,,,;\t"))).writerows(rows)
    return written.getvalue()


@given(mutated_tables(BOX.read_text(encoding="utf-8")))
def test_an_area_of_another_structure_is_good_or_refused(tmp_path_factory, text):
    path = a_file(tmp_path_factory.mktemp("any"), text)

    told = at_the_door("area", "show", path, "--json")

    if told.code == 0:
        assert told.document["area"]["practices"] >= 1
    else:
        assert refused(path.parent, "area", "show", path)


@given(st.data(), st.sampled_from(sorted(EVERY_KIND)))
def test_a_published_file_of_another_structure_is_good_or_refused(tmp_path_factory, data, name):
    folder = tmp_path_factory.mktemp("any")
    texts = GOOD | {name: data.draw(mutated_tables(EVERY_KIND[name]))}
    if name == "quin.csv":
        del texts["lists.csv"]
    paths = [a_file(folder, text, file) for file, text in texts.items()]
    nhs = ("area", "nhs", *paths, "--out", folder / "area.csv")

    told = at_the_door(*nhs, "--json")

    if told.code == 0:
        assert 0 == at_the_door("area", "show", folder / "area.csv").code
    else:
        assert refused(folder, *nhs)
