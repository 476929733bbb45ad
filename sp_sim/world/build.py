"""Build: scenario and area become the starting columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from sp_sim.calendar import DAYS_PER_WEEK
from sp_sim.domain.places import Area, Practice
from sp_sim.draws import key_of_name
from sp_sim.mechanisms.ages import share_under_40, share_under_65
from sp_sim.mechanisms.consulting import MIDDLE_FIFTH, prone_people
from sp_sim.mechanisms.location import share_with_a_room
from sp_sim.mechanisms.registry import NUMBERS
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import Value
from sp_sim.scenario import Scenario
from sp_sim.world.coverage import covered, post_wtes
from sp_sim.world.services import Systems, services_of
from sp_sim.world.settings import Settings, Values, add_posts, post_code, settings_of
from sp_sim.world.world import (
    GPS,
    PAIR_LEVERS,
    PAIRS,
    PARAMS,
    POST_LEVERS,
    POSTS,
    PRACTICE_LEVERS,
    PRACTICES,
    SYSTEM_LEVERS,
    SYSTEMS,
    Columns,
    World,
)

PLACED_IN_PRACTICES = tuple(told for told in NUMBERS if told.place == "practice")
"""The numbers that may differ between practices."""

_COLUMN = {told.key: column for column, told in enumerate(NUMBERS)}


def build(area: Area, scenario: Scenario) -> World:
    """Return the world of a scenario in an area; no chance is involved.

    Raises `Problems` where the scenario sets something for a place that the area does not have.
    """
    settings = settings_in(area, scenario)
    systems = settings.systems
    practices, gps = _practices_and_gps(systems)
    posts, pairs, wtes, covering = _staffing(systems, settings)
    add_posts(settings, [post_code(systems[p.system][0], p.number) for p in posts], area.name)
    rows = Rows(settings.base)
    practice_levers = _practice_levers(settings, rows)
    post_levers = _post_levers(settings, posts, wtes)
    post_levers["row"] = _rows_of_posts(settings, posts, pairs, covering, practice_levers, rows)
    post_levers["rural"] = _rural_shares(practices, posts, pairs, covering)
    system_levers = _system_levers(settings, rows)
    params = rows.table()
    pair_levers = _pair_levers(posts, pairs, post_levers, covering)
    _find_rooms(pairs, post_levers, pair_levers, params["location_rooms"][practice_levers["row"]])
    _count_people(practices, systems, practice_levers, params)
    return World(
        area=area,
        scenario=scenario.name,
        practice_codes=tuple(practice.code for _, members in systems for practice in members),
        system_codes=tuple(code for code, _ in systems),
        practices=practices,
        systems=_system_rows(systems, practices, posts, pairs),
        gps=gps,
        posts=posts,
        pairs=pairs,
        segment_weeks=np.array(settings.weeks, dtype=np.int32),
        params=params,
        system_levers=system_levers,
        post_levers=post_levers,
        practice_levers=practice_levers,
        pair_levers=pair_levers,
    )


def redrawn(world: World, scenario: Scenario, values: Mapping[str, Value]) -> World:
    """Return the world that `build` would make of the scenario had it these values besides; much sooner.

    They are of assumptions that hold everywhere and always: none that a change alters, and no lever.
    """
    numbers = np.array(world.params).view(np.float64).reshape(len(world.params), -1)
    numbers[:, [_COLUMN[key] for key in values]] = [float(value) for value in values.values()]  # type: ignore[arg-type]  # assumptions are numbers
    params = numbers.view(PARAMS).reshape(-1).view(np.recarray)
    practices = np.zeros(len(world.practices), dtype=PRACTICES).view(np.recarray)
    practices[:] = world.practices
    practice_levers = world.practice_levers.copy()
    _count_people(practices, services_of(world.area, scenario), practice_levers, params)
    return replace(world, params=params, practices=practices, practice_levers=practice_levers)


def settings_in(area: Area, scenario: Scenario) -> Settings:
    """Return what a scenario sets where in an area; codes of posts are not known yet (`add_posts`)."""
    return settings_of(area, scenario, services_of(area, scenario))


class Rows:
    """Rows of numbers for equations, each combination once; the first are those of the segments.

    Settings are known by identity: `Settings` keeps each of them as long as it lives.
    """

    def __init__(self, base: Sequence[Values]) -> None:
        """Begin with a row for each segment."""
        self.rows = [parameter_row(values) for values in base]
        self.position = {id(values): number for number, values in enumerate(base)}

    def of(self, values: Values) -> int:
        """Return the row of some settings."""
        if id(values) not in self.position:
            self.position[id(values)] = self.add(parameter_row(values))
        return self.position[id(values)]

    def add(self, row: Columns) -> int:
        """Add a row; return its position."""
        self.rows.append(row)
        return len(self.rows) - 1

    def table(self) -> Columns:
        """Return all rows as one table."""
        return np.concatenate(self.rows).view(np.recarray)


def parameter_row(values: Values) -> Columns:
    """Return the numbers of one segment as a record array of length 1 (fields of `PARAMS`)."""
    row = np.recarray((1,), dtype=PARAMS)
    for told in NUMBERS:
        row[told.field] = float(values[told.key])  # type: ignore[arg-type]
    return row


def _practices_and_gps(systems: Systems) -> tuple[Columns, Columns]:
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
    practices["rural"] = [practice.rural is True for _, practice in members]
    gps = np.zeros(sum(counts), dtype=GPS).view(np.recarray)
    gps["practice"] = np.repeat(np.arange(len(members)), counts)
    gps["number"] = np.concatenate([np.arange(count) for count in counts])
    return practices, gps


def _count_people(
    practices: Columns, systems: Systems, practice_levers: Columns, params: Columns
) -> None:
    """Work out how many of each practice bring need and when, and what part of its adults are how old."""
    members = [practice for _, group in systems for practice in group]
    rows = practice_levers["row"]
    demand = params["consulting_demand_multiplier"][rows]
    for position, (practice, told) in enumerate(zip(practices, members, strict=True)):
        practice_levers["prone"][:, position] = _prone(told, params[rows[0, position]])
        for segment in np.flatnonzero(demand[:, position] != demand[0, position]):
            now = _prone(told, params[rows[segment, position]])
            practice_levers["prone"][segment, position] = now
        practice.under_40, practice.under_65 = _ages(told, params[rows[0, position]])
    practices["prone"] = practice_levers["prone"].max(axis=0)


def _prone(practice: Practice, p: Parameters) -> int:
    fifth = MIDDLE_FIFTH if practice.deprivation_fifth is None else practice.deprivation_fifth
    return prone_people(practice.registered, fifth, p)


def _ages(practice: Practice, p: Parameters) -> tuple[float, float]:
    """Return the shares of a practice's adults below 40 and below 65: its own, or by assumption."""
    younger, middle, older = practice.share_20_39, practice.share_40_64, practice.share_65_plus
    if younger is not None and middle is not None and older is not None:
        adults = younger + middle + older
        if adults > 0.0:
            return younger / adults, (younger + middle) / adults
    under_65 = share_under_65(p.ages_share_65_plus if older is None else older, p)
    return share_under_40(under_65, p), under_65


