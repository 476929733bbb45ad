"""A few made-up parameters, one of each kind, so that messages can be told word by word."""

from pathlib import Path

from sp_sim.errors import Problem, Problems
from sp_sim.param import fixed, param, section, uniform
from sp_sim.scenario import load

SITES = ("practice", "head_office", "home")

SECTIONS = (
    section(
        "location",
        "where link workers sit",
        site_by_weekday=param(
            ("practice",) * 3, unit="site on Monday to Wednesday", choices=SITES, length=3,
            grade="assumption", lever=True, source="E001", meaning="where the link worker sits",
        ),
        travel_hours=param(
            0.5, unit="hours per contact", limits=(0.0, 4.0), prior=uniform(0.1, 1.0),
            grade="assumption", source="E002", meaning="travel for one contact",
        ),
    ),
    section(
        "workforce",
        "posts and hours",
        posts=param(
            2, unit="posts", limits=(0, 500), grade="assumption", lever=True, source="E003",
            meaning="number of link worker posts",
        ),
        covers=param(
            "pcn", unit="which practices", choices=("pcn", "area"), grade="assumption", lever=True,
            dated=False, source="E004", meaning="what one service covers",
        ),
        leave_share=param(
            0.15, unit="share of hours", prior=uniform(0.12, 0.18), grade="expert", source="E005",
            meaning="share of hours taken as leave",
        ),
        budget_gbp=param(
            1000.0, unit="GBP per year", limits=(0.0, float("inf")), grade="direct", lever=True,
            source="E006", meaning="money for offers",
        ),
        spread=param(
            0.0, unit="log odds", limits=(float("-inf"), float("inf")), prior=fixed(0.0),
            grade="assumption", source="E007", meaning="a number of any size",
        ),
    ),
    section(
        "support",
        "what keeps workers going",
        shared_records=param(
            False, unit="true or false", grade="assumption", lever=True, source="E008",
            meaning="whether records are shared",
        ),
    ),
)  # fmt: skip


def written(folder: Path, text: str | bytes, name: str = "mine.yaml") -> Path:
    """Return the path of a file that says this."""
    path = folder / name
    if isinstance(text, bytes):
        path.write_bytes(text)
    else:
        path.write_text(text, encoding="utf-8", newline="")
    return path


def loaded(folder: Path, text: str, name: str = "mine.yaml"):
    """Return the scenario that the text describes, with the made-up parameters."""
    return load(written(folder, text, name), sections=SECTIONS)


def complaints(folder: Path, text: str | bytes) -> list[Problem]:
    """Return what is wrong with the text; nothing is an empty list."""
    try:
        load(written(folder, text), sections=SECTIONS)
    except Problems as found:
        return list(found.problems)
    return []
