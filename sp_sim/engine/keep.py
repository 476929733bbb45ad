"""Keep: how one system stands at the end of a week, kept aside and taken up again.

People are kept by practice, slot and generation, since their positions on a tape depend on its span;
what the tape itself says of them is not kept, but written again.
"""

from __future__ import annotations

from typing import Any

from sp_sim.domain.stages import NOBODY, Ended
from sp_sim.engine.compiled import compiled, inlined
from sp_sim.engine.state import (
    CARING,
    CASES,
    FREEINGS,
    SEEKING,
    TAKING_PART,
    WAITING,
    Moments,
    System,
)
from sp_sim.engine.tape import know_person, know_readiness, skip_visits
from sp_sim.mechanisms.beginning import is_recorded

FULL = -1
"""There was too little room; make it larger and live the system again."""


@compiled
def keep(s: System, kept: Moments, mark: Any, used: Any, system: Any, until: int) -> int:
    """Keep how a system stands before week `until`; return 0, or `FULL`.

    `used` is a `MARK` that counts the rows in use; `mark` receives where this system's rows are.
    """
    if not _has_room(s, kept, used, until):
        return FULL
    mark.gps_first, mark.gps_count = used.gps_count, s.gps.size
    mark.sites_first, mark.sites_count = used.sites_count, s.sites.size
    mark.workers_first, mark.workers_count = used.workers_count, s.workers.size
    mark.pairs_first, mark.pairs_count = used.pairs_count, s.pairs.size
    mark.lives_first, mark.cases_first = used.lives_count, used.cases_count
    mark.waiting_first, mark.waiting_count = used.waiting_count, s.counts[WAITING]
    mark.caring_first, mark.caring_count = used.caring_count, s.counts[CARING]
    mark.seeking_first, mark.seeking_count = used.seeking_count, s.counts[SEEKING]
    mark.taking_part_first = used.taking_part_count
    mark.taking_part_count = s.counts[TAKING_PART]
    mark.offers_first, mark.offers_count = used.offers_count, s.offers.size
    for position in range(s.gps.size):
        kept.gps[mark.gps_first + position] = s.gps[position]
    for position in range(s.sites.size):
        kept.sites[mark.sites_first + position] = s.sites[position]
    for position in range(s.workers.size):
        kept.workers[mark.workers_first + position] = s.workers[position]
    for position in range(s.pairs.size):
        kept.pairs[mark.pairs_first + position] = s.pairs[position]
    for position in range(s.offers.size):
        kept.offers[mark.offers_first + position] = s.offers[position]
    mark.freed_first, mark.freed_count = used.freed_count, s.counts[FREEINGS]
    for position in range(mark.freed_count):
        kept.freed[mark.freed_first + position] = s.freed[position]
    mark.lives_count = _keep_lives(s, kept.lives, mark.lives_first, until)
    mark.cases_count = _keep_cases(s, kept, mark, system.post_first)
    used.gps_count += mark.gps_count
    used.sites_count += mark.sites_count
    used.workers_count += mark.workers_count
    used.pairs_count += mark.pairs_count
    used.lives_count += mark.lives_count
    used.cases_count += mark.cases_count
    used.waiting_count += mark.waiting_count
    used.caring_count += mark.caring_count
    used.seeking_count += mark.seeking_count
    used.taking_part_count += mark.taking_part_count
    used.offers_count += mark.offers_count
    used.freed_count += mark.freed_count
    return 0


@compiled
def _has_room(s: System, kept: Moments, used: Any, until: int) -> bool:
    return (
        used.gps_count + s.gps.size <= kept.gps.size
        and used.sites_count + s.sites.size <= kept.sites.size
        and used.workers_count + s.workers.size <= kept.workers.size
        and used.pairs_count + s.pairs.size <= kept.pairs.size
        and used.lives_count + _lives_to_keep(s, until) <= kept.lives.size
        and used.cases_count + s.counts[CASES] <= kept.cases.size
        and used.waiting_count + s.counts[WAITING] <= kept.waiting.size
        and used.caring_count + s.counts[CARING] <= kept.caring.size
        and used.seeking_count + s.counts[SEEKING] <= kept.seeking.size
        and used.taking_part_count + s.counts[TAKING_PART] <= kept.taking_part.size
        and used.offers_count + s.offers.size <= kept.offers.size
        and used.freed_count + s.counts[FREEINGS] <= kept.freed.size
    )


@inlined
def _is_changed(life: Any, until: int) -> bool:
    """Return whether a service has changed anything for a person that still matters."""
    return life.cases > 0 or life.quiet_until > until or life.freed_until > until


@compiled
def _lives_to_keep(s: System, until: int) -> int:
    count = 0
    for position in range(s.lives.size):
        if _is_changed(s.lives[position], until):
            count += 1
    return count


@compiled
def _keep_lives(s: System, rows: Any, first: int, until: int) -> int:
    """Keep what the service has changed for people; return for how many."""
    count = 0
    for position in range(s.lives.size):
        life = s.lives[position]
        if not _is_changed(life, until):
            continue
        person = s.people[position]
        row = rows[first + count]
        row.practice = person.practice
        row.slot = person.slot
        row.generation = person.generation
        row.stage = life.stage
        row.quiet_until = life.quiet_until
        row.freed_until = life.freed_until
        row.cases = life.cases
        row.need = life.need
        row.takes_part = life.takes_part
        count += 1
    return count


