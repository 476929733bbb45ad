"""Keyed chance: a draw answers a question with a name (who, which decision, which week).

Nothing here keeps state. The same question always has the same answer, whoever asks, in whatever
order, on however many threads; two scenarios with the same seed contain the same people with the
same luck. Two functions carry everything: `child_key` names someone, `uniform` answers a question.
Both exist twice: here in Python integers, and compiled in `engine.compiled`; a test pins them equal.

The hash is the 64-bit finaliser of SplitMix64 (Steele, Lea and Flood 2014, doi 10.1145/2660193.2660195).
"""

from __future__ import annotations

import hashlib
import math
from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING

from sp_sim.errors import SpSimError

if TYPE_CHECKING:
    from collections.abc import Iterator

MASK = 0xFFFF_FFFF_FFFF_FFFF
GOLDEN = 0x9E37_79B9_7F4A_7C15
CHILD = 0xD1B5_4A32_D192_ED03
FIRST_MULTIPLIER = 0xBF58_476D_1CE4_E5B9
SECOND_MULTIPLIER = 0x94D0_49BB_1331_11EB

PAST_WEEKS = 4096
"""Questions may be asked of weeks from `-PAST_WEEKS` on; week 0 is the first week of a run."""
DECISIONS = 128
"""Room for this many members of `Decision`."""
REPEATS = 64
"""A question may be asked this many times of one person in one week (`nth` from 0)."""

TO_UNIT = 1.0 / 4503599627370496.0


class Decision(IntEnum):
    """What is being decided; the integers are part of the results and never change."""

    TROUBLED_AT_START = 1
    ELAPSED_AT_START = 2
    SPELL_LENGTH = 3
    CONSULT = 4
    LEAVE_AREA = 5
    LEAVE_REASON = 6
    USUAL_GP = 7
    FREQUENCY = 8
    READINESS = 9
    PROGNOSIS = 10
    COMPLEXITY = 11
    SEVERITY = 12
    OFFER = 13
    ACCEPT_OFFER = 14
    WAITING_TIE = 15
    LEAVE_WAITING = 16
    FIRST_CONTACT = 17
    PLANNED_CONTACTS = 18
    FOLLOW_UP_TIE = 19
    ATTEND = 20
    DISENGAGE = 21
    BENEFIT = 22
    FEEDBACK = 23
    WORKER_TIE = 24
    KEPT_AT_CHANGE = 25
    LEAVE_POST = 26
    HIRING_TIME = 27
    STRAIN_TRAIT = 28
    DISCREPANCY_TRAIT = 29
    SELF_EFFICACY_TRAIT = 30
    GP_HABIT = 31
    GP_AWARENESS = 32
    GP_TRUST = 33
    SUPERVISION = 34
    CHAMPION_CREDIBILITY = 35
    CHAMPION_LAPSE = 36
    CHAMPION_PRACTICE = 37
    FALL_SICK = 60
    WEEKS_SICK = 61
    SERVICE_CLIMATE = 62
    PEER_NETWORK = 63
    MANAGER_ACTS = 64
    KIND_OF_NEED = 40
    OFFER_EXISTS = 41
    OPEN_AT_START = 42
    OFFER_CLOSES = 43
    OFFER_REOPENS = 44
    PLACES_ROUNDED = 45
    CONNECT = 46
    PLACE_TIE = 47
    STOP_COMING = 48
    ACTIVITY_BENEFIT = 49
    WELLBEING_LEVEL = 50
    WELLBEING_DEPTH = 51
    WELLBEING_NOISE = 52
    SPELL_BEFORE = 53
    CHAMPION_LEAVES = 70
    CHAMPION_REPLACED = 71
    CHAMPION_LAPSE_LENGTH = 72
    PRACTICE_SUPPORT = 73
    PRACTICE_RECEPTIVITY = 74
    SEX = 75
    CODE_ONLY = 76
    DECLINE = 80
    REROUTE = 81
    AGE = 82


class Kind(IntEnum):
    """What kind of someone a key names; keeps a GP and a post with one number apart."""

    RUN = 1
    PERSON = 2
    GP = 3
    POST = 4
    HOLDER = 5
    PRACTICE = 6
    SERVICE = 60
    OFFER = 40
    CHAMPION = 7


def mix(value: int) -> int:
    """Return the 64-bit finaliser of `value` (both from 0 to 2**64 - 1)."""
    value = (value ^ (value >> 30)) * FIRST_MULTIPLIER & MASK
    value = (value ^ (value >> 27)) * SECOND_MULTIPLIER & MASK
    return value ^ (value >> 31)


def child_key(key: int, kind: int, number: int) -> int:
    """Return the key of `key`'s `number`-th child of a `kind` (a `Kind`); `number` counts from 0."""
    inner = (int(key) ^ (int(kind) * CHILD & MASK)) + (int(number) + 1) * GOLDEN & MASK
    return mix(mix(inner))