def _staffing(
    systems: Systems, settings: Settings
) -> tuple[Columns, Columns, np.ndarray, np.ndarray]:
    """Return posts and pairs, and by segment each post's wte and whether each pair's practice is covered."""
    post_rows: list[tuple[int, int]] = []
    pair_rows: list[tuple[int, int]] = []
    wtes: list[list[float]] = []
    covering: list[list[float]] = []
    segments = range(len(settings.weeks))
    first_practice = 0
    for position, (_, members) in enumerate(systems):
        sizes = [practice.registered for practice in members]
        plans = [post_wtes(settings.of_system(segment, position), members) for segment in segments]
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
    shape = len(settings.weeks)
    return (
        posts, pairs, np.array(wtes).reshape(len(posts), shape),
        np.array(covering).reshape(len(pairs), shape),
    )  # fmt: skip


def _post_levers(settings: Settings, posts: Columns, wtes: np.ndarray) -> Columns:
    levers = np.zeros((len(settings.weeks), len(wtes)), dtype=POST_LEVERS).view(np.recarray)
    for segment in range(len(settings.weeks)):
        for post, planned, lever in zip(posts, wtes[:, segment], levers[segment], strict=True):
            which = segment, int(post.system), int(post.number)
            own = settings.own_of_post("workforce.wte_per_post", *which)
            lever.wte = planned if own is None or planned <= 0.0 else own
            value = settings.of_post(*which)
            sites = value["location.site_by_weekday"]
            lever.on_site = sum(site == "practice" for site in sites) / DAYS_PER_WEEK  # type: ignore[union-attr]
            lever.days_head_office = float(sum(site == "head_office" for site in sites))  # type: ignore[union-attr]
            lever.supervised_share = value["support.supervised_share"]
            lever.peer_share = value["support.peer_share"]
    return levers