@compiled
def _keep_cases(s: System, kept: Moments, mark: Any, first_post: int) -> int:
    """Keep the cases that belong in the records or have a place, and the lists of them; return how many."""
    for position in range(s.counts[CASES]):
        case = s.cases[position]
        s.due[position] = 1 if is_recorded(case.ended == Ended.OPEN, case.closed) else 0
    for place in range(mark.taking_part_count):
        s.due[s.taking_part[place]] = 1
    count = 0
    for position in range(s.counts[CASES]):
        case = s.cases[position]
        if s.due[position] == 0:
            continue
        row = mark.cases_first + count
        kept.cases[row] = case
        if case.post != NOBODY:
            kept.cases[row].post = case.post - first_post
        s.due[position] = count
        count += 1
    _keep_list(kept.waiting, mark.waiting_first, mark.waiting_count, s.waiting, s.due)
    _keep_list(kept.caring, mark.caring_first, mark.caring_count, s.caring, s.due)
    _keep_list(kept.seeking, mark.seeking_first, mark.seeking_count, s.seeking, s.due)
    _keep_list(
        kept.taking_part, mark.taking_part_first, mark.taking_part_count, s.taking_part, s.due
    )
    return count


@compiled
def _keep_list(kept: Any, first: int, count: int, positions: Any, new_position: Any) -> None:
    for place in range(count):
        kept[first + place] = new_position[positions[place]]


@compiled
def take_up(s: System, kept: Moments, mark: Any, system: Any, p: Any, first: int) -> None:
    """Set a system that has been started to how it stood before week `first`."""
    for position in range(s.gps.size):
        s.gps[position] = kept.gps[mark.gps_first + position]
    for position in range(s.sites.size):
        s.sites[position] = kept.sites[mark.sites_first + position]
    for position in range(mark.workers_count):
        post = s.workers[position].post
        s.workers[position] = kept.workers[mark.workers_first + position]
        s.workers[position].post = post
    for place in range(mark.pairs_first, mark.pairs_first + mark.pairs_count):
        pair = kept.pairs[place]
        s.pairs[s.pair_of[pair.post, pair.practice]] = pair
    for position in range(mark.offers_count):
        s.offers[position] = kept.offers[mark.offers_first + position]
    s.counts[FREEINGS] = mark.freed_count
    for position in range(mark.freed_count):
        s.freed[position] = kept.freed[mark.freed_first + position]
    _take_up_cases(s, kept, mark, system.post_first)
    _take_up_lives(s, kept.lives, mark, first)
    _find_people(s, p)


@compiled
def _take_up_cases(s: System, kept: Moments, mark: Any, first_post: int) -> None:
    s.counts[CASES] = mark.cases_count
    s.counts[WAITING] = mark.waiting_count
    s.counts[CARING] = mark.caring_count
    s.counts[SEEKING] = mark.seeking_count
    s.counts[TAKING_PART] = mark.taking_part_count
    for position in range(mark.cases_count):
        s.cases[position] = kept.cases[mark.cases_first + position]
        if s.cases[position].post != NOBODY:
            s.cases[position].post += first_post
    _take_up_list(s.waiting, kept.waiting, mark.waiting_first, mark.waiting_count)
    _take_up_list(s.caring, kept.caring, mark.caring_first, mark.caring_count)
    _take_up_list(s.seeking, kept.seeking, mark.seeking_first, mark.seeking_count)
    _take_up_list(s.taking_part, kept.taking_part, mark.taking_part_first, mark.taking_part_count)


@compiled
def _take_up_list(positions: Any, kept: Any, first: int, count: int) -> None:
    for place in range(count):
        positions[place] = kept[first + place]


@compiled
def _take_up_lives(s: System, rows: Any, mark: Any, first: int) -> None:
    """Give people back what a service had changed for them; those who have left are passed over."""
    for place in range(mark.lives_first, mark.lives_first + mark.lives_count):
        row = rows[place]
        position = _position_of(s, row.practice, row.slot, row.generation)
        if position == NOBODY:
            continue
        life = s.lives[position]
        life.stage = row.stage
        life.quiet_until = row.quiet_until
        life.freed_until = row.freed_until
        life.cases = row.cases
        life.need = row.need
        life.takes_part = row.takes_part
        skip_visits(s, position, first - 1, row.freed_until)


@compiled
def _find_people(s: System, p: Any) -> None:
    """Tell each case that is open or has a place where its person now stands."""
    for position in range(s.counts[CASES]):
        s.cases[position].person = NOBODY
        if s.cases[position].ended == Ended.OPEN:
            _find_person(s, p, position)
    for place in range(s.counts[TAKING_PART]):
        _find_person(s, p, s.taking_part[place])


@compiled
def _find_person(s: System, p: Any, position: int) -> None:
    case = s.cases[position]
    case.person = _position_of(s, case.practice, case.slot, case.generation)
    person = s.people[case.person]
    case.leaves = person.leaves
    know_readiness(person)
    know_person(person, p)


@compiled
def _position_of(s: System, practice: int, slot: int, generation: int) -> int:
    """Return where a person stands on the tape, which is in the order of practice, slot, generation."""
    low = 0
    high = s.lives.size
    while low < high:
        middle = (low + high) // 2
        person = s.people[middle]
        if (
            person.practice < practice
            or (person.practice == practice and person.slot < slot)
            or (
                person.practice == practice
                and person.slot == slot
                and person.generation < generation
            )
        ):
            low = middle + 1
        else:
            high = middle
    if low == s.lives.size:
        return NOBODY
    person = s.people[low]
    here = person.practice == practice and person.slot == slot and person.generation == generation
    return low if here else NOBODY