def uniform(key: int, decision: int, week: int, nth: int) -> float:
    """Return the answer, strictly between 0 and 1, to the `nth` asking of `decision` in `week`.

    `key` says who. Weeks run from `-PAST_WEEKS`, `nth` from 0 to `REPEATS - 1`.
    """
    if _asked and not _again:
        _note(int(key), int(decision), int(week), int(nth))
    counter = ((int(week) + PAST_WEEKS) * DECISIONS + int(decision)) * REPEATS + int(nth)
    return ((mix(int(key) + (counter + 1) * GOLDEN & MASK) >> 12) + 0.5) * TO_UNIT


class AskedTwiceError(SpSimError):
    """One question was asked twice, so two things that should differ share their luck."""


_asked: list[set[tuple[int, int, int, int]]] = []


@contextmanager
def asking_once() -> Iterator[None]:
    """Refuse, within the block, to answer one question twice.

    For tests and debugging of the plain Python form: compiled code is not watched.
    """
    _asked.append(set())
    try:
        yield
    finally:
        _asked.pop()


_again: list[bool] = []


def ask_again(allowed: bool) -> None:  # noqa: FBT001 - compiled code hands everything by position
    """Let questions be asked again from here on, to look back on what has been lived; or no longer."""
    _again[:] = [allowed] if allowed else []


def _note(key: int, decision: int, week: int, nth: int) -> None:
    question = (key, decision, week, nth)
    if question in _asked[-1]:
        message = f"{_name(decision)} was asked twice in week {week} (key {key:#x}, nth {nth})"
        raise AskedTwiceError(message)
    _asked[-1].add(question)


def _name(decision: int) -> str:
    return Decision(decision).name if decision in set(Decision) else f"decision {decision}"


def key_of_name(name: str) -> int:
    """Return the key of something known by a name, such as a practice by its code."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")


def key_of_run(seed: int) -> int:
    """Return the key that a seed stands for; neighbouring seeds share nothing."""
    return child_key(0, Kind.RUN, seed)


def happens(answer: float, odds: float) -> bool:
    """Return whether something of these odds happens, given the uniform `answer` to its question."""
    return answer * (1.0 + odds) < odds


def exponential(answer: float) -> float:
    """Return an exponential waiting time of mean 1 from a uniform `answer`."""
    return -math.log(answer)


def geometric_scale(mean: float) -> float:
    """Return what `geometric` needs for a whole number of at least 1 with this `mean`."""
    if mean <= 1.0:
        return 0.0
    return 1.0 / math.log1p(-1.0 / mean)


def geometric(answer: float, scale: float) -> int:
    """Return a geometric whole number (1, 2, ...) from a uniform `answer` and a `geometric_scale`."""
    return 1 + int(math.log(answer) * scale)


def normal(answer: float) -> float:
    """Return the standard normal quantile of a uniform `answer`.

    Algorithm AS 241, PPND16 (Wichura 1988, doi 10.2307/2347330): about 16 figures.
    """
    q = answer - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        return q * _central(r)
    r = math.sqrt(-math.log(answer if q < 0.0 else 1.0 - answer))
    tail = _middle(r - 1.6) if r <= 5.0 else _far(r - 5.0)
    return -tail if q < 0.0 else tail


def _central(r: float) -> float:
    over = (((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r
        + 45921.953931549871457) * r + 13731.693765509461125) * r + 1971.5909503065514427) * r
        + 133.14166789178437745) * r + 3.387132872796366608)  # fmt: skip
    under = (((((((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r
        + 21213.794301586595867) * r + 5394.1960214247511077) * r + 687.1870074920579083) * r
        + 42.313330701600911252) * r + 1.0)  # fmt: skip
    return over / under


def _middle(r: float) -> float:
    over = (((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r
        + 1.27045825245236838258) * r + 3.64784832476320460504) * r + 5.7694972214606914055) * r
        + 4.6303378461565452959) * r + 1.42343711074968357734)  # fmt: skip
    under = (((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r
        + 0.14810397642748007459) * r + 0.68976733498510000455) * r + 1.6763848301838038494) * r
        + 2.05319162663775882187) * r + 1.0)  # fmt: skip
    return over / under


def _far(r: float) -> float:
    over = (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r
        + 0.026532189526576123093) * r + 0.29656057182850489123) * r + 1.7848265399172913358) * r
        + 5.4637849111641143699) * r + 6.6579046435011037772)  # fmt: skip
    under = (((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r
        + 7.868691311456132591e-4) * r + 0.0148753612908506148525) * r + 0.13692988092273580531) * r
        + 0.59983220655588793769) * r + 1.0)  # fmt: skip
    return over / under
