"""Known: what the model knows of people by place, need, sex and age, in plain words beside the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sp_sim.results.kinds import Kinds

OF_FIFTHS = (
    "In the model more people are prone to need in more deprived practices: how many more is assumed from a survey in"
    " which the least wealthy were referred more often (E010). So part of what differs between fifths is need itself,"
    " which is there without any service."
)
OF_ROWS = (
    "In the tables by need, by sex and by age, referrals of each row are counted per 1,000 patients of all kinds on the"
    " lists, so that the rows add up to everyone: a row may be low because few people belong to it. What matters in"
    " uptake as a whole is shared out over the rows of a table before a difference is called too close to matter."
)
OF_NEED = (
    "In the model the kind of need decides which activity is looked for, and nothing before that: uptake differs here"
    " only by how common each need is."
)
OF_SEX = (
    "Women are offered a link worker more often than men, so as to match the six in ten of E042. Whether they accept"
    " more readily is not known, and the model takes no side."
)
OF_AGE = (
    "In the model people's ages are those of the adults on their practice's own list where the area gives them, and"
    " are assumed elsewhere; need comes alike at all ages. Older people come to a first contact more: how much more is"
    " carried over from talking therapies (E041). Whether they accept more readily is not known, and the model takes"
    " no side."
)


def left_behind(found: Kinds, name: str) -> str:
    """Return who is clearly referred less with the scenario of this name."""
    if not found.left_behind:
        return f"Of no kind of need, of neither sex and of no age are clearly fewer referred with {name}."
    return f"Clearly fewer are referred with {name} of these: {'; '.join(found.left_behind)}."
