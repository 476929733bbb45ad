"""Small sweeps in one line each, and what their folders hold."""

import hashlib
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from sp_sim.areas.area import write as write_area
from sp_sim.experiments.design import Design
from sp_sim.experiments.factor import Factor
from sp_sim.experiments.live import compiled
from tests.builders import a_scenario, an_area

SHARE = "support.supervised_share"
START = "awareness.start"
FACTORS = (Factor(SHARE, low=0.0, high=1.0), Factor(START))

DESIGN = """\
name: small
asks: Does anything get lost?
kind: latin-hypercube
area: village.csv
weeks: 30
replications: 8
points: 128
chunk: 16
factors:
  support.supervised_share: {from: 0, to: 1}
  awareness.start: prior
  burnout.base: prior
"""


def a_design(kind="latin-hypercube", **told):
    """Return a design of two factors on one tiny network."""
    usual = {
        "name": "small", "asks": "Is it kept?", "scenarios": {"base": a_scenario((), "base")},
        "areas": {"village": an_area(practices=2, registered=1_200)}, "factors": FACTORS,
        "weeks": 30, "seed": 1, "replications": 3, "size": 8, "chunk": 8, "draws": "point",
    }  # fmt: skip
    return Design(kind=kind, **(usual | told))


def a_design_file(folder, text=DESIGN):
    """Write a design and the village that it is about into a folder; return the design's path."""
    write_area(an_area(practices=2, registered=1_200), folder / "village.csv")
    path = folder / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def kept(folder):
    """Return every file of a sweep with the hash of its bytes; the journal is no record."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("journal")
    }


def program(*words):
    """Return the words that start `sp-sim WORDS` in a process of its own."""
    return [sys.executable, "-m", "sp_sim", *map(str, words)]


def listening_to_ctrl_c():
    """Let a process hear an interruption, also where its parent was told to ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def started(*words, **more):
    """Start `sp-sim WORDS`, silent, in a process of its own."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    quiet["preexec_fn"] = listening_to_ctrl_c
    return subprocess.Popen(program(*words), **(quiet | more))


def parts_in(folder):
    """Return how many parts are there."""
    place = folder / "parts"
    return len(list(place.glob("points-*.parquet"))) if place.is_dir() else 0


def failing():
    """Return a living whose seed 2 cannot be lived, and in which low shares cannot be built."""
    sound = compiled()

    def build(area, scenario):
        if scenario.values[SHARE] < 0.2:
            message = "nobody supervises\nthem"
            raise RuntimeError(message)
        return sound.build(area, scenario)

    def simulate(worlds, seeds, **more):
        if 2 in seeds:
            raise ZeroDivisionError
        return sound.simulate(worlds, seeds, **more)

    return replace(sound, build=build, simulate=simulate)


def mended():
    """Return a living in which the failures of `failing` do not happen."""
    return compiled()


def deadly():
    """Return a living that ends its worker the first time that it is used in a folder."""
    mark = os.environ["SP_SIM_TEST_MARK"]
    try:
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return compiled()
    os._exit(9)


def fatal():
    """Return nothing: the worker ends every time."""
    os._exit(9)


def killing():
    """Return a living in which seed 2 kills its worker wherever shares are low."""
    sound, shares = compiled(), []

    def build(area, scenario):
        shares.append(scenario.values[SHARE])
        return sound.build(area, scenario)

    def simulate(worlds, seeds, **more):
        if 2 in seeds and min(shares[-len(worlds) :]) < 0.2:
            os.kill(os.getpid(), signal.SIGKILL)
        return sound.simulate(worlds, seeds, **more)

    return replace(sound, build=build, simulate=simulate)


def killed_from_outside():
    """Return a sound living, after its worker was killed the first two times; the mark counts."""
    mark = Path(os.environ["SP_SIM_TEST_MARK"])
    deaths = len(mark.read_text()) if mark.exists() else 0
    if deaths < 2:
        mark.write_text("x" * (deaths + 1))
        os.kill(os.getpid(), signal.SIGKILL)
    return compiled()
