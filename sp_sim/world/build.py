"""Build: scenario and area become the starting columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sp_sim.calendar import DAYS_PER_WEEK
from sp_sim.domain.places import Area, Practice
from sp_sim.draws import key_of_name
from sp_sim.mechanisms.consulting import prone_people
from sp_sim.mechanisms.registry import NUMBERS
from sp_sim.param import Value
from sp_sim.scenario import Scenario
from sp_sim.world.coverage import covered, post_wtes
from sp_sim.world.world import (
    GPS,
    PAIR_LEVERS,
    PAIRS,
    PARAMS,
    POST_LEVERS,
    POSTS,
    PRACTICE_LEVERS,
    PRACTICES,
    SYSTEMS,
    Columns,
    World,
)

Values = Mapping[str, Value]


def build(area: Area, scenario: Scenario) -> World:
    """Return the world of a scenario in an area; no chance is involved."""
    segments = scenario.segments()
    weeks = np.array([week for week, _ in segments], dtype=np.int32)
    values = [value for _, value in segments]
    systems = _systems_of(area, str(values[0]["workforce.covers"]))
    practices, gps = _practices_and_gps(systems)
    posts, pairs, post_levers, pair_levers = _staffing(systems, values)
    params = np.concatenate([parameter_row(value) for value in values]).view(np.recarray)
    for practice in practices:
        practice.prone = prone_people(int(practice.registered), params[0])
    return World(
        area=area,
        scenario=scenario.name,
        fingerprint=scenario.fingerprint,
        practice_codes=tuple(practice.code for _, members in systems for practice in members),
        system_codes=tuple(code for code, _ in systems),
        practices=practices,
        systems=_system_rows(systems, practices, posts, pairs),
        gps=gps,
        posts=posts,
        pairs=pairs,
        segment_weeks=weeks,
        params=params,
        post_levers=post_levers,
        practice_levers=_practice_levers(len(practices), values),
        pair_levers=pair_levers,
    )


def parameter_row(values: Values) -> Columns:
    """Return the numbers of one segment as a record array of length 1 (fields of `PARAMS`)."""
    row = np.recarray((1,), dtype=PARAMS)
    for told in NUMBERS:
        row[told.field] = float(values[told.key])  # type: ignore[arg-type]
    return row


def _systems_of(area: Area, covers: str) -> list[tuple[str, tuple[Practice, ...]]]:
    if covers == "area":
        return [("AREA", tuple(sorted(area.practices, key=lambda practice: practice.code)))]
    return list(area.systems.items())


def _practices_and_gps(
    systems: Sequence[tuple[str, tuple[Practice, ...]]],
) -> tuple[Columns, Columns]:
    members = [
        (position, practice) for position, (_, group) in enumerate(systems) for practice in group
    ]
    counts = [max(1, round(practice.gps)) for _, practice in members]
    practices = np.zeros(len(members), dtype=PRACTICES).view(np.recarray)
    practices["key"] = [key_of_name(practice.code) for _, practice in members]
    practices["system"] = [position for position, _ in members]
    practices["registered"] = [practice.registered for _, practice in members]
    practices["gp_count"] = counts
    practices["patients_per_gp"] = [
        practice.registered / practice.gps if practice.gps > 0 else practice.registered
        for _, practice in members
    ]
    practices["gp_first"] = np.cumsum([0, *counts[:-1]])
    gps = np.zeros(sum(counts), dtype=GPS).view(np.recarray)
    gps["practice"] = np.repeat(np.arange(len(members)), counts)
    gps["number"] = np.concatenate([np.arange(count) for count in counts])
    return practices, gps


def _staffing(
    systems: Sequence[tuple[str, tuple[Practice, ...]]], values: Sequence[Values]
) -> tuple[Columns, Columns, Columns, Columns]:
    post_rows: list[tuple[int, int]] = []
    pair_rows: list[tuple[int, int]] = []
    wtes: list[list[float]] = []
    covering: list[list[float]] = []
    first_practice = 0
    for position, (_, members) in enumerate(systems):
        sizes = [practice.registered for practice in members]
        plans = [post_wtes(value, sum(sizes)) for value in values]
        maps = [covered(sizes, len(plan)) for plan in plans]
        for number in range(max(len(plan) for plan in plans)):
            wtes.append([plan[number] if number < len(plan) else 0.0 for plan in plans])
            homes = [set(plan[number]) if number < len(plan) else set() for plan in maps]
            for practice in sorted(set().union(*homes)):
                pair_rows.append((len(post_rows), first_practice + practice))
                covering.append([1.0 if practice in home else 0.0 for home in homes])
            post_rows.append((position, number))
        first_practice += len(members)
    posts = np.array(post_rows, dtype=POSTS).view(np.recarray)
    pairs = np.array(pair_rows, dtype=PAIRS).view(np.recarray)
    post_levers = _post_levers(np.array(wtes).reshape(len(posts), len(values)), values)
    pair_levers = _pair_levers(
        posts, pairs, post_levers, np.array(covering).reshape(len(pairs), len(values))
    )
    return posts, pairs, post_levers, pair_levers


def _post_levers(wtes: np.ndarray, values: Sequence[Values]) -> Columns:
    levers = np.zeros((len(values), len(wtes)), dtype=POST_LEVERS).view(np.recarray)
    for segment, value in enumerate(values):
        sites = value["location.site_by_weekday"]
        levers["wte"][segment] = wtes[:, segment]
        levers["on_site"][segment] = sum(site == "practice" for site in sites) / DAYS_PER_WEEK  # type: ignore[union-attr]
        levers["days_head_office"][segment] = float(sum(site == "head_office" for site in sites))  # type: ignore[union-attr]
        levers["supervised_share"][segment] = value["support.supervised_share"]
        levers["peer_share"][segment] = value["support.peer_share"]
    return levers


def _pair_levers(
    posts: Columns, pairs: Columns, post_levers: Columns, covering: np.ndarray
) -> Columns:
    segments = len(post_levers)
    levers = np.zeros((segments, len(pairs)), dtype=PAIR_LEVERS).view(np.recarray)
    for segment in range(segments):
        covers = covering[:, segment]
        shared_by = np.bincount(pairs["post"], weights=covers, minlength=len(posts))[pairs["post"]]
        days = DAYS_PER_WEEK * post_levers["on_site"][segment] * post_levers["wte"][segment]
        levers["covers"][segment] = covers
        levers["days"][segment] = covers * days[pairs["post"]] / np.maximum(shared_by, 1.0)
    return levers


def _practice_levers(practices: int, values: Sequence[Values]) -> Columns:
    levers = np.zeros((len(values), practices), dtype=PRACTICE_LEVERS).view(np.recarray)
    for segment, value in enumerate(values):
        levers["champion_share"][segment] = value["champions.practices_share"]
        levers["champion_hours"][segment] = value["champions.hours_per_week"]
        levers["champion_training"][segment] = value["champions.training_hours"]
        levers["organisational_support"][segment] = value["champions.organisational_support"]
    return levers


def _system_rows(
    systems: Sequence[tuple[str, tuple[Practice, ...]]],
    practices: Columns,
    posts: Columns,
    pairs: Columns,
) -> Columns:
    rows = np.zeros(len(systems), dtype=SYSTEMS).view(np.recarray)
    rows["key"] = [key_of_name(code) for code, _ in systems]
    positions = np.arange(len(systems))
    for name, owner in (
        ("practice", practices["system"]),
        ("post", posts["system"]),
        ("pair", posts["system"][pairs["post"]]),
    ):
        rows[f"{name}_first"] = np.searchsorted(owner, positions, side="left")
        rows[f"{name}_count"] = (
            np.searchsorted(owner, positions, side="right") - rows[f"{name}_first"]
        )
    last = rows["practice_first"] + rows["practice_count"] - 1
    rows["gp_first"] = practices["gp_first"][rows["practice_first"]]
    rows["gp_count"] = practices["gp_first"][last] + practices["gp_count"][last] - rows["gp_first"]
    return rows
