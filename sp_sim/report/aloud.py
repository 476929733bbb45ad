"""Aloud: figures as a page has them, so that who hears it hears what who sees it sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sp_sim.results.shown import NOTHING

if TYPE_CHECKING:
    from markupsafe import Markup

_HYPHEN_FOR_MINUS = re.compile(r"(?<![\w.-])-(?=£?\.?\d)")
NOT_TOLD = "not told"


def aloud(text: str | Markup) -> str | Markup:
    """Return words in which a minus is one: speech passes over the hyphen of “(-1.5”."""
    return type(text)(_HYPHEN_FOR_MINUS.sub("\N{MINUS SIGN}", text))


def cell(text: str | Markup) -> str | Markup:
    """Return the words of a cell; a dash alone would be silence."""
    return NOT_TOLD if text == NOTHING else aloud(text)
