"""Simulate how social prescribing link workers get established in English general practice.

`load` reads a scenario, `run` lives it, `compare` lives several with the same people and luck;
`replicate` does either until measures are known precisely enough;
`checkpoint` lives one up to a week, from which many futures go on; `sweep` lives every run of a design,
`sensitivity` ranks what varied, `breakeven` finds the belief that would turn an answer, and
`open_results` opens what any of them left on disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sp_sim.economics.answer import costs
    from sp_sim.experiments.breakeven import breakeven
    from sp_sim.experiments.calibrate import calibrate
    from sp_sim.experiments.checkpoint import checkpoint
    from sp_sim.experiments.compare import compare
    from sp_sim.experiments.conduit import conduit
    from sp_sim.experiments.laws import laws
    from sp_sim.experiments.patterns import patterns
    from sp_sim.experiments.posterior import load_posterior
    from sp_sim.experiments.replicate import replicate
    from sp_sim.experiments.run import run
    from sp_sim.experiments.sensitivity import sensitivity
    from sp_sim.experiments.sweep import sweep
    from sp_sim.report.tell import plot, report
    from sp_sim.results.checkpoint import load_checkpoint
    from sp_sim.results.store import open_results
    from sp_sim.scenario import load

__version__ = "0.4.0"
__all__ = [
    "__version__",
    "breakeven",
    "calibrate",
    "checkpoint",
    "compare",
    "conduit",
    "costs",
    "laws",
    "load",
    "load_checkpoint",
    "load_posterior",
    "open_results",
    "patterns",
    "plot",
    "replicate",
    "report",
    "run",
    "sensitivity",
    "sweep",
]

_WHERE = {
    "breakeven": "sp_sim.experiments.breakeven",
    "calibrate": "sp_sim.experiments.calibrate",
    "checkpoint": "sp_sim.experiments.checkpoint",
    "compare": "sp_sim.experiments.compare",
    "conduit": "sp_sim.experiments.conduit",
    "costs": "sp_sim.economics.answer",
    "laws": "sp_sim.experiments.laws",
    "load": "sp_sim.scenario",
    "load_checkpoint": "sp_sim.results.checkpoint",
    "open_results": "sp_sim.results.store",
    "load_posterior": "sp_sim.experiments.posterior",
    "patterns": "sp_sim.experiments.patterns",
    "plot": "sp_sim.report.tell",
    "replicate": "sp_sim.experiments.replicate",
    "report": "sp_sim.report.tell",
    "run": "sp_sim.experiments.run",
    "sensitivity": "sp_sim.experiments.sensitivity",
    "sweep": "sp_sim.experiments.sweep",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for."""
    if name not in _WHERE:
        message = f"module 'sp_sim' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    found = getattr(import_module(_WHERE[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
