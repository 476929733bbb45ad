"""Reports of patterns on one small network, in one line each."""

from functools import cache

from sp_sim.experiments.patterns import Plan, patterns
from tests.builders import a_scenario, an_area

KNOWN = {"awareness.start": 0.3, "workforce.wte_per_50000": 2.8}
"""A service that half of what GPs could know of it is known of from the start, with some posts."""


def a_plan(*only, seeds=4, networks=4):
    """Return a plan of two and a half years of which the last counts; a launch takes four years."""
    return Plan(
        weeks=130, replications=seeds, networks=networks, draw_networks=2, draw_replications=2,
        only=only or None,
    )  # fmt: skip


@cache
def a_report(*only, seeds=8, networks=8, **values):
    """Return the report of some patterns for the defaults, a known service, and these values."""
    known = {key.replace(".", "_"): value for key, value in KNOWN.items()}
    plan = a_plan(*only, seeds=seeds, networks=networks)
    area = an_area(practices=6, registered=4_000)
    return patterns(a_scenario(**(known | values)), area, plan=plan, threads=2)


def value(report, key, part=0):
    """Return one number of a pattern."""
    return report.pattern(key).parts[part].found.mean
