"""A summary of an area: what a reader wants to know before using it."""

from __future__ import annotations

import statistics
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sp_sim.areas.area import PATIENTS_PER_GP, small_lists
from sp_sim.domain.places import UNALLOCATED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sp_sim.domain.places import Area, Practice


SHOWN_ONLY = "shown only, as posts come from the scenario"
"""What is said of link workers, lest they be taken for the posts of a run."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """Counts, list sizes, GPs, and what to be wary of; `None` is not known."""

    name: str
    source: str
    synthetic: bool
    fingerprint: str
    practices: int
    pcns: int
    practices_per_pcn_median: float | None
    practices_outside_pcns: int
    registered_outside_pcns: int
    registered: int
    list_smallest: int
    list_lower_quartile: float
    list_median: float
    list_upper_quartile: float
    list_largest: int
    gps_wte: float
    practices_with_gps_given: int
    share_20_39: float | None
    share_40_64: float | None
    share_65_plus: float | None
    deprivation_score: float | None
    deprivation_fifths: dict[str, int]
    share_rural: float | None
    link_workers_wte: float | None
    link_workers_wte_per_50000: float | None
    systems_with_link_workers_known: int
    systems: int
    small_lists: tuple[str, ...]

    def as_document(self) -> dict[str, Any]:
        """Return the summary as one JSON-ready object."""
        return asdict(self)

    def lines(self) -> list[tuple[str, str]]:
        """Return the summary as rows of plain words."""
        quartiles = (self.list_lower_quartile, self.list_median, self.list_upper_quartile)
        per_pcn = self.practices_per_pcn_median
        typical = "" if per_pcn is None else f" (practices each: {per_pcn:g} at the median)"
        return [
            ("area", self.name),
            ("kind", "synthetic: made up, no real place" if self.synthetic else "real practices"),
            ("source", self.source),
            ("practices", f"{self.practices:,}"),
            ("PCNs", f"{self.pcns:,}{typical}"),
            ("outside any PCN", self._outside()),
            ("registered patients", f"{self.registered:,}"),
            ("list size quartiles", " · ".join(f"{value:,.0f}" for value in quartiles)),
            ("smallest and largest list", f"{self.list_smallest:,} and {self.list_largest:,}"),
            ("GPs (wte)", self.gps_in_words),
            ("aged 20 to 39", _share(self.share_20_39)),
            ("aged 40 to 64", _share(self.share_40_64)),
            ("aged 65 and over", _share(self.share_65_plus)),
            ("deprivation score", _figure(self.deprivation_score)),
            ("practices by deprivation fifth", self._deprivation()),
            ("patients of rural practices", _share(self.share_rural)),
            ("link workers (wte)", self._link_workers()),
            ("lists under 1,000", self._small_lists()),
            ("fingerprint", self.fingerprint),
        ]

    def _outside(self) -> str:
        if not self.practices_outside_pcns:
            return "none"
        return f"{self.practices_outside_pcns:,}, with {self.registered_outside_pcns:,} patients"

    @property
    def gps_in_words(self) -> str:
        """The GPs, and whether they are given or worked out."""
        total = f"{self.gps_wte:,.1f}"
        given = self.practices_with_gps_given
        rate = f"{PATIENTS_PER_GP:,} patients a GP"
        if given == self.practices:
            return f"{total}, as given"
        if given:
            return (
                f"{total}; {given:,} of {self.practices:,} practices as given, the rest at {rate}"
            )
        return (
            f"{total}, drawn about {rate}"
            if self.synthetic
            else f"{total}; not given, so at {rate}"
        )

    def _deprivation(self) -> str:
        told = (f"{fifth}: {count:,}" for fifth, count in self.deprivation_fifths.items())
        return ", ".join(told) or "not known"

    def _link_workers(self) -> str:
        if self.link_workers_wte is None:
            return "not known"
        told = f"{self.link_workers_wte:,.1f}, {self.link_workers_wte_per_50000:.1f} per 50,000"
        known = self.systems_with_link_workers_known
        if known == self.systems:
            return f"{told} patients; {SHOWN_ONLY}"
        where = f"where known: {known:,} of {self.systems:,} PCNs and lone practices"
        return f"{told} patients {where}; {SHOWN_ONLY}"

    def _small_lists(self) -> str:
        if not self.small_lists:
            return "none"
        shown = ", ".join(self.small_lists[:10])
        more = len(self.small_lists) - 10
        return f"{len(self.small_lists)}: {shown}{f' and {more} more' if more > 0 else ''}"


def summarise(area: Area) -> Summary:
    """Return the summary of an area of at least one practice."""
    lists = [practice.registered for practice in area.practices]
    quartiles = statistics.quantiles(lists, n=4, method="inclusive") if lists[1:] else lists * 3
    outside = [p for p in area.practices if p.pcn_code in ("", UNALLOCATED)]
    apart = {practice.code for practice in outside}
    posts = area.link_worker_wte
    networks = [len(members) for code, members in area.systems.items() if code not in apart]
    return Summary(
        name=area.name,
        source=area.source,
        synthetic=area.synthetic,
        fingerprint=area.fingerprint,
        practices=len(lists),
        pcns=len(networks),
        practices_per_pcn_median=statistics.median(networks) if networks else None,
        practices_outside_pcns=len(outside),
        registered_outside_pcns=sum(practice.registered for practice in outside),
        registered=area.registered,
        list_smallest=min(lists),
        list_lower_quartile=quartiles[0],
        list_median=quartiles[1],
        list_upper_quartile=quartiles[2],
        list_largest=max(lists),
        gps_wte=round(sum(practice.gps for practice in area.practices), 2),
        practices_with_gps_given=sum(practice.gps_given for practice in area.practices),
        share_20_39=_weighted(area, lambda practice: practice.share_20_39, 4),
        share_40_64=_weighted(area, lambda practice: practice.share_40_64, 4),
        share_65_plus=_weighted(area, lambda practice: practice.share_65_plus, 4),
        deprivation_score=_weighted(area, lambda practice: practice.deprivation_score, 1),
        deprivation_fifths=_deprivation_fifths(area),
        share_rural=_weighted(area, lambda practice: practice.rural, 4),
        link_workers_wte=round(sum(posts.values()), 2) if posts else None,
        link_workers_wte_per_50000=_per_50000(area, posts),
        systems_with_link_workers_known=len(posts),
        systems=len(area.systems),
        small_lists=tuple(practice.code for practice in small_lists(area)),
    )


def _weighted(area: Area, what: Callable[[Practice], float | None], digits: int) -> float | None:
    """Return the mean over patients of what is known of their practices."""
    told = ((practice.registered, what(practice)) for practice in area.practices)
    known = [(registered, value) for registered, value in told if value is not None]
    if not known:
        return None
    total = sum(registered * value for registered, value in known)
    return round(total / sum(registered for registered, _ in known), digits)


def _per_50000(area: Area, posts: Mapping[str, float]) -> float | None:
    """Return link workers per 50,000 patients of the systems for which they are known."""
    if not posts:
        return None
    registered = sum(
        practice.registered
        for system, members in area.systems.items()
        if system in posts
        for practice in members
    )
    return round(50_000 * sum(posts.values()) / registered, 2)


def _deprivation_fifths(area: Area) -> dict[str, int]:
    """Return how many practices lie in each fifth: 1 least deprived, 5 most."""
    known = [p.deprivation_fifth for p in area.practices if p.deprivation_fifth is not None]
    names = {1: "1 (least deprived)", 5: "5 (most deprived)"}
    return {names.get(fifth, str(fifth)): known.count(fifth) for fifth in range(1, 6) if known}


def _figure(value: float | None) -> str:
    return "not known" if value is None else f"{value:.1f}, the mean over patients"


def _share(value: float | None) -> str:
    return "not known" if value is None else f"{value:.1%}"
