"""Cost books: what is wrong is told with line, rule and remedy; what is right is taken as it is."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sp_sim.economics.costs import UNIT_COSTS
from sp_sim.economics.publish import book_text
from sp_sim.economics.read import is_book, load_book
from sp_sim.errors import Problems
from tests.doors.door import at_the_door, refused

GOOD = book_text()
LINE_OF_HIRE = GOOD[: GOOD.index("  hire:\n")].count("\n") + 1


def written(folder, text, name="mine.yaml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def in_hire(**lines):
    """Return the good book with some lines of one unit cost changed (`None`: without the line)."""
    head, rest = GOOD.split("  hire:\n", 1)
    own, tail = rest.split("\n\n", 1)
    for key, line in lines.items():
        new = "" if line is None else f"    {line}\n"
        own = re.sub(rf"    {key}: .*(\n|$)", lambda _, new=new: new, own)
    return f"{head}  hire:\n{own.rstrip()}\n\n{tail}"


def problem(folder, text):
    """Return the only problem of a book, as both doors tell it."""
    (found,) = refused(folder, "check", written(folder, text))
    return found


OURS = {
    "value": "value: 2150",
    "payer": "payer: local_authority",
    "grade": "grade: direct",
    "source": 'source: "our own invoices"',
    "confirmed": "confirmed: true",
}


def test_a_confirmed_figure_of_ones_own_is_taken_and_does_not_move(tmp_path):
    book = load_book(written(tmp_path, in_hire(**OURS)))
    figure = book.figure("hire")

    assert "hire" not in book.unconfirmed
    assert (2_150.0, 2_150.0, 2_150.0) == (figure.value, figure.low, figure.high)
    assert ("local_authority", "our own invoices") == (figure.payer, figure.source)
    assert book.fingerprint != load_book(None).fingerprint


def test_a_confirmed_figure_may_have_a_range(tmp_path):
    own = OURS | {"value": "value: 2150\n    low: 2000\n    high: 2500"}
    figure = load_book(written(tmp_path, in_hire(**own))).figure("hire")

    assert (2_000.0, 2_500.0) == (figure.low, figure.high)


def test_an_unconfirmed_figure_moves_over_the_declared_range_and_itself(tmp_path):
    figure = load_book(written(tmp_path, in_hire(value="value: 9000"))).figure("hire")

    assert (250.0, 9_000.0) == pytest.approx((figure.low, figure.high))


BROKEN = {
    "misspelt unit cost": (
        GOOD.replace("  hire:", "  hyre:"),
        None,
        'did you mean "hire"?',
    ),
    "misspelt key": (
        in_hire(value="valeu: 1000"),
        None,
        'did you mean "value"?',
    ),
    "negative": (in_hire(value="value: -5"), "must be an amount of money", "or your own figure"),
    "words": (in_hire(value="value: lots"), "must be an amount of money", "or your own figure"),
    "with pounds": (in_hire(value="value: £1,250"), "must be an amount of money", "write 1250"),
    "endless": (in_hire(value="value: .inf"), "must be an amount of money", "or your own figure"),
    "switch": (in_hire(value="value: true"), "must be an amount of money", "or your own figure"),
    "empty": (in_hire(value="value:"), "has no value", "or your own figure"),
    "list": (in_hire(value="value: [1]"), "must be an amount of money", "or your own figure"),
    "other unit": (in_hire(unit="unit: GBP per week"), "is not the unit", "unit: GBP per hire"),
    "wrong price year": (
        in_hire(price_year="price_year: 2019"),
        "is not the price year of the book, 2022",
        "bring the figure to prices of 2022",
    ),
    "price year in words": (
        in_hire(price_year="price_year: 2022/23"),
        "must be a year",
        "price_year: 2022",
    ),
    "missing payer": (in_hire(payer=None), "is missing", "payer: pcn"),
    "unknown payer": (
        in_hire(payer="payer: practise"),
        "is not a payer",
        'did you mean "practice"?',
    ),
    "unknown grade": (in_hire(grade="grade: directly"), "is not a grade", 'did you mean "direct"?'),
    "no source": (in_hire(source='source: " "'), "must say where", "name the document"),
    "perhaps": (in_hire(confirmed="confirmed: perhaps"), "must be true or false", "true"),
    "confirmed placeholder": (
        in_hire(confirmed="confirmed: true"),
        "is confirmed and a placeholder",
        "say where the figure is from",
    ),
    "low above value": (
        in_hire(value="value: 5\n    low: 9"),
        "lies on the wrong side of the value, 5",
        "mend the range",
    ),
    "high below value": (
        in_hire(value="value: 5\n    high: 1"),
        "lies on the wrong side of the value, 5",
        "mend the range",
    ),
    "not a group": (
        re.sub(r"  hire:\n(    .*\n)+", "  hire: 5\n", GOOD),
        "must be a group",
        "write `value: ...` below",
    ),
    "unit cost left out": (
        re.sub(r"  hire:\n(    .*\n)+", "", GOOD),
        "is missing",
        "copy its lines",
    ),
    "no price year": (
        GOOD.replace("price_year: 2022\ncosts:", "costs:"),
        "is missing",
        "write `price_year: 2022`",
    ),
    "odd price year": (
        GOOD.replace("price_year: 2022\ncosts:", "price_year: 22\ncosts:"),
        "must be a year",
        "write `price_year: 2022`",
    ),
    "no costs": ("name: x\nprice_year: 2022\n", "is missing", "copy it from"),
    "costs of nothing": ("price_year: 2022\ncosts: 5\n", "must be a group", "write a group"),
    "odd name": (
        GOOD.replace("name: placeholder", "name: [a]"),
        "must be text",
        "put it in quotation marks",
    ),
    "unknown word": (
        GOOD.replace("name: placeholder", "nane: mine"),
        "is not a key of a cost book",
        'did you mean "name"?',
    ),
    "twice": (in_hire(value="value: 1\n    value: 2"), "is given twice", "keep one of the two"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_book_is_refused_with_its_line_a_rule_and_a_remedy(tmp_path, name):
    text, message, remedy = BROKEN[name]
    found = refused(tmp_path, "check", written(tmp_path, text))

    assert all(one["file"] == str(tmp_path / "mine.yaml") and one["line"] for one in found)
    if message is None:
        assert any(remedy in one["remedy"] for one in found)
        assert any(one["message"] == "is missing" for one in found)
    else:
        assert [message] == [one["message"][: len(message)] for one in found]
        assert remedy in found[0]["remedy"]


def test_a_problem_points_at_the_value_in_its_line(tmp_path):
    found = problem(tmp_path, in_hire(value="value: -5"))

    assert (LINE_OF_HIRE + 1, 12, "costs.hire.value", "-5") == tuple(
        found[key] for key in ("line", "column", "key", "value")
    )


def test_every_problem_is_told_at_once(tmp_path):
    text = in_hire(value="value: -5", payer=None, confirmed="confirmed: maybe")

    assert 3 == len(refused(tmp_path, "check", written(tmp_path, text)))


def test_a_good_book_is_good_and_says_what_is_unconfirmed(tmp_path):
    path = written(tmp_path, in_hire(**OURS))
    plain, told = at_the_door("check", path), at_the_door("check", path, "--json").document

    assert 0 == plain.code
    assert "good (cost book placeholder" in plain.out
    assert "hire" not in told["files"][0]["unconfirmed"]
    assert "cost book" == told["files"][0]["kind"]


def test_a_file_that_cannot_be_read_is_told_in_the_words_of_cost_books(tmp_path):
    with pytest.raises(Problems, match="copy the shipped one") as empty:
        load_book(written(tmp_path, ""))
    with pytest.raises(Problems, match="compare the line|quotation marks") as torn:
        load_book(written(tmp_path, 'price_year: "2022\n'))

    assert "a cost book is a text file" in str(empty.value.problems[0].rule)
    assert "scenario" not in str(torn.value.problems[0].rule)


@pytest.mark.parametrize("name", ["plaecholder", "no/such.yaml"])
def test_a_book_that_is_not_there_is_told_with_what_to_do(name):
    with pytest.raises(
        Problems, match=r"is not there; (did you mean \"placeholder\"|copy the shipped)"
    ):
        load_book(name)


def test_a_scenario_is_no_cost_book(tmp_path):
    path = written(tmp_path, "asks: Why?\n")

    assert not is_book(path)
    assert not is_book(tmp_path / "gone.yaml")
    with pytest.raises(Problems, match="is not a key of a cost book"):
        load_book(path)


LINES = GOOD.splitlines()
ODD = st.sampled_from(
    ["", "{", "- a", "value: -1", "? x", "\t", "price_year: 1", "a: &b 1", "costs:"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(LINES) - 1), count=st.integers(0, 3), odd=ODD, depth=st.integers(0, 6))
def test_a_book_torn_anywhere_is_taken_or_refused_in_words(tmp_path, at, count, odd, depth):
    torn = [*LINES[:at], " " * depth + odd, *LINES[at + count :]]
    path = written(tmp_path, "\n".join(torn))
    assert whole_or_refused(path)


def whole_or_refused(path):
    """Return whether a book has every figure, or was refused with rules and remedies."""
    try:
        book = load_book(path)
    except Problems as refusal:
        return all(problem.rule and problem.remedy for problem in refusal.problems)
    return tuple(UNIT_COSTS) == tuple(book.figures)
