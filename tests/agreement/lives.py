"""The two ways to live a world, and where two sets of records first differ."""

import hashlib
from dataclasses import fields

import numpy as np

from sp_sim.domain.records import Records, same_bits
from sp_sim.engine.run import simulate
from sp_sim.model.model import SocialPrescribingModel

HALF_A_YEAR = 26
TABLES = tuple(field.name for field in fields(Records))
WEEK_OF = {
    "referrals": "referred",
    "practice_weeks": "week",
    "worker_weeks": "week",
    "offer_weeks": "week",
}
"""The column that dates a row; GPs are recorded when all is over."""
WHO = ("run", "practice", "post", "slot", "generation", "gp", "system", "need")


def read(world, seed, weeks=HALF_A_YEAR):
    """The records of the reading copy."""
    return SocialPrescribingModel(world, seed=seed, weeks=weeks).run()


def ran(world, seed, weeks=HALF_A_YEAR):
    """The records of the running copy."""
    (records,) = simulate([world], [seed], weeks=weeks, looks_back=True)
    return records


def first_difference(model, engine):
    """The earliest week, with its table, row and field, in which two sets of records differ; or nothing."""
    found = [_first_in(name, getattr(model, name), getattr(engine, name)) for name in TABLES]
    told = [one for one in found if one is not None]
    return min(told)[1] if told else ""


def _first_in(name, model, engine):
    shared = min(len(model), len(engine))
    earliest = None
    for field in engine.dtype.names:
        for row in np.flatnonzero(~same_bits(model[field][:shared], engine[field][:shared])):
            week = int(engine[WEEK_OF[name]][row]) if name in WEEK_OF else 1 << 20
            if earliest is None or week < earliest[0]:
                earliest = week, _told(name, model, engine, row, field, week)
    if earliest is None and len(model) != len(engine):
        longer = model if len(model) > len(engine) else engine
        week = int(longer[WEEK_OF[name]][shared]) if name in WEEK_OF else 1 << 20
        counted = f"{len(model)} rows against {len(engine)}"
        earliest = week, f"{name}: {counted}; the first extra row is of week {week}"
    return earliest


def _told(name, model, engine, row, field, week):
    who = ", ".join(f"{key} {engine[key][row]}" for key in WHO if key in engine.dtype.names)
    when = f"week {week}" if name in WEEK_OF else "the end"
    mine, other = model[field][row].item(), engine[field][row].item()
    return f"{name}, {when}, row {row} ({who}), {field}: {mine!r} against {other!r}"


def digest(records):
    """A hash of every field of every table, NaN taken as NaN."""
    told = hashlib.sha256()
    for name in TABLES:
        table = getattr(records, name)
        told.update(f"{name} {len(table)}".encode())
        for field in table.dtype.names:
            column = table[field].copy()
            if column.dtype.kind == "f":
                column[np.isnan(column)] = np.nan
            told.update(column.tobytes())
    return told.hexdigest()
