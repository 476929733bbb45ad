"""Champions: who speaks in each practice this week, who lapses, leaves or takes over, over columns."""

from __future__ import annotations

from typing import Any

from sp_sim.domain.stages import NEVER
from sp_sim.draws import Decision, happens, uniform
from sp_sim.engine.compiled import compiled
from sp_sim.engine.state import System
from sp_sim.mechanisms.champions import (
    champion_leave_odds,
    champion_push,
    energy_next,
    lapse_odds,
    network_strength,
    practice_support,
    weeks_of_lapse,
    weeks_until_replaced,
    word_of_network,
)
from sp_sim.world.people import trait
from sp_sim.world.staff import champion_key, has_champion, standing_of_champion


@compiled
def start_champion(site: Any, p: Any) -> None:
    """Set a practice to how things stand before its first champion; its key is known."""
    site.champion = 0
    site.energy = 0.0
    site.support_trait = trait(site.key, Decision.PRACTICE_SUPPORT)
    site.receptivity = trait(site.key, Decision.PRACTICE_RECEPTIVITY)
    _name_champion(site, 0, p)


@compiled
def _name_champion(site: Any, number: int, p: Any) -> None:
    """Draw a practice's `number`-th champion, who does not speak yet."""
    site.champion_number = number
    site.champion_key = champion_key(site.key, number)
    site.standing = standing_of_champion(site.champion_key, site.receptivity, p)
    site.energy = 0.0
    site.silent_until = NEVER
    site.champion_from = NEVER


@compiled
def change_champion(site: Any, lever: Any, p: Any) -> None:
    """Let a scenario's levers for a practice and its champion take effect."""
    site.support = practice_support(lever.organisational_support, site.support_trait, p)
    speaks = has_champion(site.key, lever.champion_share)
    if speaks and site.champion == 0:
        site.energy = 1.0
    if not speaks and site.champion == 1:
        _name_champion(site, site.champion_number + 1, p)
    site.champion = 1 if speaks else 0


@compiled
def champions_speak(s: System, p: Any, levers: Any, week: int) -> None:
    """Let champions tire, lapse, leave, arrive and speak; work out what each practice hears."""
    network = network_strength(_champions(s, week), p)
    for position in range(s.sites.size):
        site = s.sites[position]
        site.push = 0.0
        if site.champion == 1 and site.champion_from <= week:
            _live_champion(site, network, p, week)
            lever = levers[position]
            site.push = champion_push(
                lever.champion_hours,
                lever.champion_training,
                site.energy,
                site.standing,
                site.support,
                p,
            )
    total = 0.0
    for position in range(s.sites.size):
        total += s.sites[position].push
    word = word_of_network(total, _champions(s, week), p)
    for position in range(s.sites.size):
        site = s.sites[position]
        site.word = site.push if _is_there(site, week) else word


@compiled
def _is_there(site: Any, week: int) -> bool:
    """Return whether a practice has a champion now, silent or not."""
    return site.champion == 1 and site.champion_from <= week


@compiled
def _champions(s: System, week: int) -> int:
    count = 0
    for position in range(s.sites.size):
        if _is_there(s.sites[position], week):
            count += 1
    return count


@compiled
def _live_champion(site: Any, network: float, p: Any, week: int) -> None:
    """Let one champion arrive, leave, lapse or go on; the energy is that of the week."""
    if site.champion_from == week:
        site.energy = 1.0
    key = site.champion_key
    if happens(uniform(key, Decision.CHAMPION_LEAVES, week, 0), champion_leave_odds(p)):
        weeks = weeks_until_replaced(uniform(key, Decision.CHAMPION_REPLACED, week, 0), p)
        _name_champion(site, site.champion_number + 1, p)
        site.champion_from = week + weeks
    elif week < site.silent_until:
        return
    elif happens(uniform(key, Decision.CHAMPION_LAPSE, week, 0), lapse_odds(p)):
        site.energy = 0.0
        site.silent_until = week + weeks_of_lapse(
            uniform(key, Decision.CHAMPION_LAPSE_LENGTH, week, 0), p
        )
    else:
        site.energy = energy_next(site.energy, site.support, network, p)
