"""Areas: the lists of an area's PCNs, its deprivation and its age, in one picture."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim import __version__
from sp_sim.areas.area import SMALL_LIST
from sp_sim.areas.summary import SHOWN_ONLY, summarise
from sp_sim.domain.places import UNALLOCATED
from sp_sim.plots.theme import FAINT, INK, OKABE_ITO, dress, figure, footer_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sp_sim.domain.places import Area, Practice

MOST_NAMED = 40
"""With more PCNs than these their sizes are counted, not named."""
BLUE, ORANGE, GREEN, PURPLE = OKABE_ITO[:4]
GREY = "#BBBBBB"
NOT_KNOWN = "not known"
SMALL: dict[str, Any] = {"fontsize": 7.5, "color": FAINT}
FIFTHS = ("1\nleast", "2", "3", "4", "5\nmost")
AGE_STEP = 2.5
SIZE_STEP = 5.0
WTE_STEP = 0.5
FEWEST_ROWS = 3
ROWS_A_PANEL = 4
"""So many bars fill the height of one panel of the right column."""
LONGEST_NAME = 34
SMALL_WORDS = {"And": "and", "Of": "of", "The": "the", "In": "in", "On": "on", "For": "for"}
SHORTEST_WORD = 5
"""A name of one word that is shorter is taken to be initials, and left in capitals."""


def as_png(area: Area) -> bytes:
    """Return the picture of an area as the bytes of a PNG file."""
    stream = io.BytesIO()
    metadata = {
        "Title": f"Area {area.name}",
        "Description": alternative(area),
        "Software": f"sp_sim {__version__}",
        "Source": f"area {area.name} {area.fingerprint}; {area.source}",
    }
    picture(area).savefig(stream, format="png", metadata=metadata)
    return stream.getvalue()


def picture(area: Area) -> Figure:
    """Return four panels: lists, patients by deprivation fifth, practices by age, link workers."""
    made = figure()
    named = len(area.systems) <= MOST_NAMED
    height = max(8.0, 2.6 + 0.2 * len(area.systems)) if named else 8.0
    made.set_size_inches(11.0, height)
    grid = made.add_gridspec(3, 2, width_ratios=(1.45, 1.0))
    _draw_lists(made.add_subplot(grid[: _panels_high(area), 0]), area)
    _draw_deprivation(made.add_subplot(grid[0, 1]), area)
    _draw_age(made.add_subplot(grid[1, 1]), area)
    _draw_link_workers(made.add_subplot(grid[2, 1]), area)
    title, footer = _title(area), _footer(area)
    made.text(0.012, 1 - 0.12 / height, title, fontsize=14, color=INK, ha="left", va="top")
    made.text(0.012, 1 - 0.42 / height, beneath(area), fontsize=9, color=FAINT, ha="left", va="top")
    made.text(0.012, 0.1 / height, footer, fontsize=7.5, color=FAINT, ha="left", va="bottom")
    below = 0.95 + 0.135 * (1 + footer.count("\n"))
    made.subplots_adjust(
        left=0.27 if named else 0.08, right=0.98, top=1 - 1.1 / height, bottom=below / height,
        wspace=0.22, hspace=0.85,
    )  # fmt: skip
    return made


def _panels_high(area: Area) -> int:
    """Return how many of the three panels on the right the lists are as high as."""
    bars = len(area.systems) if len(area.systems) > 1 else len(area.practices)
    return min(3, -(-bars // ROWS_A_PANEL))


def alternative(area: Area) -> str:
    """Return the picture in words, for those who do not see it."""
    sizes = [sum(practice.registered for practice in group) for group in area.systems.values()]
    told = [
        f"{len(sizes):,} PCNs and lone practices of {min(sizes):,} to {max(sizes):,} registered",
        f"median {np.median(sizes):,.0f}",
    ]
    shares = deprivation_shares(area)
    if any(shares[:5]):
        told.append(f"{shares[4]:.0%} of patients in the most deprived fifth of practices")
    ages = [practice.share_65_plus for practice in area.practices]
    known = [100 * age for age in ages if age is not None]
    if known:
        told.append(f"{np.median(known):.0f}% aged 65 and over at the median practice")
    return "; ".join(told)


def deprivation_shares(area: Area) -> list[float]:
    """Return the share of patients in practices of each fifth, and of those not known."""
    patients = dict.fromkeys((1, 2, 3, 4, 5, None), 0)
    for practice in area.practices:
        patients[practice.deprivation_fifth] += practice.registered
    return [number / area.registered for number in patients.values()]


def label(members: tuple[Practice, ...]) -> str:
    """Return what a PCN, or a practice outside any, is called in the picture."""
    first = members[0]
    if first.pcn_code in ("", UNALLOCATED):
        return f"{first.code} (no PCN)"
    name = (first.pcn_name or first.pcn_code).removesuffix(" PCN")
    if name.isupper() and (" " in name or len(name) >= SHORTEST_WORD):
        words = name.title().split()
        name = " ".join([*words[:1], *(SMALL_WORDS.get(word, word) for word in words[1:])])
        name = name.replace(" Pcn", " PCN")
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def beneath(area: Area) -> str:
    """Return what is said beneath the title: whence the GPs, and which lists are small."""
    told = summarise(area)
    small = len(told.small_lists)
    lists = f"{small:,} list{'s' if small != 1 else ''} under {SMALL_LIST:,}, kept" if small else ""
    return " · ".join(part for part in (f"GPs (wte): {told.gps_in_words}", lists) if part)


def _title(area: Area) -> str:
    many = f"{len(area.practices):,} practice{'s' if area.practices[1:] else ''}"
    return f"{area.name}: {many}, {area.registered:,} registered"


def _draw_lists(axes: Axes, area: Area) -> None:
    """Draw a bar a PCN, or a practice of the only one; of very many PCNs their sizes, counted."""
    if len(area.systems) > MOST_NAMED:
        _count_pcns(axes, area)
    elif len(area.systems) == 1:
        _name_practices(axes, area)
    else:
        _name_pcns(axes, area)


def _name_practices(axes: Axes, area: Area) -> None:
    """Draw a bar a practice, the largest on top."""
    practices = sorted(area.practices, key=lambda practice: practice.registered)
    for place, practice in enumerate(practices):
        axes.barh(place, practice.registered / 1000, height=0.74, color=BLUE)
    _dress_bars(axes, f"List sizes in {label(area.practices)}", [p.code for p in practices])
    axes.set_xlabel("thousand registered patients", fontsize=9, color=INK)


def _name_pcns(axes: Axes, area: Area) -> None:
    """Draw a bar a PCN, the largest on top, with a piece for each of its practices."""
    systems = sorted(area.systems.items(), key=lambda each: sum(p.registered for p in each[1]))
    posts = area.link_worker_wte
    for place, (code, group) in enumerate(systems):
        start = 0.0
        lone = group[0].pcn_code in ("", UNALLOCATED)
        for practice in sorted(group, key=lambda p: -p.registered):
            size = practice.registered / 1000
            axes.barh(
                place, size, left=start, height=0.74, color=GREY if lone else BLUE,
                edgecolor="white", linewidth=0.9,
            )  # fmt: skip
            start += size
        wte = f" {posts[code]:.1f}" if code in posts else ""
        axes.text(start, place, wte, va="center", **SMALL)
    _dress_bars(axes, "List sizes by PCN", [label(group) for _, group in systems])
    ends = "; behind the bar: link workers (wte)" if posts else ""
    words = f"thousand registered patients; one piece a practice{ends}"
    axes.set_xlabel(words, fontsize=9, color=INK)


def _dress_bars(axes: Axes, title: str, names: list[str]) -> None:
    dress(axes, title, "")
    axes.set_yticks(range(len(names)), names, fontsize=8)
    axes.set_ylim(min(-0.6, len(names) - 0.4 - FEWEST_ROWS), len(names) - 0.4)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x", color="#DDDDDD", linewidth=0.8)


def _count_pcns(axes: Axes, area: Area) -> None:
    """Draw how many PCNs there are of each size, the largest together in the last bar."""
    groups = [group for group in area.systems.values() if group[0].pcn_code not in ("", "U")]
    sizes = np.array([sum(p.registered for p in group) for group in groups]) / 1000
    dress(axes, "List sizes by PCN", "number of PCNs")
    apart = len(area.systems) - len(groups)
    left_out = f"\nleft out: {apart:,} outside any PCN" if apart else ""
    axes.set_xlabel(f"thousand registered patients{left_out}", fontsize=9, color=INK)
    if len(sizes):
        _count(axes, sizes, SIZE_STEP, BLUE)
        _mark(axes, float(np.median(sizes)), f"median {np.median(sizes):.1f}")


def _count(axes: Axes, values: np.ndarray, step: float, colour: str) -> None:
    """Draw how many values lie in each step; the highest hundredth goes into the last bar."""
    first = step * np.floor(values.min() / step)
    top = step * (np.floor(np.quantile(values, 0.99) / step) + 1)
    bins = np.arange(first, top + step / 2, step).tolist()
    capped = np.minimum(values, top - step / 2)
    axes.hist(capped, bins=bins, color=colour, edgecolor="white", linewidth=0.9)
    axes.locator_params(axis="y", integer=True)
    if values.max() > top:
        axes.set_xlabel(f"{axes.get_xlabel()}\nthe last bar: that and more")


def _draw_deprivation(axes: Axes, area: Area) -> None:
    shares = deprivation_shares(area)
    dress(axes, "Deprivation", "% of patients")
    axes.set_xlabel("national fifth of the practice", fontsize=9, color=INK)
    if not any(shares[:5]):
        _say(axes, NOT_KNOWN)
        return
    shown = 6 if shares[5] else 5
    colours = [ORANGE] * 5 + [GREY]
    bars = axes.bar(range(shown), [100 * s for s in shares[:shown]], color=colours[:shown])
    words = [f"{100 * s:.0f}" if s == 0 or s >= 0.005 else "<1" for s in shares[:shown]]
    axes.axhline(20, color=FAINT, linewidth=1.0, linestyle=":")
    clear = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
    axes.bar_label(bars, words, fontsize=8.5, color=INK, padding=3, bbox=clear)
    axes.set_ylim(0, max(25.0, 115 * max(shares)))
    axes.set_xticks(range(shown), [*FIFTHS, "not\nknown"][:shown])


def _draw_age(axes: Axes, area: Area) -> None:
    ages = [100 * p.share_65_plus for p in area.practices if p.share_65_plus is not None]
    dress(axes, "Age", "practices")
    axes.set_xlabel("% of the list aged 65 and over", fontsize=9, color=INK)
    if not ages:
        _say(axes, NOT_KNOWN)
        return
    _count(axes, np.array(ages), AGE_STEP, GREEN)
    _mark(axes, float(np.median(ages)), f"median {np.median(ages):.1f}")


def _draw_link_workers(axes: Axes, area: Area) -> None:
    posts = area.link_worker_wte
    sizes = {code: sum(p.registered for p in group) for code, group in area.systems.items()}
    rates = [50_000 * wte / sizes[code] for code, wte in posts.items()]
    dress(axes, "Link workers", "PCNs")
    axes.set_xlabel("wte per 50,000 patients", fontsize=9, color=INK)
    if len(rates) < 2:
        _say(axes, f"{rates[0]:.1f} ({sum(posts.values()):.1f} wte)" if rates else NOT_KNOWN)
        return
    _count(axes, np.array(rates), WTE_STEP, PURPLE)
    _mark(axes, float(np.median(rates)), f"median {np.median(rates):.1f}")


def _mark(axes: Axes, place: float, words: str) -> None:
    axes.axvline(place, color=INK, linewidth=1.2, linestyle="--")
    axes.set_ylim(top=1.15 * axes.get_ylim()[1])
    axes.annotate(
        words, (place, 1.0), xycoords=("data", "axes fraction"), xytext=(4, -2), va="top",
        textcoords="offset points", fontsize=8.5, color=INK,
    )  # fmt: skip


def _say(axes: Axes, words: str) -> None:
    axes.set_xticks([])
    axes.set_yticks([])
    axes.text(
        0.5, 0.5, words, transform=axes.transAxes, ha="center", va="center",
        fontsize=11, color=FAINT,
    )  # fmt: skip


def _footer(area: Area) -> str:
    kind = "Made up, no real place. " if area.synthetic else ""
    dotted = "Dotted line: a fifth of patients. Fifths are of England's practices, 5 most deprived."
    posts = f"Link workers are {SHOWN_ONLY}."
    if 0.0 in area.link_worker_wte.values():
        posts += " 0.0: the PCN returned none; who is paid by others is not counted."
    return footer_text(
        f"{dotted} Grey: outside any PCN, or not known.",
        posts,
        f"{kind}Source: {area.source}. sp_sim {__version__}, area {area.fingerprint}.",
    )
