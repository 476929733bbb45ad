"""Flattery: why a before-after evaluation shows a service in a better or a worse light than it deserves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BETTER = (
    "the service look better than it was: without it too, the same people would have {unaided}, since people are"
    " referred when things are at their worst, and then mostly get better."
)
WORSE = (
    "the service look worse than it was: without it, the same people would have {unaided}, since the year before"
    " holds calm weeks from before their trouble began, and the year after much of the trouble itself."
)
FAIR = (
    "no difference here: without the service, the same people would have had as much in both years."
)
LEAST_POINTS, LEAST_SHARE = 0.005, 0.0005
"""What is less is printed as nothing."""


def flattery(means: Mapping[str, float | None]) -> tuple[str, ...]:
    """Return one sentence on wellbeing and one on GP visits, where there is anything to tell.

    `means` are those of the naive and the true changes, by the keys of `COUNTERFACTUAL`.
    """
    found = (
        *_of_wellbeing(means["naive_wellbeing_gain"], means["true_wellbeing_gain"]),
        *_of_visits(
            means["naive_gp_consultations_change_share"],
            means["true_gp_consultations_change_share"],
        ),
    )
    return tuple(f"In these runs a before-after evaluation of {told}" for told in found)


def _of_wellbeing(naive: float | None, true: float | None) -> Iterator[str]:
    if naive is None or true is None:
        return
    unaided = naive - true
    if abs(unaided) < LEAST_POINTS:
        yield f"wellbeing makes {FAIR}"
    elif unaided > 0.0:
        yield f"wellbeing makes {BETTER.format(unaided=f'gained {unaided:.2f} points')}"
    else:
        yield f"wellbeing makes {WORSE.format(unaided=f'lost {-unaided:.2f} points')}"


def _of_visits(naive: float | None, true: float | None) -> Iterator[str]:
    """Changes are shares of other years (those before, and those without the service), so they are divided."""
    if naive is None or true is None or true <= -1.0:
        return
    unaided = (1.0 + naive) / (1.0 + true) - 1.0
    if abs(unaided) < LEAST_SHARE:
        yield f"GP visits makes {FAIR}"
    elif unaided < 0.0:
        yield f"GP visits makes {BETTER.format(unaided=f'made about {-100 * unaided:.1f}% fewer')}"
    else:
        yield f"GP visits makes {WORSE.format(unaided=f'made about {100 * unaided:.1f}% more')}"
