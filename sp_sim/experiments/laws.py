"""Laws: what must come of a change whose answer is known, tried on a user's own scenario."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sp_sim.experiments.exchange import ERROR_RATE
from sp_sim.experiments.live import Question, compiled, live, read_scenario
from sp_sim.experiments.reporter import law_readings as readings
from sp_sim.experiments.variants import (
    by_network,
    copied,
    nobody_aware,
    not_begun,
    relabelled,
    reordered,
    said_again,
    with_hours_doubled,
    without_posts,
)
from sp_sim.results.manifest import identity, packages

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sp_sim.domain.places import Area
    from sp_sim.experiments.live import Living, Progress
    from sp_sim.experiments.reporter.law_readings import Found, Verdict
    from sp_sim.results.arm import Arm, Asked
    from sp_sim.scenario.scenario import Scenario

USUAL: dict[str, Any] = {"replications": 40, "draws": "point"}
TIMES_LIVED = 5
"""How often the seeds are lived: the scenario with its variants, again, and in three other areas."""


@dataclass(frozen=True)
class Law:
    """One law as it fared: held, broken, or not shown where the scenario cannot tell."""

    key: str
    title: str
    verdict: Verdict
    words: str
    numbers: Mapping[str, float | str | None] = field(default_factory=dict)

    def as_document(self) -> dict[str, Any]:
        """Return the law ready for JSON."""
        return vars(self) | {"numbers": dict(self.numbers)}


@dataclass(frozen=True)
class Laws:
    """Every law of one scenario in one area."""

    scenario: Scenario
    asked: Asked
    laws: tuple[Law, ...]

    @property
    def is_broken(self) -> bool:
        """Whether any law is broken."""
        return any(law.verdict == "broken" for law in self.laws)

    def law(self, key: str) -> Law:
        """Return the law with this key, such as `no-posts`."""
        return next(law for law in self.laws if law.key == key)

    def document(self) -> dict[str, Any]:
        """Return the whole ready for JSON."""
        verdicts = [law.verdict for law in self.laws]
        return {
            "laws": [law.as_document() for law in self.laws],
            "summary": {
                "held": verdicts.count("held"),
                "broken": verdicts.count("broken"),
                "not_shown": verdicts.count("not shown"),
                "error_rate": ERROR_RATE,
            },
            "manifest": identity([self.scenario], self.asked)
            | {"area": self.asked.area.name, "packages": packages()},
        }


def laws(
    scenario: Scenario | str | Path,
    area: Area | Path | None = None,
    *,
    on_progress: Progress | None = None,
    living: Living | None = None,
    **question: Any,  # noqa: ANN401 - the fields of Question, which checks them
) -> Laws:
    """Try every law on a scenario in an area.

    Args:
        scenario: A scenario, its file or its name.
        area: An area or its file; the synthetic area in the box when left out.
        on_progress: Called with the seeds lived and all seeds.
        living: What builds and lives worlds; the compiled engine when left out.
        question: `weeks` (104), `seed` (1), `replications` (40), `threads` (all).
    """
    asked_of = Question(area=area, **(USUAL | question))
    asked, read = asked_of.asked(), read_scenario(scenario)
    hands = compiled() if living is None else living
    lived = _Lived(read, replace(asked_of, area=asked.area), hands, on_progress)
    found = (*_of_the_scenario(lived, asked.weeks), *_of_the_area(lived, asked.area))
    return Laws(read, asked, tuple(Law(key, title, *told) for key, title, told in found))


class _Lived:
    """Lives variants of one scenario, in its area or in others, and counts seeds for who looks on."""

    def __init__(
        self, scenario: Scenario, question: Question, hands: Living, on_progress: Progress | None
    ) -> None:
        self.scenario, self.question, self.hands = scenario, question, hands
        self.on_progress, self.done = on_progress, 0
        self.base: Arm | None = None

    def arms(self, *scenarios: Scenario, **other: Any) -> dict[str, Arm]:  # noqa: ANN401 - of Question
        asked = replace(self.question, **other)
        result = live(scenarios, asked, living=self.hands)
        self.done += self.question.runs
        if self.on_progress is not None:
            self.on_progress(self.done, TIMES_LIVED * self.question.runs)
        return {arm.name: arm for arm in result.arms}


def _of_the_scenario(lived: _Lived, weeks: int) -> list[tuple[str, str, Found]]:
    """Try the laws that change the scenario and leave the area as it is."""
    base = replace(lived.scenario, name="base")
    doubled = with_hours_doubled(base)
    variants = [
        without_posts(base), nobody_aware(base), said_again(base, weeks // 2),
        not_begun(base, weeks),
    ]  # fmt: skip
    arms = lived.arms(base, *variants, *([doubled] if doubled else []))
    again = lived.arms(base, threads=1)["base"]
    lived.base = arms["base"]
    zero = [arms["nothing new"], arms["not begun"]]
    return [
        ("no-posts", "Without posts there are no contacts",
         readings.no_contacts(arms["base"], arms["no posts"])),
        ("nobody-aware", "Where no GP knows the service nobody is referred",
         readings.no_referrals(arms["base"], arms["nobody aware"])),
        ("hours-doubled", "Twice the hours never lengthen waits",
         readings.waits(arms["base"], arms.get("hours doubled"))),
        ("zero-size", "An intervention of no size, or not yet begun, changes nothing",
         readings.same_lives(arms["base"], zero)),
        ("same-seeds", "The same seeds give the same bytes, on one core as on all",
         readings.same_lives(arms["base"], [again])),
    ]  # fmt: skip


def _of_the_area(lived: _Lived, area: Area) -> list[tuple[str, str, Found]]:
    """Try the laws that change the area and leave what is asked of it as it is."""
    base = replace(lived.scenario, name="base")
    scenario, grouped = by_network(base, area)
    doubled, both = copied(scenario, grouped)
    twice = lived.arms(doubled, area=both)["base"]
    turned = lived.arms(base, area=reordered(area))["base"]
    renamed_base, other, old_codes = relabelled(base, area)
    renamed = lived.arms(renamed_base, area=other)["base"]
    assert lived.base is not None  # noqa: S101 - lived before
    return [
        ("copied", "Copying all practices and posts changes no practice",
         readings.copies(lived.base, twice)),
        ("reordered", "The order of practices and the names of networks change nothing",
         readings.same_lives(lived.base, [turned])),
        ("relabelled", "Other codes for practices and networks change nothing but luck",
         readings.relabelled(lived.base, renamed, old_codes)),
    ]  # fmt: skip