def _rural_shares(
    practices: Columns, posts: Columns, pairs: Columns, covering: np.ndarray
) -> np.ndarray:
    """Return the share of the practices that each post covers which are rural, shape (segments, posts)."""
    shares = np.zeros((covering.shape[1], len(posts)))
    for segment, covers in enumerate(covering.T):
        of_post = np.bincount(pairs["post"], weights=covers, minlength=len(posts))
        rural = covers * practices["rural"][pairs["practice"]]
        rural = np.bincount(pairs["post"], weights=rural, minlength=len(posts))
        shares[segment] = rural / np.maximum(of_post, 1.0)
    return shares


def _rows_of_posts(
    settings: Settings, posts: Columns, pairs: Columns, covering: np.ndarray,
    practice_levers: Columns, rows: Rows,
) -> np.ndarray:  # fmt: skip
    """Return the row of each post in each segment; of what practices set it has the mean of those it covers."""
    found = np.zeros((len(settings.weeks), len(posts)), dtype=np.int64)
    mixed: dict[tuple[int, ...], int] = {}
    for segment in range(len(settings.weeks)):
        homes: dict[int, list[int]] = {}
        for pair in np.flatnonzero(covering[:, segment] > 0.0):
            row = int(practice_levers["row"][segment, pairs[pair].practice])
            homes.setdefault(int(pairs[pair].post), []).append(row)
        for position, post in enumerate(posts):
            own = rows.of(settings.of_post(segment, int(post.system), int(post.number)))
            key = (own, *homes.get(position, ()))
            if key not in mixed:
                mixed[key] = _mean_over_practices(rows, own, key[1:])
            found[segment, position] = mixed[key]
    return found


def _mean_over_practices(rows: Rows, own: int, practices: Sequence[int]) -> int:
    """Return the row of a post: its own, with the mean of its practices' rows in what practices set."""
    row = rows.rows[own].copy()
    for told in PLACED_IN_PRACTICES:
        given = [rows.rows[practice][told.field][0] for practice in practices]
        if given and any(one != row[told.field][0] for one in given):
            row[told.field] = sum(given) / len(given)
    return own if row.tobytes() == rows.rows[own].tobytes() else rows.add(row)


def _practice_levers(settings: Settings, rows: Rows) -> Columns:
    members = [
        (position, practice)
        for position, (_, group) in enumerate(settings.systems)
        for practice in group
    ]
    shape = (len(settings.weeks), len(members))
    levers = np.zeros(shape, dtype=PRACTICE_LEVERS).view(np.recarray)
    for segment in range(len(settings.weeks)):
        for (position, practice), lever in zip(members, levers[segment], strict=True):
            value = settings.of_practice(segment, position, practice)
            lever.champion_share = value["champions.practices_share"]
            lever.champion_hours = value["champions.hours_per_week"]
            lever.champion_training = value["champions.training_hours"]
            lever.organisational_support = value["champions.organisational_support"]
            lever.row = rows.of(value)
    return levers


def _system_levers(settings: Settings, rows: Rows) -> Columns:
    shape = (len(settings.weeks), len(settings.systems))
    levers = np.zeros(shape, dtype=SYSTEM_LEVERS).view(np.recarray)
    for segment in range(len(settings.weeks)):
        levers["row"][segment] = [
            rows.of(settings.of_system(segment, position))
            for position in range(len(settings.systems))
        ]
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


def _find_rooms(
    pairs: Columns, post_levers: Columns, pair_levers: Columns, rooms: np.ndarray
) -> None:
    """Let days on site for which a practice has no room be days at head office; `rooms` by segment and practice."""
    posts, practices = post_levers.shape[1], rooms.shape[1]
    for on_post, on_pair, of_practice in zip(post_levers, pair_levers, rooms, strict=True):
        days = on_pair["days"]
        wanted = np.bincount(pairs["practice"], weights=days, minlength=practices)
        found = np.array(
            [share_with_a_room(*each) for each in zip(wanted, of_practice, strict=True)]
        )
        lost = days * (1.0 - found[pairs["practice"]])
        if not lost.any():
            continue
        on_pair["days"] = days - lost
        whole_time = np.where(on_post["wte"] > 0.0, on_post["wte"], 1.0)
        of_post = np.bincount(pairs["post"], weights=lost, minlength=posts) / whole_time
        on_post["days_head_office"] += of_post
        on_post["on_site"] = np.maximum(on_post["on_site"] - of_post / DAYS_PER_WEEK, 0.0)


def _system_rows(
    systems: Systems,
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
