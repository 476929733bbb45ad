"""Compiled: how the shared equations reach numba, and where compiled code is kept.

The equations of `mechanisms`, `world.people`, `world.staff` and `draws` are ordinary Python. Here each
is registered with numba, which compiles it wherever compiled code calls it. Two functions of `draws`
need whole-number arithmetic modulo 2**64, which Python and compiled code write differently; their
compiled twins are here, and a test holds them equal on 100,000 keys.
"""

from __future__ import annotations

import functools
import gc
import hashlib
import inspect
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

os.environ.setdefault("NUMBA_OPT", "1")  # compiles sooner and, measured, runs as fast

import numba
import numpy as np
from numba.extending import overload, register_jitable
from platformdirs import user_cache_dir

from sp_sim import draws, units
from sp_sim.mechanisms import curves
from sp_sim.mechanisms.registry import MECHANISMS
from sp_sim.world import offers, people, staff

SHARED: tuple[ModuleType, ...] = (draws, units, curves, *MECHANISMS, people, staff, offers)
"""The rooms whose functions both models use."""

Function = TypeVar("Function", bound=Callable[..., Any])

_INNER = {"nogil": True, "no_cpython_wrapper": True, "no_cfunc_wrapper": True, "_nrt": False}
"""How functions are compiled that only compiled code calls: nothing is made for Python to call them by."""

_u64 = np.uint64
_GOLDEN = _u64(draws.GOLDEN)
_CHILD = _u64(draws.CHILD)
_FIRST = _u64(draws.FIRST_MULTIPLIER)
_SECOND = _u64(draws.SECOND_MULTIPLIER)
_PAST = draws.PAST_WEEKS
_DECISIONS = draws.DECISIONS
_REPEATS = draws.REPEATS
_TO_UNIT = draws.TO_UNIT
_TWINNED = {"mix", "child_key", "uniform", "key_of_name", "key_of_run", "ask_again"}


@numba.njit(**_INNER)
def mix(value: Any) -> Any:
    """Return the compiled twin of `draws.mix`."""
    value = (value ^ (value >> _u64(30))) * _FIRST
    value = (value ^ (value >> _u64(27))) * _SECOND
    return value ^ (value >> _u64(31))


@overload(draws.uniform, jit_options=_INNER)
def _uniform(key: Any, decision: Any, week: Any, nth: Any) -> Any:
    def answer(key: Any, decision: Any, week: Any, nth: Any) -> Any:
        counter = _u64(((week + _PAST) * _DECISIONS + decision) * _REPEATS + nth + 1)
        return (
            np.float64(np.int64(mix(_u64(key) + counter * _GOLDEN) >> _u64(12))) + 0.5
        ) * _TO_UNIT

    return answer


@overload(draws.child_key, jit_options=_INNER)
def _child_key(key: Any, kind: Any, number: Any) -> Any:
    def child(key: Any, kind: Any, number: Any) -> Any:
        inner = (_u64(key) ^ (_u64(kind) * _CHILD)) + (_u64(number) + _u64(1)) * _GOLDEN
        return mix(mix(inner))

    return child


@overload(draws.ask_again, jit_options=_INNER)
def _ask_again(allowed: Any) -> Any:
    def nothing(allowed: Any) -> None:
        pass

    return nothing


for _room in SHARED:
    for _name, _function in inspect.getmembers(_room, inspect.isfunction):
        if _function.__module__ == _room.__name__ and _name not in _TWINNED:
            register_jitable(**_INNER)(_function)


@functools.cache
def cache_folder() -> Path:
    """Return a folder that the user can write to, one for each state of the sources on which a run rests."""
    digest = hashlib.sha256(f"{numba.__version__} {np.__version__}".encode())
    here = Path(__file__).parent
    rooms = [Path(str(room.__file__)) for room in SHARED]
    rooms += sorted((*here.glob("*.py"), *(here.parent / "world").glob("*.py")))
    for room in rooms:
        digest.update(room.read_bytes())
    name = f"compiled-{digest.hexdigest()[:16]}"
    for parent in (
        os.environ.get("SP_SIM_CACHE_DIR"),
        user_cache_dir("sp_sim"),
        tempfile.gettempdir() + "/sp_sim",
    ):
        if parent is None:
            continue
        folder = Path(parent) / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError:
            continue
    return Path(tempfile.mkdtemp(prefix="sp_sim-"))


def is_warm() -> bool:
    """Return whether the entry point has been compiled before on this machine."""
    return numba.config.DISABLE_JIT or any(cache_folder().rglob("*.nbc"))


def compiled(function: Function) -> Function:
    """Compile a function that only compiled code calls."""
    return numba.njit(**_INNER)(function)


def inlined(function: Function) -> Function:
    """Compile a function into its callers: for steps so small that handing over the columns would cost more."""
    return numba.njit(inline="always", **_INNER)(function)


@contextmanager
def compiling(function: Any) -> Iterator[None]:
    """Keep the collector of garbage still while a function is called for the first time, and so compiled.

    The compiler leaves little garbage and a great deal to look through.
    """
    first = not getattr(function, "overloads", True)
    if not first or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def entry_point(function: Function) -> Function:
    """Compile a function that Python calls, and keep the result in the user's cache folder."""
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(cache_folder())
    try:
        return numba.njit(nogil=True, cache=True, no_cfunc_wrapper=True)(function)
    finally:
        numba.config.CACHE_DIR = before
