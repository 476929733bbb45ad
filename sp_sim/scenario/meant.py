"""Meant: what someone probably meant by a value that cannot be used."""

from __future__ import annotations

import difflib
import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sp_sim.param import Param

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_LONGEST = 60
"""Nobody means anything by a longer word, and to look for it would take long."""

_LOOKALIKES = str.maketrans("OoIl", "0011")
_NAMED = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}


def nearest(word: object, known: Iterable[str]) -> str | None:
    """Return the known word that is most like this one, if any is."""
    if len(str(word)) > _LONGEST:
        return None
    by_form = {_form(name): name for name in known}
    close = difflib.get_close_matches(_form(word), by_form, n=1, cutoff=0.6)
    return by_form[close[0]] if close else None


def did_you_mean(word: object, known: Iterable[str]) -> str | None:
    """Return the question, where there is a word that is close enough."""
    near = nearest(word, known)
    return None if near is None else f'did you mean "{near}"?'


def number(text: str, param: Param) -> str | None:
    """Return how to write the number that the text seems to hold."""
    if len(text) > _LONGEST:
        return None
    found = _percent(text, param)
    for look in (_plain, _hex, _separated, _lookalike, _fraction, _with_words):
        found = look(text) if found is None else found
    return None if found is None else f"write {found:.12g}"


def _plain(text: str) -> float | None:
    return float(text) if re.fullmatch(_NUMBER, text.strip()) else None


def _percent(text: str, param: Param) -> float | None:
    match = re.fullmatch(rf"({_NUMBER})\s*(%|percent|per cent)", text.strip())
    if match is None:
        return None
    share = param.limits[1] <= 1
    return float(match[1]) / 100 if share else float(match[1])


def _hex(text: str) -> float | None:
    return float(int(text, 0)) if re.fullmatch(r"0x[0-9a-fA-F]{1,8}|0b[01]{1,32}", text) else None


def _separated(text: str) -> float | None:
    if re.fullmatch(r"[-+]?\d{1,3}(?:[,_ ]\d{3})+(?:\.\d+)?", text):
        return float(re.sub("[,_ ]", "", text))
    return float(text.replace(",", ".")) if re.fullmatch(r"[-+]?\d+,\d+", text) else None


def _lookalike(text: str) -> float | None:
    """Letters that look like digits: O for 0, l for 1."""
    return _plain(text.translate(_LOOKALIKES)) if re.search(r"\d", text) else None


def _fraction(text: str) -> float | None:
    match = re.fullmatch(r"(\d{1,9})\s*/\s*(\d{1,9})", text)
    return int(match[1]) / int(match[2]) if match and int(match[2]) else None


def _with_words(text: str) -> float | None:
    """A number with its unit: "£12", "12 weeks", "7 posts"."""
    match = re.fullmatch(rf"[£$€]?\s*({_NUMBER})\s*[A-Za-z ]*", text)
    return float(match[1]) if match else None


def in_limits(value: float, param: Param) -> str:
    """Return a remedy for a number that lies outside its limits."""
    low, high = param.limits
    if high <= 1 < value <= 100:
        return f"if {value:g}% is meant, write {value / 100:.12g}"
    if math.isfinite(high):
        return f"choose a value from {low:g} to {high:g}"
    return f"choose a value of {low:g} or more"


def switch(text: str) -> str:
    """Return a remedy for what is neither true nor false."""
    word = _NAMED.get(text.lower(), text.lower())
    if word in ("1", "true"):
        return "write true"
    return "write false" if word in ("0", "false") else "write true or false"


def _form(word: object) -> str:
    return re.sub(r"[\s-]+", "_", str(word).strip().lower())
