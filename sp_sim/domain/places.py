"""Places: practices, the networks they belong to, and the area that a run covers."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

UNALLOCATED = "U"
"""The PCN code of practices outside any network; each is a system of its own."""


@dataclass(frozen=True, kw_only=True)
class Practice:
    """A GP practice as published (or made up, when the area says so).

    `gps` is qualified GPs in whole-time equivalents; `gps_given` says whether it was published or
    imputed. `link_worker_wte` belongs to the whole PCN and is the same for each of its practices
    (read it through `Area.link_worker_wte`, which counts it once). `rural` is said of the surgery,
    not of its patients. The three shares are of all who are registered, children among them. `None`
    means not known, never zero.
    """

    code: str
    pcn_code: str
    registered: int
    gps: float
    gps_given: bool
    pcn_name: str = ""
    sub_icb_code: str = ""
    icb_code: str = ""
    share_20_39: float | None = None
    share_40_64: float | None = None
    share_65_plus: float | None = None
    deprivation_score: float | None = None
    deprivation_fifth: int | None = None
    rural: bool | None = None
    link_worker_wte: float | None = None

    @property
    def system(self) -> str:
        """The code of the system that the practice belongs to: its PCN, or itself when outside one."""
        return self.code if self.pcn_code in ("", UNALLOCATED) else self.pcn_code


@dataclass(frozen=True)
class Area:
    """Practices that are simulated together, in the order of their codes."""

    name: str
    practices: tuple[Practice, ...]
    synthetic: bool
    source: str

    @property
    def registered(self) -> int:
        """Registered patients in all practices."""
        return sum(practice.registered for practice in self.practices)

    @property
    def systems(self) -> dict[str, tuple[Practice, ...]]:
        """The practices of each system, systems and practices in the order of their codes."""
        grouped: dict[str, list[Practice]] = {}
        for practice in sorted(self.practices, key=lambda p: (p.system, p.code)):
            grouped.setdefault(practice.system, []).append(practice)
        return {code: tuple(practices) for code, practices in grouped.items()}

    @property
    def link_worker_wte(self) -> dict[str, float]:
        """The link workers of each system for which they are known, in whole-time equivalents."""
        return {
            system: members[0].link_worker_wte
            for system, members in self.systems.items()
            if members[0].link_worker_wte is not None
        }

    @property
    def fingerprint(self) -> str:
        """A hash of every practice; names and the order of rows do not matter."""
        rows = sorted(json.dumps(asdict(practice), sort_keys=True) for practice in self.practices)
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]
