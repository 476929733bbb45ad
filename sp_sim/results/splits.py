"""Splits: every measure that has a meaning there, by practice, network, fifth, age, sex, need or year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.calendar import WEEKS_PER_YEAR
from sp_sim.domain.ages import AGE_WORDS, AgeBand
from sp_sim.domain.needs import Need
from sp_sim.results import formulas
from sp_sim.results.counterfactual import COUNTERFACTUAL, DECLARED
from sp_sim.results.counting import by_group, by_run
from sp_sim.results.dimensions import BY_PERSON, BY_PLACE, YEAR
from sp_sim.results.measure import COHORT, FOLLOWED_26, WORKERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from sp_sim.domain.places import Practice
    from sp_sim.domain.records import Records
    from sp_sim.results.arm import Arm
    from sp_sim.results.counting import Floats, Lives
    from sp_sim.results.measure import Measure

    Ints = npt.NDArray[np.int64]

UNKNOWN = "not known"
UPTAKE, WAITING_AT_END = "referrals_per_1000_per_year", "waiting_at_end"
GROUPS_OF_PEOPLE = {
    "age_band": tuple(AGE_WORDS[band] for band in AgeBand),
    "sex": ("men", "women"),
    "need": tuple(need.name.lower() for need in Need),
}
COLUMNS = {"age_band": "age_band", "sex": "female", "need": "need"}
"""The column of referrals that holds the group."""

NOW = ("waited_so_far_median_weeks",)
"""What a referral tells of the last week only."""
OF_REFERRALS = frozenset(
    {key for key, told in DECLARED.items() if told.window in (COHORT, FOLLOWED_26)}
    | {*NOW, *COUNTERFACTUAL}
)
"""Measures that are counted from referrals alone."""
OF_GPS = frozenset({"referring_gps_share"})
"""Those that are counted from how GPs stand at the end of a run."""
OF_SYSTEMS = frozenset(
    {key for key, told in DECLARED.items() if told.theme == WORKERS}
    | {"did_not_attend_share", "referrals_per_wte_per_year", "places_used_share"}
)
"""Those over link workers and activities, which serve a whole system of practices."""
SAME_IN_ALL = {
    "sex": frozenset({"female_share"}),
    "age_band": frozenset({"aged_65_plus_share"}),
}
"""Measures that say of every group what the group is."""


@dataclass(frozen=True)
class Split:
    """The groups of one breakdown, and each measure as a table of runs by groups."""

    by: str
    groups: tuple[str, ...]
    measured: Mapping[str, Floats]


def measures_of(by: str, groups: int) -> dict[str, Measure]:
    """Return the measures that a breakdown into so many groups has, as they are counted there.

    Where the groups' values add up to that of all, so does the smallest difference that matters.
    """
    found = {key: told for key, told in DECLARED.items() if _has(by, key)}
    added_up = {WAITING_AT_END} if by in BY_PLACE else set()
    if by in BY_PERSON:
        added_up = {UPTAKE, WAITING_AT_END}
        found[UPTAKE] = replace(found[UPTAKE], formula=formulas.referrals_per_1000_of_kinds)
        found[WAITING_AT_END] = replace(found[WAITING_AT_END], formula=formulas.waiting_of_kinds)
    for key in added_up:
        found[key] = replace(found[key], smallest=found[key].smallest / max(1, groups))
    return found


def _has(by: str, key: str) -> bool:
    if by == YEAR:
        return key not in OF_GPS and key not in NOW
    if by in BY_PERSON:
        return key in OF_REFERRALS | {UPTAKE, WAITING_AT_END} and key not in SAME_IN_ALL.get(by, ())
    return by == "pcn" or key not in OF_SYSTEMS


def split(arm: Arm, by: str) -> Split:
    """Return the measures of an arm by practice, pcn, ... (see `dimensions`); NaN for nothing to count."""
    if by == YEAR:
        return _by_year(arm)
    return _by_person(arm, by) if by in BY_PERSON else _by_place(arm, by)


def _by_place(arm: Arm, by: str) -> Split:
    labels = _labels(arm, by)
    groups = tuple(sorted(set(labels), key=lambda name: (name == UNKNOWN, name)))
    of = np.array([groups.index(label) for label in labels], dtype=np.int64)
    registered = np.bincount(of, weights=arm.places.registered, minlength=len(groups))
    records = arm.whole_records
    tables = {name: of[getattr(records, name)["practice"]] for name in _OF_PRACTICES}
    if by == "pcn":
        tables |= _of_systems(arm, groups)
    lives = _grouped(arm, records, tables, registered.astype(np.float64))
    return _split(arm, by, groups, lives)


_OF_PRACTICES = ("referrals", "practice_weeks", "gps")


def _of_systems(arm: Arm, groups: Sequence[str]) -> dict[str, Ints]:
    """Return the network of each row over link workers and offers; -1 of a service of many networks."""
    known = {name: place for place, name in enumerate(groups)}
    systems = np.array([known.get(code, -1) for code in arm.places.systems], dtype=np.int64)
    posts = [known.get(post.rpartition("/")[0], -1) for post in arm.places.posts]
    records = arm.whole_records
    return {
        "worker_weeks": np.array(posts, dtype=np.int64)[records.worker_weeks["post"]],
        "offer_weeks": systems[records.offer_weeks["system"]],
    }


def _labels(arm: Arm, by: str) -> list[str]:
    known = {practice.code: practice for practice in arm.asked.area.practices}
    return [_label(known[code], by) for code in arm.places.practices]


def _label(practice: Practice, by: str) -> str:
    if by == "practice":
        return practice.code
    if by == "pcn":
        return practice.system
    return UNKNOWN if practice.deprivation_fifth is None else str(practice.deprivation_fifth)


def _by_person(arm: Arm, by: str) -> Split:
    """Count people of each kind; every kind has the whole list of patients beside it."""
    groups, records = GROUPS_OF_PEOPLE[by], arm.whole_records
    whole = np.full(len(groups), float(sum(arm.places.registered)))
    lives = _grouped(arm, records, {"referrals": records.referrals[COLUMNS[by]]}, whole)
    return _split(arm, by, groups, lives)


def _split(arm: Arm, by: str, groups: tuple[str, ...], lives: Lives) -> Split:
    told = measures_of(by, len(groups))
    return Split(by, groups, _shaped(arm, told, lives, len(groups)))


def _shaped(arm: Arm, told: Mapping[str, Measure], lives: Lives, groups: int) -> dict[str, Floats]:
    wanted = (key for key in told if arm.asked.counterfactual or key not in COUNTERFACTUAL)
    return {key: told[key].formula(lives).reshape(len(arm.asked.seeds), groups) for key in wanted}


def _grouped(arm: Arm, records: Records, of: Mapping[str, Ints], registered: Floats) -> Lives:
    runs, weeks = len(arm.asked.seeds), arm.asked.weeks
    return by_group(records, of, runs=runs, weeks=weeks, registered=registered)


def _by_year(arm: Arm) -> Split:
    """Count referrals in the year in which they were made; all else as it stood when each year ended."""
    ends = ends_of_years(arm.asked.weeks)
    groups = tuple(str(number) for number, _ in enumerate(ends, 1))
    told, records = measures_of(YEAR, len(ends)), arm.whole_records
    made = records.referrals["referred"] // WEEKS_PER_YEAR
    of = np.where(made < len(ends), np.maximum(made, -1), -1)
    whole = np.full(len(ends), float(sum(arm.places.registered)))
    pathway = {key: measure for key, measure in told.items() if key in OF_REFERRALS}
    values = _shaped(arm, pathway, _grouped(arm, records, {"referrals": of}, whole), len(ends))
    rest = {key: measure for key, measure in told.items() if key not in OF_REFERRALS}
    by_end = [_shaped(arm, rest, _until(arm, end), 1) for end in ends]
    values |= {key: np.hstack([each[key] for each in by_end]) for key in rest}
    return Split(YEAR, groups, {key: values[key] for key in told if key in values})


def ends_of_years(weeks: int) -> tuple[int, ...]:
    """Return the week after each whole year of a run; a shorter run is one year."""
    years = weeks // WEEKS_PER_YEAR
    return tuple((number + 1) * WEEKS_PER_YEAR for number in range(years)) or (weeks,)


def _until(arm: Arm, end: int) -> Lives:
    """Return the records of the weeks before `end`, as if the run had ended there."""
    records = arm.whole_records
    kept = {
        name: getattr(records, name)[getattr(records, name)["week"] < end]
        for name in ("practice_weeks", "worker_weeks", "offer_weeks")
    }
    return by_run(
        replace(records, **kept), runs=len(arm.asked.seeds), weeks=end,
        registered=np.asarray(arm.places.registered, dtype=np.float64),
    )  # fmt: skip
