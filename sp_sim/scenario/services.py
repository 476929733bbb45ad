"""Services: which practices each service has, where a scenario names them itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.param import Param, fixed

if TYPE_CHECKING:
    from collections.abc import Mapping

    Named = Mapping[str, tuple[str, ...]]

SERVICES = Param(
    section="", name="services", default="as workforce.covers says", unit="practices of each service",
    limits=(0.0, 1.0), prior=fixed(0.0), grade="assumption", lever=True, dated=False,
    source="assumption: the two services of the seed study (10.1111/hsc.13295) had practices of their own",
    meaning="which practices each service has, by its name", choices=("as workforce.covers says",),
)  # fmt: skip
"""How differences speak of services; it is no value that an equation reads, and stands in no section."""


def canonical(services: Named) -> list[list[object]]:
    """Return the services in the one form that has no order."""
    return [[name, sorted(codes)] for name, codes in sorted(services.items())]


def in_words(services: Named) -> str:
    """Return the services as they are said: `east: A1, N2; west: N3`."""
    if not services:
        return str(SERVICES.default)
    return "; ".join(
        f"{name}: {', '.join(sorted(codes))}" for name, codes in sorted(services.items())
    )
