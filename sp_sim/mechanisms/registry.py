"""Registry: every section and every parameter, in the order of the model."""

from __future__ import annotations

from sp_sim.mechanisms import (
    ages,
    awareness,
    beginning,
    benefit,
    burnout,
    champions,
    climate,
    consulting,
    counsellor,
    criteria,
    discretion,
    involvement,
    location,
    management,
    needs,
    offers,
    pathway,
    referral,
    sickness,
    signposting,
    support,
    training,
    trust,
    turnover,
    wellbeing,
    workforce,
)
from sp_sim.param import Param, Section

MECHANISMS = (
    beginning,
    consulting,
    ages,
    needs,
    referral,
    criteria,
    signposting,
    awareness,
    trust,
    champions,
    location,
    workforce,
    involvement,
    pathway,
    counsellor,
    offers,
    benefit,
    wellbeing,
    training,
    support,
    management,
    climate,
    discretion,
    burnout,
    sickness,
    turnover,
)
"""The mechanism files in the order in which a reader should meet them."""

SECTIONS: tuple[Section, ...] = tuple(mechanism.SECTION for mechanism in MECHANISMS)
PARAMETERS: dict[str, Param] = {told.key: told for section in SECTIONS for told in section.params}
NUMBERS: tuple[Param, ...] = tuple(
    told for told in PARAMETERS.values() if told.kind in ("number", "count", "switch")
)
"""The parameters that equations read, in the order of the engine's parameter record."""
