"""Break-even: how far each belief must move before another scenario is preferred."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sp_sim.errors import Problems
from sp_sim.estimate import Difference, paired_difference
from sp_sim.experiments.belief import IN_WORDS, chance_below, deviations, shared_beliefs
from sp_sim.experiments.factor import BELIEVED
from sp_sim.experiments.live import (
    Question,
    asked_problem,
    check_names,
    compiled,
    read_scenario,
    threads_or_all,
)
from sp_sim.experiments.pairs import Pairs, not_moved
from sp_sim.experiments.turning import (
    HALVINGS,
    RUNGS,
    Bracket,
    Search,
    mean,
    narrow,
    rungs,
    turn_of,
    ways,
)
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.results.beside import HEADLINES
from sp_sim.results.breakeven import Answer, Breakeven, Ends, Kind, Side, Turn, side_columns
from sp_sim.results.measures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np

    from sp_sim.domain.places import Area
    from sp_sim.experiments.live import Living, Progress
    from sp_sim.results.arm import Asked
    from sp_sim.results.counting import Floats
    from sp_sim.results.measure import Measure
    from sp_sim.scenario.scenario import Scenario

FRESH = 2
"""Proof takes so many times the seeds of the search, and none of them."""
USUAL: dict[str, Any] = {"replications": 40, "draws": "point"}
MOST_TURNS = 30
"""Turns of each measure that are pinned down: those that seem to take the least belief to move."""
FEWEST_REPLICATIONS = 2


def breakeven(  # noqa: PLR0913 - all but two by name
    base: Scenario | str | Path,
    other: Scenario | str | Path,
    *,
    measures: Sequence[str] = HEADLINES,
    most: int = MOST_TURNS,
    area: Area | Path | None = None,
    on_progress: Progress | None = None,
    living: Living | None = None,
    **question: Any,  # noqa: ANN401 - the fields of Question, which checks them
) -> Breakeven:
    """Find for each uncertain parameter the value at which the preferred scenario changes.

    Each parameter that nobody knows and both scenarios hold alike is taken to both ends of what is
    believed (2.5% and 97.5% of its prior), alone. Where the answer turns on the way, the value is
    found by halving, with the same people and luck in both scenarios, and proved by fresh seeds on
    both sides of it. What turns and turns back before the end is not seen.

    Args:
        base: The scenario that the other is compared with: itself, its file or its name.
        other: The other scenario.
        measures: What decides; each is an answer of its own.
        most: How many turns of each measure are pinned down, those nearest first.
        area: An area or its file; the synthetic area in the box when left out.
        on_progress: Called with the runs done and all runs that are known to come.
        living: What builds and lives worlds; the compiled engine when left out.
        question: `weeks` (104), `seed` (1), `replications` (40), `threads` (all).
    """
    told = Question(area=area, **(USUAL | question))
    asked = told.asked()
    scenarios = [read_scenario(base), read_scenario(other)]
    check_names(scenarios)
    decide = _checked(measures, told, most)
    pairs = Pairs(
        scenarios, asked.area, asked.weeks, compiled() if living is None else living,
        threads=threads_or_all(told.threads), on_progress=on_progress,
    )  # fmt: skip
    study = _Study(pairs, asked, decide, most)
    answers = tuple(study.answers())
    rows = tuple(_row(answer, turn) for answer in answers for turn in answer.turns)
    return Breakeven(
        base=scenarios[0].name, other=scenarios[1].name, answers=answers, rows=rows,
        told=_told(study, scenarios),
    )  # fmt: skip


def _checked(measures: Sequence[str], question: Question, most: int) -> tuple[Measure, ...]:
    problems = []
    for key in measures:
        if key not in MEASURES:
            remedy = f"there are {', '.join(MEASURES)}"
            problems.append(asked_problem("measure", key, "is no measure of every run", remedy))
    if not measures:
        problems.append(asked_problem("measure", "none", "nothing decides", "name one or more"))
    if most < 1:
        problems.append(asked_problem("most", most, "must be a whole number from 1", "try 30"))
    if question.runs < FEWEST_REPLICATIONS:
        message = "one run a parameter set cannot tell a turn from chance"
        problems.append(asked_problem("replications", question.runs, message, "ask for 2 or more"))
    problems += not_moved(question)
    if problems:
        raise Problems(problems)
    return tuple(MEASURES[key] for key in dict.fromkeys(measures))


@dataclass
class _Study:
    """One search: the seeds that find turns, and the fresh ones that prove them."""

    pairs: Pairs
    asked: Asked
    measures: tuple[Measure, ...]
    most: int

    def __post_init__(self) -> None:
        first, many = self.asked.seeds[-1] + 1, FRESH * len(self.asked.seeds)
        self.fresh = tuple(range(first, first + many))
        self.keys = [measure.key for measure in self.measures]
        self.beliefs = shared_beliefs(self.pairs.scenarios)
        held = self.pairs.scenarios[0].values
        self.centre = {told.key: held[told.key] for told in self.beliefs}
        self.ways = [
            way
            for told in self.beliefs
            for way in ways(told, chance_below(told.prior, float(self.centre[told.key])))  # type: ignore[arg-type]
        ]

    def answers(self) -> list[Answer]:
        """Screen, halve, prove: each for all measures and parameters together."""
        search, proof = Search(self.pairs, self.asked.seeds), Search(self.pairs, self.fresh)
        self.pairs.expect(1 + len(self.ways), len(self.asked.seeds))
        sets = [{}, *(way.at(way.end) for way in self.ways)]
        centre, *ends = search.differences(sets, self.keys)
        self._refuse_nothing(centre)
        self.found_at_centre = centre
        found = {key: self._brackets(key, centre, ends) for key in self.keys}
        chosen = {key: nearest[: self.most] for key, nearest in found.items()}
        every = [bracket for brackets in chosen.values() for bracket in brackets]
        self.pairs.expect(HALVINGS * len(every), len(self.asked.seeds))
        self.pairs.expect(1 + 2 * len(RUNGS) * len(every), len(self.fresh))
        narrow(every, search, self.keys)
        (proved,) = proof.differences([{}], self.keys)
        turns = dict(zip(map(id, every), self._turns(every, proof), strict=True))
        answers = []
        for measure in self.measures:
            key, brackets = measure.key, chosen[measure.key]
            ahead, behind = self._names(measure, mean(centre[key]))
            told = sorted((turns[id(one)] for one in brackets), key=lambda turn: abs(turn.moved))
            answers.append(
                Answer(
                    measure, _judged(proved[key], measure), ahead, behind, tuple(told),
                    tuple(self._ends(key, ends)),
                    tuple(dict.fromkeys(one.way.key for one in found[key][self.most :])),
                )
            )  # fmt: skip
        return answers

    def _refuse_nothing(self, centre: dict[str, Floats]) -> None:
        problems = [
            asked_problem(
                "measure", key, "had nothing to count in any run",
                "ask for more weeks, or for another measure",
            )
            for key in self.keys
            if not math.isfinite(mean(centre[key]))
        ]  # fmt: skip
        if problems:
            raise Problems(problems)

    def _brackets(
        self, key: str, centre: dict[str, Floats], ends: list[dict[str, Floats]]
    ) -> list[Bracket]:
        """Return where the answer turns on the way to an end, the nearest first."""
        difference, smallest = mean(centre[key]), MEASURES[key].smallest
        sign = math.copysign(1.0, difference)
        kinds: list[tuple[Kind, float]] = [("reversed", 0.0)]
        if abs(difference) > smallest:
            kinds.append(("too small", smallest))
        found = []
        for way, end in zip(self.ways, ends, strict=True):
            for kind, threshold in kinds if difference != 0.0 else ():
                bracket = Bracket(way, key, kind, sign, threshold)
                bracket.margin_holds = bracket.margin(difference)
                bracket.margin_turns = bracket.margin(mean(end[key]))
                if bracket.margin_turns < 0.0:
                    found.append(bracket)
        return sorted(found, key=lambda one: abs(one.guess - one.way.start))

    def _turns(self, brackets: list[Bracket], proof: Search) -> list[Turn]:
        """Return the turns, each with the nearest places at which fresh runs are clear."""
        shares = [rungs(bracket, turn_of(bracket)) for bracket in brackets]
        sets = [
            bracket.way.at(share)
            for bracket, sides in zip(brackets, shares, strict=True)
            for side in sides
            for share in side
        ]
        found = iter(proof.differences(sets, self.keys))
        turns = []
        for bracket, (before, beyond) in zip(brackets, shares, strict=True):
            told = [[next(found)[bracket.measure] for _ in side] for side in (before, beyond)]
            holds = _proved(bracket, before, told[0], turned=False)
            turned = _proved(bracket, beyond, told[1], turned=True)
            turns.append(self._turn(bracket, holds, turned))
        return turns

    def _turn(self, bracket: Bracket, holds: Side | None, turned: Side | None) -> Turn:
        way, share = bracket.way, turn_of(bracket)
        centre, value = self.centre[way.key], way.at(share)[way.key]
        far = deviations(way.told.prior, float(centre), float(value))  # type: ignore[arg-type]  # numbers
        return Turn(
            key=way.key, kind=bracket.kind, centre=centre, value=value, share=share,  # type: ignore[arg-type]
            moved=share - way.start, deviations=far, holds=holds, turned=turned,
        )  # fmt: skip

    def _names(self, measure: Measure, difference: float) -> tuple[str | None, str | None]:
        if difference == 0.0:
            return None, None
        base, other = (scenario.name for scenario in self.pairs.scenarios)
        higher_wins = measure.better != "down"
        return (other, base) if (difference > 0.0) == higher_wins else (base, other)

    def _ends(self, key: str, ends: list[dict[str, Floats]]) -> list[Ends]:
        found = {
            (way.key, way.end): mean(end[key]) for way, end in zip(self.ways, ends, strict=True)
        }
        low, high = BELIEVED
        beyond = mean(self.found_at_centre[key])
        return [
            Ends(each, found.get((each, low), beyond), found.get((each, high), beyond))
            for each in self.centre
        ]


def _proved(
    bracket: Bracket, shares: list[float], found: list[np.ndarray[Any, Any]], *, turned: bool
) -> Side | None:
    """Return the place nearest to the turn up to which fresh runs are clear, from the far end on.

    The far end is asked first and the next place only where it was clear, so that all together err
    no oftener than one (a fixed sequence).
    """
    measure, best = MEASURES[bracket.measure], None
    for share, values in zip(shares, found, strict=True):
        told = _judged(values, measure)
        if told.low is None or told.high is None:
            break
        margins = sorted((bracket.margin(told.low), bracket.margin(told.high)))
        if not (margins[1] < 0.0 if turned else margins[0] > 0.0):
            break
        best = Side(bracket.way.at(share)[bracket.way.key], share, told)
    return best


def _judged(differences: Floats, measure: Measure) -> Difference:
    """Return a paired difference that is judged from the differences alone."""
    found = paired_difference(
        0.0 * differences, differences, better=measure.better, smallest=measure.smallest,
    )  # fmt: skip
    return replace(found, variance_reduction=None).within(*measure.possible_difference)


def _row(answer: Answer, turn: Turn) -> dict[str, Any]:
    told = PARAMETERS[turn.key]
    return {
        "measure": answer.measure.key, "key": turn.key, "meaning": told.meaning, "unit": told.unit,
        "grade": told.grade, "source": told.source, "kind": turn.kind,
        "centre": float(turn.centre), "value": float(turn.value),  # type: ignore[arg-type]  # numbers
        "belief_below": turn.share, "belief_moved": turn.moved, "deviations": turn.deviations,
        "confirmed": turn.is_confirmed, **side_columns("holds", turn.holds),
        **side_columns("turned", turn.turned), "in_words": in_words(answer, turn),
    }  # fmt: skip


def in_words(answer: Answer, turn: Turn) -> str:
    """Return a turn as a sentence that says what would have to be believed, and what is known of it."""
    told = PARAMETERS[turn.key]
    way = "were at most" if turn.moved < 0.0 else "were at least"
    what = (
        f"{answer.behind} would be ahead"
        if turn.kind == "reversed"
        else f"{answer.ahead} would no longer be ahead by what matters"
    )
    sure = "" if turn.is_confirmed else " Fresh runs do not confirm it."
    return (
        f"{what} if {told.meaning} {way} {_number(turn.value)} {told.unit}, not {_number(turn.centre)}:"
        f" {100 * abs(turn.moved):.0f}% of belief or {abs(turn.deviations):.1f} sd away;"
        f" {IN_WORDS[told.grade]} (grade {told.grade}).{sure}"
    )


def _number(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def _told(study: _Study, scenarios: Sequence[Scenario]) -> dict[str, Any]:
    asked = study.asked
    return {
        "fingerprints": {
            "area": asked.area.fingerprint,
            "scenarios": {each.name: each.fingerprint for each in scenarios},
        },
        "area": asked.area.name,
        "weeks": asked.weeks,
        "seeds": list(asked.seeds),
        "fresh_seeds": list(study.fresh),
        "counterfactual": False,
        "parameter_sets": 1,
        "measures": study.keys,
        "believed": list(BELIEVED),
        "parameters": len(study.beliefs),
        "most": study.most,
        "runs": study.pairs.done,
    }
