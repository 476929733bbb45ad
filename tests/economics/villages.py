"""Villages made by hand for costs: one post, two practices, known hours."""

from dataclasses import replace

from sp_sim.economics.book import placeholder_book
from sp_sim.economics.costing import Costing
from sp_sim.results.arm import Arm, Asked, Places
from tests.builders import a_scenario, an_area
from tests.results.handmade import records

ONE_POST = Places(("P00", "P01"), (3_000, 3_000), ("N1/1",), ("N1",))


def worked(weeks, *, run=0, **facts):
    """Return a post's rows, one a week; a fact may be a function of the week."""
    return [
        {"run": run, "week": week}
        | {key: told(week) if callable(told) else told for key, told in facts.items()}
        for week in range(weeks)
    ]


def an_arm(
    name="village", *, weeks=104, seeds=(1,), places=ONE_POST, changes=(), rows=None, **values
):
    scenario = a_scenario(changes, name, **({"workforce_posts": 1} | values))
    return Arm(scenario, Asked(an_area(), weeks, seeds), places, records(**(rows or {})))


def costing(arm, *, discount=0.0, **figures):
    """Return an arm priced by placeholders, with some values of our own, unconfirmed."""
    return Costing(arm, a_book(**figures), discount)


def a_book(*, confirmed=False, **values):
    book = placeholder_book()
    own = {
        key: replace(figure, value=float(values[key])) if key in values else figure
        for key, figure in book.figures.items()
    }
    if confirmed:
        own = {
            key: replace(figure, confirmed=True, low=figure.value, high=figure.value)
            for key, figure in own.items()
        }
    return replace(book, figures=own)


def staffed(weeks=104, *, runs=1, **facts):
    """Return the rows of a village whose one post is held all the time."""
    return {"worker_weeks": [row for run in range(runs) for row in worked(weeks, run=run, **facts)]}
